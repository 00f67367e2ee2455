//! The first of each family of near-duplicates, to be found by later reports that are much or somewhat like it.

use super::likeness::{Profile, near_duplicate};
use super::signature::{Lookup, Signature};
use std::collections::HashMap;

/// How many others a report is compared with, those that share its rarest words first.
const COMPARED: usize = 100;
/// How many of a report's heaviest terms are looked up to find those others.
const LOOKED_UP: usize = 40;
/// How many of the reports under one term are looked at.
const UNDER_TERM: usize = 2000;

/// The reports that later ones are compared with: of a text that was printed a thousand times, only the first.
#[derive(Default)]
pub(crate) struct Leaders {
    profiles: Vec<Profile>,
    lookup: Lookup,
    index: Index,
}

/// What was found for a report among the leaders.
pub(crate) enum Find {
    /// It is a near-duplicate of this one.
    Duplicate(usize),
    /// It is its own leader, and these share most of its heaviest terms, most first.
    Near(Vec<usize>),
}

impl Leaders {
    /// Finds where a report belongs: the look-up by signature finds most near-duplicates at once, the index finds the
    /// others and the rest of the story.
    pub(crate) fn place(&mut self, profile: &Profile, signature: &Signature) -> Find {
        let is_near = |profiles: &[Profile], &at: &usize| near_duplicate(&profiles[at], profile);
        let likely = self.lookup.near(signature).into_iter().map(|at| at as usize);
        if let Some(at) = { likely }.find(|at| is_near(&self.profiles, at)) {
            return Find::Duplicate(at);
        }
        let near = self.index.nearest(profile);
        match near.iter().copied().find(|at| is_near(&self.profiles, at)) {
            Some(at) => Find::Duplicate(at),
            None => Find::Near(near),
        }
    }

    /// Adds a leader; they are counted from 0.
    pub(crate) fn add(&mut self, profile: Profile, signature: &Signature) {
        let at = self.profiles.len();
        self.lookup.add(at as u32, signature);
        self.index.add(at, &profile);
        self.profiles.push(profile);
    }

    /// The leader of a number.
    pub(crate) fn profile(&self, at: usize) -> &Profile {
        &self.profiles[at]
    }
}

/// Which reports hold which heavy terms.
#[derive(Default)]
struct Index {
    under: HashMap<u32, Vec<(u32, f32)>>,
    seen: Vec<f32>,
}

impl Index {
    fn add(&mut self, at: usize, profile: &Profile) {
        for (term, weight) in heaviest(profile) {
            self.under.entry(term).or_default().push((at as u32, weight));
        }
        self.seen.resize(self.seen.len().max(at + 1), 0.0);
    }

    /// The reports that share most of a report's heavy terms, most first.
    fn nearest(&mut self, profile: &Profile) -> Vec<usize> {
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
        found.truncate(COMPARED);
        found.into_iter().map(|(_, at)| at as usize).collect()
    }
}

/// The terms by which a report is looked up.
pub(crate) fn heaviest(profile: &Profile) -> Vec<(u32, f32)> {
    let mut terms = profile.words.clone();
    terms.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    terms.truncate(LOOKED_UP);
    terms
}
