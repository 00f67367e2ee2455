//! What a draft is checked against: the reports that may tell it, who is who in them and in the draft, and for each sentence of the
//! draft the sentences of reports that come near it.

use super::numbers::numbers;
use super::outlets;
use crate::Lexicon;
use crate::compare::bags::Bag;
use crate::compare::meaning::Meanings;
use crate::compare::passages::Passages;
use crate::compare::sentences::{Sentence, Sentences};
use dateline_core::{Actor, ActorId, Annotated, MentionKind, Place, Pos, RegionKind, Report, ReportIx, Span, Story};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The draft and its reports, made comparable.
pub(super) struct Ground<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) reports: &'a [&'a Annotated],
    /// The draft's place among the reports.
    pub(super) draft: ReportIx,
    /// The reports that may tell what the draft tells, and the draft as the last of them.
    pub(super) story: Story,
    pub(super) sentences: Sentences,
    pub(super) passages: Passages,
    /// The families of words of each sentence, the rare ones weighing most.
    pub(super) kin: Vec<Bag>,
    /// The actor of the story that an actor of a report is.
    pub(super) actors: BTreeMap<(ReportIx, ActorId), ActorId>,
    /// Who is named where in each report, in the order of the text.
    mentions: BTreeMap<ReportIx, Vec<Mentioned>>,
    meanings: Meanings<'a>,
    /// All reports but the draft.
    others: Vec<ReportIx>,
    /// The numbers that the reports give, and their words in small letters, one report a text.
    numbers: BTreeSet<u64>,
    texts: Vec<String>,
}

/// A sentence of a report that comes near one of the draft.
#[derive(Clone, Copy, Debug)]
pub(super) struct Near {
    /// Its place in the list of sentences.
    pub(super) sentence: usize,
    /// How much of the words of the draft's sentence it holds, from 0 to 1.
    pub(super) held: f32,
    /// How well its words meet those of the draft's sentence, as the encoder reads both, from 0 to 1.
    pub(super) met: f32,
}

/// A place of a report that names somebody or something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mentioned {
    pub(super) span: Span,
    /// Who it is, in the report.
    pub(super) actor: ActorId,
    pub(super) kind: MentionKind,
}

/// How many sentences of reports are read for one of the draft.
const READ: usize = 6;

/// A sentence that holds less than this part of the words that the best one holds is not read: it is about something else.
const OF_BEST: f32 = 0.3;

/// A sentence that holds less of the words is not read.
const LEAST: f32 = 0.1;

/// So many reports are all looked at; of more only those that hold enough of the draft.
const FEW: usize = 12;

/// How many reports are looked at for one sentence, where there are many.
const FOR_ONE: usize = 3;

