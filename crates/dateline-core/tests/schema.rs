//! The JSON Schemas under docs/schema are those of the types.

#![allow(clippy::unwrap_used, reason = "a test that can not go on should fail")]

use dateline_core::json::{AccountJson, CheckedJson, ReportJson};
use schemars::{Schema, schema_for};

fn in_step(schema: &Schema, written: &str) {
    let now = serde_json::to_string_pretty(schema).unwrap() + "\n";
    assert!(now == written, "the types have changed: cargo run -p xtask -- schema");
}

#[test]
fn the_report_schema_is_in_step() {
    in_step(&schema_for!(ReportJson), include_str!("../../../docs/schema/report.schema.json"));
}

#[test]
fn the_account_schema_is_in_step() {
    in_step(&schema_for!(AccountJson), include_str!("../../../docs/schema/account.schema.json"));
}

#[test]
fn the_schema_of_a_checked_draft_is_in_step() {
    in_step(&schema_for!(CheckedJson), include_str!("../../../docs/schema/checked.schema.json"));
}
