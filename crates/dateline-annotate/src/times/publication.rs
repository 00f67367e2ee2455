//! The day of publication where the text makes it certain: "today, 18 August 1912".

use super::Reading;
use super::grammar::Grammar;
use super::slots::{Slot, UNITS};
use dateline_core::{Published, PublishedBy, Text};
use jiff::civil::Date;

/// The day that a text calls its own and dates in full.
pub(super) fn certain(grammar: &Grammar, text: &Text, readings: &[Reading]) -> Option<Published> {
    readings.windows(2).find_map(|pair| {
        let [today, date] = pair else { return None };
        let own = today.slots.get(Slot::Shift) == Some(0) && today.slots.is(Slot::Unit, UNITS, "day");
        let joint = text.str(today.span.gap(date.span)?).trim();
        if !own
            || today.slots.has(Slot::From)
            || !(matches!(joint, "" | "," | "(" | "-" | "–" | "—") || grammar.words.today_is.has(joint))
        {
            return None;
        }
        let small = |slot| date.slots.get(slot).and_then(|v| i8::try_from(v).ok());
        let year = date.slots.get(Slot::Year).filter(|_| !date.slots.has(Slot::Era))?;
        let date = Date::new(i16::try_from(year).ok()?, small(Slot::Month)?, small(Slot::Day)?).ok()?;
        Some(Published { date, time: None, offset: None, by: PublishedBy::Inferred })
    })
}
