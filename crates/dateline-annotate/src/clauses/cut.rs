//! Where a sentence is cut: which of its words open a clause of their own.

use super::lexicon::{Fewest, Lexicon};
use dateline_core::{ClauseKind, Dep, Parse, Pos};
use std::ops::Range;

/// A clause of a sentence before it is filled: the word at its top, and what it hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// The token under which its words stand.
    pub(super) top: usize,
    /// How it hangs on its host.
    pub(super) kind: ClauseKind,
    /// The part that it hangs on, by its place in the list.
    pub(super) host: Option<usize>,
}

/// A sentence in parts; each of its tokens is in one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cut {
    /// The parts.
    pub(super) parts: Vec<Part>,
    /// The part of each token of the sentence, by its place in the list.
    pub(super) part_of: Vec<usize>,
}

/// What may open a clause: its name in cuts.tsv, and how the clause then hangs on its host.
type Opening = (&'static str, ClauseKind);

/// Cuts a sentence. `is_cue` tells whether a token says that something was said.
pub(super) fn cut(parse: &Parse, lexicon: &Lexicon, sentence: Range<usize>, is_cue: impl Fn(usize) -> bool) -> Cut {
    let mut cutter = Cutter::new(parse, lexicon, sentence);
    cutter.open_parts(&is_cue);
    cutter.part_sayings(&is_cue);
    cutter.finish()
}

/// A sentence while it is cut. Lists go by place in the sentence, but for `order`, which holds tokens.
struct Cutter<'a> {
    parse: &'a Parse,
    lexicon: &'a Lexicon,
    sentence: Range<usize>,
    /// The tokens, each after its head.
    order: Vec<usize>,
    /// How many words stand under each token, itself included.
    words: Vec<u32>,
    /// The run of tokens from the first to the last under each.
    under: Vec<Range<usize>>,
    part_of: Vec<usize>,
    parts: Vec<Part>,
    /// How many words each part has for itself.
    own: Vec<u32>,
}

