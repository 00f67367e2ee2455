//! Whether an event is told as happened, and the words that say otherwise.

use super::lexicon::Lexicon;
use super::tree::{hangs_on_particle, is_verb, verb_lemma};
use super::trigger::{Kind, Trigger};
use dateline_core::{Dep, Parse, Pos, Status};

/// How many verbs above an event can bear on it.
const HIGH: usize = 6;

/// The status of an event, with the token that says so where it is not plainly told as happened.
pub(super) fn status(parse: &Parse, lexicon: &Lexicon, trigger: Trigger) -> (Status, Option<usize>) {
    let found = match trigger.kind {
        Kind::Verb | Kind::Carrier => of_verb(parse, lexicon, trigger.word, HIGH),
        Kind::Noun => of_noun(parse, lexicon, trigger.word),
        Kind::Carried { verb } => of_carried(parse, lexicon, trigger.word, verb),
        Kind::Outcome { verb } => of_verb(parse, lexicon, verb, HIGH),
        Kind::Occurring { verb } => {
            on_noun(parse, lexicon, trigger.word).or_else(|| of_verb(parse, lexicon, verb, HIGH))
        }
    };
    let found = found.or_else(|| question(parse, trigger.word));
    found.map_or((Status::Happened, None), |(status, cue)| (status, Some(cue)))
}

type Found = Option<(Status, usize)>;

/// A verb's own auxiliaries and adverbs first, then the words above that it hangs on.
fn of_verb(parse: &Parse, lexicon: &Lexicon, verb: usize, left: usize) -> Found {
    let left = left.checked_sub(1)?;
    on_verb(parse, lexicon, verb).or_else(|| above(parse, lexicon, verb, left))
}

/// What stands on the verb itself.
fn on_verb(parse: &Parse, lexicon: &Lexicon, verb: usize) -> Found {
    let of = |dep: &[Dep], kind: &str| {
        let hit = parse.children(verb).filter(|&c| dep.contains(&parse.dep(c)));
        hit.map(|c| (lexicon.status(kind, &form(parse, c)), c)).find_map(|(s, c)| Some((s?, c)))
    };
    // "No time frame has been set", "neither brought progress": the subject denies for the verb.
    let denied_by_subject = || {
        let subject = parse.child(verb, &[Dep::Nsubj, Dep::Nsubjpass, Dep::Dobj])?;
        let here = std::iter::once(subject).chain(parse.children(subject));
        here.map(|c| (lexicon.status("determiner", &form(parse, c)), c)).find_map(|(s, c)| Some((s?, c)))
    };
    of(&[Dep::Neg, Dep::Advmod, Dep::Preconj], "adverb")
        .filter(|f| f.0 == Status::Denied)
        .or_else(denied_by_subject)
        .or_else(|| of(&[Dep::Mark, Dep::Advmod], "mark"))
        .or_else(|| of(&[Dep::Aux], "modal").map(|found| future_in_past(parse, lexicon, verb, found)))
        .or_else(|| of(&[Dep::Advmod], "adverb"))
        .or_else(|| heading(parse, verb))
}

/// A word as the lexicon writes it: in small letters, its apostrophe straight.
fn form(parse: &Parse, i: usize) -> String {
    parse.text(i).to_lowercase().replace('’', "'")
}

/// "They said that they would meet": what was told of the future, unlike "they would meet if asked".
fn future_in_past(parse: &Parse, lexicon: &Lexicon, verb: usize, found: (Status, usize)) -> (Status, usize) {
    let told = parse.dep(verb) == Dep::Ccomp && parse.tag(parse.head(verb)) == "VBD";
    let conditional =
        parse.children(verb).any(|c| parse.dep(c) == Dep::Advcl && parse.child(c, &[Dep::Mark]).is_some());
    let would = lexicon.words.would.has(parse.lemma(found.1));
    if would && told && !conditional { (Status::Expected, found.1) } else { found }
}

/// "Leaders to meet": an infinitive that is a sentence of its own tells what is to come.
fn heading(parse: &Parse, verb: usize) -> Found {
    let to = parse.children(verb).find(|&c| parse.dep(c) == Dep::Aux && parse.tag(c) == "TO")?;
    (parse.dep(verb) == Dep::Root).then_some((Status::Expected, to))
}

/// What the verb hangs on: a verb of planning, an adjective, a noun, a condition.
fn above(parse: &Parse, lexicon: &Lexicon, verb: usize, left: usize) -> Found {
    let head = parse.head(verb);
    if head == verb {
        return None;
    }
    match parse.dep(verb) {
        // "will meet and sign": what is joined shares what stands on the first, unless it has its own.
        Dep::Conj => {
            let own = parse.child(verb, &[Dep::Aux, Dep::Auxpass, Dep::Nsubj, Dep::Nsubjpass]).is_some();
            let same = parse.tag(verb) == parse.tag(head) || parse.tag(verb) == "VB";
            if own || !same { hung(parse, lexicon, head, left) } else { of_verb(parse, lexicon, head, left) }
        }
        Dep::Xcomp | Dep::Ccomp | Dep::Acomp | Dep::Prep => under(parse, lexicon, verb, head, left),
        Dep::Pcomp => {
            let governor = parse.head(head);
            of_word(parse, lexicon, "preposition", head).or_else(|| under(parse, lexicon, verb, governor, left))
        }
        Dep::Acl if is_infinitive(parse, verb) => of_word(parse, lexicon, "noun", head)
            .or_else(|| to(parse, verb))
            .or_else(|| hung(parse, lexicon, head, left)),
        Dep::Advcl if is_infinitive(parse, verb) => to(parse, verb),
        Dep::Advcl if hangs_on_particle(parse, lexicon, verb) => under(parse, lexicon, verb, head, left),
        Dep::Advcl if parse.child(verb, &[Dep::Nsubj, Dep::Nsubjpass, Dep::Mark]).is_none() => {
            of_verb(parse, lexicon, head, left)
        }
        _ => None,
    }
}

