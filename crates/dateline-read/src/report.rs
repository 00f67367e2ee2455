//! From the bytes of a source to its reports.

use crate::containers::{document, entry, export, news_item, pdf};
use crate::decode::{declared_in_html, decode};
use crate::draft::{Draft, DraftPart};
use crate::error::{Problem, ReadError};
use crate::kind::Form;
use crate::label::label;
use crate::lexicon::Lexicon;
use crate::source::hexadecimal;
use crate::{Source, facts, html, json, markdown};
use dateline_core::{Part, Report, Text};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

impl Source {
    /// Makes the reports of these bytes: one, or as many as a line of JSON or a document of a press database holds;
    /// for each that fails, the reason.
    ///
    pub(crate) fn read(&self, lexicon: &Lexicon) -> Vec<Result<Report, ReadError>> {
        let read = catch_unwind(AssertUnwindSafe(|| self.reports(lexicon)));
        read.unwrap_or_else(|_| vec![Err(ReadError::new(&self.from, Problem::Failed))])
    }

    fn reports(&self, lexicon: &Lexicon) -> Vec<Result<Report, ReadError>> {
        let paged = match self.form {
            Form::Document => Some(document(&self.bytes)),
            Form::Pdf => Some(pdf(&self.bytes)),
            _ => None,
        };
        match paged {
            Some(Ok(draft)) => return self.articles(lexicon, draft),
            Some(Err(problem)) => return vec![Err(ReadError::new(&self.from, problem))],
            None => {}
        }
        let declared = || (self.form == Form::Html).then(|| declared_in_html(&self.bytes)).flatten();
        let decoded = decode(&self.bytes, self.charset.or_else(declared));
        let mut reports = Vec::new();
        if decoded.replaced > 0 {
            let problem = Problem::Replaced { count: decoded.replaced, encoding: decoded.encoding };
            reports.push(Err(ReadError::new(&self.from, problem)));
        }
        let text = decoded.text;
        let draft = match self.form {
            Form::Json => {
                reports.extend(self.json(lexicon, &text));
                return reports;
            }
            _ if text.trim().is_empty() => Err(Problem::Empty),
            Form::Html => html::draft(lexicon, &text),
            Form::Fragment => html::fragment(lexicon, &text).ok_or(Problem::Empty),
            Form::Entry => entry(lexicon, &text).ok_or(Problem::Empty),
            Form::NewsItem => news_item(lexicon, &text).ok_or(Problem::NothingIn("a news item")),
            Form::Markdown => Ok(markdown::draft(lexicon, text)),
            _ => Ok(Draft { text, ..Draft::default() }),
        };
        match draft {
            Ok(draft) => reports.extend(self.finish(lexicon, draft)),
            Err(problem) => reports.push(Err(ReadError::new(&self.from, problem))),
        }
        reports
    }

    /// The reports of a line of JSON, of which some services put several into one.
    fn json(&self, lexicon: &Lexicon, text: &str) -> Vec<Result<Report, ReadError>> {
        let items = match json::items(lexicon, text) {
            Ok(items) => items,
            Err(reason) => return vec![Err(ReadError::new(&self.from, Problem::Json(reason)))],
        };
        let one = |item: &json::Item| {
            let source = match item.pointer.as_str() {
                "" => Cow::Borrowed(self),
                pointer => Cow::Owned(self.part(&format!("#{pointer}"), item.raw)),
            };
            let failed = |reason| ReadError::new(&source.from, Problem::Json(reason));
            json::draft(lexicon, item)
                .map_or_else(|reason| vec![Err(failed(reason))], |draft| source.finish(lexicon, draft))
        };
        items.iter().flat_map(one).collect()
    }

    /// The report of a document, or the reports of one that a press database wrote.
    fn articles(&self, lexicon: &Lexicon, draft: Draft) -> Vec<Result<Report, ReadError>> {
        let Some(database) = export::told_by(lexicon, &draft.text) else { return self.finish(lexicon, draft) };
        let articles = export::split(lexicon, &draft.text, database);
        if articles.is_empty() {
            return self.finish(lexicon, draft);
        }
        let one = |(i, article): (usize, export::Article)| {
            let source = self.part(&format!("#{}", i + 1), &draft.text[article.whole]);
            let text = draft.text[article.body].to_owned();
            source.finish(lexicon, Draft { text, given: article.given, ..Draft::default() })
        };
        articles.into_iter().enumerate().flat_map(one).collect()
    }

    /// A part of this source, without its bytes.
    fn part(&self, place: &str, raw: &str) -> Source {
        let from = format!("{}{place}", self.from);
        let (id, given) = (self.id.clone(), self.given.clone());
        Source {
            from,
            id,
            given,
            sha256: hexadecimal(raw.as_bytes()),
            form: self.form,
            bytes: Vec::new(),
            charset: None,
        }
    }

    /// The report of a draft, and before it what of its date can not be read.
    fn finish(&self, lexicon: &Lexicon, draft: Draft) -> Vec<Result<Report, ReadError>> {
        let given = draft.given.clone().or(self.given.clone());
        let undated = given.undated.filter(|_| given.published.is_none());
        let told = undated.map(|raw| Err(ReadError::new(&self.from, Problem::Date(raw.chars().take(60).collect()))));
        told.into_iter().chain([self.labelled(lexicon, draft)]).collect()
    }

    /// Labels a draft's text and takes from it what did not come with it.
    fn labelled(&self, lexicon: &Lexicon, draft: Draft) -> Result<Report, ReadError> {
        if draft.text.trim().is_empty() {
            return Err(ReadError::new(&self.from, Problem::Empty));
        }
        let Draft { given, text, cleaned, marked, parts } = draft;
        let mut given = given.or(self.given.clone());
        // A channel's posts name it as who they are from.
        given.authors.retain(|a| Some(a) != given.outlet.as_ref());
        let text = Text::new(text);
        let labelled = label(lexicon, &text, given.title.as_deref(), &marked, cleaned);
        let mut report = Report {
            id: given.id.unwrap_or_else(|| self.id.clone()),
            sha256: self.sha256.clone(),
            from: self.from.clone(),
            title: given.title,
            outlet: given.outlet,
            authors: given.authors,
            url: given.url,
            language: given.language.or_else(|| facts::language(lexicon, &labelled)),
            place: None,
            published: given.published,
            updated: given.updated,
            section: given.section,
            regions: labelled.regions(&text),
            parts: parts.into_iter().filter_map(|part| of_text(&text, part)).collect(),
            text,
        };
        facts::fill(lexicon, &mut report, &labelled);
        Ok(report)
    }
}

/// A part by the place where it stands in a text.
fn of_text(text: &Text, part: DraftPart) -> Option<Part> {
    let DraftPart { range, kind, author, time, url, channel } = part;
    Some(Part { author, time, url, channel, ..Part::new(text.span(range)?, kind) })
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
