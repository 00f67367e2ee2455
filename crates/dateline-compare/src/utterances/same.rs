//! Which statements are one utterance: those that one claim joins, and those in the same quoted words, unless something
//! tells them apart.

use super::saying::{At, Saying, Sayings};
use crate::gather::Speaker;
use dateline_core::{Claim, OriginKind, Timex};
use std::collections::{BTreeMap, BTreeSet};

/// Groups statements that tell one thing said once; each group in the order of reports, the groups by their first.
pub(super) fn groups(sayings: &Sayings, claims: &[Claim]) -> Vec<Vec<At>> {
    let mut groups = Groups::new(sayings);
    let mut holders: BTreeMap<&[String], At> = BTreeMap::new();
    for saying in sayings.all() {
        for run in &saying.runs {
            let first = *holders.entry(run).or_insert(saying.at);
            let other = sayings.get(first);
            if other.at.0 != saying.at.0 && other.quotes_with(saying) {
                groups.join(first, saying.at);
            }
        }
    }
    for claim in claims.iter().filter(|c| !c.aside) {
        let here: BTreeSet<At> = claim.support.iter().filter_map(|s| Some((s.report, s.statement?))).collect();
        let here: Vec<&Saying> = here.into_iter().filter_map(|at| sayings.find(at)).collect();
        for (i, a) in here.iter().enumerate() {
            for b in &here[i + 1..] {
                if !differ(a, b) {
                    groups.join(a.at, b.at);
                }
            }
        }
    }
    groups.list()
}

/// Whether two statements that tell one thing are surely of two sources: two people whom their own sentences name, or
/// two unnamed sources of whom nothing is told that is the same.
fn differ(a: &Saying, b: &Saying) -> bool {
    if a.speaker == b.speaker || a.quotes_with(b) {
        return false;
    }
    let named = |s: &Saying| s.named_here && s.kind == OriginKind::Person && matches!(s.speaker, Speaker::Actor(_));
    let unnamed = |s: &Saying| s.kind == OriginKind::Unnamed;
    let kinds_differ = || {
        let words = |s: &Saying| -> BTreeSet<String> { crate::gather::words_of(&s.said_by.name).collect() };
        words(a).is_disjoint(&words(b))
    };
    named(a) && named(b) || unnamed(a) && unnamed(b) && kinds_differ()
}

/// Whether two statements were surely said on two occasions: on two days, on two platforms, or to two outlets.
pub(super) fn told_apart(a: &Saying, b: &Saying) -> bool {
    let day = |s: &Saying| s.time.as_ref().and_then(Timex::date);
    let days = day(a).zip(day(b)).is_some_and(|(x, y)| x != y);
    let platforms = a.platform.as_ref().zip(b.platform.as_ref()).is_some_and(|(x, y)| x != y);
    let outlets = a.hearer_named && b.hearer_named && a.hearer.is_disjoint(&b.hearer);
    days || platforms || outlets
}

/// Groups under way: which group each statement is in, and what each holds.
struct Groups<'a> {
    sayings: &'a Sayings,
    of: BTreeMap<At, usize>,
    members: Vec<Vec<At>>,
}

impl<'a> Groups<'a> {
    /// Each statement by itself.
    fn new(sayings: &'a Sayings) -> Groups<'a> {
        let members: Vec<Vec<At>> = sayings.all().map(|s| vec![s.at]).collect();
        let of = sayings.all().enumerate().map(|(i, s)| (s.at, i)).collect();
        Groups { sayings, of, members }
    }

    /// Joins the groups of two statements, unless something tells any of their statements apart.
    fn join(&mut self, a: At, b: At) {
        let (a, b) = (self.of[&a], self.of[&b]);
        let (to, from) = (a.min(b), a.max(b));
        let apart = |x: &At| self.members[from].iter().any(|y| told_apart(self.sayings.get(*x), self.sayings.get(*y)));
        if to == from || self.members[to].iter().any(apart) {
            return;
        }
        let moved = std::mem::take(&mut self.members[from]);
        moved.iter().for_each(|at| *self.of.entry(*at).or_default() = to);
        self.members[to].extend(moved);
        self.members[to].sort_unstable();
    }

    fn list(self) -> Vec<Vec<At>> {
        self.members.into_iter().filter(|m| !m.is_empty()).collect()
    }
}
