//! The claims of a story: what its reports tell, and how they stand to each other.

mod claims;
mod clash;
mod clause;
mod differ;
mod figures;
mod happenings;
mod join;
mod kin;
mod known;
mod passages;
mod similar;
mod told;
mod weigh;
mod wording;

use crate::Lexicon;
use claims::{Maker, Teller};
use dateline_core::{Annotated, By, Claim, ClaimId, ClaimKind, RegionKind, ReportIx, Span, Story};
use happenings::Happening;
use join::Odds;
use passages::Passages;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use told::Told;

pub(crate) use kin::Kin;
pub(crate) use weigh::Weights;

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
pub fn passage_samples(lexicon: &Lexicon, story: &Story, reports: &[Annotated]) -> Vec<Sample<{ FIGURES.len() }>> {
    let passages = Passages::of(lexicon, story, reports);
    let place = |at: usize| (passages.list[at].report, passages.list[at].span);
    let pairs = similar::pairs(&passages, &similar::cosines(&passages));
    pairs.into_iter().map(|p| Sample { a: place(p.of.0), b: place(p.of.1), figures: p.figures }).collect()
}

/// The pairs of words of a story that may name one event, with [`EVENT_FIGURES`].
pub fn event_samples(lexicon: &Lexicon, story: &Story, reports: &[Annotated]) -> Vec<Sample<{ EVENT_FIGURES.len() }>> {
    let Pairs { passages, happenings, odds, .. } = Pairs::of(lexicon, story, reports);
    let place = |h: usize| (passages.list[happenings[h].passage].report, happenings[h].trigger);
    let figures = |a: usize, b: usize| happenings::figures(&happenings[a], &happenings[b], &passages);
    let sample = |(a, b)| Sample { a: place(a), b: place(b), figures: figures(a, b) };
    happenings::pairs(&happenings, &passages, &odds).into_iter().map(sample).collect()
}

/// Finds the claims of a story, each with every place that tells it.
///
/// The story's actors are joined and its origins found; see [`crate::gather::Origins`] for the origin of a support.
pub fn compare(lexicon: &Lexicon, story: &Story, reports: &[Annotated]) -> Vec<Claim> {
    let pairs = Pairs::of(lexicon, story, reports);
    let passages = &pairs.passages;
    let told: Vec<Option<Told>> = passages.list.iter().map(|p| Told::of(p, &reports[p.report.index()])).collect();
    let maker = &Maker::new(lexicon, story, reports, passages, &told);
    let (same, alike) = pairs.passage_groups(&told);
    let groups: Vec<Vec<usize>> = same.iter().chain(&alike).cloned().collect();
    let mut alone: Vec<bool> = told.iter().map(Option::is_some).collect();
    same.iter().flatten().for_each(|&p| alone[p] = false);
    let telling = |by| {
        let pairs = &pairs;
        move |group: &Vec<usize>| (pairs.tellers(maker, group), None, by)
    };
    let events = pairs.event_groups(&groups).into_iter().map(|group| {
        let happenings = group.iter().map(|&h| &pairs.happenings[h]);
        let tellers: Vec<Teller> = happenings.filter_map(|h| maker.naming(h.passage, Some(h))).collect();
        (tellers, Some(ClaimKind::Event), EVENT)
    });
    let figures = figures::figures(maker, &same).into_iter().map(|t| (t, Some(ClaimKind::Figure), "compare.figures"));
    let single = (0..alone.len()).filter(|&p| alone[p]).filter_map(|p| maker.telling(p));
    let alone = |t: &Teller| match passages.list[t.passage].part {
        RegionKind::Caption => CAPTION,
        RegionKind::Title => HEADLINE,
        _ => ALONE,
    };
    let single = single.map(|teller| (vec![teller], None, alone(&teller)));
    let joined = same.iter().map(telling(SAME)).chain(alike.iter().map(telling(ALIKE)));
    let all: Vec<_> = joined.chain(events).chain(figures).chain(single).collect();
    let claim = |(tellers, kind, by): (Vec<Teller>, _, _)| maker.claim_of(&tellers, kind, &By::Borrowed(by));
    let mut claims: Vec<Claim> = all.into_par_iter().filter_map(claim).collect();
    claims.iter_mut().enumerate().for_each(|(i, claim)| claim.id = ClaimId(i as u32));
    claims
}

/// A story's passages and the words in them that name events, pair by pair.
struct Pairs<'a> {
    lexicon: &'a Lexicon,
    passages: Passages,
    happenings: Vec<Happening<'a>>,
    /// The first of the words of each passage, and of one after the last.
    first_happening: Vec<usize>,
    /// The log odds that two passages tell the same; those that clash surely do not.
    odds: Odds,
    /// The log odds that two words name one event.
    links: Odds,
}

