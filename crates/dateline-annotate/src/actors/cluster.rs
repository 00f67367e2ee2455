//! Which names of a text name the same actor: full and short names, spellings of the lists, acronyms.

use super::gazetteer::{CountryWord, Gazetteer, Gender, Iso};
use super::names::{Name, key};
use super::words::Small;
use dateline_core::{ActorKind, Parse};
use std::collections::HashMap;
use std::ops::Range;

/// An actor while it is being found.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    pub kind: ActorKind,
    /// Which names, in the order of the text.
    pub names: Vec<usize>,
    /// What it goes by where it has no name: "South Korea's military".
    pub phrase: Option<Range<usize>>,
    pub country: Option<Iso>,
    pub gender: Option<Gender>,
    /// What found it.
    pub by: &'static str,
}

/// Joins the names that name one actor; clusters come in the order of their first names.
pub(super) fn join(parse: &Parse, gazetteer: &Gazetteer, names: &[Name]) -> Vec<Cluster> {
    let mut table = Table::default();
    for (n, name) in names.iter().enumerate().filter(|(_, name)| parse.sentence_of(name.tokens.start) > 0) {
        table.first.entry(name.key.clone()).or_insert(n);
    }
    // The fullest names first: what a short one stands for must be known by then.
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|&n| (std::cmp::Reverse(names[n].len()), n));
    for &n in &order {
        let name = &names[n];
        let gender = title_gender(parse, gazetteer, name);
        let cluster =
            table.find(parse, gazetteer, names, n, gender).unwrap_or_else(|| table.open(gazetteer, name, gender));
        table.add(cluster, parse, gazetteer, names, n, gender);
    }
    let mut clusters = table.clusters;
    for c in &mut clusters {
        c.names.sort_unstable();
    }
    clusters.sort_by_key(|c| c.names.first().copied());
    clusters
}

/// Clusters with the ways to find one.
#[derive(Default)]
struct Table {
    /// Where each name first stands, but for the headline.
    first: HashMap<String, usize>,
    clusters: Vec<Cluster>,
    /// By identity: a name's whole key with its kind, a country's code, a listed organisation's line.
    whole: HashMap<(Class, String), usize>,
    /// Persons by each word of their names, organisations by the beginnings of theirs and by initials, longest name first.
    parts: HashMap<(Class, String), Vec<usize>>,
}

/// What can share a name without being one: a person and a company, but not two places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Class {
    Person,
    Organisation,
    Country,
    Place,
    Group,
}

fn class(kind: ActorKind) -> Class {
    match kind {
        ActorKind::Person => Class::Person,
        ActorKind::Organisation | ActorKind::Office => Class::Organisation,
        ActorKind::Country => Class::Country,
        ActorKind::Place => Class::Place,
        ActorKind::Group => Class::Group,
    }
}

/// The words by which a name is the same as another.
fn identity(gazetteer: &Gazetteer, name: &Name) -> String {
    if let Some((iso, what)) = name.country {
        // "Americans" and "American" (a man) are the people; "American" (a plane) is of the country.
        return if name.kind == ActorKind::Group && what != CountryWord::Name {
            format!("people {iso}")
        } else {
            iso.to_string()
        };
    }
    if let Some(known) = name.known {
        return known.number.to_string();
    }
    let key = match name.kind {
        ActorKind::Place => gazetteer.usual_spelling(&name.key),
        ActorKind::Organisation => without_form(&gazetteer.words, &name.key),
        _ => &name.key,
    };
    key.to_lowercase()
}

/// An organisation's name without the words for its legal form.
fn without_form<'k>(words: &Small, key: &'k str) -> &'k str {
    let mut key = key.split_once(' ').filter(|(first, _)| words.name_article.has(first)).map_or(key, |(_, rest)| rest);
    while let Some((rest, last)) = key.rsplit_once(' ')
        && words.legal_forms.has(last)
    {
        key = rest;
    }
    key
}

impl Table {
    fn open(&mut self, gazetteer: &Gazetteer, name: &Name, gender: Option<Gender>) -> usize {
        let place = || if name.kind == ActorKind::Place { gazetteer.place(&name.key)? } else { None };
        let country = name.country.map(|(iso, _)| iso).or(name.known.and_then(|k| k.country)).or_else(place);
        self.clusters.push(Cluster { kind: name.kind, names: Vec::new(), phrase: None, country, gender, by: "name" });
        self.clusters.len() - 1
    }

