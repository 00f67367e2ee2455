//! What reading knows of the words of a language: months, agencies, phrases, and lines told by their form.

use crate::dates::Dates;
use aho_corasick::AhoCorasick;
use dateline_language::{Language, Line, Table, TableError};
use regex::{Captures, Regex, RegexBuilder};
use std::collections::{BTreeMap, BTreeSet};

/// The tables of `rules/<language>/read`, as they are asked.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub(crate) dates: Dates,
    not_people: BTreeSet<String>,
    furniture: BTreeSet<String>,
    related: BTreeSet<String>,
    not_places: BTreeSet<String>,
    agencies: BTreeSet<String>,
    /// The words of classes and ids, as one automaton, and the kind of each.
    markup: (AhoCorasick, Vec<String>),
    forms: BTreeMap<String, Vec<Regex>>,
    fields: BTreeMap<String, Vec<String>>,
    /// The hosts of outlets whose pages do not name them as they are known, and their names.
    outlets: Vec<(String, String)>,
    /// The hosts of platforms, and their names.
    platforms: Vec<(String, String)>,
    /// The codes of languages in ISO 639-1, by those in ISO 639-3.
    codes: BTreeMap<String, String>,
}

/// The tables of forms.
const FORMS: [&str; 2] = ["read/patterns.txt", "read/exports.txt"];

impl Lexicon {
    /// Reads the tables of a language.
    pub(crate) fn new(language: &Language) -> Result<Lexicon, TableError> {
        let phrases =
            |name: &str| -> BTreeSet<String> { language.table(name).lines().map(|l| plain(l.text)).collect() };
        let names = Names::new(language)?;
        let mut forms: BTreeMap<String, Vec<Regex>> = BTreeMap::new();
        for table in FORMS.map(|name| language.table(name)) {
            for line in table.lines().filter(|line| !is_example(line.text)) {
                let (name, form) = pair(table, line)?;
                forms.entry(name.to_owned()).or_default().push(names.compile(table, line, form)?);
            }
        }
        let languages = language.table("languages.txt");
        let codes = languages.lines().filter_map(|line| line.text.split_once(' '));
        Ok(Lexicon {
            dates: names.dates,
            not_people: phrases("read/not-people.txt"),
            furniture: phrases("read/furniture.txt"),
            related: phrases("read/related.txt"),
            not_places: phrases("read/not-places.txt"),
            agencies: phrases("read/agencies.txt"),
            markup: markup(language.table("read/markup.txt"))?,
            forms,
            fields: pairs(language.table("read/fields.txt"))?
                .into_iter()
                .map(|(field, names)| (field, names.split(' ').map(str::to_owned).collect()))
                .collect(),
            platforms: pairs(language.table("read/platforms.txt"))?,
            outlets: pairs(language.table("read/outlets.txt"))?,
            codes: codes.map(|(long, short)| (long.to_owned(), short.to_owned())).collect(),
        })
    }

    /// The names that others give to a field of a report, best first.
    pub(crate) fn fields(&self, field: &str) -> impl Iterator<Item = &str> + Clone {
        self.fields.get(field).into_iter().flatten().map(String::as_str)
    }

    /// Whether a name, as names are compared, is one of a field.
    pub(crate) fn is_field(&self, field: &str, name: &str) -> bool {
        self.fields(field).any(|known| known == name)
    }

    /// Whether words that stand for an author name no person: an office, an agency, a day, or words of a sentence.
    pub(crate) fn is_no_person(&self, name: &str) -> bool {
        let name = plain(name);
        let has = |word: &str| self.not_people.contains(word.trim_matches(|c: char| !c.is_alphanumeric()));
        self.not_people.contains(&name) || name.split(' ').any(has) || self.agencies.contains(&name)
    }

    /// The name of an outlet whose pages do not give it as it is known, by its host.
    pub(crate) fn outlet(&self, host: &str) -> Option<&str> {
        let is_of = |own: &str| host == own || host.strip_suffix(own).is_some_and(|sub| sub.ends_with('.'));
        self.outlets.iter().find(|(own, _)| is_of(own)).map(|(_, name)| name.as_str())
    }

