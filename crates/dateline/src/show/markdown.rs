//! An account as Markdown, in the order of the page.

use super::Show;
use super::outline::{Entry, Grid, KEY, Outline, Section, dots, outlines};
use crate::plain::shown_on_a_line;
use dateline_engine::view::View;
use std::io::{self, Write};

/// Writes an account.
pub(crate) fn write(out: &mut impl Write, view: View<'_>, show: Show) -> io::Result<()> {
    for (number, outline) in outlines(view, show).iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        story(out, outline)?;
    }
    Ok(())
}

fn story(out: &mut impl Write, story: &Outline<'_>) -> io::Result<()> {
    writeln!(out, "# {}\n", escaped(&story.head))?;
    writeln!(out, "{}  ", escaped(&story.summary))?;
    for line in &story.told {
        writeln!(out, "{}  ", escaped(line.trim_start()))?;
    }
    section(out, &story.unsettled)?;
    grid(out, &story.score)?;
    for section in &story.sections {
        self::section(out, section)?;
    }
    writeln!(
        out,
        "\n## Reports\n\n| | outlet | published | title | copied | from |\n| --- | --- | --- | --- | --- | --- |"
    )?;
    for (i, r) in story.reports.iter().enumerate() {
        let cells = [r.outlet, &r.published, r.title.unwrap_or_default(), &r.copied, r.from.unwrap_or_default()];
        writeln!(out, "| \\[{}\\] | {} |", i + 1, cells.map(escaped).join(" | "))?;
    }
    Ok(())
}

fn section(out: &mut impl Write, section: &Section) -> io::Result<()> {
    if section.entries.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## {}\n", escaped(section.heading))?;
    section.entries.iter().try_for_each(|entry| self::entry(out, entry))
}

fn grid(out: &mut impl Write, grid: &Grid) -> io::Result<()> {
    if grid.rows.is_empty() {
        return Ok(());
    }
    let head: Vec<String> = grid.columns.iter().map(|c| escaped(c)).collect();
    writeln!(out, "\n## The score\n\n| claim | {} | origins |", head.join(" | "))?;
    writeln!(out, "| --- |{} --- |", " --- |".repeat(head.len()))?;
    for row in &grid.rows {
        let cells: Vec<String> = row.cells.iter().map(|c| escaped(c)).collect();
        writeln!(out, "| {} | {} | {} |", escaped(&row.name), cells.join(" | "), dots(row.origins))?;
    }
    writeln!(out, "\n{}", escaped(KEY))
}

fn entry(out: &mut impl Write, entry: &Entry) -> io::Result<()> {
    writeln!(out, "- **{}**", escaped(&entry.head))?;
    for line in &entry.lines {
        let chain = if line.chain.is_empty() { String::new() } else { format!(" — {}", escaped(&line.chain)) };
        writeln!(out, "  - {} {}{chain}", escaped(&line.places), escaped(&line.words))?;
    }
    for note in &entry.notes {
        writeln!(out, "  - *{}*", escaped(note))?;
    }
    Ok(())
}

/// A report's words with what Markdown or HTML would take for its own made plain.
pub(crate) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in shown_on_a_line(words).chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' => out.extend(['\\', c]),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out
}
