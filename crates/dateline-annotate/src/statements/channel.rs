//! Where it was said and to whom: "in a post on X", "told a news conference", "told Reuters".

use super::content::Content;
use super::find::{Attribution, Finder};
use super::reading::{Reading, Run};
use super::source::{Extent, Source, Way};
use super::{hearer, posts};
use dateline_core::{Dep, Pos};

/// The channel and the hearer of a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Setting<'a> {
    /// Where or how it was said.
    pub(super) channel: Option<Run>,
    /// The platform that the channel's words tell without naming it: "Twitter" for "tweeted".
    pub(super) platform: Option<&'a str>,
    /// To whom it was told.
    pub(super) told_to: Option<Run>,
}

/// How far from its cue a channel may stand, in tokens.
const REACH: usize = 40;

/// Finds the channel and the hearer of a statement.
pub(super) fn find<'a>(reading: &Reading<'a>, a: &Attribution) -> Setting<'a> {
    if a.by == Finder::SignedPost {
        let channel = posts::platform(reading, a);
        let words = &reading.lexicon.words;
        let unnamed = channel.as_ref().filter(|run| !words.post_platform.has(&reading.lower(run.start)));
        let platform = unnamed.and_then(|_| words.post_platform_name.iter().next());
        return Setting { platform, channel, told_to: None };
    }
    if a.words.is_empty() {
        return Setting::default();
    }
    let mut channel = nearest(reading, a);
    let mut told_to = hearer::told(reading, a);
    if let Some(word) = told_to.as_ref().and_then(|run| last_channel_word(reading, run)) {
        // "told a news conference"
        channel = channel.or(told_to.take().map(|run| run.start..word + 1));
    }
    if let (Some(channel), None) = (&channel, &told_to) {
        told_to = hearer::in_channel(reading, channel);
    }
    let parse = reading.parse;
    let verb = reading
        .lexicon
        .platforms
        .get(parse.lemma(a.cue))
        .filter(|_| channel.is_none() && parse.pos(a.cue) == Pos::Verb);
    if verb.is_some() {
        channel = Some(a.cue..a.cue + 1);
    }
    let channel = channel.map(|run| without_article(reading, run));
    Setting { channel, platform: verb.and_then(|platform| platform.as_deref()), told_to }
}

/// Someone's giving of words to the world, without the words: "**gave an interview to The Times**".
#[derive(Clone, Debug)]
pub(super) struct Occasion {
    /// The verb that tells of it.
    pub(super) verb: usize,
    /// Its subject.
    pub(super) giver: usize,
    /// What was given.
    pub(super) channel: Run,
    /// To whom.
    pub(super) told_to: Option<Run>,
}

/// The occasions that a report tells of, in its order.
pub(super) fn occasions(reading: &Reading<'_>) -> Vec<Occasion> {
    let parse = reading.parse;
    let occasion = |verb: usize| {
        let giver = parse.child(verb, &[Dep::Nsubj])?;
        let given =
            parse.child(verb, &[Dep::Dobj]).filter(|&o| reading.lexicon.words.interviews.has(parse.lemma(o)))?;
        let none =
            Source { run: verb..verb, head: verb, way: Way { up: 0, top: verb, down: None }, extent: Extent::None };
        let channel = without_article(reading, phrase(reading, verb, &none, &[], given));
        Some(Occasion { verb, giver, told_to: hearer::in_channel(reading, &channel), channel })
    };
    let gives = |&i: &usize| {
        parse.pos(i) == Pos::Verb && reading.lexicon.giving.has(parse.lemma(i)) && reading.quote_of(i).is_none()
    };
    (0..parse.len()).filter(gives).filter_map(occasion).collect()
}

