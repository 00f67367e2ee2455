//! What kind of act an event is: PLOVER's roots by the lexicon.

use super::lexicon::{Frame, Lexicon};
use super::tree::{is_passive, joined, prep_objects, verb_lemma};
use super::trigger::{Kind, Trigger};
use dateline_core::{Parse, Root};

/// The roots with their names, in PLOVER's order.
pub(super) const ROOTS: [(&str, Root); 15] = [
    ("AGREE", Root::Agree),
    ("CONSULT", Root::Consult),
    ("SUPPORT", Root::Support),
    ("COOPERATE", Root::Cooperate),
    ("AID", Root::Aid),
    ("YIELD", Root::Yield),
    ("REQUEST", Root::Request),
    ("ACCUSE", Root::Accuse),
    ("REJECT", Root::Reject),
    ("THREATEN", Root::Threaten),
    ("PROTEST", Root::Protest),
    ("SANCTION", Root::Sanction),
    ("MOBILIZE", Root::Mobilize),
    ("COERCE", Root::Coerce),
    ("ASSAULT", Root::Assault),
];

/// The root of a name.
pub(super) fn named(name: &str) -> Option<Root> {
    ROOTS.iter().find(|(n, _)| *n == name).map(|&(_, root)| root)
}

/// What stands around a verb or noun, as the conditions of roots.txt ask for it.
pub(super) fn frame<'a>(parse: &'a Parse, word: usize) -> Frame<'a> {
    let mut frame = Frame::default();
    let mut object = parse.child(word, &["dobj"]);
    if object.is_none() && is_passive(parse, word) {
        object = parse.child(word, &["nsubjpass"]).or_else(|| (parse.dep(word) == "acl").then(|| parse.head(word)));
    }
    let held: Vec<usize> = object.into_iter().flat_map(|o| joined(parse, o)).collect();
    for &noun in &held {
        let before = parse.children(noun).filter(|&c| matches!(parse.dep(c), "compound" | "amod" | "nmod"));
        frame.objects.extend(before.map(|c| parse.lemma(c)));
        let of = prep_objects(parse, noun).into_iter().filter(|&(p, _)| parse.lemma(p) == "of");
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
        |c: usize| parse.dep(c) == "advcl" && parse.child(c, &["aux"]).is_some_and(|a| parse.tag(a) == "TO");
    frame.clause = parse.children(word).any(|c| matches!(parse.dep(c), "xcomp" | "ccomp" | "acl") || infinitive(c));
    frame.not = parse.child(word, &["neg"]).is_some();
    frame
}

/// The root of an event by the lexicon alone.
pub(super) fn by_lexicon(parse: &Parse, lexicon: &Lexicon, trigger: Trigger) -> Option<Root> {
    let of_verb = |verb| {
        let lemma = verb_lemma(parse, verb);
        lexicon.verb_root(&lemma, &frame(parse, verb))
    };
    match trigger.kind {
        Kind::Verb | Kind::Carrier => of_verb(trigger.word),
        Kind::Noun | Kind::Occurring { .. } => {
            lexicon.noun_root(parse.lemma(trigger.word), &frame(parse, trigger.word))
        }
        Kind::Carried { verb } => {
            of_verb(verb).or_else(|| lexicon.noun_root(parse.lemma(trigger.word), &frame(parse, trigger.word)))
        }
    }
}
