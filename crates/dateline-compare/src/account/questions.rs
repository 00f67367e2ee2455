//! Questions: claims that answer one thing with values of one kind.

use dateline_core::{Claim, Question, QuestionId};

/// The questions that claims answer: each difference of a claim is one.
pub(super) fn questions(claims: &[Claim]) -> Vec<Question> {
    let of_claim = claims.iter().flat_map(|c| c.differences.iter().map(move |d| (c.id, d.kind)));
    let question = |(i, (claim, kind))| Question { id: QuestionId(i as u32), kind, claims: vec![claim], joined: true };
    of_claim.enumerate().map(question).collect()
}
