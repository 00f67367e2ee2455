//! Cuts a text into words, numbers and marks for the time patterns.

use std::collections::HashMap;

/// A word that the patterns know, by its number; words that none of them names are all [`UNKNOWN`].
pub(super) type Sym = u32;

/// Any word that no pattern names.
pub(super) const UNKNOWN: Sym = 0;

/// Any run of digits.
pub(super) const DIGITS: Sym = 1;

/// A run of letters, a run of digits, or one other character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexeme {
    /// The first byte.
    pub(super) start: u32,
    /// The byte after the last one.
    pub(super) end: u32,
    /// Which word it is, in lower case.
    pub(super) sym: Sym,
    /// The value of a run of digits, as far as it matters.
    pub(super) value: u32,
    /// How many digits it has.
    pub(super) digits: u8,
    /// Whether no white space parts it from the one before.
    pub(super) glued: bool,
    /// Whether it is a run of letters.
    pub(super) letters: bool,
    /// Whether its first letter is a capital.
    pub(super) capital: bool,
}

/// The words that the patterns name, numbered.
#[derive(Debug)]
pub(super) struct Words {
    known: HashMap<Box<str>, Sym>,
}

impl Words {
    pub(super) fn new() -> Words {
        let mut words = Words { known: HashMap::new() };
        words.number("\u{0}unknown");
        words.number("\u{0}digits");
        words
    }

    /// The number of a word in lower case, which it gets if it has none.
    pub(super) fn number(&mut self, word: &str) -> Sym {
        let next = self.known.len() as Sym;
        *self.known.entry(word.into()).or_insert(next)
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.known.len()
    }

    /// Cuts `raw`, whose first byte stands at `offset`, and numbers the words that are known.
    pub(super) fn cut(&self, raw: &str, offset: usize) -> Vec<Lexeme> {
        let mut lower = String::new();
        cut(raw, offset, |word| {
            lower.clear();
            lower.extend(word.chars().flat_map(char::to_lowercase));
            self.known.get(lower.as_str()).copied().unwrap_or(UNKNOWN)
        })
    }

    /// Cuts the words of a pattern or a table, which all become known.
    pub(super) fn learn(&mut self, raw: &str) -> Vec<Lexeme> {
        cut(raw, 0, |word| self.number(&word.to_lowercase()))
    }
}

fn cut(raw: &str, offset: usize, mut number: impl FnMut(&str) -> Sym) -> Vec<Lexeme> {
    let mut lexemes = Vec::with_capacity(raw.len() / 5);
    let mut chars = raw.char_indices().peekable();
    let mut glued = false;
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            glued = false;
            continue;
        }
        let same: fn(char) -> bool = match first {
            c if c.is_ascii_digit() => |c| c.is_ascii_digit(),
            c if c.is_alphabetic() => char::is_alphabetic,
            _ => |_| false,
        };
        let mut end = start + first.len_utf8();
        while let Some((at, c)) = chars.next_if(|&(_, c)| same(c)) {
            end = at + c.len_utf8();
        }
        let word = &raw[start..end];
        let digits = if first.is_ascii_digit() { word.len().min(255) as u8 } else { 0 };
        let sym = match first {
            _ if digits > 0 => DIGITS,
            _ if same(first) => number(word),
            _ => number(plain(first, word)),
        };
        lexemes.push(Lexeme {
            start: (offset + start) as u32,
            end: (offset + end) as u32,
            sym,
            value: word.parse().unwrap_or(u32::MAX) * u32::from(digits > 0),
            digits,
            glued,
            letters: digits == 0 && same(first),
            capital: first.is_uppercase(),
        });
        glued = true;
    }
    lexemes
}

/// One form for the marks that are written in many: apostrophes and short dashes.
fn plain(mark: char, word: &str) -> &str {
    match mark {
        '’' | '‘' | '`' | '´' => "'",
        '‐' | '‑' | '–' => "-",
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_marks_are_told_apart() {
        let mut words = Words::new();
        words.learn("pm '");
        let raw = "at 5pm, ’99";
        let cut = words.cut(raw, 0);
        let seen: Vec<&str> = cut.iter().map(|l| &raw[l.start as usize..l.end as usize]).collect();
        assert_eq!(seen, ["at", "5", "pm", ",", "’", "99"]);
        assert_eq!(cut.iter().map(|l| l.glued).collect::<Vec<_>>(), [false, false, true, true, false, true]);
        assert_eq!((cut[5].value, cut[5].digits), (99, 2));
        assert_eq!(cut[4].sym, words.number("'"));
    }
}
