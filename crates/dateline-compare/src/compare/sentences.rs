//! The sentences of a story's reports, each with the words by which it is compared.

use super::bags::Bag;
use super::told::Told;
use crate::Lexicon;
use dateline_core::{
    ActorId, ActorKind, Annotated, Parse, Pos, RegionKind, ReportIx, Span, StatementId, StatementKind, Story, Timex,
};
use jiff::civil::Date;
use std::borrow::Borrow;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::ops::Range;

/// A sentence of one of a story's reports.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    /// The report.
    pub(crate) report: ReportIx,
    /// The report's place in the story.
    pub(crate) member: usize,
    /// Its number among the report's sentences.
    pub(crate) sentence: usize,
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// Where it stands, without white space at its ends.
    pub(crate) span: Span,
    /// The number of the word at each of its tokens that carries meaning.
    pub(crate) words: Vec<Option<u32>>,
    /// Its words with their weights, by number.
    pub(crate) terms: Vec<(u32, f32)>,
    /// Its pairs of neighbouring words with their weights, by number.
    pub(crate) pairs: Vec<(u32, f32)>,
    /// Which of its terms are numbers.
    pub(crate) numbers: Vec<u32>,
    /// Which of its terms are verbs.
    pub(crate) verbs: Vec<u32>,
    /// The statements of its report that have words in it, in order.
    pub(crate) statements: Vec<StatementId>,
    /// The actors of the story that it names, by whatever word, in order.
    pub(crate) actors: Vec<ActorId>,
    /// Those of them that are places.
    pub(crate) places: Vec<ActorId>,
    /// Who says what more than half of it tells.
    pub(crate) speaker: Option<Speaker>,
    /// Whether that is told in the speaker's own words.
    pub(crate) quoted: bool,
    /// Its terms that neither name an actor nor tell that something was said.
    pub(crate) content: Vec<u32>,
    /// The times in the calendar that it names; at the start of a report, the day of the news.
    pub(crate) times: Vec<Timex>,
    /// The part of its report that it stands in.
    pub(crate) part: RegionKind,
    /// The things that it tells apart by an ordinal, each with it: "the second launch".
    pub(crate) ordinals: Vec<(String, String)>,
    /// The day of its report.
    pub(crate) published: Option<Date>,
    /// The length of `terms` as a vector.
    pub(crate) norm: f32,
    /// How rare its words are together: the sum of [`Sentences::square`].
    pub(crate) rarity: f32,
}

/// Who says something, as far as two reports can be told to mean the same one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Speaker {
    /// An actor of the story.
    Named(ActorId),
    /// An unnamed source, by the words that carry the meaning of its description.
    Unnamed(Vec<String>),
}

impl Speaker {
    /// Whether the two are surely not the same: two names, a name and an unnamed source, or two descriptions of which
    /// neither could be short for the other.
    pub(crate) fn differs(&self, other: &Speaker) -> bool {
        match (self, other) {
            (Speaker::Unnamed(a), Speaker::Unnamed(b)) => {
                a.iter().any(|w| !b.contains(w)) && b.iter().any(|w| !a.contains(w))
            }
            (a, b) => a != b,
        }
    }
}

/// The passages of a story, in the order of its reports and of their texts.
#[derive(Debug, Default)]
pub(crate) struct Sentences {
    /// The passages.
    pub(crate) list: Vec<Sentence>,
    /// The passages of the n-th report of the story.
    pub(crate) of_report: Vec<Range<usize>>,
    /// How much each word tells in this story: the log of how few passages hold it.
    pub(crate) weights: Vec<f32>,
    /// How rare each word is, here and in English: a word that is common in either tells little.
    pub(crate) rarity: Vec<f32>,
    /// The family of each word, by number.
    pub(crate) family: Vec<u32>,
    /// The bags of words of the sentences, in the order of the list.
    pub(crate) bags: Vec<Bag>,
}

