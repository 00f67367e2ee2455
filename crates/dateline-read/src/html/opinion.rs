//! What extractors take for the article of a page.

use super::collapse;
use std::panic::{AssertUnwindSafe, catch_unwind};
use trafilatura::{Options, extract};

/// The paragraphs of the article, as an extractor sets them.
pub(super) fn article(page: &str) -> Vec<String> {
    let mut options = Options::default();
    options.exclude_comments = true;
    match std::env::var("TV").as_deref() { Ok("fb") => options.enable_fallback = true, Ok("rec") => options.focus = trafilatura::ExtractionFocus::FavorRecall, Ok("prec") => options.focus = trafilatura::ExtractionFocus::FavorPrecision, _ => {} } // DEBUG
    // It is other people's code over any bytes at all: a page that it fails on is one that it says nothing of.
    let found = catch_unwind(AssertUnwindSafe(|| extract(page, &options)));
    let text = found.ok().and_then(Result::ok).map(|found| found.content_text).unwrap_or_default();
    text.lines().map(collapse).filter(|line| !line.is_empty()).collect()
}

/// A second opinion.
pub(super) fn second(page: &str) -> Vec<String> {
    let found = catch_unwind(AssertUnwindSafe(|| libreadability::extract(page, None)));
    let text = found.ok().and_then(Result::ok).map(|found| found.text_content).unwrap_or_default();
    text.lines().map(collapse).filter(|line| !line.is_empty()).collect()
}
