//! The words that tell that something was said: which tokens may be cues, and what tells that they are.

use super::content::{self, Content};
use super::model::{Features, Weights};
use super::reading::{Reading, Run};
use super::source::{Extent, Source};
use dateline_core::{Dep, Pos};

/// Whether a token may head a cue.
pub fn may_be(reading: &Reading<'_>, i: usize) -> bool {
    let parse = reading.parse;
    match parse.pos(i) {
        Pos::Verb => true,
        Pos::Aux => !matches!(parse.dep(i), Dep::Aux | Dep::Auxpass),
        Pos::Noun | Pos::Adj | Pos::Adv => true,
        Pos::Punct => parse.text(i) == ":",
        Pos::Propn => reading.sentence(i).start == 0,
        _ => false,
    }
}

/// How often a word is a cue, as the training texts have it; "new" for words they lack.
///
/// Learned apart from the weights, on other texts than they are: so they learn what to make of words never seen.
pub fn habit(reading: &Reading<'_>, cue: usize, rates: &Weights) -> &'static str {
    match rates.weight(&[reading.parse.lemma(cue), "|", reading.parse.pos(cue).name()]) {
        None => "new",
        Some(0) => "never",
        Some(1..=20) => "hardly",
        Some(21..=80) => "seldom",
        Some(81..=200) => "sometimes",
        Some(201..=400) => "often",
        Some(401..=700) => "mostly",
        Some(_) => "always",
    }
}

/// What a glance at the token tells, before its source and content are known.
pub fn glance(reading: &Reading<'_>, cue: usize, rates: &Weights, f: &mut impl Features) {
    let parse = reading.parse;
    let (lemma, tag) = (parse.lemma(cue), parse.tag(cue));
    let (pos, dep) = (parse.pos(cue).name(), parse.dep(cue).name());
    let head = parse.head(cue);
    f.put("lemma", &[lemma, pos]);
    f.put("lemma tag", &[lemma, tag]);
    f.put("lemma dep", &[lemma, dep]);
    f.put("tag dep", &[tag, dep]);
    let habit = habit(reading, cue, rates);
    f.put("habit", &[habit, pos]);
    f.put("habit tag", &[habit, tag, dep]);
    f.put("head", &[parse.lemma(head), dep]);
    f.put("head pos", &[parse.tag(head), dep, pos]);
    let place = match reading.quote_of(cue) {
        Some(_) => "quoted",
        None if reading.sentence(cue).start == 0 => "title",
        None => "plain",
    };
    f.put("place", &[place, pos]);
    f.put("place tag", &[place, tag]);
    f.put("place lemma", &[place, lemma]);
    for child in parse.children(cue).take(12) {
        let arc = parse.dep(child);
        if arc == Dep::Punct {
            continue;
        }
        let (label, side) = (arc.name(), if child < cue { "before" } else { "after" });
        f.put("child", &[label, side, pos]);
        f.put("child tag", &[label, side, tag]);
        f.put("child lemma", &[label, side, lemma]);
        match arc {
            Dep::Aux | Dep::Auxpass | Dep::Neg | Dep::Prt | Dep::Mark | Dep::Advmod | Dep::Prep | Dep::Agent => {
                f.put("child word", &[label, parse.lemma(child), pos]);
                f.put("child word lemma", &[label, parse.lemma(child), lemma]);
            }
            Dep::Nsubj | Dep::Nsubjpass | Dep::Poss => {
                let label = parse.entity_of(child).map_or("", |e| e.label.as_str());
                f.put("subject", &[parse.tag(child), label]);
                f.put("subject habit", &[parse.tag(child), label, habit]);
                f.put("subject word", &[parse.lemma(child), pos]);
                f.put("subject lemma", &[parse.tag(child), label, lemma]);
            }
            Dep::Ccomp | Dep::Xcomp | Dep::Dobj | Dep::Acomp | Dep::Attr | Dep::Oprd => {
                f.put("object", &[label, parse.tag(child), pos]);
                f.put("object habit", &[label, parse.tag(child), habit]);
                f.put("object lemma", &[label, parse.tag(child), lemma]);
                f.put("object word", &[label, parse.lemma(child)]);
                f.put("object words", &[lemma, parse.lemma(child)]);
                if let Some(mark) = reading.child(child, &[Dep::Mark, Dep::Aux]) {
                    f.put("object mark", &[label, parse.lemma(mark)]);
                }
            }
            _ => {}
        }
    }
    if let Some(mark) = parse.children(head).find(|&c| parse.dep(c) == Dep::Nsubj && head != cue) {
        f.put("head subject", &[parse.tag(mark), dep, pos]);
    }
}

/// What the chosen source and content tell of the cue.
pub fn describe(
    reading: &Reading<'_>,
    cue: usize,
    source: &Source,
    content: &Content,
    rates: &Weights,
    f: &mut impl Features,
) {
    let parse = reading.parse;
    glance(reading, cue, rates, f);
    let habit = habit(reading, cue, rates);
    let (lemma, tag, pos) = (parse.lemma(cue), parse.tag(cue), parse.pos(cue).name());
    let quoted = content::quoted(reading, content);
    let by = if content.by == cue { "self" } else { parse.dep(content.by).name() };
    let link = format!("{:?}", content.link);
    let first = content.pieces[0].start;
    let size = length(content);
    f.put("content", &[&link, by]);
    f.put("content lemma", &[&link, by, lemma]);
    f.put("content quoted", &[quoted, &link, pos]);
    f.put("content quoted lemma", &[quoted, lemma]);
    f.put("content habit", &[habit, &link, by]);
    f.put("content quoted habit", &[habit, quoted, size]);
    f.put("source habit", &[habit, if source.extent == Extent::None { "none" } else { parse.tag(source.head) }]);
    f.put("content start", &[&reading.lower(first), tag]);
    f.put("content length", &[size, &link, by]);
    f.put("content length lemma", &[size, lemma]);
    f.put("content length quoted", &[size, quoted]);
    f.put("content tag", &[parse.tag(content.by), by, pos]);
    let pair = content.skips.map_or("", |s| parse.dep(s).name());
    f.put("content skips", &[pair, &link, lemma]);

    let head = source.head;
    let label = parse.entity_of(head).map_or("", |e| e.label.as_str());
    let kind = match source.extent {
        Extent::None => "none",
        _ if parse.pos(head) == Pos::Pron => parse.lemma(head),
        _ => parse.tag(head),
    };
    let down = source.way.down.map_or("", |d| parse.dep(d).name());
    let up = ["own", "head", "above", "above", "above"][source.way.up.min(4)];
    f.put("source", &[kind, label, pos]);
    f.put("source lemma", &[kind, lemma]);
    f.put("source word", &[if source.extent == Extent::None { "" } else { parse.lemma(head) }]);
    f.put("source way", &[up, down, pos, tag]);
    f.put("source content", &[kind, &link, by]);
    f.put("source quoted", &[kind, quoted]);
    f.put("source way lemma", &[up, down, lemma]);
}

fn length(content: &Content) -> &'static str {
    content::length(content.pieces.iter().map(ExactSizeIterator::len).sum())
}

