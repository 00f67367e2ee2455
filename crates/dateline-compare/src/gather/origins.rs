//! Where each support comes from: an outlet's own work, an agency, a named person or office, an unnamed source.

use super::copies::{self, Copies};
use super::credit::Credit;
use super::speakers::{Speaker, Speakers};
use crate::Lexicon;
use dateline_core::{Annotated, Copy, Origin, OriginId, OriginKind, ReportIx, Span, Statement, Story};
use std::collections::BTreeMap;

/// Where one support of a claim comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The origin, by its place in the story's list.
    pub origin: OriginId,
    /// Who told whom, from the origin to the outlet, as written: "a US defence official", "AFP", "Dawn".
    pub chain: Vec<String>,
}

/// What makes two supports one origin: they have the same key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Outlet(String),
    Wire(String),
    Speaker(Speaker),
}

/// The way of one passage.
struct Trace {
    key: Key,
    kind: OriginKind,
    /// The origin's name, as written.
    name: String,
    /// Who told whom.
    chain: Vec<String>,
}

/// The origins of a story, and the way from any of its passages to one of them.
///
/// Made from a story whose actors are joined and whose origins [`origins`] has found. It is a function of the story and
/// the reports, so that it can be made wherever it is needed and always gives the ids of [`Story::origins`].
pub struct Origins<'a> {
    lexicon: &'a Lexicon,
    reports: &'a [Annotated],
    copies: Copies,
    wires: BTreeMap<ReportIx, Credit<'a>>,
    speakers: Speakers,
    keys: BTreeMap<Key, OriginId>,
    list: Vec<Origin>,
}

/// Finds what the reports of a story copy from each other and the origins behind them, for [`Story::origins`].
///
/// The story's actors are to be joined before, so that one speaker is one origin in every report.
pub fn origins(lexicon: &Lexicon, story: &Story, reports: &[Annotated]) -> Vec<Origin> {
    let copied = copies::copies(lexicon, &story.reports, reports);
    Origins::with(lexicon, story, reports, copied).list
}

