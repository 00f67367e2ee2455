//! The account: the stories with their claims, in the order in which they are read.

mod matters;
mod order;
mod positions;
mod questions;
mod timeline;
mod unnamed;
mod whole;

pub use whole::whole;

use crate::{Lexicon, compare, utterances};
use dateline_core::{Account, Annotated, Story, StoryAccount};
use order::Ordered;
use rayon::prelude::*;

/// Makes the account of stories whose actors are joined and whose origins are found.
///
/// The stories come in the order of [`sort`]. All claims are there.
pub fn account(lexicon: &Lexicon, mut stories: Vec<Story>, reports: &[Annotated]) -> Account {
    sort(&mut stories, reports);
    Account { stories: stories.into_par_iter().map(|story| tell(lexicon, story, reports)).collect() }
}

/// Puts stories in the order in which they are read: those with most reports first, then the earlier ones.
pub fn sort(stories: &mut [Story], reports: &[Annotated]) {
    let first_day =
        |s: &Story| s.reports.iter().filter_map(|&r| reports[r.index()].report.published).map(|p| p.date).min();
    stories.sort_by_cached_key(|s| (std::cmp::Reverse(s.reports.len()), first_day(s), s.id.clone()));
}

/// The title of a story: that of its first report that has one.
pub fn title(story: &Story, reports: &[Annotated]) -> Option<String> {
    story.reports.iter().find_map(|ix| reports[ix.index()].report.title.clone())
}

pub(crate) fn tell(lexicon: &Lexicon, story: Story, reports: &[Annotated]) -> StoryAccount {
    let compared = compare::compare(lexicon, &story, reports);
    tell_compared(lexicon, story, compared, reports)
}

/// The account of one story from what was compared.
pub fn tell_compared(
    lexicon: &Lexicon,
    mut story: Story,
    mut compared: compare::Compared,
    reports: &[Annotated],
) -> StoryAccount {
    utterances::settle(lexicon, &mut story, &mut compared.claims, reports);
    let title = title(&story, reports);
    let Ordered { claims, counts } = order::by_importance(lexicon, compared, reports);
    let questions = questions::questions(&claims, &counts);
    let timeline = timeline::timeline(&claims);
    let positions = positions::positions(&story, &claims, reports);
    let unnamed = unnamed::unnamed(lexicon, &story, &claims, reports);
    StoryAccount { title, claims, questions, timeline, positions, unnamed, story }
}
