//! The company that an actor keeps: whom the paragraphs that name it name too.

use super::spelling::plain;
use dateline_core::{Annotated, MentionKind};
use std::collections::{BTreeMap, BTreeSet};

/// The company of each actor of a report, as plain names, in the order of the actors.
pub(super) fn beside(report: &Annotated) -> Vec<BTreeSet<String>> {
    /// Who is named with more others than this is named with everybody.
    const LARGEST: usize = 40;
    let text = report.report.text.as_str();
    let breaks: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    let mut paragraphs: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (i, actor) in report.actors.iter().enumerate() {
        for mention in actor.mentions.iter().filter(|m| m.kind != MentionKind::Pronoun) {
            let paragraph = breaks.partition_point(|&at| at < mention.span.start());
            paragraphs.entry(paragraph).or_default().insert(i);
        }
    }
    let names: Vec<String> =
        report.actors.iter().map(|a| a.country.clone().unwrap_or_else(|| plain(&a.name))).collect();
    let mut company = vec![BTreeSet::new(); names.len()];
    for together in paragraphs.values().filter(|p| p.len() <= LARGEST) {
        for &one in together {
            company[one].extend(together.iter().filter(|&&other| other != one).map(|&other| names[other].clone()));
        }
    }
    company
}

/// Of several, each with its company, the one that someone is with: it shares at least two companions with it, and twice
/// as many as with any other.
pub(super) fn shared<T: Copy>(with: &BTreeSet<String>, of: &[(T, BTreeSet<&str>)]) -> Option<T> {
    const FEWEST: usize = 2;
    let mut common: Vec<(usize, T)> =
        of.iter().map(|(one, company)| (company.iter().filter(|c| with.contains(**c)).count(), *one)).collect();
    common.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    let (most, one) = *common.first()?;
    let next = common.get(1).map_or(0, |(n, _)| *n);
    (most >= FEWEST && most >= 2 * next).then_some(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_must_share_twice_as_many() {
        let with = BTreeSet::from(["kassel", "hanau", "steinau"].map(str::to_owned));
        let jacob = BTreeSet::from(["kassel", "hanau"]);
        let wilhelm = BTreeSet::from(["kassel"]);
        assert_eq!(shared(&with, &[("Jacob", jacob.clone()), ("Wilhelm", wilhelm)]), Some("Jacob"));
        assert_eq!(shared(&with, &[("Jacob", jacob.clone()), ("Wilhelm", jacob)]), None);
    }
}
