//! What one speaker said on one occasion: groups of statements with one speaker, put together unless an occasion parts them.

use super::saying::{At, Saying, Sayings};
use crate::gather::Speaker;
use dateline_core::{OriginKind, SaidBy};
use std::collections::BTreeMap;

/// An utterance before it is known whether a claim rests on it.
pub(super) struct Draft {
    pub(super) kind: OriginKind,
    pub(super) speaker: SaidBy,
    pub(super) wordings: Vec<At>,
}

/// The utterances of a story, and which of them each statement is of.
pub(super) struct Utterances {
    pub(super) list: Vec<Draft>,
    of: BTreeMap<At, usize>,
}

impl Utterances {
    /// The utterance of a statement.
    pub(super) fn at(&self, at: At) -> usize {
        self.of[&at]
    }
}

/// Puts the groups of one speaker together where they are of one occasion.
///
/// What is told without an occasion is of the speaker's only one, if there is just one; else it stands by itself.
pub(super) fn utterances(sayings: &Sayings, groups: &[Vec<At>]) -> Utterances {
    let mut by_speaker: BTreeMap<Speaker, Vec<Occasion>> = BTreeMap::new();
    for group in groups {
        let all: Vec<&Saying> = group.iter().map(|&at| sayings.get(at)).collect();
        let Some(who) = spokesperson(&all) else { continue };
        let occasions = by_speaker.entry(who.speaker.clone()).or_default();
        let same = occasions.iter_mut().find(|o| o.is_of(&all));
        match same {
            Some(occasion) => occasion.sayings.extend(all),
            None => occasions.push(Occasion { who, sayings: all }),
        }
    }
    let mut drafts: Vec<Draft> = Vec::new();
    for mut occasions in by_speaker.into_values() {
        let (told, open): (Vec<Occasion>, Vec<Occasion>) = occasions.drain(..).partition(Occasion::is_told);
        let mut told = told;
        match told.as_mut_slice() {
            [only] => only.sayings.extend(open.into_iter().flat_map(|o| o.sayings)),
            _ => told.extend(open),
        }
        drafts.extend(told.into_iter().map(Occasion::draft));
    }
    drafts.sort_by(|a, b| a.wordings.cmp(&b.wordings));
    let of = drafts.iter().enumerate().flat_map(|(i, d)| d.wordings.iter().map(move |&at| (at, i))).collect();
    Utterances { list: drafts, of }
}

/// Who most likely is behind statements that are one utterance: whom most of them have, those before others whose own
/// sentences name the speaker.
fn spokesperson<'a>(group: &[&'a Saying]) -> Option<&'a Saying> {
    const NAMED_HERE: usize = 3;
    let weight = |s: &Saying| if s.named_here { NAMED_HERE } else { 1 };
    let votes = |who: &Speaker| group.iter().filter(|s| s.speaker == *who).map(|s| weight(s)).sum::<usize>();
    let best = group.iter().rev().max_by_key(|s| votes(&s.speaker))?;
    group.iter().copied().find(|s| s.speaker == best.speaker)
}

struct Occasion<'a> {
    who: &'a Saying,
    sayings: Vec<&'a Saying>,
}

impl<'a> Occasion<'a> {
    /// Whether anything tells where or to whom it was said.
    fn is_told(&self) -> bool {
        self.sayings.iter().any(|s| is_told(s))
    }

    /// Whether other sayings of the same speaker were said then: neither tells of an occasion, or both of the same one.
    fn is_of(&self, others: &[&Saying]) -> bool {
        if !self.is_told() || !others.iter().any(|s| is_told(s)) {
            return !self.is_told() && !others.iter().any(|s| is_told(s));
        }
        let apart = |a: &&Saying| others.iter().any(|b| super::same::told_apart(a, b));
        let shares = |a: &&Saying| {
            let one = |b: &&Saying| {
                a.platform.is_some() && a.platform == b.platform
                    || !a.channel.is_disjoint(&b.channel)
                    || !a.hearer.is_disjoint(&b.hearer)
            };
            others.iter().any(one)
        };
        !self.sayings.iter().any(apart) && self.sayings.iter().any(shares)
    }

    fn draft(self) -> Draft {
        let mut wordings: Vec<At> = self.sayings.iter().map(|s| s.at).collect();
        wordings.sort_unstable();
        Draft { kind: self.who.kind, speaker: self.who.said_by.clone(), wordings }
    }
}

fn is_told(saying: &Saying) -> bool {
    saying.platform.is_some() || !saying.channel.is_empty() || !saying.hearer.is_empty()
}
