//! Names that are known to be one before a text is read: organisations, spellings of cities, short forms of given names.

use super::spelling::plain;
use std::collections::HashMap;
use std::sync::LazyLock;

const ORGANISATIONS: &str = include_str!("../../../../rules/en/actors/organisations.tsv");
const NICKNAMES: &str = include_str!("../../../../rules/en/actors/nicknames.tsv");
const VARIANTS: &str = include_str!("../../../../rules/places/variants.tsv");

/// Lists of names that are known to be one.
pub(super) struct Lists {
    one: HashMap<String, &'static str>,
    nicknames: HashMap<String, Vec<String>>,
}

/// The lists of English.
pub(super) fn lists() -> &'static Lists {
    static LISTS: LazyLock<Lists> = LazyLock::new(Lists::load);
    &LISTS
}

impl Lists {
    /// The name that stands for an organisation's or city's other ones, in plain letters.
    pub(super) fn usual(&self, plain_name: &str) -> Option<&'static str> {
        self.one.get(plain_name).copied()
    }

    /// Whether two plain given names can be one person's: one is a short form of the other, or both are of a third.
    pub(super) fn short_forms(&self, a: &str, b: &str) -> bool {
        let full = |name: &str| self.nicknames.get(name).map_or(&[][..], Vec::as_slice);
        full(a).iter().any(|x| x == b || full(b).contains(x)) || full(b).iter().any(|x| x == a)
    }

    fn load() -> Lists {
        let lines = |file: &'static str| file.lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
        let mut one = HashMap::new();
        for names in lines(ORGANISATIONS).filter_map(|l| l.split('\t').nth(2)) {
            let usual = names.split('|').next().unwrap_or(names);
            one.extend(names.split('|').map(|name| (plain(name), usual)));
        }
        for line in lines(VARIANTS) {
            let usual = line.split('\t').next().unwrap_or(line);
            one.extend(line.split('\t').map(|name| (plain(name), usual)));
        }
        let mut nicknames: HashMap<String, Vec<String>> = HashMap::new();
        for (full, short) in lines(NICKNAMES).filter_map(|l| l.split_once('\t')) {
            short.split('\t').for_each(|s| nicknames.entry(plain(s)).or_default().push(plain(full)));
        }
        Lists { one, nicknames }
    }
}
