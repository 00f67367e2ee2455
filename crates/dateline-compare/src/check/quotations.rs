//! The words between quotation marks of a text.

use dateline_core::{Span, Text};

/// The stretches of a text that stand between quotation marks, without the marks, in order.
///
/// Straight and curly marks, double and single, and « » count; an apostrophe is told from a mark by what stands beside it. Marks
/// inside a quotation are part of it. One that is not closed ends with its paragraph.
pub(super) fn quotations(text: &Text) -> Vec<Span> {
    let mut found = Vec::new();
    for (start, raw) in paragraphs(text.as_str()) {
        found.extend(of_line(raw).into_iter().filter_map(|(from, to)| text.span(start + from..start + to)));
    }
    found.into_iter().map(|s| text.trim(s)).filter(|s| !s.is_empty()).collect()
}

/// The lines of a text with the byte where each starts; a line that goes on with a small letter belongs to the one before, which
/// was broken to fit a page.
fn paragraphs(raw: &str) -> Vec<(usize, &str)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    for line in raw.split_inclusive('\n') {
        let end = start + line.len();
        match found.last_mut() {
            Some(last) if line.starts_with(char::is_lowercase) => last.1 = end,
            _ => found.push((start, end)),
        }
        start = end;
    }
    found.into_iter().map(|(start, end)| (start, raw[start..end].trim_end())).collect()
}

/// The stretches of one paragraph, as bytes.
fn of_line(line: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let chars: Vec<(usize, char)> = line.char_indices().collect();
    for (i, &(at, c)) in chars.iter().enumerate() {
        let before = i.checked_sub(1).map(|b| chars[b].1);
        let after = chars.get(i + 1).map(|a| a.1);
        match open {
            None => {
                let close = match c {
                    '"' => Some('"'),
                    '“' | '„' => Some('”'),
                    '«' => Some('»'),
                    '‘' | '\'' if opens(before, after) && closes_later(&chars[i + 1..], c) => Some(c),
                    _ => None,
                };
                open = close.map(|close| (at + c.len_utf8(), close));
            }
            Some((from, close)) => {
                let ends = match close {
                    '"' => c == '"' || c == '”',
                    '”' => c == '”' || c == '“' && after.is_none_or(|a| !a.is_alphanumeric()) || c == '"',
                    '‘' => c == '’' && is_close(before, after),
                    '\'' => c == '\'' && is_close(before, after),
                    _ => c == close,
                };
                if ends {
                    found.push((from, at));
                    open = None;
                }
            }
        }
    }
    found.extend(open.filter(|o| o.0 < line.len()).map(|(from, _)| (from, line.len())));
    found
}

fn opens(before: Option<char>, after: Option<char>) -> bool {
    before.is_none_or(|b| b.is_whitespace() || matches!(b, '(' | '[' | '—' | '–' | ':'))
        && after.is_some_and(char::is_alphanumeric)
}

fn is_close(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(|b| !b.is_whitespace()) && after.is_none_or(|a| !a.is_alphanumeric())
}

/// Whether a single mark is closed on its line, and not at once as in a plural's apostrophe.
fn closes_later(rest: &[(usize, char)], open: char) -> bool {
    let close = if open == '‘' { '’' } else { '\'' };
    rest.iter()
        .enumerate()
        .any(|(i, &(_, c))| c == close && is_close(i.checked_sub(1).map(|b| rest[b].1), rest.get(i + 1).map(|a| a.1)))
}

#[cfg(test)]
mod tests {
    use super::quotations;
    use dateline_core::Text;

    fn of(raw: &str) -> Vec<String> {
        let text = Text::new(raw);
        quotations(&text).into_iter().map(|s| text.str(s).to_owned()).collect()
    }

    #[test]
    fn marks_of_every_kind_are_known_and_apostrophes_are_none() {
        assert_eq!(of("“It sank,” she said. \"At night.\""), ["It sank,", "At night."]);
        assert_eq!(of("The owners' ship, 'a good one', sank in the crew's view."), ["a good one"]);
        assert_eq!(of("He called it ‘the crew’s fault’."), ["the crew’s fault"]);
        assert_eq!(of("“He said ‘no’ to us.”"), ["He said ‘no’ to us."]);
        assert_eq!(of("\"It is open\nand ends.\""), ["It is open\nand ends."]);
        assert_eq!(of("\"It is open\nShe left.\""), ["It is open"]);
    }
}
