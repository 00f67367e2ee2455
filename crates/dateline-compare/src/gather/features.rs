//! What a report is about, as numbers: its words, its names and figures, its opening, its day, its length.

use super::words::{Endings, lower, words};
use crate::Lexicon;
use dateline_core::{RegionKind, Report};
use dateline_language::{Language, TableError};
use jiff::civil::Date;
use std::collections::HashMap;
use xxhash_rust::xxh3::xxh3_64;

/// A word's stem as a number. It comes from the letters alone, so that no order of reports can change it.
pub(crate) type Term = u32;

/// Terms with a number each, sorted by term.
pub(crate) type Terms = Vec<(Term, f32)>;

/// How much more a word of the headline counts than one of the text.
const TITLE: f32 = 2.0;
/// How much more the first word of the text counts than the last of a long one, less one.
const FRONT: f32 = 2.0;
/// After how many words half of [`FRONT`] is gone.
const FRONT_WORDS: f32 = 40.0;
/// How many bytes of the text belong to its opening.
const OPENING: usize = 400;

/// What of a report grouping looks at, before it is known how common each term is in the run.
#[derive(Clone, Debug, Default)]
pub(crate) struct Features {
    /// Every term, with how often it stands in the report; a word counts more in the headline and near the front.
    pub words: Terms,
    /// The same for names and figures alone.
    pub names: Terms,
    /// The terms of the headline and of the first lines.
    pub opening: Terms,
    /// The day of publication, counted from the year 1.
    pub day: Option<i32>,
    /// The number of words of the text.
    pub length: f32,
}

impl Features {
    pub(crate) fn of(lexicon: &Lexicon, report: &Report) -> Features {
        let mut bag = Bag { endings: &lexicon.endings, terms: HashMap::new() };
        let (title, text) = title_and_text(report);
        for word in words(title) {
            bag.add(word.text, word.opens, TITLE, true);
        }
        let mut length = 0.0;
        let mut bytes = 0;
        for part in text {
            for word in words(part) {
                let weight = 1.0 + FRONT / (1.0 + (length / FRONT_WORDS) * (length / FRONT_WORDS));
                bag.add(word.text, word.opens, weight, bytes + word.start < OPENING);
                length += 1.0;
            }
            bytes += part.len();
        }
        let (words, names, opening) = bag.finish();
        let day = report.published.map(|p| day_number(p.date));
        Features { words, names, opening, day, length }
    }
}

/// The headline, and the parts of the article without it.
fn title_and_text(report: &Report) -> (&str, Vec<&str>) {
    let title = report.title.as_deref().unwrap_or_default();
    if report.regions.is_empty() {
        let text = report.text.as_str();
        return (title, vec![text.strip_prefix(title).unwrap_or(text)]);
    }
    let of = |region: &dateline_core::Region| report.text.str(region.span);
    let headline = report.article().find(|r| r.kind == RegionKind::Title).map(of);
    let text = report.article().filter(|r| r.kind != RegionKind::Title).map(of);
    (headline.unwrap_or(title), text.collect())
}

fn day_number(date: Date) -> i32 {
    let start = Date::constant(1, 1, 1);
    date.duration_since(start).as_hours() as i32 / 24
}

struct Bag<'l> {
    endings: &'l Endings,
    terms: HashMap<Term, Count>,
}

#[derive(Clone, Copy, Default)]
struct Count {
    all: f32,
    /// As a name or figure, at a place where a capital says so.
    name: f32,
    /// With a capital where every word has one.
    perhaps: f32,
    opening: f32,
}

impl Bag<'_> {
    fn add(&mut self, word: &str, opens: bool, weight: f32, in_opening: bool) {
        let count = self.terms.entry(term(self.endings, word)).or_default();
        count.all += weight;
        let first = word.chars().next();
        if first.is_some_and(char::is_numeric) || (first.is_some_and(char::is_uppercase) && !opens) {
            count.name += weight;
        } else if first.is_some_and(char::is_uppercase) {
            count.perhaps += weight;
        }
        if in_opening {
            count.opening += if weight == TITLE { TITLE } else { 1.0 };
        }
    }

    fn finish(self) -> (Terms, Terms, Terms) {
        let mut all: Vec<(Term, Count)> = self.terms.into_iter().collect();
        all.sort_unstable_by_key(|&(term, _)| term);
        let pick = |of: fn(&Count) -> f32| -> Terms {
            let mut terms: Terms =
                all.iter().map(|(term, count)| (*term, of(count))).filter(|&(_, n)| n > 0.0).collect();
            // Kept of every report of a run.
            terms.shrink_to_fit();
            terms
        };
        let name = |c: &Count| if c.name > 0.0 { c.name + c.perhaps } else { 0.0 };
        (pick(|c| c.all), pick(name), pick(|c| c.opening))
    }
}

