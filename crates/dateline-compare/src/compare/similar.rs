//! Pairs of sentences of two reports, and the few figures by which a pair is judged.

use super::bags::{common, part};
use super::sentences::{Sentence, Sentences};
use rayon::prelude::*;

/// Two passages of different reports, the earlier one first, with their figures.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    /// The places of the two in [`Sentences::list`].
    pub(crate) of: (usize, usize),
    /// The figures, as [`FIGURES`] names them.
    pub(crate) figures: [f32; FIGURES.len()],
}

/// The names of the figures of a pair.
pub(crate) const FIGURES: [&str; 13] = [
    "cosine",
    "shared",
    "shared-rare",
    "bigrams",
    "around",
    "numbers",
    "length",
    "actors",
    "other-speaker",
    "one-speaker",
    "quoted",
    "late",
    "elsewhere",
];

/// A word that more passages hold than this finds no pairs, as in a long story it stands everywhere, unless it is one of
/// the [`RAREST`] of its passage.
const COMMON: usize = 200;

/// So many of a passage's words find pairs however many passages hold them: what all reports tell, they tell in words
/// that are common to them.
const RAREST: usize = 3;

/// Pairs less alike than this are not looked at.
const LEAST: f32 = 0.04;

/// The pairs of passages of different reports that share a word worth something, in order.
pub(crate) fn pairs(sentences: &Sentences, cosines: &[Vec<(usize, f32)>]) -> Vec<Pair> {
    let pair = |a, b, cosine| Pair { of: (a, b), figures: figures(sentences, cosines, (a, b), cosine) };
    let rows = cosines.par_iter().enumerate();
    rows.flat_map_iter(|(a, row)| row.iter().map(move |&(b, cosine)| pair(a, b, cosine))).collect()
}

/// For each passage the later ones of other reports that are like it, with their cosine.
pub(crate) fn cosines(sentences: &Sentences) -> Vec<Vec<(usize, f32)>> {
    let list = &sentences.list;
    let mut holders: Vec<Vec<(u32, f32)>> = vec![Vec::new(); sentences.weights.len()];
    for (at, passage) in list.iter().enumerate() {
        passage.terms.iter().for_each(|&(t, w)| holders[t as usize].push((at as u32, w)));
    }
    let mut products = vec![0.0f32; list.len()];
    let mut touched = Vec::new();
    let mut rows = Vec::with_capacity(list.len());
    for passage in list {
        let first = sentences.of_report[passage.member].end;
        let mut terms: Vec<(usize, u32, f32)> =
            passage.terms.iter().map(|&(t, w)| (holders[t as usize].len(), t, w)).collect();
        terms.sort_by_key(|&(held, term, _)| (held, term));
        let found = terms.iter().enumerate().filter(|(i, (held, ..))| *i < RAREST || *held <= COMMON);
        for &(_, term, weight) in found.map(|(_, t)| t) {
            let held = &holders[term as usize];
            for &(other, w) in held.iter().rev().take_while(|h| h.0 as usize >= first) {
                if products[other as usize] == 0.0 {
                    touched.push(other);
                }
                products[other as usize] += weight * w;
            }
        }
        touched.sort_unstable();
        let mut row = Vec::new();
        for other in touched.drain(..) {
            let cosine = std::mem::take(&mut products[other as usize]) / (passage.norm * list[other as usize].norm);
            if cosine >= LEAST {
                row.push((other as usize, cosine));
            }
        }
        rows.push(row);
    }
    rows
}

