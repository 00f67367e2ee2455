//! The dateline that opens a report: "date 1912-08-21 PORT NESS:", "LONDON (Reuters) -".

use crate::lexicon::Lexicon;
use crate::lines::Line;
use dateline_core::{Span, Text};
use jiff::civil::Date;

/// A dateline and what it says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Dateline {
    pub(crate) span: Span,
    /// The place, as written.
    pub(crate) place: Option<String>,
    /// The full date, where it has one.
    pub(crate) date: Option<Date>,
}

/// How many body paragraphs may stand before it: a headline that was not known as one, a summary.
const FAR: usize = 3;

/// Finds the dateline at the head of one of the first body paragraphs.
pub(super) fn find(lexicon: &Lexicon, text: &Text, lines: &[Line]) -> Option<Dateline> {
    if is_transcript(lines) {
        return None;
    }
    lines.iter().filter(|l| l.kind.is_none()).take(FAR).find_map(|line| at_head(lexicon, text, line))
}

fn at_head(lexicon: &Lexicon, text: &Text, line: &Line) -> Option<Dateline> {
    const LOOK: usize = 200;
    let raw = text.str(line.span);
    let head = &raw[..raw.floor_char_boundary(LOOK)];
    let found = lexicon.captures("dateline", head)?;
    let place = found.name("place").map(|p| p.as_str().to_owned());
    if place.as_deref().is_some_and(|p| lexicon.is_no_place(p) || p.chars().filter(|c| c.is_alphabetic()).count() < 4) {
        return None;
    }
    let whole = found.get(0)?;
    let span = text.trim(text.within(line.span, whole.range())?);
    Some(Dateline { span, place, date: lexicon.dates.find(whole.as_str()).map(|(_, date)| date) })
}

/// Whether speakers' names in capitals open the paragraphs, as in the text of a broadcast.
fn is_transcript(lines: &[Line]) -> bool {
    let speaks = |l: &&Line| {
        let name = l.words.split_once(':').map_or("", |(name, _)| name);
        name.len() > 3 && name.len() < 40 && !name.contains(char::is_lowercase) && name.contains(char::is_alphabetic)
    };
    lines.iter().filter(speaks).count() >= 3
}
