//! A time of day as TIMEX3 writes it.

use std::fmt;

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// A part of the day.
    Part(PartOfDay),
    /// What a clock shows.
    At {
        /// 0 to 24; the last only as midnight at the end of the day.
        hour: u8,
        /// Of the hour.
        minute: u8,
        /// Of the minute, if told.
        second: Option<u8>,
        /// Minutes east of Greenwich, if told.
        zone: Option<i16>,
    },
    /// One that is not known.
    Unknown,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the parts of a day by their names")]
pub enum PartOfDay {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

impl Clock {
    /// An hour and a minute, without seconds and zone.
    pub fn at(hour: u8, minute: u8) -> Clock {
        Clock::At { hour, minute, second: None, zone: None }
    }

    /// The minute of the day, where a clock told it without a zone and without seconds.
    pub fn minute(self) -> Option<i32> {
        match self {
            Clock::At { hour, minute, second: None, zone: None } => Some(i32::from(hour) * 60 + i32::from(minute)),
            _ => None,
        }
    }
}

impl PartOfDay {
    /// All of them.
    pub const ALL: [PartOfDay; 6] = [
        PartOfDay::Morning,
        PartOfDay::Midday,
        PartOfDay::Afternoon,
        PartOfDay::Evening,
        PartOfDay::Night,
        PartOfDay::Daytime,
    ];

    /// What TIMEX3 writes for each, in the same order.
    pub const CODES: [&str; 6] = ["MO", "MI", "AF", "EV", "NI", "DT"];

    /// What TIMEX3 writes for it: "EV".
    pub fn code(self) -> &'static str {
        PartOfDay::CODES[self as usize]
    }

    /// The hour at which it begins, about.
    pub fn first_hour(self) -> u8 {
        match self {
            PartOfDay::Morning => 6,
            PartOfDay::Daytime => 8,
            PartOfDay::Midday => 12,
            PartOfDay::Afternoon => 13,
            PartOfDay::Evening => 18,
            PartOfDay::Night => 21,
        }
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Clock::Part(part) => f.write_str(part.code()),
            Clock::Unknown => f.write_str("XX"),
            Clock::At { hour, minute, second, zone } => {
                write!(f, "{hour:02}:{minute:02}")?;
                second.map_or(Ok(()), |second| write!(f, ":{second:02}"))?;
                match zone {
                    None => Ok(()),
                    Some(0) => f.write_str("Z"),
                    Some(m) if m % 60 == 0 => write!(f, "{:+03}", m / 60),
                    Some(m) => write!(f, "{}{:02}:{:02}", if m < 0 { '-' } else { '+' }, m.abs() / 60, m.abs() % 60),
                }
            }
        }
    }
}
