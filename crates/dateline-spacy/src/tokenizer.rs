//! The tokenizer: cuts a text at white space, then takes prefixes, suffixes and infixes off each chunk, with exceptions.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::{
    error::Error,
    msgpack::{self, Value},
    pattern::Pattern,
    specials::{SpecialCases, SpecialToken},
    unicode::is_space,
};

/// The tokenizer's rules.
#[derive(Debug)]
pub(crate) struct Tokenizer {
    prefix: Option<Pattern>,
    suffix: Option<Pattern>,
    infix: Option<Pattern>,
    token_match: Option<Pattern>,
    url_match: Option<Pattern>,
    pub(crate) specials: SpecialCases,
}

/// A token as the tokenizer finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct RawToken {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) space_after: bool,
    /// The token of an exception that it is, if it is one.
    pub(crate) special: Option<SpecialToken>,
}

/// How chunks were cut before: the same chunk is always cut the same way.
#[derive(Debug, Default)]
pub(crate) struct Chunks {
    cuts: HashMap<Box<str>, (u32, u32), FixedState>,
    pieces: Vec<RawToken>,
}

/// How many chunks are remembered: more than the distinct ones of a thousand reports.
const MAX_CHUNKS: usize = 1 << 15;
/// The longest chunk that is remembered, in bytes.
const MAX_CHUNK: usize = 64;
/// The longest piece that the patterns for whole tokens (addresses) are tried on, in bytes. They backtrack, and nobody
/// writes an address of this length.
const MAX_WHOLE: usize = 4096;

impl Tokenizer {
    /// Reads the `tokenizer` file.
    pub(crate) fn read(bytes: &[u8]) -> Result<Tokenizer, Error> {
        let damaged = |reason: String| Error::Damaged { file: "tokenizer".to_owned(), reason };
        let root = msgpack::read(bytes).map_err(damaged)?;
        let pattern = |name: &str| match root.get(name).and_then(Value::as_str) {
            None | Some("") => Ok(None),
            Some(python) => Pattern::new(python).map(Some).map_err(|e| damaged(format!("{name}: {e}"))),
        };
        let mut tokenizer = Tokenizer {
            prefix: pattern("prefix_search")?,
            suffix: pattern("suffix_search")?,
            infix: pattern("infix_finditer")?,
            token_match: pattern("token_match")?,
            url_match: pattern("url_match")?,
            specials: SpecialCases::default(),
        };
        let exceptions = root.get("exceptions").and_then(Value::entries).unwrap_or_default();
        let all = root.get("faster_heuristics") == Some(&Value::Bool(false));
        let mut specials = SpecialCases::read(exceptions).map_err(damaged)?;
        specials.find_in_tokens(|text| {
            let cut = all || text.contains(' ') || tokenizer.has_affix(text);
            cut.then(|| tokenizer.tokens(text, false, &mut Chunks::default()))
        });
        tokenizer.specials = specials;
        Ok(tokenizer)
    }

    fn has_affix(&self, text: &str) -> bool {
        [&self.prefix, &self.suffix, &self.infix].into_iter().flatten().any(|pattern| pattern.find(text).is_some())
    }

    /// Cuts a text into tokens.
    pub(crate) fn tokenize(&self, text: &str, chunks: &mut Chunks) -> Vec<RawToken> {
        let mut tokens = self.tokens(text, true, chunks);
        self.specials.retokenize(text, &mut tokens);
        tokens
    }

