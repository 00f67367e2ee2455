//! How much there is to a story.

use super::StoryView;
use dateline_core::ClaimState;
use jiff::civil::Date;

/// How much there is to a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// How many reports.
    pub reports: usize,
    /// How many outlets.
    pub outlets: usize,
    /// How many origins.
    pub origins: usize,
    /// The first and the last day of publication, where any is known.
    pub published: Option<(Date, Date)>,
    /// How many claims there are of each state that has any.
    pub states: Vec<(ClaimState, usize)>,
}

impl StoryView<'_> {
    /// How much there is to the story.
    pub fn summary(&self) -> Summary {
        let days = || self.reports().iter().filter_map(|&r| self.report(r).published).map(|p| p.date);
        let count = |state| self.account.claims.iter().filter(|c| c.state == state).count();
        Summary {
            reports: self.reports().len(),
            outlets: self.outlets().len(),
            origins: self.account.story.origins.len(),
            published: days().min().zip(days().max()),
            states: ClaimState::ALL.into_iter().map(|state| (state, count(state))).filter(|(_, n)| *n > 0).collect(),
        }
    }
}
