//! When: time expressions, understood against the report's own date.
//!
//! Patterns read the words into slots ([`slots`]), the whole text tells whether it is news or a history ([`mode`]), and
//! then each expression is resolved in turn against the day of publication or the last date told ([`resolve`]).

mod calendar;
mod check;
mod clock;
mod grammar;
mod joined;
mod length;
mod lex;
mod link;
mod matcher;
mod mode;
mod number;
mod pattern;
mod publication;
mod resolve;
mod scene;
mod slots;
mod table;
mod tense;

pub use link::dating;
pub use mode::TimeMode;

use check::{Check, Sight};
use dateline_core::{Parse, Published, Report, Span, TimeExpression, TimeId};
pub use grammar::Grammar;
use matcher::Match;
use pattern::Form;
use resolve::Context;
use slots::{Slot, Slots};

/// What the patterns have read at one place.
struct Reading {
    span: Span,
    rule: usize,
    slots: Slots,
}

/// Finds the time expressions of a report, in the order of the text.
///
/// They need the parse only for the tense of verbs and to tell times from what looks like them; without tokens, those
/// questions are left open.
pub fn find(grammar: &Grammar, report: &Report, parse: &Parse, mode: TimeMode) -> Vec<TimeExpression> {
    let readings = read(grammar, report, parse);
    let published = report.published.map(|p| p.date);
    let narrative = match mode {
        TimeMode::Auto => mode::is_narrative(readings.iter().map(|r| &r.slots), published),
        TimeMode::News => false,
        TimeMode::Narrative => true,
    };
    let mut context = Context::new(published, narrative);
    let mut times: Vec<TimeExpression> = Vec::with_capacity(readings.len());
    for reading in &readings {
        let rule = &grammar.patterns.rules[reading.rule];
        let tense = tense::around(grammar, parse, reading.span);
        if !narrative && rule.checks.contains(&Check::Narrative) {
            continue;
        }
        // "Today" in an entry of a live page, or in a post that it shows, is the day of that.
        context.published = report.published_at(reading.span.start()).map(|p| p.date);
        let Some(sense) = context.resolve(&reading.slots, rule.form, tense) else { continue };
        let id = TimeId(times.len() as u32);
        context.tell(&sense, &reading.slots, id, scene::sets(grammar, parse, reading.span, tense));
        times.push(TimeExpression {
            id,
            span: reading.span,
            kind: sense.kind,
            value: sense.value,
            modifier: sense.modifier.map(str::to_owned),
            begin: sense.begin,
            end: sense.end,
            anchor: sense.anchor,
            by: rule.name.clone().into(),
        });
    }
    joined::counted(&grammar.words, &report.text, parse, &mut times);
    joined::ranges(&grammar.words, &report.text, &mut times);
    times
}

/// The day of publication of a report that is given none, if its text makes it certain.
///
/// ```
/// use dateline_core::{Region, RegionKind, Report, Text};
/// let text = Text::new("The harbour opened today, 18 August 1912, after a delay.");
/// let regions = vec![Region { span: text.whole(), kind: RegionKind::Body }];
/// let report = Report { text, regions, ..Report::default() };
/// let grammar = dateline_annotate::times::Grammar::new(&dateline_language::Language::english())?;
/// let published = dateline_annotate::times::publication(&grammar, &report).expect("the text says it");
/// assert_eq!(published.to_string(), "1912-08-18");
/// # Ok::<(), dateline_language::TableError>(())
/// ```
pub fn publication(grammar: &Grammar, report: &Report) -> Option<Published> {
    publication::certain(grammar, &report.text, &read(grammar, report, &Parse::default()))
}

