//! What can go wrong in reading: which input, what is wrong with it, and what to do.

use std::io;
use thiserror::Error;

/// An input, or a part of one, and what is wrong with it; in one line that names the input first.
///
/// Reading goes on after each of these with the next part or file.
#[derive(Debug, Error)]
#[error("{from}: {problem}")]
pub struct ReadError {
    /// The path or address, and what leads to the part that is meant: a line after a colon, a member after `#`.
    pub from: String,
    /// What is wrong with it.
    pub problem: Problem,
}

impl Problem {
    /// Whether the report is read nevertheless: only a part of it, or of what is known of it, is lost.
    pub fn is_partial(&self) -> bool {
        matches!(self, Problem::Date(_) | Problem::Replaced { .. })
    }
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
    /// A link in a folder to something outside the folder that was named.
    #[error("is a link that leads out of the folder: name what it leads to if it is to be read")]
    LeadsOut,
    /// A pipe, socket or device inside a folder.
    #[error("is neither a file nor a folder: skipped")]
    NotAFile,
    /// The system failed otherwise.
    #[error("cannot be read: {0}")]
    Io(io::Error),
    /// It ends in the middle of its compressed form, or is not what its first bytes say.
    #[error("the {what} data is damaged ({reason}): fetch the file again")]
    Damaged {
        /// The form of compression, or the kind of file.
        what: &'static str,
        /// What its decoder says.
        reason: String,
    },
    /// It grows without end when it is unpacked.
    #[error("grows to more than {} MB and {}-fold when unpacked: left there, as a trap; unpack it yourself if it is none", .0 >> 20, .1)]
    Grows(u64, u64),
    /// It lies too many containers deep.
    #[error("lies more than {0} containers deep: unpack some of them first")]
    TooDeep(usize),
    /// A container holds more than is read of one.
    #[error("holds more than {0} files: the rest is left; unpack it first")]
    TooMany(u64),
    /// There is nothing in it but white space.
    #[error("is empty")]
    Empty,
    /// It is of a kind that is not read.
    #[error("is {what}: {remedy}")]
    Refused {
        /// What it is.
        what: &'static str,
        /// What to do.
        remedy: &'static str,
    },
    /// It is longer than this many bytes.
    #[error("is longer than {} MB, the most that one report may have: split it", .0 >> 20)]
    TooLong(usize),
    /// It asks for more work than one report may: more of something than this.
    #[error("has more than {limit} {what}: it is left out; split it")]
    Beyond {
        /// The most that there may be.
        limit: usize,
        /// Of what.
        what: &'static str,
    },
    /// A container that must be held in memory is longer than this many bytes.
    #[error("is longer than {} MB, the most that is unpacked of a thing of its kind: unpack or split it first", .0 >> 20)]
    TooLarge(usize),
    /// It is no JSON of a report: why, and what to do.
    #[error("{0}")]
    Json(String),
    /// A table without a column that is known to hold text.
    #[error("is a table without a column of text that is known: name it, as `--columns text=NAME` (it has {0})")]
    NoTextColumn(String),
    /// A table lacks a column that the user named.
    #[error("is a table without a column {0:?}: choose another in `--columns` (it has {1})")]
    NoSuchColumn(String, String),
    /// A container in which nothing is to be read.
    #[error("is {0} without anything to read in it")]
    NothingIn(&'static str),
    /// It is encrypted.
    #[error("is locked with a password: save it without one")]
    Locked,
    /// A document that holds pictures of text.
    #[error("has no text, only pictures of it, as a scan has: recognise its text (OCR) first")]
    OnlyPictures,
    /// Its reader came upon something that it was not made for.
    #[error("made its reader fail: convert it to text or HTML, and tell us of it if you may")]
    Failed,
    /// A later stage of the work came upon something that it was not made for; it is left out.
    #[error("made dateline fail while it was {0}: it is left out; tell us of it if you may")]
    Broke(&'static str),
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
    /// What was given for its date is none that is known. The report follows, with the date that its text tells, if any.
    #[error("its date {0:?} can not be read: write it as 2025-08-21 or 2025-08-21T06:30:00Z")]
    Date(String),
    /// Some bytes were no valid text. The report follows, with U+FFFD in their place.
    #[error("holds bytes that are not valid {encoding}, read as U+FFFD ({count} of them): save it anew as UTF-8")]
    Replaced {
        /// How many U+FFFD there are.
        count: usize,
        /// The name of the encoding.
        encoding: &'static str,
    },
}

/// What a reader of bytes says through the system's type of error.
#[derive(Debug, Error)]
pub(crate) enum Fault {
    #[error("{1}")]
    Damaged(&'static str, String),
    #[error("it grows too much")]
    Grows(u64, u64),
}

impl From<Fault> for io::Error {
    fn from(fault: Fault) -> io::Error {
        io::Error::other(fault)
    }
}

impl ReadError {
    pub(crate) fn new(from: &str, problem: Problem) -> ReadError {
        ReadError { from: from.to_owned(), problem }
    }

    /// What a container of a kind says of itself when it can not be read on.
    pub(crate) fn damaged(from: &str, what: &'static str, reason: impl ToString) -> ReadError {
        ReadError::new(from, Problem::Damaged { what, reason: reason.to_string() })
    }

    /// Names the input that a system error is about.
    pub(crate) fn io(from: &str, reason: io::Error) -> ReadError {
        let fault = reason.get_ref().and_then(|inner| inner.downcast_ref::<Fault>());
        let problem = match (fault, reason.kind()) {
            (Some(Fault::Damaged(what, why)), _) => Problem::Damaged { what, reason: why.clone() },
            (Some(Fault::Grows(size, times)), _) => Problem::Grows(*size, *times),
            (_, io::ErrorKind::NotFound) => Problem::NotFound,
            (_, io::ErrorKind::PermissionDenied) => Problem::NoPermission,
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
