//! Bags of words: which words something holds, with their weights, and how much two of them share.

/// Words by number, each with its weight, in the order of the numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bag {
    terms: Vec<(u32, f32)>,
    weight: f32,
    norm: f32,
}

impl Bag {
    /// The bag of words of these weights; a word that stands twice counts once.
    pub(crate) fn new(mut words: Vec<u32>, weight: impl Fn(u32) -> f32) -> Bag {
        words.sort_unstable();
        words.dedup();
        let terms: Vec<(u32, f32)> = words.into_iter().map(|w| (w, weight(w))).collect();
        let total = terms.iter().map(|t| t.1).sum();
        let norm = terms.iter().map(|t| t.1 * t.1).sum::<f32>().sqrt();
        Bag { terms, weight: total, norm }
    }

    /// The words with their weights.
    pub(crate) fn terms(&self) -> &[(u32, f32)] {
        &self.terms
    }

    /// Whether it holds a word.
    pub(crate) fn holds(&self, word: u32) -> bool {
        self.terms.binary_search_by_key(&word, |t| t.0).is_ok()
    }

    /// The number of its words.
    pub(crate) fn len(&self) -> usize {
        self.terms.len()
    }

    /// The weight of all its words.
    pub(crate) fn weight(&self) -> f32 {
        self.weight
    }

    /// The weight of the words that both hold.
    pub(crate) fn shared(&self, other: &Bag) -> f32 {
        self.both(other).map(|(x, _)| x).sum()
    }

    /// The number of the words that both hold.
    pub(crate) fn common(&self, other: &Bag) -> usize {
        self.both(other).count()
    }

    /// The cosine of the two as vectors, from 0 to 1.
    pub(crate) fn cosine(&self, other: &Bag) -> f32 {
        self.both(other).map(|(x, y)| x * y).sum::<f32>() / (self.norm * other.norm).max(f32::MIN_POSITIVE)
    }

    /// How much of its weight the other holds too, from 0 to 1.
    pub(crate) fn held_by(&self, other: &Bag) -> f32 {
        self.shared(other) / self.weight.max(f32::MIN_POSITIVE)
    }

    fn both<'a>(&'a self, other: &'a Bag) -> impl Iterator<Item = (f32, f32)> + 'a {
        let mut rest = other.terms.as_slice();
        self.terms.iter().filter_map(move |&(term, weight)| {
            while rest.first().is_some_and(|t| t.0 < term) {
                rest = &rest[1..];
            }
            rest.first().filter(|t| t.0 == term).map(|t| (weight, t.1))
        })
    }
}

/// How many things of one list stand in the other too.
pub(crate) fn common<T: PartialEq>(a: &[T], b: &[T]) -> usize {
    a.iter().filter(|x| b.contains(x)).count()
}

/// What two lists share as a part of the shorter one, from 0 to 1.
pub(crate) fn part<T: PartialEq>(a: &[T], b: &[T]) -> f32 {
    common(a, b) as f32 / a.len().min(b.len()).max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::Bag;

    #[test]
    fn what_both_hold_is_counted_by_weight() {
        let (a, b) = (Bag::new(vec![3, 1, 3], |w| w as f32), Bag::new(vec![3, 2], |w| w as f32));
        assert_eq!((a.shared(&b), a.common(&b), a.len()), (3.0, 1, 2));
        assert_eq!(a.held_by(&b), 0.75);
        assert!(a.holds(1) && !a.holds(2));
        assert_eq!(a.cosine(&Bag::default()), 0.0);
    }
}
