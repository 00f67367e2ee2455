//! Reads the values of time that TIMEX3 writes.

use super::{Clock, Length, LengthPart, Open, PartOfDay, Point, Season, Timex, Unit, Vague};
use jiff::civil::{Date, ISOWeekDate, Weekday};
use std::fmt;
use std::str::FromStr;

/// A text that is no value of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimexError(String);

impl fmt::Display for TimexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a TIMEX3 value such as 2025-08-19TEV: {:?}", self.0)
    }
}

impl std::error::Error for TimexError {}

impl FromStr for Timex {
    type Err = TimexError;

    /// Reads a value.
    ///
    /// # Errors
    /// If TIMEX3 does not write times in this way, or there is no such day.
    fn from_str(raw: &str) -> Result<Timex, TimexError> {
        read(raw).ok_or_else(|| TimexError(raw.to_owned()))
    }
}

fn read(raw: &str) -> Option<Timex> {
    if let Some(at) = Vague::CODES.iter().position(|code| *code == raw) {
        return Some(Timex::Vague(Vague::ALL[at]));
    }
    if let Some(length) = raw.strip_prefix('P') {
        return parts(length).map(Timex::Length);
    }
    let (day, clock) = match raw.split_once('T') {
        Some((day, rest)) => (day, Some(clock(rest)?)),
        None => (raw, None),
    };
    match point(day) {
        Some(point) => Some(Timex::Point(point, clock)),
        None => Some(Timex::Open(open(day)?, clock)),
    }
}

/// A number of digits and nothing else.
fn number<N: FromStr>(raw: &str) -> Option<N> {
    raw.bytes().all(|b| b.is_ascii_digit()).then(|| raw.parse().ok())?
}

fn two(raw: &str) -> Option<i8> {
    number(raw).filter(|_| raw.len() == 2)
}

/// A year with its era, of four digits at least.
fn year(raw: &str) -> Option<i16> {
    let (before_christ, digits) = raw.strip_prefix("BC").map_or((false, raw), |digits| (true, digits));
    let year: i32 = number(digits).filter(|&year| year > 0 && digits.len() >= 4)?;
    i16::try_from(if before_christ { 1 - year } else { year }).ok()
}

/// A stretch of the calendar that is known.
fn point(raw: &str) -> Option<Point> {
    let Some((first, part)) = raw.split_once('-') else {
        let (before_christ, digits) = raw.strip_prefix("BC").map_or((false, raw), |digits| (true, digits));
        let many = |n: i16| if before_christ { -1 - n } else { n };
        return match digits.len() {
            2 => number(digits).map(many).map(Point::Century),
            3 => number(digits).map(many).map(Point::Decade),
            _ => year(raw).map(Point::Year),
        };
    };
    let year = year(first)?;
    if let Some(found) = part_of_year(part) {
        return match found {
            Open::Half(half) => Some(Point::Half(year, half?)),
            Open::Quarter(quarter) => Some(Point::Quarter(year, quarter?)),
            Open::Season(season) => Some(Point::Season(year, season)),
            _ => None,
        };
    }
    if let Some(week) = part.strip_prefix('W') {
        let (week, weekend) = week.strip_suffix("-WE").map_or((week, false), |week| (week, true));
        let week = two(week)?;
        ISOWeekDate::new(year, week, Weekday::Monday).ok()?;
        return Some(if weekend { Point::Weekend(year, week) } else { Point::Week(year, week) });
    }
    match part.split_once('-') {
        Some((month, day)) => Date::new(year, two(month)?, two(day)?).ok().map(Point::Day),
        None => two(part).filter(|m| (1..=12).contains(m)).map(|month| Point::Month(year, month)),
    }
}

/// A half, quarter or season, its number perhaps not known.
fn part_of_year(raw: &str) -> Option<Open> {
    let of = |most: i8, digit: &str| match digit {
        "X" => Some(None),
        digit => number::<i8>(digit).filter(|n| digit.len() == 1 && (1..=most).contains(n)).map(Some),
    };
    if let Some(at) = Season::CODES.iter().position(|code| *code == raw) {
        return Some(Open::Season(Season::ALL[at]));
    }
    match raw.split_at_checked(1)? {
        ("H", digit) => of(2, digit).map(Open::Half),
        ("Q", digit) => of(4, digit).map(Open::Quarter),
        _ => None,
    }
}

