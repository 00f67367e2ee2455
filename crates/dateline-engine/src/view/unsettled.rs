//! What is not settled, or moved: a block a question, a column a value, with the shortest words that hold it.

use super::{Cell, Group, Lane, Score, StoryView, differing, value_words};
use dateline_core::{Claim, DifferenceKind, ReportIx};

/// From which share of equal words on two wordings are marked word by word.
const MOSTLY: f64 = 0.6;

/// A question with its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Block<'a> {
    /// The line of the score that it is: its place in the list of lanes.
    pub lane: usize,
    /// The claims, each with its place in the story's list.
    pub claims: Vec<(usize, &'a Claim)>,
    /// In what the values differ.
    pub kind: Option<DifferenceKind>,
    /// Whether only time made the difference.
    pub update: bool,
    /// The values, in the order in which they were published.
    pub values: Vec<BlockValue>,
}

/// One value of a question, and the words that hold it.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockValue {
    /// The value, to be read: words of a report, a time in words, or a fixed label of how certain it is.
    pub value: String,
    /// The claim, by its place in the story's list.
    pub claim: usize,
    /// The support whose words are shown, by its place in the claim's list.
    pub support: usize,
    /// Its words in pieces, each with whether it is what differs.
    pub words: Vec<(String, bool)>,
    /// The other reports that have this value in the same text or the same words.
    pub same: Vec<ReportIx>,
    /// The other supports that have this value in words of their own.
    pub others: Vec<(usize, usize)>,
}