impl<'a> Ground<'a> {
    /// Sets out what a draft is checked against: all reports but the draft.
    pub(super) fn new(
        lexicon: &'a Lexicon,
        draft: ReportIx,
        reports: &'a [&'a Annotated],
        others: &[ReportIx],
    ) -> Self {
        let mut chosen = relevant(lexicon, reports[draft.index()], reports, others);
        chosen.push(draft);
        let members: Vec<(ReportIx, &Annotated)> = chosen.iter().map(|&ix| (ix, reports[ix.index()])).collect();
        let actors = crate::actors::join(lexicon, &members);
        let story = Story { reports: chosen, actors, ..Story::default() };
        let sentences = Sentences::of(lexicon, &story, reports);
        let passages = Passages::new(lexicon, &story, reports, &sentences);
        let kin = kin(&sentences);
        let same = story.actors.iter().flat_map(|a| a.members.iter().map(|&m| (m, a.id))).collect();
        let near = near(&sentences, &passages, &kin);
        let meanings = Meanings::new(lexicon, &passages, &sentences, &near, reports);
        let told: Vec<&Annotated> =
            story.reports.iter().filter(|&&ix| ix != draft).map(|r| reports[r.index()]).collect();
        let given = told.iter().flat_map(|r| numbers(lexicon, r, 0..r.parse.len()));
        let numbers = given.map(|n| n.value.to_bits()).collect();
        let texts = told.iter().map(|r| plain(&r.report)).collect();
        let mentions = story.reports.iter().map(|&ix| (ix, mentions(reports[ix.index()]))).collect();
        let others = others.to_vec();
        let actors = same;
        Ground {
            lexicon,
            reports,
            draft,
            story,
            sentences,
            passages,
            kin,
            actors,
            mentions,
            meanings,
            others,
            numbers,
            texts,
        }
    }

    /// Whether the reports give a number of anything.
    pub(super) fn has_number(&self, value: f64) -> bool {
        self.numbers.contains(&value.to_bits())
    }

    /// Whether the reports have some words one after the other, or a form of the last: "Russia", "Russian".
    pub(super) fn has_words(&self, words: &[String]) -> bool {
        let whole = format!(" {}", words.join(" "));
        let starts = |text: &String| {
            text.match_indices(&whole).any(|(at, _)| {
                let rest = &text[at + whole.len()..];
                rest.chars().take_while(|c| c.is_alphanumeric()).count() <= ENDING
            })
        };
        self.texts.iter().any(starts)
    }

    /// The reports of the outlet of a name.
    pub(super) fn outlets_called(&self, name: &str) -> Vec<ReportIx> {
        let outlet = |ix: &&ReportIx| {
            let outlet = self.reports[ix.index()].report.outlet.as_deref();
            outlet.is_some_and(|outlet| outlets::is_called(self.lexicon, name, outlet))
        };
        self.others.iter().filter(outlet).copied().collect()
    }

    /// The sentence that a place stands in, by its place in the list.
    pub(super) fn sentence_at(&self, place: Place) -> Option<usize> {
        let holds = |s: &Sentence| s.report == place.report && s.span.overlaps(place.span);
        self.sentences.list.iter().position(holds)
    }

    /// How much of the words of a sentence of the draft the sentence of some reports holds that holds most of them.
    pub(super) fn most_held(&self, sentence: usize, reports: &[ReportIx]) -> f32 {
        let of = |(_, s): &(usize, &Sentence)| reports.contains(&s.report);
        let all = self.sentences.list.iter().enumerate().filter(of);
        all.map(|(at, _)| self.kin[sentence].held_by(&self.kin[at])).fold(0.0, f32::max)
    }

    /// Who is named in a stretch of a report, in the order of the text.
    pub(super) fn mentions_in(&self, report: ReportIx, span: Span) -> impl Iterator<Item = &Mentioned> {
        let all = self.mentions.get(&report).map(Vec::as_slice).unwrap_or_default();
        let first = all.partition_point(|m| m.span.start() < span.start());
        all[first..].iter().take_while(move |m| m.span.start() < span.end()).filter(move |m| span.contains(m.span))
    }

    /// The sentences of the draft, by their places in the list.
    pub(super) fn of_draft(&self) -> std::ops::Range<usize> {
        self.sentences.of_report.last().cloned().unwrap_or_default()
    }

    /// A sentence of the draft by its number in it; `None` if it holds no word to compare by.
    pub(super) fn sentence_of_draft(&self, number: usize) -> Option<usize> {
        let all = self.of_draft();
        let at = all.start + self.sentences.list[all.clone()].partition_point(|s| s.sentence < number);
        Some(at).filter(|at| all.contains(at) && self.sentences.list[*at].sentence == number)
    }

    /// The sentences of reports that come near one of the draft, those that hold most of it first.
    pub(super) fn near(&self, sentence: usize) -> Vec<Near> {
        let own = self.passages.of_sentence[sentence].clone();
        let of = |(other, held): (usize, f32)| {
            let of_other = self.passages.of_sentence[other].clone();
            let (mut met, mut weight) = (0.0, 0.0);
            for p in own.clone() {
                let best = of_other.clone().filter_map(|q| self.meanings.met(p, q)).fold(0.0, f32::max);
                let own = self.passages.list[p].words.weight();
                met += best * own;
                weight += own;
            }
            Near { sentence: other, held, met: if weight > 0.0 { met / weight } else { 0.0 } }
        };
        let mut found: Vec<Near> = candidates(&self.sentences, &self.kin, sentence).into_iter().map(of).collect();
        found.sort_by(|a, b| b.sure().total_cmp(&a.sure()).then(a.sentence.cmp(&b.sentence)));
        found
    }
}

impl Near {
    /// How surely it tells what the draft's sentence tells, from 0 to 1.
    pub(super) fn sure(&self) -> f32 {
        (self.held + self.met) / 2.0
    }
}

fn mentions(report: &Annotated) -> Vec<Mentioned> {
    let of = |a: &Actor| {
        let actor = a.id;
        a.mentions.iter().map(move |m| Mentioned { span: m.span, actor, kind: m.kind }).collect::<Vec<_>>()
    };
    let mut all: Vec<Mentioned> = report.actors.iter().flat_map(of).collect();
    all.sort_unstable();
    all
}

/// The letters that may end another form of a word.
const ENDING: usize = 3;

/// A report's title, outlet and text in small letters, single spaces between words.
fn plain(report: &Report) -> String {
    let head = [report.title.as_deref(), report.outlet.as_deref()].into_iter().flatten();
    let words = head.chain(report.authors.iter().map(String::as_str)).chain([report.text.as_str()]);
    let split = |c: char| !c.is_alphanumeric() && c != '.' && c != '\'' && c != '-';
    let plain = words.flat_map(|w| w.split(split)).map(|w| w.trim_matches(['.', '\'', '-'])).filter(|w| !w.is_empty());
    plain.fold(String::new(), |text, word| text + " " + &word.to_lowercase())
}

