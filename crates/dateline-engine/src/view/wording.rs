//! The wordings of a claim: what each report says, once each, and where it stands.

use super::point::is_frame;
use super::{StoryView, one_line};
use dateline_compare::account::whole;
use dateline_core::{Claim, RegionKind, Span, Support};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::{BTreeMap, BTreeSet};

/// Words that one support of a claim has, or several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The words to show, on one line.
    pub words: String,
    /// The first support that has them, by its place in the claim's list.
    pub first: usize,
    /// The others.
    pub same: Vec<usize>,
    /// The support that they are held against: the one that stands for the claim, or for that one the next.
    pub against: Option<usize>,
}

/// Where the words of a support stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The number of the report in the story, from 1.
    pub number: usize,
    /// Who told whom, from the origin to the outlet, as written.
    pub chain: &'a [String],
    /// Where the report was read from.
    pub from: &'a str,
    /// The line of the report on which the words begin, from 1.
    pub line: usize,
}

impl<'a> StoryView<'a> {
    /// The words of a support as they are shown: on one line, with the whole of a quotation that they are part of.
    pub fn words(&self, support: &Support) -> String {
        let annotated = self.annotated(support.report);
        let text = &annotated.report.text;
        let span = self.shown_span(support);
        // A dateline that a sentence begins behind is no part of what it tells.
        let mut regions = annotated.report.regions.iter().filter(|r| r.kind == RegionKind::Dateline);
        let dateline = regions.find(|r| r.span.overlaps(span) && r.span.start() <= span.start());
        let after = dateline.and_then(|d| text.span(d.span.end()..span.end()));
        one_line(text.str(after.map(|s| text.trim(s)).filter(|s| !s.is_empty()).unwrap_or(span)))
    }

    /// What is shown of a support: its words with the whole of a quotation, and where they only say that something was
    /// said, with what was said, as far as it stands in the same sentence.
    pub(super) fn shown_span(&self, support: &Support) -> Span {
        let annotated = self.annotated(support.report);
        let span = whole(annotated, support);
        let mut clauses = annotated.clauses.iter().filter(|c| span.contains(c.predicate)).peekable();
        let frame = clauses.peek().is_some() && clauses.all(|c| is_frame(annotated, c));
        let statement = support.statement.and_then(|id| annotated.statement(id)).filter(|_| frame);
        let parse = &annotated.parse;
        let sentence = parse.tokens_in(span).next().and_then(|t| parse.span_of(parse.sentence(parse.sentence_of(t))));
        let (Some(statement), Some(sentence)) = (statement, sentence) else { return span };
        statement.content.iter().filter(|c| sentence.contains(**c)).fold(span, |all, &c| all.cover(c))
    }

    /// The words that stand for a claim.
    pub fn best(&self, claim: &Claim) -> String {
        claim.support.get(claim.best).map(|s| self.words(s)).unwrap_or_default()
    }

    /// Where a support stands.
    pub fn place(&self, support: &'a Support) -> Place<'a> {
        let report = self.report(support.report);
        let before = &report.text.as_str()[..support.span.start()];
        Place {
            number: self.number_of(support.report),
            chain: &support.chain,
            from: &report.from,
            line: 1 + before.matches('\n').count(),
        }
    }

    /// The origin of a support, by its name.
    pub fn origin_name(&self, support: &Support) -> Option<&'a str> {
        self.account.story.origins.get(support.origin.index()).map(|o| o.name.as_str())
    }

    /// The wordings of a claim: the one that stands for it comes first, and each comes once.
    pub fn wordings(&self, claim: &Claim) -> Vec<Wording> {
        let mut order: Vec<usize> = (0..claim.support.len()).collect();
        order.sort_by_key(|&k| k != claim.best);
        let mut seen = BTreeSet::new();
        order.retain(|&k| seen.insert((claim.support[k].report, claim.support[k].span)));
        let mut wordings: Vec<Wording> = Vec::new();
        let mut known = BTreeMap::new();
        for k in order {
            let support = &claim.support[k];
            let words = self.words(support);
            match known.get(&(support.says, words.clone())) {
                Some(&at) => {
                    let wording: &mut Wording = &mut wordings[at];
                    wording.same.push(k);
                }
                None => {
                    known.insert((support.says, words.clone()), wordings.len());
                    wordings.push(Wording { words, first: k, same: Vec::new(), against: None });
                }
            }
        }
        for wording in &mut wordings {
            wording.against = against(claim, wording);
        }
        wordings
    }
}

fn against(claim: &Claim, wording: &Wording) -> Option<usize> {
    if wording.first == claim.best {
        (0..claim.support.len()).find(|k| *k != wording.first && !wording.same.contains(k))
    } else {
        Some(claim.best).filter(|&best| best < claim.support.len())
    }
}

/// The words of `here` in pieces, each with whether `there` does not have it in this place.
///
/// Words are compared without case and without the signs around them; what is given is as written.
///
/// ```
/// use dateline_engine::view::differing;
/// let pieces = differing("“The best military options”", "The best options");
/// assert_eq!(pieces, [("“The best ".to_owned(), false), ("military ".to_owned(), true), ("options”".to_owned(), false)]);
/// ```
pub fn differing(here: &str, there: &str) -> Vec<(String, bool)> {
    let (ours, theirs) = (pieces(here), pieces(there));
    let plain = |pieces: &[&str]| pieces.iter().map(|w| bare(w)).collect::<Vec<_>>();
    let ops = capture_diff_slices(Algorithm::Myers, &plain(&theirs), &plain(&ours));
    let piece = |op: DiffOp| match op {
        DiffOp::Equal { new_index, len, .. } => Some((ours[new_index..new_index + len].concat(), false)),
        DiffOp::Insert { new_index, new_len, .. } | DiffOp::Replace { new_index, new_len, .. } => {
            Some((ours[new_index..new_index + new_len].concat(), true))
        }
        DiffOp::Delete { .. } => None,
    };
    ops.into_iter().filter_map(piece).collect()
}

/// The words with the white space behind them.
fn pieces(words: &str) -> Vec<&str> {
    words.split_inclusive(char::is_whitespace).collect()
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}
