//! Times as a reader writes them.

use dateline_core::{Clock, Open, PartOfDay, Point, Published, PublishedBy, Season, Timex, Vague};
use jiff::civil::Date;

/// "2025-08-19TEV" as "Tue 19 Aug 2025, evening"; a value that has no such words is given as it is written.
///
/// ```text
/// 2025-08-19        Tue 19 Aug 2025
/// 2025-08-19T18:30  Tue 19 Aug 2025, 18:30
/// 2025-08           Aug 2025
/// 2025-W33          week of Mon 11 Aug 2025
/// 2025-SU           summer 2025
/// 202               2020s
/// XXXX-WXX-2        a Tuesday, date not known
/// XXXX-XX-XXTNI     night, date not known
/// PRESENT_REF       now
/// ```
pub fn readable(time: &Timex) -> String {
    let day = match time {
        Timex::Vague(Vague::Present) => return "now".to_owned(),
        Timex::Vague(Vague::Past) => return "in the past".to_owned(),
        Timex::Vague(Vague::Future) => return "in the future".to_owned(),
        Timex::Point(point, _) => dated(*point),
        Timex::Open(open, _) => undated(*open),
        Timex::Length(_) => None,
    };
    match (day, time.clock().and_then(part_of_day)) {
        (Some(day), None) => day,
        (Some(day), Some(part)) if day == UNKNOWN => format!("{part}, {day}"),
        (Some(day), Some(part)) => format!("{day}, {part}"),
        (None, _) => time.to_string(),
    }
}

/// When a report was published: "Thu 21 Aug 2025, 06:30:00+05:00", "Thu 21 Aug 2025 (inferred)".
pub fn published_words(published: &Published) -> String {
    let written = published.to_string();
    let day = day_words(published.date);
    let told = written.split_once('T').map_or_else(|| day.clone(), |(_, time)| format!("{day}, {time}"));
    if published.by == PublishedBy::Inferred { format!("{told} (inferred)") } else { told }
}

/// A day: "Tue 19 Aug 2025".
pub fn day_words(day: Date) -> String {
    day.strftime("%a %-d %b %Y").to_string()
}

/// A day without its year: "Mon 15 Mar".
pub fn short_day(day: Date) -> String {
    day.strftime("%a %-d %b").to_string()
}

/// The first and the last day of something, the year once: "Mon 15 to Wed 17 Mar 1926".
///
/// ```
/// use dateline_engine::view::days_words;
/// use jiff::civil::date;
/// assert_eq!(days_words((date(1926, 3, 15), date(1926, 3, 17))), "Mon 15 to Wed 17 Mar 1926");
/// assert_eq!(days_words((date(1926, 3, 15), date(1926, 4, 1))), "Mon 15 Mar to Thu 1 Apr 1926");
/// assert_eq!(days_words((date(1926, 3, 15), date(1926, 3, 15))), "Mon 15 Mar 1926");
/// ```
pub fn days_words((first, last): (Date, Date)) -> String {
    let end = last.strftime("%a %-d %b %Y");
    let begin = match (first.year() == last.year(), first.month() == last.month()) {
        _ if first == last => return end.to_string(),
        (true, true) => first.strftime("%a %-d"),
        (true, false) => first.strftime("%a %-d %b"),
        _ => first.strftime("%a %-d %b %Y"),
    };
    format!("{begin} to {end}")
}

const UNKNOWN: &str = "date not known";

/// A day, week, month, part of a year, decade or century.
fn dated(point: Point) -> Option<String> {
    let first = point.first_day().filter(|day| day.year() > 0)?;
    Some(match point {
        Point::Day(day) => day_words(day),
        Point::Week(..) => format!("week of {}", day_words(first)),
        Point::Weekend(..) => format!("weekend of {}", day_words(first)),
        Point::Month(..) => first.strftime("%b %Y").to_string(),
        Point::Season(year, season) => format!("{} {year}", season_word(season)),
        Point::Quarter(year, quarter) => format!("{} quarter of {year}", nth(quarter)),
        Point::Half(year, half) => format!("{} half of {year}", nth(half)),
        Point::Year(_) => point.to_string(),
        Point::Decade(_) => format!("{point}0s"),
        Point::Century(_) => format!("{point}00s"),
    })
}

