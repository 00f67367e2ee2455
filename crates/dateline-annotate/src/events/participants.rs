//! Who takes part in an event: its sources and targets as the tree shows them.

use super::lexicon::Lexicon;
use super::tree::{
    MANY, antecedent, hangs_on_particle, is_noun, is_passive, is_relative, is_time, is_verb, joined, prep_objects,
    subjects,
};
use super::trigger::{Kind, Trigger};
use dateline_core::{Dep, Parse, Pos};

/// The participants of an event by the heads of their noun phrases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Participants {
    /// Who does it.
    pub(super) sources: Vec<usize>,
    /// To whom or with whom, or what it is done to.
    pub(super) targets: Vec<usize>,
}

/// Finds the participants of the event that a word names.
pub(super) fn participants(parse: &Parse, lexicon: &Lexicon, trigger: Trigger) -> Participants {
    let mut found = match trigger.kind {
        Kind::Verb => of_verb(parse, lexicon, trigger.word),
        Kind::Carrier => Participants { sources: doers(parse, lexicon, trigger.word), targets: Vec::new() },
        Kind::Noun | Kind::Occurring { .. } => of_noun(parse, lexicon, trigger.word),
        Kind::Carried { verb } => of_carried(parse, lexicon, trigger.word, verb),
        Kind::Outcome { verb } => of_outcome(parse, lexicon, trigger.word, verb),
    };
    let verb = match trigger.kind {
        Kind::Verb | Kind::Carrier => Some(trigger.word),
        Kind::Carried { verb } => Some(verb),
        Kind::Noun | Kind::Occurring { .. } | Kind::Outcome { .. } => None,
    };
    if verb.is_some_and(|v| {
        lexicon.is("mutual", &parse.lemma(v).to_lowercase()) && !has_partner(parse, lexicon, v, trigger.word)
    }) {
        share(parse, &mut found);
    }
    tidy(parse, &mut found);
    found
}

/// Who does what a verb tells: its subject, or of a passive verb who stands after "by".
fn doers(parse: &Parse, lexicon: &Lexicon, verb: usize) -> Vec<usize> {
    if !is_passive(parse, verb) {
        return subjects(parse, lexicon, verb);
    }
    // "chosen and bought by the crown": who stands behind the last of joined verbs does them all.
    let joined =
        std::iter::successors(Some(verb), |&v| parse.child(v, &[Dep::Conj]).filter(|&c| parse.tag(c) == "VBN"));
    joined.map(|v| agents(parse, lexicon, v)).find(|found| !found.is_empty()).unwrap_or_default()
}

/// What a participle of result follows from, where that is what the verb before it tells of: of "they reported attacks on
/// the town, injuring six" the attacks.
fn cause(parse: &Parse, lexicon: &Lexicon, verb: usize) -> Option<usize> {
    let above = parse.head(verb);
    let result = parse.dep(verb) == Dep::Advcl && parse.tag(verb) == "VBG" && lexicon.is("result", parse.lemma(verb));
    let told = lexicon.is("report", parse.lemma(above)) || lexicon.is("carry", parse.lemma(above));
    let noun = parse.child(above, &[Dep::Dobj]).filter(|&o| above < verb && lexicon.is_happening(parse.lemma(o)))?;
    (result && told).then_some(noun)
}

fn agents(parse: &Parse, lexicon: &Lexicon, at: usize) -> Vec<usize> {
    prep_objects(parse, at)
        .into_iter()
        .filter(|&(prep, object)| lexicon.words.agent.has(parse.lemma(prep)) && !is_time(parse, object))
        .flat_map(|(_, object)| joined(parse, object))
        .collect()
}

/// Those of whom an adjective tells what became of them: its own subject, what the verb left so, or the verb's subject.
fn of_outcome(parse: &Parse, lexicon: &Lexicon, adjective: usize, verb: usize) -> Participants {
    let left = parse.child(adjective, &[Dep::Nsubj]).or_else(|| parse.child(verb, &[Dep::Dobj]));
    match left {
        Some(left) => Participants { sources: doers(parse, lexicon, verb), targets: joined(parse, left) },
        None => Participants { sources: Vec::new(), targets: doers(parse, lexicon, verb) },
    }
}

