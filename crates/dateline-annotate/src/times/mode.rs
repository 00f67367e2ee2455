//! What a text's times are understood against: the day of publication, or the last date told.

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
