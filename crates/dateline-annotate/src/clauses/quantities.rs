//! How many and how much a clause tells, and how its words bound the numbers.

use super::lexicon::{Lexicon, Phrase};
use dateline_core::{Amount, Bound, Dep, Parse, Quantity, Span};

/// A number that is none, with what it counts: "dozens of sailors".
pub(super) fn vague(number: Span, unit: Span) -> Quantity {
    let amount = Amount { span: number.cover(unit), number, value: None, unit: Some(unit) };
    Quantity { amount, bound: Bound::About }
}

/// The unit of an age, which is not time: "4-year-old", "4 years old".
fn with_age(parse: &Parse, lexicon: &Lexicon, amount: Amount) -> Amount {
    let end = parse.tokens_in(amount.span).end;
    let word = |i: usize| if i < parse.len() { parse.text(i) } else { "" };
    let old = if word(end) == "-" { end + 1 } else { end };
    match amount.unit {
        Some(unit) if lexicon.words.age.has(&word(old).to_lowercase()) => {
            let old = parse.span(old);
            Amount { unit: Some(unit.cover(old)), span: amount.span.cover(old), ..amount }
        }
        _ => amount,
    }
}

/// An amount with the bound that its words set, which its words then hold.
pub(super) fn quantity(parse: &Parse, lexicon: &Lexicon, amount: Amount) -> Quantity {
    let amount = with_age(parse, lexicon, amount);
    match bound(parse, lexicon, &amount) {
        Some((bound, words)) => {
            let number = if words.start() < amount.span.end() { amount.number.cover(words) } else { amount.number };
            Quantity { amount: Amount { span: amount.span.cover(words), number, ..amount }, bound }
        }
        None => Quantity { amount, bound: Bound::Exact },
    }
}

fn bound(parse: &Parse, lexicon: &Lexicon, amount: &Amount) -> Option<(Bound, Span)> {
    let number = parse.tokens_in(amount.number);
    let sentence = parse.sentence(parse.sentence_of(number.start));
    let ends_at = |phrase: &Phrase, end: usize| {
        let start = end.checked_sub(phrase.words.len()).filter(|&s| s >= sentence.start)?;
        // "Over" in "flew over 30 towns" is a preposition and bounds nothing.
        let alone = phrase.words.len() == 1 && parse.dep(start) == Dep::Prep;
        (!alone && is_at(parse, phrase, start)).then(|| parse.span_of(start..end))?
    };
    let ending_at = |end: usize| lexicon.before().iter().find_map(|p| Some((p.bound, ends_at(p, end)?)));
    let before = number.clone().find_map(ending_at);
    before.or_else(|| {
        let whole = parse.tokens_in(amount.span);
        [number.end, whole.end].into_iter().find_map(|start| {
            let fits = |p: &&Phrase| start + p.words.len() <= sentence.end && is_at(parse, p, start);
            let phrase = lexicon.after().iter().find(fits)?;
            Some((phrase.bound, parse.span_of(start..start + phrase.words.len())?))
        })
    })
}

fn is_at(parse: &Parse, phrase: &Phrase, start: usize) -> bool {
    phrase.words.iter().enumerate().all(|(i, word)| parse.text(start + i).eq_ignore_ascii_case(word))
}
