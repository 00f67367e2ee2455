//! What is known of names before a text is read: countries, cities, organisations, titles, trades.

use dateline_core::ActorKind;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

const COUNTRIES: &str = include_str!("../../../../rules/en/actors/countries.tsv");
const ALIASES: &str = include_str!("../../../../rules/en/actors/aliases.tsv");
const HONORIFICS: &str = include_str!("../../../../rules/en/actors/honorifics.tsv");
const PEOPLE: &str = include_str!("../../../../rules/en/actors/people.tsv");
const THINGS: &str = include_str!("../../../../rules/en/actors/things.tsv");
const ORGANISATIONS: &str = include_str!("../../../../rules/en/actors/organisations.tsv");
const ORGANISATION_WORDS: &str = include_str!("../../../../rules/en/actors/organisation_words.txt");
const GIVEN_NAMES: &str = include_str!("../../../../rules/en/actors/given_names.tsv");
const NICKNAMES: &str = include_str!("../../../../rules/en/actors/nicknames.tsv");
const NEVER: &str = include_str!("../../../../rules/en/actors/never.txt");
const METONYMS: &str = include_str!("../../../../rules/en/actors/metonyms.tsv");
const BODIES: &str = include_str!("../../../../rules/en/actors/bodies.tsv");
const CITIES: &str = include_str!("../../../../rules/places/cities.tsv");
const STATES: &str = include_str!("../../../../rules/places/regions.tsv");
const REGIONS: &str = include_str!("../../../../rules/places/other.tsv");
const VARIANTS: &str = include_str!("../../../../rules/places/variants.tsv");

/// A country, as ISO 3166 alpha-3.
pub(super) type Iso = &'static str;

/// What a word says of a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CountryWord {
    /// "Ukraine", "the Russian Federation".
    Name,
    /// "Ukrainian", of anything.
    Adjective,
    /// "Ukrainians".
    People,
}

/// A person's gender, as far as words tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Male,
    Female,
}

/// A word that stands right before persons' names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Honorific {
    pub gender: Option<Gender>,
    /// Whether it begins no names of anything else, as "General" does in "General Motors".
    pub sure: bool,
}

/// An organisation or office that is known by several names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// Its line in the list.
    pub number: u32,
    pub kind: ActorKind,
    pub country: Option<Iso>,
}

/// The lists under `rules/`, by the words that they list.
pub(super) struct Gazetteer {
    countries: HashMap<String, (Iso, CountryWord)>,
    capitals: HashMap<String, Iso>,
    places: HashMap<String, Option<Iso>>,
    variants: HashMap<String, &'static str>,
    organisations: HashMap<String, Known>,
    honorifics: HashMap<String, Honorific>,
    people: HashMap<&'static str, Option<Gender>>,
    offices: HashSet<&'static str>,
    things: HashMap<&'static str, ActorKind>,
    companies: HashSet<&'static str>,
    bodies: HashMap<&'static str, (&'static str, bool)>,
    organisation_words: HashSet<&'static str>,
    /// The nouns that stand for listed organisations, by line.
    nouns: Vec<&'static str>,
    given_names: HashMap<&'static str, Gender>,
    nicknames: HashMap<&'static str, Vec<&'static str>>,
    never: HashSet<&'static str>,
    metonyms: HashSet<[&'static str; 2]>,
}

/// The gazetteer of English.
pub(super) fn gazetteer() -> &'static Gazetteer {
    static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::load);
    &GAZETTEER
}

/// A word as the lists know it: without full stops, with straight apostrophes.
pub(super) fn fold(word: &str) -> Cow<'_, str> {
    if word.contains(['.', '’', '\n']) {
        Cow::Owned(word.replace('.', "").replace('’', "'").replace('\n', " "))
    } else {
        Cow::Borrowed(word)
    }
}

impl Gazetteer {
    /// What a word or words say of a country.
    pub(super) fn country(&self, words: &str) -> Option<(Iso, CountryWord)> {
        let words = fold(words);
        self.countries.get(&*words).or_else(|| self.countries.get(&capitalised(&words)?)).copied()
    }

    /// The country whose capital this is.
    pub(super) fn capital(&self, words: &str) -> Option<Iso> {
        self.capitals.get(self.usual_spelling(&fold(words))).copied()
    }

    /// Whether a city, state or region has this name, and the country that it lies in.
    pub(super) fn place(&self, words: &str) -> Option<Option<Iso>> {
        let words = fold(words);
        self.places.get(self.usual_spelling(&words)).or_else(|| self.places.get(&capitalised(&words)?)).copied()
    }

