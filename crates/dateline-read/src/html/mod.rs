//! A saved news page: its text, what of it is the article, and what its head says of it.
//!
//! The extractor tells what the article is; the page's own blocks are the text. A block that the extractor did not take
//! is kept and marked, so nothing that a reader of the page could see is cut out.

mod align;
mod blocks;
mod metadata;

use crate::draft::{Draft, Given};
use crate::label::is_date_line;
use crate::lexicon::has_form;
use crate::lines::has_end_mark;
use blocks::{Block, Role};
use dateline_core::RegionKind;
use dom_query::Document;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The draft of a page, or `None` if no article is found on it.
pub(crate) fn draft(page: &str) -> Option<Draft> {
    if depth(page) > DEEPEST {
        return None;
    }
    let document = Document::from(page);
    let blocks = blocks::blocks(&document);
    let article = article(page)?;
    let taken = align::align(&blocks, &article);
    let mut draft = Draft { cleaned: true, ..Draft::default() };
    if taken.is_whole() {
        let first = taken.blocks.iter().position(|t| *t).unwrap_or(0);
        let last = taken.blocks.iter().rposition(|t| *t).unwrap_or(0);
        for (i, block) in blocks.iter().enumerate() {
            let place = match () {
                () if taken.blocks[i] => Place::Inside,
                () if i < first && i + NEAR >= first => Place::Above,
                () if i > first && i <= last + NEAR => Place::Beside,
                () => Place::Away,
            };
            push(&mut draft, &block.text, kind(block, place));
        }
    } else {
        // The article stands in the page's data, or in a form that its blocks do not show.
        article.iter().for_each(|line| push(&mut draft, line, None));
    }
    let given = metadata::given(&document);
    let heading = || blocks.iter().find(|b| b.role == Role::Heading).map(|b| b.text.clone());
    draft.given = Given { title: given.title.or_else(heading), ..given };
    Some(draft)
}

/// The draft of a piece of HTML that is an article and nothing else, or `None` if it has no text.
pub(crate) fn fragment(piece: &str) -> Option<Draft> {
    if depth(piece) > DEEPEST {
        return None;
    }
    let mut draft = Draft { cleaned: true, ..Draft::default() };
    for block in blocks::blocks(&Document::from(piece)) {
        push(&mut draft, &block.text, kind(&block, Place::Inside));
    }
    (!draft.text.is_empty()).then_some(draft)
}

/// How many blocks before and after the article may be its heading, its byline or its pictures.
const NEAR: usize = 12;

/// Where a block stands to the article.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Inside,
    /// Close before it.
    Above,
    /// In a gap of it, or close after it.
    Beside,
    Away,
}

/// What a block is: `None` leaves it to the labels of its lines, as body if nothing else fits.
fn kind(block: &Block, place: Place) -> Option<RegionKind> {
    let is_byline = || ["byline", "published"].iter().any(|form| has_form(form, &block.text));
    match (block.role, place) {
        (_, Place::Away) => Some(RegionKind::Furniture),
        (Role::Heading, _) => Some(RegionKind::Title),
        (Role::Caption, _) => Some(RegionKind::Caption),
        (Role::Link, _) if !block.text.ends_with('.') => Some(RegionKind::Furniture),
        (_, Place::Inside) => None,
        // The dates beside an article are as often those of others.
        (_, Place::Above) if is_byline() || is_date_line(&block.text) => Some(RegionKind::Byline),
        (_, Place::Beside) if is_byline() => Some(RegionKind::Byline),
        _ => Some(RegionKind::Furniture),
    }
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

/// The paragraphs of the main text of a page, if there is prose among them.
fn article(page: &str) -> Option<Vec<String>> {
    // The extractor cuts strings by bytes in places, and panics where that splits a character.
    let found = catch_unwind(AssertUnwindSafe(|| rs_trafilatura::extract(page)));
    let text = found.ok()?.ok()?.content_text;
    let lines: Vec<String> = text.lines().map(collapse).filter(|l| !l.is_empty()).collect();
    lines.iter().any(|l| is_prose(l)).then_some(lines)
}

/// Whether a paragraph is long enough for an article to have it: a page of links has none.
fn is_prose(paragraph: &str) -> bool {
    let length = paragraph.chars().count();
    length >= 200 || length >= 40 && has_end_mark(paragraph)
}

/// How deep tags may be nested. Browsers stop at 512; beyond it, extraction takes time without end.
const DEEPEST: usize = 600;

/// How deep the tags of a page are nested that must be closed. A rough count, without a tree.
fn depth(page: &str) -> usize {
    /// Tags that need no end.
    const OPEN: [&str; 30] = [
        "area", "base", "br", "col", "dd", "dt", "embed", "frame", "hr", "img", "input", "li", "link", "meta",
        "optgroup", "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track",
        "wbr", "colgroup",
    ];
    let (mut depth, mut deepest) = (0_usize, 0);
    for piece in page.split('<').skip(1) {
        let (name, closes) = piece.strip_prefix('/').map_or((piece, false), |name| (name, true));
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let name = &name[..end];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || OPEN.iter().any(|t| t.eq_ignore_ascii_case(name)) {
            continue;
        }
        depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        deepest = deepest.max(depth);
    }
    deepest
}

/// A string with single spaces and none at its ends.
fn collapse(raw: &str) -> String {
    raw.split_whitespace().collect::<Vec<_>>().join(" ")
}
