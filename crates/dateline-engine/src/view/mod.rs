//! How an account is looked at: plain values for any face, without form, colour or address.
//!
//! A [`View`] is an account with its reports, a [`StoryView`] one story of it. What they give is what a reader is shown:
//! words of reports, numbers, and which of the account's claims are meant. Where a value holds the number of a claim or a
//! support, that counts the story's claims or the claim's supports from 0; the numbers of stories and reports that a
//! reader sees count from 1.

mod actor;
mod brief;
mod cite;
mod draft;
mod events;
mod fold;
mod lead;
mod ledger;
mod method;
mod narrow;
mod occasion;
mod point;
mod query;
mod quotation;
mod report;
mod score;
mod search;
mod stance;
mod standing;
mod summary;
#[cfg(test)]
mod tests;
mod unsettled;
mod when;
mod wording;
mod words;

pub use actor::ActorPage;
pub use brief::{Brief, Order};
pub use cite::{footnote, quoted, reported, web};
pub use draft::DraftView;
pub use events::{COLUMNS, Column, EventRow, event_rows};
pub use fold::{ColumnKind, Copied, ScoreColumn};
pub use lead::{Lead, Quoted, Tile, TileLine};
pub use ledger::{SaidLine, Speaker, Stand};
pub use method::ReportRow;
pub use narrow::{Choices, Narrow, Reach, Row, Whom};
pub use point::OMISSION;
pub use query::Query;
pub use quotation::{Quotation, QuotedPlace};
pub use report::{Mark, parts};
pub use score::{Cell, Lane, Score, Telling};
pub use search::{FoundStory, Hit, Search};
pub use stance::Stance;
pub use standing::{Group, Standing};
pub use summary::Summary;
pub use unsettled::{Block, BlockValue};
pub use when::{day_words, days_words, published_words, readable, short_day};
pub use wording::{Place, Wording, differing};
pub use words::{UNTITLED, counted, difference_name, difference_words, one_line, same_words, state_word, value_words};

use dateline_core::{Account, Annotated, Report, ReportIx, StoryAccount};

/// An account with the reports that it was made from.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The account.
    pub account: &'a Account,
    /// Its reports.
    pub reports: &'a [Annotated],
}

/// One story of an account.
#[derive(Clone, Copy, Debug)]
pub struct StoryView<'a> {
    /// The account of it.
    pub account: &'a StoryAccount,
    /// Its number in the whole account, as a reader counts: from 1.
    pub number: usize,
    /// The reports of the whole account.
    reports: &'a [Annotated],
}

impl<'a> View<'a> {
    /// Looks at an account; `reports` are those that it was made from.
    pub fn new(account: &'a Account, reports: &'a [Annotated]) -> View<'a> {
        View { account, reports }
    }

    /// Its stories, in order.
    pub fn stories(self) -> impl Iterator<Item = StoryView<'a>> {
        let stories = self.account.stories.iter().enumerate();
        stories.map(move |(i, account)| StoryView { account, number: i + 1, reports: self.reports })
    }

    /// The story of a number, from 1.
    pub fn story(self, number: usize) -> Option<StoryView<'a>> {
        self.stories().nth(number.checked_sub(1)?)
    }

    /// The story that a report belongs to.
    pub fn story_with(self, ix: ReportIx) -> Option<StoryView<'a>> {
        self.stories().find(|s| s.reports().contains(&ix))
    }

    /// A report as it was read.
    pub fn report(self, ix: ReportIx) -> &'a Report {
        &self.reports[ix.index()].report
    }

    /// The outlet of a report, or its id.
    pub fn outlet(self, ix: ReportIx) -> &'a str {
        outlet(self.reports, ix)
    }

    /// Where a report was read from: as given, and of a whole path only what follows the folder that all reports lie in.
    pub fn from(self, ix: ReportIx) -> &'a str {
        method::from(self.reports, ix)
    }

    /// As [`View::from`], from the folder on that some of the reports lie in.
    pub fn from_among(self, ix: ReportIx, among: &[ReportIx]) -> &'a str {
        let among = among.iter().map(|other| &self.reports[other.index()]);
        method::below_shared(&self.reports[ix.index()].report.from, among)
    }
}

impl<'a> StoryView<'a> {
    /// Its title, or [`UNTITLED`].
    pub fn title(&self) -> &'a str {
        self.account.title.as_deref().unwrap_or(UNTITLED)
    }

    /// Its reports, in order.
    pub fn reports(&self) -> &'a [ReportIx] {
        &self.account.story.reports
    }

    /// A report as it was read.
    pub fn report(&self, ix: ReportIx) -> &'a Report {
        &self.annotated(ix).report
    }

    /// A report with its layers.
    pub fn annotated(&self, ix: ReportIx) -> &'a Annotated {
        &self.reports[ix.index()]
    }

    /// The outlet of a report, or its id.
    pub fn outlet(&self, ix: ReportIx) -> &'a str {
        outlet(self.reports, ix)
    }

    /// The outlets of its reports, by name, each once.
    pub fn outlets(&self) -> Vec<&'a str> {
        let mut outlets: Vec<&str> = self.reports().iter().map(|&r| self.outlet(r)).collect();
        outlets.sort_unstable();
        outlets.dedup();
        outlets
    }

    /// The number of a report in the story, as a reader counts: from 1.
    pub fn number_of(&self, ix: ReportIx) -> usize {
        1 + self.reports().iter().position(|&r| r == ix).unwrap_or_default()
    }
}

impl PartialEq for StoryView<'_> {
    /// Whether it is the same story of the same account.
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number && std::ptr::eq(self.account, other.account)
    }
}

fn outlet(reports: &[Annotated], ix: ReportIx) -> &str {
    let report = &reports[ix.index()].report;
    report.outlet.as_deref().unwrap_or(&report.id)
}
