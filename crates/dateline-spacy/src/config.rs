//! Reads `config.cfg`: sections of keys, each with a JSON value.

use std::collections::BTreeMap;

use serde_json::Value;

/// A pipeline's configuration: section, then key, then value.
#[derive(Debug, Default)]
pub(crate) struct Config {
    sections: BTreeMap<String, BTreeMap<String, Value>>,
}

impl Config {
    pub(crate) fn read(text: &str) -> Config {
        let mut sections: BTreeMap<String, BTreeMap<String, Value>> = BTreeMap::new();
        let mut section = String::new();
        for line in text.lines() {
            let line = line.trim();
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                section = name.to_owned();
                sections.entry(section.clone()).or_default();
            } else if let Some((key, value)) = line.split_once('=') {
                // What is no JSON is a reference to another value, as `${system:seed}`: none that is read here.
                let value = value.trim();
                let value = serde_json::from_str(value).unwrap_or_else(|_| Value::String(value.to_owned()));
                sections.entry(section.clone()).or_default().insert(key.trim().to_owned(), value);
            }
        }
        Config { sections }
    }

    pub(crate) fn get(&self, section: &str, key: &str) -> Option<&Value> {
        self.sections.get(section)?.get(key)
    }

    pub(crate) fn text(&self, section: &str, key: &str) -> Option<&str> {
        self.get(section, key)?.as_str()
    }

    pub(crate) fn flag(&self, section: &str, key: &str) -> bool {
        self.get(section, key).and_then(Value::as_bool).unwrap_or(false)
    }

    pub(crate) fn list(&self, section: &str, key: &str) -> Vec<String> {
        let values = self.get(section, key).and_then(Value::as_array);
        values.into_iter().flatten().filter_map(|value| value.as_str().map(str::to_owned)).collect()
    }

    /// Every `@architectures` and `@layers` under a section and the sections inside it, with the section's name.
    pub(crate) fn architectures<'a>(&'a self, section: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let inside =
            move |name: &str| name.strip_prefix(section).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        self.sections.iter().filter(move |(name, _)| inside(name)).flat_map(|(name, keys)| {
            let kinds = ["@architectures", "@layers"].into_iter().filter_map(|key| keys.get(key)?.as_str());
            kinds.map(move |kind| (name.as_str(), kind))
        })
    }
}