    fn add(
        &mut self,
        cluster: usize,
        parse: &Parse,
        gazetteer: &Gazetteer,
        names: &[Name],
        n: usize,
        gender: Option<Gender>,
    ) {
        let name = &names[n];
        let class = class(name.kind);
        self.clusters[cluster].names.push(n);
        self.clusters[cluster].gender = self.clusters[cluster].gender.or(gender);
        if self.whole.insert((class, identity(gazetteer, name)), cluster).is_some() {
            return;
        }
        let mut part = |part: String| {
            let held = self.parts.entry((class, part)).or_default();
            if held.last() != Some(&cluster) && !held.contains(&cluster) {
                held.push(cluster);
            }
        };
        match class {
            Class::Person => {
                name.key.split(' ').for_each(|word| part(word.to_lowercase()));
                part(beginning(name.key.rsplit(' ').next().unwrap_or_default()));
            }
            Class::Organisation if name.len() > 1 => {
                let beginnings = name.key.match_indices(' ').map(|(at, _)| name.key[..at].to_lowercase());
                beginnings.for_each(&mut part);
                // "Air Force" for "United States Air Force", but not its last word alone.
                let ends = name.key.match_indices(' ').map(|(at, _)| name.key[at + 1..].to_lowercase());
                ends.filter(|end| end.contains(' ')).for_each(&mut part);
                part(initials(&name.key));
                acronym_after(parse, name).into_iter().for_each(part);
            }
            _ => {}
        }
    }

    /// The cluster that a name belongs to, if it is there.
    fn find(
        &self,
        parse: &Parse,
        gazetteer: &Gazetteer,
        names: &[Name],
        n: usize,
        gender: Option<Gender>,
    ) -> Option<usize> {
        let name = &names[n];
        let class = class(name.kind);
        if let Some(&cluster) = self.whole.get(&(class, identity(gazetteer, name))) {
            return Some(cluster);
        }
        match class {
            Class::Person => self.person(gazetteer, names, n, gender).or_else(|| self.respelt(gazetteer, names, n)),
            Class::Organisation if name.known.is_none() => self.organisation(parse, names, n),
            _ => None,
        }
    }

    /// The person whose fuller name a name is a part of; of several, the one named last before it, else the first after.
    fn person(&self, gazetteer: &Gazetteer, names: &[Name], n: usize, gender: Option<Gender>) -> Option<usize> {
        let short = &names[n].key;
        let last = short.rsplit(' ').next()?;
        let fits = |&c: &usize| {
            let (cluster, words) = (&self.clusters[c], &gazetteer.words);
            let clash = gender.is_some() && cluster.gender.is_some() && gender != cluster.gender;
            // Who is named before "… Jr." comes up is another of the family.
            let junior = |&m: &usize| names[m].key.rsplit(' ').next().is_some_and(|word| words.generations.has(word));
            let earlier = || self.first.get(short).is_some_and(|&at| cluster.names.iter().all(|&m| at < m));
            let another = cluster.names.iter().all(junior) && earlier();
            !clash && !another && cluster.names.iter().any(|&m| part_of(gazetteer, short, &names[m].key))
        };
        let found: Vec<usize> =
            self.parts.get(&(Class::Person, last.to_lowercase()))?.iter().copied().filter(fits).collect();
        // A family name goes before a given name.
        let ends = |key: &str| key.rsplit(' ').find(|w| !gazetteer.words.generations.has(w)) == Some(last);
        let family = |&c: &usize| self.clusters[c].names.iter().any(|&m| ends(&names[m].key));
        let by_family: Vec<usize> = found.iter().copied().filter(family).collect();
        let found = if by_family.is_empty() { found } else { by_family };
        let before = |c: usize| self.clusters[c].names.iter().copied().filter(|&m| m < n).max();
        let first = |c: usize| self.clusters[c].names.iter().copied().min();
        let last_before = found.iter().copied().filter(|&c| before(c).is_some()).max_by_key(|&c| before(c));
        last_before.or_else(|| found.into_iter().min_by_key(|&c| first(c)))
    }

    /// The one person of whose name a name is another spelling: "Volodymyr Zelenskyy", "Dostoyevsky" alone.
    fn respelt(&self, gazetteer: &Gazetteer, names: &[Name], n: usize) -> Option<usize> {
        let (given, family) = names[n].key.rsplit_once(' ').unwrap_or(("", &names[n].key));
        let same = |full: &str| {
            full.rsplit_once(' ').is_some_and(|(g, f)| {
                f != family
                    && near(f, family)
                    && (given.is_empty() || g == given || gazetteer.same_given_name(g, given))
            })
        };
        if self.parts.contains_key(&(Class::Person, family.to_lowercase())) {
            return None;
        }
        let found = self.parts.get(&(Class::Person, beginning(family)))?;
        let mut found = found.iter().copied().filter(|&c| self.clusters[c].names.iter().any(|&m| same(&names[m].key)));
        let one = found.next()?;
        found.next().is_none().then_some(one)
    }

