//! The lead of a story: what happened as most origins tell it, what the latest report adds, and how much is behind each group.

use super::{Cell, Group, Lane, Score, Standing, StoryView};
use dateline_core::{Claim, ReportIx, Says, Support};

/// How many of the first claims the head is chosen from.
const FIRST: usize = 5;

/// The longest head, in characters.
const LONGEST: usize = 170;

/// How many lines a tile shows.
const LINES: usize = 2;

/// What answers in twenty seconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Lead<'a> {
    /// The clause of the main event.
    pub head: Option<Quoted<'a>>,
    /// What the latest report adds.
    pub latest: Option<Quoted<'a>>,
    /// A tile for each group.
    pub tiles: Vec<Tile<'a>>,
    /// How many claims are shown.
    pub shown: usize,
    /// How many there are.
    pub claims: usize,
}

/// Words of a report that stand for a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Quoted<'a> {
    /// The claim's place in the story's list.
    pub claim: usize,
    /// The claim.
    pub told: &'a Claim,
    /// The support, by its place in the claim's list.
    pub support: usize,
    /// The words.
    pub words: String,
}

/// A group of the claims, with those to look at first.
#[derive(Clone, Debug, PartialEq)]
pub struct Tile<'a> {
    /// The group.
    pub group: Group,
    /// How many lines of the score and claims of one report are in it.
    pub count: usize,
    /// The first of them.
    pub lines: Vec<TileLine<'a>>,
}

/// One of the lines of a tile.
#[derive(Clone, Debug, PartialEq)]
pub struct TileLine<'a> {
    /// Its claim.
    pub claim: usize,
    /// Whether a later report knew more, so that what it says follows in time.
    pub moved: bool,
    /// What is told: words with the reports that have them.
    pub told: Vec<(String, Vec<ReportIx>)>,
    /// The support that stands for it.
    pub support: &'a Support,
    /// How many outlets carry it.
    pub outlets: usize,
    /// Whether several reports have it in one text.
    pub copied: bool,
    /// Whether it is not sure that its reports differ in no detail.
    pub open: bool,
}

