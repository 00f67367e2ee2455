//! The JSON Schemas of what the command prints.

use anyhow::{Context, Result};
use dateline_core::json::{AccountJson, CheckedJson, ReportJson};
use schemars::schema_for;
use std::fs;
use std::path::Path;

/// Writes the schemas; a test of `dateline-core` fails while they are not in step with the types.
pub fn write(root: &Path) -> Result<()> {
    let folder = root.join("docs/schema");
    fs::create_dir_all(&folder)?;
    let schemas = [
        ("report", schema_for!(ReportJson)),
        ("account", schema_for!(AccountJson)),
        ("checked", schema_for!(CheckedJson)),
    ];
    for (name, schema) in schemas {
        let path = folder.join(format!("{name}.schema.json"));
        let json = serde_json::to_string_pretty(&schema)? + "\n";
        fs::write(&path, json).with_context(|| path.display().to_string())?;
    }
    Ok(())
}
