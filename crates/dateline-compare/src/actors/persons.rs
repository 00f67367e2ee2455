//! Which persons of several reports are one: by family name and given names, never by a family name that two share.

use super::Item;
use super::company;
use super::groups::Groups;
use super::spelling::{alike, plain};
use crate::Lexicon;
use dateline_core::ReportIx;
use std::collections::{BTreeMap, BTreeSet};

/// A person's name in parts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct PersonName {
    family: String,
    /// In plain letters, as many as the name has; empty for a family name alone.
    given: Vec<String>,
    /// Whether "Jr." or the like follows.
    junior: bool,
}

impl PersonName {
    fn of(lexicon: &Lexicon, name: &str) -> Option<PersonName> {
        let words = plain(name);
        let mut words: Vec<&str> = words.split(' ').filter(|w| !w.is_empty()).collect();
        let mut junior = false;
        while words.len() > 1 && words.last().is_some_and(|last| lexicon.words.generations.has(last)) {
            words.pop();
            junior = true;
        }
        let family = lexicon.lists.sounds.fold(words.pop()?);
        Some(PersonName { family, given: words.into_iter().map(str::to_owned).collect(), junior })
    }

    /// Whether two full names can be one person's.
    fn agrees(&self, lexicon: &Lexicon, other: &PersonName) -> bool {
        alike(&self.family, &other.family) && self.given_agree(lexicon, other)
    }

    /// Whether the first given names are one, and no later ones clash.
    fn given_agree(&self, lexicon: &Lexicon, other: &PersonName) -> bool {
        let (Some(a), Some(b)) = (self.given.first(), other.given.first()) else { return false };
        let same_given = |a: &str, b: &str| same_given(lexicon, a, b);
        // A middle name may be the one in use: "J. Christopher Stevens".
        let among =
            |name: &str, others: &[String]| name.len() > 1 && others.iter().any(|o| o.len() > 1 && same_given(name, o));
        let first = same_given(a, b) || among(a, &other.given) || among(b, &self.given);
        let clash = |a: &[String], b: &[String]| a.len() == b.len() && a.iter().zip(b).any(|(x, y)| !same_given(x, y));
        first && !clash(&self.given[1..], &other.given[1..])
    }
}

fn same_given(lexicon: &Lexicon, a: &str, b: &str) -> bool {
    let fold = |name: &str| lexicon.lists.sounds.fold(name);
    let initial = |a: &str, b: &str| a.len() == 1 && b.starts_with(a);
    a == b || initial(a, b) || initial(b, a) || lexicon.lists.short_forms(a, b) || alike(&fold(a), &fold(b))
}

/// Joins the persons among the items.
pub(super) fn join(lexicon: &Lexicon, items: &[Item<'_>], groups: &mut Groups) {
    let mut full: BTreeMap<PersonName, Vec<usize>> = BTreeMap::new();
    let mut alone: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut mistaken: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, item) in items.iter().enumerate() {
        let Some(name) = PersonName::of(lexicon, &item.actor.name) else { continue };
        if !item.is_person() {
            // "Palin" that one report takes for a place is the Sarah Palin of another, if nothing else has that name.
            if name.given.is_empty() && item.is_unknown(&lexicon.lists) {
                mistaken.entry(name.family).or_default().push(i);
            }
        } else if name.given.is_empty() {
            alone.entry(name.family).or_default().push(i);
        } else {
            full.entry(name).or_default().push(i);
        }
    }
    for same in full.values() {
        same.windows(2).for_each(|pair| groups.union(pair[0], pair[1]));
    }
    let juniors = families_with_juniors(lexicon, items);
    let apart = |a: &PersonName, b: &PersonName| a.junior != b.junior && juniors.contains(&a.family);
    // Names that may be one begin alike: compare within the first letters only.
    let mut blocks: BTreeMap<&str, Vec<(&PersonName, usize)>> = BTreeMap::new();
    for (name, items) in &full {
        let block = name.family.get(..2).unwrap_or(&name.family);
        blocks.entry(block).or_default().push((name, items[0]));
    }
    for block in blocks.values() {
        for (k, (name, item)) in block.iter().enumerate() {
            for (other, at) in block[k + 1..].iter().take(BLOCK) {
                if name.agrees(lexicon, other) && !apart(name, other) && !separate(lexicon, items, groups, *item, *at) {
                    groups.union(*item, *at);
                }
            }
        }
    }
    second_family_names(lexicon, &full, groups);
    // Nor does a family name alone mean the younger of two.
    full.retain(|name, _| !(name.junior && juniors.contains(&name.family)));
    by_family(items, &full, &alone, groups);
    given_alone(lexicon, items, &full, &alone, groups);
    mistaken.retain(|family, _| full.keys().any(|name| name.family == *family));
    by_family(items, &full, &mistaken, groups);
}

