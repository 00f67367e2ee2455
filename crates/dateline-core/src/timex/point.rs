//! A place in the calendar with its grain, from a century down to a day, and how TIMEX3 writes it.

use super::Season;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::{Span, ToSpan};
use std::fmt;

/// A stretch of the calendar. Years count as astronomers do: 0 is 1 BC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// The years that start with these two digits.
    Century(i16),
    /// The years that start with these three digits.
    Decade(i16),
    /// A year.
    Year(i16),
    /// 1 or 2.
    Half(i16, i8),
    /// 1 to 4.
    Quarter(i16, i8),
    /// Winter is that of the year in which it starts.
    Season(i16, Season),
    /// 1 for January.
    Month(i16, i8),
    /// A week of the ISO calendar.
    Week(i16, i8),
    /// Its Saturday and Sunday.
    Weekend(i16, i8),
    /// A day.
    Day(Date),
}

/// A unit of the calendar, coarse to fine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "units of the calendar by their names")]
pub enum Grain {
    Century,
    Decade,
    Year,
    Half,
    Season,
    Quarter,
    Month,
    Week,
    Weekend,
    Day,
}

impl Point {
    /// How fine it is.
    pub fn grain(self) -> Grain {
        match self {
            Point::Century(_) => Grain::Century,
            Point::Decade(_) => Grain::Decade,
            Point::Year(_) => Grain::Year,
            Point::Half(..) => Grain::Half,
            Point::Quarter(..) => Grain::Quarter,
            Point::Season(..) => Grain::Season,
            Point::Month(..) => Grain::Month,
            Point::Week(..) => Grain::Week,
            Point::Weekend(..) => Grain::Weekend,
            Point::Day(_) => Grain::Day,
        }
    }

    /// The stretch of this grain that holds a day.
    pub fn holding(grain: Grain, day: Date) -> Point {
        let (year, month) = (day.year(), day.month());
        let week = day.iso_week_date();
        match grain {
            Grain::Century => Point::Century(year.div_euclid(100)),
            Grain::Decade => Point::Decade(year.div_euclid(10)),
            Grain::Year => Point::Year(year),
            Grain::Half => Point::Half(year, (month - 1) / 6 + 1),
            Grain::Season => season_of(day),
            Grain::Quarter => Point::Quarter(year, (month - 1) / 3 + 1),
            Grain::Month => Point::Month(year, month),
            Grain::Week => Point::Week(week.year(), week.week()),
            Grain::Weekend => Point::Weekend(week.year(), week.week()),
            Grain::Day => Point::Day(day),
        }
    }

    /// Its first day; `None` where the calendar ends.
    pub fn first_day(self) -> Option<Date> {
        let date = |year: i16, month: i8| Date::new(year, month, 1).ok();
        match self {
            Point::Century(c) => date(c.checked_mul(100)?, 1),
            Point::Decade(d) => date(d.checked_mul(10)?, 1),
            Point::Year(y) => date(y, 1),
            Point::Half(y, h) => date(y, h * 6 - 5),
            Point::Quarter(y, q) => date(y, q * 3 - 2),
            Point::Season(y, s) => date(y, s as i8 * 3 + 3),
            Point::Month(y, m) => date(y, m),
            Point::Week(y, w) => Some(ISOWeekDate::new(y, w, Weekday::Monday).ok()?.date()),
            Point::Weekend(y, w) => Some(ISOWeekDate::new(y, w, Weekday::Saturday).ok()?.date()),
            Point::Day(day) => Some(day),
        }
    }

    /// The one `n` further on, of the same grain; `None` where the calendar ends.
    pub fn shift(self, n: i32) -> Option<Point> {
        let first = self.first_day()?;
        let years = |per: i32| Some(i64::from(n.checked_mul(per)?));
        let span: Span = match self.grain() {
            Grain::Century => Span::new().try_years(years(100)?).ok()?,
            Grain::Decade => Span::new().try_years(years(10)?).ok()?,
            Grain::Year => Span::new().try_years(years(1)?).ok()?,
            Grain::Half => Span::new().try_months(years(6)?).ok()?,
            Grain::Season | Grain::Quarter => Span::new().try_months(years(3)?).ok()?,
            Grain::Month => Span::new().try_months(years(1)?).ok()?,
            Grain::Week | Grain::Weekend => Span::new().try_weeks(years(1)?).ok()?,
            Grain::Day => Span::new().try_days(years(1)?).ok()?,
        };
        let mut moved = first.checked_add(span).ok()?;
        if self.grain() == Grain::Season {
            // The middle of the season, so that its first days do not fall to the one before.
            moved = moved.checked_add(1.month()).ok()?;
        }
        Some(Point::holding(self.grain(), moved))
    }

