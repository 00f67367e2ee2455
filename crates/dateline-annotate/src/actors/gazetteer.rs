//! What is known of names before a text is read: countries, cities, organisations, titles, trades.

use super::words::Small;
use dateline_core::ActorKind;
use dateline_language::{Language, Table, TableError, Words};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

/// A country, as ISO 3166 alpha-3.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Iso([u8; 3]);

impl Iso {
    /// Reads three letters.
    fn read(raw: &str) -> Option<Iso> {
        Some(Iso(raw.as_bytes().try_into().ok()?)).filter(|iso| iso.0.iter().all(u8::is_ascii_uppercase))
    }

    /// The three letters.
    pub(super) fn as_str(&self) -> &str {
        str::from_utf8(&self.0).expect("letters of ASCII")
    }
}

impl fmt::Display for Iso {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Iso {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

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

/// The lists of a language by the words that they list.
#[derive(Debug)]
pub struct Gazetteer {
    countries: HashMap<String, (Iso, CountryWord)>,
    capitals: HashMap<String, Iso>,
    places: HashMap<String, Option<Iso>>,
    variants: HashMap<String, Box<str>>,
    organisations: HashMap<String, Known>,
    honorifics: HashMap<String, Honorific>,
    /// The nouns that one may be called by who has such a word before the name: "governor" for "Gov.".
    titled: HashMap<String, Box<str>>,
    people: HashMap<Box<str>, Option<Gender>>,
    offices: Words,
    things: HashMap<Box<str>, ActorKind>,
    companies: Words,
    bodies: HashMap<Box<str>, (Box<str>, bool)>,
    organisation_words: Words,
    /// The nouns that stand for listed organisations, by line.
    nouns: Vec<Words>,
    /// The words in names that tell of what kind an organisation is, by the noun for that kind: "Authority" of an agency.
    kinds: HashMap<Box<str>, Words>,
    given_names: HashMap<Box<str>, Gender>,
    nicknames: HashMap<Box<str>, Vec<Box<str>>>,
    never: Words,
    governing_verbs: Words,
    governed_nouns: Words,
    own_metonyms: Words,
    /// The small words of the stage.
    pub(super) words: Small,
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
    pub(super) fn usual_spelling<'a>(&'a self, words: &'a str) -> &'a str {
        self.variants.get(words).map_or(words, |usual| usual)
    }

    /// The organisation or office of this name.
    pub(super) fn organisation(&self, words: &str) -> Option<Known> {
        self.organisations.get(&*fold(words)).copied()
    }

    /// What is known of a word that stands right before persons' names.
    pub(super) fn honorific(&self, word: &str) -> Option<Honorific> {
        self.honorifics.get(&*fold(word)).copied()
    }

    /// The nouns that a text may call someone by who has this word before the name: "governor" for "Gov.".
    pub(super) fn called_by_title(&self, word: &str) -> impl Iterator<Item = &str> {
        self.titled.get(&*fold(word)).into_iter().flat_map(|nouns| nouns.split(' '))
    }

    /// Whether a noun, in lower case, is for one person, and the gender that it tells.
    pub(super) fn person(&self, noun: &str) -> Option<Option<Gender>> {
        self.people.get(noun).copied().or_else(|| self.people.get(noun.rsplit_once('-')?.1).copied())
    }

    /// Whether a noun, in lower case, is for an office that one person holds at a time.
    pub(super) fn office(&self, noun: &str) -> bool {
        self.offices.has(noun)
    }

    /// Whether a name tells by one of its words that a noun, in lower case, describes what bears it: "the agency" the Port
    /// Authority.
    pub(super) fn tells_kind(&self, noun: &str, name: &str) -> bool {
        self.kinds.get(noun).is_some_and(|words| name.split(' ').any(|word| words.has(word)))
    }

    /// What a noun, in lower case, for an organisation, country or place is for.
    pub(super) fn thing(&self, noun: &str) -> Option<ActorKind> {
        self.things.get(noun).copied()
    }

