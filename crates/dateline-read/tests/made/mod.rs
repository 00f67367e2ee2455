//! Small containers of every kind, made in memory.

#![allow(dead_code, clippy::unwrap_used, reason = "each test takes what it needs; memory takes all")]

use std::fmt::Write as _;
use std::io::Write as _;

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

pub(crate) fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        out.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// A tar archive in the form of 1988.
pub(crate) fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, bytes) in members {
        let mut head = [0; 512];
        head[..name.len()].copy_from_slice(name.as_bytes());
        head[124..135].copy_from_slice(format!("{:011o}", bytes.len()).as_bytes());
        head[156] = b'0';
        head[257..263].copy_from_slice(b"ustar\0");
        out.extend(head);
        out.extend(*bytes);
        out.resize(out.len().next_multiple_of(512), 0);
    }
    out.extend([0; 1024]);
    out
}

/// A web archive of the answers to requests: address, type and body.
pub(crate) fn warc(pages: &[(&str, &str, String)]) -> Vec<u8> {
    let mut out =
        "WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:x>\r\nContent-Length: 3\r\n\r\na: \r\n\r\n"
            .to_owned();
    for (i, (url, of, body)) in pages.iter().enumerate() {
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: {of}\r\n\r\n{body}");
        for (of, block) in [("request", "GET / HTTP/1.1\r\n\r\n"), ("response", block.as_str())] {
            let id = if of == "response" { i.to_string() } else { format!("{i}-asked") };
            write!(
                out,
                "WARC/1.0\r\nWARC-Type: {of}\r\nWARC-Record-ID: <urn:uuid:{id}>\r\nWARC-Target-URI: {url}\r\n\
                 Content-Type: application/http; msgtype={of}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
                block.len()
            )
            .unwrap();
        }
    }
    out.into_bytes()
}

/// A document of Word: paragraphs with their styles.
pub(crate) fn docx(paragraphs: &[(&str, &str)]) -> Vec<u8> {
    let mut body = String::new();
    for (style, text) in paragraphs {
        let style =
            if style.is_empty() { String::new() } else { format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>") };
        write!(body, "<w:p>{style}<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>").unwrap();
    }
    let document = format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())])
}
