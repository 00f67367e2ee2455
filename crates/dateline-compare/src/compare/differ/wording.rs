//! Differences in wording: one utterance between quotation marks in words that are not the same.

use super::Found;
use crate::compare::claims::{Maker, Teller, words};
use dateline_core::{Difference, DifferenceKind, DifferenceValue, Span};
use std::collections::BTreeMap;

/// The differences in wording between places that quote one utterance, one for each utterance.
///
/// Two quotations are of one utterance if they share enough of their words in one order. They differ if a word differs,
/// is cut or is added: marks and capitals do not count, nor do words that stand in the sentence before or after.
pub(super) fn wording(maker: &Maker, tellers: &[Teller]) -> Vec<Found> {
    let of = |(i, t): (usize, &Teller)| quotations(maker, t).into_iter().map(move |quotation| (i, quotation));
    let quoted: Vec<(usize, Quotation)> = tellers.iter().enumerate().flat_map(of).collect();
    let around: Vec<Vec<String>> = tellers.iter().map(|t| around(maker, t.sentence)).collect();
    // The one fragment that each of two places quotes of one source, as they tell one thing.
    let alone: Vec<bool> = (0..tellers.len()).map(|i| quoted.iter().filter(|(of, _)| *of == i).count() == 1).collect();
    let source = |i: usize| tellers[i].told.statement.map(|_| maker.origin(&tellers[i]));
    let mut utterance: Vec<usize> = (0..quoted.len()).collect();
    let mut differing = vec![false; quoted.len()];
    for (a, (i, one)) in quoted.iter().enumerate() {
        for (b, (j, other)) in quoted.iter().enumerate().skip(a + 1) {
            let [p, q] = [*i, *j].map(|t| &maker.sentences.list[tellers[t].sentence]);
            let speakers = p.speaker.as_ref().zip(q.speaker.as_ref()).is_some_and(|(x, y)| x.differs(y));
            // One may be broken by "he said", or by the end of a sentence, where the other is not.
            let broken = !one.is_fragment() && !other.is_fragment();
            let same =
                broken && place_of(&one.words, &around[*j]).is_some() && place_of(&other.words, &around[*i]).is_some();
            let one_source = source(*i).is_some() && source(*i) == source(*j);
            let framed = || one_source || p.speaker.is_some() && p.speaker == q.speaker;
            let like = || one.is_cut_of(other) || other.is_cut_of(one) || alone[*i] && alone[*j] && one.is_like(other);
            let equal = one.words == other.words;
            if p.member != q.member && !same && !equal && (one.is_one(other, speakers) || framed() && like()) {
                let (from, to) = (utterance[b], utterance[a]);
                utterance.iter_mut().filter(|u| **u == from).for_each(|u| *u = to);
                (differing[a], differing[b]) = (true, true);
            }
        }
    }
    let mut found: BTreeMap<usize, (Vec<DifferenceValue>, Words)> = BTreeMap::new();
    for (at, (i, quotation)) in quoted.iter().enumerate().filter(|(at, _)| differing[*at]) {
        let (values, spans) = found.entry(utterance[at]).or_default();
        spans.push((*i, quotation.span));
        let value = words(maker, tellers[*i].sentence, quotation.span);
        match values.iter_mut().find(|v| v.value == value) {
            Some(known) => known.support.push(*i),
            None => values.push(DifferenceValue { value: value.to_owned(), support: vec![*i] }),
        }
    }
    let found = found.into_values().map(|(values, words)| Found::of_wording(values, words));
    found.collect()
}

/// The words of each support, by its number.
type Words = Vec<(usize, Span)>;

/// The words between two quotation marks, as far as they stand in one sentence.
struct Quotation {
    span: Span,
    /// Its words in small letters.
    words: Vec<String>,
    /// Whether it begins within a sentence, with a small letter.
    within: bool,
}

impl Quotation {
    /// Whether the two are of one utterance: their longer words are mostly the same, or nearly all words, or one is a part
    /// of the other. Of two speakers they share a longer run.
    fn is_one(&self, other: &Quotation, of_two: bool) -> bool {
        let (fewer, more) = match self.words.len() <= other.words.len() {
            true => (&self.words, &other.words),
            false => (&other.words, &self.words),
        };
        let run = if of_two { RUN + 2 } else { RUN };
        if place_of(fewer, more).is_some() {
            return fewer.len() >= run.max(WHOLE);
        }
        let (a, b) = (self.long(), other.long());
        let shared = in_order(&a, &b);
        let alike = shared >= SHARED && shared as f32 >= PART * a.len().min(b.len()) as f32;
        let nearly = || in_order(fewer, more) as f32 >= PART * more.len() as f32;
        longest_run(fewer, more) >= run && (alike || nearly())
    }

    /// Whether two fragments of one source that tell one thing are of one utterance: they share two longer words in order.
    fn is_like(&self, other: &Quotation) -> bool {
        in_order(&self.long(), &other.long()) >= SHARED - 1
    }

    /// Whether it is a word or a few taken out of a sentence: that its "description" was inaccurate.
    fn is_fragment(&self) -> bool {
        self.within && self.words.len() < WHOLE
    }

