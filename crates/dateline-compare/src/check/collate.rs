//! Collation: where the words of a quotation stand in the reports, and in which words if not in these.

use super::quotations::quotations;
use dateline_core::{Annotated, Place, QuoteFault, ReportIx, Span, Text};
use std::collections::HashMap;
use std::ops::Range;

/// A quotation of a draft, as the reports have it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Collated {
    /// The words between the marks, in the draft.
    pub(super) span: Span,
    /// How it stands in the reports; `None` if it stands so.
    pub(super) fault: Option<QuoteFault>,
    /// The words of the draft that no report has there; the whole if it stands nowhere.
    pub(super) differing: Span,
    /// Where the reports have it, or words most like it.
    pub(super) places: Vec<Place>,
}

/// Words that somebody asks for, as the reports have them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// How they stand in the reports; `None` if they stand so.
    pub fault: Option<QuoteFault>,
    /// Where those of the words stand that no report has there, in bytes of what was asked; the whole if they stand nowhere.
    pub differing: Range<usize>,
    /// Where the reports have them, or words most like them.
    pub places: Vec<Place>,
}

/// Where the reports have some words; `None` for what holds no word.
pub fn quoted(words: &str, reports: &[Annotated]) -> Option<Quoted> {
    let text = Text::new(words);
    let mut numbers = Numbers::default();
    let pattern = Pattern::of(&text, text.whole(), &mut numbers)?;
    let all: Vec<ReportIx> = (0..reports.len() as u32).map(ReportIx).collect();
    let Collated { fault, differing, places, .. } =
        pattern.collated(&streams(&reports.iter().collect::<Vec<_>>(), &all, &numbers));
    Some(Quoted { fault, differing: differing.range(), places })
}

/// A word of a text.
#[derive(Clone, Copy, Debug)]
struct Word {
    /// Its number; [`OTHER`] for one that no quotation of the draft holds.
    number: u32,
    span: Span,
    quoted: bool,
}

/// The number of every word that no quotation of the draft holds.
const OTHER: u32 = u32::MAX;

/// The words of the draft's quotations by number.
#[derive(Default)]
struct Numbers(HashMap<String, u32>);

/// A quotation as what must stand together: runs of words, between which words were left out, or changed within brackets.
struct Pattern {
    span: Span,
    words: Vec<Word>,
    runs: Vec<Range<usize>>,
}

/// Collates the quotations of a draft with all reports but itself.
pub(super) fn collate(draft: &Annotated, reports: &[&Annotated], others: &[ReportIx]) -> Vec<Collated> {
    let text = &draft.report.text;
    let mut numbers = Numbers::default();
    let patterns: Vec<Pattern> =
        quotations(text).into_iter().filter_map(|span| Pattern::of(text, span, &mut numbers)).collect();
    if patterns.is_empty() {
        return Vec::new();
    }
    let streams = streams(reports, others, &numbers);
    patterns.iter().map(|p| p.collated(&streams)).collect()
}

/// The words of some reports, all of them and those between quotation marks.
fn streams(reports: &[&Annotated], of: &[ReportIx], numbers: &Numbers) -> Vec<(ReportIx, Vec<Word>, Vec<Word>)> {
    let stream = |&ix: &ReportIx| {
        let all = words_of(&reports[ix.index()].report.text, numbers);
        let quoted = all.iter().filter(|w| w.quoted).copied().collect();
        (ix, all, quoted)
    };
    of.iter().map(stream).collect()
}

impl Pattern {
    fn of(text: &Text, span: Span, numbers: &mut Numbers) -> Option<Pattern> {
        let raw = text.str(span);
        let (mut words, mut runs, mut begun) = (Vec::new(), Vec::new(), 0);
        let mut cut = |words: &Vec<Word>| {
            if words.len() > begun {
                runs.push(begun..words.len());
            }
            begun = words.len();
        };
        let mut bracket = false;
        let mut last = 0;
        for (range, piece) in pieces(raw) {
            let between = &raw[last..range.start];
            last = range.end;
            for c in between.chars() {
                match c {
                    '[' => bracket = true,
                    ']' => bracket = false,
                    _ => continue,
                }
                cut(&words);
            }
            if between.contains('…') || between.contains("..") || between.contains(". .") {
                cut(&words);
            }
            if bracket {
                continue;
            }
            let number = numbers.give(&piece);
            words.push(Word { number, span: text.within(span, range)?, quoted: true });
        }
        cut(&words);
        (!words.is_empty()).then_some(Pattern { span, words, runs })
    }

