//! Verbs that share a subject with one that tells what was said, and those that only tell how someone answered: "ruled out a strike
//! **but hinted** at talks", "Kyiv **responded coolly**".

use super::content::{Content, Link};
use super::cue;
use super::find::{Attribution, Finder, Models};
use super::reading::{Reading, Run};
use super::source::{Extent, Source, Way};
use dateline_core::{Dep, Pos};

/// One verb of two is taken from this score on where the other one surely tells what was said.
const BESIDE_A_SURE_ONE: i32 = -1500;

/// Adds what verbs tell that share the subject of a verb in `found`; `unsure` are those that the models leave.
pub(super) fn add(reading: &Reading<'_>, models: &Models, unsure: &[Attribution], found: &mut Vec<Attribution>) {
    let mut added = Vec::new();
    for a in unsure.iter().filter(|a| a.score >= BESIDE_A_SURE_ONE && tells(reading, models, a.cue)) {
        let taken = |i: usize| found.iter().any(|b: &Attribution| b.cue == i);
        if taken(a.cue) || a.content.pieces.iter().any(|p| p.start < a.cue) {
            continue;
        }
        if let Some(b) = found.iter().find(|b| together(reading, a, b)) {
            let end = if b.cue > a.cue { conjunction(reading, b.cue) } else { usize::MAX };
            let pieces: Vec<Run> =
                a.content.pieces.iter().map(|p| p.start..p.end.min(end)).filter(|p| !p.is_empty()).collect();
            if !pieces.is_empty() {
                let source = if a.source.run.is_empty() { b.source.clone() } else { a.source.clone() };
                added.push(Attribution {
                    source,
                    content: Content { pieces, ..a.content.clone() },
                    by: Finder::Together,
                    ..a.clone()
                });
            }
        } else if let Some(b) = found.iter_mut().find(|b| goes_on(reading, a.cue, b)) {
            let end = conjunction(reading, a.cue);
            for piece in &mut b.content.pieces {
                piece.end = piece.end.min(end).max(piece.start);
            }
            b.content.pieces.retain(|p| !p.is_empty());
            added.push(Attribution { source: b.source.clone(), by: Finder::Together, ..a.clone() });
        }
    }
    found.retain(|a| !a.content.pieces.is_empty());
    found.extend(added);
    answers(reading, found);
}

/// Whether a token is a finite verb that often tells what was said.
fn tells(reading: &Reading<'_>, models: &Models, i: usize) -> bool {
    matches!(reading.parse.tag(i), "VBD" | "VBZ" | "VBP")
        && matches!(cue::habit(reading, i, &models.rates), "sometimes" | "often" | "mostly" | "always")
}

/// Whether two verbs are tied by "and" or "but" and have one subject.
fn together(reading: &Reading<'_>, a: &Attribution, b: &Attribution) -> bool {
    let parse = reading.parse;
    let (first, second) = (a.cue.min(b.cue), a.cue.max(b.cue));
    let tied = parse.dep(second) == Dep::Conj && parse.head(second) == first;
    let own = reading.child(second, &[Dep::Nsubj, Dep::Nsubjpass]).is_some();
    tied && !own
        && !b.source.run.is_empty()
        && reading.quote_of(first) == reading.quote_of(second)
        && b.content.pieces.iter().all(|p| !p.contains(&a.cue))
}

/// Whether a verb goes on with what the one who speaks did, though the tree has it go on with what is said: "the club **said it** was
/// sorry **and promised** to pay", "she **said** he **may** sail but **ruled out** a race".
fn goes_on(reading: &Reading<'_>, verb: usize, b: &Attribution) -> bool {
    let parse = reading.parse;
    let said = parse.head(verb);
    if parse.dep(verb) != Dep::Conj
        || parse.dep(said) != Dep::Ccomp
        || parse.head(said) != b.cue
        || b.source.run.is_empty()
    {
        return false;
    }
    let own = reading.child(verb, &[Dep::Nsubj, Dep::Nsubjpass, Dep::Aux]).is_some();
    let subject = reading.child(said, &[Dep::Nsubj]);
    let words = &reading.lexicon.words;
    let itself = subject.is_some_and(|s| words.third.has(&reading.lower(s)) || words.thing.has(&reading.lower(s)));
    let may = parse.children(said).any(|c| parse.tag(c) == "MD") && parse.tag(verb) == "VBD";
    let finite = parse.tag(verb) == parse.tag(b.cue) || may;
    !own && finite && (itself || may) && reading.quote_of(verb).is_none()
}

