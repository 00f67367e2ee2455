//! Reading a sentence's tree: who is the subject of a verb, what stands joined to a noun, where a noun phrase ends.

use super::lexicon::Lexicon;
use dateline_core::{Dep, Parse, Pos, Span};

/// No chain of heads or of joined words is followed further than this.
const DEEP: usize = 12;

/// No event has more participants of a kind than this: what is longer is a list, or a parse gone wrong.
pub(super) const MANY: usize = 32;

/// A verb's lemma with its particle: "carry+out".
pub(super) fn verb_lemma(parse: &Parse, lexicon: &Lexicon, verb: usize) -> String {
    let lemma = parse.lemma(verb).to_lowercase();
    match particle(parse, lexicon, verb) {
        Some(particle) => format!("{lemma}+{}", parse.lemma(particle).to_lowercase()),
        None => lemma,
    }
}

/// A verb's particle; the parse takes some for a preposition without an object: "ruled out sending troops".
fn particle(parse: &Parse, lexicon: &Lexicon, verb: usize) -> Option<usize> {
    let bare = |&c: &usize| {
        c > verb
            && matches!(parse.dep(c), Dep::Prep | Dep::Advmod)
            && lexicon.words.particles.has(parse.lemma(c))
            && parse.child(c, &[Dep::Pobj]).is_none()
    };
    parse.child(verb, &[Dep::Prt]).or_else(|| parse.children(verb).find(bare))
}

/// Whether a token is a full verb by its fine tag.
pub(super) fn is_verb(parse: &Parse, i: usize) -> bool {
    parse.tag(i).starts_with("VB") && parse.pos(i) == Pos::Verb
}

/// Whether a token is a noun or a name.
pub(super) fn is_noun(parse: &Parse, i: usize) -> bool {
    matches!(parse.pos(i), Pos::Noun | Pos::Propn)
}

/// Whether a verb tells of its subject what is done to it: "was signed", "the deal signed in May".
pub(super) fn is_passive(parse: &Parse, verb: usize) -> bool {
    passive(parse, verb, DEEP)
}

fn passive(parse: &Parse, verb: usize, left: usize) -> bool {
    if parse.child(verb, &[Dep::Auxpass, Dep::Nsubjpass]).is_some() {
        return true;
    }
    let headline =
        parse.tag(verb) == "VBN" && parse.dep(verb) == Dep::Root && parse.child(verb, &[Dep::Aux, Dep::Dobj]).is_none();
    if headline && parse.child(verb, &[Dep::Nsubj]).is_some() {
        return true;
    }
    if parse.tag(verb) != "VBN" && parse.tag(verb) != "VBD" || parse.child(verb, &[Dep::Aux, Dep::Nsubj]).is_some() {
        return false;
    }
    let head = parse.head(verb);
    match parse.dep(verb) {
        Dep::Acl => parse.child(verb, &[Dep::Dobj]).is_none(),
        Dep::Advcl => parse.tag(verb) == "VBN" && parse.child(verb, &[Dep::Dobj]).is_none(),
        Dep::Conj if left > 0 && head != verb => parse.tag(verb) == "VBN" && passive(parse, head, left - 1),
        _ => false,
    }
}

/// The subject of a verb as its clause shows or implies it, with what is joined to it.
///
/// A verb without a subject of its own takes that of the verb it is joined to or hangs on, or the noun that it
/// describes. Of a passive verb this is who suffers the act.
pub(super) fn subjects(parse: &Parse, lexicon: &Lexicon, verb: usize) -> Vec<usize> {
    match subject(parse, lexicon, verb, DEEP) {
        Some(subject) => joined(parse, subject),
        None => Vec::new(),
    }
}

fn subject(parse: &Parse, lexicon: &Lexicon, verb: usize, left: usize) -> Option<usize> {
    let head = parse.head(verb);
    if let Some(own) = parse.child(verb, &[Dep::Nsubj, Dep::Nsubjpass]) {
        let relative = is_relative(parse, own);
        return if relative { antecedent(parse, verb) } else { Some(own) };
    }
    let left = left.checked_sub(1)?;
    if head == verb {
        return None;
    }
    let above = |at: usize| subject(parse, lexicon, at, left);
    match parse.dep(verb) {
        Dep::Conj if is_clause(parse, head) => above(head),
        Dep::Xcomp | Dep::Ccomp if is_clause(parse, head) => controller(parse, lexicon, head).or_else(|| above(head)),
        Dep::Acomp | Dep::Oprd | Dep::Attr | Dep::Prep | Dep::Dep => above(head),
        Dep::Advcl if is_clause(parse, head) => above(head),
        Dep::Relcl => Some(head),
        Dep::Acl if parse.tag(verb) == "VB" => holder(parse, lexicon, head, left),
        Dep::Acl => Some(head),
        Dep::Pcomp => {
            let governor = parse.head(head);
            if is_noun(parse, governor) {
                return holder(parse, lexicon, governor, left);
            }
            let object =
                parse.child(governor, &[Dep::Dobj]).filter(|_| lexicon.words.object_acts.has(parse.lemma(head)));
            object.or_else(|| above(governor))
        }
        _ if parse.pos(head) == Pos::Adj && parse.dep(verb) == Dep::Xcomp => above(head),
        _ => None,
    }
}

/// A verb, or an adjective or noun that stands as one: "is due", "is the leader".
fn is_clause(parse: &Parse, i: usize) -> bool {
    matches!(parse.pos(i), Pos::Verb | Pos::Aux | Pos::Adj) || parse.child(i, &[Dep::Nsubj, Dep::Nsubjpass]).is_some()
}

