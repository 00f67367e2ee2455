//! The passages that two texts share, aligned to the word: seeds of five equal words, chained and extended over edits.

use super::words::{lower, words};
use dateline_core::{RegionKind, Report};
use std::cmp::Reverse;
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// How many equal words in a row start an alignment.
pub(crate) const SEED: usize = 5;
/// How many words may be put in, left out or changed between two runs of equal words.
const GAP: usize = 12;
/// How many words an edit at the end of a passage may touch.
const EDIT: usize = 3;
/// How many equal words outside quotation marks make a passage a copy.
const COPIED: usize = 12;
/// The least share of equal words in a passage.
const EQUAL: f32 = 0.6;

/// The words of a report's article, as they are aligned with those of others.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tokens {
    /// Each word as a number.
    words: Vec<u32>,
    /// Where each stands, in bytes.
    at: Vec<Range<u32>>,
    /// Whether each stands between quotation marks.
    quoted: Vec<bool>,
}

/// A stretch of words that two texts share: the places of the words in each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shared {
    /// In the text that was looked at.
    pub here: Range<usize>,
    /// In the text that it was compared with.
    pub there: Range<usize>,
}

impl Tokens {
    /// The words of a report, but those of furniture and bylines.
    pub(crate) fn of(report: &Report) -> Tokens {
        let mut tokens = Tokens::default();
        let text = report.text.as_str();
        if report.regions.is_empty() {
            tokens.add(text, 0);
        }
        for region in report.article().filter(|r| !matches!(r.kind, RegionKind::Title | RegionKind::Dateline)) {
            tokens.add(report.text.str(region.span), region.span.start());
        }
        tokens
    }

    fn add(&mut self, text: &str, offset: usize) {
        // The first word of the quotation that is open; one that is not closed in its line is none.
        let mut open = None;
        let mut last = 0;
        for word in words(text) {
            for (i, mark) in text[last..word.start].char_indices() {
                let at = last + i;
                match mark {
                    '“' | '«' => open = Some(self.len()),
                    '"' if opens(text, at) => open = Some(self.len()),
                    '”' | '»' | '"' => self.quoted[open.take().unwrap_or(self.words.len())..].fill(true),
                    '\n' => open = None,
                    _ => {}
                }
            }
            let range = word.range();
            last = range.end;
            self.words.push(xxh3_64(lower(word.text).as_bytes()) as u32);
            self.at.push((offset + range.start) as u32..(offset + range.end) as u32);
            self.quoted.push(false);
        }
        if text[last..].contains(['”', '»', '"']) {
            self.quoted[open.unwrap_or(self.words.len())..].fill(true);
        }
    }

    /// The number of words.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// The bytes from the first to the last of a stretch of words.
    pub(crate) fn bytes(&self, stretch: &Range<usize>) -> Range<usize> {
        self.at[stretch.start].start as usize..self.at[stretch.end - 1].end as usize
    }

    /// Every run of [`SEED`] words: where it starts, and the words as a number.
    pub(crate) fn seeds(&self) -> impl Iterator<Item = (usize, u64)> + '_ {
        self.words.windows(SEED).enumerate().map(|(at, run)| {
            let mix =
                |sum: u64, &word: &u32| (sum ^ u64::from(word)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
            (at, run.iter().fold(0, mix))
        })
    }

    /// The passages that this text shares with another, given where equal seeds stand in this one and the other.
    ///
    /// No passage overlaps another in this text, and none touches the words that are `taken`: those are marked as the
    /// passages are found.
    pub(crate) fn shared(&self, other: &Tokens, seeds: &[(usize, usize)], taken: &mut [bool]) -> Vec<Shared> {
        let mut chains: Vec<Chain> = Vec::new();
        for run in runs(seeds) {
            let gap = |c: &Chain| c.gap(&run);
            let near = chains.iter_mut().rev().take(16).filter(|c| gap(c).is_some()).min_by_key(|c| gap(c));
            match near {
                Some(chain) => chain.take(&run),
                None => chains.push(Chain::new(&run)),
            }
        }
        let mut found: Vec<Shared> = chains.into_iter().map(|c| self.extend(other, c.shared)).collect();
        // Where two overlap, the longer one has the words.
        found.sort_by_key(|s| (Reverse(s.here.len()), s.here.start, s.there.start));
        found = found
            .into_iter()
            .filter_map(|shared| {
                let free = free(shared, taken).filter(|s| self.is_copy(other, s))?;
                taken[free.here.clone()].fill(true);
                Some(free)
            })
            .collect();
        found.sort_by_key(|s| s.here.start);
        found
    }

    /// Draws a passage out to both sides as far as the words stay the same but for small edits.
    fn extend(&self, other: &Tokens, shared: Shared) -> Shared {
        let (mut here, mut there) = (shared.here, shared.there);
        while let Some((i, j)) =
            step(|i| self.word(here.end.checked_add(i)?), |j| other.word(there.end.checked_add(j)?))
        {
            here.end += i;
            there.end += j;
        }
        let before = |start: usize, i: usize| start.checked_sub(i + 1);
        while let Some((i, j)) = step(|i| self.word(before(here.start, i)?), |j| other.word(before(there.start, j)?)) {
            here.start -= i;
            there.start -= j;
        }
        Shared { here, there }
    }

