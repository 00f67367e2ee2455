//! A second look at whose words they are, over the whole report: who of all its actors said each statement, and how surely.
//!
//! The first look ([`Speakers`](super::speaker::Speakers)) reads from the top and goes by rules. This one knows what came
//! before and after, weighs each actor that may be meant by named features, and leaves open what is not sure enough.

mod signs;

use super::content;
use super::find::{Attribution, Finder};
use super::model::{Features, Sum, Weights};
use super::phrases::{can_speak, core, definite};
use super::reading::Reading;
use super::speaker::Who;
use dateline_core::{Actor, ActorId, ActorKind, Dep, MentionKind, Pos};

/// What the second look learned.
#[derive(Debug, Default)]
pub(super) struct Second {
    /// Whether a statement was said in words.
    said: Weights,
    /// Who of a report's actors said it.
    whose: Weights,
}

impl Second {
    /// Reads the weights of a data file.
    pub(super) fn read(file: &str) -> Second {
        Second { said: Weights::read(file, "said"), whose: Weights::read(file, "whose") }
    }
}

/// What stands for a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// No word.
    Nothing,
    /// "I", "we".
    Own,
    He,
    She,
    They,
    It,
    /// Another pronoun.
    Who,
    /// The name of a person of the report.
    Person,
    /// The name of another actor of the report.
    Name,
    /// A name that no actor bears.
    StrangeName,
    /// A noun that says who is known: "the mayor", "his lawyer".
    The,
    /// A noun that brings someone in: "a lawyer".
    A,
    Other,
}

/// From this score on a statement counts as said in words, in thousandths of log odds.
const SAID: i32 = 300;
/// What is known of an actor before any statement is looked at.
struct Known {
    /// The first token of each mention outside others' words, with how it names the actor, in order.
    mentions: Vec<Spot>,
    /// The lemmas of the nouns by which the report calls the actor, and of the words of its names.
    called: Vec<String>,
    named: Vec<String>,
    /// How many mentions say "he" and how many "she".
    he: usize,
    she: usize,
}

/// A mention by its head.
#[derive(Clone, Copy)]
struct Spot {
    head: usize,
    start: usize,
    end: usize,
    kind: MentionKind,
}

/// All that the second look asks of a report.
pub(super) struct Whose<'r, 'a> {
    reading: &'r Reading<'a>,
    actors: &'r [Actor],
    known: Vec<Known>,
    found: &'r [Attribution],
    /// What the first look says of each statement, and the statement that holds it.
    first: &'r [Who],
    within: &'r [Option<usize>],
    /// How many statements name each actor as their source.
    said: Vec<usize>,
    /// Whether each statement names its source, by more than a pronoun.
    named: Vec<bool>,
}

/// How many sentences back someone may be meant without being named again.
const SENTENCES: usize = 7;
/// How many actors are weighed for one statement.
const MOST: usize = 14;

impl<'r, 'a> Whose<'r, 'a> {
    /// Takes in a report whose statements were looked at once.
    pub(super) fn new(
        reading: &'r Reading<'a>,
        actors: &'r [Actor],
        found: &'r [Attribution],
        first: &'r [Who],
        within: &'r [Option<usize>],
    ) -> Whose<'r, 'a> {
        let named: Vec<bool> =
            found.iter().map(|a| !a.source.run.is_empty() && reading.parse.pos(a.source.head) != Pos::Pron).collect();
        let mut said = vec![0; actors.len()];
        for id in first.iter().zip(&named).filter(|(_, named)| **named).filter_map(|(who, _)| who.speaker) {
            said[id.index()] += 1;
        }
        let known = actors.iter().map(|a| known(reading, a)).collect();
        Whose { reading, actors, known, found, first, within, said, named }
    }

    /// Whether the second look is asked: where the source's own words do not name who it is.
    pub(super) fn is_asked(&self, i: usize) -> bool {
        let a = &self.found[i];
        let by_name = |id: ActorId| {
            self.known[id.index()]
                .mentions
                .iter()
                .any(|m| m.kind == MentionKind::Name && a.source.run.contains(&m.head))
        };
        if matches!(a.by, Finder::SignedPost | Finder::Transcript) {
            return false;
        }
        // A body without a name goes by the very words of its source.
        let body = |id: ActorId| {
            !self.known[id.index()].mentions.iter().any(|m| m.kind == MentionKind::Name)
                && self.at_source(a).is_some_and(|(own, _)| own == id)
        };
        !matches!(self.form(a), Form::Person | Form::Name | Form::StrangeName | Form::Own)
            && !self.first[i].speaker.is_some_and(|id| by_name(id) || body(id))
    }

