//! An account in words, before it takes a form: what the terminal and Markdown faces share.

use dateline_engine::types::{
    Claim, ClaimState, Difference, InferredDay, OriginKind, ReportIx, Says, Span, UnnamedSource,
};
use dateline_engine::view::{
    Entry as Told, Heading, Place, StoryView, Summary, View, Wording, counted, day_words, difference_words, one_line,
    published_words, readable, state_word, value_words,
};

/// One story, laid out.
pub(crate) struct Outline<'a> {
    /// Its title, or a fixed label where no report has one.
    pub(crate) title: &'a str,
    /// How many reports, outlets and origins, and from when to when.
    pub(crate) summary: String,
    /// Its reports, numbered.
    pub(crate) reports: Vec<ReportLine<'a>>,
    /// Its claims under headings.
    pub(crate) sections: Vec<Section>,
    /// What inferred days of publication rest on, a line each.
    pub(crate) days: Vec<String>,
    /// Its unnamed sources, one line each.
    pub(crate) unnamed: Vec<String>,
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
pub(crate) struct Section {
    /// The heading, one of dateline's own labels.
    pub(crate) heading: String,
    /// Its claims.
    pub(crate) entries: Vec<Entry>,
}

/// One claim.
pub(crate) struct Entry {
    /// How its supports stand to each other.
    pub(crate) state: ClaimState,
    /// Its state, outlets, origins and time, in words.
    pub(crate) head: String,
    /// What each report says.
    pub(crate) lines: Vec<Line>,
    /// What differs, a line each.
    pub(crate) differences: Vec<String>,
    /// The reports that are silent on it, or came before it, in words.
    pub(crate) silent: Vec<String>,
}

/// What one report says, or several in the same words.
pub(crate) struct Line {
    /// The words, as written, on one line.
    pub(crate) words: String,
    /// How they stand to the claim.
    pub(crate) says: Says,
    /// The number of the report that they are shown of.
    pub(crate) number: usize,
    /// Where they stand there, and who told whom.
    pub(crate) place: String,
    /// The other places that have the same words, in lines to be read.
    pub(crate) same: Vec<String>,
}

/// Lays out every story of an account.
pub(crate) fn outlines(view: View<'_>) -> Vec<Outline<'_>> {
    view.stories().map(|story| Layout { story }.outline()).collect()
}

struct Layout<'a> {
    story: StoryView<'a>,
}

impl<'a> Layout<'a> {
    fn outline(&self) -> Outline<'a> {
        let section = |section: dateline_engine::view::Section<'a>| Section {
            heading: self.heading(section.heading),
            entries: section.entries.into_iter().map(|told| self.entry(told)).collect(),
        };
        Outline {
            title: self.story.title(),
            summary: self.summary(),
            reports: self.story.reports().iter().map(|&r| self.report(r)).collect(),
            sections: self.story.sections().into_iter().map(section).collect(),
            days: day_lines(&self.story),
            unnamed: self.story.account.unnamed.iter().map(|u| unnamed_line(&self.story, u)).collect(),
            origins: self.origins(),
        }
    }

    fn heading(&self, heading: Heading) -> String {
        match heading {
            Heading::Happened => "What happened".to_owned(),
            Heading::Said => "Who said what".to_owned(),
            Heading::Figures => "Figures".to_owned(),
            Heading::Told => "What it tells".to_owned(),
            Heading::Only(ix) => format!("Only in {}", self.name(ix)),
            Heading::Perhaps(ix) => format!("In {}, perhaps in others", self.name(ix)),
        }
    }

    fn summary(&self) -> String {
        let summary = self.story.summary();
        let inferred = if summary.inferred { " (a day is inferred)" } else { "" };
        let published = match summary.published {
            Some((first, last)) if first == last => format!(" · published {}", day_words(first)),
            Some((first, last)) => {
                format!(" · published {} to {}", day_words(first), day_words(last))
            }
            None => String::new(),
        };
        let states: Vec<String> =
            summary.states.iter().map(|&(state, n)| format!("{n} {}", state_word(state))).collect();
        format!(
            "{} · {} · {}{published}{inferred}\nclaims: {}{}",
            counted(summary.reports, "report"),
            counted(summary.outlets, "outlet"),
            counted(summary.origins, "origin"),
            if states.is_empty() { "none".to_owned() } else { states.join(", ") },
            routes_line(&summary),
        )
    }

    fn report(&self, ix: ReportIx) -> ReportLine<'a> {
        let report = self.story.report(ix);
        ReportLine {
            outlet: self.story.outlet(ix),
            published: report.published.map_or("no date".to_owned(), |p| published_words(&p)),
            title: report.title.as_deref(),
            from: &report.from,
        }
    }

    fn entry(&self, told: Told<'a>) -> Entry {
        let claim = told.claim;
        let when = claim.time.as_ref().map(|t| format!(" · {}", readable(t))).unwrap_or_default();
        let origins = counted(claim.origins as usize, "origin");
        let head = match claim.state {
            ClaimState::Single => format!("{origins}{when}"),
            state => {
                let outlets = counted(claim.outlets as usize, "outlet");
                format!("{} · {outlets}, {origins}{when}", state_word(state).to_uppercase())
            }
        };
        Entry {
            state: claim.state,
            head,
            lines: told.wordings.into_iter().map(|wording| self.line(claim, wording)).collect(),
            differences: claim.differences.iter().map(|d| self.difference(claim, d)).collect(),
            silent: [("silent", &claim.silent), ("may tell it", &claim.perhaps), ("came before", &claim.too_early)]
                .into_iter()
                .filter(|(_, who)| !who.is_empty() && claim.state != ClaimState::Single)
                .map(|(what, who)| format!("{what}: {}", self.named(who)))
                .collect(),
        }
    }

    fn line(&self, claim: &'a Claim, wording: Wording) -> Line {
        let place = |k: usize| self.story.place(&claim.support[k]);
        let first = place(wording.first);
        Line {
            words: wording.words,
            says: claim.support[wording.first].says,
            number: first.number,
            place: place_words(&first),
            same: same_words(&wording.same.into_iter().map(place).collect::<Vec<_>>()),
        }
    }

    fn difference(&self, claim: &Claim, difference: &Difference) -> String {
        let values = difference.values.iter().map(|value| {
            let supports = value.support.iter().filter_map(|&i| claim.support.get(i));
            let mut numbers: Vec<usize> = supports.map(|s| self.story.number_of(s.report)).collect();
            numbers.dedup();
            format!("{} {}", value_words(value), bracketed(numbers))
        });
        format!("{}: {}", difference_words(difference), values.collect::<Vec<_>>().join(" | "))
    }

    fn origins(&self) -> Vec<String> {
        let origins = self.story.account.story.origins.iter();
        let line = |origin: &dateline_engine::types::Origin| {
            let kind = origin_kind(origin.kind);
            let occasion = self.story.occasion(origin.id).map(|o| format!(", {o}")).unwrap_or_default();
            let numbers = bracketed(origin.reports.iter().map(|&r| self.story.number_of(r)));
            let copies = match origin.copies.len() {
                0 => String::new(),
                n => format!(", {}", counted(n, "copied passage")),
            };
            format!("{}{} ({kind}) {numbers}{copies}", one_line(&origin.name), one_line(&occasion))
        };
        origins.map(line).collect()
    }

    fn named(&self, reports: &[ReportIx]) -> String {
        reports.iter().map(|&r| self.name(r)).collect::<Vec<_>>().join(", ")
    }

    /// A report by its number and outlet.
    fn name(&self, ix: ReportIx) -> String {
        format!("[{}] {}", self.story.number_of(ix), self.story.outlet(ix))
    }
}