    /// For a noun, in lower case, for a body that speaks without a name: the noun under which a report joins it with its
    /// like, and whether it goes without an article.
    pub(super) fn body(&self, noun: &str) -> Option<(&str, bool)> {
        self.bodies.get(noun).map(|(class, bare)| (&**class, *bare))
    }

    /// Whether a noun, in lower case, is one that any company is called by.
    pub(super) fn company(&self, noun: &str) -> bool {
        self.companies.has(noun)
    }

    /// Whether a noun, in lower case, stands for a listed organisation: "the alliance" for NATO.
    pub(super) fn stands_for(&self, known: Known, noun: &str) -> bool {
        self.nouns.get(known.number as usize).is_some_and(|nouns| nouns.has(noun))
    }

    /// The gender that a given name tells.
    pub(super) fn given_name(&self, name: &str) -> Option<Gender> {
        self.given_names.get(name).or_else(|| self.given_names.get(&*capitalised(name)?)).copied()
    }

    /// Whether two given names can be one person's: the same, respelt, a short form, or an initial.
    pub(super) fn same_given_name(&self, a: &str, b: &str) -> bool {
        let short_for =
            |short: &str, full: &str| self.nicknames.get(short).is_some_and(|fulls| fulls.iter().any(|f| **f == *full));
        let initial = |one: &str, other: &str| one.chars().count() == 1 && other.starts_with(one);
        let siblings = || self.nicknames.get(a).is_some_and(|fulls| fulls.iter().any(|full| short_for(b, full)));
        // "Sergey", "Sergei"
        let respelt = || {
            let may_be = a.len() > 4 && a.len().abs_diff(b.len()) < 2 && (a.contains('y') || b.contains('y'));
            may_be && a.replace('y', "i").trim_end_matches('i') == b.replace('y', "i").trim_end_matches('i')
        };
        a == b || initial(a, b) || initial(b, a) || respelt() || short_for(a, b) || short_for(b, a) || siblings()
    }

    /// Whether a verb, by its dictionary form, is one that governments do.
    pub(super) fn is_done_by_governments(&self, verb: &str) -> bool {
        self.governing_verbs.has(verb)
    }

    /// Whether a noun, in lower case, is for what governments have.
    pub(super) fn is_had_by_governments(&self, noun: &str) -> bool {
        self.governed_nouns.has(noun)
    }

    /// Whether a capital stands for something else than its country's government.
    pub(super) fn own_metonym(&self, capital: &str) -> bool {
        self.own_metonyms.has(capital)
    }

    /// Whether a capitalised word is no actor's name, alone or with numbers.
    pub(super) fn never(&self, word: &str) -> bool {
        self.never.has(word) || !word.contains(char::is_alphabetic)
    }

    /// Whether a word of a name makes it an organisation's: "Ministry", "Inc".
    pub(super) fn organisation_word(&self, word: &str) -> bool {
        self.organisation_words.has(&fold(word))
    }

