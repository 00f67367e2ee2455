//! Who said what: statements with their source, speaker and channel.

pub mod content;
pub mod cue;
pub mod find;
pub mod model;
pub mod quotes;
pub mod reading;
pub mod source;

use dateline_core::{Act, Actor, Parse, Report, Span, Statement, StatementId, StatementKind, TimeExpression};
use find::{Attribution, Models};
use reading::{Reading, Run};
use std::sync::LazyLock;

static MODELS: LazyLock<Models> =
    LazyLock::new(|| Models::read(include_str!("../../../../rules/en/statements/weights.tsv")));

/// Finds the statements of a report, in the order of the text.
pub fn find(report: &Report, parse: &Parse, _actors: &[Actor], _times: &[TimeExpression]) -> Vec<Statement> {
    let reading = Reading::new(report, parse);
    find::attributions(&reading, &MODELS)
        .into_iter()
        .enumerate()
        .map(|(i, a)| statement(&reading, StatementId(i as u32), &a))
        .collect()
}

fn statement(reading: &Reading<'_>, id: StatementId, a: &Attribution) -> Statement {
    let span = |run: &Run| reading.parse.span_of(run.clone());
    let spans = |runs: &[Run]| runs.iter().filter_map(span).collect::<Vec<Span>>();
    let kind = match content::quoted(reading, &a.content) {
        "whole" => StatementKind::Direct,
        "none" => StatementKind::Indirect,
        _ => StatementKind::Mixed,
    };
    Statement {
        id,
        content: spans(&a.content.pieces),
        cue: spans(std::slice::from_ref(&a.words)),
        source: spans(std::slice::from_ref(&a.source.run)),
        kind,
        act: Act::Speech,
        speaker: None,
        anonymous: false,
        description: None,
        anonymity_reason: None,
        source_count: None,
        channel: None,
        told_to: None,
        time: None,
        within: None,
        by: "cue model".into(),
    }
}
