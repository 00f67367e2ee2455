//! Stories as reports come in: each new one joins a story or opens one, and nothing is grouped anew.

use super::features::{Commonness, Features};
use super::leaders::{Leaders, Place};
use super::likeness::{Profile, likeness};
use super::linking::{ALIKE, SAME_STORY};
use dateline_core::Report;
use std::collections::BTreeSet;

/// With how many of a story's reports a new one is compared: the first ones, which say what the story is.
const COMPARED_WITHIN: usize = 32;

/// Groups a stream of reports into stories.
///
/// It looks at each report once, as it comes, so that a story that was told stays as it was told. A run of
/// [`gather`](super::gather()) over all reports can group them a little better, as it knows what came later.
///
/// ```
/// use dateline_compare::gather::Gatherer;
/// use dateline_core::{Report, Text};
/// let report = |text| Report { text: Text::new(text), ..Report::default() };
/// let mut gatherer = Gatherer::default();
/// let quay = gatherer.add(&report("The old quay of Lisbon sank into the Tagus after the second shock."));
/// let strike = gatherer.add(&report("Dockers in London walked out and ask for sixpence an hour."));
/// let again = gatherer.add(&report("After the second shock the quay of Lisbon sank into the Tagus."));
/// assert_eq!((quay == again, quay == strike), (true, false));
/// ```
#[derive(Default)]
pub struct Gatherer {
    common: Commonness,
    leaders: Leaders,
    /// The story of each leader.
    story_of: Vec<usize>,
    /// The leaders of each story.
    stories: Vec<Vec<usize>>,
}

impl Gatherer {
    /// Takes a report in and gives the number of its story, counted from 0 in the order in which stories open.
    pub fn add(&mut self, report: &Report) -> usize {
        let features = Features::of(report);
        self.common.add(&features);
        let profile = Profile::new(&features, &self.common);
        let signature = profile.signature();
        match self.leaders.place(&profile, &signature) {
            Place::Duplicate(leader) => self.story_of[leader],
            Place::Near(near) => {
                let story = self.story_near(&profile, &near).unwrap_or(self.stories.len());
                if story == self.stories.len() {
                    self.stories.push(Vec::new());
                }
                self.stories[story].push(self.leaders.add(profile, &signature));
                self.story_of.push(story);
                story
            }
        }
    }

    /// The story that a report is most like on average, if it is like enough to be of it.
    fn story_near(&self, profile: &Profile, near: &[usize]) -> Option<usize> {
        let near: BTreeSet<usize> = near.iter().map(|&leader| self.story_of[leader]).collect();
        let average = |story: usize| {
            let members = &self.stories[story][..self.stories[story].len().min(COMPARED_WITHIN)];
            let alike = members.iter().map(|&leader| likeness(self.leaders.profile(leader), profile));
            alike.filter(|&alike| alike >= ALIKE).sum::<f32>() / members.len() as f32
        };
        let best = near
            .into_iter()
            .map(|story| (average(story), story))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        best.filter(|&(average, _)| average >= SAME_STORY).map(|(_, story)| story)
    }
}
