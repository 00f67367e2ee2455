//! Who said it: the runs of tokens that may be a cue's source, and what tells them apart.

use super::content::length;
use super::model::Features;
use super::reading::{Reading, Run};
use dateline_core::{Dep, Pos};

/// A candidate for the source of a cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its tokens; empty where nothing in the sentence names the source.
    pub run: Run,
    /// The token that names it.
    pub head: usize,
    /// The labels on the way from the cue to that token: `^` goes up to a head.
    pub way: Way,
    /// How much of the noun phrase is taken.
    pub extent: Extent,
}

/// The labels on the way from a cue to a token, as tokens: up from the cue, then down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// How many heads were climbed.
    pub up: usize,
    /// The token that was climbed to.
    pub top: usize,
    /// The child that was gone down to from there, if any; one below it may follow (the object of a preposition).
    pub down: Option<usize>,
}

/// How much of a noun phrase a source takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// Up to the first comma or dash after its head: without appositions and relative clauses.
    ToComma,
    /// Up to its head: "the official" of "the official in Rome".
    ToHead,
    /// Only its head.
    Head,
    /// There is no source.
    None,
}

impl Extent {
    fn name(self) -> &'static str {
        match self {
            Extent::Whole => "whole",
            Extent::ToComma => "comma",
            Extent::ToHead => "head",
            Extent::Head => "only",
            Extent::None => "none",
        }
    }
}

/// The candidates for the source of a cue; the last one is that there is none.
pub fn candidates(reading: &Reading<'_>, cue: usize) -> Vec<Source> {
    let mut found = Vec::new();
    let bounds = reading.quote_of(cue).map_or(reading.sentence(cue), |q| q.run.clone());
    around(reading, cue, cue, 0, &bounds, &mut found);
    for (up, top) in reading.above(cue).take(4).enumerate() {
        around(reading, cue, top, up + 1, &bounds, &mut found);
    }
    let none = Way { up: 0, top: cue, down: None };
    found.push(Source { run: cue..cue, head: cue, way: none, extent: Extent::None });
    found
}

/// The nominals at one token of the way up: itself, its children, and the objects of its prepositions.
fn around(reading: &Reading<'_>, cue: usize, top: usize, up: usize, bounds: &Run, found: &mut Vec<Source>) {
    let parse = reading.parse;
    let mut add = |head: usize, down: Option<usize>| {
        if nominal(reading, head) && bounds.contains(&head) && head != cue {
            extents(reading, cue, head, Way { up, top, down }, found);
        }
    };
    if up > 0 {
        add(top, None);
    }
    for child in parse.children(top).take(16) {
        match parse.dep(child) {
            Dep::Nsubj
            | Dep::Nsubjpass
            | Dep::Poss
            | Dep::Dobj
            | Dep::Npadvmod
            | Dep::Amod
            | Dep::Compound
            | Dep::Appos
            | Dep::Attr
            | Dep::Dep
            | Dep::Nmod
            | Dep::Conj
            | Dep::Dative
            | Dep::Pobj
            | Dep::Det
            | Dep::Oprd => add(child, Some(child)),
            Dep::Prep | Dep::Agent => {
                for object in parse.children(child).take(3) {
                    if matches!(parse.dep(object), Dep::Pobj | Dep::Pcomp) {
                        add(object, Some(child));
                    }
                }
            }
            _ => {}
        }
    }
}

fn nominal(reading: &Reading<'_>, i: usize) -> bool {
    match reading.parse.pos(i) {
        Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num => true,
        Pos::Adj | Pos::Det => matches!(reading.parse.dep(i), Dep::Nsubj | Dep::Pobj | Dep::Amod | Dep::Poss),
        _ => false,
    }
}

