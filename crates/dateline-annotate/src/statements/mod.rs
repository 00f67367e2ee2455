//! Who said what: statements with their source, speaker and channel.

mod anonymity;
mod attach;
mod beside;
mod carry;
mod channel;
pub mod content;
pub mod cue;
pub mod find;
mod hearer;
pub mod model;
mod phrases;
mod posts;
pub mod quotes;
pub mod reading;
pub mod source;
mod speaker;
mod tidy;
mod together;
mod whose;
mod words;

use crate::times;
use dateline_core::{
    Act, Actor, ActorId, Channel, Parse, Pos, Report, Span, Statement, StatementId, StatementKind, TimeExpression,
};
use find::{Attribution, Finder};
use reading::{Reading, Run};
use speaker::{Speakers, Who};
use whose::Whose;
pub use words::Lexicon;

/// Finds the statements of a report, in the order of the text.
pub fn find(
    lexicon: &Lexicon,
    report: &Report,
    parse: &Parse,
    actors: &[Actor],
    times: &[TimeExpression],
) -> Vec<Statement> {
    let reading = Reading::new(lexicon, report, parse);
    let (found, within) = attributions(&reading);
    let mut speakers = Speakers::new(&reading, actors);
    let first = first_look(&mut speakers, &found, &within);
    let whose = Whose::new(&reading, actors, &found, &first, &within);
    let behind: Vec<(Who, bool)> = (0..found.len()).map(|i| (whose.who(i), whose.says(i))).collect();
    let mut statements: Vec<Statement> =
        found.iter().enumerate().map(|(i, a)| statement(&reading, times, i, a, &behind[i], within[i])).collect();
    let by_whom = |o: channel::Occasion| Some((speakers.at(o.giver)?, o));
    let occasions: Vec<_> = channel::occasions(&reading).into_iter().filter_map(by_whom).collect();
    carry::on(&reading, &found, &occasions, &mut statements);
    statements
}

/// All attributions of a report, in the order of the text, and for each the one whose words hold it.
fn attributions(reading: &Reading<'_>) -> (Vec<Attribution>, Vec<Option<usize>>) {
    let mut found = find::attributions(reading, &reading.lexicon.models);
    let beside = beside::find(reading, &found);
    found.extend(beside);
    found.extend(posts::find(reading));
    let mut found = attach::quotations(reading, found);
    found.sort_by_key(|a| (start(a), a.cue));
    // The attributions whose words may still hold the next one.
    let mut open: Vec<usize> = Vec::new();
    let mut within = Vec::with_capacity(found.len());
    for (i, a) in found.iter().enumerate() {
        open.retain(|&o| end(&found[o]) > start(a));
        within.push(open.iter().rev().copied().find(|&o| holds(&found[o], a)));
        open.push(i);
    }
    (found, within)
}

/// Who says each attribution, as the rules read it from the top.
fn first_look(speakers: &mut Speakers<'_, '_>, found: &[Attribution], within: &[Option<usize>]) -> Vec<Who> {
    let mut behind: Vec<Who> = Vec::with_capacity(found.len());
    for (a, within) in found.iter().zip(within) {
        let who = speakers.who(a, within.map(|o| &behind[o]));
        behind.push(who);
    }
    behind
}

/// A statement as the second look is asked about it: to learn from.
#[derive(Clone, Debug)]
pub struct Question {
    /// What was said.
    pub content: Vec<Span>,
    /// What tells whether it was said in words.
    pub said: Vec<String>,
    /// Those who may have said it, `None` for an open question, each with what tells for and against.
    pub options: Vec<(Option<ActorId>, Vec<String>)>,
    /// Whether the source's own words leave open who it is, so that the options are weighed.
    pub asked: bool,
    /// Whom the rules take.
    pub first: Option<ActorId>,
}

/// What the second look is asked about a report.
pub fn questions(lexicon: &Lexicon, report: &Report, parse: &Parse, actors: &[Actor]) -> Vec<Question> {
    let reading = Reading::new(lexicon, report, parse);
    let (found, within) = attributions(&reading);
    let behind = first_look(&mut Speakers::new(&reading, actors), &found, &within);
    let whose = Whose::new(&reading, actors, &found, &behind, &within);
    let question = |i: usize| {
        let mut said = Vec::new();
        whose.describe_saying(i, &mut said);
        let described = |option| {
            let mut features = Vec::new();
            whose.describe(i, option, &mut features);
            (option, features)
        };
        Question {
            content: found[i].content.pieces.iter().filter_map(|p| parse.span_of(p.clone())).collect(),
            said,
            options: whose.options(i).into_iter().map(described).collect(),
            asked: whose.is_asked(i),
            first: behind[i].speaker,
        }
    };
    (0..found.len()).map(question).collect()
}