/// Who is to do what an infinitive under `verb` tells, where that is the verb's object: "asked Norland to leave".
fn controller(parse: &Parse, lexicon: &Lexicon, verb: usize) -> Option<usize> {
    let lemma = parse.lemma(verb).to_lowercase();
    if !lexicon.is("object", &lemma) {
        return None;
    }
    parse.child(verb, &[Dep::Dobj, Dep::Dative]).or_else(|| {
        let on = parse.children(verb).find(|&c| parse.dep(c) == Dep::Prep && lexicon.words.on.has(parse.lemma(c)))?;
        parse.child(on, &[Dep::Pobj])
    })
}

/// Who holds the plan, offer or attempt that a noun names: its owner, or who does the verb that it is the object of.
fn holder(parse: &Parse, lexicon: &Lexicon, noun: usize, left: usize) -> Option<usize> {
    if let Some(owner) = parse.child(noun, &[Dep::Poss]) {
        return Some(owner);
    }
    let left = left.checked_sub(1)?;
    let head = parse.head(noun);
    match parse.dep(noun) {
        Dep::Dobj | Dep::Attr if is_clause(parse, head) => subject(parse, lexicon, head, left),
        // "bought ships as a means of trading": the noun hangs on a preposition of the verb, or of another noun.
        Dep::Pobj => {
            let governor = parse.head(head);
            if is_clause(parse, governor) {
                subject(parse, lexicon, governor, left)
            } else {
                is_noun(parse, governor).then(|| holder(parse, lexicon, governor, left))?
            }
        }
        _ => None,
    }
}

/// Whether a verb is what another with a particle takes; the parse has "ruled out sending" as it has "left, sending".
pub(super) fn hangs_on_particle(parse: &Parse, lexicon: &Lexicon, verb: usize) -> bool {
    let after = |p: usize| parse.head(p) == parse.head(verb) && particle(parse, lexicon, parse.head(verb)) == Some(p);
    parse.dep(verb) == Dep::Advcl && parse.tag(verb) == "VBG" && verb.checked_sub(1).is_some_and(after)
}

/// Whether a token is a relative pronoun.
pub(super) fn is_relative(parse: &Parse, i: usize) -> bool {
    matches!(parse.tag(i), "WDT" | "WP")
}

/// The noun that the relative clause of a verb describes.
pub(super) fn antecedent(parse: &Parse, verb: usize) -> Option<usize> {
    let clause = std::iter::once(verb).chain(parse.ancestors(verb).take(DEEP)).find(|&v| parse.dep(v) == Dep::Relcl)?;
    Some(parse.head(clause))
}

/// A noun with those joined to it by "and", commas and "as well as".
pub(super) fn joined(parse: &Parse, noun: usize) -> Vec<usize> {
    let mut all = vec![noun];
    let mut at = 0;
    while at < all.len() && all.len() < MANY {
        for next in parse.children(all[at]).filter(|&c| parse.dep(c) == Dep::Conj && !is_verb(parse, c)) {
            if !all.contains(&next) {
                all.push(next);
            }
        }
        at += 1;
    }
    all.truncate(MANY);
    all
}

/// The objects of the prepositions that hang on a token, with the preposition: "with Norland" gives (with, Norland).
pub(super) fn prep_objects(parse: &Parse, i: usize) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for prep in parse.children(i).filter(|&c| matches!(parse.dep(c), Dep::Prep | Dep::Agent | Dep::Dative)) {
        // "out of Norland", "along with Norland": one preposition under another; "with Norland and with Sundia".
        let mut preps = vec![prep];
        let mut at = 0;
        while at < preps.len() && preps.len() < DEEP {
            preps.extend(
                parse
                    .children(preps[at])
                    .filter(|&c| matches!(parse.dep(c), Dep::Prep | Dep::Conj) && parse.pos(c) == Pos::Adp),
            );
            at += 1;
        }
        for &prep in &preps {
            found.extend(parse.child(prep, &[Dep::Pobj]).map(|object| (prep, object)));
        }
    }
    found
}

/// Whether a token stands in a date, a time of day or a length of time.
pub(super) fn is_time(parse: &Parse, i: usize) -> bool {
    parse.entity_of(i).is_some_and(|e| matches!(e.label.as_str(), "DATE" | "TIME"))
}

/// The words of a noun phrase by its head: with what stands before it and its "of" and other phrases and its apposition,
/// without clauses, what is joined to it, and times.
pub(super) fn phrase(parse: &Parse, head: usize) -> Span {
    let (mut left, mut right) = (head, head);
    let mut open = vec![head];
    let mut steps = 0;
    while let Some(at) = open.pop() {
        left = left.min(at);
        right = right.max(at);
        steps += 1;
        if steps > 200 {
            break;
        }
        open.extend(parse.children(at).filter(|&c| belongs(parse, at, c, head)));
    }
    parse.span(left).cover(parse.span(right))
}

fn belongs(parse: &Parse, at: usize, child: usize, head: usize) -> bool {
    match parse.dep(child) {
        Dep::Relcl
        | Dep::Acl
        | Dep::Advcl
        | Dep::Parataxis
        | Dep::Ccomp
        | Dep::Punct
        | Dep::Cc
        | Dep::Preconj
        | Dep::Mark => false,
        // Quotation marks and hyphens inside what stands before the head are held by the stretch from left to right.
        Dep::Conj => at != head && !is_verb(parse, child),
        Dep::Prep => parse.child(child, &[Dep::Pobj]).is_some_and(|o| !is_time(parse, o)),
        _ => !matches!(parse.pos(child), Pos::Verb | Pos::Aux) || child < head,
    }
}
