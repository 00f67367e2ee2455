//! A first look at a page's tags, without a tree: refuses what no parser should be given, and takes the scripts off.
//!
//! Scripts, styles and drawings are most of a page and none of its text. Taken off once, they cost no later step
//! anything; the linked data among them is kept beside.

use crate::error::Problem;
use std::collections::BTreeSet;
use std::ops::Range;

/// A page without what nobody reads.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Page<'a> {
    /// The page without its scripts, styles, drawings and comments.
    pub(super) lean: String,
    /// The linked data of its scripts, in order.
    pub(super) data: Vec<&'a str>,
}

/// How deep tags may be nested. Browsers stop at 512; beyond it, a tree takes time without end.
const DEEPEST: usize = 600;

/// How much may stand in how many tags: the sum over the tags and the text of a page of how deep each stands. A long live
/// page has a twentieth of it.
const WORK: usize = 4_000_000;

/// How many attributes a tag may have. Each is compared with those before it.
const ATTRIBUTES: usize = 4000;

/// Tags that need no end.
const OPEN: [&str; 30] = [
    "area", "base", "br", "col", "dd", "dt", "embed", "frame", "hr", "img", "input", "li", "link", "meta", "optgroup",
    "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
    "colgroup",
];

/// Tags that a parser opens anew in every later paragraph until they are closed.
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Tags whose content is no text of the page; what stands in the first two is no markup either.
const DROPPED: [&str; 3] = ["script", "style", DRAWING];
const DRAWING: &str = "svg";

/// Tags whose content is text, whatever it looks like.
const RAW: [&str; 4] = ["textarea", "title", "iframe", "xmp"];

/// Looks through a page.
pub(super) fn scan(page: &str) -> Result<Page<'_>, Problem> {
    let mut found = Page { lean: String::with_capacity(page.len() / 2), data: Vec::new() };
    let mut open = Open::default();
    let (mut at, mut open_drawing) = (0, false);
    while let Some(start) = page[at..].find('<').map(|i| at + i) {
        found.lean.push_str(&page[at..start]);
        open.write(start - at)?;
        let rest = &page[start..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            // A comment without an end is left to the parser.
            let end = comment.find("-->").map_or(page.len(), |end| start + 4 + end + 3);
            at = end;
            continue;
        }
        if !is_tag(rest) {
            found.lean.push('<');
            at = start + 1;
            continue;
        }
        // A tag that the page ends in is none.
        let Some(tag) = Tag::at_head(rest)? else { return Ok(found) };
        at = start + tag.raw.len();
        if tag.closes {
            open.close(&tag.name);
        } else if DROPPED.contains(&&*tag.name) {
            found.lean.push(' ');
            // A drawing may be closed already (`<svg/>`), and one without an end ends with the next tag of the page.
            let is_drawing = tag.name == DRAWING;
            if is_drawing && (open_drawing || tag.raw.ends_with("/>")) {
                continue;
            }
            let content = content_of(&page[at..], &tag.name);
            if tag.raw.contains("ld+json") {
                found.data.push(content);
            }
            open_drawing |= is_drawing && at + content.len() == page.len();
            if !open_drawing {
                at += content.len();
                at += Tag::at_head(&page[at..])?.map_or(0, |end| end.raw.len());
            }
            continue;
        } else if RAW.contains(&&*tag.name) {
            found.lean.push_str(tag.raw);
            let content = content_of(&page[at..], &tag.name);
            found.lean.push_str(content);
            at += content.len();
            continue;
        } else {
            open.open(&tag)?;
        }
        tag.write(&mut found.lean);
    }
    found.lean.push_str(&page[at..]);
    Ok(found)
}

/// Whether a text that opens with `<` opens with a tag.
fn is_tag(text: &str) -> bool {
    let name = text[1..].strip_prefix('/').unwrap_or(&text[1..]);
    name.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Attributes that say nothing of a text: where pictures lie, what scripts keep, how it is drawn.
const IDLE: [&str; 14] = [
    "alt",
    "crossorigin",
    "decoding",
    "height",
    "loading",
    "referrerpolicy",
    "sizes",
    "src",
    "srcset",
    "tabindex",
    "target",
    "title",
    "valign",
    "width",
];

/// The attributes of scripts that tell what an element is, or where it stands on the web.
const TELLING: [&str; 5] =
    ["data-testid", "data-component", "data-href", "data-instgrm-permalink", "data-telegram-post"];

fn is_idle(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    IDLE.contains(&&*name)
        || name.starts_with("on")
        || name.starts_with("data-") && !TELLING.contains(&&*name)
        || name.starts_with("aria-") && name != "aria-hidden"
}

/// A tag as it stands.
struct Tag<'a> {
    raw: &'a str,
    /// Its attributes that say nothing of a text, with the space before each.
    idle: Vec<Range<usize>>,
    name: String,
    closes: bool,
}

