//! A saved news page: its article as text, and what its head says of it.

mod metadata;

use crate::draft::{Draft, Given};
use crate::lines::has_end_mark;
use dateline_core::RegionKind;
use dom_query::Document;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The draft of a page: the headline and the paragraphs of the article, or `None` if no article is found.
pub(crate) fn draft(page: &str) -> Option<Draft> {
    if depth(page) > DEEPEST {
        return None;
    }
    let document = Document::from(page);
    let given = metadata::given(&document);
    let marks = Marks::of(&document);
    let title = given.title.clone().or_else(|| marks.headings.first().cloned());
    let mut draft = Draft { given: Given { title, ..given }, cleaned: true, ..Draft::default() };
    if let Some(title) = draft.given.title.clone() {
        push(&mut draft, &title, Some(RegionKind::Title));
    }
    let mut is_article = false;
    for line in article(page)?.lines().map(collapse).filter(|l| !l.is_empty()) {
        if draft.given.title.as_ref() != Some(&line) {
            let kind = marks.kind(&line);
            is_article |= kind.is_none() && is_prose(&line);
            push(&mut draft, &line, kind);
        }
    }
    is_article.then_some(draft)
}

/// Whether a paragraph is long enough for an article to have it: a page of links has none.
fn is_prose(paragraph: &str) -> bool {
    let length = paragraph.chars().count();
    length >= 200 || length >= 40 && has_end_mark(paragraph)
}

/// How deep tags may be nested. Browsers stop at 512; beyond it, extraction takes time without end.
const DEEPEST: usize = 600;

/// How deep those tags of a page are nested that must be closed. A rough count, without a tree.
fn depth(page: &str) -> usize {
    const TAGS: [&str; 12] =
        ["div", "span", "b", "i", "em", "strong", "font", "section", "table", "ul", "blockquote", "article"];
    let (mut depth, mut deepest) = (0_usize, 0);
    for piece in page.split('<').skip(1) {
        let (name, closes) = piece.strip_prefix('/').map_or((piece, false), |name| (name, true));
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        if TAGS.iter().any(|tag| name[..end].eq_ignore_ascii_case(tag)) {
            depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
            deepest = deepest.max(depth);
        }
    }
    deepest
}

/// Puts a paragraph after the others.
fn push(draft: &mut Draft, paragraph: &str, kind: Option<RegionKind>) {
    if !draft.text.is_empty() {
        draft.text.push_str("\n\n");
    }
    let start = draft.text.len();
    draft.text.push_str(paragraph);
    draft.marked.extend(kind.map(|kind| (start..draft.text.len(), kind)));
}

/// What the tags of a page say of its paragraphs.
struct Marks {
    /// The headings of the first level, in order.
    headings: Vec<String>,
    /// The captions of figures.
    captions: BTreeSet<String>,
    /// The texts of links.
    links: BTreeSet<String>,
}

impl Marks {
    fn of(document: &Document) -> Marks {
        let texts = |selector: &str| -> Vec<String> {
            document.select(selector).iter().map(|s| collapse(&s.text())).filter(|t| !t.is_empty()).collect()
        };
        Marks {
            headings: texts("h1"),
            captions: texts("figcaption, .caption, .wp-caption-text").into_iter().collect(),
            links: texts("a").into_iter().collect(),
        }
    }

    /// The kind of a paragraph that is nothing but a caption, a link or the page's heading.
    fn kind(&self, paragraph: &str) -> Option<RegionKind> {
        match () {
            () if self.captions.contains(paragraph) => Some(RegionKind::Caption),
            () if self.headings.iter().any(|h| h == paragraph) => Some(RegionKind::Title),
            () if self.links.contains(paragraph) && !paragraph.ends_with('.') => Some(RegionKind::Furniture),
            () => None,
        }
    }
}

/// The main text of a page, a paragraph a line.
fn article(page: &str) -> Option<String> {
    // The extractor cuts strings by bytes in places, and panics where that splits a character.
    let found = catch_unwind(AssertUnwindSafe(|| rs_trafilatura::extract(page)));
    let text = found.ok()?.ok()?.content_text;
    (!text.trim().is_empty()).then_some(text)
}

/// A string with single spaces and none at its ends.
fn collapse(raw: &str) -> String {
    raw.split_whitespace().collect::<Vec<_>>().join(" ")
}
