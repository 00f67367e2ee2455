//! What the head of a page says of its article, and what stands at its headline: who published it, when, who wrote it.

use super::article::Part;
use super::blocks::Block;
use super::collapse;
use super::linked_data::{Article, plain};
use super::markup::Sign;
use super::outlet;
use crate::draft::Given;
use crate::lexicon::Lexicon;
use crate::people;
use dateline_core::{Published, PublishedBy};
use jiff::civil::Time;
use jiff::tz::Offset;
use scraper::{Html, Node};

/// The head of a page.
pub(super) struct Head<'l> {
    lexicon: &'l Lexicon,
    /// The names of its meta tags in lower case, and what they hold.
    metas: Vec<(String, String)>,
    title: Option<String>,
    canonical: Option<String>,
    language: Option<String>,
    /// The times that are marked as the publication's.
    times: Vec<String>,
    pub(super) article: Article,
}

/// What stands at the headline.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// Links to authors, and lines that name who wrote it; the surest first.
    people: Vec<String>,
    bylines: Vec<String>,
    /// Times as tags give them, and lines that may tell one.
    times: Vec<String>,
    lines: Vec<String>,
}

impl Beside {
    /// Takes a block by what it is to the article.
    pub(super) fn add(&mut self, lexicon: &Lexicon, block: &Block, part: Part) {
        /// Longer ones are prose.
        const LONGEST: usize = 200;
        if !matches!(part, Part::Signed(Sign::Byline | Sign::Dated) | Part::Above) || block.text.len() > LONGEST {
            return;
        }
        self.times.extend(block.time.clone());
        self.lines.push(block.text.clone());
        self.people.extend(block.people.iter().cloned());
        if lexicon.has_form("by", &block.text) || part == Part::Signed(Sign::Byline) {
            self.bylines.push(block.text.clone());
        }
    }
}

