//! Quotation marks: which stretches of a paragraph stand between them, whatever marks a writer uses.

use dateline_core::{Span, Text};

/// A stretch between quotation marks, its marks included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// From the opening mark to the closing one, or to the paragraph's end where none closes it.
    pub span: Span,
    /// How many other quotations hold it.
    pub depth: usize,
    /// Whether a mark closes it.
    pub closed: bool,
}

/// The kinds of marks, by what may close what.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// `"`, `“ ”`, `''`, ``` `` ```: the marks of English, which writers mix.
    Double,
    /// `'`, `‘ ’`: also the apostrophe.
    Single,
    /// `„ “`.
    Low,
    /// `‚ ‘`.
    LowSingle,
    /// `« »`.
    Guillemet,
    /// `‹ ›`.
    SingleGuillemet,
}

/// What a mark may do where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Open,
    Close,
    /// An apostrophe that may also close: the end of a plural in the genitive.
    MayClose,
}

struct Open {
    mark: Mark,
    start: usize,
    /// The end of an apostrophe that closes this if nothing better does.
    may_close: Option<usize>,
}

/// Finds the quotations of one paragraph, in the order of their opening marks.
///
/// A double mark that nothing closes runs to the paragraph's end, as one does where a quotation goes on in the next
/// paragraph; a single mark that nothing closes was an apostrophe.
pub fn quotations(text: &Text, paragraph: Span) -> Vec<Quotation> {
    let words = text.str(paragraph);
    let mut open: Vec<Open> = Vec::new();
    let mut found: Vec<(usize, usize, usize, bool)> = Vec::new();
    let mut before = None;
    let mut chars = words.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let twin = matches!(c, '\'' | '`' | '’' | '‘') && chars.peek().is_some_and(|&(_, n)| n == c);
        if twin {
            chars.next();
        }
        let end = at + c.len_utf8() * if twin { 2 } else { 1 };
        let after = words[end..].chars().next();
        if let Some((mark, way)) = read(c, twin, before, after, &open) {
            take(&mut open, &mut found, mark, way, at..end);
        }
        before = Some(c);
    }
    settle(&mut open, &mut found, 0, words.len());
    found.sort_unstable();
    found
        .into_iter()
        .filter_map(|(start, end, depth, closed)| {
            Some(Quotation { span: text.within(paragraph, start..end)?, depth, closed })
        })
        .collect()
}

/// What a character is as a mark, and which way it faces; `None` if it is no mark here.
fn read(c: char, twin: bool, before: Option<char>, after: Option<char>, open: &[Open]) -> Option<(Mark, Way)> {
    let at_start = before.is_none_or(|b| b.is_whitespace() || "([{-–—/“‘«„\"'".contains(b));
    let word_after = after.is_some_and(|a| a.is_alphanumeric() || "([$£€#@.…“‘«„\"'-–—¿¡".contains(a));
    let opens = at_start && word_after;
    let top = open.last().map(|o| o.mark);
    let is_open = |mark| open.iter().any(|o| o.mark == mark);
    match c {
        '„' => Some((Mark::Low, Way::Open)),
        '‚' if opens => Some((Mark::LowSingle, Way::Open)),
        '«' | '»' | '‹' | '›' => {
            let mark = if matches!(c, '«' | '»') { Mark::Guillemet } else { Mark::SingleGuillemet };
            let way = if is_open(mark) && !(opens && top != Some(mark)) { Way::Close } else { Way::Open };
            Some((mark, way))
        }
        '“' | '”' if top == Some(Mark::Low) && !opens => Some((Mark::Low, Way::Close)),
        '“' => Some((Mark::Double, if is_open(Mark::Double) && !opens { Way::Close } else { Way::Open })),
        '”' => Some((Mark::Double, if opens && !is_open(Mark::Double) { Way::Open } else { Way::Close })),
        '`' if twin => Some((Mark::Double, Way::Open)),
        '"' | '\'' | '’' | '‘' if c == '"' || twin => {
            let inches = before.is_some_and(|b| b.is_ascii_digit()) && !is_open(Mark::Double);
            let way = if is_open(Mark::Double) { Way::Close } else { Way::Open };
            let faces_a_word = way == Way::Close || !after.is_none_or(char::is_whitespace);
            (!inches && faces_a_word).then_some((Mark::Double, way))
        }
        '‘' | '’' if top == Some(Mark::LowSingle) && !opens => Some((Mark::LowSingle, Way::Close)),
        '\'' | '‘' | '’' | '`' => single(c, before, after, opens, is_open(Mark::Single)),
        _ => None,
    }
}

