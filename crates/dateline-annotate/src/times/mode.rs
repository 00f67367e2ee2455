//! What a text's times are understood against: the day of publication, or the last date told.

use super::slots::{Slot, Slots};
use jiff::civil::Date;
use std::fmt;
use std::str::FromStr;

/// What the unsaid parts of a time are understood against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimeMode {
    /// Chosen from the text.
    #[default]
    Auto,
    /// The day of publication: news.
    News,
    /// The last date told: histories.
    Narrative,
}

impl TimeMode {
    /// The modes by name.
    pub const NAMES: [(&'static str, TimeMode); 3] =
        [("auto", TimeMode::Auto), ("news", TimeMode::News), ("narrative", TimeMode::Narrative)];
}

impl fmt::Display for TimeMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = TimeMode::NAMES.iter().find(|(_, mode)| mode == self).map_or("auto", |(name, _)| name);
        f.write_str(name)
    }
}

impl FromStr for TimeMode {
    type Err = String;

    /// Reads the name of a mode.
    ///
    /// # Errors
    /// If it is none of "auto", "news" and "narrative"; the error says so.
    fn from_str(name: &str) -> Result<TimeMode, String> {
        let found = TimeMode::NAMES.iter().find(|(n, _)| *n == name);
        found.map(|&(_, mode)| mode).ok_or_else(|| format!("no time mode {name:?}: auto, news or narrative"))
    }
}

/// The fewest years told in full that make a history.
const FEWEST_YEARS: usize = 6;

/// Whether a text is a history, by the slots of all its expressions: one tells many years in full and seldom speaks of its
/// own day ("yesterday", "on Friday"), and its years lie apart from the day of publication.
pub(super) fn is_narrative<'a>(expressions: impl Iterator<Item = &'a Slots>, published: Option<Date>) -> bool {
    let (mut years, mut near, mut own_day) = (0usize, 0usize, 0usize);
    for slots in expressions {
        if let Some(year) = slots.get(Slot::Year) {
            years += 1;
            near += usize::from(
                published.is_some_and(|p| slots.get(Slot::Era) != Some(1) && (i32::from(p.year()) - year).abs() <= 1),
            );
        }
        let alone = !slots.has(Slot::Month) && !slots.has(Slot::Year);
        own_day +=
            usize::from(alone && (slots.has(Slot::Weekday) || (slots.has(Slot::Shift) && !slots.has(Slot::From))));
    }
    years >= FEWEST_YEARS && near * 2 < years && own_day * 4 < years
}