impl<'a> StoryView<'a> {
    /// The blocks of a score.
    pub fn unsettled(&self, score: &Score<'a>) -> Vec<Block<'a>> {
        let lanes = score.lanes.iter().enumerate();
        lanes.filter(|(_, l)| l.standing.group() == Group::Unsettled).map(|(i, lane)| self.block(i, lane)).collect()
    }

    fn block(&self, at: usize, lane: &Lane<'a>) -> Block<'a> {
        let claim = lane.claims[0].1;
        let details = |d: &&dateline_core::Difference| d.kind != DifferenceKind::Wording;
        let difference = claim.differences.iter().find(details).or(claim.differences.first());
        let mut values: Vec<BlockValue> = match (lane.apart, difference) {
            (None, Some(difference)) => {
                let (i, claim) = lane.claims[0];
                let of_value = |value: &dateline_core::DifferenceValue| {
                    let supports: Vec<(usize, usize)> =
                        value.support.iter().filter(|&&k| k < claim.support.len()).map(|&k| (i, k)).collect();
                    self.value_of_block(value_words(value), &supports, None)
                };
                difference.values.iter().filter_map(of_value).collect()
            }
            _ => lane.claims.iter().filter_map(|&(i, claim)| self.value_of_claim(i, claim, lane.apart)).collect(),
        };
        values.sort_by_key(|v| self.number_of(self.account.claims[v.claim].support[v.support].report));
        if difference.is_some_and(|d| d.kind == DifferenceKind::Wording) || lane.apart.is_some() {
            self.mark_wordings(&mut values, lane.apart.is_none());
        }
        Block {
            lane: at,
            claims: lane.claims.clone(),
            kind: lane.apart.or(difference.map(|d| d.kind)),
            update: lane.apart.is_none() && difference.is_some_and(|d| d.update),
            values,
        }
    }

    /// The whole of a claim as one answer of a question.
    fn value_of_claim(&self, i: usize, claim: &Claim, apart: Option<DifferenceKind>) -> Option<BlockValue> {
        let supports: Vec<(usize, usize)> = (0..claim.support.len()).map(|k| (i, k)).collect();
        let answers = |k: &usize| self.count(&claim.support[*k], apart).is_some();
        let best = claim.best.min(claim.support.len().checked_sub(1)?);
        let named = std::iter::once(best).chain(0..claim.support.len()).find(answers).unwrap_or(best);
        self.value_of_block(self.answer(claim, named, apart), &supports, apart)
    }

    fn value_of_block(
        &self,
        value: String,
        supports: &[(usize, usize)],
        apart: Option<DifferenceKind>,
    ) -> Option<BlockValue> {
        let support = |(i, k): (usize, usize)| &self.account.claims[i].support[k];
        let answers = |at| apart.is_none() || self.count(support(at), apart).is_some();
        let shortest = |&&at: &&(usize, usize)| (!answers(at), self.words(support(at)).chars().count(), at);
        let &shown = supports.iter().min_by_key(shortest)?;
        let (mut same, mut others) = (Vec::new(), Vec::new());
        for &at in supports.iter().filter(|&&at| at != shown) {
            let (a, b) = (support(shown), support(at));
            if a.report == b.report && a.span == b.span {
                continue;
            }
            if self.one_text(a, b) || self.words(a) == self.words(b) {
                same.push(b.report);
            } else {
                others.push(at);
            }
        }
        same.retain(|&r| r != support(shown).report);
        same.sort_by_key(|&r| self.number_of(r));
        same.dedup();
        let (claim, k) = shown;
        Some(BlockValue { value, claim, support: k, words: self.marked_answer(claim, k, apart), same, others })
    }

    /// The words of a support with the value marked that it differs in.
    pub fn marked_value(&self, claim: usize, k: usize) -> Vec<(String, bool)> {
        self.marked_answer(claim, k, None)
    }

    fn marked_answer(&self, claim: usize, k: usize, apart: Option<DifferenceKind>) -> Vec<(String, bool)> {
        let told = &self.account.claims[claim];
        let words = self.words(&told.support[k]);
        let count = self.count(&told.support[k], apart).map(|amount| amount.span);
        let Some(span) = count.or_else(|| self.value_span(told, k)) else { return vec![(words, false)] };
        let value = super::one_line(self.report(told.support[k].report).text.str(span));
        match words.split_once(&value) {
            Some((before, after)) => {
                let pieces = [(before.to_owned(), false), (value.clone(), true), (after.to_owned(), false)];
                pieces.into_iter().filter(|(w, _)| !w.is_empty()).collect()
            }
            None => vec![(words, false)],
        }
    }

    /// Marks what differs between wordings, word by word, where most of the words are the same.
    fn mark_wordings(&self, values: &mut [BlockValue], always: bool) {
        let whole = |v: &BlockValue| v.words.iter().map(|(w, _)| w.as_str()).collect::<String>();
        let all: Vec<String> = values.iter().map(|v| if always { v.value.clone() } else { whole(v) }).collect();
        for (i, value) in values.iter_mut().enumerate() {
            let Some(other) = all.get(usize::from(i == 0)) else { continue };
            let pieces = differing(&all[i], other);
            let same: usize = pieces.iter().filter(|(_, differs)| !differs).map(|(w, _)| w.len()).sum();
            if (same as f64) < MOSTLY * all[i].len() as f64 {
                if always {
                    value.words = vec![(whole(value), false)];
                }
                continue;
            }
            if always {
                // What differs is marked in the whole sentence, where the quotation stands in it as it is.
                let sentence = whole(value);
                if let Some((before, after)) = sentence.split_once(all[i].as_str()) {
                    let mut marked = vec![(before.to_owned(), false)];
                    marked.extend(pieces);
                    marked.push((after.to_owned(), false));
                    marked.retain(|(w, _)| !w.is_empty());
                    value.words = marked;
                }
            }
        }
    }

    /// The value of each told cell of a lane in order, each once with its reports: "at least nine" [1][2].
    pub fn told_values(&self, lane: &Lane<'a>) -> Vec<(String, Vec<ReportIx>)> {
        let mut values: Vec<(String, Vec<ReportIx>)> = Vec::new();
        for cell in &lane.cells {
            let Cell::Told(told) = cell else { continue };
            for telling in told {
                match values.iter_mut().find(|(w, _)| w.to_lowercase() == telling.words.to_lowercase()) {
                    Some((_, reports)) => reports.extend(&telling.reports),
                    None => values.push((telling.words.clone(), telling.reports.clone())),
                }
            }
        }
        values
    }
}