impl Sentences {
    /// Takes the sentences of a story's reports that hold at least one word to compare by.
    pub(crate) fn of(lexicon: &Lexicon, story: &Story, reports: &[impl Borrow<Annotated>]) -> Sentences {
        let mut counter = Counter {
            lexicon,
            words: Numbers::new(),
            bigrams: Numbers::new(),
            families: Numbers::new(),
            rarity: Vec::new(),
            family: Vec::new(),
        };
        let mut all = Sentences::default();
        let same: BTreeMap<(ReportIx, ActorId), ActorId> =
            story.actors.iter().flat_map(|a| a.members.iter().map(|&m| (m, a.id))).collect();
        for (member, &report) in story.reports.iter().enumerate() {
            let first = all.list.len();
            let annotated: &Annotated = reports[report.index()].borrow();
            for (sentence, tokens) in annotated.parse.sentences().enumerate() {
                let passage = counter.passage(annotated, sentence, tokens);
                all.list.extend(passage.map(|p| Sentence { report, member, ..p }));
            }
            for actor in &annotated.actors {
                let Some(&id) = same.get(&(report, actor.id)) else { continue };
                for mention in &actor.mentions {
                    place(&mut all.list[first..], mention.span, |p| {
                        p.actors.push(id);
                        p.leave_out(annotated, mention.span);
                    });
                }
            }
            for statement in &annotated.statements {
                for &part in statement.content.iter().chain(&statement.cue).chain(&statement.source) {
                    touched(&mut all.list[first..], part).for_each(|p| p.statements.push(statement.id));
                }
            }
            for time in annotated.times.iter().filter(|t| t.value.is_dated()) {
                place(&mut all.list[first..], time.span, |p| p.times.push(time.value.clone()));
            }
            for passage in &mut all.list[first..] {
                passage.statements.dedup();
                passage.published = annotated.report.published.map(|p| p.date);
                if passage.sentence <= NEWS && passage.times.is_empty() {
                    passage.times.extend(passage.published.map(Timex::day));
                }
                let statement = Told::of(passage, annotated).and_then(|t| t.statement);
                passage.speaker = statement.and_then(|s| match s.speaker {
                    Some(actor) => same.get(&(report, actor)).copied().map(Speaker::Named),
                    None => Some(Speaker::Unnamed(meaning(annotated, s.description?))),
                });
                passage.quoted = statement.is_some_and(|s| s.kind != StatementKind::Indirect);
                for &span in statement.iter().flat_map(|s| s.cue.iter().chain(&s.source)) {
                    passage.leave_out(annotated, span);
                }
                passage.content.sort_unstable();
                passage.content.dedup();
                passage.actors.sort_unstable();
                passage.actors.dedup();
                let is_place = |a: &ActorId| story.actors[a.index()].kind == ActorKind::Place;
                passage.places = passage.actors.iter().copied().filter(is_place).collect();
            }
            all.of_report.push(first..all.list.len());
        }
        all.weights = weigh(&mut all.list, |p| &mut p.terms, counter.words.0.len());
        all.rarity = all.weights.iter().zip(&counter.rarity).map(|(w, r)| (w.max(0.01) * r).sqrt()).collect();
        all.family = counter.family;
        let words = |s: &Sentence| s.terms.iter().map(|t| t.0).collect::<Vec<u32>>();
        all.bags = all.list.iter().map(|s| Bag::new(words(s), |w| all.rarity[w as usize])).collect();
        weigh(&mut all.list, |p| &mut p.pairs, counter.bigrams.0.len());
        let rarity = |p: &Sentence| p.terms.iter().map(|t| all.square(t.0)).sum::<f32>();
        let rarities: Vec<f32> = all.list.iter().map(rarity).collect();
        for (passage, rarity) in all.list.iter_mut().zip(rarities) {
            passage.rarity = rarity;
            passage.norm = passage.terms.iter().map(|t| t.1 * t.1).sum::<f32>().sqrt();
        }
        all
    }

    /// What a word counts where the rare ones come first.
    pub(crate) fn square(&self, term: u32) -> f32 {
        self.rarity[term as usize] * self.rarity[term as usize]
    }
}

/// The last of the sentences at the start of a report that tell the news of the day on which it was published.
const NEWS: usize = 1;

impl Sentence {
    /// Leaves the words of a span out of the content.
    fn leave_out(&mut self, annotated: &Annotated, span: Span) {
        let tokens = annotated.parse.tokens_in(span);
        let words = tokens.filter_map(|t| *self.words.get(t.checked_sub(self.tokens.start)?)?);
        let left_out: Vec<u32> = words.collect();
        self.content.retain(|w| !left_out.contains(w));
    }
}

/// The words of a span that carry meaning, in their dictionary form.
pub(crate) fn meaning(annotated: &Annotated, span: Span) -> Vec<String> {
    let parse = &annotated.parse;
    let tokens = parse.tokens_in(span).filter(|&i| matches!(parse.pos(i), Pos::Noun | Pos::Propn | Pos::Adj));
    tokens.map(|i| parse.lemma(i).to_lowercase()).collect()
}

/// Does something with the passage of a report that holds a span.
fn place(passages: &mut [Sentence], span: Span, mut with: impl FnMut(&mut Sentence)) {
    let at = passages.partition_point(|p| p.span.end() <= span.start());
    if let Some(passage) = passages.get_mut(at).filter(|p| p.span.contains(span)) {
        with(passage);
    }
}

/// The passages of a report that share words with a span, in order.
fn touched(passages: &mut [Sentence], span: Span) -> impl Iterator<Item = &mut Sentence> {
    let at = passages.partition_point(|p| p.span.end() <= span.start());
    passages[at..].iter_mut().take_while(move |p| p.span.start() < span.end())
}

/// Numbers for things, in the order in which they are first met.
pub(crate) struct Numbers<T>(HashMap<T, u32>);

impl<T: Eq + Hash> Numbers<T> {
    /// No things yet.
    pub(crate) fn new() -> Numbers<T> {
        Numbers(HashMap::new())
    }

    /// The number of a thing.
    pub(crate) fn number(&mut self, thing: T) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(thing).or_insert(next)
    }
}

