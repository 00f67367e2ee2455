//! An annotated report with its parse, in the form that a store keeps.

use super::ReportJson;
use crate::{Annotated, Dep, ParseBuilder, Pos, Word};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A report with its layers and its parse, to be kept and taken up again without parsing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stored {
    /// The report and its layers.
    pub report: ReportJson,
    /// Distinct strings of the parse.
    strings: Vec<String>,
    /// `[start, end, lemma, tag, pos, dep, morph, head, sentence start]` a token, strings by their number.
    tokens: Vec<[u32; 9]>,
    /// `[first token, token after the last, label]` a name.
    entities: Vec<[u32; 3]>,
}

/// A stored report that does not fit its own text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredError;

impl fmt::Display for StoredError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the stored layers do not fit the stored text")
    }
}

impl std::error::Error for StoredError {}

impl Stored {
    /// The form to keep.
    pub fn new(annotated: &Annotated) -> Stored {
        let parse = &annotated.parse;
        let mut strings = Strings::default();
        let token = |i: usize, strings: &mut Strings| {
            let [start, end] = annotated.report.text.points(parse.span(i));
            let words = [parse.lemma(i), parse.tag(i), parse.pos(i).name(), parse.dep(i).name(), parse.morph(i)];
            let [lemma, tag, pos, dep, morph] = words.map(|w| strings.number(w));
            let starts = parse.sentence(parse.sentence_of(i)).start == i;
            [start, end, lemma, tag, pos, dep, morph, parse.head(i) as u32, u32::from(starts)]
        };
        let tokens = (0..parse.len()).map(|i| token(i, &mut strings)).collect();
        let entities = parse
            .entities()
            .iter()
            .map(|e| [e.tokens.start as u32, e.tokens.end as u32, strings.number(&e.label)])
            .collect();
        Stored { report: ReportJson::of_annotated(annotated), strings: strings.list, tokens, entities }
    }

    /// The annotated report again.
    ///
    /// # Errors
    /// If an offset leaves the text or a number its list: the store was changed from outside.
    pub fn to_annotated(&self) -> Result<Annotated, StoredError> {
        let mut annotated = self.report.to_annotated().ok_or(StoredError)?;
        let mut builder = ParseBuilder::new(&annotated.report.text);
        let string = |n: u32| self.strings.get(n as usize).map(String::as_str).ok_or(StoredError);
        for &[start, end, lemma, tag, pos, dep, morph, head, starts] in &self.tokens {
            let span = annotated.report.text.span_of_points([start, end]).ok_or(StoredError)?;
            let word = Word {
                lemma: string(lemma)?,
                tag: string(tag)?,
                pos: Pos::named(string(pos)?).ok_or(StoredError)?,
                dep: Dep::named(string(dep)?).ok_or(StoredError)?,
                morph: string(morph)?,
                head: head as usize,
                sentence_start: starts == 1,
            };
            builder.token(span, word);
        }
        for &[start, end, label] in &self.entities {
            builder.entity(start as usize..end as usize, string(label)?);
        }
        annotated.parse = builder.finish();
        Ok(annotated)
    }
}

#[derive(Default)]
struct Strings {
    list: Vec<String>,
    known: std::collections::HashMap<String, u32>,
}

impl Strings {
    fn number(&mut self, string: &str) -> u32 {
        if let Some(&number) = self.known.get(string) {
            return number;
        }
        let number = self.list.len() as u32;
        self.list.push(string.to_owned());
        self.known.insert(string.to_owned(), number);
        number
    }
}
