//! Web archives: the pages among the records of a WARC file. Requests and what pages are made of are left out.

use super::compressed::unpacked;
use super::{Bytes, Data, Member, Members, Parent, buffered, within};
use crate::draft::Given;
use crate::error::{Fault, Problem, ReadError};
use crate::kind::{Container, Form, Kind, kind};
use crate::lexicon::Lexicon;
use crate::source::{LIMIT, limit};
use encoding_rs::Encoding;
use std::io::{self, BufRead, Cursor, Read};

/// The pages of a web archive, from top to bottom.
pub(super) fn records(bytes: Bytes, parent: Parent) -> Members {
    let mut reader = buffered(bytes);
    let (mut number, mut over) = (0, false);
    Box::new(std::iter::from_fn(move || {
        while !over {
            let record = match Record::read(&mut reader) {
                Ok(Some(record)) => record,
                Ok(None) => return None,
                Err(reason) => {
                    over = true;
                    return Some(Err(parent.io(reason)));
                }
            };
            let from = format!("{}#{}", parent.from, record.id());
            match record.page(&parent.context.lexicon) {
                None => {}
                Some(Err(problem)) => return Some(Err(ReadError::new(&from, problem))),
                Some(Ok(page)) => {
                    number += 1;
                    let (id, kind) = (format!("{}-{number}", parent.id), Some(page.kind));
                    let url = record.field("WARC-Target-URI").map(|u| u.trim_matches(['<', '>']).to_owned());
                    let given = Given { url, ..parent.given.clone() };
                    let charset = page.charset;
                    return Some(Ok(Member { id, kind, given, charset, ..Member::new(from, Data::Memory(page.body)) }));
                }
            }
        }
        None
    }))
}

/// A record: its head, and the block of what it holds as far as that may be a page.
struct Record {
    fields: Vec<(String, String)>,
    block: Result<Vec<u8>, Problem>,
}

struct Page {
    kind: Kind,
    body: Vec<u8>,
    charset: Option<&'static Encoding>,
}

/// The most bytes of a head.
const HEAD: u64 = 64 << 10;

impl Record {
    /// Reads the next record, passing over what stands between.
    fn read(reader: &mut impl BufRead) -> io::Result<Option<Record>> {
        loop {
            let mut line = Vec::new();
            if reader.by_ref().take(HEAD).read_until(b'\n', &mut line)? == 0 {
                return Ok(None);
            }
            if line.starts_with(b"WARC/") {
                break;
            }
        }
        let fields = fields(reader)?;
        let length = field(&fields, "Content-Length").and_then(|n| n.parse::<u64>().ok());
        let length = length.ok_or_else(|| damaged("a record has no length"))?;
        let of = field(&fields, "WARC-Type").unwrap_or_default();
        let wanted = ["response", "resource", "conversion"].contains(&of) && !is_media(&fields);
        let mut block = Vec::new();
        let mut content = reader.take(length);
        let most = if wanted { LIMIT as u64 + HEAD } else { 0 };
        content.by_ref().take(most).read_to_end(&mut block)?;
        let rest = io::copy(&mut content, &mut io::sink())?;
        if (block.len() as u64) + rest < length {
            return Err(damaged("it ends inside a record"));
        }
        let block = if wanted && rest > 0 { Err(Problem::TooLong(LIMIT)) } else { Ok(block) };
        Ok(Some(Record { fields, block }))
    }

    fn field(&self, name: &str) -> Option<&str> {
        field(&self.fields, name)
    }

    fn id(&self) -> &str {
        self.field("WARC-Record-ID").unwrap_or_default().trim_matches(['<', '>'])
    }

    /// The page that the record holds, if it holds one.
    fn page(&self, lexicon: &Lexicon) -> Option<Result<Page, Problem>> {
        let of = self.field("WARC-Type")?;
        let block = match &self.block {
            Ok(block) if !block.is_empty() => block,
            Ok(_) => return None,
            Err(_) => return Some(Err(Problem::TooLong(LIMIT))),
        };
        let is_http = of == "response" && self.field("Content-Type").is_none_or(|t| t.contains("http"));
        if !is_http {
            return self.plain(lexicon, self.field("Content-Type")?, None, block.clone()).map(Ok);
        }
        let mut rest = block.as_slice();
        let mut status = Vec::new();
        rest.by_ref().take(HEAD).read_until(b'\n', &mut status).ok()?;
        let status = String::from_utf8_lossy(&status).into_owned();
        if !status.starts_with("HTTP/") || !status.split(' ').nth(1).is_some_and(|code| code.starts_with('2')) {
            return None;
        }
        let head = fields(&mut rest).ok()?;
        let of = field(&head, "Content-Type").unwrap_or_default();
        if !is_text(of) {
            return None;
        }
        let chunked = field(&head, "Transfer-Encoding").is_some_and(|t| t.to_ascii_lowercase().contains("chunked"));
        let body = chunked.then(|| unchunked(rest)).flatten().unwrap_or_else(|| rest.to_vec());
        let encoded = field(&head, "Content-Encoding").unwrap_or_default().to_ascii_lowercase();
        match decoded(body, encoded.trim()) {
            Ok(body) => self.plain(lexicon, of, charset(of), body).map(Ok),
            Err(problem) => Some(Err(problem)),
        }
    }

