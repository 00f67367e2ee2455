//! The text exports of press databases (Nexis, Factiva, Europresse), split into their articles.

use super::{Member, Members, Parent};
use crate::decode::decode;
use crate::draft::Given;
use crate::error::{Problem, ReadError};
use crate::kind::{Database, Form};
use crate::lexicon::Lexicon;
use crate::record;
use crate::source::hexadecimal;
use dateline_core::{Published, PublishedBy};
use std::ops::Range;

/// An article of an export.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Article {
    /// Where it stands with its facts.
    pub(crate) whole: Range<usize>,
    /// Where its text stands.
    pub(crate) body: Range<usize>,
    pub(crate) given: Given,
}

/// Which database a text is an export of.
pub(crate) fn told_by(lexicon: &Lexicon, head: &str) -> Option<Database> {
    /// No list before the first article is longer.
    const LOOK: usize = 2000;
    let mut labels = 0;
    let (mut copyright, mut words) = (false, false);
    for line in head.lines().take(LOOK) {
        // Nothing that is looked for is long, and prose is.
        if line.len() > 200 || line.trim().is_empty() {
            continue;
        }
        labels += usize::from(lexicon.has_form("factiva-labelled", line));
        words |= lexicon.has_form("factiva-words", line);
        copyright |= lexicon.has_form("nexis-copyright", line) || lexicon.has_form("nexis-field", line);
        match () {
            () if lexicon.has_form("nexis-begin", line) => return Some(Database::Nexis),
            () if lexicon.has_form("nexis-end", line) && copyright => return Some(Database::Nexis),
            () if lexicon.has_form("factiva-end", line) && (words || labels >= 4) => return Some(Database::Factiva),
            () if lexicon.has_form("europresse-id", line) => return Some(Database::Europresse),
            () => {}
        }
    }
    None
}

/// The articles of an export, each with its own bytes.
pub(super) fn articles(bytes: Vec<u8>, database: Database, parent: Parent) -> Result<Members, ReadError> {
    let text = decode(&bytes, parent.charset).text;
    let found = split(&parent.context.lexicon, &text, database);
    if found.is_empty() {
        return Err(parent.fault(Problem::NothingIn("an export")));
    }
    let members = found.into_iter().enumerate().map(move |(i, article)| {
        let body = text[article.body].as_bytes().to_vec();
        let member = parent.part(&format!("#{}", i + 1), i + 1, Form::Plain, body);
        let sha256 = Some(hexadecimal(text[article.whole].as_bytes()));
        Ok(Member { given: article.given.or(parent.given.clone()), sha256, ..member })
    });
    Ok(Box::new(members))
}

/// Splits an export into its articles.
pub(crate) fn split(lexicon: &Lexicon, text: &str, database: Database) -> Vec<Article> {
    let lines = lines(text);
    let is = |form: &'static str| move |line: &Line| lexicon.has_form(form, line.text);
    match database {
        Database::Nexis if lines.iter().any(is("nexis-begin")) => {
            let starts = lines.iter().enumerate().filter(|(_, l)| is("nexis-begin")(l)).map(|(i, _)| i);
            let mut bounds: Vec<usize> = starts.collect();
            bounds.push(lines.len());
            bounds
                .windows(2)
                .map(|w| &lines[w[0] + 1..w[1]])
                .filter_map(|lines| nexis(lexicon, lines))
                .collect::<Vec<_>>()
        }
        Database::Nexis => lines.split(is("nexis-end")).filter_map(|lines| nexis(lexicon, lines)).collect(),
        Database::Factiva => {
            ended(&lines, is("factiva-end")).into_iter().filter_map(|lines| factiva(lexicon, lines)).collect()
        }
        Database::Europresse => {
            ended(&lines, is("europresse-id")).into_iter().filter_map(|lines| europresse(lexicon, lines)).collect()
        }
    }
}

/// A line, and where it stands.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

impl Line<'_> {
    fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut found = Vec::new();
    for raw in text.split_inclusive('\n') {
        let line = raw.trim_end_matches(['\n', '\r']);
        found.push(Line { text: line, start, end: start + line.len() });
        start += raw.len();
    }
    found
}

/// The stretches of lines that each end in a line of some form; what stands after the last of them is no article.
fn ended<'a, 'l>(lines: &'a [Line<'l>], is_end: impl Fn(&Line) -> bool) -> Vec<&'a [Line<'l>]> {
    let (mut start, mut found) = (0, Vec::new());
    for (i, line) in lines.iter().enumerate() {
        if is_end(line) {
            found.push(&lines[start..i]);
            start = i + 1;
        }
    }
    found
}

