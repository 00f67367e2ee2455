//! The names of people in what a page gives as its author.

use crate::lexicon::{Lexicon, plain};

/// The people that a field or a byline names: no offices, agencies or addresses. `outlet` is no person either.
pub(crate) fn names(lexicon: &Lexicon, raw: &str, outlet: Option<&str>) -> Vec<String> {
    let raw = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    let (by, mut bare) = without_lead(lexicon, &raw);
    for end in [" | ", " • ", " · ", "(", " – ", " — ", " - "] {
        bare = bare.split(end).next().unwrap_or(bare);
    }
    // "Jane Roe. Coast Agency": no initial ends there.
    if let Some((name, _)) =
        bare.split_once(". ").filter(|(name, _)| name.rsplit(' ').next().is_some_and(|w| w.len() > 3))
    {
        bare = name;
    }
    if let Some(after) = lexicon.captures("after-names", bare).and_then(|found| found.get(0)) {
        bare = &bare[..after.start()];
    }
    if bare.contains("://") {
        return Vec::new();
    }
    if by {
        // The paper or the post follows the names, "By Jane Roe, Staff Writer", unless the last name does.
        let post = bare.rfind(',').filter(|&comma| !lexicon.has_conjunction(&bare[comma..]));
        bare = &bare[..post.unwrap_or(bare.len())];
    }
    let outlet = outlet.map(plain);
    let mut names: Vec<String> = Vec::new();
    for name in lexicon.between_conjunctions(bare).flat_map(|part| part.split([',', ';', '&', '/'])) {
        let mut name = without_lead(lexicon, name.trim()).1.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
        if by {
            name = head(lexicon, name);
        }
        let is_known = names.iter().any(|known| plain(known) == plain(name));
        if is_person(lexicon, name) && outlet.as_deref() != Some(&plain(name)) && !is_known {
            names.push(name.to_owned());
        }
    }
    names
}

/// The words of a byline before those that date it: "Jane Roe Updated 3 March".
fn head<'a>(lexicon: &Lexicon, name: &'a str) -> &'a str {
    let dates = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) || lexicon.has_form("dated", word);
    let length: usize = name.split_inclusive(' ').take_while(|word| !dates(word)).map(str::len).sum();
    name[..length].trim_end()
}

/// What follows "By", and whether that stood there.
fn without_lead<'a>(lexicon: &Lexicon, raw: &'a str) -> (bool, &'a str) {
    let lead = lexicon.captures("by", raw).and_then(|found| found.get(0));
    lead.map_or((false, raw), |lead| (true, &raw[lead.end()..]))
}

/// Whether these words may be the name of a person.
fn is_person(lexicon: &Lexicon, name: &str) -> bool {
    /// The longest names of bylines have five words.
    const WORDS: std::ops::RangeInclusive<usize> = 2..=5;
    let words: Vec<&str> = name.split(' ').collect();
    let has_case = name.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let begins = |word: &&str| word.starts_with(|c: char| c.is_uppercase()) || !has_case;
    // Some scripts write a name as one word, of few letters.
    (WORDS.contains(&words.len()) || !has_case && (2..=5).contains(&name.chars().count()))
        && name.len() < 60
        && !name.contains(|c: char| c.is_ascii_digit() || "@:#_?!\"“”".contains(c))
        && words.first().is_some_and(begins)
        && words.last().is_some_and(begins)
        && !lexicon.is_no_person(name)
        && !lexicon.has_form("date", name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str) -> Vec<String> {
        names(crate::lexicon::english(), raw, Some("The Harbour Post"))
    }

    #[test]
    fn an_authors_field_may_hold_more_than_a_name() {
        assert_eq!(read("By JANE ROE and JOHN DOE, Coast Agency"), ["JANE ROE", "JOHN DOE"]);
        assert_eq!(read("By Jane Roe, John Doe and Joan Poe"), ["Jane Roe", "John Doe", "Joan Poe"]);
        assert_eq!(read("Jane Roe | Coast Agency for the Mail"), ["Jane Roe"]);
        assert_eq!(read("Jane Roe, jane.roe@example.org"), ["Jane Roe"]);
        assert_eq!(read("by Jane van der Roe (The Harbour Post)"), ["Jane van der Roe"]);
        assert_eq!(read("Jane Roe & Jane Roe"), ["Jane Roe"]);
        assert_eq!(read("By Jane Roe in Port Ness"), ["Jane Roe"]);
        assert_eq!(read("By Jane Roe Updated 3 March 1912"), ["Jane Roe"]);
    }

    #[test]
    fn who_is_no_person_is_no_author() {
        for raw in [
            "https://example.org/jane",
            "Coast News Agency",
            "The Harbour Post",
            "Staff Reporter",
            "Admin",
            "jroe",
            "Web Desk",
            "3 March 1912",
        ] {
            assert!(read(raw).is_empty(), "{raw}");
        }
    }
}
