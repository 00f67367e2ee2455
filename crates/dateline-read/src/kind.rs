//! What an input is, told by its first bytes and then by its name's ending.

use crate::decode::utf16_without_mark;
use encoding_rs::Encoding;
use serde::Deserialize;

/// The kinds of input that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One JSON object a line.
    JsonLines,
    /// One JSON value: an object, or an array of them.
    Json,
    Html,
    Markdown,
    Plain,
    /// What a page is made of besides its text, and what it is.
    Part(&'static str),
    /// No text at all, and what it is.
    Binary(&'static str),
}

/// The first bytes of what is compressed by gzip.
pub(crate) const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Tells the kind of an input from its first bytes and its name.
pub(crate) fn kind(head: &[u8], name: &str) -> Kind {
    if let Some(what) = binary(head) {
        return Kind::Binary(what);
    }
    let head = String::from_utf8_lossy(head);
    let head = head.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let ends = |endings: &[&str]| endings.iter().any(|e| name.ends_with(e));
    match head.bytes().next() {
        Some(b'{') => json_object(head, name),
        Some(b'[') if ends(&[".json"]) || head[1..].trim_start().starts_with('{') => Kind::Json,
        Some(b'<') if is_html(head) || ends(&[".html", ".htm", ".xhtml"]) => Kind::Html,
        _ if ends(&[".html", ".htm", ".xhtml"]) && head.contains('<') => Kind::Html,
        _ if ends(&[".md", ".markdown"]) || is_front_matter(head) => Kind::Markdown,
        _ => part(head, name).map_or(Kind::Plain, Kind::Part),
    }
}

/// What a text is that lies beside a saved page and is no news: told by its looks, or by its ending where it looks the
/// least like prose.
fn part(head: &str, name: &str) -> Option<&'static str> {
    const ENDINGS: [(&str, &str); 6] = [
        (".js", "a script"),
        (".mjs", "a script"),
        (".download", "a script"),
        (".css", "a style sheet"),
        (".svg", "a drawing"),
        (".map", "a map of a script"),
    ];
    if head.starts_with("<svg") || head.starts_with("<?xml") && head.contains("<svg") {
        return Some("a drawing");
    }
    // Prose has one of these in a thousand letters.
    let signs = head.bytes().filter(|b| b"{};=".contains(b)).count();
    let looks_so = |least: usize, share: usize| signs >= least && signs * share > head.len();
    let ending = ENDINGS.iter().find(|(ending, _)| name.ends_with(ending)).map(|(_, what)| *what);
    ending.filter(|_| looks_so(3, 400)).or_else(|| looks_so(8, 50).then_some("a script or a style sheet"))
}

/// An input that opens with a brace: one object, or lines of them if there is more than one line that opens so, or if
/// its name says so.
fn json_object(head: &str, name: &str) -> Kind {
    let named_lines = name.ends_with(".jsonl") || name.ends_with(".ndjson");
    let mut lines = head.lines();
    let first = lines.next().unwrap_or_default();
    let next = lines.find(|l| !l.trim().is_empty());
    let whole = serde::de::IgnoredAny::deserialize(&mut serde_json::Deserializer::from_str(first)).is_ok();
    match next {
        _ if named_lines => Kind::JsonLines,
        None if whole || name.ends_with(".json") => Kind::Json,
        // The first line is longer than what was looked at.
        None if first.len() > MANY => Kind::JsonLines,
        Some(next) if whole || next.starts_with('{') => Kind::JsonLines,
        // `{` and `{"` go on in JSON; a text may open with a brace too.
        _ if first[1..].trim_start().starts_with('"') || first[1..].trim().is_empty() => Kind::Json,
        _ => Kind::Plain,
    }
}

/// No single object of a report has so long a first line and is no line of JSON lines.
const MANY: usize = 32 << 10;

fn is_html(head: &str) -> bool {
    let head = head.to_ascii_lowercase();
    let tags = ["<!doctype html", "<html", "<head", "<body", "<meta ", "<title", "<article", "<div", "<p>", "<p "];
    tags.iter().any(|tag| head.contains(tag))
}

