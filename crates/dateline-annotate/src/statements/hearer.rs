//! To whom it was said: "told Reuters", "spoke to The Times", "told the paper's Ann Lee".

use super::find::Attribution;
use super::reading::{Reading, Run};
use dateline_core::{Dep, Pos};

/// Who was told, by the words beside the cue: "told **Reuters**", "in a call with **reporters**"; for a reporter whose
/// outlet the report gives, the outlet.
pub(super) fn told(reading: &Reading<'_>, a: &Attribution) -> Option<Run> {
    let parse = reading.parse;
    let (cue, first) = (a.cue, parse.head(a.cue));
    // "told Reuters it would and said …"
    let verbs = std::iter::once(cue).chain(Some(first).filter(|_| parse.dep(cue) == Dep::Conj));
    let object = verbs
        .filter(|&verb| reading.lexicon.telling.has(parse.lemma(verb)))
        .find_map(|verb| parse.children(verb).find(|&c| c > verb && is_object(reading, c) && free(a, c)))
        .or_else(|| listener(reading, a, cue))
        .or_else(|| spoken_with(reading, a))?;
    Some(outlet_of(reading, object).unwrap_or_else(|| phrase(reading, a, object)))
}

fn is_object(reading: &Reading<'_>, i: usize) -> bool {
    matches!(reading.parse.dep(i), Dep::Dobj | Dep::Dative)
}

/// Whether a token stands outside an attribution's content and source.
fn free(a: &Attribution, i: usize) -> bool {
    !a.content.pieces.iter().any(|p| p.contains(&i)) && !a.source.run.contains(&i)
}

/// Whom a verb has its words go to: "confirmed **to Reuters**", "speaking **with reporters**".
fn listener(reading: &Reading<'_>, a: &Attribution, verb: usize) -> Option<usize> {
    let parse = reading.parse;
    let to = parse.children(verb).filter(|&c| {
        let taken = a.content.pieces.iter().any(|p| p.contains(&c));
        matches!(parse.dep(c), Dep::Prep | Dep::Dative)
            && reading.lexicon.words.listener_prepositions.has(parse.lemma(c))
            && !taken
    });
    to.into_iter()
        .find_map(|c| parse.child(c, &[Dep::Pobj]))
        .filter(|&o| hears(reading, o) && !a.source.run.contains(&o))
}

/// Whom a source spoke with, by a clause beside the cue: "a sailor who **spoke to Reuters** said …", "**speaking to
/// reporters**, he said …".
fn spoken_with(reading: &Reading<'_>, a: &Attribution) -> Option<usize> {
    let parse = reading.parse;
    let subject = reading.child(a.cue, &[Dep::Nsubj]).unwrap_or(a.source.head);
    let talks = |&c: &usize| {
        matches!(parse.dep(c), Dep::Relcl | Dep::Acl | Dep::Advcl | Dep::Prep | Dep::Pcomp)
            && reading.lexicon.words.talking.has(parse.lemma(c))
    };
    let clause = parse.children(subject).chain(parse.children(a.cue)).find(talks)?;
    listener(reading, a, clause)
}

/// The outlet of a reporter who was told: the organisation that stands before the reporter's name near by,
/// with no more than a trade between them, or the one that owns the reporter.
fn outlet_of(reading: &Reading<'_>, object: usize) -> Option<Run> {
    /// How far before a name the outlet may stand, in tokens.
    const NEAR: usize = 6;
    /// How far from the telling the reporter may be brought in, in tokens.
    const REACH: usize = 2000;
    let parse = reading.parse;
    let person = |i: usize| parse.entity_of(i).filter(|e| e.label == "PERSON");
    let name = person(object)?;
    let last = parse.text(name.tokens.end - 1);
    let apart = |i: usize| matches!(parse.pos(i), Pos::Verb | Pos::Aux | Pos::Adp | Pos::Cconj) || parse.text(i) == ",";
    let before = |start: usize| {
        let first = start.saturating_sub(NEAR).max(reading.sentence(start).start);
        let outlet = (first..start).rev().take_while(|&i| !apart(i)).find_map(|i| parse.entity_of(i))?;
        let press =
            (outlet.tokens.end..start).any(|i| reading.lexicon.press.has(parse.lemma(i)) || parse.tag(i) == "POS");
        (outlet.label == "ORG" && press).then(|| outlet.tokens.clone())
    };
    let around = object.saturating_sub(REACH)..parse.len().min(object + REACH);
    let named = around.filter(|&i| parse.text(i) == last).filter_map(person);
    named.into_iter().find_map(|e| before(e.tokens.start))
}

/// Whether a noun is someone who can be told: a name, or reporters.
fn hears(reading: &Reading<'_>, i: usize) -> bool {
    let parse = reading.parse;
    parse.pos(i) == Pos::Propn || reading.lexicon.press.has(parse.lemma(i))
}

/// The phrase of who was told, without the time or clause that the parse may hang on it.
fn phrase(reading: &Reading<'_>, a: &Attribution, object: usize) -> Run {
    let parse = reading.parse;
    let end = reading.right(object);
    let stops = |&t: &usize| {
        let label = parse.entity_of(t).map_or("", |e| e.label.as_str());
        parse.text(t) == ","
            || matches!(parse.dep(t), Dep::Prep | Dep::Relcl | Dep::Acl | Dep::Advcl | Dep::Npadvmod | Dep::Ccomp)
            || matches!(label, "DATE" | "TIME")
            || a.content.pieces.iter().any(|p| p.contains(&t))
    };
    let end = (object + 1..end).find(stops).unwrap_or(end);
    // "the channel **n-tv**": a name that the tree hangs elsewhere.
    let named = |t: usize| t < parse.len() && matches!(parse.pos(t), Pos::Propn | Pos::Other) && free(a, t);
    let beside = reading.lexicon.press.has(parse.lemma(object)) && named(end) && end == object + 1;
    let end = if beside { parse.entity_of(end).map_or(end + 1, |e| e.tokens.end) } else { end };
    reading.trim(reading.left(object)..end)
}

/// Who was told by way of a channel: "an interview with **The Times**", "a statement sent to **Reuters**".
pub(super) fn in_channel(reading: &Reading<'_>, channel: &Run) -> Option<Run> {
    let parse = reading.parse;
    let object = channel.clone().find(|&i| {
        let by = parse.head(i);
        parse.dep(i) == Dep::Pobj
            && reading.lexicon.words.hearer_prepositions.has(parse.lemma(by))
            && hears(reading, i)
            && channel.contains(&by)
    })?;
    Some(reading.trim(reading.left(object).max(channel.start)..reading.right(object).min(channel.end)))
}
