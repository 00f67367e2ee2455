//! From tokens to attributions: each cue with the source and the content that the models prefer.

use super::content::{self, Content};
use super::cue;
use super::model::Weights;
use super::reading::{Reading, Run};
use super::source::{self, Extent, Source, Way};
use super::{channel, tidy, together};
use dateline_core::{Dep, Pos};

/// What the four models learned.
#[derive(Debug, Default)]
pub struct Models {
    /// How often each word is a cue, in thousandths.
    pub rates: Weights,
    /// Whether a token is worth a closer look.
    pub glance: Weights,
    /// Which candidate is the source.
    pub source: Weights,
    /// Which candidate is the content.
    pub content: Weights,
    /// Whether a cue with its source and content is an attribution.
    pub whole: Weights,
}

impl Models {
    /// Reads the weights of a data file.
    pub fn read(file: &str) -> Models {
        let [rates, glance, source, content, whole] =
            ["rate", "glance", "source", "content", "whole"].map(|m| Weights::read(file, m));
        Models { rates, glance, source, content, whole }
    }
}

/// A cue with its source and content.
#[derive(Clone, Debug)]
pub struct Attribution {
    /// The token that heads the cue.
    pub cue: usize,
    /// The tokens of the cue.
    pub words: Run,
    /// Who said it.
    pub source: Source,
    /// What was said.
    pub content: Content,
    /// How sure the models are, in thousandths of log odds.
    pub score: i32,
    /// What found it.
    pub by: Finder,
}

/// What finds an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finder {
    /// The models of cues, sources and contents.
    CueModel,
    /// A verb within a quotation alone: the models learned from texts that seldom mark them.
    Nested,
    /// Words beside a quotation.
    Beside,
    /// A quotation that stands alone.
    Standing,
    /// The signature of a post.
    SignedPost,
    /// The label of a line in a transcript.
    Transcript,
    /// A verb that shares the subject of one that surely tells what was said.
    Together,
    /// A verb of answering, whose content may only be how.
    Answer,
}

impl Finder {
    /// The name by which a statement tells what found it.
    pub fn name(self) -> &'static str {
        match self {
            Finder::CueModel => "cue model",
            Finder::Nested => "verb in a quotation",
            Finder::Beside => "words beside a quotation",
            Finder::Standing => "standing quotation",
            Finder::SignedPost => "signed post",
            Finder::Transcript => "transcript",
            Finder::Together => "verb beside a cue",
            Finder::Answer => "verb of answering",
        }
    }
}

/// A glance must give this much for a closer look.
pub const WORTH_A_LOOK: i32 = -3000;
/// An attribution is taken from this score on. F1 hardly changes from 100 to 600, and readers mind a statement that is none
/// more than one that is missed.
const TAKEN: i32 = 100;
/// One below this score is not even taken for a quotation that nobody else said.
const UNSURE: i32 = -2000;
/// A quotation of as many tokens as this, marks included, may be a title or a phrase.
const PHRASE: usize = 6;

/// The attributions of a parse, in the order of their cues.
pub fn attributions(reading: &Reading<'_>, models: &Models) -> Vec<Attribution> {
    let all = (0..reading.parse.len()).filter_map(|cue| attribution(reading, models, cue));
    let (nested, all): (Vec<_>, Vec<_>) = all.partition(|a| a.score < TAKEN && a.by == Finder::Nested);
    let (taken, unsure): (Vec<_>, Vec<_>) =
        all.into_iter().filter(|a| a.score >= UNSURE).partition(|a| a.score >= TAKEN);
    let mut found = tidy::up(reading, taken);
    found.extend(quoting(reading, unsure.clone(), &found));
    found.extend(nested);
    together::add(reading, models, &unsure, &mut found);
    found.sort_by_key(|a| a.cue);
    found
}

/// The surest of the unsure for each quotation that nobody has: someone said what stands in quotation marks.
fn quoting(reading: &Reading<'_>, mut unsure: Vec<Attribution>, found: &[Attribution]) -> Vec<Attribution> {
    let mut free: Vec<bool> = claimed(reading, found).into_iter().map(|c| !c).collect();
    unsure.retain(|a| content::quoted(reading, &a.content) == "whole" && reading.quote_of(a.cue).is_none());
    unsure.sort_by_key(|a| (-a.score, a.cue));
    unsure.retain(|a| {
        let quotes: Vec<usize> = a.content.pieces.iter().filter_map(|p| reading.quote_number(p.start)).collect();
        let take = quotes.iter().all(|&q| free[q] && reading.quotes[q].run.len() > PHRASE);
        if take {
            quotes.iter().for_each(|&q| free[q] = false);
        }
        take
    });
    unsure
}

