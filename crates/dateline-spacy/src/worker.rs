//! Runs a pipeline on one text: in windows, so that a long text needs no more room than a short one.

use std::{collections::HashMap, sync::Arc};

use foldhash::fast::FixedState;

use crate::{
    arc_eager::{State, Window},
    attribute_ruler::CONTEXT,
    biluo::{Name, Place},
    doc::{Doc, Iob, Token},
    labels::Label,
    lexicon::Features,
    pipeline::Model,
    scorer::Precomputed,
    tagger::Senter,
    tok2vec::{Embedded, Item, Room, Tok2Vec},
    tokenizer::{Chunks, RawToken},
    tree::Tree,
    unicode::is_space,
};

/// How many tokens go through the networks together.
const WINDOW: usize = 512;
/// A window that no sentence begins in is doubled up to this; then it is cut.
const MAX_WINDOW: usize = 1 << 15;
/// How many forms are remembered; then all are forgotten.
const MAX_FORMS: usize = 1 << 15;

/// What a worker remembers of the texts before: nothing that changes a result.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    chunks: Chunks,
    forms: Forms,
    /// One for each of [`Embedder`].
    embedded: [Embedded; 3],
    room: Room,
    vectors: Vec<f32>,
    precomputed: Precomputed,
    state: State,
    tree: Tree,
    scores: Vec<f32>,
    tags: Vec<Label>,
    starts: Vec<Label>,
    items: Vec<Item>,
    places: Vec<Place>,
    names: Vec<Name>,
    masks: Vec<u64>,
}

/// Who embeds tokens, each with tables of its own.
#[derive(Debug, Clone, Copy)]
enum Embedder {
    Shared,
    Senter,
    Finder,
}

/// The forms that were met.
#[derive(Debug, Default)]
struct Forms {
    by_text: HashMap<Box<str>, u32, FixedState>,
    /// Those of the tokens of exceptions, by their numbers.
    by_special: Vec<Option<u32>>,
    features: Vec<Features>,
    masks: Vec<u64>,
    /// Lemmas by form, part of speech and morphology, in `lemma_text`.
    lemmas: HashMap<(u32, Label, Label), (u32, u32), FixedState>,
    lemma_text: String,
}

impl Forms {
    /// The number of a token's form, new if it was not met before.
    fn number(&mut self, model: &Model, text: &str, token: &RawToken) -> u32 {
        let text = &text[token.start as usize..token.end as usize];
        if let Some(special) = token.special {
            let special = usize::from(special);
            if self.by_special.is_empty() {
                self.by_special.resize(model.tokenizer.specials.token_count(), None);
            }
            if let Some(form) = self.by_special[special] {
                return form;
            }
            let form = self.add(model, text, model.tokenizer.specials.token(special as u16).1);
            self.by_special[special] = Some(form);
            return form;
        }
        if let Some(&form) = self.by_text.get(text) {
            return form;
        }
        let form = self.add(model, text, None);
        self.by_text.insert(text.into(), form);
        form
    }

    fn add(&mut self, model: &Model, text: &str, norm: Option<&str>) -> u32 {
        let features = Features::of(text, norm, &model.norms);
        if let Some(ruler) = &model.ruler {
            ruler.add_form(&text.to_lowercase(), features.is_space, &mut self.masks);
        }
        self.features.push(features);
        self.features.len() as u32 - 1
    }
}

impl Memory {
    /// Parses a text.
    pub(crate) fn parse(&mut self, model: &Model, text: &str) -> Doc {
        // Offsets are 32 bits; what lies beyond them is left out.
        let text = &text[..text.floor_char_boundary(u32::MAX as usize)];
        let raw = model.tokenizer.tokenize(text, &mut self.chunks);
        let mut doc = Doc {
            labels: Arc::clone(&model.labels),
            tokens: tokens(text, &raw),
            lemmas: String::with_capacity(text.len()),
        };
        let (mut from, mut ruled, mut size) = (0, 0, WINDOW);
        while from < raw.len() {
            let to = (from + size).min(raw.len());
            let Some(end) = self.window(model, text, &raw, from, to, size >= MAX_WINDOW, &mut doc) else {
                size *= 2;
                continue;
            };
            let finished = if end == raw.len() { end } else { end.saturating_sub(CONTEXT).max(ruled) };
            self.rule(model, text, &raw, ruled, finished, end, &mut doc);
            (from, ruled, size) = (end, finished, WINDOW);
        }
        doc
    }