/// The words of a cue: its head with its auxiliaries, negations, particles and the adverbs between them, and what stands
/// between it and its content ("talked **about**"). Source and content are left out.
pub fn words(reading: &Reading<'_>, cue: usize, source: &Source, content: &Content) -> Run {
    let parse = reading.parse;
    let taken = |i: usize| source.run.contains(&i) || content.pieces.iter().any(|p| p.contains(&i));
    let part = |i: usize| {
        let own = parse.head(i) == cue;
        match parse.dep(i) {
            Dep::Aux | Dep::Auxpass | Dep::Neg | Dep::Prt => own,
            Dep::Advmod => own && reading.below(i).len() == 1,
            _ => false,
        }
    };
    let start = (0..cue).rev().take(6).take_while(|&i| part(i) && !taken(i)).last().unwrap_or(cue);
    let mut end = (cue + 1..parse.len())
        .take(3)
        .take_while(|&i| parse.dep(i) == Dep::Prt && part(i))
        .last()
        .map_or(cue + 1, |i| i + 1);
    let words = &reading.lexicon.words;
    if words.according.has(parse.lemma(cue)) && words.according_to.has(parse.lemma(end.min(parse.len() - 1))) {
        end += 1;
    }
    // "cast **doubt on** the plan": what lies between cue and content, if it is short and names nobody.
    let object = content.pieces.iter().find(|p| p.start >= end).map_or(end, |p| p.start);
    let between = |i: usize| {
        let object_or_preposition =
            matches!(parse.dep(i), Dep::Prep | Dep::Dobj | Dep::Det | Dep::Acomp | Dep::Amod | Dep::Agent);
        object_or_preposition && !matches!(parse.pos(i), Pos::Propn | Pos::Pron) && !taken(i)
    };
    if object - end <= 3 && parse.dep(object.saturating_sub(1)) == Dep::Prep && (end..object).all(between) {
        end = object;
    }
    if parse.pos(cue) == Pos::Noun {
        return cue..end;
    }
    start..end
}
