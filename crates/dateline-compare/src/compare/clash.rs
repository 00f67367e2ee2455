//! What keeps two passages apart however many words they share: other times, other speakers, other content.

use super::bags::common;
use super::passages::Passage;
use super::sentences::{Sentence, Sentences, Speaker};
use super::shades::Shade;
use super::similar::likeness;
use dateline_core::{ActorId, Grain, Status, Timex};
use jiff::ToSpan;
use jiff::civil::Date;

/// Two passages of one thing, and two reports of one utterance, share at least this much of what is told, names and words
/// of saying aside.
const CONTENT: f32 = 0.1;

/// What two people are quoted with is one utterance, of which the reports differ in the speaker, from here on.
const UTTERANCE: f32 = 0.3;

/// What a report tells without a day is news: no older than this many days.
const NEWS_AGE: i32 = 7;

/// Days that lie further apart than this are of two things; nearer ones may be a difference.
const DAYS: i32 = 3;

/// Whether two passages surely tell different things: it was at another time, one speaker said another thing, or another
/// speaker is quoted with other words.
pub(crate) fn clash(sentences: &Sentences, p: &Sentence, q: &Sentence) -> bool {
    let shared = || likeness(sentences, &p.content, &q.content);
    other_times(&p.times, &q.times)
        || match (&p.speaker, &q.speaker) {
            (Some(Speaker::Named(a)), Some(Speaker::Named(b))) => {
                let quoted = if a == b { p.quoted || q.quoted } else { p.quoted && q.quoted };
                quoted && shared() < if a == b { CONTENT } else { UTTERANCE }
            }
            _ => false,
        }
}

/// Whether both name places, and none that the other names too.
pub(crate) fn other_places(p: &[ActorId], q: &[ActorId]) -> bool {
    !p.is_empty() && !q.is_empty() && common(p, q) == 0
}

/// Whether one of them names no time, and the other tells of a time further than a [`NEWS_AGE`] from that report's day: where
/// two launches lie a month apart, what names no day tells of the last one before its report.
pub(crate) fn other_news(p: &Sentence, q: &Sentence) -> bool {
    let told = |x: &Sentence| -> Vec<(Date, Date)> {
        // A year or a month is seldom that of what a sentence tells: "the first since 1908".
        let named = x.times.iter().filter_map(Timex::date).map(|day| (day, day)).collect();
        if x.times.is_empty() { x.published.map(|day| (day, day)).into_iter().collect() } else { named }
    };
    (p.times.is_empty() || q.times.is_empty()) && apart(&told(p), &told(q), NEWS_AGE)
}

/// Whether two passages tell of times that are not near; what names none tells of news of its report's day.
pub(crate) fn apart_in_time(p: (&[Timex], Option<Date>), q: (&[Timex], Option<Date>)) -> bool {
    let told = |(times, published): (&[Timex], Option<Date>)| -> Vec<(Date, Date)> {
        let named: Vec<(Date, Date)> = times.iter().filter_map(days).collect();
        if named.is_empty() { published.map(|day| (day, day)).into_iter().collect() } else { named }
    };
    apart(&told(p), &told(q), NEWS_AGE)
}

/// Whether both tell a thing of one kind apart by ordinals, and by others: "the first launch", "the second launch".
pub(crate) fn other_ordinals(p: &Sentence, q: &Sentence) -> bool {
    p.ordinals.iter().any(|(noun, _)| {
        let of =
            |x: &Sentence| x.ordinals.iter().filter(|o| o.0 == *noun).map(|o| o.1.clone()).collect::<Vec<String>>();
        let (a, b) = (of(p), of(q));
        !b.is_empty() && !a.iter().any(|o| b.contains(o))
    })
}

/// Whether both give amounts of one thing, none of them the same, and they are not two counts of what happened, in which reports
/// differ: what is asked for is not what is given, nor is what happened elsewhere.
pub(crate) fn other_amounts(p: &Passage, q: &Passage) -> bool {
    let units = p.amounts.iter().filter_map(|a| a.unit.as_ref());
    let other = |unit: &String| {
        let of = |x: &Passage| {
            x.amounts.iter().filter(|a| a.unit.as_ref() == Some(unit)).map(|a| a.value).collect::<Vec<_>>()
        };
        let (a, b) = (of(p), of(q));
        !b.is_empty() && !a.iter().any(|x| b.contains(x))
    };
    let elsewhere = other_places(&p.places, &q.places);
    let counts = p.status == Status::Happened && q.status == Status::Happened && wished(p) == wished(q) && !elsewhere;
    !counts && units.into_iter().any(other)
}

/// Whether a passage tells what is wished, planned or may be, by its words.
fn wished(p: &Passage) -> bool {
    p.shades.iter().any(|s| s.0 == Shade::Modal)
}

/// Whether both hold times, and none of the one's is near any of the other's.
pub(crate) fn other_times(a: &[Timex], b: &[Timex]) -> bool {
    let days = |times: &[Timex]| times.iter().filter_map(days).collect::<Vec<(Date, Date)>>();
    apart(&days(a), &days(b), DAYS)
}

/// Whether there are days on both sides, and more than so many days between any two.
fn apart(a: &[(Date, Date)], b: &[(Date, Date)], most: i32) -> bool {
    let near = |x: &(Date, Date), y: &(Date, Date)| {
        let widened = (x.0.checked_sub(most.days()), x.1.checked_add(most.days()));
        matches!(widened, (Ok(from), Ok(to)) if from <= y.1 && y.0 <= to)
    };
    !a.is_empty() && !b.is_empty() && !a.iter().any(|x| b.iter().any(|y| near(x, y)))
}

/// The first and the last day of a year, month or day; by a week, a season or a quarter nothing is told apart.
fn days(time: &Timex) -> Option<(Date, Date)> {
    time.days().filter(|_| matches!(time.grain(), Some(Grain::Year | Grain::Month | Grain::Day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(raw: &str) -> Timex {
        raw.parse().expect("in form")
    }

    fn apart_in(a: &str, b: &str) -> bool {
        other_times(&[time(a)], &[time(b)])
    }

    #[test]
    fn a_day_in_a_month_is_near_it_and_another_month_is_not() {
        assert!(!apart_in("1911-03-02", "1911-03"));
        assert!(!apart_in("1911-03-02", "1911-03-04TEV"));
        assert!(apart_in("1911-03-02", "1911-05"));
        assert!(apart_in("1911", "1913-01"));
    }

    #[test]
    fn what_names_no_day_is_apart_from_nothing() {
        assert!(!apart_in("1911-W11", "1913"));
        assert!(!other_times(&[], &[time("1911")]));
    }
}
