//! What extractors take for the article of a page: its paragraphs, as they set them.
//!
//! They are other people's code over any bytes at all: a page that one fails on is one that it says nothing of.

use super::collapse;
use std::panic::{AssertUnwindSafe, catch_unwind};
use trafilatura::{ExtractionFocus, HtmlDateMode, Options};

/// The article by rules that were made for news, without the comments of readers.
pub(super) fn first(page: &str) -> Vec<String> {
    let mut options = Options::default();
    options.exclude_comments = true;
    // What it takes too much is told by the markup; what it leaves out is lost.
    options.focus = ExtractionFocus::FavorRecall;
    options.html_date_mode = HtmlDateMode::Disabled;
    lines(|| trafilatura::extract(body(page), &options).ok().map(|found| found.content_text))
}

/// The article as the reading view of a browser shows it.
pub(super) fn second(page: &str) -> Vec<String> {
    lines(|| libreadability::extract(body(page), None).ok().map(|found| found.text_content))
}

fn lines(extract: impl FnOnce() -> Option<String>) -> Vec<String> {
    let text = catch_unwind(AssertUnwindSafe(extract)).ok().flatten().unwrap_or_default();
    text.lines().map(collapse).filter(|line| !line.is_empty()).collect()
}

/// A page without its head, which tells an extractor nothing that is asked of it.
fn body(page: &str) -> &str {
    page.find("<body").map_or(page, |start| &page[start..])
}
