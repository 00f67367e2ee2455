//! Text documents of office programs: Word's docx and OpenDocument's odt.

use crate::draft::Draft;
use crate::error::Problem;
use crate::source::LIMIT;
use crate::xml;
use dateline_core::RegionKind;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// The draft of a document: its paragraphs, those of tables, boxes and notes too.
pub(crate) fn draft(bytes: &[u8]) -> Result<Draft, Problem> {
    let damaged = |reason: String| Problem::Damaged { what: "office document", reason };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(e.to_string()))?;
    let is_word = archive.index_for_name("word/document.xml").is_some();
    let main = if is_word { "word/document.xml" } else { "content.xml" };
    let content = part(&mut archive, main)?.ok_or_else(|| damaged("its text is missing".to_owned()))?;
    let styles = part(&mut archive, if is_word { "word/styles.xml" } else { "styles.xml" })?.unwrap_or_default();
    let mut names = styles_of(&styles);
    names.extend(styles_of(&content));
    let mut paragraphs = paragraphs(&content, &names);
    if is_word && let Some(notes) = part(&mut archive, "word/footnotes.xml")? {
        paragraphs.extend(self::paragraphs(&notes, &names));
    }
    Ok(laid_out(paragraphs))
}

/// A part of a document by its name.
fn part(archive: &mut Archive, name: &str) -> Result<Option<String>, Problem> {
    let Ok(file) = archive.by_name(name) else { return Ok(None) };
    let mut bytes = Vec::new();
    let read = file.take(LIMIT as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|e| Problem::Damaged { what: "office document", reason: e.to_string() })?;
    if bytes.len() > LIMIT {
        return Err(Problem::TooLong(LIMIT));
    }
    Ok(Some(xml::text(&bytes, None)))
}

#[derive(Default)]
struct Paragraph {
    text: String,
    kind: Option<RegionKind>,
    /// Whether it is a heading of the first level.
    heading: bool,
    /// Whether all text in it counts, not only that of runs.
    open_document: bool,
}

impl Paragraph {
    /// An empty one, with what its tag says.
    fn new(tag: &BytesStart, styles: &BTreeMap<String, String>) -> Paragraph {
        let name = tag.name().into_inner();
        let mut paragraph = Paragraph { open_document: name.starts_with("text:"), ..Paragraph::default() };
        if let Some(style) = attribute(tag, "text:style-name") {
            paragraph.style(&style, styles);
        }
        paragraph.heading |= name == "text:h" && attribute(tag, "text:outline-level").is_none_or(|l| l == "1");
        paragraph
    }

    /// Takes what a style says.
    fn style(&mut self, id: &str, styles: &BTreeMap<String, String>) {
        let plain = id.to_lowercase();
        match styles.get(id).unwrap_or(&plain).as_str() {
            "title" => self.kind = Some(RegionKind::Title),
            "caption" | "illustration" | "figure" => self.kind = Some(RegionKind::Caption),
            "heading 1" | "heading1" => self.heading = true,
            _ => {}
        }
    }
}

