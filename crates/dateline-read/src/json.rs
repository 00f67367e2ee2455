//! Reports that are given as JSON: ours, and the exports of others, told by the names in them.

use crate::draft::{Draft, Given};
use crate::lexicon::Lexicon;
use crate::record::{self, NoReport, Record, Value, plain};
use serde_json::value::RawValue;
use serde_json::{Map, Value as Json};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A value that is to be a report, and what leads to it.
#[derive(Clone, Debug)]
pub(crate) struct Item<'a> {
    /// A JSON pointer; empty for the whole.
    pub(crate) pointer: String,
    pub(crate) raw: &'a str,
    /// What the values around it say of it.
    pub(crate) given: Given,
}

/// How deep lists may lie in objects.
const DEEPEST: usize = 6;

/// The values of some JSON that are to be reports, each as it stands there.
pub(crate) fn items<'a>(lexicon: &Lexicon, raw: &'a str) -> Result<Vec<Item<'a>>, String> {
    let raw = without_assignment(raw);
    let whole: &RawValue = serde_json::from_str(raw).map_err(|reason| broken(raw, &reason))?;
    let mut found = Vec::new();
    walk(lexicon, whole, String::new(), &Around::default(), &mut found);
    Ok(found)
}

/// The draft of one value.
pub(crate) fn draft(lexicon: &Lexicon, item: &Item) -> Result<Draft, String> {
    let value = serde_json::from_str(item.raw).map_err(|reason| broken(item.raw, &reason))?;
    let Json::Object(fields) = value else { return Err(NO_REPORT.to_owned()) };
    let mut record = Record::new();
    flatten(lexicon, &fields, "", &mut record);
    let mut draft = record::draft(lexicon, &record).map_err(|e| match e {
        NoReport::NoText => NO_REPORT.to_owned(),
        NoReport::Empty => EMPTY.to_owned(),
    })?;
    draft.given = draft.given.or(item.given.clone());
    Ok(draft)
}

/// JSON without the assignment that makes a script of it, as in the archives that X hands out.
fn without_assignment(raw: &str) -> &str {
    let raw = raw.trim_start_matches('\u{feff}');
    let value = || raw.trim_start().strip_prefix("window.YTD.")?.split_once('=').map(|(_, value)| value);
    value().unwrap_or(raw)
}

/// What is wrong with broken JSON, and where; the line is said only where there is more than one.
fn broken(raw: &str, reason: &serde_json::Error) -> String {
    let said = reason.to_string();
    let what = said.split(" at line ").next().unwrap_or(&said);
    let line = if raw.trim().contains('\n') { format!("line {}, ", reason.line()) } else { String::new() };
    format!("is broken JSON in {line}column {} ({what}): mend it or take it out", reason.column())
}

const NO_REPORT: &str = "holds JSON without a text: a report is an object with a \"text\"";
const EMPTY: &str = "is empty";

/// What an item has from the objects that it lies in.
#[derive(Clone, Debug, Default)]
struct Around {
    outlet: Option<String>,
    /// The names of users by their ids.
    users: BTreeMap<String, String>,
    /// Whether it lies in the list of a chat, where not every entry need be a text.
    chat: bool,
    depth: usize,
}

/// Goes down to the values that are reports.
fn walk<'a>(lexicon: &Lexicon, raw: &'a RawValue, pointer: String, around: &Around, found: &mut Vec<Item<'a>>) {
    let text = raw.get();
    if around.depth <= DEEPEST && text.starts_with('[') {
        let Ok(values) = serde_json::from_str::<Vec<&'a RawValue>>(text) else { return };
        let around = Around { depth: around.depth + 1, ..around.clone() };
        for (i, value) in values.into_iter().enumerate() {
            walk(lexicon, value, format!("{pointer}/{i}"), &around, found);
        }
        return;
    }
    let fields: BTreeMap<Cow<'a, str>, &'a RawValue> = match serde_json::from_str(text) {
        Ok(fields) if around.depth <= DEEPEST => fields,
        _ => BTreeMap::new(),
    };
    if around.chat && is_service(&fields) {
        return;
    }
    let named = |field: &str| fields.keys().find(|k| lexicon.is_field(field, &plain(k)));
    let opens = |key: &str, with: &[char]| fields.get(key).is_some_and(|v| v.get().starts_with(with));
    let has_text = named("text").is_some_and(|key| opens(key, &['"', '[']));
    let down = |key: &Cow<'a, str>, found: &mut Vec<Item<'a>>| {
        let around = inside(lexicon, &fields, key, around);
        walk(lexicon, fields[key], format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")), &around, found);
    };
    let mut keys = fields.keys();
    if !has_text && let Some(key) = keys.clone().find(|k| is_list(lexicon, k, fields[*k])) {
        return down(key, found);
    }
    if !has_text && let Some(key) = keys.find(|k| lexicon.is_field("wrap", &plain(k)) && wraps(lexicon, fields[*k])) {
        return down(key, found);
    }
    let user = text_of(&fields, "author_id").and_then(|id| around.users.get(&id).cloned());
    let authors = user.clone().into_iter().collect();
    let given = Given { outlet: user.or_else(|| around.outlet.clone()), authors, ..Given::default() };
    found.push(Item { pointer, raw: text, given });
}

/// Whether a name is one of a list, and its value holds objects; an object under it may lead on to one.
fn is_list(lexicon: &Lexicon, key: &str, value: &RawValue) -> bool {
    let inner = value.get();
    let objects = inner.strip_prefix('[').is_some_and(|i| i.trim_start().starts_with('{') || i.trim_start() == "]");
    lexicon.is_field("list", &plain(key)) && (objects || inner.starts_with('{'))
}

