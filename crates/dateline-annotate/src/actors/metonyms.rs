//! Capitals that stand for governments: "Moscow said", "Kyiv's allies".

use super::gazetteer::{CountryWord, Gazetteer};
use super::names::Name;
use super::words::Small;
use dateline_core::{ActorKind, Dep, Parse};

/// Makes a capital's name a name of its country where the words around say that the government is meant.
pub(super) fn mark(parse: &Parse, gazetteer: &Gazetteer, names: &mut [Name]) {
    for name in names.iter_mut().filter(|name| name.kind == ActorKind::Place) {
        let Some(iso) = gazetteer.capital(&name.key) else { continue };
        if !gazetteer.own_metonym(&name.key) && governs(parse, gazetteer, name.head(parse)) {
            name.kind = ActorKind::Country;
            name.country = Some((iso, CountryWord::Name));
            name.metonym = true;
        }
    }
}

/// Whether a word does or has what only a government does or has.
fn governs(parse: &Parse, gazetteer: &Gazetteer, head: usize) -> bool {
    let first = parse
        .ancestors(head)
        .take(4)
        .fold((head, true), |(at, joined), up| if joined && coordinated(parse, at) { (up, true) } else { (at, false) });
    let above = parse.head(first.0);
    let words = &gazetteer.words;
    if with_capitals(parse, words, head) {
        return true;
    }
    match parse.dep(first.0) {
        Dep::Nsubj => gazetteer.is_done_by_governments(parse.lemma(above)),
        Dep::Poss => gazetteer.is_had_by_governments(&parse.text(above).to_lowercase()),
        Dep::Pobj if words.agent.has(parse.lemma(above)) => {
            gazetteer.is_done_by_governments(parse.lemma(parse.head(above)))
        }
        Dep::Pobj => words.government_after.has(parse.lemma(above)),
        _ => false,
    }
}

/// "Kyiv and Western capitals".
fn with_capitals(parse: &Parse, words: &Small, head: usize) -> bool {
    let end = parse.len().min(head + 5);
    head + 1 < end && words.and.has(parse.text(head + 1)) && (head + 2..end).any(|i| words.capitals.has(parse.text(i)))
}

/// Whether a word is one of several that stand for the whole: "Kyiv" of "Moscow and Kyiv", or of "Kyiv and Western capitals".
fn coordinated(parse: &Parse, token: usize) -> bool {
    parse.dep(token) == Dep::Conj
        || matches!(parse.dep(token), Dep::Nmod | Dep::Compound | Dep::Amod) && parse.child(token, &[Dep::Cc]).is_some()
}