impl<'l> Head<'l> {
    /// Reads the head of a page and its linked data.
    pub(super) fn read(lexicon: &'l Lexicon, document: &Html, data: &[&str]) -> Head<'l> {
        let language = document.root_element().attr("lang").map(str::to_owned);
        let article = Article::read(data);
        let (mut head, titles) = (
            Head { lexicon, metas: Vec::new(), title: None, canonical: None, language, times: Vec::new(), article },
            "title",
        );
        for node in document.tree.root().descendants() {
            let Node::Element(element) = node.value() else { continue };
            let attribute = |name: &str| element.attr(name);
            match element.name() {
                "meta" => {
                    let names = ["property", "name", "itemprop"].into_iter().filter_map(attribute);
                    let content = attribute("content").map(plain).unwrap_or_default();
                    head.metas
                        .extend(names.filter(|_| !content.is_empty()).map(|n| (n.to_lowercase(), content.clone())));
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
        let url = self.canonical.clone().filter(|url| url.starts_with("http")).or_else(|| self.meta("og:url"));
        let outlet = outlet::name(self.lexicon, url.as_deref(), site, self.article.publisher(), self.title.as_deref());
        let published = self.published(url.as_deref(), beside);
        Given {
            id: None,
            title: headline
                .map(str::to_owned)
                .or_else(|| self.titles().first().map(|t| outlet::without(t, outlet.as_deref()))),
            authors: self.authors(outlet.as_deref(), beside),
            updated: self.modified().filter(|m| published.is_some_and(|p| is_after(*m, p))),
            section: self.section(),
            undated: None,
            published,
            language: self.language(),
            outlet,
            url,
        }
    }

    /// Whether the report was published and last changed on one day, which all that it tells by the clock is then of.
    pub(super) fn only_day(&self, published: Option<Published>) -> Option<Published> {
        published.filter(|p| self.modified().is_some_and(|m| m.date == p.date))
    }

    fn meta(&self, name: &str) -> Option<String> {
        let name = name.to_lowercase();
        self.metas.iter().find(|(known, _)| *known == name).map(|(_, content)| content.clone())
    }

    fn authors(&self, outlet: Option<&str>, beside: &Beside) -> Vec<String> {
        let people = |raw: Vec<String>| -> Vec<String> {
            let mut found: Vec<String> = Vec::new();
            for name in raw.iter().flat_map(|raw| people::names(self.lexicon, raw, outlet)) {
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
        let links = || people(beside.people.clone());
        // Only the first line that names anybody: the next are of others.
        let lines = || beside.bylines.iter().map(|line| people(vec![line.clone()])).find(|found| !found.is_empty());
        let ways: [&dyn Fn() -> Option<Vec<String>>; 4] = [&|| Some(linked.clone()), &metas, &|| Some(links()), &lines];
        ways.iter().filter_map(|way| way()).find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// The day and time of publication: the first that is given, with the time of day and its zone from another that
    /// means the same, where it has none.
    fn published(&self, url: Option<&str>, beside: &Beside) -> Option<Published> {
        let linked = self.article.text("datePublished");
        let metas = PUBLISHED.iter().filter_map(|name| self.meta(name));
        let raw = linked.into_iter().chain(metas).chain(self.times.clone()).chain(beside.times.clone());
        let found: Vec<Published> =
            raw.filter_map(|raw| self.lexicon.dates.machine(&raw, PublishedBy::Metadata)).collect();
        let addressed = url.and_then(|url| self.lexicon.dates.in_address(url));
        let near = |p: &&Published| addressed.is_none_or(|day| (p.date - day).get_days().abs() <= 2);
        let first = found.iter().find(near).or(found.first()).copied();
        let mut first = match first {
            Some(first) => first,
            None => Published { date: addressed?, time: None, offset: None, by: PublishedBy::Metadata },
        };
        // A day that is also that of the last change may be nothing else: what the reader sees goes before it.
        let modified = self.modified();
        if modified == Some(first) {
            let seen = beside.times.iter().filter_map(|raw| self.lexicon.dates.machine(raw, PublishedBy::Metadata));
            // The same minute on another clock is the same time.
            let minute = first.time.map(|time| time.minute());
            let earlier =
                |p: &Published| p.date < first.date && p.time.is_some_and(|time| Some(time.minute()) != minute);
            first = seen.filter(earlier).min_by_key(|p| p.date).unwrap_or(first);
        }
        let is_fuller = |p: &&Published| match (first.time, first.offset) {
            (None, _) => p.time.is_some() && p.date == first.date,
            (time, None) => p.offset.is_some() && p.time == time && p.date == first.date,
            _ => false,
        };
        first = found.iter().find(is_fuller).copied().unwrap_or(first);
        // What follows "Updated" tells another time.
        let mut lines = beside.lines.iter().filter_map(|line| self.lexicon.before("update", line));
        let line = lines.find_map(|line| self.lexicon.dates.time_on(line, first.date));
        match (line, first.time) {
            (Some((time, offset)), None) => (first.time, first.offset) = (Some(time), offset),
            (Some((told, Some(offset))), Some(time)) if first.offset.is_none() && is_same(told, time) => {
                first.offset = Some(offset);
            }
            _ => {}
        }
        // A time that is seen and means the last change tells how far the clock of the page is from UTC.
        let seen = beside.times.iter().filter_map(|raw| self.lexicon.dates.machine(raw, PublishedBy::Metadata));
        let shift = modified.and_then(|m| seen.filter(|p| p.offset.is_none()).find_map(|p| whole_hours(p, m)));
        first.offset = first.offset.or(shift.filter(|_| first.time.is_some()));
        // So may another time of the page.
        let away = modified.and_then(|m| m.offset).filter(|offset| *offset != Offset::UTC);
        first.offset = first.offset.or(away.filter(|_| first.time.is_some()));
        Some(first)
    }

    /// The part of the outlet that it stands in; a longer text is a list of key words.
    fn section(&self) -> Option<String> {
        const LONGEST: usize = 60;
        let section = self.article.text("articleSection").or_else(|| self.meta("article:section"));
        section.filter(|section| section.len() <= LONGEST)
    }

    /// When it was last changed.
    fn modified(&self) -> Option<Published> {
        let metas = MODIFIED.iter().filter_map(|name| self.meta(name));
        let mut raw = self.article.text("dateModified").into_iter().chain(metas);
        raw.find_map(|raw| self.lexicon.dates.machine(&raw, PublishedBy::Metadata))
    }

    fn language(&self) -> Option<String> {
        let said = self.language.clone().or_else(|| self.article.text("inLanguage"))?.to_lowercase();
        let code = said.split(['-', '_']).next().unwrap_or_default();
        (code.len() == 2 && self.lexicon.is_language_code(code)).then(|| code.to_owned())
    }
}

/// The names under which pages give the date of the last change.
const MODIFIED: [&str; 4] = ["article:modified_time", "og:updated_time", "article.updated", "dateModified"];

/// Whether one time is after another, so far as that is known.
fn is_after(one: Published, other: Published) -> bool {
    let instant = |p: Published| p.offset?.to_timestamp(p.date.to_datetime(p.time?)).ok();
    match (instant(one), instant(other)) {
        (Some(one), Some(other)) => one > other,
        _ => (one.date, one.time) > (other.date, other.time),
    }
}

/// How far the clock of one time without a zone is from UTC, if it tells what another means but for whole hours.
fn whole_hours(local: Published, zoned: Published) -> Option<Offset> {
    let instant = zoned.offset?.to_timestamp(zoned.date.to_datetime(zoned.time?)).ok()?;
    let told = Offset::UTC.to_timestamp(local.date.to_datetime(local.time?)).ok()?;
    let seconds = told.as_second() - instant.as_second();
    let is_zone = seconds != 0 && seconds % 3600 == 0 && seconds.abs() <= 14 * 3600;
    is_zone.then(|| Offset::from_seconds(i32::try_from(seconds).ok()?).ok())?
}

/// Whether two clocks tell the same, to the minute.
fn is_same(one: Time, other: Time) -> bool {
    (one.hour(), one.minute()) == (other.hour(), other.minute())
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