/// How many of the claims that several reports tell came by more than one way; nothing where no claim is told so.
pub(crate) fn routes_line(summary: &Summary) -> String {
    match (summary.joined, summary.independent) {
        (0, _) => String::new(),
        (joined, 0) => format!("\nindependent routes: one behind each of the {joined} told by several reports"),
        (joined, several) => {
            format!("\nindependent routes: two or more behind {several} of the {joined} told by several reports")
        }
    }
}

/// What an origin is, as a fixed label.
pub(crate) fn origin_kind(kind: OriginKind) -> &'static str {
    match kind {
        OriginKind::Outlet => "outlet’s own work",
        OriginKind::Wire => "agency",
        OriginKind::Person => "person",
        OriginKind::Office => "office or body",
        OriginKind::Unnamed => "unnamed",
        OriginKind::Document => "document",
    }
}

/// What the days of a story that are inferred rest on.
pub(crate) fn day_lines(story: &StoryView<'_>) -> Vec<String> {
    let words = |ix: ReportIx, span| one_line(story.report(ix).text.str(span));
    let line = |day: &InferredDay| {
        let same = day.rests_on.iter().map(|t| {
            format!(
                "“{}” is “{}” in [{}]",
                words(day.report, t.here),
                words(t.other, t.there),
                story.number_of(t.other)
            )
        });
        let same: Vec<String> = same.collect();
        format!("[{}] has no date: it is inferred, as {}", story.number_of(day.report), same.join("; "))
    };
    story.account.story.days.iter().map(line).collect()
}

/// An unnamed source in one line.
pub(crate) fn unnamed_line(story: &StoryView<'_>, source: &UnnamedSource) -> String {
    let numbers = bracketed(source.reports.iter().map(|&r| story.number_of(r)));
    let words = |&(ix, span): &(ReportIx, Span)| one_line(story.report(ix).text.str(span));
    let mut parts = vec![format!("{} {numbers}", one_line(&source.description))];
    parts.extend(source.people.map(|n| counted(n as usize, "source")));
    if !source.told_to.is_empty() {
        parts.push(format!("to {}", source.told_to.iter().map(words).collect::<Vec<_>>().join(", ")));
    }
    parts.push(source.reason.as_ref().map_or(NO_REASON.to_owned(), |r| format!("not named: {}", words(r))));
    if !source.alone.is_empty() {
        parts.push(format!("alone behind {}", counted(source.alone.len(), "claim")));
    }
    if !source.judges.is_empty() {
        parts.push(format!("an opinion in {}", counted(source.judges.len(), "claim")));
    }
    parts.join(" · ")
}

/// What is told where no report says why a source is not named.
pub(crate) const NO_REASON: &str = "no reason given";

pub(crate) fn place_words(place: &Place<'_>) -> String {
    let between = if place.chain.is_empty() { "" } else { " · " };
    format!("{}{between}{}:{}", place.chain.join(" → "), place.from, place.line)
}

/// The places of the same words: the first few on a line each, the rest by their numbers.
fn same_words(places: &[Place<'_>]) -> Vec<String> {
    const LISTED: usize = 3;
    let (listed, rest) = places.split_at(places.len().min(LISTED));
    let line = |place: &Place<'_>| format!("the same words in [{}]: {}", place.number, place_words(place));
    let mut lines: Vec<String> = listed.iter().map(line).collect();
    if !rest.is_empty() {
        lines.push(format!("and in {}", bracketed(rest.iter().map(|place| place.number))));
    }
    lines
}

pub(crate) fn bracketed(numbers: impl IntoIterator<Item = usize>) -> String {
    numbers.into_iter().map(|n| format!("[{n}]")).collect()
}
