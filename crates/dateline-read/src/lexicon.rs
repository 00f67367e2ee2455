//! The words and patterns of `rules/en/read`, as data: months, agencies, phrases, and lines told by their form.

use crate::dates;
use aho_corasick::AhoCorasick;
use jiff::tz::Offset;
use regex::{Captures, Regex, RegexBuilder};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

macro_rules! data {
    ($name:literal) => {
        include_str!(concat!("../../../rules/en/read/", $name, ".txt"))
    };
}

static PATTERNS: &str = data!("patterns");

static MONTHS: LazyLock<BTreeMap<&'static str, i8>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let mut words = line.split_whitespace();
        let number = words.next().and_then(|n| n.parse().ok())?;
        Some(words.map(move |name| (name, number)))
    };
    entries(data!("months")).filter_map(row).flatten().collect()
});

/// The names of zones, and how many minutes each is from UTC.
static ZONES: LazyLock<BTreeMap<&'static str, i32>> = LazyLock::new(|| {
    let row = |line: &'static str| line.split_once(' ').and_then(|(name, minutes)| Some((name, minutes.parse().ok()?)));
    entries(data!("zones")).filter_map(row).collect()
});

static NOT_PEOPLE: LazyLock<BTreeSet<String>> = LazyLock::new(|| entries(data!("not-people")).map(plain).collect());
static FURNITURE: LazyLock<BTreeSet<String>> = LazyLock::new(|| entries(data!("furniture")).map(plain).collect());
static RELATED: LazyLock<BTreeSet<String>> = LazyLock::new(|| entries(data!("related")).map(plain).collect());
static NOT_PLACES: LazyLock<BTreeSet<String>> = LazyLock::new(|| entries(data!("not-places")).map(plain).collect());

/// The words of classes and ids, as one automaton, and the kind of each.
static MARKUP: LazyLock<(AhoCorasick, Vec<&'static str>)> = LazyLock::new(|| {
    let (kinds, names): (Vec<_>, Vec<_>) =
        entries(data!("markup")).filter_map(|l| l.split_once(" = ")).map(|(kind, name)| (kind, worded(name))).unzip();
    (AhoCorasick::new(names).expect("a list of short words"), kinds)
});

static FORMS: LazyLock<BTreeMap<&'static str, Vec<Regex>>> = LazyLock::new(|| {
    let mut forms: BTreeMap<&str, Vec<Regex>> = BTreeMap::new();
    for (name, form) in entries(PATTERNS)
        .chain(entries(data!("exports")))
        .filter(|l| !is_example(l))
        .filter_map(|l| l.split_once(" = "))
    {
        forms.entry(name).or_default().push(compile(form));
    }
    forms
});

static FIELDS: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let row = |(field, names): (&'static str, &'static str)| (field, names.split(' ').collect());
    entries(data!("fields")).filter_map(|l| l.split_once(" = ")).map(row).collect()
});

/// The names that others give to a field of a report, best first.
pub(crate) fn fields(field: &str) -> &'static [&'static str] {
    FIELDS.get(field).map_or(&[], Vec::as_slice)
}

/// The lines of a data file that are no comments.
fn entries(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().map(str::trim_end).filter(|l| !l.is_empty() && !l.starts_with('#'))
}

fn is_example(line: &str) -> bool {
    line.starts_with("+ ") || line.starts_with("- ")
}

/// Longest first, as a regular expression takes the first that fits.
fn alternatives(names: impl Iterator<Item = &'static str>) -> String {
    let mut names: Vec<String> = names.map(regex::escape).collect();
    names.sort_by_key(|n| std::cmp::Reverse(n.len()));
    names.join("|")
}

/// The names of the months as alternatives of a regular expression.
pub(crate) fn months_form() -> String {
    alternatives(MONTHS.keys().copied())
}

fn compile(form: &str) -> Regex {
    const NAME: &str =
        r"\p{Lu}[\p{L}.’'-]*(?: (?:de|van|von|der|den|la|bin|al|el|di|da|dos|du|le|ter))*(?: \p{Lu}[\p{L}.’'-]*){1,3}";
    let form = form
        .replace("{name}", &format!("(?:{NAME})"))
        .replace("{month}", &months_form())
        .replace("{agency}", &alternatives(entries(data!("agencies"))))
        .replace("{date}", &dates::date_form());
    let built = RegexBuilder::new(&form).size_limit(64 << 20).build();
    built.unwrap_or_else(|error| panic!("a pattern of rules/en/read/patterns.txt: {error}"))
}

