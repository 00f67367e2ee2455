//! An account for the terminal: as wide as the window, colour only where it helps.

use super::outline::{Entry, Outline, outlines};
use crate::output::Sink;
use anstyle::{AnsiColor, Style};
use dateline_engine::types::{ClaimState, Says};
use dateline_engine::view::View;
use std::io::{self, Write};
use textwrap::Options;

/// Writes an account. Where colour is not wanted, the stream that is written to takes it out again.
pub(crate) fn write(out: &mut Sink, view: View<'_>) -> io::Result<()> {
    let page = Page { width: width() };
    for (number, outline) in outlines(view).iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        page.story(out, outline)?;
    }
    Ok(())
}

/// As wide as the window, in the bounds of what reads well.
pub(crate) fn width() -> usize {
    let window = terminal_size::terminal_size().map_or(100, |(w, _)| usize::from(w.0));
    window.clamp(48, 120)
}

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

struct Page {
    width: usize,
}

impl Page {
    fn story(&self, out: &mut Sink, story: &Outline<'_>) -> io::Result<()> {
        self.wrapped(out, story.title, "", "", BOLD)?;
        for line in story.summary.lines() {
            self.wrapped(out, line, "", "", Style::new())?;
        }
        writeln!(out)?;
        for (i, report) in story.reports.iter().enumerate() {
            let title = report.title.map(|t| format!("  {t}")).unwrap_or_default();
            let line = format!("{}  {}{title}  ({})", report.outlet, report.published, report.from);
            self.wrapped(out, &line, &format!("[{}] ", i + 1), "    ", Style::new())?;
        }
        for day in &story.days {
            self.wrapped(out, day, "    ", "    ", DIM)?;
        }
        for section in &story.sections {
            writeln!(out)?;
            self.wrapped(out, &section.heading, "", "", BOLD)?;
            for entry in &section.entries {
                self.entry(out, entry)?;
            }
        }
        for (heading, lines) in [("Unnamed sources", &story.unnamed), ("Origins", &story.origins)] {
            if !lines.is_empty() {
                writeln!(out)?;
                self.wrapped(out, heading, "", "", BOLD)?;
            }
            for line in lines {
                self.wrapped(out, line, "  ", "    ", Style::new())?;
            }
        }
        Ok(())
    }

    fn entry(&self, out: &mut Sink, entry: &Entry) -> io::Result<()> {
        self.wrapped(out, &entry.head, "  ", "  ", colour(entry.state))?;
        for line in &entry.lines {
            let says = match line.says {
                Says::States => "",
                Says::Differs => "≠ ",
                Says::Contradicts => "✗ ",
            };
            let first = format!("    [{}] {says}", line.number);
            self.wrapped(out, &line.words, &first, "        ", Style::new())?;
            self.wrapped(out, &line.place, "        ", "        ", DIM)?;
            for same in &line.same {
                self.wrapped(out, same, "        ", "        ", DIM)?;
            }
        }
        for difference in &entry.differences {
            self.wrapped(out, difference, "      ≠ ", "        ", colour(ClaimState::Differ))?;
        }
        for silent in &entry.silent {
            self.wrapped(out, silent, "      – ", "        ", DIM)?;
        }
        Ok(())
    }

    fn wrapped(&self, out: &mut Sink, words: &str, first: &str, rest: &str, style: Style) -> io::Result<()> {
        let words: String = words.chars().filter(|c| !c.is_control()).collect();
        let options = Options::new(self.width).initial_indent(first).subsequent_indent(rest);
        for line in textwrap::wrap(&words, options) {
            out.styled(style, &line)?;
        }
        Ok(())
    }
}

fn colour(state: ClaimState) -> Style {
    let colour = match state {
        ClaimState::Agree => AnsiColor::Green,
        ClaimState::Differ => AnsiColor::Yellow,
        ClaimState::Contradict => AnsiColor::Red,
        ClaimState::Open | ClaimState::Single => return DIM,
    };
    Style::new().fg_color(Some(colour.into()))
}
