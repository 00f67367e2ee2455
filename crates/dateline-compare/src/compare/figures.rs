//! Numbers: what an amount counts, and the numbers that events give for something.

use crate::Lexicon;
use dateline_core::{Amount, Parse};

/// The unit of all who are counted as people.
pub(crate) const PEOPLE: &str = "@people";

/// The unit of all that is told in hundredths.
pub(crate) const PERCENT: &str = "@percent";

/// The numbers by which a thing is measured, with the measure and the thing: "a 48-page indictment". What has a measure
/// more than once in a passage is left out, as the passage tells of several such things.
pub(crate) fn measures(parse: &Parse, tokens: &[usize]) -> Vec<(usize, String, String)> {
    let measure = |token: usize| {
        let (unit, thing) = parse.measured(token)?;
        Some((token, parse.lemma(unit).to_lowercase(), parse.lemma(thing).to_lowercase()))
    };
    let found: Vec<(usize, String, String)> = tokens.iter().copied().filter_map(measure).collect();
    found.iter().filter(|m| found.iter().filter(|n| n.1 == m.1).count() == 1).cloned().collect()
}

fn is_time(parse: &Parse, token: usize) -> bool {
    parse.entity_of(token).is_some_and(|e| matches!(e.label.as_str(), "DATE" | "TIME"))
}

/// What an amount counts; `None` if that is not told, or is time.
pub(crate) fn unit(lexicon: &Lexicon, parse: &Parse, amount: &Amount) -> Option<String> {
    let mut tokens = parse.tokens_in(amount.unit?);
    let (age, token) = (tokens.len() > 1, tokens.next_back()?);
    let letter = parse.text(token).chars().all(char::is_alphabetic) && parse.text(token).len() == 1;
    let unit = parse.lemma(token).to_lowercase();
    if lexicon.words.percent.has(&unit) {
        return Some(PERCENT.to_owned());
    }
    ((age || !is_time(parse, token)) && !letter && !lexicon.words.counts_nothing.has(&unit)).then_some(unit)
}

/// A number in whole thousandths, so that it can be a key.
pub(crate) fn thousandths(value: f64) -> i64 {
    (value * 1000.0).round() as i64
}