impl<'a> Origins<'a> {
    /// The origins of a story as [`origins`] found them.
    pub fn of(lexicon: &'a Lexicon, story: &Story, reports: &'a [Annotated]) -> Origins<'a> {
        let copied = story.origins.iter().flat_map(|origin| &origin.copies).copied().collect();
        Origins::with(lexicon, story, reports, copied)
    }

    fn with(lexicon: &'a Lexicon, story: &Story, reports: &'a [Annotated], copied: Vec<Copy>) -> Origins<'a> {
        let report = |ix: ReportIx| &reports[ix.index()].report;
        let wires =
            story.reports.iter().filter_map(|&ix| Some((ix, lexicon.agencies.credited_by(report(ix))?))).collect();
        let copies = Copies::new(copied);
        let speakers = Speakers::of(lexicon, story, reports, &copies);
        let mut origins =
            Origins { lexicon, reports, copies, wires, speakers, keys: BTreeMap::new(), list: Vec::new() };
        for &ix in &story.reports {
            origins.enter_report(ix);
        }
        for copy in origins.copies.all().to_vec() {
            let id = origins.support(copy.of, copy.of_span, None).origin;
            origins.list[id.index()].copies.push(copy);
        }
        origins
    }

    /// The origins; the id counts the list.
    pub fn list(&self) -> &[Origin] {
        &self.list
    }

    /// Where a passage of one of the story's reports comes from.
    ///
    /// `statement` is the statement of that report on which the passage rests, if any: its speaker is then the origin.
    /// Else it is the agency that the sentence names, else the agency that the report or one with the same passage
    /// is credited to, else the outlet that most likely had the passage first.
    pub fn support(&self, report: ReportIx, span: Span, statement: Option<&Statement>) -> Source {
        let Trace { key, chain, .. } = self.trace(report, span, statement);
        let known = self.keys.get(&key).copied();
        // A passage of several sentences can be nobody's for the most part: then it is what the report is as a whole.
        let carried = || self.list.iter().find(|o| o.reports.contains(&report)).map_or(OriginId(0), |o| o.id);
        Source { origin: known.unwrap_or_else(carried), chain }
    }

    /// Who is behind a statement as its report tells, what kind of origin that is, and its name or description as written.
    pub(crate) fn speaker(&self, ix: ReportIx, statement: &Statement) -> Option<(Speaker, OriginKind, String)> {
        self.speakers.of_statement(ix, statement)
    }

    /// What the reports of the story have from each other.
    pub(crate) fn copies(&self) -> &[Copy] {
        self.copies.all()
    }

    fn trace(&self, ix: ReportIx, span: Span, statement: Option<&Statement>) -> Trace {
        let report = &self.reports[ix.index()];
        let outlet = outlet(report);
        let sentence = self.lexicon.agencies.told_in(sentence(report, span)).map(|c| (c.agency, c.written));
        let told_to = statement.and_then(|s| s.told_to).map(|span| report.report.text.str(span).to_owned());
        let wire = sentence.or_else(|| self.wire_of(ix, span));
        let speaker = statement.and_then(|s| self.speakers.of_statement(ix, s));
        let via = told_to.or_else(|| wire.map(|(_, written)| written.to_owned()));
        let wire_key = |agency: &str| Key::Wire(agency.to_owned());
        let (key, kind, name, first) = match (speaker, wire) {
            (Some((speaker, kind, name)), _) => match self.lexicon.agencies.named(&name) {
                Some(agency) => (wire_key(agency.agency), OriginKind::Wire, name.clone(), Some(name)),
                None => (Key::Speaker(speaker), kind, name.clone(), Some(name)),
            },
            (None, Some((agency, written))) => (wire_key(agency), OriginKind::Wire, written.to_owned(), None),
            (None, None) => {
                let first = self.copies.first(ix, &span.range());
                let first = first.map_or_else(|| outlet.clone(), |(of, _)| self::outlet(&self.reports[of.index()]));
                (Key::Outlet(first.clone()), OriginKind::Outlet, first.clone(), Some(first))
            }
        };
        let mut chain: Vec<String> = first.into_iter().chain(via).chain([outlet]).collect();
        chain.dedup();
        Trace { key, kind, name, chain }
    }

    /// The agency to which a report, or another one with the same passage, is credited.
    fn wire_of(&self, ix: ReportIx, span: Span) -> Option<(&str, &str)> {
        let of = |ix: ReportIx| self.wires.get(&ix).map(|c| (c.agency, c.written));
        of(ix).or_else(|| self.copies.sharing(ix, &span.range()).find_map(of))
    }

    /// Enters every origin that a report carries something of.
    fn enter_report(&mut self, ix: ReportIx) {
        let report = &self.reports[ix.index()];
        self.enter(ix, report.report.text.whole(), None);
        for statement in &report.statements {
            let span = statement.content.iter().copied().reduce(Span::cover);
            self.enter(ix, span.unwrap_or_else(|| report.report.text.whole()), Some(statement));
        }
        for span in sentences(report) {
            self.enter(ix, span, None);
        }
    }

    fn enter(&mut self, ix: ReportIx, span: Span, statement: Option<&Statement>) {
        let Trace { key, kind, name, .. } = self.trace(ix, span, statement);
        let next = OriginId(self.list.len() as u32);
        let id = *self.keys.entry(key).or_insert(next);
        if id == next {
            self.list.push(Origin { id, kind, name, reports: Vec::new(), copies: Vec::new() });
        }
        let carried = &mut self.list[id.index()].reports;
        if carried.last() != Some(&ix) {
            carried.push(ix);
        }
    }
}

/// The outlet's name, or the report's id where it is not known.
fn outlet(report: &Annotated) -> String {
    report.report.outlet.clone().unwrap_or_else(|| report.report.id.clone())
}

/// The sentences of a report; its lines where it was not parsed.
fn sentences(report: &Annotated) -> Vec<Span> {
    let text = &report.report.text;
    if !report.parse.is_empty() {
        return report.parse.sentences().filter_map(|s| report.parse.span_of(s)).collect();
    }
    let mut at = 0;
    let line = |line: &str| {
        let span = text.span(at..at + line.len());
        at += line.len();
        span.map(|span| text.trim(span)).filter(|span| !span.is_empty())
    };
    text.as_str().split_inclusive('\n').filter_map(line).collect()
}

/// The words of the sentence in which a passage begins.
fn sentence(report: &Annotated, span: Span) -> &str {
    let text = &report.report.text;
    let parse = &report.parse;
    if span == text.whole() {
        return "";
    }
    let parsed = (!parse.is_empty())
        .then(|| parse.sentence(parse.sentence_of(parse.token_after(span.start()).min(parse.len() - 1))))
        .and_then(|tokens| parse.span_of(tokens));
    if let Some(sentence) = parsed {
        return text.str(sentence);
    }
    let raw = text.as_str();
    let start = raw[..span.start()].rfind('\n').map_or(0, |at| at + 1);
    let end = raw[span.start()..].find('\n').map_or(raw.len(), |at| span.start() + at);
    &raw[start..end]
}