/// The channel whose word stands nearest to the cue, in its sentence, outside the content, and tied to it.
fn nearest(reading: &Reading<'_>, a: &Attribution) -> Option<Run> {
    let sentence = reading.sentence(a.cue);
    let near = sentence.start.max(a.cue.saturating_sub(REACH))..sentence.end.min(a.cue + REACH);
    let free = |&i: &usize| !a.content.pieces.iter().any(|p| p.contains(&i)) && reading.quote_of(i).is_none();
    let source = |i: usize| a.source.run.contains(&i) && i != a.source.head;
    near.filter(free)
        .filter(|&i| i != a.cue && !source(i) && is_channel(reading, i) && tied(reading, a, i))
        .filter(|&i| !reading.lexicon.people.has(reading.parse.lemma(i)) || through(reading, i))
        .min_by_key(|&i| (i == a.source.head, i.abs_diff(a.cue)))
        .map(|i| phrase(reading, a.cue, &a.source, &a.content.pieces, i))
}

/// Whether words went by way of someone: "**through** a spokesman".
fn through(reading: &Reading<'_>, i: usize) -> bool {
    reading.lexicon.words.through.has(reading.parse.lemma(reading.parse.head(i)))
}

/// A source without the channel that the parse hangs on it: "said the minister **in a letter**".
pub(super) fn without(reading: &Reading<'_>, source: Source) -> Source {
    let after = (source.head + 1..source.run.end).find(|&i| opens_channel(reading, i));
    match after {
        Some(end) => Source { run: reading.trim(source.run.start..end), ..source },
        None => source,
    }
}

/// A content without the channel at its end: "sent his regards **on Telegram**".
pub(super) fn off_the_end(reading: &Reading<'_>, cue: usize, mut content: Content) -> Content {
    let Some(last) = content.pieces.last_mut().filter(|p| p.start > cue && p.len() > 3) else { return content };
    let tail = last.end.saturating_sub(8).max(last.start + 1)..last.end;
    let at_end = |&i: &usize| {
        reading.quote_of(i).is_none()
            && opens_channel(reading, i)
            && reading.right(i) == last.end
            && platform(reading, i)
    };
    if let Some(start) = tail.clone().find(at_end) {
        *last = reading.trim(last.start..start);
    }
    content
}

/// Whether a run after a cue holds nothing but its channel: "said **during a news conference**".
pub(super) fn is_all(reading: &Reading<'_>, cue: usize, run: &Run) -> bool {
    let prep = reading.parse.children(cue).find(|&c| c > cue && c + 1 >= run.start && opens_channel(reading, c));
    prep.is_some_and(|prep| prep <= run.start && run.end <= reading.right(prep))
}

/// Whether a preposition has a channel for its object.
fn opens_channel(reading: &Reading<'_>, i: usize) -> bool {
    let (parse, words) = (reading.parse, &reading.lexicon.words);
    parse.dep(i) == Dep::Prep
        && words.channel_prepositions.has(parse.lemma(i))
        && parse
            .child(i, &[Dep::Pobj])
            .is_some_and(|o| is_channel(reading, o) && !parse.children(o).any(|c| words.the.has(parse.lemma(c))))
}

/// Whether the object of a preposition is a place to post: a content seldom ends in one.
fn platform(reading: &Reading<'_>, i: usize) -> bool {
    reading.parse.child(i, &[Dep::Pobj]).is_some_and(|o| reading.parse.pos(o) == Pos::Propn)
}

/// Whether a token ends the name of a channel: one word, or two.
fn is_channel(reading: &Reading<'_>, i: usize) -> bool {
    let parse = reading.parse;
    if !matches!(parse.pos(i), Pos::Noun | Pos::Propn) {
        return false;
    }
    let lemma = parse.lemma(i).trim_end_matches('.').to_lowercase();
    // A single letter is a name only where it is written as one.
    let channels = &reading.lexicon.channels;
    let own = channels.has(&lemma) && (lemma.len() > 1 || !parse.text(i).starts_with(char::is_lowercase));
    let with = |b: usize| channels.has(&format!("{} {lemma}", reading.lower(b)));
    let hyphened = |b: usize| channels.has(&format!("{}-{lemma}", reading.lower(b)));
    let glued = i > 0 && parse.text(i - 1) == "-";
    own && !glued
        || i.checked_sub(1).is_some_and(with)
        || i.checked_sub(2).is_some_and(|b| parse.text(b + 1) == "-" && hyphened(b))
}

