//! From a report to its parse: the article paragraph by paragraph through the language engine.

use dateline_core::{Parse, ParseBuilder, Report, Span, Text, Word};
use dateline_spacy::{Doc, Worker};

/// Parses the article of a report.
///
/// Furniture and bylines are not parsed. Each paragraph is given to the engine alone, so that no name or sentence runs
/// over a paragraph's end. White space makes no tokens here.
pub fn parse(report: &Report, worker: &mut Worker<'_>) -> Parse {
    let mut builder = ParseBuilder::new(&report.text);
    for region in report.article() {
        for paragraph in paragraphs(&report.text, region.span) {
            let doc = worker.parse(report.text.str(paragraph));
            add(&mut builder, &report.text, paragraph, &doc);
        }
    }
    builder.finish()
}

/// The paragraphs under a span: its lines, but for a line that plainly goes on in the next (a hard wrap).
pub fn paragraphs(text: &Text, span: Span) -> Vec<Span> {
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut blank = true;
    let mut at = 0;
    for line in text.str(span).split_inclusive('\n') {
        let Some(here) = text.within(span, at..at + line.len()).map(|s| text.trim(s)) else { break };
        at += line.len();
        if here.is_empty() {
            blank = true;
            continue;
        }
        match paragraphs.last_mut() {
            Some(last) if !blank && goes_on(text.str(*last), text.str(here)) => *last = last.cover(here),
            _ => paragraphs.push(here),
        }
        blank = false;
    }
    paragraphs
}

/// Whether a line is wrapped rather than ended: long, without an end mark, and the next one starts in lower case.
fn goes_on(line: &str, next: &str) -> bool {
    const SHORT: usize = 40;
    let open = !line.ends_with(['.', '!', '?', ':', ';', '"', '”', '’', '\'', ')', '_']);
    open && line.len() > SHORT && next.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(raw: &str) -> Vec<String> {
        let text = Text::new(raw);
        paragraphs(&text, text.whole()).into_iter().map(|p| text.str(p).to_owned()).collect()
    }

    #[test]
    fn lines_are_paragraphs_unless_wrapped() {
        assert_eq!(split("Short title\nthe lead.\n\n  Second. "), ["Short title", "the lead.", "Second."]);
        assert_eq!(
            split("The ferry left the old harbour at seven in\nthe morning.\nIt sank."),
            ["The ferry left the old harbour at seven in\nthe morning.", "It sank."]
        );
    }

    proptest! {
        #[test]
        fn paragraphs_hold_every_letter(raw in "[a-zA-Zé.\n ]{0,200}") {
            let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&split(&raw).concat()), letters(&raw));
        }
    }
}
