//! Which reports are versions of one: by their address, the id that they were given, or the place that they lie at.

use dateline_core::{Report, Text};
use std::collections::BTreeMap;
use std::path::Path;
use xxhash_rust::xxh3::xxh3_64;

/// The share of the shorter text's pairs of words that two versions have in common, where only an id or a place says that
/// they are versions: other reports come under the ids of old ones.
const ALIKE: f64 = 0.3;

/// The address of a report in the form in which two are compared: without scheme, `www.`, fragment, last slash and the
/// parameters that tell who sent the reader. `None` for one that leads to no report: none, or a site's first page.
///
/// ```
/// use dateline_store::identity::address;
/// assert_eq!(address("https://www.Packet.example/ferry/?utm_source=x#top").as_deref(), Some("packet.example/ferry"));
/// assert_eq!(address("https://packet.example/"), None);
/// ```
pub fn address(url: &str) -> Option<String> {
    let bare = url.trim().split('#').next()?;
    let (_, rest) = bare.split_once("://")?;
    let (host, path) = rest.split_once('/')?;
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let told = |name: &&str| !name.starts_with("utm_") && !name.starts_with("fbclid=") && !name.starts_with("gclid=");
    let query: Vec<&str> = query.split('&').filter(|q| !q.is_empty()).filter(told).collect();
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let path = path.trim_end_matches('/');
    match (path, query.is_empty()) {
        ("", true) => None,
        (path, true) => Some(format!("{host}/{path}")),
        (path, false) => Some(format!("{host}/{path}?{}", query.join("&"))),
    }
}

/// The id of a report if it was given with it; `None` if it only follows from the name of a file.
pub fn given_id(report: &Report) -> Option<&str> {
    let id = report.id.as_str();
    let from_name = |name: &str| {
        let stem = name.split(['.', ':']).next().unwrap_or(name);
        name.starts_with(id) || (!stem.is_empty() && id.strip_prefix(stem).is_some_and(|rest| rest.starts_with('-')))
    };
    let follows = report.from == "-" || report.from.split(['/', '#']).any(from_name);
    (!follows && !id.is_empty()).then_some(id)
}

/// Where a report lies, as a name that no other place has; `None` for standard input and bytes in memory.
pub fn place(from: &str) -> Option<String> {
    let file = from.split('#').next().unwrap_or(from);
    let (file, line) = match file.rsplit_once(':') {
        Some((file, line)) if !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit()) => (file, Some(line)),
        _ => (file, None),
    };
    let whole = std::fs::canonicalize(Path::new(file)).ok().filter(|whole| whole.is_file())?;
    let part = &from[file.len() + line.map_or(0, |line| line.len() + 1)..];
    Some(format!("{}{}{part}", whole.display(), line.map(|line| format!(":{line}")).unwrap_or_default()))
}

/// The last name on the way to a report, without the number of its line: the same bytes under one such name are one
/// report, wherever the file was moved.
pub fn leaf(from: &str) -> &str {
    let last = from.rsplit(['/', '#']).next().unwrap_or(from);
    match last.rsplit_once(':') {
        Some((file, line)) if !file.is_empty() && !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit()) => file,
        _ => last,
    }
}

/// A number for the words of the article, whatever white space stands between them and whatever menus around them: two
/// texts with the same number are the same version.
pub fn words_number(report: &Report) -> u64 {
    let mut plain = String::with_capacity(report.text.len());
    for word in words(report) {
        plain.push_str(word);
        plain.push(' ');
    }
    xxh3_64(plain.as_bytes())
}

/// Whether two texts are likely versions of one.
pub fn alike(a: &Report, b: &Report) -> bool {
    let pairs = |report: &Report| {
        let words: Vec<&str> = words(report).collect();
        let mut pairs: BTreeMap<(String, String), u32> = BTreeMap::new();
        for two in words.windows(2) {
            *pairs.entry((two[0].to_lowercase(), two[1].to_lowercase())).or_default() += 1;
        }
        pairs
    };
    let (a, b) = (pairs(a), pairs(b));
    let shared: u32 = a.iter().map(|(pair, n)| *n.min(b.get(pair).unwrap_or(&0))).sum();
    let shorter = a.values().sum::<u32>().min(b.values().sum());
    shorter > 0 && f64::from(shared) >= ALIKE * f64::from(shorter)
}

/// The words of the article; of the whole text where no part of it is labelled.
fn words(report: &Report) -> impl Iterator<Item = &str> {
    let text: &Text = &report.text;
    let whole = report.regions.is_empty().then(|| text.as_str());
    let parts = report.article().map(|region| text.str(region.span));
    whole.into_iter().chain(parts).flat_map(str::split_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(id: &str, from: &str, text: &str) -> Report {
        Report { id: id.into(), from: from.into(), text: Text::new(text), ..Report::default() }
    }

    #[test]
    fn an_id_that_follows_from_the_name_of_a_file_was_not_given() {
        for (id, from) in [("ferry", "a/ferry.txt"), ("rows-17", "rows.csv:17"), ("ferry", "a.zip#b/ferry.eml")] {
            assert_eq!(given_id(&report(id, from, "")), None, "{id} of {from}");
        }
        assert_eq!(given_id(&report("4711", "rows.jsonl:17", "")), Some("4711"));
    }

    #[test]
    fn white_space_alone_makes_no_version() {
        let [a, b, c] = ["Two people  died.\n", "Two people died.", "Three people died."].map(|t| report("f", "f", t));
        assert_eq!(words_number(&a), words_number(&b));
        assert_ne!(words_number(&a), words_number(&c));
        assert!(alike(&a, &c) && !alike(&a, &report("f", "f", "Grain is dear in Lisbon.")));
    }

    #[test]
    fn a_place_is_one_whatever_path_leads_there() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("rows.jsonl");
        std::fs::write(&file, "{}").unwrap();
        let [short, long] = [file.display().to_string(), format!("{}/./rows.jsonl", folder.path().display())];
        assert_eq!(place(&format!("{short}:3#x")), place(&format!("{long}:3#x")));
        assert!(place(&format!("{short}:3")).unwrap().ends_with("rows.jsonl:3"));
        assert_eq!(place("-"), None);
        assert_eq!([leaf("a/rows.jsonl:3"), leaf("a.zip#b/ferry.eml"), leaf("-")], ["rows.jsonl", "ferry.eml", "-"]);
    }
}
