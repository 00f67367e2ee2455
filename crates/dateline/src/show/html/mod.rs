//! The pages of an account: one set of templates for a file that needs no network and for the server.
//!
//! Everything from a report is hostile text: templates escape it, and the page's policy lets nothing run or load but
//! the style and the script that are compiled in, each named by its hash.

mod claim;
mod figures;
mod filter;
mod grid;
mod index;
mod origins;
mod page;
mod report;
mod story;
mod wording;

pub(crate) use filter::Filter;
pub(crate) use index::{actor, index, missing, search};
pub(crate) use page::Page;
pub(crate) use report::report;
pub(crate) use story::{csv, narrowed, story};

use dateline_core::{Account, Annotated, Report, ReportIx, StoryAccount};
use maud::html;
use std::io::{self, Write};

/// What pages are made from, and how they lead to each other.
#[derive(Clone, Copy)]
pub(crate) struct Site<'a> {
    /// The account.
    pub(crate) account: &'a Account,
    /// The reports that it was made from.
    pub(crate) reports: &'a [Annotated],
    /// Whether each page has an address of its own, or all are in one file.
    pub(crate) served: bool,
}

impl<'a> Site<'a> {
    fn report(&self, ix: ReportIx) -> &'a Report {
        &self.reports[ix.index()].report
    }

    /// The outlet of a report, or its id.
    fn outlet(&self, ix: ReportIx) -> &'a str {
        let report = self.report(ix);
        report.outlet.as_deref().unwrap_or(&report.id)
    }

    /// The place of a report in its story, as the reader counts.
    fn number(&self, story: &StoryAccount, ix: ReportIx) -> usize {
        1 + story.story.reports.iter().position(|&r| r == ix).unwrap_or_default()
    }

    /// The number of a story in the account.
    fn story_number(&self, story: &StoryAccount) -> usize {
        1 + self.account.stories.iter().position(|s| s.story.id == story.story.id).unwrap_or_default()
    }

    /// The story that a report belongs to.
    fn story_of(&self, ix: ReportIx) -> Option<&'a StoryAccount> {
        self.account.stories.iter().find(|s| s.story.reports.contains(&ix))
    }

    /// Where a story is.
    fn story_link(&self, story: &StoryAccount) -> String {
        match self.served {
            true => format!("/story/{}", self.story_number(story)),
            false => format!("#story{}", self.story_number(story)),
        }
    }

    /// Where a claim is.
    fn claim_link(&self, story: &StoryAccount, claim: usize) -> String {
        let page = if self.served { Filter::address(&self.story_link(story), story, claim) } else { String::new() };
        format!("{page}#{}", self.claim_anchor(story, claim))
    }

    /// Where the words of a support are: in their report.
    fn words_link(&self, story: &StoryAccount, claim: usize, support: usize) -> String {
        let ix = story.claims[claim].support[support].report;
        let page = if self.served { format!("/report/{}", ix.0) } else { String::new() };
        format!("{page}#{}", self.words_anchor(story, claim, support))
    }

    /// Where a report is.
    fn report_link(&self, ix: ReportIx) -> String {
        if self.served { format!("/report/{}", ix.0) } else { format!("#report{}", ix.0) }
    }

    fn claim_anchor(&self, story: &StoryAccount, claim: usize) -> String {
        format!("s{}c{}", self.story_number(story), claim + 1)
    }

    fn words_anchor(&self, story: &StoryAccount, claim: usize, support: usize) -> String {
        format!("s{}c{}p{}", self.story_number(story), claim + 1, support + 1)
    }
}

/// Writes a whole account as one file.
pub(crate) fn write(out: &mut impl Write, account: &Account, reports: &[Annotated]) -> io::Result<()> {
    let site = Site { account, reports, served: false };
    let all = Filter::default();
    let title = match account.stories.as_slice() {
        [one] => one.title.clone().unwrap_or_else(|| "One story".to_owned()),
        many => format!("{} stories", many.len()),
    };
    let mut rules = String::new();
    let stories: Vec<_> = account.stories.iter().map(|s| story(&site, s, &all)).collect();
    let texts: Vec<_> =
        account.stories.iter().flat_map(|s| &s.story.reports).map(|&ix| report(&site, ix, &mut rules)).collect();
    let body = html! {
        @if account.stories.len() != 1 { (index(&site)) }
        @for story in stories { (story) }
        section.reports aria-label="Reports" {
            h2 { "The reports" }
            @for text in texts { (text) }
        }
    };
    out.write_all(Page { title: &title, body, rules: &rules, served: false }.html().as_bytes())
}
