//! An account as Markdown.

use super::outline::{Entry, Outline, outlines};
use dateline_engine::view::View;
use std::io::{self, Write};

/// Writes an account.
pub(crate) fn write(out: &mut impl Write, view: View<'_>) -> io::Result<()> {
    for (number, outline) in outlines(view).iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        story(out, outline)?;
    }
    Ok(())
}

fn story(out: &mut impl Write, story: &Outline<'_>) -> io::Result<()> {
    writeln!(out, "# {}\n", escaped(story.title))?;
    for line in story.summary.lines() {
        writeln!(out, "{}  ", escaped(line))?;
    }
    writeln!(out, "\n| | outlet | published | title | from |\n| --- | --- | --- | --- | --- |")?;
    for (i, r) in story.reports.iter().enumerate() {
        let cells = [r.outlet, &r.published, r.title.unwrap_or_default(), r.from].map(escaped);
        writeln!(out, "| \\[{}\\] | {} |", i + 1, cells.join(" | "))?;
    }
    for day in &story.days {
        writeln!(out, "\n{}", escaped(day))?;
    }
    for section in &story.sections {
        writeln!(out, "\n## {}\n", escaped(&section.heading))?;
        for entry in &section.entries {
            self::entry(out, entry)?;
        }
    }
    for (heading, lines) in [("Unnamed sources", &story.unnamed), ("Origins", &story.origins)] {
        if !lines.is_empty() {
            writeln!(out, "\n## {heading}\n")?;
        }
        for line in lines {
            writeln!(out, "- {}", escaped(line))?;
        }
    }
    Ok(())
}

fn entry(out: &mut impl Write, entry: &Entry) -> io::Result<()> {
    writeln!(out, "- **{}**", escaped(&entry.head))?;
    for line in &entry.lines {
        writeln!(out, "  - \\[{}\\] {}", line.number, escaped(&line.words))?;
        writeln!(out, "    — {}", escaped(&line.place))?;
        for same in &line.same {
            writeln!(out, "    — {}", escaped(same))?;
        }
    }
    for note in entry.differences.iter().chain(&entry.silent) {
        writeln!(out, "  - *{}*", escaped(note))?;
    }
    Ok(())
}

/// A report's words with what Markdown or HTML would take for its own made plain.
pub(crate) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' => out.extend(['\\', c]),
            '&' => out.push_str("&amp;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