impl<'a> Pairs<'a> {
    fn of(lexicon: &'a Lexicon, story: &Story, reports: &'a [Annotated]) -> Pairs<'a> {
        let passages = Passages::of(lexicon, story, reports);
        let same: BTreeMap<_, _> = story.actors.iter().flat_map(|a| a.members.iter().map(|&m| (m, a.id))).collect();
        let happenings = happenings::happenings(lexicon, &passages, reports, |r, a| same.get(&(r, a)).copied());
        let alike = similar::pairs(&passages, &similar::cosines(&passages)).into_iter();
        let alike = alike.map(|p| (p.of, lexicon.passages.odds(&p.figures))).filter(|&((a, b), odds)| {
            odds > NEVER + 1.0 && !clash::clash(&passages, &passages.list[a], &passages.list[b])
        });
        let odds = Odds::new(passages.list.len(), NEVER, alike);
        let link =
            |a: usize, b: usize| lexicon.events.odds(&happenings::figures(&happenings[a], &happenings[b], &passages));
        let links = happenings::pairs(&happenings, &passages, &odds).into_iter().map(|(a, b)| ((a, b), link(a, b)));
        let links = Odds::new(happenings.len(), NO_EVENT, links.filter(|(_, odds)| *odds > NO_EVENT + 1.0));
        let first = |p: usize| happenings.partition_point(|h| h.passage < p);
        let first_happening = (0..=passages.list.len()).map(first).collect();
        Pairs { lexicon, passages, happenings, first_happening, odds, links }
    }

    /// The groups of passages that surely tell the same, and those that likely do.
    fn passage_groups(&self, told: &[Option<Told>]) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
        let (list, weights) = (&self.passages.list, &self.lexicon.passages);
        let apart = |a: usize, b: usize| list[a].member != list[b].member && told[a].is_some() && told[b].is_some();
        let akin = |a: usize, b: usize| similar::cosine(&list[a], &list[b]) >= AKIN;
        let sure = self.odds.pairs().filter(|&((a, b), odds)| odds >= weights.begin && self.is_sure(a, b, odds));
        let sure = Odds::new(list.len(), f32::NEG_INFINITY, sure);
        let same = join::join(&sure, (weights.begin, weights.begin), apart, akin);
        let mut alike = join::join(&self.odds, (weights.begin, weights.join), apart, akin);
        let of = groups_of(&same, list.len());
        alike.retain(|group| !of[group[0]].iter().any(|g| group.iter().all(|p| of[*p].contains(g))));
        (same, alike)
    }

    /// Whether two passages surely tell the same: what they share is no matter of names only, and words of both name
    /// one event, if they are not nearly the same words altogether.
    fn is_sure(&self, a: usize, b: usize, odds: f32) -> bool {
        let (p, q) = (&self.passages.list[a], &self.passages.list[b]);
        let link = |counts: &dyn Fn(&Happening) -> bool| {
            let own = self.happenings_of(a).filter(|&h| counts(&self.happenings[h]));
            let links = own.flat_map(|h| self.links_to(h, b)).filter(|link| counts(&self.happenings[link.0]));
            links.map(|link| link.1).fold(NO_EVENT, f32::max)
        };
        let high = |h: &Happening| h.depth <= TOLD;
        let main = |h: &Happening| h.depth <= MAIN && h.event.is_some_and(|e| e.root.is_some());
        let one_event = link(&|h| high(h) && h.apt || main(h)) >= ONE_EVENT;
        let same_words = similar::rare(&self.passages, p, q) >= VERBATIM;
        let told = one_event || odds >= SURE && (same_words || link(&|_| true) >= 0.0);
        let other = clash::other_numbers(p, q) || clash::other_ordinals(p, q) || !same_words && clash::other_news(p, q);
        // A denial contradicts only what it denies: nearly the same words.
        let other = other || p.denied != q.denied && odds < DENIED && !same_words;
        told && !p.is_caption() && !q.is_caption() && !clash::thin(&self.passages, p, q) && !other
    }

    /// The words of a passage that name events.
    fn happenings_of(&self, passage: usize) -> Range<usize> {
        self.first_happening[passage]..self.first_happening[passage + 1]
    }

    /// The words of a passage that may name the event that a word names, with the log odds.
    fn links_to(&self, happening: usize, passage: usize) -> &[(usize, f32)] {
        let (row, of) = (self.links.row(happening), self.happenings_of(passage));
        let at = |h: usize| row.partition_point(|link| link.0 < h);
        &row[at(of.start)..at(of.end)]
    }

    /// The places that a group of passages tells one thing at, each with the word that names the event they share.
    fn tellers<'t>(&'t self, maker: &Maker<'t>, group: &[usize]) -> Vec<Teller<'t>>
    where
        'a: 't,
    {
        // A word deep in the sentence names what the sentence is about, not what it tells.
        let shared = |h: usize| -> f32 {
            let passage = |link: &(usize, f32)| self.happenings[link.0].passage;
            let of_others = self.links.row(h).chunk_by(|x, y| passage(x) == passage(y));
            let of_group = of_others.filter(|links| group.binary_search(&passage(&links[0])).is_ok());
            let likeliest = of_group.map(|links| links.iter().map(|link| link.1).fold(NO_EVENT, f32::max));
            likeliest.map(|odds| (odds - NAMED).max(0.0)).sum::<f32>() / (2 + self.happenings[h].depth) as f32
        };
        let all = group.iter().flat_map(|&p| self.happenings_of(p)).map(|h| (shared(h), h)).filter(|(n, _)| *n > 0.0);
        let event = all.max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1))).map(|(_, h)| h);
        let named = |p: usize| match event? {
            h if self.happenings[h].passage == p => Some(h),
            h => {
                let named = self.links_to(h, p).iter().filter(|(_, odds)| *odds >= NAMED);
                named.max_by(|x, y| x.1.total_cmp(&y.1).then(y.0.cmp(&x.0))).map(|link| link.0)
            }
        };
        group.iter().filter_map(|&p| maker.naming(p, named(p).map(|h| &self.happenings[h]))).collect()
    }

    /// The groups of words that name one event: in passages that tell the same, or in at least [`MANY`] reports.
    ///
    /// In passing, a report names much that another one names too; only what many name is the story's own.
    fn event_groups(&self, of_passages: &[Vec<usize>]) -> Vec<Vec<usize>> {
        let groups_of = groups_of(of_passages, self.passages.list.len());
        let passage = |h: usize| self.happenings[h].passage;
        let together = |a: usize, b: usize| groups_of[passage(a)].iter().any(|g| groups_of[passage(b)].contains(g));
        let apt = |h: usize| self.happenings[h].apt;
        let pairs = self.links.pairs().filter(|((a, b), _)| apt(*a) && apt(*b) || together(*a, *b));
        let odds = Odds::new(self.happenings.len(), NO_EVENT, pairs);
        let weights = &self.lexicon.events;
        let member = |h: usize| self.passages.list[passage(h)].member;
        let mut groups = join::join(&odds, (weights.begin, weights.join), |a, b| member(a) != member(b), |_, _| true);
        groups.retain(|group| {
            let reports: BTreeSet<usize> = group.iter().map(|&h| member(h)).collect();
            let mut pairs = group.iter().enumerate().flat_map(|(i, &a)| group[i + 1..].iter().map(move |&b| (a, b)));
            reports.len() >= MANY || pairs.all(|(a, b)| member(a) == member(b) || together(a, b))
        });
        groups
    }
}

