//! How likely it is that two reports tell of one happening.

use super::features::{Commonness, Features, Terms};
use super::signature::{Signature, spread};
use dateline_language::{Language, TableError};
use std::collections::HashMap;

/// A report as it is compared with others.
#[derive(Clone, Debug)]
pub(crate) struct Profile {
    pub words: Terms,
    pub names: Terms,
    pub opening: Terms,
    pub day: Option<i32>,
    pub length: f32,
}

impl Profile {
    pub(crate) fn new(features: &Features, common: &Commonness<'_>) -> Profile {
        Profile {
            words: common.vector(&features.words),
            names: common.vector(&features.names),
            opening: common.vector(&features.opening),
            day: features.day,
            length: features.length,
        }
    }

    /// The signature of its words, by which near-duplicates are looked up.
    pub(crate) fn signature(&self) -> Signature {
        Signature::of_hashes(self.words.iter().map(|&(term, _)| spread(u64::from(term))))
    }
}

/// How likely it is that two reports tell of one happening: the weights of what they share, from `stories.txt`.
#[derive(Clone, Debug)]
pub(crate) struct Likeness {
    base: f32,
    words: f32,
    names: f32,
    opening: f32,
    apart: f32,
    apart_days: f32,
    undated: f32,
    short: f32,
    from: f32,
    to: f32,
}

impl Likeness {
    /// Reads the weights of a language; what it lacks is 0, and then no two reports are alike.
    ///
    /// # Errors
    /// If a line is no name and number.
    pub(crate) fn new(language: &Language) -> Result<Likeness, TableError> {
        let table = language.table("stories.txt");
        let mut values: HashMap<&str, f32> = HashMap::new();
        for line in table.lines() {
            let value = line.text.split_once(' ').and_then(|(name, value)| Some((name, value.parse().ok()?)));
            let (name, value) = value.ok_or_else(|| table.fault(line, "a line is a name, a space and a number"))?;
            values.insert(name, value);
        }
        let of = |name: &str| values.get(name).copied().unwrap_or_default();
        Ok(Likeness {
            base: of("base"),
            words: of("words"),
            names: of("names"),
            opening: of("opening"),
            apart: of("apart"),
            apart_days: of("apart-days"),
            undated: of("undated"),
            short: of("short"),
            from: of("from"),
            to: of("to"),
        })
    }

    /// How likely it is that two reports tell of one happening: 0 for surely not, 1 for surely.
    ///
    /// The sum of what their words, names and openings share, how many days lie between them, and how short they are (two
    /// short reports share little even if they tell the same), each with its weight, drawn out between 0 and 1.
    pub(crate) fn between(&self, a: &Profile, b: &Profile) -> f32 {
        let w = self;
        let sum = self
            .evidence(a, b)
            .into_iter()
            .zip([w.words, w.names, w.opening, w.apart, w.undated, w.short])
            .map(|(x, w)| x * w);
        ((w.base + sum.sum::<f32>() - w.from) / (w.to - w.from)).clamp(0.0, 1.0)
    }

    /// The parts of [`Likeness::of`], before they are weighed.
    fn evidence(&self, a: &Profile, b: &Profile) -> [f32; 6] {
        let days = a.day.zip(b.day).map(|(a, b)| ((a - b).abs() - 1).max(0) as f32);
        let near = days.map_or(1.0, |days| 1.0 / (1.0 + days / self.apart_days));
        [
            shared(&a.words, &b.words).sqrt(),
            shared(&a.names, &b.names).sqrt(),
            shared(&a.opening, &b.opening).sqrt(),
            near - 1.0,
            if days.is_none() { 1.0 } else { 0.0 },
            1.0 / (a.length.min(b.length) + 10.0).sqrt(),
        ]
    }
}

/// The cosine of their words from which two reports are near-duplicates: one text, cut or lightly edited.
const NEAR_DUPLICATE: f32 = 0.75;

/// Whether two reports have so many of their words in common that they are one text, cut or lightly edited.
pub(crate) fn near_duplicate(a: &Profile, b: &Profile) -> bool {
    shared(&a.words, &b.words) >= NEAR_DUPLICATE
}

/// The cosine of two vectors of length one.
pub(crate) fn shared(a: &Terms, b: &Terms) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        if x.0 == y.0 {
            sum += x.1 * y.1;
        }
        i += usize::from(x.0 <= y.0);
        j += usize::from(y.0 <= x.0);
    }
    sum.clamp(0.0, 1.0)
}
