//! Markdown: its front matter is what came with the text; headings over it are the title.

use crate::draft::{Draft, Given};
use crate::lexicon::Lexicon;
use dateline_core::{PublishedBy, RegionKind};
use std::ops::Range;

/// The draft of a Markdown text. The text is kept as it stands, front matter and marks too.
pub(crate) fn draft(lexicon: &Lexicon, text: String) -> Draft {
    let (mut given, mut marked) = (Given::default(), Vec::new());
    let body = match front_matter(&text) {
        Some(matter) => {
            given = fields(lexicon, &text[matter.clone()]);
            marked.push((matter.clone(), RegionKind::Furniture));
            matter.end
        }
        None => 0,
    };
    if let Some((range, title)) = heading(&text, body) {
        given.title.get_or_insert(title);
        marked.push((range, RegionKind::Title));
    }
    Draft { given, text, marked, ..Draft::default() }
}

/// The range of the block between two lines of dashes (or of pluses) at the head of a text, with those lines.
fn front_matter(text: &str) -> Option<Range<usize>> {
    let mut lines = text.split_inclusive('\n');
    let fence = lines.next().map(str::trim_end).filter(|line| ["---", "+++"].contains(line))?;
    let mut at = text.find('\n')? + 1;
    for line in lines {
        at += line.len();
        if line.trim_end() == fence || fence == "---" && line.trim_end() == "..." {
            return Some(0..at);
        }
    }
    None
}

/// The fields of front matter: a name and a value a line, or a name and a list or a text on the lines below it.
fn fields(lexicon: &Lexicon, matter: &str) -> Given {
    let mut fields: Vec<(String, Vec<&str>)> = Vec::new();
    for line in matter.lines().filter(|line| !["---", "+++", "..."].contains(&line.trim_end())) {
        let named = line.split_once([':', '=']).filter(|(name, _)| is_name(name.trim_end()));
        match (named, fields.last_mut()) {
            (Some((name, value)), _) => fields.push((name.trim().to_ascii_lowercase(), vec![value.trim()])),
            (None, Some((_, values))) if !line.trim().is_empty() => values.push(line.trim()),
            _ => {}
        }
    }
    let mut given = Given::default();
    for (name, values) in fields {
        let list: Vec<String> = values.iter().flat_map(|value| items(value)).collect();
        let Some(first) = list.first().cloned() else { continue };
        let text = || list.join(" ");
        match name.as_str() {
            "id" => given.id = Some(first),
            "title" | "headline" => given.title = Some(bare(&values.join(" "))),
            "outlet" | "source" | "publisher" | "site" => given.outlet = Some(text()),
            "url" | "link" | "canonical" => given.url = Some(first),
            "language" | "lang" => given.language = Some(first).filter(|l| l.len() == 2),
            "section" => given.section = Some(text()),
            "author" | "authors" | "byline" => given.authors = list,
            "date" | "published" => {
                given.published = lexicon.dates.machine(&text(), PublishedBy::Given);
                given.undated = Some(text());
            }
            "updated" | "modified" | "lastmod" => given.updated = lexicon.dates.machine(&text(), PublishedBy::Given),
            _ => {}
        }
    }
    given
}

/// Whether a line of front matter may open with this as the name of a field: it stands at the edge.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b))
}

/// The values of a line: of `- Jane Roe`, `[Jane Roe, John Doe]`, `"Jane Roe"`.
fn items(value: &str) -> Vec<String> {
    let value = value.strip_prefix("- ").unwrap_or(value).trim_matches(['[', ']']);
    let value = value.strip_prefix("name:").unwrap_or(value);
    let is_block = ["|", ">", "|-", ">-"].contains(&value);
    let items = value.split(',').filter(|_| !is_block).map(bare);
    items.filter(|item| !item.is_empty()).collect()
}

fn bare(value: &str) -> String {
    value.trim().trim_matches(['"', '\'']).trim().to_owned()
}

/// The first line, if it is a heading of the first level, and what it says.
fn heading(text: &str, from: usize) -> Option<(Range<usize>, String)> {
    let body = &text[from..];
    let start = from + (body.len() - body.trim_start().len());
    let line = text[start..].lines().next()?;
    let title = line.strip_prefix("# ")?.trim().trim_end_matches('#').trim();
    (!title.is_empty()).then(|| (start..start + line.len(), title.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::english;

    #[test]
    fn front_matter_is_what_came_with_the_text() {
        let text = "---\ntitle: \"Ferry sinks\"\ndate: 1912-03-03\nauthor: Jane Roe, John Doe\n---\n\n# Ferry sinks\n\nIt sank.";
        let draft = draft(english(), text.to_owned());
        assert_eq!(draft.given.title.as_deref(), Some("Ferry sinks"));
        assert_eq!(draft.given.authors, ["Jane Roe", "John Doe"]);
        assert_eq!(draft.given.published.map(|p| p.to_string()).as_deref(), Some("1912-03-03"));
        assert_eq!(draft.text, text);
        let (title, kind) = &draft.marked[1];
        assert_eq!((&text[title.clone()], *kind), ("# Ferry sinks", RegionKind::Title));
    }

    #[test]
    fn a_field_may_run_over_lines() {
        let text =
            "---\nauthors:\n  - Jane Roe\n  - \"John Doe\"\ndate: 1912-03-03T06:12:30Z\nsection: Coast\n---\nIt sank.";
        let given = draft(english(), text.to_owned()).given;
        assert_eq!(given.authors, ["Jane Roe", "John Doe"]);
        assert_eq!(given.published.map(|p| p.to_string()).as_deref(), Some("1912-03-03T06:12:30+00:00"));
        assert_eq!(given.section.as_deref(), Some("Coast"));
        let given = draft(english(), "+++\ntitle = \"Ferry: the end, at last\"\n+++\nIt sank.".to_owned()).given;
        assert_eq!(given.title.as_deref(), Some("Ferry: the end, at last"));
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        assert_eq!(draft(english(), "---\nIt sank.".to_owned()).marked, []);
        assert_eq!(draft(english(), "It sank.\n---\nMore\n---\n".to_owned()).marked, []);
    }
}
