//! A report's text and the spans over it: spans never leave their text and never split a character.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A half-open stretch of a [`Text`], in bytes.
///
/// A span is only made by the text that it belongs to ([`Text::span`], [`Text::span_of_points`]) or from other spans of
/// that text, so it always lies inside it and on character boundaries.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The first byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last one.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no character.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The byte range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Whether every byte of `other` lies in this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// What the two share, if anything.
    pub fn intersect(self, other: Span) -> Option<Span> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Span { start, end })
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// What lies between the end of this span and the start of a later one.
    pub fn gap(self, later: Span) -> Option<Span> {
        (self.end <= later.start).then_some(Span { start: self.end, end: later.start })
    }

    /// This span without what `cut` takes of it: none, one or two pieces.
    pub fn without(self, cut: Span) -> impl Iterator<Item = Span> {
        let left = Span { start: self.start, end: self.end.min(cut.start).max(self.start) };
        let right = Span { start: self.start.max(cut.end).min(self.end), end: self.end };
        [left, right].into_iter().filter(|s| !s.is_empty())
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// The bytes between two entries of the code point index of a [`Text`].
const STEP: usize = 256;

/// A text that never changes, shared by all that is found in it, with a quick way between bytes and code points.
///
/// ```
/// use dateline_core::Text;
/// let text = Text::new("Zoë said “no”.");
/// let span = text.span(10..18).expect("on character boundaries");
/// assert_eq!(text.str(span), "“no”".trim_end());
/// assert_eq!(text.points(span), [9, 13]);
/// assert!(text.span(11..18).is_none());
/// ```
#[derive(Clone)]
pub struct Text {
    raw: Arc<str>,
    /// The number of code points that start before byte `STEP * i`; empty when every character is one byte.
    index: Arc<[u32]>,
}

impl Text {
    /// The longest text that is taken, in bytes: offsets are `u32`.
    pub const MAX_LEN: usize = u32::MAX as usize - 1;

    /// Takes a text as it stands. What goes beyond [`Text::MAX_LEN`] is not taken: `read` refuses such input before.
    pub fn new(raw: impl Into<Arc<str>>) -> Text {
        let mut raw: Arc<str> = raw.into();
        if raw.len() > Self::MAX_LEN {
            raw = raw[..raw.floor_char_boundary(Self::MAX_LEN)].into();
        }
        let index = if raw.is_ascii() { Arc::from([]) } else { point_index(raw.as_bytes()) };
        Text { raw, index }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.raw
    }

    /// The length in bytes.
    pub fn len(&self) -> usize {
        self.raw.len()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.raw.is_empty()
    }

    /// The span of a byte range; `None` if it leaves the text or splits a character.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        self.raw.get(range.clone())?;
        Some(Span { start: range.start as u32, end: range.end as u32 })
    }

    /// The span of the whole text.
    pub fn whole(&self) -> Span {
        Span { start: 0, end: self.raw.len() as u32 }
    }

    /// The words under a span.
    ///
    /// The span must be of this text; one of another text gives what happens to stand there, or nothing.
    pub fn str(&self, span: Span) -> &str {
        debug_assert!(self.raw.get(span.range()).is_some(), "a span of another text");
        self.raw.get(span.range()).unwrap_or_default()
    }

    /// A span without the white space at its ends.
    pub fn trim(&self, span: Span) -> Span {
        let words = self.str(span);
        let start = span.start + (words.len() - words.trim_start().len()) as u32;
        let end = start + words.trim().len() as u32;
        Span { start, end }
    }

    /// The span of a part of the words under `span`, as bytes counted from its start.
    pub fn within(&self, span: Span, part: Range<usize>) -> Option<Span> {
        (part.end <= span.len()).then(|| self.span(span.start() + part.start..span.start() + part.end))?
    }

    /// A span as code points `[start, end]`, the form that leaves the program.
    pub fn points(&self, span: Span) -> [u32; 2] {
        [self.point_of(span.start()), self.point_of(span.end())]
    }

    /// The span of a pair of code points; `None` if it leaves the text.
    pub fn span_of_points(&self, points: [u32; 2]) -> Option<Span> {
        let [start, end] = points;
        (start <= end).then(|| self.span(self.byte_of(start)?..self.byte_of(end)?))?
    }

    fn point_of(&self, byte: usize) -> u32 {
        if self.index.is_empty() {
            return byte as u32;
        }
        let step = byte / STEP;
        self.index[step] + starts(&self.raw.as_bytes()[step * STEP..byte])
    }

    fn byte_of(&self, point: u32) -> Option<usize> {
        if self.index.is_empty() {
            return (point as usize <= self.len()).then_some(point as usize);
        }
        let step = self.index.partition_point(|&p| p <= point) - 1;
        let mut left = point - self.index[step];
        let bytes = self.raw.as_bytes();
        for (at, &byte) in bytes.iter().enumerate().skip(step * STEP) {
            if is_start(byte) {
                if left == 0 {
                    return Some(at);
                }
                left -= 1;
            }
        }
        (left == 0).then_some(bytes.len())
    }
}

fn point_index(bytes: &[u8]) -> Arc<[u32]> {
    let mut seen = 0;
    let mut index = vec![0];
    for chunk in bytes.chunks(STEP) {
        seen += starts(chunk);
        index.push(seen);
    }
    index.into()
}

fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&b| is_start(b)).count() as u32
}

impl Default for Text {
    fn default() -> Text {
        Text::new("")
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        self.raw == other.raw
    }
}

impl Eq for Text {}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.raw, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn points_and_bytes_agree(raw in ".{0,600}", a in 0usize..700, b in 0usize..700) {
            let text = Text::new(raw.as_str());
            let count = raw.chars().count();
            let (a, b) = (a.min(count), b.min(count));
            let points = [a.min(b) as u32, a.max(b) as u32];
            let span = text.span_of_points(points).expect("inside the text");
            let want: String = raw.chars().skip(points[0] as usize).take((points[1] - points[0]) as usize).collect();
            prop_assert_eq!(text.str(span), want);
            prop_assert_eq!(text.points(span), points);
        }

        #[test]
        fn no_span_outside(raw in ".{0,40}", start in 0usize..200, end in 0usize..200) {
            let text = Text::new(raw.as_str());
            match text.span(start..end) {
                Some(span) => prop_assert_eq!(text.str(span), &raw[start..end]),
                None => prop_assert!(raw.get(start..end).is_none()),
            }
            prop_assert!(text.span_of_points([0, raw.chars().count() as u32 + 1]).is_none());
        }
    }

    #[test]
    fn cutting_a_span_leaves_its_ends() {
        let text = Text::new("He said it");
        let [all, said] = [0..10, 3..7].map(|r| text.span(r).unwrap());
        let left: Vec<&str> = all.without(said).map(|s| text.str(s)).collect();
        assert_eq!(left, ["He ", " it"]);
        assert_eq!(said.without(all).count(), 0);
    }
}