    /// Whether a statement was said in words, as far as the report tells.
    pub(super) fn says(&self, i: usize) -> bool {
        let (a, words) = (&self.found[i], &self.reading.lexicon.words);
        let (parse, source) = (self.reading.parse, a.source.head);
        let verb = !a.words.is_empty() && parse.pos(a.cue) == Pos::Verb;
        let quoted = content::quoted(self.reading, &a.content) != "none";
        let noun = verb && !quoted && parse.dep(a.content.by) == Dep::Dobj;
        if noun && words.clause_verbs.has(parse.lemma(a.cue)) {
            return false;
        }
        if words.reporting.has(&self.reading.lower(a.cue))
            || words.according.has(parse.lemma(a.cue))
            || verb && !noun && words.speech_verbs.has(parse.lemma(a.cue))
            || matches!(a.by, Finder::Together | Finder::Answer)
        {
            return true;
        }
        // "The trajectory shows …": a thing that can not speak has not said it.
        let thing = !a.source.run.is_empty() && parse.pos(source) == Pos::Noun && !can_speak(self.reading, source);
        if verb && thing && !quoted && self.first[i].speaker.is_none() {
            return false;
        }
        let bias = |f: &mut Sum<'_>| f.put("bias", &[]);
        let said = &self.reading.lexicon.second.said;
        self.found[i].words.is_empty() || said.score(|f| self.describe_saying(i, f)) + said.score(bias) >= SAID
    }

    /// Who said a statement: the actor that is surely meant, else what the report says of its source.
    pub(super) fn who(&self, i: usize) -> Who {
        let (a, first) = (&self.found[i], &self.first[i]);
        if !self.is_asked(i) {
            return if self.shares_its_name(a, first) { Who::default() } else { first.clone() };
        }
        let weights = &self.reading.lexicon.second.whose;
        let mut scores: Vec<(i32, Option<ActorId>)> =
            self.options(i).into_iter().map(|o| (weights.score(|f| self.describe(i, o, f)), o)).collect();
        // The first of equals, as they are in the order of nearness.
        scores.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        let margin = scores.get(1).map_or(i32::MAX, |next| scores[0].0 - next.0);
        match scores[0].1 {
            Some(id) if margin >= self.sure(i, id) => Who { speaker: Some(id), ..Who::default() },
            _ if first.speaker.is_none() => first.clone(),
            _ => self.as_worded(a),
        }
    }

    /// One who may have said it is taken where no other comes nearer than this, in thousandths of log odds. A pronoun for one person
    /// most often means whom the rules take, and so does a noun by which the report calls that one; a quotation that stands alone is
    /// most often nobody's.
    ///
    /// On stories left out, those taken are right in .92, and in half of the rest the reader gave the words to another who said the
    /// same.
    fn sure(&self, i: usize, id: ActorId) -> i32 {
        let (a, as_the_rules) = (&self.found[i], self.first[i].speaker == Some(id));
        match self.form(a) {
            Form::He | Form::She if as_the_rules => 1000,
            Form::The | Form::Other if as_the_rules && self.fits(a, &self.known[id.index()]) == 2 => 600,
            // A state by its government is shown in the words of the report.
            _ if as_the_rules && self.actors[id.index()].kind == ActorKind::Country => 0,
            Form::They if as_the_rules => i32::MIN,
            Form::The if as_the_rules && self.reading.lexicon.channels.has(self.reading.parse.lemma(a.source.head)) => {
                0
            }
            _ if as_the_rules => 1200,
            // Who is spoken of within a quotation may be known only to the one who is quoted.
            Form::The | Form::A if self.within[i].is_some() => 3000,
            Form::Nothing => 2000,
            _ => 1600,
        }
    }