    /// The name of the platform that an address leads to a post of.
    pub(crate) fn platform(&self, url: &str) -> Option<&str> {
        let host = url.split("://").nth(1)?;
        let host = host.strip_prefix("www.").or(host.strip_prefix("mobile.")).unwrap_or(host);
        self.platforms.iter().find(|(own, _)| host.starts_with(own.as_str())).map(|(_, name)| name.as_str())
    }

    /// The parts of a list of names that stand between "and".
    pub(crate) fn between_conjunctions<'a>(&self, list: &'a str) -> impl Iterator<Item = &'a str> {
        let mut parts = vec![list];
        for form in self.forms("and") {
            parts = parts.into_iter().flat_map(|part| form.split(part).collect::<Vec<_>>()).collect();
        }
        parts.into_iter()
    }

    /// Whether a list of names goes on with "and".
    pub(crate) fn has_conjunction(&self, list: &str) -> bool {
        self.has_form("and", list)
    }

    /// Whether two letters are a code of ISO 639-1 that we know.
    pub(crate) fn is_language_code(&self, short: &str) -> bool {
        self.codes.values().any(|known| known == short)
    }

    /// The ISO 639-1 code of a language by that of ISO 639-3.
    pub(crate) fn language_code(&self, long: &str) -> Option<&str> {
        self.codes.get(long).map(String::as_str)
    }

    /// Whether a line is a known phrase of page furniture.
    pub(crate) fn is_furniture(&self, line: &str) -> bool {
        self.furniture.contains(&plain(line))
    }

    /// Whether a line is a heading over what else there is to read.
    pub(crate) fn is_related(&self, line: &str) -> bool {
        self.related.contains(&plain(line)) || self.has_form("related", line)
    }

    /// Whether a word in capitals at a report's head is no place.
    pub(crate) fn is_no_place(&self, words: &str) -> bool {
        self.not_places.contains(&plain(words))
    }

    /// What the words of a class or an id say of an element; the longest name says most.
    pub(crate) fn markup(&self, names: &str) -> Option<&str> {
        let (automaton, kinds) = &self.markup;
        let found =
            automaton.find_overlapping_iter(&worded(names)).max_by_key(|m| (m.len(), std::cmp::Reverse(m.start())))?;
        Some(&kinds[found.pattern()])
    }

    /// Whether a line has one of the forms of a name.
    pub(crate) fn has_form(&self, name: &str, line: &str) -> bool {
        self.forms(name).iter().any(|form| form.is_match(line))
    }

    /// The parts of the first form of a name that a line has.
    pub(crate) fn captures<'a>(&self, name: &str, line: &'a str) -> Option<Captures<'a>> {
        self.forms(name).iter().find_map(|form| form.captures(line))
    }

    /// A line up to where it has a form of a name; `None` if it opens with it.
    pub(crate) fn before<'a>(&self, name: &str, line: &'a str) -> Option<&'a str> {
        let start = self.forms(name).iter().filter_map(|form| form.find(line)).map(|found| found.start()).min();
        Some(&line[..start.unwrap_or(line.len())]).filter(|before| !before.trim().is_empty())
    }

    /// A line without the form of a name that it opens with, if it does.
    pub(crate) fn without_lead<'a>(&self, name: &str, line: &'a str) -> &'a str {
        let lead = self.forms(name).iter().filter_map(|form| form.find(line)).find(|found| found.start() == 0);
        &line[lead.map_or(0, |lead| lead.end())..]
    }

    fn forms(&self, name: &str) -> &[Regex] {
        self.forms.get(name).map_or(&[], Vec::as_slice)
    }
}

/// The names that forms are made of.
struct Names {
    dates: Dates,
    agencies: String,
}

impl Names {
    fn new(language: &Language) -> Result<Names, TableError> {
        let agencies = language.table("read/agencies.txt");
        let agencies = alternatives(agencies.lines().map(|line| line.text));
        Ok(Names { dates: Dates::new(language)?, agencies })
    }

    /// A form of a table, with the names that it asks for.
    fn compile(&self, table: Table<'_>, line: Line<'_>, form: &str) -> Result<Regex, TableError> {
        const NAME: &str = r"\p{Lu}[\p{L}.’'-]*(?: (?:de|van|von|der|den|la|bin|al|el|di|da|dos|du|le|ter))*(?: \p{Lu}[\p{L}.’'-]*){1,3}";
        let form = form
            .replace("{name}", &format!("(?:{NAME})"))
            .replace("{month}", self.dates.months())
            .replace("{agency}", &self.agencies)
            .replace("{date}", self.dates.form());
        let built = RegexBuilder::new(&form).size_limit(64 << 20).build();
        let (file, line) = (table.name().to_owned(), line.number);
        built.map_err(|why| TableError::Pattern { file, line, why: why.to_string() })
    }
}

