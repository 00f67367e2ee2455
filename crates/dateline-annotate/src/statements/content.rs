//! What was said: the runs of tokens that may be a cue's content, and what tells them apart.

use super::model::Features;
use super::reading::{Reading, Run};
use dateline_core::Dep;

/// A candidate for the content of a cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// Its runs of tokens, in order, apart from each other.
    pub pieces: Vec<Run>,
    /// How it hangs together with the cue.
    pub link: Link,
    /// The token by which it hangs, for its label.
    pub by: usize,
    /// The complement of the cue that it leaves out before it: "told **Reuters** that …".
    pub skips: Option<usize>,
}

/// How a content hangs together with its cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "their examples are at the function that makes each")]
pub enum Link {
    Right,
    RightRun,
    RightIn,
    RightCut,
    Left,
    Before,
    Around,
    After,
    Head,
    HeadLeft,
    HeadRight,
    Rest,
    Subject,
    Raised,
    Noun,
    Sister,
    QuoteBefore,
    QuoteAfter,
    QuotesBoth,
}

impl Link {
    fn name(self) -> &'static str {
        match self {
            Link::Right => "right",
            Link::RightRun => "right-run",
            Link::RightIn => "right-in",
            Link::RightCut => "right-cut",
            Link::Left => "left",
            Link::Before => "before",
            Link::Around => "around",
            Link::After => "after",
            Link::Head => "head",
            Link::HeadLeft => "head-left",
            Link::HeadRight => "head-right",
            Link::Rest => "rest",
            Link::Subject => "subject",
            Link::Raised => "raised",
            Link::Noun => "noun",
            Link::Sister => "sister",
            Link::QuoteBefore => "quote-before",
            Link::QuoteAfter => "quote-after",
            Link::QuotesBoth => "quotes-both",
        }
    }
}

/// The labels of children that are never content: parts of the verb group, marks, the subject, another verb.
const NOT_CONTENT: [Dep; 13] = [
    Dep::Punct,
    Dep::Aux,
    Dep::Auxpass,
    Dep::Neg,
    Dep::Prt,
    Dep::Nsubj,
    Dep::Nsubjpass,
    Dep::Csubj,
    Dep::Cc,
    Dep::Conj,
    Dep::Intj,
    Dep::Expl,
    Dep::Preconj,
];
/// How many complements of a cue are looked at.
const MOST: usize = 6;

struct Finder<'r, 'a> {
    reading: &'r Reading<'a>,
    cue: usize,
    /// The sentence, or what of it stands in the cue's quotation.
    bounds: Run,
    found: Vec<Content>,
}

/// The candidates for the content of a cue.
pub fn candidates(reading: &Reading<'_>, cue: usize) -> Vec<Content> {
    let mut bounds = reading.sentence(cue);
    if let Some(quote) = reading.quote_of(cue) {
        bounds = bounds.start.max(quote.run.start)..bounds.end.min(quote.run.end);
    }
    let mut finder = Finder { reading, cue, bounds, found: Vec::new() };
    finder.right();
    finder.left();
    finder.head();
    finder.subject();
    finder.noun();
    finder.whole();
    finder.quotes();
    finder.found
}

impl Finder<'_, '_> {
    fn add(&mut self, pieces: &[Run], link: Link, by: usize, skips: Option<usize>) {
        let mut kept: Vec<Run> = Vec::with_capacity(2);
        for piece in pieces {
            let clipped = piece.start.max(self.bounds.start)..piece.end.min(self.bounds.end);
            for part in [clipped.start..clipped.end.min(self.cue), clipped.start.max(self.cue + 1)..clipped.end] {
                let part = self.reading.trim(part);
                if !part.is_empty() {
                    join(&mut kept, self.whole_quotes(part));
                }
            }
        }
        if !kept.is_empty() && !self.found.iter().any(|c| c.pieces == kept) {
            self.found.push(Content { pieces: kept, link, by, skips });
        }
    }

