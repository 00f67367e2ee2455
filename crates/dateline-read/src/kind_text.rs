//! What a text is: told by its opening lines, and by its name's ending where they leave it open.

use crate::containers::export;
use crate::kind::{Container, Form, Kind};
use crate::record;
use serde::Deserialize;

/// What is told by lines that stand for themselves in any encoding: e-mails, whose bodies need be no text at all.
pub(crate) fn by_lines(head: &[u8], name: &str) -> Option<Kind> {
    let head = String::from_utf8_lossy(&head[..head.len().min(16 << 10)]);
    let head = head.trim_start_matches('\u{feff}');
    if head.starts_with("From ") && head.lines().nth(1).is_some_and(|l| header(l).is_some()) && is_mail(head, true) {
        return Some(Kind::Container(Container::Mailbox));
    }
    let named = [".eml", ".mht", ".mhtml"].iter().any(|e| name.ends_with(e));
    is_mail(head, named).then_some(Kind::Container(Container::Mail))
}

/// Tells the kind of a text from its head and its name in lower case.
pub(crate) fn kind(head: &str, name: &str) -> Kind {
    let head = head.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let ends = |endings: &[&str]| endings.iter().any(|e| name.ends_with(e));
    match head.bytes().next() {
        Some(b'{') => json_object(head, name),
        Some(b'[') if ends(&[".json"]) || head[1..].trim_start().starts_with('{') => Kind::Container(Container::Json),
        Some(b'<') => markup(head, name),
        _ if head.starts_with("window.YTD.") => Kind::Container(Container::Json),
        _ if ends(&[".html", ".htm", ".xhtml"]) && head.contains('<') => Kind::Text(Form::Html),
        _ if ends(&[".md", ".markdown"]) || is_front_matter(head) => Kind::Text(Form::Markdown),
        _ if ends(&[".csv", ".tsv", ".tab"]) => Kind::Container(Container::Table(separator(head))),
        _ if ends(&[".js", ".mjs", ".css"]) => Kind::Refused("a script or style sheet, not a report", "leave it out"),
        _ if is_table(head) => Kind::Container(Container::Table(separator(head))),
        _ => match export::told_by(head) {
            Some(database) => Kind::Container(Container::Export(database)),
            None => Kind::Text(Form::Plain),
        },
    }
}

/// An input that opens with a brace: one value, or lines of them if there is more than one line that opens so, or if
/// its name says so.
fn json_object(head: &str, name: &str) -> Kind {
    let json = Kind::Container(Container::Json);
    let json_lines = Kind::Container(Container::JsonLines);
    let named_lines = name.ends_with(".jsonl") || name.ends_with(".ndjson");
    let mut lines = head.lines();
    let first = lines.next().unwrap_or_default();
    let next = lines.find(|l| !l.trim().is_empty());
    let whole = serde::de::IgnoredAny::deserialize(&mut serde_json::Deserializer::from_str(first)).is_ok();
    match next {
        _ if named_lines => json_lines,
        None if whole || name.ends_with(".json") => json,
        // The first line is longer than what was looked at.
        None if first.len() > MANY => json_lines,
        Some(next) if whole || next.starts_with('{') => json_lines,
        // `{` and `{"` go on in JSON; a text may open with a brace too.
        _ if first[1..].trim_start().starts_with('"') || first[1..].trim().is_empty() => json,
        _ => Kind::Text(Form::Plain),
    }
}

/// No single object of a report has so long a first line and is no line of JSON lines.
const MANY: usize = 32 << 10;

