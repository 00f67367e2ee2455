//! What no cue can see alone: two cues for one attribution, two claims to one quotation.

use super::channel;
use super::find::{Attribution, overlap};
use super::reading::Reading;
use dateline_core::Pos;

/// Leaves each attribution once, and each quotation to one of them.
pub(super) fn up(reading: &Reading<'_>, found: Vec<Attribution>) -> Vec<Attribution> {
    let mut kept: Vec<Attribution> = Vec::with_capacity(found.len());
    for new in found {
        // "went on to say": two cues for one attribution. Only neighbours can be.
        let near = kept.len().saturating_sub(NEIGHBOURS);
        match kept[near..].iter().rposition(|old| same(old, &new)) {
            Some(old) if weight(reading, &kept[near + old]) < weight(reading, &new) => kept[near + old] = new,
            Some(_) => {}
            None => kept.push(new),
        }
    }
    let channels: Vec<_> = kept.iter().map(|a| channel::find(reading, a).channel).collect();
    let in_channel = |i: usize| {
        let a = &kept[i];
        let near = i.saturating_sub(NEIGHBOURS)..(i + NEIGHBOURS).min(kept.len());
        near.filter(|&j| j != i && reading.parse.pos(kept[j].cue) == Pos::Verb)
            .any(|j| channels[j].as_ref().is_some_and(|run| run.contains(&a.cue)))
    };
    let spare: Vec<bool> =
        (0..kept.len()).map(|i| reading.parse.pos(kept[i].cue) == Pos::Noun && in_channel(i)).collect();
    let spare: Vec<bool> = (0..kept.len()).map(|i| spare[i] || told_already(reading, &kept, i)).collect();
    let mut spare = spare.into_iter();
    kept.retain(|_| !spare.next().unwrap_or(false));
    one_claim_a_quotation(reading, &mut kept);
    to_the_next_cue(&mut kept);
    kept
}

/// Whether an attribution only takes another one apart: the noun that another's content is about, with the same source
/// ("reported **attacks**"), or a thought that another's words tell.
fn told_already(reading: &Reading<'_>, kept: &[Attribution], i: usize) -> bool {
    let parse = reading.parse;
    let a = &kept[i];
    let near = &kept[i.saturating_sub(NEIGHBOURS)..(i + NEIGHBOURS).min(kept.len())];
    let by_another = |b: &Attribution| {
        b.cue != a.cue && parse.pos(a.cue) == Pos::Noun && b.content.by == a.cue && b.source.head == a.source.head
    };
    // "met them to **consider** “the best way”, the official said": the official's words.
    let quoted_by_another = |b: &Attribution| {
        let whole = |q: usize| a.content.pieces == [reading.quotes[q].run.clone()];
        let quote = reading.quote_number(a.content.pieces[0].start).filter(|&q| whole(q));
        let held = |q: usize| b.content.pieces.iter().any(|p| p.start <= a.cue && reading.quotes[q].run.end <= p.end);
        b.cue != a.cue && reading.lexicon.thoughts.has(parse.lemma(a.cue)) && quote.is_some_and(held)
    };
    near.iter().any(|b| by_another(b) || quoted_by_another(b))
}

/// How much of two cues for one attribution the better one has: "told the Gazette: “…”" is told, whatever the colon has.
fn weight(reading: &Reading<'_>, a: &Attribution) -> (bool, i32) {
    (reading.parse.pos(a.cue) != Pos::Punct, a.score)
}

/// How many attributions back or on may belong together.
const NEIGHBOURS: usize = 6;

fn same(a: &Attribution, b: &Attribution) -> bool {
    let (both, either) = overlap(&a.content.pieces, &b.content.pieces);
    let one_source = a.source.run.is_empty() || b.source.run.is_empty() || a.source.head == b.source.head;
    one_source && both * 10 >= either * 8
}

/// A piece after the first is left to a cue that stands nearer and has it: "“…,” he said, **vowing** that he would “stay”".
fn to_the_next_cue(kept: &mut [Attribution]) {
    for i in 0..kept.len() {
        let near = i.saturating_sub(NEIGHBOURS)..(i + NEIGHBOURS).min(kept.len());
        let (cue, mut pieces) = (kept[i].cue, kept[i].content.pieces.clone());
        let first = pieces.first().cloned();
        pieces.retain(|p| {
            let nearer = |b: &Attribution| {
                cue < b.cue && b.cue < p.start && b.content.pieces.iter().any(|q| q.start <= p.start && p.end <= q.end)
            };
            Some(p) == first.as_ref() || !kept[near.clone()].iter().any(nearer)
        });
        kept[i].content.pieces = pieces;
    }
}

/// A quotation that two cues outside it claim is left to the one of its own sentence, or the surer of two there.
fn one_claim_a_quotation(reading: &Reading<'_>, kept: &mut Vec<Attribution>) {
    let quotes_of = |a: &Attribution| -> Vec<usize> {
        let whole =
            |p: &super::reading::Run| reading.quote_number(p.start).filter(|_| reading.quote_number(a.cue).is_none());
        a.content.pieces.iter().filter_map(whole).collect()
    };
    let mut claims: Vec<(usize, usize)> =
        kept.iter().enumerate().flat_map(|(i, a)| quotes_of(a).into_iter().map(move |q| (q, i))).collect();
    claims.sort_unstable();
    for rivals in claims.chunk_by(|a, b| a.0 == b.0).filter(|r| r.len() > 1) {
        let quote = &reading.quotes[rivals[0].0].run;
        let own = |i: usize| {
            let sentence = reading.sentence(kept[i].cue);
            sentence.start < quote.end && quote.start < sentence.end
        };
        let Some(winner) = rivals.iter().map(|&(_, i)| i).filter(|&i| own(i)).max_by_key(|&i| kept[i].score) else {
            continue;
        };
        let only = |i: usize| kept[i].content.pieces == [quote.clone()];
        let loses = |i: usize| i != winner && (!own(i) || only(i) && only(winner));
        let losers: Vec<usize> = rivals.iter().map(|&(_, i)| i).filter(|&i| loses(i)).collect();
        for i in losers {
            kept[i].content.pieces.retain(|p| !(quote.start <= p.start && p.end <= quote.end));
        }
    }
    kept.retain(|a| !a.content.pieces.is_empty());
}