/// The article whose text is in these of its lines.
fn article(lines: &[Line], body: &[Line], given: Given) -> Option<Article> {
    let first = body.iter().find(|l| !l.is_blank())?;
    let last = body.iter().rfind(|l| !l.is_blank())?;
    Some(Article { whole: lines.first()?.start..lines.last()?.end, body: first.start..last.end, given })
}

fn dated(lexicon: &Lexicon, line: &str) -> Option<Published> {
    let line = line.trim();
    // The date of a head stands alone; one in prose is of something else.
    (line.len() < 60).then(|| lexicon.dates.whole(line, PublishedBy::Given))?
}

/// An article of Nexis: outlet, date, title and fields, the body, then fields again.
fn nexis(lexicon: &Lexicon, lines: &[Line]) -> Option<Article> {
    let date = lines.iter().position(|l| dated(lexicon, l.text).is_some())?;
    let mut given = Given { published: dated(lexicon, lines[date].text), ..Given::default() };
    let word = |i: usize| lines[i].text.trim().to_owned();
    let before: Vec<usize> = (0..date).rev().filter(|&i| !lines[i].is_blank()).take(2).collect();
    given.outlet = before.first().map(|&i| word(i));
    let field = |line: &Line| {
        lexicon.captures("nexis-field", line.text).map(|c| (c["name"].to_uppercase(), c["value"].trim().to_owned()))
    };
    let is_body = |line: &Line| lexicon.has_form("nexis-body", line.text);
    let body_mark = lines.iter().position(is_body);
    // In the newer form the title stands over the outlet, in the older under the date.
    let head_end = match body_mark {
        Some(mark) => {
            given.title = before.get(1).map(|&i| word(i));
            mark
        }
        None => {
            let after = |i: &usize| {
                let line = &lines[*i];
                !line.is_blank()
                    && field(line).is_none()
                    && !lexicon.has_form("nexis-copyright", line.text)
                    && !lexicon.has_form("nexis-rights", line.text)
            };
            let title = (date + 1..lines.len()).find(after)?;
            let end = (title..lines.len()).find(|&i| lines[i].is_blank()).unwrap_or(lines.len());
            given.title = Some((title..end).map(word).collect::<Vec<_>>().join(" "));
            // The last field of the head is its length.
            let fields = (end..lines.len())
                .take_while(|&i| lines[i].is_blank() || field(&lines[i]).is_some() || goes_on(lexicon, lines, i));
            fields.filter(|&i| field(&lines[i]).is_some()).last().unwrap_or(end.saturating_sub(1))
        }
    };
    for (name, value) in lines[..=head_end.min(lines.len() - 1)].iter().filter_map(field) {
        if name == "BYLINE" {
            given.authors = record::names(lexicon.without_lead("export-by", &value));
        }
    }
    let rest = &lines[(head_end + 1).min(lines.len())..];
    let is_tail = |line: &Line| {
        let tail = ["LOAD-DATE", "LANGUAGE", "PUBLICATION-TYPE", "GRAPHIC", "COUNTRY", "SUBJECT", "CLASSIFICATION"];
        field(line).is_some_and(|(name, _)| tail.contains(&name.as_str()))
            || lexicon.has_form("nexis-copyright", line.text)
            || lexicon.has_form("nexis-rights", line.text)
    };
    let end = rest.iter().position(is_tail).unwrap_or(rest.len());
    article(lines, &rest[..end], given)
}

/// Whether a line goes on with a field of the line before.
fn goes_on(lexicon: &Lexicon, lines: &[Line], i: usize) -> bool {
    i > 0 && !lines[i - 1].is_blank() && lexicon.captures("nexis-field", lines[i - 1].text).is_some()
}

/// An article of Factiva: labelled lines, or lines that are known by their order.
fn factiva(lexicon: &Lexicon, lines: &[Line]) -> Option<Article> {
    let labels = lines.iter().filter(|l| lexicon.has_form("factiva-labelled", l.text)).count();
    if labels >= 4 { factiva_labelled(lexicon, lines) } else { factiva_plain(lexicon, lines) }
}

