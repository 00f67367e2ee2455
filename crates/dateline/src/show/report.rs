//! One report with its layers, to be read.

use crate::plain::shown_on_a_line as line;
use dateline_engine::types::json::{Points, ReportJson, StatementJson};
use std::io::{self, Write};

/// Writes a report for a reader: what is known of it, its parts, and what was found in it.
pub(crate) fn write(out: &mut impl Write, report: &ReportJson) -> io::Result<()> {
    let cut = Cut::new(&report.text);
    writeln!(out, "# {}", line(report.title.as_deref().unwrap_or(&report.id)))?;
    let known = [
        ("outlet", report.outlet.clone()),
        ("authors", Some(report.authors.join(", ")).filter(|a| !a.is_empty())),
        ("published", report.published.clone()),
        ("place", report.place.clone()),
        ("language", report.language.clone()),
        ("url", report.url.clone()),
        ("from", Some(report.from.clone())),
    ];
    for (name, value) in known {
        writeln!(out, "{name:<10} {}", line(value.as_deref().unwrap_or("not known")))?;
    }
    writeln!(out)?;
    for region in &report.regions {
        let kind = serde_json::to_value(region.kind).unwrap_or_default();
        writeln!(out, "{:<10} {}", kind.as_str().unwrap_or_default(), cut.line([region.start, region.end]))?;
    }
    for actor in report.actors.iter().flatten() {
        let kind = serde_json::to_value(actor.kind).unwrap_or_default();
        let names: std::collections::BTreeSet<&str> = actor.mentions.iter().map(|&m| cut.words(m)).collect();
        let names: Vec<&str> = names.into_iter().collect();
        writeln!(
            out,
            "{:<10} {} ({}): {}",
            actor.id,
            line(&actor.name),
            kind.as_str().unwrap_or_default(),
            line(&names.join(" · "))
        )?;
    }
    for time in report.times.iter().flatten() {
        writeln!(out, "{:<10} {} = {}", time.id, cut.line([time.start, time.end]), time.value)?;
    }
    for statement in report.statements.iter().flatten() {
        self::statement(out, report, statement, &cut)?;
    }
    for event in report.events.iter().flatten() {
        let status = serde_json::to_value(event.status).unwrap_or_default();
        let root = event.root.and_then(|r| serde_json::to_value(r).ok()).unwrap_or_default();
        let join = |spans: &[Points]| spans.iter().map(|&s| cut.line(s)).collect::<Vec<_>>().join(" · ");
        writeln!(
            out,
            "{:<10} [{}] {} [{}] {} {}",
            event.id,
            join(&event.source_spans),
            cut.line(event.trigger),
            join(&event.target_spans),
            status.as_str().unwrap_or_default(),
            root.as_str().unwrap_or_default()
        )?;
    }
    writeln!(out)
}

fn statement(out: &mut impl Write, report: &ReportJson, s: &StatementJson, cut: &Cut<'_>) -> io::Result<()> {
    let speaker = s.speaker.and_then(|id| report.actors.iter().flatten().find(|a| a.id == id)).map(|a| a.name.as_str());
    let source = speaker.or(s.description.as_deref()).unwrap_or("not known");
    let content: Vec<String> = s.content.iter().map(|&c| cut.line(c)).collect();
    let cue: Vec<String> = s.cue.iter().map(|&c| cut.line(c)).collect();
    let channel = s.channel.as_deref().map(|c| format!(", through {c}")).unwrap_or_default();
    let told_to = s.told_to.as_deref().map(|t| format!(", to {t}")).unwrap_or_default();
    writeln!(
        out,
        "{:<10} {} ({}{}): {}",
        s.id,
        line(source),
        cue.join(" … "),
        line(&format!("{channel}{told_to}")),
        content.join(" … ")
    )
}

/// Words of a text by their code points.
struct Cut<'a> {
    text: dateline_engine::types::Text,
    raw: &'a str,
}

impl<'a> Cut<'a> {
    fn new(raw: &'a str) -> Cut<'a> {
        Cut { text: dateline_engine::types::Text::new(raw), raw }
    }

    fn words(&self, points: Points) -> &'a str {
        self.text.span_of_points(points).and_then(|s| self.raw.get(s.range())).unwrap_or_default()
    }

    /// The words on one line.
    fn line(&self, points: Points) -> String {
        self.words(points).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
