//! The tables and patterns of English, read once.

use super::pattern::Grammar;
use std::sync::LazyLock;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../../rules/en/times/", $name))),)*]
    };
}

const TABLES: &[(&str, &str)] = files!["words.txt"];
/// Of two patterns that match as much, the one told first wins.
const PATTERNS: &[(&str, &str)] =
    files!["dates.txt", "clock.txt", "seasons.txt", "relative.txt", "sets.txt", "lengths.txt"];

/// The grammar of English.
pub(super) static ENGLISH: LazyLock<Grammar> =
    LazyLock::new(|| Grammar::read(TABLES, PATTERNS).expect("the files are part of the program and tested"));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::times::{TimeMode, find};
    use dateline_core::{Parse, Published, PublishedBy, Region, RegionKind, Report, Text, TimeExpression};

    /// Reads an example of a pattern file as a report of 17 September 2014.
    fn read(raw: &str, mode: TimeMode) -> (Report, Vec<TimeExpression>) {
        let text = Text::new(raw);
        let regions = vec![Region { span: text.whole(), kind: RegionKind::Body }];
        let published = Published::parse("2014-09-17", PublishedBy::Given);
        let report = Report { text, regions, published, ..Report::default() };
        let times = find(&report, &Parse::default(), mode);
        (report, times)
    }

    fn written(time: &TimeExpression) -> String {
        let mut raw = format!("{} {}", serde_json::to_value(time.kind).unwrap().as_str().unwrap(), time.value);
        let extras = [("mod", &time.modifier), ("begin", &time.begin), ("end", &time.end)];
        for (name, value) in extras {
            if let Some(value) = value {
                raw += &format!(" {name}={value}");
            }
        }
        raw
    }

    #[test]
    fn every_example_of_the_patterns_comes_out() {
        Grammar::read(TABLES, PATTERNS).unwrap();
        let mut wrong = Vec::new();
        for rule in &ENGLISH.rules {
            if rule.examples.is_empty() {
                wrong.push(format!("{}: no example", rule.name));
            }
            for example in &rule.examples {
                let (raw, want) = example.split_once(" -> ").expect("an arrow in each example");
                let (mode, raw) = match raw.strip_prefix("narrative: ") {
                    Some(raw) => (TimeMode::Narrative, raw),
                    None => (TimeMode::News, raw),
                };
                let (report, times) = read(&raw.replace(['[', ']'], ""), mode);
                if want == "nothing" {
                    if !times.is_empty() {
                        wrong.push(format!("{}: {example}: got {:?}", rule.name, times));
                    }
                    continue;
                }
                let words = raw.split_once('[').and_then(|(_, r)| r.split_once(']')).map_or(raw, |(words, _)| words);
                let found = times.iter().find(|t| report.text.str(t.span) == words && t.by == rule.name);
                match found.map(written) {
                    Some(got) if got == want => {}
                    Some(got) => wrong.push(format!("{}: {example}: got {got}", rule.name)),
                    None => {
                        let all: Vec<_> = times
                            .iter()
                            .map(|t| format!("{} ({}) {}", report.text.str(t.span), t.by, t.value))
                            .collect();
                        wrong.push(format!("{}: {example}: only {all:?}", rule.name));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }
}
