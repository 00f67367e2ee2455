//! Pairs of events of two reports, and the few figures by which it is judged whether they are one.

use super::join::Odds;
use super::passages::Passages;
use dateline_core::{ActorId, Annotated, Event, ReportIx};
use std::collections::BTreeMap;

/// An event of a report, with what it is compared by.
#[derive(Clone, Debug)]
pub(crate) struct Happening<'a> {
    /// The passage that tells it.
    pub(crate) passage: usize,
    /// The event.
    pub(crate) event: &'a Event,
    /// The dictionary form of the word that names it, in small letters.
    lemma: String,
    /// Who does it, by the story's actors.
    sources: Vec<ActorId>,
    /// To whom it is done.
    targets: Vec<ActorId>,
    /// The day on which it took place.
    day: Option<&'a str>,
    /// How deep in the tree of its sentence it stands.
    depth: usize,
    /// How much the word tells in this story.
    weight: f32,
}

/// The names of the figures of a pair of events.
pub const EVENT_FIGURES: [&str; 11] = [
    "lemma", "stem", "passages", "weight", "sources", "targets", "other-sources", "other-targets", "day", "depth", "root",
];

/// The events of a story's passages, in order.
pub(crate) fn happenings<'a>(
    passages: &Passages,
    reports: &'a [Annotated],
    actor: impl Fn(ReportIx, ActorId) -> Option<ActorId>,
) -> Vec<Happening<'a>> {
    let mut found = Vec::new();
    for (at, passage) in passages.list.iter().enumerate() {
        let report = &reports[passage.report.index()];
        let first = report.events.partition_point(|e| e.trigger.start() < passage.span.start());
        for event in report.events[first..].iter().take_while(|e| e.trigger.end() <= passage.span.end()) {
            let Some(token) = report.parse.tokens_in(event.trigger).next_back() else { continue };
            let known = |ids: &[ActorId]| ids.iter().filter_map(|&a| actor(passage.report, a)).collect();
            found.push(Happening {
                passage: at,
                event,
                lemma: report.parse.lemma(token).to_lowercase(),
                sources: known(&event.sources),
                targets: known(&event.targets),
                day: event.time.and_then(|t| report.time(t)).and_then(|t| t.value.get(..10)),
                depth: report.parse.ancestors(token).count(),
                weight: 0.0,
            });
        }
    }
    let mut holders: BTreeMap<String, f32> = BTreeMap::new();
    found.iter().for_each(|h| *holders.entry(h.lemma.clone()).or_default() += 1.0);
    let all = found.len() as f32 + 1.0;
    found.iter_mut().for_each(|h| h.weight = (all / holders[&h.lemma]).ln());
    found
}

/// The pairs of events of different reports whose words are of one stem or whose passages are alike, with figures.
pub(crate) fn pairs(
    happenings: &[Happening],
    passages: &Passages,
    alike: &Odds,
) -> Vec<((usize, usize), [f32; EVENT_FIGURES.len()])> {
    let mut of_passage: Vec<Vec<usize>> = vec![Vec::new(); passages.list.len()];
    let mut of_stem: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, h) in happenings.iter().enumerate() {
        of_passage[h.passage].push(i);
        of_stem.entry(stem(&h.lemma)).or_default().push(i);
    }
    let mut found = Vec::new();
    for (i, h) in happenings.iter().enumerate() {
        let member = passages.list[h.passage].member;
        let like = alike.near(h.passage).iter().flat_map(|&(p, _)| &of_passage[p]);
        let named = &of_stem[stem(&h.lemma)];
        let named = named[named.partition_point(|&j| j <= i)..].iter().take(MOST);
        let mut others: Vec<usize> =
            like.chain(named).copied().filter(|&j| j > i && passages.list[happenings[j].passage].member != member).collect();
        others.sort_unstable();
        others.dedup();
        for j in others {
            found.push(((i, j), figures(h, &happenings[j], alike)));
        }
    }
    found
}

/// So many later events of one stem are looked at: in a long story a common word stands everywhere.
const MOST: usize = 300;

fn figures(a: &Happening, b: &Happening, alike: &Odds) -> [f32; EVENT_FIGURES.len()] {
    let flag = |yes: bool| f32::from(u8::from(yes));
    let lemma = a.lemma == b.lemma;
    let stem = !lemma && stem(&a.lemma) == stem(&b.lemma);
    let meet = |x: &[ActorId], y: &[ActorId]| x.iter().any(|i| y.contains(i));
    let apart = |x: &[ActorId], y: &[ActorId]| !x.is_empty() && !y.is_empty() && !meet(x, y);
    let day = match (a.day, b.day) {
        (Some(x), Some(y)) if x == y => 1.0,
        (Some(_), Some(_)) => -1.0,
        _ => 0.0,
    };
    [
        flag(lemma),
        flag(stem),
        alike.of(a.passage, b.passage).max(-6.0),
        flag(lemma || stem) * a.weight.min(b.weight),
        flag(meet(&a.sources, &b.sources)),
        flag(meet(&a.targets, &b.targets)),
        flag(apart(&a.sources, &b.sources)),
        flag(apart(&a.targets, &b.targets)),
        day,
        (1.0 + a.depth.max(b.depth) as f32).ln(),
        flag(a.event.root.is_some() && a.event.root == b.event.root),
    ]
}

/// The beginning that words of one family share: "explode", "explosion".
fn stem(lemma: &str) -> &str {
    const LETTERS: usize = 5;
    lemma.char_indices().nth(LETTERS).map_or(lemma, |(at, _)| &lemma[..at])
}