/// Gives every word and every pair of words of the story a number.
struct Counter<'l> {
    lexicon: &'l Lexicon,
    words: Numbers<String>,
    bigrams: Numbers<(u32, u32)>,
    families: Numbers<String>,
    /// How rare each word is in English.
    rarity: Vec<f32>,
    /// The family of each word.
    family: Vec<u32>,
}

impl Counter<'_> {
    fn passage(&mut self, annotated: &Annotated, sentence: usize, tokens: Range<usize>) -> Option<Sentence> {
        let parse = &annotated.parse;
        let span = annotated.report.text.trim(parse.span_of(tokens.clone())?);
        let (mut terms, mut pairs) = (Vec::new(), Vec::new());
        let (mut numbers, mut verbs) = (Vec::new(), Vec::new());
        let mut before = None;
        let mut words = vec![None; tokens.len()];
        for i in tokens.clone().filter(|&i| parse.text(i).starts_with(char::is_alphanumeric)) {
            let lemma = parse.lemma(i).to_lowercase();
            let rarity = self.lexicon.background.rarity(&lemma);
            let kin = self.families.number(self.lexicon.kin.family(&lemma).to_owned());
            let term = self.words.number(lemma);
            if term as usize == self.rarity.len() {
                self.rarity.push(rarity);
                self.family.push(kin);
            }
            pairs.extend(before.map(|b| self.bigrams.number((b, term))));
            before = Some(term);
            if !carries_meaning(parse.pos(i)) {
                continue;
            }
            terms.push(term);
            words[i - tokens.start] = Some(term);
            match parse.pos(i) {
                Pos::Num => numbers.push(term),
                Pos::Verb => verbs.push(term),
                _ => {}
            }
        }
        for list in [&mut numbers, &mut verbs] {
            list.sort_unstable();
            list.dedup();
        }
        let content = terms.clone();
        let (terms, pairs) = (counted(terms), counted(pairs));
        let (report, member) = (ReportIx(0), 0);
        (!terms.is_empty()).then_some(Sentence {
            report,
            member,
            sentence,
            tokens: tokens.clone(),
            span,
            words,
            terms,
            pairs,
            numbers,
            verbs,
            statements: Vec::new(),
            actors: Vec::new(),
            speaker: None,
            places: Vec::new(),
            quoted: false,
            content,
            times: Vec::new(),
            part: part(annotated, span),
            published: None,
            ordinals: ordinals(self.lexicon, parse, tokens),
            norm: 0.0,
            rarity: 0.0,
        })
    }
}

/// The nouns with an ordinal before them, by their dictionary forms.
fn ordinals(lexicon: &Lexicon, parse: &Parse, tokens: Range<usize>) -> Vec<(String, String)> {
    let is_ordinal = |&t: &usize| parse.entity_of(t).is_some_and(|e| e.label == "ORDINAL");
    let found = tokens.filter(is_ordinal);
    let found = found.filter_map(|t| Some((parse.lemma(parse.described(t)?), parse.lemma(t))));
    let in_figures = |ordinal: String| lexicon.numerals.in_figures(&ordinal).map_or(ordinal.clone(), str::to_owned);
    found.map(|(noun, ordinal)| (noun.to_lowercase(), in_figures(ordinal.to_lowercase()))).collect()
}

/// The part of a report that a span stands in.
fn part(annotated: &Annotated, span: Span) -> RegionKind {
    let regions = &annotated.report.regions;
    let at = regions.partition_point(|r| r.span.end() <= span.start());
    regions.get(at).filter(|r| r.span.overlaps(span)).map_or(RegionKind::Body, |r| r.kind)
}

/// Whether a part of speech of Universal Dependencies says what a sentence is about.
fn carries_meaning(pos: Pos) -> bool {
    matches!(pos, Pos::Noun | Pos::Propn | Pos::Verb | Pos::Adj | Pos::Adv | Pos::Num | Pos::Intj | Pos::Other)
}

fn counted(mut numbers: Vec<u32>) -> Vec<(u32, f32)> {
    numbers.sort_unstable();
    let mut counts: Vec<(u32, f32)> = Vec::new();
    for n in numbers {
        match counts.last_mut() {
            Some((last, count)) if *last == n => *count += 1.0,
            _ => counts.push((n, 1.0)),
        }
    }
    counts
}

/// Turns counts into weights: what few passages of the story hold tells more than what all of them do.
fn weigh(list: &mut [Sentence], terms: impl Fn(&mut Sentence) -> &mut Vec<(u32, f32)>, vocabulary: usize) -> Vec<f32> {
    let mut holders = vec![0u32; vocabulary];
    for passage in list.iter_mut() {
        terms(passage).iter().for_each(|&(t, _)| holders[t as usize] += 1);
    }
    let all = list.len() as f32 + 1.0;
    let weights: Vec<f32> = holders.into_iter().map(|n| (all / n.max(1) as f32).ln()).collect();
    for passage in list.iter_mut() {
        terms(passage).iter_mut().for_each(|(t, w)| *w *= weights[*t as usize]);
    }
    weights
}
