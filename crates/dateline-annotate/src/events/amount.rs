//! How many and how much: the numbers beside the participants of an event.

use super::lexicon::Lexicon;
use super::tree::prep_objects;
use dateline_core::{Amount, Dep, Parse, Pos, Span};

/// The most words of one number. What is longer is a row of figures, as tables have, and no number: to look on would cost
/// the square of its length.
const LONGEST_NUMBER: usize = 16;

/// The amounts in the noun phrases with these heads.
pub(super) fn amounts(parse: &Parse, lexicon: &Lexicon, heads: impl Iterator<Item = usize>) -> Vec<Amount> {
    let mut found: Vec<Amount> = heads.filter_map(|head| amount(parse, lexicon, head)).collect();
    found.sort_by_key(|a| a.span);
    found.dedup_by_key(|a| a.span);
    found
}

/// A noun with the nouns of its "of" phrases: "a coalition of 30 countries".
pub(super) fn counted<'a>(parse: &'a Parse, lexicon: &'a Lexicon, head: usize) -> impl Iterator<Item = usize> + 'a {
    let of = prep_objects(parse, head).into_iter().filter(|&(prep, _)| lexicon.words.of.has(parse.lemma(prep)));
    let of = of.map(|(_, noun)| noun);
    std::iter::once(head).chain(of)
}

/// The noun that a noun of numbers counts: of "dozens of sailors" the sailors; itself where it is told of none.
pub(super) fn counted_by(parse: &Parse, lexicon: &Lexicon, token: usize) -> Option<Span> {
    let plural = parse.tag(token) == "NNS" && lexicon.words.number_nouns.has(parse.lemma(token));
    let of = |&(prep, _): &(usize, usize)| lexicon.words.of.has(parse.lemma(prep));
    // Of "hundreds of thousands of sailors" the last is counted.
    let noun = |at: &usize| prep_objects(parse, *at).into_iter().find(of).map(|(_, noun)| noun);
    let mut below = std::iter::successors(Some(token), noun);
    let first = plural.then(|| below.next())?;
    below.last().or(first).map(|t| parse.span(t))
}

/// By how much, from what and to what: the nouns that measure a verb, "rose 43 % to 17 crowns".
pub(super) fn measures<'a>(parse: &'a Parse, lexicon: &'a Lexicon, verb: usize) -> impl Iterator<Item = usize> + 'a {
    let steps = prep_objects(parse, verb).into_iter();
    let steps = steps.filter(|&(prep, _)| lexicon.words.measure_prepositions.has(parse.lemma(prep)));
    let steps = steps.map(|(_, noun)| noun);
    parse.children(verb).filter(|&c| parse.dep(c) == Dep::Npadvmod).chain(steps)
}

fn amount(parse: &Parse, lexicon: &Lexicon, head: usize) -> Option<Amount> {
    if is_number(parse, lexicon, head)
        && parse.entity_of(head).is_none_or(|e| !matches!(e.label.as_str(), "DATE" | "TIME"))
    {
        return bare(parse, lexicon, head);
    }
    let number =
        parse.children(head).find(|&c| parse.dep(c) == Dep::Nummod && is_number(parse, lexicon, c) && c < head)?;
    let (first, last) = number_run(parse, lexicon, number)?;
    if is_part_of_name(parse, first) || is_year(parse, number, head) {
        return None;
    }
    let written = parse.span(with_hedges(parse, lexicon, first)).cover(parse.span(last));
    let value = lexicon.numerals.value(words(parse, first, last));
    Some(Amount { span: written.cover(parse.span(head)), number: written, value, unit: Some(parse.span(head)) })
}