    /// Whether a source gives but a last name that another person of the report bears too and is named by as often or nearly so.
    fn shares_its_name(&self, a: &Attribution, who: &Who) -> bool {
        /// Whom a report names this many times as often as another may go by the last name alone.
        const MAIN: usize = 3;
        let Some(id) = who.speaker.filter(|_| a.source.run.len() == 1) else { return false };
        let name = self.reading.lower(a.source.head);
        let named = |known: &Known| known.mentions.iter().filter(|m| m.kind == MentionKind::Name).count();
        let own = named(&self.known[id.index()]);
        let bears = |known: &Known| known.named.len() > 1 && known.named.last().is_some_and(|last| *last == *name);
        let others = self.actors.iter().zip(&self.known).filter(|(b, _)| b.id != id && b.kind == ActorKind::Person);
        others.into_iter().any(|(_, known)| bears(known) && named(known) * MAIN > own)
    }

    /// A source whom the report does not surely name.
    fn as_worded(&self, a: &Attribution) -> Who {
        let (reading, parse) = (self.reading, self.reading.parse);
        if a.source.run.is_empty() || parse.pos(a.source.head) != Pos::Noun {
            return Who::default();
        }
        let head = a.source.head;
        let lemma = parse.lemma(head).to_lowercase();
        let office = reading.lexicon.offices.has(&lemma) && parse.tag(head) == "NN" && definite(reading, head);
        let anonymous = reading.lexicon.people.has(&lemma) && !office;
        Who { anonymous, description: Some(core(reading, head, &a.source.run)), ..Who::default() }
    }

    /// Those who may have said a statement: whom the first look took, whom the source names, and who was named shortly before or
    /// speaks beside it; last, that it is left open.
    pub(super) fn options(&self, i: usize) -> Vec<Option<ActorId>> {
        let a = &self.found[i];
        let at = start(a);
        let parse = self.reading.parse;
        let sentence = parse.sentence_of(at);
        let several = !a.source.run.is_empty()
            && (matches!(parse.tag(a.source.head), "NNS" | "NNPS")
                || parse.child(a.source.head, &[Dep::Conj]).is_some());
        // Who speaks of "the captain" speaks of another.
        let himself = self.within[i].filter(|_| matches!(self.form(a), Form::The | Form::A));
        let himself = himself.and_then(|outer| self.first[outer].speaker);
        let mut near: Vec<(usize, ActorId)> = Vec::new();
        for (actor, known) in self.actors.iter().zip(&self.known) {
            let last = known.mentions.partition_point(|m| m.start < at.max(a.source.run.end));
            let before = last.checked_sub(1).map(|m| known.mentions[m].head);
            let close = before.filter(|&m| self.reading.parse.sentence_of(m) + SENTENCES > sentence);
            let speaks = self.beside(i, actor.id).is_some();
            let called = self.fits(a, known) > 0;
            // "A spokesman for Lee" is not Lee.
            let inside = known.mentions.iter().any(|m| a.source.run.contains(&m.head) && m.head != a.source.head);
            let one_of_several = several && actor.kind == ActorKind::Person;
            let inside = inside || Some(actor.id) == himself;
            if (close.is_some() || speaks || called) && actor.kind != ActorKind::Place && !inside && !one_of_several {
                let distance = before.map_or(usize::MAX, |m| at.abs_diff(m));
                near.push((if speaks { 0 } else { distance }, actor.id));
            }
        }
        near.sort_unstable();
        near.truncate(MOST);
        let mut options: Vec<Option<ActorId>> = near.into_iter().map(|(_, id)| Some(id)).collect();
        for own in [self.first[i].speaker, self.at_source(a).map(|(id, _)| id)].into_iter().flatten() {
            if !options.contains(&Some(own)) {
                options.push(Some(own));
            }
        }
        options.push(None);
        options
    }

    /// The actor whose mention the head of a source is.
    fn at_source(&self, a: &Attribution) -> Option<(ActorId, MentionKind)> {
        if a.source.run.is_empty() {
            return None;
        }
        let head = a.source.head;
        let of = |known: &Known| {
            let at = known.mentions.partition_point(|m| m.end <= head);
            known.mentions.get(at).filter(|m| m.start <= head).map(|m| m.kind)
        };
        self.actors.iter().zip(&self.known).find_map(|(actor, known)| Some((actor.id, of(known)?)))
    }