/// A stretch of which a part is not known.
fn open(raw: &str) -> Option<Open> {
    match raw {
        "XX" => return Some(Open::Century),
        "XXX" => return Some(Open::Decade(None)),
        "XXXX" => return Some(Open::Year),
        "XXXX-WXX" => return Some(Open::Week),
        "XXXX-WXX-WE" => return Some(Open::Weekend),
        _ => {}
    }
    if let Some(day) = raw.strip_prefix("XXXX-WXX-") {
        return number(day).filter(|n| day.len() == 1 && (1..=7).contains(n)).map(Open::Weekday);
    }
    let Some((first, part)) = raw.split_once('-') else {
        let digit = raw.strip_prefix("XX")?;
        return number(digit).filter(|_| digit.len() == 1).map(|digit| Open::Decade(Some(digit)));
    };
    let year = if first == "XXXX" { None } else { Some(year(first)?) };
    let field = |raw: &str, most: i8| match raw {
        "XX" => Some(None),
        raw => two(raw).filter(|n| (1..=most).contains(n)).map(Some),
    };
    if let Some(part) = part_of_year(part) {
        return year.is_none().then_some(part);
    }
    match part.split_once('-') {
        Some((month, day)) => Some(Open::Day(year, field(month, 12)?, field(day, 31)?)),
        None => Some(Open::Month(year, field(part, 12)?)),
    }
    .filter(|open| !matches!(open, Open::Day(Some(_), Some(_), Some(_)) | Open::Month(Some(_), Some(_))))
}

fn clock(raw: &str) -> Option<Clock> {
    if raw == "XX" {
        return Some(Clock::Unknown);
    }
    if let Some(at) = PartOfDay::CODES.iter().position(|code| *code == raw) {
        return Some(Clock::Part(PartOfDay::ALL[at]));
    }
    let (time, zone) = match raw.find(['Z', '+', '-']) {
        Some(at) => (&raw[..at], Some(zone(&raw[at..])?)),
        None => (raw, None),
    };
    let mut fields = time.split(':').map(|field| number::<u8>(field).filter(|_| field.len() == 2));
    let (hour, minute) = (fields.next()??, fields.next()??);
    let second = match fields.next() {
        Some(second) => Some(second?),
        None => None,
    };
    let on_the_dial = hour <= 24 && minute < 60 && (hour < 24 || minute == 0) && fields.next().is_none();
    on_the_dial.then_some(Clock::At { hour, minute, second, zone })
}

/// Minutes east of Greenwich: "Z", "-05", "+05:30".
fn zone(raw: &str) -> Option<i16> {
    if raw == "Z" {
        return Some(0);
    }
    let (sign, rest) = raw.split_at_checked(1)?;
    let (hours, minutes) = match rest.split_once(':') {
        Some((hours, minutes)) => (two(hours)?, two(minutes).filter(|&m| m > 0 && m < 60)?),
        None => (two(rest)?, 0),
    };
    let east = i16::from(hours) * 60 + i16::from(minutes);
    (east != 0).then_some(if sign == "-" { -east } else { east })
}

/// The parts of a length, without the "P" before them.
fn parts(raw: &str) -> Option<Length> {
    let mut length: Option<Length> = None;
    let (mut rest, mut of_clock) = (raw, false);
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T').filter(|_| !of_clock) {
            (rest, of_clock) = (after, true);
        }
        let (hundredths, after) = match rest.strip_prefix('X') {
            Some(after) => (None, after),
            None => {
                let end = rest.find(|c: char| c != '.' && !c.is_ascii_digit())?;
                (Some(hundredths(&rest[..end])?), &rest[end..])
            }
        };
        let fits = |(unit, letters): &(Unit, &str)| unit.is_of_clock() == of_clock && after.starts_with(letters);
        // No unit's letters begin with those of another but "M", of which the clock decides, and "ML", which comes first.
        let (unit, letters) = Unit::LETTERS.into_iter().find(fits)?;
        rest = &after[letters.len()..];
        let part = LengthPart { hundredths, unit };
        length = Some(match length {
            Some(length) => length.with(part)?,
            None => Length::new(part),
        });
    }
    length
}

/// "2", "2.5" or "2.25" in hundredths.
fn hundredths(raw: &str) -> Option<u64> {
    let Some((whole, part)) = raw.split_once('.') else { return number::<u64>(raw)?.checked_mul(100) };
    let part = match part.len() {
        1 => number::<u64>(part)? * 10,
        2 => number::<u64>(part)?,
        _ => return None,
    };
    number::<u64>(whole)?.checked_mul(100)?.checked_add(part)
}
