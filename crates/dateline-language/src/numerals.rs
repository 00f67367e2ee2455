//! Numbers in words: what each adds, and what it multiplies.

use crate::error::TableError;
use crate::language::Language;
use std::collections::HashMap;

/// What a word does to the number that is being read.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Numeral {
    /// It adds: "twenty", "half".
    Add(f64),
    /// It multiplies what stands right before it, or counts as itself: "dozen", "hundred".
    Times(f64),
    /// As [`Numeral::Times`], and what comes after is counted anew: "thousand", "million".
    Scale(f64),
    /// It only joins others: "and".
    Joint,
}

/// The words of numbers, from `numerals.txt`.
#[derive(Clone, Debug, Default)]
pub struct Numerals {
    words: HashMap<Box<str>, Numeral>,
    ordinals: HashMap<Box<str>, Box<str>>,
}

/// The table of a language's numerals.
const TABLE: &str = "numerals.txt";

impl Numerals {
    /// Reads a language's numerals. A line is `add|times|scale NUMBER: words`, `joint: words` or `ordinal FIGURES: word`.
    ///
    /// # Errors
    /// If a line has another form, or a word stands twice.
    pub fn new(language: &Language) -> Result<Numerals, TableError> {
        let table = language.table(TABLE);
        let mut numerals = Numerals::default();
        let mut entries = Vec::new();
        for line in table.lines() {
            let fault = || {
                table
                    .fault(line, "a line is `add|times|scale NUMBER: words`, `joint: words` or `ordinal FIGURES: word`")
            };
            let (head, words) = line.text.split_once(": ").ok_or_else(fault)?;
            let (kind, number) = head.split_once(' ').unwrap_or((head, ""));
            entries.extend(words.split_whitespace().map(|word| (line, word)));
            if kind == "ordinal" {
                numerals.ordinals.extend(words.split_whitespace().map(|word| (word.into(), number.into())));
                continue;
            }
            let value = || number.parse::<f64>().map_err(|_| fault());
            let numeral = match kind {
                "add" => Numeral::Add(value()?),
                "times" => Numeral::Times(value()?),
                "scale" => Numeral::Scale(value()?),
                "joint" => Numeral::Joint,
                _ => return Err(fault()),
            };
            numerals.words.extend(words.split_whitespace().map(|word| (word.into(), numeral)));
        }
        table.unique(entries)?;
        Ok(numerals)
    }

    /// What the words of a number come to; `None` where they name no single number ("dozens").
    pub fn value<'a>(&self, words: impl Iterator<Item = &'a str>) -> Option<f64> {
        let (mut whole, mut part, mut seen) = (0.0, 0.0, false);
        for word in words.flat_map(|w| w.split('-')) {
            let word = word.to_lowercase();
            let plain = word.replace(',', "");
            if let Ok(number) = plain.parse::<f64>() {
                if !plain.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
                    return None;
                }
                part += number;
            } else {
                match *self.words.get(&*word)? {
                    Numeral::Add(number) => part += number,
                    Numeral::Times(number) => part = number * if seen { part } else { 1.0 },
                    Numeral::Scale(number) => {
                        whole += number * if seen { part } else { 1.0 };
                        part = 0.0;
                    }
                    Numeral::Joint => continue,
                }
            }
            seen = true;
        }
        seen.then_some(whole + part)
    }

    /// The whole number that one word alone adds: 12 for "twelve".
    pub fn small(&self, word: &str) -> Option<u32> {
        match self.words.get(word)? {
            // Numbers in words are whole and small, or a part such as a half, which is none of these.
            Numeral::Add(number) if number.fract() == 0.0 => Some(*number as u32),
            _ => None,
        }
    }

    /// An ordinal as figures write it: "1st" for "first".
    pub fn in_figures(&self, ordinal: &str) -> Option<&str> {
        self.ordinals.get(ordinal).map(|figures| &**figures)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read() {
        let numerals = Numerals::new(&Language::english()).expect("in form");
        let read = |s: &str| numerals.value(s.split(' '));
        assert_eq!(read("15"), Some(15.0));
        assert_eq!(read("1,200"), Some(1200.0));
        assert_eq!(read("40 billion"), Some(40e9));
        assert_eq!(read("half a dozen"), Some(6.0));
        assert_eq!(read("two and a half million"), Some(2.5e6));
        assert_eq!(read("twenty-one"), Some(21.0));
        assert_eq!(read("a hundred"), Some(100.0));
        assert_eq!(read("two hundred and six"), Some(206.0));
        assert_eq!(read("3.5 million"), Some(3.5e6));
        assert_eq!(read("dozens"), None);
    }
}
