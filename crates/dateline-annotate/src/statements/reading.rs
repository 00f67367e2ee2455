//! A parse as the statements stage reads it: how far each subtree reaches, and which quotation holds each token.

use super::quotes::{Quotation, quotations};
use super::words::Lexicon;
use dateline_core::{Dep, Parse, Report};
use std::borrow::Cow;
use std::ops::Range;

/// A run of tokens.
pub type Run = Range<usize>;

/// A parse with what every step of the stage asks of it.
pub struct Reading<'a> {
    /// The parse.
    pub parse: &'a Parse,
    /// What is known of words.
    pub(super) lexicon: &'a Lexicon,
    /// The first and the last token below each token.
    reach: Vec<(u32, u32)>,
    /// The outermost quotations, in order, as runs of tokens.
    pub quotes: Vec<Quote>,
    /// The number of the outermost quotation that holds each token, plus one; 0 for none.
    quote: Vec<u32>,
    /// The paragraphs as runs of tokens.
    pub paragraphs: Vec<Run>,
}

/// An outermost quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// Its tokens, marks included.
    pub run: Run,
    /// The number of its paragraph.
    pub paragraph: usize,
    /// The quotation itself.
    pub is: Quotation,
}

impl<'a> Reading<'a> {
    /// Reads a parse.
    pub fn new(lexicon: &'a Lexicon, report: &Report, parse: &'a Parse) -> Reading<'a> {
        let text = parse.source();
        let mut quotes = Vec::new();
        let mut paragraphs = Vec::new();
        for paragraph in report.paragraphs() {
            let run = parse.tokens_in(paragraph);
            if run.is_empty() {
                continue;
            }
            for is in quotations(text, paragraph).into_iter().filter(|q| q.depth == 0) {
                let run = parse.tokens_in(is.span);
                if run.len() > 1 {
                    quotes.push(Quote { run, paragraph: paragraphs.len(), is });
                }
            }
            paragraphs.push(run);
        }
        let mut quote = vec![0; parse.len()];
        for (i, q) in quotes.iter().enumerate() {
            quote[q.run.clone()].fill(i as u32 + 1);
        }
        Reading { parse, lexicon, reach: reach(parse), quotes, quote, paragraphs }
    }

    /// The first token of the subtree of a token.
    pub fn left(&self, i: usize) -> usize {
        self.reach[i].0 as usize
    }

    /// The token after the last one of the subtree of a token.
    pub fn right(&self, i: usize) -> usize {
        self.reach[i].1 as usize + 1
    }

    /// The tokens from the first to the last below a token.
    pub fn below(&self, i: usize) -> Run {
        self.left(i)..self.right(i)
    }

    /// The outermost quotation that holds a token.
    pub fn quote_of(&self, i: usize) -> Option<&Quote> {
        self.quotes.get((self.quote[i] as usize).checked_sub(1)?)
    }

    /// The number of the outermost quotation that holds a token.
    pub fn quote_number(&self, i: usize) -> Option<usize> {
        (self.quote[i] as usize).checked_sub(1)
    }

    /// The number of the first quotation that starts at or after a token.
    pub fn quotes_from(&self, i: usize) -> usize {
        self.quotes.partition_point(|q| q.run.start < i)
    }

    /// The tokens of the sentence of a token.
    pub fn sentence(&self, i: usize) -> Run {
        self.parse.sentence(self.parse.sentence_of(i))
    }

    /// The number of the paragraph that holds a token.
    pub fn paragraph_of(&self, i: usize) -> usize {
        self.paragraphs.partition_point(|p| p.end <= i)
    }

    /// Whether a token holds no letter or digit.
    pub fn is_mark(&self, i: usize) -> bool {
        !self.parse.text(i).contains(char::is_alphanumeric)
    }

    /// A token in lower case.
    pub fn lower(&self, i: usize) -> Cow<'a, str> {
        let word = self.parse.text(i);
        if word.chars().any(char::is_uppercase) { Cow::Owned(word.to_lowercase()) } else { Cow::Borrowed(word) }
    }

    /// The first child with one of these labels.
    pub fn child(&self, i: usize, deps: &[Dep]) -> Option<usize> {
        self.parse.child(i, deps)
    }

    /// The heads above a token, nearest first. No news sentence is deeper than this.
    pub fn above(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        self.parse.ancestors(i).take(24)
    }

    /// A run without the marks at its ends; quotation marks that belong to a quotation inside it stay.
    pub fn trim(&self, run: Run) -> Run {
        let edge = |i: usize, at_start: bool| {
            let quote = self.quote_of(i).filter(|q| run.start <= q.run.start && q.run.end <= run.end);
            !self.is_mark(i) || quote.is_some_and(|q| if at_start { q.run.start == i } else { q.run.end == i + 1 })
        };
        let Some(start) = run.clone().find(|&i| edge(i, true)) else { return run.start..run.start };
        let end = run.clone().rev().find(|&i| edge(i, false)).map_or(start, |i| i + 1);
        start..end.max(start)
    }
}

/// The first and last token below each token, from the leaves up.
fn reach(parse: &Parse) -> Vec<(u32, u32)> {
    let mut reach: Vec<(u32, u32)> = (0..parse.len()).map(|i| (i as u32, i as u32)).collect();
    let mut order: Vec<usize> = (0..parse.len()).filter(|&i| parse.head(i) == i).collect();
    let mut at = 0;
    while let Some(&i) = order.get(at) {
        order.extend(parse.children(i));
        at += 1;
    }
    for &i in order.iter().rev() {
        let (head, (left, right)) = (parse.head(i), reach[i]);
        reach[head].0 = reach[head].0.min(left);
        reach[head].1 = reach[head].1.max(right);
    }
    reach
}
