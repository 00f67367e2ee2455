//! The clauses of a story's reports, each with what it is compared by.

use super::bags::{Bag, common};
use super::figures;
use super::sentences::{Sentence, Sentences, Speaker};
use super::shades::Shade;
use crate::Lexicon;
use dateline_core::{
    ActorId, ActorKind, Annotated, Bound, Clause, ClauseId, ClauseKind, Polarity, Pos, RegionKind, ReportIx, Span,
    StatementId, StatementKind, Status, Story, Timex,
};
use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::ops::Range;

/// A clause of one of a story's reports.
#[derive(Clone, Debug)]
pub(crate) struct Passage {
    /// The report.
    pub(crate) report: ReportIx,
    /// The report's place in the story.
    pub(crate) member: usize,
    /// The clause.
    pub(crate) clause: ClauseId,
    /// Its sentence, by its place in [`Sentences::list`].
    pub(crate) sentence: usize,
    /// From its first word to its last.
    pub(crate) span: Span,
    /// Its own words.
    pub(crate) pieces: Vec<Span>,
    /// The words that carry its meaning, those that are rare here and in English weighing most.
    pub(crate) words: Bag,
    /// The same by families: "explode", "blast".
    pub(crate) kin: Bag,
    /// Pairs of neighbouring words.
    pub(crate) pairs: Bag,
    /// Its words without the names of actors and the words that tell that it was said.
    pub(crate) content: Bag,
    /// The word that the rest hangs on and its family, by number.
    pub(crate) predicate: Option<(u32, u32)>,
    /// That word.
    pub(crate) predicate_span: Span,
    /// The actors of the story that it names, in order.
    pub(crate) actors: Vec<ActorId>,
    /// Who does it, and to whom it is done.
    pub(crate) sources: Vec<ActorId>,
    pub(crate) targets: Vec<ActorId>,
    /// The families of the words that name who does it.
    pub(crate) source_words: Vec<u32>,
    /// Those of its actors that are places.
    pub(crate) places: Vec<ActorId>,
    /// Its numbers.
    pub(crate) amounts: Vec<Amount>,
    /// When it took place, and the other times that it names in the calendar.
    pub(crate) times: Vec<Timex>,
    /// The statement that it is told in, or that it tells of.
    pub(crate) statement: Option<StatementId>,
    /// Who says it.
    pub(crate) speaker: Option<Speaker>,
    /// Whether that is told in the speaker's own words.
    pub(crate) quoted: bool,
    /// Its words that shade what is told, by their kinds and numbers.
    pub(crate) shades: Vec<(Shade, u32)>,
    /// Whether it is told as so.
    pub(crate) polarity: Polarity,
    /// Whether it is told as happened.
    pub(crate) status: Status,
    /// The part of the report that it stands in.
    pub(crate) region: RegionKind,
    /// How it hangs on its host, and how many hosts stand above it.
    pub(crate) kind: ClauseKind,
    pub(crate) depth: u32,
    /// How far along in its report it stands, from 0 to 1.
    pub(crate) along: f32,
}

impl Passage {
    /// Whether surely others do what two passages tell: both name who does it, and not the same.
    pub(crate) fn is_of_others(&self, other: &Passage) -> bool {
        match self.sources.is_empty() || other.sources.is_empty() {
            true => {
                let (own, others) = (&self.source_words, &other.source_words);
                !own.is_empty() && !others.is_empty() && !own.iter().any(|w| others.contains(w))
            }
            false => common(&self.sources, &other.sources) == 0,
        }
    }

    /// The family of the word that the rest hangs on.
    pub(crate) fn predicate_family(&self) -> Option<u32> {
        self.predicate.map(|p| p.1)
    }
}

/// A number that a clause gives.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Amount {
    /// The words: "at least 15 people".
    pub(crate) span: Span,
    /// The words of the number: "at least 15".
    pub(crate) number: Span,
    /// In thousandths.
    pub(crate) value: Option<i64>,
    /// The dictionary form of what is counted.
    pub(crate) unit: Option<String>,
    /// How the words bound it.
    pub(crate) bound: Bound,
    /// The families of the words close to it.
    pub(crate) beside: Vec<u32>,
}

