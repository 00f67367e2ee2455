//! How many and how much: the numbers beside the participants of an event.

use super::tree::prep_objects;
use dateline_core::{Amount, Parse};

/// The amounts in the noun phrases with these heads.
pub(super) fn amounts(parse: &Parse, heads: impl Iterator<Item = usize>) -> Vec<Amount> {
    let mut found: Vec<Amount> = heads.filter_map(|head| amount(parse, head)).collect();
    found.sort_by_key(|a| a.span);
    found.dedup_by_key(|a| a.span);
    found
}

/// A noun with the nouns of its "of" phrases: "a coalition of 30 countries".
pub(super) fn counted(parse: &Parse, head: usize) -> impl Iterator<Item = usize> {
    let of = prep_objects(parse, head).into_iter().filter(|&(prep, _)| parse.lemma(prep) == "of").map(|(_, noun)| noun);
    std::iter::once(head).chain(of)
}

/// By how much, from what and to what: the nouns that measure a verb, "rose 43 % to 17 crowns".
pub(super) fn measures(parse: &Parse, verb: usize) -> impl Iterator<Item = usize> {
    let steps = prep_objects(parse, verb).into_iter();
    let steps = steps.filter(|&(prep, _)| matches!(parse.lemma(prep), "by" | "from" | "to")).map(|(_, noun)| noun);
    parse.children(verb).filter(|&c| parse.dep(c) == "npadvmod").chain(steps)
}

/// Words that belong to a number: how sure or how near it is.
const NEAR: [&str; 19] = [
    "at",
    "least",
    "most",
    "more",
    "less",
    "fewer",
    "than",
    "over",
    "under",
    "about",
    "around",
    "nearly",
    "almost",
    "up",
    "to",
    "some",
    "roughly",
    "approximately",
    "only",
];

fn amount(parse: &Parse, head: usize) -> Option<Amount> {
    if is_number(parse, head) && parse.entity_of(head).is_none_or(|e| !matches!(e.label.as_str(), "DATE" | "TIME")) {
        return bare(parse, head);
    }
    let number = parse.children(head).find(|&c| parse.dep(c) == "nummod" && is_number(parse, c) && c < head)?;
    let (first, last) = number_run(parse, number);
    if is_part_of_name(parse, first) || is_year(parse, number, head) {
        return None;
    }
    let written = parse.span(with_hedges(parse, first)).cover(parse.span(last));
    let value = value(words(parse, first, last));
    Some(Amount { span: written.cover(parse.span(head)), number: written, value, unit: Some(parse.span(head)) })
}

/// A number that stands for what it counts: "killing 15", "a deal worth $40 billion".
fn bare(parse: &Parse, head: usize) -> Option<Amount> {
    let (first, last) = number_run(parse, head);
    let unit = first.checked_sub(1).filter(|&i| matches!(parse.text(i), "$" | "US$" | "€" | "£" | "¥"));
    let percent = Some(last + 1).filter(|&i| i < parse.len() && matches!(parse.text(i), "%" | "percent"));
    let number = parse.span(with_hedges(parse, unit.unwrap_or(first))).cover(parse.span(last));
    let span = percent.map_or(number, |p| number.cover(parse.span(p)));
    let value = value(words(parse, first, last));
    Some(Amount { span, number, value, unit: unit.or(percent).map(|u| parse.span(u)) })
}

/// Whether a number belongs to the name before it: "the Apollo 11 crew".
fn is_part_of_name(parse: &Parse, number: usize) -> bool {
    let Some(before) = number.checked_sub(1) else { return false };
    let is_date = parse.entity_of(before).is_some_and(|e| matches!(e.label.as_str(), "DATE" | "TIME"));
    parse.pos(before) == "PROPN" && parse.text(number).starts_with(|c: char| c.is_ascii_digit()) && !is_date
}

/// Whether a number is a year: "the 2015 operation".
fn is_year(parse: &Parse, number: usize, head: usize) -> bool {
    let year = parse.text(number).parse::<u32>().is_ok_and(|n| (1900..2100).contains(&n));
    year && matches!(parse.tag(head), "NN" | "NNP")
}

fn is_number(parse: &Parse, i: usize) -> bool {
    parse.tag(i) == "CD" || matches!(parse.lemma(i), "dozen" | "hundred" | "thousand" | "million" | "billion")
}

