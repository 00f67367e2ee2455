//! Names that are known to be one before a text is read: organisations, spellings of cities, short forms of given names.

use super::spelling::{Sounds, plain};
use dateline_language::{Language, TableError};
use std::collections::HashMap;

/// Lists of names that are known to be one.
#[derive(Debug)]
pub(crate) struct Lists {
    one: HashMap<String, Box<str>>,
    nicknames: HashMap<String, Vec<String>>,
    pub(super) sounds: Sounds,
}

impl Lists {
    /// The name that stands for an organisation's or city's other ones, in plain letters.
    pub(super) fn usual(&self, plain_name: &str) -> Option<&str> {
        self.one.get(plain_name).map(|name| &**name)
    }

    /// Whether two plain given names can be one person's: one is a short form of the other, or both are of a third.
    pub(super) fn short_forms(&self, a: &str, b: &str) -> bool {
        let full = |name: &str| self.nicknames.get(name).map_or(&[][..], Vec::as_slice);
        full(a).iter().any(|x| x == b || full(b).contains(x)) || full(b).iter().any(|x| x == a)
    }

    /// Reads the lists of a language.
    ///
    /// # Errors
    /// If a line of a list can not be used.
    pub(crate) fn new(language: &Language) -> Result<Lists, TableError> {
        let mut one = HashMap::new();
        let organisations = language.table("actors/organisations.tsv");
        for names in organisations.lines().filter_map(|l| l.text.split('\t').nth(2)) {
            let usual = names.split('|').next().unwrap_or(names);
            one.extend(names.split('|').map(|name| (plain(name), usual.into())));
        }
        for line in language.table("places/variants.tsv").lines() {
            let usual = line.text.split('\t').next().unwrap_or(line.text);
            one.extend(line.text.split('\t').map(|name| (plain(name), usual.into())));
        }
        let mut nicknames: HashMap<String, Vec<String>> = HashMap::new();
        let table = language.table("actors/nicknames.tsv");
        for (full, short) in table.lines().filter_map(|l| l.text.split_once('\t')) {
            short.split('\t').for_each(|s| nicknames.entry(plain(s)).or_default().push(plain(full)));
        }
        Ok(Lists { one, nicknames, sounds: Sounds::new(language)? })
    }
}
