//! What can go wrong in reading: which input, what is wrong with it, and what to do.

use std::io;
use thiserror::Error;

/// An input, or a part of one, and what is wrong with it; in one line that names the input first.
///
/// Reading goes on after each of these with the next line or file.
#[derive(Debug, Error)]
#[error("{from}: {problem}")]
pub struct ReadError {
    /// The path or address, and after a colon the line in a file of JSON lines.
    pub from: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with an input, and what to do.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Problem {
    /// The file is gone, or was never there.
    #[error("there is no such file: check the path")]
    NotFound,
    /// The user may not read it.
    #[error("no permission to read it: change its mode or its owner")]
    NoPermission,
    /// A folder that was entered already, or a link that leads to itself.
    #[error("leads back to what was read already: the link is skipped")]
    Loop,
    /// A pipe, socket or device inside a folder.
    #[error("is neither a file nor a folder: skipped")]
    NotAFile,
    /// The system failed otherwise.
    #[error("cannot be read: {0}")]
    Io(io::Error),
    /// It ends in the middle of its compressed form, or is not what its first bytes say.
    #[error("the gzip data is damaged ({0}): fetch the file again")]
    Gzip(io::Error),
    /// There is nothing in it but white space.
    #[error("is empty")]
    Empty,
    /// It holds no text, but this.
    #[error("is {0}, not text: convert it to text or HTML first")]
    Binary(&'static str),
    /// It is longer than this many bytes.
    #[error("is longer than {} MB, the most that one report may have: split it", .0 >> 20)]
    TooLong(usize),
    /// It is no JSON of a report: why, and what to do.
    #[error("{0}")]
    Json(String),
    /// A page on which no article was found.
    #[error("no article was found on the page: save its text as a plain file if there is one")]
    NoArticle,
    /// A page whose tags are nested deeper than this.
    #[error("its tags are nested deeper than {0}, as in no news page: save its text as a plain file")]
    Nested(usize),
    /// A page with a tag of more attributes than this.
    #[error("a tag on it has more than {0} attributes, as in no news page: save its text as a plain file")]
    Attributes(usize),
    /// A script, a style sheet or the like from the folder of a saved page.
    #[error("is {0}, beside a saved page, not news: skipped")]
    PartOfPage(&'static str),
    /// Some bytes were no valid text. The report follows, with U+FFFD in their place.
    #[error("holds bytes that are not valid {encoding}, read as U+FFFD ({count} of them): save it anew as UTF-8")]
    Replaced {
        /// How many U+FFFD there are.
        count: usize,
        /// The name of the encoding.
        encoding: &'static str,
    },
}

impl ReadError {
    pub(crate) fn new(from: &str, problem: Problem) -> ReadError {
        ReadError { from: from.to_owned(), problem }
    }

    /// Names the input that a system error is about.
    pub(crate) fn io(from: &str, reason: io::Error) -> ReadError {
        let problem = match reason.kind() {
            io::ErrorKind::NotFound => Problem::NotFound,
            io::ErrorKind::PermissionDenied => Problem::NoPermission,
            // What the decoder says of bad gzip data, and of data that ends too soon.
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
                Problem::Gzip(reason)
            }
            // The kind `FilesystemLoop` has no stable name yet.
            _ if reason.raw_os_error() == Some(TOO_MANY_LINKS) => Problem::Loop,
            _ => Problem::Io(reason),
        };
        ReadError::new(from, problem)
    }

    /// Whether a report was lost; otherwise it follows, and this is only a warning about it.
    pub fn is_loss(&self) -> bool {
        !matches!(self.problem, Problem::Replaced { .. })
    }
}

/// `ELOOP`: 40 on Linux, 62 on macOS and the BSDs.
const TOO_MANY_LINKS: i32 = if cfg!(target_os = "linux") { 40 } else { 62 };
