//! The rule lemmatizer: endings are taken off and what is left looked up, by part of speech.

use std::collections::{HashMap, HashSet, VecDeque};

use foldhash::fast::FixedState;

use crate::{
    error::Error,
    hash::string_id,
    msgpack::{self, Value},
    unicode::is_alpha,
};

/// The lemmatizer, with a table for each part of speech that has rules.
#[derive(Debug, Default)]
pub(crate) struct Lemmatizer {
    tables: HashMap<u64, Table, FixedState>,
    /// Whether a part of speech and morphology tell that a form is its own lemma: known for English.
    base_forms: bool,
}

/// The words of one part of speech.
#[derive(Debug, Default)]
struct Table {
    rules: Vec<(Box<str>, Box<str>)>,
    /// Lemmas of irregular forms, by the form's id; those of one form are tried from the last.
    exceptions: HashMap<u64, Vec<Box<str>>, FixedState>,
    /// The ids of known lemmas.
    index: HashSet<u64, FixedState>,
}

impl Lemmatizer {
    /// Reads `lookups.bin`.
    pub(crate) fn read(bytes: &[u8], lang: &str) -> Result<Lemmatizer, Error> {
        let damaged = |reason: &str| Error::Damaged {
            file: "lemmatizer/lookups/lookups.bin".to_owned(),
            reason: reason.to_owned(),
        };
        let root = msgpack::read(bytes).map_err(|reason| damaged(&reason))?;
        let mut lemmatizer = Lemmatizer { base_forms: lang == "en", ..Lemmatizer::default() };
        let table = |name: &str| root.get(name).and_then(Value::entries).unwrap_or_default();
        if table("lemma_rules").is_empty() {
            return Err(damaged("it has no lemma_rules"));
        }
        let texts = |value: &Value<'_>| -> Vec<Box<str>> {
            value.items().unwrap_or_default().iter().filter_map(Value::as_str).map(Box::from).collect()
        };
        for (pos, rules) in table("lemma_rules") {
            let rules = rules.items().unwrap_or_default().iter().map(texts);
            let rules = rules.filter_map(|rule| <[Box<str>; 2]>::try_from(rule).ok()).map(|[old, new]| (old, new));
            lemmatizer.tables.entry(pos.as_u64().unwrap_or(0)).or_default().rules = rules.collect();
        }
        for (pos, exceptions) in table("lemma_exc") {
            let exceptions = exceptions.entries().unwrap_or_default().iter();
            let exceptions =
                exceptions.map(|(form, lemmas)| (string_id(form.as_str().unwrap_or_default()), texts(lemmas)));
            lemmatizer.tables.entry(pos.as_u64().unwrap_or(0)).or_default().exceptions = exceptions.collect();
        }
        for (pos, index) in table("lemma_index") {
            let index = index.items().unwrap_or_default().iter().filter_map(Value::as_str);
            lemmatizer.tables.entry(pos.as_u64().unwrap_or(0)).or_default().index = index.map(string_id).collect();
        }
        Ok(lemmatizer)
    }

    /// The lemma of a form of that part of speech and morphology.
    pub(crate) fn lemma(&self, text: &str, pos: &str, morph: &str) -> String {
        let lower = text.to_lowercase();
        let pos = pos.to_lowercase();
        if matches!(&*pos, "" | "eol" | "space") || (self.base_forms && is_base_form(&pos, morph)) {
            return lower;
        }
        let Some(table) = self.tables.get(&string_id(&pos)) else {
            return if pos == "propn" { text.to_owned() } else { lower };
        };
        // Known lemmas stand before what is no word, the last made first; other words are a last resort.
        let mut lemmas: VecDeque<String> = VecDeque::new();
        let mut unknown = None;
        for (old, new) in &table.rules {
            let Some(stem) = lower.strip_suffix(&**old) else { continue };
            let form = format!("{stem}{new}");
            if form.is_empty() {
                continue;
            }
            if table.index.contains(&string_id(&form)) {
                lemmas.push_front(form);
            } else if !form.chars().all(is_alpha) {
                lemmas.push_back(form);
            } else {
                unknown.get_or_insert(form);
            }
        }
        for lemma in table.exceptions.get(&string_id(&lower)).into_iter().flatten() {
            if !lemmas.iter().any(|known| **known == **lemma) {
                lemmas.push_front(lemma.to_string());
            }
        }
        lemmas.pop_front().or(unknown).unwrap_or_else(|| text.to_owned())
    }
}

/// Whether a form of that part of speech (in lower case) and morphology is its own lemma in English.
fn is_base_form(pos: &str, morph: &str) -> bool {
    let feature = |name: &str| morph.split('|').find_map(|feature| feature.strip_prefix(name)?.strip_prefix('='));
    let form = feature("VerbForm");
    match pos {
        "noun" if feature("Number") == Some("Sing") => true,
        "verb" if form == Some("Fin") && feature("Tense") == Some("Pres") && feature("Number").is_none() => true,
        _ => matches!(form, Some("Inf" | "None")) || feature("Degree") == Some("Pos"),
    }
}
