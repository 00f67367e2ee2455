//! What a text says about itself: its headline, who wrote it, who published it, when and where. Never from furniture.

use crate::label::Labelled;
use crate::lexicon::Lexicon;
use crate::people;
use dateline_core::{Published, PublishedBy, RegionKind, Report};

/// Fills what did not come with a report from its labelled text.
pub(crate) fn fill(lexicon: &Lexicon, report: &mut Report, labelled: &Labelled) {
    let dateline = labelled.dateline.as_ref();
    report.place = dateline.and_then(|d| d.place.clone());
    if report.title.is_none() {
        let words: Vec<&str> = labelled.lines_of(RegionKind::Title).map(|l| l.words.as_str()).collect();
        report.title = (!words.is_empty()).then(|| words.join(" "));
    }
    if report.authors.is_empty() {
        let outlet = report.outlet.as_deref();
        report.authors =
            labelled.lines_of(RegionKind::Byline).flat_map(|l| authors(lexicon, &l.words, outlet)).collect();
    }
    if report.outlet.is_none() {
        report.outlet = outlet(lexicon, labelled);
    }
    if report.published.is_none() {
        let by = PublishedBy::Text;
        let written = dateline.and_then(|d| d.date).map(|date| Published { date, time: None, offset: None, by });
        report.published = published(lexicon, labelled, "dated").or(written);
        report.published = report.published.or_else(|| published(lexicon, labelled, "date"));
    }
}

/// The names of a byline.
fn authors(lexicon: &Lexicon, line: &str, outlet: Option<&str>) -> Vec<String> {
    let Some(found) = lexicon.captures("author", line) else { return Vec::new() };
    people::names(lexicon, found.name("names").map_or("", |n| n.as_str()), outlet)
}

/// The outlet that a line on the publication names, or that the article does.
fn outlet(lexicon: &Lexicon, labelled: &Labelled) -> Option<String> {
    // "Published in the Northern Packet": an article in lower case is the sentence's, not the name's.
    let named = |form, line| {
        let name = lexicon.captures(form, line)?.name("outlet")?.as_str().trim();
        Some(lexicon.without_lead("article-before", name).to_owned())
    };
    let in_byline = || labelled.lines_of(RegionKind::Byline).find_map(|l| named("published", &l.words));
    let in_body = || labelled.lines_of(RegionKind::Body).find_map(|l| named("outlet", &l.words));
    in_byline().or_else(in_body)
}

/// The date of the lines that date the report, of this form; of one that tells of a change only if there is no other.
fn published(lexicon: &Lexicon, labelled: &Labelled, form: &str) -> Option<Published> {
    let dated = || {
        labelled
            .lines_of(RegionKind::Byline)
            .filter(|l| lexicon.has_form(form, &l.words) && lexicon.dates.find(&l.words).is_some())
    };
    let before = |line: &str| lexicon.dates.whole(lexicon.before("update", line)?, PublishedBy::Text);
    dated().find_map(|l| before(&l.words)).or_else(|| lexicon.dates.whole(&dated().next()?.words, PublishedBy::Text))
}

/// The language of a text, where it is plain to see.
pub(crate) fn language(lexicon: &Lexicon, labelled: &Labelled) -> Option<String> {
    /// Enough to tell a language by, and no more to look through.
    const LOOK: usize = 4000;
    let mut sample = String::new();
    for line in labelled.lines_of(RegionKind::Body) {
        sample.push_str(&line.words);
        sample.push('\n');
        if sample.len() > LOOK {
            break;
        }
    }
    let found = whatlang::detect(&sample)?;
    found.is_reliable().then(|| lexicon.language_code(found.lang().code()).map(str::to_owned))?
}
