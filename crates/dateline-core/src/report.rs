//! A report: its text, what is known of it, and which stretches of the text are what.

use crate::paragraphs::paragraphs;
use crate::{Span, Text};
use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One article, page or post, with its text and what is known of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Given, else the file's name without its endings; unique in a run.
    pub id: String,
    /// Of the bytes that were read, in hexadecimal.
    pub sha256: String,
    /// The path or URL that it was read from.
    pub from: String,
    /// The headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it, in the order of the byline.
    pub authors: Vec<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// The text's language as an ISO 639-1 code.
    pub language: Option<String>,
    /// The place of the dateline.
    pub place: Option<String>,
    /// When it was published, and how we know.
    pub published: Option<Published>,
    /// When its outlet says that it was last changed, where that is after the publication.
    pub updated: Option<Published>,
    /// The part of the outlet that it stands in, as the outlet names it.
    pub section: Option<String>,
    /// The text, as it was given.
    pub text: Text,
    /// The text by its parts, in order, without overlap; white space between them belongs to none.
    pub regions: Vec<Region>,
    /// What stands in the text as a thing of its own, by where it begins; the regions tell its kinds of text all the same.
    pub parts: Vec<Part>,
}

impl Report {
    /// The stretches that hold the article itself, in order: title, dateline, body, captions, corrections.
    pub fn article(&self) -> impl Iterator<Item = &Region> {
        self.regions.iter().filter(|r| !matches!(r.kind, RegionKind::Furniture | RegionKind::Byline))
    }

    /// The paragraphs of the article itself, in order; none runs over the end of its region.
    pub fn paragraphs(&self) -> impl Iterator<Item = Span> {
        self.article().flat_map(|region| paragraphs(&self.text, region.span))
    }

    /// When what stands at a byte of the text was published: the entry or the post there, where it tells that, else the report.
    ///
    /// ```
    /// use dateline_core::{Part, PartKind, Published, PublishedBy, Report, Text};
    /// let text = Text::new("It sank. It rose.");
    /// let time = Published::parse("1912-03-02", PublishedBy::Metadata);
    /// let span = text.span(9..17).expect("a sentence");
    /// let parts = vec![Part { time, ..Part::new(span, PartKind::Entry) }];
    /// let report = Report { published: Published::parse("1912-03-03", PublishedBy::Given), text, parts, ..Report::default() };
    /// assert_eq!(report.published_at(0).map(|p| p.to_string()).as_deref(), Some("1912-03-03"));
    /// assert_eq!(report.published_at(9).map(|p| p.to_string()).as_deref(), Some("1912-03-02"));
    /// ```
    pub fn published_at(&self, byte: usize) -> Option<Published> {
        let holds = |part: &&Part| part.span.start() <= byte && byte < part.span.end();
        let innermost = self.parts.iter().filter(holds).filter(|part| part.time.is_some()).min_by_key(|p| p.span.len());
        innermost.and_then(|part| part.time).or(self.published)
    }

    /// The kind of the region that holds a byte of the text, if any does.
    pub fn region_at(&self, byte: usize) -> Option<RegionKind> {
        let i = self.regions.partition_point(|r| r.span.end() <= byte);
        self.regions.get(i).filter(|r| r.span.start() <= byte).map(|r| r.kind)
    }
}

/// A publication date, with the time of day and its zone where they are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// The day, as the outlet counts it.
    pub date: Date,
    /// The time of day, as the outlet counts it. Midnight without a zone is taken for an unknown time.
    pub time: Option<Time>,
    /// How far that clock is from UTC.
    pub offset: Option<Offset>,
    /// How the date is known.
    pub by: PublishedBy,
}

impl Published {
    /// Reads an ISO 8601 date, or date and time with or without a zone; `None` for anything else.
    ///
    /// ```
    /// use dateline_core::{Published, PublishedBy};
    /// let published = Published::parse("2025-08-21T06:30:00+05:00", PublishedBy::Given).expect("ISO 8601");
    /// assert_eq!(published.to_string(), "2025-08-21T06:30:00+05:00");
    /// let midnight = Published::parse("2025-08-21T00:00:00", PublishedBy::Given).expect("ISO 8601");
    /// assert_eq!(midnight.to_string(), "2025-08-21");
    /// let zulu = Published::parse("2025-08-21T06:30:00.123Z", PublishedBy::Given).expect("ISO 8601");
    /// assert_eq!(zulu.to_string(), "2025-08-21T06:30:00+00:00");
    /// ```
    pub fn parse(raw: &str, by: PublishedBy) -> Option<Published> {
        let pieces = jiff::fmt::temporal::Pieces::parse(raw.trim()).ok()?;
        let offset = pieces.to_numeric_offset();
        // A clock that tells fractions of a second is a computer's: nobody publishes by them.
        let time = pieces.time().and_then(|t| Time::new(t.hour(), t.minute(), t.second(), 0).ok());
        let time = time.filter(|&t| t != Time::midnight() || offset.is_some());
        let date = pieces.date();
        Some(Published { date, time, offset, by })
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        if let Some(time) = self.time {
            write!(f, "T{time}")?;
        }
        match self.offset {
            Some(offset) if self.time.is_some() => {
                let minutes = offset.seconds() / 60;
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
            _ => Ok(()),
        }
    }
}

/// How a publication date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PublishedBy {
    /// Said by who gave the report.
    Given,
    /// Written in the page's metadata.
    Metadata,
    /// Written in the text.
    Text,
    /// Made certain by what the text says, without being written there.
    Inferred,
}

/// A stretch of a report's text by its part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: RegionKind,
}

/// A stretch of a report's text that stands for itself, with what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: PartKind,
    /// Who wrote it, where that is told.
    pub author: Option<String>,
    /// When it was published, where that is told.
    pub time: Option<Published>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// The platform that a post was made on.
    pub channel: Option<String>,
}

impl Part {
    /// A part of which no more is known.
    pub fn new(span: Span, kind: PartKind) -> Part {
        Part { span, kind, author: None, time: None, url: None, channel: None }
    }
}

/// What a part of a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PartKind {
    /// An entry of a live page.
    Entry,
    /// A post of somebody that the page shows.
    Post,
    /// The summary under a headline.
    Summary,
    /// A heading between paragraphs.
    Crosshead,
}

/// What a stretch of a report's text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RegionKind {
    /// The headline.
    Title,
    /// The article's own paragraphs.
    Body,
    /// Words under a picture of the article.
    Caption,
    /// Who wrote it, and lines on when and where it was published.
    Byline,
    /// The place and date that open a report.
    Dateline,
    /// What the outlet says it had wrong.
    Correction,
    /// Menus, appeals, links: what is not the article.
    Furniture,
}
