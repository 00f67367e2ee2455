//! An account for the terminal: as wide as the window, colour only where it helps, ways to the files where it knows them.

use super::Show;
use super::outline::{Entry, Grid, KEY, Outline, Section, dots, outlines};
use crate::output::Sink;
use crate::plain::shown;
use anstyle::{AnsiColor, Style};
use dateline_engine::view::{Standing, View};
use std::io::{self, IsTerminal, Write};
use textwrap::Options;
use textwrap::core::display_width;

/// Writes an account. Where colour is not wanted, the stream that is written to takes it out again.
pub(crate) fn write(out: &mut Sink, view: View<'_>, show: Show) -> io::Result<()> {
    for (number, outline) in outlines(view, show).iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        let page = Page { width: width(), files: files(outline) };
        page.story(out, outline)?;
    }
    Ok(())
}

/// As wide as the window, in the bounds of what reads well.
pub(crate) fn width() -> usize {
    let window = terminal_size::terminal_size().map_or(100, |(w, _)| usize::from(w.0));
    window.clamp(48, 140)
}

/// The files of a story's reports as addresses, if the terminal can lead to them.
#[expect(clippy::disallowed_methods, reason = "a terminal tells what it is by the environment alone")]
fn files(outline: &Outline<'_>) -> Vec<Option<String>> {
    const KNOW_LINKS: [&str; 5] = ["VTE_VERSION", "TERM_PROGRAM", "WT_SESSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID"];
    let leads = io::stdout().is_terminal() && KNOW_LINKS.iter().any(|name| std::env::var_os(name).is_some());
    let address = |from: &str| {
        let path = std::path::absolute(from).ok().filter(|p| leads && p.is_file())?;
        let encoded = |b: &u8| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => char::from(*b).to_string(),
            b => format!("%{b:02X}"),
        };
        Some(format!("file://{}", path.to_str()?.as_bytes().iter().map(encoded).collect::<String>()))
    };
    outline.reports.iter().map(|r| address(r.whole)).collect()
}

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const PLAIN: Style = Style::new();

/// The narrowest column of the score that can be read, and how wide its first one is.
const NARROWEST: usize = 11;
const NAME: usize = 26;

/// How wide the last column is.
const ORIGINS: usize = 10;

struct Page {
    width: usize,
    files: Vec<Option<String>>,
}

impl Page {
    fn story(&self, out: &mut Sink, story: &Outline<'_>) -> io::Result<()> {
        self.wrapped(out, &story.head, "", "", BOLD)?;
        self.wrapped(out, &story.summary, "", "", PLAIN)?;
        for line in &story.told {
            self.wrapped(out, line, "", "     ", PLAIN)?;
        }
        writeln!(out)?;
        for (i, report) in story.reports.iter().enumerate() {
            let title = report.title.map(|t| format!("  {t}")).unwrap_or_default();
            let copied = if report.copied.is_empty() { String::new() } else { format!("  ({})", report.copied) };
            let line = format!("{}  {}{title}{copied}", report.outlet, report.published);
            let first = format!("[{}] ", i + 1);
            self.wrapped(out, &line, &first, "    ", PLAIN)?;
            if let Some(from) = report.from {
                // A path is never broken: it is there to be copied.
                out.styled(DIM, &format!("    {from}"))?;
            }
        }
        self.section(out, &story.unsettled)?;
        self.grid(out, &story.score)?;
        for section in &story.sections {
            self.section(out, section)?;
        }
        Ok(())
    }

    fn section(&self, out: &mut Sink, section: &Section) -> io::Result<()> {
        if section.entries.is_empty() {
            return Ok(());
        }
        writeln!(out)?;
        self.wrapped(out, section.heading, "", "", BOLD)?;
        for entry in &section.entries {
            self.entry(out, entry)?;
        }
        Ok(())
    }

    fn entry(&self, out: &mut Sink, entry: &Entry) -> io::Result<()> {
        self.wrapped(out, &entry.head, "  ", "  ", entry.standing.map_or(PLAIN.underline(), colour))?;
        for line in &entry.lines {
            let first = format!("    {} ", line.places);
            let (first, words) = if first.len() > self.width / 2 {
                ("    ".to_owned(), format!("{} {}", line.places, line.words))
            } else {
                (first, line.words.clone())
            };
            self.wrapped(out, &words, &first, "        ", PLAIN)?;
            if !line.chain.is_empty() {
                self.wrapped(out, &line.chain, "        ", "        ", DIM)?;
            }
        }
        for note in &entry.notes {
            self.wrapped(out, note, "        ", "        ", DIM)?;
        }
        Ok(())
    }