    fn collated(&self, streams: &[(ReportIx, Vec<Word>, Vec<Word>)]) -> Collated {
        let found = |fault, differing, places| Collated { span: self.span, fault, differing, places };
        let standing: Vec<Place> = streams
            .iter()
            .filter_map(|(report, all, quoted)| {
                let span = self.stands_in(quoted, Some(APART)).or_else(|| self.stands_in(all, None))?;
                Some(Place { report: *report, span })
            })
            .collect();
        if !standing.is_empty() {
            return found(None, self.span, standing);
        }
        let alike = streams.iter().filter_map(|(report, all, quoted)| {
            // Where both are as like, what the report quotes is meant.
            let best = [self.most_like(all), self.most_like(quoted)].into_iter().flatten();
            best.max_by_key(|a| a.shared).map(|a| (*report, a))
        });
        let mut alike: Vec<(ReportIx, Alike)> = alike.collect();
        let most = alike.iter().map(|a| a.1.shared).max().unwrap_or(0);
        // Where one stretch has all the words, others were left out of it; else pieces may have been joined.
        if most < self.words.len()
            && let Some((at, places)) = self.joined(streams)
        {
            return found(Some(QuoteFault::Joined), at, places);
        }
        alike.retain(|a| a.1.shared == most);
        match alike.first() {
            Some((_, first)) => {
                let places = alike.iter().map(|(report, a)| Place { report: *report, span: a.span }).collect();
                found(Some(QuoteFault::Otherwise), first.differing, places)
            }
            None => found(Some(QuoteFault::Nowhere), self.span, Vec::new()),
        }
    }

    /// Where all runs stand in the words of a report, one after the other and near each other.
    ///
    /// Words that are not next to each other in the text, as "he said" parts what is quoted, may be so far apart in it.
    fn stands_in(&self, words: &[Word], apart: Option<usize>) -> Option<Span> {
        let first = self.runs.first()?;
        let mut from = 0;
        while let Some(start) = self.find(first, words, from, words.len(), apart) {
            from = start + 1;
            let mut end = start + first.len();
            let mut all = true;
            for run in &self.runs[1..] {
                match self.find(run, words, end, (end + GAP + run.len()).min(words.len()), apart) {
                    Some(at) => end = at + run.len(),
                    None => {
                        all = false;
                        break;
                    }
                }
            }
            if all {
                return Some(words[start].span.cover(words[end - 1].span));
            }
        }
        None
    }

    fn find(&self, run: &Range<usize>, words: &[Word], from: usize, to: usize, apart: Option<usize>) -> Option<usize> {
        let run = &self.words[run.clone()];
        let last = to.checked_sub(run.len())?;
        (from..=last).find(|&at| {
            let here = &words[at..at + run.len()];
            let same = here.iter().zip(run).all(|(x, y)| x.number == y.number);
            let near = |two: &[Word]| two[1].span.start() - two[0].span.end() <= apart.unwrap_or(usize::MAX);
            same && here.windows(2).all(near)
        })
    }

    /// The place where pieces that stand apart in the reports were put together, with where these stand; `None` unless such pieces
    /// make up the whole.
    fn joined(&self, streams: &[(ReportIx, Vec<Word>, Vec<Word>)]) -> Option<(Span, Vec<Place>)> {
        let (mut at, mut places, mut seam) = (0, Vec::new(), None);
        while at < self.words.len() {
            let longest = streams
                .iter()
                .filter_map(|(report, all, _)| self.longest_from(at, all).map(|(n, span)| (n, *report, span)))
                .max_by_key(|(n, report, _)| (*n, std::cmp::Reverse(*report)))?;
            let (n, report, span) = longest;
            if n < PIECE {
                return None;
            }
            if at > 0 && seam.is_none() {
                seam = Some(self.words[at - 1].span.cover(self.words[at].span));
            }
            places.push(Place { report, span });
            at += n;
        }
        Some((seam?, places))
    }

    /// The longest run of the words from one on that stands in a report.
    fn longest_from(&self, at: usize, words: &[Word]) -> Option<(usize, Span)> {
        let want = &self.words[at..];
        let run = |from: usize| words[from..].iter().zip(want).take_while(|(x, y)| x.number == y.number).count();
        let starts = (0..words.len()).filter(|&i| words[i].number == want[0].number);
        let (n, from) = starts.map(|i| (run(i), i)).max_by_key(|&(n, i)| (n, std::cmp::Reverse(i)))?;
        Some((n, words[from].span.cover(words[from + n - 1].span)))
    }

