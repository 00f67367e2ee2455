//! A checked draft for the terminal: its lines with the faults marked under the words, as a compiler shows them.

use super::{address, line, name, places, position, summary, to_look_at, words};
use anstyle::{AnsiColor, Style};
use dateline_engine::types::{CheckedSentence, Finding, Span};
use dateline_engine::view::DraftView;
use std::io::{self, Write};

const FAULT: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red))).bold();
const OPEN: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow))).bold();
const DIM: Style = Style::new().dimmed();

/// Writes a checked draft. Where colour is not wanted, the stream that is written to takes it out again.
pub(crate) fn write(out: &mut impl Write, answer: DraftView<'_>) -> io::Result<()> {
    let page = Page { answer, width: super::super::terminal::width() };
    for sentence in to_look_at(answer) {
        if sentence.findings.is_empty() {
            page.open(out, sentence)?;
        }
        for finding in &sentence.findings {
            page.finding(out, sentence, finding)?;
        }
    }
    writeln!(out, "{}", summary(answer))
}

struct Page<'a> {
    answer: DraftView<'a>,
    width: usize,
}

impl Page<'_> {
    fn finding(&self, out: &mut impl Write, sentence: &CheckedSentence, finding: &Finding) -> io::Result<()> {
        writeln!(out, "{FAULT}{}{FAULT:#}: {}", finding.kind.name(), line(self.answer, finding))?;
        self.excerpt(out, sentence.span, finding.span, Some(FAULT))?;
        for place in places(finding) {
            let report = &self.answer.reports[place.report.index()].report;
            self.wrapped(out, &format!("{}: {}", name(report), words(self.answer, place)))?;
            writeln!(out, "     {DIM}{}{DIM:#}", address(self.answer, place))?;
        }
        writeln!(out)
    }

    fn open(&self, out: &mut impl Write, sentence: &CheckedSentence) -> io::Result<()> {
        writeln!(out, "{OPEN}not found{OPEN:#}: no report was seen to tell this")?;
        self.excerpt(out, sentence.span, sentence.span, None)?;
        writeln!(out)
    }

    /// The sentence with marks under some of its words.
    fn excerpt(&self, out: &mut impl Write, sentence: Span, marked: Span, style: Option<Style>) -> io::Result<()> {
        let text = &self.answer.draft.text;
        let (row, column) = position(text, marked);
        writeln!(out, "  {DIM}-->{DIM:#} {}:{row}:{column}", self.answer.draft.from)?;
        let shown = sentence.cover(marked);
        for (at, span) in rows(text.str(shown), self.width.saturating_sub(MARGIN)).into_iter().enumerate() {
            let number = if at == 0 { row.to_string() } else { String::new() };
            let words = &text.str(shown)[span.clone()];
            writeln!(out, "{DIM}{number:>4} |{DIM:#} {}", words.replace(char::is_control, " "))?;
            let Some(style) = style else { continue };
            let start = marked.start().saturating_sub(shown.start()).max(span.start);
            let end = (marked.end() - shown.start()).min(span.end);
            if start < end {
                let before = text.str(shown)[span.start..start].chars().count();
                let under = text.str(shown)[start..end].trim_end().chars().count();
                writeln!(out, "{DIM}     |{DIM:#} {}{style}{}{style:#}", " ".repeat(before), "^".repeat(under))?;
            }
        }
        Ok(())
    }

    fn wrapped(&self, out: &mut impl Write, words: &str) -> io::Result<()> {
        let options = textwrap::Options::new(self.width).initial_indent("   = ").subsequent_indent("     ");
        textwrap::wrap(words, options).iter().try_for_each(|line| writeln!(out, "{line}"))
    }
}

/// The columns before the words of an excerpt.
const MARGIN: usize = 7;

/// Words broken into rows that are no wider, as bytes; a word that is wider has a row of its own.
fn rows(words: &str, width: usize) -> Vec<std::ops::Range<usize>> {
    let mut rows: Vec<std::ops::Range<usize>> = Vec::new();
    let mut at = 0;
    for piece in words.split_inclusive(char::is_whitespace) {
        let end = at + piece.trim_end().len();
        match rows.last_mut() {
            Some(row) if words[row.start..end].chars().count() <= width => row.end = end,
            _ => rows.push(at..end),
        }
        at += piece.len();
    }
    rows.retain(|r| !r.is_empty());
    rows
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn a_row_ends_before_the_word_that_is_too_much() {
        let words = "The ferry sank off Molde";
        let shown: Vec<&str> = rows(words, 9).into_iter().map(|r| &words[r]).collect();
        assert_eq!(shown, ["The ferry", "sank off", "Molde"]);
        assert_eq!(rows("überladen", 4), std::iter::once(0..10).collect::<Vec<_>>());
    }
}
