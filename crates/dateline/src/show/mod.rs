//! The faces: what a result looks like in a terminal, in Markdown, as a page, as columns.

pub(crate) mod changes;
pub(crate) mod check;
pub(crate) mod explain;
pub(crate) mod html;
pub(crate) mod markdown;
pub(crate) mod outline;
pub(crate) mod parse;
pub(crate) mod report;
pub(crate) mod sources;
pub(crate) mod store;
pub(crate) mod terminal;
