//! Whom a description means: "the company", "the minister", "the country's government".

use super::draft::{Draft, Found};
use super::gazetteer::{Gazetteer, Iso};
use super::names::Name;
use super::salience::{Memory, Who};
use super::words::Small;
use dateline_core::{ActorKind, Dep, MentionKind, Parse, Pos};
use std::ops::Range;

/// Finds the actor that the noun at a token describes and adds it as a mention; `main` is the company that the report is
/// about.
pub(super) fn resolve(
    parse: &Parse,
    gazetteer: &Gazetteer,
    names: &[Name],
    memory: &Memory,
    draft: &mut Draft,
    main: Option<usize>,
    noun: usize,
) {
    let words = &gazetteer.words;
    let lemma = parse.lemma(noun).to_lowercase();
    if matches!(parse.tag(noun), "NNS" | "NNPS") {
        return;
    }
    if parse.pos(noun) == Pos::Propn && gazetteer.office(&lemma) && titled(parse, words, draft, noun) {
        if let Some(actor) = holder(draft, &lemma) {
            draft.add(Found { tokens: phrase(parse, noun), head: noun, kind: MentionKind::Nominal, actor });
        }
        return;
    }
    if parse.pos(noun) != Pos::Noun {
        return;
    }
    let actor = if words.government.has(&lemma) {
        government(parse, words, memory, draft, noun)
    } else if !definite(parse, words, noun) || parse.children(noun).any(|c| c > noun && parse.dep(c) == Dep::Prep) {
        None
    } else if gazetteer.person(&lemma).is_some() {
        person(words, memory, draft, &lemma)
            .or_else(|| words.leader.has(&lemma).then(|| leader(parse, words, draft, noun))?)
    } else {
        match gazetteer.thing(&lemma) {
            Some(ActorKind::Organisation) => organisation(parse, gazetteer, names, memory, draft, main, noun),
            Some(kind) => place(parse, words, memory, draft, noun, kind),
            None => None,
        }
    };
    if let Some(actor) = actor {
        draft.add(Found { tokens: phrase(parse, noun), head: noun, kind: MentionKind::Nominal, actor });
    }
}

/// Whether a noun stands with "the", "this" or "that".
fn definite(parse: &Parse, words: &Small, noun: usize) -> bool {
    parse.child(noun, &[Dep::Det]).is_some_and(|d| words.definite.has(&parse.text(d).to_lowercase()))
}

/// A noun with what stands before it.
fn phrase(parse: &Parse, noun: usize) -> Range<usize> {
    parse.subtree(noun).start..noun + 1
}

/// The country that an adjective or name before a noun tells: "the Italian company".
fn country_before(parse: &Parse, draft: &Draft, noun: usize) -> Option<Iso> {
    parse
        .children(noun)
        .take_while(|&c| c < noun)
        .filter_map(|c| draft.at(c))
        .map(|actor| &draft.clusters[actor])
        .find(|cluster| cluster.kind == ActorKind::Country)?
        .country
}

/// "the US government", "the government of Canada", "the government": a country by its government.
fn government(parse: &Parse, words: &Small, memory: &Memory, draft: &Draft, noun: usize) -> Option<usize> {
    let country = |&actor: &usize| draft.clusters[actor].kind == ActorKind::Country;
    let of = parse.children(noun).filter(|&c| words.of.has(parse.text(c))).find_map(|of| parse.child(of, &[Dep::Pobj]));
    let own = parse.children(noun).take_while(|&c| c < noun).chain(of).filter_map(|c| draft.at(c)).find(country);
    own.or_else(|| {
        let bare = definite(parse, words, noun) && parse.children(noun).len() == 1;
        bare.then(|| salient(parse, words, memory, noun, |who| f32::from(u8::from(country(&who)))))?
    })
}

/// "the minister": the person last named whom the text calls so.
fn person(words: &Small, memory: &Memory, draft: &Draft, lemma: &str) -> Option<usize> {
    // Those who speak unnamed are called so too.
    if words.unnamed.has(lemma) {
        return None;
    }
    let called = |who: Who| match who {
        Who::Actor(actor) => draft.called(actor, lemma) || draft.was_called(actor, lemma) || draft.titled(actor, lemma),
        Who::Thing { .. } => false,
    };
    match memory.latest(called)? {
        Who::Actor(actor) => Some(actor),
        Who::Thing { .. } => None,
    }
}

/// Whether an office stands for its holder: "the President", "Norway's President", "President vows to …".
fn titled(parse: &Parse, words: &Small, draft: &Draft, noun: usize) -> bool {
    let owner = parse.child(noun, &[Dep::Poss]);
    let subject = matches!(parse.dep(noun), Dep::Nsubj | Dep::Nsubjpass);
    let alone = subject && parse.children(noun).len() == 0;
    alone || definite(parse, words, noun) || owner.is_some_and(|o| subject && draft.at(o).is_some())
}

