//! A text by its paragraphs, as far as the eye tells them: lines, with hard-wrapped ones joined.

use crate::lexicon::Lexicon;
use dateline_core::{RegionKind, Span, Text};

/// A paragraph: a line, or several that are one but for their wrapping.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Where it stands, trimmed; never empty.
    pub(crate) span: Span,
    /// Its words, with single spaces; cut short where it is too long to be anything but prose.
    pub(crate) words: String,
    /// How many words it has.
    pub(crate) count: usize,
    /// Whether it reads as a sentence of an article: six words or more and an end mark.
    pub(crate) prose: bool,
    /// Whether an empty line stands before it.
    pub(crate) after_blank: bool,
    /// What it was found to be.
    pub(crate) kind: Option<RegionKind>,
    /// Whether it is furniture by what it says, so that lines beside it may be too.
    pub(crate) sure: bool,
}

impl Line {
    fn new(lexicon: &Lexicon, text: &Text, span: Span, after_blank: bool) -> Line {
        /// Menus, captions and bylines are shorter.
        const LOOK: usize = 1000;
        let raw = text.str(span);
        let head = &raw[..raw.floor_char_boundary(LOOK)];
        let words = head.split_whitespace().collect::<Vec<_>>().join(" ");
        // Some scripts write no spaces: ten letters count for a word there.
        let count = words.split(' ').count().max(words.chars().count() / 10);
        let prose = count >= 6 && (has_end_mark(raw) || raw.ends_with(':')) && !lexicon.is_furniture(&words);
        Line { span, words, count, prose, after_blank, kind: None, sure: false }
    }

    /// Whether it is short and open at its end, like a headline or the name of a link.
    pub(crate) fn is_label(&self) -> bool {
        self.count <= 25 && !self.prose
    }
}

/// Whether a sentence ends here, with or without closing quotation marks and brackets.
pub(crate) fn has_end_mark(raw: &str) -> bool {
    let bare = raw.trim_end_matches(['"', '”', '’', '\'', '»', ')', ']', ' ']);
    bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।']) || raw.trim_end().ends_with(['"', '”', '»'])
}

/// The paragraphs of a text.
pub(crate) fn lines(lexicon: &Lexicon, text: &Text) -> Vec<Line> {
    let raw = physical(text);
    let wrapped = is_wrapped(text, &raw);
    let mut joined: Vec<(Span, bool)> = Vec::new();
    for (span, after_blank) in raw {
        match joined.last_mut() {
            Some((last, _)) if !after_blank && goes_on(text.str(*last), text.str(span), wrapped) => {
                *last = last.cover(span)
            }
            _ => joined.push((span, after_blank)),
        }
    }
    joined.into_iter().map(|(span, after_blank)| Line::new(lexicon, text, span, after_blank)).collect()
}

/// The lines as they stand, trimmed, each with whether an empty one comes before it.
fn physical(text: &Text) -> Vec<(Span, bool)> {
    let mut lines = Vec::new();
    let (mut at, mut after_blank) = (0, true);
    for line in text.as_str().split_inclusive('\n') {
        let span = text.span(at..at + line.len()).map(|s| text.trim(s)).filter(|s| !s.is_empty());
        at += line.len();
        match span {
            Some(span) => lines.push((span, std::mem::take(&mut after_blank))),
            None => after_blank = true,
        }
    }
    lines
}

/// The widths between which lines are broken by hand or by old mail programs.
const WRAP: std::ops::RangeInclusive<usize> = 45..=100;

/// Whether most lines of a text go on in the next: none is wide, and those inside a block are about full.
fn is_wrapped(text: &Text, lines: &[(Span, bool)]) -> bool {
    let widest = lines.iter().map(|(span, _)| span.len()).max().unwrap_or_default();
    let inside: Vec<usize> = lines.windows(2).filter(|w| !w[1].1).map(|w| text.str(w[0].0).len()).collect();
    let full = inside.iter().filter(|width| **width * 4 >= widest * 3).count();
    inside.len() >= 3 && WRAP.contains(&widest) && full * 10 >= inside.len() * 7
}

/// Whether the next line goes on with this one.
fn goes_on(line: &str, next: &str, wrapped: bool) -> bool {
    const SHORT: usize = 40;
    let last = line.rsplit('\n').next().unwrap_or(line);
    if wrapped {
        return last.len() > SHORT;
    }
    let open = !has_end_mark(last) && !last.ends_with([':', ';', ')', '_']) && !last.starts_with("http");
    open && last.len() > SHORT && next.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(raw: &str) -> Vec<String> {
        lines(crate::lexicon::english(), &Text::new(raw)).into_iter().map(|l| l.words).collect()
    }

    #[test]
    fn wrapped_lines_are_one() {
        let raw = "Ferry sinks\n\nThe ferry left the old harbour of Port Ness at seven in the\n\
                   Morning of the third with ninety souls on board, and it was\n\
                   Seen by nobody after the light of Gull Rock, the owners said\nin a letter.\n\nThe end came soon.";
        assert_eq!(split(raw).len(), 3);
        assert_eq!(split("One headline\nAnother headline\nA third"), ["One headline", "Another headline", "A third"]);
    }

    #[test]
    fn an_end_mark_may_stand_inside_a_quotation() {
        assert!(has_end_mark("He said “no.”") && has_end_mark("(It sank.)") && has_end_mark("“No one knew”"));
        assert!(!has_end_mark("Ferry sinks off Port Ness"));
    }
}
