//! Pairs of words of two reports that name events, and the few figures by which it is judged whether they name one.

use super::join::Odds;
use super::kin::stem;
use super::sentences::{Numbers, Sentence, Sentences};
use crate::Lexicon;
use dateline_core::{ActorId, Annotated, Event, Parse, Pos, ReportIx, Span};
use std::collections::{BTreeMap, BTreeSet};

/// A word of a report that names an event, with what it is compared by.
#[derive(Clone, Debug)]
pub(crate) struct Happening<'a> {
    /// The sentence that tells it.
    pub(crate) sentence: usize,
    /// The word.
    pub(crate) trigger: Span,
    /// The event of that word, if it is one of the report's.
    pub(crate) event: Option<&'a Event>,
    /// The dictionary form of the word, its beginning and its family, by number.
    lemma: u32,
    stem: u32,
    family: u32,
    /// The words that hang on it, by number.
    arguments: Vec<u32>,
    /// Who does it, by the story's actors.
    sources: Vec<ActorId>,
    /// To whom it is done.
    targets: Vec<ActorId>,
    /// Whether it can be joined by itself: no word of saying, no name, and not what its whole report is about.
    pub(crate) apt: bool,
    /// How much the word tells in this story.
    weight: f32,
}

/// The names of the figures of a pair of events.
pub const EVENT_FIGURES: [&str; 10] =
    ["lemma", "stem", "kin", "weight", "arguments", "no-arguments", "sources", "targets", "other-sources", "root"];

/// The words of a story's passages that name events, in order.
///
/// Beside the events of the reports these are their other verbs, and words of the family of an event of the story: the
/// "Blast" of a headline, where another report has "blasted".
pub(crate) fn happenings<'a>(
    lexicon: &Lexicon,
    sentences: &Sentences,
    reports: &'a [Annotated],
    actor: impl Fn(ReportIx, ActorId) -> Option<ActorId>,
) -> Vec<Happening<'a>> {
    let families = families(lexicon, sentences, reports);
    let mut numbers = Numbers::new();
    let mut found = Vec::new();
    for (at, sentence) in sentences.list.iter().enumerate() {
        let report = &reports[sentence.report.index()];
        let parse = &report.parse;
        let first = report.events.partition_point(|e| e.trigger.end() <= sentence.span.start());
        let mut events =
            report.events[first..].iter().take_while(|e| e.trigger.end() <= sentence.span.end()).peekable();
        for token in sentence.tokens.clone() {
            while events.next_if(|e| e.trigger.end() <= parse.span(token).start()).is_some() {}
            let event = events.peek().copied().filter(|e| e.trigger.overlaps(parse.span(token)));
            let lemma = parse.lemma(token).to_lowercase();
            let named = match parse.pos(token) {
                Pos::Verb => true,
                Pos::Noun | Pos::Propn | Pos::Adj => families.contains(lexicon.kin.family(&lemma)),
                _ => false,
            };
            if event.is_none() && !named {
                continue;
            }
            let known = |ids: &[ActorId]| ids.iter().filter_map(|&a| actor(sentence.report, a)).collect();
            found.push(Happening {
                sentence: at,
                trigger: parse.span(token),
                event,
                arguments: arguments(parse, sentence, token),
                sources: event.map(|e| known(&e.sources)).unwrap_or_default(),
                targets: event.map(|e| known(&e.targets)).unwrap_or_default(),
                apt: !is_cue(report, sentence, parse.span(token))
                    && parse.entity_of(token).is_none()
                    && lexicon.background.rarity(&lemma) > TELLING,
                weight: 0.0,
                stem: numbers.number(stem(&lemma).to_owned()),
                family: numbers.number(lexicon.kin.family(&lemma).to_owned()),
                lemma: numbers.number(lemma),
            });
        }
    }
    let mut holders: BTreeMap<u32, f32> = BTreeMap::new();
    let mut often: BTreeMap<(usize, u32), usize> = BTreeMap::new();
    let key = |h: &Happening| (sentences.list[h.sentence].member, h.family);
    for happening in &found {
        *holders.entry(happening.family).or_default() += 1.0;
        *often.entry(key(happening)).or_default() += 1;
    }
    let all = found.len() as f32 + 1.0;
    for happening in &mut found {
        happening.apt &= often[&key(happening)] <= OFTEN;
        happening.weight = (all / holders[&happening.family]).ln();
    }
    found
}

/// A word that one report uses more often than this is its topic, no single event.
const OFTEN: usize = 7;

