//! A report's words: tokens with lemma, tags and tree, sentences and names, over the whole text.

use crate::{Dep, Pos, Span, Text};
use std::collections::HashMap;
use std::ops::Range;

/// A report's words and trees, made from the language engine's output paragraph by paragraph.
///
/// Tokens are counted from 0 through the whole report; white space and what was not parsed has none. Everything about a
/// token is asked of the parse by the token's number: `parse.lemma(i)`, `parse.head(i)`.
#[derive(Clone, Debug, Default)]
pub struct Parse {
    text: Text,
    strings: Vec<Box<str>>,
    tokens: Vec<Token>,
    /// Children in order, by head: those of `i` are `children[first_child[i]..first_child[i + 1]]`.
    children: Vec<u32>,
    first_child: Vec<u32>,
    sentences: Vec<Range<u32>>,
    entities: Vec<Entity>,
}

/// A number in a parse's string table.
type Sym = u32;

#[derive(Clone, Copy, Debug)]
struct Token {
    span: Span,
    lemma: Sym,
    tag: Sym,
    pos: Pos,
    dep: Dep,
    morph: Sym,
    head: u32,
    sentence: u32,
    /// The number of the entity that holds it plus one; 0 for none.
    entity: u32,
}

/// A name as the engine found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The engine's label: PERSON, ORG, GPE, NORP, DATE …
    pub label: String,
}

impl Parse {
    /// The text that was parsed.
    pub fn source(&self) -> &Text {
        &self.text
    }

    /// The number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there are no tokens.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Where a token stands.
    pub fn span(&self, i: usize) -> Span {
        self.tokens[i].span
    }

    /// Where a run of tokens stands, from the first one's start to the last one's end; `None` for an empty run.
    pub fn span_of(&self, tokens: Range<usize>) -> Option<Span> {
        (tokens.start < tokens.end).then(|| self.span(tokens.start).cover(self.span(tokens.end - 1)))
    }

    /// The token as written.
    pub fn text(&self, i: usize) -> &str {
        self.text.str(self.tokens[i].span)
    }

    /// The dictionary form.
    pub fn lemma(&self, i: usize) -> &str {
        self.string(self.tokens[i].lemma)
    }

    /// The fine tag: Penn Treebank's for English ("NNP", "VBD").
    pub fn tag(&self, i: usize) -> &str {
        self.string(self.tokens[i].tag)
    }

    /// The coarse part of speech.
    pub fn pos(&self, i: usize) -> Pos {
        self.tokens[i].pos
    }

    /// The label of the arc to the head; [`Dep::Root`] at a root.
    pub fn dep(&self, i: usize) -> Dep {
        self.tokens[i].dep
    }

    /// The morphological features ("Number=Sing|Person=3").
    pub fn morph(&self, i: usize) -> &str {
        self.string(self.tokens[i].morph)
    }

    /// The head of a token: another token of its sentence, or itself at a root.
    pub fn head(&self, i: usize) -> usize {
        self.tokens[i].head as usize
    }

    /// The tokens whose head this is, in order.
    pub fn children(&self, i: usize) -> impl DoubleEndedIterator<Item = usize> + ExactSizeIterator + '_ {
        let range = self.first_child[i] as usize..self.first_child[i + 1] as usize;
        self.children[range].iter().map(|&c| c as usize)
    }

    /// The first child with one of these labels.
    pub fn child(&self, i: usize, deps: &[Dep]) -> Option<usize> {
        self.children(i).find(|&c| deps.contains(&self.dep(c)))
    }

    /// The heads above a token, nearest first, up to the root.
    pub fn ancestors(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(i), move |&at| Some(self.head(at)).filter(|&h| h != at)).skip(1)
    }

    /// The run of tokens from the leftmost to the rightmost below a token, itself included.
    pub fn subtree(&self, i: usize) -> Range<usize> {
        let (mut left, mut right) = (i, i);
        let mut open = vec![i];
        // Each token is below another once, unless the heads that were given go in a circle.
        for _ in 0..self.len() {
            let Some(at) = open.pop() else { break };
            left = left.min(at);
            right = right.max(at);
            open.extend(self.children(at));
        }
        left..right + 1
    }

    /// The sentences as runs of tokens, in order.
    pub fn sentences(&self) -> impl ExactSizeIterator<Item = Range<usize>> + '_ {
        self.sentences.iter().map(|r| r.start as usize..r.end as usize)
    }

    /// The number of the sentence that holds a token.
    pub fn sentence_of(&self, i: usize) -> usize {
        self.tokens[i].sentence as usize
    }

    /// The tokens of a sentence.
    pub fn sentence(&self, number: usize) -> Range<usize> {
        let range = &self.sentences[number];
        range.start as usize..range.end as usize
    }

    /// The names as the engine found them, in order.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// The engine's name that holds a token.
    pub fn entity_of(&self, i: usize) -> Option<&Entity> {
        self.entities.get((self.tokens[i].entity as usize).checked_sub(1)?)
    }

    /// The first token that ends after a byte of the text.
    pub fn token_after(&self, byte: usize) -> usize {
        self.tokens.partition_point(|t| t.span.end() <= byte)
    }

    /// The tokens that overlap a span.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.token_after(span.start());
        let end = self.tokens.partition_point(|t| t.span.start() < span.end());
        start..end.max(start)
    }

    fn string(&self, sym: Sym) -> &str {
        &self.strings[sym as usize]
    }
}