/// The first token of an attribution.
fn start(a: &Attribution) -> usize {
    let content = a.content.pieces.first().map_or(a.cue, |p| p.start);
    let source = if a.source.run.is_empty() { a.cue } else { a.source.run.start };
    content.min(source).min(a.cue)
}

/// The token after an attribution.
fn end(a: &Attribution) -> usize {
    a.content.pieces.last().map_or(a.cue, |p| p.end).max(a.words.end).max(a.source.run.end)
}

/// Whether one attribution's content holds all of another.
fn holds(outer: &Attribution, inner: &Attribution) -> bool {
    let in_piece = |run: &Run| outer.content.pieces.iter().any(|p| p.start <= run.start && run.end <= p.end);
    in_piece(&(inner.cue..inner.cue + 1)) && inner.content.pieces.iter().all(in_piece)
}

/// A span without the full stop that a tokeniser may take for a part of its last word: "on X."
fn without_stop(reading: &Reading<'_>, span: Span) -> Span {
    let text = reading.parse.source();
    let words = text.str(span);
    text.within(span, 0..words.trim_end_matches(['.', ',']).len()).unwrap_or(span)
}

/// A span with the single mark before it that opens what it closes: "‘not now’ or ever".
fn with_mark(reading: &Reading<'_>, span: Span) -> Span {
    let text = reading.parse.source();
    let (before, words) = (&text.as_str()[..span.start()], text.str(span));
    let opens = ["‘", "'"]
        .into_iter()
        .find(|mark| before.ends_with(mark) && !before.trim_end_matches(mark).ends_with(char::is_alphanumeric));
    let closed = |mark: &str| words.contains(if mark == "‘" { "’ " } else { "' " }) || words.ends_with(['’', '\'']);
    opens.filter(|mark| closed(mark)).and_then(|mark| text.span(span.start() - mark.len()..span.end())).unwrap_or(span)
}

fn statement(
    reading: &Reading<'_>,
    times: &[TimeExpression],
    number: usize,
    a: &Attribution,
    (who, says): &(Who, bool),
    within: Option<usize>,
) -> Statement {
    let parse = reading.parse;
    let span = |run: &Run| parse.span_of(run.clone());
    let spans = |runs: &[Run]| runs.iter().filter_map(span).collect::<Vec<Span>>();
    let kind = match content::quoted(reading, &a.content) {
        _ if matches!(a.by, Finder::SignedPost | Finder::Transcript) => StatementKind::Direct,
        // Told in the words of the one who is quoted.
        _ if reading.quote_of(a.cue).is_some() && !a.words.is_empty() => StatementKind::Indirect,
        "whole" => StatementKind::Direct,
        "none" => StatementKind::Indirect,
        _ => StatementKind::Mixed,
    };
    let thought = !a.words.is_empty() && reading.lexicon.thoughts.has(parse.lemma(a.cue));
    let setting = channel::find(reading, a);
    let platform = setting.platform.map(str::to_owned);
    let channel = |span| Channel { span: without_stop(reading, span), platform };
    // A thing that can not speak is no source to show: "the trajectory".
    let described = || {
        let noun = who.speaker.is_none() && !a.source.run.is_empty() && parse.pos(a.source.head) == Pos::Noun;
        (noun && phrases::can_speak(reading, a.source.head))
            .then(|| phrases::core(reading, a.source.head, &a.source.run))
    };
    let reason = || anonymity::reason(reading, reading.sentence(a.cue));
    Statement {
        id: StatementId(number as u32),
        content: spans(&a.content.pieces).into_iter().map(|s| with_mark(reading, s)).collect(),
        cue: spans(std::slice::from_ref(&a.words)),
        source: spans(std::slice::from_ref(&a.source.run)),
        kind,
        act: if !says || (thought && kind == StatementKind::Indirect) { Act::Thought } else { Act::Speech },
        speaker: who.speaker,
        anonymous: who.anonymous,
        description: who.description.clone().or_else(described).as_ref().and_then(span),
        anonymity_reason: if who.anonymous { reason() } else { None },
        source_count: who.count,
        channel: setting.channel.as_ref().and_then(span).map(channel),
        told_to: setting.told_to.as_ref().and_then(span),
        time: (!a.words.is_empty()).then(|| times::dating(parse, times, a.cue)).flatten(),
        within: within.map(|o| StatementId(o as u32)),
        by: a.by.name().into(),
    }
}
