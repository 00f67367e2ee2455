//! What a search asks for: words, "phrases", -not, who:, outlet:, after:; whole words, whatever their case and accents.

use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The most terms that are looked for.
const MOST_TERMS: usize = 16;

/// A question to the reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words or phrases that must all be there, each as its folded words.
    pub terms: Vec<Vec<String>>,
    /// Those that must not.
    pub without: Vec<Vec<String>>,
    /// Who must have said it: the folded words of a name.
    pub who: Vec<Vec<String>>,
    /// Words of the outlet's name.
    pub outlet: Vec<Vec<String>>,
    /// Only reports published on this day or later.
    pub after: Option<Date>,
    /// Other spellings of words that are names, by the word as it was asked for.
    spellings: BTreeMap<String, BTreeSet<String>>,
}

impl Query {
    /// Reads a question as it was typed. What can not be understood as more is taken for words.
    ///
    /// ```
    /// use dateline_engine::view::Query;
    /// let query = Query::parse("\"harbour master\" fog -inquiry who:Rowe outlet:lantern after:1926-03-16");
    /// assert_eq!(query.terms, [vec!["harbour", "master"], vec!["fog"]]);
    /// assert_eq!((query.without.len(), query.who.len(), query.outlet.len()), (1, 1, 1));
    /// assert!(query.after.is_some());
    /// ```
    pub fn parse(typed: &str) -> Query {
        let mut query = Query::default();
        for (sign, name, value) in pieces(typed) {
            let folded: Vec<String> = words(&value).into_iter().map(|w| w.folded).collect();
            let list = match name.as_str() {
                "who" => &mut query.who,
                "outlet" => &mut query.outlet,
                "after" => {
                    query.after = value.parse().ok().or(query.after);
                    continue;
                }
                _ if sign => &mut query.without,
                _ => &mut query.terms,
            };
            if !folded.is_empty() && list.len() < MOST_TERMS {
                list.push(folded);
            }
        }
        query
    }

    /// Whether it asks for nothing.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.who.is_empty() && self.outlet.is_empty() && self.after.is_none()
    }

    /// The same question, asked of names in all their spellings: those of `names`, the folded words of names that there are,
    /// which sound like a word that is asked for.
    #[must_use]
    pub(crate) fn spelled(mut self, names: &BTreeSet<String>, sound: impl Fn(&str) -> String) -> Query {
        let asked: BTreeSet<&String> = self.terms.iter().chain(&self.who).flatten().filter(is_long).collect();
        let mut by_sound: BTreeMap<String, Vec<&String>> = BTreeMap::new();
        asked.into_iter().for_each(|word| by_sound.entry(sound(word)).or_default().push(word));
        let mut spellings: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for name in names.iter().filter(is_long).filter(|_| !by_sound.is_empty()) {
            for word in by_sound.get(&sound(name)).into_iter().flatten().filter(|word| **word != name) {
                spellings.entry((*word).clone()).or_default().insert(name.clone());
            }
        }
        self.spellings = spellings;
        self
    }

    /// What any text that holds all of it must have: of each set one word.
    pub(crate) fn needed(&self) -> Vec<BTreeSet<String>> {
        let one = |word: &String| {
            let others = self.spellings.get(word).into_iter().flatten();
            others.chain([word]).cloned().collect()
        };
        self.terms.iter().flatten().map(one).collect()
    }

    /// How often a term stands in words.
    pub(super) fn times(&self, words: &[Word], term: &[String]) -> usize {
        (0..words.len()).filter(|&at| self.begins(&words[at..], term)).count()
    }

    fn begins(&self, words: &[Word], term: &[String]) -> bool {
        let is = |asked: &String, word: &Word| {
            *asked == word.folded || self.spellings.get(asked).is_some_and(|others| others.contains(&word.folded))
        };
        words.len() >= term.len() && term.iter().zip(words).all(|(asked, word)| is(asked, word))
    }

    /// Words in pieces, each with whether it is what was asked for.
    pub fn marked<'t>(&self, text: &'t str) -> Vec<(&'t str, bool)> {
        if self.terms.is_empty() {
            return vec![(text, false)];
        }
        let words = words(text);
        let mut pieces = Vec::new();
        let (mut at, mut from) = (0, 0);
        while at < words.len() {
            let longest = self.terms.iter().filter(|t| self.begins(&words[at..], t)).map(Vec::len).max();
            let Some(length) = longest else {
                at += 1;
                continue;
            };
            let (start, end) = (words[at].start, words[at + length - 1].end);
            pieces.push((&text[from..start], false));
            pieces.push((&text[start..end], true));
            from = end;
            at += length;
        }
        pieces.push((&text[from..], false));
        pieces.retain(|(piece, _)| !piece.is_empty());
        pieces
    }
}

