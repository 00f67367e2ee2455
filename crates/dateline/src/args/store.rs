//! The arguments of the commands that keep a store: add, watch, changes, store.

use super::{Format, Language, Paths};
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Args, Debug)]
pub(crate) struct AddArgs {
    /// The file to keep the reports in; made if it is not there.
    #[arg(value_name = "STORE")]
    pub(crate) store: PathBuf,
    #[command(flatten)]
    pub(crate) paths: Paths,
    #[command(flatten)]
    pub(crate) language: Language,
}

#[derive(Args, Debug)]
pub(crate) struct WatchArgs {
    /// The file to keep the reports in; made if it is not there.
    #[arg(value_name = "STORE")]
    pub(crate) store: PathBuf,
    /// The folders and files to watch.
    #[command(flatten)]
    pub(crate) paths: Paths,
    /// Only take in what is there now, tell what changed, and end: for cron.
    #[arg(long)]
    pub(crate) once: bool,
    /// The form in which changes are told.
    #[arg(long, short, value_enum, default_value_t = ChangesFormat::Text)]
    pub(crate) format: ChangesFormat,
    #[command(flatten)]
    pub(crate) language: Language,
}

#[derive(Args, Debug)]
pub(crate) struct ChangesArgs {
    /// The store that `watch` keeps.
    #[arg(value_name = "STORE")]
    pub(crate) store: PathBuf,
    /// Only changes seen on DATE (2025-08-21, as a day of UTC) or from a time (2025-08-21T06:30:00Z) on.
    #[arg(long, value_name = "DATE", value_parser = moment)]
    pub(crate) since: Option<jiff::Timestamp>,
    /// The form in which changes are told.
    #[arg(long, short, value_enum, default_value_t = ChangesFormat::Text)]
    pub(crate) format: ChangesFormat,
}

/// The forms in which changes are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ChangesFormat {
    /// To be read in a terminal.
    Text,
    /// One JSON object a line.
    Jsonl,
    /// A feed that news readers take (`changes` only).
    Atom,
}

impl ChangesFormat {
    /// The form of a result that it is: a feed is made as a page is.
    pub(crate) fn form(self) -> Format {
        match self {
            ChangesFormat::Text => Format::Text,
            ChangesFormat::Jsonl => Format::Jsonl,
            ChangesFormat::Atom => Format::Html,
        }
    }
}

/// Reads a day or a time.
fn moment(raw: &str) -> Result<jiff::Timestamp, String> {
    if let Ok(time) = raw.parse::<jiff::Timestamp>() {
        return Ok(time);
    }
    let day = raw.parse::<jiff::civil::Date>().map_err(|_| format!("{raw:?} is no day: write 2025-08-21"))?;
    day.to_zoned(jiff::tz::TimeZone::UTC).map(|start| start.timestamp()).map_err(|e| e.to_string())
}

#[derive(Args, Debug)]
pub(crate) struct StoreArgs {
    #[command(subcommand)]
    pub(crate) command: StoreCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum StoreCommand {
    /// What a store holds, and who writes to it.
    Info {
        /// The store.
        #[arg(value_name = "STORE")]
        store: PathBuf,
    },
    /// Find what is damaged; exit 1 and name it if anything is.
    Check {
        /// The store.
        #[arg(value_name = "STORE")]
        store: PathBuf,
    },
    /// Give back the room of what is no more there.
    Compact {
        /// The store.
        #[arg(value_name = "STORE")]
        store: PathBuf,
    },
    /// Write every report with its layers, one JSON object a line: a new store can be made of it.
    Export {
        /// The store.
        #[arg(value_name = "STORE")]
        store: PathBuf,
        /// Write there instead of to standard output, whole or not at all.
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// The versions of a report, and what was added, cut or altered in each.
    Versions {
        /// The store.
        #[arg(value_name = "STORE")]
        store: PathBuf,
        /// The report.
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Take a report out, with all its versions and every change that quotes it.
    Remove {
        /// The store.
        #[arg(value_name = "STORE")]
        store: PathBuf,
        /// The report.
        #[arg(value_name = "ID")]
        id: String,
    },
}
