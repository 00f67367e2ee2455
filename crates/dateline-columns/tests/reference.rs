//! docs/columns.md tells the columns as they are: it is made from them. Where it is not, the page as it should be lies in the target directory.

use dateline_columns::Table;
use std::fmt::Write;
use std::path::Path;

const HEAD: &str = "\
# Columns

What dateline reads and finds is also had as tables, for pandas, Polars, DuckDB, R, Spark: `dateline export` writes them as Parquet or
CSV, and the [Python package](python.md) gives them as Arrow. This page is made from the schemas, and a test holds it to them.

    dateline export --table statements=who-said-what.parquet --events events.csv FOLDER
    dateline export --table claims.parquet --table supports.parquet FOLDER

A row is the object that the JSON of `annotate` and `account` has for the same thing ([docs/schema](schema)), under the same names, with
what a table needs beside it: the report or the story that it belongs to, names beside ids, words beside offsets.

- Offsets are Unicode code points into the report's `text`, half-open. A place is `[start, end]`.
- What is not known is null. A list that holds nothing is empty, not null. In Arrow every column may be null, since engines
  differ in whether they keep that one may not.
- Numbers have 32 bits and a sign: Spark knows no others.
- In CSV, lists and structs are JSON, what is not known and empty lists are empty cells, and no cell is a formula.
- Ids of reports are unique in a run; those of statements, events, times, actors and clauses within their report, those of claims and
  origins within their story. Join `supports` to `claims` on `story` and `claim` = `id`, and to `statements` and `events` on
  `report` and `statement` or `event` = `id`.
- `events` begins with the 17 columns that event data is used with ([docs/events.md](events.md)).
";

fn reference() -> String {
    let mut page = HEAD.to_owned();
    for table in Table::ALL {
        let _ = write!(
            page,
            "\n## {}\n\n{}.\n\n| column | type | holds |\n| --- | --- | --- |\n",
            table.name(),
            table.about()
        );
        for column in table.columns() {
            let _ = writeln!(page, "| `{}` | `{}` | {} |", column.name, column.kind, column.about);
        }
    }
    page
}

#[test]
fn the_reference_tells_the_columns_as_they_are() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/columns.md");
    let made = reference();
    let fresh = Path::new(env!("CARGO_TARGET_TMPDIR")).join("columns.md");
    std::fs::write(&fresh, &made).expect("the target directory can be written");
    let kept = std::fs::read_to_string(&path).expect("docs/columns.md");
    assert_eq!(kept, made, "docs/columns.md is not as the schemas are: {} is", fresh.display());
}
