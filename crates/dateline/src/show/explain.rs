//! Why the places of a claim were joined, as text: each pair with its log odds and its named signs.

use dateline_engine::Explained;
use dateline_engine::types::Annotated;
use dateline_engine::view::UNTITLED;
use std::io::{self, Write};

/// Writes why the places of claims were joined.
pub(crate) fn write(out: &mut impl Write, explained: &[Explained<'_>], reports: &[Annotated]) -> io::Result<()> {
    for Explained { story, claim, reasons } in explained {
        writeln!(out, "{}: claim {}", story.title.as_deref().unwrap_or(UNTITLED), claim.id)?;
        for (number, support) in claim.support.iter().enumerate() {
            let report = &reports[support.report.index()].report;
            let words = report.text.str(support.span).split_whitespace().collect::<Vec<_>>().join(" ");
            writeln!(out, "  ({}) {}: {words}", number + 1, report.id)?;
        }
        if reasons.is_empty() {
            writeln!(
                out,
                "  no pair of its places was judged: it has one place, or its places name one event in passing"
            )?;
        }
        for reason in reasons {
            let (a, b) = reason.supports;
            writeln!(out, "\n  ({}) and ({}): log odds {:.2}", a + 1, b + 1, reason.odds)?;
            for (name, value) in &reason.signs {
                writeln!(out, "    {name:<24}{value:>8.2}")?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}