fn is_example(line: &str) -> bool {
    line.starts_with("+ ") || line.starts_with("- ")
}

/// The two sides of a line.
fn pair<'l>(table: Table<'_>, line: Line<'l>) -> Result<(&'l str, &'l str), TableError> {
    line.text.split_once(" = ").ok_or_else(|| table.fault(line, "a line is `NAME = VALUE`"))
}

fn pairs(table: Table<'_>) -> Result<Vec<(String, String)>, TableError> {
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    table.lines().map(|line| pair(table, line).map(owned)).collect()
}

fn markup(table: Table<'_>) -> Result<(AhoCorasick, Vec<String>), TableError> {
    let (kinds, names): (Vec<_>, Vec<_>) = pairs(table)?.into_iter().map(|(kind, name)| (kind, worded(&name))).unzip();
    let built = AhoCorasick::new(names);
    let why =
        |why: aho_corasick::BuildError| TableError::Weights { file: table.name().to_owned(), why: why.to_string() };
    Ok((built.map_err(why)?, kinds))
}

/// Longest first, as a regular expression takes the first that fits.
pub(crate) fn alternatives<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut names: Vec<String> = names.map(regex::escape).collect();
    names.sort_by_key(|n| std::cmp::Reverse(n.len()));
    names.join("|")
}

/// A line as phrases are compared: in lower case, with single spaces, without marks at its ends.
pub(crate) fn plain(line: &str) -> String {
    let words: Vec<String> = line.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ").replace('’', "'").trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// Names by their words: in lower case, a dash before and after each.
fn worded(names: &str) -> String {
    let mut words = String::with_capacity(names.len() + 8);
    let mut before = '-';
    words.push('-');
    for letter in names.chars() {
        let starts = !letter.is_alphanumeric() || letter.is_uppercase() && before.is_lowercase();
        if starts && !words.ends_with('-') {
            words.push('-');
        }
        if letter.is_alphanumeric() {
            words.extend(letter.to_lowercase());
        }
        before = letter;
    }
    if !words.ends_with('-') {
        words.push('-');
    }
    words
}

/// English, for the tests of this crate.
#[cfg(test)]
pub(crate) fn english() -> &'static Lexicon {
    static ENGLISH: std::sync::LazyLock<Lexicon> =
        std::sync::LazyLock::new(|| Lexicon::new(&Language::english()).expect("in form"));
    &ENGLISH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_do_as_their_examples_say() {
        let language = Language::english();
        let names = Names::new(&language).expect("in form");
        let (mut form, mut wrong) = (None, Vec::new());
        for table in FORMS.map(|name| language.table(name)) {
            for line in table.lines() {
                if !is_example(line.text) {
                    let (name, raw) = pair(table, line).expect("a form");
                    form = Some((name, names.compile(table, line, raw).expect("a form")));
                    continue;
                }
                let (name, regex) = form.as_ref().expect("an example follows its pattern");
                if regex.is_match(&line.text[2..]) != line.text.starts_with('+') {
                    wrong.push(format!("{name}: {}", line.text));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn phrases_stand_in_order_and_once() {
        let language = Language::english();
        for name in ["furniture", "related", "not-places", "agencies", "markup", "not-people", "outlets"] {
            let name = format!("read/{name}.txt");
            let lines: Vec<&str> = language.table(&name).lines().map(|line| line.text).collect();
            assert!(lines.is_sorted_by(|a, b| a < b), "{:?}", lines.windows(2).find(|w| w[0] >= w[1]));
        }
    }

    #[test]
    fn a_line_that_can_not_be_used_is_named() {
        let broken = Language::of("xx", [("read/patterns.txt", "# forms\nby = (\n")]);
        let error = Lexicon::new(&broken).expect_err("a broken form").to_string();
        assert!(error.starts_with("read/patterns.txt:2: the pattern can not be read"), "{error}");
    }
}
