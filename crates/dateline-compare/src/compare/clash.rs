//! What keeps two passages apart however many words they share: other times, other speakers, other content.

use super::sentences::{Sentence, Sentences, Speaker};
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
pub(crate) fn clash(passages: &Sentences, p: &Sentence, q: &Sentence) -> bool {
    let shared = || likeness(passages, &p.content, &q.content);
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
pub(crate) fn other_places(p: &Sentence, q: &Sentence) -> bool {
    !p.places.is_empty() && !q.places.is_empty() && !p.places.iter().any(|a| q.places.contains(a))
}

/// Whether both hold times, and none of the one's is near any of the other's.
pub(crate) fn other_times(a: &[String], b: &[String]) -> bool {
    let days = |times: &[String]| times.iter().filter_map(|t| days(t)).collect::<Vec<(Date, Date)>>();
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

    fn apart_in(a: &str, b: &str) -> bool {
        other_times(&[a.to_owned()], &[b.to_owned()])
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
        assert!(!other_times(&[], &["1911".to_owned()]));
    }
}