/// A date without its year, or nothing but a kind of day.
fn undated(open: Open) -> Option<String> {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let part = match open {
        Open::Year | Open::Day(None, None, None) => return Some(UNKNOWN.to_owned()),
        Open::Weekday(day) => {
            let name = DAYS.get(usize::try_from(day).ok()?.checked_sub(1)?)?;
            return Some(format!("a {name}, {UNKNOWN}"));
        }
        // Any leap year gives the words of a day or a month.
        Open::Day(None, Some(month), Some(day)) => Date::new(2000, month, day).ok()?.strftime("%-d %b").to_string(),
        Open::Month(None, Some(month)) => Date::new(2000, month, 1).ok()?.strftime("%b").to_string(),
        Open::Season(season) => season_word(season).to_owned(),
        Open::Quarter(Some(quarter)) => format!("{} quarter", nth(quarter)),
        Open::Half(Some(half)) => format!("{} half", nth(half)),
        _ => return None,
    };
    Some(format!("{part}, year not known"))
}

fn nth(number: i8) -> &'static str {
    match number {
        1 => "first",
        2 => "second",
        3 => "third",
        _ => "fourth",
    }
}

fn season_word(season: Season) -> &'static str {
    match season {
        Season::Spring => "spring",
        Season::Summer => "summer",
        Season::Autumn => "autumn",
        Season::Winter => "winter",
    }
}

fn part_of_day(clock: Clock) -> Option<String> {
    Some(match clock {
        Clock::Part(PartOfDay::Morning) => "morning".to_owned(),
        Clock::Part(PartOfDay::Midday) => "midday".to_owned(),
        Clock::Part(PartOfDay::Afternoon) => "afternoon".to_owned(),
        Clock::Part(PartOfDay::Evening) => "evening".to_owned(),
        Clock::Part(PartOfDay::Night) => "night".to_owned(),
        Clock::Part(PartOfDay::Daytime) => "daytime".to_owned(),
        Clock::At { hour: 24, .. } => "midnight".to_owned(),
        Clock::At { .. } => clock.to_string(),
        Clock::Unknown => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_as_words() {
        for (value, words) in [
            ("2025-08-19", "Tue 19 Aug 2025"),
            ("2025-08-19TEV", "Tue 19 Aug 2025, evening"),
            ("2025-08-19T18:30", "Tue 19 Aug 2025, 18:30"),
            ("2025-08-19T24:00", "Tue 19 Aug 2025, midnight"),
            ("2025-08-19TXX", "Tue 19 Aug 2025"),
            ("2025-08", "Aug 2025"),
            ("2025", "2025"),
            ("202", "2020s"),
            ("19", "1900s"),
            ("2025-W33", "week of Mon 11 Aug 2025"),
            ("2025-W33-WE", "weekend of Sat 16 Aug 2025"),
            ("2025-SU", "summer 2025"),
            ("2025-Q3", "third quarter of 2025"),
            ("XXXX-WXX-2", "a Tuesday, date not known"),
            ("XXXX-XX-XXTNI", "night, date not known"),
            ("XXXX-08-19", "19 Aug, year not known"),
            ("XXXX-SU", "summer, year not known"),
            ("XXXX-Q1", "first quarter, year not known"),
            ("PRESENT_REF", "now"),
        ] {
            assert_eq!(readable(&value.parse().unwrap()), words);
        }
    }

    #[test]
    fn what_is_none_of_these_stays() {
        for value in ["P3D", "2025-XX-XX", "XXXX-WXX", "BC0480"] {
            assert_eq!(readable(&value.parse().unwrap()), value);
        }
    }

    #[test]
    fn a_publication_is_told_by_its_own_clock() {
        let words = |raw| published_words(&Published::parse(raw, PublishedBy::Given).unwrap());
        assert_eq!(words("2025-08-21T06:30:00+05:00"), "Thu 21 Aug 2025, 06:30:00+05:00");
        assert_eq!(words("2025-08-21"), "Thu 21 Aug 2025");
    }
}
