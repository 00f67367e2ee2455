//! Whom a pronoun means.

use super::draft::{Draft, Found};
use super::gazetteer::Gender;
use super::salience::{Memory, Who};
use super::words::Small;
use dateline_core::{ActorKind, Dep, MentionKind, Parse};

/// What a third-person pronoun can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pronoun {
    One(Gender),
    It,
    They,
}

/// Finds the actor that the pronoun at a token means and adds it as a mention.
pub(super) fn resolve(parse: &Parse, words: &Small, memory: &Memory, draft: &mut Draft, token: usize) {
    let actor = match parse.tag(token) {
        "WP" | "WDT" | "WP$" => relative(parse, draft, token),
        "PRP" | "PRP$" => personal(parse, words, memory, draft, token),
        _ => None,
    };
    if let Some(actor) = actor {
        draft.add(Found { tokens: token..token + 1, head: token, kind: MentionKind::Pronoun, actor });
    }
}

/// "who", "which", "whose": the word that the clause is about.
fn relative(parse: &Parse, draft: &Draft, token: usize) -> Option<usize> {
    let clause = parse.ancestors(token).take(4).find(|&a| parse.dep(a) == Dep::Relcl)?;
    draft.at(parse.head(clause)).filter(|_| parse.head(clause) < token)
}

fn personal(parse: &Parse, words: &Small, memory: &Memory, draft: &mut Draft, token: usize) -> Option<usize> {
    let pronoun = pronoun(words, &parse.text(token).to_lowercase())?;
    if pronoun == Pronoun::It && empty(parse, words, token) {
        return None;
    }
    let weight = |who: Who| match who {
        Who::Actor(actor) => fit(pronoun, draft, actor),
        // "The official gave his name": nobody else's.
        Who::Thing { plural, person, .. } => match pronoun {
            Pronoun::One(_) if person && !plural => 1.0,
            Pronoun::It if !person && !plural => 0.8,
            Pronoun::They if plural => 1.0,
            _ => 0.0,
        },
    };
    match memory.best(parse, words, token, weight)? {
        Who::Actor(actor) => {
            if let Pronoun::One(gender) = pronoun {
                draft.clusters[actor].gender.get_or_insert(gender);
            }
            Some(actor)
        }
        Who::Thing { .. } => None,
    }
}

fn pronoun(words: &Small, word: &str) -> Option<Pronoun> {
    let all = [
        (&words.he, Pronoun::One(Gender::Male)),
        (&words.she, Pronoun::One(Gender::Female)),
        (&words.it, Pronoun::It),
        (&words.they, Pronoun::They),
    ];
    all.into_iter().find(|(forms, _)| forms.has(word)).map(|(_, pronoun)| pronoun)
}

/// How well an actor fits a pronoun, from 0 for not at all.
fn fit(pronoun: Pronoun, draft: &Draft, actor: usize) -> f32 {
    let cluster = &draft.clusters[actor];
    match (pronoun, cluster.kind) {
        (Pronoun::One(gender), ActorKind::Person) => match cluster.gender {
            None => 0.8,
            Some(known) => f32::from(u8::from(known == gender)),
        },
        (Pronoun::One(_), _) => 0.0,
        (Pronoun::It, ActorKind::Organisation) => 1.0,
        (Pronoun::It, ActorKind::Country) => 0.8,
        (Pronoun::It, ActorKind::Office) => 0.7,
        (Pronoun::It, ActorKind::Place) => 0.3,
        (Pronoun::It, _) => 0.0,
        (Pronoun::They, ActorKind::Group) => 1.0,
        (Pronoun::They, ActorKind::Organisation) => 0.7,
        (Pronoun::They, ActorKind::Country | ActorKind::Office) => 0.2,
        (Pronoun::They, _) => 0.0,
    }
}

/// Whether an "it" means nothing: "it is clear that …", "it seems …".
fn empty(parse: &Parse, words: &Small, token: usize) -> bool {
    let verb = parse.head(token);
    let clause = |c: usize| {
        matches!(parse.dep(c), Dep::Ccomp | Dep::Csubj | Dep::Xcomp | Dep::Advcl | Dep::Acl | Dep::Relcl) && c > verb
    };
    let states = words.empty_it_verbs.has(parse.lemma(verb));
    parse.dep(token) == Dep::Expl
        || matches!(parse.dep(token), Dep::Nsubj | Dep::Nsubjpass)
            && states
            && parse.children(verb).any(|c| {
                clause(c)
                    || matches!(parse.dep(c), Dep::Acomp | Dep::Attr)
                        && parse.children(c).any(|c| clause(c) && parse.dep(c) != Dep::Relcl)
            })
}