    /// The score, where its columns fit.
    fn grid(&self, out: &mut Sink, grid: &Grid) -> io::Result<()> {
        let columns = grid.columns.len();
        if grid.rows.is_empty() || columns == 0 {
            return Ok(());
        }
        writeln!(out)?;
        self.wrapped(out, "The score", "", "", BOLD)?;
        let each = self.width.saturating_sub(NAME + ORIGINS) / columns;
        if each < NARROWEST {
            let needed = NAME + ORIGINS + columns * NARROWEST;
            let note = format!("{columns} columns need a window of {needed}: write it as a page (-o story.html).");
            return self.wrapped(out, &note, "  ", "  ", DIM);
        }
        let widths: Vec<usize> = std::iter::once(NAME).chain(vec![each; columns]).chain([ORIGINS]).collect();
        let head: Vec<String> =
            std::iter::once(String::new()).chain(grid.columns.iter().cloned()).chain(["origins".to_owned()]).collect();
        self.row(out, &head, &widths, DIM, PLAIN)?;
        for row in &grid.rows {
            let cells: Vec<String> =
                std::iter::once(row.name.clone()).chain(row.cells.iter().cloned()).chain([dots(row.origins)]).collect();
            self.row(out, &cells, &widths, PLAIN, colour(row.standing))?;
        }
        self.wrapped(out, KEY, "  ", "  ", DIM)
    }

    /// A row whose cells are wrapped side by side; of a long one the first lines are shown.
    fn row(&self, out: &mut Sink, cells: &[String], widths: &[usize], style: Style, first: Style) -> io::Result<()> {
        const LINES: usize = 3;
        let wrapped = |(cell, width): (&String, &usize)| {
            let room = width.saturating_sub(2).max(1);
            let mut lines: Vec<String> = textwrap::wrap(&shown(cell), Options::new(room))
                .into_iter()
                .map(std::borrow::Cow::into_owned)
                .collect();
            if lines.len() > LINES {
                lines.truncate(LINES);
                if let Some(last) = lines.last_mut() {
                    while display_width(last) + 2 > room && last.pop().is_some() {}
                    last.push_str(" …");
                }
            }
            lines
        };
        let columns: Vec<Vec<String>> = cells.iter().zip(widths).map(wrapped).collect();
        for n in 0..columns.iter().map(Vec::len).max().unwrap_or(0) {
            let (mut line, mut dressed) = (String::from("  "), String::from("  "));
            for (at, (lines, width)) in columns.iter().zip(widths).enumerate() {
                let text = lines.get(n).map_or("", String::as_str);
                let style = if at == 0 { first } else { style };
                let gap = " ".repeat(width.saturating_sub(display_width(text)));
                line.push_str(&format!("{text}{gap}"));
                dressed.push_str(&format!("{style}{text}{style:#}{gap}"));
            }
            out.dressed(line.trim_end(), |_| dressed.trim_end().to_owned())?;
        }
        Ok(())
    }

    fn wrapped(&self, out: &mut Sink, words: &str, first: &str, rest: &str, style: Style) -> io::Result<()> {
        let words = shown(words);
        let options = Options::new(self.width).initial_indent(first).subsequent_indent(rest);
        for line in textwrap::wrap(&words, options) {
            out.dressed(&line, |line| format!("{style}{}{style:#}", self.linked(line)))?;
        }
        Ok(())
    }

    /// A line in which the numbers of reports lead to their files.
    fn linked(&self, line: &str) -> String {
        if self.files.iter().all(Option::is_none) {
            return line.to_owned();
        }
        let mut out = String::new();
        let mut rest = line;
        while let Some(at) = rest.find('[') {
            let (before, from) = rest.split_at(at);
            out.push_str(before);
            let digits = from[1..].bytes().take_while(u8::is_ascii_digit).count();
            let number = from[1..=digits].parse::<usize>().ok().filter(|_| from[1 + digits..].starts_with(']'));
            let file = number.and_then(|n| self.files.get(n.checked_sub(1)?)?.as_ref());
            let end = if file.is_some() { digits + 2 } else { 1 };
            match file {
                Some(file) => out.push_str(&format!("\x1b]8;;{file}\x1b\\{}\x1b]8;;\x1b\\", &from[..end])),
                None => out.push_str(&from[..end]),
            }
            rest = &from[end..];
        }
        out + rest
    }
}

fn colour(standing: Standing) -> Style {
    let colour = match standing {
        Standing::Unsettled => AnsiColor::Red,
        Standing::Moved => AnsiColor::Yellow,
        Standing::Held | Standing::Open => AnsiColor::Green,
        Standing::Wording => AnsiColor::Blue,
        Standing::OneOrigin => return PLAIN,
    };
    Style::new().fg_color(Some(colour.into()))
}

#[cfg(test)]
mod tests {
    use super::Page;

    #[test]
    fn numbers_lead_to_the_files_that_are_known() {
        let page = Page { width: 80, files: vec![None, Some("file:///b.txt".into())] };
        assert_eq!(
            page.linked("[1]:3 x [2]:4 [9] [x] ["),
            "[1]:3 x \x1b]8;;file:///b.txt\x1b\\[2]\x1b]8;;\x1b\\:4 [9] [x] ["
        );
    }
}
