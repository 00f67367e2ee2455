//! Why a source is unnamed, as the text gives it.

use super::reading::{Reading, Run};
use dateline_core::Span;

/// The reason for anonymity that a sentence gives.
pub(super) fn reason(reading: &Reading<'_>, sentence: Run) -> Option<Span> {
    /// No sentence that is one is longer.
    const LONGEST: usize = 4000;
    let text = reading.parse.source();
    let span = reading.parse.span_of(sentence).filter(|s| s.len() < LONGEST)?;
    let words = text.str(span);
    let patterns = &reading.lexicon.anonymity;
    patterns.iter().find_map(|p| p.captures(words)?.name("reason")).and_then(|m| text.within(span, m.range()))
}

#[cfg(test)]
mod tests {
    use dateline_language::Language;
    use regex::Regex;

    #[test]
    fn every_pattern_finds_its_example() {
        let english = Language::english();
        let lines: Vec<&str> = english.table("statements/anonymity.txt").text().lines().collect();
        for pair in lines.windows(2) {
            let Some((words, reason)) = pair[0].strip_prefix("# example: ").and_then(|l| l.split_once(" => ")) else {
                continue;
            };
            let pattern = Regex::new(pair[1]).unwrap();
            assert_eq!(pattern.captures(words).unwrap().name("reason").unwrap().as_str(), reason);
        }
    }
}