    /// What a body is, by what is said of it and by its first bytes.
    fn plain(&self, lexicon: &Lexicon, of: &str, charset: Option<&'static Encoding>, body: Vec<u8>) -> Option<Page> {
        let of = of.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let url = self.field("WARC-Target-URI").unwrap_or_default();
        let head = &body[..body.len().min(1 << 16)];
        if head.trim_ascii().is_empty() {
            return None;
        }
        let by_content = kind(lexicon, head, "");
        let kind = match of.as_str() {
            "text/html" | "application/xhtml+xml" if by_content != Kind::Container(Container::Json) => {
                Kind::Text(Form::Html)
            }
            // Pages for programs lie beside those for readers.
            "text/plain"
                if !["robots.txt", "ads.txt", "humans.txt", "security.txt"].iter().any(|n| url.ends_with(n)) =>
            {
                Kind::Text(Form::Plain)
            }
            "application/pdf" if by_content == Kind::Text(Form::Pdf) => by_content,
            _ if of.ends_with("xml") && matches!(by_content, Kind::Container(Container::Feed | Container::NewsMl)) => {
                by_content
            }
            _ => return None,
        };
        Some(Page { kind, body, charset })
    }
}

/// Whether a record's own head says that it holds no text.
fn is_media(fields: &[(String, String)]) -> bool {
    let of = field(fields, "Content-Type").unwrap_or_default();
    ["image/", "video/", "audio/", "font/"].iter().any(|media| of.starts_with(media))
}

fn is_text(of: &str) -> bool {
    let of = of.to_ascii_lowercase();
    ["text/html", "application/xhtml", "text/plain", "application/pdf", "xml"].iter().any(|known| of.contains(known))
}

/// The fields of a head, up to the empty line.
fn fields(reader: &mut impl BufRead) -> io::Result<Vec<(String, String)>> {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut left = HEAD;
    loop {
        let mut line = Vec::new();
        let read = reader.by_ref().take(left).read_until(b'\n', &mut line)? as u64;
        left -= read;
        if read == 0 {
            return Err(damaged("it ends inside the head of a record"));
        }
        let line = String::from_utf8_lossy(&line).into_owned();
        match line.split_once(':') {
            _ if line.trim().is_empty() => return Ok(fields),
            _ if line.starts_with([' ', '\t']) => {
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            }
            Some((name, value)) => fields.push((name.trim().to_owned(), value.trim().to_owned())),
            None => {}
        }
    }
}

fn field<'f>(fields: &'f [(String, String)], name: &str) -> Option<&'f str> {
    fields.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

fn damaged(why: &str) -> io::Error {
    Fault::Damaged("WARC", why.to_owned()).into()
}

fn charset(of: &str) -> Option<&'static Encoding> {
    let label = of.to_ascii_lowercase().split_once("charset=")?.1.trim_matches(['"', '\'', ' ']).to_owned();
    Encoding::for_label(label.split(';').next()?.trim().as_bytes())
}

/// A body without the marks of its chunks; `None` if it has none, as some archivers take them out.
fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|w| w == b"\r\n")?;
        let size = std::str::from_utf8(&rest[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[end + 2..];
        if size == 0 {
            return Some(body);
        }
        // What is cut off is kept as far as it goes.
        let Some(chunk) = rest.get(..size) else {
            body.extend_from_slice(rest);
            return Some(body);
        };
        body.extend_from_slice(chunk);
        rest = rest.get(size + 2..).unwrap_or_default();
    }
}

/// A body without its compression; as it is where it has none whatever is said, as some archivers take it off.
fn decoded(body: Vec<u8>, encoded: &str) -> Result<Vec<u8>, Problem> {
    let most = limit(Form::Html);
    let read = |bytes: Bytes| within(bytes, most).map_err(|e| super::named("", e, Problem::TooLong(most)).problem);
    let budget = Default::default();
    match encoded {
        "gzip" | "x-gzip" if body.starts_with(&[0x1f, 0x8b]) => {
            read(unpacked(Container::Gzip, Box::new(Cursor::new(body)), &budget))
        }
        "zstd" if body.starts_with(b"\x28\xb5\x2f\xfd") => {
            read(unpacked(Container::Zstd, Box::new(Cursor::new(body)), &budget))
        }
        "deflate" if body.first().is_some_and(|b| b & 0x0f == 8) => {
            read(Box::new(flate2::read::ZlibDecoder::new(Cursor::new(body))))
        }
        "br" => {
            // Nothing in its first bytes tells this form, so the body is taken as it is where it is none.
            let opened = read(Box::new(brotli_decompressor::Decompressor::new(Cursor::new(body.clone()), 4096)));
            match opened {
                Err(Problem::TooLong(most)) => Err(Problem::TooLong(most)),
                opened => Ok(opened.unwrap_or(body)),
            }
        }
        _ => Ok(body),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined() {
        assert_eq!(unchunked(b"3\r\nIt \r\n5;x=y\r\nsank.\r\n0\r\n\r\n").unwrap(), b"It sank.");
        assert_eq!(unchunked(b"9\r\nIt sank").unwrap(), b"It sank");
        assert_eq!(unchunked(b"<html>\r\n"), None);
    }
}