    /// Tags, parses and finds names in tokens from `from` on, and returns up to where that is done: `to` at most, or none
    /// if no sentence begins between. With `force`, all are done.
    #[expect(clippy::too_many_arguments, reason = "the text, its tokens, and which of them")]
    fn window(
        &mut self,
        model: &Model,
        text: &str,
        raw: &[RawToken],
        from: usize,
        to: usize,
        force: bool,
        doc: &mut Doc,
    ) -> Option<usize> {
        if self.forms.features.len() >= MAX_FORMS {
            self.forms = Forms::default();
            self.embedded.iter_mut().for_each(Embedded::clear);
        }
        let simd = model.simd;
        let mut end = to;
        if let Some(tok2vec) = &model.shared {
            self.encode(model, tok2vec, Embedder::Shared, text, raw, from, to);
        }
        if let Some(tagger) = &model.tagger {
            tagger.tag(simd, &self.vectors, &mut self.scores, &mut self.tags);
        }
        if let (Some(parser), Some(lifted)) = (&model.parser, &model.lifted) {
            let seen = to - from;
            let window = Window { seen, length: if force { seen } else { raw.len() - from } };
            let settled = parser.parse(simd, window, &self.vectors, &mut self.precomputed, &mut self.state);
            if settled == 0 {
                return None;
            }
            end = from + settled;
            let tree = &mut self.tree;
            tree.heads.clear();
            tree.heads.extend((0..settled).map(|i| self.state.head(i)));
            tree.labels.clear();
            tree.labels.extend_from_slice(&self.state.labels[..settled]);
            let tokens = &mut doc.tokens[from..end];
            tree.finish(lifted, |i| tokens[i].is_space);
            for (i, token) in tokens.iter_mut().enumerate() {
                token.head = (from + tree.heads[i]) as u32;
                token.dep = tree.labels[i];
                token.sentence_start = tree.starts[i];
            }
        } else {
            if let Some(senter) = &model.senter {
                self.encode(model, &senter.tok2vec, Embedder::Senter, text, raw, from, to);
                senter.find(simd, &self.vectors, &mut self.scores, &mut self.starts);
                for (i, &start) in self.starts.iter().enumerate().skip(usize::from(from == 0)) {
                    doc.tokens[from + i].sentence_start = start == Senter::START;
                }
            }
            // No name runs over the start of a sentence, so a window may end at the last one.
            if to < raw.len() && !force {
                end = (from + 1..to).rev().find(|&i| doc.tokens[i].sentence_start)?;
            }
        }
        if model.tagger.is_some() {
            for (token, &tag) in doc.tokens[from..end].iter_mut().zip(&self.tags) {
                token.tag = tag;
            }
        }
        if let Some((own, finder)) = &model.finder {
            if let Some(own) = own {
                self.encode(model, own, Embedder::Finder, text, raw, from, end);
            }
            let tokens = &mut doc.tokens[from..end];
            let place = |i: usize| Place {
                is_space: tokens[i].is_space,
                ends_sentence: tokens.get(i + 1).is_none_or(|next| next.sentence_start),
                ends_document: from + i + 1 == raw.len(),
            };
            self.places.clear();
            self.places.extend((0..tokens.len()).map(place));
            finder.find(simd, &self.places, &self.vectors, &mut self.precomputed, &mut self.names);
            for name in &self.names {
                for token in &mut tokens[name.tokens.clone()] {
                    (token.iob, token.entity) = (Iob::Inside, name.label);
                }
                tokens[name.tokens.start].iob = Iob::Begin;
            }
        }
        Some(end)
    }