fn factiva_plain(lexicon: &Lexicon, lines: &[Line]) -> Option<Article> {
    let words = lines.iter().position(|l| lexicon.has_form("factiva-words", l.text))?;
    let date = (words..lines.len().min(words + 4)).find(|&i| dated(lexicon, lines[i].text).is_some())?;
    let mut given = Given { published: dated(lexicon, lines[date].text), ..Given::default() };
    let mut at = date + 1;
    if lines.get(at).is_some_and(|l| lexicon.has_form("factiva-time", l.text)) {
        given.published = dated(lexicon, &format!("{} {}", lines[date].text.trim(), lines[at].text.trim()));
        at += 1;
    }
    given.outlet = lines.get(at).map(|l| l.text.trim().to_owned());
    // Code, page, edition, language and copyright, up to the empty line before the text.
    let is_head = |l: &Line| {
        ["factiva-code", "factiva-page", "factiva-language", "factiva-copyright"]
            .iter()
            .any(|f| lexicon.has_form(f, l.text))
    };
    let mut body = at + 1;
    while lines.get(body).is_some_and(|l| !l.is_blank()) {
        body += 1;
    }
    while lines.get(body).is_some_and(|l| l.is_blank() || is_head(l)) {
        body += 1;
    }
    let head: Vec<&str> = lines[..words].iter().map(|l| l.text.trim()).filter(|l| !l.is_empty()).collect();
    let byline = head.iter().rposition(|l| lexicon.has_form("factiva-by", l));
    given.authors = byline.map(|i| record::names(lexicon.without_lead("factiva-by", head[i]))).unwrap_or_default();
    // A section may stand over the title, which is the last line before the byline.
    let title = head[..byline.unwrap_or(head.len())].last();
    given.title = title.map(|t| (*t).to_owned());
    article(lines, &lines[body.min(lines.len())..], given)
}

fn factiva_labelled(lexicon: &Lexicon, lines: &[Line]) -> Option<Article> {
    let mut given = Given::default();
    let (mut label, mut body) = (String::new(), Vec::new());
    let (mut title, mut date, mut time) = (String::new(), String::new(), String::new());
    for line in lines {
        let found = lexicon.captures("factiva-labelled", line.text);
        let value = found.as_ref().map_or(line.text, |c| c.name("value").map_or("", |v| v.as_str())).trim();
        if let Some(found) = &found {
            label = found["name"].to_owned();
        }
        match label.as_str() {
            "HD" if !value.is_empty() => title = format!("{title} {value}"),
            "BY" if !value.is_empty() => given.authors.extend(record::names(lexicon.without_lead("export-by", value))),
            "PD" if !value.is_empty() => date = value.to_owned(),
            "ET" if !value.is_empty() => time = value.to_owned(),
            "SN" if !value.is_empty() => given.outlet = Some(value.to_owned()),
            "LP" | "TD" => {
                let start = line.end - value.len().min(line.end - line.start);
                body.push(Line { text: value, start: if found.is_some() { start } else { line.start }, end: line.end });
            }
            _ => {}
        }
    }
    given.title = Some(title.trim().to_owned()).filter(|t| !t.is_empty());
    given.published =
        dated(lexicon, &format!("{date} {time}")).or_else(|| lexicon.dates.machine(&date, PublishedBy::Given));
    article(lines, &body, given)
}

/// An article of Europresse: source, date, title and author, the body, then who owns it and its number.
fn europresse(lexicon: &Lexicon, lines: &[Line]) -> Option<Article> {
    let source = lines.iter().position(|l| lexicon.has_form("europresse-source", l.text));
    let outlet = match source {
        Some(i) => lexicon
            .captures("europresse-source", lines[i].text)
            .map(|c| c["value"].trim().to_owned())
            .filter(|v| !v.is_empty()),
        None => None,
    };
    let first = lines.iter().position(|l| !l.is_blank())?;
    let outlet = outlet.or_else(|| Some(lines[first].text.trim().to_owned()));
    let is_field = |l: &Line| {
        l.is_blank() || lexicon.has_form("europresse-field", l.text) || lexicon.has_form("europresse-page", l.text)
    };
    let date = (first..lines.len()).find(|&i| dated(lexicon, lines[i].text).is_some());
    let mut at = date.map_or(first + 1, |i| i + 1);
    while lines.get(at).is_some_and(is_field) {
        at += 1;
    }
    let title = lines.get(at)?.text.trim().to_owned();
    let rest = &lines[(at + 1).min(lines.len())..];
    let end = rest.iter().position(|l| lexicon.has_form("europresse-rights", l.text)).unwrap_or(rest.len());
    let published = date.and_then(|i| dated(lexicon, lines[i].text));
    article(lines, &rest[..end], Given { outlet, title: Some(title), published, ..Given::default() })
}
