//! What the head of a page says of its article, and what stands at its headline: who published it, when, who wrote it.

use super::collapse;
use super::linked_data::{Article, plain};
use super::people;
use crate::dates;
use crate::draft::Given;
use crate::lexicon;
use dateline_core::{Published, PublishedBy};
use scraper::{Html, Node};

/// The head of a page.
pub(super) struct Head {
    /// The names of its meta tags in lower case, and what they hold.
    metas: Vec<(String, String)>,
    title: Option<String>,
    canonical: Option<String>,
    language: Option<String>,
    /// The times that are marked as the publication's.
    times: Vec<String>,
    pub(super) article: Article,
}

/// What stands at the headline: bylines, and times as its tags give them.
#[derive(Debug, Default)]
pub(super) struct Beside {
    pub(super) bylines: Vec<String>,
    pub(super) times: Vec<String>,
}

impl Head {
    /// Reads the head of a page and its linked data.
    pub(super) fn read(document: &Html, data: &[&str]) -> Head {
        let language = document.root_element().attr("lang").map(str::to_owned);
        let article = Article::read(data);
        let (mut head, titles) =
            (Head { metas: Vec::new(), title: None, canonical: None, language, times: Vec::new(), article }, "title");
        for node in document.tree.root().descendants() {
            let Node::Element(element) = node.value() else { continue };
            let attribute = |name: &str| element.attr(name);
            match element.name() {
                "meta" => {
                    let names = ["property", "name", "itemprop"].into_iter().filter_map(attribute);
                    let content = attribute("content").map(plain).unwrap_or_default();
                    head.metas.extend(names.filter(|_| !content.is_empty()).map(|n| (n.to_lowercase(), content.clone())));
                }
                "link" if attribute("rel") == Some("canonical") => {
                    head.canonical = head.canonical.or(attribute("href").map(str::to_owned));
                }
                name if name == titles && head.title.is_none() => {
                    let text = node.children().filter_map(|child| child.value().as_text()).map(|text| &**text);
                    head.title = Some(collapse(&text.collect::<String>())).filter(|title| !title.is_empty());
                }
                _ if attribute("itemprop") == Some("datePublished") || attribute("pubdate").is_some() => {
                    head.times.extend(attribute("datetime").or(attribute("content")).map(str::to_owned));
                }
                _ => {}
            }
        }
        head
    }

    /// What the page calls its article, the surest first.
    pub(super) fn titles(&self) -> Vec<String> {
        let metas = ["og:title", "twitter:title"].iter().filter_map(|name| self.meta(name));
        self.article.text("headline").into_iter().chain(metas).chain(self.title.clone()).collect()
    }

    /// What came with the article.
    pub(super) fn given(&self, headline: Option<&str>, beside: &Beside) -> Given {
        // An account's name is no outlet's.
        let site = ["og:site_name", "application-name"].iter().find_map(|name| self.meta(name));
        let outlet = site.filter(|o| !o.starts_with('@')).or_else(|| self.article.publisher());
        let url = self.canonical.clone().filter(|url| url.starts_with("http")).or_else(|| self.meta("og:url"));
        Given {
            id: None,
            title: headline.map(str::to_owned).or_else(|| self.titles().into_iter().next()),
            authors: self.authors(outlet.as_deref(), beside),
            published: self.published(url.as_deref(), beside),
            language: self.language(),
            outlet,
            url,
        }
    }

    fn meta(&self, name: &str) -> Option<String> {
        let name = name.to_lowercase();
        self.metas.iter().find(|(known, _)| *known == name).map(|(_, content)| content.clone())
    }

    fn authors(&self, outlet: Option<&str>, beside: &Beside) -> Vec<String> {
        let people = |raw: Vec<String>| -> Vec<String> {
            let mut found: Vec<String> = Vec::new();
            for name in raw.iter().flat_map(|raw| people::names(raw, outlet)) {
                if !found.contains(&name) {
                    found.push(name);
                }
            }
            found
        };
        let linked = people(self.article.authors());
        let metas = || {
            let names = AUTHOR.iter().map(|name| self.metas.iter().filter(move |(known, _)| known == name));
            names.map(|all| people(all.map(|(_, content)| content.clone()).collect())).find(|found| !found.is_empty())
        };
        let bylines = || people(beside.bylines.clone());
        if linked.is_empty() { metas().unwrap_or_else(bylines) } else { linked }
    }

    /// The day and time of publication: the first that is given, with the time of day and its zone from another that
    /// means the same, where it has none.
    fn published(&self, url: Option<&str>, beside: &Beside) -> Option<Published> {
        let linked = self.article.text("datePublished");
        let metas = PUBLISHED.iter().filter_map(|name| self.meta(name));
        let raw = linked.into_iter().chain(metas).chain(self.times.clone()).chain(beside.times.clone());
        let found: Vec<Published> = raw.filter_map(|raw| dates::machine(&raw, PublishedBy::Metadata)).collect();
        let addressed = url.and_then(dates::in_address);
        let near = |p: &&Published| addressed.is_none_or(|day| (p.date - day).get_days().abs() <= 2);
        let first = found.iter().find(near).or(found.first()).copied();
        let Some(first) = first else {
            let day = addressed?;
            return Some(Published { date: day, time: None, offset: None, by: PublishedBy::Metadata });
        };
        let is_fuller = |p: &&Published| match (first.time, first.offset) {
            (None, _) => p.time.is_some() && p.date == first.date,
            (time, None) => p.offset.is_some() && p.time == time && p.date == first.date,
            _ => false,
        };
        Some(found.iter().find(is_fuller).copied().unwrap_or(first))
    }

    fn language(&self) -> Option<String> {
        let said = self.language.clone().or_else(|| self.article.text("inLanguage"))?.to_lowercase();
        let code = said.split(['-', '_']).next().unwrap_or_default();
        (code.len() == 2 && lexicon::is_language_code(code)).then(|| code.to_owned())
    }
}

/// The names under which pages give who wrote it, in lower case.
const AUTHOR: [&str; 8] = [
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
];

/// The names under which pages give the date of publication.
const PUBLISHED: [&str; 22] = [
    "article:published_time",
    "article:published",
    "article.published",
    "og:published_time",
    "og:article:published_time",
    "datePublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "cXenseParse:recs:publishtime",
    "DC.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "article.created",
    "dateCreated",
    "rnews:datePublished",
    "date",
];
