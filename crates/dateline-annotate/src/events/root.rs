//! What kind of act an event is: PLOVER's roots by the lexicon, and by weights that were learned over its frame.

use super::lexicon::{Frame, Lexicon};
use super::participants::Participants;
use super::tree::{is_passive, joined, prep_objects, verb_lemma};
use super::trigger::{Kind, Trigger};
use crate::statements::model::{Features, Weights};
use dateline_core::{Dep, Parse, Pos, Root};

/// What stands around a verb or noun, as the conditions of roots.txt ask for it.
pub(super) fn frame<'a>(parse: &'a Parse, lexicon: &Lexicon, word: usize) -> Frame<'a> {
    let mut frame = Frame::default();
    let mut object = parse.child(word, &[Dep::Dobj]);
    if object.is_none() && is_passive(parse, word) {
        object =
            parse.child(word, &[Dep::Nsubjpass]).or_else(|| (parse.dep(word) == Dep::Acl).then(|| parse.head(word)));
    }
    let held: Vec<usize> = object.into_iter().flat_map(|o| joined(parse, o)).collect();
    for &noun in &held {
        let before = parse.children(noun).filter(|&c| matches!(parse.dep(c), Dep::Compound | Dep::Amod | Dep::Nmod));
        frame.objects.extend(before.map(|c| parse.lemma(c)));
        let of = prep_objects(parse, noun).into_iter().filter(|&(p, _)| lexicon.words.of.has(parse.lemma(p)));
        frame.objects.extend(of.map(|(_, o)| parse.lemma(o)));
    }
    frame.objects.extend(held.iter().map(|&noun| parse.lemma(noun)));
    let preps = prep_objects(parse, word);
    for &(prep, noun) in &preps {
        frame.preps.push(parse.lemma(prep));
        if object.is_none() {
            frame.objects.push(parse.lemma(noun));
        }
    }
    let infinitive =
        |c: usize| parse.dep(c) == Dep::Advcl && parse.child(c, &[Dep::Aux]).is_some_and(|a| parse.tag(a) == "TO");
    frame.clause =
        parse.children(word).any(|c| matches!(parse.dep(c), Dep::Xcomp | Dep::Ccomp | Dep::Acl) || infinitive(c));
    frame.not = parse.child(word, &[Dep::Neg]).is_some();
    frame
}

/// The root of an event by the lexicon alone, and whether by a line that asks for the object that is there.
fn by_lexicon(parse: &Parse, lexicon: &Lexicon, trigger: Trigger) -> Option<(Root, bool)> {
    let of_verb = |verb| lexicon.verb_root(&verb_lemma(parse, lexicon, verb), &frame(parse, lexicon, verb));
    let of_noun = || lexicon.noun_root(parse.lemma(trigger.word), &frame(parse, lexicon, trigger.word));
    match trigger.kind {
        Kind::Verb | Kind::Carrier => of_verb(trigger.word),
        Kind::Noun | Kind::Occurring { .. } | Kind::Outcome { .. } => of_noun(),
        Kind::Carried { verb } => of_verb(verb).or_else(of_noun),
    }
}

/// What the learned part sees of an event: names of facts with their values. Names of people, places and bodies are
/// seen as their kind only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    facts: Vec<(&'static str, String)>,
    lexicon: Option<Root>,
    /// Whether the lexicon has it from the word with its object.
    by_object: bool,
}

impl Facts {
    /// The facts of an event.
    pub(super) fn of(parse: &Parse, lexicon: &Lexicon, trigger: Trigger, found: &Participants) -> Facts {
        let (root, by_object) = by_lexicon(parse, lexicon, trigger).unzip();
        let word = match parse.pos(trigger.word) {
            Pos::Verb => verb_lemma(parse, lexicon, trigger.word),
            _ => parse.lemma(trigger.word).to_lowercase(),
        };
        let mut facts = vec![("word", word.clone()), ("lexicon", root.map_or("NONE", Root::name).to_owned())];
        let mut add = |name: &'static str, value: String| facts.push((name, value));
        if let Kind::Carried { verb } = trigger.kind {
            add("verb", verb_lemma(parse, lexicon, verb));
        }
        let frame = frame(parse, lexicon, trigger.word);
        for object in &frame.objects {
            let value = object.to_lowercase();
            if value.chars().all(char::is_alphabetic) && object.starts_with(char::is_lowercase) {
                add("word object", format!("{word} {value}"));
            }
        }
        if let Some((noun, _)) = frame.objects.last().and_then(|o| lexicon.noun_root(o, &Default::default())) {
            add("object lexicon", noun.name().to_owned());
        }
        for prep in &frame.preps {
            add("word prep", format!("{word} {}", prep.to_lowercase()));
        }
        if let Some(inner) = parse.child(trigger.word, &[Dep::Xcomp, Dep::Ccomp, Dep::Advcl]) {
            let inner_word = verb_lemma(parse, lexicon, inner);
            let root = lexicon.verb_root(&inner_word, &self::frame(parse, lexicon, inner));
            add("inner", inner_word);
            add("word inner lexicon", format!("{word} {}", root.map_or("NONE", |(root, _)| root.name())));
        }
        if frame.not {
            add("not", String::new());
        }
        for &head in found.sources.iter().take(2) {
            add("source", kind_of(parse, head));
        }
        for &head in found.targets.iter().take(3) {
            add("target", kind_of(parse, head));
            if let Some((root, _)) = lexicon.noun_root(parse.lemma(head), &Default::default()) {
                add("target lexicon", root.name().to_owned());
            }
        }
        Facts { facts, lexicon: root, by_object: by_object.unwrap_or(false) }
    }

    /// The root by the lexicon alone.
    #[cfg(test)]
    pub(super) fn lexicon(&self) -> Option<Root> {
        self.lexicon
    }

    /// The roots that an event may have, `None` for none of them: only that of the lexicon where it knows the word with
    /// its object ("sent troops"), any but none where it knows the word alone.
    pub fn options(&self) -> impl Iterator<Item = Option<Root>> + '_ {
        let none = self.lexicon.is_none().then_some(None);
        let fits = move |root: &Root| !self.by_object || self.lexicon == Some(*root);
        none.into_iter().chain(Root::all().filter(fits).map(Some))
    }

    /// Puts the features of one option.
    pub fn describe(&self, option: Option<Root>, to: &mut dyn Features) {
        let option = option.map_or("NONE", Root::name);
        to.put("", &[option]);
        for (fact, value) in &self.facts {
            to.put(fact, &[value, option]);
        }
        if self.lexicon.map(Root::name) == Some(option) {
            to.put("as the lexicon", &[]);
        }
    }

    /// The option with the highest score; of equals, what the lexicon says.
    pub fn choose(&self, weights: &Weights) -> Option<Root> {
        let score = |option: Option<Root>| weights.score(|sum| self.describe(option, sum));
        self.options().max_by_key(|&o| (score(o), o == self.lexicon)).flatten()
    }
}

/// What kind of word a participant's head is: a name's label, or the part of speech. A noun alone says too little of what
/// is done to it: troops are sent, withdrawn and thanked.
fn kind_of(parse: &Parse, head: usize) -> String {
    parse.entity_of(head).map_or_else(|| parse.pos(head).to_string(), |entity| entity.label.clone())
}
