//! A saved news page: its article as text, and what its head says of it.

mod metadata;

use crate::draft::{Draft, Given};
use dateline_core::RegionKind;
use dom_query::Document;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The draft of a page: the headline and the paragraphs of the article, or `None` if no article is found.
pub(crate) fn draft(page: &str) -> Option<Draft> {
    let document = Document::from(page);
    let mut given = metadata::given(&document);
    let article = article(page, given.url.as_deref())?;
    let mut draft = Draft::default();
    let title = given.title.take().or_else(|| headline(&document));
    if let Some(title) = &title {
        draft.text.push_str(title);
        draft.marked.push((0..title.len(), RegionKind::Title));
    }
    for line in article.lines().map(collapse).filter(|l| !l.is_empty()) {
        if Some(&line) == title.as_ref() {
            continue;
        }
        if !draft.text.is_empty() {
            draft.text.push_str("\n\n");
        }
        draft.text.push_str(&line);
    }
    draft.given = Given { title, ..given };
    Some(draft)
}

/// The main text of a page, a paragraph a line.
fn article(page: &str, url: Option<&str>) -> Option<String> {
    let options = rs_trafilatura::Options { url: url.map(str::to_owned), ..Default::default() };
    // The extractor cuts strings by bytes in places, and panics where that splits a character.
    let found = catch_unwind(AssertUnwindSafe(|| rs_trafilatura::extract_with_options(page, &options)));
    let text = found.ok()?.ok()?.content_text;
    (!text.trim().is_empty()).then_some(text)
}

fn headline(document: &Document) -> Option<String> {
    let title = collapse(&document.select("h1").first().text());
    (!title.is_empty()).then_some(title)
}

/// A string with single spaces and none at its ends.
fn collapse(raw: &str) -> String {
    raw.split_whitespace().collect::<Vec<_>>().join(" ")
}
