//! Statements by their layout alone: posts set into a report ("… — Name (@handle)"), and transcripts ("HOST: …").

use super::content::{Content, Link};
use super::find::Attribution;
use super::reading::{Reading, Run};
use super::source::{Extent, Source, Way};
use regex::Regex;
use std::sync::LazyLock;

/// The signature of a post: "— Ann Lee (@annlee) May 3, 2014".
static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[—–-]{1,2}\s?(?P<source>[^—–\n()]{1,60}\(@\w{1,30}\))(?:\s+(?:\p{L}+ \d{1,2},? \d{4}|\d{1,2} \p{L}+ \d{4}(?: г\.)?))?")
        .expect("a pattern that the tests read")
});

/// A transcript's label: "Q.", "HOST:", "ANN LEE:".
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?P<source>[QA](?:uestion|nswer)?[.:]|\p{Lu}[\p{Lu}.'’-]+(?: [\p{Lu}.'’-]+){0,3}:) *")
        .expect("a pattern that the tests read")
});

/// The names by which these statements tell what found them.
pub(super) const NAMES: [&str; 2] = [SIGNED_POST, "transcript"];
/// What finds a post by its signature.
pub(super) const SIGNED_POST: &str = "signed post";

/// A report with fewer labelled paragraphs is no transcript: "ROME: The talks …" opens many a report.
const FEWEST: usize = 3;

/// The posts and the transcript lines of a report.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Attribution> {
    let mut found = Vec::new();
    let mut lines = Vec::new();
    for paragraph in &reading.paragraphs {
        let Some(span) = reading.parse.span_of(paragraph.clone()) else { continue };
        let text = reading.parse.source();
        let words = text.str(span);
        let tokens = |range: std::ops::Range<usize>| text.within(span, range).map(|s| reading.parse.tokens_in(s));
        if words.contains("(@") {
            let mut from = 0;
            for post in SIGNED.captures_iter(words) {
                let (Some(all), Some(source)) = (post.get(0), post.name("source")) else { continue };
                let (content, source) = (tokens(from..all.start()), tokens(source.range()));
                found.extend(statement(reading, content, source, NAMES[0]));
                from = all.end();
            }
        }
        if let Some(source) = LABEL.captures(words).and_then(|label| label.name("source")) {
            let content = tokens(source.end()..words.len());
            lines.extend(statement(reading, content, tokens(source.range()), NAMES[1]));
        }
    }
    if lines.len() >= FEWEST {
        found.append(&mut lines);
    }
    found
}

/// Where a signed post stood, as the report says it: the word nearest to it that names a place of such posts, first of
/// those in its own paragraph.
pub(super) fn platform(reading: &Reading<'_>, post: &Attribution) -> Option<Run> {
    /// How far from the post the report may say it, in tokens.
    const REACH: usize = 1000;
    let says = |&i: &usize| {
        let word = reading.lower(i);
        word.starts_with("tweet") || word.contains("twitter")
    };
    let paragraph = &reading.paragraphs[reading.paragraph_of(post.cue)];
    let nearest = |run: Run, named: bool| {
        let fits = |i: &usize| says(i) && (!named || reading.lower(*i).contains("twitter"));
        run.filter(fits).min_by_key(|&i| i.abs_diff(post.cue))
    };
    let all = post.cue.saturating_sub(REACH)..reading.parse.len().min(post.cue + REACH);
    let at = nearest(paragraph.clone(), true).or_else(|| nearest(all.clone(), true)).or_else(|| nearest(all, false))?;
    Some(at..at + 1)
}

fn statement(
    reading: &Reading<'_>,
    content: Option<Run>,
    source: Option<Run>,
    by: &'static str,
) -> Option<Attribution> {
    let (content, source) = (reading.trim(content?), source?);
    if content.is_empty() || source.is_empty() {
        return None;
    }
    let handle = source.clone().find(|&i| reading.parse.text(i).starts_with(['(', '@'])).unwrap_or(source.end);
    let head = (source.start..handle).rev().find(|&i| !reading.is_mark(i)).unwrap_or(source.start);
    Some(Attribution {
        cue: source.start,
        words: source.start..source.start,
        source: Source { run: source.clone(), head, way: Way { up: 0, top: head, down: None }, extent: Extent::Whole },
        content: Content { pieces: vec![content], link: Link::Before, by: source.start, skips: None },
        score: 0,
        by,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_and_labels() {
        let signed = |words| SIGNED.captures(words).map(|c| c["source"].to_owned());
        assert_eq!(signed("We sail at dawn. — Ann Lee (@annlee) May 3, 1914").as_deref(), Some("Ann Lee (@annlee)"));
        let label = |words| LABEL.captures(words).map(|c| c["source"].to_owned());
        assert_eq!(label("HOST: Good evening.").as_deref(), Some("HOST:"));
        assert_eq!(label("Q. Did you sail?").as_deref(), Some("Q."));
        assert_eq!(label("He said: no"), None);
    }
}
