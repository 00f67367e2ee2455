//! How likely two passages tell the same: a logistic weighing of their figures, its weights read from data.

use super::similar::FIGURES;
use std::sync::LazyLock;

/// Weights of the figures of a pair.
#[derive(Debug)]
pub(crate) struct Weights {
    figures: [f32; FIGURES.len()],
    constant: f32,
    /// A pair at or above this begins a claim.
    pub(crate) begin: f32,
    /// A passage joins a claim whose passages it reaches this with on average.
    pub(crate) join: f32,
}

static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::read(include_str!("../../../../rules/en/compare/same.tsv")));

impl Weights {
    /// The weights that are kept.
    pub(crate) fn kept() -> &'static Weights {
        &WEIGHTS
    }

    /// Reads lines of a name, a tab and a number; `#` opens a remark. What a name is not given for is 0.
    fn read(raw: &str) -> Weights {
        let value = |name: &str| {
            let line =
                raw.lines().filter(|l| !l.starts_with('#')).find_map(|l| l.strip_prefix(name)?.strip_prefix('\t'));
            line.and_then(|v| v.trim().parse().ok()).unwrap_or(0.0)
        };
        Weights { figures: FIGURES.map(value), constant: value("constant"), begin: value("begin"), join: value("join") }
    }

    /// The log odds that a pair with these figures tells the same.
    pub(crate) fn odds(&self, figures: &[f32; FIGURES.len()]) -> f32 {
        self.figures.iter().zip(figures).map(|(w, f)| w * f).sum::<f32>() + self.constant
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_has_its_weight() {
        let weights = Weights::kept();
        for (name, weight) in FIGURES.iter().zip(weights.figures) {
            assert_ne!(weight, 0.0, "{name} has no weight in same.tsv");
        }
        assert!(weights.join <= weights.begin);
    }
}
