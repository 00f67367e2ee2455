//! WordPiece: splits each word of a text into the longest pieces that the vocabulary has.

use std::collections::HashMap;

use crate::{
    error::LoadError,
    words::{self, Word},
};

/// A part of a word that the vocabulary has, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Its number in the vocabulary.
    pub id: u32,
    /// Where it begins in the text, in bytes.
    pub start: u32,
    /// Where it ends, in bytes.
    pub end: u32,
}

/// The longest word that is split, in characters; a longer one is unknown as a whole.
const LONGEST_WORD: usize = 100;

type Ids = HashMap<Box<str>, u32, foldhash::fast::FixedState>;

/// Splits texts into pieces, as BERT's uncased tokenizer does.
///
/// It differs in one thing: words such as `[SEP]` in a text are no special pieces.
#[derive(Debug)]
pub struct Tokenizer {
    pieces: Vec<Box<str>>,
    /// Pieces that begin a word.
    first: Ids,
    /// Pieces that go on with a word, without their `##`.
    later: Ids,
    /// The bytes of the longest piece.
    longest: usize,
    /// The piece for a word that can not be split.
    pub(crate) unknown: u32,
    /// The piece that a sequence begins with.
    pub(crate) begin: u32,
    /// The piece after each text of a sequence.
    pub(crate) separator: u32,
}

impl Tokenizer {
    /// Reads a vocabulary: a piece a line, the first line number 0.
    pub(crate) fn new(vocabulary: &[u8]) -> Result<Tokenizer, LoadError> {
        let wrong = |reason: &str| LoadError::Damaged { reason: format!("the vocabulary {reason}") };
        let text = std::str::from_utf8(vocabulary).map_err(|_| wrong("is not UTF-8"))?;
        // Not `lines`, which would take a return off a piece.
        let pieces: Vec<Box<str>> = text.strip_suffix('\n').unwrap_or(text).split('\n').map(Box::from).collect();
        let (mut first, mut later) = (Ids::default(), Ids::default());
        for (id, piece) in (0..).zip(&pieces) {
            match piece.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => later.insert(rest.into(), id),
                _ => first.insert(piece.clone(), id),
            };
        }
        let special =
            |name: &str| first.get(name).copied().ok_or_else(|| wrong(&format!("lacks the special piece {name}")));
        let (unknown, begin, separator) = (special("[UNK]")?, special("[CLS]")?, special("[SEP]")?);
        let longest = pieces.iter().map(|piece| piece.len()).max().unwrap_or(0);
        Ok(Tokenizer { pieces, first, later, longest, unknown, begin, separator })
    }

    /// How many pieces the vocabulary has.
    #[must_use]
    pub fn vocabulary_len(&self) -> usize {
        self.pieces.len()
    }

    /// A piece as the vocabulary writes it.
    #[must_use]
    pub fn piece(&self, id: u32) -> Option<&str> {
        self.pieces.get(id as usize).map(AsRef::as_ref)
    }

    /// The pieces of a text, in order.
    #[must_use]
    pub fn pieces(&self, text: &str) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(text.len() / 4);
        words::for_each(text, |word| self.split(word, &mut pieces));
        pieces
    }

    fn split(&self, word: &Word, pieces: &mut Vec<Piece>) {
        let plain = word.plain.as_str();
        let (before, mut from) = (pieces.len(), 0);
        let short = plain.len() <= LONGEST_WORD || plain.chars().count() <= LONGEST_WORD;
        while short && from < plain.len() {
            let ids = if from == 0 { &self.first } else { &self.later };
            let ends = (from + 1..=plain.len().min(from + self.longest)).rev();
            let found =
                ends.filter(|&to| plain.is_char_boundary(to)).find_map(|to| Some((to, *ids.get(&plain[from..to])?)));
            let Some((to, id)) = found else { break };
            pieces.push(Piece { id, start: word.origin[from].start, end: word.origin[to - 1].end });
            from = to;
        }
        if from < plain.len() {
            pieces.truncate(before);
            let (start, end) = (word.origin[0].start, word.origin[plain.len() - 1].end);
            pieces.push(Piece { id: self.unknown, start, end });
        }
    }
}
