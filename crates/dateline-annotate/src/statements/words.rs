//! The stage's lexicons: data files of one entry a line, `#` for comments.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// A set of entries.
pub(super) type Lexicon = LazyLock<BTreeSet<&'static str>>;

fn read(file: &'static str) -> BTreeSet<&'static str> {
    file.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')).collect()
}

/// Lemmas of cues that tell of thought rather than speech: "believe", "hope".
pub(super) static THOUGHTS: Lexicon =
    LazyLock::new(|| read(include_str!("../../../../rules/en/statements/thoughts.txt")));

/// Lemmas of nouns for people who are named by what they are: "official", "witness".
pub(super) static PEOPLE: Lexicon = LazyLock::new(|| read(include_str!("../../../../rules/en/statements/people.txt")));

/// What words are said in or through, in lower case: "statement", "news conference", "telegram".
pub(super) static CHANNELS: Lexicon =
    LazyLock::new(|| read(include_str!("../../../../rules/en/statements/channels.txt")));

/// Lemmas of verbs that are a channel themselves, each with the platform that it tells, if it tells one: "tweet", "Twitter".
pub(super) static PLATFORMS: LazyLock<BTreeMap<&'static str, Option<&'static str>>> = LazyLock::new(|| {
    let lines = read(include_str!("../../../../rules/en/statements/platforms.tsv")).into_iter();
    lines.map(|l| l.split_once('\t').map_or((l, None), |(verb, platform)| (verb, Some(platform)))).collect()
});

/// Lemmas of verbs by which words are given out: "issue" a statement.
pub(super) static GIVING: Lexicon = LazyLock::new(|| read(include_str!("../../../../rules/en/statements/giving.txt")));

/// Lemmas of nouns for outlets and those who work for them.
pub(super) static PRESS: Lexicon = LazyLock::new(|| read(include_str!("../../../../rules/en/statements/press.txt")));

/// Lemmas of cues whose object is who was told: "tell", "assure".
pub(super) static TELLING: Lexicon =
    LazyLock::new(|| read(include_str!("../../../../rules/en/statements/telling.txt")));

/// Lemmas of nouns for offices that one person holds at a time: "president".
pub(super) static OFFICES: Lexicon =
    LazyLock::new(|| read(include_str!("../../../../rules/en/statements/offices.txt")));
