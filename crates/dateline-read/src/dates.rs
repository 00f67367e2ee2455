//! Dates as news pages write them: full ones only, day, month and year.

use crate::lexicon;
use dateline_core::{Published, PublishedBy};
use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A regular expression for a full date, without groups that have names.
pub(crate) fn date_form() -> String {
    let month = lexicon::months_form();
    let day = r"\d{1,2}(?:st|nd|rd|th)?";
    format!(r"(?i:(?:{month})\.? {day},? \d{{4}}|{day} (?:of )?(?:{month})\.?,? \d{{4}}|\d{{4}}[-/]\d{{2}}[-/]\d{{2}})")
}

static DATE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"\b{}", date_form())).expect("built of fixed parts"));

static NUMBERS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d+|\p{L}+").expect("fixed"));

static TIME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(\d{1,2})[:.] ?(\d{2})(?::\d{2})?(?: ?([ap])\.?m\b\.?)?(?: ?(GMT|UTC|Z)\b)?").expect("fixed")
});

/// The first full date in a text, and where it stands.
pub(crate) fn find(raw: &str) -> Option<(Range<usize>, Date)> {
    DATE.find_iter(raw).find_map(|found| {
        let date = parse(found.as_str())?;
        Some((found.range(), date))
    })
}

/// The date of a short line that tells when a report was published, with its time of day if that stands there too.
pub(crate) fn whole(raw: &str, by: PublishedBy) -> Option<Published> {
    let (at, date) = find(raw)?;
    let around = [&raw[at.end..], &raw[..at.start]];
    let (time, offset) = around.iter().find_map(|part| time(part)).map_or((None, None), |(t, o)| (Some(t), o));
    Some(Published { date, time, offset, by })
}

/// Where a time of day stands in a line.
pub(crate) fn find_time(raw: &str) -> Option<Range<usize>> {
    TIME.find(raw).map(|m| m.range())
}

fn time(raw: &str) -> Option<(Time, Option<Offset>)> {
    let found = TIME.captures(raw)?;
    let number = |i| found.get(i)?.as_str().parse::<i8>().ok();
    let half = found.get(3).map(|h| h.as_str().to_ascii_lowercase());
    let hour = match (number(1)?, half.as_deref()) {
        (12, Some("a")) => 0,
        (12, Some("p")) => 12,
        (hour, Some("p")) if hour < 12 => hour + 12,
        (hour, _) => hour,
    };
    Some((Time::new(hour, number(2)?, 0, 0).ok()?, found.get(4).map(|_| Offset::UTC)))
}

/// Reads a date of the form of [`date_form`]: a word is the month, the number above 31 the year, the other the day.
fn parse(raw: &str) -> Option<Date> {
    let (mut numbers, mut month) = (Vec::new(), None);
    for part in NUMBERS.find_iter(raw) {
        match part.as_str().parse::<i16>() {
            Ok(number) => numbers.push(number),
            Err(_) => month = month.or_else(|| lexicon::month(part.as_str())),
        }
    }
    let (year, month, day) = match (numbers.as_slice(), month) {
        (&[day, year], Some(month)) => (year, month, day),
        (&[year, month, day], None) => (year, i8::try_from(month).ok()?, day),
        _ => return None,
    };
    // Newspapers are younger than 1600, and no report is from after 2100.
    (1600..=2100).contains(&year).then(|| Date::new(year, month, i8::try_from(day).ok()?).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str) -> String {
        whole(raw, PublishedBy::Text).map_or("none".to_owned(), |p| p.to_string())
    }

    #[test]
    fn the_forms_of_news_pages_are_read() {
        assert_eq!(read("Published in The Post, August 21st, 1912"), "1912-08-21");
        assert_eq!(read("Updated: 1912-09-15 17:52"), "1912-09-15T17:52:00");
        assert_eq!(read("UPDATED: 22: 07 GMT, 7 July 1912"), "1912-07-07T22:07:00+00:00");
        assert_eq!(read("Sept. 3, 1912 at 9:05 p.m. ET"), "1912-09-03T21:05:00");
        assert_eq!(read("3rd of March 1912"), "1912-03-03");
        assert_eq!(read("Friday 06 Feb 1912"), "1912-02-06");
    }

    #[test]
    fn what_is_no_full_date_is_left() {
        assert_eq!(read("March 3"), "none");
        assert_eq!(read("10/03/1912"), "none");
        assert_eq!(read("February 31, 1912"), "none");
        assert_eq!(read("May 1066"), "none");
    }
}
