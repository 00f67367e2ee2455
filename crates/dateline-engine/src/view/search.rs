//! Search: the stories, claims, people and sentences that a question asks for.

use super::query::{Query, Word, words};
use super::{StoryView, View, one_line};
use dateline_core::{Annotated, ReportIx, Span};
use std::collections::{BTreeMap, BTreeSet};

/// The most sentences that are shown of one report.
const SENTENCES: usize = 3;

/// The longest excerpt, in bytes.
const LONGEST: usize = 400;

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search<'a> {
    /// What was looked for.
    pub query: Query,
    /// How many reports hold it.
    pub reports: usize,
    /// By story, those with the most first; reports of no story come under `None`, last.
    pub stories: Vec<FoundStory<'a>>,
}

/// What was found of one story.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundStory<'a> {
    /// The story.
    pub story: Option<StoryView<'a>>,
    /// Its claims whose words hold it, each by its place in the story's list.
    pub claims: Vec<usize>,
    /// Its actors whose names hold it, each by its number in the story, from 1.
    pub people: Vec<usize>,
    /// The sentences.
    pub sentences: Vec<Hit>,
    /// How often it stands in the story's reports.
    pub times: usize,
}

/// A sentence that holds what was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The report.
    pub report: ReportIx,
    /// Where it stands.
    pub span: Span,
    /// The line of the report on which it begins, from 1.
    pub line: usize,
    /// Its words, on one line.
    pub words: String,
}

impl<'a> View<'a> {
    /// What the reports, claims and people hold of a question.
    pub fn search(self, typed: &str) -> Search<'a> {
        self.answer(Query::parse(typed), None)
    }

    /// As [`View::search`], to a question that was read; only the reports of some ids are looked at, if it is known that
    /// no others hold it.
    pub fn answer(self, query: Query, among: Option<&BTreeSet<String>>) -> Search<'a> {
        if query.is_empty() {
            return Search { query, ..Search::default() };
        }
        let mut story_of: BTreeMap<ReportIx, usize> = BTreeMap::new();
        for story in self.stories() {
            story_of.extend(story.reports().iter().map(|&r| (r, story.number)));
        }
        let mut found: BTreeMap<Option<usize>, FoundStory<'a>> = BTreeMap::new();
        let mut reports = 0;
        for (i, annotated) in self.reports.iter().enumerate() {
            let ix = ReportIx(i as u32);
            if among.is_some_and(|ids| !ids.contains(&annotated.report.id)) {
                continue;
            }
            let Some((count, sentences)) = in_report(&query, annotated, self.outlet(ix), ix) else { continue };
            reports += 1;
            let number = story_of.get(&ix).copied();
            let entry = found.entry(number).or_insert_with(|| FoundStory {
                story: number.and_then(|n| self.story(n)),
                claims: Vec::new(),
                people: Vec::new(),
                sentences: Vec::new(),
                times: 0,
            });
            entry.times += count;
            entry.sentences.extend(sentences);
        }
        for one in found.values_mut() {
            let Some(story) = one.story else { continue };
            one.claims = claims(&query, &story);
            one.people = people(&query, &story);
        }
        let mut stories: Vec<FoundStory<'a>> = found.into_values().collect();
        let number = |s: &FoundStory<'_>| s.story.map_or(usize::MAX, |s| s.number);
        stories.sort_by_key(|s| (std::cmp::Reverse(s.times), number(s)));
        Search { query, reports, stories }
    }
}