    /// Writes the vectors of tokens to `self.vectors`.
    #[expect(clippy::too_many_arguments, reason = "the text, its tokens, and which of them")]
    fn encode(
        &mut self,
        model: &Model,
        tok2vec: &Tok2Vec,
        embedder: Embedder,
        text: &str,
        raw: &[RawToken],
        from: usize,
        to: usize,
    ) {
        let before = from.min(tok2vec.margin());
        let after = (raw.len() - to).min(tok2vec.margin());
        self.items.clear();
        for token in &raw[from - before..to + after] {
            let form = self.forms.number(model, text, token);
            self.items.push(Item { form, space_after: token.space_after });
        }
        let embedded = &mut self.embedded[embedder as usize];
        let features = &self.forms.features;
        tok2vec.encode(model.simd, features, &self.items, before, after, embedded, &mut self.room, &mut self.vectors);
    }

    /// Applies the attribute ruler and the lemmatizer to tokens; of those up to `known`, tags and relations are there.
    #[expect(clippy::too_many_arguments, reason = "the text, its tokens, and which of them")]
    fn rule(
        &mut self,
        model: &Model,
        text: &str,
        raw: &[RawToken],
        from: usize,
        to: usize,
        known: usize,
        doc: &mut Doc,
    ) {
        let first = from.saturating_sub(CONTEXT);
        self.masks.clear();
        if let Some(ruler) = &model.ruler {
            let words = ruler.words();
            for (raw, token) in raw[first..known].iter().zip(&doc.tokens[first..known]) {
                let form = self.forms.number(model, text, raw) as usize;
                ruler.add_token(&self.forms.masks[form * words..][..words], token.tag, token.dep, &mut self.masks);
            }
        }
        for (i, raw) in raw[..to].iter().enumerate().skip(from) {
            let mut token = doc.tokens[i];
            let mut lemma: Option<&str> = None;
            for set in model.ruler.iter().flat_map(|ruler| ruler.sets(&self.masks, i - first)) {
                token.tag = set.tag.unwrap_or(token.tag);
                token.pos = set.pos.unwrap_or(token.pos);
                token.morph = set.morph.unwrap_or(token.morph);
                token.dep = set.dep.unwrap_or(token.dep);
                lemma = set.lemma.as_deref().or(lemma);
            }
            let from = doc.lemmas.len() as u32;
            if let Some(lemma) = lemma {
                doc.lemmas.push_str(lemma);
            } else if let Some(lemmatizer) = &model.lemmatizer {
                let form = self.forms.number(model, text, raw);
                let Forms { lemmas, lemma_text, .. } = &mut self.forms;
                let (start, end) = *lemmas.entry((form, token.pos, token.morph)).or_insert_with(|| {
                    let word = &text[token.start as usize..token.end as usize];
                    let start = lemma_text.len() as u32;
                    lemma_text.push_str(&lemmatizer.lemma(
                        word,
                        model.labels.pos(token.pos),
                        model.labels.morph(token.morph),
                    ));
                    (start, lemma_text.len() as u32)
                });
                doc.lemmas.push_str(&lemma_text[start as usize..end as usize]);
            }
            token.lemma = (from, doc.lemmas.len() as u32);
            doc.tokens[i] = token;
        }
    }
}

/// The tokens with nothing known of them but where they stand.
fn tokens(text: &str, raw: &[RawToken]) -> Vec<Token> {
    let token = |(i, raw): (usize, &RawToken)| Token {
        start: raw.start,
        end: raw.end,
        head: i as u32,
        space_after: raw.space_after,
        sentence_start: i == 0,
        is_space: text[raw.start as usize..raw.end as usize].chars().all(is_space),
        ..Token::default()
    };
    raw.iter().enumerate().map(token).collect()
}
