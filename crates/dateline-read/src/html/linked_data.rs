//! The linked data of a page: the object that describes its article.

use super::{collapse, scan};
use scraper::Html;
use serde_json::{Map, Value};

/// What the page's scripts of linked data say of the article; fields that one lacks are taken from the next.
pub(super) struct Article(Map<String, Value>);

/// An entry of a live page, as the data tells it.
pub(super) struct Entry {
    /// What it may open with: its headline, its text.
    pub(super) opens: Vec<String>,
    /// The names of who wrote it.
    pub(super) author: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) url: Option<String>,
}

impl Article {
    /// Reads the scripts of a page.
    pub(super) fn read(scripts: &[&str]) -> Article {
        let (mut articles, mut pages) = (Vec::new(), Vec::new());
        for value in scripts.iter().filter_map(|script| parse(script)) {
            collect(value, 0, &mut articles, &mut pages);
        }
        let mut merged = Map::new();
        for (name, value) in articles.into_iter().chain(pages).flatten() {
            merged.entry(name).or_insert(value);
        }
        Article(merged)
    }

    /// The first text of a field.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        texts(self.0.get(name)?).into_iter().next()
    }

    /// The name of who published it.
    pub(super) fn publisher(&self) -> Option<String> {
        texts(self.0.get("publisher")?).into_iter().next().filter(|name| !name.contains("://"))
    }

    /// The names of the people who wrote it, as they stand.
    pub(super) fn authors(&self) -> Vec<String> {
        let people = match self.0.get("author") {
            Some(Value::Array(items)) => items.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => &[],
        };
        let is_person = |item: &&Value| item.get("@type").is_none_or(|kind| texts(kind).iter().all(|k| k == "Person"));
        people.iter().filter(is_person).flat_map(texts).collect()
    }

    /// The entries of a live page, in the order of the data.
    pub(super) fn entries(&self) -> Vec<Entry> {
        let entry = |value: &Value| {
            let fields = value.as_object()?;
            let text = |name: &str| texts(fields.get(name)?).into_iter().next();
            let opens = ["headline", "articleBody", "description"].iter().filter_map(|name| text(name)).collect();
            let author = fields.get("author").map(texts).unwrap_or_default();
            Some(Entry { opens, author, published: text("datePublished"), url: text("url") })
        };
        let entries = self.0.get("liveBlogUpdate").and_then(Value::as_array);
        entries.into_iter().flatten().filter_map(entry).collect()
    }

    /// The paragraphs of the article, where the data holds its text.
    pub(super) fn body(&self) -> Vec<String> {
        let text = self.0.get("articleBody").and_then(Value::as_str).unwrap_or_default();
        text.lines().map(plain).filter(|line| !line.is_empty()).collect()
    }
}

/// Reads a script, also one with what JSON forbids but browsers let pass: raw line breaks in strings, a comment around it.
fn parse(script: &str) -> Option<Value> {
    let bare =
        script.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let bare =
        bare.trim_end_matches("-->").trim_end_matches("//]]>").trim_end_matches("]]>").trim().trim_end_matches(';');
    serde_json::from_str(bare).ok().or_else(|| {
        let spaced: String = bare.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&spaced).ok()
    })
}

/// Puts the articles in a value, in its lists and graphs, beside the pages in it; not what an article holds.
fn collect(value: Value, depth: usize, articles: &mut Vec<Map<String, Value>>, pages: &mut Vec<Map<String, Value>>) {
    const DEEP: usize = 4;
    match value {
        Value::Array(items) if depth < DEEP => {
            items.into_iter().for_each(|item| collect(item, depth + 1, articles, pages));
        }
        Value::Object(mut fields) => {
            let kinds = fields.get("@type").map(texts).unwrap_or_default();
            if kinds.iter().any(|k| k.ends_with("Article") || k.ends_with("Posting")) {
                articles.push(fields);
                return;
            }
            for inner in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = fields.remove(inner).filter(|_| depth < DEEP) {
                    collect(inner, depth + 1, articles, pages);
                }
            }
            if kinds.iter().any(|k| ["WebPage", "Report", "Review"].iter().any(|kind| k.ends_with(kind))) {
                fields.remove("author");
                fields.remove("name");
                pages.push(fields);
            }
        }
        _ => {}
    }
}

/// The texts in a string, an object with a name, or a list of these.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(fields) => fields.get("name").map(texts).unwrap_or_default(),
        Value::String(text) => Some(plain(text)).filter(|t| !t.is_empty()).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// A text without the entities and tags that some pages leave in their data.
pub(super) fn plain(raw: &str) -> String {
    let once = unmarked(raw);
    // Some are written twice: "&amp;#8217;".
    let again = once.as_deref().filter(|once| ["&#", "&amp;", "&quot;"].iter().any(|twice| once.contains(twice)));
    let twice = again.and_then(unmarked);
    collapse(twice.or(once).as_deref().unwrap_or(raw))
}

/// The text of a piece of HTML, if it is one that a parser should be given.
fn unmarked(raw: &str) -> Option<String> {
    let is_marked = raw.contains(['&', '<']) && scan::scan(raw).is_ok();
    is_marked.then(|| Html::parse_fragment(raw).root_element().text().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_found_in_lists_and_graphs() {
        let page = r#"{"@graph":[{"@type":"WebPage","datePublished":"1912-03-03","name":"Page"},
                      {"@type":["NewsArticle"],"headline":"Ferry&#8217;s end","author":[{"@type":"Person","name":"Jane Roe"},
                      {"@type":"Organization","name":"Coast Agency"}],"publisher":{"name":"The Harbour Post"}}]}"#;
        let article = Article::read(&["{}", "broken", page]);
        assert_eq!(article.text("headline").as_deref(), Some("Ferry’s end"));
        assert_eq!(article.authors(), ["Jane Roe"]);
        assert_eq!(article.publisher().as_deref(), Some("The Harbour Post"));
        assert_eq!(article.text("datePublished").as_deref(), Some("1912-03-03"));
        assert_eq!(article.text("name"), None);
    }

    #[test]
    fn what_json_forbids_is_let_pass() {
        let article =
            Article::read(&["<!--\n{\"@type\":\"Article\",\"articleBody\":\"One\nline &amp;amp; more\"};-->"]);
        assert_eq!(article.body(), ["One line & more"]);
    }
}
