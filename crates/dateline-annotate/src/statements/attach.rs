//! Quotations without a cue of their own: they go on with the statement before them, or stand alone.

use super::content::{Content, Link, join};
use super::find::{Attribution, Finder, claimed};
use super::reading::{Quote, Reading};
use super::source::{Extent, Source, Way};

/// A quotation of fewer words than this is a name or a phrase, not a statement.
const SHORTEST: usize = 4;

/// Gives each quotation that makes up whole sentences, and that no content holds, to the statement before it; where
/// there is none, makes it a statement of its own.
pub(super) fn quotations(reading: &Reading<'_>, mut found: Vec<Attribution>) -> Vec<Attribution> {
    let mut alone = Vec::new();
    let held = claimed(reading, &found);
    // The attribution whose sentence or content ends last before each quotation.
    let mut ends: Vec<(usize, usize)> = found.iter().enumerate().map(|(i, a)| (end(reading, a), i)).collect();
    ends.sort_unstable();
    let mut next = 0;
    let mut last: Option<(usize, usize)> = None;
    for (n, quote) in reading.quotes.iter().enumerate() {
        while let Some(&(end, i)) = ends.get(next).filter(|(end, _)| *end <= quote.run.start) {
            if last.is_none_or(|(e, _)| end > e || !found[i].content.pieces.is_empty()) {
                last = Some((end, i));
            }
            next += 1;
        }
        if held[n] || !stands(reading, quote) {
            continue;
        }
        if let Some(open) = never_closed(reading, n).and_then(|end| holder(&mut found, &mut alone, end)) {
            join(&mut open.content.pieces, quote.run.clone());
            continue;
        }
        match last {
            Some((end, i)) if end == quote.run.start && goes_on(reading, &found[i], quote) => {
                join(&mut found[i].content.pieces, quote.run.clone());
                last = Some((quote.run.end, i));
            }
            _ => alone.push(on_its_own(quote)),
        }
    }
    found.extend(alone);
    found
}

/// The end of the quotation before one, if no mark closes it: it goes on in the next, though a picture stand between them.
fn never_closed(reading: &Reading<'_>, n: usize) -> Option<usize> {
    let [before, quote] = [n.checked_sub(1)?, n].map(|n| &reading.quotes[n]);
    let near = matches!(quote.paragraph - before.paragraph, 1 | 2);
    (!before.is.closed && near).then_some(before.run.end)
}

/// The statement whose content ends at a token.
fn holder<'f>(found: &'f mut [Attribution], alone: &'f mut [Attribution], end: usize) -> Option<&'f mut Attribution> {
    let holds = |a: &&mut Attribution| a.content.pieces.last().is_some_and(|p| p.end == end);
    alone.iter_mut().chain(found.iter_mut()).find(holds)
}

/// Where an attribution ends, and the marks after it.
fn end(reading: &Reading<'_>, a: &Attribution) -> usize {
    let content = a.content.pieces.last().map_or(0, |p| p.end);
    let end = reading.sentence(a.cue).end.max(content);
    (end..reading.parse.len()).find(|&i| !reading.is_mark(i) || reading.quote_of(i).is_some()).unwrap_or(end)
}

/// Whether a quotation makes up whole sentences.
fn stands(reading: &Reading<'_>, quote: &Quote) -> bool {
    let words = quote.run.clone().filter(|&i| !reading.is_mark(i)).take(SHORTEST).count();
    let first = reading.sentence(quote.run.start);
    let last = reading.sentence(quote.run.end - 1);
    words == SHORTEST
        && (first.start..quote.run.start).all(|i| reading.is_mark(i))
        && (quote.run.end..last.end).all(|i| reading.is_mark(i))
}

/// Whether a statement goes on in the quotation after it: in its paragraph always, in the next one where it ended in a
/// quotation or a colon.
fn goes_on(reading: &Reading<'_>, a: &Attribution, quote: &Quote) -> bool {
    let before = quote.run.start.saturating_sub(1);
    let quoted = a.content.pieces.last().and_then(|p| reading.quote_of(p.end - 1));
    reading.quote_of(a.cue).is_none()
        && (reading.paragraph_of(before) == quote.paragraph
            || reading.parse.text(before) == ":"
            || quoted.is_some_and(|q| q.run.end == quote.run.start || q.paragraph + 1 == quote.paragraph))
}

/// A statement of which only the words are there.
fn on_its_own(quote: &Quote) -> Attribution {
    let at = quote.run.start;
    Attribution {
        cue: at,
        words: at..at,
        source: Source { run: at..at, head: at, way: Way { up: 0, top: at, down: None }, extent: Extent::None },
        content: Content { pieces: vec![quote.run.clone()], link: Link::QuoteAfter, by: at, skips: None },
        score: 0,
        by: Finder::Standing,
    }
}