/// The families of words of sentences; the weight of one is that of its rarest word.
fn kin(sentences: &Sentences) -> Vec<Bag> {
    let of = |terms: &[(u32, f32)]| {
        let mut weight: BTreeMap<u32, f32> = BTreeMap::new();
        for &(term, _) in terms {
            let held = weight.entry(sentences.family[term as usize]).or_default();
            *held = held.max(sentences.rarity[term as usize]);
        }
        Bag::new(weight.keys().copied().collect(), |f| weight[&f])
    };
    sentences.list.iter().map(|s| of(&s.terms)).collect()
}

/// The sentences of reports that hold most of the words of one of the draft, with how much of them.
fn candidates(sentences: &Sentences, kin: &[Bag], sentence: usize) -> Vec<(usize, f32)> {
    let own = sentences.list[sentence].member;
    let tells = |s: &usize| {
        let s = &sentences.list[*s];
        s.member != own && !matches!(s.part, RegionKind::Furniture | RegionKind::Byline | RegionKind::Dateline)
    };
    let held = |s: usize| (s, kin[sentence].held_by(&kin[s]));
    let mut found: Vec<(usize, f32)> = (0..sentences.list.len()).filter(tells).map(held).collect();
    found.retain(|f| f.1 >= LEAST);
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    found.truncate(READ);
    let least = found.first().map_or(0.0, |best| best.1 * OF_BEST);
    found.retain(|f| f.1 >= least);
    found
}

/// For each passage the passages that it is held against.
fn near(sentences: &Sentences, passages: &Passages, kin: &[Bag]) -> Vec<Vec<(usize, f32)>> {
    // What is less alike than this is not encoded; what is held against the draft always is.
    const ENCODED: f32 = 0.08;
    let mut rows: Vec<Vec<(usize, f32)>> = vec![Vec::new(); passages.list.len()];
    for sentence in sentences.of_report.last().cloned().unwrap_or_default() {
        for (other, _) in candidates(sentences, kin, sentence) {
            for p in passages.of_sentence[sentence].clone() {
                for q in passages.of_sentence[other].clone() {
                    let cosine = passages.list[p].words.cosine(&passages.list[q].words).max(ENCODED);
                    rows[p].push((q, cosine));
                    rows[q].push((p, cosine));
                }
            }
        }
    }
    rows.iter_mut().for_each(|row| row.sort_unstable_by_key(|r| r.0));
    rows
}

/// The reports that may tell what a draft tells: all of a few, of many those that hold most of one of its sentences.
fn relevant(lexicon: &Lexicon, draft: &Annotated, reports: &[&Annotated], others: &[ReportIx]) -> Vec<ReportIx> {
    if others.len() <= FEW {
        return others.to_vec();
    }
    let tells =
        |a: &Annotated, t: usize| matches!(a.parse.pos(t), Pos::Noun | Pos::Propn | Pos::Verb | Pos::Adj | Pos::Num);
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut wanted: Vec<Vec<usize>> = Vec::new();
    for sentence in draft.parse.sentences() {
        let words = sentence.filter(|&t| tells(draft, t)).map(|t| draft.parse.lemma(t).to_lowercase());
        let words: BTreeSet<String> = words.collect();
        let next = words.into_iter().map(|w| {
            let next = numbers.len();
            *numbers.entry(w).or_insert(next)
        });
        wanted.push(next.collect());
    }
    let mut weight = vec![0.0f32; numbers.len()];
    numbers.iter().for_each(|(word, &n)| weight[n] = lexicon.background.rarity(word));
    let holds: Vec<Vec<bool>> = others
        .iter()
        .map(|ix| {
            let report = reports[ix.index()];
            let mut holds = vec![false; numbers.len()];
            for t in 0..report.parse.len() {
                if let Some(&n) = numbers.get(&report.parse.lemma(t).to_lowercase()) {
                    holds[n] = true;
                }
            }
            holds
        })
        .collect();
    let mut chosen: BTreeSet<ReportIx> = BTreeSet::new();
    for words in &wanted {
        let sum = |r: usize| words.iter().filter(|&&w| holds[r][w]).map(|&w| weight[w]).sum::<f32>();
        let mut order: Vec<(usize, f32)> = (0..others.len()).map(|r| (r, sum(r))).filter(|r| r.1 > 0.0).collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        chosen.extend(order.iter().take(FOR_ONE).map(|r| others[r.0]));
    }
    let all = |r: usize| holds[r].iter().zip(&weight).filter(|(h, _)| **h).map(|(_, w)| w).sum::<f32>();
    let mut order: Vec<usize> = (0..others.len()).collect();
    order.sort_by_key(|&r| (Reverse((all(r) * 1000.0) as u32), r));
    chosen.extend(order.iter().take(FEW).map(|&r| others[r]));
    chosen.into_iter().collect()
}
