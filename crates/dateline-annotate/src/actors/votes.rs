//! What the whole text says about each name: whether it is a person's, an organisation's, a place's, or none.

use super::gazetteer::{CountryWord, Gazetteer};
use super::names::{Candidate, Label, Name, capital, key as key_of};
use super::words::Small;
use dateline_core::{ActorKind, Dep, Parse, Pos};
use std::collections::{HashMap, HashSet};

/// What the whole text says about each name.
#[derive(Default)]
pub(super) struct Votes {
    /// By key: how often the engine took it for a person, organisation, place, group.
    labels: HashMap<String, [u32; 4]>,
    /// Keys that stand after a title.
    titled: HashSet<String>,
    /// Last names of persons that the text gives in full.
    surnames: HashSet<String>,
    /// Keys that do what only those do who have a say: "the Coast Line denied …".
    speaking: HashSet<String>,
    /// Keys, by how much more often they stand as places do: "at Aldby", "left Aldby".
    located: HashMap<String, i32>,
    /// The words that the text has in small letters.
    small: HashSet<String>,
}

impl Votes {
    pub(super) fn count(parse: &Parse, gazetteer: &Gazetteer, candidates: &[Candidate]) -> Votes {
        let mut votes = Votes::default();
        votes.small.extend(small(parse, candidates));
        for c in candidates {
            if speaks(parse, gazetteer, c) {
                votes.speaking.insert(key_of(parse, c.tokens.clone()));
            }
            *votes.located.entry(key_of(parse, c.tokens.clone())).or_default() +=
                located(parse, &gazetteer.words, c.tokens.end - 1);
            if titled(parse, gazetteer, c) {
                votes.titled.insert(key_of(parse, c.tokens.clone()));
            }
            if c.label != Label::None {
                votes.labels.entry(key_of(parse, c.tokens.clone())).or_default()[c.label as usize] += 1;
            }
        }
        for c in candidates.iter().filter(|c| c.tokens.len() > 1) {
            if votes.kind(parse, gazetteer, c) == Some(ActorKind::Person) {
                votes.surnames.insert(key_of(parse, c.tokens.end - 1..c.tokens.end));
            }
        }
        votes
    }

    /// Whether one word is mostly taken for a person.
    fn person_alone(&self, word: &str) -> bool {
        let [person, organisation, place, group] = self.labels.get(word).copied().unwrap_or_default();
        self.titled.contains(word) || person > organisation + place + group
    }

    pub(super) fn decide(&self, parse: &Parse, gazetteer: &Gazetteer, c: Candidate) -> Option<Name> {
        let kind = self.kind(parse, gazetteer, &c)?;
        let key = key_of(parse, c.tokens.clone());
        let country =
            if matches!(kind, ActorKind::Country | ActorKind::Group) { gazetteer.country(&key) } else { None };
        let known = if matches!(kind, ActorKind::Organisation | ActorKind::Office) {
            gazetteer.organisation(&key)
        } else {
            None
        };
        let adjective =
            parse.pos(c.tokens.end - 1) == Pos::Adj || country.is_some_and(|(_, what)| what != CountryWord::Name);
        Some(Name { tokens: c.tokens, title: c.title, key, adjective, metonym: false, kind, country, known })
    }

