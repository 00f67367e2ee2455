//! A length of time as TIMEX3 writes it.

use std::fmt;

/// A length of time: its parts, those of the calendar before those of the clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Length(Vec<LengthPart>);

/// So many of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LengthPart {
    /// How many, in hundredths; `None` where the text leaves it open.
    pub hundredths: Option<u64>,
    /// Of what.
    pub unit: Unit,
}

/// What a length is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "units of time by their names")]
pub enum Unit {
    Millennium,
    Century,
    Decade,
    Year,
    Quarter,
    Month,
    Week,
    Day,
    Hour,
    Minute,
    Second,
}

impl Length {
    /// A length of one part.
    pub fn new(part: LengthPart) -> Length {
        Length(vec![part])
    }

    /// With another part; `None` where one of the calendar would come after one of the clock.
    pub fn with(mut self, part: LengthPart) -> Option<Length> {
        let in_order = part.unit.is_of_clock() || self.0.iter().all(|p| !p.unit.is_of_clock());
        self.0.push(part);
        in_order.then_some(self)
    }

    /// Its parts; there is at least one.
    pub fn parts(&self) -> &[LengthPart] {
        &self.0
    }
}

impl Unit {
    /// All of them with the letters that TIMEX3 writes.
    pub(super) const LETTERS: [(Unit, &'static str); 11] = [
        (Unit::Millennium, "ML"),
        (Unit::Century, "CE"),
        (Unit::Decade, "DE"),
        (Unit::Year, "Y"),
        (Unit::Quarter, "Q"),
        (Unit::Month, "M"),
        (Unit::Week, "W"),
        (Unit::Day, "D"),
        (Unit::Hour, "H"),
        (Unit::Minute, "M"),
        (Unit::Second, "S"),
    ];

    /// Whether it is shorter than a day.
    pub fn is_of_clock(self) -> bool {
        matches!(self, Unit::Hour | Unit::Minute | Unit::Second)
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("P")?;
        let mut clock = false;
        for part in &self.0 {
            if part.unit.is_of_clock() && !clock {
                clock = true;
                f.write_str("T")?;
            }
            match part.hundredths {
                None => f.write_str("X")?,
                Some(all) if all % 100 == 0 => write!(f, "{}", all / 100)?,
                Some(all) if all % 10 == 0 => write!(f, "{}.{}", all / 100, all % 100 / 10)?,
                Some(all) => write!(f, "{}.{:02}", all / 100, all % 100)?,
            }
            f.write_str(Unit::LETTERS[part.unit as usize].1)?;
        }
        Ok(())
    }
}
