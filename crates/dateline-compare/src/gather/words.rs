//! Words as grouping and copy finding see them: where they stand, their lower-case form, their stem.

use dateline_language::{Language, TableError, Words};
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

/// What the forms of a word differ in at their ends.
#[derive(Clone, Debug, Default)]
pub(crate) struct Endings {
    owner: Words,
    /// In the order in which they are tried.
    forms: Vec<Ending>,
}

/// An ending, and what must hold for it to be taken off.
#[derive(Clone, Debug)]
struct Ending {
    ending: Box<str>,
    /// How many letters the word has more than.
    longer_than: usize,
    /// What stands in its place.
    instead: Box<str>,
    /// What it does not stand after.
    not_after: Box<str>,
    /// Which letters before it go too.
    with: Box<str>,
}

impl Endings {
    /// Reads the endings of a language.
    ///
    /// # Errors
    /// If a line has another form than it should.
    pub(crate) fn new(language: &Language) -> Result<Endings, TableError> {
        let table = language.table("compare/endings.tsv");
        let (mut owner, mut forms) = (Vec::new(), Vec::new());
        for (line, [ending, longer_than, instead, not_after, with]) in table.rows() {
            if ending == "owner" {
                owner.push(longer_than);
                continue;
            }
            let longer_than = longer_than.parse().map_err(|_| table.fault(line, "the second column is a number"))?;
            let (ending, instead) = (ending.into(), instead.into());
            forms.push(Ending { ending, longer_than, instead, not_after: not_after.into(), with: with.into() });
        }
        Ok(Endings { owner: owner.into_iter().collect(), forms })
    }

    /// What is left of a lower-case word without its endings: rough, but the same for the forms of most words.
    pub(crate) fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        let word = self.owner.strip_from_end_of(word).unwrap_or(word);
        for form in &self.forms {
            let root = word.strip_suffix(&*form.ending).filter(|_| word.chars().nth(form.longer_than).is_some());
            let fits = |root: &&str| form.not_after.is_empty() || !root.ends_with(&*form.not_after);
            if let Some(root) = root.filter(fits) {
                let root = if form.with.is_empty() { root } else { root.trim_end_matches(&*form.with) };
                return match form.instead.is_empty() {
                    true => Cow::Borrowed(root),
                    false => Cow::Owned(format!("{root}{}", form.instead)),
                };
            }
        }
        Cow::Borrowed(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static ENGLISH: LazyLock<Endings> = LazyLock::new(|| Endings::new(&Language::english()).expect("in form"));

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
            let stems = forms.map(|word| ENGLISH.stem(word));
            assert!(stems.iter().all(|s| s == &stems[0]), "{stems:?}");
        }
        assert_eq!(ENGLISH.stem("pass"), "pass");
    }

    proptest! {
        #[test]
        fn words_stand_where_they_say(text in ".{0,200}") {
            let mut last = 0;
            for word in words(&text) {
                prop_assert!(word.start >= last);
                prop_assert_eq!(&text[word.range()], word.text);
                last = word.range().end;
                ENGLISH.stem(&lower(word.text));
            }
        }
    }
}
