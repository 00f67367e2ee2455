//! How likely two things tell the same: a logistic weighing of their figures, its weights read from data.

use super::happenings::EVENT_FIGURES;
use super::similar::FIGURES;
use std::sync::LazyLock;

/// Weights of the figures of a pair.
#[derive(Debug)]
pub(crate) struct Weights<const N: usize> {
    figures: [f32; N],
    constant: f32,
    /// A pair at or above this begins a group.
    pub(crate) begin: f32,
    /// What reaches this on average with a group joins it.
    pub(crate) join: f32,
}

/// The weights of pairs of passages.
pub(crate) static PASSAGES: LazyLock<Weights<{ FIGURES.len() }>> =
    LazyLock::new(|| Weights::read(include_str!("../../../../rules/en/compare/same.tsv"), &FIGURES));

/// The weights of pairs of events.
pub(crate) static EVENTS: LazyLock<Weights<{ EVENT_FIGURES.len() }>> =
    LazyLock::new(|| Weights::read(include_str!("../../../../rules/en/compare/event.tsv"), &EVENT_FIGURES));

impl<const N: usize> Weights<N> {
    /// Reads lines of a name, a tab and a number; `#` opens a remark. What a name is not given for is 0.
    fn read(raw: &str, names: &[&str; N]) -> Weights<N> {
        let value = |name: &str| {
            let lines = raw.lines().filter(|l| !l.starts_with('#'));
            let line = lines.filter_map(|l| l.split_once('\t')).find(|(n, _)| *n == name);
            line.and_then(|(_, v)| v.trim().parse().ok()).unwrap_or(0.0)
        };
        Weights { figures: names.map(value), constant: value("constant"), begin: value("begin"), join: value("join") }
    }

    /// The log odds that a pair with these figures tells the same.
    pub(crate) fn odds(&self, figures: &[f32; N]) -> f32 {
        self.figures.iter().zip(figures).map(|(w, f)| w * f).sum::<f32>() + self.constant
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_found_by_its_name() {
        let weights = Weights::read("# remark\nconstant\t-1\nshared\t2\n", &["share", "shared"]);
        assert_eq!(weights.odds(&[1.0, 1.0]), 1.0);
    }

    #[test]
    fn the_kept_weights_can_begin_groups() {
        assert!(PASSAGES.join <= PASSAGES.begin && PASSAGES.constant != 0.0);
        assert!(EVENTS.join <= EVENTS.begin && EVENTS.constant != 0.0);
    }
}
