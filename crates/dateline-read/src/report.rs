//! From the bytes of a source to its reports.

use crate::decode::{declared_in_html, decode};
use crate::draft::Draft;
use crate::error::{Problem, ReadError};
use crate::kind::Kind;
use crate::label::label;
use crate::{Source, facts, html, json, markdown};
use dateline_core::{Report, Text};
use std::collections::BTreeSet;

impl Source {
    /// Makes the reports of these bytes: one, or as many as a JSON array holds; for each that fails, the reason.
    ///
    /// Two sources may give reports of the same id; [`read`](crate::read) sees to that.
    pub fn read(&self) -> Vec<Result<Report, ReadError>> {
        let declared = (self.kind == Kind::Html).then(|| declared_in_html(&self.bytes)).flatten();
        let decoded = decode(&self.bytes, declared);
        let mut reports = Vec::new();
        if decoded.replaced > 0 {
            let problem = Problem::Replaced { count: decoded.replaced, encoding: decoded.encoding };
            reports.push(Err(ReadError::new(&self.from, problem)));
        }
        let drafts = match self.kind {
            Kind::Json | Kind::JsonLines => json::drafts(&decoded.text),
            Kind::Html => return reports.into_iter().chain([self.page(&decoded.text)]).collect(),
            Kind::Markdown => vec![Ok(markdown::draft(decoded.text))],
            Kind::Plain | Kind::Part(_) | Kind::Binary(_) => vec![Ok(Draft { text: decoded.text, ..Draft::default() })],
        };
        let failed = |reason| ReadError::new(&self.from, Problem::Json(reason));
        let made = drafts.into_iter().map(|draft| draft.map_err(failed).and_then(|draft| self.finish(draft)));
        reports.extend(made);
        reports
    }

    fn page(&self, page: &str) -> Result<Report, ReadError> {
        if page.trim().is_empty() {
            return Err(ReadError::new(&self.from, Problem::Empty));
        }
        let draft = html::draft(page).map_err(|problem| ReadError::new(&self.from, problem))?;
        self.finish(draft)
    }

    /// Labels a draft's text and takes from it what did not come with it.
    fn finish(&self, draft: Draft) -> Result<Report, ReadError> {
        if draft.text.trim().is_empty() {
            return Err(ReadError::new(&self.from, Problem::Empty));
        }
        let Draft { given, text, cleaned, marked } = draft;
        let text = Text::new(text);
        let labelled = label(&text, given.title.as_deref(), &marked, cleaned);
        let mut report = Report {
            id: given.id.unwrap_or_else(|| self.id.clone()),
            sha256: self.sha256.clone(),
            from: self.from.clone(),
            title: given.title,
            outlet: given.outlet,
            authors: given.authors,
            url: given.url,
            language: given.language.or_else(|| facts::language(&labelled)),
            place: None,
            published: given.published,
            updated: given.updated,
            section: given.section,
            regions: labelled.regions(&text),
            text,
        };
        facts::fill(&mut report, &labelled);
        Ok(report)
    }
}

/// The ids of a run so far: no two of its reports have the same.
#[derive(Debug, Default)]
pub struct Ids(BTreeSet<String>);

impl Ids {
    /// An id that no report before had: `-2`, `-3` and so on is put after one that is taken.
    ///
    /// ```
    /// let mut ids = dateline_read::Ids::default();
    /// assert_eq!([ids.unique("ferry".into()), ids.unique("ferry".into())], ["ferry", "ferry-2"]);
    /// ```
    pub fn unique(&mut self, given: String) -> String {
        let mut id = given.clone();
        let mut number = 1;
        while !self.0.insert(id.clone()) {
            number += 1;
            id = format!("{given}-{number}");
        }
        id
    }
}
