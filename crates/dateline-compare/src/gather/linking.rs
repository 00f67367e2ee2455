//! From likeness to stories: average linking of each report with those that share its rarest words.

use super::leaders::{Leaders, Place};
use super::likeness::{Profile, likeness};
use super::signature::Signature;
use rayon::prelude::*;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

/// How alike the reports of two stories must be, on average, to be one story.
pub(crate) const SAME_STORY: f32 = 0.74;
/// Pairs less alike than this count as not alike at all.
pub(crate) const ALIKE: f32 = 0.3;
/// Groups profiles into stories: each list holds places in `profiles`, in order, and the lists are in order too.
///
/// Near-duplicates are put together first, so that a text that was printed a thousand times is linked once.
pub(crate) fn link(profiles: Vec<Profile>) -> Vec<Vec<usize>> {
    let signatures: Vec<Signature> = profiles.par_iter().map(Profile::signature).collect();
    let mut leaders = Leaders::default();
    let mut families: Vec<Vec<usize>> = Vec::new();
    let mut pairs = Vec::new();
    for (at, (profile, signature)) in profiles.into_iter().zip(signatures).enumerate() {
        match leaders.place(&profile, &signature) {
            Place::Duplicate(family) => families[family].push(at),
            Place::Near(near) => {
                let alike = |family| (family, families.len(), likeness(leaders.profile(family), &profile));
                pairs.extend(near.into_iter().map(alike).filter(|&(.., alike)| alike >= ALIKE));
                leaders.add(profile, &signature);
                families.push(vec![at]);
            }
        }
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