impl<'a> Tag<'a> {
    /// The tag that a text opens with; `None` if it does not end.
    fn at_head(text: &'a str) -> Result<Option<Tag<'a>>, Problem> {
        let bytes = text.as_bytes();
        let closes = bytes.get(1) == Some(&b'/');
        let name = (1 + usize::from(closes)).min(bytes.len());
        let length = bytes[name..].iter().take_while(|b| !b.is_ascii_whitespace() && !b"/>".contains(b)).count();
        let (mut at, mut attributes, mut idle) = (name + length, 0, Vec::new());
        while let Some(&byte) = bytes.get(at).filter(|b| **b != b'>') {
            if byte.is_ascii_whitespace() || byte == b'/' {
                at += 1;
                continue;
            }
            attributes += 1;
            if attributes > ATTRIBUTES {
                return Err(Problem::Attributes(ATTRIBUTES));
            }
            let start = at;
            at = after_attribute(bytes, at);
            let named = text.get(start..at.min(text.len())).and_then(|raw| raw.split(['=', ' ', '\n']).next());
            if bytes[start - 1].is_ascii_whitespace() && named.is_some_and(is_idle) {
                idle.push(start - 1..at);
            }
        }
        Ok((at < bytes.len()).then(|| Tag {
            raw: &text[..=at],
            idle,
            name: text[name..name + length].to_ascii_lowercase(),
            closes,
        }))
    }
}

impl Tag<'_> {
    /// Writes it without what says nothing.
    fn write(&self, lean: &mut String) {
        let mut from = 0;
        for idle in &self.idle {
            lean.push_str(&self.raw[from..idle.start]);
            from = idle.end;
        }
        lean.push_str(&self.raw[from..]);
    }
}

/// Where the attribute that begins here ends.
fn after_attribute(bytes: &[u8], start: usize) -> usize {
    let past = |at: usize, stop: &dyn Fn(u8) -> bool| {
        at + bytes.get(at..).unwrap_or_default().iter().take_while(|b| !stop(**b)).count()
    };
    let is_space = |b: u8| b.is_ascii_whitespace();
    // A name may open with the sign that otherwise ends it.
    let name = past(start + 1, &|b| is_space(b) || b"=/>".contains(&b));
    let sign = past(name, &|b| !is_space(b));
    if bytes.get(sign) != Some(&b'=') {
        return name;
    }
    let value = past(sign + 1, &|b| !is_space(b));
    match bytes.get(value) {
        Some(&quote @ (b'"' | b'\'')) => past(value + 1, &|b| b == quote) + 1,
        _ => past(value, &|b| is_space(b) || b == b'>'),
    }
}

/// The content of an element that ends with its first end tag.
fn content_of<'a>(text: &'a str, name: &str) -> &'a str {
    let mut from = 0;
    loop {
        let Some(end) = end_of(text, name, from) else { return text };
        let content = &text[..end];
        // A script that was hidden from old browsers may write scripts of its own.
        let hidden = content.rfind("<!--").filter(|&at| name == "script" && !content[at..].contains("-->"));
        match hidden.filter(|&at| find_tag(&content[at..], "<script").is_some()) {
            Some(_) if from == 0 => from = end + 1,
            _ => return content,
        }
    }
}

fn end_of(text: &str, name: &str, from: usize) -> Option<usize> {
    find_tag(&text[from..], &format!("</{name}")).map(|at| from + at)
}

/// Where a tag stands, whatever its case.
fn find_tag(text: &str, tag: &str) -> Option<usize> {
    let (bytes, tag) = (text.as_bytes(), tag.as_bytes());
    let mut at = 0;
    while let Some(next) = text[at..].find('<').map(|i| at + i) {
        let is_it = bytes.get(next..next + tag.len()).is_some_and(|b| b.eq_ignore_ascii_case(tag))
            && bytes.get(next + tag.len()).is_none_or(|b| !b.is_ascii_alphanumeric());
        if is_it {
            return Some(next);
        }
        at = next + 1;
    }
    None
}