/// For each of so many things the groups that hold it, by number.
fn groups_of(groups: &[Vec<usize>], count: usize) -> Vec<Vec<usize>> {
    let mut of = vec![Vec::new(); count];
    for (number, group) in groups.iter().enumerate() {
        group.iter().for_each(|&one| of[one].push(number));
    }
    of
}

/// What joins passages that surely tell the same.
const SAME: &str = "compare.passages";

/// What joins passages that likely do.
const ALIKE: &str = "compare.alike";

/// What joins words of passages that name one event.
const EVENT: &str = "compare.events";

/// What makes a claim of one passage.
const ALONE: &str = "compare.alone";

/// What makes a claim of what one picture shows.
const CAPTION: &str = "compare.caption";

/// What makes a claim of what one headline tells.
const HEADLINE: &str = "compare.headline";

/// Whether a claim is for those who want all: its places likely, but not surely, tell the same, they name one event in
/// passages that tell other things too, or it is what a picture shows or a headline tells, as the words below it do.
pub(crate) fn is_aside(claim: &Claim) -> bool {
    claim.support.iter().any(|s| [ALIKE, EVENT, CAPTION, HEADLINE].contains(&s.by.as_ref()))
}

/// The log odds from which passages surely tell the same.
const SURE: f32 = 2.0;

/// The log odds from which one passage may deny what the other tells.
const DENIED: f32 = 2.0;

/// Passages that share this much of their words surely tell the same, whether or not a word in them names an event.
const VERBATIM: f32 = 0.6;

/// The log odds of two words from which passages that are at all alike surely tell the event they name.
const ONE_EVENT: f32 = 2.5;

/// Down to here an event with a root is what its sentence is there to tell, whatever its word: that chiefs "discussed" it.
const MAIN: usize = 1;

/// A word further below the root of its sentence than this tells nothing of its own.
pub(crate) const TOLD: usize = 2;

/// The log odds from which a word names the event of passages that tell the same.
const NAMED: f32 = -2.0;

/// Two sentences of one report that tell the same share at least this much.
const AKIN: f32 = 0.18;

/// An event that this many reports name is the story's own.
const MANY: usize = 4;

/// The log odds of two words that share nothing of an event.
const NO_EVENT: f32 = -4.0;

/// The log odds of two passages that share nothing or clash.
const NEVER: f32 = -6.0;
