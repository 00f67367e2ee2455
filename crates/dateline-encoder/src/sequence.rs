//! What a model reads: the pieces of one text or two, with the special pieces around them.

use std::ops::Range;

use crate::tokenizer::{Piece, Tokenizer};

/// The pieces of one text or more with special pieces around them: `[CLS] a [SEP]`, or `[CLS] a [SEP] b [SEP]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequence {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) segments: Vec<u8>,
    texts: Vec<Range<usize>>,
    cut: bool,
}

impl Sequence {
    /// Puts texts together so that there are at most `limit` pieces; the longest loses its last pieces first.
    pub(crate) fn new(tokenizer: &Tokenizer, texts: &[&[Piece]], limit: usize) -> Sequence {
        let mut lengths: Vec<usize> = texts.iter().map(|text| text.len()).collect();
        let room = limit.saturating_sub(texts.len() + 1);
        let cut = lengths.iter().sum::<usize>() > room;
        while lengths.iter().sum::<usize>() > room {
            // Of two of one length, the last.
            if let Some(longest) = lengths.iter_mut().max_by_key(|length| **length) {
                *longest -= 1;
            }
        }
        let special = |id| Piece { id, start: 0, end: 0 };
        let mut sequence =
            Sequence { pieces: vec![special(tokenizer.begin)], segments: vec![0], texts: Vec::new(), cut };
        for (segment, (text, length)) in (0u8..).zip(texts.iter().zip(lengths)) {
            let from = sequence.pieces.len();
            sequence.pieces.extend(&text[..length]);
            sequence.texts.push(from..from + length);
            sequence.pieces.push(special(tokenizer.separator));
            sequence.segments.resize(sequence.pieces.len(), segment);
        }
        sequence
    }

    /// How many pieces there are, the special ones too.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Never: there are always special pieces.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// All pieces; special ones have an empty span at 0.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Whether pieces were left out because there were too many.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.cut
    }

    /// Which of the pieces are those of text `n`, special pieces aside.
    ///
    /// # Panics
    /// If there are fewer texts.
    #[must_use]
    pub fn text(&self, n: usize) -> Range<usize> {
        self.texts[n].clone()
    }

    /// Which of the pieces overlap with some bytes of text `n`. Empty if none does, or if they were cut off.
    ///
    /// # Panics
    /// If there are fewer texts.
    #[must_use]
    pub fn covering(&self, n: usize, bytes: Range<u32>) -> Range<usize> {
        let text = self.text(n);
        let pieces = &self.pieces[text.clone()];
        let from = pieces.partition_point(|piece| piece.end <= bytes.start);
        let to = pieces.partition_point(|piece| piece.start < bytes.end);
        text.start + from..text.start + to.max(from)
    }

    /// Puts some pieces in a segment, such as the clause that is asked about in a sentence that only stands around it.
    ///
    /// # Panics
    /// If the range goes beyond the last piece.
    pub fn set_segment(&mut self, pieces: Range<usize>, segment: u8) {
        self.segments[pieces].fill(segment);
    }
}