/// The one person whom the report anywhere calls by an office.
fn holder(draft: &Draft, lemma: &str) -> Option<usize> {
    only(draft, |actor| draft.called(actor, lemma)).or_else(|| only(draft, |actor| draft.titled(actor, lemma)))
}

/// "the leader", "the former leader": the one head of a state or government, as he is or was.
fn leader(parse: &Parse, words: &Small, draft: &Draft, noun: usize) -> Option<usize> {
    let former = parse.children(noun).any(|c| words.former.has(parse.lemma(c)));
    only(draft, |actor| match former {
        false => words.heads.iter().any(|head| draft.called(actor, head)),
        true => words.heads.iter().any(|head| draft.was_called(actor, head)),
    })
}

/// The one person that fits.
fn only(draft: &Draft, fits: impl Fn(usize) -> bool) -> Option<usize> {
    let person = |actor: &usize| draft.clusters[*actor].kind == ActorKind::Person;
    let mut found = (0..draft.clusters.len()).filter(person).filter(|&actor| fits(actor));
    found.next().filter(|_| found.next().is_none())
}

/// "the company": the organisation most in mind, of those that can be called so.
fn organisation(
    parse: &Parse,
    gazetteer: &Gazetteer,
    names: &[Name],
    memory: &Memory,
    draft: &Draft,
    main: Option<usize>,
    noun: usize,
) -> Option<usize> {
    let words = &gazetteer.words;
    let lemma = &*parse.lemma(noun).to_lowercase();
    let told = country_before(parse, draft, noun);
    // "the Yonhap agency" is told by name.
    let bare = parse.children(noun).all(|c| matches!(parse.dep(c), Dep::Det | Dep::Amod));
    let main = main.filter(|_| told.is_none() && gazetteer.company(lemma));
    salient(parse, words, memory, noun, |actor| {
        let cluster = &draft.clusters[actor];
        if !matches!(cluster.kind, ActorKind::Organisation) {
            return 0.0;
        }
        let known = cluster.names.iter().find_map(|&n| names[n].known);
        let tells = |key: &str| has_word(key, lemma) || bare && gazetteer.tells_kind(lemma, key);
        let named = cluster.names.iter().any(|&n| tells(&names[n].key));
        let called = draft.called(actor, lemma) || named || known.is_some_and(|k| gazetteer.stands_for(k, lemma));
        let company =
            gazetteer.company(lemma) && known.is_none() && !cluster.names.iter().any(|&n| public(words, &names[n].key));
        let country = match (told, cluster.country) {
            (Some(a), Some(b)) if a != b => 0.0,
            _ => 1.0,
        };
        let other = main.is_some_and(|main| main != actor);
        country * if called { 3.0 } else { f32::from(u8::from(company && !other)) }
    })
    .or(main)
}

/// The company that a report is about: named at least twice as often as any other.
pub(super) fn main_company(words: &Small, names: &[Name], draft: &Draft) -> Option<usize> {
    const FEWEST: usize = 3;
    let company = |actor: &usize| {
        let cluster = &draft.clusters[*actor];
        let private = |&n: &usize| names[n].known.is_none() && !public(words, &names[n].key);
        cluster.kind == ActorKind::Organisation && cluster.names.len() > 1 && cluster.names.iter().all(private)
    };
    let mut named: Vec<(usize, usize)> =
        (0..draft.clusters.len()).filter(company).map(|actor| (draft.clusters[actor].names.len(), actor)).collect();
    named.sort_by_key(|(times, actor)| (std::cmp::Reverse(*times), *actor));
    let (most, one) = *named.first()?;
    let next = named.get(1).map_or(0, |(times, _)| *times);
    (most >= FEWEST && most >= 2 * next).then_some(one)
}

/// Whether a name is of a public body, which nobody calls a company.
fn public(words: &Small, key: &str) -> bool {
    key.split(' ').any(|word| words.public.has(word))
}

/// Whether a name has a noun, as "Airlines" has "airline".
fn has_word(key: &str, lemma: &str) -> bool {
    key.split(' ').any(|word| word.to_lowercase().trim_end_matches('s') == lemma)
}

/// "the country", "the city": the one most in mind.
fn place(parse: &Parse, words: &Small, memory: &Memory, draft: &Draft, noun: usize, kind: ActorKind) -> Option<usize> {
    salient(parse, words, memory, noun, |actor| f32::from(u8::from(draft.clusters[actor].kind == kind)))
}

/// The actor most in mind of those that fit.
fn salient(parse: &Parse, words: &Small, memory: &Memory, noun: usize, fit: impl Fn(usize) -> f32) -> Option<usize> {
    let weight = |who: Who| match who {
        Who::Actor(actor) => fit(actor),
        Who::Thing { .. } => 0.0,
    };
    match memory.best(parse, words, noun, weight)? {
        Who::Actor(actor) => Some(actor),
        Who::Thing { .. } => None,
    }
}