/// A word stands close to a number with at most so many words between.
const CLOSE: usize = 5;

/// The passages of a story, in the order of its reports and of their texts.
#[derive(Debug, Default)]
pub(crate) struct Passages {
    /// The passages.
    pub(crate) list: Vec<Passage>,
    /// The passages of the n-th report of the story.
    pub(crate) of_report: Vec<Range<usize>>,
    /// The passages of each sentence.
    pub(crate) of_sentence: Vec<Range<usize>>,
}

impl Passages {
    /// Takes the clauses that hold at least one word to compare by.
    pub(crate) fn new(
        lexicon: &Lexicon,
        story: &Story,
        reports: &[impl Borrow<Annotated>],
        sentences: &Sentences,
    ) -> Passages {
        let same: BTreeMap<(ReportIx, ActorId), ActorId> =
            story.actors.iter().flat_map(|a| a.members.iter().map(|&m| (m, a.id))).collect();
        let mut all = Passages::default();
        for (member, &report) in story.reports.iter().enumerate() {
            let annotated: &Annotated = reports[report.index()].borrow();
            let first = all.list.len();
            let of_report = sentences.of_report[member].clone();
            for clauses in stretches(annotated) {
                let clause = clauses[0];
                let number = clause.sentence as usize;
                let list = &sentences.list[of_report.clone()];
                let Ok(at) = list.binary_search_by_key(&number, |s| s.sentence) else { continue };
                let maker = Maker { lexicon, annotated, story, same: &same, report, sentences, sentence: &list[at] };
                let Some(passage) = maker.passage(&clauses, member, of_report.start + at) else { continue };
                all.list.push(Passage { along: (at as f32) / list.len().max(1) as f32, ..passage });
            }
            all.of_report.push(first..all.list.len());
        }
        let mut at = 0;
        for sentence in 0..sentences.list.len() {
            let end = all.list[at..].iter().take_while(|p| p.sentence == sentence).count() + at;
            all.of_sentence.push(at..end);
            at = end;
        }
        all
    }
}

/// A clause of fewer bytes tells nothing of its own: editors cut late, half of their places are longer than half a sentence.
const SMALL: usize = 100;

/// A clause of fewer bytes is but the frame of another: "The owners said".
const FRAME: usize = 40;

/// Clauses that come to more bytes together stay apart.
const LONG: usize = 250;

/// The clauses of a report, those that are too short to tell a thing of their own with what they hang on; the one that the
/// others hang on comes first.
fn stretches(annotated: &Annotated) -> Vec<Vec<&Clause>> {
    let list = &annotated.clauses;
    let len = |c: &Clause| -> usize { c.pieces.iter().map(|p| p.len()).sum() };
    let mut head: Vec<usize> = (0..list.len()).collect();
    let mut size: Vec<usize> = list.iter().map(len).collect();
    // Inner ones first.
    let mut order: Vec<usize> = (0..list.len()).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(list[i].depth), i));
    for i in order {
        let Some(host) = list[i].host.map(ClauseId::index) else { continue };
        if (size[i] < SMALL || size[host] < FRAME) && size[i] + size[host] < LONG {
            head[i] = host;
            size[host] += size[i];
        }
    }
    let top = |mut i: usize| {
        while head[i] != i {
            i = head[i];
        }
        i
    };
    let mut found: BTreeMap<usize, Vec<&Clause>> = BTreeMap::new();
    for (i, clause) in list.iter().enumerate().filter(|(_, c)| tells(c)) {
        found.entry(top(i)).or_default().push(clause);
    }
    let mut found: Vec<Vec<&Clause>> = found
        .into_iter()
        .map(|(head, mut clauses)| {
            clauses.sort_by_key(|c| c.id.index() != head);
            clauses
        })
        .collect();
    found.sort_by_key(|clauses| (clauses[0].sentence, clauses.iter().map(|c| c.span.start()).min()));
    found
}

