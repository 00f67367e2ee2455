//! What a text is: told by its opening lines, and by its name's ending where they leave it open.

use crate::containers::export;
use crate::kind::{Container, Form, Kind};
use crate::lexicon::Lexicon;
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
pub(crate) fn kind(lexicon: &Lexicon, head: &str, name: &str) -> Kind {
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
        _ if is_table(lexicon, head) => Kind::Container(Container::Table(separator(head))),
        _ => match export::told_by(lexicon, head) {
            Some(database) => Kind::Container(Container::Export(database)),
            None => part(head, name).map_or(Kind::Text(Form::Plain), Kind::Part),
        },
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
        Some("svg") => Kind::Part("a drawing"),
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
fn is_table(lexicon: &Lexicon, head: &str) -> bool {
    let mut lines = head.lines();
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return false };
    let separator = separator(head) as char;
    let names: Vec<&str> = first.split(separator).map(|n| n.trim().trim_matches('"')).collect();
    let short = |n: &&str| !n.is_empty() && n.len() < 40 && n.split(' ').count() <= 3 && !n.ends_with('.');
    let second = second.matches(separator).count() > 0;
    names.len() > 1
        && second
        && names.iter().all(short)
        && record::has_text_column(lexicon, &names)
        && names.iter().filter(|n| record::is_known(lexicon, n)).count() > 1
}
