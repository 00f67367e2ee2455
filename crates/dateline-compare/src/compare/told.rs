//! What a passage mainly tells: a statement or an event, with the word that names it, and whose words it is told in.

use super::sentences::Sentence;
use dateline_core::{Act, Annotated, ClaimKind, Event, Span, Statement, StatementKind};

/// What a passage mainly tells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told<'a> {
    /// That something was done, or that it was said.
    pub(crate) kind: ClaimKind,
    /// The statement that the passage belongs to, if any.
    pub(crate) statement: Option<&'a Statement>,
    /// The event that the passage turns on, if any.
    pub(crate) event: Option<&'a Event>,
}

impl<'a> Told<'a> {
    /// What a passage of a report mainly tells; `None` if it has no statement, event or verb.
    pub(crate) fn of(passage: &Sentence, report: &'a Annotated) -> Option<Told<'a>> {
        let statement = statement(passage, report);
        let event = event(passage, report);
        let kind = match (statement, event) {
            (Some(s), _) if s.act == Act::Speech => ClaimKind::Statement,
            (_, Some(_)) => ClaimKind::Event,
            (Some(_), None) => ClaimKind::Statement,
            (None, None) if passage.verbs.is_empty() => return None,
            (None, None) => ClaimKind::Event,
        };
        Some(Told { kind, statement, event })
    }
}

/// The statement that a passage is: one whose cue is its main verb, or that holds more than half of it, the widest first.
fn statement<'a>(passage: &Sentence, report: &'a Annotated) -> Option<&'a Statement> {
    let parse = &report.parse;
    let root = passage.tokens.clone().find(|&t| !passage.tokens.contains(&parse.head(t)) || parse.head(t) == t);
    let root = root.map(|t| parse.span(t));
    let covered = |s: &Statement| -> usize {
        let parts = s.content.iter().chain(&s.cue).chain(&s.source);
        parts.filter_map(|part| part.intersect(passage.span)).map(Span::len).sum()
    };
    let told = |s: &Statement| s.cue.iter().any(|&cue| root.is_some_and(|root| cue.overlaps(root)));
    let held = passage.statements.iter().filter_map(|&id| report.statement(id)).map(|s| (covered(s), s));
    let held = held.filter(|&(n, s)| n > 0 && (n * 2 > passage.span.len() || told(s)));
    held.max_by_key(|(n, s)| (*n, std::cmp::Reverse(s.id))).map(|(_, s)| s)
}

/// The statement in whose words some pieces of a report tell what they tell, `main` of them the one that tells most: the innermost that
/// holds at least half of them, but for those within another's direct words; else the one whose cue stands in the main piece.
///
/// "“Lee says that he will sail,” said Roe" are Roe's words; "the station reported that Roe said he will sail" are Roe's too.
pub(crate) fn said_in<'a>(report: &'a Annotated, pieces: &[Span], main: &[Span]) -> Option<&'a Statement> {
    let text = &report.report.text;
    let letters = |span: Span| text.str(span).chars().filter(|c| c.is_alphanumeric()).count();
    let shared = |parts: &[Span], whole: &[Span]| -> usize {
        parts.iter().flat_map(|p| whole.iter().filter_map(|w| p.intersect(*w))).map(letters).sum()
    };
    let all: usize = pieces.iter().copied().map(letters).sum();
    let depth = |s: &Statement| std::iter::successors(s.within, |&o| report.statement(o)?.within).take(8).count();
    let spoken = || report.statements.iter().filter(|s| s.act == Act::Speech);
    let holding = spoken().filter(|s| {
        let frame = shared(&s.cue, pieces) + shared(&s.source, pieces);
        let held = shared(&s.content, pieces);
        held > 0 && held * 2 >= all.saturating_sub(frame)
    });
    let telling = || spoken().filter(|s| shared(&s.cue, main) > 0).min_by_key(|s| s.id);
    let found = holding.max_by_key(|s| (depth(s), std::cmp::Reverse(s.id))).or_else(telling)?;
    // Who tells in direct words what another said is the one who is quoted here.
    let direct = |s: &&Statement| {
        s.within.and_then(|o| report.statement(o)).filter(|o| o.kind == StatementKind::Direct && o.act == Act::Speech)
    };
    std::iter::successors(Some(found), direct).take(8).last()
}

/// The event whose word stands highest in the tree of a passage.
fn event<'a>(passage: &Sentence, report: &'a Annotated) -> Option<&'a Event> {
    let parse = &report.parse;
    report
        .events_in(passage.span)
        .min_by_key(|e| (parse.tokens_in(e.trigger).map(|t| parse.ancestors(t).count()).min(), e.id))
}
