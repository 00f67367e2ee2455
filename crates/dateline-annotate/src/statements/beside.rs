//! Quotations that the models leave without a source although the words beside them give one: "…," said Ann Lee, 24, …;
//! As Reuters reports, "…"; From Reuters: "…".

use super::content::{Content, Link};
use super::find::{Attribution, Finder, claimed};
use super::reading::{Quote, Reading, Run};
use super::source::{Extent, Source, Way};
use dateline_core::Pos;

/// A quotation of fewer tokens may be a title or a phrase.
const PHRASE: usize = 8;
/// The longest name of a source, in tokens.
const LONGEST: usize = 10;

/// The attributions of the quotations that no cue outside them has.
pub(super) fn find(reading: &Reading<'_>, found: &[Attribution]) -> Vec<Attribution> {
    let claimed = claimed(reading, found);
    let free =
        reading.quotes.iter().zip(claimed).filter(|(q, claimed)| !*claimed && q.run.len() > PHRASE).map(|(q, _)| q);
    free.filter_map(|quote| after(reading, quote).or_else(|| before(reading, quote))).collect()
}

/// "…," **said Ann Lee**: a verb of speech right after the quotation, and the name after it.
fn after(reading: &Reading<'_>, quote: &Quote) -> Option<Attribution> {
    let parse = reading.parse;
    let cue = Some(quote.run.end).filter(|&i| i < parse.len() && speech(reading, i))?;
    let source = phrase(reading, cue + 1, |_| false)?;
    let comma = matches!(parse.text(quote.run.end.saturating_sub(2)), "," | "?" | "!");
    (comma && reading.quote_of(cue).is_none()).then(|| attribution(quote, Some(cue), source))
}

/// "**As Reuters reports**, …", "**From Reuters:** …": all that stands before the quotation in its sentence, or the line before.
fn before(reading: &Reading<'_>, quote: &Quote) -> Option<Attribution> {
    let parse = reading.parse;
    let words = &reading.lexicon.words;
    let mark = quote.run.start.checked_sub(1)?;
    let start = reading.sentence(mark).start;
    let first = reading.lower(start);
    match parse.text(mark) {
        "," if words.manner.has(&first) => {
            let verb = mark.checked_sub(1).filter(|&v| words.reporting.has(&reading.lower(v)) || speech(reading, v))?;
            let source = phrase(reading, start + 1, |i| i >= verb)?;
            (source.end == verb).then(|| attribution(quote, Some(verb), source))
        }
        ":" if words.from.has(&first) => {
            let source = phrase(reading, start + 1, |i| i >= mark)?;
            (source.end == mark).then(|| attribution(quote, None, source))
        }
        _ => None,
    }
}

/// Whether a token is a finite verb that hardly does more than bring in words.
fn speech(reading: &Reading<'_>, i: usize) -> bool {
    reading.lexicon.words.speech_verbs.has(reading.parse.lemma(i))
        && matches!(reading.parse.tag(i), "VBD" | "VBZ" | "VBP")
}

/// The phrase from a token on, up to the first mark that no name holds; it must hold a name.
fn phrase(reading: &Reading<'_>, start: usize, stop: impl Fn(usize) -> bool) -> Option<Run> {
    let parse = reading.parse;
    let part = |i: usize| {
        matches!(parse.pos(i), Pos::Propn | Pos::Noun | Pos::Adj | Pos::Det | Pos::Part)
            || matches!(parse.tag(i), "HYPH" | "VBN")
    };
    let end = (start..parse.len()).find(|&i| stop(i) || !part(i))?;
    let named = (start..end).any(|i| parse.pos(i) == Pos::Propn);
    (named && end - start <= LONGEST).then_some(start..end)
}

fn attribution(quote: &Quote, cue: Option<usize>, source: Run) -> Attribution {
    let head = source.end - 1;
    let at = cue.unwrap_or(source.start);
    Attribution {
        cue: at,
        words: at..cue.map_or(at, |cue| cue + 1),
        source: Source { head, way: Way { up: 0, top: head, down: None }, extent: Extent::Whole, run: source },
        content: Content { pieces: vec![quote.run.clone()], link: Link::QuoteBefore, by: at, skips: None },
        score: 0,
        by: Finder::Beside,
    }
}