/// The tags that are open.
#[derive(Default)]
struct Open<'a> {
    stack: Vec<String>,
    /// Formatting tags that were left open when what holds them was closed.
    left: BTreeSet<&'a str>,
    raw: Vec<&'a str>,
    work: usize,
}

impl<'a> Open<'a> {
    /// Counts a tag and the text before it.
    fn write(&mut self, text: usize) -> Result<(), Problem> {
        self.work += (self.stack.len() + self.left.len()) * (1 + text / 64);
        if self.work > WORK { Err(Problem::Nested(DEEPEST)) } else { Ok(()) }
    }

    fn open(&mut self, tag: &Tag<'a>) -> Result<(), Problem> {
        if OPEN.contains(&&*tag.name) {
            return Ok(());
        }
        self.stack.push(tag.name.clone());
        self.raw.push(tag.raw);
        if self.stack.len() + self.left.len() > DEEPEST {
            return Err(Problem::Nested(DEEPEST));
        }
        Ok(())
    }

    /// Closes the last tag of that name, and what was left open in it. An end tag of nothing that is open closes nothing.
    fn close(&mut self, name: &str) {
        let Some(at) = self.stack.iter().rposition(|open| open == name) else { return };
        for (inner, raw) in self.stack.drain(at..).zip(self.raw.drain(at..)).skip(1) {
            if FORMATTING.contains(&&*inner) {
                self.left.insert(raw);
            }
        }
        if FORMATTING.contains(&name) {
            self.left.pop_last();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lean(page: &str) -> String {
        scan(page).expect("a page").lean
    }

    #[test]
    fn scripts_are_taken_off_and_linked_data_is_kept() {
        let page = "<p>a</p><script>if (a<b) '<div>'</script><SCRIPT type=\"application/ld+json\">{}</SCRIPT >\
                    <style>p{}</style><!-- <p>no</p> --><svg><title>x</title></svg><p>b</p>";
        let found = scan(page).expect("a page");
        assert_eq!(found.data, ["{}"]);
        assert_eq!(found.lean.split_whitespace().collect::<String>(), "<p>a</p><p>b</p>");
    }

    #[test]
    fn a_script_may_write_a_script() {
        let page = "<script><!-- document.write('<script>1</script>'); --></script><p>a</p>";
        assert_eq!(lean(page).trim(), "<p>a</p>");
        assert_eq!(lean("<script>var a = '<!--';</script><p>a</p>").trim(), "<p>a</p>");
    }

    #[test]
    fn what_says_nothing_of_a_text_is_left_out_of_tags() {
        let page = "<img src='a>.png' alt=\"b\" class=c data-x data-testid=d onload=e><p\ndata-y='1' id=f>g</p>";
        assert_eq!(lean(page), "<img class=c data-testid=d><p id=f>g</p>");
    }

    #[test]
    fn signs_in_a_text_are_no_tags() {
        for page in ["a < b <3 <> </ <", "<p class='a > b'>c</p>", "<title>a <b> c</title>"] {
            assert_eq!(lean(page), page);
        }
        assert_eq!(lean("a<p b='>"), "a");
        assert_eq!(lean(&("<svg>".repeat(100_000) + "<p>a</p>")).trim(), "<p>a</p>");
    }

    #[test]
    fn only_tags_that_are_open_count_as_depth() {
        let is_nested = |page: &str| matches!(scan(page), Err(Problem::Nested(_)));
        assert!(is_nested(&"<object></b>".repeat(12_000)));
        assert!(is_nested(&"<div></b>".repeat(12_000)));
        assert!(is_nested(&("<span>".repeat(550) + &"<b>x</b>".repeat(20_000))));
        assert!(is_nested(&(0..12_000).map(|i| format!("<p><font size={i}></p></div><div>")).collect::<String>()));
        assert!(!is_nested(&"<div><br><p>a</div>".repeat(12_000)));
        assert!(!is_nested(&format!("<script>{}</script>", "'<div>'".repeat(12_000))));
    }

    #[test]
    fn attributes_are_counted() {
        let page = |n: usize| format!("<p {}>", (0..n).map(|i| format!("a{i}=1 ")).collect::<String>());
        assert!(scan(&page(900)).is_ok());
        assert!(matches!(scan(&page(100_000)), Err(Problem::Attributes(_))));
    }
}
