//! Times of a draft where the reports name others.

use super::case::{Case, Doubt, Rule, Telling};
use dateline_core::{Annotated, FindingKind, Pos, TimeExpression, Timex};
use std::ops::Range;

/// Doubts about the times of a sentence.
pub(super) fn doubts(case: &Case<'_, '_>) -> Vec<Doubt> {
    let draft = case.draft();
    let own = times(draft, case.sentence().tokens.clone());
    let mut found = Vec::new();
    for time in own.iter().filter(|t| !case.is_quoted(t.span)) {
        let telling = case.telling(draft.parse.tokens_in(time.span));
        let of = |sentence: usize| {
            let (told, report) = case.told(sentence);
            (times(report, told.tokens.clone()), report)
        };
        let names = |t: &&Telling| {
            case.around(t.sentence).any(|s| {
                let (all, report) = of(s);
                all.iter().any(|x| is_same(time, draft, x, report))
            })
        };
        let with = telling.iter().find(names).map_or(0.0, |t| t.sure);
        let rival = telling.iter().find_map(|t| {
            let (all, report) = of(t.sentence);
            let other = |x: &&TimeExpression| {
                is_length(x) == is_length(time) && !own.iter().any(|o| is_same(o, draft, x, report))
            };
            all.into_iter().find(|x| other(x)).map(|x| (*t, x.span))
        });
        let Some((against, says)) = rival else { continue };
        let doubt = case.doubt(Rule::OtherTime, FindingKind::Time, time.span, &against, says);
        found.push(Doubt { with, ..doubt });
    }
    found
}

/// The time expressions of some tokens.
fn times(annotated: &Annotated, tokens: Range<usize>) -> Vec<&TimeExpression> {
    let Some(span) = annotated.parse.span_of(tokens) else { return Vec::new() };
    annotated.times.iter().filter(|t| span.contains(t.span)).collect()
}

fn is_length(time: &TimeExpression) -> bool {
    matches!(time.value, Timex::Length(_))
}

/// Whether two times may be one: by their values, as far as both tell, or by their words.
fn is_same(a: &TimeExpression, of_a: &Annotated, b: &TimeExpression, of_b: &Annotated) -> bool {
    let (x, y) = (a.value.without_clock(), b.value.without_clock());
    // What is not dated is told apart by its words alone.
    let value = x.overlaps(&y) == Some(true) || is_length(a) && x == y;
    let (one, other) = (words(a, of_a), words(b, of_b));
    let held = |a: &[String], b: &[String]| !a.is_empty() && a.iter().all(|w| b.contains(w));
    value || held(&one, &other) || held(&other, &one)
}

/// The words of a time that tell which it is.
fn words(time: &TimeExpression, annotated: &Annotated) -> Vec<String> {
    let parse = &annotated.parse;
    let tells = |&t: &usize| !matches!(parse.pos(t), Pos::Det | Pos::Adp | Pos::Punct | Pos::Part);
    parse.tokens_in(time.span).filter(tells).map(|t| parse.lemma(t).to_lowercase()).collect()
}
