//! Events that several reports name: words of their sentences that name one event, also where the sentences tell other things.

use super::Sample;
use super::happenings::{self, EVENT_FIGURES, Happening};
use super::join::{self, Odds};
use super::passages::Passages;
use super::sentences::Sentences;
use super::{clash, similar};
use crate::Lexicon;
use dateline_core::{Annotated, ReportIx, Span, Story};
use std::collections::{BTreeMap, BTreeSet};

/// The words of a story that name events, pair by pair.
pub(crate) struct EventGroups<'a> {
    lexicon: &'a Lexicon,
    sentences: &'a Sentences,
    happenings: Vec<Happening<'a>>,
    /// The log odds that two sentences are alike.
    alike: Odds,
    /// The log odds that two words name one event.
    links: Odds,
}

impl<'a> EventGroups<'a> {
    /// Finds the words that name events and weighs their pairs.
    pub(crate) fn new(
        lexicon: &'a Lexicon,
        story: &Story,
        reports: &'a [Annotated],
        sentences: &'a Sentences,
    ) -> EventGroups<'a> {
        let same: BTreeMap<_, _> = story.actors.iter().flat_map(|a| a.members.iter().map(|&m| (m, a.id))).collect();
        let happenings = happenings::happenings(lexicon, sentences, reports, |r, a| same.get(&(r, a)).copied());
        let alike = similar::pairs(sentences, &similar::cosines(sentences)).into_iter();
        let alike = alike.map(|p| (p.of, lexicon.sentences.odds(&p.figures))).filter(|&((a, b), odds)| {
            odds > NEVER + 1.0 && !clash::clash(sentences, &sentences.list[a], &sentences.list[b])
        });
        let alike = Odds::new(sentences.list.len(), NEVER, alike);
        let link =
            |a: usize, b: usize| lexicon.events.odds(&happenings::figures(&happenings[a], &happenings[b], sentences));
        let links = happenings::pairs(&happenings, sentences, &alike).into_iter().map(|(a, b)| ((a, b), link(a, b)));
        let links = Odds::new(happenings.len(), NO_EVENT, links.filter(|(_, odds)| *odds > NO_EVENT + 1.0));
        EventGroups { lexicon, sentences, happenings, alike, links }
    }

    /// The pairs with their figures: what training learns from.
    pub(crate) fn samples(&self) -> Vec<Sample<{ EVENT_FIGURES.len() }>> {
        let place = |h: usize| -> (ReportIx, Span) {
            (self.sentences.list[self.happenings[h].sentence].report, self.happenings[h].trigger)
        };
        let figures =
            |a: usize, b: usize| happenings::figures(&self.happenings[a], &self.happenings[b], self.sentences);
        let sample = |(a, b)| Sample { a: place(a), b: place(b), figures: figures(a, b) };
        happenings::pairs(&self.happenings, self.sentences, &self.alike).into_iter().map(sample).collect()
    }

    /// The groups of words that name one event: in sentences of which passages tell the same, or in at least [`MANY`] reports.
    ///
    /// In passing, a report names much that another one names too; only what many name is the story's own.
    pub(crate) fn groups(&self, of_passages: &[Vec<usize>], passages: &Passages) -> Vec<Vec<&Happening<'a>>> {
        let mut groups_of: Vec<Vec<usize>> = vec![Vec::new(); self.sentences.list.len()];
        for (number, group) in of_passages.iter().enumerate().filter(|(_, g)| g.len() > 1) {
            group.iter().for_each(|&p| groups_of[passages.list[p].sentence].push(number));
        }
        let sentence = |h: usize| self.happenings[h].sentence;
        let together = |a: usize, b: usize| groups_of[sentence(a)].iter().any(|g| groups_of[sentence(b)].contains(g));
        let apt = |h: usize| self.happenings[h].apt;
        let pairs = self.links.pairs().filter(|((a, b), _)| apt(*a) && apt(*b) || together(*a, *b));
        let odds = Odds::new(self.happenings.len(), NO_EVENT, pairs);
        let member = |h: usize| self.sentences.list[sentence(h)].member;
        let weights = &self.lexicon.events;
        let mut groups = join::join(&odds, (weights.begin, weights.join), |a, b| member(a) != member(b), |_, _| true);
        groups.retain(|group| {
            let reports: BTreeSet<usize> = group.iter().map(|&h| member(h)).collect();
            let mut pairs = group.iter().enumerate().flat_map(|(i, &a)| group[i + 1..].iter().map(move |&b| (a, b)));
            reports.len() >= MANY || pairs.all(|(a, b)| member(a) == member(b) || together(a, b))
        });
        groups.into_iter().map(|g| g.into_iter().map(|h| &self.happenings[h]).collect()).collect()
    }
}

/// An event that this many reports name is the story's own.
const MANY: usize = 4;

/// The log odds of two words that share nothing of an event.
const NO_EVENT: f32 = -4.0;

/// The log odds of two sentences that share nothing or clash.
const NEVER: f32 = -6.0;
