//! The claims of a story: what its reports tell, and how they stand to each other.

mod agree;
pub(crate) mod bags;
mod claims;
mod clash;
mod counts;
mod differ;
mod events;
mod explain;
mod figures;
mod forest;
mod groups;
mod happenings;
mod join;
mod judge;
mod kin;
mod known;
pub(crate) mod meaning;
mod near;
pub(crate) mod passages;
mod rank;
pub(crate) mod sentences;
pub(crate) mod shades;
mod signs;
mod similar;
mod told;
mod verdict;
mod weigh;

use crate::Lexicon;
use crate::compare::passages::Passage;
use claims::{Maker, Teller};
use dateline_core::{Annotated, By, Claim, ClaimId, ClaimKind, ClaimState, RegionKind, ReportIx, Span, Story};
use events::EventGroups;
use groups::{Limits, Odds};
use meaning::Meanings;
use passages::Passages;
use rayon::prelude::*;
use sentences::Sentences;
use std::collections::BTreeMap;
use told::Told;

pub(crate) use agree::hides;
pub use explain::{Reason, explain};
pub(crate) use figures::{PEOPLE, PERCENT};
pub(crate) use forest::Forest;
pub use happenings::EVENT_FIGURES;
pub(crate) use kin::Kin;
pub(crate) use meaning::Encoder;
pub use rank::RANK;
pub(crate) use shades::Shades;
pub use signs::SIGNS;
pub(crate) use similar::FIGURES;
pub use verdict::VERDICT;
pub(crate) use weigh::Weights;

/// Two places of different reports of a story, with the figures by which they are judged: what training learns from.
#[derive(Clone, Debug)]
pub struct Sample<const N: usize> {
    /// A place in a report.
    pub a: (ReportIx, Span),
    /// A place in another report.
    pub b: (ReportIx, Span),
    /// Their figures.
    pub figures: [f32; N],
}

/// The passages of a story with the signs of each pair that may tell the same: what training learns from.
#[derive(Clone, Debug)]
pub struct PassageSamples {
    /// The passages: their report, sentence, whole span and pieces.
    pub passages: Vec<(ReportIx, Span, Span, Vec<Span>)>,
    /// The pairs, each with its signs as [`SIGNS`] names them.
    pub pairs: Vec<(usize, usize, [f32; SIGNS.len()])>,
}

/// The passages of a story and the signs of its pairs.
pub fn passage_samples(lexicon: &Lexicon, story: &Story, reports: &[Annotated]) -> PassageSamples {
    let ground = Ground::new(lexicon, story, reports);
    let signs = ground.signs();
    let rows = ground.near.par_iter().enumerate();
    let pairs = rows
        .flat_map_iter(|(a, row)| row.iter().filter(move |n| n.0 > a).map(move |&(b, _)| (a, b, signs.of_pair(a, b))));
    let pairs = pairs.collect();
    let place = |p: &Passage| (p.report, ground.sentences.list[p.sentence].span, p.span, p.pieces.clone());
    PassageSamples { passages: ground.passages.list.iter().map(place).collect(), pairs }
}

/// The pairs of words of a story that may name one event, with [`EVENT_FIGURES`].
pub fn event_samples(lexicon: &Lexicon, story: &Story, reports: &[Annotated]) -> Vec<Sample<{ EVENT_FIGURES.len() }>> {
    let sentences = Sentences::of(lexicon, story, reports);
    EventGroups::new(lexicon, story, reports, &sentences).samples()
}

/// What is found when a story's reports are compared.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// The claims, each with every place that tells it.
    pub claims: Vec<Claim>,
    /// What decides how the claims are ranked, as [`RANK`] names it; one row a claim.
    pub ranks: Vec<[f32; rank::RANK.len()]>,
    /// For each claim the others that may tell the same, with the log odds of their likeliest places.
    pub rivals: Vec<Vec<(usize, f32)>>,
    /// Pairs of claims that tell of one thing with other numbers.
    pub counts: Vec<(usize, usize)>,
    /// For each claim the reports that are not joined to it, with the signs as [`VERDICT`] names them.
    pub verdicts: Vec<Vec<(ReportIx, [f32; VERDICT.len()])>>,
}