/// A word that is more common in English than this names no event by itself: "look", "make".
const TELLING: f32 = 1.4;

/// Whether a word of a sentence tells that something was said.
fn is_cue(report: &Annotated, sentence: &Sentence, word: Span) -> bool {
    let mut told = sentence.statements.iter().filter_map(|&id| report.statement(id));
    told.any(|s| s.cue.iter().any(|cue| cue.overlaps(word)))
}

/// The families of the words that name events in some report of the story.
fn families(lexicon: &Lexicon, sentences: &Sentences, reports: &[Annotated]) -> BTreeSet<String> {
    let first = sentences.of_report.iter().filter_map(|range| sentences.list.get(range.start));
    let of = |report: &Annotated| -> Vec<String> {
        let token = |e: &Event| report.parse.tokens_in(e.trigger).next_back();
        let lemma = |t: usize| lexicon.kin.family(&report.parse.lemma(t).to_lowercase()).to_owned();
        report.events.iter().filter_map(token).map(lemma).collect()
    };
    first.flat_map(|p| of(&reports[p.report.index()])).collect()
}

/// The words that hang on a word without another verb between.
fn arguments(parse: &Parse, sentence: &Sentence, token: usize) -> Vec<u32> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, usize)> = parse.children(token).map(|c| (c, 1)).collect();
    while let Some((at, deep)) = open.pop() {
        if parse.pos(at) == Pos::Verb {
            continue;
        }
        found.extend(at.checked_sub(sentence.tokens.start).and_then(|i| *sentence.words.get(i)?));
        if deep < 3 {
            open.extend(parse.children(at).map(|c| (c, deep + 1)));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The pairs of events of different reports whose words are of one family or whose passages are alike.
///
/// `alike` holds the log odds that two passages tell the same.
pub(crate) fn pairs(happenings: &[Happening], sentences: &Sentences, alike: &Odds) -> Vec<(usize, usize)> {
    let mut of_passage: Vec<Vec<usize>> = vec![Vec::new(); sentences.list.len()];
    let mut of_family: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (i, h) in happenings.iter().enumerate() {
        of_passage[h.sentence].push(i);
        of_family.entry(h.family).or_default().push(i);
    }
    let mut found = Vec::new();
    for (i, h) in happenings.iter().enumerate() {
        let member = sentences.list[h.sentence].member;
        let like = alike.row(h.sentence).iter().filter(|&&(_, o)| o > LIKE).flat_map(|&(p, _)| &of_passage[p]);
        let named = &of_family[&h.family];
        let named = named[named.partition_point(|&j| j <= i)..].iter().take(MOST);
        let later = |&j: &usize| j > i && sentences.list[happenings[j].sentence].member != member;
        let mut others: Vec<usize> = like.chain(named).copied().filter(later).collect();
        others.sort_unstable();
        others.dedup();
        found.extend(others.into_iter().map(|j| (i, j)));
    }
    found
}

/// So many later events of one family are looked at: in a long story a common word stands everywhere.
const MOST: usize = 60;

/// Words of different families are only looked at in passages at least this likely to tell the same.
const LIKE: f32 = -2.0;

/// The figures by which a pair is judged, as [`EVENT_FIGURES`] names them.
pub(crate) fn figures(a: &Happening, b: &Happening, sentences: &Sentences) -> [f32; EVENT_FIGURES.len()] {
    let flag = |yes: bool| f32::from(u8::from(yes));
    let lemma = a.lemma == b.lemma;
    let stem = !lemma && a.stem == b.stem;
    let kin = !lemma && !stem && a.family == b.family;
    let meet = |x: &[ActorId], y: &[ActorId]| x.iter().any(|i| y.contains(i));
    let apart = |x: &[ActorId], y: &[ActorId]| !x.is_empty() && !y.is_empty() && !meet(x, y);
    let shared: f32 = a
        .arguments
        .iter()
        .filter(|w| b.arguments.binary_search(w).is_ok())
        .map(|&w| sentences.weights[w as usize])
        .sum();
    let root = |h: &Happening| h.event.and_then(|e| e.root);
    [
        flag(lemma),
        flag(stem),
        flag(kin),
        flag(lemma || stem || kin) * a.weight.min(b.weight),
        shared.ln_1p(),
        flag(a.arguments.is_empty() || b.arguments.is_empty()),
        flag(meet(&a.sources, &b.sources)),
        flag(meet(&a.targets, &b.targets)),
        flag(apart(&a.sources, &b.sources)),
        flag(root(a).is_some() && root(a) == root(b)),
    ]
}
