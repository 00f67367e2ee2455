//! The time of day: as words tell it, and counted on from by hours and minutes.

use super::point::Point;
use super::slots::{PARTS, Slot, Slots};
use jiff::Span;
use jiff::civil::Date;

const DAY: i32 = 24 * 60;

/// The time of day as TIMEX3 writes it after a day; empty for none, `None` for one that no clock shows.
pub(super) fn read(slots: &Slots) -> Option<String> {
    let Some(hour) = slots.get(Slot::Hour) else {
        return Some(slots.name(Slot::Part, PARTS).map(|p| format!("T{p}")).unwrap_or_default());
    };
    let afternoon = slots.get(Slot::Pm) == Some(1) || matches!(slots.name(Slot::Part, PARTS), Some("AF" | "EV"));
    let hour = match slots.get(Slot::Pm) {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(0) if hour == 12 => 0,
        _ if afternoon && hour < 12 => hour + 12,
        _ => hour,
    };
    let minute = slots.get(Slot::Minute).unwrap_or(0);
    if hour > 24 || (hour == 24 && minute > 0) {
        return None;
    }
    let second = slots.get(Slot::Second).map(|s| format!(":{s:02}")).unwrap_or_default();
    let zone = slots.get(Slot::Zone).map(zone).unwrap_or_default();
    Some(format!("T{hour:02}:{minute:02}{second}{zone}"))
}

/// Minutes from Greenwich as ISO 8601 writes them.
fn zone(minutes: i32) -> String {
    match minutes {
        0 => "Z".to_owned(),
        m if m % 60 == 0 => format!("{:+03}", m / 60),
        m => format!("{}{:02}:{:02}", if m < 0 { '-' } else { '+' }, m.abs() / 60, m.abs() % 60),
    }
}

/// The minute of the day that a value such as "1926-03-14T20:30" tells; none for parts of days and other zones.
pub(super) fn minute(value: &str) -> Option<i32> {
    let (hour, minute) = value.split_once('T')?.1.split_once(':')?;
    let (hour, minute): (i32, i32) = (hour.parse().ok()?, minute.parse().ok()?);
    Some(hour * 60 + minute)
}

/// A minute of a day as TIMEX3 writes it.
pub(super) fn value(day: Date, minute: i32) -> String {
    format!("{}T{:02}:{:02}", Point::Day(day).value(), minute / 60, minute % 60)
}

/// So many hundredths of a unit on (or back, if below 0) from a day, and from its minute if that is known.
///
/// None where the unit is no hour or minute, or where the day can not be told: hours from a day without a clock, unless they
/// make whole days.
pub(super) fn shifted(day: Date, minute: Option<i32>, unit: &str, hundredths: i32) -> Option<(Date, Option<i32>)> {
    let minutes = match unit {
        "hour" => hundredths.checked_mul(60)? / 100,
        "minute" => hundredths / 100,
        _ => return None,
    };
    let from = match minute {
        Some(minute) => minute,
        None if minutes % DAY == 0 => 0,
        None => return None,
    };
    let at = from.checked_add(minutes)?;
    let day = day.checked_add(Span::new().try_days(at.div_euclid(DAY)).ok()?).ok()?;
    Some((day, minute.map(|_| at.rem_euclid(DAY))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_clock_goes_on_over_midnight() {
        let day = date(1926, 3, 14);
        assert_eq!(minute("1926-03-14T23:30"), Some(23 * 60 + 30));
        assert_eq!(shifted(day, Some(23 * 60 + 30), "hour", 150), Some((date(1926, 3, 15), Some(60))));
        assert_eq!(shifted(day, Some(15), "minute", -3000), Some((date(1926, 3, 13), Some(23 * 60 + 45))));
        assert_eq!(value(day, 65), "1926-03-14T01:05");
    }

    #[test]
    fn without_a_clock_only_whole_days_are_counted() {
        let day = date(1926, 3, 14);
        assert_eq!(shifted(day, None, "hour", -4800), Some((date(1926, 3, 12), None)));
        assert_eq!(shifted(day, None, "hour", 200), None);
        assert_eq!(minute("1926-03-14TNI"), None);
        assert_eq!(minute("1926-03-14T17:00-05"), None);
    }
}