/// Whether each quotation holds something of a content whose cue stands outside it.
pub(super) fn claimed(reading: &Reading<'_>, found: &[Attribution]) -> Vec<bool> {
    let mut claimed = vec![false; reading.quotes.len()];
    for a in found {
        for piece in &a.content.pieces {
            let from = reading.quotes.partition_point(|q| q.run.end <= piece.start);
            let near = reading.quotes[from..].iter().enumerate().take_while(|(_, q)| q.run.start < piece.end);
            for (n, _) in near.filter(|(_, q)| !q.run.contains(&a.cue)) {
                claimed[from + n] = true;
            }
        }
    }
    claimed
}

/// The best source and content of a token, if it is worth a closer look.
pub fn attribution(reading: &Reading<'_>, models: &Models, cue: usize) -> Option<Attribution> {
    if !cue::may_be(reading, cue) || quoted_as_saying(reading, cue) {
        return None;
    }
    let glance = || models.glance.score(|f| cue::glance(reading, cue, &models.rates, f));
    let quoted = reading.quote_of(cue).is_some() && says(reading, models, cue);
    if !quoted && glance() < WORTH_A_LOOK {
        return None;
    }
    let source =
        best(source::candidates(reading, cue), |s| models.source.score(|f| source::describe(reading, cue, s, f)))?;
    let mut contents = content::candidates(reading, cue);
    contents.retain(|c| !channel::is_all(reading, cue, &c.pieces[0]));
    let content = best(contents, |c| models.content.score(|f| content::describe(reading, cue, c, f)))?;
    let source = channel::without(reading, who_is_quoted(reading, cue).unwrap_or(source));
    let content = without(without(content, &source.run)?, &told_by_another(reading, cue))?;
    if meanwhile(reading, cue, &content) {
        return None;
    }
    let score = models.whole.score(|f| cue::describe(reading, cue, &source, &content, &models.rates, f));
    let content = channel::off_the_end(reading, cue, after_time(reading, cue, content));
    let cue = before_colon(reading, models, cue, &source);
    let words = cue::words(reading, cue, &source, &content);
    let by = if quoted && another_says(reading, &source, &content) { Finder::Nested } else { Finder::CueModel };
    Some(Attribution { cue, words, source, content, score, by })
}

/// Who "says" in "the agency quoted **Lee** as saying".
fn who_is_quoted(reading: &Reading<'_>, cue: usize) -> Option<Source> {
    let verb = reading.above(cue).take(2).find(|&v| v < cue && quoted_as_saying(reading, v))?;
    let head = reading.child(verb, &[Dep::Dobj, Dep::Nsubjpass])?;
    let run = reading.trim(reading.below(head));
    let way = Way { up: 2, top: verb, down: Some(head) };
    (!run.contains(&cue)).then_some(Source { run, head, way, extent: Extent::Whole })
}

/// The verb right before a colon tells more than the colon does: "**said**: “…”".
fn before_colon(reading: &Reading<'_>, models: &Models, cue: usize, source: &Source) -> usize {
    let verb = cue.checked_sub(1).filter(|&v| reading.parse.text(cue) == ":" && !source.run.contains(&v));
    verb.filter(|&v| says(reading, models, v)).unwrap_or(cue)
}

/// Whether another verb is the cue: "was **quoted** by Reuters as saying".
fn quoted_as_saying(reading: &Reading<'_>, cue: usize) -> bool {
    let parse = reading.parse;
    let words = &reading.lexicon.words;
    let saying = |c: usize| words.manner.has(parse.lemma(c)) && parse.children(c).any(|v| parse.tag(v) == "VBG");
    words.quoting.has(parse.lemma(cue)) && parse.children(cue).any(saying)
}

/// Whether a token is a finite verb that seldom tells of anything but words.
fn says(reading: &Reading<'_>, models: &Models, cue: usize) -> bool {
    let finite = matches!(reading.parse.tag(cue), "VBD" | "VBZ" | "VBP");
    finite && matches!(cue::habit(reading, cue, &models.rates), "always" | "mostly")
}

