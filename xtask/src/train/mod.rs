//! Learning: each model's training, which gives the same weights for the same data.

mod compare;
mod events;
mod linear;
mod statements;

use anyhow::{Context, Result, bail};
use dateline_core::Annotated;
use dateline_core::json::Stored;
use std::path::Path;

/// Trains a model by its name on a folder of development data (`reports.jsonl`, `gold.jsonl`).
pub fn run(what: &str, data: &Path) -> Result<()> {
    match what {
        "claims" => compare::claims(data),
        "links" => compare::links(data),
        "events" => events::train(data),
        "events-in-five-parts" => events::check(data),
        "statements" => statements::train(data),
        _ => bail!("no model is called {what:?}"),
    }
}

/// The reports of a folder with their parses.
fn reports(data: &Path) -> Result<Vec<Annotated>> {
    let path = data.join("reports.jsonl");
    let file = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let stored = |line| Ok(serde_json::from_str::<Stored>(line)?.to_annotated()?);
    file.lines().map(stored).collect()
}
