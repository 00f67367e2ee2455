//! PDF: the letters of each page with their places, put together to lines, columns and paragraphs.

mod fonts;
mod glyphs;
mod layout;
mod standard;

use crate::draft::Draft;
use crate::error::Problem;
use dateline_core::RegionKind;
use lopdf::{Document, LoadOptions, Object};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The most bytes that a page may unpack to, or the streams that a document is kept in.
const MOST: usize = 64 << 20;

/// The most pages and letters that are read.
const PAGES: usize = 5000;
const LETTERS: usize = 20_000_000;

/// The draft of a document; its page numbers and running heads are furniture.
pub(crate) fn draft(bytes: &[u8]) -> Result<Draft, Problem> {
    // The crate is lenient, but not made for every file that was made to harm.
    let read = catch_unwind(AssertUnwindSafe(|| read(bytes)));
    read.unwrap_or_else(|_| Err(Problem::Damaged { what: "PDF", reason: "it makes no sense".to_owned() }))
}

fn read(bytes: &[u8]) -> Result<Draft, Problem> {
    let options = LoadOptions { max_decompressed_size: Some(MOST), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|reason| match reason {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) | lopdf::Error::Unimplemented(_) => Problem::Locked,
        reason => Problem::Damaged { what: "PDF", reason: reason.to_string() },
    })?;
    let pages = document.get_pages();
    if pages.is_empty() {
        return Err(if document.is_encrypted() { Problem::Locked } else { Problem::NothingIn("a PDF") });
    }
    let (mut laid, mut letters) = (Vec::new(), 0);
    for page in pages.values().take(PAGES) {
        let glyphs = glyphs::of_page(&document, *page);
        letters += glyphs.len();
        laid.push(layout::lines(glyphs));
        if letters > LETTERS {
            break;
        }
    }
    if letters == 0 {
        return Err(if document.is_encrypted() { Problem::Locked } else { Problem::OnlyPictures });
    }
    let mut draft = layout::put_together(laid);
    if draft.text.trim().is_empty() {
        return Err(Problem::OnlyPictures);
    }
    draft.given.title = title(&document).filter(|title| stands_in(title, &draft));
    Ok(draft)
}

/// The title that the document says it has.
fn title(document: &Document) -> Option<String> {
    let info = document.trailer.get(b"Info").ok()?;
    let (_, info) = document.dereference(info).ok()?;
    let title = info.as_dict().ok()?.get(b"Title").ok()?;
    let title: &Object = document.dereference(title).ok()?.1;
    let title = lopdf::decode_text_string(title).ok()?;
    Some(title.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether a title stands in the text: those that programs make of files' names do not.
fn stands_in(title: &str, draft: &Draft) -> bool {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let mut text = draft.text.clone();
    for (range, _) in draft.marked.iter().rev().filter(|(_, kind)| *kind == RegionKind::Furniture) {
        text.replace_range(range.clone(), "");
    }
    title.len() > 3 && words(&text).contains(&words(title))
}