    fn word(&self, at: usize) -> Option<u32> {
        self.words.get(at).copied()
    }

    /// Whether enough of a passage is equal, outside of quotation marks, to say that it was copied: two reports that
    /// quote the same words of a speaker have them from the speaker.
    fn is_copy(&self, other: &Tokens, shared: &Shared) -> bool {
        let equal = equal_words(&self.words[shared.here.clone()], &other.words[shared.there.clone()]);
        let quoted =
            |&(i, j): &(usize, usize)| self.quoted[shared.here.start + i] || other.quoted[shared.there.start + j];
        let own = equal.iter().filter(|pair| !quoted(pair)).count();
        own >= COPIED && equal.len() as f32 >= EQUAL * shared.here.len().max(shared.there.len()) as f32
    }
}

/// Whether a straight quotation mark opens a quotation: it stands before a word and not behind one.
fn opens(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + 1..].chars().next();
    before.is_none_or(|c| c.is_whitespace() || "([—–-".contains(c)) && after.is_some_and(|c| !c.is_whitespace())
}

/// The longest part of a passage whose words are not taken.
fn free(shared: Shared, taken: &[bool]) -> Option<Shared> {
    let mut at = shared.here.start;
    let stretches = taken[shared.here.clone()].chunk_by(|a, b| a == b).map(|stretch| {
        at += stretch.len();
        (at - stretch.len()..at, stretch[0])
    });
    let here = stretches.filter(|(_, taken)| !taken).map(|(here, _)| here).max_by_key(Range::len)?;
    let start = shared.there.start + (here.start - shared.here.start);
    let end = shared.there.end.checked_sub(shared.here.end - here.end).filter(|&end| end > start)?;
    Some(Shared { here, there: start..end })
}

/// The longest runs of seeds that follow each other in both texts, as words, by their place in the first.
fn runs(seeds: &[(usize, usize)]) -> Vec<Shared> {
    let mut diagonal: Vec<(usize, usize)> = seeds.to_vec();
    diagonal.sort_unstable_by_key(|&(here, there)| (there.wrapping_sub(here), here));
    let mut runs: Vec<Shared> = Vec::new();
    for (here, there) in diagonal {
        match runs.last_mut() {
            Some(run)
                if there.wrapping_sub(here) == run.there.start.wrapping_sub(run.here.start) && here <= run.here.end =>
            {
                run.here.end = here + SEED;
                run.there.end = there + SEED;
            }
            _ => runs.push(Shared { here: here..here + SEED, there: there..there + SEED }),
        }
    }
    runs.sort_unstable_by_key(|r| (r.here.start, r.there.start));
    runs
}

/// Runs of equal words that follow each other in both texts with small gaps.
struct Chain {
    shared: Shared,
}

impl Chain {
    fn new(run: &Shared) -> Chain {
        Chain { shared: run.clone() }
    }

    /// How many words lie between the chain and a later run, if it can go on with it.
    fn gap(&self, run: &Shared) -> Option<usize> {
        let here = (run.here.start + SEED).checked_sub(self.shared.here.end)?;
        let there = (run.there.start + SEED).checked_sub(self.shared.there.end)?;
        let grows = run.here.end > self.shared.here.end && run.there.end > self.shared.there.end;
        (grows && here.max(there) <= GAP + SEED).then_some(here.max(there) + here.abs_diff(there))
    }

    fn take(&mut self, run: &Shared) {
        self.shared.here.end = run.here.end;
        self.shared.there.end = run.there.end;
    }
}

/// How far to go on in each text to stand behind the next equal words: one if the next are equal, else over an edit of
/// at most [`EDIT`] words in each that two equal words follow.
fn step(here: impl Fn(usize) -> Option<u32>, there: impl Fn(usize) -> Option<u32>) -> Option<(usize, usize)> {
    let equal = |i, j| here(i).is_some_and(|word| there(j) == Some(word));
    if equal(0, 0) {
        return Some((1, 1));
    }
    let edits = (1..=2 * EDIT).flat_map(|sum| (0..=sum).map(move |i| (i, sum - i)));
    let mut edits = edits.filter(|&(i, j)| i <= EDIT && j <= EDIT);
    edits.find(|&(i, j)| equal(i, j) && equal(i + 1, j + 1)).map(|(i, j)| (i + 2, j + 2))
}

/// The places of the words that stand in both lists, in order, stepping over small edits.
fn equal_words(here: &[u32], there: &[u32]) -> Vec<(usize, usize)> {
    let (mut i, mut j) = (0, 0);
    let mut equal = Vec::new();
    while i < here.len() && j < there.len() {
        if here[i] == there[j] {
            equal.push((i, j));
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let reach = GAP + EDIT;
        let edits = (1..=2 * reach).flat_map(|sum| (0..=sum).map(move |di| (di, sum - di)));
        let next = edits.filter(|&(di, dj)| di <= reach && dj <= reach);
        let is_equal =
            |&(di, dj): &(usize, usize)| here.get(i + di).is_some_and(|word| there.get(j + dj) == Some(word));
        match { next }.find(is_equal) {
            Some((di, dj)) => (i, j) = (i + di, j + dj),
            None => break,
        }
    }
    equal
}
