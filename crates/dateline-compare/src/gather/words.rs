//! Words as grouping and copy finding see them: where they stand, their lower-case form, their stem.

use std::borrow::Cow;
use std::ops::Range;

/// A word of a text: a run of letters and digits, with the marks that join such runs ("U.S", "co-op", "don't").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    /// The word as written.
    pub text: &'a str,
    /// Its first byte in the text.
    pub start: usize,
    /// Whether it stands at the start of a line, a sentence or a quotation, where a capital says nothing.
    pub opens: bool,
}

impl Word<'_> {
    /// The bytes that it takes up in the text.
    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }
}

/// The words of a text, in order.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    let mut first = true;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let opens = first || text[at..start].contains(['.', '!', '?', ':', '\n', '"', '“', '`']);
        let end = end_of_word(text, start);
        (at, first) = (end, false);
        Some(Word { text: &text[start..end], start, opens })
    })
}

fn end_of_word(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let joins = matches!(c, '\'' | '’' | '.' | '-' | '&') && chars.peek().is_some_and(|(_, n)| n.is_alphanumeric());
        if !c.is_alphanumeric() && !joins {
            break;
        }
        end = start + i + c.len_utf8();
    }
    end
}

/// The word in lower case.
pub(crate) fn lower(word: &str) -> Cow<'_, str> {
    match word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        true => Cow::Borrowed(word),
        false => Cow::Owned(word.to_lowercase()),
    }
}

/// What is left of a lower-case English word without its endings: rough, but the same for the forms of most words.
pub(crate) fn stem(word: &str) -> Cow<'_, str> {
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    let without = |suffix: &str, longer_than: usize| {
        word.strip_suffix(suffix).filter(|_| word.chars().nth(longer_than).is_some())
    };
    if let Some(root) = without("ies", 4) {
        return Cow::Owned(format!("{root}y"));
    }
    let root = without("ing", 5)
        .map(|root| root.trim_end_matches('e'))
        .or_else(|| without("ed", 4))
        .or_else(|| without("es", 3))
        .or_else(|| without("s", 3).filter(|root| !root.ends_with('s')))
        .or_else(|| without("e", 3));
    Cow::Borrowed(root.unwrap_or(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list(text: &str) -> Vec<(&str, bool)> {
        words(text).map(|w| (w.text, w.opens)).collect()
    }

    #[test]
    fn words_keep_their_joins() {
        let text = "The U.S. co-op said: \"Don’t go.\"";
        assert_eq!(
            list(text),
            [("The", true), ("U.S", false), ("co-op", true), ("said", false), ("Don’t", true), ("go", false)]
        );
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for forms in
            [["missile", "missiles", "missile's"], ["launch", "launched", "launching"], ["city", "cities", "city’s"]]
        {
            let stems = forms.map(stem);
            assert!(stems.iter().all(|s| s == &stems[0]), "{stems:?}");
        }
        assert_eq!(stem("pass"), "pass");
    }

    proptest! {
        #[test]
        fn words_stand_where_they_say(text in ".{0,200}") {
            let mut last = 0;
            for word in words(&text) {
                prop_assert!(word.start >= last);
                prop_assert_eq!(&text[word.range()], word.text);
                last = word.range().end;
                stem(&lower(word.text));
            }
        }
    }
}
