//! Rows of every table hold what the JSON of the same report or story holds, under the same names.

use dateline_columns::{RecordBatch, Rows, Table, cell};
use dateline_engine::types::json::{ReportJson, StoryJson};
use dateline_engine::{AccountRequest, Compared, Engine, Inputs, quiet};
use serde_json::{Map, Value};
use std::sync::OnceLock;

fn compared() -> &'static Compared {
    static COMPARED: OnceLock<Compared> = OnceLock::new();
    COMPARED.get_or_init(|| {
        let strike = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/strike");
        let request = AccountRequest { inputs: Inputs::from_paths([strike]), ..AccountRequest::default() };
        Engine::default().account(&request, &mut quiet).expect("the example is an account")
    })
}

fn batch(table: Table) -> RecordBatch {
    let mut rows = Rows::new(table);
    let compared = compared();
    for annotated in &compared.reports {
        rows.report(annotated, Some("strike")).expect("few rows");
    }
    for story in &compared.account.stories {
        rows.story(&StoryJson::new(story, &compared.reports)).expect("few rows");
    }
    let waited = rows.len();
    let batch = rows.batch().expect("few rows");
    assert_eq!((batch.num_rows(), rows.is_empty()), (waited, true));
    batch
}

/// A row as JSON, without what is null or an empty list.
fn row(batch: &RecordBatch, row: usize) -> Map<String, Value> {
    let fields = batch.schema().fields().clone();
    let cells = fields.iter().zip(batch.columns()).filter_map(|(field, column)| {
        let raw = cell(column, row)?;
        let is_text = field.data_type() == &arrow_schema::DataType::Utf8;
        Some((
            field.name().clone(),
            if is_text { Value::String(raw) } else { serde_json::from_str(&raw).expect("JSON") },
        ))
    });
    cells.collect()
}

/// Without what is null or an empty list, at any depth; numbers as Arrow keeps them.
fn plain(value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Array(list) => {
            Some(Value::Array(list.iter().filter_map(plain).collect())).filter(|list| list != &Value::Array(Vec::new()))
        }
        Value::Object(map) => {
            Some(Value::Object(map.iter().filter_map(|(name, value)| Some((name.clone(), plain(value)?))).collect()))
        }
        other => Some(other.clone()),
    }
}

fn holds(batch: &RecordBatch, at: usize, json: &Value, but: &[&str]) {
    let row = row(batch, at);
    for (name, value) in json.as_object().expect("an object") {
        if but.contains(&name.as_str()) {
            continue;
        }
        let kept = row.get(name).and_then(plain);
        assert_eq!(kept, plain(value), "{name} of row {at}");
    }
}

#[test]
fn what_the_json_of_a_report_holds_its_tables_hold() {
    let json: Vec<Value> =
        compared().reports.iter().map(|r| serde_json::to_value(ReportJson::of_annotated(r)).expect("JSON")).collect();
    let reports = batch(Table::Reports);
    let layers = ["sentences", "actors", "times", "statements", "events", "clauses"];
    json.iter().enumerate().for_each(|(at, report)| holds(&reports, at, report, &layers));
    assert!(row(&reports, 0)["story"] == "strike");
    for (table, but) in [
        (Table::Statements, &[][..]),
        (Table::Events, &["place"]),
        (Table::Times, &[]),
        (Table::Actors, &[]),
        (Table::Clauses, &[]),
    ] {
        let batch = batch(table);
        let all = json.iter().flat_map(|report| {
            let list = report[table.name()].as_array().expect("a layer");
            list.iter().map(|found| (report["id"].clone(), found))
        });
        let mut count = 0;
        for (at, (report, found)) in all.enumerate() {
            holds(&batch, at, found, but);
            assert_eq!(row(&batch, at)["report"], report);
            count += 1;
        }
        assert!(count > 0 && count == batch.num_rows(), "{} rows of {}", count, table.name());
    }
}

#[test]
fn what_the_json_of_an_account_holds_its_tables_hold() {
    let json = serde_json::to_value(compared().json(false)).expect("JSON");
    let (claims, supports) = (batch(Table::Claims), batch(Table::Supports));
    let (mut claim_at, mut support_at) = (0, 0);
    for story in json["stories"].as_array().expect("stories") {
        for claim in story["claims"].as_array().expect("claims") {
            holds(&claims, claim_at, claim, &["support"]);
            assert_eq!(row(&claims, claim_at)["story"], story["id"]);
            claim_at += 1;
            for support in claim["support"].as_array().expect("supports") {
                holds(&supports, support_at, support, &[]);
                assert_eq!(row(&supports, support_at)["claim"], claim["id"]);
                support_at += 1;
            }
        }
    }
    assert_eq!((claims.num_rows(), supports.num_rows()), (claim_at, support_at));
    assert!(claim_at > 5 && support_at > claim_at);
}

#[test]
fn a_table_without_rows_has_its_columns() {
    for table in Table::ALL {
        let batch = Rows::new(table).batch().expect("no rows");
        assert_eq!((batch.num_rows(), batch.schema()), (0, table.schema()));
    }
}
