//! Whether two accounts as JSON are one: each place in which they are not, named.
//!
//! Nothing here knows the fields of an account, so that no field is forgotten.

use super::Fault;
use serde_json::Value;
use std::collections::BTreeSet;

/// Every place in which what an account claims is not what its sources give.
pub(super) fn differences(claimed: &Value, found: &Value) -> Vec<Fault> {
    let mut walk = Walk { place: Vec::new(), faults: Vec::new() };
    walk.value("account", claimed, found);
    walk.faults
}

struct Walk {
    place: Vec<String>,
    faults: Vec<Fault>,
}

impl Walk {
    fn value(&mut self, key: &str, claimed: &Value, found: &Value) {
        match (claimed, found) {
            (Value::Object(a), Value::Object(b)) => {
                let keys: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
                for key in keys {
                    if !self.is_left(key) {
                        self.value(key, a.get(key).unwrap_or(&Value::Null), b.get(key).unwrap_or(&Value::Null));
                    }
                }
            }
            (Value::Array(a), Value::Array(b)) if a.iter().chain(b).any(Value::is_object) => self.list(key, a, b),
            _ if claimed == found || (is_nothing(claimed) && is_nothing(found)) => {}
            _ => self.fault(key, Some(claimed), Some(found)),
        }
    }

    /// Whether a field is not compared: how the account was made, which the other was made by, and of a report where it
    /// lies now and its text, which is held against the source by itself.
    fn is_left(&self, key: &str) -> bool {
        match self.place.last() {
            None => matches!(key, "made" | "seal"),
            Some(place) => matches!(key, "from" | "text") && place.starts_with("report "),
        }
    }

    /// Objects by their ids, or by their places where they have none.
    fn list(&mut self, key: &str, claimed: &[Value], found: &[Value]) {
        let one = singular(key);
        let [a, b] = [ids(claimed), ids(found)];
        let names: Vec<&str> = a.iter().copied().chain(b.iter().copied().filter(|id| !a.contains(id))).collect();
        if a.len() == claimed.len() && b.len() == found.len() {
            for id in names {
                let at = |ids: &[&str], list: &'_ [Value]| ids.iter().position(|i| *i == id).map(|i| list[i].clone());
                self.item(format!("{one} {id}"), at(&a, claimed).as_ref(), at(&b, found).as_ref());
            }
            let kept = |ids: &[&str], others: &BTreeSet<&str>| -> Vec<String> {
                ids.iter().filter(|id| others.contains(*id)).map(|&id| id.to_owned()).collect()
            };
            let [of_a, of_b] = [&a, &b].map(|ids| ids.iter().copied().collect::<BTreeSet<&str>>());
            if of_a.len() < a.len() {
                self.fault(&format!("one id of its {key}"), Some(&Value::from("twice there")), None);
            }
            let (order, right) = (kept(&a, &of_b), kept(&b, &of_a));
            if order != right {
                self.fault(&format!("order of its {key}"), Some(&Value::from(order)), Some(&Value::from(right)));
            }
        } else {
            for i in 0..claimed.len().max(found.len()) {
                self.item(format!("{one} {}", i + 1), claimed.get(i), found.get(i));
            }
        }
    }

    fn item(&mut self, name: String, claimed: Option<&Value>, found: Option<&Value>) {
        match (claimed, found) {
            (Some(claimed), Some(found)) => {
                self.place.push(name);
                self.value("value", claimed, found);
                self.place.pop();
            }
            _ => self.fault(&name, claimed, found),
        }
    }

    fn fault(&mut self, what: &str, claimed: Option<&Value>, found: Option<&Value>) {
        let place = if self.place.is_empty() { "account".to_owned() } else { self.place.join(", ") };
        let [claimed, found] = [claimed, found].map(|v| v.map_or_else(|| "none".to_owned(), short));
        self.faults.push(Fault::Label { place, what: what.to_owned(), claimed, found });
    }
}

/// The ids of objects; fewer than there are objects where one has none.
fn ids(list: &[Value]) -> Vec<&str> {
    list.iter().filter_map(|item| item.get("id")?.as_str()).collect()
}

/// Whether a value is one that is left out where there is nothing to say.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}

fn singular(key: &str) -> &str {
    match key {
        "stories" => "story",
        "copies" => "copy",
        _ => key.strip_suffix('s').unwrap_or(key),
    }
}

/// A value as JSON, or the beginning of it.
fn short(value: &Value) -> String {
    const LONGEST: usize = 120;
    let json = value.to_string();
    match json.char_indices().nth(LONGEST) {
        None => json,
        Some((end, _)) => format!("{}…", &json[..end]),
    }
}