    /// The word for a place that stands for its other ones: "Kyiv" for "Kiev", "Europe" for "European".
    pub(super) fn usual_spelling<'a>(&self, words: &'a str) -> &'a str {
        self.variants.get(words).copied().unwrap_or(words)
    }

    /// The organisation or office of this name.
    pub(super) fn organisation(&self, words: &str) -> Option<Known> {
        self.organisations.get(&*fold(words)).copied()
    }

    /// What is known of a word that stands right before persons' names.
    pub(super) fn honorific(&self, word: &str) -> Option<Honorific> {
        self.honorifics.get(&*fold(word)).copied()
    }

    /// Whether a noun, in lower case, is for one person, and the gender that it tells.
    pub(super) fn person(&self, noun: &str) -> Option<Option<Gender>> {
        self.people.get(noun).copied().or_else(|| self.people.get(noun.rsplit_once('-')?.1).copied())
    }

    /// Whether a noun, in lower case, is for an office that one person holds at a time.
    pub(super) fn office(&self, noun: &str) -> bool {
        self.offices.contains(noun)
    }

    /// What a noun, in lower case, for an organisation, country or place is for.
    pub(super) fn thing(&self, noun: &str) -> Option<ActorKind> {
        self.things.get(noun).copied()
    }

    /// For a noun, in lower case, for a body that speaks without a name: the noun under which a report joins it with its
    /// like, and whether it goes without an article.
    pub(super) fn body(&self, noun: &str) -> Option<(&'static str, bool)> {
        self.bodies.get(noun).copied()
    }

    /// Whether a noun, in lower case, is one that any company is called by.
    pub(super) fn company(&self, noun: &str) -> bool {
        self.companies.contains(noun)
    }

    /// Whether a noun, in lower case, stands for a listed organisation: "the alliance" for NATO.
    pub(super) fn stands_for(&self, known: Known, noun: &str) -> bool {
        self.nouns.get(known.number as usize).is_some_and(|nouns| nouns.split('|').any(|n| n == noun))
    }

    /// The gender that a given name tells.
    pub(super) fn given_name(&self, name: &str) -> Option<Gender> {
        self.given_names.get(name).or_else(|| self.given_names.get(&*capitalised(name)?)).copied()
    }

    /// Whether two given names can be one person's: the same, respelt, a short form, or an initial.
    pub(super) fn same_given_name(&self, a: &str, b: &str) -> bool {
        let short_for = |short: &str, full: &str| self.nicknames.get(short).is_some_and(|fulls| fulls.contains(&full));
        let initial = |one: &str, other: &str| one.chars().count() == 1 && other.starts_with(one);
        let siblings = || self.nicknames.get(a).is_some_and(|fulls| fulls.iter().any(|full| short_for(b, full)));
        // "Sergey", "Sergei"
        let respelt = || {
            let may_be = a.len() > 4 && a.len().abs_diff(b.len()) < 2 && (a.contains('y') || b.contains('y'));
            may_be && a.replace('y', "i").trim_end_matches('i') == b.replace('y', "i").trim_end_matches('i')
        };
        a == b || initial(a, b) || initial(b, a) || respelt() || short_for(a, b) || short_for(b, a) || siblings()
    }

    /// Whether a lower-case verb or noun (`what`) is one that a government does or has.
    pub(super) fn governs(&self, what: &'static str, word: &str) -> bool {
        self.metonyms.contains(&[what, word])
    }

    /// Whether a capital stands for something else than its country's government.
    pub(super) fn own_metonym(&self, capital: &str) -> bool {
        self.metonyms.contains(&["except", capital])
    }

    /// Whether a capitalised word is no actor's name, alone or with numbers.
    pub(super) fn never(&self, word: &str) -> bool {
        self.never.contains(word) || !word.contains(char::is_alphabetic)
    }

    /// Whether a word of a name makes it an organisation's: "Ministry", "Inc".
    pub(super) fn organisation_word(&self, word: &str) -> bool {
        self.organisation_words.contains(&*fold(word))
    }

    fn load() -> Gazetteer {
        let mut countries = HashMap::new();
        let mut capitals = HashMap::new();
        for [iso, name, others, adjectives, people, capital] in rows(COUNTRIES) {
            capitals.insert(fold(capital).into_owned(), iso);
            for word in adjectives.split('|') {
                countries.insert(fold(word).into_owned(), (iso, CountryWord::Adjective));
            }
            for word in people.split('|') {
                countries.insert(fold(word).into_owned(), (iso, CountryWord::People));
            }
            for word in others.split('|').chain([name]) {
                countries.insert(fold(word).into_owned(), (iso, CountryWord::Name));
            }
        }
        for [iso, what, words] in rows(ALIASES) {
            let what = match what {
                "adjective" => CountryWord::Adjective,
                "people" => CountryWord::People,
                _ => CountryWord::Name,
            };
            for word in words.split('|') {
                countries.entry(fold(word).into_owned()).or_insert((iso, what));
            }
        }
        countries.remove("");
        capitals.remove("");
        let variants: HashMap<_, _> = lines(VARIANTS)
            .filter_map(|line| line.split_once('\t'))
            .flat_map(|(usual, others)| others.split('\t').map(move |other| (other, usual)))
            .chain(rows(REGIONS).flat_map(|[name, _, adjectives]| adjectives.split('|').map(move |word| (word, name))))
            .filter(|(word, _)| !word.is_empty())
            .map(|(word, usual)| (fold(word).into_owned(), usual))
            .collect();
        let places = rows(CITIES)
            .chain(rows(STATES))
            .chain(rows(REGIONS))
            .map(|[name, iso]| (fold(name).into_owned(), Some(iso).filter(|&iso| iso != "-")))
            .collect();
        let mut organisations = HashMap::new();
        for (number, [kind, iso, names]) in rows(ORGANISATIONS).enumerate() {
            let kind = if kind == "office" { ActorKind::Office } else { ActorKind::Organisation };
            let known = Known { number: number as u32, kind, country: Some(iso).filter(|&iso| iso != "-") };
            organisations.extend(names.split('|').map(|name| (fold(name).into_owned(), known)));
        }
        let mut nicknames: HashMap<_, Vec<_>> = HashMap::new();
        for (full, short) in lines(NICKNAMES).filter_map(|line| line.split_once('\t')) {
            short.split('\t').for_each(|short| nicknames.entry(short).or_default().push(full));
        }
        let honorifics = rows(HONORIFICS)
            .flat_map(|[word, g]| {
                let honorific = Honorific { gender: gender(g), sure: word.ends_with('*') };
                let word = word.trim_end_matches('*');
                [(word.to_owned(), honorific), (word.to_uppercase(), honorific)]
            })
            .collect();
        Gazetteer {
            countries,
            capitals,
            places,
            variants,
            organisations,
            honorifics,
            people: rows(PEOPLE).map(|[noun, g]| (noun.trim_end_matches('*'), gender(g))).collect(),
            offices: rows(PEOPLE).filter_map(|[noun, _]| noun.strip_suffix('*')).collect(),
            things: rows(THINGS).map(|[noun, kind]| (noun.trim_end_matches('*'), thing(kind))).collect(),
            companies: rows(THINGS).filter_map(|[noun, _]| noun.strip_suffix('*')).collect(),
            bodies: rows(BODIES)
                .map(|[noun, class]| (noun.trim_end_matches('*'), (class, noun.ends_with('*'))))
                .collect(),
            nouns: rows(ORGANISATIONS).map(|[_, _, _, nouns]| nouns).collect(),
            given_names: rows(GIVEN_NAMES).filter_map(|[name, g]| Some((name, gender(g)?))).collect(),
            nicknames,
            never: lines(NEVER).collect(),
            metonyms: rows(METONYMS).collect(),
            organisation_words: lines(ORGANISATION_WORDS).collect(),
        }
    }
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The lines of a file of `N` columns; what a line lacks is empty.
fn rows<const N: usize>(file: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    lines(file).map(|line| {
        let mut row = [""; N];
        row.iter_mut().zip(line.split('\t')).for_each(|(cell, word)| *cell = word);
        row
    })
}

