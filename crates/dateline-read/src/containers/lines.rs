//! Lines of JSON: a value a line, one at a time, of any number and any length together.

use super::{Bytes, Member, Members, Parent, buffered};
use crate::error::{Problem, ReadError};
use crate::kind::Form;
use crate::source::LIMIT;
use std::io::{self, BufRead};

/// The lines that hold anything.
pub(super) fn lines(bytes: Bytes, parent: Parent) -> Members {
    let (mut reader, mut line, mut over) = (buffered(bytes), 0, false);
    Box::new(std::iter::from_fn(move || {
        while !over {
            line += 1;
            let from = || format!("{}:{line}", parent.from);
            match line_within(&mut reader, LIMIT) {
                Ok(Line::End) => return None,
                Ok(Line::TooLong) => return Some(Err(ReadError::new(&from(), Problem::TooLong(LIMIT)))),
                Ok(Line::Bytes(bytes)) if bytes.trim_ascii().is_empty() => {}
                Ok(Line::Bytes(bytes)) => {
                    let member: Member = parent.part(&format!(":{line}"), line, Form::Json, bytes);
                    return Some(Ok(member));
                }
                // A stream that fails gives nothing more.
                Err(reason) => {
                    over = true;
                    return Some(Err(ReadError::io(&from(), reason)));
                }
            }
        }
        None
    }))
}

/// A line of a stream.
pub(super) enum Line {
    End,
    TooLong,
    /// Without its end.
    Bytes(Vec<u8>),
}

/// Reads a line without its end; one beyond the limit is passed over without being held.
pub(super) fn line_within(reader: &mut dyn BufRead, limit: usize) -> io::Result<Line> {
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

#[cfg(test)]
mod tests {
    use super::*;

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
