//! Numbers: what an amount counts, and the numbers that events give for something.

use crate::Lexicon;
use dateline_core::{Amount, Annotated, Event, Parse, Span, Status};
use std::ops::Range;

/// A number that an event gives for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Counted {
    /// What is counted, and the family of the word for the event.
    pub(crate) slot: (String, String),
    /// In thousandths.
    pub(crate) value: i64,
    /// Whether the event is told as happened.
    pub(crate) happened: bool,
}

/// The numbers that the events of a span give for something.
pub(crate) fn counted_by_events(lexicon: &Lexicon, report: &Annotated, span: Span) -> Vec<Counted> {
    let parse = &report.parse;
    let of_event = |event: &Event| {
        let trigger = parse.tokens_in(event.trigger).next_back();
        let event_family = trigger.map(|t| lexicon.kin.family(&parse.lemma(t).to_lowercase()).to_owned());
        let happened = event.status == Status::Happened;
        let counted = |amount: &Amount| {
            let slot = (unit(lexicon, parse, amount)?, event_family.clone()?);
            Some(Counted { slot, value: thousandths(amount.value?), happened })
        };
        event.amounts.iter().filter_map(counted).collect::<Vec<_>>()
    };
    report.events_in(span).flat_map(of_event).collect()
}

/// The numbers by which a thing is measured, with the measure and the thing: "a 48-page indictment". What has a measure
/// more than once in a passage is left out, as the passage tells of several such things.
pub(crate) fn measures(parse: &Parse, tokens: Range<usize>) -> Vec<(usize, String, String)> {
    let measure = |token: usize| {
        let unit = parse.head(token);
        let thing = parse.head(unit);
        let hyphened = unit == token + 2 && parse.text(token + 1) == "-" && parse.dep(token) == "nummod";
        let counts = hyphened && parse.dep(unit) == "compound" && parse.pos(thing) == "NOUN";
        counts.then(|| (token, parse.lemma(unit).to_lowercase(), parse.lemma(thing).to_lowercase()))
    };
    let found: Vec<(usize, String, String)> = tokens.filter_map(measure).collect();
    found.iter().filter(|m| found.iter().filter(|n| n.1 == m.1).count() == 1).cloned().collect()
}

/// Whether an amount is that of which another is a part: "21 of the more than 200 sailors".
pub(crate) fn is_whole(lexicon: &Lexicon, parse: &Parse, amount: &Amount) -> bool {
    let first = parse.tokens_in(amount.span).next().unwrap_or(0);
    let mut before = (first.saturating_sub(4)..first).rev().skip_while(|&t| parse.pos(t) == "DET");
    before.next().is_some_and(|t| lexicon.words.of.has(parse.text(t)))
        && before.next().is_some_and(|t| matches!(parse.pos(t), "NUM" | "DET" | "ADJ" | "PRON"))
}

fn is_time(parse: &Parse, token: usize) -> bool {
    parse.entity_of(token).is_some_and(|e| matches!(e.label.as_str(), "DATE" | "TIME"))
}

/// What an amount counts; `None` if that is not told, or is time.
pub(crate) fn unit(lexicon: &Lexicon, parse: &Parse, amount: &Amount) -> Option<String> {
    let token = parse.tokens_in(amount.unit?).next_back()?;
    let letter = parse.text(token).chars().all(char::is_alphabetic) && parse.text(token).len() == 1;
    let unit = parse.lemma(token).to_lowercase();
    (!is_time(parse, token) && !letter && !lexicon.words.counts_nothing.has(&unit)).then_some(unit)
}

/// A number in whole thousandths, so that it can be a key.
pub(crate) fn thousandths(value: f64) -> i64 {
    (value * 1000.0).round() as i64
}