    /// Cuts a text into tokens; exceptions count only if they are a whole chunk but for its affixes.
    fn tokens(&self, text: &str, with_specials: bool, chunks: &mut Chunks) -> Vec<RawToken> {
        let mut tokens: Vec<RawToken> = Vec::with_capacity(text.len() / 5);
        let mut start = 0;
        let mut in_space = text.chars().next().is_some_and(is_space);
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let (space, width) = match bytes[at] {
                b if b.is_ascii() => (is_space(char::from(b)), 1),
                _ => text[at..].chars().next().map_or((false, 1), |c| (is_space(c), c.len_utf8())),
            };
            if space != in_space {
                if start < at {
                    self.chunk(text, start, at, with_specials, chunks, &mut tokens);
                }
                start = at;
                if bytes[at] == b' ' {
                    if let Some(last) = tokens.last_mut() {
                        last.space_after = true;
                    }
                    start += 1;
                }
                in_space = space;
            }
            at += width;
        }
        if start < at {
            self.chunk(text, start, at, with_specials, chunks, &mut tokens);
        }
        tokens
    }

    /// Cuts the chunk between two offsets, by memory if it was met before.
    fn chunk(
        &self,
        text: &str,
        start: usize,
        end: usize,
        with_specials: bool,
        chunks: &mut Chunks,
        tokens: &mut Vec<RawToken>,
    ) {
        let chunk = &text[start..end];
        let offset = start as u32;
        let moved = |piece: &RawToken| RawToken { start: piece.start + offset, end: piece.end + offset, ..*piece };
        if let Some(&(from, to)) = chunks.cuts.get(chunk) {
            tokens.extend(chunks.pieces[from as usize..to as usize].iter().map(moved));
            return;
        }
        let mut pieces = Vec::new();
        self.cut(chunk, with_specials, &mut pieces);
        tokens.extend(pieces.iter().map(moved));
        if chunk.len() <= MAX_CHUNK {
            if chunks.cuts.len() >= MAX_CHUNKS {
                *chunks = Chunks::default();
            }
            let from = chunks.pieces.len() as u32;
            chunks.pieces.extend(pieces);
            chunks.cuts.insert(chunk.into(), (from, chunks.pieces.len() as u32));
        }
    }

    /// Cuts a chunk that has no white space in it, or nothing else.
    fn cut(&self, chunk: &str, with_specials: bool, pieces: &mut Vec<RawToken>) {
        let special = |from: usize, to: usize| with_specials && from < to && self.specials.has(&chunk[from..to]);
        let (mut from, mut to) = (0, chunk.len());
        let mut suffixes = Vec::new();
        loop {
            let inner = &chunk[from..to];
            if inner.is_empty() || self.token_match.as_ref().is_some_and(|p| p.is_match(inner)) || special(from, to) {
                break;
            }
            let prefix = find(&self.prefix, inner).map_or(0, |(start, end)| end - start);
            if prefix > 0 && special(from + prefix, to) {
                pieces.push(piece(from, from + prefix));
                from += prefix;
                break;
            }
            let suffix = find(&self.suffix, &inner[prefix..]).map_or(0, |(start, end)| end - start);
            if suffix > 0 && special(from, to - suffix) {
                suffixes.push(piece(to - suffix, to));
                to -= suffix;
                break;
            }
            if prefix == 0 && suffix == 0 {
                break;
            }
            if prefix > 0 {
                pieces.push(piece(from, from + prefix));
                from += prefix;
            }
            // A suffix is looked for behind the prefix, so that the two never overlap.
            if suffix > 0 {
                suffixes.push(piece(to - suffix, to));
                to -= suffix;
            }
        }
        self.inner(chunk, from, to, with_specials, pieces);
        pieces.extend(suffixes.into_iter().rev());
    }

    /// Cuts what is left of a chunk without its affixes.
    fn inner(&self, chunk: &str, from: usize, to: usize, with_specials: bool, pieces: &mut Vec<RawToken>) {
        let inner = &chunk[from..to];
        if inner.is_empty() {
            return;
        }
        if with_specials && self.specials.push(inner, from as u32, pieces) {
            return;
        }
        let whole = |pattern: &Option<Pattern>| pattern.as_ref().is_some_and(|pattern| pattern.is_match(inner));
        if inner.len() <= MAX_WHOLE && (whole(&self.token_match) || whole(&self.url_match)) {
            pieces.push(piece(from, to));
            return;
        }
        let mut matches = Vec::new();
        if let Some(infix) = &self.infix {
            infix.find_all(inner, &mut matches);
        }
        let mut start = 0;
        for (infix_start, infix_end) in matches {
            if infix_start == 0 {
                continue;
            }
            if infix_start != start {
                pieces.push(piece(from + start, from + infix_start));
            }
            if infix_start != infix_end {
                pieces.push(piece(from + infix_start, from + infix_end));
            }
            start = infix_end;
        }
        if start < inner.len() {
            pieces.push(piece(from + start, to));
        }
    }
}

fn find(pattern: &Option<Pattern>, text: &str) -> Option<(usize, usize)> {
    pattern.as_ref()?.find(text)
}

fn piece(start: usize, end: usize) -> RawToken {
    RawToken { start: start as u32, end: end as u32, space_after: false, special: None }
}
