//! Dates as news pages write them: full ones only, day, month and year.

use crate::lexicon::alternatives;
use dateline_core::{Published, PublishedBy};
use dateline_language::{Language, TableError};
use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned, fmt};
use regex::Regex;
use std::collections::BTreeMap;
use std::ops::Range;

/// The names of months and zones, and how dates and times of day are written.
#[derive(Debug)]
pub(crate) struct Dates {
    /// The names of the months, in lower case, and their numbers.
    months: BTreeMap<String, i8>,
    /// The names of zones, and how many minutes each is from UTC.
    zones: BTreeMap<String, i32>,
    /// The names of the months, and a full date, as parts of a regular expression; without groups that have names.
    month_form: String,
    date_form: String,
    date: Regex,
    clock: Regex,
    /// A day in the address of a page: `/1912/03/03/`, `/1912/mar/03/`, `-19120303`.
    address: Regex,
    numbers: Regex,
    /// A date all in numbers, day or month first.
    numeric: Regex,
}

impl Dates {
    /// Reads the tables of a language.
    pub(crate) fn new(language: &Language) -> Result<Dates, TableError> {
        let mut months = BTreeMap::new();
        let table = language.table("read/months.txt");
        for line in table.lines() {
            let (number, names) = line.text.split_once(' ').unwrap_or_default();
            let number = number.parse().map_err(|_| table.fault(line, "a line is a number and names of a month"))?;
            months.extend(names.split(' ').map(|name| (name.to_owned(), number)));
        }
        let mut zones = BTreeMap::new();
        let table = language.table("read/zones.txt");
        for line in table.lines() {
            let zone = line.text.split_once(' ').and_then(|(name, minutes)| Some((name, minutes.parse().ok()?)));
            let (name, minutes) = zone.ok_or_else(|| table.fault(line, "a line is a zone and its minutes from UTC"))?;
            zones.insert(name.to_owned(), minutes);
        }
        let month_form = alternatives(months.keys().map(String::as_str));
        let zone_form = alternatives(zones.keys().map(String::as_str));
        // What fits no text, for a language without these forms.
        let (mut date_form, mut clock_form) = (NOTHING.to_owned(), NOTHING.to_owned());
        let table = language.table("read/dates.txt");
        for line in table.lines() {
            let (name, form) =
                line.text.split_once(" = ").ok_or_else(|| table.fault(line, "a line is `NAME = FORM`"))?;
            let form = form.replace("{month}", &month_form).replace("{zone}", &zone_form);
            table.pattern(line, &form)?;
            match name {
                "date" => date_form = form,
                "clock" => clock_form = form,
                _ => return Err(table.fault(line, "the forms are `date` and `clock`")),
            }
        }
        let fixed = |form: &str| Regex::new(form).expect("built of fixed parts and of forms that were tried");
        Ok(Dates {
            date: fixed(&format!(r"\b{date_form}")),
            clock: fixed(&clock_form),
            address: fixed(&format!(r"(?i)[/_-](\d{{4}})[/-]?(\d{{2}}|{month_form})[/-]?(\d{{2}})(?:[/_.-]|$)")),
            numbers: fixed(r"\d+|\p{L}+"),
            numeric: fixed(r"\b(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})\b"),
            months,
            zones,
            month_form,
            date_form,
        })
    }

    /// The names of the months as alternatives of a regular expression.
    pub(crate) fn months(&self) -> &str {
        &self.month_form
    }

    /// A full date as part of a regular expression.
    pub(crate) fn form(&self) -> &str {
        &self.date_form
    }

    /// The first full date in a text, and where it stands.
    pub(crate) fn find(&self, raw: &str) -> Option<(Range<usize>, Date)> {
        self.date.find_iter(raw).find_map(|found| {
            let date = self.parse(found.as_str())?;
            Some((found.range(), date))
        })
    }

    /// The date of a short line that tells when a report was published, with its time of day if that stands there too.
    pub(crate) fn whole(&self, raw: &str, by: PublishedBy) -> Option<Published> {
        let (at, date) = self.find(raw)?;
        let around = [&raw[at.end..], &raw[..at.start]];
        let (time, offset) = around.iter().find_map(|part| self.time(part)).map_or((None, None), |(t, o)| (Some(t), o));
        Some(Published { date, time, offset, by })
    }

    /// Where a time of day stands in a line.
    pub(crate) fn find_time(&self, raw: &str) -> Option<Range<usize>> {
        self.clock.find(raw).map(|m| m.range())
    }

    /// The first time of day in a line, with its zone.
    pub(crate) fn time(&self, raw: &str) -> Option<(Time, Option<Offset>)> {
        let found = self.clock.captures(raw)?;
        let number = |name: &str| found.name(name).map(|n| n.as_str().parse::<i8>()).transpose().ok();
        let hour = match (number("hour")??, found.name("am").is_some(), found.name("pm").is_some()) {
            (12, true, _) => 0,
            (hour, _, true) if hour < 12 => hour + 12,
            (hour, ..) => hour,
        };
        let zone = found.name("zone").and_then(|zone| self.zone(zone.as_str()));
        let zone = zone.or_else(|| shift(found.name("shift")?.as_str()));
        Some((Time::new(hour, number("minute")??, number("second")?.unwrap_or(0), 0).ok()?, zone))
    }

