//! The fonts of a PDF, as far as they tell which letter a code is and how wide it is.

use super::standard;
use lopdf::{Dictionary, Document, Encoding, Object};
use std::collections::BTreeMap;

/// A font: its codes as letters, and their widths in thousandths of its size.
pub(super) struct Font<'a> {
    encoding: Option<Encoding<'a>>,
    /// Codes of two bytes rather than one.
    wide: bool,
    widths: BTreeMap<u32, f64>,
    default: f64,
}

/// What most letters are wide where nothing tells.
const WIDTH: f64 = 500.0;

/// The most bytes of a table of letters.
const TABLE: usize = 8 << 20;

impl<'a> Font<'a> {
    pub(super) fn new(document: &'a Document, font: &'a Dictionary) -> Font<'a> {
        let wide = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Type0");
        let mut made = Font { encoding: encoding(document, font), wide, widths: BTreeMap::new(), default: WIDTH };
        if wide {
            made.wide_widths(document, font)
        } else {
            made.widths(document, font)
        };
        made
    }

    /// The letters of a string with their widths, and whether each is the space that words may be set apart by.
    pub(super) fn letters(&self, bytes: &[u8]) -> Vec<(String, f64, bool)> {
        let size = if self.wide { 2 } else { 1 };
        let letter = |code: &[u8]| {
            let number = code.iter().fold(0_u32, |n, b| n << 8 | u32::from(*b));
            let text = self.encoding.as_ref().and_then(|e| e.bytes_to_string(code).ok()).unwrap_or_default();
            let width = self.widths.get(&number).copied().unwrap_or(self.default);
            (text, width / 1000.0, size == 1 && number == 32)
        };
        bytes.chunks(size).map(letter).collect()
    }

    fn widths(&mut self, document: &Document, font: &Dictionary) {
        let name = font.get(b"BaseFont").and_then(Object::as_name).map(|n| String::from_utf8_lossy(n).into_owned());
        if let Some(known) = name.ok().and_then(|name| standard::widths(&name)) {
            self.widths.extend((32..).zip(known.iter().map(|w| f64::from(*w))));
        }
        let first = font.get(b"FirstChar").and_then(Object::as_i64).unwrap_or(0);
        let widths = resolved(document, font, b"Widths").and_then(|w| w.as_array().ok());
        for (i, width) in widths.into_iter().flatten().enumerate().take(256) {
            if let (Ok(code), Some(width)) = (u32::try_from(first + i as i64), number(document, width)) {
                self.widths.insert(code, width);
            }
        }
    }

    /// The widths of a font whose codes have two bytes: `first [w w w]` or `first last w`.
    fn wide_widths(&mut self, document: &Document, font: &Dictionary) {
        self.default = 1000.0;
        let inner =
            resolved(document, font, b"DescendantFonts").and_then(|d| d.as_array().ok()).and_then(|d| d.first());
        let Some(inner) = inner.and_then(|d| document.dereference(d).ok()).and_then(|(_, d)| d.as_dict().ok()) else {
            return;
        };
        if let Some(width) = inner.get(b"DW").ok().and_then(|w| number(document, w)) {
            self.default = width;
        }
        let Some(table) = resolved(document, inner, b"W").and_then(|w| w.as_array().ok()) else { return };
        let mut at = table.iter();
        while let (Some(first), Some(next)) = (at.next().and_then(|f| number(document, f)), at.next()) {
            let first = first as u32;
            let next = document.dereference(next).map_or(next, |(_, n)| n);
            if let Ok(widths) = next.as_array() {
                let widths = widths.iter().filter_map(|w| number(document, w));
                self.widths.extend((first..=0xffff).zip(widths));
            } else if let (Some(last), Some(width)) =
                (number(document, next), at.next().and_then(|w| number(document, w)))
            {
                let last = (last as u32).min(0xffff);
                self.widths.extend((first..=last).map(|code| (code, width)));
            }
        }
    }
}

/// What the codes are: by the table that is made for copying text, else by the font's encoding.
fn encoding<'a>(document: &'a Document, font: &'a Dictionary) -> Option<Encoding<'a>> {
    if font.has(b"ToUnicode") {
        let mut bare = Dictionary::new();
        bare.set("Type", "Font");
        bare.set("ToUnicode", font.get(b"ToUnicode").ok()?.clone());
        // The map is the font's own, so what borrows it from the bare one is only its dictionary.
        if let Ok(Encoding::UnicodeMapEncoding(map)) = bare.get_font_encoding_with_limit(document, TABLE) {
            return Some(Encoding::UnicodeMapEncoding(map));
        }
    }
    font.get_font_encoding_with_limit(document, TABLE).ok()
}

/// A value of a dictionary, wherever it is kept.
pub(super) fn resolved<'a>(document: &'a Document, of: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    Some(document.dereference(of.get(key).ok()?).ok()?.1)
}

/// A number, whole or not.
pub(super) fn number(document: &Document, object: &Object) -> Option<f64> {
    let object = document.dereference(object).ok()?.1;
    let number = object.as_float().map(f64::from).ok().or_else(|| object.as_i64().ok().map(|n| n as f64))?;
    number.is_finite().then_some(number)
}
