//! Numbers of a draft that the reports do not give, or give for another thing.

use super::case::{Case, Doubt, Rule, Telling};
use super::outlets;
use crate::Lexicon;
use crate::compare::{PEOPLE, PERCENT};

use dateline_core::{Annotated, FindingKind, Pos, Span};
use std::ops::Range;

/// A number of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Number {
    pub(super) tokens: Range<usize>,
    pub(super) span: Span,
    pub(super) value: f64,
    /// What is counted, in its dictionary form; a sign of money or "%" where one stands there.
    pub(super) unit: Option<String>,
    /// Whether it is written in figures.
    figures: bool,
}

/// The numbers of some tokens, those of times and of names aside.
pub(super) fn numbers(lexicon: &Lexicon, annotated: &Annotated, tokens: Range<usize>) -> Vec<Number> {
    let parse = &annotated.parse;
    let in_time = |t: usize| annotated.times.iter().any(|x| x.span.overlaps(parse.span(t)));
    let in_name = |t: usize| {
        parse.entity_of(t).is_some_and(|e| {
            matches!(e.label.as_str(), "PERSON" | "ORG" | "GPE" | "FAC" | "PRODUCT" | "WORK_OF_ART" | "EVENT" | "LAW")
        })
    };
    // "hundreds", "dozens": how many there are of a unit is not told, but the unit is.
    let word = |t: usize| {
        let lower = parse.text(t).to_lowercase();
        let bare = lower.strip_suffix('s').filter(|_| parse.pos(t) == Pos::Noun).unwrap_or(&lower);
        bare.to_owned()
    };
    let is_number =
        |t: usize| lexicon.numerals.value(std::iter::once(&*word(t))).is_some() && !in_time(t) && !in_name(t);
    let joins = |t: usize| lexicon.words.of.has(&parse.text(t).to_lowercase());
    let mut found = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        if !is_number(at) {
            at += 1;
            continue;
        }
        let start = at;
        let mut words = vec![word(at)];
        at += 1;
        while at < tokens.end {
            let plural = parse.text(at - 1).to_lowercase() != word(at - 1);
            if is_number(at) {
                words.push(word(at));
                at += 1;
            } else if plural && joins(at) && at + 1 < tokens.end && is_number(at + 1) {
                words.push(word(at + 1));
                at += 2;
            } else {
                break;
            }
        }
        let (Some(value), Some(span)) =
            (lexicon.numerals.value(words.iter().map(String::as_str)), parse.span_of(start..at))
        else {
            continue;
        };
        let before = start.checked_sub(1).filter(|b| tokens.contains(b) && parse.tag(*b) == "$");
        let sign = before.map(|b| parse.text(b).to_owned());
        // "four internal support columns": what the run of nouns ends in. "nine dead": what stands right behind.
        let is_noun = |t: &usize| matches!(parse.pos(*t), Pos::Noun | Pos::Sym);
        // "millions of dollars", "13 percent of them".
        let counted = at < tokens.end && joins(at) && parse.text(at - 1).to_lowercase() != word(at - 1);
        let begins = if counted { at + 1 } else { at };
        let hundredths = at < tokens.end && is_percent(lexicon, annotated, at);
        let behind = (begins..tokens.end.min(at + 6)).take_while(|&t| {
            !matches!(parse.pos(t), Pos::Verb | Pos::Aux | Pos::Punct | Pos::Cconj | Pos::Adp) || parse.text(t) == "-"
        });
        let nouns = behind.skip_while(|t| !is_noun(t)).take_while(is_noun);
        let state = Some(at).filter(|&t| t < tokens.end && matches!(parse.pos(t), Pos::Adj | Pos::Verb));
        let noun = nouns.last().or(state).map(|t| parse.lemma(t).to_lowercase());
        let noun = if hundredths { Some(PERCENT.to_owned()) } else { noun };
        let people = |unit: String| if lexicon.words.people.has(&unit) { PEOPLE.to_owned() } else { unit };
        let figures = parse.text(start).starts_with(|c: char| c.is_ascii_digit());
        let span = before.map_or(span, |b| parse.span(b).cover(span));
        found.push(Number { tokens: start..at, span, value, unit: sign.or(noun).map(people), figures });
    }
    found
}

/// Whether a number's next word makes it one of hundredths: "percent", "per cent".
fn is_percent(lexicon: &Lexicon, annotated: &Annotated, at: usize) -> bool {
    let parse = &annotated.parse;
    let word = parse.text(at).to_lowercase();
    let both = || (at + 1 < parse.len()).then(|| format!("{word} {}", parse.text(at + 1).to_lowercase()));
    lexicon.words.percent.has(&word) || both().is_some_and(|both| lexicon.words.percent.has(&both))
}

/// Doubts about the numbers of a sentence.
pub(super) fn doubts(case: &Case<'_, '_>) -> Vec<Doubt> {
    let lexicon = case.ground.lexicon;
    let own = numbers(lexicon, case.draft(), case.sentence().tokens.clone());
    let mut found = Vec::new();
    for number in own.iter().filter(|n| !case.is_quoted(n.span)) {
        let telling = case.telling(number.tokens.clone());
        let of = |sentence: usize| {
            let (told, report) = case.told(sentence);
            numbers(lexicon, report, told.tokens.clone())
        };
        let gives = |t: &&Telling| case.around(t.sentence).any(|s| of(s).iter().any(|n| n.is(number)));
        let with = telling.iter().find(gives).map_or(0.0, |t| t.sure);
        // What an outlet is named for must stand in its report.
        let outlet = outlets::named(case).into_iter().next();
        if let Some(outlet) = outlet.filter(|_| with > 0.0) {
            let its = |t: &&Telling| outlet.reports.contains(&case.told(t.sentence).0.report);
            let theirs = telling.iter().filter(its).find(gives);
            let others = telling.iter().filter(|t| !its(t)).find(gives);
            if let (None, Some(other)) = (theirs, others) {
                let mentioned = case.around(other.sentence).any(|s| outlet.is_named_in(case, s));
                if !mentioned {
                    let says = of(other.sentence).iter().find(|n| n.is(number)).map(|n| n.span);
                    let says = says.unwrap_or(case.told(other.sentence).0.span);
                    found.push(case.doubt(Rule::NumberOfOther, FindingKind::Outlet, outlet.span, other, says));
                }
            }
            continue;
        }
        let rival = telling.iter().find_map(|t| {
            let all = of(t.sentence);
            // Without a unit only figures are held against each other: "43", not "one".
            let of_one = |n: &Number| n.unit == number.unit && (n.unit.is_some() || n.figures && number.figures);
            let of_unit = |n: &&Number| of_one(n) && !own.iter().any(|o| o.is(n));
            all.iter().find(of_unit).map(|n| (*t, n.span))
        });
        let Some((against, says)) = rival else { continue };
        let known = case.ground.has_number(number.value);
        let rule = if known { Rule::OtherNumber } else { Rule::NewNumber };
        let doubt = case.doubt(rule, FindingKind::Number, number.span, &against, says);
        found.push(Doubt { with, ..doubt });
    }
    found
}

impl Number {
    /// Whether two are one number, whatever they count; what is rounded is near it.
    pub(super) fn is(&self, other: &Number) -> bool {
        let (a, b) = (self.value, other.value);
        let near = (a - b).abs() <= ROUNDED * a.abs().max(b.abs());
        let round = |x: f64| x >= 100.0 && x % 100.0 == 0.0;
        a == b || near && (round(a) || round(b))
    }
}

/// A round number stands for others that are so near it, as a part of it.
const ROUNDED: f64 = 0.03;