/// The paragraphs as one text; the first heading is the title where no paragraph says that it is.
fn laid_out(mut paragraphs: Vec<Paragraph>) -> Draft {
    let mut draft = Draft::default();
    if !paragraphs.iter().any(|p| p.kind == Some(RegionKind::Title))
        && let Some(first) = paragraphs.iter_mut().find(|p| !p.text.trim().is_empty()).filter(|p| p.heading)
    {
        first.kind = Some(RegionKind::Title);
    }
    for Paragraph { text, kind, .. } in paragraphs {
        let text = text.trim_matches(['\n', ' ', '\t', '\u{a0}']);
        if text.is_empty() {
            continue;
        }
        if !draft.text.is_empty() {
            draft.text.push_str("\n\n");
        }
        let start = draft.text.len();
        draft.text.push_str(text);
        draft.marked.extend(kind.map(|kind| (start..draft.text.len(), kind)));
        if kind == Some(RegionKind::Title) {
            draft.given.title.get_or_insert_with(|| text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    draft
}

/// The styles of paragraphs: what each is called in the program, by the name that paragraphs use.
fn styles_of(source: &str) -> BTreeMap<String, String> {
    let (mut names, mut current) = (BTreeMap::new(), None);
    let mut reader = xml::reader(source);
    while let Ok(event) = reader.read_event() {
        let (Event::Start(tag) | Event::Empty(tag)) = event else {
            if matches!(event, Event::Eof) {
                break;
            }
            continue;
        };
        match tag.name().into_inner() {
            "w:style" => current = attribute(&tag, "w:styleId"),
            "w:name" => {
                if let (Some(id), Some(name)) = (current.take(), attribute(&tag, "w:val")) {
                    names.insert(id, name.to_lowercase());
                }
            }
            // A paragraph's own style goes back to one that has a name.
            "style:style" => {
                if let (Some(id), Some(parent)) =
                    (attribute(&tag, "style:name"), attribute(&tag, "style:parent-style-name"))
                {
                    names.insert(id, parent.replace("_20_", " ").to_lowercase());
                }
            }
            _ => {}
        }
    }
    names
}

fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let value = tag.attributes().with_checks(false).flatten().find(|a| a.key.as_ref() == name)?;
    Some(xml::unescaped(&value.value))
}

/// Elements whose words are no part of the text: what was cut, what is said beside it, what stands in for another.
const UNSEEN: [&str; 11] = [
    "w:del",
    "w:moveFrom",
    "w:instrText",
    "w:delText",
    "mc:Fallback",
    "office:annotation",
    "text:tracked-changes",
    "text:note-citation",
    "svg:title",
    "svg:desc",
    "office:forms",
];

/// The paragraphs of a part, in order.
fn paragraphs(source: &str, styles: &BTreeMap<String, String>) -> Vec<Paragraph> {
    let mut reader = xml::reader(source);
    let mut found = Vec::new();
    // Paragraphs in boxes and notes lie in others.
    let mut open: Vec<Paragraph> = Vec::new();
    // How deep what is not seen is nested, and whether text counts here.
    let (mut unseen, mut runs) = (0_usize, 0_usize);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Eof => break,
            Event::Start(tag) => {
                let name = tag.name().into_inner();
                let separator = name == "w:footnote" && attribute(&tag, "w:type").is_some_and(|t| t.contains("eparat"));
                match name {
                    _ if unseen > 0 || separator || UNSEEN.contains(&name) => unseen += 1,
                    "w:p" | "text:p" | "text:h" => open.push(Paragraph::new(&tag, styles)),
                    "w:t" => runs += 1,
                    _ => mark(&tag, &mut open, styles),
                }
            }
            Event::Empty(tag) if unseen == 0 => mark(&tag, &mut open, styles),
            Event::End(tag) => match tag.name().into_inner() {
                _ if unseen > 0 => unseen -= 1,
                "w:p" | "text:p" | "text:h" => found.extend(open.pop()),
                "w:t" => runs = runs.saturating_sub(1),
                _ => {}
            },
            Event::Text(text) if unseen == 0 => push(&mut open, runs, &text.xml10_content()),
            Event::CData(text) if unseen == 0 => push(&mut open, runs, &text.xml10_content()),
            Event::GeneralRef(name) if unseen == 0 => push(&mut open, runs, &xml::reference(&name)),
            _ => {}
        }
    }
    found.extend(open.into_iter().rev());
    found
}

fn push(open: &mut [Paragraph], runs: usize, text: &str) {
    let Some(paragraph) = open.last_mut() else { return };
    if !paragraph.open_document {
        if runs > 0 {
            paragraph.text.push_str(text);
        }
        return;
    }
    // In OpenDocument white space is one space; more of them are marked.
    for letter in text.chars() {
        match letter.is_ascii_whitespace() {
            true if paragraph.text.ends_with([' ', '\n', '\t']) || paragraph.text.is_empty() => {}
            true => paragraph.text.push(' '),
            false => paragraph.text.push(letter),
        }
    }
}

/// What stands for a sign, and what says of which style a paragraph is.
fn mark(tag: &BytesStart, open: &mut [Paragraph], styles: &BTreeMap<String, String>) {
    let Some(paragraph) = open.last_mut() else { return };
    match tag.name().into_inner() {
        "w:tab" | "text:tab" => paragraph.text.push('\t'),
        "w:br" | "w:cr" | "text:line-break" => paragraph.text.push('\n'),
        "w:noBreakHyphen" => paragraph.text.push('\u{2011}'),
        "text:s" => {
            let count = attribute(tag, "text:c").and_then(|c| c.parse().ok()).unwrap_or(1_usize);
            paragraph.text.extend(std::iter::repeat_n(' ', count.min(100)));
        }
        "w:pStyle" => {
            if let Some(id) = attribute(tag, "w:val") {
                paragraph.style(&id, styles);
            }
        }
        _ => {}
    }
}