fn extents(reading: &Reading<'_>, cue: usize, head: usize, way: Way, found: &mut Vec<Source>) {
    let mut start = reading.left(head);
    let mut end = reading.right(head);
    // A phrase that holds the cue ("the man who said …") ends before the clause of the cue.
    if (start..end).contains(&cue) {
        let clause = reading.left(cue);
        if cue > head {
            end = clause.max(head + 1).min(end);
        } else {
            start = reading.right(cue).min(head);
        }
    }
    let comma = (head + 1..end).find(|&i| matches!(parse_text(reading, i), "," | "-" | "–" | "—" | "(" | "--"));
    let runs = [
        (start..end, Extent::Whole),
        (start..comma.unwrap_or(end), Extent::ToComma),
        (start..head + 1, Extent::ToHead),
        (head..head + 1, Extent::Head),
    ];
    for (run, extent) in runs {
        let run = reading.trim(run);
        if run.contains(&head) && !run.contains(&cue) && !found.iter().any(|s| s.run == run) {
            found.push(Source { run, head, way, extent });
        }
    }
}

fn parse_text<'r>(reading: &'r Reading<'_>, i: usize) -> &'r str {
    reading.parse.text(i)
}

/// What tells the right source from the others.
pub fn describe(reading: &Reading<'_>, cue: usize, source: &Source, f: &mut impl Features) {
    let parse = reading.parse;
    let (lemma, tag, dep) = (parse.lemma(cue), parse.tag(cue), parse.dep(cue).name());
    let passive = if reading.child(cue, &[Dep::Auxpass, Dep::Nsubjpass]).is_some() { "passive" } else { "active" };
    let subject = reading.child(cue, &[Dep::Nsubj, Dep::Nsubjpass]).map_or("no subject", |s| parse.dep(s).name());
    if source.extent == Extent::None {
        f.put("none", &[]);
        f.put("none lemma", &[lemma, passive]);
        f.put("none tag", &[tag, passive, subject]);
        f.put("none dep", &[dep, subject, passive]);
        return;
    }
    let head = source.head;
    let up: String = std::iter::once(cue)
        .chain(reading.above(cue))
        .take(source.way.up)
        .map(|i| parse.dep(i).name())
        .collect::<Vec<_>>()
        .join("^");
    let down = source.way.down.map_or("", |d| parse.dep(d).name());
    let by = source.way.down.filter(|&d| d != head).map_or("", |d| parse.lemma(d));
    let side = if head < cue { "before" } else { "after" };
    let label = parse.entity_of(head).map_or("", |e| e.label.as_str());
    let extent = source.extent.name();
    let kind = match parse.pos(head) {
        Pos::Pron => parse.lemma(head),
        pos => pos.name(),
    };

    f.put("way", &[&up, down, by, side]);
    f.put("way passive", &[&up, down, by, passive, subject]);
    f.put("way lemma", &[&up, down, by, lemma]);
    f.put("way tag", &[&up, down, by, tag]);
    f.put("way kind", &[&up, down, kind]);
    f.put("way label", &[&up, down, label, tag]);
    f.put("kind", &[kind, label, side]);
    f.put("head", &[parse.lemma(head)]);
    f.put("top", &[parse.pos(source.way.top).name(), parse.tag(source.way.top), &up, down]);
    f.put("top lemma", &[parse.lemma(source.way.top), down, if up.is_empty() { "own" } else { "other" }]);
    f.put("extent", &[extent, kind, down]);
    f.put("extent way", &[extent, &up, down]);
    f.put("extent length", &[extent, length(source.run.len())]);
    f.put("extent side", &[extent, side, label]);
    let next = source.run.end;
    if next < parse.len() {
        f.put("next", &[parse.dep(next).name(), extent, parse.text(next).get(..1).unwrap_or("")]);
        f.put("next tag", &[parse.tag(next), extent]);
    }
    f.put("first", &[parse.dep(source.run.start).name(), parse.tag(source.run.start), extent]);
    f.put("distance", &[length(head.abs_diff(cue)), side, &up]);
    let own = match (reading.quote_number(cue), reading.quote_number(head)) {
        (None, Some(_)) => "quoted",
        _ => "same",
    };
    f.put("quoted", &[own, down]);
}
