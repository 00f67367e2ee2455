//! Who is who across the reports of a story.
//!
//! Countries are one by code, organisations and places by name, with the spellings and acronyms that lists and reports
//! give; persons by full name, and by family name alone only where no two persons of the story share it, or where its roles
//! or the company it keeps tell which of them is meant. What the user says in a file of edits comes last and holds ([`Edits`]).

mod company;
mod edits;
mod groups;
mod lists;
mod persons;
mod spelling;

pub use edits::{EditError, Edits};

use crate::lexicon::{Lexicon, Small};
use dateline_core::{Actor, ActorId, ActorKind, Annotated, Mention, MentionKind, ReportIx, StoryActor};
use groups::Groups;
pub(crate) use lists::Lists;
use spelling::plain;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A word of a name as it sounds, roughly: the usual transliterations of one name give one.
pub fn as_it_sounds(lexicon: &Lexicon, word: &str) -> String {
    lexicon.lists.sounds.fold(word)
}

/// An actor of one report.
struct Item<'a> {
    report: ReportIx,
    actor: &'a Actor,
    /// Its names as written, each with how often.
    names: Vec<(&'a str, usize)>,
    /// The company that it keeps: the plain names of the others that its paragraphs name, each once.
    company: BTreeSet<String>,
}

impl Item<'_> {
    fn is_person(&self) -> bool {
        self.actor.kind == ActorKind::Person
    }

    /// Whether it is an organisation, place or group of one word that no list knows.
    fn is_unknown(&self, lists: &Lists) -> bool {
        self.actor.country.is_none() && lists.usual(&plain(&self.actor.name)).is_none()
    }

    /// Whether two have a role in common, whatever else they have.
    fn shares_role(&self, other: &Item<'_>) -> bool {
        self.actor.roles.iter().any(|a| other.actor.roles.iter().any(|b| a.eq_ignore_ascii_case(b)))
    }
}

/// Joins the actors of a story's reports: one entry for each person, organisation, country, place, group and office.
///
/// The order of the reports changes nothing. Entries come by the number of reports that name them, then of mentions.
pub fn join(lexicon: &Lexicon, reports: &[(ReportIx, &Annotated)]) -> Vec<StoryActor> {
    let mut items: Vec<Item<'_>> = reports.iter().flat_map(|(ix, report)| of_report(*ix, report)).collect();
    items.sort_by(|a, b| (&a.actor.name, a.report, a.actor.id).cmp(&(&b.actor.name, b.report, b.actor.id)));
    let mut groups = Groups::new(items.len());
    by_name(lexicon, &items, &mut groups);
    persons::join(lexicon, &items, &mut groups);
    let mut members: BTreeMap<usize, Vec<&Item<'_>>> = BTreeMap::new();
    for (i, item) in items.iter().enumerate() {
        members.entry(groups.root(i)).or_default().push(item);
    }
    let mut actors: Vec<(Reverse<usize>, StoryActor)> = members.into_values().map(|m| story_actor(&m)).collect();
    actors.sort_by(|(a, x), (b, y)| {
        (Reverse(reports_of(x)), a, &x.name, &x.members).cmp(&(Reverse(reports_of(y)), b, &y.name, &y.members))
    });
    let mut actors: Vec<StoryActor> = actors.into_iter().map(|(_, actor)| actor).collect();
    number(&mut actors);
    actors
}

fn of_report(ix: ReportIx, report: &Annotated) -> impl Iterator<Item = Item<'_>> {
    let company = company::beside(report);
    let actors = report.actors.iter().zip(company);
    actors.map(move |(actor, company)| Item { company, ..item(ix, report, actor) })
}

fn item<'a>(report: ReportIx, annotated: &'a Annotated, actor: &'a Actor) -> Item<'a> {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    let named = |m: &&Mention| matches!(m.kind, MentionKind::Name | MentionKind::Metonym);
    for mention in actor.mentions.iter().filter(named) {
        *names.entry(annotated.report.text.str(mention.span)).or_default() += 1;
    }
    Item { report, actor, names: names.into_iter().collect(), company: BTreeSet::new() }
}

fn number(actors: &mut [StoryActor]) {
    for (i, actor) in actors.iter_mut().enumerate() {
        actor.id = ActorId(i as u32);
    }
}

fn reports_of(actor: &StoryActor) -> usize {
    let mut reports: Vec<ReportIx> = actor.members.iter().map(|(report, _)| *report).collect();
    reports.dedup();
    reports.len()
}

/// Joins what is no person by country, name, spelling and acronym.
fn by_name(lexicon: &Lexicon, items: &[Item<'_>], groups: &mut Groups) {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for (i, item) in items.iter().enumerate() {
        for key in keys(lexicon, item) {
            match first.get(&key) {
                Some(&other) => groups.union(i, other),
                None => drop(first.insert(key, i)),
            }
        }
    }
    short_forms(lexicon, items, groups);
}

