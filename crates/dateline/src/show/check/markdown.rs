//! A checked draft as Markdown: what to look at, in the order of the draft.

use super::{address, line, name, one_line, places, position, summary, to_look_at, words};
use crate::show::markdown::escaped;
use dateline_engine::view::DraftView;
use std::io::{self, Write};

/// Writes a checked draft.
pub(crate) fn write(out: &mut impl Write, answer: DraftView<'_>) -> io::Result<()> {
    let text = &answer.draft.text;
    writeln!(out, "# {}\n\n{}", escaped(&answer.draft.from), escaped(&summary(answer)))?;
    for sentence in to_look_at(answer) {
        let (row, column) = position(text, sentence.span);
        writeln!(out, "\n> {}\n", escaped(&one_line(text.str(sentence.span))))?;
        if sentence.findings.is_empty() {
            writeln!(out, "- **not found** ({row}:{column}): no report was seen to tell this")?;
        }
        for finding in &sentence.findings {
            let (row, column) = position(text, finding.span);
            let marked = escaped(&one_line(text.str(finding.span)));
            writeln!(out, "- **{}** ({row}:{column}) “{marked}”: {}", finding.kind.name(), line(answer, finding))?;
            for place in places(finding) {
                let report = escaped(name(&answer.reports[place.report.index()].report));
                writeln!(out, "  - {report}: {}", escaped(&words(answer, place)))?;
                writeln!(out, "    — {}", escaped(&address(answer, place)))?;
            }
        }
    }
    Ok(())
}
