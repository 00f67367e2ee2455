//! An account in the order in which it is read, before it takes a form: what the terminal and Markdown faces share.

use super::when::readable;
use dateline_compare::account::{in_order, whole};
use dateline_core::{
    Account, Annotated, Claim, ClaimKind, ClaimState, Difference, DifferenceKind, OriginKind, ReportIx, Says,
    StoryAccount, Support,
};
use std::collections::{BTreeMap, BTreeSet};

/// One story, laid out.
pub(crate) struct Outline<'a> {
    /// Its title, or a fixed label where no report has one.
    pub(crate) title: &'a str,
    /// How many reports, outlets and origins, and from when to when.
    pub(crate) summary: String,
    /// Its reports, numbered.
    pub(crate) reports: Vec<ReportLine<'a>>,
    /// Its claims under headings.
    pub(crate) sections: Vec<Section<'a>>,
    /// Its origins, one line each.
    pub(crate) origins: Vec<String>,
}

/// One report of a story.
pub(crate) struct ReportLine<'a> {
    /// Its outlet, or its id.
    pub(crate) outlet: &'a str,
    /// When it was published.
    pub(crate) published: String,
    /// Its title.
    pub(crate) title: Option<&'a str>,
    /// Where it was read from.
    pub(crate) from: &'a str,
}

/// Claims under a heading.
pub(crate) struct Section<'a> {
    /// The heading, one of dateline's own labels.
    pub(crate) heading: String,
    /// Its claims.
    pub(crate) entries: Vec<Entry<'a>>,
}

/// One claim.
pub(crate) struct Entry<'a> {
    /// How its supports stand to each other.
    pub(crate) state: ClaimState,
    /// Its state, outlets, origins and time, in words.
    pub(crate) head: String,
    /// What each report says.
    pub(crate) lines: Vec<Line<'a>>,
    /// What differs, a line each.
    pub(crate) differences: Vec<String>,
    /// The reports that are silent on it, or came before it, in words.
    pub(crate) silent: Vec<String>,
}

/// What one report says, or several in the same words.
pub(crate) struct Line<'a> {
    /// The words, as written, on one line.
    pub(crate) words: String,
    /// How they stand to the claim.
    pub(crate) says: Says,
    /// The support that they are shown of.
    pub(crate) place: Place<'a>,
    /// The others that have the same words.
    pub(crate) same: Vec<Place<'a>>,
}

/// Where words stand, and who told whom.
pub(crate) struct Place<'a> {
    /// The number of the report.
    pub(crate) number: usize,
    /// Who told whom.
    pub(crate) chain: String,
    /// The file of the report.
    pub(crate) from: &'a str,
    /// The line of the report on which the words begin.
    pub(crate) line: usize,
}

impl std::fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let between = if self.chain.is_empty() { "" } else { " · " };
        write!(f, "{}{between}{}:{}", self.chain, self.from, self.line)
    }
}

impl Line<'_> {
    /// The most places of the same words that each have a line.
    const LISTED: usize = 3;

    /// The places of the same words, in lines to be read.
    pub(crate) fn same_words(&self) -> Vec<String> {
        let (listed, rest) = self.same.split_at(self.same.len().min(Line::LISTED));
        let mut lines: Vec<String> =
            listed.iter().map(|place| format!("the same words in [{}]: {place}", place.number)).collect();
        if !rest.is_empty() {
            let numbers: Vec<String> = rest.iter().map(|place| format!("[{}]", place.number)).collect();
            lines.push(format!("and in {}", numbers.join("")));
        }
        lines
    }
}

/// The words of a support as they are shown, on one line.
pub(crate) fn shown(annotated: &Annotated, support: &Support) -> String {
    one_line(annotated.report.text.str(whole(annotated, support)))
}

/// Lays out every story of an account.
pub(crate) fn outlines<'a>(account: &'a Account, reports: &'a [Annotated]) -> Vec<Outline<'a>> {
    account.stories.iter().map(|story| Layout { story, reports }.outline()).collect()
}

/// Drops the entries whose words another one shows: a quotation of two sentences is shown whole for either.
fn drop_parts(entries: &mut Vec<Entry>) {
    let words: Vec<Option<String>> = entries.iter().map(|e| e.lines.first().map(|l| l.words.clone())).collect();
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

struct Layout<'a> {
    story: &'a StoryAccount,
    reports: &'a [Annotated],
}

