//! That no word of a language stands in the code of the stages, but in a table that a language has.

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::path::Path;

/// The stages whose code names no word.
const STAGES: &[&str] = &["crates/dateline-read/src/", "crates/dateline-annotate/src/", "crates/dateline-compare/src/"];
/// The only crate that reads what is built in of `rules/`.
const HOME: &str = "crates/dateline-language/";
/// The words that may stand there, and why.
const ALLOWED: &str = "xtask/tidy-words.txt";

/// What a quoted word is no word of a text behind: names of tables, of their kinds, of groups and features, and messages.
const CALLS: &[&str] = &[
    "table(",
    "has_form(",
    "captures(",
    "without_lead(",
    "before(",
    "is_field(",
    "fields(",
    "is(",
    "is_noun(",
    "status(",
    "name(",
    "expect(",
    "format!(",
    "error(",
    "by: ",
    "fault(line, ",
    "ok_or(",
    "pattern(",
    "of_kind(",
    "words(",
    "value(",
    "of(",
    "put(",
    "add(",
    "reason = ",
    "read(",
];

/// The labels of dependencies of the English pipelines.
const LABELS: &str = "acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass \
    dative dep det dobj expl flat intj mark meta neg nmod npadvmod nsubj nsubjpass nummod obj obl oprd parataxis pcomp pobj \
    poss preconj predet prep prt punct quantmod relcl tmod xcomp cop";

/// The quoted words that may stand in a file, by the file.
pub(super) struct Allowed(BTreeMap<String, Vec<String>>);

impl Allowed {
    pub(super) fn read(root: &Path) -> Result<Allowed> {
        let raw = std::fs::read_to_string(root.join(ALLOWED)).context(ALLOWED)?;
        let lines = raw.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let entry = |line: &str| {
            let (file, words) = line.split_once(": ")?;
            Some((file.to_owned(), words.split(" | ").map(str::to_owned).collect()))
        };
        Ok(Allowed(lines.filter_map(entry).collect()))
    }

    fn has(&self, file: &str, word: &str) -> bool {
        self.0.get(file).is_some_and(|words| words.iter().any(|w| w == "*" || w == word))
    }
}

/// Names each quoted word of a file that is not allowed there, and each reading of a table that goes around `Language`.
pub(super) fn check(name: &str, text: &str, allowed: &Allowed, faults: &mut Vec<String>) {
    let code = text.split("\n#[cfg(test)]\nmod tests").next().unwrap_or(text);
    let stage = STAGES.iter().any(|stage| name.starts_with(stage));
    for (number, line) in code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
        let outside = name.starts_with("crates/") && !name.starts_with(HOME);
        if outside && line.contains("include_str!") && line.contains("rules/") {
            faults.push(format!("{name}:{}: reads a table by itself; ask a `Language` for it", number + 1));
        }
        for (before, word) in quoted(line).into_iter().filter(|_| stage) {
            let named = CALLS.iter().any(|call| before.ends_with(call));
            if !named && is_word(word) && !allowed.has(name, word) {
                faults.push(format!(
                    "{name}:{}: the word {word:?} belongs in a table under rules/; if it is a name of ours, say so in {ALLOWED}",
                    number + 1
                ));
            }
        }
    }
}

/// What stands in double quotation marks in a line of code, each with what stands before it.
fn quoted(line: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let mut escaped = false;
    for (at, c) in line.char_indices() {
        match (c, open) {
            ('\\', Some(_)) if !escaped => {
                escaped = true;
                continue;
            }
            ('"', Some(start)) if !escaped => {
                found.push((&line[..start - 1], &line[start..at]));
                open = None;
            }
            // A remark ends the code of a line.
            ('/', None) if line[at..].starts_with("// ") => break,
            // The mark itself as a character.
            ('"', None) if line[..at].ends_with('\'') => {}
            ('"', None) => open = Some(at + 1),
            _ => {}
        }
        escaped = false;
    }
    found
}

/// Whether what is quoted is a word, or several, and no label of the pipeline.
fn is_word(quoted: &str) -> bool {
    let letters = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | ' ');
    let small = quoted.chars().filter(|c| c.is_lowercase()).count();
    let label = |word: &str| LABELS.split_whitespace().any(|label| label == word);
    small > 0 && quoted.trim().len() > 1 && quoted.chars().all(letters) && !quoted.split_whitespace().all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(line: &str) -> Vec<String> {
        let mut faults = Vec::new();
        let allowed =
            Allowed(BTreeMap::from([("crates/dateline-compare/src/a.rs".to_owned(), vec!["drop".to_owned()])]));
        check("crates/dateline-compare/src/a.rs", line, &allowed, &mut faults);
        faults
    }

    #[test]
    fn words_in_code_are_found_and_names_are_not() {
        assert_eq!(faults(r#"if parse.lemma(i) == "say" { }"#).len(), 1);
        assert_eq!(faults(r#"matches!(word, "he" | "she")"#).len(), 2);
        for fine in [
            r#"if parse.dep(i) == "nsubj" && parse.pos(i) == "VERB" { }"#,
            r#"// "he" is a word"#,
            r#"let drop = "drop"; // not "he""#,
            r#"language.table("people")"#,
            r#"let mark = '"'; let c = 'a';"#,
        ] {
            assert!(faults(fine).is_empty(), "{fine}: {:?}", faults(fine));
        }
    }

    #[test]
    fn tables_are_read_by_the_language_alone() {
        let read = concat!("include_", r#"str!("../../rules/en/x.txt")"#);
        assert_eq!(faults(read).len(), 1);
    }
}
