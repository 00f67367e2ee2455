//! What is known of the words of time: the tables and patterns of `times/`, and its small words.

use super::pattern::Patterns;
use dateline_language::{Language, TableError, word_sets};

/// Of two patterns that match as much, the one told first wins.
const PATTERNS: [&str; 6] = ["dates", "clock", "seasons", "relative", "sets", "lengths"];

/// The tables and patterns of a language.
#[derive(Debug)]
pub struct Grammar {
    pub(super) patterns: Patterns,
    pub(super) ahead: dateline_language::Words,
    /// The small words of the stage.
    pub(super) words: Small,
}

word_sets! {
    /// The sets of `times/small.txt`; what each is for stands there.
    pub(super) struct Small {
        range,
        range_after_from,
        range_after_between,
        from,
        between,
        the,
        after,
        before,
        today_is,
        walks,
        rates,
        fall_of,
        owner,
        of,
        number_and,
        number_a,
        decade_end,
        ordinal_ends,
        until,
        by,
        had,
        have,
        could,
    }
}

impl Grammar {
    /// Reads the tables and patterns of a language.
    ///
    /// # Errors
    /// If a line can not be read.
    pub fn new(language: &Language) -> Result<Grammar, TableError> {
        let words = Small::read(&language.table("times/small.txt"))?;
        let files = PATTERNS.map(|topic| (topic, format!("times/{topic}.txt")));
        let files: Vec<_> = files.iter().map(|(topic, name)| (*topic, language.table(name))).collect();
        let patterns = Patterns::read(language.table("times/words.txt"), &files, &words)?;
        Ok(Grammar { patterns, ahead: language.table("times/ahead.txt").words()?, words })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::times::{TimeMode, find};
    use dateline_core::{Parse, Published, PublishedBy, Region, RegionKind, Report, Text, TimeExpression, Timex};
    use dateline_language::Language;

    /// Reads an example of a pattern file as a report of 17 September 2014.
    fn read(grammar: &Grammar, raw: &str, mode: TimeMode) -> (Report, Vec<TimeExpression>) {
        let text = Text::new(raw);
        let regions = vec![Region { span: text.whole(), kind: RegionKind::Body }];
        let published = Published::parse("2014-09-17", PublishedBy::Given);
        let report = Report { text, regions, published, ..Report::default() };
        let times = find(grammar, &report, &Parse::default(), mode);
        (report, times)
    }

    fn written(time: &TimeExpression) -> String {
        let mut raw = format!("{} {}", serde_json::to_value(time.kind).unwrap().as_str().unwrap(), time.value);
        let value = |time: &Option<Timex>| time.as_ref().map(Timex::to_string);
        let extras = [("mod", time.modifier.clone()), ("begin", value(&time.begin)), ("end", value(&time.end))];
        for (name, value) in extras {
            if let Some(value) = value {
                raw += &format!(" {name}={value}");
            }
        }
        raw
    }

    #[test]
    fn every_example_of_the_patterns_comes_out() {
        let english = Grammar::new(&Language::english()).unwrap();
        assert!(english.words.empty().is_empty(), "{:?}", english.words.empty());
        let mut wrong = Vec::new();
        for rule in &english.patterns.rules {
            if rule.examples.is_empty() {
                wrong.push(format!("{}: no example", rule.name));
            }
            for example in &rule.examples {
                let (raw, want) = example.split_once(" -> ").expect("an arrow in each example");
                let (mode, raw) = match raw.strip_prefix("narrative: ") {
                    Some(raw) => (TimeMode::Narrative, raw),
                    None => (TimeMode::News, raw),
                };
                let (report, times) = read(&english, &raw.replace(['[', ']'], ""), mode);
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
