//! The claims of a story: what its reports tell, and how they stand to each other.

mod claims;
mod differ;
mod happenings;
mod join;
mod known;
mod passages;
mod similar;
mod told;
mod weigh;
mod wording;

use claims::Maker;
use dateline_core::{Annotated, By, Claim, ClaimId, ReportIx, Span, Story};
use passages::Passages;
use told::Told;
use weigh::Weights;

/// Two sentences of different reports of a story, with the figures by which they are judged: what training learns from.
#[derive(Clone, Debug)]
pub struct Sample {
    /// A sentence.
    pub a: (ReportIx, Span),
    /// A sentence of another report.
    pub b: (ReportIx, Span),
    /// Their figures, as [`FIGURES`] names them.
    pub figures: [f32; FIGURES.len()],
}

pub use happenings::EVENT_FIGURES;
pub use similar::FIGURES;

/// The pairs of sentences of a story that share a word worth something.
pub fn samples(story: &Story, reports: &[Annotated]) -> Vec<Sample> {
    let passages = passages::Passages::of(story, reports);
    let place = |at: usize| (passages.list[at].report, passages.list[at].span);
    let sample = |p: similar::Pair| Sample { a: place(p.of.0), b: place(p.of.1), figures: p.figures };
    similar::pairs(&passages).into_iter().map(sample).collect()
}

/// The pairs of events of a story that may be one, with their figures.
pub fn event_samples(story: &Story, reports: &[Annotated]) -> Vec<((ReportIx, Span), (ReportIx, Span), Vec<f32>)> {
    let passages = Passages::of(story, reports);
    let told: Vec<Option<Told>> = passages.list.iter().map(|p| Told::of(p, &reports[p.report.index()])).collect();
    let odds = odds(&passages, &told);
    let maker = Maker::new(story, reports, &passages, &told);
    let happenings = happenings::happenings(&passages, reports, |r, a| maker.actor(r, a));
    let place = |i: usize| (passages.list[happenings[i].passage].report, happenings[i].event.trigger);
    happenings::pairs(&happenings, &passages, &odds).into_iter().map(|((i, j), f)| (place(i), place(j), f.to_vec())).collect()
}

/// Finds the claims of a story, each with every place that tells it.
///
/// The story's actors are joined and its origins found; see [`crate::gather::Origins`] for the origin of a support.
pub fn compare(story: &Story, reports: &[Annotated]) -> Vec<Claim> {
    let passages = Passages::of(story, reports);
    let told: Vec<Option<Told>> = passages.list.iter().map(|p| Told::of(p, &reports[p.report.index()])).collect();
    let odds = odds(&passages, &told);
    let groups = groups(&passages, &odds);
    let maker = Maker::new(story, reports, &passages, &told);
    let mut alone = told.iter().map(Option::is_some).collect::<Vec<bool>>();
    groups.iter().flatten().for_each(|&p| alone[p] = false);
    let joined = groups.iter().filter_map(|group| maker.claim(group, &By::Borrowed("same-sentence")));
    let single = (0..alone.len()).filter(|&p| alone[p]).filter_map(|p| maker.claim(&[p], &By::Borrowed("alone")));
    let mut claims: Vec<Claim> = joined.chain(single).collect();
    claims.iter_mut().enumerate().for_each(|(i, claim)| claim.id = ClaimId(i as u32));
    claims
}

/// The log odds that two passages tell the same.
fn odds(passages: &Passages, told: &[Option<Told>]) -> join::Odds {
    let weights = Weights::kept();
    let pairs = similar::pairs(passages).into_iter().filter(|p| told[p.of.0].is_some() && told[p.of.1].is_some());
    join::Odds::new(passages.list.len(), pairs.map(|p| (p.of, weights.odds(&p.figures))))
}

/// The groups of passages that tell the same.
fn groups(passages: &Passages, odds: &join::Odds) -> Vec<Vec<usize>> {
    let weights = Weights::kept();
    let apart = |a: usize, b: usize| passages.list[a].member != passages.list[b].member;
    join::join(odds, weights.begin, weights.join, apart)
}