/// How many of 100,000 reports hold each term, in the language and not in the run.
#[derive(Clone, Debug)]
pub(crate) struct Background {
    holding: HashMap<Term, f32>,
    endings: Endings,
}

impl Background {
    /// Reads the counts of a language: lines of a stem and its count.
    ///
    /// # Errors
    /// If a line has another form.
    pub(crate) fn new(language: &Language, endings: Endings) -> Result<Background, TableError> {
        let table = language.table("word-counts.txt");
        let mut holding = HashMap::new();
        for line in table.lines() {
            let count = line.text.split_once(' ').and_then(|(stem, count)| Some((stem, count.parse().ok()?)));
            let (stem, count) = count.ok_or_else(|| table.fault(line, "a line is a stem, a space and a count"))?;
            holding.insert(xxh3_64(stem.as_bytes()) as u32, count);
        }
        Ok(Background { holding, endings })
    }

    /// How rare a word is: the logarithm of one over the share of reports that hold it, 7.6 at most.
    pub(crate) fn rarity(&self, word: &str) -> f32 {
        const RAREST: f32 = 50.0;
        let holding = self.holding.get(&term(&self.endings, word)).copied().unwrap_or(RAREST).max(RAREST);
        libm::logf(100_000.0 / holding)
    }
}

fn term(endings: &Endings, word: &str) -> Term {
    xxh3_64(endings.stem(&lower(word)).as_bytes()) as u32
}

/// How common each term is: in the reports of the run, and in the language before any of them was read.
#[derive(Clone, Debug)]
pub(crate) struct Commonness<'l> {
    background: &'l Background,
    reports: u32,
    holding: HashMap<Term, u32>,
}

/// How many reports the background counts as: with fewer in the run than this, the background decides.
const BACKGROUND_REPORTS: f32 = 300.0;
/// How many of 100,000 reports hold a word that the background does not list.
const UNLISTED: f32 = 1.0;

impl<'l> Commonness<'l> {
    /// With no report counted in.
    pub(crate) fn new(background: &'l Background) -> Commonness<'l> {
        Commonness { background, reports: 0, holding: HashMap::new() }
    }

    /// As counted elsewhere: how many reports there are, and how many of them hold each term.
    pub(crate) fn counted(
        background: &'l Background,
        reports: u32,
        holding: impl IntoIterator<Item = (Term, u32)>,
    ) -> Commonness<'l> {
        Commonness { background, reports, holding: holding.into_iter().collect() }
    }

    /// Counts a report's terms in.
    pub(crate) fn add(&mut self, features: &Features) {
        self.reports += 1;
        for &(term, _) in &features.words {
            *self.holding.entry(term).or_default() += 1;
        }
    }

    /// How much it tells that a report holds a term: the logarithm of one over the share of reports that do.
    pub(crate) fn weight(&self, term: Term) -> f32 {
        let background = self.background.holding.get(&term).copied().unwrap_or(UNLISTED) / 100_000.0;
        let holding = self.holding.get(&term).copied().unwrap_or(0) as f32 + BACKGROUND_REPORTS * background;
        let share = holding / (self.reports as f32 + BACKGROUND_REPORTS);
        -libm::logf(share.clamp(1e-6, 1.0))
    }

    /// The terms with their weights, as a vector of length one.
    pub(crate) fn vector(&self, terms: &Terms) -> Terms {
        let damped = |n: f32| if n >= 1.0 { 1.0 + libm::logf(n) } else { n };
        let weighted: Terms = terms.iter().map(|&(term, n)| (term, damped(n) * self.weight(term))).collect();
        let length = weighted.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
        let scale = if length > 0.0 { 1.0 / length } else { 0.0 };
        let mut vector: Terms =
            weighted.into_iter().map(|(term, w)| (term, w * scale)).filter(|&(_, w)| w > 0.0).collect();
        vector.shrink_to_fit();
        vector
    }
}