/// Whether a channel's word belongs to the cue: as its source, or by a preposition or a verb beside it.
fn tied(reading: &Reading<'_>, a: &Attribution, i: usize) -> bool {
    let parse = reading.parse;
    if i == a.source.head {
        return true;
    }
    let by = std::iter::once(i).chain(reading.above(i)).take_while(|&t| t != a.cue).find(|&t| {
        let verb = matches!(parse.pos(t), Pos::Verb | Pos::Aux);
        verb || matches!(parse.dep(t), Dep::Prep | Dep::Pcomp)
    });
    let Some(by) = by else {
        let mut chain = std::iter::once(i).chain(reading.above(i)).take_while(|&t| t != a.cue);
        return chain.any(|t| matches!(parse.dep(t), Dep::Dobj | Dep::Dative | Dep::Npadvmod));
    };
    let fits = |t: usize| reading.lexicon.words.tying_prepositions.has(parse.lemma(t));
    if parse.dep(by) == Dep::Prep && !fits(by) {
        return false;
    }
    // "as he watched a **video**"
    let given =
        parse.dep(i) != Dep::Dobj || parse.head(i) != by || by == a.cue || reading.lexicon.giving.has(parse.lemma(by));
    if !given {
        return false;
    }
    let mut up = std::iter::once(by).chain(reading.above(by));
    // "wished all well on the radio but added …"
    let first = Some(parse.head(a.cue)).filter(|_| parse.dep(a.cue) == Dep::Conj);
    let own = up.by_ref().take(6).any(|t| t == a.cue || first == Some(t));
    // "Writing in a blog, he said"; "he gave an interview in which he said".
    own || reading.above(a.cue).take(5).any(|t| t == by || parse.head(by) == t)
}

/// The noun phrase of a channel's word, with what tells which one it is.
fn phrase(reading: &Reading<'_>, cue: usize, source: &Source, content: &[Run], i: usize) -> Run {
    let parse = reading.parse;
    let part = |&t: &usize| matches!(parse.dep(t), Dep::Compound | Dep::Nmod | Dep::Amod | Dep::Appos | Dep::Poss);
    let up = |t: usize| {
        let head = parse.head(t);
        let inside = part(&t)
            || (matches!(parse.dep(t), Dep::Pobj) && parse.dep(head) == Dep::Prep && {
                let noun = parse.head(head);
                is_channel(reading, noun) && noun < t
            });
        let head = if parse.dep(head) == Dep::Prep { parse.head(head) } else { head };
        (inside && head != cue && head != t && matches!(parse.pos(head), Pos::Noun | Pos::Propn)).then_some(head)
    };
    let top = std::iter::successors(Some(i), |&t| up(t)).take(4).last().unwrap_or(i);
    let taken = |&t: &usize| {
        t == cue || source.run.contains(&t) && top != source.head || content.iter().any(|p| p.contains(&t))
    };
    let start = (reading.left(top)..top).rev().take_while(|t| !taken(t)).last().unwrap_or(top);
    let stops = |t: &usize| taken(t) || matches!(parse.text(*t), "," | ";" | ":" | "." | "(" | "–" | "—");
    let clause = |t: &usize| {
        let other = parse.dep(*t) == Dep::Acl && !reading.lexicon.giving.has(parse.lemma(*t));
        (other || matches!(parse.dep(*t), Dep::Relcl | Dep::Advcl | Dep::Ccomp)) && reading.left(*t) > i
    };
    let end = (i + 1..reading.right(top)).find(stops).unwrap_or(reading.right(top).max(i + 1));
    let end = (i + 1..reading.right(top)).find(clause).map_or(end, |t| reading.left(t).max(i + 1).min(end));
    reading.trim(start.min(i)..end.min(i + 12))
}

fn without_article(reading: &Reading<'_>, run: Run) -> Run {
    let first =
        |&i: &usize| matches!(reading.parse.dep(i), Dep::Det | Dep::Poss | Dep::Case | Dep::Predet) && i + 1 < run.end;
    let start = run.clone().find(|i| !first(i)).unwrap_or(run.start);
    start..run.end
}

fn last_channel_word(reading: &Reading<'_>, run: &Run) -> Option<usize> {
    run.clone().rev().find(|&i| is_channel(reading, i) && reading.parse.pos(i) == Pos::Noun)
}