/// What is told of one token when a parse is built.
#[derive(Clone, Copy, Debug, Default)]
#[allow(missing_docs, reason = "named as the methods of Parse, which say what they are")]
pub struct Word<'a> {
    pub lemma: &'a str,
    pub tag: &'a str,
    pub pos: Pos,
    pub dep: Dep,
    pub morph: &'a str,
    /// The head's number in the whole parse; one that leaves the sentence makes the token a root.
    pub head: usize,
    /// Whether a sentence starts here.
    pub sentence_start: bool,
}

/// Builds a [`Parse`] token by token, in the order of the text.
#[derive(Debug)]
pub struct ParseBuilder {
    parse: Parse,
    known: HashMap<Box<str>, Sym>,
}

impl ParseBuilder {
    /// Starts the parse of a text.
    pub fn new(text: &Text) -> ParseBuilder {
        ParseBuilder { parse: Parse { text: text.clone(), ..Parse::default() }, known: HashMap::new() }
    }

    /// The number that the next token gets.
    pub fn next(&self) -> usize {
        self.parse.tokens.len()
    }

    /// Adds a token; the first one always starts a sentence.
    pub fn token(&mut self, span: Span, word: Word<'_>) {
        let at = self.next() as u32;
        match self.parse.sentences.last_mut() {
            Some(sentence) if !word.sentence_start => sentence.end = at + 1,
            _ => self.parse.sentences.push(at..at + 1),
        }
        let token = Token {
            span,
            lemma: self.sym(word.lemma),
            tag: self.sym(word.tag),
            pos: word.pos,
            dep: word.dep,
            morph: self.sym(word.morph),
            head: u32::try_from(word.head).unwrap_or(at),
            sentence: self.parse.sentences.len() as u32 - 1,
            entity: 0,
        };
        self.parse.tokens.push(token);
    }

    /// Adds a name over tokens already there; one that overlaps an earlier name is left out.
    pub fn entity(&mut self, tokens: Range<usize>, label: &str) {
        let number = self.parse.entities.len() as u32 + 1;
        match self.parse.tokens.get_mut(tokens.clone()) {
            Some(held) if !held.is_empty() && held.iter().all(|t| t.entity == 0) => {
                held.iter_mut().for_each(|t| t.entity = number);
                self.parse.entities.push(Entity { tokens, label: label.to_owned() });
            }
            _ => {}
        }
    }

    /// The finished parse.
    pub fn finish(mut self) -> Parse {
        let parse = &mut self.parse;
        root_heads(&mut parse.tokens);
        let mut counts = vec![0u32; parse.tokens.len() + 1];
        let below = |parse: &Parse, at: usize| (parse.head(at) != at).then(|| parse.head(at));
        for head in (0..parse.len()).filter_map(|at| below(parse, at)) {
            counts[head + 1] += 1;
        }
        for i in 1..counts.len() {
            counts[i] += counts[i - 1];
        }
        let mut next = counts.clone();
        parse.children = vec![0; counts[counts.len() - 1] as usize];
        for at in 0..parse.len() {
            if let Some(head) = below(parse, at) {
                parse.children[next[head] as usize] = at as u32;
                next[head] += 1;
            }
        }
        parse.first_child = counts;
        self.parse
    }