    fn add_one(&mut self, piece: Run, link: Link, by: usize, skips: Option<usize>) {
        self.add(std::slice::from_ref(&piece), link, by, skips);
    }

    /// A run that ends inside a quotation goes on to its end: sentences may end in a quotation, contents do not.
    fn whole_quotes(&self, run: Run) -> Run {
        let mut run = run;
        for at in [run.start, run.end.saturating_sub(1)] {
            if let Some(quote) = self.reading.quote_of(at).filter(|q| !q.run.contains(&self.cue)) {
                run = run.start.min(quote.run.start)..run.end.max(quote.run.end);
            }
        }
        run
    }

    fn dep(&self, i: usize) -> Dep {
        self.reading.parse.dep(i)
    }

    /// "said **that it is over**", "accused **him of lying**", "critical of **the plan**".
    fn right(&mut self) {
        let (reading, cue) = (self.reading, self.cue);
        let complements: Vec<usize> = reading
            .parse
            .children(cue)
            .filter(|&c| c > cue && !NOT_CONTENT.contains(&self.dep(c)))
            .take(MOST)
            .collect();
        for (i, &first) in complements.iter().enumerate() {
            let skips = i.checked_sub(1).map(|before| complements[before]);
            for &last in &complements[i..] {
                let start = reading.left(first).max(cue + 1);
                let end = reading.right(last);
                let link = if first == last { Link::Right } else { Link::RightRun };
                self.add_one(start..end, link, first, skips);
                for cut in self.cuts(last) {
                    self.add_one(start..cut, Link::RightCut, first, skips);
                }
                if matches!(self.dep(first), Dep::Prep | Dep::Agent | Dep::Dative) && reading.left(first) == first {
                    self.add_one(first + 1..end, Link::RightIn, first, skips);
                }
            }
        }
    }

    /// Where a complement may end early: before what a comma sets off at its end.
    fn cuts(&self, of: usize) -> Vec<usize> {
        let reading = self.reading;
        let after_comma = |&k: &usize| {
            let left = reading.left(k);
            k > of && left > 0 && reading.parse.text(left - 1) == ","
        };
        reading
            .parse
            .children(of)
            .rev()
            .take(4)
            .filter(|&k| self.dep(k) != Dep::Punct)
            .filter(after_comma)
            .map(|k| reading.left(k))
            .take(2)
            .collect()
    }

    /// "**It is over**, he said"; "**what he wants**".
    fn left(&mut self) {
        let (reading, cue) = (self.reading, self.cue);
        let before: Vec<usize> = reading
            .parse
            .children(cue)
            .rev()
            .filter(|&c| {
                c < cue
                    && !matches!(
                        self.dep(c),
                        Dep::Punct | Dep::Aux | Dep::Auxpass | Dep::Neg | Dep::Cc | Dep::Mark | Dep::Poss
                    )
            })
            .filter(|&c| !matches!(self.dep(c), Dep::Nsubj | Dep::Det | Dep::Advmod))
            .take(4)
            .collect();
        for c in before {
            self.add_one(reading.below(c), Link::Left, c, None);
        }
    }

    /// "**It is over**, according to him": the head without the cue.
    fn head(&mut self) {
        let (reading, cue) = (self.reading, self.cue);
        let head = reading.parse.head(cue);
        if head == cue {
            return;
        }
        let (all, own) = (reading.below(head), reading.below(cue));
        self.add(&[all.start..own.start, own.end..all.end], Link::Head, head, None);
        self.add_one(all.start..own.start, Link::HeadLeft, head, None);
        self.add_one(own.end..all.end, Link::HeadRight, head, None);
        self.add(&[self.bounds.start..own.start, own.end..self.bounds.end], Link::Rest, head, None);
    }

