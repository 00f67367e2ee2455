//! A story in the order in which it is read: how much there is, then its claims under headings.

use super::{StoryView, Wording};
use dateline_core::{Claim, ClaimKind, ClaimState, Published, PublishedBy, ReportIx, Timex};
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
    /// How many claims several reports tell.
    pub joined: usize,
    /// How many of those came by two independent ways or more.
    pub independent: usize,
    /// The first and the last day of publication, where any is known.
    pub published: Option<(Date, Date)>,
    /// Whether any of those days is inferred.
    pub inferred: bool,
    /// How many claims there are of each state that has any.
    pub states: Vec<(ClaimState, usize)>,
}

/// Claims under a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Section<'a> {
    /// What they have in common.
    pub heading: Heading,
    /// The claims.
    pub entries: Vec<Entry<'a>>,
}

/// What the claims of a section have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// What several reports tell that was done, by its time.
    Happened,
    /// What several reports tell that was said.
    Said,
    /// What several reports give as numbers.
    Figures,
    /// What the only report of a story tells.
    Told,
    /// What surely only this report of several tells.
    Only(ReportIx),
    /// What this report tells, and others may tell too.
    Perhaps(ReportIx),
}

/// A claim with its wordings.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// What each report says.
    pub wordings: Vec<Wording>,
}

impl<'a> StoryView<'a> {
    /// How much there is to the story.
    pub fn summary(&self) -> Summary {
        let days = || self.reports().iter().filter_map(|&r| self.report(r).published).map(|p| p.date);
        let count = |state| self.account.claims.iter().filter(|c| c.state == state).count();
        let told = self.account.claims.iter().filter(|c| !c.aside);
        let joined: Vec<&Claim> = told.filter(|c| c.state != ClaimState::Single).collect();
        let inferred = |p: Published| p.by == PublishedBy::Inferred;
        Summary {
            joined: joined.len(),
            independent: joined.iter().filter(|c| c.origins > 1).count(),
            inferred: self.reports().iter().filter_map(|&r| self.report(r).published).any(inferred),
            reports: self.reports().len(),
            outlets: self.outlets().len(),
            origins: self.account.story.origins.len(),
            published: days().min().zip(days().max()),
            states: ClaimState::ALL.into_iter().map(|state| (state, count(state))).filter(|(_, n)| *n > 0).collect(),
        }
    }

    /// The story's claims as they are read: what several reports tell by kind, then what each alone tells. Claims whose
    /// words another one shows are left out, and so are sections that would be empty.
    pub fn sections(&self) -> Vec<Section<'a>> {
        let claims = &self.account.claims;
        let once = |c: &&Claim| !c.aside;
        let joined = |kind: ClaimKind| move |c: &&Claim| c.kind == kind && c.state != ClaimState::Single;
        let of_kind = |kind| claims.iter().filter(once).filter(joined(kind)).collect::<Vec<_>>();
        let mut events = of_kind(ClaimKind::Event);
        // What has no time comes last.
        events.sort_by_key(|c| {
            let order = c.time.as_ref().and_then(Timex::order);
            (order.is_none(), order)
        });
        let mut sections = vec![
            self.section(Heading::Happened, events),
            self.section(Heading::Said, of_kind(ClaimKind::Statement)),
            self.section(Heading::Figures, of_kind(ClaimKind::Figure)),
        ];
        for &report in self.reports() {
            let told = |c: &&Claim| c.state == ClaimState::Single && c.support.iter().all(|s| s.report == report);
            let alone = self.reports().len() == 1;
            let only = if alone { Heading::Told } else { Heading::Only(report) };
            for (heading, open) in [(only, false), (Heading::Perhaps(report), true)] {
                let of_heading = |c: &&Claim| c.perhaps.is_empty() != open;
                let told = claims.iter().filter(once).filter(told).filter(of_heading);
                let mut section = self.section(heading, told.collect());
                drop_parts(&mut section.entries);
                sections.push(section);
            }
        }
        sections.retain(|s| !s.entries.is_empty());
        sections
    }

    fn section(&self, heading: Heading, claims: Vec<&'a Claim>) -> Section<'a> {
        let entry = |claim| Entry { claim, wordings: self.wordings(claim) };
        Section { heading, entries: claims.into_iter().map(entry).collect() }
    }
}

/// Drops the entries whose words another one shows: a quotation of two sentences is shown whole for either.
fn drop_parts(entries: &mut Vec<Entry<'_>>) {
    let words: Vec<Option<String>> = entries.iter().map(|e| e.wordings.first().map(|w| w.words.clone())).collect();
    let in_other = |i: usize, own: &str| {
        let mut others = words.iter().enumerate().filter_map(|(j, w)| Some((j, w.as_deref()?)));
        others.any(|(j, w)| j != i && w.contains(own) && (w.len() > own.len() || j < i))
    };
    let mut number = 0;
    entries.retain(|_| {
        number += 1;
        !words[number - 1].as_deref().is_some_and(|own| in_other(number - 1, own))
    });
}
