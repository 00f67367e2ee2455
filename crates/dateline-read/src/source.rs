//! From a stream of bytes to the bytes of its reports, with no more of them in memory than one report needs.

use crate::error::{Problem, ReadError};
use crate::kind::{GZIP, Kind, kind};
use flate2::read::MultiGzDecoder;
use sha2::{Digest, Sha256};
use std::io::{self, BufRead, BufReader, Cursor, Read};

/// The most bytes that one report may have: 64 MB.
pub const LIMIT: usize = 64 << 20;

/// The most bytes that one HTML page may have: its tree takes many times its size.
const PAGE_LIMIT: usize = 16 << 20;

/// How many bytes tell the kind of an input.
const HEAD: usize = 64 << 10;

/// The bytes of one report, or of a JSON array of reports, and where they are from.
///
/// Making sources is the part of reading that touches the world; [`Source::read`] does not, and may run anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The path or address, and after a colon the line in a file of JSON lines.
    pub from: String,
    /// The id of a report that brings none.
    pub(crate) id: String,
    /// Of the bytes as they lay there, in hexadecimal.
    pub(crate) sha256: String,
    pub(crate) kind: Kind,
    /// The bytes, without compression.
    pub(crate) bytes: Vec<u8>,
}

impl Source {
    /// The hash of the bytes as they lay there, in hexadecimal: the report's own, known before it is read.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }
}

/// The sources of one stream, in order.
pub(crate) struct Stream<'a> {
    from: String,
    rest: Rest<'a>,
}

enum Rest<'a> {
    Whole(Box<dyn Read + Send + 'a>),
    Lines { reader: Box<dyn BufRead + Send + 'a>, line: usize },
    Done,
}

impl<'a> Stream<'a> {
    /// A stream of bytes that come from somewhere: a path, an address, or `-`.
    pub(crate) fn new(from: &str, bytes: impl Read + Send + 'a) -> Stream<'a> {
        Stream { from: from.to_owned(), rest: Rest::Whole(Box::new(bytes)) }
    }

    /// The first source: looks at the first bytes, then takes either all of them or goes on by lines.
    fn begin(&mut self, mut bytes: Box<dyn Read + Send + 'a>) -> Option<Result<Source, ReadError>> {
        let mut head = Vec::new();
        if let Err(reason) = bytes.by_ref().take(HEAD as u64).read_to_end(&mut head) {
            return Some(Err(ReadError::io(&self.from, reason)));
        }
        let zipped = head.starts_with(&GZIP);
        let kind = if zipped { kind(&inflated_head(&head), &self.from) } else { kind(&head, &self.from) };
        let whole = Cursor::new(head).chain(bytes);
        match kind {
            Kind::Binary(what) => Some(Err(ReadError::new(&self.from, Problem::Binary(what)))),
            Kind::Part(what) => Some(Err(ReadError::new(&self.from, Problem::PartOfPage(what)))),
            Kind::JsonLines => {
                let reader: Box<dyn BufRead + Send + 'a> = if zipped {
                    Box::new(BufReader::new(MultiGzDecoder::new(whole)))
                } else {
                    Box::new(BufReader::new(whole))
                };
                self.rest = Rest::Lines { reader, line: 0 };
                self.next()
            }
            _ => Some(self.take_whole(whole, kind, zipped)),
        }
    }

    fn take_whole(&self, bytes: impl Read, kind: Kind, zipped: bool) -> Result<Source, ReadError> {
        let from = &self.from;
        let limit = if kind == Kind::Html { PAGE_LIMIT } else { LIMIT };
        let take = |bytes: &mut dyn Read| match read_within(bytes, limit) {
            Ok(Some(bytes)) => Ok(bytes),
            Ok(None) => Err(ReadError::new(from, Problem::TooLong(limit))),
            Err(reason) => Err(ReadError::io(from, reason)),
        };
        let mut bytes = bytes;
        let raw = take(&mut bytes)?;
        let sha256 = hexadecimal(&raw);
        let bytes = if zipped { take(&mut MultiGzDecoder::new(raw.as_slice()))? } else { raw };
        Ok(Source { from: from.clone(), id: stem(from), sha256, kind, bytes })
    }

    /// The next line that holds anything.
    fn next_line(&self, reader: &mut dyn BufRead, line: &mut usize) -> Option<Result<Source, ReadError>> {
        loop {
            *line += 1;
            let from = format!("{}:{line}", self.from);
            match line_within(reader, LIMIT) {
                Err(reason) => return Some(Err(ReadError::io(&from, reason))),
                Ok(Line::End) => return None,
                Ok(Line::TooLong) => return Some(Err(ReadError::new(&from, Problem::TooLong(LIMIT)))),
                Ok(Line::Bytes(bytes)) if bytes.trim_ascii().is_empty() => {}
                Ok(Line::Bytes(bytes)) => {
                    let (id, sha256) = (format!("{}-{line}", stem(&self.from)), hexadecimal(&bytes));
                    return Some(Ok(Source { from, id, sha256, kind: Kind::Json, bytes }));
                }
            }
        }
    }
}

impl Iterator for Stream<'_> {
    type Item = Result<Source, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        match std::mem::replace(&mut self.rest, Rest::Done) {
            Rest::Done => None,
            Rest::Whole(bytes) => self.begin(bytes),
            Rest::Lines { mut reader, mut line } => {
                let next = self.next_line(&mut reader, &mut line)?;
                // A stream that fails gives nothing more; a line that is too long is only one line.
                if next.as_ref().err().is_none_or(|e| matches!(e.problem, Problem::TooLong(_))) {
                    self.rest = Rest::Lines { reader, line };
                }
                Some(next)
            }
        }
    }
}

