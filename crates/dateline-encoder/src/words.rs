//! Splits a text into words as BERT does: lower case, accents off, punctuation and ideographs each on their own.

use std::ops::Range;

use unicode_normalization::char::decompose_canonical;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// A word in its plain form, and where each of its characters stands in the text.
#[derive(Debug, Default)]
pub(crate) struct Word {
    /// Its characters, lower case and without accents.
    pub(crate) plain: String,
    /// For each byte of `plain`, the bytes of the text's character that it comes from.
    pub(crate) origin: Vec<Range<u32>>,
}

/// Calls `each` with every word of the text, in order.
pub(crate) fn for_each(text: &str, mut each: impl FnMut(&Word)) {
    let mut word = Word::default();
    for (at, c) in text.char_indices() {
        if is_dropped(c) {
            continue;
        }
        let origin = offset(at)..offset(at + c.len_utf8());
        if c.is_whitespace() {
            word.end(&mut each);
            continue;
        }
        let alone = is_ideograph(c);
        if alone {
            word.end(&mut each);
        }
        decompose(c, |part| {
            if part.general_category() == GeneralCategory::NonspacingMark {
                return;
            }
            for lower in part.to_lowercase() {
                let alone = is_punctuation(lower);
                if alone {
                    word.end(&mut each);
                }
                word.push(lower, origin.clone());
                if alone {
                    word.end(&mut each);
                }
            }
        });
        if alone {
            word.end(&mut each);
        }
    }
    word.end(&mut each);
}

impl Word {
    fn push(&mut self, c: char, origin: Range<u32>) {
        self.plain.push(c);
        self.origin.resize(self.plain.len(), origin);
    }

    fn end(&mut self, each: &mut impl FnMut(&Word)) {
        if !self.plain.is_empty() {
            each(self);
            self.plain.clear();
            self.origin.clear();
        }
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn decompose(c: char, each: impl FnMut(char)) {
    let mut each = each;
    if c.is_ascii() { each(c) } else { decompose_canonical(c, each) }
}

/// Control and format characters, and the sign for what could not be decoded.
fn is_dropped(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\u{fffd}' => true,
        c if c.is_ascii() => c.is_ascii_control(),
        c => matches!(
            c.general_category(),
            GeneralCategory::Control | GeneralCategory::Format | GeneralCategory::PrivateUse
        ),
    }
}

/// Punctuation by Unicode, and all signs of ASCII.
fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_punctuation()
    } else {
        c.general_category_group() == GeneralCategoryGroup::Punctuation
    }
}

/// The blocks of ideographs that BERT knows.
fn is_ideograph(c: char) -> bool {
    matches!(c,
        '\u{4e00}'..='\u{9fff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{20000}'..='\u{2a6df}'
        | '\u{2a700}'..='\u{2b73f}'
        | '\u{2b740}'..='\u{2b81f}'
        | '\u{2b920}'..='\u{2ceaf}'
        | '\u{f900}'..='\u{faff}'
        | '\u{2f800}'..='\u{2fa1f}')
}