/// Joins an acronym, and the last words of a name, to the one organisation that they are of: "IAEA", "Press Herald" of the
/// "Portland Press Herald".
fn short_forms(lexicon: &Lexicon, items: &[Item<'_>], groups: &mut Groups) {
    let organisations = || items.iter().enumerate().filter(|(_, item)| item.actor.kind == ActorKind::Organisation);
    let joined = |name: &str| name.rsplit_once(' ').is_some_and(|(_, last)| lexicon.words.and.has(last));
    let mut initials: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut ends: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (i, item) in organisations() {
        let root = groups.root(i);
        let capitals: String = item.actor.name.split([' ', '-']).filter_map(|w| w.chars().next()).collect();
        let capitals = capitals.replace(char::is_lowercase, "");
        if capitals.len() > 2 {
            initials.entry(capitals).or_default().insert(root);
        }
        let name = key(lexicon, &item.actor.name);
        for (at, _) in name.match_indices(' ').filter(|(at, _)| !joined(&name[..*at])) {
            ends.entry(name[at + 1..].to_owned()).or_default().insert(root);
        }
    }
    for (i, item) in organisations() {
        let acronym = item.actor.name.replace('.', "");
        let name = key(lexicon, &item.actor.name);
        let end = Some(&name).filter(|name| name.contains(' ') && item.is_unknown(&lexicon.lists));
        let found = initials.get(&acronym).or_else(|| ends.get(end?));
        if let Some((1, Some(&one))) = found.map(|f| (f.len(), f.first())) {
            groups.union(i, one);
        }
    }
}

/// The keys of which two actors that are one share at least one.
fn keys(lexicon: &Lexicon, item: &Item<'_>) -> Vec<String> {
    match (item.actor.kind, &item.actor.country) {
        // What one report takes for a person and another for an organisation is one under its full name.
        (ActorKind::Person, _) => Vec::from_iter(Some(plain(&item.actor.name)).filter(|name| name.contains(' '))),
        (ActorKind::Country, Some(iso)) => vec![format!("country {iso}")],
        (ActorKind::Group, Some(iso)) => vec![format!("people {iso}")],
        _ => {
            let names = item.names.iter().map(|(name, _)| *name).chain([item.actor.name.as_str()]);
            // "Wal-Mart" is "Walmart" too.
            let closed = |name: &str| name.contains('-').then(|| plain(&name.replace('-', "")));
            let names = names.flat_map(|name| [Some(key(lexicon, name)), closed(name)]);
            names.flatten().filter(|key| !key.is_empty()).collect()
        }
    }
}

/// The plain name under which an organisation or place is joined: the usual one where lists have it.
fn key(lexicon: &Lexicon, name: &str) -> String {
    let and = lexicon.words.and.iter().next().unwrap_or("&");
    let name = plain(&name.replace('&', &format!(" {and} ")).replace(".com", ""));
    lexicon.lists.usual(&name).map_or_else(|| without_form(&lexicon.words, &name).to_owned(), plain)
}

/// A plain name of an organisation without the words for its legal form and "the".
fn without_form<'n>(words: &Small, name: &'n str) -> &'n str {
    let mut name = name.split_once(' ').filter(|(first, _)| words.the.has(first)).map_or(name, |(_, rest)| rest);
    while let Some((rest, _)) = name.rsplit_once(' ').filter(|(_, last)| words.legal_forms.has(last)) {
        name = rest;
    }
    name
}

/// One entry of members that are one, with how often they are mentioned.
fn story_actor(members: &[&Item<'_>]) -> (Reverse<usize>, StoryActor) {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    let mut full: BTreeMap<&str, usize> = BTreeMap::new();
    let mut kinds: BTreeMap<ActorKind, usize> = BTreeMap::new();
    let mut roles: BTreeMap<String, (usize, &str)> = BTreeMap::new();
    let mut countries: BTreeMap<&str, usize> = BTreeMap::new();
    for item in members {
        *full.entry(&item.actor.name).or_default() += 1;
        *kinds.entry(item.actor.kind).or_default() += item.actor.mentions.len();
        item.names.iter().for_each(|(name, times)| *names.entry(name).or_default() += times);
        item.actor.roles.iter().for_each(|r| roles.entry(r.to_lowercase()).or_insert((0, r)).0 += 1);
        item.actor.country.iter().for_each(|c| *countries.entry(c).or_default() += 1);
    }
    let words = |name: &str| name.split(' ').count();
    let name = full.iter().max_by_key(|(name, times)| (words(name) > 1, **times, name.len(), Reverse(**name)));
    let mut members: Vec<(ReportIx, ActorId)> = members.iter().map(|item| (item.report, item.actor.id)).collect();
    members.sort_unstable();
    let mentions = kinds.values().sum();
    let actor = StoryActor {
        id: ActorId(0),
        name: name.map(|(name, _)| (*name).to_owned()).unwrap_or_default(),
        names: most_used(names),
        kind: most_used(kinds).first().copied().unwrap_or(ActorKind::Organisation),
        roles: {
            let mut roles: Vec<_> = roles.into_values().collect();
            roles.sort_by_key(|(times, role)| (Reverse(*times), *role));
            roles.into_iter().map(|(_, role)| role.to_owned()).collect()
        },
        country: most_used(countries).into_iter().next(),
        members,
    };
    (Reverse(mentions), actor)
}

/// The keys by their counts, highest first; of equals in order.
fn most_used<K: Ord + Clone, T>(counts: BTreeMap<K, usize>) -> Vec<T>
where
    T: From<K>,
{
    let mut keys: Vec<(K, usize)> = counts.into_iter().collect();
    keys.sort_by(|(a, x), (b, y)| (Reverse(x), a).cmp(&(Reverse(y), b)));
    keys.into_iter().map(|(key, _)| key.into()).collect()
}
