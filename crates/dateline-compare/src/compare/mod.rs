//! The claims of a story: what its reports tell, and how they stand to each other.

mod claims;
mod differ;
mod figures;
mod happenings;
mod join;
mod known;
mod passages;
mod similar;
mod told;
mod weigh;
mod wording;

use claims::{Maker, Teller};
use dateline_core::{Annotated, By, Claim, ClaimId, ReportIx, Span, Story};
use happenings::Happening;
use join::Odds;
use passages::Passages;
use std::collections::{BTreeMap, BTreeSet};
use told::Told;
use weigh::{EVENTS, PASSAGES};

pub use happenings::EVENT_FIGURES;
pub use similar::FIGURES;

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

/// The pairs of sentences of a story that share a word worth something, with [`FIGURES`].
pub fn passage_samples(story: &Story, reports: &[Annotated]) -> Vec<Sample<{ FIGURES.len() }>> {
    let pairs = Pairs::of(story, reports);
    let place = |at: usize| (pairs.passages.list[at].report, pairs.passages.list[at].span);
    pairs.alike.iter().map(|p| Sample { a: place(p.of.0), b: place(p.of.1), figures: p.figures }).collect()
}

/// The pairs of words of a story that may name one event, with [`EVENT_FIGURES`].
pub fn event_samples(story: &Story, reports: &[Annotated]) -> Vec<Sample<{ EVENT_FIGURES.len() }>> {
    let pairs = Pairs::of(story, reports);
    let place = |i: usize| {
        let happening = &pairs.happenings[i];
        (pairs.passages.list[happening.passage].report, happening.trigger)
    };
    pairs.events.iter().map(|&((a, b), figures)| Sample { a: place(a), b: place(b), figures }).collect()
}

/// Finds the claims of a story, each with every place that tells it.
///
/// The story's actors are joined and its origins found; see [`crate::gather::Origins`] for the origin of a support.
pub fn compare(story: &Story, reports: &[Annotated]) -> Vec<Claim> {
    let pairs = Pairs::of(story, reports);
    let passages = &pairs.passages;
    let told: Vec<Option<Told>> = passages.list.iter().map(|p| Told::of(p, &reports[p.report.index()])).collect();
    let maker = Maker::new(story, reports, passages, &told);
    let groups = pairs.passage_groups(&told);
    let mut alone: Vec<bool> = told.iter().map(Option::is_some).collect();
    groups.iter().flatten().for_each(|&p| alone[p] = false);
    let joined = groups.iter().filter_map(|group| maker.claim(group, &By::Borrowed("compare.passages")));
    let of_events = pairs.event_groups(&groups);
    let events = of_events.iter().filter_map(|group| {
        let tellers: Vec<Teller> = group.iter().filter_map(|&h| maker.teller(&pairs.happenings[h])).collect();
        maker.claim_of(&tellers, &By::Borrowed("compare.events"))
    });
    let single =
        (0..alone.len()).filter(|&p| alone[p]).filter_map(|p| maker.claim(&[p], &By::Borrowed("compare.alone")));
    let mut claims: Vec<Claim> = joined.chain(events).chain(figures::figures(&maker, &groups)).chain(single).collect();
    claims.iter_mut().enumerate().for_each(|(i, claim)| claim.id = ClaimId(i as u32));
    claims
}

/// A story's passages and the words in them that name events, pair by pair.
struct Pairs<'a> {
    passages: Passages,
    happenings: Vec<Happening<'a>>,
    events: Vec<((usize, usize), [f32; EVENT_FIGURES.len()])>,
    alike: Vec<similar::Pair>,
}

impl<'a> Pairs<'a> {
    fn of(story: &Story, reports: &'a [Annotated]) -> Pairs<'a> {
        let passages = Passages::of(story, reports);
        let same: BTreeMap<_, _> = story.actors.iter().flat_map(|a| a.members.iter().map(|&m| (m, a.id))).collect();
        let happenings = happenings::happenings(&passages, reports, |r, a| same.get(&(r, a)).copied());
        let cosines = similar::cosines(&passages);
        let events = happenings::pairs(&happenings, &passages, &cosines);
        let mut best: BTreeMap<(usize, usize), f32> = BTreeMap::new();
        for ((a, b), figures) in &events {
            let odds = EVENTS.odds(figures);
            let of = best.entry((happenings[*a].passage, happenings[*b].passage)).or_insert(NO_EVENT);
            *of = of.max(odds);
        }
        let event = |a: usize, b: usize| best.get(&(a, b)).copied().unwrap_or(NO_EVENT);
        let alike = similar::pairs(&passages, &cosines, event);
        Pairs { passages, happenings, events, alike }
    }

    /// The groups of passages that tell the same.
    fn passage_groups(&self, told: &[Option<Told>]) -> Vec<Vec<usize>> {
        let pairs = self.alike.iter().filter(|p| told[p.of.0].is_some() && told[p.of.1].is_some());
        let odds = Odds::new(self.passages.list.len(), -6.0, pairs.map(|p| (p.of, PASSAGES.odds(&p.figures))));
        let apart = |a: usize, b: usize| self.passages.list[a].member != self.passages.list[b].member;
        let akin = |a: usize, b: usize| similar::cosine(&self.passages.list[a], &self.passages.list[b]) >= AKIN;
        join::join(&odds, (PASSAGES.begin, PASSAGES.join), apart, akin)
    }

    /// The groups of words that name one event: in passages that tell the same, or in at least [`MANY`] reports.
    ///
    /// In passing, a report names much that another one names too; only what many name is the story's own.
    fn event_groups(&self, of_passages: &[Vec<usize>]) -> Vec<Vec<usize>> {
        let mut groups_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (number, group) in of_passages.iter().enumerate() {
            group.iter().for_each(|&p| groups_of.entry(p).or_default().push(number));
        }
        let passage = |h: usize| self.happenings[h].passage;
        let together = |a: usize, b: usize| match (groups_of.get(&passage(a)), groups_of.get(&passage(b))) {
            (Some(x), Some(y)) => x.iter().any(|g| y.contains(g)),
            _ => false,
        };
        let apt = |h: usize| self.happenings[h].apt;
        let pairs = self.events.iter().filter(|((a, b), _)| apt(*a) && apt(*b) || together(*a, *b));
        let odds = Odds::new(self.happenings.len(), NO_EVENT, pairs.map(|(of, f)| (*of, EVENTS.odds(f))));
        let member = |h: usize| self.passages.list[passage(h)].member;
        let mut groups = join::join(&odds, (EVENTS.begin, EVENTS.join), |a, b| member(a) != member(b), |_, _| true);
        groups.retain(|group| {
            let reports: BTreeSet<usize> = group.iter().map(|&h| member(h)).collect();
            let mut pairs = group.iter().enumerate().flat_map(|(i, &a)| group[i + 1..].iter().map(move |&b| (a, b)));
            reports.len() >= MANY || pairs.all(|(a, b)| member(a) == member(b) || together(a, b))
        });
        groups
    }
}

/// Two sentences of one report that tell the same share at least this much.
const AKIN: f32 = 0.18;

/// An event that this many reports name is the story's own.
const MANY: usize = 4;

/// The log odds of two passages or words that share nothing of an event.
const NO_EVENT: f32 = -4.0;
