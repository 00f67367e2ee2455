//! The statements that claims rest on, each with what tells whose it is and on which occasion it was said.

use super::voices::noun_of;
use crate::Lexicon;
use crate::gather::{Origins, Speaker, words_of};
use dateline_core::{
    Act, ActorKind, Annotated, Claim, MentionKind, OriginKind, ReportIx, SaidBy, Span, Statement, StatementId,
    StatementKind, Story, Support, Timex,
};
use std::collections::{BTreeMap, BTreeSet};

/// How many words in a row, in quotation marks, can not be two people's by chance.
const RUN: usize = 5;

/// A statement, by its report.
pub(super) type At = (ReportIx, StatementId);

/// One statement that a claim rests on.
pub(super) struct Saying {
    pub(super) at: At,
    /// Who is behind it, as its own report tells.
    pub(super) speaker: Speaker,
    pub(super) kind: OriginKind,
    pub(super) said_by: SaidBy,
    /// Whether its own sentence names who that is.
    pub(super) named_here: bool,
    /// Every [`RUN`] words in a row of what was said.
    pub(super) runs: BTreeSet<Vec<String>>,
    /// Whether any of it stands in quotation marks.
    pub(super) quoted: bool,
    /// The platform that it was said on, where one is told.
    pub(super) platform: Option<String>,
    /// The words for where or how it was said.
    pub(super) channel: BTreeSet<String>,
    /// The words for whom it was told to, and whether they are a name.
    pub(super) hearer: BTreeSet<String>,
    pub(super) hearer_named: bool,
    /// When it was said.
    pub(super) time: Option<Timex>,
}

impl Saying {
    /// Whether two sayings have words in common that can not be two people's by chance, in quotation marks in one of them.
    pub(super) fn quotes_with(&self, other: &Saying) -> bool {
        (self.quoted || other.quoted) && !self.runs.is_disjoint(&other.runs)
    }
}

/// The statements that the claims of a story rest on.
pub(super) struct Sayings {
    by_statement: BTreeMap<At, Saying>,
}

impl Sayings {
    pub(super) fn of(
        lexicon: &Lexicon,
        story: &Story,
        claims: &[Claim],
        reports: &[Annotated],
        origins: &Origins,
    ) -> Sayings {
        let mut by_statement = BTreeMap::new();
        for support in claims.iter().flat_map(|c| &c.support) {
            let report = &reports[support.report.index()];
            let Some(statement) = held_by(support, report) else { continue };
            let at = (support.report, statement.id);
            if by_statement.contains_key(&at) {
                continue;
            }
            if let Some(saying) = saying(lexicon, story, report, at, statement, origins) {
                by_statement.insert(at, saying);
            }
        }
        Sayings { by_statement }
    }

    /// The statement that a support tells the words of, if its speaker is known.
    pub(super) fn behind(&self, support: &Support, reports: &[Annotated]) -> Option<&Saying> {
        let statement = held_by(support, &reports[support.report.index()])?;
        self.find((support.report, statement.id))
    }

    /// Whether a support tells someone's words, known or not.
    pub(super) fn is_told(support: &Support, reports: &[Annotated]) -> bool {
        held_by(support, &reports[support.report.index()]).is_some()
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Saying> {
        self.by_statement.values()
    }

    /// The saying of a statement that is known to be one.
    pub(super) fn get(&self, at: At) -> &Saying {
        &self.by_statement[&at]
    }

    /// The saying of a statement, if it is one.
    pub(super) fn find(&self, at: At) -> Option<&Saying> {
        self.by_statement.get(&at)
    }
}

/// The statement whose words a support tells; none where the support tells something beside it in the outlet's own voice.
fn held_by<'a>(support: &Support, report: &'a Annotated) -> Option<&'a Statement> {
    let statement = report.statement(support.statement?).filter(|s| s.act == Act::Speech)?;
    let within = |spans: &[Span]| support.trigger.is_none_or(|t| spans.iter().any(|s| s.overlaps(t)));
    let told = statement.kind != StatementKind::Indirect || within(&statement.content) || within(&statement.cue);
    told.then_some(statement)
}

fn saying(
    lexicon: &Lexicon,
    story: &Story,
    report: &Annotated,
    at: At,
    statement: &Statement,
    origins: &Origins,
) -> Option<Saying> {
    let text = &report.report.text;
    let (speaker, kind, written) = origins.speaker(at.0, statement)?;
    // What an agency reports is its text, not an utterance.
    if lexicon.agencies.named(&written).is_some() {
        return None;
    }
    let kind = match &speaker {
        Speaker::Unnamed(..) if !statement.anonymous => {
            let phrase = statement.description.or_else(|| statement.source.iter().copied().reduce(Span::cover))?;
            lexicon.voices.kind_of(noun_of(&report.parse, phrase)?)?
        }
        _ => kind,
    };
    let actor = match speaker {
        Speaker::Actor(at) => story.actors.get(at),
        _ => None,
    };
    let own = statement.speaker.and_then(|id| report.actor(id));
    if actor.map(|a| a.kind).or(own.map(|a| a.kind)) == Some(ActorKind::Place) {
        return None;
    }
    let names = own.into_iter().flat_map(|a| &a.mentions).filter(|m| m.kind == MentionKind::Name);
    let named_here = names.map(|m| m.span).any(|m| statement.source.iter().any(|s| s.overlaps(m)));
    let said: Vec<String> = statement.content.iter().flat_map(|&c| words_of(text.str(c))).collect();
    let told_to = statement.told_to.map(|span| text.str(span));
    let stems = |words: &str| words_of(words).filter(|w| !lexicon.words.says_nothing.has(w)).collect();
    Some(Saying {
        at,
        said_by: SaidBy {
            name: actor.map_or(written, |a| a.name.clone()),
            unnamed: kind == OriginKind::Unnamed,
            actor: actor.map(|a| a.id),
        },
        speaker,
        kind,
        named_here,
        runs: said.windows(RUN).map(<[String]>::to_vec).collect(),
        quoted: statement.kind != StatementKind::Indirect,
        platform: statement.channel.as_ref().and_then(|c| c.platform.clone()),
        channel: statement.channel.as_ref().map(|c| stems(text.str(c.span))).unwrap_or_default(),
        hearer: told_to.map(stems).unwrap_or_default(),
        hearer_named: told_to.is_some_and(|words| {
            words.split_whitespace().any(|w| w.starts_with(char::is_uppercase) && !lexicon.words.article.has(w))
        }),
        time: statement.time.and_then(|id| report.time(id)).map(|t| t.value.clone()),
    })
}

/// Whether words of a report hold words of a saying that can not be there by chance.
pub(super) fn repeats(words: &str, saying: &Saying) -> bool {
    let words: Vec<String> = words_of(words).collect();
    saying.quoted && words.windows(RUN).any(|run| saying.runs.contains(run))
}
