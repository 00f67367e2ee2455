//! Values of time as TIMEX3 writes them, parsed once: which stretch of the calendar, what of it is open, which length.

mod clock;
mod json;
mod length;
mod order;
mod parse;
mod point;

pub use clock::{Clock, PartOfDay};
pub use length::{Length, LengthPart, Unit};
pub use order::Order;
pub use parse::TimexError;
pub use point::{Grain, Point};

use jiff::civil::Date;
use point::Year;
use std::fmt;

/// A value of time. It is written as TIMEX3 writes it and read back as the same.
///
/// ```
/// use dateline_core::{Grain, Timex};
/// let evening: Timex = "2025-08-19TEV".parse()?;
/// assert_eq!(evening.to_string(), "2025-08-19TEV");
/// assert_eq!(evening.grain(), Some(Grain::Day));
/// assert!("2025-08".parse::<Timex>()?.holds(&evening));
/// assert!("2025-08".parse::<Timex>()? < evening);
/// # Ok::<(), dateline_core::TimexError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Timex {
    /// A stretch of the calendar, and what of the day: "2025-08-19TEV", "2025-W34".
    Point(Point, Option<Clock>),
    /// A stretch of which a part is not known: "XXXX-WXX-2", "2025-XX-XX".
    Open(Open, Option<Clock>),
    /// So long: "P2W".
    Length(Length),
    /// A past, present or future that is not told closer: "PAST_REF".
    Vague(Vague),
}

/// A stretch of the calendar of which a part is not known; a part that is `None` is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// A century.
    Century,
    /// A decade, by the digit after the century's: 2 in "the twenties".
    Decade(Option<u8>),
    /// A year.
    Year,
    /// Half of a year, 1 or 2.
    Half(Option<i8>),
    /// A quarter of a year, 1 to 4.
    Quarter(Option<i8>),
    /// A season of a year.
    Season(Season),
    /// A month, its year and number not both known.
    Month(Option<i16>, Option<i8>),
    /// A week.
    Week,
    /// A weekend.
    Weekend,
    /// A day of a week, 1 for Monday.
    Weekday(i8),
    /// A day; of its year, month and number not all are known.
    Day(Option<i16>, Option<i8>, Option<i8>),
}

/// A time that is told no closer than by its side of now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vague {
    /// "PAST_REF".
    Past,
    /// "PRESENT_REF".
    Present,
    /// "FUTURE_REF".
    Future,
}

/// A season of the north.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the seasons by their names")]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Timex {
    /// A day of the calendar.
    pub fn day(day: Date) -> Timex {
        Timex::Point(Point::Day(day), None)
    }

    /// The stretch of the calendar that it is or lies in, if it is known.
    pub fn point(&self) -> Option<Point> {
        match self {
            Timex::Point(point, _) => Some(*point),
            _ => None,
        }
    }

    /// What of the day it is.
    pub fn clock(&self) -> Option<Clock> {
        match self {
            Timex::Point(_, clock) | Timex::Open(_, clock) => *clock,
            _ => None,
        }
    }

    /// The same without the time of day.
    #[must_use]
    pub fn without_clock(&self) -> Timex {
        match self {
            Timex::Point(point, _) => Timex::Point(*point, None),
            Timex::Open(open, _) => Timex::Open(*open, None),
            other => other.clone(),
        }
    }

    /// The day that it is or lies in, if it is known.
    pub fn date(&self) -> Option<Date> {
        match self {
            Timex::Point(Point::Day(day), _) => Some(*day),
            _ => None,
        }
    }

    /// How fine the known stretch of the calendar is.
    pub fn grain(&self) -> Option<Grain> {
        self.point().map(Point::grain)
    }

    /// The first and the last day of the known stretch of the calendar.
    pub fn days(&self) -> Option<(Date, Date)> {
        let point = self.point()?;
        Some((point.first_day()?, point.last_day()?))
    }

    /// Whether it lies in the calendar: at least its century is known.
    pub fn is_dated(&self) -> bool {
        match self {
            Timex::Point(..) => true,
            Timex::Open(open, _) => open.year().is_some(),
            _ => false,
        }
    }

    /// Whether the known stretches of both have a day in common; `None` where one of them is not known.
    pub fn overlaps(&self, other: &Timex) -> Option<bool> {
        let ((from, to), (other_from, other_to)) = (self.days()?, other.days()?);
        Some(from <= other_to && other_from <= to)
    }
}

