//! The pages of an account: one set of templates for a file that needs no network and for the server.
//!
//! Everything from a report is hostile text: templates escape it, and the page's policy lets nothing run or load but
//! the style and the script that are compiled in, each named by its hash.

mod claim;
mod csv;
mod figures;
mod filter;
mod grid;
mod index;
mod origins;
mod page;
mod report;
mod story;

pub(crate) use csv::csv;
pub(crate) use filter::Filter;
pub(crate) use index::{actor, index, missing, search};
pub(crate) use page::Page;
pub(crate) use report::report;
pub(crate) use story::story;

use dateline_engine::types::ReportIx;
use dateline_engine::view::{StoryView, View, published_words};
use maud::html;
use std::io::{self, Write};

/// How pages lead to each other: each has an address of its own, or all are in one file.
#[derive(Clone, Copy)]
pub(crate) struct Site<'a> {
    /// The account that they show.
    pub(crate) view: View<'a>,
    /// Whether each page has an address of its own.
    pub(crate) served: bool,
}

impl Site<'_> {
    /// Where a story is.
    fn story_link(self, story: &StoryView<'_>) -> String {
        match self.served {
            true => format!("/story/{}", story.number),
            false => format!("#story{}", story.number),
        }
    }

    /// Where a claim is.
    fn claim_link(self, story: &StoryView<'_>, claim: usize) -> String {
        let page = if self.served { Filter::address(&self.story_link(story), story, claim) } else { String::new() };
        format!("{page}#{}", claim_anchor(story, claim))
    }

    /// Where the words of a support are: in their report.
    fn words_link(self, story: &StoryView<'_>, claim: usize, support: usize) -> String {
        let ix = story.account.claims[claim].support[support].report;
        let page = if self.served { format!("/report/{}", ix.0) } else { String::new() };
        format!("{page}#{}", words_anchor(story, claim, support))
    }

    /// Where a report is.
    fn report_link(self, ix: ReportIx) -> String {
        if self.served { format!("/report/{}", ix.0) } else { format!("#report{}", ix.0) }
    }
}

fn claim_anchor(story: &StoryView<'_>, claim: usize) -> String {
    format!("s{}c{}", story.number, claim + 1)
}

fn words_anchor(story: &StoryView<'_>, claim: usize, support: usize) -> String {
    format!("{}p{}", claim_anchor(story, claim), support + 1)
}

/// When a report was published, to be read.
fn published(story: &StoryView<'_>, ix: ReportIx) -> String {
    story.report(ix).published.map_or_else(|| "no date".to_owned(), |p| published_words(&p))
}

/// Writes a whole account as one file.
pub(crate) fn write(out: &mut impl Write, view: View<'_>) -> io::Result<()> {
    let site = Site { view, served: false };
    let all = Filter::default();
    let title = match view.account.stories.as_slice() {
        [_] => view.stories().next().map_or_else(String::new, |one| one.title().to_owned()),
        many => format!("{} stories", many.len()),
    };
    let mut rules = String::new();
    let stories: Vec<_> = view.stories().map(|s| story(site, &s, &all)).collect();
    let texts: Vec<_> = view.stories().flat_map(|s| s.reports()).map(|&ix| report(site, ix, &mut rules)).collect();
    let body = html! {
        @if view.account.stories.len() != 1 { (index(site)) }
        @for story in stories { (story) }
        section.reports aria-label="Reports" {
            h2 { "The reports" }
            @for text in texts { (text) }
        }
    };
    out.write_all(Page { title: &title, body, rules: &rules, served: false }.html().as_bytes())
}