    /// How far a zone is from UTC, by its name.
    fn zone(&self, name: &str) -> Option<Offset> {
        Offset::from_seconds(self.zones.get(&name.to_uppercase())? * 60).ok()
    }

    /// The number of a month by its name or its short name.
    fn month(&self, name: &str) -> Option<i8> {
        self.months.get(&name.to_lowercase()).copied()
    }

    /// A date that a program wrote: in a form of ISO 8601, of mail or of a page, or as time since 1970.
    pub(crate) fn machine(&self, raw: &str, by: PublishedBy) -> Option<Published> {
        let raw = raw.trim();
        let is_plausible = |p: &Published| (1600..=2100).contains(&p.date.year());
        let date = Published::parse(raw, by).or_else(|| epoch(raw, by)).or_else(|| zoned(raw, by));
        date.or_else(|| self.whole(raw, by)).filter(is_plausible)
    }

    /// The time of day, with its zone, of a line that tells this day in whatever form: "03.03.1912, 08:57".
    pub(crate) fn time_on(&self, line: &str, day: Date) -> Option<(Time, Option<Offset>)> {
        let around = match self.find(line) {
            Some((at, found)) if found == day => vec![&line[at.end..], &line[..at.start]],
            Some(_) => return None,
            None => {
                let at = self.numeric.captures_iter(line).find(|found| {
                    let number = |i| found.get(i).and_then(|n| n.as_str().parse::<i16>().ok());
                    let year = number(3).map(|year| if year < 100 { year + day.year() / 100 * 100 } else { year });
                    let pair = [number(1), number(2)];
                    let (month, date) = (Some(i16::from(day.month())), Some(i16::from(day.day())));
                    year == Some(day.year()) && (pair == [month, date] || pair == [date, month])
                })?;
                let at = at.get(0)?.range();
                vec![&line[at.end..], &line[..at.start]]
            }
        };
        around.into_iter().find_map(|part| self.time(part))
    }

    /// The day in the address of a page, if it has one.
    pub(crate) fn in_address(&self, url: &str) -> Option<Date> {
        self.address.captures_iter(url).find_map(|found| {
            let month = found.get(2)?.as_str();
            let month = month.parse().ok().or_else(|| self.month(month))?;
            let year = found.get(1)?.as_str().parse().ok().filter(|year| (1900..=2100).contains(year))?;
            Date::new(year, month, found.get(3)?.as_str().parse().ok()?).ok()
        })
    }

