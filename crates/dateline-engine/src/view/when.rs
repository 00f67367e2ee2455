//! TIMEX3 values as a reader writes them.

use jiff::civil::{Date, ISOWeekDate, Weekday};

/// "2025-08-19TEV" as "Tue 19 Aug 2025, evening"; a value of another shape stays as it is.
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
pub fn readable(value: &str) -> String {
    match value {
        "PRESENT_REF" => return "now".to_owned(),
        "PAST_REF" => return "in the past".to_owned(),
        "FUTURE_REF" => return "in the future".to_owned(),
        _ => {}
    }
    let (day, time) = value.split_once('T').map_or((value, None), |(d, t)| (d, Some(t)));
    let unknown = || day.starts_with("XXXX").then(|| undated(day)).flatten();
    match (dated(day).or_else(unknown), time.map(part_of_day)) {
        (Some(day), None) => day,
        (Some(day), Some(part)) if day == UNKNOWN => format!("{part}, {day}"),
        (Some(day), Some(part)) => format!("{day}, {part}"),
        (None, _) => value.to_owned(),
    }
}

const UNKNOWN: &str = "date not known";

/// A day, week, month, part of a year, decade or century.
fn dated(value: &str) -> Option<String> {
    if let Ok(date) = value.parse::<Date>() {
        return Some(date.strftime("%a %-d %b %Y").to_string());
    }
    let Some((year, part)) = value.split_once('-') else {
        let digits = value.bytes().all(|b| b.is_ascii_digit());
        return match value.len() {
            4 if digits => Some(value.to_owned()),
            3 if digits => Some(format!("{value}0s")),
            2 if digits => Some(format!("{value}00s")),
            _ => None,
        };
    };
    let number: i16 = year.parse().ok().filter(|_| year.len() == 4)?;
    if let Some(week) = part.strip_prefix('W') {
        let (week, weekend) = week.strip_suffix("-WE").map_or((week, false), |week| (week, true));
        let (what, first) = if weekend { ("weekend", Weekday::Saturday) } else { ("week", Weekday::Monday) };
        let day = ISOWeekDate::new(number, week.parse().ok()?, first).ok()?.date();
        return Some(format!("{what} of {}", day.strftime("%a %-d %b %Y")));
    }
    match part_of_year(part) {
        Some(part) => Some(format!("{part} {year}")),
        None => Some(format!("{value}-01").parse::<Date>().ok()?.strftime("%b %Y").to_string()),
    }
}

/// A date without its year, or nothing but a kind of day.
fn undated(value: &str) -> Option<String> {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    if value == "XXXX-XX-XX" || value == "XXXX" {
        return Some(UNKNOWN.to_owned());
    }
    if let Some(day) = value.strip_prefix("XXXX-WXX-") {
        let day: usize = day.parse().ok()?;
        return Some(format!("a {}, {UNKNOWN}", DAYS.get(day.checked_sub(1)?)?));
    }
    let part = value.strip_prefix("XXXX-")?;
    // Any leap year gives the words of a day or a month.
    let day = || format!("2000-{part}").parse::<Date>().ok().map(|d| d.strftime("%-d %b").to_string());
    let month = || format!("2000-{part}-01").parse::<Date>().ok().map(|d| d.strftime("%b").to_string());
    let part = part_of_year(part).map(str::to_owned).or_else(day).or_else(month)?;
    Some(format!("{part}, year not known"))
}

fn part_of_year(code: &str) -> Option<&'static str> {
    Some(match code {
        "SP" => "spring",
        "SU" => "summer",
        "FA" => "autumn",
        "WI" => "winter",
        "Q1" => "first quarter of",
        "Q2" => "second quarter of",
        "Q3" => "third quarter of",
        "Q4" => "fourth quarter of",
        "H1" => "first half of",
        "H2" => "second half of",
        _ => return None,
    })
}

fn part_of_day(code: &str) -> &str {
    match code {
        "MO" => "morning",
        "MI" => "midday",
        "AF" => "afternoon",
        "EV" => "evening",
        "NI" => "night",
        "DT" => "daytime",
        "24:00" => "midnight",
        clock => clock,
    }
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn values_read_as_words() {
        for (value, words) in [
            ("2025-08-19", "Tue 19 Aug 2025"),
            ("2025-08-19TEV", "Tue 19 Aug 2025, evening"),
            ("2025-08-19T18:30", "Tue 19 Aug 2025, 18:30"),
            ("2025-08-19T24:00", "Tue 19 Aug 2025, midnight"),
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
            ("PRESENT_REF", "now"),
        ] {
            assert_eq!(readable(value), words);
        }
    }

    #[test]
    fn what_is_none_of_these_stays() {
        for value in ["P3D", "", "2025-99", "XXXX-WXX-9", "XXXX-é", "Tomorrow"] {
            assert_eq!(readable(value), value);
        }
    }
}
