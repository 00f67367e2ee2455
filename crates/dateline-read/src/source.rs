//! From a stream of bytes to the bytes of its reports, with no more of them in memory than one report needs.

use crate::containers::{Context, Data, Member, Members, Opened, open};
use crate::draft::Given;
use crate::error::{Problem, ReadError};
use crate::kind::{COMPRESSED, Form};
use encoding_rs::Encoding;
use sha2::{Digest, Sha256};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The most bytes that one report may have: 64 MB.
pub const LIMIT: usize = 64 << 20;

/// The most bytes that one HTML page may have: its tree takes many times its size.
const PAGE_LIMIT: usize = 16 << 20;

/// How many bytes tell the kind of an input.
pub(crate) const HEAD: usize = 64 << 10;

/// The most bytes of a text in one form.
pub(crate) fn limit(form: Form) -> usize {
    if matches!(form, Form::Html | Form::Fragment) { PAGE_LIMIT } else { LIMIT }
}

/// The bytes of one report, and where they are from.
///
/// Making sources is the part of reading that touches the world; [`Source::read`] does not, and may run anywhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The path or address, and what leads to the report in what lies there: after a colon a line, after `#` a member.
    pub from: String,
    /// The id of a report that brings none.
    pub(crate) id: String,
    /// Of the report's bytes as they lay there, in hexadecimal.
    pub(crate) sha256: String,
    pub(crate) form: Form,
    /// The bytes, without compression.
    pub(crate) bytes: Vec<u8>,
    /// The encoding that came with them.
    pub(crate) charset: Option<&'static Encoding>,
    /// What came with them and may be wanting in them.
    pub(crate) given: Given,
}

impl Source {
    /// The hash of the bytes as they lay there, in hexadecimal: the report's own, known before it is read.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }
}

/// The sources of one stream, in order.
pub(crate) struct Stream {
    from: String,
    /// The containers that are open, the innermost last.
    open: Vec<Members>,
    context: Context,
}

impl Stream {
    /// A stream of bytes that come from somewhere: a path, an address, or `-`.
    pub(crate) fn new(from: &str, data: Data, context: Context) -> Stream {
        let data = match data {
            Data::Memory(bytes) => {
                context.budget.read(bytes.len());
                Data::Memory(bytes)
            }
            Data::Stream(bytes) => {
                Data::Stream(Box::new(crate::containers::budget::Given::new(bytes, &context.budget)))
            }
            file => file,
        };
        let whole: Members = Box::new(std::iter::once(Ok(Member::new(from.to_owned(), data))));
        Stream { from: from.to_owned(), open: vec![whole], context }
    }
}

impl Iterator for Stream {
    type Item = Result<Source, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        // The readers of others' formats are others' work; a fault in one must not end the reading of the rest.
        catch_unwind(AssertUnwindSafe(|| self.step())).unwrap_or_else(|_| {
            self.open.clear();
            Some(Err(ReadError::new(&self.from, Problem::Failed)))
        })
    }
}

impl Stream {
    /// Goes on to the next source.
    fn step(&mut self) -> Option<Result<Source, ReadError>> {
        loop {
            let member = match self.open.last_mut()?.next() {
                None => {
                    self.open.pop();
                    continue;
                }
                Some(Ok(member)) => open(member, self.open.len(), &self.context),
                Some(Err(error)) => Err(error),
            };
            match member {
                Ok(Opened::Source(source)) => return Some(Ok(*source)),
                Ok(Opened::Members(members)) => self.open.push(members),
                Err(error) => {
                    // What grows without end would go on to grow.
                    if matches!(error.problem, Problem::Grows(..)) {
                        self.open.clear();
                    }
                    return Some(Err(error));
                }
            }
        }
    }
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// A file's name without its folder and its endings.
pub(crate) fn stem(from: &str) -> String {
    const ENDINGS: [&str; 33] = [
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".html",
        ".htm",
        ".xhtml",
        ".json",
        ".jsonl",
        ".ndjson",
        ".xml",
        ".rss",
        ".atom",
        ".warc",
        ".wet",
        ".csv",
        ".tsv",
        ".tab",
        ".parquet",
        ".eml",
        ".mbox",
        ".mht",
        ".mhtml",
        ".zip",
        ".tar",
        ".tgz",
        ".tbz2",
        ".txz",
        ".tzst",
        ".docx",
        ".odt",
        ".pdf",
        ".js",
    ];
    if from == "-" {
        return "stdin".to_owned();
    }
    let mut stem = from.trim_end_matches('/').rsplit(['/', '#']).next().unwrap_or(from);
    while let Some(shorter) =
        ENDINGS.iter().chain(&COMPRESSED).find_map(|e| stem.strip_suffix(e)).filter(|s| !s.is_empty())
    {
        stem = shorter;
    }
    stem.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_endings() {
        assert_eq!(stem("a/b/042bb7b5feda.html.gz"), "042bb7b5feda");
        assert_eq!(stem("U.S. vote.txt"), "U.S. vote");
        assert_eq!(stem("-"), "stdin");
        assert_eq!(stem("a/.txt"), ".txt");
        assert_eq!(stem("a.zip#b/ferry.eml"), "ferry");
    }
}
