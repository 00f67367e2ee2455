//! The paragraphs of a text: its lines, with those joined that are one but for their wrapping.

use crate::{Span, Text};

/// The paragraphs under a span: its lines, but for a line that plainly goes on in the next (a hard wrap).
pub(crate) fn paragraphs(text: &Text, span: Span) -> Vec<Span> {
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut blank = true;
    let mut at = 0;
    for line in text.str(span).split_inclusive('\n') {
        let Some(here) = text.within(span, at..at + line.len()).map(|s| text.trim(s)) else { break };
        at += line.len();
        if here.is_empty() {
            blank = true;
            continue;
        }
        match paragraphs.last_mut() {
            Some(last) if !blank && goes_on(text.str(*last), text.str(here)) => *last = last.cover(here),
            _ => paragraphs.push(here),
        }
        blank = false;
    }
    paragraphs
}

/// Whether a line is wrapped rather than ended: long, without an end mark, and the next one starts in lower case.
fn goes_on(line: &str, next: &str) -> bool {
    const SHORT: usize = 40;
    let open = !line.ends_with(['.', '!', '?', ':', ';', '"', '”', '’', '\'', ')', '_']);
    open && line.len() > SHORT && next.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(raw: &str) -> Vec<String> {
        let text = Text::new(raw);
        paragraphs(&text, text.whole()).into_iter().map(|p| text.str(p).to_owned()).collect()
    }

    #[test]
    fn lines_are_paragraphs_unless_wrapped() {
        assert_eq!(split("Short title\nthe lead.\n\n  Second. "), ["Short title", "the lead.", "Second."]);
        assert_eq!(
            split("The ferry left the old harbour at seven in\nthe morning.\nIt sank."),
            ["The ferry left the old harbour at seven in\nthe morning.", "It sank."]
        );
    }

    proptest! {
        #[test]
        fn paragraphs_hold_every_letter(raw in "[a-zA-Zé.\n ]{0,200}") {
            let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&split(&raw).concat()), letters(&raw));
        }
    }
}
