//! What is written is read back, and the order is total where there is one.

use super::*;
use jiff::ToSpan;
use proptest::option;
use proptest::prelude::*;
use std::cmp::Ordering;

fn point() -> impl Strategy<Value = Point> {
    let year = || prop_oneof![-300i16..3000, 1990i16..2030];
    let season = (0usize..4).prop_map(|i| Season::ALL[i]);
    prop_oneof![
        (-5i16..=99).prop_map(Point::Century),
        (-50i16..=999).prop_map(Point::Decade),
        year().prop_map(Point::Year),
        (year(), 1i8..=2).prop_map(|(y, h)| Point::Half(y, h)),
        (year(), 1i8..=4).prop_map(|(y, q)| Point::Quarter(y, q)),
        (year(), season).prop_map(|(y, s)| Point::Season(y, s)),
        (year(), 1i8..=12).prop_map(|(y, m)| Point::Month(y, m)),
        (year(), 1i8..=52).prop_map(|(y, w)| Point::Week(y, w)),
        (year(), 1i8..=52).prop_map(|(y, w)| Point::Weekend(y, w)),
        (year(), 1i16..=365).prop_map(|(y, d)| {
            let first = Date::new(y, 1, 1).expect("every year has one");
            Point::Day(first.checked_add(i64::from(d - 1).days()).expect("within the year"))
        }),
    ]
}

fn open() -> impl Strategy<Value = Open> {
    let day = (option::of(-300i16..3000), option::of(1i8..=12), option::of(1i8..=31));
    prop_oneof![
        Just(Open::Century),
        option::of(0u8..10).prop_map(Open::Decade),
        Just(Open::Year),
        option::of(1i8..=2).prop_map(Open::Half),
        option::of(1i8..=4).prop_map(Open::Quarter),
        (0usize..4).prop_map(|i| Open::Season(Season::ALL[i])),
        (option::of(1i8..=12)).prop_map(|m| Open::Month(None, m)),
        (-300i16..3000).prop_map(|y| Open::Month(Some(y), None)),
        Just(Open::Week),
        Just(Open::Weekend),
        (1i8..=7).prop_map(Open::Weekday),
        day.prop_filter_map("is open", |(y, m, d)| {
            (y.is_none() || m.is_none() || d.is_none()).then_some(Open::Day(y, m, d))
        }),
    ]
}

fn clock() -> impl Strategy<Value = Clock> {
    let zone = prop_oneof![Just(None), (-14i16..=14).prop_map(|h| Some(h * 60)), (-840i16..840).prop_map(Some)];
    prop_oneof![
        (0usize..6).prop_map(|i| Clock::Part(PartOfDay::ALL[i])),
        (0u8..24, 0u8..60, option::of(0u8..60), zone).prop_map(|(hour, minute, second, zone)| Clock::At {
            hour,
            minute,
            second,
            zone
        }),
        Just(Clock::at(24, 0)),
        Just(Clock::Unknown),
    ]
}

fn length() -> impl Strategy<Value = Length> {
    let part = |units: std::ops::Range<usize>| {
        (option::of(0u64..100_000), units)
            .prop_map(|(hundredths, i)| LengthPart { hundredths, unit: Unit::LETTERS[i].0 })
    };
    let parts = (proptest::collection::vec(part(0..8), 0..3), proptest::collection::vec(part(8..11), 0..3));
    parts.prop_filter_map("has a part", |(calendar, clock)| {
        let mut all = calendar.into_iter().chain(clock);
        let first = Length::new(all.next()?);
        all.try_fold(first, Length::with)
    })
}

fn timex() -> impl Strategy<Value = Timex> {
    prop_oneof![
        4 => (point(), option::of(clock())).prop_map(|(p, c)| Timex::Point(p, c)),
        2 => (open(), option::of(clock())).prop_map(|(o, c)| Timex::Open(o, c)),
        1 => length().prop_map(Timex::Length),
        1 => (0usize..3).prop_map(|i| Timex::Vague(Vague::ALL[i])),
    ]
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(time in timex()) {
        prop_assert_eq!(time.to_string().parse::<Timex>(), Ok(time));
    }

    #[test]
    fn no_text_is_too_strange(raw in "\\PC{0,12}", near in "[0-9XBCPTQHWSUE:.+-]{0,12}") {
        for raw in [raw, near] {
            if let Ok(time) = raw.parse::<Timex>() {
                prop_assert_eq!(time.to_string().parse::<Timex>(), Ok(time));
            }
        }
    }

    #[test]
    fn the_order_is_total_in_the_calendar(a in timex(), b in timex(), c in timex()) {
        for (x, y) in [(&a, &b), (&b, &c), (&a, &c)] {
            prop_assert_eq!(x.partial_cmp(y), y.partial_cmp(x).map(Ordering::reverse));
            prop_assert_eq!(x.partial_cmp(y) == Some(Ordering::Equal), x == y);
            prop_assert_eq!(x.partial_cmp(y).is_some(), x == y || x.is_dated() && y.is_dated());
        }
        if a <= b && b <= c {
            prop_assert!(a <= c);
        }
    }

    #[test]
    fn a_value_holds_those_that_are_written_as_it_is_and_on(a in timex(), b in timex()) {
        if a.is_dated() && b.is_dated() {
            let (one, other) = (a.to_string(), b.to_string());
            let on = other.starts_with(&one) && a.clock().is_none() && a.point().is_none_or(|p| p.year() >= Some(1));
            prop_assert!(!on || a.holds(&b), "{one} {other}");
            prop_assert!(!a.holds(&b) || a == b || other.starts_with(&one), "{one} {other}");
        }
    }

    #[test]
    fn a_stretch_that_holds_another_overlaps_it(a in timex(), b in timex()) {
        if a.holds(&b) {
            prop_assert!(a.overlaps(&b) != Some(false) && b.overlaps(&a) != Some(false), "{a} {b}");
        }
    }
}

#[test]
fn what_timex3_does_not_write_is_an_error() {
    for raw in ["", "P", "PT", "2025-13", "2025-02-30", "2025-XX-1", "0000", "2025-08-19T", "2025-08-19T25:00", "soon"]
    {
        assert!(raw.parse::<Timex>().is_err(), "{raw}");
    }
}

#[test]
fn days_are_those_of_the_known_stretch() {
    let days = |raw: &str| {
        let days = raw.parse::<Timex>().expect("in form").days();
        days.map(|(from, to)| format!("{from} {to}"))
    };
    assert_eq!(days("1912-02").as_deref(), Some("1912-02-01 1912-02-29"));
    assert_eq!(days("1911-WI").as_deref(), Some("1911-12-01 1912-02-29"));
    assert_eq!(days("1912-W16-WE").as_deref(), Some("1912-04-20 1912-04-21"));
    assert_eq!(days("1912-04-15T02:20").as_deref(), Some("1912-04-15 1912-04-15"));
    assert_eq!(days("XXXX-04-15"), None);
}
