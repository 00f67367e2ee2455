//! The faces: what a result looks like in a terminal, in Markdown, as a page, as columns.

pub(crate) mod annotations;
pub(crate) mod changes;
pub(crate) mod check;
pub(crate) mod explain;
pub(crate) mod html;
pub(crate) mod markdown;
pub(crate) mod outline;
pub(crate) mod parse;
pub(crate) mod report;
pub(crate) mod search;
pub(crate) mod sources;
pub(crate) mod store;
pub(crate) mod terminal;

/// What of an account is shown, whatever its form.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Show {
    /// All claims, not only those that matter most.
    pub(crate) all: bool,
    /// Where reports were read from.
    pub(crate) paths: bool,
}
