//! Reports that are given as JSON: an object with a text and what is known of it.

use crate::dates;
use crate::draft::{Draft, Given};
use dateline_core::PublishedBy;
use serde_json::{Map, Value};

/// The drafts of a JSON value: one of an object, any number of an array; for each that is none, the reason.
pub(crate) fn drafts(raw: &str) -> Vec<Result<Draft, String>> {
    match serde_json::from_str(raw.trim_start_matches('\u{feff}')) {
        Err(reason) => vec![Err(broken(raw, &reason))],
        Ok(Value::Array(items)) => items.into_iter().map(draft).collect(),
        Ok(value) => vec![draft(value)],
    }
}

/// What is wrong with broken JSON, and where; the line is said only where there is more than one.
fn broken(raw: &str, reason: &serde_json::Error) -> String {
    let said = reason.to_string();
    let what = said.split(" at line ").next().unwrap_or(&said);
    let line = if raw.trim().contains('\n') { format!("line {}, ", reason.line()) } else { String::new() };
    format!("is broken JSON in {line}column {} ({what}): mend it or take it out", reason.column())
}

const NO_REPORT: &str = "holds JSON without a text: a report is an object with a \"text\"";

/// Fields of other names and kinds are passed over.
fn draft(value: Value) -> Result<Draft, String> {
    let Value::Object(mut fields) = value else { return Err(NO_REPORT.to_owned()) };
    let Some(Value::String(text)) = fields.remove("text") else { return Err(NO_REPORT.to_owned()) };
    let published = string(&fields, "published");
    let given = Given {
        id: string(&fields, "id").or_else(|| fields.get("id")?.as_i64().map(|n| n.to_string())),
        title: string(&fields, "title"),
        outlet: string(&fields, "outlet"),
        authors: authors(&fields),
        url: string(&fields, "url"),
        language: string(&fields, "language").filter(|l| l.len() == 2),
        published: published.and_then(|raw| dates::machine(&raw, PublishedBy::Given)),
        updated: string(&fields, "updated").and_then(|raw| dates::machine(&raw, PublishedBy::Given)),
        section: string(&fields, "section"),
    };
    Ok(Draft { given, text, ..Draft::default() })
}

fn string(fields: &Map<String, Value>, name: &str) -> Option<String> {
    let value = fields.get(name)?.as_str()?.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// A list of names, or one string of them.
fn authors(fields: &Map<String, Value>) -> Vec<String> {
    match fields.get("authors").or_else(|| fields.get("author")) {
        Some(Value::String(one)) if !one.trim().is_empty() => vec![one.trim().to_owned()],
        Some(Value::Array(many)) => many.iter().filter_map(|a| a.as_str()).map(|a| a.trim().to_owned()).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_fields_are_passed_over() {
        let raw = r#"{"text":" A ferry sank. ","title":"Ferry","views":{"n":3},"published":"March 3, 1912","id":7}"#;
        let draft = drafts(raw).pop().expect("one").expect("good");
        assert_eq!(draft.text, " A ferry sank. ");
        assert_eq!(draft.given.id.as_deref(), Some("7"));
        assert_eq!(draft.given.published.map(|p| p.to_string()).as_deref(), Some("1912-03-03"));
    }

    #[test]
    fn a_time_may_be_in_any_form_that_programs_write() {
        let read = |raw: &str| {
            let draft = drafts(&format!(r#"{{"text":"A","published":"{raw}"}}"#)).pop().expect("one").expect("good");
            draft.given.published.map(|p| p.to_string()).unwrap_or_default()
        };
        assert_eq!(read("1912-03-03T06:12:30Z"), "1912-03-03T06:12:30+00:00");
        assert_eq!(read("1912-03-03T06:12:30.000+05:30"), "1912-03-03T06:12:30+05:30");
        assert_eq!(read("Sun, 03 Mar 1912 06:12:30 GMT"), "1912-03-03T06:12:30+00:00");
    }

    #[test]
    fn an_array_may_hold_what_is_no_report() {
        let drafts = drafts(r#"[{"text":"A"}, 3, {"title":"B"}]"#);
        assert!(drafts[0].is_ok());
        assert_eq!(drafts[1..], [Err(NO_REPORT.to_owned()), Err(NO_REPORT.to_owned())]);
    }
}
