//! Lengths of time and times that come again, as TIMEX3 writes them.

use super::calendar::grain;
use super::point::Point;
use super::slots::{PARTS, SEASONS, Slot, Slots, UNITS, VAGUE};
use jiff::civil::Date;

/// The value of a length: "P2Y6M", "PT5H", "PXW".
pub(super) fn value(slots: &Slots) -> Option<String> {
    let unit = slots.name(Slot::Unit, UNITS)?;
    let first = one(unit, slots.get(Slot::Amount).unwrap_or(100))?;
    let Some(unit) = slots.name(Slot::Unit2, UNITS) else { return Some(first) };
    let second = one(unit, slots.get(Slot::Amount2).unwrap_or(100))?;
    match (first.strip_prefix("PT"), second.strip_prefix("PT"), second.strip_prefix('P')) {
        (Some(_), Some(small), _) => Some(format!("{first}{small}")),
        (None, Some(_), Some(small)) | (None, None, Some(small)) => Some(format!("{first}{small}")),
        _ => Some(first),
    }
}

fn one(unit: &str, hundredths: i32) -> Option<String> {
    // The letter, how many of it the unit is, and the next smaller unit with how many of it make one.
    let (letter, per, below) = match unit {
        "second" => ("S", 1, None),
        "minute" => ("M", 1, Some(("S", 60))),
        "hour" => ("H", 1, Some(("M", 60))),
        "day" => ("D", 1, None),
        "weekend" => ("D", 2, None),
        "week" => ("W", 1, None),
        "fortnight" => ("W", 2, None),
        "month" => ("M", 1, None),
        "season" => ("M", 3, None),
        "quarter" => ("Q", 1, None),
        "half" => ("M", 6, None),
        "year" => ("Y", 1, Some(("M", 12))),
        "decade" => ("Y", 10, None),
        "century" => ("Y", 100, None),
        "millennium" => ("Y", 1000, None),
        _ => return None,
    };
    let time = if matches!(unit, "second" | "minute" | "hour") { "T" } else { "" };
    if hundredths == VAGUE {
        let letter = match unit {
            "decade" => "DE",
            "century" => "CE",
            "millennium" => "ML",
            _ => letter,
        };
        return Some(format!("P{time}X{letter}"));
    }
    let all = i64::from(hundredths) * per;
    let (whole, part) = (all / 100, all % 100);
    Some(match below {
        _ if part == 0 => format!("P{time}{whole}{letter}"),
        Some((small, n)) if part * n % 100 == 0 && whole > 0 => {
            format!("P{time}{whole}{letter}{}{small}", part * n / 100)
        }
        Some((small, n)) if part * n % 100 == 0 => format!("P{time}{}{small}", part * n / 100),
        _ => format!("P{time}{whole}.{}{letter}", format!("{part:02}").trim_end_matches('0')),
    })
}

/// Where a length that reaches back from a day (`way` -1) or on from it (1) begins and ends.
pub(super) fn ends(slots: &Slots, day: Date, way: i32) -> Option<(String, String)> {
    let amount = slots.get(Slot::Amount).unwrap_or(100);
    let unit = slots.name(Slot::Unit, UNITS)?;
    if amount == VAGUE || amount % 100 != 0 || slots.has(Slot::Unit2) {
        return None;
    }
    let n = amount / 100 * if unit == "fortnight" { 2 } else { 1 };
    let own = Point::holding(grain(unit)?, day);
    let far = own.shift(n.checked_mul(way)?)?;
    let near = Point::Day(day).value();
    Some(if way < 0 { (far.value(), near) } else { (near, far.value()) })
}

/// The day that lies a length before (`way` -1) or after (1) a day, if the length is a whole number of days or more.
pub(super) fn add(length: &str, day: Date, way: i32) -> Option<String> {
    let length = length.strip_prefix('P')?;
    let (number, unit) = length.split_at_checked(length.len().checked_sub(1)?)?;
    let n = number.parse::<i32>().ok()?.checked_mul(way)?;
    let span = match unit {
        "D" => jiff::Span::new().try_days(n),
        "W" => jiff::Span::new().try_weeks(n),
        "M" => jiff::Span::new().try_months(n),
        "Y" => jiff::Span::new().try_years(n),
        _ => return None,
    };
    day.checked_add(span.ok()?).ok().map(|day| Point::Day(day).value())
}

/// The value of a time that comes again: "P1D" for every day, "XXXX-WXX-2TEV" for Tuesday evenings.
pub(super) fn set(slots: &Slots) -> Option<String> {
    if slots.has(Slot::Unit) {
        return value(slots);
    }
    let day = match (slots.get(Slot::Weekday), slots.get(Slot::Month), slots.get(Slot::Day)) {
        (Some(weekday), _, _) => format!("XXXX-WXX-{weekday}"),
        (_, Some(month), Some(day)) => format!("XXXX-{month:02}-{day:02}"),
        (_, Some(month), None) => format!("XXXX-{month:02}"),
        (_, None, Some(day)) => format!("XXXX-XX-{day:02}"),
        _ => match (slots.name(Slot::Season, SEASONS), slots.get(Slot::Quarter)) {
            (Some(season), _) => format!("XXXX-{season}"),
            (_, Some(quarter)) => format!("XXXX-Q{quarter}"),
            _ => "XXXX-XX-XX".to_owned(),
        },
    };
    let part = slots.name(Slot::Part, PARTS).map(|p| format!("T{p}")).unwrap_or_default();
    Some(format!("{day}{part}"))
}