/// Whether an object holds a text, so that it is no mere part of a report.
fn wraps(lexicon: &Lexicon, value: &RawValue) -> bool {
    let Ok(fields) = serde_json::from_str::<BTreeMap<Cow<'_, str>, &RawValue>>(value.get()) else { return false };
    let mut texts = lexicon.fields("text").chain(lexicon.fields("loose"));
    texts.any(|name| fields.keys().any(|k| plain(k) == name))
}

/// What the items of a list have from the object that holds it.
fn inside(lexicon: &Lexicon, fields: &BTreeMap<Cow<'_, str>, &RawValue>, key: &str, around: &Around) -> Around {
    let named = lexicon.is_field("named", &plain(key));
    let name = || ["title", "name"].iter().find_map(|n| text_of(fields, n));
    let mut users = around.users.clone();
    if let Some(Json::Object(includes)) = fields.get("includes").and_then(|i| serde_json::from_str(i.get()).ok()) {
        for user in includes.get("users").and_then(Json::as_array).into_iter().flatten() {
            if let (Some(id), Some(name)) = (user["id"].as_str(), user["name"].as_str()) {
                users.insert(id.to_owned(), name.to_owned());
            }
        }
    }
    Around {
        outlet: named.then(name).flatten().or_else(|| around.outlet.clone()),
        users,
        chat: around.chat || key == "messages",
        depth: around.depth + 1,
    }
}

/// Whether an entry of a chat is no text: someone joined, or a picture without words.
fn is_service(fields: &BTreeMap<Cow<'_, str>, &RawValue>) -> bool {
    let empty = fields.get("text").is_some_and(|text| matches!(text.get(), "\"\"" | "[]"));
    empty || text_of(fields, "type").is_some_and(|of| of == "service")
}

fn text_of(fields: &BTreeMap<Cow<'_, str>, &RawValue>, name: &str) -> Option<String> {
    serde_json::from_str(fields.get(name)?.get()).ok()
}

/// How deep an object's values are looked at, and how many of a list.
const LOOK: (usize, usize) = (4, 8);

/// The values of an object by their names, those of objects in it after a dot.
fn flatten(lexicon: &Lexicon, fields: &Map<String, Json>, prefix: &str, record: &mut Record<'_>) {
    for (key, value) in fields {
        let name = format!("{prefix}{}", plain(key));
        flatten_value(lexicon, name, value, record);
    }
}

fn flatten_value(lexicon: &Lexicon, name: String, value: &Json, record: &mut Record<'_>) {
    let deep = name.matches('.').count() >= LOOK.0;
    let mut put = |value| {
        record.entry(name.clone()).or_insert(value);
    };
    match value {
        Json::String(text) => put(Value::One(Cow::Owned(text.clone()))),
        // A text is a string; a number by its name counts or rates something.
        Json::Number(_) if record::is_text(lexicon, &name) => {}
        Json::Number(number) => put(Value::One(Cow::Owned(number.to_string()))),
        Json::Object(inner) if !deep => flatten(lexicon, inner, &format!("{name}."), record),
        Json::Array(list) => {
            let name_of = |entry: &Json| {
                let text = entry.as_str().or_else(|| ["name", "text", "value"].iter().find_map(|n| entry[*n].as_str()));
                text.map(|t| Cow::Owned(t.to_owned()))
            };
            let texts: Vec<Cow<'_, str>> = list.iter().filter_map(name_of).collect();
            // A text in pieces, some of them links, bold and the like.
            let pieces = name == "text" || name.ends_with(".text");
            match texts.is_empty() {
                true => {}
                false if pieces => put(Value::One(Cow::Owned(texts.concat()))),
                false => put(Value::Many(texts)),
            }
            if !deep {
                let objects = list.iter().take(LOOK.1).enumerate().filter(|(_, entry)| entry.is_object());
                objects.for_each(|(i, entry)| flatten_value(lexicon, format!("{name}.{i}"), entry, record));
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::english;

    fn drafts(raw: &str) -> Vec<Result<Draft, String>> {
        let lexicon = english();
        items(lexicon, raw).unwrap().iter().map(|item| draft(lexicon, item)).collect()
    }

    #[test]
    fn unknown_fields_are_passed_over() {
        let raw = r#"{"text":" A ferry sank. ","title":"Ferry","views":{"n":3},"published":"March 3, 1912","id":7}"#;
        let draft = drafts(raw).pop().expect("one").expect("good");
        assert_eq!(draft.text, " A ferry sank. ");
        assert_eq!(draft.given.id.as_deref(), Some("7"));
        assert_eq!(draft.given.published.map(|p| p.to_string()).as_deref(), Some("1912-03-03"));
    }

    #[test]
    fn an_array_may_hold_what_is_no_report() {
        let drafts = drafts(r#"[{"text":"A"}, 3, {"title":"B"}]"#);
        assert!(drafts[0].is_ok());
        assert_eq!(drafts[1..], [Err(NO_REPORT.to_owned()), Err(NO_REPORT.to_owned())]);
    }

    #[test]
    fn each_item_leads_back_to_where_it_stands() {
        let raw =
            r#"{"status":"ok","articles":[{"content":"It sank.","title":"A"},{"content":"It rose.","title":"B"}]}"#;
        let seen: Vec<_> = items(english(), raw).unwrap().into_iter().map(|i| (i.pointer, i.raw)).collect();
        assert_eq!(seen[1], ("/articles/1".to_owned(), r#"{"content":"It rose.","title":"B"}"#));
    }
}