/// A line as phrases are compared: in lower case, with single spaces, without marks at its ends.
pub(crate) fn plain(line: &str) -> String {
    let words: Vec<String> = line.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ").replace('’', "'").trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// The number of a month by its name or its short name.
pub(crate) fn month(name: &str) -> Option<i8> {
    MONTHS.get(name.to_lowercase().as_str()).copied()
}

/// The names of the zones as alternatives of a regular expression.
pub(crate) fn zones_form() -> String {
    alternatives(ZONES.keys().copied())
}

/// How far a zone is from UTC, by its name.
pub(crate) fn zone(name: &str) -> Option<Offset> {
    Offset::from_seconds(ZONES.get(name.to_uppercase().as_str())? * 60).ok()
}

/// Whether words that stand for an author name no person: an office, an agency, a day, or words of a sentence.
pub(crate) fn is_no_person(name: &str) -> bool {
    let name = plain(name);
    NOT_PEOPLE.contains(&name)
        || name.split(' ').any(|word| NOT_PEOPLE.contains(word.trim_matches(|c: char| !c.is_alphanumeric())))
        || entries(data!("agencies")).any(|agency| plain(agency) == name)
}

/// The name of an outlet whose pages do not give it as it is known, by its host.
pub(crate) fn outlet(host: &str) -> Option<&'static str> {
    let known = || entries(data!("outlets")).filter_map(|line| line.split_once(" = "));
    known()
        .find(|(own, _)| host == *own || host.strip_suffix(own).is_some_and(|sub| sub.ends_with('.')))
        .map(|(_, name)| name)
}

/// The parts of a list of names that stand between "and".
pub(crate) fn between_conjunctions(list: &str) -> impl Iterator<Item = &str> {
    let mut parts = vec![list];
    for form in forms("and") {
        parts = parts.into_iter().flat_map(|part| form.split(part).collect::<Vec<_>>()).collect();
    }
    parts.into_iter()
}

/// Whether a list of names goes on with "and".
pub(crate) fn has_conjunction(list: &str) -> bool {
    has_form("and", list)
}

/// Whether two letters are a code of ISO 639-1 that we know.
pub(crate) fn is_language_code(short: &str) -> bool {
    entries(include_str!("../../../rules/languages.txt")).any(|l| l.split_once(' ').is_some_and(|(_, s)| s == short))
}

/// The ISO 639-1 code of a language by that of ISO 639-3.
pub(crate) fn language_code(long: &str) -> Option<&'static str> {
    entries(include_str!("../../../rules/languages.txt"))
        .find_map(|l| l.split_once(' ').filter(|(code, _)| *code == long))
        .map(|(_, short)| short)
}

/// Whether a line is a known phrase of page furniture.
pub(crate) fn is_furniture(line: &str) -> bool {
    FURNITURE.contains(&plain(line))
}

/// Whether a line is a heading over what else there is to read.
pub(crate) fn is_related(line: &str) -> bool {
    RELATED.contains(&plain(line)) || has_form("related", line)
}

/// Whether a word in capitals at a report's head is no place.
pub(crate) fn is_no_place(words: &str) -> bool {
    NOT_PLACES.contains(&plain(words))
}

/// What the words of a class or an id say of an element; the longest name says most.
pub(crate) fn markup(names: &str) -> Option<&'static str> {
    let (automaton, kinds) = &*MARKUP;
    let found =
        automaton.find_overlapping_iter(&worded(names)).max_by_key(|m| (m.len(), std::cmp::Reverse(m.start())))?;
    Some(kinds[found.pattern()])
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

/// Whether a line has one of the forms of a name.
pub(crate) fn has_form(name: &str, line: &str) -> bool {
    forms(name).iter().any(|form| form.is_match(line))
}

/// The parts of the first form of a name that a line has.
pub(crate) fn captures<'a>(name: &str, line: &'a str) -> Option<Captures<'a>> {
    forms(name).iter().find_map(|form| form.captures(line))
}

/// A line up to where it has a form of a name; `None` if it opens with it.
pub(crate) fn before<'a>(name: &str, line: &'a str) -> Option<&'a str> {
    let start = forms(name).iter().filter_map(|form| form.find(line)).map(|found| found.start()).min();
    Some(&line[..start.unwrap_or(line.len())]).filter(|before| !before.trim().is_empty())
}

fn forms(name: &str) -> &'static [Regex] {
    FORMS.get(name).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_do_as_their_examples_say() {
        let (mut form, mut wrong) = (None, Vec::new());
        for line in entries(PATTERNS).chain(entries(data!("exports"))) {
            if !is_example(line) {
                form = line.split_once(" = ").map(|(name, form)| (name, compile(form)));
                continue;
            }
            let (name, regex) = form.as_ref().expect("an example follows its pattern");
            if regex.is_match(&line[2..]) != line.starts_with('+') {
                wrong.push(format!("{name}: {line}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn phrases_stand_in_order_and_once() {
        for data in [
            data!("furniture"),
            data!("related"),
            data!("not-places"),
            data!("agencies"),
            data!("markup"),
            data!("not-people"),
            data!("outlets"),
        ] {
            let lines: Vec<&str> = entries(data).collect();
            assert!(lines.is_sorted_by(|a, b| a < b), "{:?}", lines.windows(2).find(|w| w[0] >= w[1]));
        }
    }
}
