//! How likely two things tell the same: a logistic weighing of their figures, its weights read from data.

use dateline_language::{Table, TableError};
use std::collections::HashMap;

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

impl<const N: usize> Weights<N> {
    /// Reads a table of names and numbers. What a name is not given for is 0.
    ///
    /// # Errors
    /// If a line has no number, or a name stands twice.
    pub(crate) fn new(table: &Table<'_>, names: &[&str; N]) -> Result<Weights<N>, TableError> {
        table.unique(table.rows().map(|(line, [name])| (line, name)))?;
        let mut values: HashMap<&str, f32> = HashMap::new();
        for (line, [name, value]) in table.rows() {
            let value = value.trim().parse().map_err(|_| table.fault(line, "a line is a name, a tab and a number"))?;
            values.insert(name, value);
        }
        let value = |name: &str| values.get(name).copied().unwrap_or(0.0);
        let (constant, begin, join) = (value("constant"), value("begin"), value("join"));
        Ok(Weights { figures: names.map(value), constant, begin, join })
    }

    /// The log odds that a pair with these figures tells the same.
    pub(crate) fn odds(&self, figures: &[f32; N]) -> f32 {
        self.figures.iter().zip(figures).map(|(w, f)| w * f).sum::<f32>() + self.constant
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lexicon;
    use dateline_language::Language;

    #[test]
    fn a_weight_is_found_by_its_name() {
        let language = Language::of("xx", [("same.tsv", "# remark\nconstant\t-1\nshared\t2\n")]);
        let weights = Weights::new(&language.table("same.tsv"), &["share", "shared"]).expect("in form");
        assert_eq!(weights.odds(&[1.0, 1.0]), 1.0);
    }

    #[test]
    fn the_kept_weights_can_begin_groups() {
        let Lexicon { sentences, events, .. } = Lexicon::new(&Language::english()).expect("in form");
        assert!(sentences.join <= sentences.begin && sentences.constant != 0.0);
        assert!(events.join <= events.begin && events.constant != 0.0);
    }
}
