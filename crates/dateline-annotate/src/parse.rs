//! From a report to its parse: the article paragraph by paragraph through the language engine.

use dateline_core::{Dep, Parse, ParseBuilder, Pos, Report, Span, Text, Word};
use dateline_spacy::{Doc, Pipeline, Worker};

/// A pipeline that labels words in a way that is not known here, so that no layer could be found by it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the pipeline {pipeline} gives the {kind} {label:?}, which is not known: annotating needs the labels of spaCy's \
     English pipelines; `dateline parse` runs any pipeline"
)]
pub struct LabelError {
    /// The pipeline's name.
    pub pipeline: String,
    /// What the label is of: "dependency label", "part of speech".
    pub kind: &'static str,
    /// The label.
    pub label: String,
}

/// Makes sure that every label is known that a pipeline can give.
///
/// # Errors
/// If one is not.
pub fn check_labels(pipeline: &Pipeline) -> Result<(), LabelError> {
    let error =
        |kind, label: &str| Err(LabelError { pipeline: pipeline.name().to_owned(), kind, label: label.to_owned() });
    let labels = pipeline.labels();
    if let Some(label) = labels.deps().find(|label| Dep::named(label).is_none()) {
        return error("dependency label", label);
    }
    match labels.parts_of_speech().find(|label| Pos::named(label).is_none()) {
        Some(label) => error("part of speech", label),
        None => Ok(()),
    }
}

/// Parses the article of a report by a pipeline whose labels are [known](check_labels).
///
/// Furniture and bylines are not parsed. Each paragraph is given to the engine alone, so that no name or sentence runs
/// over a paragraph's end. White space makes no tokens here.
pub fn parse(report: &Report, worker: &mut Worker<'_>) -> Parse {
    let mut builder = ParseBuilder::new(&report.text);
    for paragraph in report.paragraphs() {
        let doc = worker.parse(report.text.str(paragraph));
        add(&mut builder, &report.text, paragraph, &doc);
    }
    builder.finish()
}

fn add(builder: &mut ParseBuilder, text: &Text, paragraph: Span, doc: &Doc) {
    let first = builder.next();
    // Numbers of the doc's tokens in the whole parse; a space counts as the word before it.
    let mut numbers = Vec::with_capacity(doc.len());
    let mut next = first;
    for token in doc.tokens() {
        numbers.push(if token.is_space { next.saturating_sub(1).max(first) } else { next });
        next += usize::from(!token.is_space);
    }
    let mut starts = true;
    for (i, token) in doc.tokens().iter().enumerate() {
        starts |= token.sentence_start;
        let span = text.within(paragraph, token.start as usize..token.end as usize);
        let (false, Some(span)) = (token.is_space, span) else { continue };
        let word = Word {
            lemma: doc.lemma(i),
            tag: doc.tag(i),
            pos: Pos::named(doc.pos(i)).unwrap_or_default(),
            dep: Dep::named(doc.dep(i)).unwrap_or_default(),
            morph: doc.morph(i),
            head: numbers[token.head as usize],
            sentence_start: starts,
        };
        builder.token(span, word);
        starts = false;
    }
    for entity in doc.entities() {
        let tokens = numbers[entity.tokens.start]..numbers[entity.tokens.end - 1] + 1;
        builder.entity(tokens, doc.labels().entity(entity.label));
    }
}
