//! Reports whose story is settled, and later ones that join them: a story that was told stays as it was told.

use super::features::{Commonness, Features, Term, Terms};
use super::likeness::Profile;
use super::linking::{self, Known};
use crate::Lexicon;
use dateline_core::Report;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A report whose story is settled, with what later ones are compared with.
#[derive(Clone, Debug)]
pub struct Settled {
    /// The number of its story.
    pub story: u32,
    /// Its place, or that of the earlier report that it is a near-duplicate of.
    family: u32,
    features: Features,
}

/// Settles the stories of reports that came after others, in the order in which they are given.
///
/// `settled` are the earlier ones, in the order in which they were settled. None of them changes its story: a new report
/// joins one of their stories or, alone or with other new ones, opens one, numbered on from theirs. With nothing settled
/// this is [`group`](super::group()).
///
/// ```
/// use dateline_compare::gather::join;
/// use dateline_core::{Report, Text};
/// let english = dateline_compare::Lexicon::new(&dateline_language::Language::english())?;
/// let report = |text| Report { text: Text::new(text), ..Report::default() };
/// let quay = report("The old quay of Lisbon sank into the Tagus after the second shock.");
/// let strike = report("Dockers in London walked out and ask for sixpence an hour.");
/// let settled = join(&english, &[], &[&quay, &strike]);
/// let again = join(&english, &settled, &[&report("After the second shock the quay of Lisbon sank into the Tagus.")]);
/// assert_eq!([settled[0].story, settled[1].story, again[0].story], [0, 1, 0]);
/// # Ok::<(), dateline_language::TableError>(())
/// ```
pub fn join(lexicon: &Lexicon, settled: &[Settled], new: &[&Report]) -> Vec<Settled> {
    join_looked_at(lexicon, settled, new.par_iter().map(|report| LookedAt::new(lexicon, report)).collect())
}

/// What grouping looks at in a report: it is enough to settle its story, and takes far less room than the report.
#[derive(Clone, Debug)]
pub struct LookedAt(pub(super) Features);

impl LookedAt {
    /// Looks at a report.
    pub fn new(lexicon: &Lexicon, report: &Report) -> LookedAt {
        LookedAt(Features::of(lexicon, report))
    }

    /// The numbers of the terms that the report holds, each once.
    pub fn terms(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.words.iter().map(|&(term, _)| term)
    }

    /// Its form in a table, as that of a [`Settled`] in a store.
    pub fn to_bytes(&self) -> Vec<u8> {
        Settled { story: 0, family: 0, features: self.0.clone() }.to_bytes()
    }

    /// Reads what [`LookedAt::to_bytes`] wrote; `None` if it is of another version or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Option<LookedAt> {
        Some(LookedAt(Settled::from_bytes(bytes)?.features))
    }
}

/// As [`join`], of reports that were looked at before.
pub fn join_looked_at(lexicon: &Lexicon, settled: &[Settled], new: Vec<LookedAt>) -> Vec<Settled> {
    let features: Vec<Features> = new.into_iter().map(|new| new.0).collect();
    let mut common = Commonness::new(&lexicon.background);
    settled.iter().map(|s| &s.features).chain(&features).for_each(|f| common.add(f));
    settle(lexicon, &common, settled, features)
}

/// Settles new reports, where it is known how common each term is.
pub(super) fn settle(
    lexicon: &Lexicon,
    common: &Commonness<'_>,
    settled: &[Settled],
    features: Vec<Features>,
) -> Vec<Settled> {
    let known = |(at, s): (usize, &Settled)| match s.family as usize {
        family if family == at => Known::Leader { story: s.story, profile: Profile::new(&s.features, common) },
        family => Known::Duplicate { family },
    };
    let known: Vec<Known> = settled.par_iter().enumerate().map(known).collect();
    let profile = |f: &Features| Profile::new(f, common);
    let places = linking::link(&lexicon.likeness, known, &features, profile).into_iter();
    let settled = |(place, features): (linking::Place, Features)| Settled {
        story: place.story,
        family: place.family as u32,
        features,
    };
    places.zip(features).map(settled).collect()
}

