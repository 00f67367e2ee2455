//! Whom "I" and "we" mean: inside a quotation, its speaker.

use super::words::Small;
use dateline_core::{Actor, ActorKind, Mention, MentionKind, Parse, Span, Statement, StatementKind};

/// Adds "I" and "we" inside quotations as mentions of who speaks.
///
/// "we" of a person whom the text calls by an organisation ("the Airways spokesman") is the organisation.
pub(super) fn add(mut actors: Vec<Actor>, parse: &Parse, words: &Small, statements: &[Statement]) -> Vec<Actor> {
    let mut taken: Vec<Span> = actors.iter().flat_map(|a| a.mentions.iter().map(|m| m.span)).collect();
    taken.sort_unstable();
    let mut found: Vec<(usize, Span)> = Vec::new();
    for statement in statements {
        let Some(speaker) = statement.speaker.map(|id| id.index()).filter(|&i| i < actors.len()) else { continue };
        let many = body(&actors, speaker).unwrap_or(speaker);
        for token in quoted(parse, statement) {
            let word = &*parse.text(token).to_lowercase();
            let whom = if words.i.has(word) {
                speaker
            } else if words.we.has(word) && !words.not_we.has(parse.text(token)) {
                many
            } else {
                continue;
            };
            let span = parse.span(token);
            if taken.binary_search(&span).is_err() {
                found.push((whom, span));
            }
        }
    }
    found.sort_unstable_by_key(|&(_, span)| span);
    // A quotation within a quotation has two speakers: the first stays.
    found.dedup_by_key(|&mut (_, span)| span);
    for (whom, span) in found {
        actors[whom].mentions.push(Mention { span, kind: MentionKind::Pronoun });
    }
    for actor in &mut actors {
        actor.mentions.sort_by_key(|m| m.span);
    }
    actors
}

/// The organisation that a person speaks for, where a description of the person names just one.
fn body(actors: &[Actor], speaker: usize) -> Option<usize> {
    if actors[speaker].kind != ActorKind::Person {
        return None;
    }
    let described = |span: Span| {
        let nominals = actors[speaker].mentions.iter().filter(|m| m.kind == MentionKind::Nominal);
        nominals.into_iter().any(|m| m.span.contains(span))
    };
    let named = |actor: &Actor| {
        actor.kind == ActorKind::Organisation
            && actor.mentions.iter().any(|m| m.kind == MentionKind::Name && described(m.span))
    };
    let mut bodies = (0..actors.len()).filter(|&i| named(&actors[i]));
    bodies.next().filter(|_| bodies.next().is_none())
}

/// The tokens of a statement that stand in quotation marks.
fn quoted(parse: &Parse, statement: &Statement) -> Vec<usize> {
    let mut inside = statement.kind == StatementKind::Direct;
    let mut tokens = Vec::new();
    for token in statement.content.iter().flat_map(|&span| parse.tokens_in(span)) {
        match parse.text(token) {
            "“" | "``" | "«" | "„" => inside = true,
            "”" | "''" | "»" => inside = statement.kind == StatementKind::Direct,
            "\"" => inside = statement.kind == StatementKind::Direct || !inside,
            _ if inside => tokens.push(token),
            _ => {}
        }
    }
    tokens
}