impl<'a> Cutter<'a> {
    fn new(parse: &'a Parse, lexicon: &'a Lexicon, sentence: Range<usize>) -> Cutter<'a> {
        let mut order: Vec<usize> = sentence.clone().filter(|&i| parse.head(i) == i).collect();
        let mut at = 0;
        while let Some(&next) = order.get(at) {
            order.extend(parse.children(next));
            at += 1;
        }
        let first = sentence.start;
        let mut words: Vec<u32> = sentence.clone().map(|i| u32::from(!is_mark(parse, i))).collect();
        let mut under: Vec<Range<usize>> = sentence.clone().map(|i| i..i + 1).collect();
        for &i in order.iter().rev() {
            let head = parse.head(i);
            if head != i {
                words[head - first] += words[i - first];
                let below = under[i - first].clone();
                let above = &mut under[head - first];
                *above = above.start.min(below.start)..above.end.max(below.end);
            }
        }
        let part_of = vec![0; sentence.len()];
        Cutter { parse, lexicon, sentence, order, words, under, part_of, parts: Vec::new(), own: Vec::new() }
    }

    fn words(&self, i: usize) -> u32 {
        self.words[i - self.sentence.start]
    }

    fn part(&self, i: usize) -> usize {
        self.part_of[i - self.sentence.start]
    }

    fn set_part(&mut self, i: usize, part: usize) {
        self.part_of[i - self.sentence.start] = part;
    }

    /// Opens a part at a token, which takes its words from the part that it was in.
    fn open(&mut self, top: usize, kind: ClauseKind, words: u32) {
        self.set_part(top, self.parts.len());
        self.parts.push(Part { top, kind, host: None });
        self.own.push(words);
    }

    /// Opens all parts but those of what is said, from the top of the tree down.
    fn open_parts(&mut self, is_cue: impl Fn(usize) -> bool) {
        let least = self.lexicon.fewest("host").loose.unwrap_or(0);
        for at in 0..self.order.len() {
            let i = self.order[at];
            let head = self.parse.head(i);
            if head == i {
                self.open(i, ClauseKind::Main, self.words(i));
                continue;
            }
            let (host, words) = (self.part(head), self.words(i));
            self.set_part(i, host);
            let left = self.own[host] - words;
            let Some((name, kind)) = self.opening(i, &is_cue).filter(|_| left >= least) else { continue };
            if self.is_long_enough(i, self.lexicon.fewest(name)) {
                self.own[host] = left;
                self.open(i, kind, words);
            }
        }
    }

    /// Parts what is said from a saying that tells enough to be a clause: to whom, where, on what occasion.
    fn part_sayings(&mut self, is_cue: impl Fn(usize) -> bool) {
        let least = self.lexicon.fewest("saying").loose.unwrap_or(0);
        let fewest = self.lexicon.fewest("said");
        for at in 0..self.order.len() {
            let i = self.order[at];
            let said = self.parse.dep(i) == Dep::Ccomp && is_cue(self.parse.head(i)) && self.is_long_enough(i, fewest);
            if !said || self.parts[self.part(i)].top == i || self.own[self.part(i)] < least {
                continue;
            }
            let host = self.part(i);
            let content = self.same_part_under(i, host);
            let words = content.iter().filter(|&&c| !is_mark(self.parse, c)).count() as u32;
            if self.own[host] - words >= least {
                self.own[host] -= words;
                let part = self.parts.len();
                content.iter().for_each(|&c| self.set_part(c, part));
                self.open(i, ClauseKind::Said, words);
            }
        }
    }

    /// The tokens under one that are in a part.
    fn same_part_under(&self, i: usize, part: usize) -> Vec<usize> {
        let mut found = vec![i];
        let mut at = 0;
        while let Some(&next) = found.get(at) {
            found.extend(self.parse.children(next).filter(|&c| self.part(c) == part));
            at += 1;
        }
        found
    }

    fn is_long_enough(&self, i: usize, fewest: Fewest) -> bool {
        let fewest = if self.is_set_off(i) { fewest.set_off } else { fewest.loose };
        fewest.is_some_and(|fewest| self.words(i) >= fewest)
    }

    /// Whether a comma or another mark parts what stands under a token from what goes before it or, where it opens the
    /// sentence, from what follows.
    fn is_set_off(&self, i: usize) -> bool {
        let (parse, sentence) = (self.parse, &self.sentence);
        let under = &self.under[i - sentence.start];
        let is_joined = |b: usize| parse.dep(i) == Dep::Conj && b > sentence.start && parse.dep(b - 1) == Dep::Cc;
        let start = if is_joined(under.start) { under.start - 1 } else { under.start };
        let before = start > sentence.start && is_mark(parse, start - 1);
        let opens = under.start <= sentence.start + 1;
        before || opens && under.end < sentence.end && is_mark(parse, under.end)
    }

    /// What a token may open.
    fn opening(&self, i: usize, is_cue: impl Fn(usize) -> bool) -> Option<Opening> {
        let parse = self.parse;
        match parse.dep(i) {
            Dep::Conj | Dep::Parataxis | Dep::Dep if is_cue(i) && is_put_in(parse, i) => {
                Some(("saying", ClauseKind::Aside))
            }
            Dep::Conj => Some((self.joined(i), ClauseKind::Joined)),
            Dep::Prep => {
                let (word, known) = (parse.text(i).to_lowercase(), &self.lexicon.words);
                let kinds = [("after", &known.after), ("with", &known.with)];
                let kind = kinds.into_iter().find(|(_, words)| words.has(&word));
                kind.map(|(kind, _)| (kind, ClauseKind::Adverbial))
            }
            Dep::Relcl => Some(("relative", ClauseKind::Relative)),
            Dep::Acl => (!is_infinitive(parse, i)).then_some(("participle", ClauseKind::Participle)),
            Dep::Advcl if is_infinitive(parse, i) => Some(("infinitive", ClauseKind::Adverbial)),
            Dep::Advcl => Some((self.adverbial(i)?, ClauseKind::Adverbial)),
            Dep::Appos => Some(("apposition", ClauseKind::Apposition)),
            Dep::Parataxis | Dep::Dep => Some(("aside", ClauseKind::Aside)),
            Dep::Pcomp => Some(("gerund", ClauseKind::Adverbial)),
            Dep::Npadvmod => Some(("measure", ClauseKind::Aside)),
            Dep::Csubj => Some(("subject", ClauseKind::Aside)),
            _ => None,
        }
    }

    fn joined(&self, i: usize) -> &'static str {
        let parse = self.parse;
        if has_subject(parse, i) {
            "joined-clause"
        } else if is_verbal(parse, i) && is_verbal(parse, parse.head(i)) {
            "joined-predicate"
        } else {
            "joined-phrase"
        }
    }

    /// An adverbial clause with a word or a subject that opens it, or a participle that tells what went with the act or
    /// came of it; `None` for the other side of a comparison.
    fn adverbial(&self, i: usize) -> Option<&'static str> {
        let parse = self.parse;
        let mut opens = has_subject(parse, i);
        for c in parse.children(i).take_while(|&c| c < i) {
            if matches!(parse.dep(c), Dep::Mark | Dep::Advmod) && matches!(parse.tag(c), "IN" | "WRB") {
                if self.lexicon.words.compare.has(&parse.text(c).to_lowercase()) {
                    return None;
                }
                opens = true;
            }
        }
        Some(if opens { "adverbial" } else { "result" })
    }

    fn finish(mut self) -> Cut {
        for at in 0..self.parts.len() {
            let top = self.parts[at].top;
            let head = self.parse.head(top);
            self.parts[at].host = (head != top).then(|| self.part(head));
        }
        Cut { parts: self.parts, part_of: self.part_of }
    }
}

/// Whether a token is a punctuation mark.
pub(super) fn is_mark(parse: &Parse, i: usize) -> bool {
    parse.pos(i) == Pos::Punct
}

/// Whether a verb of saying only tells who says what stands around it: "…, he said, …", "…, said the mate".
fn is_put_in(parse: &Parse, i: usize) -> bool {
    let inverted = || parse.child(i, &[Dep::Nsubj]).is_some_and(|subject| subject > i);
    parse.child(i, &[Dep::Ccomp]).is_none() && (parse.dep(i) != Dep::Conj || inverted())
}

fn is_verbal(parse: &Parse, i: usize) -> bool {
    matches!(parse.pos(i), Pos::Verb | Pos::Aux)
}

fn is_infinitive(parse: &Parse, i: usize) -> bool {
    parse.children(i).any(|c| parse.tag(c) == "TO")
}

fn has_subject(parse: &Parse, i: usize) -> bool {
    parse.child(i, &[Dep::Nsubj, Dep::Nsubjpass, Dep::Expl, Dep::Csubj]).is_some()
}