    /// How many statements away an actor is told by name to speak, before (negative) or after, outside others' words.
    fn beside(&self, i: usize, actor: ActorId) -> Option<(i32, usize)> {
        const BACK: usize = 5;
        const ON: usize = 2;
        let paragraph = |j: usize| self.reading.paragraph_of(self.found[j].cue);
        let here = paragraph(i);
        let mains = |range: std::ops::Range<usize>| range.filter(|&j| self.within[j].is_none());
        let back = mains(0..i).rev().take(BACK).position(|j| self.first[j].speaker == Some(actor));
        if let Some(n) = back {
            let j = mains(0..i).rev().nth(n).unwrap_or(i);
            return Some((-(n as i32) - 1, here.abs_diff(paragraph(j))));
        }
        let on = mains(i + 1..self.found.len()).take(ON).position(|j| self.first[j].speaker == Some(actor))?;
        let j = mains(i + 1..self.found.len()).nth(on).unwrap_or(i);
        Some((on as i32 + 1, here.abs_diff(paragraph(j))))
    }

    /// How well a source's noun fits what an actor is called: 2 by what it is, 1 by a word of its name.
    fn fits(&self, a: &Attribution, known: &Known) -> u8 {
        let parse = self.reading.parse;
        if a.source.run.is_empty() || parse.pos(a.source.head) != Pos::Noun {
            return 0;
        }
        let lemma = parse.lemma(a.source.head).to_lowercase();
        if known.called.contains(&lemma) { 2 } else { u8::from(known.named.contains(&lemma)) }
    }

    /// What stands for the source.
    fn form(&self, a: &Attribution) -> Form {
        let (reading, parse) = (self.reading, self.reading.parse);
        if a.source.run.is_empty() {
            return Form::Nothing;
        }
        let head = a.source.head;
        let word = reading.lower(head);
        match parse.pos(head) {
            Pos::Pron if reading.lexicon.words.own.has(&word) => Form::Own,
            Pos::Pron => match &*word {
                w if reading.lexicon.words.several.has(w) => Form::They,
                w if reading.lexicon.words.thing.has(w) => Form::It,
                w if reading.lexicon.words.one.has(w) => {
                    if reading.lexicon.words.one.iter().next() == Some(w) {
                        Form::He
                    } else {
                        Form::She
                    }
                }
                _ => Form::Who,
            },
            Pos::Propn => match self.at_source(a) {
                Some((id, _)) if self.actors[id.index()].kind == ActorKind::Person => Form::Person,
                Some(_) => Form::Name,
                None => Form::StrangeName,
            },
            Pos::Noun if definite(reading, head) => Form::The,
            Pos::Noun => Form::A,
            _ => Form::Other,
        }
    }
}

/// The first token of what is told.
fn start(a: &Attribution) -> usize {
    let source = if a.source.run.is_empty() { a.cue } else { a.source.run.start };
    a.content.pieces.first().map_or(a.cue, |p| p.start).min(a.cue).min(source).max(source.min(a.cue))
}

fn known(reading: &Reading<'_>, actor: &Actor) -> Known {
    let parse = reading.parse;
    let spot = |m: &dateline_core::Mention| {
        let tokens = parse.tokens_in(m.span);
        let leaves = |&i: &usize| parse.head(i) == i || !tokens.contains(&parse.head(i));
        let head = tokens.clone().rev().find(leaves)?;
        Some(Spot { head, start: tokens.start, end: tokens.end, kind: m.kind })
    };
    let mentions: Vec<Spot> = actor.mentions.iter().filter_map(spot).collect();
    let pronouns = |n: usize| {
        let form = reading.lexicon.words.one.iter().nth(n);
        mentions.iter().filter(|m| m.kind == MentionKind::Pronoun && Some(&*reading.lower(m.head)) == form).count()
    };
    let words = |text: &str| -> Vec<String> { text.split([' ', '-']).map(|w| w.to_lowercase()).collect() };
    let nominal = mentions.iter().filter(|m| m.kind == MentionKind::Nominal);
    let mut called: Vec<String> = actor.roles.iter().flat_map(|r| words(r)).collect();
    called.extend(nominal.map(|m| parse.lemma(m.head).to_lowercase()));
    let (he, she) = (pronouns(0), pronouns(1));
    Known { named: words(&actor.name), called, mentions, he, she }
}
