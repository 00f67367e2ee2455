//! Questions: claims that answer one thing with values of one kind.

use dateline_core::{Claim, ClaimId, DifferenceKind, Question, QuestionId};
use std::collections::BTreeSet;

/// The questions that claims answer: each difference of a claim is one, and so is what several claims count otherwise.
pub(super) fn questions(claims: &[Claim], counts: &[(ClaimId, ClaimId)]) -> Vec<Question> {
    let of_claim = claims.iter().flat_map(|c| c.differences.iter().map(move |d| (vec![c.id], d.kind, true)));
    let counted = together(claims, counts).into_iter().map(|ids| (ids, DifferenceKind::Number, false));
    let all = of_claim.chain(counted).enumerate();
    all.map(|(i, (claims, kind, joined))| Question { id: QuestionId(i as u32), kind, claims, joined }).collect()
}

/// The shown claims of pairs that hang together, in their order.
fn together(claims: &[Claim], counts: &[(ClaimId, ClaimId)]) -> Vec<Vec<ClaimId>> {
    let shown = |id: &ClaimId| claims.get(id.0 as usize).is_some_and(|c| c.shown);
    let mut groups: Vec<BTreeSet<ClaimId>> = Vec::new();
    for (a, b) in counts.iter().filter(|(a, b)| shown(a) && shown(b)) {
        let (of_them, mut rest): (Vec<_>, Vec<_>) = groups.into_iter().partition(|g| g.contains(a) || g.contains(b));
        rest.push(of_them.into_iter().flatten().chain([*a, *b]).collect());
        groups = rest;
    }
    groups.into_iter().map(|g| g.into_iter().collect()).collect()
}
