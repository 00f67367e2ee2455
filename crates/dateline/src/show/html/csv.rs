//! The claims of a story as comma-separated values, a row a support.

use crate::plain;
use dateline_engine::types::ClaimKind;
use dateline_engine::view::{Narrow, Row, StoryView, state_word};

/// The table of the claims that a narrowing keeps.
pub(crate) fn csv(story: &StoryView<'_>, narrow: &Narrow) -> String {
    let mut out = String::from("claim,kind,state,outlets,origins,time,outlet,published,report,start,end,words,chain\n");
    for Row { claim, told, support, points: [start, end], words } in story.rows(narrow) {
        let report = story.report(support.report);
        let kind = match told.kind {
            ClaimKind::Event => "event",
            ClaimKind::Statement => "statement",
            ClaimKind::Figure => "figure",
        };
        let cells = [
            format!("c{}", claim + 1),
            kind.to_owned(),
            state_word(told.state).to_owned(),
            told.outlets.to_string(),
            told.origins.to_string(),
            told.time.as_ref().map(ToString::to_string).unwrap_or_default(),
            story.outlet(support.report).to_owned(),
            report.published.map(|p| p.to_string()).unwrap_or_default(),
            report.id.clone(),
            start.to_string(),
            end.to_string(),
            words,
            support.chain.join(" → "),
        ];
        out.push_str(&cells.map(|c| cell(&c)).join(","));
        out.push_str("\r\n");
    }
    out
}

/// A cell between quotation marks.
fn cell(value: &str) -> String {
    format!("\"{}\"", plain::cell(value).replace('"', "\"\""))
}