/// Joins a given name alone to the one person who bears it, where nobody bears it as a family name: "Hillary".
fn given_alone(
    lexicon: &Lexicon,
    items: &[Item<'_>],
    full: &BTreeMap<PersonName, Vec<usize>>,
    alone: &BTreeMap<String, Vec<usize>>,
    groups: &mut Groups,
) {
    let mut bearers: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (name, items) in full {
        if let Some(given) = name.given.first().filter(|given| given.len() > 1) {
            bearers.entry(lexicon.lists.sounds.fold(given)).or_default().insert(groups.root(items[0]));
        }
    }
    for (name, found) in alone.iter().filter(|(name, _)| !full.keys().any(|f| f.family == **name)) {
        let Some((1, Some(&one))) = bearers.get(name).map(|b| (b.len(), b.first())) else { continue };
        let plain = |i: usize| PersonName::of(lexicon, &items[i].actor.name).is_some_and(|name| !name.junior);
        let found = found.iter().filter(|&&i| plain(i) && items[one].report != items[i].report);
        found.for_each(|&i| groups.union(i, one));
    }
}

/// Joins a name to the one that it begins, if just one: "Enrique Peña" to "Enrique Peña Nieto".
fn second_family_names(lexicon: &Lexicon, full: &BTreeMap<PersonName, Vec<usize>>, groups: &mut Groups) {
    for (long, items) in full.iter().filter(|(name, _)| name.given.len() > 1) {
        let Some((family, given)) = long.given.split_last() else { continue };
        let short =
            PersonName { family: lexicon.lists.sounds.fold(family), given: given.to_vec(), junior: long.junior };
        // A middle name that is someone's family name too is left alone.
        if let Some(at) = full.get(&short).filter(|_| family.len() > 1) {
            groups.union(at[0], items[0]);
        }
    }
}

/// Family names that one report gives both to a "Jr." and to another person.
fn families_with_juniors(lexicon: &Lexicon, items: &[Item<'_>]) -> BTreeSet<String> {
    let mut seen: BTreeMap<(ReportIx, String), [bool; 2]> = BTreeMap::new();
    for item in items.iter().filter(|item| item.is_person()) {
        if let Some(name) = PersonName::of(lexicon, &item.actor.name) {
            seen.entry((item.report, name.family)).or_default()[usize::from(name.junior)] = true;
        }
    }
    seen.into_iter().filter(|(_, both)| *both == [true; 2]).map(|((_, family), _)| family).collect()
}

/// The most names of a block that one is compared with.
const BLOCK: usize = 500;

/// Whether two groups stand in one report under full names that are not spellings of each other.
fn separate(lexicon: &Lexicon, items: &[Item<'_>], groups: &mut Groups, a: usize, b: usize) -> bool {
    let (a, b) = (groups.root(a), groups.root(b));
    items[a].report == items[b].report && {
        let (x, y) = (PersonName::of(lexicon, &items[a].actor.name), PersonName::of(lexicon, &items[b].actor.name));
        !matches!((x, y), (Some(x), Some(y)) if x.agrees(lexicon, &y))
    }
}

/// Joins a family name alone to the one person who bears it, if there is just one; else to the one with its role, or in
/// its company.
fn by_family(
    items: &[Item<'_>],
    full: &BTreeMap<PersonName, Vec<usize>>,
    alone: &BTreeMap<String, Vec<usize>>,
    groups: &mut Groups,
) {
    let mut bearers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (name, items) in full {
        let root = groups.root(items[0]);
        let roots = bearers.entry(&name.family).or_default();
        if !roots.contains(&root) {
            roots.push(root);
        }
    }
    for (family, alone) in alone {
        let bearers = bearers.get(family.as_str()).map_or(&[][..], Vec::as_slice);
        if let [only] = bearers {
            alone.iter().for_each(|&i| groups.union(i, *only));
            continue;
        }
        if bearers.is_empty() {
            alone.windows(2).for_each(|pair| groups.union(pair[0], pair[1]));
            continue;
        }
        for &i in alone {
            let shares =
                |&root: &usize| (0..items.len()).any(|k| groups.peek(k) == root && items[k].shares_role(&items[i]));
            let mut found = bearers.iter().copied().filter(shares);
            let by_role = found.next().filter(|_| found.next().is_none());
            let company = |&root: &usize| {
                let members = items.iter().enumerate().filter(|(k, _)| groups.peek(*k) == root);
                (root, members.flat_map(|(_, item)| item.company.iter().map(String::as_str)).collect())
            };
            let by_company = || company::shared(&items[i].company, &bearers.iter().map(company).collect::<Vec<_>>());
            if let Some(one) = by_role.or_else(by_company) {
                groups.union(i, one);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_language::Language;
    use std::sync::LazyLock;

    static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&Language::english()).expect("in form"));

    fn agree(a: &str, b: &str) -> bool {
        let lexicon = &*ENGLISH;
        PersonName::of(lexicon, a).zip(PersonName::of(lexicon, b)).is_some_and(|(a, b)| a.agrees(lexicon, &b))
    }

    #[test]
    fn full_names_agree_by_spelling_short_form_and_initial() {
        assert!(agree("Volodymyr Zelensky", "Volodymyr Zelenskyy"));
        assert!(agree("Sergei Lavrov", "Sergey Lavrov"));
        assert!(agree("Robert F. Kennedy", "Bob Kennedy"));
        assert!(agree("Hillary Clinton", "Hillary Rodham Clinton"));
        assert!(agree("Giuseppe Cavo Dragone", "Giuseppe Dragone"));
    }

    #[test]
    fn one_family_name_is_not_one_person() {
        assert!(!agree("Bill Clinton", "Hillary Clinton"));
        assert!(!agree("George W. Bush", "George H. Bush"));
        assert!(!agree("Robert Kennedy", "John Kennedy"));
    }
}
