//! A saved news page: its text, what of it is the article, and what its head says of it.
//!
//! The extractor tells what the article is; the page's own blocks are the text. A block that the extractor did not take
//! is kept and marked, so nothing that a reader of the page could see is cut out.

mod align;
mod article;
mod blocks;
mod markup;
mod metadata;
mod opinion;
mod scan;

use crate::draft::{Draft, Given};
use crate::error::Problem;
use crate::label::is_date_line;
use crate::lexicon::has_form;
use crate::lines::has_end_mark;
use article::Part;
use blocks::{Block, Role};
use dateline_core::RegionKind;
use markup::Sign;
use scraper::Html;

/// The draft of a page.
pub(crate) fn draft(page: &str) -> Result<Draft, Problem> {
    let page = scan::scan(page)?;
    let document = Html::parse_document(&page.lean);
    let layout = blocks::layout(&document);
    let article = opinion::article(&page.lean);
    let taken = align::align(&layout.blocks, &article);
    let mut draft = Draft { cleaned: true, ..Draft::default() };
    if taken.is_most() {
        let parts = article::parts(&layout, &taken);
        for (block, part) in layout.blocks.iter().zip(parts) {
            push(&mut draft, &block.text, kind(block, part));
        }
    } else {
        // The article stands in the page's data, or in a form that its blocks do not show.
        article.iter().for_each(|line| push(&mut draft, line, None));
    }
    if draft.text.is_empty() {
        return Err(Problem::NoArticle);
    }
    let given = metadata::given(&document, &page.data);
    let heading = || layout.blocks.iter().find(|b| b.role == Role::Heading(1)).map(|b| b.text.clone());
    draft.given = Given { title: given.title.or_else(heading), ..given };
    Ok(draft)
}

/// What a block is: `None` leaves it to the labels of its lines, as body if nothing else fits.
fn kind(block: &Block, part: Part) -> Option<RegionKind> {
    let is_byline = || ["byline", "published"].iter().any(|form| has_form(form, &block.text));
    match (block.role, part) {
        (_, Part::Away) => Some(RegionKind::Furniture),
        (Role::Heading(1), _) => Some(RegionKind::Title),
        (_, Part::Signed(Sign::Caption)) => Some(RegionKind::Caption),
        (_, Part::Signed(Sign::Byline)) => Some(RegionKind::Byline),
        (_, Part::Signed(Sign::Summary)) => Some(RegionKind::Title),
        (_, Part::Signed(Sign::Post)) => Some(RegionKind::Body),
        (_, Part::Signed(Sign::Furniture)) => Some(RegionKind::Furniture),
        _ if block.is_link() && !block.text.ends_with('.') => Some(RegionKind::Furniture),
        (_, Part::Inside) => None,
        // The dates beside an article are as often those of others.
        (_, Part::Above) if is_byline() || is_date_line(&block.text) => Some(RegionKind::Byline),
        (_, Part::Beside) if is_byline() => Some(RegionKind::Byline),
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

/// Whether a paragraph is long enough for an article to have it: a page of links has none.
fn is_prose(paragraph: &str) -> bool {
    let length = paragraph.chars().count();
    length >= 200 || length >= 40 && has_end_mark(paragraph)
}

/// A string with single spaces and none at its ends.
fn collapse(raw: &str) -> String {
    raw.split_whitespace().collect::<Vec<_>>().join(" ")
}