/// Whether a word is long enough to have other spellings that are the same name.
fn is_long(word: &&String) -> bool {
    const LONG: usize = 4;
    word.chars().count() >= LONG
}

/// The words of a text.
pub(super) use dateline_core::{SearchWord as Word, search_words as words};

/// What was typed in pieces: whether it begins with a minus, its name before a colon, and what it says.
fn pieces(typed: &str) -> Vec<(bool, String, String)> {
    let mut pieces = Vec::new();
    let mut rest = typed.trim_start();
    while !rest.is_empty() {
        let sign = rest.len() > 1 && rest.starts_with('-');
        rest = rest.strip_prefix('-').filter(|_| sign).unwrap_or(rest);
        let named = ["who", "outlet", "after"].into_iter().find(|name| {
            rest.get(..name.len()).is_some_and(|r| r.eq_ignore_ascii_case(name)) && rest[name.len()..].starts_with(':')
        });
        let name = named.unwrap_or_default();
        rest = &rest[if name.is_empty() { 0 } else { name.len() + 1 }..];
        let quote = |c: char| matches!(c, '"' | '“' | '”');
        let (value, after) = if rest.starts_with(quote) {
            let inner = rest.trim_start_matches(quote);
            let end = inner.find(quote).unwrap_or(inner.len());
            (&inner[..end], inner[end..].trim_start_matches(quote))
        } else {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            (&rest[..end], &rest[end..])
        };
        pieces.push((sign, name.to_owned(), value.to_owned()));
        rest = after.trim_start();
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::{Query, words};

    fn marked(query: &str, text: &str) -> Vec<String> {
        let pieces = Query::parse(query).marked(text).into_iter();
        pieces.filter(|(_, hit)| *hit).map(|(w, _)| w.to_owned()).collect()
    }

    #[test]
    fn whole_words_are_found_whatever_their_case_and_accents() {
        assert_eq!(marked("cafe", "The Café by the cafeteria"), ["Café"]);
        assert_eq!(marked("HALDEN", "the Halden's whistle"), ["Halden"]);
        assert_eq!(marked("fog", "foggy"), Vec::<String>::new());
    }

    #[test]
    fn phrases_stand_together_across_signs() {
        assert_eq!(marked("\"harbour master\"", "the harbour master, a harbour, the master"), ["harbour master"]);
        assert_eq!(marked("“harbour master", "the harbour\nmaster"), ["harbour\nmaster"]);
    }

    #[test]
    fn a_name_is_found_in_all_its_spellings() {
        let names = ["zelenskyy", "zelenski", "rowe"].map(str::to_owned).into();
        let sound = |word: &str| word.replace("yy", "i").replace('y', "i");
        let query = Query::parse("Zelensky rowe").spelled(&names, sound);
        let found = query.marked("Zelenskyy, Zelenski and Zelenska of Rowe");
        let found: Vec<&str> = found.into_iter().filter(|(_, hit)| *hit).map(|(words, _)| words).collect();
        assert_eq!(found, ["Zelenskyy", "Zelenski", "Rowe"]);
        assert_eq!(query.needed()[0].iter().collect::<Vec<_>>(), ["zelenski", "zelensky", "zelenskyy"]);
    }

    #[test]
    fn odd_questions_are_borne() {
        for typed in ["", "-", "\"", "who:", "after:x", "-\"", "“”", "::", "outlet:\"", "é-́", "who:\u{202e}"] {
            let _ = Query::parse(typed).marked("some words");
        }
        assert!(Query::parse("- who: after:yesterday").is_empty());
        assert_eq!(words("Rowe’s 1,800 men").len(), 4);
    }
}