impl Open {
    /// The year, if that is known.
    pub fn year(self) -> Option<i16> {
        match self {
            Open::Month(year, _) | Open::Day(year, ..) => year,
            _ => None,
        }
    }

    /// A stretch of this grain of which nothing is known.
    pub fn of_grain(grain: Grain) -> Open {
        match grain {
            Grain::Century => Open::Century,
            Grain::Decade => Open::Decade(None),
            Grain::Year => Open::Year,
            Grain::Half => Open::Half(None),
            Grain::Quarter => Open::Quarter(None),
            Grain::Season | Grain::Month => Open::Month(None, None),
            Grain::Week => Open::Week,
            Grain::Weekend => Open::Weekend,
            Grain::Day => Open::Day(None, None, None),
        }
    }
}

impl Season {
    /// All of them, from spring on.
    pub const ALL: [Season; 4] = [Season::Spring, Season::Summer, Season::Autumn, Season::Winter];

    /// What TIMEX3 writes for each, from spring on.
    pub const CODES: [&str; 4] = ["SP", "SU", "FA", "WI"];

    /// What TIMEX3 writes for it: "SP".
    pub fn code(self) -> &'static str {
        Season::CODES[self as usize]
    }
}

impl Vague {
    /// All of them, from the past on.
    pub const ALL: [Vague; 3] = [Vague::Past, Vague::Present, Vague::Future];

    /// What TIMEX3 writes for each, from the past on.
    pub const CODES: [&str; 3] = ["PAST_REF", "PRESENT_REF", "FUTURE_REF"];

    /// What TIMEX3 writes for it: "PAST_REF".
    pub fn code(self) -> &'static str {
        Vague::CODES[self as usize]
    }
}

impl fmt::Display for Timex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Timex::Point(point, clock) => written(f, point, clock),
            Timex::Open(open, clock) => written(f, open, clock),
            Timex::Length(length) => length.fmt(f),
            Timex::Vague(vague) => f.write_str(vague.code()),
        }
    }
}

fn written(f: &mut fmt::Formatter<'_>, day: &impl fmt::Display, clock: &Option<Clock>) -> fmt::Result {
    write!(f, "{day}")?;
    clock.map_or(Ok(()), |clock| write!(f, "T{clock}"))
}

impl fmt::Display for Open {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = |y: Option<i16>| y.map_or_else(|| "XXXX".to_owned(), |y| Year(y).to_string());
        let two = |n: Option<i8>| n.map_or_else(|| "XX".to_owned(), |n| format!("{n:02}"));
        let one = |n: Option<i8>| n.map_or_else(|| "X".to_owned(), |n| n.to_string());
        match *self {
            Open::Century => f.write_str("XX"),
            Open::Decade(None) => f.write_str("XXX"),
            Open::Decade(Some(digit)) => write!(f, "XX{digit}"),
            Open::Year => f.write_str("XXXX"),
            Open::Half(half) => write!(f, "XXXX-H{}", one(half)),
            Open::Quarter(quarter) => write!(f, "XXXX-Q{}", one(quarter)),
            Open::Season(season) => write!(f, "XXXX-{}", season.code()),
            Open::Month(y, month) => write!(f, "{}-{}", year(y), two(month)),
            Open::Week => f.write_str("XXXX-WXX"),
            Open::Weekend => f.write_str("XXXX-WXX-WE"),
            Open::Weekday(day) => write!(f, "XXXX-WXX-{day}"),
            Open::Day(y, month, day) => write!(f, "{}-{}-{}", year(y), two(month), two(day)),
        }
    }
}

#[cfg(test)]
mod tests;
