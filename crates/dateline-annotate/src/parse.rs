//! From a report to its parse: the article paragraph by paragraph through the language engine.

use dateline_core::{Parse, ParseBuilder, Report, Span, Text, Word};
use dateline_spacy::{Doc, Worker};

/// Parses the article of a report.
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
            pos: doc.pos(i),
            dep: doc.dep(i),
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