    /// The stretch of a report that holds most of the words in their order; `None` if it holds too few to be the same utterance.
    fn most_like(&self, words: &[Word]) -> Option<Alike> {
        let n = self.words.len();
        let wide = n + n / 2 + 2;
        if words.is_empty() || n < LEAST {
            return None;
        }
        let mut held = vec![0u32; words.len()];
        for (i, w) in words.iter().enumerate() {
            held[i] = u32::from(w.number != OTHER && self.words.iter().any(|x| x.number == w.number));
        }
        let mut sum: u32 = held.iter().take(wide).sum();
        let mut best: Vec<(u32, usize)> = vec![(sum, 0)];
        for from in 1..words.len().saturating_sub(wide.min(words.len()) - 1) {
            sum = sum - held[from - 1] + held.get(from + wide - 1).copied().unwrap_or(0);
            best.push((sum, from));
        }
        best.sort_by_key(|&(sum, from)| (std::cmp::Reverse(sum), from));
        let enough = |a: &Alike| {
            let long = a.long >= 2 || a.long >= 1 && n <= 4;
            long && a.shared * 100 >= n * if n <= 5 { 60 } else { 50 }
        };
        let windows = best.into_iter().take(8).filter(|b| b.0 as usize * 2 >= n);
        let aligned = windows.filter_map(|(_, from)| self.aligned(&words[from..(from + wide).min(words.len())]));
        aligned.filter(enough).max_by_key(|a| (a.shared, std::cmp::Reverse(a.span)))
    }

    /// The longest common run of words in order, gaps allowed, of the quotation and a stretch of a report.
    fn aligned(&self, words: &[Word]) -> Option<Alike> {
        let (a, b) = (&self.words, words);
        let wide = b.len() + 1;
        let mut table = vec![0u16; (a.len() + 1) * wide];
        for i in (0..a.len()).rev() {
            for j in (0..b.len()).rev() {
                table[i * wide + j] = if a[i].number == b[j].number {
                    table[(i + 1) * wide + j + 1] + 1
                } else {
                    table[(i + 1) * wide + j].max(table[i * wide + j + 1])
                };
            }
        }
        let (mut i, mut j) = (0, 0);
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        while i < a.len() && j < b.len() {
            if a[i].number == b[j].number && table[i * wide + j] == table[(i + 1) * wide + j + 1] + 1 {
                pairs.push((i, j));
                (i, j) = (i + 1, j + 1);
            } else if table[(i + 1) * wide + j] >= table[i * wide + j + 1] {
                i += 1;
            } else {
                j += 1;
            }
        }
        // "the" may stand twice before "sea": of the places of a word the one nearest to the next is meant.
        for k in (0..pairs.len().saturating_sub(1)).rev() {
            let (of, next) = (pairs[k], pairs[k + 1].1);
            let nearest = (of.1..next).rev().find(|&j| b[j].number == a[of.0].number);
            pairs[k].1 = nearest.unwrap_or(of.1);
        }
        let (first, last) = (*pairs.first()?, *pairs.last()?);
        let unmet: Vec<usize> = (0..a.len()).filter(|i| pairs.binary_search_by_key(i, |p| p.0).is_err()).collect();
        let differing = match (unmet.first(), unmet.last()) {
            (Some(&from), Some(&to)) => a[from].span.cover(a[to].span),
            // A word of the report was left out without a sign: the words on both sides show where.
            _ => {
                let gap = pairs.windows(2).find(|w| w[1].1 > w[0].1 + 1)?;
                a[gap[0].0].span.cover(a[gap[1].0].span)
            }
        };
        // What the report has in place of the first and the last words is shown too.
        let alike = |at: &usize, of: usize| b[*at].quoted == b[of].quoted;
        let front = (first.1.saturating_sub(first.0)..first.1).rev().take_while(|at| alike(at, first.1));
        let from = front.last().unwrap_or(first.1);
        let behind = last.1 + 1..(last.1 + a.len() - last.0).min(b.len());
        let to = behind.take_while(|at| alike(at, last.1)).last().unwrap_or(last.1);
        let long = pairs.iter().filter(|p| a[p.0].span.len() >= LONG).count();
        Some(Alike { shared: pairs.len(), long, span: b[from].span.cover(b[to].span), differing })
    }
}

/// A stretch of a report that is like a quotation.
struct Alike {
    /// How many words both hold in one order, and how many of these are long.
    shared: usize,
    long: usize,
    span: Span,
    differing: Span,
}

/// Quoted words that stand next to each other but for "he said" are no further apart than this, in bytes.
const APART: usize = 160;

/// An ellipsis leaves out at most so many words.
const GAP: usize = 80;

/// Pieces that were joined have at least so many words each.
const PIECE: usize = 4;

/// A quotation of fewer words is not held against others that are like it.
const LEAST: usize = 3;

/// A word of so many letters tells something.
const LONG: usize = 4;