/// Finds the claims of a story, each with every place that tells it.
///
/// The story's actors are joined and its origins found; see [`crate::gather::Origins`] for the origin of a support.
pub fn compare(lexicon: &Lexicon, story: &Story, reports: &[Annotated]) -> Compared {
    let ground = Ground::new(lexicon, story, reports);
    let odds = judge::odds(lexicon, &ground.signs());
    ground.compared(story, reports, &odds)
}

/// As [`compare`], with the log odds of pairs of passages given: how the way from pairs to claims is measured with
/// judgements of stories that nothing was learned from.
pub fn compare_given(
    lexicon: &Lexicon,
    story: &Story,
    reports: &[Annotated],
    pairs: Vec<(usize, usize, f32)>,
) -> Compared {
    let ground = Ground::new(lexicon, story, reports);
    let odds = Odds::new(ground.passages.list.len(), pairs);
    ground.compared(story, reports, &odds)
}

/// What the comparison of a story stands on: its sentences, its passages, and which of them may tell the same.
struct Ground<'l> {
    lexicon: &'l Lexicon,
    sentences: Sentences,
    passages: Passages,
    near: Vec<Vec<(usize, f32)>>,
    meanings: Meanings<'l>,
}

impl<'l> Ground<'l> {
    fn new(lexicon: &'l Lexicon, story: &Story, reports: &[Annotated]) -> Ground<'l> {
        let sentences = Sentences::of(lexicon, story, reports);
        let passages = Passages::new(lexicon, story, reports, &sentences);
        let near = near::near(&passages, sentences.family.len());
        let meanings = Meanings::new(lexicon, &passages, &sentences, &near, reports);
        Ground { lexicon, sentences, passages, near, meanings }
    }

    fn signs(&self) -> signs::Signs<'_> {
        signs::Signs {
            sentences: &self.sentences,
            passages: &self.passages,
            near: &self.near,
            meanings: &self.meanings,
        }
    }

    fn compared(&self, story: &Story, reports: &[Annotated], odds: &Odds) -> Compared {
        let list = &self.passages.list;
        let told: Vec<Option<Told>> =
            self.sentences.list.iter().map(|s| Told::of(s, &reports[s.report.index()])).collect();
        let maker = Maker::new(self.lexicon, story, reports, &self.sentences, &self.passages, &told);
        let groups = groups::groups(list.len(), odds, JOINED);
        let (lexicon, passages, sentences) = (self.lexicon, &self.passages, &self.sentences);
        let verdicts = verdict::Verdicts { lexicon, passages, sentences, odds, groups: &groups };
        let claim = |group: &Vec<usize>| {
            let tellers: Vec<Teller> = group.iter().map(|&p| maker.passage(p)).collect();
            let by = By::Borrowed(if group.len() > 1 { SAME } else { alone(&list[group[0]]) });
            let mut claim = maker.claim_of(&tellers, None, &by)?;
            if claim.state == ClaimState::Agree && !agree::agrees(lexicon, &self.signs(), group) {
                claim.state = ClaimState::Open;
            }
            let signs = verdicts.give(&mut claim, group, story, reports);
            let rank = rank::signs(&claim, group, self, odds);
            Some((claim, (rank, signs)))
        };
        let (mut claims, signs): (Vec<Claim>, Vec<_>) = groups.par_iter().filter_map(claim).unzip();
        let (mut ranks, mut verdicts): (Vec<_>, Vec<_>) = signs.into_iter().unzip();
        let mut rivals = rivals(&groups, odds, list.len());
        let counts = counts::counts(self.lexicon, &groups, &self.signs());
        let alike = groups::groups(list.len(), odds, ALIKE_FROM);
        for claim in self.asides(&maker, story, reports, &groups, &alike) {
            let state = if claim.state == ClaimState::Agree { ClaimState::Open } else { claim.state };
            claims.push(Claim { aside: true, state, ..claim });
            ranks.push([0.0; rank::RANK.len()]);
            rivals.push(Vec::new());
            verdicts.push(Vec::new());
        }
        claims.iter_mut().enumerate().for_each(|(i, claim)| claim.id = ClaimId(i as u32));
        Compared { claims, ranks, rivals, counts, verdicts }
    }
}

