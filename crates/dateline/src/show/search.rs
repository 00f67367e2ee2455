//! What a search found, in a terminal: by story its claims, people and sentences, what was asked for in bold.

use crate::output::Sink;
use crate::plain::shown_on_a_line;
use anstyle::Style;
use dateline_engine::types::ReportIx;
use dateline_engine::view::{Query, Search, View, counted};
use std::io::{self, Write};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// Writes what was found.
pub(crate) fn write(out: &mut Sink, view: View<'_>, query: Query) -> io::Result<()> {
    let Search { query, reports, stories } = view.answer(query, None);
    writeln!(out, "{}", counted(reports, "report"))?;
    let found_in: Vec<ReportIx> = stories.iter().flat_map(|found| &found.sentences).map(|hit| hit.report).collect();
    for found in &stories {
        writeln!(out)?;
        if let Some(story) = &found.story {
            out.styled(BOLD, &shown_on_a_line(story.title()))?;
            for actor in found.people.iter().filter_map(|&n| story.actor(n)) {
                line(out, &query, "named", &actor.actor.name)?;
            }
            for &claim in &found.claims {
                let told = &story.account.claims[claim];
                line(out, &query, &told.id.to_string(), &story.best(told))?;
            }
        }
        for hit in &found.sentences {
            line(out, &query, &format!("{}:{}", view.from_among(hit.report, &found_in), hit.line), &hit.words)?;
        }
    }
    Ok(())
}

/// Words behind what they are or where they stand.
fn line(out: &mut Sink, query: &Query, what: &str, words: &str) -> io::Result<()> {
    let (what, words) = (shown_on_a_line(what), shown_on_a_line(words));
    let piece = |(piece, hit): (&str, bool)| if hit { format!("{BOLD}{piece}{BOLD:#}") } else { piece.to_owned() };
    let marked: String = query.marked(&words).into_iter().map(piece).collect();
    out.dressed(&format!("  {what} {words}"), |_| format!("  {DIM}{what}{DIM:#} {marked}"))
}