/// What stays settled when some reports are no more there, `gone` by their places: where one of them was the first of its
/// near-duplicates, the next takes its place.
pub fn without(settled: Vec<Settled>, gone: &BTreeSet<usize>) -> Vec<Settled> {
    if gone.is_empty() {
        return settled;
    }
    let mut first: BTreeMap<u32, u32> = BTreeMap::new();
    let mut left = Vec::with_capacity(settled.len());
    for (_, mut report) in settled.into_iter().enumerate().filter(|(at, _)| !gone.contains(at)) {
        let at = left.len() as u32;
        report.family = *first.entry(report.family).or_insert(at);
        left.push(report);
    }
    left
}

/// The first byte of [`Settled::to_bytes`]: the shape of the rest.
const SHAPE: u8 = 1;

impl Settled {
    /// A report of which only the story is known: nothing later is like it.
    pub fn unknown(story: u32) -> Settled {
        Settled { story, family: u32::MAX, features: Features::default() }
    }

    /// The same report with another text: it stays in its story.
    #[must_use]
    pub fn with(self, look: LookedAt) -> Settled {
        Settled { features: look.0, ..self }
    }

    /// Its form in a store: numbers of four bytes, the least first.
    pub fn to_bytes(&self) -> Vec<u8> {
        let Features { words, names, opening, day, length } = &self.features;
        let mut bytes = vec![SHAPE, u8::from(day.is_some())];
        let mut put = |number: [u8; 4]| bytes.extend(number);
        put(self.story.to_le_bytes());
        put(self.family.to_le_bytes());
        put(day.unwrap_or_default().to_le_bytes());
        put(length.to_le_bytes());
        for terms in [words, names, opening] {
            put((terms.len() as u32).to_le_bytes());
            for (term, count) in terms {
                put(term.to_le_bytes());
                put(count.to_le_bytes());
            }
        }
        bytes
    }

    /// Reads what [`Settled::to_bytes`] wrote; `None` if it is of another version or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Option<Settled> {
        let (&[shape, dated], rest) = bytes.split_first_chunk()?;
        let mut numbers = rest.chunks_exact(4).map(|four| [four[0], four[1], four[2], four[3]]);
        let mut next = || numbers.next();
        let story = u32::from_le_bytes(next()?);
        let family = u32::from_le_bytes(next()?);
        let day = Some(i32::from_le_bytes(next()?)).filter(|_| dated == 1);
        let length = f32::from_le_bytes(next()?);
        let mut terms = || -> Option<Terms> {
            let count = u32::from_le_bytes(next()?);
            (0..count).map(|_| Some((Term::from_le_bytes(next()?), f32::from_le_bytes(next()?)))).collect()
        };
        let features = Features { words: terms()?, names: terms()?, opening: terms()?, day, length };
        (shape == SHAPE).then_some(Settled { story, family, features })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::Text;
    use dateline_language::Language;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&Language::english()).expect("in form"));

    #[test]
    fn what_is_gone_leaves_its_near_duplicates_together() {
        let report = |text: &str| Report { text: Text::new(text), ..Report::default() };
        let quay = "The old quay of Lisbon sank into the Tagus after the second shock of the morning.";
        let (quay, strike) = (report(quay), report("Dockers in London walked out and ask for sixpence an hour."));
        let settled = join(&ENGLISH, &[], &[&quay, &strike, &quay, &quay]);
        assert_eq!(settled.iter().map(|s| s.family).collect::<Vec<_>>(), [0, 1, 0, 0]);
        let left = without(settled, &BTreeSet::from([0]));
        assert_eq!(left.iter().map(|s| (s.family, s.story)).collect::<Vec<_>>(), [(0, 1), (1, 0), (1, 0)]);
    }

    proptest! {
        #[test]
        fn what_was_settled_is_read_back(text in ".{0,200}", cut in 0usize..40) {
            let report = Report { text: Text::new(text), ..Report::default() };
            let settled = join(&ENGLISH, &[], &[&report]).remove(0);
            let bytes = settled.to_bytes();
            prop_assert_eq!(Settled::from_bytes(&bytes).unwrap().to_bytes(), bytes.clone());
            prop_assert!(Settled::from_bytes(&bytes[..bytes.len().saturating_sub(cut + 1)]).is_none());
        }
    }
}
