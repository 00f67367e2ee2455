//! What the head of a page says: JSON-LD first, then Open Graph and other meta tags, then marked times.

use super::collapse;
use crate::dates;
use crate::draft::Given;
use dateline_core::{Published, PublishedBy};
use scraper::{Html, Selector};
use serde_json::Value;

/// The metadata of a page.
pub(super) fn given(document: &Html, data: &[&str]) -> Given {
    let article = linked_data(data);
    let field = |name: &str| article.as_ref().and_then(|a| text_of(a.get(name)?));
    let outlet = || article.as_ref().and_then(|a| text_of(a.get("publisher")?.get("name")?));
    let meta_of = |name: &str| meta(document, name);
    let meta = |names: &[&str]| names.iter().find_map(|name| meta_of(name));
    let date = |raw: String| {
        let by = PublishedBy::Metadata;
        Published::parse(&raw, by).or_else(|| dates::whole(&raw, by))
    };
    let linked = article.as_ref().map(|a| names(a.get("author"))).unwrap_or_default();
    let authors: Vec<String> = linked.iter().flat_map(|raw| written_by(raw)).collect();
    Given {
        id: None,
        title: meta(&["og:title", "twitter:title"]).or_else(|| field("headline")).or_else(|| page_title(document)),
        // An account's name is no outlet's.
        outlet: meta(&["og:site_name", "application-name"]).filter(|o| !o.starts_with('@')).or_else(outlet),
        authors: match authors.is_empty() {
            true => AUTHOR.iter().find_map(|name| meta_of(name)).iter().flat_map(|raw| written_by(raw)).collect(),
            false => authors,
        },
        url: canonical(document).or_else(|| meta(&["og:url"])),
        language: language(document),
        published: field("datePublished")
            .and_then(date)
            .or_else(|| meta(&PUBLISHED).and_then(date))
            .or_else(|| marked_time(document).and_then(date)),
    }
}

/// What the head of a page calls its article, the surest first.
pub(super) fn titles(document: &Html, data: &[&str]) -> Vec<String> {
    let linked = linked_data(data).and_then(|a| text_of(a.get("headline")?));
    let metas = ["og:title", "twitter:title"].iter().filter_map(|name| meta(document, name));
    linked.into_iter().chain(metas).chain(page_title(document)).collect()
}

/// The names under which pages give who wrote it.
const AUTHOR: [&str; 4] = ["author", "article:author", "byl", "parsely-author"];

/// The names under which pages give the date of publication.
const PUBLISHED: [&str; 12] = [
    "article:published_time",
    "article:published",
    "og:published_time",
    "datePublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "DC.date.issued",
    "dcterms.created",
    "date",
];

fn meta(document: &Html, name: &str) -> Option<String> {
    let found = ["property", "name", "itemprop"].iter().find_map(|attribute| {
        let form = Selector::parse(&format!("meta[{attribute}=\"{name}\"]")).ok()?;
        document.select(&form).find_map(|t| t.attr("content")).map(|content| collapse(&content))
    });
    found.filter(|content| !content.is_empty())
}

fn page_title(document: &Html) -> Option<String> {
    let title = collapse(&document.select(&Selector::parse("head title").ok()?).next()?.text().collect::<String>());
    (!title.is_empty()).then_some(title)
}

fn canonical(document: &Html) -> Option<String> {
    let form = Selector::parse("link[rel=\"canonical\"]").ok()?;
    document.select(&form).find_map(|l| l.attr("href")).map(|h| h.to_string()).filter(|h| h.starts_with("http"))
}

fn language(document: &Html) -> Option<String> {
    let language = document.root_element().attr("lang")?.to_lowercase();
    let code = language.split(['-', '_']).next().unwrap_or_default();
    (code.len() == 2).then(|| code.to_owned())
}

/// The first time that is marked as the publication's.
fn marked_time(document: &Html) -> Option<String> {
    let times = ["time[itemprop=\"datePublished\"]", "[itemprop=\"datePublished\"]", "time[pubdate]", "article time"];
    times.iter().find_map(|selector| {
        let found = Selector::parse(selector).ok()?;
        document.select(&found).find_map(|t| t.attr("datetime").or_else(|| t.attr("content"))).map(|raw| raw.to_string())
    })
}

/// The object of the page's linked data that describes the article.
fn linked_data(data: &[&str]) -> Option<Value> {
    data.iter().find_map(|script| {
        let value = serde_json::from_str(script.trim()).ok()?;
        article_in(value, 0)
    })
}

/// Looks for the article in a value, in lists and in graphs, but not in what an article holds.
fn article_in(value: Value, depth: usize) -> Option<Value> {
    const DEEP: usize = 4;
    match value {
        Value::Array(items) if depth < DEEP => items.into_iter().find_map(|item| article_in(item, depth + 1)),
        Value::Object(mut fields) => {
            let is_article =
                names(fields.get("@type")).iter().any(|t| t.ends_with("Article") || t.ends_with("Posting"));
            match fields.remove("@graph") {
                Some(graph) if !is_article && depth < DEEP => article_in(graph, depth + 1),
                _ => is_article.then_some(Value::Object(fields)),
            }
        }
        _ => None,
    }
}

/// The names in a string, an object with a name, or a list of these.
fn names(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(items)) => items.iter().flat_map(|item| names(Some(item))).collect(),
        Some(Value::Object(fields)) => names(fields.get("name")),
        Some(Value::String(name)) => Some(collapse(name)).filter(|n| !n.is_empty()).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn text_of(value: &Value) -> Option<String> {
    names(Some(value)).into_iter().next()
}

/// The names in a field that is to hold one: without "By", and without what follows the names; an address is no name.
fn written_by(raw: &str) -> Vec<String> {
    if raw.contains("://") {
        return Vec::new();
    }
    let mut names = raw.split(" | ").next().unwrap_or(raw);
    if let Some(bare) = names.strip_prefix("By ").or_else(|| names.strip_prefix("by ")) {
        // The paper or the post follows the names, "By Jane Roe, Staff Writer", unless the last name does.
        let post = bare.rfind(',').filter(|&comma| !bare[comma..].contains(" and "));
        names = &bare[..post.unwrap_or(bare.len())];
    }
    let names = names.replace(" and ", ",");
    names.split(',').map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_authors_field_may_hold_more_than_a_name() {
        assert_eq!(written_by("By JANE ROE and JOHN DOE, Coast Agency"), ["JANE ROE", "JOHN DOE"]);
        assert_eq!(written_by("By Jane Roe, John Doe and Joan Poe"), ["Jane Roe", "John Doe", "Joan Poe"]);
        assert_eq!(written_by("Jane Roe | Coast Agency for the Mail"), ["Jane Roe"]);
        assert!(written_by("https://example.org/jane").is_empty());
    }
}
