//! Figures: the numbers that reports give for one thing.

use super::claims::{Maker, Teller};
use super::clash::clash;
use super::similar::likeness;
use crate::Lexicon;
use dateline_core::{Amount, Annotated, Event, Parse, Span, Status};
use std::collections::BTreeMap;
use std::ops::Range;

/// A number that a passage gives for something.
struct Figure {
    passage: usize,
    /// The dictionary form of what is counted, in small letters.
    unit: String,
    /// In thousandths, so that it can be a key.
    value: i64,
    /// The family of the word for the event that it takes part in.
    event: Option<String>,
}

/// The places that tell how many or how much, a list for each thing counted: joined where passages that share what they
/// tell give the same number, or where passages that surely tell the same (`groups`) give numbers of one event.
///
/// Lengths of time and numbers without a unit are left out.
pub(crate) fn figures<'a>(maker: &Maker<'a>, groups: &[Vec<usize>]) -> Vec<Vec<Teller<'a>>> {
    let found = found(maker);
    let list = &maker.passages.list;
    let groups_of = super::groups_of(groups, list.len());
    let together = |a: usize, b: usize| a == b || groups_of[a].iter().any(|g| groups_of[b].contains(g));
    let alike = |a: usize, b: usize| {
        together(a, b)
            || !clash(maker.passages, &list[a], &list[b])
                && likeness(maker.passages, &list[a].content, &list[b].content) >= ALIKE
    };
    let mut of_unit: BTreeMap<&str, Vec<Vec<&Figure>>> = BTreeMap::new();
    for figure in &found {
        let groups = of_unit.entry(&figure.unit).or_default();
        let same = |f: &&Figure| match f.value == figure.value {
            true if figure.value == ONE || maker.lexicon.words.measures.has(&figure.unit) => {
                together(f.passage, figure.passage)
            }
            true => alike(f.passage, figure.passage),
            // A sum of money alone does not say what it is for.
            false => {
                let named = figure.unit.starts_with(char::is_alphabetic) && figure.event.is_some();
                named && f.event == figure.event && together(f.passage, figure.passage)
            }
        };
        match groups.iter_mut().find(|g| g.iter().all(same)) {
            Some(group) => group.push(figure),
            None => groups.push(vec![figure]),
        }
    }
    let tellers = |group: Vec<&Figure>| {
        let mut tellers: Vec<Teller> = group.iter().filter_map(|f| maker.telling(f.passage)).collect();
        tellers.dedup_by_key(|t| t.passage);
        tellers
    };
    of_unit.into_values().flatten().map(tellers).collect()
}

/// Two passages that give one number of one thing share at least this much of what they tell.
const ALIKE: f32 = 0.3;

/// One of a thing, in thousandths: most sentences hold one of something.
const ONE: i64 = 1000;

/// The numbers of all passages, in order.
fn found(maker: &Maker) -> Vec<Figure> {
    let lexicon = maker.lexicon;
    let mut found: Vec<Figure> = Vec::new();
    for (at, passage) in maker.passages.list.iter().enumerate().filter(|(_, p)| !p.is_caption()) {
        let report = &maker.reports[passage.report.index()];
        let parse = &report.parse;
        let events = report.events_in(passage.span);
        let mut amounts: Vec<(&Amount, &Event)> = events.flat_map(|e| e.amounts.iter().map(move |a| (a, e))).collect();
        amounts.sort_by_key(|(a, _)| a.span);
        amounts.dedup_by_key(|(a, _)| a.span);
        let figure = |(amount, event): (&Amount, &Event)| {
            let number = parse.tokens_in(amount.number).next()?;
            let trigger = parse.tokens_in(event.trigger).next_back()?;
            let event = Some(lexicon.kin.family(&parse.lemma(trigger).to_lowercase()).to_owned());
            let (unit, value) = (unit(lexicon, parse, amount)?, thousandths(amount.value?));
            (!is_range(lexicon, parse, number) && !is_whole(lexicon, parse, amount)).then_some(Figure {
                passage: at,
                unit,
                value,
                event,
            })
        };
        let before = found.len();
        found.extend(amounts.into_iter().filter_map(figure));
        for token in passage.tokens.clone().filter(|&t| !is_range(lexicon, parse, t)) {
            let Some((unit, value)) = counted(parse, token) else { continue };
            if !found[before..].iter().any(|f| f.unit == unit) {
                found.push(Figure { passage: at, unit, value, event: None });
            }
        }
    }
    found
}

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

/// Whether a number at a token is a part of a range or a score, and so counts nothing: "between 10 and 30 people", "8-7".
fn is_range(lexicon: &Lexicon, parse: &Parse, number: usize) -> bool {
    let word = |back: usize| number.checked_sub(back).map(|t| parse.lemma(t).to_lowercase());
    let between = [0, 1, 3].into_iter().filter_map(word).any(|w| lexicon.words.between.has(&w));
    let hyphen = |t: usize| t < parse.len() && matches!(parse.text(t), "-" | "–");
    between
        || parse.text(number).contains(['-', '–'])
        || number.checked_sub(1).is_some_and(hyphen)
        || hyphen(number + 1)
}

/// Whether an amount is that of which another is a part: "21 of the more than 200 sailors".
pub(crate) fn is_whole(lexicon: &Lexicon, parse: &Parse, amount: &Amount) -> bool {
    let first = parse.tokens_in(amount.span).next().unwrap_or(0);
    let mut before = (first.saturating_sub(4)..first).rev().skip_while(|&t| parse.pos(t) == "DET");
    before.next().is_some_and(|t| lexicon.words.of.has(parse.text(t)))
        && before.next().is_some_and(|t| matches!(parse.pos(t), "NUM" | "DET" | "ADJ" | "PRON"))
}

/// The number in digits at a token and what it counts, where no event takes part: "a coalition of 30 countries".
fn counted(parse: &Parse, token: usize) -> Option<(String, i64)> {
    let head = parse.head(token);
    let named = token.checked_sub(1).is_some_and(|before| parse.pos(before) == "PROPN");
    let letter = parse.text(head).chars().count() == 1;
    let counts =
        parse.dep(token) == "nummod" && !named && !letter && parse.pos(head) == "NOUN" && !is_time(parse, head);
    let year = |n: &u32| (1900..2100).contains(n) && !parse.text(token).contains(',');
    let value = parse.text(token).replace(',', "").parse::<u32>().ok().filter(|n| counts && !year(n))?;
    Some((parse.lemma(head).to_lowercase(), i64::from(value) * 1000))
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
