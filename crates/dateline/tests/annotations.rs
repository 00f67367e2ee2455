//! Web Annotations, held against the standard: https://www.w3.org/TR/annotation-model/ and the terms of its JSON-LD context.

#![allow(clippy::unwrap_used, reason = "a test that can not go on should fail")]

use assert_cmd::cargo::cargo_bin;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::process::Command;

const FACES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/faces");

/// The terms of the context that are properties.
const PROPERTIES: &str = "id type body target source selector state scope refinedBy startSelector endSelector renderedVia creator \
    generator rights motivation purpose homepage via canonical stylesheet cached conformsTo items partOf first last next prev audience \
    bodyText format language created modified generated text value start end exact prefix suffix sourceDate sourceDateStart \
    sourceDateEnd styleClass name email email_sha1 account label total startIndex processingLanguage textDirection nickname";

/// The classes that may stand where a thing of each kind stands, each with the properties that it must have.
const CLASSES: [(&str, &str); 9] = [
    ("AnnotationCollection", "id total first"),
    ("AnnotationPage", "id items startIndex"),
    ("Annotation", "id body target motivation"),
    ("TextualBody", "value purpose"),
    ("SpecificResource", "source selector"),
    ("TextQuoteSelector", "exact prefix suffix"),
    ("TextPositionSelector", "start end"),
    ("TimeState", "cached"),
    ("Software", "id name"),
];

const MOTIVATIONS: &str = "assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating \
    questioning replying tagging";

/// What of a document the standard does not know, or misses.
fn faults(value: &Value, at: &str, ids: &mut BTreeSet<String>, found: &mut Vec<String>) {
    let known = |list: &str, word: &str| list.split_whitespace().any(|w| w == word);
    match value {
        Value::Array(all) => all.iter().for_each(|one| faults(one, at, ids, found)),
        Value::Object(fields) => {
            found.extend(
                fields
                    .keys()
                    .filter(|k| *k != "@context" && !known(PROPERTIES, k))
                    .map(|k| format!("{at}.{k}: no term")),
            );
            let class = fields.get("type").and_then(Value::as_str).unwrap_or_default();
            match CLASSES.iter().find(|(name, _)| *name == class) {
                None => found.push(format!("{at}: {class:?} is no class")),
                Some((_, needs)) => {
                    let missing = needs.split_whitespace().filter(|n| !fields.contains_key(*n));
                    found.extend(missing.map(|n| format!("{at}: {class} without {n}")));
                }
            }
            for field in ["motivation", "purpose"] {
                let word = fields.get(field).map(|w| w.as_str().unwrap_or_default());
                found.extend(word.filter(|w| !known(MOTIVATIONS, w)).map(|w| format!("{at}.{field}: {w:?}")));
            }
            for field in ["id", "source", "cached"] {
                let Some(iri) = fields.get(field) else { continue };
                let iri = iri.as_str().unwrap_or_default();
                if !["urn:uuid:", "ni:///sha-256;", "https://", "http://"].iter().any(|s| iri.starts_with(s)) {
                    found.push(format!("{at}.{field}: {iri:?} is no absolute IRI"));
                }
                if field == "id" && class.starts_with("Annotation") && !ids.insert(iri.to_owned()) {
                    found.push(format!("{at}: two are named {iri}"));
                }
            }
            fields.iter().for_each(|(k, v)| {
                if v.is_array() || v.is_object() {
                    faults(v, &format!("{at}.{k}"), ids, found)
                }
            });
        }
        _ => {}
    }
}

/// Every target and every piece of evidence: the hash of its text, its quoted words, and its place.
fn selections(value: &Value, found: &mut Vec<(String, String, [usize; 2])>) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| selections(one, found)),
        Value::Object(fields) => {
            if let Some([quote, place]) = fields.get("selector").and_then(Value::as_array).map(Vec::as_slice) {
                let text = |v: &Value| v.as_str().unwrap().to_owned();
                let number = |v: &Value| usize::try_from(v.as_u64().unwrap()).unwrap();
                let words = format!("{}|{}|{}", text(&quote["prefix"]), text(&quote["exact"]), text(&quote["suffix"]));
                found.push((text(&fields["state"]["cached"]), words, [number(&place["start"]), number(&place["end"])]));
            }
            fields.values().for_each(|one| selections(one, found));
        }
        _ => {}
    }
}

/// Holds each selection against the texts: whichever of them has its hash has its words at its place, between the same words.
fn held(document: &Value) -> usize {
    let mut found = Vec::new();
    selections(document, &mut found);
    let files = ["draft.md", "reports/courier.txt", "reports/packet.txt"];
    let texts: Vec<Vec<char>> =
        files.iter().map(|f| std::fs::read_to_string(format!("{FACES}/{f}")).unwrap().chars().collect()).collect();
    for (_, words, [start, end]) in &found {
        let at = |text: &&Vec<char>| {
            let part =
                |from: usize, to: usize| text.get(from..to.min(text.len())).map(|p| p.iter().collect::<String>());
            let (before, after) = (part(start.saturating_sub(32), *start), part(*end, end + 32));
            part(*start, *end).zip(before).zip(after).is_some_and(|((w, b), a)| format!("{b}|{w}|{a}") == *words)
        };
        assert_eq!(texts.iter().filter(at).count(), 1, "{words}");
    }
    found.len()
}

fn run(args: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(cargo_bin("dateline")).current_dir(FACES).args(args).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn the_supports_of_an_account_are_annotations() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("account.jsonld");
    assert_eq!(run(&["export", "--annotations", file.to_str().unwrap(), "reports"]).0, Some(0));
    let written = std::fs::read_to_string(&file).unwrap();
    let document: Value = serde_json::from_str(&written).unwrap();
    assert_eq!(document["@context"], json!("http://www.w3.org/ns/anno.jsonld"));
    let mut found = Vec::new();
    faults(&document, "", &mut BTreeSet::new(), &mut found);
    assert!(found.is_empty(), "{found:#?}");
    let account: Value = serde_json::from_str(&run(&["account", "reports", "--format", "json"]).1).unwrap();
    let claims = account["stories"][0]["claims"].as_array().unwrap();
    let supports: usize =
        claims.iter().filter(|c| c["aside"] != json!(true)).map(|c| c["support"].as_array().unwrap().len()).sum();
    assert!(supports > 3);
    assert_eq!((held(&document), &document["total"]), (supports, &json!(supports)));
    // The same reports give the same names.
    assert_eq!(run(&["export", "--annotations", file.to_str().unwrap(), "reports"]).0, Some(0));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), written);
    assert_eq!(run(&["export", "reports"]).0, Some(2), "nothing is asked for");
}

#[test]
fn the_findings_in_a_draft_are_annotations_with_the_reports_words() {
    let (status, written) = run(&["check", "draft.md", "reports", "--format", "annotations"]);
    assert_eq!(status, Some(1));
    let document: Value = serde_json::from_str(&written).unwrap();
    let mut found = Vec::new();
    faults(&document, "", &mut BTreeSet::new(), &mut found);
    assert!(found.is_empty(), "{found:#?}");
    let items = document["first"]["items"].as_array().unwrap();
    assert!(held(&document) > items.len(), "there is evidence");
    let of_quote = items.iter().find(|i| i["target"]["selector"][0]["exact"] == json!("rough")).unwrap();
    assert_eq!((&of_quote["motivation"], &of_quote["body"][0]["value"]), (&json!("commenting"), &json!("quote")));
    assert!(
        items.iter().any(|i| i["body"] == json!([{"type": "TextualBody", "purpose": "tagging", "value": "not found"}]))
    );
}
