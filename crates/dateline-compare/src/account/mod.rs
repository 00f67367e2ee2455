//! The account: the stories with their claims, in the order in which they are read.

mod filter;
mod order;
mod positions;
mod repeats;
mod timeline;
mod whole;

pub use filter::Filter;
pub use timeline::in_order;
pub use whole::whole;

use crate::{Lexicon, compare};
use dateline_core::{Account, Annotated, Story, StoryAccount};
use rayon::prelude::*;

/// Makes the account of stories whose actors are joined and whose origins are found.
///
/// The stories with most reports come first, then the earlier ones. All claims are there; [`Filter`] narrows them.
pub fn account(lexicon: &Lexicon, stories: Vec<Story>, reports: &[Annotated]) -> Account {
    let mut stories: Vec<StoryAccount> = stories.into_par_iter().map(|story| tell(lexicon, story, reports)).collect();
    let first_day = |s: &StoryAccount| {
        s.story.reports.iter().filter_map(|&r| reports[r.index()].report.published).map(|p| p.date).min()
    };
    stories.sort_by_cached_key(|s| (std::cmp::Reverse(s.story.reports.len()), first_day(s), s.story.id.clone()));
    Account { stories }
}

fn tell(lexicon: &Lexicon, story: Story, reports: &[Annotated]) -> StoryAccount {
    let title = story.reports.iter().find_map(|ix| reports[ix.index()].report.title.clone());
    let mut claims = order::by_importance(compare::compare(lexicon, &story, reports), reports);
    repeats::mark(&mut claims, reports);
    let timeline = timeline::timeline(&claims);
    let positions = positions::positions(&story, &claims, reports);
    StoryAccount { title, claims, timeline, positions, story }
}
