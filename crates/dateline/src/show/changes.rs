//! What changed in stories: as lines, as JSON lines, and as a feed.

use crate::args::ChangesFormat;
use dateline_engine::types::{Change as Shift, DifferenceKind};
use dateline_engine::view::{UNTITLED, counted, one_line, readable, state_word};
use dateline_engine::{Change, Edit, EditKind, Quote, What};
use std::io::{self, Write};
use std::path::Path;

/// Writes one change.
pub(crate) fn one(out: &mut impl Write, change: &Change, format: ChangesFormat) -> anyhow::Result<()> {
    if format == ChangesFormat::Jsonl {
        serde_json::to_writer(&mut *out, change)?;
        out.write_all(b"\n")?;
        return Ok(());
    }
    writeln!(out, "{}  {}  {}", change.at, heading(change), title(change))?;
    for line in lines(change) {
        writeln!(out, "    {line}")?;
    }
    Ok(())
}

fn title(change: &Change) -> String {
    format!("story {}, {}", change.story, one_line(change.title.as_deref().unwrap_or(UNTITLED)))
}

/// What kind of change it is.
pub(crate) fn heading(change: &Change) -> &'static str {
    match &change.what {
        What::Story { .. } => "new story",
        What::Altered { corrected: true, .. } => "report altered, corrected",
        What::Altered { .. } => "report altered",
        What::Claim { .. } => "new claim",
        What::Origin { .. } => "new origin",
        What::State { .. } => "new state",
        What::Status { .. } => "came about",
        What::Value { kind: DifferenceKind::Number, update: true, .. } => "figure moved",
        What::Value { .. } => "new value",
        What::Position { change: Shift::Denied, .. } => "position denied",
        What::Position { .. } => "position shifted",
        _ => "change",
    }
}

/// The change in words of the reports and a few labels of ours.
pub(crate) fn lines(change: &Change) -> Vec<String> {
    let said = |quote: &Quote| format!("{}  [{}]", one_line(&quote.words), place(quote));
    match &change.what {
        What::Story { reports } => vec![format!("{}: {}", counted(reports.len(), "report"), reports.join(", "))],
        What::Altered { report, versions: [was, is], edits, .. } => {
            let mut lines = vec![format!("{report}, version {was} → {is}")];
            lines.extend(edits.iter().map(edit));
            lines
        }
        What::Claim { claim, state, outlets, origins } => vec![
            said(claim),
            format!(
                "{}, {}, {}",
                state_word(*state),
                counted(*outlets as usize, "outlet"),
                counted(*origins as usize, "origin")
            ),
        ],
        What::Origin { claim, origins: [was, is], from, state } => {
            let from = if from.is_empty() { String::new() } else { format!(": {}", from.join(", ")) };
            let mut lines = vec![said(claim), format!("{was} → {}{from}", counted(*is as usize, "origin"))];
            lines.extend(state.map(|[was, is]| format!("{} → {}", state_word(was), state_word(is))));
            lines
        }
        What::State { claim, state: [was, is] } => {
            vec![said(claim), format!("{} → {}", state_word(*was), state_word(*is))]
        }
        What::Status { claim, status: [was, is] } => vec![said(claim), format!("{} → {}", was.name(), is.name())],
        What::Value { claim, kind, before, now, .. } => {
            let value = |value: &String| {
                value
                    .parse()
                    .ok()
                    .filter(|_| *kind == DifferenceKind::Time)
                    .map_or_else(|| one_line(value), |time| readable(&time))
            };
            let mut lines = vec![said(claim)];
            for valued in now {
                let before = before.iter().map(value).collect::<Vec<_>>().join(" | ");
                let arrow = if before.is_empty() { String::new() } else { format!("{before} → ") };
                lines.push(format!("{arrow}{}  [{}]", value(&valued.value), place(&valued.quote)));
            }
            lines
        }
        What::Position { actor, on, before, now, .. } => {
            let mut lines = vec![format!("{}, on {}", one_line(actor), one_line(on))];
            lines.extend(before.iter().map(|quote| format!("before: {}", said(quote))));
            lines.push(format!("now: {}", said(now)));
            lines
        }
        _ => Vec::new(),
    }
}

/// Where words stand: report, version, and the code points.
fn place(quote: &Quote) -> String {
    let version = if quote.version == 1 { String::new() } else { format!(", version {}", quote.version) };
    format!("{}{version}, {}–{}", quote.report, quote.start, quote.end)
}

/// One edit on a line.
fn edit(edit: &Edit) -> String {
    let [before, now] = [&edit.before, &edit.now].map(|words| one_line(words));
    match edit.kind {
        EditKind::Added => format!("added: {now}"),
        EditKind::Cut => format!("cut: {before}"),
        EditKind::Altered => format!("altered: {before} → {now}"),
    }
}

/// Writes edits, a line each.
pub(crate) fn edits(out: &mut impl Write, indent: &str, edits: &[Edit]) -> io::Result<()> {
    edits.iter().try_for_each(|e| writeln!(out, "{indent}{}", edit(e)))
}

/// Writes changes as an Atom feed, latest first. Its ids come from the file's name and the changes alone, so that a reader
/// that has seen one knows it again.
pub(crate) fn atom(out: &mut impl Write, store: &Path, changes: &[Change]) -> io::Result<()> {
    let name = store.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let updated = changes.last().map_or("1970-01-01T00:00:00Z", |change| &change.at);
    let of_feed = number(&name);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">")?;
    writeln!(out, "<id>urn:dateline:{of_feed}</id>\n<title>{}</title>", escaped(&format!("Changes in {name}")))?;
    writeln!(out, "<updated>{updated}</updated>\n<author><name>dateline</name></author>")?;
    for change in changes.iter().rev() {
        let id = number(&format!("{name} {}", serde_json::to_string(change).unwrap_or_default()));
        let subject = format!("{}: {}", heading(change), one_line(change.title.as_deref().unwrap_or(UNTITLED)));
        writeln!(out, "<entry>\n<id>urn:dateline:{of_feed}:{id}</id>\n<title>{}</title>", escaped(&subject))?;
        writeln!(out, "<updated>{}</updated>", change.at)?;
        writeln!(out, "<content type=\"text\">{}</content>\n</entry>", escaped(&lines(change).join("\n")))?;
    }
    writeln!(out, "</feed>")
}

/// A number that stands for some words.
fn number(words: &str) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(words.as_bytes()).iter().take(12).map(|byte| format!("{byte:02x}")).collect()
}

/// Words as XML holds them; what it can not hold is left out.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\n' | '\t' => escaped.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => escaped.push(c),
        }
    }
    escaped
}
