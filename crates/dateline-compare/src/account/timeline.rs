//! Claims by when they took place.

use dateline_core::{Claim, ClaimId, Moment};
use jiff::civil::{ISOWeekDate, Weekday};
use std::collections::BTreeMap;

/// The claims that have a time in the calendar, by that time; those of one time in the order of the account.
pub(super) fn timeline(claims: &[Claim]) -> Vec<Moment> {
    let mut moments: BTreeMap<(String, &str), Vec<ClaimId>> = BTreeMap::new();
    for claim in claims {
        if let Some(when) = claim.time.as_deref().filter(|t| t.starts_with(|c: char| c.is_ascii_digit())) {
            moments.entry((in_order(when), when)).or_default().push(claim.id);
        }
    }
    moments.into_iter().map(|((_, when), claims)| Moment { when: when.to_owned(), claims }).collect()
}

/// A key that puts TIMEX3 values of dates in order: years before their months, months before their days, days before their
/// parts; weeks, quarters and seasons where they begin, parts of days about when they do.
///
/// ```
/// use dateline_compare::account::in_order;
/// let mut times = ["2025-08-19T24:00", "2025-08-19TEV", "2025-W34", "2025-SU", "2025-08-19", "2025"];
/// times.sort_by_key(|time| in_order(time));
/// assert_eq!(times, ["2025", "2025-SU", "2025-W34", "2025-08-19", "2025-08-19TEV", "2025-08-19T24:00"]);
/// ```
pub fn in_order(value: &str) -> String {
    let (day, time) = value.split_once('T').map_or((value, None), |(day, time)| (day, Some(time)));
    let mut key = begins(day).unwrap_or_else(|| day.to_owned());
    if let Some(time) = time {
        key.push('T');
        key.push_str(match time {
            "MO" => "06:00",
            "DT" => "08:00",
            "MI" => "12:00",
            "AF" => "13:00",
            "EV" => "18:00",
            "NI" => "21:00",
            clock => clock,
        });
    }
    key
}

/// The month or day in which a week, quarter, half or season begins.
fn begins(value: &str) -> Option<String> {
    let (year, part) = value.split_once('-')?;
    if let Some(week) = part.strip_prefix('W') {
        let (week, first) = week.strip_suffix("-WE").map_or((week, Weekday::Monday), |week| (week, Weekday::Saturday));
        let week = ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, first).ok()?;
        return Some(week.date().to_string());
    }
    let month = match part {
        "Q1" | "H1" => "01",
        "SP" => "03",
        "Q2" => "04",
        "SU" => "06",
        "Q3" | "H2" => "07",
        "FA" => "09",
        "Q4" => "10",
        "WI" => "12",
        _ => return None,
    };
    Some(format!("{year}-{month}"))
}