    /// Whether it is the word or the few that one report keeps of what one source says in another.
    fn is_cut_of(&self, other: &Quotation) -> bool {
        let telling = self.words.iter().any(|w| w.chars().count() > SHORT + 1);
        self.is_fragment()
            && telling
            && self.words.len() < other.words.len()
            && place_of(&self.words, &other.words).is_some()
    }

    /// Its longer words.
    fn long(&self) -> Vec<String> {
        self.words.iter().filter(|w| w.chars().count() > SHORT).cloned().collect()
    }
}

/// Words of so many letters and fewer mostly tell nothing: "the", "with".
const SHORT: usize = 3;

/// Two quotations of one utterance share at least so many longer words in one order.
const SHARED: usize = 3;

/// They share at least this part of the longer words of the one that has fewer.
const PART: f32 = 0.7;

/// They share at least so many words one after the other, of two speakers two more.
const RUN: usize = 3;

/// A part of an utterance has at least so many words: fewer are said by anyone.
const WHOLE: usize = 4;

impl Found {
    fn of_wording(values: Vec<DifferenceValue>, words: Vec<(usize, Span)>) -> Found {
        let difference = Difference { kind: DifferenceKind::Wording, values, conflict: false, update: false };
        Found { difference, words }
    }
}

/// The words that a report quotes in a sentence and in those close to it.
fn around(maker: &Maker, passage: usize) -> Vec<String> {
    const NEAR: usize = 2;
    let of_report = &maker.sentences.of_report[maker.sentences.list[passage].member];
    let near = passage.saturating_sub(NEAR).max(of_report.start)..(passage + NEAR + 1).min(of_report.end);
    let quoted = near.filter_map(|p| maker.telling(p)).flat_map(|t| quotations(maker, &t));
    quoted.flat_map(|q| q.words).collect()
}

/// What a place quotes.
fn quotations(maker: &Maker, teller: &Teller) -> Vec<Quotation> {
    let passage = &maker.sentences.list[teller.sentence];
    let report = &maker.reports[passage.report.index()];
    let text = &report.report.text;
    let mut found: Vec<Span> = Vec::new();
    // Two single marks are another way to write a double one; a space keeps the places.
    let raw = text.str(passage.span).replace("''", "\" ").replace("``", "\" ");
    let mut open = inside(maker, teller).then_some(0);
    for (at, c) in raw.char_indices() {
        match (c, open) {
            ('“', _) | ('"', None) => open = Some(at + c.len_utf8()),
            ('”' | '"', Some(start)) => {
                found.extend(text.within(passage.span, start..at));
                open = None;
            }
            _ => {}
        }
    }
    found.extend(open.and_then(|start| text.within(passage.span, start..raw.len())));
    let trimmed = found.into_iter().map(|s| text.trim(s)).filter(|s| !is_title(text.str(*s)));
    let quotation = |span| Quotation {
        span,
        words: spoken(text.str(span)),
        within: text.str(span).starts_with(char::is_lowercase) && span.start() > passage.span.start() + '“'.len_utf8(),
    };
    trimmed.map(quotation).filter(|q| !q.words.is_empty()).collect()
}

/// Whether a place opens inside a quotation that began in a sentence before.
fn inside(maker: &Maker, teller: &Teller) -> bool {
    let passage = &maker.sentences.list[teller.sentence];
    let Some(statement) = teller.told.statement else { return false };
    let text = &maker.reports[passage.report.index()].report.text;
    statement.content.iter().any(|part| {
        part.start() < passage.span.start()
            && part.overlaps(passage.span)
            && text.str(*part).get(..passage.span.start() - part.start()).is_some_and(is_open)
    })
}

/// Whether a quotation is open at the end of some words.
fn is_open(before: &str) -> bool {
    let curly = before.rfind('“').is_some_and(|o| before.rfind('”').is_none_or(|c| c < o));
    curly || before.matches('"').count() % 2 == 1
}

/// Whether words between quotation marks are a title, all in capitals: "In God We Trust".
fn is_title(quotation: &str) -> bool {
    let mut words = quotation.split_whitespace().peekable();
    quotation.contains(' ') && words.all(|w| !w.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase))
}

/// The words of a quotation in small letters, without marks.
fn spoken(quotation: &str) -> Vec<String> {
    let bare = |w: &str| w.replace('’', "'").chars().filter(|c| c.is_alphanumeric() || *c == '\'').collect::<String>();
    quotation
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—'))
        .map(|w| bare(w).trim_matches('\'').to_lowercase())
        .filter(|w| !w.is_empty())
        .collect()
}

/// Where some words stand one after the other among others.
fn place_of(words: &[String], others: &[String]) -> Option<usize> {
    others.windows(words.len()).position(|window| window == words)
}

/// How many words both hold in the same order.
fn in_order(a: &[String], b: &[String]) -> usize {
    let mut row = vec![0usize; b.len() + 1];
    for x in a {
        let mut corner = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { corner + 1 } else { above.max(row[j]) };
            corner = above;
        }
    }
    row[b.len()]
}

/// The length of the longest run of words that both hold.
fn longest_run(a: &[String], b: &[String]) -> usize {
    let mut row = vec![0usize; b.len() + 1];
    let mut longest = 0;
    for x in a {
        for j in (0..b.len()).rev() {
            row[j + 1] = if *x == b[j] { row[j] + 1 } else { 0 };
            longest = longest.max(row[j + 1]);
        }
    }
    longest
}
