//! Words by which two tellings of one thing differ: hedges, modals, vague numbers, reasons, scope, denial.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A kind of word by which two tellings of one thing may differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shade {
    Hedge,
    Modal,
    Vague,
    Reason,
    Scope,
    Denial,
}

impl Shade {
    /// All of them with their names in the table.
    const NAMES: [(Shade, &'static str); 6] = [
        (Shade::Hedge, "hedge"),
        (Shade::Modal, "modal"),
        (Shade::Vague, "vague"),
        (Shade::Reason, "reason"),
        (Shade::Scope, "scope"),
        (Shade::Denial, "denial"),
    ];
}

static TABLE: LazyLock<BTreeMap<&str, Vec<Shade>>> = LazyLock::new(|| {
    let lines = include_str!("../../../../rules/en/compare/shades.txt").lines().filter(|l| !l.starts_with('#'));
    let mut table: BTreeMap<&str, Vec<Shade>> = BTreeMap::new();
    for (name, words) in lines.filter_map(|l| l.split_once('\t')) {
        let shade = Shade::NAMES.iter().find(|(_, n)| *n == name).map(|(shade, _)| *shade);
        for word in words.split_whitespace() {
            table.entry(word).or_default().extend(shade);
        }
    }
    table
});

/// The shades of a word in its dictionary form and small letters.
pub(crate) fn shades(lemma: &str) -> &'static [Shade] {
    TABLE.get(lemma).map_or(&[], Vec::as_slice)
}