    /// The organisation that a name is the beginning or the initials of, if there is just one.
    fn organisation(&self, parse: &Parse, names: &[Name], n: usize) -> Option<usize> {
        let name = &names[n];
        let acronym = name.len() == 1 && !name.key.contains(char::is_lowercase) && name.key.len() > 1;
        let part = if acronym { name.key.clone() } else { name.key.to_lowercase() };
        let found = self.parts.get(&(Class::Organisation, part))?;
        let in_title = parse.sentence_of(name.tokens.start) == 0;
        // A short form comes after the full one, but for the headline.
        let told = |&c: &usize| acronym || in_title || self.clusters[c].names.iter().any(|&m| m < n);
        let mut found = found.iter().copied().filter(|c| told(c));
        let one = found.next()?;
        found.next().is_none().then_some(one)
    }
}

/// Whether a shorter name of a person is a part of a fuller one: the words in their order, with short forms and initials
/// for given names. One word alone must be written the same.
fn part_of(gazetteer: &Gazetteer, short: &str, full: &str) -> bool {
    let mut rest = full.split(' ');
    match short.rsplit_once(' ') {
        None => rest.any(|word| word.eq_ignore_ascii_case(short)),
        Some((given, family)) => {
            let mut last = rest.next_back().unwrap_or_default();
            let junior = |word: &str| gazetteer.words.generations.has(word);
            if junior(last) && !junior(family) {
                last = rest.next_back().unwrap_or_default();
            }
            last.eq_ignore_ascii_case(family)
                && given.split(' ').all(|word| rest.any(|w| gazetteer.same_given_name(w, word)))
        }
    }
}

/// The letters with which all spellings of a family name begin.
fn beginning(family: &str) -> String {
    const SAME: usize = 3;
    format!("{}…", family.chars().take(SAME).collect::<String>().to_lowercase())
}

/// Whether two long words differ only by a letter too many, or by one letter for another.
fn near(a: &str, b: &str) -> bool {
    const LONG: usize = 7;
    let length = |word: &str| word.chars().count();
    let (short, long) = if length(a) <= length(b) { (a, b) } else { (b, a) };
    let same = |x: &mut dyn Iterator<Item = (char, char)>| x.take_while(|(x, y)| x == y).count();
    let start = same(&mut short.chars().zip(long.chars()));
    let end = same(&mut short.chars().rev().zip(long.chars().rev()));
    let (short, long) = (length(short), length(long));
    short >= LONG && long - short <= 1 && start + end + 1 >= long
}

/// The capitals of a name's words: "IAEA".
fn initials(key: &str) -> String {
    key.split([' ', '-']).filter_map(|word| word.chars().next().filter(|c| c.is_uppercase())).collect()
}

/// The acronym in brackets right after a name.
fn acronym_after(parse: &Parse, name: &Name) -> Option<String> {
    let open = name.tokens.end;
    let inside = (open + 1..parse.len()).find(|&i| parse.text(i) == ")" || i > open + 3)?;
    (parse.text(open.min(parse.len() - 1)) == "(" && parse.text(inside) == ")" && inside == open + 2)
        .then(|| key(parse, open + 1..inside))
        .filter(|k| !k.contains(char::is_whitespace) && k.chars().next().is_some_and(char::is_uppercase))
}

/// The gender that the titles before a name tell.
fn title_gender(parse: &Parse, gazetteer: &Gazetteer, name: &Name) -> Option<Gender> {
    let first = name.tokens.start;
    let before = first.checked_sub(1).filter(|_| name.title == first);
    let title = (name.title..first).chain(before).find_map(|i| gazetteer.honorific(parse.text(i))?.gender);
    let given = || (name.len() > 1).then(|| gazetteer.given_name(parse.text(first)))?;
    title.or_else(given).filter(|_| name.kind == ActorKind::Person)
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn spellings_are_near_by_their_letters_not_their_bytes() {
        assert!(
            near("Lindqvist", "Lindkvist") && near("Müllerstein", "Mullerstein") && near("Petterson", "Pettersson")
        );
        // More letters in fewer bytes.
        assert!(!near("abcdefghij", "ÄÖÜÄÖÜÄ") && !near("ÄÖÜÄÖÜÄ", "abcdefghij"));
    }
}
