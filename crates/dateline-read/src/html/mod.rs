//! A saved news page: its text, what of it is the article, and what its head says of it.
//!
//! `scan` takes off what nobody reads, `blocks` lays the page out, `opinion` asks an extractor what the article is and
//! `align` finds its words again among the blocks. `article` decides from that, from where the blocks stand, and from
//! what the `markup` says; `metadata` reads the head of the page and what stands at its headline. The page's own blocks
//! are the text: one that is not of the article is kept and marked, so nothing that a reader could see is cut out.

mod align;
mod article;
mod blocks;
mod headline;
mod linked_data;
mod markup;
mod metadata;
mod opinion;
mod outlet;
mod parts;
mod scan;

use crate::draft::Draft;
use crate::error::Problem;
use crate::label::is_date_line;
use crate::lexicon::Lexicon;
use crate::lines::has_end_mark;
use article::Part;
use blocks::Block;
use dateline_core::RegionKind;
use markup::Sign;
use metadata::{Beside, Head};
use scraper::Html;
use std::ops::Range;

/// The draft of a page.
pub(crate) fn draft(lexicon: &Lexicon, page: &str) -> Result<Draft, Problem> {
    let page = scan::scan(page)?;
    let document = Html::parse_document(&page.lean);
    let layout = blocks::layout(lexicon, &document);
    let head = Head::read(lexicon, &document, &page.data);
    let mut draft = Draft { cleaned: true, ..Draft::default() };
    let Some(taken) = taken(&layout.blocks, &page.lean, &head) else {
        // The article stands in the page's data alone.
        for line in head.article.body() {
            push(&mut draft, &line, None);
        }
        draft.given = head.given(None, &Beside::default());
        return if draft.text.is_empty() { Err(Problem::NoArticle) } else { Ok(draft) };
    };
    let article = article::article(lexicon, &layout, &taken, &head.titles());
    let headline = article.headline.map(|i| &layout.blocks[i]);
    let mut beside = Beside::default();
    let mut places = Vec::with_capacity(layout.blocks.len());
    for (block, &part) in layout.blocks.iter().zip(&article.parts) {
        beside.add(lexicon, block, part);
        let is_title = headline.is_some_and(|headline| headline::repeats(block, headline));
        let kind = if is_title { Some(RegionKind::Title) } else { kind(lexicon, block, part) };
        places.push(push(&mut draft, &block.text, kind));
    }
    draft.given = head.given(headline.map(|block| block.text.as_str()), &beside);
    let page =
        parts::Page { lexicon, layout: &layout, parts: &article.parts, headline: article.headline, places: &places };
    draft.parts = page.parts(&head.article.entries(), head.only_day(draft.given.published));
    Ok(draft)
}

/// The draft of a piece of HTML that is an article and nothing else, as feeds hold it; `None` if it has no text.
pub(crate) fn fragment(lexicon: &Lexicon, piece: &str) -> Option<Draft> {
    let piece = scan::scan(piece).ok()?;
    let layout = blocks::layout(lexicon, &Html::parse_document(&piece.lean));
    let mut draft = Draft { cleaned: true, ..Draft::default() };
    let posts = |block: &Block| layout.around(block).any(|frame| layout.frames[frame].sign == Some(Sign::Post));
    let part = |block: &Block| if posts(block) { Part::Signed(Sign::Post) } else { Part::Inside };
    let parts: Vec<Part> = layout.blocks.iter().map(part).collect();
    let mut places = Vec::with_capacity(parts.len());
    for block in &layout.blocks {
        places.push(push(&mut draft, &block.text, kind(lexicon, block, Part::Inside)));
    }
    let page = parts::Page { lexicon, layout: &layout, parts: &parts, headline: None, places: &places };
    draft.parts = page.parts(&[], None);
    (!draft.text.is_empty()).then_some(draft)
}

/// Which blocks are of the article by the first opinion that says much of what the page shows; `None` if there is none.
fn taken(blocks: &[Block], page: &str, head: &Head) -> Option<Vec<bool>> {
    /// The letters of a report of one line.
    const LEAST: usize = 60;
    let opinions: [&dyn Fn() -> Vec<String>; 3] =
        [&|| opinion::first(page), &|| opinion::second(page), &|| head.article.body()];
    opinions.iter().find_map(|opinion| {
        let opinion = opinion();
        let taken = align::align(blocks, &opinion);
        let is_article = taken.found() >= LEAST || opinion.iter().any(|line| is_prose(line));
        (taken.is_most() && is_article).then_some(taken.blocks)
    })
}

/// What a block is: `None` leaves it to the labels of its lines, as body if nothing else fits.
fn kind(lexicon: &Lexicon, block: &Block, part: Part) -> Option<RegionKind> {
    let is_byline = || ["byline", "published"].iter().any(|form| lexicon.has_form(form, &block.text));
    match part {
        Part::Signed(Sign::Caption) => Some(RegionKind::Caption),
        Part::Signed(Sign::Byline | Sign::Dated) => Some(RegionKind::Byline),
        Part::Signed(Sign::Summary) => Some(RegionKind::Title),
        Part::Signed(Sign::Post) => Some(RegionKind::Body),
        Part::Away | Part::Signed(Sign::Furniture | Sign::Inset) => Some(RegionKind::Furniture),
        _ if block.is_link() && !block.text.ends_with('.') => Some(RegionKind::Furniture),
        // The entries of a live page open with their times.
        Part::Inside | Part::Beside if is_clock(lexicon, &block.text) => Some(RegionKind::Byline),
        Part::Inside => None,
        // The dates beside an article are as often those of others.
        Part::Above if is_byline() || is_date_line(lexicon, &block.text) => Some(RegionKind::Byline),
        Part::Beside if is_byline() => Some(RegionKind::Byline),
        Part::Above | Part::Beside => Some(RegionKind::Furniture),
    }
}

/// Whether a line is a time of day and no more than a word beside it.
fn is_clock(lexicon: &Lexicon, line: &str) -> bool {
    /// "Updated at 10:05 p.m. GMT" has one letter less.
    const LONGEST: usize = 26;
    let words = |at: Range<usize>| line.len() - at.len() <= 12;
    line.len() < LONGEST && !line.ends_with(['.', '!', '?']) && lexicon.dates.find_time(line).is_some_and(words)
}

/// Puts a paragraph after the others, and gives its place.
fn push(draft: &mut Draft, paragraph: &str, kind: Option<RegionKind>) -> Range<usize> {
    if !draft.text.is_empty() {
        draft.text.push_str("\n\n");
    }
    let start = draft.text.len();
    draft.text.push_str(paragraph);
    draft.marked.extend(kind.map(|kind| (start..draft.text.len(), kind)));
    start..draft.text.len()
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
