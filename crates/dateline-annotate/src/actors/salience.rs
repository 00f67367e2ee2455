//! What a reader has in mind at a place of a text: the actors and things named shortly before it.

use super::draft::Draft;
use super::gazetteer::Gazetteer;
use super::words::Small;
use dateline_core::{Dep, Parse, Pos};
use std::collections::VecDeque;

/// How many sentences back a reader is taken to remember.
const SENTENCES: usize = 4;
/// How many mentions back.
const MENTIONS: usize = 48;

/// A word that names an actor or another thing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    pub token: usize,
    pub who: Who,
    subject: bool,
    sentence: usize,
}

/// Whom or what a word names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    Actor(usize),
    /// What is no actor, by the first token that named it: whether the word is plural, and whether it is for a person.
    Thing {
        token: usize,
        plural: bool,
        person: bool,
    },
}

/// The latest spots, newest last.
#[derive(Debug, Default)]
pub(super) struct Memory {
    spots: VecDeque<Spot>,
}

impl Memory {
    /// Takes in the word at a token, if it names something.
    pub(super) fn read(&mut self, parse: &Parse, gazetteer: &Gazetteer, draft: &Draft, token: usize) {
        let subject = subject(parse, token);
        let who = match draft.at(token) {
            Some(actor) => Who::Actor(actor),
            None if subject && parse.pos(token) == Pos::Noun => {
                let same = |s: &&Spot| matches!(s.who, Who::Thing { .. }) && parse.lemma(s.token) == parse.lemma(token);
                let plural = parse.tag(token) == "NNS";
                let person = gazetteer.person(&parse.lemma(token).to_lowercase()).is_some();
                self.spots.iter().find(same).map_or(Who::Thing { token, plural, person }, |s| s.who)
            }
            None => return,
        };
        if self.spots.len() == MENTIONS {
            self.spots.pop_front();
        }
        self.spots.push_back(Spot { token, who, subject, sentence: parse.sentence_of(token) });
    }

    /// What is most in mind at a token, of what `weight` gives more than nothing: for whom or what, how well it fits.
    pub(super) fn best(&self, parse: &Parse, words: &Small, at: usize, weight: impl Fn(Who) -> f32) -> Option<Who> {
        let here = parse.sentence_of(at);
        let mut scores: Vec<(Who, f32)> = Vec::new();
        for spot in self.spots.iter().rev().take_while(|s| s.sentence + SENTENCES > here) {
            if bound(parse, words, at, spot.token) {
                continue;
            }
            let fit = weight(spot.who);
            if fit <= 0.0 {
                continue;
            }
            let distance = here - spot.sentence;
            let role = if spot.subject { 2.0 } else { 1.0 };
            let governs = if distance == 0 && spot.subject && governs(parse, spot.token, at) { 2.0 } else { 0.0 };
            let score = fit * (role + governs) * DECAY[distance.min(DECAY.len() - 1)];
            match scores.iter_mut().find(|(who, _)| *who == spot.who) {
                Some((_, sum)) => *sum += score,
                None => scores.push((spot.who, score)),
            }
        }
        // The newest of equals: scores are in the order of newness, and `max_by` would take the last.
        scores.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(who, _)| who)
    }

    /// The latest spot that fits.
    pub(super) fn latest(&self, fits: impl Fn(Who) -> bool) -> Option<Who> {
        self.spots.iter().rev().map(|s| s.who).find(|&who| fits(who))
    }
}

/// What a mention counts for by how many sentences ago it was.
const DECAY: [f32; SENTENCES] = [1.0, 0.7, 0.3, 0.15];

/// Whether a token is a subject, or one of several.
pub(super) fn subject(parse: &Parse, token: usize) -> bool {
    matches!(parse.dep(token), Dep::Nsubj | Dep::Nsubjpass)
        || parse.dep(token) == Dep::Conj && matches!(parse.dep(parse.head(token)), Dep::Nsubj | Dep::Nsubjpass)
}

/// Whether a subject's verb stands above a token.
fn governs(parse: &Parse, subject: usize, token: usize) -> bool {
    let verb = parse.head(subject);
    parse.ancestors(token).take(12).any(|a| a == verb)
}

/// Whether a pronoun cannot mean a word since both hang on one verb: "Ann saw her".
fn bound(parse: &Parse, words: &Small, pronoun: usize, word: usize) -> bool {
    let reflexive = words.reflexive_ends.strip_from_end_of(parse.text(pronoun)).is_some();
    let verb = parse.head(pronoun);
    let object = matches!(parse.dep(pronoun), Dep::Dobj | Dep::Dative)
        || parse.dep(pronoun) == Dep::Pobj && parse.head(verb) == parse.head(word);
    object && !reflexive && (parse.head(word) == verb || parse.dep(pronoun) == Dep::Pobj) && subject(parse, word)
}
