//! Names of a draft that the reports do not have, or not there.

use super::case::{Case, Doubt, Rule, Telling};
use super::outlets;
use dateline_core::{ActorId, ActorKind, Annotated, FindingKind, MentionKind, Span};
use std::ops::Range;

/// A name in a sentence.
struct Name {
    span: Span,
    kind: ActorKind,
    /// Its actor across all reports.
    actor: Option<ActorId>,
}

/// Doubts about the names of a sentence.
pub(super) fn doubts(case: &Case<'_, '_>) -> Vec<Doubt> {
    let draft = case.draft();
    let own = names(case, case.at);
    let mut found = Vec::new();
    for name in own
        .iter()
        .filter(|n| !case.is_quoted(n.span) && !outlets::is_outlet_of_any(case, draft.report.text.str(n.span)))
    {
        let tokens = draft.parse.tokens_in(name.span);
        let words = telling_words(draft, tokens.clone());
        if words.is_empty() {
            continue;
        }
        let telling = case.telling(tokens);
        let stands =
            |s: usize| name.actor.is_some_and(|a| case.told(s).0.actors.contains(&a)) || holds(case, s, &words);
        let with = telling.iter().find(|t| case.around(t.sentence).any(stands)).map_or(0.0, |t| t.sure);
        let known = name
            .actor
            .is_some_and(|a| case.ground.story.actors[a.index()].members.iter().any(|m| m.0 != case.ground.draft))
            || case.ground.has_words(&words);
        let kind = match name.kind {
            ActorKind::Place | ActorKind::Country => FindingKind::Place,
            _ => FindingKind::Actor,
        };
        let said = draft.statements.iter().any(|s| s.source.iter().any(|x| x.contains(name.span)));
        let kind = if said && kind == FindingKind::Actor { FindingKind::Speaker } else { kind };
        let rival = |t: &Telling| {
            let other = |n: &Name| {
                is_like(n.kind, name.kind)
                    && !own
                        .iter()
                        .any(|o| o.actor.is_some() && o.actor == n.actor || same_words(case, o, n, t.sentence))
            };
            names(case, t.sentence).into_iter().find(other)
        };
        let against = telling.iter().find_map(|t| rival(t).map(|n| (*t, n.span)));
        match (known, against, telling.first()) {
            (false, Some((t, says)), _) => {
                let doubt = case.doubt(Rule::NewName, kind, name.span, &t, says);
                let best = telling.first().map_or(0.0, |t| t.sure);
                found.push(Doubt { with, against: best, ..doubt });
            }
            (false, None, Some(best)) => {
                let says = case.told(best.sentence).0.span;
                found.push(case.doubt(Rule::NewName, kind, name.span, best, says));
            }
            (true, Some((t, says)), _) => {
                let doubt = case.doubt(Rule::OtherName, kind, name.span, &t, says);
                found.push(Doubt { with, ..doubt });
            }
            _ => {}
        }
    }
    found
}

/// Whether a name of one kind may stand in the place of one of the other.
fn is_like(a: ActorKind, b: ActorKind) -> bool {
    let place = |k: ActorKind| matches!(k, ActorKind::Place | ActorKind::Country);
    let person = |k: ActorKind| k == ActorKind::Person;
    place(a) == place(b) && person(a) == person(b)
}

/// The names of a sentence.
fn names(case: &Case<'_, '_>, sentence: usize) -> Vec<Name> {
    let (told, report) = case.told(sentence);
    let mut found = Vec::new();
    for mention in case.mentions(sentence).filter(|m| matches!(m.kind, MentionKind::Name | MentionKind::Metonym)) {
        let Some(actor) = report.actor(mention.actor) else { continue };
        found.push(Name { span: mention.span, kind: actor.kind, actor: case.actor(told.report, actor.id) });
    }
    for entity in case.entities(sentence) {
        let kind = match entity.label.as_str() {
            "GPE" | "LOC" | "FAC" => ActorKind::Place,
            "PERSON" => ActorKind::Person,
            "ORG" => ActorKind::Organisation,
            _ => continue,
        };
        let Some(span) = report.parse.span_of(entity.tokens.clone()).filter(|s| told.span.contains(*s)) else {
            continue;
        };
        if !found.iter().any(|n| n.span.overlaps(span)) {
            found.push(Name { span, kind, actor: None });
        }
    }
    found
}

/// The words of a name that tell whose it is, in small letters.
fn telling_words(annotated: &Annotated, tokens: Range<usize>) -> Vec<String> {
    let parse = &annotated.parse;
    let tells = |&t: &usize| parse.text(t).starts_with(char::is_uppercase) && parse.text(t).chars().count() > 1;
    tokens.filter(tells).map(|t| parse.text(t).to_lowercase()).collect()
}

/// Whether a sentence has the last word of a name, which stands for the whole, or all of its words.
fn holds(case: &Case<'_, '_>, sentence: usize, words: &[String]) -> bool {
    let (told, report) = case.told(sentence);
    let has = |w: &String| told.tokens.clone().any(|t| is_form(&report.parse.text(t).to_lowercase(), w));
    words.last().is_some_and(has)
}

/// Whether two words are forms of one name: "Russia", "Russian".
pub(super) fn is_form(a: &str, b: &str) -> bool {
    const STEM: usize = 5;
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    a == b || short.chars().count() >= STEM && long.starts_with(short) && long.len() - short.len() <= 3
}

fn same_words(case: &Case<'_, '_>, own: &Name, other: &Name, sentence: usize) -> bool {
    let (_, report) = case.told(sentence);
    let a = case.draft().report.text.str(own.span).to_lowercase();
    let b = report.report.text.str(other.span).to_lowercase();
    a.contains(&b)
        || b.contains(&a)
        || a.split(' ').next_back().zip(b.split(' ').next_back()).is_some_and(|(x, y)| is_form(x, y))
}
