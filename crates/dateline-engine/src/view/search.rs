//! Search: the reports that hold every one of some words.

use super::{View, one_line};
use dateline_core::ReportIx;

/// The most words that are looked for.
const MOST_WORDS: usize = 16;

/// The longest excerpt, in characters.
const LONGEST: usize = 240;

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// The words that were looked for, in lower case.
    pub wanted: Vec<String>,
    /// The reports that hold all of them, those that have them most often first.
    pub hits: Vec<Hit>,
}

/// A report that holds the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The report.
    pub report: ReportIx,
    /// How often the words stand in it.
    pub times: usize,
    /// The line of the report that has the first of the words first.
    pub excerpt: String,
}

impl View<'_> {
    /// The reports that hold every one of the words, whatever their case and whatever stands between them.
    pub fn search(self, words: &str) -> Search {
        let words = words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        let wanted: Vec<String> = words.take(MOST_WORDS).map(str::to_lowercase).collect();
        let mut hits = Vec::new();
        for (i, annotated) in self.reports.iter().enumerate() {
            let Some(first) = wanted.first() else { break };
            let text = annotated.report.text.as_str();
            let small = text.to_lowercase();
            if wanted.iter().all(|w| small.contains(w.as_str())) {
                let times = wanted.iter().map(|w| small.matches(w.as_str()).count()).sum();
                hits.push(Hit { report: ReportIx(i as u32), times, excerpt: excerpt(text, first) });
            }
        }
        hits.sort_by_key(|hit| (std::cmp::Reverse(hit.times), hit.report));
        Search { wanted, hits }
    }
}

/// The first line that holds a word.
fn excerpt(text: &str, word: &str) -> String {
    let line = text.lines().find(|l| l.to_lowercase().contains(word)).unwrap_or_default();
    one_line(line).chars().take(LONGEST).collect()
}
