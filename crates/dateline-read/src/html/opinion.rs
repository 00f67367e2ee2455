//! What extractors take for the article of a page.

use super::collapse;
use std::panic::{AssertUnwindSafe, catch_unwind};
use trafilatura::{Options, extract};

/// The paragraphs of the article, as an extractor sets them.
pub(super) fn article(page: &str) -> Vec<String> {
    let mut options = Options::default();
    options.exclude_comments = true;
    // It is other people's code over any bytes at all: a page that it fails on is one that it says nothing of.
    let found = catch_unwind(AssertUnwindSafe(|| extract(page, &options)));
    let text = found.ok().and_then(Result::ok).map(|found| found.content_text).unwrap_or_default();
    text.lines().map(collapse).filter(|line| !line.is_empty()).collect()
}
