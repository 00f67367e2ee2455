//! Bodies that act without a name of their own: "police said", "South Korea's military announced", "the zoo".

use super::cluster::Cluster;
use super::draft::{Draft, Found};
use super::gazetteer::{Gazetteer, Iso};
use super::names::{Name, key};
use dateline_core::{ActorKind, Dep, MentionKind, Parse, Pos};
use std::collections::BTreeSet;
use std::ops::Range;

/// A phrase for a body.
#[derive(Clone, Debug)]
struct Body<'g> {
    /// The noun under which bodies are joined: "army" for "the military".
    class: &'g str,
    noun: usize,
    /// The phrase, without its article.
    tokens: Range<usize>,
    /// What tells it from others of its class: its country, or the other words before the noun.
    told: BTreeSet<String>,
    /// Whether a pronoun tells whose it is: "its army".
    owned: bool,
    country: Option<Iso>,
}

/// Adds an actor for each body that does what a speaker does and that nothing in the report names, and the other places
/// that mean it.
///
/// A phrase joins the body that was last told of in words that do not gainsay it: "the army" is "the Israeli army" of before.
/// A body goes by its fullest phrase.
pub(super) fn add(parse: &Parse, gazetteer: &Gazetteer, names: &[Name], draft: &mut Draft) {
    let bodies: Vec<Body<'_>> = (0..parse.len()).filter_map(|noun| body(parse, gazetteer, draft, noun)).collect();
    // The bodies so far, and what is known of them.
    let mut open: Vec<(usize, Body<'_>)> = Vec::new();
    for speaking in [true, false] {
        for body in bodies.iter().filter(|b| speaks(parse, gazetteer, b.noun) == speaking) {
            let known = open.iter().rposition(|(_, other)| one(other, body));
            let named = if speaking { named(parse, names, draft, body) } else { None };
            let actor = match (known, named) {
                (_, Some(actor)) => actor,
                (Some(at), None) => {
                    let (actor, fullest) = &mut open[at];
                    if body.told.len() > fullest.told.len() && !body.owned {
                        draft.clusters[*actor].phrase = Some(body.tokens.clone());
                        draft.clusters[*actor].country = body.country;
                        *fullest = body.clone();
                    }
                    *actor
                }
                (None, None) if speaking && !body.owned => {
                    let actor = draft.open(Cluster {
                        kind: ActorKind::Organisation,
                        names: Vec::new(),
                        phrase: Some(body.tokens.clone()),
                        country: body.country,
                        gender: None,
                        by: "body",
                    });
                    open.push((actor, body.clone()));
                    actor
                }
                (None, None) => continue,
            };
            let tokens = opens(parse, body.noun)..body.noun + 1;
            draft.add(Found { tokens, head: body.noun, kind: MentionKind::Nominal, actor });
        }
    }
}

/// The body that a noun names, with the words before it.
fn body<'g>(parse: &Parse, gazetteer: &'g Gazetteer, draft: &Draft, noun: usize) -> Option<Body<'g>> {
    let part =
        matches!(parse.dep(noun), Dep::Compound | Dep::Amod | Dep::Nmod | Dep::Appos | Dep::Attr | Dep::Npadvmod);
    if part || draft.at(noun).is_some() || !matches!(parse.pos(noun), Pos::Noun | Pos::Propn) {
        return None;
    }
    let lemma = parse.lemma(noun).to_lowercase();
    // "police" is a plural in some of its places, "companies" are several.
    let (class, bare) = gazetteer.body(&parse.text(noun).to_lowercase()).or_else(|| {
        let single = !matches!(parse.tag(noun), "NNS" | "NNPS");
        gazetteer.body(&lemma).filter(|(_, bare)| single || *bare)
    })?;
    let start = opens(parse, noun);
    let mut body = Body { class, noun, tokens: noun..noun + 1, told: BTreeSet::new(), owned: false, country: None };
    let mut article = false;
    for i in start..noun {
        let text = parse.text(i).to_lowercase();
        match parse.pos(i) {
            Pos::Det if gazetteer.words.definite.has(&text) => article = true,
            Pos::Pron if parse.dep(i) == Dep::Poss => body.owned = true,
            Pos::Noun | Pos::Propn | Pos::Adj => {
                let country = draft.at(i).map(|a| &draft.clusters[a]).filter(|c| c.kind == ActorKind::Country);
                body.country = body.country.or(country.and_then(|c| c.country));
                body.told.insert(
                    country
                        .and_then(|c| c.country)
                        .map_or_else(|| parse.lemma(i).to_lowercase(), |iso| iso.to_string()),
                );
                body.tokens.start = body.tokens.start.min(i);
            }
            Pos::Part | Pos::Punct | Pos::Adp if !body.tokens.is_empty() && body.tokens.start < i => {}
            _ => return None,
        }
    }
    let placed = (start..noun)
        .any(|i| draft.at(i).is_some_and(|a| draft.clusters[a].kind != ActorKind::Person || parse.dep(i) == Dep::Poss));
    (article || bare || body.owned || placed).then_some(body)
}

/// The first token of the words right before a noun that hang on it.
fn opens(parse: &Parse, noun: usize) -> usize {
    const LONGEST: usize = 8;
    let part = |&i: &usize| parse.ancestors(i).take(4).any(|above| above == noun);
    (noun.saturating_sub(LONGEST)..noun).rev().take_while(part).last().unwrap_or(noun)
}

/// Whether two phrases can mean one body: of one class, and the one told no otherwise than the other.
fn one(a: &Body<'_>, b: &Body<'_>) -> bool {
    a.class == b.class && (a.told.is_subset(&b.told) || b.told.is_subset(&a.told))
}

/// The one named organisation that a phrase is the short form of: "the zoo" for "Bristol Zoo".
fn named(parse: &Parse, names: &[Name], draft: &Draft, body: &Body<'_>) -> Option<usize> {
    let noun = parse.lemma(body.noun).to_lowercase();
    let short = |name: &Name| {
        let words: Vec<String> = name.key.split(' ').map(str::to_lowercase).collect();
        words.len() > 1
            && words.last() == Some(&noun)
            && key(parse, body.tokens.start..body.noun)
                .split(' ')
                .all(|w| w.is_empty() || words.contains(&w.to_lowercase()))
    };
    let fits = |c: &Cluster| {
        matches!(c.kind, ActorKind::Organisation | ActorKind::Office) && c.names.iter().any(|&n| short(&names[n]))
    };
    let mut found = (0..draft.clusters.len()).filter(|&c| fits(&draft.clusters[c]));
    found.next().filter(|_| found.next().is_none())
}

/// Whether a noun does what only those do who have a say: "the zoo **said**", "according to the army".
fn speaks(parse: &Parse, gazetteer: &Gazetteer, noun: usize) -> bool {
    let (above, words) = (parse.head(noun), &gazetteer.words);
    match parse.dep(noun) {
        Dep::Nsubj => gazetteer.is_done_by_governments(parse.lemma(above)),
        Dep::Pobj => {
            let (preposition, verb) = (parse.lemma(above), parse.lemma(parse.head(above)));
            words.according_to.has(preposition) && words.according.has(verb)
                || words.agent.has(preposition) && gazetteer.is_done_by_governments(verb)
        }
        _ => false,
    }
}
