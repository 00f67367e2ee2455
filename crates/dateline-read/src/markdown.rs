//! Markdown: its front matter is what came with the text; headings over it are the title.

use crate::dates;
use crate::draft::{Draft, Given};
use dateline_core::{PublishedBy, RegionKind};
use std::ops::Range;

/// The draft of a Markdown text. The text is kept as it stands, front matter and marks too.
pub(crate) fn draft(text: String) -> Draft {
    let (mut given, mut marked) = (Given::default(), Vec::new());
    let body = match front_matter(&text) {
        Some(matter) => {
            given = fields(&text[matter.clone()]);
            marked.push((matter.clone(), RegionKind::Furniture));
            matter.end
        }
        None => 0,
    };
    if let Some((range, title)) = heading(&text, body) {
        given.title.get_or_insert(title);
        marked.push((range, RegionKind::Title));
    }
    Draft { given, text, marked, cleaned: false }
}

/// The range of the block between two lines of dashes at the head of a text, with those lines.
fn front_matter(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let is_fence = line.trim_end() == "---";
        if (number == 0) != is_fence && number == 0 {
            return None;
        }
        at += line.len();
        if number > 0 && is_fence {
            return Some(0..at);
        }
    }
    None
}

fn fields(matter: &str) -> Given {
    let mut given = Given::default();
    for line in matter.lines() {
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'']).to_owned();
        if value.is_empty() {
            continue;
        }
        match name.trim().to_ascii_lowercase().as_str() {
            "id" => given.id = Some(value),
            "title" => given.title = Some(value),
            "outlet" | "source" | "publisher" => given.outlet = Some(value),
            "url" | "link" => given.url = Some(value),
            "language" | "lang" => given.language = Some(value).filter(|l| l.len() == 2),
            "author" | "authors" => {
                let names = value.trim_matches(['[', ']']).split(',');
                given.authors = names.map(|n| n.trim().trim_matches(['"', '\'']).to_owned()).collect();
            }
            "date" | "published" => {
                given.published = dates::machine(&value, PublishedBy::Given);
            }
            _ => {}
        }
    }
    given
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

    #[test]
    fn front_matter_is_what_came_with_the_text() {
        let text = "---\ntitle: \"Ferry sinks\"\ndate: 1912-03-03\nauthor: Jane Roe, John Doe\n---\n\n# Ferry sinks\n\nIt sank.";
        let draft = draft(text.to_owned());
        assert_eq!(draft.given.title.as_deref(), Some("Ferry sinks"));
        assert_eq!(draft.given.authors, ["Jane Roe", "John Doe"]);
        assert_eq!(draft.given.published.map(|p| p.to_string()).as_deref(), Some("1912-03-03"));
        assert_eq!(draft.text, text);
        let (title, kind) = &draft.marked[1];
        assert_eq!((&text[title.clone()], *kind), ("# Ferry sinks", RegionKind::Title));
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        assert_eq!(draft("---\nIt sank.".to_owned()).marked, []);
        assert_eq!(draft("It sank.\n---\nMore\n---\n".to_owned()).marked, []);
    }
}