enum Line {
    End,
    TooLong,
    Bytes(Vec<u8>),
}

/// Reads a line without its end; one beyond the limit is passed over without being held.
fn line_within(reader: &mut dyn BufRead, limit: usize) -> io::Result<Line> {
    let mut bytes = Vec::new();
    loop {
        let ready = reader.fill_buf()?;
        let end = ready.iter().position(|b| *b == b'\n');
        let part = &ready[..end.unwrap_or(ready.len())];
        if bytes.len() <= limit {
            bytes.extend_from_slice(part);
        }
        let (used, at_end) = (end.map_or(part.len(), |e| e + 1), ready.is_empty());
        reader.consume(used);
        match () {
            () if at_end && bytes.is_empty() => return Ok(Line::End),
            () if (at_end || end.is_some()) && bytes.len() > limit => return Ok(Line::TooLong),
            () if at_end || end.is_some() => return Ok(Line::Bytes(bytes)),
            () => {}
        }
    }
}

/// Reads to the end, or `None` if that is farther than the limit.
fn read_within(bytes: &mut dyn Read, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let mut all = Vec::new();
    bytes.take(limit as u64 + 1).read_to_end(&mut all)?;
    Ok((all.len() <= limit).then_some(all))
}

/// As much of the text as the first compressed bytes hold.
fn inflated_head(head: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    // The data is cut off here, so an error at its end means nothing; a real one shows when all is read.
    let _ = MultiGzDecoder::new(head).take(HEAD as u64).read_to_end(&mut text);
    text
}

fn hexadecimal(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// A file's name without its folder and its endings.
fn stem(from: &str) -> String {
    const ENDINGS: [&str; 11] =
        [".gz", ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson"];
    if from == "-" {
        return "stdin".to_owned();
    }
    let mut stem = from.trim_end_matches('/').rsplit('/').next().unwrap_or(from);
    while let Some(shorter) = ENDINGS.iter().find_map(|e| stem.strip_suffix(e)).filter(|s| !s.is_empty()) {
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
    }

    #[test]
    fn a_line_beyond_the_limit_is_passed_over() {
        let mut bytes: &[u8] = b"short\nfar too long\nend";
        let mut next = || match line_within(&mut bytes, 6).expect("memory does not fail") {
            Line::Bytes(b) => String::from_utf8(b).expect("ASCII"),
            Line::TooLong => "too long".to_owned(),
            Line::End => "done".to_owned(),
        };
        assert_eq!([next(), next(), next(), next()], ["short", "too long", "end", "done"]);
    }
}
