//! A set of words, quick to ask: most words that are asked for are in none.

/// A set of words or phrases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// In order.
    words: Vec<Box<str>>,
    /// A bit for each length that a word has; the last for all that are longer.
    lengths: u64,
}

impl Words {
    /// Whether it has a word, written just so.
    pub fn has(&self, word: &str) -> bool {
        self.lengths & bit(word) != 0 && self.words.binary_search_by(|own| (**own).cmp(word)).is_ok()
    }

    /// Whether it has a word, whatever the case of its ASCII letters.
    pub fn has_in_any_case(&self, word: &str) -> bool {
        self.lengths & bit(word) != 0 && self.words.iter().any(|own| own.eq_ignore_ascii_case(word))
    }

    /// The words, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.words.iter().map(|word| &**word)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// A word without the longest of these at its end, if it ends in one.
    pub fn strip_from_end_of<'w>(&self, word: &'w str) -> Option<&'w str> {
        self.iter().filter_map(|end| word.strip_suffix(end)).min_by_key(|rest| rest.len())
    }

    /// A word without the longest of these at its start, if it starts with one.
    pub fn strip_from_start_of<'w>(&self, word: &'w str) -> Option<&'w str> {
        self.iter().filter_map(|start| word.strip_prefix(start)).min_by_key(|rest| rest.len())
    }
}

fn bit(word: &str) -> u64 {
    1 << word.len().min(63)
}

impl<S: Into<Box<str>>> FromIterator<S> for Words {
    fn from_iter<I: IntoIterator<Item = S>>(words: I) -> Words {
        let mut words: Vec<Box<str>> = words.into_iter().map(Into::into).collect();
        words.sort_unstable();
        words.dedup();
        let lengths = words.iter().fold(0, |lengths, word| lengths | bit(word));
        Words { words, lengths }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_as_written() {
        let words: Words = ["the", "an", "a"].into_iter().collect();
        assert!(words.has("an") && !words.has("An") && !words.has("than"));
        assert!(words.has_in_any_case("THE"));
        assert_eq!(words.iter().collect::<Vec<_>>(), ["a", "an", "the"]);
    }

    #[test]
    fn the_longest_end_is_taken_off() {
        let ends: Words = ["s", "es"].into_iter().collect();
        assert_eq!(ends.strip_from_end_of("boxes"), Some("box"));
        assert_eq!(ends.strip_from_end_of("box"), None);
    }
}
