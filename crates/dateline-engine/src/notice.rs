//! What a call tells while it runs: how far it is, and what is wrong with an input.

use dateline_read::ReadError;
use std::path::Path;

/// Something that a call tells while it runs. A face shows it, counts it, or lets it go by.
///
/// All notices of a call come from the thread that made it, those of reports in the order of the inputs.
#[derive(Debug)]
#[non_exhaustive]
pub enum Notice<'a> {
    /// A stage begins.
    Begins(Stage),
    /// One more report is through the stage.
    Step,
    /// A stage has ended.
    Ended(Stage),
    /// An input could not be read, or not as it is; the others go on.
    Unread(&'a ReadError),
    /// A report is in a language that the pipeline does not know; it is worked on like the rest.
    OtherLanguage {
        /// The report.
        id: &'a str,
        /// Its language.
        found: &'a str,
        /// The pipeline's.
        known: &'a str,
    },
    /// A report of a store is not as it was written, and is left out.
    Damaged {
        /// The store.
        store: &'a Path,
        /// The report.
        id: &'a str,
    },
    /// A report is an earlier version of another, or the same once more, and is left out.
    Earlier {
        /// Where it was read from.
        from: &'a str,
        /// The one that counts.
        of: &'a str,
    },
}

/// A part of a call that may take a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// Inputs are read.
    Read,
    /// Inputs are read and parsed.
    Parse,
    /// Inputs are read, parsed and annotated.
    Annotate,
    /// As [`Stage::Annotate`], and the reports are put into a store.
    Add,
    /// Reports are grouped into stories.
    Gather,
    /// The reports of stories are compared.
    Compare,
}

/// Takes the notices of a call.
pub type Tell<'t> = &'t mut dyn FnMut(Notice<'_>);

/// For those who do not want to be told anything.
///
/// ```
/// use dateline_engine::{Engine, EngineError, Inputs, quiet};
/// let inputs = Inputs::default().with_bytes("ferry.txt", "The ferry Halden sank.");
/// let mut ids = Vec::new();
/// Engine::default().read(&inputs, &mut quiet, |report| {
///     ids.push(report.id);
///     Ok::<(), EngineError>(())
/// })?;
/// assert_eq!(ids, ["ferry"]);
/// # Ok::<(), EngineError>(())
/// ```
pub fn quiet(_: Notice<'_>) {}