/// Where what ties a verb to the one before starts: its "and" or the comma before it.
fn conjunction(reading: &Reading<'_>, verb: usize) -> usize {
    let parse = reading.parse;
    let before =
        |i: usize| parse.pos(i) == Pos::Cconj || parse.text(i) == "," || matches!(parse.dep(i), Dep::Advmod | Dep::Aux);
    (0..verb).rev().take(4).take_while(|&i| before(i)).last().unwrap_or(verb)
}

/// Adds each verb of answering that has no content but how it was done: the rest of its clause tells that.
fn answers(reading: &Reading<'_>, found: &mut Vec<Attribution>) {
    let parse = reading.parse;
    for verb in 0..parse.len() {
        let answer = parse.pos(verb) == Pos::Verb && reading.lexicon.words.answering.has(parse.lemma(verb));
        if !answer || reading.quote_of(verb).is_some() || found.iter().any(|a| a.cue == verb) {
            continue;
        }
        let Some(manner) = parse.children(verb).find(|&c| c == verb + 1 && parse.dep(c) == Dep::Advmod) else {
            continue;
        };
        let Some((subject, own)) = subject(reading, verb) else { continue };
        let content = reading.trim(manner..reading.right(verb).min(reading.sentence(verb).end));
        let first = reading.child(verb, &[Dep::Aux]).filter(|&a| a < verb).unwrap_or(verb);
        // What was said ends where the answer's subject starts that the tree took for a part of it.
        for a in found.iter_mut().filter(|_| !own) {
            for piece in a.content.pieces.iter_mut().filter(|p| p.contains(&verb) && p.contains(&subject.start)) {
                piece.end = reading.trim(piece.start..subject.start).end;
            }
        }
        found.push(Attribution {
            cue: verb,
            words: first..verb + 1,
            source: Source {
                head: subject.end - 1,
                way: Way { up: 0, top: verb, down: None },
                extent: Extent::Whole,
                run: subject,
            },
            content: Content { pieces: vec![content], link: Link::Right, by: manner, skips: None },
            score: 0,
            by: Finder::Answer,
        });
    }
    found.retain(|a| a.content.pieces.iter().all(|p| !p.is_empty()));
}

/// The subject of a verb: its own, or, where the tree lets the words before a verb go on a list, what stands between the comma and the
/// verb: "while Ann said he wants peace for Ukraine, **Kyiv and Rome** have responded coolly". With it, whether it is the verb's own.
fn subject(reading: &Reading<'_>, verb: usize) -> Option<(Run, bool)> {
    let parse = reading.parse;
    if let Some(own) = reading.child(verb, &[Dep::Nsubj]) {
        let run = reading.trim(reading.below(own));
        return (!run.contains(&verb) && !run.is_empty()).then_some((run, true));
    }
    let first = reading.child(verb, &[Dep::Aux]).filter(|&a| a < verb).unwrap_or(verb);
    let sentence = reading.sentence(verb);
    let part = |i: usize| matches!(parse.pos(i), Pos::Propn | Pos::Noun | Pos::Adj | Pos::Det | Pos::Cconj);
    let start = (sentence.start..first).rev().take_while(|&i| part(i)).last()?;
    let listed = start.checked_sub(1).is_some_and(|c| parse.text(c) == ",");
    let noun = matches!(parse.pos(first - 1), Pos::Noun | Pos::Propn) && parse.pos(start) != Pos::Cconj;
    (listed && noun).then_some((start..first, false))
}
