//! Tells what each stretch of a text is: first by signs on the line itself, then by where it stands.

mod dateline;
mod signs;
mod title;
mod zones;

use crate::lexicon::Lexicon;
use crate::lines::{Line, lines};
use dateline_core::{Region, RegionKind, Span, Text};
use std::ops::Range;

pub(crate) use dateline::Dateline;
pub(crate) use signs::is_date_line;

/// A text by its parts.
#[derive(Debug)]
pub(crate) struct Labelled {
    /// The paragraphs, each with its kind.
    pub(crate) lines: Vec<Line>,
    /// The place and date that open the body.
    pub(crate) dateline: Option<Dateline>,
}

/// Labels the paragraphs of a text.
///
/// `title` is the one that came with the text, `marked` what its markup says of it; `cleaned`, that menus
/// and the like were taken off before. Where nothing speaks for another
/// kind a paragraph is body: a line of a menu that stays costs less than a paragraph of the article that is lost.
pub(crate) fn label(
    lexicon: &Lexicon,
    text: &Text,
    title: Option<&str>,
    marked: &[(Range<usize>, RegionKind)],
    cleaned: bool,
) -> Labelled {
    let mut lines = lines(lexicon, text);
    mark(&mut lines, marked);
    signs::apply(lexicon, &mut lines);
    title::find(lexicon, &mut lines, title);
    zones::head(lexicon, &mut lines);
    zones::middle(lexicon, &mut lines);
    zones::tail(lexicon, &mut lines, cleaned);
    if lines.iter().all(|l| l.kind.is_some()) {
        // Without a body there is no article that the rest could be furniture of.
        lines.iter_mut().for_each(|l| l.kind = None);
    }
    let dateline = dateline::find(lexicon, text, &lines);
    for line in &mut lines {
        line.kind.get_or_insert(RegionKind::Body);
    }
    Labelled { lines, dateline }
}

/// Gives paragraphs the kinds that the markup says of ranges, which are in order.
fn mark(lines: &mut [Line], marked: &[(Range<usize>, RegionKind)]) {
    for line in lines {
        let next = marked.partition_point(|(range, _)| range.end < line.span.end());
        let found = marked.get(next).filter(|(range, _)| range.start <= line.span.start());
        line.kind = found.map(|(_, kind)| *kind);
    }
}

impl Labelled {
    /// The paragraphs of a kind.
    pub(crate) fn lines_of(&self, kind: RegionKind) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |l| l.kind == Some(kind))
    }

    /// The regions: body paragraphs without an empty line between them are one, every other line is its own.
    pub(crate) fn regions(&self, text: &Text) -> Vec<Region> {
        let mut regions: Vec<Region> = Vec::new();
        let dateline = self.dateline.as_ref().map(|d| d.span);
        for line in &self.lines {
            let kind = line.kind.unwrap_or(RegionKind::Body);
            let mut span = line.span;
            if let Some(dateline) = dateline.filter(|d| line.span.contains(*d)) {
                regions.push(Region { span: dateline, kind: RegionKind::Dateline });
                span = text.trim(rest(text, line.span, dateline));
            }
            let joins = kind == RegionKind::Body && !line.after_blank;
            match regions.last_mut() {
                _ if span.is_empty() => {}
                Some(last) if joins && last.kind == RegionKind::Body => last.span = last.span.cover(span),
                _ => regions.push(Region { span, kind }),
            }
        }
        regions
    }
}

/// What follows the dateline in its line.
fn rest(text: &Text, line: Span, dateline: Span) -> Span {
    text.span(dateline.end()..line.end()).unwrap_or(line)
}