/// A number that stands for what it counts: "killing 15", "a deal worth $40 billion".
fn bare(parse: &Parse, lexicon: &Lexicon, head: usize) -> Option<Amount> {
    let (first, last) = number_run(parse, lexicon, head)?;
    let unit = first.checked_sub(1).filter(|&i| matches!(parse.text(i), "$" | "US$" | "€" | "£" | "¥"));
    let percent = Some(last + 1)
        .filter(|&i| i < parse.len() && (parse.text(i) == "%" || lexicon.words.percent.has(parse.text(i))));
    let number = parse.span(with_hedges(parse, lexicon, unit.unwrap_or(first))).cover(parse.span(last));
    let span = percent.map_or(number, |p| number.cover(parse.span(p)));
    let value = lexicon.numerals.value(words(parse, first, last));
    Some(Amount { span, number, value, unit: unit.or(percent).map(|u| parse.span(u)) })
}

/// Whether a number belongs to the name before it: "the Apollo 11 crew".
fn is_part_of_name(parse: &Parse, number: usize) -> bool {
    let Some(before) = number.checked_sub(1) else { return false };
    let is_date = parse.entity_of(before).is_some_and(|e| matches!(e.label.as_str(), "DATE" | "TIME"));
    parse.pos(before) == Pos::Propn && parse.text(number).starts_with(|c: char| c.is_ascii_digit()) && !is_date
}

/// Whether a number is a year: "the 2015 operation".
fn is_year(parse: &Parse, number: usize, head: usize) -> bool {
    let year = parse.text(number).parse::<u32>().is_ok_and(|n| (1900..2100).contains(&n));
    year && matches!(parse.tag(head), "NN" | "NNP")
}

fn is_number(parse: &Parse, lexicon: &Lexicon, i: usize) -> bool {
    parse.tag(i) == "CD" || lexicon.words.number_nouns.has(parse.lemma(i))
}

/// The run of number words around one of them: "half a dozen", "40 billion", "two and a half million";
/// `None` where it is longer than a number is.
fn number_run(parse: &Parse, lexicon: &Lexicon, number: usize) -> Option<(usize, usize)> {
    let sentence = parse.sentence(parse.sentence_of(number));
    let (mut first, mut last) = (number, number);
    let is_a = |i: usize| lexicon.words.a.has(parse.text(i));
    while first > sentence.start && is_number(parse, lexicon, first - 1) {
        first -= 1;
        if number - first > LONGEST_NUMBER {
            return None;
        }
    }
    if first >= sentence.start + 2 && is_a(first - 1) && lexicon.words.half.has(parse.lemma(first - 2)) {
        first -= 2;
    } else if first > sentence.start && is_a(first - 1) && !parse.text(first).starts_with(|c: char| c.is_ascii_digit())
    {
        first -= 1;
    }
    let and_a_half = |i: usize| {
        let Lexicon { words, .. } = lexicon;
        i + 3 < sentence.end && words.and.has(parse.text(i + 1)) && is_a(i + 2) && words.half.has(parse.text(i + 3))
    };
    while last - first < LONGEST_NUMBER {
        if last + 1 < sentence.end && is_number(parse, lexicon, last + 1) {
            last += 1;
        } else if and_a_half(last) {
            last += 3;
        } else {
            return Some((first, last));
        }
    }
    None
}

/// The first token of the words that hedge a number: "at least", "more than".
fn with_hedges(parse: &Parse, lexicon: &Lexicon, first: usize) -> usize {
    let start = parse.sentence(parse.sentence_of(first)).start;
    let words = &lexicon.words;
    let near = |i: usize| words.hedges.has(&parse.text(i).to_lowercase());
    let mut at = first;
    while at > start && first - at < 3 && near(at - 1) {
        at -= 1;
    }
    // "to 15 people" and "at 15 sites": a preposition alone is no hedge, nor is one before a hedge.
    let lower = |i: usize| parse.text(i).to_lowercase();
    let hedges = |i: usize| match lower(i).as_str() {
        word if words.no_hedge.has(word) => false,
        word if words.hedge_of_degree.has(word) => i + 1 < first && words.degrees.has(&lower(i + 1)),
        word if words.hedge_of_more.has(word) => i + 1 < first,
        _ => true,
    };
    (at..first).find(|&i| hedges(i)).unwrap_or(first)
}

fn words(parse: &Parse, first: usize, last: usize) -> impl Iterator<Item = &str> {
    (first..=last).map(|i| parse.text(i))
}