/// The way of a single mark or apostrophe.
fn single(c: char, before: Option<char>, after: Option<char>, opens: bool, is_open: bool) -> Option<(Mark, Way)> {
    if opens && (c == '‘' || c == '`' || !is_open) {
        let short = after.is_some_and(|a| a.is_ascii_digit());
        return (c == '‘' || !short).then_some((Mark::Single, Way::Open));
    }
    let ends = c != '‘' && c != '`' && is_open && !after.is_some_and(char::is_alphanumeric);
    match before {
        Some(b) if ends && !b.is_whitespace() => {
            let genitive = matches!(b, 's' | 'S' | 'z' | 'x') && after == Some(' ');
            Some((Mark::Single, if genitive { Way::MayClose } else { Way::Close }))
        }
        _ => None,
    }
}

fn take(
    open: &mut Vec<Open>,
    found: &mut Vec<(usize, usize, usize, bool)>,
    mark: Mark,
    way: Way,
    at: std::ops::Range<usize>,
) {
    /// No writer nests deeper; a text that does is noise.
    const DEEPEST: usize = 8;
    match way {
        Way::Open if open.len() < DEEPEST => open.push(Open { mark, start: at.start, may_close: None }),
        Way::Open => {}
        Way::MayClose => {
            if let Some(last) = open.last_mut().filter(|o| o.mark == mark) {
                last.may_close = Some(at.end);
            }
        }
        Way::Close => {
            if let Some(depth) = open.iter().rposition(|o| o.mark == mark) {
                settle(open, found, depth + 1, at.end);
                if let Some(quote) = open.pop() {
                    found.push((quote.start, at.end, depth, true));
                }
            }
        }
    }
}

/// Ends the marks that are still open from a depth on, where something outside them ends.
fn settle(open: &mut Vec<Open>, found: &mut Vec<(usize, usize, usize, bool)>, from: usize, end: usize) {
    while open.len() > from {
        let Some(quote) = open.pop() else { break };
        match quote.may_close {
            Some(close) => found.push((quote.start, close, open.len(), true)),
            None if matches!(quote.mark, Mark::Single | Mark::LowSingle) || from > 0 => {}
            None => found.push((quote.start, end, open.len(), false)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn quotes(words: &str) -> Vec<String> {
        let text = Text::new(words);
        quotations(&text, text.whole()).iter().map(|q| text.str(q.span).to_owned()).collect()
    }

    #[test]
    fn marks_of_every_kind() {
        assert_eq!(quotes("“Yes,” he said. “No.”"), ["“Yes,”", "“No.”"]);
        assert_eq!(quotes("\"Yes,\" he said. \"No.\""), ["\"Yes,\"", "\"No.\""]);
        assert_eq!(quotes("''Yes,'' he said; ``no'' too"), ["''Yes,''", "``no''"]);
        assert_eq!(quotes("Er sagte: „Nein“, dann «non» und ‹si›"), ["„Nein“", "«non»", "‹si›"]);
        assert_eq!(quotes("‘Yes,’ he said, 'and no.'"), ["‘Yes,’", "'and no.'"]);
        assert_eq!(quotes("he said ”it is”, oddly"), ["”it is”"]);
    }

    #[test]
    fn nested_marks() {
        assert_eq!(quotes("“He said ‘no’ to me.”"), ["“He said ‘no’ to me.”", "‘no’"]);
        assert_eq!(quotes("'He said \"no\" to me.'"), ["'He said \"no\" to me.'", "\"no\""]);
        assert_eq!(quotes("\"the 'workers' rights' bill\""), ["\"the 'workers' rights' bill\"", "'workers' rights'"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert!(quotes("It’s the workers’ day in the ’90s, and they don't rest, o' course.").is_empty());
        assert!(quotes("a 6\" pipe").is_empty());
        assert_eq!(quotes("‘It’s theirs,’ she said."), ["‘It’s theirs,’"]);
        assert_eq!(quotes("the ‘bunker busters’ fell"), ["‘bunker busters’"]);
    }

    #[test]
    fn an_open_quotation_runs_to_the_end() {
        assert_eq!(quotes("“We go on."), ["“We go on."]);
        assert_eq!(quotes("He said: \"We go on"), ["\"We go on"]);
    }

    proptest! {
        #[test]
        fn any_text(words in "[a-z .,\"'’‘“”„«»‹›`]{0,60}|.{0,60}") {
            let text = Text::new(words.as_str());
            for quote in quotations(&text, text.whole()) {
                prop_assert!(text.whole().contains(quote.span));
            }
        }
    }
}
