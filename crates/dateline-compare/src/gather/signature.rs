//! Near-duplicates among many texts: a short signature of each, and a look-up of those with much the same.

use std::collections::HashMap;
use std::num::NonZeroU32;
use xxhash_rust::xxh3::xxh3_64;

/// How many numbers a signature has.
const NUMBERS: usize = 128;
/// How many of them together make one key of the look-up.
const ROWS: usize = 4;

/// A signature of a set: two sets with the share `s` of their parts in common agree in about `s` of their numbers.
///
/// It is MinHash with one permutation: each part falls into one of the places, the smallest number in a place stays, and an
/// empty place borrows from another one that the place itself decides, so that equal sets have equal signatures.
///
/// ```
/// use dateline_compare::gather::Signature;
/// let one = Signature::of_words("the quay sank on sunday".split(' '));
/// let two = Signature::of_words("on sunday the quay sank".split(' '));
/// assert_eq!(one.alike(&two), 1.0);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    numbers: [u32; NUMBERS],
}

impl Signature {
    /// The signature of a set of words or runs of words.
    pub fn of_words<W: AsRef<[u8]>>(words: impl IntoIterator<Item = W>) -> Signature {
        Signature::of_hashes(words.into_iter().map(|word| xxh3_64(word.as_ref())))
    }

    /// The signature of a set of numbers that are already spread evenly, such as hashes.
    pub fn of_hashes(hashes: impl IntoIterator<Item = u64>) -> Signature {
        let mut numbers = [u32::MAX; NUMBERS];
        for hash in hashes {
            let place = &mut numbers[(hash >> 32) as usize % NUMBERS];
            *place = (*place).min(hash as u32 >> 1);
        }
        let full = numbers;
        for (place, number) in numbers.iter_mut().enumerate().filter(|(_, n)| **n == u32::MAX) {
            let tries = (1..=4 * NUMBERS as u64).map(|n| full[spread(place as u64 * 1031 + n) as usize % NUMBERS]);
            *number = { tries }.find(|&n| n != u32::MAX).unwrap_or(u32::MAX);
        }
        Signature { numbers }
    }

    /// About which share of the parts of two sets is in both.
    pub fn alike(&self, other: &Signature) -> f32 {
        let equal = self.numbers.iter().zip(&other.numbers).filter(|(a, b)| a == b).count();
        equal as f32 / NUMBERS as f32
    }

    /// The keys under which it is looked up: texts that are much alike share some.
    pub(crate) fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        self.numbers
            .chunks_exact(ROWS)
            .enumerate()
            .map(|(band, rows)| rows.iter().fold(band as u64, |key, &n| spread(key ^ u64::from(n))))
    }
}

/// Spreads a number over all 64 bits (the last step of SplitMix64).
pub(crate) fn spread(n: u64) -> u64 {
    let n = n.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let n = (n ^ (n >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    n ^ (n >> 31)
}

/// Finds, among the signatures put in, those that may be much like another.
#[derive(Clone, Debug, Default)]
pub struct Lookup {
    /// By key, the place in `put` of what was put in last under it.
    under: HashMap<u64, u32, Spread>,
    /// The numbers that were put in, and where the one before under the same key stands.
    put: Vec<(u32, Option<NonZeroU32>)>,
}

/// How many under one key are looked at: what more texts share than this is a phrase of theirs, not a copy.
const UNDER_KEY: usize = 8;

impl Lookup {
    /// Puts a signature in under a number by which it will be found.
    pub fn add(&mut self, number: u32, signature: &Signature) {
        for key in signature.keys() {
            let last = self.under.get(&key).copied();
            if self.chain(last).count() < UNDER_KEY {
                self.under.insert(key, self.put.len() as u32);
                self.put.push((number, last.and_then(|at| NonZeroU32::new(at + 1))));
            }
        }
    }

    /// What was put in under one key, from the place of the last on.
    fn chain(&self, last: Option<u32>) -> impl Iterator<Item = u32> + '_ {
        let before = |at: &u32| self.put[*at as usize].1.map(|next| next.get() - 1);
        std::iter::successors(last, before).map(|at| self.put[at as usize].0)
    }

    /// The numbers of signatures that may be much like this one, those that share most keys first.
    pub fn near(&self, signature: &Signature) -> Vec<u32> {
        let mut hits: Vec<u32> = signature.keys().flat_map(|key| self.chain(self.under.get(&key).copied())).collect();
        hits.sort_unstable();
        let mut counts: Vec<(usize, u32)> = hits.chunk_by(|a, b| a == b).map(|run| (run.len(), run[0])).collect();
        counts.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        counts.into_iter().map(|(_, number)| number).collect()
    }
}

/// A hasher for keys that are spread already.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Spread(u64);

impl std::hash::BuildHasher for Spread {
    type Hasher = Spread;
    fn build_hasher(&self) -> Spread {
        Spread(0)
    }
}

impl std::hash::Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64(bytes);
    }
    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }
    fn write_u32(&mut self, n: u32) {
        self.0 = spread(u64::from(n));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(range: std::ops::Range<u32>) -> impl Iterator<Item = String> {
        range.map(|n| format!("word-{n}"))
    }

    #[test]
    fn signatures_agree_as_much_as_their_sets() {
        let half = Signature::of_words(words(0..300)).alike(&Signature::of_words(words(100..400)));
        assert!((half - 0.5).abs() < 0.12, "{half}");
        assert!(Signature::of_words(words(0..300)).alike(&Signature::of_words(words(300..600))) < 0.05);
    }

    #[test]
    fn a_small_set_has_a_signature_too() {
        let one = Signature::of_words(["strike"]);
        assert_eq!(one.alike(&Signature::of_words(["strike"])), 1.0);
        assert_eq!(one.alike(&Signature::of_words(["vote"])), 0.0);
        assert_eq!(Signature::of_words([""; 0]), Signature::of_words([""; 0]));
    }

    #[test]
    fn near_duplicates_are_found_and_others_are_not() {
        let mut lookup = Lookup::default();
        lookup.add(0, &Signature::of_words(words(0..300)));
        lookup.add(1, &Signature::of_words(words(1000..1300)));
        assert_eq!(lookup.near(&Signature::of_words(words(30..310))), [0]);
        assert!(lookup.near(&Signature::of_words(words(5000..5300))).is_empty());
    }
}
