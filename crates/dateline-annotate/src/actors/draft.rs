//! Actors while they are being found: the mentions so far, and which actor each word stands for.

use super::cluster::Cluster;
use super::names::Name;
use super::words::Small;
use dateline_core::{Actor, ActorId, ActorKind, Mention, MentionKind, Parse, Pos};
use std::ops::Range;

/// A mention while actors are being found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub tokens: Range<usize>,
    /// The token that the others hang on.
    pub head: usize,
    pub kind: MentionKind,
    /// Which cluster.
    pub actor: usize,
}

/// The actors of a text while they are being found.
#[derive(Debug)]
pub(super) struct Draft {
    pub clusters: Vec<Cluster>,
    /// The roles of each cluster, as token runs.
    roles: Vec<Vec<Range<usize>>>,
    /// The nouns that the text calls each cluster by, as lower-case lemmas, and whether it says that this is over.
    nouns: Vec<Vec<(String, bool)>>,
    /// The nouns that the titles before each cluster's names allow.
    titles: Vec<Vec<String>>,
    pub found: Vec<Found>,
    /// The cluster that a mention's head stands for, by token.
    of_head: Vec<Option<u32>>,
}

impl Draft {
    /// Starts with the names.
    pub(super) fn new(parse: &Parse, names: &[Name], clusters: Vec<Cluster>) -> Draft {
        let mut draft = Draft {
            roles: vec![Vec::new(); clusters.len()],
            nouns: vec![Vec::new(); clusters.len()],
            titles: vec![Vec::new(); clusters.len()],
            found: Vec::new(),
            of_head: vec![None; parse.len()],
            clusters,
        };
        let owners: Vec<(usize, usize)> = draft
            .clusters
            .iter()
            .enumerate()
            .flat_map(|(actor, cluster)| cluster.names.iter().map(move |&n| (n, actor)))
            .collect();
        for (n, actor) in owners {
            let name = &names[n];
            let kind = if name.metonym { MentionKind::Metonym } else { MentionKind::Name };
            draft.add(Found { tokens: name.tokens.clone(), head: name.head(parse), kind, actor });
        }
        draft
    }

    /// Adds an actor without a name.
    pub(super) fn open(&mut self, cluster: Cluster) -> usize {
        self.clusters.push(cluster);
        self.roles.push(Vec::new());
        self.nouns.push(Vec::new());
        self.titles.push(Vec::new());
        self.clusters.len() - 1
    }

    /// Adds a mention, unless its head is one already.
    pub(super) fn add(&mut self, found: Found) {
        if self.of_head[found.head].is_none() {
            self.of_head[found.head] = Some(found.actor as u32);
            self.found.push(found);
        }
    }

    /// The actor that a mention with this head names.
    pub(super) fn at(&self, head: usize) -> Option<usize> {
        self.of_head[head].map(|actor| actor as usize)
    }

    /// Adds what the text says that an actor is, and the noun that says it.
    pub(super) fn add_role(&mut self, parse: &Parse, words: &Small, actor: usize, role: Range<usize>, noun: usize) {
        let before = |i: usize| words.former_or_late.has(&parse.text(i).to_lowercase());
        let former = (role.start.max(noun.saturating_sub(3))..noun).any(before);
        let former = former || noun >= 2 && parse.text(noun - 1) == "-" && before(noun - 2);
        self.roles[actor].push(role);
        self.nouns[actor].push((parse.lemma(noun).to_lowercase(), former));
    }

    /// Adds a noun that a title before the name allows: "the governor" is "Gov. Ann Lee".
    pub(super) fn add_title(&mut self, actor: usize, noun: &str) {
        if !self.titled(actor, noun) {
            self.titles[actor].push(noun.to_owned());
        }
    }

    /// Whether a title before an actor's name allows a noun.
    pub(super) fn titled(&self, actor: usize, noun: &str) -> bool {
        self.titles[actor].iter().any(|title| title == noun)
    }

    /// Whether the text calls an actor by a noun, as what the actor is.
    pub(super) fn called(&self, actor: usize, lemma: &str) -> bool {
        self.nouns[actor].iter().any(|(noun, former)| noun == lemma && !former)
    }

    /// Whether the text calls an actor by a noun, as what the actor was.
    pub(super) fn was_called(&self, actor: usize, lemma: &str) -> bool {
        self.nouns[actor].iter().any(|(noun, former)| noun == lemma && *former)
    }

    /// The finished actors, in the order of their first mentions.
    pub(super) fn finish(mut self, parse: &Parse, small: &Small, names: &[Name]) -> Vec<Actor> {
        self.found.sort_by_key(|f| (f.tokens.start, f.tokens.end));
        let mut mentions: Vec<Vec<Mention>> = vec![Vec::new(); self.clusters.len()];
        for f in &self.found {
            if let Some(span) = parse.span_of(f.tokens.clone()) {
                mentions[f.actor].push(Mention { span, kind: f.kind });
            }
        }
        let words = |tokens: Range<usize>| parse.span_of(tokens).map(|s| parse.source().str(s).replace('\n', " "));
        let mut actors: Vec<Actor> = Vec::with_capacity(self.clusters.len());
        for (i, (cluster, mentions)) in self.clusters.iter().zip(mentions).enumerate() {
            let full = cluster.names.iter().max_by_key(|&&n| (fullness(parse, small, &names[n]), std::cmp::Reverse(n)));
            let full = full.map(|&n| names[n].tokens.clone()).or(cluster.phrase.clone());
            let Some(name) = full.and_then(words) else { continue };
            let mut roles: Vec<String> = Vec::new();
            for role in self.roles[i].iter().cloned().filter_map(words) {
                if !roles.iter().any(|r| r.eq_ignore_ascii_case(&role)) {
                    roles.push(role);
                }
            }
            actors.push(Actor {
                id: ActorId(actors.len() as u32),
                name,
                kind: cluster.kind,
                roles,
                mentions,
                country: cluster.country.map(|iso| iso.to_string()),
                by: cluster.by.into(),
            });
        }
        actors.sort_by_key(|a| a.mentions.first().map(|m| m.span.start()));
        for (i, actor) in actors.iter_mut().enumerate() {
            actor.id = ActorId(i as u32);
        }
        actors
    }
}

/// How full a name is: one that is written as names are before one that ran into other words, a noun before an adjective, its own
/// before another's, then by the number of words, then of letters.
fn fullness(parse: &Parse, small: &Small, name: &Name) -> (bool, bool, usize, usize) {
    (!ran_together(parse, small, name), !name.adjective && !name.metonym, name.len(), name.key.len())
}

/// Whether a name of several words holds what no name does: a word in capitals like a headline's, a verb, a number, or two words
/// without the space between them ("LeeWatch").
fn ran_together(parse: &Parse, small: &Small, name: &Name) -> bool {
    /// Longer words in capitals are shouted, shorter ones may be initials.
    const INITIALS: usize = 3;
    let person = name.kind == ActorKind::Person;
    let odd = |i: usize| {
        let word = parse.text(i);
        let shouted = word.len() > INITIALS && word.chars().all(char::is_uppercase);
        let mut inner =
            word.char_indices().skip(1).filter(|(at, c)| c.is_uppercase() && word[..*at].ends_with(char::is_lowercase));
        let joined = inner.any(|(at, _)| !small.name_joins.has(&word[..at]));
        person && (shouted || joined || parse.pos(i) == Pos::Verb) || parse.tag(i) == "CD"
    };
    name.tokens.len() > 1 && name.tokens.clone().any(odd)
}