/// How often a report holds what is asked for, and its sentences that hold most of it; `None` where it does not hold all.
fn in_report(query: &Query, annotated: &Annotated, outlet: &str, ix: ReportIx) -> Option<(usize, Vec<Hit>)> {
    let report = &annotated.report;
    if query.after.is_some_and(|day| report.published.is_none_or(|p| p.date < day)) {
        return None;
    }
    let name = words(outlet);
    if !query.outlet.iter().all(|term| query.times(&name, term) > 0) {
        return None;
    }
    let text = words(report.text.as_str());
    if query.without.iter().any(|term| query.times(&text, term) > 0) {
        return None;
    }
    let counts: Vec<usize> = query.terms.iter().map(|term| query.times(&text, term)).collect();
    if counts.contains(&0) {
        return None;
    }
    let spans = if query.who.is_empty() { sentences(annotated) } else { said_by(annotated, query) };
    let mut best: Vec<(usize, usize, Span)> = spans
        .into_iter()
        .map(|span| {
            let here: &[Word] = within(&text, span);
            (query.terms.iter().filter(|t| query.times(here, t) > 0).count(), span.start(), span)
        })
        .collect();
    if !query.who.is_empty() {
        best.retain(|(hits, ..)| *hits == query.terms.len());
        if best.is_empty() {
            return None;
        }
    }
    best.retain(|(hits, ..)| *hits > 0 || query.terms.is_empty());
    best.sort_by_key(|&(hits, start, _)| (std::cmp::Reverse(hits), start));
    let most = best.first().map_or(0, |(hits, ..)| *hits);
    best.retain(|(hits, ..)| *hits == most);
    let count = if query.terms.is_empty() { best.len() } else { counts.iter().sum() };
    best.truncate(SENTENCES);
    let hit = |(_, _, span): (usize, usize, Span)| Hit {
        report: ix,
        span,
        line: 1 + report.text.as_str()[..span.start()].matches('\n').count(),
        words: shortened(&one_line(report.text.str(span))),
    };
    Some((count, best.into_iter().map(hit).collect()))
}

/// The sentences of a report; of one without any, its whole text.
fn sentences(annotated: &Annotated) -> Vec<Span> {
    let parse = &annotated.parse;
    let all: Vec<Span> = parse.sentences().filter_map(|tokens| parse.span_of(tokens)).collect();
    if all.is_empty() { vec![annotated.report.text.whole()] } else { all }
}

/// The sentences in which somebody of a name says something.
fn said_by(annotated: &Annotated, query: &Query) -> Vec<Span> {
    let named = |name: &str| {
        let name = words(name);
        query.who.iter().any(|term| query.times(&name, term) > 0)
    };
    let parse = &annotated.parse;
    let text = &annotated.report.text;
    let mut spans: Vec<Span> = Vec::new();
    for statement in &annotated.statements {
        let actor = statement.speaker.and_then(|id| annotated.actor(id));
        let says = actor.is_some_and(|a| named(&a.name)) || statement.source.iter().any(|&s| named(text.str(s)));
        if !says {
            continue;
        }
        let tokens = statement.content.first().and_then(|&c| parse.tokens_in(c).next());
        spans.extend(tokens.and_then(|t| parse.span_of(parse.sentence(parse.sentence_of(t)))));
    }
    spans.dedup();
    spans
}

fn within(words: &[Word], span: Span) -> &[Word] {
    let from = words.partition_point(|w| w.start < span.start());
    let to = words.partition_point(|w| w.end <= span.end());
    &words[from..to.max(from)]
}

fn shortened(words: &str) -> String {
    if words.len() <= LONGEST {
        return words.to_owned();
    }
    let end = (0..=LONGEST).rev().find(|&at| words.is_char_boundary(at)).unwrap_or(0);
    format!("{}{}", &words[..end], super::OMISSION)
}

/// The claims of a story that hold what is asked for in the words that stand for them, said by whom it is asked of.
fn claims(query: &Query, story: &StoryView<'_>) -> Vec<usize> {
    let holds = |claim: &dateline_core::Claim| {
        let text = words(&story.best(claim));
        let said = |term: &Vec<String>| {
            let speakers = claim.support.iter().filter_map(|s| s.speaker.as_ref());
            speakers.into_iter().any(|s| query.times(&words(&s.name), term) > 0)
        };
        query.terms.iter().all(|term| query.times(&text, term) > 0) && query.who.iter().all(said)
    };
    if query.terms.is_empty() && query.who.is_empty() {
        return Vec::new();
    }
    let claims = story.account.claims.iter().enumerate().filter(|(_, c)| !c.aside && holds(c));
    claims.map(|(i, _)| i).collect()
}

/// The actors of a story one of whose names, as written, holds what is asked for.
fn people(query: &Query, story: &StoryView<'_>) -> Vec<usize> {
    let asked: Vec<&Vec<String>> = query.terms.iter().chain(&query.who).collect();
    let holds = |name: &String| {
        let name = words(name);
        asked.iter().all(|term| query.times(&name, term) > 0)
    };
    let actors = story.account.story.actors.iter().enumerate();
    let found = actors.filter(|(_, a)| !asked.is_empty() && std::iter::once(&a.name).chain(&a.names).any(holds));
    found.map(|(i, _)| i + 1).collect()
}