/// Whether a clause stands in a part of its report that tells the news.
fn tells(clause: &Clause) -> bool {
    matches!(clause.region, RegionKind::Title | RegionKind::Body | RegionKind::Caption)
}

struct Maker<'a> {
    lexicon: &'a Lexicon,
    annotated: &'a Annotated,
    story: &'a Story,
    same: &'a BTreeMap<(ReportIx, ActorId), ActorId>,
    report: ReportIx,
    sentences: &'a Sentences,
    sentence: &'a Sentence,
}

impl Maker<'_> {
    fn passage(&self, clauses: &[&Clause], member: usize, sentence: usize) -> Option<Passage> {
        let parse = &self.annotated.parse;
        let clause = clauses[0];
        let mut pieces: Vec<Span> = clauses.iter().flat_map(|c| c.pieces.iter().copied()).collect();
        pieces.sort_unstable();
        let span = clauses.iter().map(|c| c.span).reduce(Span::cover)?;
        let tokens: Vec<usize> = pieces.iter().flat_map(|&piece| parse.tokens_in(piece)).collect();
        let word = |t: usize| *self.sentence.words.get(t.checked_sub(self.sentence.tokens.start)?)?;
        let words: Vec<u32> = tokens.iter().filter_map(|&t| word(t)).collect();
        // A label, a credit or a stub tells nothing that another report could tell.
        let verb = tokens.iter().any(|&t| matches!(parse.pos(t), Pos::Verb | Pos::Aux));
        let least = match (clause.region, verb) {
            (RegionKind::Caption, false) => usize::MAX,
            (_, true) => 3,
            (_, false) => 5,
        };
        if words.len() < least {
            return None;
        }
        let rarity = |w: u32| self.sentences.rarity[w as usize];
        let families: Vec<u32> = words.iter().map(|&w| self.sentences.family[w as usize]).collect();
        let mut weight: BTreeMap<u32, f32> = BTreeMap::new();
        for (&family, &w) in families.iter().zip(&words) {
            let held = weight.entry(family).or_default();
            *held = held.max(rarity(w));
        }
        let both = words.windows(2).map(|w| (w[0].wrapping_mul(0x9E37_79B1)) ^ w[1]).collect();
        let mentioned = |span: Span| pieces.iter().any(|p| p.contains(span));
        let mut actors: Vec<ActorId> = Vec::new();
        let mut named: Vec<u32> = Vec::new();
        for actor in &self.annotated.actors {
            let Some(&id) = self.same.get(&(self.report, actor.id)) else { continue };
            for mention in actor.mentions.iter().filter(|m| mentioned(m.span)) {
                actors.push(id);
                named.extend(parse.tokens_in(mention.span).filter_map(word));
            }
        }
        actors.sort_unstable();
        actors.dedup();
        let statement = clauses.iter().find_map(|c| c.statement.or(c.says)).and_then(|id| self.annotated.statement(id));
        for &span in statement.iter().flat_map(|s| s.cue.iter().chain(&s.source)) {
            named.extend(parse.tokens_in(span).filter_map(word));
        }
        let content: Vec<u32> = words.iter().copied().filter(|w| !named.contains(w)).collect();
        let known = |ids: &[ActorId]| -> Vec<ActorId> {
            ids.iter().filter_map(|&a| self.same.get(&(self.report, a)).copied()).collect()
        };
        let is_place = |a: &ActorId| self.story.actors[a.index()].kind == ActorKind::Place;
        let predicate = parse.tokens_in(clause.predicate).next_back().and_then(word);
        let times =
            self.annotated.times.iter().filter(|t| mentioned(t.span) || clauses.iter().any(|c| c.time == Some(t.id)));
        let times = times.filter(|t| t.value.is_dated()).map(|t| t.value.clone());
        let speaker = statement.and_then(|s| match s.speaker {
            Some(actor) => self.same.get(&(self.report, actor)).copied().map(Speaker::Named),
            None => Some(Speaker::Unnamed(super::sentences::meaning(self.annotated, s.description?))),
        });
        let words_of = |spans: &[Span]| -> Vec<u32> {
            let tokens = spans.iter().flat_map(|&s| parse.tokens_in(s));
            tokens.filter_map(word).map(|w| self.sentences.family[w as usize]).collect()
        };
        Some(Passage {
            report: self.report,
            member,
            clause: clause.id,
            sentence,
            span,
            pieces: pieces.clone(),
            kin: Bag::new(families, |f| weight[&f]),
            pairs: Bag::new(both, |_| 1.0),
            content: Bag::new(content, rarity),
            words: Bag::new(words, rarity),
            predicate: predicate.map(|p| (p, self.sentences.family[p as usize])),
            predicate_span: clause.predicate,
            places: actors.iter().copied().filter(is_place).collect(),
            actors,
            sources: known(&clause.sources),
            targets: known(&clause.targets),
            source_words: words_of(&clause.source_spans),
            amounts: clauses.iter().flat_map(|c| self.amounts(c)).chain(self.measures(&tokens)).collect(),
            times: times.collect(),
            statement: statement.map(|s| s.id),
            speaker,
            quoted: statement.is_some_and(|s| s.kind != StatementKind::Indirect),
            shades: self.shades(&tokens),
            polarity: clause.polarity,
            status: clause.status,
            region: clause.region,
            kind: clause.kind,
            depth: clause.depth,
            along: 0.0,
        })
    }

    fn shades(&self, tokens: &[usize]) -> Vec<(Shade, u32)> {
        let parse = &self.annotated.parse;
        let of = |&t: &usize| {
            let lemma = parse.lemma(t).to_lowercase();
            self.lexicon
                .shades
                .shades(&lemma)
                .iter()
                .map(move |&shade| (shade, xxhash_rust::xxh3::xxh3_64(lemma.as_bytes()) as u32))
        };
        let mut found: Vec<(Shade, u32)> = tokens.iter().flat_map(of).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What is counted: one toll counts people, another civilians.
    fn unit(&self, noun: &str) -> String {
        let people = self.lexicon.words.people.has(noun);
        if people { figures::PEOPLE.to_owned() } else { noun.to_owned() }
    }

    /// The numbers by which things are measured: "a 48-page indictment".
    fn measures(&self, tokens: &[usize]) -> Vec<Amount> {
        let parse = &self.annotated.parse;
        let measured = |(number, unit, thing): (usize, String, String)| {
            let value = parse.text(number).parse::<u32>().ok()?;
            let span = parse.span(number);
            let unit = Some(format!("{unit} {thing}"));
            Some(Amount {
                span,
                number: span,
                value: Some(figures::thousandths(value.into())),
                unit,
                bound: Bound::Exact,
                beside: self.beside(span),
            })
        };
        figures::measures(parse, tokens).into_iter().filter_map(measured).collect()
    }

    /// The families of the words that carry meaning close to some words, those left out.
    fn beside(&self, words: Span) -> Vec<u32> {
        let of = self.annotated.parse.tokens_in(words);
        let near = (of.start.saturating_sub(CLOSE)..of.end + CLOSE).filter(|t| !of.contains(t));
        let word = |t: usize| *self.sentence.words.get(t.checked_sub(self.sentence.tokens.start)?)?;
        near.filter_map(word).map(|w| self.sentences.family[w as usize]).collect()
    }

    fn amounts(&self, clause: &Clause) -> Vec<Amount> {
        let parse = &self.annotated.parse;
        let amount = |q: &dateline_core::Quantity| Amount {
            span: q.amount.span,
            number: q.amount.number,
            value: q.amount.value.map(figures::thousandths),
            unit: match q.amount.unit {
                // "Dozens were hurt".
                Some(unit) if unit == q.amount.number => Some(figures::PEOPLE.to_owned()),
                _ => figures::unit(self.lexicon, parse, &q.amount).map(|u| self.unit(&u)),
            },
            bound: q.bound,
            beside: self.beside(q.amount.span),
        };
        clause.quantities.iter().map(amount).collect()
    }
}