    fn sym(&mut self, string: &str) -> Sym {
        if let Some(&sym) = self.known.get(string) {
            return sym;
        }
        let sym = self.parse.strings.len() as Sym;
        self.parse.strings.push(string.into());
        self.known.insert(string.into(), sym);
        sym
    }
}

/// Makes the heads trees: a token whose head is outside its sentence, or that is the last of a circle to be met, becomes a
/// root. Each token is walked over twice at most.
fn root_heads(tokens: &mut [Token]) {
    for at in 0..tokens.len() {
        let token = tokens[at];
        if tokens.get(token.head as usize).is_none_or(|h| h.sentence != token.sentence) {
            tokens[at].head = at as u32;
        }
    }
    // The walk that first met a token: its number is that of the token it began at, plus one.
    let mut walks = vec![0u32; tokens.len()];
    for start in 0..tokens.len() {
        let walk = start as u32 + 1;
        let (mut below, mut at) = (start, start);
        while walks[at] == 0 {
            walks[at] = walk;
            below = at;
            at = tokens[at].head as usize;
        }
        // Back on this walk: a circle, or a root that is its own head already.
        if walks[at] == walk {
            tokens[below].head = below as u32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::{prop_assert, prop_assert_eq, proptest};

    /// "Ann saw Bo. He ran." with its tree, built by hand.
    fn small() -> Parse {
        let text = Text::new("Ann saw Bo. He ran.");
        let mut builder = ParseBuilder::new(&text);
        let words = [
            (0..3, 1, true),
            (4..7, 1, false),
            (8..10, 1, false),
            (10..11, 1, false),
            (12..14, 5, true),
            (15..18, 5, false),
            (18..19, 0, false),
        ];
        for (range, head, sentence_start) in words {
            builder.token(text.span(range).unwrap(), Word { head, sentence_start, ..Word::default() });
        }
        builder.entity(0..1, "PERSON");
        builder.entity(0..2, "ORG");
        builder.finish()
    }

    #[test]
    fn trees_stay_in_their_sentences() {
        let parse = small();
        assert_eq!(parse.children(1).collect::<Vec<_>>(), [0, 2, 3]);
        assert_eq!(parse.head(6), 6, "a head in another sentence makes a root");
        assert_eq!(parse.subtree(1), 0..4);
        assert_eq!(parse.sentences().collect::<Vec<_>>(), [0..4, 4..7]);
        assert_eq!(parse.ancestors(4).collect::<Vec<_>>(), [5]);
    }

    #[test]
    fn tokens_are_found_by_place() {
        let parse = small();
        assert_eq!(parse.tokens_in(parse.source().span(5..12).unwrap()), 1..4);
        assert_eq!(parse.token_after(7), 2);
        assert_eq!(parse.entity_of(0).map(|e| e.label.as_str()), Some("PERSON"));
        assert_eq!(parse.entity_of(1), None);
    }

    #[test]
    fn a_circle_of_heads_is_cut() {
        let parse = chain(&[1, 2, 0, 2], &[]);
        assert_eq!(parse.ancestors(3).collect::<Vec<_>>(), [2], "the last token of the circle to be met is the root");
        assert_eq!(parse.subtree(2), 0..4);
    }

    /// A parse of one-letter tokens with these heads; sentences start at the numbers in `starts`.
    fn chain(heads: &[usize], starts: &[usize]) -> Parse {
        let text = Text::new("a".repeat(heads.len()));
        let mut builder = ParseBuilder::new(&text);
        for (at, &head) in heads.iter().enumerate() {
            let span = text.span(at..at + 1).unwrap();
            builder.token(span, Word { head, sentence_start: starts.contains(&at), ..Word::default() });
        }
        builder.finish()
    }

    proptest! {
        #[test]
        fn any_heads_make_trees(heads in vec(0usize..40, 0..32), starts in vec(0usize..32, 0..4)) {
            let parse = chain(&heads, &starts);
            for at in 0..parse.len() {
                let root = parse.ancestors(at).take(parse.len()).last().unwrap_or(at);
                prop_assert_eq!(parse.head(root), root);
                prop_assert!(parse.subtree(root).contains(&at));
            }
        }
    }
}