fn of_verb(parse: &Parse, lexicon: &Lexicon, verb: usize) -> Participants {
    let sources = cause(parse, lexicon, verb).map_or_else(|| doers(parse, lexicon, verb), |noun| vec![noun]);
    let targets = undergoers(parse, lexicon, verb, 3);
    Participants { sources, targets }
}

/// To whom a verb's act is done: objects, the subject of a passive, objects of prepositions, or those of a complement.
fn undergoers(parse: &Parse, lexicon: &Lexicon, verb: usize, left: usize) -> Vec<usize> {
    let passive = is_passive(parse, verb);
    let mut found = if passive { subjects(parse, lexicon, verb) } else { Vec::new() };
    for object in parse.children(verb).filter(|&c| matches!(parse.dep(c), Dep::Dobj | Dep::Dative | Dep::Oprd)) {
        if is_relative(parse, object) {
            found.extend(antecedent(parse, verb));
        } else if parse.pos(object) != Pos::Adp {
            found.extend(joined(parse, object));
        }
    }
    let object = parse.child(verb, &[Dep::Dobj]).is_some() || passive;
    found.extend(aims(parse, lexicon, verb, object));
    if let Some(left) = left.checked_sub(1) {
        found.extend(of_complement(parse, lexicon, verb, left));
    }
    if found.is_empty() {
        found.extend(grounds(parse, lexicon, verb));
    }
    found.truncate(MANY);
    found
}

/// The objects of the prepositions on a verb that an act is done to or with. Beside an object, "of" and "for" tell the
/// matter instead.
fn aims(parse: &Parse, lexicon: &Lexicon, verb: usize, object: bool) -> Vec<usize> {
    prep_objects(parse, verb)
        .into_iter()
        .filter(|&(prep, noun)| {
            let lemma = parse.lemma(prep).to_lowercase();
            lexicon.words.towards.has(&lemma) && !(object && lexicon.words.matter.has(&lemma)) && !is_time(parse, noun)
        })
        .flat_map(|(_, noun)| joined(parse, noun))
        .collect()
}

/// Places that stand for those who are there: "an offensive in Norland".
fn grounds(parse: &Parse, lexicon: &Lexicon, at: usize) -> Vec<usize> {
    prep_objects(parse, at)
        .into_iter()
        .filter(|&(prep, noun)| lexicon.words.ground_prepositions.has(parse.lemma(prep)) && is_place(parse, noun))
        .flat_map(|(_, noun)| joined(parse, noun))
        .collect()
}

fn is_place(parse: &Parse, i: usize) -> bool {
    parse.entity_of(i).is_some_and(|e| matches!(e.label.as_str(), "GPE" | "LOC" | "FAC" | "NORP"))
}

/// What the infinitive, participle or clause under a verb is done to: "agreed to meet Norland" aims at Norland.
fn of_complement(parse: &Parse, lexicon: &Lexicon, verb: usize, left: usize) -> Vec<usize> {
    let mut found = Vec::new();
    for child in parse.children(verb) {
        let inner = match parse.dep(child) {
            Dep::Xcomp if is_verb(parse, child) => child,
            Dep::Advcl if hangs_on_particle(parse, lexicon, child) => child,
            Dep::Prep => match parse.child(child, &[Dep::Pcomp]) {
                Some(inner) if is_verb(parse, inner) && parse.child(verb, &[Dep::Dobj]).is_none() => inner,
                _ => continue,
            },
            Dep::Ccomp if is_verb(parse, child) => {
                let subject = parse.child(child, &[Dep::Nsubj, Dep::Nsubjpass]).filter(|&s| parse.pos(s) != Pos::Pron);
                found.extend(subject.into_iter().flat_map(|s| joined(parse, s)));
                continue;
            }
            _ => continue,
        };
        if found.len() < MANY {
            found.extend(undergoers(parse, lexicon, inner, left));
        }
    }
    found
}