    /// What a candidate names; `None` if it seems to be no name at all.
    fn kind(&self, parse: &Parse, gazetteer: &Gazetteer, c: &Candidate) -> Option<ActorKind> {
        use ActorKind::{Country, Group, Organisation, Person, Place};
        let key = key_of(parse, c.tokens.clone());
        let labels = self.labels.get(&key).copied().unwrap_or_default();
        let [person, organisation, place, group] = labels;
        let most = labels.into_iter().max().unwrap_or_default();
        if let Some((_, what)) = gazetteer.country(&key) {
            let noun = parse.pos(c.tokens.end - 1) != Pos::Adj && what != CountryWord::Name;
            let plural = parse.tag(c.tokens.end - 1).ends_with('S');
            return Some(match what {
                _ if person > place + group + organisation => Person,
                CountryWord::People if noun => Group,
                _ if noun && plural && group > 0 => Group,
                _ => Country,
            });
        }
        if self.titled.contains(&key) {
            return Some(Person);
        }
        if key.chars().count() < 2 || key.contains(['[', ']']) || key.split(' ').all(|word| gazetteer.never(word)) {
            return None;
        }
        let listed = gazetteer.place(&key).is_some() || gazetteer.organisation(&key).is_some();
        if c.tokens.len() == 1 && self.surnames.contains(&key) && (!listed || person > place + organisation) {
            return Some(Person);
        }
        // "the Captain", "HOST:"
        let trade = gazetteer.person(&key.to_lowercase()).is_some() || gazetteer.honorific(&key).is_some();
        if c.tokens.len() == 1 && trade && !listed && c.label != Label::Person && !self.surnames.contains(&key) {
            return None;
        }
        // "Ferry aground": a word that opens a sentence, and is none's name where the text has it again.
        let opens = c.tokens.len() == 1 && parse.sentence(parse.sentence_of(c.tokens.start)).start == c.tokens.start;
        if opens && !listed && self.small.contains(&key.to_lowercase()) {
            return None;
        }
        let adjective = parse.pos(c.tokens.end - 1) == Pos::Adj && gazetteer.place(&key).is_some();
        if adjective || gazetteer.capital(&key).is_some() {
            return Some(Place);
        }
        if let Some(known) = gazetteer.organisation(&key) {
            return Some(known.kind);
        }
        let words = c.tokens.len();
        let last = key_of(parse, c.tokens.end - 1..c.tokens.end);
        if words > 1 && most > 0 && self.person_alone(&last) && !gazetteer.organisation_word(&last) {
            return Some(Person);
        }
        let organised = words > 1
            && (gazetteer.organisation_word(parse.text(c.tokens.end - 1))
                || gazetteer.organisation_word(parse.text(c.tokens.start))
                    && gazetteer.words.of.has(parse.text(c.tokens.start + 1)));
        if organised && most > 0 {
            return Some(Organisation);
        }
        if gazetteer.place(&key).is_some() && (person == 0 || place > person) {
            return Some(Place);
        }
        if words == 1 && most > 0 && gazetteer.given_name(&key).is_some() && key.contains(char::is_lowercase) {
            return Some(Person);
        }
        let first = c.tokens.start;
        let described = first > 0
            && parse.tag(first - 1) == "NN"
            && gazetteer.person(&parse.lemma(first - 1).to_lowercase()).is_some()
            && parse.sentence_of(first - 1) == parse.sentence_of(first);
        // "Smith-Jones" is one word.
        let hyphens = c.tokens.clone().filter(|&i| parse.tag(i) == "HYPH").count();
        let words = words - (2 * hyphens).min(words - 1);
        let speaking = self.speaking.contains(&key);
        let located = self.located.get(&key).copied().unwrap_or_default();
        // "the Government", "the Council": what others are called too.
        let word = last.to_lowercase();
        let common = gazetteer.thing(&word).is_some() || gazetteer.body(&word).is_some();
        match most {
            // "sailor Ann Lee"
            _ if described && matches!(words, 2 | 3) && parse.sentence_of(first) > 0 => Some(Person),
            // "The Coast Line denied", "KCNA said"
            0 if speaking
                && (words > 1 || !common)
                && first > 0
                && gazetteer.words.the.has_in_any_case(parse.text(first - 1)) =>
            {
                Some(Organisation)
            }
            0 if speaking && words == 1 && key.len() > 2 && !key.contains(|c: char| !c.is_uppercase()) => {
                Some(Organisation)
            }
            // "Ann Lee said"
            0 if speaking && matches!(words, 2 | 3) && !gazetteer.organisation_word(&last) => Some(Person),
            0 => None,
            _ if most == person && words == 1 && located > 0 => Some(Place),
            _ if most == person => Some(Person),
            _ if most == place && speaking && located <= 0 && gazetteer.place(&key).is_none() => Some(Organisation),
            _ if most == organisation => Some(Organisation),
            _ if most == place => Some(Place),
            _ => Some(Group),
        }
    }
}

/// Whether a title makes a candidate a person: one that it held, or a word right before it.
fn titled(parse: &Parse, gazetteer: &Gazetteer, c: &Candidate) -> bool {
    let (first, words) = (c.tokens.start, &gazetteer.words);
    let before = first.checked_sub(1).filter(|&b| parse.sentence_of(b) == parse.sentence_of(first));
    let title = |i: usize| gazetteer.honorific(parse.text(i)).is_some() && !words.no_title_alone.has(parse.text(i));
    let ends_in_name = capital(parse, c.tokens.end - 1) && !gazetteer.organisation_word(parse.text(c.tokens.end - 1));
    ends_in_name
        && (c.label != Label::Place)
        && c.tokens.len() <= 4
        && gazetteer.country(&key_of(parse, c.tokens.clone())).is_none()
        && (c.title < first && title(first - 1) || c.label != Label::None && before.is_some_and(title))
}

/// The words in small letters that a candidate of one word could be, if it is no name.
fn small(parse: &Parse, candidates: &[Candidate]) -> HashSet<String> {
    let alone = candidates.iter().filter(|c| c.tokens.len() == 1);
    let wanted: HashSet<String> = alone.map(|c| key_of(parse, c.tokens.clone()).to_lowercase()).collect();
    (0..parse.len()).map(|i| parse.text(i)).filter(|word| wanted.contains(*word)).map(str::to_owned).collect()
}

/// Whether a candidate is the subject of a verb, or told something, as only those are who have a say.
fn speaks(parse: &Parse, gazetteer: &Gazetteer, c: &Candidate) -> bool {
    let outside = |&i: &usize| !c.tokens.contains(&parse.head(i));
    c.tokens.clone().rev().find(outside).is_some_and(|head| {
        let verb = parse.lemma(parse.head(head));
        match parse.dep(head) {
            Dep::Nsubj => gazetteer.is_done_by_governments(verb),
            Dep::Dobj | Dep::Dative => gazetteer.words.telling.has(verb),
            _ => false,
        }
    })
}

/// How a word stands: 1 as places do, 0 as both may, -1 otherwise.
fn located(parse: &Parse, words: &Small, i: usize) -> i32 {
    let above = parse.lemma(parse.head(i));
    match parse.dep(i) {
        Dep::Pobj if words.place_prepositions.has(above) => 1,
        Dep::Pobj if words.open_prepositions.has(above) => 0,
        Dep::Dobj if words.place_verbs.has(above) => 1,
        _ => -1,
    }
}
