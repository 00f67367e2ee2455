//! From likeness to stories: average linking of each report with those that share its rarest words.

use super::features::Features;
use super::leaders::{Find, Leaders};
use super::likeness::{Likeness, Profile};
use super::signature::Signature;
use rayon::prelude::*;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

/// How alike the reports of two stories must be, on average, to be one story.
pub(crate) const SAME_STORY: f32 = 0.74;
/// How much more alike they must be for each e-fold of texts in the smaller one: a report that stands alone may miss its
/// story by chance, two stories that many tell are two unless they are much the same.
const GROWN: f32 = 0.08;
/// From this many texts on it is not asked for more.
const WELL_TOLD: usize = 8;
/// Pairs less alike than this count as not alike at all.
pub(crate) const ALIKE: f32 = 0.3;
/// How many new reports are looked at together: enough for all cores, few enough to take no room.
const AT_ONCE: usize = 1_024;

/// A report whose story is settled.
pub(crate) enum Known {
    /// The first of a family of near-duplicates.
    Leader {
        /// The number of its story.
        story: u32,
        profile: Profile,
    },
    /// A near-duplicate of an earlier one.
    Duplicate {
        /// The place of that one.
        family: usize,
    },
}

/// Where a report was put.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    /// The number of its story.
    pub(crate) story: u32,
    /// The place of the report that it is a near-duplicate of, counted over the known and the new; its own if of none.
    pub(crate) family: usize,
}

/// Links new reports into stories, with each other and with those whose stories are known.
///
/// Near-duplicates are put together first, so that a text that was printed a thousand times is linked once.
pub(crate) fn link(
    likeness: &Likeness,
    known: Vec<Known>,
    new: &[Features],
    profile: impl Fn(&Features) -> Profile + Sync,
) -> Vec<Place> {
    let mut families = Families::default();
    families.settle(known);
    let mut pairs = Pairs::default();
    let mut of_new = Vec::with_capacity(new.len());
    let look = |features: &Features| {
        let profile = profile(features);
        let signature = profile.signature();
        (profile, signature)
    };
    for some in new.chunks(AT_ONCE) {
        let some: Vec<(Profile, Signature)> = some.par_iter().map(look).collect();
        for (profile, signature) in some {
            let family = match families.leaders.place(&profile, &signature) {
                Find::Duplicate(family) => {
                    families.sizes[family] += 1;
                    family
                }
                Find::Near(near) => {
                    let count = families.sizes.len();
                    pairs.upto(count);
                    for family in near {
                        pairs.push(family, likeness.between(families.leaders.profile(family), &profile));
                    }
                    families.add(profile, &signature, None);
                    count
                }
            };
            families.count += 1;
            of_new.push(family);
        }
    }
    // What finds near reports is not asked any more, and takes more room than what was found.
    families.leaders = Leaders::default();
    let mut links = Links::new(pairs, families.sizes, families.stories);
    links.run();
    let stories = links.stories();
    of_new.into_iter().map(|family| Place { story: stories[family], family: families.firsts[family] }).collect()
}

/// The families of near-duplicates, numbered as their leaders are.
#[derive(Default)]
struct Families {
    leaders: Leaders,
    /// The place of each one's first report.
    firsts: Vec<usize>,
    /// How many reports each has.
    sizes: Vec<usize>,
    /// The story of each, where it is settled.
    stories: Vec<Option<u32>>,
    /// How many reports were put anywhere.
    count: usize,
}

impl Families {
    fn add(&mut self, profile: Profile, signature: &Signature, story: Option<u32>) {
        self.leaders.add(profile, signature);
        self.firsts.push(self.count);
        self.sizes.push(1);
        self.stories.push(story);
    }

