//! Which words name events: verbs that tell of a happening, nouns of happening, and adjectives of what came of one.

use super::lexicon::Lexicon;
use super::tree::{is_noun, is_verb, subjects, verb_lemma};
use dateline_core::{Dep, Parse, Pos};

/// A word that names an event, with the verb that carries it where it is not that verb itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Trigger {
    /// The word.
    pub(super) word: usize,
    /// How it stands in its clause.
    pub(super) kind: Kind,
}

/// How the word that names an event stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A verb.
    Verb,
    /// A verb whose object names an event too, which has the participants: "announced a strike".
    Carrier,
    /// A noun on its own.
    Noun,
    /// A noun that a verb lends its subject and its tense: "held talks", "announced a strike", "talks were held".
    Carried {
        /// That verb.
        verb: usize,
    },
    /// A noun of which a verb says that it comes about: "talks took place".
    Occurring {
        /// That verb.
        verb: usize,
    },
    /// An adjective that tells what became of those whom a verb names: "five are dead", "left five dead".
    Outcome {
        /// That verb.
        verb: usize,
    },
}

/// The words of a sentence that name events, in order.
pub(super) fn triggers(parse: &Parse, lexicon: &Lexicon, sentence: std::ops::Range<usize>) -> Vec<Trigger> {
    sentence.filter_map(|i| Some(Trigger { word: i, kind: kind(parse, lexicon, i)? })).collect()
}

fn kind(parse: &Parse, lexicon: &Lexicon, i: usize) -> Option<Kind> {
    if is_verb(parse, i) {
        verb_kind(parse, lexicon, i)
    } else if is_happening(parse, lexicon, i) {
        Some(noun_kind(parse, lexicon, i))
    } else {
        outcome(parse, lexicon, i)
    }
}

fn outcome(parse: &Parse, lexicon: &Lexicon, adjective: usize) -> Option<Kind> {
    let verb = parse.head(adjective);
    let says = parse.pos(adjective) == Pos::Adj
        && matches!(parse.dep(adjective), Dep::Acomp | Dep::Oprd | Dep::Ccomp | Dep::Attr);
    let of_verb =
        says && lexicon.words.outcome_verbs.has(parse.lemma(verb)) && lexicon.is("outcome", parse.lemma(adjective));
    of_verb.then_some(Kind::Outcome { verb })
}

/// Whether a noun names a happening, rather than a thing, a name's part or a word before another noun.
fn is_happening(parse: &Parse, lexicon: &Lexicon, i: usize) -> bool {
    let common = matches!(parse.tag(i), "NN" | "NNS");
    let of_news = || {
        let before = parse.child(i, &[Dep::Compound]).map_or("", |c| parse.lemma(c));
        lexicon.is_noun("not", &format!("{before}+{}", parse.lemma(i)))
    };
    common
        && !of_news()
        && parse.dep(i) != Dep::Compound
        && parse.entity_of(i).is_none()
        && lexicon.is_happening(parse.lemma(i))
}

fn verb_kind(parse: &Parse, lexicon: &Lexicon, verb: usize) -> Option<Kind> {
    let outside = [
        Dep::Aux,
        Dep::Auxpass,
        Dep::Amod,
        Dep::Compound,
        Dep::Prep,
        Dep::Case,
        Dep::Advmod,
        Dep::Mark,
        Dep::Cc,
        Dep::Punct,
        Dep::Nmod,
    ];
    if outside.contains(&parse.dep(verb)) || is_command(parse, lexicon, verb) {
        return None;
    }
    let lemma = verb_lemma(parse, lexicon, verb);
    let infinitive = |c: usize| parse.dep(c) == Dep::Xcomp && is_verb(parse, c);
    if lexicon.is("state", &lemma) || lexicon.is("aspect", &lemma) && parse.children(verb).any(infinitive) {
        return None;
    }
    if lexicon.is("report", &lemma) && !lexicon.has_root(&lemma) {
        return None;
    }
    if let Some(noun) = carried(parse, lexicon, verb) {
        let light = lexicon.is("light", &lemma) || noun_is_subject(parse, noun) && lexicon.is("occur", &lemma);
        let named = lexicon.verb_root(&lemma, &super::root::frame(parse, lexicon, verb)).is_some();
        return if light { None } else { Some(if named { Kind::Verb } else { Kind::Carrier }) };
    }
    let of_happening = || subjects(parse, lexicon, verb).first().is_some_and(|&s| is_happening(parse, lexicon, s));
    if is_come_about(parse, lexicon, verb) && of_happening() {
        return None;
    }
    Some(Kind::Verb)
}

