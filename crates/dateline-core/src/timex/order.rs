//! The order of values of time: years before their months, months before their days, days before their parts.

use super::{Clock, Grain, Open, Point, Timex};
use jiff::civil::Date;
use std::cmp::Ordering;

/// Where a value stands among those that lie in the calendar; no two values stand at one place.
///
/// Weeks, quarters and seasons stand where they begin, parts of days about where they do, and what is open within a year or
/// month at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Order {
    day: Date,
    open: Option<u8>,
    level: u8,
    clock: Option<(u16, u8, Option<u8>, Option<i16>)>,
    grain: u8,
}

impl Timex {
    /// Where it stands in order; `None` where it does not lie in the calendar.
    ///
    /// ```
    /// use dateline_core::Timex;
    /// let raw = ["2025-08-19T24:00", "2025-08-19TEV", "2025-W34", "2025-SU", "2025-08-19", "2025"];
    /// let mut times = raw.map(|raw| raw.parse::<Timex>().expect("in form"));
    /// times.sort_by_key(Timex::order);
    /// let raw = times.map(|time| time.to_string());
    /// assert_eq!(raw, ["2025", "2025-SU", "2025-W34", "2025-08-19", "2025-08-19TEV", "2025-08-19T24:00"]);
    /// ```
    pub fn order(&self) -> Option<Order> {
        let clock = self.clock().map(place);
        match self {
            Timex::Point(point, _) => {
                let (level, grain) = levels(point.grain());
                Some(Order { day: point.first_day()?, open: None, level, clock, grain })
            }
            Timex::Open(open, _) => {
                let (known, rank) = match *open {
                    Open::Day(Some(year), Some(month), None) => (Point::Month(year, month), 0),
                    Open::Month(Some(year), None) => (Point::Year(year), 1),
                    Open::Day(Some(year), None, day) => (Point::Year(year), 2 + day.unwrap_or(0) as u8),
                    _ => return None,
                };
                Some(Order { day: known.last_day()?, open: Some(rank), level: 0, clock, grain: 0 })
            }
            _ => None,
        }
    }

    /// Whether the other value tells the same time and perhaps closer: "2025-08" holds "2025-08-19TEV", and each holds itself.
    pub fn holds(&self, other: &Timex) -> bool {
        let within = |year: i16| match *self {
            Timex::Point(Point::Century(c), None) => year >= 0 && year.div_euclid(100) == c,
            Timex::Point(Point::Decade(d), None) => year >= 0 && year.div_euclid(10) == d,
            Timex::Point(Point::Year(y), None) => year == y,
            _ => false,
        };
        if self == other {
            return true;
        }
        match (self, other) {
            (Timex::Point(a, None), Timex::Point(b, Some(_))) if a == b => true,
            (Timex::Open(a, None), Timex::Open(b, Some(_))) if a == b => true,
            (Timex::Point(Point::Century(c), None), Timex::Point(Point::Decade(d), _)) => d.div_euclid(10) == *c,
            (Timex::Point(Point::Month(y, m), None), Timex::Point(Point::Day(day), _)) => {
                (day.year(), day.month()) == (*y, *m)
            }
            (Timex::Point(Point::Month(y, m), None), Timex::Open(Open::Day(year, month, _), _)) => {
                (*year, *month) == (Some(*y), Some(*m))
            }
            (Timex::Point(Point::Week(y, w), None), Timex::Point(Point::Weekend(year, week), _)) => {
                (year, week) == (y, w)
            }
            (Timex::Open(Open::Month(Some(y), None), None), Timex::Open(Open::Day(year, None, _), _)) => {
                *year == Some(*y)
            }
            (_, Timex::Point(Point::Century(_) | Point::Decade(_), _)) => false,
            (_, Timex::Point(point, _)) => point.year().is_some_and(within),
            (_, Timex::Open(open, _)) => open.year().is_some_and(within),
            _ => false,
        }
    }
}

impl PartialOrd for Timex {
    /// By [`Timex::order`]: total among the values that lie in the calendar, none for the others.
    fn partial_cmp(&self, other: &Timex) -> Option<Ordering> {
        if self == other {
            return Some(Ordering::Equal);
        }
        Some(self.order()?.cmp(&other.order()?))
    }
}

/// The minute of the day that a clock shows or about which a part of the day begins; what decides between two that begin
/// at one; the seconds and the zone.
fn place(clock: Clock) -> (u16, u8, Option<u8>, Option<i16>) {
    match clock {
        Clock::At { hour, minute, second, zone } => (u16::from(hour) * 60 + u16::from(minute), 0, second, zone),
        Clock::Part(part) => (u16::from(part.first_hour()) * 60, 1, None, None),
        Clock::Unknown => (u16::MAX, 0, None, None),
    }
}

/// What decides between stretches that begin on one day: the coarse before the fine, and, after the clock, those of about
/// one length.
fn levels(grain: Grain) -> (u8, u8) {
    match grain {
        Grain::Century => (0, 0),
        Grain::Decade => (1, 0),
        Grain::Year => (2, 0),
        Grain::Month => (3, 0),
        Grain::Half => (3, 1),
        Grain::Quarter => (3, 2),
        Grain::Season => (3, 3),
        Grain::Day => (4, 0),
        Grain::Week => (4, 1),
        Grain::Weekend => (4, 2),
    }
}
