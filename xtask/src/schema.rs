//! The JSON Schemas of what the command prints.

use anyhow::{Context, Result};
use dateline_core::json::{AccountJson, ReportJson};
use schemars::schema_for;
use std::fs;
use std::path::Path;

/// Writes the schemas; a test of `dateline-core` fails while they are not in step with the types.
pub fn write(root: &Path) -> Result<()> {
    let folder = root.join("docs/schema");
    fs::create_dir_all(&folder)?;
    for (name, schema) in [("report", schema_for!(ReportJson)), ("account", schema_for!(AccountJson))] {
        let path = folder.join(format!("{name}.schema.json"));
        let json = serde_json::to_string_pretty(&schema)? + "\n";
        fs::write(&path, json).with_context(|| path.display().to_string())?;
    }
    Ok(())
}
