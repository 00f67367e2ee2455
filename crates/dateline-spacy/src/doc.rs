//! What a pipeline finds in one text: tokens, and the sentences and names that they make.

use std::{ops::Range, sync::Arc};

use crate::labels::{Label, Labels};

/// Where a token stands in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Iob {
    /// In no name.
    #[default]
    Outside,
    /// The first token of a name.
    Begin,
    /// A later token of a name.
    Inside,
}

/// One token of a [`Doc`]. Offsets are bytes of the text that was parsed; labels are numbers of the pipeline's
/// [`Labels`], 0 where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Token {
    /// Where the token begins, in bytes of the text.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// The token that it depends on, by its place in the document: its own at a root.
    pub head: u32,
    /// Where its lemma lies in the document's store: see [`Doc::lemma`].
    pub(crate) lemma: (u32, u32),
    /// The fine-grained tag, as `VBD`.
    pub tag: Label,
    /// The coarse part of speech, as `VERB`.
    pub pos: Label,
    /// The relation to the head, as `nsubj`.
    pub dep: Label,
    /// The morphology, as `Number=Sing`.
    pub morph: Label,
    /// The type of the name that it is part of.
    pub entity: Label,
    /// Where it stands in that name.
    pub iob: Iob,
    /// Whether a sentence begins here.
    pub sentence_start: bool,
    /// Whether one space follows that belongs to no token.
    pub space_after: bool,
    /// Whether the token is nothing but white space.
    pub is_space: bool,
}

/// A name in a [`Doc`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its type, of the pipeline's [`Labels`].
    pub label: Label,
}

/// What a pipeline found in one text. It does not hold the text.
#[derive(Debug, Clone)]
pub struct Doc {
    pub(crate) labels: Arc<Labels>,
    pub(crate) tokens: Vec<Token>,
    pub(crate) lemmas: String,
}

impl Doc {
    /// The tokens, in order. Each starts where the one before ended, or one space later.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there are none: only of the empty text.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The label tables that the tokens' numbers refer to.
    pub fn labels(&self) -> &Labels {
        &self.labels
    }

    /// The dictionary form of token `i`.
    ///
    /// # Panics
    /// If there is no token `i`, as all that follow.
    pub fn lemma(&self, i: usize) -> &str {
        let (start, end) = self.tokens[i].lemma;
        &self.lemmas[start as usize..end as usize]
    }

    /// The fine-grained tag of token `i`, as `VBD`.
    pub fn tag(&self, i: usize) -> &str {
        self.labels.tag(self.tokens[i].tag)
    }

    /// The coarse part of speech of token `i`, as `VERB`.
    pub fn pos(&self, i: usize) -> &str {
        self.labels.pos(self.tokens[i].pos)
    }

    /// The relation of token `i` to its head, as `nsubj`; `ROOT` at a root.
    pub fn dep(&self, i: usize) -> &str {
        self.labels.dep(self.tokens[i].dep)
    }

    /// The morphology of token `i`, as `Number=Sing|Person=3`; often empty.
    pub fn morph(&self, i: usize) -> &str {
        self.labels.morph(self.tokens[i].morph)
    }

    /// The type of the name that token `i` is part of, as `PERSON`.
    pub fn entity(&self, i: usize) -> Option<&str> {
        let token = &self.tokens[i];
        (token.iob != Iob::Outside).then(|| self.labels.entity(token.entity))
    }

    /// The sentences, each as its range of tokens; they cover the document.
    pub fn sentences(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let mut start = 0;
        std::iter::from_fn(move || {
            let rest = self.tokens.get(start + 1..)?;
            let end = rest.iter().position(|token| token.sentence_start).map_or(self.tokens.len(), |at| start + 1 + at);
            let sentence = start..end;
            start = end;
            Some(sentence)
        })
    }

    /// The names, in order.
    pub fn entities(&self) -> impl Iterator<Item = Entity> + '_ {
        let mut from = 0;
        std::iter::from_fn(move || {
            let start = from + self.tokens.get(from..)?.iter().position(|token| token.iob == Iob::Begin)?;
            let inside = self.tokens[start + 1..].iter().take_while(|token| token.iob == Iob::Inside).count();
            from = start + 1 + inside;
            Some(Entity { tokens: start..from, label: self.tokens[start].entity })
        })
    }
}