    /// "**It** is expected **to end**"; "**his plan** was criticised".
    fn subject(&mut self) {
        let (reading, cue) = (self.reading, self.cue);
        let Some(subject) = reading.child(cue, &[Dep::Nsubj, Dep::Nsubjpass, Dep::Csubj]).filter(|&s| s < cue) else {
            return;
        };
        self.add_one(reading.below(subject), Link::Subject, subject, None);
        let rest: Vec<usize> =
            reading.parse.children(cue).filter(|&c| c > cue && !NOT_CONTENT.contains(&self.dep(c))).take(3).collect();
        for &c in &rest {
            self.add(&[reading.below(subject), reading.left(c).max(cue + 1)..reading.right(c)], Link::Raised, c, None);
        }
    }

    /// "**a plan** that he called for", "**remarks** made by him"; "his view is **that it is over**".
    fn noun(&mut self) {
        let (reading, cue) = (self.reading, self.cue);
        let head = reading.parse.head(cue);
        if head == cue {
            return;
        }
        if matches!(self.dep(cue), Dep::Relcl | Dep::Acl | Dep::Amod) {
            self.add_one(reading.left(head)..reading.left(cue).max(head + 1), Link::Noun, head, None);
        } else {
            let after = reading.right(cue);
            let sisters: Vec<usize> = reading
                .parse
                .children(head)
                .filter(|&s| s >= after && !NOT_CONTENT.contains(&self.dep(s)))
                .take(2)
                .collect();
            for s in sisters {
                self.add_one(reading.below(s), Link::Sister, s, None);
            }
        }
    }

    /// The sentence before the cue and its subject, after them, and both.
    fn whole(&mut self) {
        let (reading, cue) = (self.reading, self.cue);
        let subject = reading.child(cue, &[Dep::Nsubj, Dep::Nsubjpass]);
        let start = match subject {
            Some(s) if s < cue => reading.left(s),
            _ => cue,
        };
        let end = match subject {
            Some(s) if s > cue => reading.right(s),
            _ => cue + 1,
        };
        self.add_one(self.bounds.start..start, Link::Before, cue, None);
        self.add_one(end..self.bounds.end, Link::After, cue, None);
        self.add(&[self.bounds.start..start, end..self.bounds.end], Link::Around, cue, None);
    }

    /// The quotations next to the cue: in its sentence, or touching it, or in the paragraph that a colon opens.
    fn quotes(&mut self) {
        let (reading, cue) = (self.reading, self.cue);
        if reading.quote_of(cue).is_some() {
            return;
        }
        let sentence = reading.sentence(cue);
        let paragraph = reading.paragraph_of(cue);
        let next = reading.quotes_from(cue);
        let before = next
            .checked_sub(1)
            .map(|n| &reading.quotes[n])
            .filter(|q| q.run.end > sentence.start || (q.run.end == sentence.start && q.paragraph == paragraph));
        let colon = reading.parse.text(sentence.end - 1) == ":";
        let after = reading.quotes.get(next).filter(|q| {
            q.run.start < sentence.end || (q.run.start == sentence.end && (q.paragraph == paragraph || colon))
        });
        self.bounds = before.map_or(sentence.start, |q| q.run.start.min(sentence.start))
            ..after.map_or(sentence.end, |q| q.run.end.max(sentence.end));
        if let Some(q) = before {
            self.add_one(q.run.clone(), Link::QuoteBefore, cue, None);
        }
        if let Some(q) = after {
            self.add_one(q.run.clone(), Link::QuoteAfter, cue, None);
        }
        if let (Some(a), Some(b)) = (before, after) {
            self.add(&[a.run.clone(), b.run.clone()], Link::QuotesBoth, cue, None);
        }
    }
}

/// Adds a run to runs in order, as one with those it touches.
pub fn join(runs: &mut Vec<Run>, run: Run) {
    match runs.last_mut() {
        Some(last) if run.start <= last.end => *last = last.start.min(run.start)..last.end.max(run.end),
        _ => runs.push(run),
    }
}

