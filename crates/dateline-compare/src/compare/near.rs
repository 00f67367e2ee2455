//! For each passage of a story the others that it may tell the same with: those that share words with it.

use super::passages::Passages;

/// A word that more passages hold than this finds no pairs, unless it is one of the [`RAREST`] of its passage.
const COMMON: usize = 250;

/// So many of a passage's words find pairs however many passages hold them.
const RAREST: usize = 3;

/// Passages less alike than this are not looked at.
const LEAST: f32 = 0.02;

/// For each passage the others, earlier and later, that are like it, in order, each with the cosine of their words.
///
/// Passages of one report are among them, those of one sentence are not.
pub(crate) fn near(passages: &Passages, vocabulary: usize) -> Vec<Vec<(usize, f32)>> {
    let list = &passages.list;
    let mut holders: Vec<Vec<u32>> = vec![Vec::new(); vocabulary];
    for (at, passage) in list.iter().enumerate() {
        passage.kin.terms().iter().for_each(|&(t, _)| holders[t as usize].push(at as u32));
    }
    let mut rows: Vec<Vec<(usize, f32)>> = vec![Vec::new(); list.len()];
    let mut seen = vec![usize::MAX; list.len()];
    for (at, passage) in list.iter().enumerate() {
        let mut terms: Vec<(usize, u32)> =
            passage.kin.terms().iter().map(|&(t, _)| (holders[t as usize].len(), t)).collect();
        terms.sort_unstable();
        let found = terms.iter().enumerate().filter(|(i, (held, _))| *i < RAREST || *held <= COMMON);
        for &(_, term) in found.map(|(_, t)| t) {
            for &other in holders[term as usize].iter().rev().take_while(|&&o| o as usize > at) {
                let other = other as usize;
                if seen[other] == at || list[other].sentence == passage.sentence {
                    continue;
                }
                seen[other] = at;
                let cosine = passage.words.cosine(&list[other].words);
                if cosine >= LEAST || passage.kin.cosine(&list[other].kin) >= LEAST {
                    rows[at].push((other, cosine));
                    rows[other].push((at, cosine));
                }
            }
        }
    }
    rows.iter_mut().for_each(|row| row.sort_unstable_by_key(|r| r.0));
    rows
}
