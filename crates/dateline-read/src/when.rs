//! Points in time as programs write them: ISO 8601, e-mail dates, Unix time, and what a page would show.

use crate::dates;
use dateline_core::{Published, PublishedBy};
use jiff::civil::Time;
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;
use jiff::{Timestamp, Zoned, fmt};

/// Reads a date, with its time and zone if it has them.
pub(crate) fn moment(raw: &str, by: PublishedBy) -> Option<Published> {
    let raw = raw.trim();
    iso(raw, by).or_else(|| unix(raw, by)).or_else(|| zoned(raw, by)).or_else(|| dates::whole(raw, by))
}

fn iso(raw: &str, by: PublishedBy) -> Option<Published> {
    let pieces = Pieces::parse(raw).ok()?;
    // Twenty digits are no date, and few things that a newsroom holds are from before newspapers.
    if raw.get(4..5).is_none_or(|c| c != "-") && !raw.contains('T') {
        return None;
    }
    let offset = pieces.to_numeric_offset();
    // Midnight without a zone is how programs write an unknown time.
    let time = pieces.time().filter(|&t| t != Time::midnight() || offset.is_some());
    let time = time.map(|t| Time::new(t.hour(), t.minute(), t.second(), 0).unwrap_or(t));
    Some(Published { date: pieces.date(), time, offset: offset.filter(|_| time.is_some()), by })
}

/// Seconds or thousandths of them since 1970, between 1980 and 2100.
fn unix(raw: &str, by: PublishedBy) -> Option<Published> {
    const SECONDS: std::ops::Range<i64> = 315_532_800..4_102_444_800;
    let number: i64 = raw.split('.').next()?.parse().ok()?;
    let seconds = [number, number / 1000].into_iter().find(|n| SECONDS.contains(n))?;
    let at = Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC);
    Some(published(&at, Some(Offset::UTC), by))
}

/// What e-mails and feeds write, "Sun, 03 Mar 1912 08:15:00 +0100", and what X once wrote.
fn zoned(raw: &str, by: PublishedBy) -> Option<Published> {
    let mail = || fmt::rfc2822::DateTimeParser::new().parse_zoned(raw).ok();
    let x = || fmt::strtime::parse("%a %b %d %H:%M:%S %z %Y", raw).ok()?.to_zoned().ok();
    let at = mail().or_else(x)?;
    Some(published(&at, Some(at.offset()), by))
}

fn published(at: &Zoned, offset: Option<Offset>, by: PublishedBy) -> Published {
    let time = Time::new(at.hour(), at.minute(), at.second(), 0).ok();
    Published { date: at.date(), time, offset, by }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str) -> String {
        moment(raw, PublishedBy::Given).map_or("none".to_owned(), |p| p.to_string())
    }

    #[test]
    fn points_in_time_are_read_as_programs_write_them() {
        assert_eq!(read("1912-03-03T08:15:00Z"), "1912-03-03T08:15:00+00:00");
        assert_eq!(read("1912-03-03T08:15:00.123+01:00"), "1912-03-03T08:15:00+01:00");
        assert_eq!(read("1912-03-03 08:15:00+00:00"), "1912-03-03T08:15:00+00:00");
        assert_eq!(read("1912-03-03 00:00:00"), "1912-03-03");
        assert_eq!(read("1912-03-03"), "1912-03-03");
        assert_eq!(read("Sun, 03 Mar 1912 08:15:00 +0100"), "1912-03-03T08:15:00+01:00");
        assert_eq!(read("Sun, 03 Mar 1912 08:15:00 GMT"), "1912-03-03T08:15:00+00:00");
        assert_eq!(read("Wed Oct 10 20:19:24 +0000 2018"), "2018-10-10T20:19:24+00:00");
        assert_eq!(read("1000000000"), "2001-09-09T01:46:40+00:00");
        assert_eq!(read("1000000000000"), "2001-09-09T01:46:40+00:00");
        assert_eq!(read("March 3, 1912"), "1912-03-03");
    }

    #[test]
    fn what_is_no_point_in_time_is_none() {
        assert_eq!(read("17"), "none");
        assert_eq!(read("yesterday"), "none");
        assert_eq!(read("20120303"), "none");
    }
}