/// Verbs that say no more of a happening than that it came about.
fn is_come_about(parse: &Parse, lexicon: &Lexicon, verb: usize) -> bool {
    let words = &lexicon.words;
    match parse.lemma(verb) {
        take if words.take.has(take) => {
            parse.child(verb, &[Dep::Dobj]).is_some_and(|o| words.place.has(parse.lemma(o)))
        }
        lemma => words.come_about.has(lemma),
    }
}

fn noun_is_subject(parse: &Parse, noun: usize) -> bool {
    parse.dep(noun) == Dep::Nsubj
}

/// The noun of happening that a light or carrying verb has as its object.
fn carried(parse: &Parse, lexicon: &Lexicon, verb: usize) -> Option<usize> {
    let lemma = verb_lemma(parse, lexicon, verb);
    if !lexicon.is("light", &lemma) && !lexicon.is("carry", &lemma) {
        return None;
    }
    parse.child(verb, &[Dep::Dobj, Dep::Nsubjpass]).filter(|&o| is_happening(parse, lexicon, o))
}

fn noun_kind(parse: &Parse, lexicon: &Lexicon, noun: usize) -> Kind {
    // "talks and visits": a joined noun stands as the first one does.
    let first = std::iter::successors(Some(noun), |&n| {
        let head = parse.head(n);
        (parse.dep(n) == Dep::Conj && head < n && is_noun(parse, head)).then_some(head)
    })
    .last()
    .unwrap_or(noun);
    let verb = parse.head(first);
    if verb != first && is_verb(parse, verb) && carried(parse, lexicon, verb) == Some(first) {
        return Kind::Carried { verb };
    }
    match occurrence(parse, lexicon, first) {
        Some(verb) => Kind::Occurring { verb },
        None => Kind::Noun,
    }
}

/// The verb that says of a noun, its subject, that it comes about: "talks are due to begin" gives "begin".
fn occurrence(parse: &Parse, lexicon: &Lexicon, noun: usize) -> Option<usize> {
    if !matches!(parse.dep(noun), Dep::Nsubj | Dep::Nsubjpass) {
        return None;
    }
    let mut verb = parse.head(noun);
    for _ in 0..4 {
        let occurs = lexicon.is("occur", &verb_lemma(parse, lexicon, verb)) || is_come_about(parse, lexicon, verb);
        if occurs && is_verb(parse, verb) && parse.child(verb, &[Dep::Xcomp]).is_none() {
            return Some(verb);
        }
        verb = parse.child(verb, &[Dep::Xcomp, Dep::Acomp])?;
    }
    None
}

/// Whether a verb tells someone what to do ("Stir the soup"), or speaks of anyone ("you fry the onions").
fn is_command(parse: &Parse, lexicon: &Lexicon, verb: usize) -> bool {
    let subjects = subjects(parse, lexicon, verb);
    if let Some(&subject) = subjects.first() {
        return lexicon.words.anyone.has(&parse.lemma(subject).to_lowercase());
    }
    let bare = matches!(parse.tag(verb), "VB" | "VBP") && parse.child(verb, &[Dep::Aux, Dep::Auxpass]).is_none();
    bare && matches!(parse.dep(verb), Dep::Root | Dep::Conj | Dep::Ccomp | Dep::Parataxis) || under_command(parse, verb)
}

/// Whether a verb hangs on a command: "Stir well, adding salt".
fn under_command(parse: &Parse, verb: usize) -> bool {
    let head = parse.head(verb);
    head != verb
        && matches!(parse.dep(verb), Dep::Advcl | Dep::Xcomp | Dep::Pcomp)
        && parse.tag(head) == "VB"
        && parse.dep(head) == Dep::Root
        && parse.child(head, &[Dep::Aux, Dep::Auxpass, Dep::Nsubj]).is_none()
}