impl<'a> StoryView<'a> {
    /// The lead of a story whose score and claims of one report are known.
    pub fn lead(&self, score: &Score<'a>, claims: &[(usize, &'a Claim)]) -> Lead<'a> {
        let head = self.head(claims);
        let singles = self.singles(score, claims);
        let tiles = Group::ALL.into_iter().map(|group| self.tile(group, score, &singles)).collect();
        Lead {
            latest: self.latest(claims, head.as_ref().map(|h| h.claim)),
            head,
            tiles,
            shown: claims.len(),
            claims: self.account.claims.iter().filter(|c| !c.aside).count(),
        }
    }

    /// The claims that are in no line of the score.
    pub fn singles(&self, score: &Score<'a>, claims: &[(usize, &'a Claim)]) -> Vec<(usize, &'a Claim)> {
        let in_score = |i: usize| score.lanes.iter().flat_map(|l| &l.claims).any(|&(n, _)| n == i);
        claims.iter().copied().filter(|&(i, _)| !in_score(i)).collect()
    }

    fn quoted(&self, claim: usize, told: &'a Claim, support: usize) -> Quoted<'a> {
        Quoted { claim, told, support, words: self.words(&told.support[support]) }
    }

    /// The clause of the main event, as most origins tell it.
    pub(super) fn head(&self, claims: &[(usize, &'a Claim)]) -> Option<Quoted<'a>> {
        let first = claims.iter().take(FIRST);
        let &(claim, told) = first.rev().max_by_key(|(_, c)| (c.origins, c.outlets))?;
        // A sentence of the article says more than a headline, and one that is not too long more than a long one.
        let rank = |k: &usize| {
            let support = &told.support[*k];
            let title = self.report(support.report).title.as_deref();
            let words = self.words(support);
            let headline = title.is_some_and(|t| t == words) || support.says != Says::States;
            (headline, words.chars().count() > LONGEST, *k)
        };
        let support = (0..told.support.len()).min_by_key(rank)?;
        Some(self.quoted(claim, told, support))
    }

    /// What the latest report tells that those before could not: an update, or what only it has.
    fn latest(&self, claims: &[(usize, &'a Claim)], head: Option<usize>) -> Option<Quoted<'a>> {
        let day = |s: &Support| self.report(s.report).published.map(|p| p.date);
        let last = |c: &Claim| c.support.iter().filter_map(day).max();
        let first = self.reports().iter().filter_map(|&r| self.report(r).published).map(|p| p.date).min();
        let newest = claims.iter().filter(|(i, _)| Some(*i) != head).filter_map(|(_, c)| last(c)).max()?;
        let of_newest = claims.iter().filter(|(i, c)| Some(*i) != head && last(c) == Some(newest));
        let adds = |c: &Claim| {
            let earlier = c.support.iter().filter_map(day).any(|d| d < newest);
            let moved = Standing::of(c) == Standing::Moved;
            (!moved, earlier)
        };
        let &(claim, told) = of_newest.filter(|(_, c)| adds(c) != (true, true)).min_by_key(|(i, c)| (adds(c), *i))?;
        let support = (0..told.support.len()).rev().find(|&k| day(&told.support[k]) == Some(newest))?;
        (first != Some(newest)).then(|| self.quoted(claim, told, support))
    }

    fn tile(&self, group: Group, score: &Score<'a>, singles: &[(usize, &'a Claim)]) -> Tile<'a> {
        let lanes: Vec<&Lane<'a>> = score.lanes.iter().filter(|l| l.standing.group() == group).collect();
        let singles: &[(usize, &'a Claim)] = if group == Group::OneOrigin { singles } else { &[] };
        let mut lines: Vec<TileLine<'a>> = lanes.iter().filter_map(|lane| self.lane_line(lane)).collect();
        let single = |&(claim, told): &(usize, &'a Claim)| {
            let support = told.support.get(told.best)?;
            let words = vec![(self.words(support), vec![support.report])];
            Some(TileLine { claim, moved: false, told: words, support, outlets: 1, copied: false, open: false })
        };
        let mut alone: Vec<TileLine<'a>> = singles.iter().filter_map(single).collect();
        if group == Group::OneOrigin {
            // One text that many carry is to be known first, then what nobody stands for by name.
            lines.sort_by_key(|line| std::cmp::Reverse(line.outlets));
            alone.sort_by_key(|line| !line.support.speaker.as_ref().is_some_and(|s| s.unnamed));
            let unnamed = alone.first().is_some_and(|l| l.support.speaker.as_ref().is_some_and(|s| s.unnamed));
            lines.truncate(if unnamed { LINES - 1 } else { LINES });
        }
        lines.extend(alone);
        lines.truncate(LINES);
        Tile { group, count: lanes.len() + singles.len(), lines }
    }

    fn lane_line(&self, lane: &Lane<'a>) -> Option<TileLine<'a>> {
        let &(claim, told) = lane.claims.first()?;
        let tellings = lane.cells.iter().filter_map(|cell| match cell {
            Cell::Told(told) => Some(told),
            Cell::Not(_) => None,
        });
        let mut words: Vec<(String, Vec<ReportIx>)> = Vec::new();
        let mut copied = false;
        for telling in tellings.flatten() {
            copied |= telling.text.is_some();
            match words.iter_mut().find(|(w, _)| w.eq_ignore_ascii_case(&telling.words)) {
                Some((_, reports)) => reports.extend(&telling.reports),
                None => words.push((telling.words.clone(), telling.reports.clone())),
            }
        }
        let support = told.support.get(told.best)?;
        if lane.standing.group() != Group::Unsettled {
            let reports: Vec<ReportIx> = words.iter().flat_map(|(_, r)| r).copied().collect();
            words = vec![(self.words(support), reports)];
        }
        let moved = lane.standing == Standing::Moved;
        Some(TileLine {
            claim,
            moved,
            told: words,
            support,
            outlets: lane.outlets,
            copied,
            open: lane.standing == Standing::Open,
        })
    }
}