/// An input that opens with `<`: told by its first element, as far as that is XML.
fn markup(head: &str, name: &str) -> Kind {
    let root = first_element(head);
    let local = root.map(|r| r.rsplit(':').next().unwrap_or(r).to_ascii_lowercase());
    match local.as_deref() {
        Some("rss" | "feed" | "rdf") => Kind::Container(Container::Feed),
        Some("newsitem" | "newsmessage" | "packageitem") => Kind::Container(Container::NewsMl),
        _ if is_html(head) || [".html", ".htm", ".xhtml"].iter().any(|e| name.ends_with(e)) => Kind::Text(Form::Html),
        _ if head.starts_with("<?xml") || name.ends_with(".xml") || name.ends_with(".svg") => {
            Kind::Refused("XML of a kind that is not known", "convert it to text or HTML first")
        }
        _ => Kind::Text(Form::Plain),
    }
}

/// The name of the first element, after declarations and comments.
fn first_element(head: &str) -> Option<&str> {
    let mut rest = head;
    loop {
        rest = rest.trim_start();
        let end = match () {
            () if rest.starts_with("<!--") => rest.find("-->")? + 3,
            () if rest.starts_with("<?") => rest.find("?>")? + 2,
            () if rest.starts_with("<!") => rest.find('>')? + 1,
            () => break,
        };
        rest = &rest[end..];
    }
    let name = rest.strip_prefix('<')?;
    let end = name.find(|c: char| !c.is_alphanumeric() && !":-_.".contains(c)).unwrap_or(name.len());
    (end > 0).then(|| &name[..end])
}

fn is_html(head: &str) -> bool {
    let head = head.to_ascii_lowercase();
    let tags = ["<!doctype html", "<html", "<head", "<body", "<meta ", "<title", "<article", "<div", "<p>", "<p "];
    tags.iter().any(|tag| head.contains(tag))
}

fn is_front_matter(head: &str) -> bool {
    let body = head.strip_prefix("---\n").or_else(|| head.strip_prefix("---\r\n"));
    body.is_some_and(|b| b.lines().take(40).any(|l| l.trim_end() == "---") && b.lines().next().is_some_and(is_field))
}

fn is_field(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, _)| {
        !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
    })
}

/// Whether lines open with the head of an e-mail; what no mail program leaves out must be there, unless it is `named`.
fn is_mail(head: &str, named: bool) -> bool {
    const SURE: [&str; 6] =
        ["mime-version", "message-id", "received", "return-path", "snapshot-content-location", "delivered-to"];
    let mut names = Vec::new();
    let lines = head.lines().skip(usize::from(head.starts_with("From ")));
    for line in lines.take_while(|l| !l.trim().is_empty()) {
        match header(line) {
            Some(name) => names.push(name.to_ascii_lowercase()),
            None if line.starts_with([' ', '\t']) && !names.is_empty() => {}
            None => return false,
        }
    }
    let has = |name: &str| names.iter().any(|n| n == name);
    let sure = SURE.iter().any(|name| has(name));
    (has("from") || has("subject") || has("date")) && names.len() >= 2 && (sure || named)
}

/// The name of a header line.
fn header(line: &str) -> Option<&str> {
    let (name, _) = line.split_once(':')?;
    (!name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic())).then_some(name)
}

/// What parts the values of a first line: whatever it has most of.
fn separator(head: &str) -> u8 {
    let first = head.lines().next().unwrap_or_default();
    let count = |c: char| first.matches(c).count();
    [',', ';', '\t', '|'].into_iter().max_by_key(|&c| (count(c), c == ',')).map_or(b',', |c| c as u8)
}

/// Whether the first line names columns, one of them that of the text, and the next lines have as many values.
fn is_table(head: &str) -> bool {
    let mut lines = head.lines();
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return false };
    let separator = separator(head) as char;
    let names: Vec<&str> = first.split(separator).map(|n| n.trim().trim_matches('"')).collect();
    let short = |n: &&str| !n.is_empty() && n.len() < 40 && n.split(' ').count() <= 3 && !n.ends_with('.');
    let second = second.matches(separator).count() > 0;
    names.len() > 1
        && second
        && names.iter().all(short)
        && record::has_text_column(&names)
        && names.iter().filter(|n| record::is_known(n)).count() > 1
}
