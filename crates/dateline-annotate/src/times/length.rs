//! Lengths of time and times that come again, as TIMEX3 writes them.

use super::calendar::grain;
use super::slots::{Slot, Slots, UNITS, VAGUE};
use dateline_core::{Clock, Length, LengthPart, Open, PartOfDay, Point, Season, Timex, Unit};
use jiff::civil::Date;

/// The value of a length: "P2Y6M", "PT5H", "PXW".
pub(super) fn value(slots: &Slots) -> Option<Length> {
    let unit = slots.name(Slot::Unit, UNITS)?;
    let first = one(unit, slots.get(Slot::Amount).unwrap_or(100))?;
    let Some(unit) = slots.name(Slot::Unit2, UNITS) else { return Some(first) };
    let second = one(unit, slots.get(Slot::Amount2).unwrap_or(100))?;
    // What does not follow in size is a length of its own.
    let both = second.parts().iter().try_fold(first.clone(), |length, &part| length.with(part));
    Some(both.unwrap_or(first))
}

fn one(unit: &str, hundredths: i32) -> Option<Length> {
    // The unit, how many of it the word means, and the next smaller unit with how many of it make one.
    let (own, per, below) = match unit {
        "second" => (Unit::Second, 1, None),
        "minute" => (Unit::Minute, 1, Some((Unit::Second, 60))),
        "hour" => (Unit::Hour, 1, Some((Unit::Minute, 60))),
        "day" => (Unit::Day, 1, None),
        "weekend" => (Unit::Day, 2, None),
        "week" => (Unit::Week, 1, None),
        "fortnight" => (Unit::Week, 2, None),
        "month" => (Unit::Month, 1, None),
        "season" => (Unit::Month, 3, None),
        "quarter" => (Unit::Quarter, 1, None),
        "half" => (Unit::Month, 6, None),
        "year" => (Unit::Year, 1, Some((Unit::Month, 12))),
        "decade" => (Unit::Year, 10, None),
        "century" => (Unit::Year, 100, None),
        "millennium" => (Unit::Year, 1000, None),
        _ => return None,
    };
    if hundredths == VAGUE {
        let unit = match unit {
            "decade" => Unit::Decade,
            "century" => Unit::Century,
            "millennium" => Unit::Millennium,
            _ => own,
        };
        return Some(Length::new(LengthPart { hundredths: None, unit }));
    }
    let all = u64::try_from(hundredths).ok()? * per;
    let (whole, part) = (all / 100, all % 100);
    let of = |number: u64, unit| LengthPart { hundredths: Some(number), unit };
    match below {
        Some((small, n)) if part > 0 && part * n % 100 == 0 && whole > 0 => {
            Length::new(of(whole * 100, own)).with(of(part * n, small))
        }
        Some((small, n)) if part > 0 && part * n % 100 == 0 => Some(Length::new(of(part * n, small))),
        _ => Some(Length::new(of(all, own))),
    }
}

/// Where a length that reaches back from a day (`way` -1) or on from it (1) begins and ends.
pub(super) fn ends(slots: &Slots, day: Date, way: i32) -> Option<(Timex, Timex)> {
    let amount = slots.get(Slot::Amount).unwrap_or(100);
    let unit = slots.name(Slot::Unit, UNITS)?;
    if amount == VAGUE || amount % 100 != 0 || slots.has(Slot::Unit2) {
        return None;
    }
    let n = amount / 100 * if unit == "fortnight" { 2 } else { 1 };
    let own = Point::holding(grain(unit)?, day);
    let far = Timex::Point(own.shift(n.checked_mul(way)?)?, None);
    let near = Timex::day(day);
    Some(if way < 0 { (far, near) } else { (near, far) })
}

/// The day that a length before (`way` -1) or after (1) a day is, if the length is a whole number of days or more.
pub(super) fn add(length: &Length, day: Date, way: i32) -> Option<Date> {
    let &[LengthPart { hundredths: Some(hundredths), unit }] = length.parts() else { return None };
    if hundredths % 100 != 0 {
        return None;
    }
    let n = i32::try_from(hundredths / 100).ok()?.checked_mul(way)?;
    let span = match unit {
        Unit::Day => jiff::Span::new().try_days(n),
        Unit::Week => jiff::Span::new().try_weeks(n),
        Unit::Month => jiff::Span::new().try_months(n),
        Unit::Year => jiff::Span::new().try_years(n),
        _ => return None,
    };
    day.checked_add(span.ok()?).ok()
}

/// The value of a time that comes again: "P1D" for every day, "XXXX-WXX-2TEV" for Tuesday evenings.
pub(super) fn set(slots: &Slots) -> Option<Timex> {
    if slots.has(Slot::Unit) {
        return value(slots).map(Timex::Length);
    }
    let small = |slot| slots.get(slot).and_then(|n| i8::try_from(n).ok());
    let day = match (small(Slot::Weekday), small(Slot::Month), small(Slot::Day)) {
        (Some(weekday), _, _) => Open::Weekday(weekday),
        (_, Some(month), None) => Open::Month(None, Some(month)),
        (_, None, None) => match (slots.pick(Slot::Season, &Season::ALL), small(Slot::Quarter)) {
            (Some(season), _) => Open::Season(season),
            (_, Some(quarter)) => Open::Quarter(Some(quarter)),
            _ => Open::Day(None, None, None),
        },
        (_, month, day) => Open::Day(None, month, day),
    };
    Some(Timex::Open(day, slots.pick(Slot::Part, &PartOfDay::ALL).map(Clock::Part)))
}
