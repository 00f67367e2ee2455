//! Who does something in a draft to whom, where the reports have it the other way round.

use super::case::{Case, Doubt, Rule, Telling};
use crate::compare::bags::common;
use crate::compare::passages::Passage;
use dateline_core::FindingKind;

/// Doubts about who did what to whom: one act of two actors, with their parts exchanged.
pub(super) fn doubts(case: &Case<'_, '_>) -> Vec<Doubt> {
    let passages = &case.ground.passages;
    let of = |sentence: usize| &passages.list[passages.of_sentence[sentence].clone()];
    let telling = case.telling(0..0);
    let mut found = Vec::new();
    for own in of(case.at) {
        let clause = &case.draft().clauses[own.clause.index()];
        let Some(&span) = clause.source_spans.first().filter(|s| !case.is_quoted(**s)) else { continue };
        let has = |t: &&Telling, is: fn(&Passage, &Passage) -> bool| of(t.sentence).iter().any(|p| is(own, p));
        let with = telling.iter().find(|t| has(t, is_same)).map_or(0.0, |t| t.sure);
        let Some(against) = telling.iter().find(|t| has(t, is_crossed)) else { continue };
        let crossed = of(against.sentence).iter().find(|p| is_crossed(own, p));
        let report = case.told(against.sentence).1;
        let says = crossed.and_then(|p| report.clauses[p.clause.index()].source_spans.first().copied());
        let says = says.unwrap_or(case.told(against.sentence).0.span);
        let doubt = case.doubt(Rule::Crossed, FindingKind::Actor, span, against, says);
        found.push(Doubt { with, ..doubt });
    }
    found
}

fn is_one_act(a: &Passage, b: &Passage) -> bool {
    a.predicate.is_some() && a.predicate.map(|p| p.1) == b.predicate.map(|p| p.1)
}

fn is_same(a: &Passage, b: &Passage) -> bool {
    is_one_act(a, b) && common(&a.sources, &b.sources) > 0
}

fn is_crossed(a: &Passage, b: &Passage) -> bool {
    let crossed = common(&a.sources, &b.targets) > 0 && common(&a.targets, &b.sources) > 0;
    is_one_act(a, b) && crossed && common(&a.sources, &b.sources) == 0
}
