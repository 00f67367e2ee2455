//! What a pattern has read of a time expression: a value for each slot, before anything is resolved.

use dateline_core::{PartOfDay, Season, Vague};

/// No value.
pub(super) const NONE: i32 = i32::MIN;

/// An amount that the text leaves open: "several", "some".
pub(super) const VAGUE: i32 = i32::MAX;

macro_rules! slots {
    ($($(#[$doc:meta])* $name:ident $word:literal,)*) => {
        /// What can be read of a time expression.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Slot {
            $($(#[$doc])* $name,)*
        }

        const COUNT: usize = [$(Slot::$name),*].len();

        impl Slot {
            /// The slot of a name in the pattern files.
            pub(super) fn named(word: &str) -> Option<Slot> {
                match word {
                    $($word => Some(Slot::$name),)*
                    _ => None,
                }
            }
        }
    };
}

slots! {
    /// 1 before Christ.
    Era "era",
    /// Which one: 20 for the years from 1900.
    Century "century",
    /// The first three digits of its years, or one digit where the text leaves the century out.
    Decade "decade",
    /// With its century.
    Year "year",
    /// Two digits without a century.
    ShortYear "yy",
    /// How many years from the anchor's: "last year's".
    YearShift "years",
    /// First or second half of a year.
    Half "half",
    /// Quarter of a year.
    Quarter "quarter",
    /// The quarter that figures were told for: 0 that one, -1 the same a year before.
    Period "period",
    /// "The weekend" of a Monday's paper is the one before, of a Friday's the one to come if the verb looks ahead.
    Weekend "weekend",
    /// See [`SEASONS`].
    Season "season",
    /// 1 for January.
    Month "month",
    /// Of the month.
    Day "day",
    /// 1 for Monday.
    Weekday "weekday",
    /// Of the day; see [`PARTS`].
    Part "part",
    /// Of the day.
    Hour "hour",
    /// Of the hour.
    Minute "minute",
    /// Of the minute.
    Second "second",
    /// 0 before noon, 1 after.
    Pm "pm",
    /// Minutes east of Greenwich.
    Zone "zone",
    /// A feast; see the calendar.
    Feast "feast",
    /// How many units away from the anchor.
    Shift "shift",
    /// Which way an amount counts: -1 back, 1 on.
    Way "way",
    /// See [`UNITS`].
    Unit "unit",
    /// How many units, in hundredths, or [`VAGUE`].
    Amount "amount",
    /// A second unit: "and ten minutes".
    Unit2 "unit2",
    /// How many of it, in hundredths.
    Amount2 "amount2",
    /// What it counts from; see [`ANCHORS`].
    From "from",
    /// -1 "last", 0 "this", 1 "next".
    Direction "dir",
    /// TIMEX3's `mod`; see [`MODS`].
    Mod "mod",
    /// Which one in a row; -1 the last.
    Nth "nth",
    /// A past, present or future that is not told closer; see [`REFS`].
    Ref "ref",
    /// Read but of no matter.
    Ignored "_",
}

/// TIMEX3's seasons.
pub(super) const SEASONS: &[&str] = &Season::CODES;
/// TIMEX3's parts of the day; noon and midnight are hours.
pub(super) const PARTS: &[&str] = &PartOfDay::CODES;
/// Units of time from small to large.
pub(super) const UNITS: &[&str] = &[
    "second",
    "minute",
    "hour",
    "day",
    "weekend",
    "week",
    "fortnight",
    "month",
    "season",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
    "millennium",
];
/// What a time counts from.
pub(super) const ANCHORS: &[&str] = &["published", "told"];
/// TIMEX3's values of `mod`.
pub(super) const MODS: &[&str] = &[
    "START",
    "MID",
    "END",
    "APPROX",
    "MORE_THAN",
    "LESS_THAN",
    "EQUAL_OR_MORE",
    "EQUAL_OR_LESS",
    "BEFORE",
    "AFTER",
    "ON_OR_BEFORE",
    "ON_OR_AFTER",
];
/// TIMEX3's open times.
pub(super) const REFS: &[&str] = &Vague::CODES;

/// The values that a pattern has read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slots([i32; COUNT]);

impl Slots {
    /// With nothing read.
    pub(super) const EMPTY: Slots = Slots([NONE; COUNT]);

    /// The value of a slot, if it was read.
    pub(super) fn get(&self, slot: Slot) -> Option<i32> {
        Some(self.0[slot as usize]).filter(|&v| v != NONE)
    }

    /// Whether a slot was read.
    pub(super) fn has(&self, slot: Slot) -> bool {
        self.0[slot as usize] != NONE
    }

    /// Writes a slot.
    pub(super) fn set(&mut self, slot: Slot, value: i32) {
        self.0[slot as usize] = value;
    }

    /// What a slot holds of a list whose places its values count, such as all parts of the day.
    pub(super) fn pick<T: Copy>(&self, slot: Slot, list: &[T]) -> Option<T> {
        list.get(usize::try_from(self.get(slot)?).ok()?).copied()
    }

    /// The name of a slot's value in a list such as [`UNITS`].
    pub(super) fn name(&self, slot: Slot, names: &'static [&'static str]) -> Option<&'static str> {
        self.pick(slot, names)
    }

    /// Whether a slot holds a name of a list.
    pub(super) fn is(&self, slot: Slot, names: &'static [&'static str], name: &str) -> bool {
        self.name(slot, names) == Some(name)
    }

    /// These slots over those of an expression before, which fill what is missing.
    pub(super) fn over(mut self, before: &Slots) -> Slots {
        for (mine, theirs) in self.0.iter_mut().zip(before.0) {
            if *mine == NONE {
                *mine = theirs;
            }
        }
        self
    }
}

/// Reads "slot=value", the value a number or a name of the slot's list.
pub(super) fn assignment(raw: &str) -> Option<(Slot, i32)> {
    let (slot, value) = raw.split_once('=')?;
    let slot = Slot::named(slot)?;
    let names = match slot {
        Slot::Season => SEASONS,
        Slot::Part => PARTS,
        Slot::Unit | Slot::Unit2 => UNITS,
        Slot::From => ANCHORS,
        Slot::Mod => MODS,
        Slot::Ref => REFS,
        _ => &[],
    };
    let value = match names.iter().position(|&n| n == value) {
        Some(place) => place as i32,
        None if value == "vague" => VAGUE,
        None => value.parse().ok()?,
    };
    Some((slot, value))
}
