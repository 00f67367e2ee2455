//! From likeness to stories: average linking of each report with those that share its rarest words.

use super::likeness::{Profile, likeness, near_duplicate};
use super::signature::{Lookup, Signature};
use rayon::prelude::*;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap, HashMap};

/// How alike the reports of two stories must be, on average, to be one story.
pub(crate) const SAME_STORY: f32 = 0.72;
/// Pairs less alike than this count as not alike at all.
const ALIKE: f32 = 0.3;
/// How many others a report is compared with, those that share its rarest words first.
const COMPARED: usize = 100;
/// How many of a report's heaviest terms are looked up to find those others.
const LOOKED_UP: usize = 40;
/// How many of the reports under one term are looked at.
const UNDER_TERM: usize = 2000;

/// Groups profiles into stories: each list holds places in `profiles`, in order, and the lists are in order too.
///
/// Near-duplicates are put together first, so that a text that was printed a thousand times is linked once.
pub(crate) fn link(profiles: &[Profile]) -> Vec<Vec<usize>> {
    let mut families: Vec<Vec<usize>> = Vec::new();
    let mut pairs = Vec::new();
    let mut index = Index::default();
    let mut lookup = Lookup::default();
    let signatures: Vec<Signature> = profiles.par_iter().map(Profile::signature).collect();
    for (at, profile) in profiles.iter().enumerate() {
        let first = |family: usize| &profiles[families[family][0]];
        let is_near = |&family: &usize| near_duplicate(first(family), profile);
        // The look-up by signature finds most of them at once; the index finds the others, and the rest of the story.
        let likely = lookup.near(&signatures[at]).into_iter().map(|family| family as usize).find(is_near);
        let near = if likely.is_some() { Vec::new() } else { index.nearest(profile, COMPARED) };
        if let Some(family) = likely.or_else(|| near.iter().copied().find(is_near)) {
            families[family].push(at);
            continue;
        }
        lookup.add(families.len() as u32, &signatures[at]);
        let alike = near.into_iter().map(|family| (family, families.len(), likeness(first(family), profile)));
        pairs.extend(alike.filter(|&(.., alike)| alike >= ALIKE));
        index.add(families.len(), profile);
        families.push(vec![at]);
    }
    let mut links = Links::new(pairs, families.iter().map(Vec::len).collect());
    links.run();
    let of_families = |group: &Vec<usize>| {
        let mut group: Vec<usize> = group.iter().flat_map(|&family| &families[family]).copied().collect();
        group.sort_unstable();
        group
    };
    let mut groups: Vec<Vec<usize>> = links.members.iter().filter(|m| !m.is_empty()).map(of_families).collect();
    groups.sort_unstable();
    groups
}

/// Which reports hold which heavy terms.
#[derive(Default)]
pub(crate) struct Index {
    under: HashMap<u32, Vec<(u32, f32)>>,
    seen: Vec<f32>,
}

impl Index {
    pub(crate) fn add(&mut self, at: usize, profile: &Profile) {
        for (term, weight) in heaviest(profile) {
            self.under.entry(term).or_default().push((at as u32, weight));
        }
        self.seen.resize(self.seen.len().max(at + 1), 0.0);
    }

    /// The reports that share most of a report's heavy terms, most first.
    pub(crate) fn nearest(&mut self, profile: &Profile, most: usize) -> Vec<usize> {
        let mut touched = Vec::new();
        for (term, weight) in heaviest(profile) {
            let Some(list) = self.under.get(&term) else { continue };
            for &(at, other) in &list[list.len().saturating_sub(UNDER_TERM)..] {
                let sum = &mut self.seen[at as usize];
                if *sum == 0.0 {
                    touched.push(at);
                }
                *sum += weight * other;
            }
        }
        let mut found: Vec<(f32, u32)> =
            touched.iter().map(|&at| (std::mem::take(&mut self.seen[at as usize]), at)).collect();
        found.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(most);
        found.into_iter().map(|(_, at)| at as usize).collect()
    }
}

/// The terms by which a report is looked up.
fn heaviest(profile: &Profile) -> Vec<(u32, f32)> {
    let mut terms = profile.words.clone();
    terms.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    terms.truncate(LOOKED_UP);
    terms
}

/// Average linking over a sparse graph: the two stories that are most alike on average become one, again and again.
struct Links {
    /// The sum of the likenesses of the pairs of reports between two stories, by story.
    near: Vec<BTreeMap<usize, f32>>,
    /// The families of each story; none once another story has taken them.
    members: Vec<Vec<usize>>,
    /// How many reports each story has.
    sizes: Vec<usize>,
    queue: BinaryHeap<Candidate>,
}

struct Candidate {
    average: f32,
    a: usize,
    b: usize,
    /// How many reports both had together: a candidate made before one of them grew is out of date.
    size: usize,
}

impl Links {
    fn new(pairs: Vec<(usize, usize, f32)>, sizes: Vec<usize>) -> Links {
        let count = sizes.len();
        let mut links = Links {
            near: vec![BTreeMap::new(); count],
            members: (0..count).map(|i| vec![i]).collect(),
            sizes,
            queue: BinaryHeap::new(),
        };
        for (a, b, average) in pairs {
            let size = links.sizes[a] + links.sizes[b];
            let sum = average * (links.sizes[a] * links.sizes[b]) as f32;
            links.near[a].insert(b, sum);
            links.near[b].insert(a, sum);
            links.queue.push(Candidate { average, a, b, size });
        }
        links
    }

    fn run(&mut self) {
        while let Some(Candidate { a, b, average, size }) = self.queue.pop() {
            if average < SAME_STORY {
                break;
            }
            let current = size == self.sizes[a] + self.sizes[b];
            if current && !self.members[a].is_empty() && !self.members[b].is_empty() {
                self.merge(a, b);
            }
        }
    }

    /// Takes the story `b` into `a`.
    fn merge(&mut self, a: usize, b: usize) {
        let moved = std::mem::take(&mut self.members[b]);
        self.members[a].extend(moved);
        self.sizes[a] += self.sizes[b];
        for (other, sum) in std::mem::take(&mut self.near[b]) {
            self.near[other].remove(&b);
            if other != a {
                *self.near[a].entry(other).or_default() += sum;
                *self.near[other].entry(a).or_default() += sum;
            }
        }
        for (&other, &sum) in &self.near[a] {
            let (m, n) = (self.sizes[a], self.sizes[other]);
            let average = sum / (m * n) as f32;
            if average >= SAME_STORY {
                self.queue.push(Candidate { average, a: a.min(other), b: a.max(other), size: m + n });
            }
        }
    }
}

impl Ord for Candidate {
    fn cmp(&self, other: &Candidate) -> Ordering {
        self.average.total_cmp(&other.average).then_with(|| (other.a, other.b).cmp(&(self.a, self.b)))
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
