//! Tables as text: a row is a report, and the first row names the columns.

use super::{Bytes, Data, HELD, Member, Members, NotHeld, Parent, named, within};
use crate::decode::decode;
use crate::error::{Problem, ReadError};
use crate::kind::Kind;
use crate::record::{self, NoReport, Record, Value};
use crate::source::{LIMIT, hexadecimal};
use csv::ByteRecord;
use encoding_rs::Encoding;
use std::borrow::Cow;
use std::io::{self, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// The rows of a table of values with a separator.
pub(super) fn rows(mut bytes: Bytes, separator: u8, parent: Parent) -> Result<Members, ReadError> {
    let mut mark = Vec::new();
    bytes.by_ref().take(3).read_to_end(&mut mark).map_err(|e| parent.io(e))?;
    let wide = Encoding::for_bom(&mark).is_some_and(|(encoding, _)| encoding != encoding_rs::UTF_8);
    let skip = usize::from(mark == [0xef, 0xbb, 0xbf]) * 3;
    let mut bytes: Bytes = Box::new(Cursor::new(mark.split_off(skip)).chain(bytes));
    if wide {
        let too_large = Problem::TooLarge(HELD);
        let held = within(bytes, HELD).map_err(|e: NotHeld| named(&parent.from, e, too_large))?;
        bytes = Box::new(Cursor::new(decode(&held, None).text.into_bytes()));
    }
    let since = Arc::new(AtomicUsize::new(0));
    let limited = Limited { inner: bytes, since: Arc::clone(&since) };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).flexible(true).has_headers(false).from_reader(limited);
    let mut row = ByteRecord::new();
    reader.read_byte_record(&mut row).map_err(|e| fault(&parent, &parent.from, e))?;
    let header: Vec<String> = row.iter().map(|name| decode(name, None).text.trim().to_owned()).collect();
    let shape = Shape::new(&header, &parent)?;
    let (mut number, mut over) = (0, false);
    Ok(Box::new(std::iter::from_fn(move || {
        if over {
            return None;
        }
        since.store(0, Relaxed);
        number += 1;
        let line = reader.position().line();
        match reader.read_byte_record(&mut row) {
            Ok(false) => None,
            Ok(true) => {
                let line = row.position().map_or(line, csv::Position::line);
                // A value may be in another encoding than the rest, but a row is in one.
                let values: Vec<String> = match row.iter().map(str::from_utf8).collect::<Result<Vec<_>, _>>() {
                    Ok(values) => values.into_iter().map(str::to_owned).collect(),
                    Err(_) => {
                        let all = row.iter().collect::<Vec<_>>().join(&0x1f);
                        decode(&all, None).text.split('\u{1f}').map(str::to_owned).collect()
                    }
                };
                Some(shape.member(&parent, line, number, values.into_iter().map(|v| Some(Value::One(Cow::Owned(v))))))
            }
            Err(reason) => {
                over = true;
                Some(Err(fault(&parent, &format!("{}:{line}", parent.from), reason)))
            }
        }
    })))
}

fn fault(parent: &Parent, from: &str, reason: csv::Error) -> ReadError {
    match reason.into_kind() {
        csv::ErrorKind::Io(reason) if reason.kind() == io::ErrorKind::FileTooLarge => {
            ReadError::new(from, Problem::TooLong(LIMIT))
        }
        csv::ErrorKind::Io(reason) => ReadError::io(from, reason),
        _ => ReadError::damaged(&parent.from, "CSV", "a row that can not be read"),
    }
}

/// Bytes that fail where a row would be longer than any report, as after a quotation mark that nothing closes.
struct Limited {
    inner: Bytes,
    since: Arc<AtomicUsize>,
}

impl Read for Limited {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(to)?;
        if self.since.fetch_add(read, Relaxed) > LIMIT {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(read)
    }
}

/// What the columns of a table hold.
pub(super) struct Shape {
    /// The name of each column as names are looked for; empty if it is not.
    names: Vec<String>,
    text: Option<&'static str>,
}

impl Shape {
    /// Reads the names of columns.
    pub(super) fn new(header: &[String], parent: &Parent) -> Result<Shape, ReadError> {
        /// As many as fit in a line that is read.
        const SHOWN: usize = 20;
        let shown = || header.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
        let (columns, lexicon) = (&parent.context.columns, &parent.context.lexicon);
        let names =
            columns.names(lexicon, header).map_err(|name| parent.fault(Problem::NoSuchColumn(name, shown())))?;
        let text = columns.text();
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        if header.iter().all(|name| name.is_empty()) {
            return Err(parent.fault(Problem::Empty));
        }
        if text.is_none() && !record::has_text_column(lexicon, &known) {
            return Err(parent.fault(Problem::NoTextColumn(shown())));
        }
        Ok(Shape { names, text })
    }

    /// The report of a row; what it lacks is `None`.
    pub(super) fn member<'v>(
        &self,
        parent: &Parent,
        line: u64,
        number: usize,
        values: impl Iterator<Item = Option<Value<'v>>>,
    ) -> Result<Member, ReadError> {
        let mut record = Record::new();
        let mut bytes = Vec::new();
        for (name, value) in self.names.iter().zip(values) {
            let Some(value) = value else { continue };
            bytes.extend_from_slice(value.joined().as_bytes());
            bytes.push(0x1f);
            if !name.is_empty() {
                record.entry(name.clone()).or_insert(value);
            }
        }
        let from = format!("{}:{line}", parent.from);
        let (given, text, form) = record::report(&parent.context.lexicon, &record, self.text).map_err(|e| {
            let empty = matches!(e, NoReport::Empty) || self.text.is_some();
            let reason = if empty { Problem::Empty } else { Problem::Json("is a row without a text".to_owned()) };
            ReadError::new(&from, reason)
        })?;
        let (given, kind) = (given.or(parent.given.clone()), Some(Kind::Text(form)));
        let data = Data::Memory(text.into_owned().into_bytes());
        let (id, sha256) = (format!("{}-{number}", parent.id), Some(hexadecimal(&bytes)));
        Ok(Member { id, given, kind, sha256, ..Member::new(from, data) })
    }
}