/// An event under a verb, adjective or noun that plans, doubts or denies it.
fn under(parse: &Parse, lexicon: &Lexicon, verb: usize, head: usize, left: usize) -> Found {
    let clause = parse.dep(verb) == Dep::Ccomp && parse.child(verb, &[Dep::Nsubj, Dep::Nsubjpass]).is_some();
    let kind = match parse.pos(head) {
        Pos::Verb | Pos::Aux => "verb",
        Pos::Adj => "adjective",
        _ => "noun",
    };
    let own = match kind {
        // A clause with its own tense stands for itself, but for what is hoped, feared, denied.
        "verb" if clause => of_word(parse, lexicon, "clause", head),
        "verb" => lexicon.status("verb", &verb_lemma(parse, lexicon, head)).map(|s| (s, head)),
        kind => of_word(parse, lexicon, kind, head),
    };
    match own {
        Some((Status::Denied, _)) if on_verb(parse, lexicon, head).is_some_and(|f| f.0 == Status::Denied) => None,
        Some(found) => on_verb(parse, lexicon, head).filter(|f| f.0 == Status::Denied).or(Some(found)),
        None if clause => None,
        None => hung(parse, lexicon, head, left).or_else(|| of_verb(parse, lexicon, head, left)),
    }
}

/// As [`of_verb`] for a word that may be no verb.
fn hung(parse: &Parse, lexicon: &Lexicon, word: usize, left: usize) -> Found {
    let left = left.checked_sub(1)?;
    if is_verb(parse, word) { above(parse, lexicon, word, left) } else { None }
}

fn of_word(parse: &Parse, lexicon: &Lexicon, kind: &str, word: usize) -> Found {
    lexicon.status(kind, &parse.lemma(word).to_lowercase()).map(|s| (s, word))
}

fn is_infinitive(parse: &Parse, verb: usize) -> bool {
    parse.tag(verb) == "VB" && to(parse, verb).is_some()
}

/// An infinitive of purpose tells what is meant, not what came about.
fn to(parse: &Parse, verb: usize) -> Found {
    let to = parse.children(verb).find(|&c| parse.dep(c) == Dep::Aux && parse.tag(c) == "TO")?;
    Some((Status::Possible, to))
}

/// What stands on a noun of happening itself: "planned talks", "no attack", "a possible visit".
fn on_noun(parse: &Parse, lexicon: &Lexicon, noun: usize) -> Found {
    parse.children(noun).find_map(|c| match parse.dep(c) {
        Dep::Amod => lexicon.status("modifier", &parse.text(c).to_lowercase()).map(|s| (s, c)),
        Dep::Det => lexicon.status("determiner", &form(parse, c)).map(|s| (s, c)),
        _ => None,
    })
}

/// A noun on its own: its words, then the verb or noun that holds it.
fn of_noun(parse: &Parse, lexicon: &Lexicon, noun: usize) -> Found {
    on_noun(parse, lexicon, noun).or_else(|| held(parse, lexicon, noun))
}

fn held(parse: &Parse, lexicon: &Lexicon, noun: usize) -> Found {
    let head = parse.head(noun);
    match parse.dep(noun) {
        Dep::Dobj | Dep::Nsubjpass if is_verb(parse, head) => {
            lexicon.status("verb", &verb_lemma(parse, lexicon, head)).map(|s| (s, head))
        }
        Dep::Pobj => {
            let governor = parse.head(head);
            let without = of_word(parse, lexicon, "preposition", head);
            without.or_else(|| match (parse.lemma(head), parse.pos(governor)) {
                (preposition, Pos::Noun) if lexicon.words.matter.has(preposition) => {
                    of_word(parse, lexicon, "noun", governor)
                }
                (preposition, Pos::Verb) if lexicon.words.aim_prepositions.has(preposition) => {
                    lexicon.status("verb", &verb_lemma(parse, lexicon, governor)).map(|s| (s, governor))
                }
                _ => None,
            })
        }
        _ => None,
    }
}

/// A noun with the verb that carries it: "will hold talks", "announced a strike".
fn of_carried(parse: &Parse, lexicon: &Lexicon, noun: usize, verb: usize) -> Found {
    let light = lexicon.is("light", &verb_lemma(parse, lexicon, verb));
    let by_verb = of_verb(parse, lexicon, verb, HIGH);
    let by_noun = if light { on_noun(parse, lexicon, noun) } else { of_noun(parse, lexicon, noun) };
    match (by_verb, by_noun) {
        (Some(found), _) if found.0 == Status::Denied => Some(found),
        (_, Some(found)) => Some(found),
        (found, None) => found,
    }
}

/// What is asked is not told.
fn question(parse: &Parse, word: usize) -> Found {
    let sentence = parse.sentence(parse.sentence_of(word));
    sentence.rev().take(3).find(|&i| parse.text(i) == "?").map(|mark| (Status::Possible, mark))
}