/// Whether what is quoted tells that another said something: "“**He claims** that the ice is thick,” she said".
fn another_says(reading: &Reading<'_>, source: &Source, content: &Content) -> bool {
    /// What is told in fewer tokens is no statement: "said so".
    const SHORTEST: usize = 4;
    let parse = reading.parse;
    let tokens: usize = content.pieces.iter().map(ExactSizeIterator::len).sum();
    let named = matches!(parse.pos(source.head), Pos::Propn | Pos::Noun);
    let other = named || reading.lexicon.words.third.has(parse.lemma(source.head));
    !source.run.is_empty() && other && tokens >= SHORTEST && matches!(parse.dep(content.by), Dep::Ccomp | Dep::Xcomp)
}

/// The candidate of the highest score, the first of equals.
fn best<T>(candidates: Vec<T>, score: impl Fn(&T) -> i32) -> Option<T> {
    candidates.into_iter().map(|c| (score(&c), c)).reduce(|a, b| if b.0 > a.0 { b } else { a }).map(|(_, c)| c)
}

/// Whether what follows a cue only tells what else happened: "speaks **as others listen**".
fn meanwhile(reading: &Reading<'_>, cue: usize, content: &Content) -> bool {
    let parse = reading.parse;
    let first = content.pieces[0].start;
    parse.dep(content.by) == Dep::Advcl
        && parse.head(content.by) == cue
        && first > cue
        && reading.quote_of(first).is_none()
        && reading
            .child(content.by, &[Dep::Mark, Dep::Advmod])
            .is_some_and(|m| m >= first && m <= first + 1 && reading.lexicon.words.meanwhile.has(parse.lemma(m)))
}

/// A content that follows its cue leaves out the time of the telling: "said **on Friday** it would sail".
fn after_time(reading: &Reading<'_>, cue: usize, mut content: Content) -> Content {
    let parse = reading.parse;
    let piece = &mut content.pieces[0];
    if piece.start != cue + 1 {
        return content;
    }
    let at = piece.start + usize::from(parse.dep(piece.start) == Dep::Prep);
    let time = Some(at).filter(|&i| i < piece.end).and_then(|i| parse.entity_of(i)).filter(|e| e.label == "DATE");
    if let Some(end) = time.map(|e| e.tokens.end) {
        let clause = (end..piece.end)
            .take(4)
            .any(|i| matches!(parse.dep(i), Dep::Nsubj | Dep::Nsubjpass | Dep::Expl | Dep::Mark));
        if clause && end < piece.end {
            piece.start = end;
        }
    }
    content
}

/// The words of "was quoted by Reuters as" before their "saying", which are no content; else none.
fn told_by_another(reading: &Reading<'_>, cue: usize) -> Run {
    let verb = reading.above(cue).take(2).find(|&v| v < cue && quoted_as_saying(reading, v));
    let first = |v| reading.child(v, &[Dep::Aux, Dep::Auxpass]).filter(|&aux| aux < v).unwrap_or(v);
    verb.map_or(cue..cue, |v| first(v)..cue)
}

/// A content leaves its source out.
fn without(content: Content, cut: &Run) -> Option<Content> {
    let parts = |p: &Run| [p.start..p.end.min(cut.start), p.start.max(cut.end)..p.end];
    let holds = |p: &Run| !cut.is_empty() && p.start < cut.end && cut.start < p.end;
    let pieces: Vec<Run> = content
        .pieces
        .iter()
        .flat_map(|p| if holds(p) { parts(p).to_vec() } else { vec![p.clone()] })
        .filter(|p| p.start < p.end)
        .collect();
    (!pieces.is_empty()).then_some(Content { pieces, ..content })
}

/// How many tokens two contents share, and how many they have together.
pub fn overlap(a: &[Run], b: &[Run]) -> (usize, usize) {
    let len = |runs: &[Run]| runs.iter().map(ExactSizeIterator::len).sum::<usize>();
    let shared = |x: &Run, y: &Run| x.end.min(y.end).saturating_sub(x.start.max(y.start));
    let both = a.iter().map(|x| b.iter().map(|y| shared(x, y)).sum::<usize>()).sum();
    (both, len(a) + len(b) - both)
}