    fn settle(&mut self, known: Vec<Known>) {
        let signature = |known: &Known| match known {
            Known::Leader { profile, .. } => Some(profile.signature()),
            Known::Duplicate { .. } => None,
        };
        let mut known = known.into_iter();
        loop {
            let some: Vec<Known> = known.by_ref().take(AT_ONCE).collect();
            if some.is_empty() {
                return;
            }
            let signatures: Vec<Option<Signature>> = some.par_iter().map(signature).collect();
            some.into_iter().zip(signatures).for_each(|(known, signature)| self.settle_one(known, signature.as_ref()));
        }
    }

    fn settle_one(&mut self, known: Known, signature: Option<&Signature>) {
        match (known, signature) {
            (Known::Leader { story, profile }, Some(signature)) => self.add(profile, signature, Some(story)),
            (Known::Duplicate { family }, _) => {
                if let Ok(family) = self.firsts.binary_search(&family) {
                    self.sizes[family] += 1;
                }
            }
            (Known::Leader { .. }, None) => {}
        }
        self.count += 1;
    }
}

/// How alike each family is to those before it, as far as they are alike at all.
#[derive(Default)]
struct Pairs {
    /// The earlier family of each pair and how alike the two are; those of one later family stand together.
    alike: Vec<(u32, f32)>,
    /// Where those of each family begin.
    begins: Vec<u32>,
}

impl Pairs {
    /// What is pushed from now on is of this family.
    fn upto(&mut self, family: usize) {
        self.begins.resize(family + 1, self.alike.len() as u32);
    }

    fn push(&mut self, earlier: usize, alike: f32) {
        if alike >= ALIKE {
            self.alike.push((earlier as u32, alike));
        }
    }

    fn iter(&self) -> impl Iterator<Item = (usize, usize, f32)> + '_ {
        let ends = self.begins.iter().skip(1).copied().chain([self.alike.len() as u32]);
        let of = |(later, (&from, to)): (usize, (&u32, u32))| {
            { &self.alike[from as usize..to as usize] }
                .iter()
                .map(move |&(earlier, alike)| (earlier as usize, later, alike))
        };
        self.begins.iter().zip(ends).enumerate().flat_map(of)
    }

    /// A number for each family, the same for those that may come into one story: whatever way leads from one to the other, over
    /// pairs that are alike enough for a story, or over a settled story. Two stories that are alike enough on average have
    /// such a pair between them, so that nothing else can matter to how they are linked.
    fn within_reach(&self, settled: &[Option<u32>]) -> Vec<u32> {
        let mut reach: Vec<u32> = (0..settled.len() as u32).collect();
        fn root(reach: &mut [u32], mut at: u32) -> u32 {
            while reach[at as usize] != at {
                reach[at as usize] = reach[reach[at as usize] as usize];
                at = reach[at as usize];
            }
            at
        }
        let mut join = |a: u32, b: u32| {
            let (a, b) = (root(&mut reach, a), root(&mut reach, b));
            reach[a.max(b) as usize] = a.min(b);
        };
        let mut first: BTreeMap<u32, u32> = BTreeMap::new();
        for (family, story) in settled.iter().enumerate().filter_map(|(at, story)| Some((at as u32, (*story)?))) {
            join(*first.entry(story).or_insert(family), family);
        }
        self.iter().filter(|&(.., alike)| alike >= SAME_STORY).for_each(|(a, b, _)| join(a as u32, b as u32));
        (0..settled.len() as u32).map(|family| root(&mut reach, family)).collect()
    }
}

/// Average linking over a sparse graph: the two stories that are most alike on average, for their size, become one, again
/// and again.
struct Links {
    /// The sum of the likenesses of the pairs of reports between two stories, by story.
    near: Vec<BTreeMap<u32, f32>>,
    /// The families of each story; none once another story has taken them.
    members: Vec<Vec<usize>>,
    /// How many reports each story has.
    sizes: Vec<usize>,
    /// The number of each story that was settled before: two of these never become one.
    settled: Vec<Option<u32>>,
    queue: BinaryHeap<Candidate>,
}