fn gender(mark: &str) -> Option<Gender> {
    match mark {
        "m" => Some(Gender::Male),
        "f" => Some(Gender::Female),
        _ => None,
    }
}

fn thing(kind: &str) -> ActorKind {
    match kind {
        "country" => ActorKind::Country,
        "place" => ActorKind::Place,
        _ => ActorKind::Organisation,
    }
}

/// Words that are all in capitals, as a headline writes them, with only their first letters so; `None` for an acronym's
/// length or other words.
fn capitalised(words: &str) -> Option<String> {
    const ACRONYM: usize = 4;
    let shouted = words.chars().count() > ACRONYM && !words.contains(char::is_lowercase);
    shouted.then(|| {
        let mut out = String::with_capacity(words.len());
        let mut first = true;
        for c in words.chars() {
            if first {
                out.push(c);
            } else {
                out.extend(c.to_lowercase());
            }
            first = !c.is_alphabetic();
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_known_by_all_their_words() {
        let g = gazetteer();
        assert_eq!(g.country("Russian Federation"), Some(("RUS", CountryWord::Name)));
        assert_eq!(g.country("U.S."), Some(("USA", CountryWord::Name)));
        assert_eq!(g.country("Ukrainian"), Some(("UKR", CountryWord::Adjective)));
        assert_eq!(g.country("UKRAINE"), Some(("UKR", CountryWord::Name)));
        assert_eq!(g.country("us"), None);
        assert_eq!(g.country(""), None);
        assert_eq!(g.capital("Kiev"), g.capital("Kyiv"));
        assert_eq!(g.place("Odessa"), Some(Some("UKR")));
    }

    #[test]
    fn one_organisation_has_many_names() {
        let g = gazetteer();
        assert_eq!(g.organisation("Nato"), g.organisation("North Atlantic Treaty Organization"));
        assert_eq!(g.organisation("White House").map(|k| k.kind), Some(ActorKind::Office));
        assert!(g.organisation_word("Inc."));
    }

    #[test]
    fn lists_are_sorted() {
        for file in
            [BODIES, COUNTRIES, HONORIFICS, PEOPLE, THINGS, ORGANISATIONS, ORGANISATION_WORDS, CITIES, STATES, REGIONS]
        {
            let lines: Vec<&str> = lines(file).collect();
            let bare = |line: &&str| line.replace('*', "");
            assert!(lines.is_sorted_by_key(bare), "{:?}", lines.windows(2).find(|w| bare(&w[0]) > bare(&w[1])));
        }
    }
}