impl Numbers {
    fn give(&mut self, word: &str) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(word.to_owned()).or_insert(next)
    }
}

/// The words of a text, those between quotation marks marked.
fn words_of(text: &Text, numbers: &Numbers) -> Vec<Word> {
    let quoted = quotations(text);
    let mut next = 0;
    let mut words = Vec::new();
    for (range, piece) in pieces(text.as_str()) {
        let Some(span) = text.span(range) else { continue };
        while quoted.get(next).is_some_and(|q| q.end() <= span.start()) {
            next += 1;
        }
        let inside = quoted.get(next).is_some_and(|q| q.contains(span));
        let number = numbers.0.get(&piece).copied().unwrap_or(OTHER);
        words.push(Word { number, span, quoted: inside });
    }
    words
}

/// The words of a text as bytes and in the form that is compared: small letters, no marks.
fn pieces(raw: &str) -> Vec<(Range<usize>, String)> {
    let parts = |c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | '—' | '…' | '[' | ']' | '/' | '(' | ')' | '"' | '“' | '”')
    };
    let mut found = Vec::new();
    let mut start = None;
    let end = raw.len();
    for (at, c) in raw.char_indices().chain([(end, ' ')]) {
        let ellipsis = c == '.' && raw[at..].starts_with("..");
        match (parts(c) || ellipsis, start) {
            (true, Some(from)) => {
                let bare: String = raw[from..at]
                    .chars()
                    .filter(|c| c.is_alphanumeric() || matches!(c, '\'' | '’'))
                    .flat_map(char::to_lowercase)
                    .map(|c| if c == '’' { '\'' } else { c })
                    .collect();
                let bare = bare.trim_matches('\'');
                if !bare.is_empty() {
                    // Marks at its ends are no part of it.
                    let piece = &raw[from..at];
                    let front = piece.len() - piece.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
                    let back = piece.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
                    found.push((from + front..from + back, bare.to_owned()));
                }
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::Report;

    fn report(raw: &str) -> Annotated {
        Annotated { report: Report { text: Text::new(raw), ..Report::default() }, ..Annotated::default() }
    }

    fn checked(draft: &str, told: &str) -> Vec<(Option<QuoteFault>, String)> {
        let (told, draft) = (report(told), report(draft));
        let found = collate(&draft, &[&told], &[ReportIx(0)]);
        found.into_iter().map(|c| (c.fault, draft.report.text.str(c.differing).to_owned())).collect()
    }

    #[test]
    fn the_place_shown_is_what_is_quoted_and_no_word_before_it() {
        let told = [report("The harbour office closed. “The sea was calm when she left,” he said.")];
        let found = quoted("“The sea was rough when she left”", &told).unwrap();
        assert_eq!((found.fault, found.differing), (Some(QuoteFault::Otherwise), 15..20));
        assert_eq!(told[0].report.text.str(found.places[0].span), "The sea was calm when she left");
        assert_eq!(quoted(" … ", &told), None);
    }

    const TOLD: &str = "“The bridge was old,” the mayor said. “We knew that for years, and we did nothing about it.”\nShe had \
                        asked for money in March, she said.\n“Nobody listened to the council until it fell.”";

    #[test]
    fn marks_case_brackets_and_ellipsis_are_no_fault() {
        for fair in [
            "\"The bridge was old. We knew that for years.\"",
            "\"we knew that for years … and we did nothing\"",
            "\"[We] knew that for years\"",
            "\"We knew that for years [...] nothing about it\"",
            "\"Nobody listened\"",
        ] {
            assert_eq!(checked(fair, TOLD)[0].0, None, "{fair}");
        }
    }

    #[test]
    fn a_word_that_differs_is_shown() {
        let (fault, words) = checked("\"We knew that for months, and we did nothing about it\"", TOLD).remove(0);
        assert_eq!((fault, words.as_str()), (Some(QuoteFault::Otherwise), "months"));
        let (fault, words) = checked("\"we did nothing at all about it\"", TOLD).remove(0);
        assert_eq!((fault, words.as_str()), (Some(QuoteFault::Otherwise), "at all"));
        let (fault, words) = checked("\"Nobody listened until it fell\"", TOLD).remove(0);
        assert_eq!((fault, words.as_str()), (Some(QuoteFault::Otherwise), "listened until"));
    }

    #[test]
    fn what_nobody_said_and_what_was_joined() {
        assert_eq!(checked("\"I take the blame for this\"", TOLD)[0].0, Some(QuoteFault::Nowhere));
        let joined = "\"Nobody listened to the council, and we did nothing about it\"";
        assert_eq!(checked(joined, TOLD)[0].0, Some(QuoteFault::Joined));
    }
}