struct Candidate {
    /// How alike they are on average, less what is asked for their size.
    margin: f32,
    a: usize,
    b: usize,
    /// How many reports both had together: a candidate made before one of them grew is out of date.
    size: usize,
}

impl Links {
    fn new(pairs: Pairs, sizes: Vec<usize>, settled: Vec<Option<u32>>) -> Links {
        let count = sizes.len();
        let mut links = Links {
            near: vec![BTreeMap::new(); count],
            members: (0..count).map(|i| vec![i]).collect(),
            sizes,
            settled,
            queue: BinaryHeap::new(),
        };
        let reach = pairs.within_reach(&links.settled);
        for (a, b, average) in pairs.iter().filter(|&(a, b, _)| reach[a] == reach[b]) {
            let size = links.sizes[a] + links.sizes[b];
            let sum = average * (links.sizes[a] * links.sizes[b]) as f32;
            links.near[a].insert(b as u32, sum);
            links.near[b].insert(a as u32, sum);
            if average >= SAME_STORY {
                links.queue.push(Candidate { margin: average, a, b, size });
            }
        }
        links.settle();
        links
    }

    /// Puts the families of each settled story together.
    fn settle(&mut self) {
        let mut first: BTreeMap<u32, usize> = BTreeMap::new();
        for family in 0..self.settled.len() {
            let Some(story) = self.settled[family] else { continue };
            match first.get(&story) {
                Some(&first) => self.merge(first, family),
                None => drop(first.insert(story, family)),
            }
        }
    }

    /// The number of the story of each family: new ones are numbered on, in the order of their first families.
    fn stories(&self) -> Vec<u32> {
        let mut next = self.settled.iter().flatten().max().map_or(0, |last| last + 1);
        let mut stories = vec![0; self.members.len()];
        let mut groups: Vec<(usize, usize)> =
            { self.members.iter().enumerate() }.filter_map(|(at, m)| Some((*m.iter().min()?, at))).collect();
        groups.sort_unstable();
        for (_, group) in groups {
            let story = self.settled[group].unwrap_or_else(|| {
                next += 1;
                next - 1
            });
            self.members[group].iter().for_each(|&family| stories[family] = story);
        }
        stories
    }

    fn run(&mut self) {
        while let Some(Candidate { a, b, margin, size }) = self.queue.pop() {
            if margin < SAME_STORY {
                break;
            }
            let current = size == self.sizes[a] + self.sizes[b];
            let there = !self.members[a].is_empty() && !self.members[b].is_empty();
            if current && there && (self.settled[a].is_none() || self.settled[b].is_none()) {
                self.merge(a, b);
            }
        }
    }

    /// Takes the story `b` into `a`.
    fn merge(&mut self, a: usize, b: usize) {
        let moved = std::mem::take(&mut self.members[b]);
        self.members[a].extend(moved);
        self.sizes[a] += self.sizes[b];
        self.settled[a] = self.settled[a].or(self.settled[b]);
        for (other, sum) in std::mem::take(&mut self.near[b]) {
            let their = &mut self.near[other as usize];
            their.remove(&(b as u32));
            if other as usize != a {
                *their.entry(a as u32).or_default() += sum;
                *self.near[a].entry(other).or_default() += sum;
            }
        }
        for (&other, &sum) in &self.near[a] {
            let other = other as usize;
            let (m, n) = (self.sizes[a], self.sizes[other]);
            let texts = self.members[a].len().min(self.members[other].len()).min(WELL_TOLD);
            let margin = sum / (m * n) as f32 - GROWN * libm::logf(texts as f32);
            if margin >= SAME_STORY {
                self.queue.push(Candidate { margin, a: a.min(other), b: a.max(other), size: m + n });
            }
        }
    }
}

impl Ord for Candidate {
    fn cmp(&self, other: &Candidate) -> Ordering {
        self.margin.total_cmp(&other.margin).then_with(|| (other.a, other.b).cmp(&(self.a, self.b)))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Candidate) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Candidate) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Candidate {}