    /// The same stretch, `n` years on.
    pub fn shift_years(self, n: i32) -> Option<Point> {
        let year = |y: i16| i16::try_from(i32::from(y).checked_add(n)?).ok();
        Some(match self {
            Point::Century(_) | Point::Decade(_) | Point::Week(..) | Point::Weekend(..) => {
                let day = self.first_day()?.checked_add(Span::new().try_years(n).ok()?).ok()?;
                Point::holding(self.grain(), day)
            }
            Point::Year(y) => Point::Year(year(y)?),
            Point::Half(y, h) => Point::Half(year(y)?, h),
            Point::Quarter(y, q) => Point::Quarter(year(y)?, q),
            Point::Season(y, s) => Point::Season(year(y)?, s),
            Point::Month(y, m) => Point::Month(year(y)?, m),
            Point::Day(d) => Point::Day(d.checked_add(Span::new().try_years(n).ok()?).ok()?),
        })
    }

    /// The year that it lies or starts in.
    pub fn year(self) -> Option<i16> {
        match self {
            Point::Week(y, _) | Point::Weekend(y, _) => Some(y),
            _ => self.first_day().map(Date::year),
        }
    }

    /// Its last day; `None` where the calendar ends.
    pub fn last_day(self) -> Option<Date> {
        match self {
            Point::Weekend(y, w) => Some(ISOWeekDate::new(y, w, Weekday::Sunday).ok()?.date()),
            _ => self.shift(1)?.first_day()?.yesterday().ok(),
        }
    }
}

impl fmt::Display for Point {
    /// As TIMEX3 writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Point::Century(c) if c < 0 => write!(f, "BC{:02}", -1 - i32::from(c)),
            Point::Century(c) => write!(f, "{c:02}"),
            Point::Decade(d) if d < 0 => write!(f, "BC{:03}", -1 - i32::from(d)),
            Point::Decade(d) => write!(f, "{d:03}"),
            Point::Year(y) => write!(f, "{}", Year(y)),
            Point::Half(y, h) => write!(f, "{}-H{h}", Year(y)),
            Point::Quarter(y, q) => write!(f, "{}-Q{q}", Year(y)),
            Point::Season(y, s) => write!(f, "{}-{}", Year(y), s.code()),
            Point::Month(y, m) => write!(f, "{}-{m:02}", Year(y)),
            Point::Week(y, w) => write!(f, "{}-W{w:02}", Year(y)),
            Point::Weekend(y, w) => write!(f, "{}-W{w:02}-WE", Year(y)),
            Point::Day(d) => write!(f, "{}-{:02}-{:02}", Year(d.year()), d.month(), d.day()),
        }
    }
}

/// A year as TIMEX3 writes it: "1912", "BC0480".
pub(super) struct Year(pub(super) i16);

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            y if y > 0 => write!(f, "{y:04}"),
            y => write!(f, "BC{:04}", 1 - i32::from(y)),
        }
    }
}

/// The season of the north that holds a day: spring from March.
fn season_of(day: Date) -> Point {
    match day.month() {
        1..=2 => Point::Season(day.year() - 1, Season::Winter),
        m => Point::Season(day.year(), Season::ALL[(m as usize - 3) / 3]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn stretches_follow_each_other() {
        let value = |grain, n| Point::holding(grain, date(1912, 4, 15)).shift(n).map(|p| p.to_string());
        assert_eq!(value(Grain::Day, 17).as_deref(), Some("1912-05-02"));
        assert_eq!(value(Grain::Month, -4).as_deref(), Some("1911-12"));
        assert_eq!(value(Grain::Quarter, 3).as_deref(), Some("1913-Q1"));
        assert_eq!(value(Grain::Season, -1).as_deref(), Some("1911-WI"));
        assert_eq!(value(Grain::Week, 0).as_deref(), Some("1912-W16"));
        assert_eq!(value(Grain::Decade, -1).as_deref(), Some("190"));
        assert_eq!(value(Grain::Year, i32::MAX), None);
    }

    #[test]
    fn years_before_christ_have_their_own_names() {
        assert_eq!(Point::Year(-479).to_string(), "BC0480");
        assert_eq!(Point::Year(-479).shift(1).map(|p| p.to_string()).as_deref(), Some("BC0479"));
        assert_eq!(Point::Century(-4).to_string(), "BC03");
    }
}
