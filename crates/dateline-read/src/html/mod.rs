//! A saved news page: its text, what of it is the article, and what its head says of it.
//!
//! The extractor tells what the article is; the page's own blocks are the text. A block that the extractor did not take
//! is kept and marked, so nothing that a reader of the page could see is cut out.

mod align;
mod article;
mod blocks;
mod headline;
mod linked_data;
mod markup;
mod metadata;
mod opinion;
mod outlet;
mod scan;

use crate::draft::Draft;
use crate::error::Problem;
use crate::label::is_date_line;
use crate::lexicon::has_form;
use crate::lines::has_end_mark;
use article::Part;
use blocks::Block;
use dateline_core::RegionKind;
use markup::Sign;
use metadata::{Beside, Head};
use scraper::Html;

/// The draft of a page.
pub(crate) fn draft(page: &str) -> Result<Draft, Problem> {
 let t0 = std::time::Instant::now(); macro_rules! tick { ($n:literal) => { if std::env::var_os("TICK").is_some() { eprintln!("TICK {} {}", $n, t0.elapsed().as_micros()); } } } // DEBUG
    let page = scan::scan(page)?;
 tick!("scan"); // DEBUG
    let document = Html::parse_document(&page.lean);
 tick!("parse"); // DEBUG
    let layout = blocks::layout(&document);
 tick!("layout"); // DEBUG
    let opinion = opinion::article(&page.lean);
 tick!("opinion"); // DEBUG
    let mut taken = align::align(&layout.blocks, &opinion);
    if std::env::var_os("NOR").is_none() && !taken.is_most() { let second = opinion::second(&page.lean); // DEBUG
    let second = align::align(&layout.blocks, &second);
    if second.is_most() { for (a, (b,block)) in taken.blocks.iter_mut().zip(second.blocks.iter().zip(&layout.blocks)) { *a |= *b && is_prose(&block.text) && block.linked < 50; } } }
 tick!("align"); // DEBUG
    let head = Head::read(&document, &page.data);
    let mut beside = Beside::default();
 tick!("head"); // DEBUG
    let mut draft = Draft { cleaned: true, ..Draft::default() };
    let mut headline = None;
    if taken.is_most() {
        let article = article::article(&layout, &taken.blocks, &head.titles());
        headline = article.headline.map(|i| &layout.blocks[i]);
        for (i, (block, part)) in layout.blocks.iter().zip(article.parts).enumerate() {
            if std::env::var_os("DBG").is_some() { // DEBUG
                let signs: Vec<_> = layout.around(block).filter_map(|f| layout.frames[f].sign.map(|s| (f, s))).collect(); // DEBUG
                eprintln!("{i} {} {part:?} {:?} l{} in{} {signs:?} {}{}", if taken.blocks[i] {"T"} else {"-"}, block.role, block.linked, block.inside, if article.headline==Some(i) {"HEADLINE "} else {""}, block.text.chars().take(90).collect::<String>()); // DEBUG
            } // DEBUG
            beside.add(block, part);
            let is_title = headline.is_some_and(|h| headline::repeats(block, h));
            push(&mut draft, &block.text, if is_title { Some(RegionKind::Title) } else { kind(block, part) });
        }
    } else {
        // The article stands in the page's data, or in a form that its blocks do not show.
        opinion.iter().for_each(|line| push(&mut draft, line, None));
    }
 tick!("article"); // DEBUG
    if draft.text.is_empty() {
        return Err(Problem::NoArticle);
    }
    draft.given = head.given(headline.map(|block| block.text.as_str()), &beside);
 tick!("given"); // DEBUG
    Ok(draft)
}

/// What a block is: `None` leaves it to the labels of its lines, as body if nothing else fits.
fn kind(block: &Block, part: Part) -> Option<RegionKind> {
    let is_byline = || ["byline", "published"].iter().any(|form| has_form(form, &block.text));
    match (block.role, part) {
        (_, Part::Away) => Some(RegionKind::Furniture),
        (_, Part::Signed(Sign::Caption)) => Some(RegionKind::Caption),
        (_, Part::Signed(Sign::Byline | Sign::Dated)) => Some(RegionKind::Byline),
        (_, Part::Signed(Sign::Summary)) => Some(RegionKind::Title),
        (_, Part::Signed(Sign::Post)) => Some(RegionKind::Body),
        (_, Part::Signed(Sign::Furniture | Sign::Inset)) => Some(RegionKind::Furniture),
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

/// The letters and digits of a text.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