/// Reads the article of a report by the patterns.
fn read(grammar: &Grammar, report: &Report, parse: &Parse) -> Vec<Reading> {
    let Grammar { patterns, words, .. } = grammar;
    let mut readings: Vec<Reading> = Vec::new();
    let mut before_christ = false;
    for paragraph in report.paragraphs() {
        let lexemes = patterns.words.cut(report.text.str(paragraph), paragraph.start());
        let mut at = 0;
        // The slots of the expression that ends at `at`.
        let mut before: Option<Slots> = None;
        while at < lexemes.len() {
            let found = |at, before| {
                let sight = Sight { text: &report.text, parse, words, lexemes: &lexemes, before, before_christ };
                patterns.match_at(&lexemes, at, before, |found| {
                    patterns.rules[found.rule].checks.iter().all(|&check| sight.passes(check, found))
                })
            };
            // A pattern that needs a word before its expression must not stand in the way of a longer one.
            let longer = |first: Match| match found(first.lexemes.start, None) {
                Some(other) if first.lexemes.start > at && other.lexemes.end > first.lexemes.end => other,
                _ => first,
            };
            let found = found(at, before.as_ref()).map(longer);
            let Some(found) = found else {
                at += 1;
                before = None;
                continue;
            };
            at = found.lexemes.end;
            before = Some(found.slots);
            before_christ |= found.slots.get(Slot::Era) == Some(1);
            let [first, last] = [found.lexemes.start, found.lexemes.end - 1].map(|i| lexemes[i]);
            let span = report.text.span(first.start as usize..last.end as usize);
            if let (Some(span), true) = (span, patterns.rules[found.rule].form != Form::Not) {
                readings.push(Reading { span, rule: found.rule, slots: found.slots });
            }
        }
    }
    readings
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::{Region, RegionKind, Text};
    use dateline_language::Language;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static ENGLISH: LazyLock<Grammar> = LazyLock::new(|| Grammar::new(&Language::english()).expect("in form"));

    fn report(raw: &str) -> Report {
        let text = Text::new(raw);
        let regions = vec![Region { span: text.whole(), kind: RegionKind::Body }];
        Report { text, regions, ..Report::default() }
    }

    #[test]
    fn without_a_publication_date_values_stay_open() {
        let values = |raw: &str| -> Vec<String> {
            find(&ENGLISH, &report(raw), &Parse::default(), TimeMode::Auto)
                .into_iter()
                .map(|t| t.value.to_string())
                .collect()
        };
        assert_eq!(values("They met on Tuesday evening."), ["XXXX-WXX-2TEV"]);
        assert_eq!(values("It sank on 15 April, a year later"), ["XXXX-04-15", "XXXX"]);
        assert_eq!(values("yesterday, last week, last month"), ["XXXX-XX-XX", "XXXX-WXX", "XXXX-XX"]);
    }

    #[test]
    fn what_only_looks_like_a_time_is_none() {
        let strange = [
            "31 February 1912",
            "2014-02-31",
            "in the year 0",
            "the year 99999",
            "Call +44 20 7946 0958 or 555-1946.",
            "They won 21-19 and lost 3:2.",
            "$1984 for 1,990 seats",
            "a six-year-old horse, a second helping",
            "They may march.",
        ];
        for raw in strange {
            let mut report = report(raw);
            report.published = Published::parse("1912-04-17", dateline_core::PublishedBy::Given);
            let found = find(&ENGLISH, &report, &Parse::default(), TimeMode::News);
            assert!(found.is_empty(), "{raw}: {found:?}");
        }
    }

    #[test]
    fn an_entry_of_a_live_page_counts_from_its_own_day() {
        let raw = "It sank on Monday. It sank on Monday.";
        let mut report = report(raw);
        report.published = Published::parse("1912-04-17", dateline_core::PublishedBy::Given);
        let time = Published::parse("1912-04-22T09:00:00Z", dateline_core::PublishedBy::Metadata);
        let span = report.text.span(19..raw.len()).expect("a sentence");
        report.parts =
            vec![dateline_core::Part { time, ..dateline_core::Part::new(span, dateline_core::PartKind::Entry) }];
        let values: Vec<String> = find(&ENGLISH, &report, &Parse::default(), TimeMode::News)
            .into_iter()
            .map(|t| t.value.to_string())
            .collect();
        assert_eq!(values, ["1912-04-15", "1912-04-22"]);
    }

    #[test]
    fn a_history_counts_from_the_date_told_last() {
        let raw = "In 1905 it was drawn. The keel was laid on 31 March 1909. In May 1911 it was launched, and it sailed \
                   in April 1912. That month it sank. An inquiry sat in 1912 and 1913. Two years later it was forgotten.";
        let mut report = report(raw);
        report.published = Published::parse("1987-01-05", dateline_core::PublishedBy::Given);
        let values: Vec<String> = find(&ENGLISH, &report, &Parse::default(), TimeMode::Auto)
            .into_iter()
            .map(|t| t.value.to_string())
            .collect();
        assert_eq!(values, ["1905", "1909-03-31", "1911-05", "1912-04", "1912-04", "1912", "1913", "1915"]);
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(raw in "\\PC{0,200}") {
            find(&ENGLISH, &report(&raw), &Parse::default(), TimeMode::Auto);
        }

        #[test]
        fn no_mix_of_its_words_is_too_strange(words in proptest::collection::vec(0usize..WORDS.len(), 0..40)) {
            let raw: Vec<&str> = words.into_iter().map(|i| WORDS[i]).collect();
            for joint in ["", " "] {
                let mut report = report(&raw.join(joint));
                for mode in [TimeMode::News, TimeMode::Narrative] {
                    find(&ENGLISH, &report, &Parse::default(), mode);
                    report.published = dateline_core::Published::parse("9999-12-31", dateline_core::PublishedBy::Given);
                    find(&ENGLISH, &report, &Parse::default(), mode);
                }
            }
        }
    }

    const WORDS: &[&str] = &[
        "0",
        "1",
        "31",
        "99",
        "1999",
        "9999",
        "99999",
        "4294967296",
        "February",
        "May",
        "Friday",
        "last",
        "next",
        "the",
        "year",
        "years",
        "millennia",
        "ago",
        "later",
        "two",
        "hundred",
        "million",
        "several",
        "a",
        "half",
        "BC",
        "AD",
        "century",
        "third",
        "quarter",
        "-",
        "/",
        ":",
        ".",
        ",",
        "'",
        "s",
        "a.m.",
        "p.m.",
        "EST",
        "of",
        "and",
        "to",
        "Easter",
        "winter",
        "morning",
        "early",
        "end",
        "every",
    ];
}
