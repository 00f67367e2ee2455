//! Spellings of one name: accents, scripts and ways of transliteration put aside, and how alike what is left is.

use dateline_language::{Language, TableError};

/// Letters that different transliterations write for one sound, each with what stands for it, in the order of replacing.
#[derive(Clone, Debug)]
pub(crate) struct Sounds(Vec<(Box<str>, Box<str>)>);

impl Sounds {
    /// Reads the letters.
    ///
    /// # Errors
    /// If letters stand there twice.
    pub(crate) fn new(language: &Language) -> Result<Sounds, TableError> {
        let table = language.table("places/spellings.tsv");
        table.unique(table.rows().map(|(line, [from])| (line, from)))?;
        Ok(Sounds(table.rows().map(|(_, [from, to])| (from.into(), to.into())).collect()))
    }

    /// A name as it sounds, roughly: in plain lower-case letters, with the usual ways to transliterate a sound made one.
    ///
    /// ```text
    /// Zelenskyy, Zelenskiy, Зеленский → zelenski      Sergey, Sergei → sergei      Mohammed, Muhammad → mohamed
    /// ```
    pub(super) fn fold(&self, name: &str) -> String {
        let mut out = plain(name);
        for (from, to) in &self.0 {
            if out.contains(&**from) {
                out = out.replace(&**from, to);
            }
        }
        let mut last = ' ';
        out.retain(|c| std::mem::replace(&mut last, c) != c || c == ' ');
        out
    }
}

/// A name in plain lower-case letters and digits, words parted by single spaces.
pub(super) fn plain(name: &str) -> String {
    let ascii = if name.is_ascii() { name.to_owned() } else { deunicode::deunicode(name) };
    let mut out = String::with_capacity(ascii.len());
    for c in ascii.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !matches!(c, '.' | '\'') && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether two folded words can be spellings of one name: the same, or long, alike and with the same beginning.
pub(super) fn alike(a: &str, b: &str) -> bool {
    const LONG: usize = 5;
    const ALIKE: f64 = 0.93;
    a == b
        || a.len().min(b.len()) >= LONG
            && a.as_bytes().first() == b.as_bytes().first()
            && strsim::jaro_winkler(a, b) >= ALIKE
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static SOUNDS: LazyLock<Sounds> = LazyLock::new(|| Sounds::new(&Language::english()).expect("in form"));

    fn fold(name: &str) -> String {
        SOUNDS.fold(name)
    }

    #[test]
    fn ways_of_transliteration_are_one() {
        for (a, b) in [
            ("Zelenskyy", "Zelensky"),
            ("Zelenskiy", "Зеленский"),
            ("Sergey", "Sergei"),
            ("Wagner", "Vagner"),
            ("José", "Jose"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} {b}");
        }
        assert!(alike(&fold("Yanukovych"), &fold("Yanukovich")));
        assert!(!alike(&fold("Caine"), &fold("Kane")));
        assert!(!alike(&fold("Dragone"), &fold("Grynkewich")));
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing_in_plain_letters(name in "\\PC{0,40}") {
            prop_assert_eq!(plain(&plain(&name)), plain(&name));
            let _ = fold(&name);
        }
    }
}
