//! The signs by which it is judged how much a claim matters.

use super::Ground;
use super::groups::Odds;
use dateline_core::{Claim, ClaimKind, RegionKind};
use std::collections::BTreeSet;

/// The names of the signs by which claims are ranked.
pub const RANK: &[&str] = &[
    "reports",
    "share",
    "places",
    "origins",
    "first",
    "first-mean",
    "title",
    "lead",
    "central",
    "central-title",
    "words",
    "weight",
    "said",
    "named-speaker",
    "figures",
    "numbers",
    "happened",
    "expected",
    "attributive",
    "subordinate",
    "differences",
    "days-old",
    "perhaps",
    "quoted",
    "report-length",
    "depth",
];

/// The signs of a claim of a group of passages, as [`RANK`] names them.
pub(crate) fn signs(claim: &Claim, group: &[usize], ground: &Ground, odds: &Odds) -> [f32; RANK.len()] {
    let list = &ground.passages.list;
    let flag = |yes: bool| f32::from(u8::from(yes));
    let count = group.len().max(1) as f32;
    let carriers: BTreeSet<usize> = group.iter().map(|&p| list[p].member).collect();
    let members = ground.sentences.of_report.len().max(1) as f32;
    let number = |p: usize| ground.sentences.list[list[p].sentence].sentence as f32;
    let first = group.iter().map(|&p| list[p].along).fold(1.0, f32::min);
    let lead = group.iter().map(|&p| number(p)).fold(30.0, f32::min);
    // How much of its words the heads of all reports hold.
    let heads = ground.sentences.of_report.iter().flat_map(|range| range.clone().take(3));
    let heads: Vec<usize> = heads.collect();
    let held = |p: usize| {
        heads.iter().map(|&s| list[p].words.shared(&ground.sentences.bags[s])).sum::<f32>() / heads.len().max(1) as f32
    };
    let central = group.iter().map(|&p| held(p)).fold(0.0, f32::max);
    let titles: Vec<usize> =
        (0..ground.sentences.list.len()).filter(|&s| ground.sentences.list[s].part == RegionKind::Title).collect();
    let in_titles =
        |p: usize| titles.iter().map(|&s| list[p].words.shared(&ground.sentences.bags[s])).fold(0.0, f32::max);
    let central_title = group.iter().map(|&p| in_titles(p)).fold(0.0, f32::max);
    let best = group.get(claim.best).or(group.first()).map(|&p| &list[p]);
    let near = group.iter().flat_map(|&p| odds.row(p)).filter(|r| r.1 > -2.0 && !group.contains(&r.0)).count() as f32;
    let length = |p: usize| ground.sentences.of_report[list[p].member].len() as f32;
    let published = |p: usize| ground.sentences.list[list[p].sentence].published;
    let newest = ground.sentences.list.iter().filter_map(|s| s.published).max();
    let old =
        group.iter().filter_map(|&p| published(p)).min().zip(newest).map_or(0.0, |(a, b)| (b - a).get_days() as f32);
    [
        carriers.len() as f32,
        carriers.len() as f32 / members,
        group.len() as f32,
        claim.origins as f32,
        first,
        group.iter().map(|&p| list[p].along).sum::<f32>() / count,
        flag(group.iter().any(|&p| list[p].region == RegionKind::Title)),
        lead,
        central,
        central_title,
        best.map_or(0.0, |p| p.words.len() as f32),
        best.map_or(0.0, |p| p.words.weight()),
        flag(claim.kind == ClaimKind::Statement),
        flag(claim.support.iter().any(|s| s.speaker.as_ref().is_some_and(|w| !w.unnamed))),
        flag(claim.kind == ClaimKind::Figure),
        best.map_or(0.0, |p| p.amounts.len() as f32),
        flag(best.is_some_and(|p| p.status == dateline_core::Status::Happened)),
        flag(best.is_some_and(|p| p.status == dateline_core::Status::Expected)),
        group.iter().filter(|&&p| list[p].kind.is_attributive()).count() as f32 / count,
        group.iter().filter(|&&p| list[p].kind.is_subordinate()).count() as f32 / count,
        claim.differences.len() as f32,
        old,
        claim.perhaps.len() as f32 + near / 100.0,
        flag(best.is_some_and(|p| p.quoted)),
        group.iter().map(|&p| length(p)).sum::<f32>() / count,
        best.map_or(0.0, |p| p.depth as f32),
    ]
}
