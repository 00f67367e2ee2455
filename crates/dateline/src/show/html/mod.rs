//! The pages of an account: one set of templates for a file that needs no network and for the server.
//!
//! Everything from a report is hostile text: templates escape it, and the page's policy lets nothing run or load but
//! the style and the script that are compiled in, each named by its hash.

mod block;
mod changes;
mod csv;
mod filter;
mod index;
mod ledger;
mod method;
mod page;
mod report;
mod score;
mod search;
mod story;

pub(crate) use csv::csv;
pub(crate) use filter::Filter;
pub(crate) use index::{Order, actor, index, missing};
pub(crate) use page::Page;
pub(crate) use report::{Mark, Shown, beside, pane, report};
pub(crate) use score::relation;
pub(crate) use search::search;
pub(crate) use story::story;

use super::Show;
use dateline_engine::Change;
use dateline_engine::types::{Claim, ReportIx};
use dateline_engine::view::{StoryView, View, counted, published_words};
use maud::{Markup, html};
use std::io::{self, Write};

/// How pages lead to each other: each has an address of its own, or all are in one file.
#[derive(Clone, Copy)]
pub(crate) struct Site<'a> {
    /// The account that they show.
    pub(crate) view: View<'a>,
    /// Whether each page has an address of its own.
    pub(crate) served: bool,
    /// What of the account is shown.
    pub(crate) show: Show,
    /// What `watch` saw change in the store that is served, earliest first.
    pub(crate) changes: &'a [Change],
}

impl Site<'_> {
    /// Where a story is.
    fn story_link(self, story: &StoryView<'_>) -> String {
        match self.served {
            true => format!("/story/{}", story.number),
            false => format!("#story{}", story.number),
        }
    }

    /// Where a claim is, from any page.
    fn claim_link(self, story: &StoryView<'_>, claim: usize) -> String {
        let page = if self.served { Filter::address(&self.story_link(story), story, claim) } else { String::new() };
        format!("{page}#{}", claim_anchor(story, claim))
    }

    /// Where a report is, on a page of its own or in the file.
    fn report_link(self, ix: ReportIx) -> String {
        if self.served { format!("/report/{}", ix.0) } else { format!("#{}", report_anchor(ix)) }
    }
}

fn claim_anchor(story: &StoryView<'_>, claim: usize) -> String {
    format!("s{}c{}", story.number, claim + 1)
}

/// Where the words of a support are: in the text of their report, on the same page.
fn words_anchor(story: &StoryView<'_>, claim: usize, support: usize) -> String {
    format!("{}p{}", claim_anchor(story, claim), support + 1)
}

fn report_anchor(ix: ReportIx) -> String {
    format!("report{}", ix.0)
}

/// When a report was published, to be read.
fn published(story: &StoryView<'_>, ix: ReportIx) -> String {
    story.report(ix).published.map_or_else(|| "no date".to_owned(), |p| published_words(&p))
}

/// The numbers of reports, each a way to its text beside the page.
fn numbers(story: &StoryView<'_>, reports: &[ReportIx]) -> Markup {
    html! {
        span.n {
            @for &ix in reports {
                a href=(format!("#{}", report_anchor(ix))) title=(story.outlet(ix)) { "[" (story.number_of(ix)) "]" }
            }
        }
    }
}

/// The first of the numbers of many reports, and how many more there are.
fn first_numbers(story: &StoryView<'_>, reports: &[ReportIx]) -> String {
    const MOST: usize = 8;
    let first = reports.iter().take(MOST).map(|&ix| format!("[{}]", story.number_of(ix)));
    let more = reports.len().checked_sub(MOST).filter(|n| *n > 0).map(|n| format!(" +{n}"));
    first.chain(more).collect()
}

/// A way to the words of a support beside the page.
fn place(story: &StoryView<'_>, claim: usize, told: &Claim, support: usize) -> Markup {
    let report = told.support[support].report;
    html! {
        a.n href=(format!("#{}", words_anchor(story, claim, support))) title=(story.outlet(report)) { "[" (story.number_of(report)) "]" }
    }
}

/// Independent origins, a dot each; of many the first few and a sign.
fn gauge(origins: usize) -> Markup {
    const DOTS: usize = 6;
    html! {
        span.gauge role="img" aria-label=(counted(origins, "independent origin")) {
            @for _ in 0..origins.min(DOTS) { i {} }
            @if origins > DOTS { b { "+" } }
        }
    }
}

/// Writes a whole account as one file.
pub(crate) fn write(out: &mut impl Write, view: View<'_>, show: Show) -> io::Result<()> {
    let site = Site { view, served: false, show, changes: &[] };
    let title = match view.account.stories.as_slice() {
        [_] => view.stories().next().map_or_else(String::new, |one| one.title().to_owned()),
        many => format!("{} stories", many.len()),
    };
    let filter = Filter::default();
    let body = html! {
        @if view.account.stories.len() != 1 { (index(site, Order::Largest)) }
        @for one in view.stories() { (story(site, &one, &filter)) }
    };
    let reports: Vec<ReportIx> = view.stories().flat_map(|s| s.reports()).copied().collect();
    let pane = pane(site, &reports, &filter);
    out.write_all(
        Page { title: &title, body, pane: Some(pane), rules: "", question: "", served: false }.html().as_bytes(),
    )
}

#[cfg(test)]
mod tests {
    use super::gauge;

    #[test]
    fn many_origins_are_told_in_words_and_in_few_dots() {
        let many = gauge(40).into_string();
        assert!(many.contains("40 independent origins") && many.matches("<i>").count() == 6);
        assert!(gauge(1).into_string().contains("1 independent origin\""));
    }
}
