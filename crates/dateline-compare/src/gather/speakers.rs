//! Who is behind each statement of a story: the same speaker is one origin in every report.

use super::copies::Copies;
use super::words::{Word, lower, words};
use crate::Lexicon;
use dateline_core::{Act, ActorKind, Annotated, OriginKind, ReportIx, Span, Statement, StatementId, Story};
use std::collections::{BTreeMap, BTreeSet};

/// Someone who is told to have said something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Speaker {
    /// An actor of the story, by its place in the story's list.
    Actor(usize),
    /// Someone of this name whom no actor was found for.
    Named(String),
    /// An unnamed source, by the first statement that has it.
    Unnamed(ReportIx, StatementId),
}

/// An unnamed source as one statement describes it.
struct Description {
    at: ReportIx,
    /// The first statement found to have the same source.
    source: (ReportIx, StatementId),
    written: String,
    /// The stems of its words, articles left out, and the last of them, which says what kind of source it is.
    stems: BTreeSet<String>,
    head: String,
    content: Option<Span>,
    said: BTreeSet<String>,
}

/// The speakers of a story's statements.
pub(crate) struct Speakers {
    by_statement: BTreeMap<(ReportIx, StatementId), (Speaker, OriginKind, String)>,
}

/// The share of the words of two statements from which they may be one utterance.
const SAME_UTTERANCE: f32 = 0.3;

impl Speakers {
    /// Finds who is behind each statement of a story whose actors are joined.
    pub(crate) fn of(lexicon: &Lexicon, story: &Story, reports: &[Annotated], copies: &Copies) -> Speakers {
        let mut actors = BTreeMap::new();
        for (at, actor) in story.actors.iter().enumerate() {
            actors.extend(actor.members.iter().map(|&member| (member, at)));
        }
        let mut by_statement = BTreeMap::new();
        let mut unnamed: Vec<Description> = Vec::new();
        for &ix in &story.reports {
            let report = &reports[ix.index()];
            let before = unnamed.len();
            // Within one report a source is known by its words.
            let mut own: BTreeMap<BTreeSet<String>, (ReportIx, StatementId)> = BTreeMap::new();
            for statement in &report.statements {
                let actor = statement.speaker.filter(|_| !statement.anonymous).and_then(|id| report.actor(id));
                let speaker = if let Some(actor) = actor {
                    let joined = actors.get(&(ix, actor.id)).copied().map(Speaker::Actor);
                    let speaker = joined.unwrap_or_else(|| Speaker::Named(actor.name.to_lowercase()));
                    (speaker, kind_of(actor.kind), actor.name.clone())
                } else if let Some(described) = Description::of(lexicon, report, ix, statement) {
                    let name = described.written.clone();
                    if !statement.anonymous && names_someone(lexicon, &name) {
                        (Speaker::Named(name.to_lowercase()), OriginKind::Person, name)
                    } else {
                        let first = unnamed[..before].iter().find(|d| d.is(&described, copies)).map(|d| d.source);
                        let first = first.or_else(|| own.get(&described.stems).copied());
                        let source = first.unwrap_or(described.source);
                        own.entry(described.stems.clone()).or_insert(source);
                        unnamed.push(Description { source, ..described });
                        (Speaker::Unnamed(source.0, source.1), OriginKind::Unnamed, name)
                    }
                } else {
                    continue;
                };
                by_statement.insert((ix, statement.id), speaker);
            }
        }
        Speakers { by_statement }
    }

    /// Who is behind a statement, what kind of origin that is, and its name or description as written.
    pub(crate) fn of_statement(&self, ix: ReportIx, statement: &Statement) -> Option<(Speaker, OriginKind, String)> {
        self.by_statement.get(&(ix, statement.id)).cloned()
    }
}

/// Whether the words of a source are a name, alone or after a title; "a mate of the Halden" is none.
fn names_someone(lexicon: &Lexicon, source: &str) -> bool {
    let small = &lexicon.words;
    let named = source.split_once(' ').filter(|(first, _)| small.article.has(first)).map_or(source, |(_, rest)| rest);
    let head = words(named).map(|w| w.text).take_while(|w| !small.ends_a_name.has(w));
    let mut head = head.peekable();
    let counted = head.peek().is_some_and(|first| small.one_of_several.has(&lower(first)));
    !counted && head.last().is_some_and(|last| last.starts_with(char::is_uppercase))
}

fn kind_of(actor: ActorKind) -> OriginKind {
    match actor {
        ActorKind::Person => OriginKind::Person,
        _ => OriginKind::Office,
    }
}

impl Description {
    /// The description behind a statement; `None` where it says nothing of who it was, or tells what someone unnamed thinks:
    /// that its allies "are considering" it is not told by the allies.
    fn of(lexicon: &Lexicon, report: &Annotated, ix: ReportIx, statement: &Statement) -> Option<Description> {
        if statement.act == Act::Thought {
            return None;
        }
        let text = &report.report.text;
        let span = statement.description.or_else(|| statement.source.iter().copied().reduce(Span::cover))?;
        let written = text.str(span).trim().to_owned();
        let letters = written.chars().filter(|c| c.is_alphabetic()).count();
        if letters < 2 || lexicon.words.pronouns.has(&written.to_lowercase()) {
            return None;
        }
        let list: Vec<String> = stems(lexicon, &written).collect();
        let head = list.last()?.clone();
        let said =
            statement.content.iter().flat_map(|&span| stems(lexicon, text.str(span)).collect::<Vec<_>>()).collect();
        let content = statement.content.iter().copied().reduce(Span::cover);
        Some(Description {
            at: ix,
            source: (ix, statement.id),
            written,
            stems: list.into_iter().collect(),
            head,
            content,
            said,
        })
    }

    /// Whether descriptions of two reports are of one source: with the same passage, or of the same kind with an
    /// utterance of much the same words.
    fn is(&self, other: &Description, copies: &Copies) -> bool {
        let alike = self.head == other.head || self.stems.is_subset(&other.stems) || other.stems.is_subset(&self.stems);
        let copied = self
            .content
            .zip(other.content)
            .is_some_and(|(a, b)| copies.link((self.at, a.range()), (other.at, b.range())));
        copied || alike && overlap(&self.said, &other.said) >= SAME_UTTERANCE
    }
}

fn stems<'a>(lexicon: &'a Lexicon, words_of: &'a str) -> impl Iterator<Item = String> + 'a {
    let stem = |word: Word<'_>| lexicon.endings.stem(&lower(word.text)).into_owned();
    words(words_of).map(stem).filter(|w| !lexicon.words.says_nothing.has(w))
}

/// The share of the words of either that stand in both.
fn overlap(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f32 {
    let both = a.intersection(b).count() as f32;
    let either = (a.len() + b.len()) as f32 - both;
    if either > 0.0 { both / either } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::names_someone;
    use crate::Lexicon;
    use dateline_language::Language;

    #[test]
    fn names_are_told_from_descriptions() {
        let english = Lexicon::new(&Language::english()).expect("in form");
        for name in ["Edith Rowe", "Harbour Master Edith Rowe", "the Coast Line", "minister Henrik Vance of Merrow"] {
            assert!(names_someone(&english, name), "{name}");
        }
        for description in
            ["A former mate of the Halden", "an officer", "the flurry of diplomacy", "Nato chiefs", "one Merrow man"]
        {
            assert!(!names_someone(&english, description), "{description}");
        }
    }
}
