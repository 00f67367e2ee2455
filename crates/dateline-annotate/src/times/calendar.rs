//! Which of the many Mondays, Marches and Easters: choices in the calendar around a day.

use super::tense::Tense;
use dateline_core::{Grain, Open, Point};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Where to look from a day for a time that comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// The last one, the day itself not among them.
    Last,
    /// The one before, or the day's own.
    Back,
    /// The day's own week or year.
    This,
    /// The day's own year, or the next if that lies most of a year back: a story goes on from December to January.
    Onward,
    /// The nearest.
    Near,
    /// The day's own, or the next.
    Ahead,
    /// The next one, the day itself not among them.
    Next,
}

impl Look {
    /// Where a word ("last" -1, "this" 0, "next" 1) or else the tense says to look.
    pub(super) fn of(direction: Option<i32>, tense: Tense) -> Look {
        match (direction, tense) {
            (Some(..=-1), _) => Look::Last,
            (Some(0), _) => Look::This,
            (Some(1..), _) => Look::Next,
            (None, Tense::Past) => Look::Back,
            (None, Tense::Future) => Look::Ahead,
            (None, Tense::Present | Tense::Unknown) => Look::Near,
        }
    }
}

/// The weekday (1 for Monday) that is meant from `day`.
pub(super) fn weekday(number: i32, day: Date, look: Look) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(i8::try_from(number).ok()?).ok()?;
    let back = i32::from(weekday.until(day.weekday()));
    let ahead = i32::from(day.weekday().until(weekday));
    let days = match look {
        Look::Last if back == 0 => -7,
        Look::Last | Look::Back | Look::Near | Look::Onward => -back,
        Look::This => i32::from(weekday.to_monday_one_offset()) - i32::from(day.weekday().to_monday_one_offset()),
        Look::Ahead => ahead,
        Look::Next if ahead == 0 => 7,
        Look::Next => ahead,
    };
    day.checked_add(days.days()).ok()
}

/// Of a stretch that comes every year, the one that is meant from `day`.
pub(super) fn yearly(day: Date, look: Look, in_year: impl Fn(i16) -> Option<Point>) -> Option<Point> {
    let year = day.year();
    let own = |p: Point| Point::holding(p.grain(), day);
    // Days on from the day's own stretch.
    let days =
        |p: Point| p.first_day().and_then(|d| own(p).first_day()?.until(d).ok()).map_or(i32::MAX, |s| s.get_days());
    let years = [year.checked_sub(1)?, year, year.checked_add(1)?].map(&in_year);
    let points = || years.iter().flatten().copied();
    let back = points().rfind(|&p| days(p) <= 0);
    let ahead = points().find(|&p| days(p) >= 0);
    match look {
        Look::Last => points().rfind(|&p| days(p) < 0),
        Look::This => in_year(year),
        Look::Onward => in_year(year).filter(|&p| days(p) > -ONWARD).or_else(|| in_year(year.checked_add(1)?)),
        Look::Near => points().min_by_key(|&p| (days(p).abs(), days(p) > 0)),
        // What lies almost a year off would be told with its year.
        Look::Back => back.filter(|&p| days(p) > -FAR).or(ahead).or(back),
        Look::Ahead => ahead.filter(|&p| days(p) < FAR).or(back).or(ahead),
        Look::Next => points().find(|&p| days(p) > 0),
    }
}

/// From how many days back on a story has gone on to the next year.
const ONWARD: i32 = 270;

/// From how many days on a month or day is told with its year.
const FAR: i32 = 330;

/// A feast's day in a year, by its number in the table of feasts.
///
/// Numbers below 1300 are a fixed day (`MMDD`); 2000 and more a weekday of a month (`2MMNW`, the Nth weekday W, 9 the
/// last one); 3000 and more, counted from 3500, are days from Easter Sunday.
pub(super) fn feast(number: i32, year: i16) -> Option<Date> {
    let small = |n: i32| i8::try_from(n).ok();
    match number {
        ..1300 => Date::new(year, small(number / 100)?, small(number % 100)?).ok(),
        // The Tuesday after the first Monday of November.
        4000 => Date::new(year, 11, 1).ok()?.nth_weekday_of_month(1, Weekday::Monday).ok()?.checked_add(1.day()).ok(),
        20000.. => {
            let (month, nth, weekday) = (small(number / 100 % 100)?, small(number / 10 % 10)?, small(number % 10)?);
            let nth = if nth == 9 { -1 } else { nth };
            Date::new(year, month, 1)
                .ok()?
                .nth_weekday_of_month(nth, Weekday::from_monday_one_offset(weekday).ok()?)
                .ok()
        }
        _ => easter(year)?.checked_add((number - 3500).days()).ok(),
    }
}

/// A feast in a year that is not known: one that moves is on a day that is not known either.
pub(super) fn open_feast(number: i32) -> Open {
    let small = |n: i32| Some(n as i8);
    if number < 1300 { Open::Day(None, small(number / 100), small(number % 100)) } else { Open::Day(None, None, None) }
}

/// Easter Sunday of the western churches, by Meeus's rule for the Gregorian calendar.
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(19), y.div_euclid(100), y.rem_euclid(100));
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15).rem_euclid(30);
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4).rem_euclid(7);
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19).rem_euclid(32);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The grain of a unit of time by its name, if it is one of days or more.
pub(super) fn grain(unit: &str) -> Option<Grain> {
    Some(match unit {
        "day" => Grain::Day,
        "weekend" => Grain::Weekend,
        "week" | "fortnight" => Grain::Week,
        "month" => Grain::Month,
        "season" => Grain::Season,
        "quarter" => Grain::Quarter,
        "half" => Grain::Half,
        "year" => Grain::Year,
        "decade" => Grain::Decade,
        "century" => Grain::Century,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easter_falls_where_it_fell() {
        let days = [(1900, 4, 15), (1961, 4, 2), (1999, 4, 4), (2011, 4, 24), (2024, 3, 31)];
        for (y, m, d) in days {
            assert_eq!(easter(y), Some(date(y, m, d)));
        }
    }

    #[test]
    fn a_word_or_the_tense_chooses_the_weekday() {
        let monday = date(1912, 4, 15);
        let friday = |look| weekday(5, monday, look);
        assert_eq!(friday(Look::Back), Some(date(1912, 4, 12)));
        assert_eq!(friday(Look::This), Some(date(1912, 4, 19)));
        assert_eq!(friday(Look::Ahead), Some(date(1912, 4, 19)));
        assert_eq!(weekday(1, monday, Look::Back), Some(monday));
        assert_eq!(weekday(1, monday, Look::Last), Some(date(1912, 4, 8)));
    }

    #[test]
    fn feasts_move_with_their_year() {
        assert_eq!(feast(1225, 1914), Some(date(1914, 12, 25)));
        assert_eq!(feast(21144, 1999), Some(date(1999, 11, 25)), "the fourth Thursday of November");
        assert_eq!(feast(3498, 1999), Some(date(1999, 4, 2)), "two days before Easter");
    }
}