fn figures(
    sentences: &Sentences,
    cosines: &[Vec<(usize, f32)>],
    (a, b): (usize, usize),
    cosine: f32,
) -> [f32; FIGURES.len()] {
    let (p, q) = (&sentences.list[a], &sentences.list[b]);
    let shared = shared(&p.terms, &q.terms);
    let bigrams = shared_part(&p.pairs, &q.pairs);
    let numbers = common(&p.numbers, &q.numbers).min(2) as f32;
    let length = (1.0 + p.terms.len().min(q.terms.len()) as f32).ln();
    let around = around(sentences, cosines, (a, b));
    let actors = part(&p.actors, &q.actors);
    let other_speaker = matches!((&p.speaker, &q.speaker), (Some(x), Some(y)) if x.differs(y));
    let flag = |yes: bool| f32::from(u8::from(yes));
    let other_speaker = flag(other_speaker);
    let one_speaker = flag(p.speaker.is_some() != q.speaker.is_some());
    let quoted = flag(p.quoted && q.quoted);
    let shared_rare = shared_square(sentences, p, q).ln_1p();
    let late = late(p) + late(q);
    let elsewhere = (along(sentences, a) - along(sentences, b)).abs();
    [
        cosine,
        shared.ln_1p(),
        shared_rare,
        bigrams,
        around,
        numbers,
        length,
        actors,
        other_speaker,
        one_speaker,
        quoted,
        late,
        elsewhere,
    ]
}

/// How late in its report a passage stands, from 0 to 1: news come first, and what all reports tell is news.
fn late(p: &Sentence) -> f32 {
    const LATE: usize = 10;
    p.sentence.min(LATE) as f32 / LATE as f32
}

/// How far along in its report a passage stands, from 0 to 1.
fn along(sentences: &Sentences, at: usize) -> f32 {
    let of_report = &sentences.of_report[sentences.list[at].member];
    (at - of_report.start) as f32 / of_report.len() as f32
}

/// How rare the words are together that two passages share.
fn shared_square(sentences: &Sentences, p: &Sentence, q: &Sentence) -> f32 {
    let mut rest = q.terms.as_slice();
    let in_both = p.terms.iter().filter(|t| {
        rest = &rest[rest.partition_point(|other| other.0 < t.0)..];
        rest.first().is_some_and(|other| other.0 == t.0)
    });
    in_both.map(|t| sentences.square(t.0)).sum()
}

/// How much of their words two lists share, the rare ones first, from 0 to 1.
pub(crate) fn likeness(sentences: &Sentences, a: &[u32], b: &[u32]) -> f32 {
    let square = |t: &u32| sentences.square(*t);
    let sum = |terms: &[u32]| terms.iter().map(square).sum::<f32>();
    let shared: f32 = a.iter().filter(|t| b.binary_search(t).is_ok()).map(square).sum();
    shared / (sum(a) * sum(b)).sqrt().max(f32::MIN_POSITIVE)
}

/// How much alike the best pair of neighbours of the two is.
fn around(sentences: &Sentences, cosines: &[Vec<(usize, f32)>], (a, b): (usize, usize)) -> f32 {
    let near = |at: usize| {
        let range = sentences.of_report[sentences.list[at].member].clone();
        [at.wrapping_sub(1), at + 1].into_iter().filter(move |n| range.contains(n))
    };
    let cosine = |x: usize, y: usize| {
        let row = &cosines[x];
        row.binary_search_by_key(&y, |c| c.0).map_or(0.0, |i| row[i].1)
    };
    near(a).flat_map(|x| near(b).map(move |y| cosine(x, y))).fold(0.0, f32::max)
}

fn weight(terms: &[(u32, f32)]) -> f32 {
    terms.iter().map(|t| t.1).sum()
}

/// The weight of the terms that both hold.
fn shared(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
    both(a, b).map(|(x, y)| x.min(y)).sum()
}

/// The weight of what both hold as a part of what each holds.
fn shared_part(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
    shared(a, b) / (weight(a) * weight(b)).sqrt().max(1.0)
}

/// The weights of the terms that both hold.
fn both<'a>(a: &'a [(u32, f32)], b: &'a [(u32, f32)]) -> impl Iterator<Item = (f32, f32)> + 'a {
    let mut rest = b;
    a.iter().filter_map(move |&(term, weight)| {
        rest = &rest[rest.partition_point(|t| t.0 < term)..];
        rest.first().filter(|t| t.0 == term).map(|t| (weight, t.1))
    })
}