    /// Reads a date of the full form: a word is the month, the number above 31 the year, the other the day.
    fn parse(&self, raw: &str) -> Option<Date> {
        let (mut numbers, mut month) = (Vec::new(), None);
        for part in self.numbers.find_iter(raw) {
            match part.as_str().parse::<i16>() {
                Ok(number) => numbers.push(number),
                Err(_) => month = month.or_else(|| self.month(part.as_str())),
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
}

/// A form that no text has.
const NOTHING: &str = r"[^\s\S]";

/// A shift from UTC: "+05:30", "-0800".
fn shift(raw: &str) -> Option<Offset> {
    let digits: String = raw.chars().filter(char::is_ascii_digit).collect();
    let minutes = digits.get(..2)?.parse::<i32>().ok()? * 60 + digits.get(2..4)?.parse::<i32>().ok()?;
    Offset::from_seconds(if raw.starts_with('-') { -minutes * 60 } else { minutes * 60 }).ok()
}

/// Seconds or thousandths of them since 1970, between 1980 and 2100.
fn epoch(raw: &str, by: PublishedBy) -> Option<Published> {
    const SECONDS: Range<i64> = 315_532_800..4_102_444_800;
    let number: i64 = raw.split('.').next()?.parse().ok()?;
    let seconds = [number, number / 1000].into_iter().find(|n| SECONDS.contains(n))?;
    Some(published(&Timestamp::from_second(seconds).ok()?.to_zoned(TimeZone::UTC), by))
}

/// What e-mails and feeds write, "Sun, 03 Mar 1912 08:15:00 +0100", and what X once wrote.
fn zoned(raw: &str, by: PublishedBy) -> Option<Published> {
    let mail = || fmt::rfc2822::DateTimeParser::new().parse_zoned(raw).ok();
    let x = || fmt::strtime::parse("%a %b %d %H:%M:%S %z %Y", raw).ok()?.to_zoned().ok();
    mail().or_else(x).map(|at| published(&at, by))
}

fn published(at: &Zoned, by: PublishedBy) -> Published {
    let time = Time::new(at.hour(), at.minute(), at.second(), 0).ok();
    Published { date: at.date(), time, offset: Some(at.offset()), by }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates() -> Dates {
        Dates::new(&Language::english()).expect("in form")
    }

    fn read(raw: &str) -> String {
        dates().whole(raw, PublishedBy::Text).map_or("none".to_owned(), |p| p.to_string())
    }

    #[test]
    fn the_forms_of_news_pages_are_read() {
        assert_eq!(read("Published in The Post, August 21st, 1912"), "1912-08-21");
        assert_eq!(read("Updated: 1912-09-15 17:52"), "1912-09-15T17:52:00");
        assert_eq!(read("UPDATED: 22: 07 GMT, 7 July 1912"), "1912-07-07T22:07:00+00:00");
        assert_eq!(read("Sept. 3, 1912 at 9:05 p.m. ET"), "1912-09-03T21:05:00");
        assert_eq!(read("3rd of March 1912"), "1912-03-03");
        assert_eq!(read("Friday 06 Feb 1912"), "1912-02-06");
        assert_eq!(read("Sat, 02 Mar 1912 09:05:59 +0530"), "1912-03-02T09:05:59+05:30");
        assert_eq!(read("March 2, 1912 at 9.05am (EST)"), "1912-03-02T09:05:00-05:00");
        assert_eq!(read("1912-03-02 09:05:00 UTC"), "1912-03-02T09:05:00+00:00");
    }

    #[test]
    fn what_programs_write_is_read() {
        let dates = dates();
        let read = |raw| dates.machine(raw, PublishedBy::Metadata).map_or("none".to_owned(), |p| p.to_string());
        for zulu in
            ["1912-03-02T09:05:07Z", "1912-03-02T09:05:07.123Z", "1912-03-02T09:05:07+0000", "1912-03-02 09:05:07Z"]
        {
            assert_eq!(read(zulu), "1912-03-02T09:05:07+00:00", "{zulu}");
        }
        assert_eq!(read("1912-03-02T09:05:07.5-08:00"), "1912-03-02T09:05:07-08:00");
        assert_eq!(read("1912-03-02T00:00:00Z"), "1912-03-02T00:00:00+00:00");
        assert_eq!(read("1912-03-02T09:05"), "1912-03-02T09:05:00");
        assert_eq!(read("1000000000"), "2001-09-09T01:46:40+00:00");
        assert_eq!(read("1000000000000"), "2001-09-09T01:46:40+00:00");
        assert_eq!(read("1000000000.25"), "2001-09-09T01:46:40+00:00");
        assert_eq!(read("1912-03-03 00:00:00"), "1912-03-03");
        assert_eq!(read("19120303"), "1912-03-03");
        assert_eq!(read("Sun, 03 Mar 1912 08:15:00 +0100"), "1912-03-03T08:15:00+01:00");
        assert_eq!(read("Sun, 03 Mar 1912 08:15:00 GMT"), "1912-03-03T08:15:00+00:00");
        assert_eq!(read("Sun Mar 03 08:15:00 +0000 1912"), "1912-03-03T08:15:00+00:00");
        assert_eq!(read("March 3, 1912"), "1912-03-03");
        assert_eq!(read("12345"), "none");
        assert_eq!(read("17"), "none");
        assert_eq!(read("yesterday"), "none");
        assert_eq!(read("0001-01-01T00:00:00"), "none");
    }

    #[test]
    fn a_line_may_tell_the_time_of_a_day_that_is_known() {
        let dates = dates();
        let read = |line| {
            dates.time_on(line, Date::constant(1912, 3, 2)).map(|(time, zone)| (time.to_string(), zone.is_some()))
        };
        assert_eq!(read("02.03.1912, 08:57"), Some(("08:57:00".to_owned(), false)));
        assert_eq!(read("By Jane Roe - 03/02/12 06:56 AM EST"), Some(("06:56:00".to_owned(), true)));
        assert_eq!(read("Published 11:11 PM EST March 2, 1912"), Some(("23:11:00".to_owned(), true)));
        assert_eq!(read("Updated 3 March 1912 08:57"), None);
        assert_eq!(read("04.03.1912, 08:57"), None);
    }

    #[test]
    fn an_address_may_tell_the_day() {
        let dates = dates();
        let read = |raw| dates.in_address(raw).map_or("none".to_owned(), |date| date.to_string());
        assert_eq!(read("https://example.org/news/1912/03/02/ferry.html"), "1912-03-02");
        assert_eq!(read("https://example.org/news/1912/mar/02/ferry"), "1912-03-02");
        assert_eq!(read("https://example.org/story/1912-03-02/ferry"), "1912-03-02");
        assert_eq!(read("https://example.org/ferry-1912/3"), "none");
        assert_eq!(read("https://example.org/story/20191399"), "none");
    }

    #[test]
    fn what_is_no_full_date_is_left() {
        assert_eq!(read("March 3"), "none");
        assert_eq!(read("10/03/1912"), "none");
        assert_eq!(read("February 31, 1912"), "none");
        assert_eq!(read("May 1066"), "none");
    }
}
