//! Words from outside, made harmless to where they are shown: no control character of theirs reaches a terminal.

use std::borrow::Cow;

/// What a character of a report, a name or a path may do to those that read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Harm {
    /// None: it is shown.
    None,
    /// It steers the terminal, or turns the direction of what follows: a mark stands for it.
    Steers,
    /// It can not be seen, and makes two words that look the same differ: it is left out.
    Hidden,
}

fn harm(c: char) -> Harm {
    match c {
        '\n' | '\t' => Harm::None,
        // Embeddings, overrides and isolates.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Harm::Steers,
        c if c.is_control() => Harm::Steers,
        // What ends lines in some programs.
        '\u{2028}' | '\u{2029}' => Harm::Steers,
        // Zero width, marks of direction, signs of old shaping, and tags; the joiners of scripts and emoji stay.
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{180e}' | '\u{2060}'..='\u{2064}' => Harm::Hidden,
        '\u{206a}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}' => Harm::Hidden,
        _ => Harm::None,
    }
}

/// Words as they may be shown: U+FFFD stands for what would steer, and what is hidden is left out.
pub(crate) fn shown(words: &str) -> Cow<'_, str> {
    if words.chars().all(|c| harm(c) == Harm::None) {
        return Cow::Borrowed(words);
    }
    let keep = |c: char| match harm(c) {
        Harm::None => Some(c),
        Harm::Steers => Some('\u{fffd}'),
        Harm::Hidden => None,
    };
    Cow::Owned(words.chars().filter_map(keep).collect())
}

/// Words as a page may show them: each has its place there, so that a mark stands for what steers, and nothing is left out.
pub(crate) fn marked(words: &str) -> Cow<'_, str> {
    if words.chars().all(|c| harm(c) != Harm::Steers) {
        return Cow::Borrowed(words);
    }
    Cow::Owned(words.chars().map(|c| if harm(c) == Harm::Steers { '\u{fffd}' } else { c }).collect())
}

/// Words with a mark in place of each character that steers or can not be seen: each has its place, and nothing is hidden from
/// whoever reads along with a program.
pub(crate) fn visible(words: &str) -> Cow<'_, str> {
    if words.chars().all(|c| harm(c) == Harm::None) {
        return Cow::Borrowed(words);
    }
    Cow::Owned(words.chars().map(|c| if harm(c) == Harm::None { c } else { '\u{fffd}' }).collect())
}

/// The same as [`shown`], on one line.
pub(crate) fn shown_on_a_line(words: &str) -> String {
    shown(words).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// JSON that no terminal obeys: what would steer or hide stands as its escape, so that every value stays what it was.
///
/// JSON has such characters in its strings alone.
pub(crate) fn escaped_json(json: &str) -> Cow<'_, str> {
    if json.chars().all(|c| harm(c) == Harm::None) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if harm(c) == Harm::None {
            out.push(c);
        } else {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
        }
    }
    Cow::Owned(out)
}

/// A cell of a table that no spreadsheet takes for a formula.
pub(crate) fn cell(value: &str) -> Cow<'_, str> {
    let value = shown(value);
    // Some programs pass over white space before the sign of a formula.
    if value.trim_start().starts_with(['=', '+', '-', '@']) || value.starts_with('\t') {
        return Cow::Owned(format!("'{value}"));
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_marked() {
        assert_eq!(shown("a\u{1b}[2Jb\rc\u{9b}d\u{7}"), "a\u{fffd}[2Jb\u{fffd}c\u{fffd}d\u{fffd}");
        assert_eq!(shown("ab\u{202e}dc\u{202c}"), "ab\u{fffd}dc\u{fffd}");
        assert_eq!(shown("pay\u{200b}pal\u{feff}"), "paypal");
        assert_eq!(shown_on_a_line("one\n\ttwo"), "one two");
        assert!(matches!(shown("José’s 👩‍🚒\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn nothing_is_hidden_from_who_reads_along() {
        // Tags, which no font shows, can spell out a whole sentence.
        assert_eq!(visible("a\u{e0041}b\u{200b}c\u{202e}d"), "a\u{fffd}b\u{fffd}c\u{fffd}d");
        assert!(matches!(visible("Ö\n“x”"), Cow::Borrowed(_)));
    }

    #[test]
    fn json_keeps_its_values() {
        let value = "a\u{9b}b\u{202e}c\u{e0041}\u{7f}";
        let json = serde_json::to_string(value).expect("a string");
        let safe = escaped_json(&json);
        assert!(safe.is_ascii(), "{safe}");
        assert_eq!(serde_json::from_str::<String>(&safe).expect("JSON"), value);
    }

    #[test]
    fn no_cell_is_a_formula() {
        for formula in ["=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", "\t=1", " =1", "\u{feff}=1"] {
            assert!(cell(formula).starts_with('\''), "{formula:?}");
        }
        assert_eq!(cell("two - three"), "two - three");
    }
}