impl<'a> Layout<'a> {
    fn outline(&self) -> Outline<'a> {
        let story = self.story;
        let joined =
            |kind: ClaimKind| move |c: &&Claim| c.kind == kind && c.state != ClaimState::Single && c.repeats.is_none();
        let mut events: Vec<&Claim> = story.claims.iter().filter(joined(ClaimKind::Event)).collect();
        events.sort_by_key(|c| c.time.as_deref().map_or_else(|| "9".to_owned(), in_order));
        let mut sections = vec![
            self.section("What happened", events),
            self.section("Who said what", story.claims.iter().filter(joined(ClaimKind::Statement)).collect()),
            self.section("Figures", story.claims.iter().filter(joined(ClaimKind::Figure)).collect()),
        ];
        for &report in &story.story.reports {
            let only = |c: &&Claim| {
                c.state == ClaimState::Single && c.repeats.is_none() && c.support.iter().all(|s| s.report == report)
            };
            let heading = match story.story.reports.len() {
                1 => "What it tells".to_owned(),
                _ => format!("Only in [{}] {}", self.number(report), self.outlet(report)),
            };
            let mut section = self.section(&heading, story.claims.iter().filter(only).collect());
            drop_parts(&mut section.entries);
            sections.push(section);
        }
        sections.retain(|s| !s.entries.is_empty());
        Outline {
            title: story.title.as_deref().unwrap_or("(no title)"),
            summary: self.summary(),
            reports: story.story.reports.iter().map(|&r| self.report(r)).collect(),
            sections,
            origins: self.origins(),
        }
    }

    fn summary(&self) -> String {
        let story = &self.story.story;
        let mut outlets: Vec<&str> = story.reports.iter().map(|&r| self.outlet(r)).collect();
        outlets.sort_unstable();
        outlets.dedup();
        let days = || story.reports.iter().filter_map(|&r| self.reports[r.index()].report.published).map(|p| p.date);
        let span = match (days().min(), days().max()) {
            (Some(first), Some(last)) if first == last => format!(" · published {}", readable(&first.to_string())),
            (Some(first), Some(last)) => {
                format!(" · published {} to {}", readable(&first.to_string()), readable(&last.to_string()))
            }
            _ => String::new(),
        };
        let states = [ClaimState::Agree, ClaimState::Differ, ClaimState::Contradict, ClaimState::Single];
        let count = |state| self.story.claims.iter().filter(|c| c.state == state).count();
        let states: Vec<String> = states
            .into_iter()
            .filter(|&s| count(s) > 0)
            .map(|s| format!("{} {}", count(s), state_name(s).to_lowercase()))
            .collect();
        format!(
            "{} · {} · {}{span}\nclaims: {}",
            counted(story.reports.len(), "report"),
            counted(outlets.len(), "outlet"),
            counted(story.origins.len(), "origin"),
            if states.is_empty() { "none".to_owned() } else { states.join(", ") }
        )
    }

    fn report(&self, report: ReportIx) -> ReportLine<'a> {
        let r = &self.reports[report.index()].report;
        ReportLine {
            outlet: self.outlet(report),
            published: r.published.map_or("no date".to_owned(), |p| readable(&p.to_string())),
            title: r.title.as_deref(),
            from: &r.from,
        }
    }

    fn section(&self, heading: &str, claims: Vec<&'a Claim>) -> Section<'a> {
        Section { heading: heading.to_owned(), entries: claims.into_iter().map(|c| self.entry(c)).collect() }
    }

    fn entry(&self, claim: &'a Claim) -> Entry<'a> {
        let when = claim.time.as_deref().map(|t| format!(" · {}", readable(t))).unwrap_or_default();
        let (outlets, origins) = (claim.outlets as usize, claim.origins as usize);
        let head = format!(
            "{} · {}, {}{when}",
            state_name(claim.state),
            counted(outlets, "outlet"),
            counted(origins, "origin")
        );
        Entry {
            state: claim.state,
            head: if claim.state == ClaimState::Single {
                format!("{}{when}", counted(origins, "origin"))
            } else {
                head
            },
            lines: wordings(self.reports, claim).into_iter().map(|wording| self.line(claim, wording)).collect(),
            differences: claim.differences.iter().map(|d| self.difference(claim, d)).collect(),
            silent: [("silent", &claim.silent), ("came before", &claim.too_early)]
                .into_iter()
                .filter(|(_, who)| !who.is_empty() && claim.state != ClaimState::Single)
                .map(|(what, who)| format!("{what}: {}", self.named(who)))
                .collect(),
        }
    }

    fn line(&self, claim: &'a Claim, wording: Wording) -> Line<'a> {
        Line {
            words: wording.words,
            says: claim.support[wording.first].says,
            place: self.place(&claim.support[wording.first]),
            same: wording.same.into_iter().map(|k| self.place(&claim.support[k])).collect(),
        }
    }

    fn place(&self, support: &'a Support) -> Place<'a> {
        let report = &self.reports[support.report.index()].report;
        let before = &report.text.as_str()[..support.span.start()];
        Place {
            number: self.number(support.report),
            chain: support.chain.join(" → "),
            from: &report.from,
            line: 1 + before.matches('\n').count(),
        }
    }

    fn difference(&self, claim: &Claim, difference: &Difference) -> String {
        let values: Vec<String> = difference
            .values
            .iter()
            .map(|value| {
                let mut numbers: Vec<usize> =
                    value.support.iter().filter_map(|&i| claim.support.get(i)).map(|s| self.number(s.report)).collect();
                numbers.dedup();
                let numbers: Vec<String> = numbers.into_iter().map(|n| format!("[{n}]")).collect();
                let shown = if difference.kind == DifferenceKind::Time {
                    readable(&value.value)
                } else {
                    one_line(&value.value)
                };
                format!("{shown} {}", numbers.join(""))
            })
            .collect();
        format!("{}: {}", difference_name(difference), values.join(" | "))
    }

    fn origins(&self) -> Vec<String> {
        let origins = self.story.story.origins.iter();
        origins
            .map(|origin| {
                let kind = match origin.kind {
                    OriginKind::Outlet => "outlet",
                    OriginKind::Wire => "agency",
                    OriginKind::Person => "person",
                    OriginKind::Office => "office",
                    OriginKind::Unnamed => "unnamed",
                };
                let numbers: Vec<String> = origin.reports.iter().map(|&r| format!("[{}]", self.number(r))).collect();
                let copies = match origin.copies.len() {
                    0 => String::new(),
                    n => format!(", {}", counted(n, "copied passage")),
                };
                format!("{} ({kind}) {}{copies}", one_line(&origin.name), numbers.join(""))
            })
            .collect()
    }

    fn named(&self, reports: &[ReportIx]) -> String {
        let names = reports.iter().map(|&r| format!("[{}] {}", self.number(r), self.outlet(r)));
        names.collect::<Vec<_>>().join(", ")
    }

    fn number(&self, report: ReportIx) -> usize {
        1 + self.story.story.reports.iter().position(|&r| r == report).unwrap_or_default()
    }

    fn outlet(&self, report: ReportIx) -> &'a str {
        let report = &self.reports[report.index()].report;
        report.outlet.as_deref().unwrap_or(&report.id)
    }
}

/// Words that one support of a claim has, or several.
pub(super) struct Wording {
    /// The words to show, on one line.
    pub(super) words: String,
    /// The first support that has them, by its place in the claim's list.
    pub(super) first: usize,
    /// The others.
    pub(super) same: Vec<usize>,
}

/// The wordings of a claim: the one that stands for it comes first, and each comes once.
pub(super) fn wordings(reports: &[Annotated], claim: &Claim) -> Vec<Wording> {
    let mut order: Vec<usize> = (0..claim.support.len()).collect();
    order.sort_by_key(|&k| k != claim.best);
    let mut seen = BTreeSet::new();
    order.retain(|&k| seen.insert((claim.support[k].report, claim.support[k].span)));
    let mut wordings: Vec<Wording> = Vec::new();
    let mut known = BTreeMap::new();
    for k in order {
        let support = &claim.support[k];
        let words = shown(&reports[support.report.index()], support);
        match known.get(&(support.says, words.clone())) {
            Some(&at) => {
                let wording: &mut Wording = &mut wordings[at];
                wording.same.push(k);
            }
            None => {
                known.insert((support.says, words.clone()), wordings.len());
                wordings.push(Wording { words, first: k, same: Vec::new() });
            }
        }
    }
    wordings
}

/// The fixed label of a state.
fn state_name(state: ClaimState) -> &'static str {
    match state {
        ClaimState::Agree => "AGREE",
        ClaimState::Differ => "DIFFER",
        ClaimState::Contradict => "CONTRADICT",
        ClaimState::Single => "SINGLE",
    }
}

/// The fixed label of a difference; one that only time made is told as such.
pub(super) fn difference_name(difference: &Difference) -> String {
    let name = match difference.kind {
        DifferenceKind::Number => "number",
        DifferenceKind::Time => "time",
        DifferenceKind::Place => "place",
        DifferenceKind::Actor => "actor",
        DifferenceKind::Wording => "wording",
        DifferenceKind::Polarity => "polarity",
        DifferenceKind::Certainty => "certainty",
    };
    if difference.progress { format!("{name}, brought up to date") } else { name.to_owned() }
}

pub(super) fn counted(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

pub(super) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
