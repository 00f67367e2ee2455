//! Why a source is unnamed, as the text gives it.

use super::reading::{Reading, Run};
use dateline_core::Span;
use regex::Regex;
use std::sync::LazyLock;

/// Patterns with a group `reason`, one a line.
static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let file = include_str!("../../../../rules/en/statements/anonymity.txt");
    file.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).filter_map(|l| Regex::new(l).ok()).collect()
});

/// The reason for anonymity that a sentence gives.
pub(super) fn reason(reading: &Reading<'_>, sentence: Run) -> Option<Span> {
    /// No sentence that is one is longer.
    const LONGEST: usize = 4000;
    let text = reading.parse.source();
    let span = reading.parse.span_of(sentence).filter(|s| s.len() < LONGEST)?;
    let words = text.str(span);
    PATTERNS.iter().find_map(|p| p.captures(words)?.name("reason")).and_then(|m| text.within(span, m.range()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_reads_and_finds_its_example() {
        let file = include_str!("../../../../rules/en/statements/anonymity.txt");
        let lines: Vec<&str> = file.lines().collect();
        assert_eq!(PATTERNS.len(), lines.iter().filter(|l| !l.is_empty() && !l.starts_with('#')).count());
        for pair in lines.windows(2) {
            let Some((words, reason)) = pair[0].strip_prefix("# example: ").and_then(|l| l.split_once(" => ")) else {
                continue;
            };
            let pattern = Regex::new(pair[1]).unwrap();
            assert_eq!(pattern.captures(words).unwrap().name("reason").unwrap().as_str(), reason);
        }
    }
}
