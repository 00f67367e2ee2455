//! The account: the stories with their claims, in the order in which they are read.

use crate::compare;
use dateline_core::{Account, Annotated, Story, StoryAccount};

/// Makes the account of stories whose actors are joined and whose origins are found.
pub fn account(stories: Vec<Story>, reports: &[Annotated]) -> Account {
    let tell = |story: Story| {
        let title = story.reports.iter().find_map(|ix| reports[ix.index()].report.title.clone());
        StoryAccount { title, claims: compare::compare(&story, reports), story, ..StoryAccount::default() }
    };
    Account { stories: stories.into_iter().map(tell).collect() }
}
