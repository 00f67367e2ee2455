//! Words as search sees them, wherever it looks: whole, in lower case, without accents.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// A word of a text: where it stands, in bytes, and its folded form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchWord {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// In lower case, without accents.
    pub folded: String,
}

/// The words of a text. An apostrophe within one belongs to it; what follows it is not asked for: "Halden's" is "halden".
///
/// ```
/// let words = dateline_core::search_words("The Café’s harbour-master");
/// assert_eq!(words.iter().map(|w| w.folded.as_str()).collect::<Vec<_>>(), ["the", "cafe", "harbour", "master"]);
/// ```
pub fn search_words(text: &str) -> Vec<SearchWord> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let goes_on = c.is_alphanumeric() || start.is_some() && is_combining_mark(c);
        match (start, goes_on) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push(SearchWord { start: from, end: at, folded: folded(&text[from..at]) });
                start = None;
            }
            _ => {}
        }
    }
    words.dedup_by(|s, owner| s.folded == "s" && s.start == owner.end + apostrophe(&text[owner.end..]));
    words
}

/// The length of an apostrophe that a text begins with; more than any text has where it begins with none.
fn apostrophe(text: &str) -> usize {
    text.chars().next().filter(|c| matches!(c, '\'' | '’')).map_or(usize::MAX / 2, char::len_utf8)
}

/// A word in lower case, without accents.
fn folded(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        decompose_canonical(c, |c| {
            if c.is_alphanumeric() && !is_combining_mark(c) {
                out.push(c);
            }
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::search_words;

    fn folded(text: &str) -> Vec<String> {
        search_words(text).into_iter().map(|w| w.folded).collect()
    }

    #[test]
    fn accents_are_put_aside_however_they_are_written() {
        assert_eq!(folded("Cafés Cafe\u{301}s ÉCOLE Việt"), ["cafes", "cafes", "ecole", "viet"]);
        assert_eq!(folded("Rowe’s 1,800 men"), ["rowe", "1", "800", "men"]);
    }
}
