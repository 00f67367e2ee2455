//! Grouping in steps that machines take apart, with nothing between them but numbers: who may be near whom, how alike two are, and
//! which of some are one story.
//!
//! Two reports that are less alike than a limit are never linked through each other. So whoever finds the pairs above it, and the
//! reports that hang together by them, may group each such heap by itself, and comes to the stories that [`group`](super::group())
//! makes of all at once.

use super::features::Commonness;
use super::leaders::heaviest;
use super::likeness::{Profile, near_duplicate};
use super::linking::ALIKE;
use super::settled::{LookedAt, settle};
use crate::Lexicon;

/// How common each term is among the reports of a run, wherever they are.
#[derive(Clone, Debug)]
pub struct Common<'l> {
    lexicon: &'l Lexicon,
    common: Commonness<'l>,
}

/// What a report is looked up by.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keys {
    /// Its heaviest terms with their weights, the heaviest first.
    pub terms: Vec<(u32, f32)>,
    /// The keys of its signature: near-duplicates share some.
    pub signature: Vec<u64>,
}

impl<'l> Common<'l> {
    /// Of so many reports, of which so many hold each term.
    pub fn new(lexicon: &'l Lexicon, reports: u32, holding: impl IntoIterator<Item = (u32, u32)>) -> Common<'l> {
        Common { lexicon, common: Commonness::counted(&lexicon.background, reports, holding) }
    }

    /// What a report is looked up by.
    pub fn keys(&self, report: &LookedAt) -> Keys {
        let profile = Profile::new(&report.0, &self.common);
        Keys { terms: heaviest(&profile), signature: profile.signature().keys().collect() }
    }

    /// How likely it is that two reports tell of one happening, 0 to 1; 1 where they are one text. `None` where it is so
    /// unlikely that it never makes them one story.
    pub fn alike(&self, a: &LookedAt, b: &LookedAt) -> Option<f32> {
        let (a, b) = (Profile::new(&a.0, &self.common), Profile::new(&b.0, &self.common));
        if near_duplicate(&a, &b) {
            return Some(1.0);
        }
        Some(self.lexicon.likeness.between(&a, &b)).filter(|alike| *alike >= ALIKE)
    }

    /// The stories of reports that hang together, in the order in which reports are settled: a number each, from 0.
    pub fn stories(&self, reports: Vec<LookedAt>) -> Vec<u32> {
        let features = reports.into_iter().map(|report| report.0).collect();
        settle(self.lexicon, &self.common, &[], features).into_iter().map(|settled| settled.story).collect()
    }
}
