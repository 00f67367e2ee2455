//! Stories in a list: of each the lead clause, its days, and how much of it is open.

use super::{Group, Narrow, Standing, StoryView, Summary, View};

/// A story in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Brief<'a> {
    /// The story.
    pub story: StoryView<'a>,
    /// The words of the main event, or the title.
    pub words: String,
    /// How much there is to it.
    pub summary: Summary,
    /// How many origins stand behind the main event.
    pub origins: usize,
    /// How many lines are not settled, or moved.
    pub unsettled: usize,
    /// What stands behind each line of its score.
    pub standings: Vec<Standing>,
    /// How many lines have one origin and several outlets.
    pub copied: usize,
}

/// The orders that stories are listed in; of equal ones the account's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As the account has them: those with most reports first.
    Largest,
    /// The newest first; those without a date last.
    Newest,
    /// Those with most that is not settled first.
    Disputed,
    /// Those with most that several outlets have of one origin first.
    Copied,
}

impl<'a> View<'a> {
    /// The stories in an order.
    pub fn briefs(self, order: Order) -> Vec<Brief<'a>> {
        let mut briefs: Vec<Brief<'a>> = self.stories().map(|story| story.brief()).collect();
        match order {
            Order::Largest => {}
            Order::Newest => briefs.sort_by_key(|b| std::cmp::Reverse(b.summary.published.map(|(_, last)| last))),
            Order::Disputed => briefs.sort_by_key(|b| std::cmp::Reverse(b.unsettled)),
            Order::Copied => briefs.sort_by_key(|b| std::cmp::Reverse(b.copied)),
        }
        briefs
    }
}

impl<'a> StoryView<'a> {
    /// The story as it stands in a list.
    pub fn brief(&self) -> Brief<'a> {
        let claims = self.claims(&Narrow::default());
        let standings = self.standings(&claims);
        let head = self.head(&claims);
        Brief {
            story: *self,
            words: head.as_ref().map_or_else(|| self.title().to_owned(), |h| h.words.clone()),
            summary: self.summary(),
            origins: head.map_or(0, |h| h.told.origins as usize),
            unsettled: standings.iter().filter(|s| s.group() == Group::Unsettled).count(),
            copied: standings.iter().filter(|s| **s == Standing::OneOrigin).count(),
            standings,
        }
    }
}