/// The participants of a noun with the verb that carries it.
fn of_carried(parse: &Parse, lexicon: &Lexicon, noun: usize, verb: usize) -> Participants {
    let own = of_noun(parse, lexicon, noun);
    let mut sources = doers(parse, lexicon, verb);
    if sources.is_empty() || is_passive(parse, verb) {
        sources.extend(own.sources);
    }
    let mut targets: Vec<usize> = own.targets;
    let receivers = parse.children(verb).filter(|&c| parse.dep(c) == Dep::Dative && parse.pos(c) != Pos::Adp);
    targets.extend(receivers.flat_map(|c| joined(parse, c)));
    targets.extend(aims(parse, lexicon, verb, true));
    if targets.is_empty() {
        targets.extend(grounds(parse, lexicon, noun));
        targets.extend(grounds(parse, lexicon, verb));
    }
    Participants { sources, targets }
}

/// The participants of a noun by what hangs on it: "Norland's attack on Sundia", "talks between Norland and Sundia".
fn of_noun(parse: &Parse, lexicon: &Lexicon, noun: usize) -> Participants {
    let mut found = Participants::default();
    let (lemma, words) = (parse.lemma(noun), &lexicon.words);
    let suffers = lexicon.is_noun("suffered", lemma);
    for child in parse.children(noun) {
        match parse.dep(child) {
            Dep::Poss if suffers => found.targets.extend(joined(parse, child)),
            Dep::Poss => found.sources.extend(joined(parse, child)),
            Dep::Amod | Dep::Compound | Dep::Nmod if is_actor_name(parse, child) => found.sources.push(child),
            _ => {}
        }
    }
    for (prep, object) in prep_objects(parse, noun) {
        if is_time(parse, object) {
            continue;
        }
        let all = joined(parse, object);
        match parse.lemma(prep).to_lowercase().as_str() {
            prep if words.agent.has(prep) => found.sources.extend(all),
            prep if words.of.has(prep) && lexicon.is_noun("done", lemma) => found.sources.extend(all),
            prep if words.between.has(prep) && all.len() > 1 && found.sources.is_empty() => {
                found.sources.push(all[0]);
                found.targets.extend(&all[1..]);
            }
            prep if words.origin.has(prep) && found.sources.is_empty() => found.sources.extend(all),
            prep if words.towards.has(prep) => found.targets.extend(all),
            _ => {}
        }
    }
    if found.targets.is_empty() {
        found.targets.extend(grounds(parse, lexicon, noun));
    }
    found
}

/// Whether a word before a noun names an actor: "Sundish strikes", "Norland police raid".
fn is_actor_name(parse: &Parse, i: usize) -> bool {
    parse.entity_of(i).is_some_and(|e| matches!(e.label.as_str(), "NORP" | "GPE" | "ORG" | "PERSON"))
}

/// Whether a partner or opponent is named beside the subject: "met with", "signed a pact with".
fn has_partner(parse: &Parse, lexicon: &Lexicon, verb: usize, word: usize) -> bool {
    let object = parse.child(verb, &[Dep::Dobj]);
    let partner = |at: usize| prep_objects(parse, at).iter().any(|&(p, _)| lexicon.words.partner.has(parse.lemma(p)));
    partner(verb) || partner(word) || object.is_some_and(|o| partner(o) || parse.entity_of(o).is_some())
}

/// Those who do something together do it with each other: the first named is the source, the others are targets.
fn share(parse: &Parse, found: &mut Participants) {
    if found.sources.len() > 1 && found.sources.iter().all(|&s| is_noun(parse, s)) {
        let rest = found.sources.split_off(1);
        found.targets.splice(0..0, rest);
    }
}

/// Leaves out repeated words, words without a name of their own ("it" of the weather), and times.
fn tidy(parse: &Parse, found: &mut Participants) {
    let named = |i: &usize| !matches!(parse.dep(*i), Dep::Expl) && !is_time(parse, *i) && parse.pos(*i) != Pos::Adv;
    found.sources.truncate(MANY);
    found.targets.truncate(MANY);
    found.sources.retain(named);
    found.targets.retain(named);
    once(&mut found.sources);
    once(&mut found.targets);
    let sources = found.sources.clone();
    found.targets.retain(|t| !sources.contains(t));
}

fn once(list: &mut Vec<usize>) {
    let mut seen = Vec::with_capacity(list.len());
    list.retain(|i| {
        let new = !seen.contains(i);
        seen.push(*i);
        new
    });
}