/// The run of number words around one of them: "half a dozen", "40 billion", "two and a half million".
fn number_run(parse: &Parse, number: usize) -> (usize, usize) {
    let sentence = parse.sentence(parse.sentence_of(number));
    let (mut first, mut last) = (number, number);
    while first > sentence.start && is_number(parse, first - 1) {
        first -= 1;
    }
    if first >= sentence.start + 2 && parse.text(first - 1) == "a" && parse.lemma(first - 2) == "half" {
        first -= 2;
    } else if first > sentence.start
        && parse.text(first - 1) == "a"
        && !parse.text(first).starts_with(|c: char| c.is_ascii_digit())
    {
        first -= 1;
    }
    let and_a_half = |i: usize| i + 3 < sentence.end && words(parse, i + 1, i + 3).eq(["and", "a", "half"]);
    loop {
        if last + 1 < sentence.end && is_number(parse, last + 1) {
            last += 1;
        } else if and_a_half(last) {
            last += 3;
        } else {
            return (first, last);
        }
    }
}

/// The first token of the words that hedge a number: "at least", "more than".
fn with_hedges(parse: &Parse, first: usize) -> usize {
    let start = parse.sentence(parse.sentence_of(first)).start;
    let near = |i: usize| NEAR.contains(&parse.text(i).to_lowercase().as_str());
    let mut at = first;
    while at > start && first - at < 3 && near(at - 1) {
        at -= 1;
    }
    // "to 15 people" and "at 15 sites": a preposition alone is no hedge, nor is one before a hedge.
    let lower = |i: usize| parse.text(i).to_lowercase();
    let hedges = |i: usize| match lower(i).as_str() {
        "to" | "than" => false,
        "at" => i + 1 < first && matches!(lower(i + 1).as_str(), "least" | "most"),
        "up" => i + 1 < first,
        _ => true,
    };
    (at..first).find(|&i| hedges(i)).unwrap_or(first)
}

fn words(parse: &Parse, first: usize, last: usize) -> impl Iterator<Item = &str> {
    (first..=last).map(|i| parse.text(i))
}

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// What the words of a number come to; `None` where they name no single number ("dozens").
fn value<'a>(words: impl Iterator<Item = &'a str>) -> Option<f64> {
    let (mut whole, mut part, mut seen) = (0.0, 0.0, false);
    for word in words.flat_map(|w| w.split('-')) {
        let word = word.to_lowercase();
        let plain = word.replace(',', "");
        if let Ok(number) = plain.parse::<f64>() {
            if !plain.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
                return None;
            }
            part += number;
        } else if let Some(ones) = ONES.iter().position(|w| *w == word) {
            part += ones as f64;
        } else if let Some(tens) = TENS.iter().position(|w| *w == word) {
            part += 10.0 * (tens + 2) as f64;
        } else {
            match word.as_str() {
                "a" | "an" | "and" => continue,
                "half" => part += 0.5,
                "dozen" => part = 12.0 * if seen { part } else { 1.0 },
                "hundred" => part = 100.0 * if seen { part } else { 1.0 },
                "thousand" | "million" | "billion" | "trillion" | "m" | "bn" => {
                    whole += scale(&word) * if seen { part } else { 1.0 };
                    part = 0.0;
                }
                _ => return None,
            }
        }
        seen = true;
    }
    seen.then_some(whole + part)
}

fn scale(word: &str) -> f64 {
    match word {
        "thousand" => 1e3,
        "million" | "m" => 1e6,
        "billion" | "bn" => 1e9,
        _ => 1e12,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read() {
        let read = |s: &str| value(s.split(' '));
        assert_eq!(read("15"), Some(15.0));
        assert_eq!(read("1,200"), Some(1200.0));
        assert_eq!(read("40 billion"), Some(40e9));
        assert_eq!(read("half a dozen"), Some(6.0));
        assert_eq!(read("two and a half million"), Some(2.5e6));
        assert_eq!(read("twenty-one"), Some(21.0));
        assert_eq!(read("a hundred"), Some(100.0));
        assert_eq!(read("two hundred and six"), Some(206.0));
        assert_eq!(read("3.5 million"), Some(3.5e6));
        assert_eq!(read("dozens"), None);
    }
}