impl Ground<'_> {
    /// What is for those who want all: passages that likely, but not surely, tell the same, and events named in passing.
    fn asides(
        &self,
        maker: &Maker,
        story: &Story,
        reports: &[Annotated],
        groups: &[Vec<usize>],
        alike: &[Vec<usize>],
    ) -> Vec<Claim> {
        let several =
            |g: &&Vec<usize>| g.iter().any(|&p| self.passages.list[p].member != self.passages.list[g[0]].member);
        let new = alike.iter().filter(several).filter(|g| groups.binary_search(g).is_err());
        let alike_claims = new.filter_map(|group| {
            let tellers: Vec<Teller> = group.iter().map(|&p| maker.passage(p)).collect();
            maker.claim_of(&tellers, None, &By::Borrowed(ALIKE))
        });
        let events = EventGroups::new(self.lexicon, story, reports, &self.sentences);
        let named = events.groups(alike, &self.passages).into_iter().filter_map(|group| {
            let tellers: Vec<Teller> = group.iter().filter_map(|h| maker.naming(h.sentence, Some(h))).collect();
            maker.claim_of(&tellers, Some(ClaimKind::Event), &By::Borrowed(EVENT))
        });
        alike_claims.chain(named).collect()
    }
}

/// For each group the others with which it shares likely pairs, with the log odds of the likeliest.
fn rivals(groups: &[Vec<usize>], odds: &Odds, count: usize) -> Vec<Vec<(usize, f32)>> {
    let mut group_of = vec![usize::MAX; count];
    for (number, group) in groups.iter().enumerate() {
        group.iter().for_each(|&p| group_of[p] = number);
    }
    let of_group = |(number, group): (usize, &Vec<usize>)| {
        let mut found: BTreeMap<usize, f32> = BTreeMap::new();
        for &(q, o) in group.iter().flat_map(|&p| odds.row(p)).filter(|r| r.1 > RIVAL) {
            let best = found.entry(group_of[q]).or_insert(o);
            *best = best.max(o);
        }
        found.remove(&number);
        found.into_iter().collect()
    };
    groups.iter().enumerate().map(of_group).collect()
}

/// Pairs below this log odds tell of no other claim.
const RIVAL: f32 = -3.0;

/// From where on passages are joined.
///
/// Chosen on the readings, each third of the stories judged by what was learned from the others.
const JOINED: Limits = Limits { begin: 0.5, join: 0.5, worst: -4.0 };

/// From where on passages are told to be alike, to those who want all.
const ALIKE_FROM: Limits = Limits { begin: -1.0, join: -1.0, worst: -5.0 };

fn alone(passage: &Passage) -> &'static str {
    match passage.region {
        RegionKind::Caption => CAPTION,
        RegionKind::Title => HEADLINE,
        _ => ALONE,
    }
}

/// What joins passages that tell the same.
const SAME: &str = "compare.passages";

/// What joins passages that likely tell the same.
const ALIKE: &str = "compare.alike";

/// What joins words of passages that name one event.
const EVENT: &str = "compare.events";

/// What makes a claim of one passage.
const ALONE: &str = "compare.alone";

/// What makes a claim of what one picture shows.
const CAPTION: &str = "compare.caption";

/// What makes a claim of what one headline tells.
const HEADLINE: &str = "compare.headline";
