//! What keeps two passages apart however many words they share: other times, other speakers, other content.

use super::passages::{Passage, Passages, Speaker};
use super::similar::likeness;
use jiff::ToSpan;
use jiff::civil::Date;

/// Two passages of one thing, and two reports of one utterance, share at least this much of what is told, names and words
/// of saying aside.
const CONTENT: f32 = 0.1;

/// What two people are quoted with is one utterance, of which the reports differ in the speaker, from here on.
const UTTERANCE: f32 = 0.3;

/// Days that lie further apart than this are of two things; nearer ones may be a difference.
const DAYS: i32 = 3;

/// Whether two passages surely tell different things: it was at another time, one speaker said another thing, or another
/// speaker is quoted with other words.
pub(crate) fn clash(passages: &Passages, p: &Passage, q: &Passage) -> bool {
    let shared = || likeness(passages, &p.content, &q.content);
    other_times(&p.times, &q.times)
        || match (&p.speaker, &q.speaker) {
            (Some(Speaker::Named(a)), Some(Speaker::Named(b))) if a == b => shared() < CONTENT,
            (Some(Speaker::Named(_)), Some(Speaker::Named(_))) => p.quoted && q.quoted && shared() < UTTERANCE,
            _ => false,
        }
}

/// Whether two passages share little beside who is named and that something was said.
pub(crate) fn thin(passages: &Passages, p: &Passage, q: &Passage) -> bool {
    likeness(passages, &p.content, &q.content) < CONTENT
}

/// Whether both name places, and none that the other names too.
pub(crate) fn other_places(p: &Passage, q: &Passage) -> bool {
    !p.places.is_empty() && !q.places.is_empty() && !p.places.iter().any(|a| q.places.contains(a))
}

/// Whether both give numbers for one thing in events of one family, none of which is the same, and they are not two counts
/// of what happened, in which reports differ: what is asked for is not what is given, nor is what happened elsewhere.
pub(crate) fn other_numbers<'a>(p: &'a Passage, q: &'a Passage) -> bool {
    p.counted.iter().any(|one| {
        let of = |passage: &'a Passage| passage.counted.iter().filter(|c| c.slot == one.slot).collect::<Vec<_>>();
        let (a, b) = (of(p), of(q));
        let shared = a.iter().any(|x| b.iter().any(|y| x.value == y.value));
        !b.is_empty() && !shared && (a.iter().chain(&b).any(|c| !c.happened) || other_places(p, q))
    })
}

/// Whether both hold times, and none of the one's is near any of the other's.
pub(crate) fn other_times(a: &[String], b: &[String]) -> bool {
    let days = |times: &[String]| times.iter().filter_map(|t| days(t)).collect::<Vec<(Date, Date)>>();
    let (a, b) = (days(a), days(b));
    let near = |x: &(Date, Date), y: &(Date, Date)| {
        let widened = (x.0.checked_sub(DAYS.days()), x.1.checked_add(DAYS.days()));
        matches!(widened, (Ok(from), Ok(to)) if from <= y.1 && y.0 <= to)
    };
    !a.is_empty() && !b.is_empty() && !a.iter().any(|x| b.iter().any(|y| near(x, y)))
}

/// The first and the last day of a year, month or day in TIMEX3's form.
pub(crate) fn days(value: &str) -> Option<(Date, Date)> {
    if let Some(day) = value.get(..10).and_then(|d| d.parse::<Date>().ok()) {
        return Some((day, day));
    }
    if let Some(first) = format!("{value}-01").parse::<Date>().ok().filter(|_| value.len() == 7) {
        return Some((first, first.last_of_month()));
    }
    let first = format!("{value}-01-01").parse::<Date>().ok().filter(|_| value.len() == 4)?;
    Some((first, first.last_of_year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(a: &str, b: &str) -> bool {
        other_times(&[a.to_owned()], &[b.to_owned()])
    }

    #[test]
    fn a_day_in_a_month_is_near_it_and_another_month_is_not() {
        assert!(!apart("1911-03-02", "1911-03"));
        assert!(!apart("1911-03-02", "1911-03-04TEV"));
        assert!(apart("1911-03-02", "1911-05"));
        assert!(apart("1911", "1913-01"));
    }

    #[test]
    fn what_names_no_day_is_apart_from_nothing() {
        assert!(!apart("1911-W11", "1913"));
        assert!(!other_times(&[], &["1911".to_owned()]));
    }
}