    /// Reads the lists of a language.
    ///
    /// # Errors
    /// If a line of a list has another form than it should, or says again what another says.
    pub fn new(language: &Language) -> Result<Gazetteer, TableError> {
        let (countries, capitals) = countries(language)?;
        let people = language.table("actors/people.tsv");
        let things = language.table("actors/things.tsv");
        let bodies = language.table("actors/bodies.tsv");
        let honorifics = language.table("actors/honorifics.tsv");
        let given_names = language.table("actors/given_names.tsv");
        let kinds = language.table("actors/kinds.tsv");
        for table in [people, things, bodies, honorifics, given_names, kinds] {
            table.unique(table.rows().map(|(line, [word])| (line, word)))?;
        }
        let of_kind = |kind: &'static str| {
            let table = language.table("actors/metonyms.tsv");
            let rows = table.rows().filter(move |(_, [what, _])| *what == kind);
            Ok(table.unique(rows.map(|(line, [_, word])| (line, word)))?.into_iter().collect::<Words>())
        };
        Ok(Gazetteer {
            countries,
            capitals,
            places: places(language)?,
            variants: variants(language),
            organisations: organisations(language.table(ORGANISATIONS))?,
            honorifics: honorifics
                .rows()
                .flat_map(|(_, [word, g])| {
                    let honorific = Honorific { gender: gender(g), sure: word.ends_with('*') };
                    let word = word.trim_end_matches('*');
                    [(word.to_owned(), honorific), (word.to_uppercase(), honorific)]
                })
                .collect(),
            titled: honorifics
                .rows()
                .filter(|(_, [_, _, nouns])| !nouns.is_empty())
                .flat_map(|(_, [word, _, nouns])| {
                    let word = word.trim_end_matches('*');
                    [(word.to_owned(), nouns.into()), (word.to_uppercase(), nouns.into())]
                })
                .collect(),
            people: people.rows().map(|(_, [noun, g])| (noun.trim_end_matches('*').into(), gender(g))).collect(),
            offices: people.rows().filter_map(|(_, [noun])| noun.strip_suffix('*')).collect(),
            things: things.rows().map(|(_, [noun, kind])| (noun.trim_end_matches('*').into(), thing(kind))).collect(),
            companies: things.rows().filter_map(|(_, [noun])| noun.strip_suffix('*')).collect(),
            bodies: bodies
                .rows()
                .map(|(_, [noun, class])| (noun.trim_end_matches('*').into(), (class.into(), noun.ends_with('*'))))
                .collect(),
            kinds: kinds.rows().map(|(_, [noun, words])| (noun.into(), words.split(' ').collect())).collect(),
            nouns: language
                .table(ORGANISATIONS)
                .rows()
                .map(|(_, [_, _, _, nouns])| nouns.split('|').collect())
                .collect(),
            given_names: given_names.rows().filter_map(|(_, [name, g])| Some((name.into(), gender(g)?))).collect(),
            nicknames: nicknames(language.table("actors/nicknames.tsv")),
            never: language.table("actors/never.txt").words()?,
            governing_verbs: of_kind("verb")?,
            governed_nouns: of_kind("noun")?,
            own_metonyms: of_kind("except")?,
            organisation_words: language.table("actors/organisation_words.txt").words()?,
            words: Small::read(&language.table("actors/small.txt"))?,
        })
    }
}

const ORGANISATIONS: &str = "actors/organisations.tsv";

/// What words say of countries, and which cities are capitals.
#[allow(clippy::type_complexity, reason = "two tables of one file")]
fn countries(language: &Language) -> Result<(HashMap<String, (Iso, CountryWord)>, HashMap<String, Iso>), TableError> {
    let (mut countries, mut capitals) = (HashMap::new(), HashMap::new());
    let table = language.table("actors/countries.tsv");
    for (line, [iso, name, others, adjectives, people, capital]) in table.rows() {
        let iso = Iso::read(iso).ok_or_else(|| table.fault(line, NO_COUNTRY))?;
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
    let table = language.table("actors/aliases.tsv");
    for (line, [iso, what, words]) in table.rows() {
        let iso = Iso::read(iso).ok_or_else(|| table.fault(line, NO_COUNTRY))?;
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
    Ok((countries, capitals))
}

const NO_COUNTRY: &str = "a country is three capital letters of ISO 3166, or a dash for none";

/// The country of a cell, where a dash is for none.
fn country_or_none(table: Table<'_>, line: dateline_language::Line<'_>, cell: &str) -> Result<Option<Iso>, TableError> {
    match cell {
        "-" => Ok(None),
        raw => Ok(Some(Iso::read(raw).ok_or_else(|| table.fault(line, NO_COUNTRY))?)),
    }
}

/// The places, each with its country.
fn places(language: &Language) -> Result<HashMap<String, Option<Iso>>, TableError> {
    let mut places = HashMap::new();
    for table in ["places/cities.tsv", "places/regions.tsv", "places/other.tsv"].map(|name| language.table(name)) {
        for (line, [name, iso]) in table.rows() {
            places.insert(fold(name).into_owned(), country_or_none(table, line, iso)?);
        }
    }
    Ok(places)
}

/// The usual words for places by their other ones.
fn variants(language: &Language) -> HashMap<String, Box<str>> {
    let spelt = language.table("places/variants.tsv").lines().filter_map(|line| line.text.split_once('\t'));
    let spelt = spelt.flat_map(|(usual, others)| others.split('\t').map(move |other| (other, usual)));
    let adjectives = language.table("places/other.tsv").rows();
    let adjectives = adjectives.flat_map(|(_, [name, _, words])| words.split('|').map(move |word| (word, name)));
    let all = spelt.chain(adjectives).filter(|(word, _)| !word.is_empty());
    all.map(|(word, usual)| (fold(word).into_owned(), usual.into())).collect()
}

/// The listed organisations and offices by their names.
fn organisations(table: Table<'_>) -> Result<HashMap<String, Known>, TableError> {
    let mut organisations = HashMap::new();
    for (number, (line, [kind, iso, names])) in table.rows().enumerate() {
        let kind = if kind == "office" { ActorKind::Office } else { ActorKind::Organisation };
        let known = Known { number: number as u32, kind, country: country_or_none(table, line, iso)? };
        organisations.extend(names.split('|').map(|name| (fold(name).into_owned(), known)));
    }
    Ok(organisations)
}

/// The full given names by their short forms.
fn nicknames(table: Table<'_>) -> HashMap<Box<str>, Vec<Box<str>>> {
    let mut nicknames: HashMap<_, Vec<_>> = HashMap::new();
    for (full, short) in table.lines().filter_map(|line| line.text.split_once('\t')) {
        short.split('\t').for_each(|short| nicknames.entry(short.into()).or_default().push(full.into()));
    }
    nicknames
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

    fn iso(raw: &str) -> Iso {
        Iso::read(raw).expect("three letters")
    }

    #[test]
    fn countries_are_known_by_all_their_words() {
        let g = Gazetteer::new(&Language::english()).expect("in form");
        assert_eq!(g.country("Russian Federation"), Some((iso("RUS"), CountryWord::Name)));
        assert_eq!(g.country("U.S."), Some((iso("USA"), CountryWord::Name)));
        assert_eq!(g.country("Ukrainian"), Some((iso("UKR"), CountryWord::Adjective)));
        assert_eq!(g.country("UKRAINE"), Some((iso("UKR"), CountryWord::Name)));
        assert_eq!(g.country("us"), None);
        assert_eq!(g.country(""), None);
        assert_eq!(g.capital("Kiev"), g.capital("Kyiv"));
        assert_eq!(g.place("Odessa"), Some(Some(iso("UKR"))));
    }

    #[test]
    fn one_organisation_has_many_names() {
        let g = Gazetteer::new(&Language::english()).expect("in form");
        assert_eq!(g.organisation("Nato"), g.organisation("North Atlantic Treaty Organization"));
        assert_eq!(g.organisation("White House").map(|k| k.kind), Some(ActorKind::Office));
        assert!(g.organisation_word("Inc."));
    }

    #[test]
    fn lists_are_sorted() {
        let english = Language::english();
        let files = ["bodies.tsv", "countries.tsv", "honorifics.tsv", "people.tsv", "things.tsv", "organisations.tsv"];
        let files = files.into_iter().chain(["organisation_words.txt"]).map(|name| format!("actors/{name}"));
        let places = ["cities.tsv", "regions.tsv", "other.tsv"].map(|name| format!("places/{name}"));
        for file in files.chain(places) {
            let lines: Vec<&str> = english.table(&file).lines().map(|line| line.text).collect();
            let bare = |line: &&str| line.replace('*', "");
            assert!(lines.is_sorted_by_key(bare), "{:?}", lines.windows(2).find(|w| bare(&w[0]) > bare(&w[1])));
        }
    }
}
