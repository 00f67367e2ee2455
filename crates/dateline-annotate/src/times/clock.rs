//! The time of day: as words tell it, and counted on from by hours and minutes.

use super::slots::{Slot, Slots};
use dateline_core::{Clock, PartOfDay, Point, Timex};
use jiff::Span;
use jiff::civil::Date;

const DAY: i32 = 24 * 60;

/// The time of day that the words tell; `None` within for none, without for one that no clock shows.
pub(super) fn read(slots: &Slots) -> Option<Option<Clock>> {
    let part = slots.pick(Slot::Part, &PartOfDay::ALL);
    let Some(hour) = slots.get(Slot::Hour) else { return Some(part.map(Clock::Part)) };
    let afternoon = slots.get(Slot::Pm) == Some(1) || matches!(part, Some(PartOfDay::Afternoon | PartOfDay::Evening));
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
    let small = |n: i32| u8::try_from(n).ok().filter(|&n| n < 60);
    let second = match slots.get(Slot::Second) {
        Some(second) => Some(small(second)?),
        None => None,
    };
    let zone = slots.get(Slot::Zone).and_then(|minutes| i16::try_from(minutes).ok());
    Some(Some(Clock::At { hour: small(hour)?, minute: small(minute)?, second, zone }))
}

/// A minute of a day.
pub(super) fn at(day: Date, minute: i32) -> Timex {
    Timex::Point(Point::Day(day), Some(Clock::at((minute / 60) as u8, (minute % 60) as u8)))
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
        assert_eq!(shifted(day, Some(23 * 60 + 30), "hour", 150), Some((date(1926, 3, 15), Some(60))));
        assert_eq!(shifted(day, Some(15), "minute", -3000), Some((date(1926, 3, 13), Some(23 * 60 + 45))));
        assert_eq!(at(day, 65).to_string(), "1926-03-14T01:05");
    }

    #[test]
    fn without_a_clock_only_whole_days_are_counted() {
        let day = date(1926, 3, 14);
        assert_eq!(shifted(day, None, "hour", -4800), Some((date(1926, 3, 12), None)));
        assert_eq!(shifted(day, None, "hour", 200), None);
    }
}
