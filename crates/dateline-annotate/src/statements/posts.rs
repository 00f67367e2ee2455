//! Statements by their layout alone: posts set into a report ("… — Name (@handle)"), and transcripts ("HOST: …").

use super::content::{Content, Link};
use super::find::{Attribution, Finder};
use super::reading::{Reading, Run};
use super::source::{Extent, Source, Way};
use super::words::Lexicon;

/// A report with fewer labelled paragraphs is no transcript: "ROME: The talks …" opens many a report.
const FEWEST: usize = 3;

/// The posts and the transcript lines of a report.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Attribution> {
    let Lexicon { signed, label, .. } = reading.lexicon;
    let mut found = Vec::new();
    let mut lines = Vec::new();
    for paragraph in &reading.paragraphs {
        let Some(span) = reading.parse.span_of(paragraph.clone()) else { continue };
        let text = reading.parse.source();
        let words = text.str(span);
        let tokens = |range: std::ops::Range<usize>| text.within(span, range).map(|s| reading.parse.tokens_in(s));
        if words.contains("(@") {
            let mut from = 0;
            for post in signed.iter().flat_map(|signed| signed.captures_iter(words)) {
                let (Some(all), Some(source)) = (post.get(0), post.name("source")) else { continue };
                let (content, source) = (tokens(from..all.start()), tokens(source.range()));
                found.extend(statement(reading, content, source, Finder::SignedPost));
                from = all.end();
            }
        }
        if let Some(source) =
            label.as_ref().and_then(|label| label.captures(words)).and_then(|label| label.name("source"))
        {
            let content = tokens(source.end()..words.len());
            lines.extend(statement(reading, content, tokens(source.range()), Finder::Transcript));
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
    let words = &reading.lexicon.words;
    let names = |word: &str| words.post_platform.iter().any(|name| word.contains(name));
    let says = |&i: &usize| {
        let word = reading.lower(i);
        words.post_starts.strip_from_start_of(&word).is_some() || names(&word)
    };
    let paragraph = &reading.paragraphs[reading.paragraph_of(post.cue)];
    let nearest = |run: Run, named: bool| {
        let fits = |i: &usize| says(i) && (!named || names(&reading.lower(*i)));
        run.filter(fits).min_by_key(|&i| i.abs_diff(post.cue))
    };
    let all = post.cue.saturating_sub(REACH)..reading.parse.len().min(post.cue + REACH);
    let at = nearest(paragraph.clone(), true).or_else(|| nearest(all.clone(), true)).or_else(|| nearest(all, false))?;
    Some(at..at + 1)
}

fn statement(reading: &Reading<'_>, content: Option<Run>, source: Option<Run>, by: Finder) -> Option<Attribution> {
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
    use dateline_language::Language;

    #[test]
    fn signatures_and_labels() {
        let Lexicon { signed, label, .. } = Lexicon::new(&Language::english()).expect("in form");
        let (signed, label) = (signed.expect("there"), label.expect("there"));
        let signed = |words| signed.captures(words).map(|c| c["source"].to_owned());
        assert_eq!(signed("We sail at dawn. — Ann Lee (@annlee) May 3, 1914").as_deref(), Some("Ann Lee (@annlee)"));
        let label = |words| label.captures(words).map(|c| c["source"].to_owned());
        assert_eq!(label("HOST: Good evening.").as_deref(), Some("HOST:"));
        assert_eq!(label("Q. Did you sail?").as_deref(), Some("Q."));
        assert_eq!(label("He said: no"), None);
    }
}