fn is_front_matter(head: &str) -> bool {
    let mut lines = head.lines().map(str::trim_end);
    let Some(fence) = lines.next().filter(|line| ["---", "+++"].contains(line)) else { return false };
    let field = if fence == "---" { ':' } else { '=' };
    lines.next().is_some_and(|line| is_field(line, field)) && lines.take(100).any(|line| line == fence)
}

fn is_field(line: &str, sign: char) -> bool {
    line.split_once(sign).is_some_and(|(key, _)| {
        let key = key.trim_end();
        !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
    })
}

/// What a binary file is, or `None` for text.
fn binary(head: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 12] = [
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a zip archive or an office document"),
        (b"\xd0\xcf\x11\xe0", "an office document"),
        (b"{\\rtf", "an RTF document"),
        (b"\x89PNG", "an image"),
        (b"\xff\xd8\xff", "an image"),
        (b"GIF8", "an image"),
        (b"RIFF", "a sound, film or image"),
        (b"\x7fELF", "a program"),
        (b"SQLite format 3\0", "a database"),
        (b"BZh", "compressed by bzip2"),
        (b"\x28\xb5\x2f\xfd", "compressed by zstd"),
    ];
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(what);
    }
    if Encoding::for_bom(head).is_some() || utf16_without_mark(head).is_some() {
        return None;
    }
    let odd = head.iter().filter(|b| matches!(**b, 0..=8 | 14..=26 | 28..=31)).count();
    (head.contains(&0) || odd * 20 > head.len()).then_some("binary")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_goes_before_the_ending() {
        assert_eq!(kind(b"<!DOCTYPE html><html>", "a.txt"), Kind::Html);
        assert_eq!(kind(b"{\"text\":\"a\"}\n{\"text\":", "a.txt"), Kind::JsonLines);
        assert_eq!(kind(b"{\n  \"text\": \"a\"\n}", "a"), Kind::Json);
        assert_eq!(kind(b"{\"text\": \"a\"}\n", "a"), Kind::Json);
        assert_eq!(kind(b"{\"text\": \"a\"}\n", "a.jsonl"), Kind::JsonLines);
        assert_eq!(kind(b"[{\"text\": \"a\"}]", "a"), Kind::Json);
        assert_eq!(kind(b"[UPDATED] A ferry sank.", "a"), Kind::Plain);
        assert_eq!(kind(b"---\ntitle: A\n---\nA ferry sank.", "a.txt"), Kind::Markdown);
        assert_eq!(kind(b"A ferry sank.", "a.html"), Kind::Plain);
        assert_eq!(kind(b"# Ferry", "a.md"), Kind::Markdown);
        assert_eq!(kind(b"{broken\n{\"text\":\"a\"}", "a"), Kind::JsonLines);
        assert_eq!(kind(b"{sic} he wrote.\nMore.", "a"), Kind::Plain);
    }

    #[test]
    fn what_lies_beside_a_saved_page_is_no_news() {
        let script = b"!function(){var a=1;window.ferry=function(b){return a+b;};}();";
        assert_eq!(kind(script, "a.js"), Kind::Part("a script"));
        assert_eq!(kind(script, "a"), Kind::Part("a script or a style sheet"));
        assert_eq!(
            kind(b"/* The Harbour Post */\nbody{color:red;}\np{margin:0;}", "a.css"),
            Kind::Part("a style sheet")
        );
        assert_eq!(kind(b"<svg viewBox='0 0 1 1'><path/></svg>", "a.svg"), Kind::Part("a drawing"));
        assert_eq!(kind(b"A ferry sank; nobody was lost; the owners {sic} were sorry.", "a.txt"), Kind::Plain);
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert_eq!(kind(b"%PDF-1.7 ...", "a.txt"), Kind::Binary("a PDF"));
        assert_eq!(kind(b"\x00\x01\x02\x03\xff\xfe", "a.txt"), Kind::Binary("binary"));
        assert_eq!(kind(b"T\0h\0e\0 \0f\0e\0r\0r\0y\0", "a.txt"), Kind::Plain);
    }
}
