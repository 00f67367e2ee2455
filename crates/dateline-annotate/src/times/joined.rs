//! What two expressions say together: "from 5 to 9 May", "three days after the vote of 5 May".

use super::grammar::Small;
use super::length;
use dateline_core::{Anchor, Dep, Parse, Text, TimeExpression, TimeKind, Timex};
use dateline_language::Words;

/// Gives the two ends of a range its begin and end.
pub(super) fn ranges(words: &Small, text: &Text, times: &mut [TimeExpression]) {
    for at in 1..times.len() {
        let [first, second] = [&times[at - 1], &times[at]];
        let points =
            [first, second].iter().all(|t| matches!(t.kind, TimeKind::Date | TimeKind::Time) && t.begin.is_none());
        let Some(gap) = first.span.gap(second.span).filter(|g| points && g.len() < 12) else { continue };
        let start = first.span.start();
        let ranged = match text.str(gap).trim().to_ascii_lowercase().as_str() {
            "-" | "–" | "—" => true,
            joint if words.range.has(joint) => true,
            joint if words.range_after_from.has(joint) => ends_with(words, &words.from, text, start),
            joint if words.range_after_between.has(joint) => ends_with(words, &words.between, text, start),
            _ => false,
        };
        let vague = [first, second].iter().any(|t| matches!(t.value, Timex::Vague(_)));
        if ranged && !vague {
            let (begin, end) = (first.value.clone(), second.value.clone());
            for time in &mut times[at - 1..=at] {
                (time.begin, time.end) = (Some(begin.clone()), Some(end.clone()));
            }
        }
    }
}

/// Whether the text before a place ends in one of some words, whatever their case and the article after them.
fn ends_with(words: &Small, wanted: &Words, text: &Text, at: usize) -> bool {
    let mut before = text.as_str().get(..at).unwrap_or_default().trim_end();
    while let Some((rest, _)) = before.rsplit_once(' ').filter(|(_, last)| words.the.has(last)) {
        before = rest;
    }
    let before = before.as_bytes();
    let ends = |word: &str| {
        let cut = before.len().checked_sub(word.len());
        cut.is_some_and(|cut| before[cut..].eq_ignore_ascii_case(word.as_bytes()))
    };
    wanted.iter().any(ends)
}

/// Makes a date of a length that is counted from a day told beside it: "three days after the vote on 5 May".
pub(super) fn counted(words: &Small, text: &Text, parse: &Parse, times: &mut [TimeExpression]) {
    for at in 0..times.len().saturating_sub(1) {
        let [length, day] = [&times[at], &times[at + 1]];
        let Some(gap) = length.span.gap(day.span).filter(|_| length.kind == TimeKind::Duration) else { continue };
        let way = match text.str(gap).trim_start().split_once(' ') {
            Some((first, _)) if words.after.has(first) => 1,
            Some((first, _)) if words.before.has(first) => -1,
            _ => continue,
        };
        let after = parse.token_after(length.span.end());
        if after >= parse.len() {
            continue;
        }
        let clause = if parse.dep(after) == Dep::Mark { parse.head(after) } else { after };
        let told = parse.span_of(parse.subtree(clause)).is_some_and(|s| s.contains(day.span));
        let date = day.value.date().filter(|_| told && day.kind == TimeKind::Date);
        let Timex::Length(length) = &length.value else { continue };
        if let Some(date) = date.and_then(|date| length::add(length, date, way)) {
            let anchor = Some(Anchor::Time(day.id));
            let time = &mut times[at];
            (time.kind, time.value, time.anchor) = (TimeKind::Date, Timex::day(date), anchor);
            time.by = "counted-from-a-day-told".into();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Grammar, TimeMode, find};
    use dateline_core::{Parse, Published, PublishedBy, Region, RegionKind, Report, Text};

    fn ends(raw: &str) -> Vec<Option<String>> {
        let text = Text::new(raw);
        let regions = vec![Region { span: text.whole(), kind: RegionKind::Body }];
        let published = Published::parse("1912-05-01", PublishedBy::Given);
        let report = Report { text, regions, published, ..Report::default() };
        let range = |t: dateline_core::TimeExpression| t.begin.zip(t.end).map(|(b, e)| format!("{b}/{e}"));
        find(
            &Grammar::new(&dateline_language::Language::english()).expect("in form"),
            &report,
            &Parse::default(),
            TimeMode::News,
        )
        .into_iter()
        .map(range)
        .collect()
    }

    #[test]
    fn both_ends_of_a_range_carry_it() {
        let range = Some("1912-04-10/1912-04-15".to_owned());
        assert_eq!(ends("from 10 April 1912 to 15 April 1912"), [range.clone(), range.clone()]);
        assert_eq!(ends("between April 10 and April 15"), [range.clone(), range]);
        assert_eq!(ends("on 10 April and 15 April"), [None, None]);
        let years = Some("1911/1912".to_owned());
        assert_eq!(ends("1911-12 season"), [years.clone(), years]);
    }
}