/// What tells the right content from the others.
pub fn describe(reading: &Reading<'_>, cue: usize, content: &Content, f: &mut impl Features) {
    let parse = reading.parse;
    let (lemma, tag) = (parse.lemma(cue), parse.tag(cue));
    let link = content.link.name();
    let by = if content.by == cue { "self" } else { parse.dep(content.by).name() };
    let (first, last) = (&content.pieces[0], &content.pieces[content.pieces.len() - 1]);
    let start = &*reading.lower(first.start);
    let before = first.start.checked_sub(1).map_or("".into(), |i| reading.lower(i));
    let after = if last.end < parse.len() { reading.lower(last.end) } else { "".into() };
    let passive = if reading.child(cue, &[Dep::Auxpass, Dep::Nsubjpass]).is_some() { "passive" } else { "active" };
    let sentence = reading.sentence(cue);
    let skips = content.skips.map_or("", |s| parse.dep(s).name());
    let quoted = quoted(reading, content);

    f.put("link", &[link, by]);
    f.put("link lemma", &[link, by, lemma]);
    f.put("link tag", &[link, by, tag]);
    f.put("link passive", &[link, by, passive, parse.pos(cue).name()]);
    f.put("link dep", &[link, by, parse.dep(cue).name()]);
    f.put("link quoted", &[link, by, quoted]);
    f.put("quoted", &[quoted, tag]);
    f.put("quoted lemma", &[quoted, lemma]);
    f.put("skips", &[skips, by, link]);
    f.put("skips lemma", &[skips, by, lemma]);
    f.put("start", &[start, by]);
    f.put("start lemma", &[start, lemma]);
    f.put("start tag", &[parse.tag(first.start), parse.dep(first.start).name(), link]);
    f.put("by tag", &[parse.tag(content.by), by, link]);
    f.put("before", &[&before, link]);
    f.put("after", &[&after, link]);
    if let Some(i) = Some(last.end).filter(|&i| i < parse.len()) {
        f.put("after tag", &[parse.tag(i), parse.dep(i).name(), link]);
    }
    f.put("last", &[parse.tag(last.end - 1), link]);
    let whole = if last.end + 1 >= sentence.end { "to the end" } else { "inside" };
    f.put("whole", &[whole, link, by]);
    let from = if first.start <= sentence.start + 1 { "from the start" } else { "inside" };
    f.put("from", &[from, link, by]);
    f.put("length", &[length(content.pieces.iter().map(ExactSizeIterator::len).sum()), link, by]);
    f.put("pieces", &[if content.pieces.len() > 1 { "two" } else { "one" }, link, lemma]);
    if reading.child(content.by, &[Dep::Nsubj, Dep::Nsubjpass, Dep::Expl]).is_some() {
        f.put("clause", &[link, by]);
        f.put("clause lemma", &[link, by, lemma]);
    }
    let preposition = if by == "prep" || by == "agent" { parse.lemma(content.by) } else { "" };
    if !preposition.is_empty() {
        f.put("preposition", &[preposition, link]);
        f.put("preposition lemma", &[preposition, link, lemma]);
    }
    if content.pieces.iter().any(|p| p.contains(&cue)) {
        f.put("holds the cue", &[]);
    }
}

/// Whether a content is a quotation, holds one, or has none.
pub fn quoted(reading: &Reading<'_>, content: &Content) -> &'static str {
    let whole = |p: &Run| {
        reading.quote_of(p.start).is_some_and(|q| q.run.start == p.start)
            && p.end > p.start
            && reading.quote_of(p.end - 1).is_some_and(|q| q.run.end == p.end)
    };
    let some = |p: &Run| {
        let next = reading.quotes.get(reading.quotes_from(p.start));
        next.is_some_and(|q| q.run.start < p.end) || reading.quote_of(p.start).is_some()
    };
    match () {
        () if content.pieces.iter().all(whole) => "whole",
        () if content.pieces.iter().any(whole) => "piece",
        () if content.pieces.iter().any(some) => "some",
        () => "none",
    }
}

/// A length in tokens, by its size.
pub fn length(tokens: usize) -> &'static str {
    match tokens {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        4..=5 => "5",
        6..=8 => "8",
        9..=14 => "14",
        15..=25 => "25",
        26..=50 => "50",
        _ => "more",
    }
}
