//! The dependency parser: arc-eager, with sentence breaks, and with words put back that found no head (after Honnibal and
//! Johnson 2015), greedily the best valid move at each step.

use std::ops::Range;

use crate::{
    error::Error,
    labels::{Label, Table},
    moves,
    scorer::{Precomputed, Scorer, best},
    simd::{MulAdd, Width, Work},
    weights::Network,
};

/// How many tokens a state of the parser looks at.
const PLACES: usize = 8;

/// The dependency parser.
#[derive(Debug)]
pub(crate) struct ArcEager {
    scorer: Scorer,
    /// The classes of each kind of move: shift, reduce, left, right, break.
    kinds: [Range<usize>; 5],
    /// The label of each class.
    labels: Vec<Label>,
}

const SHIFT: usize = 0;
const REDUCE: usize = 1;
const LEFT: usize = 2;
const RIGHT: usize = 3;
const BREAK: usize = 4;

/// No token.
const NONE: u32 = u32::MAX;

/// A window on a document that is parsed from its first token on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Window {
    /// How many tokens there are vectors for.
    pub(crate) seen: usize,
    /// How many there are to the end of the document.
    pub(crate) length: usize,
}

/// A parse in the making, of tokens counted from the window's first.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// Heads and labels: `NONE` where a token has none.
    pub(crate) heads: Vec<u32>,
    pub(crate) labels: Vec<Label>,
    stack: Vec<u32>,
    /// Tokens put back before the rest of the buffer, the next one last.
    returned: Vec<u32>,
    next: usize,
    breaks: Vec<bool>,
    unshiftable: Vec<bool>,
    /// The newest child on each side, and for each token the child that its head had on that side before.
    newest: [Vec<u32>; 2],
    older: Vec<u32>,
}

impl ArcEager {
    pub(crate) fn read(
        network: &Network<'_>,
        moves_file: &[u8],
        width: usize,
        deps: &mut Table,
    ) -> Result<ArcEager, Error> {
        let scorer = Scorer::read(network, width, PLACES)?;
        let mut kinds = [0..0, 0..0, 0..0, 0..0, 0..0];
        let mut labels = Vec::new();
        for (kind, names) in moves::read("parser", moves_file)? {
            let range = labels.len()..labels.len() + names.len();
            let place = kinds.get_mut(usize::from(kind));
            *place.ok_or_else(|| network.unsupported(format!("it has a move {kind}, which is unknown")))? = range;
            for name in names {
                if name == "subtok" {
                    return Err(network.unsupported("it merges tokens ('subtok'), which is unknown".to_owned()));
                }
                labels.push(deps.add(&name));
            }
        }
        if labels.len() != scorer.classes() {
            return Err(network.unsupported(format!("{} moves, {} scores", labels.len(), scorer.classes())));
        }
        Ok(ArcEager { scorer, kinds, labels })
    }

    /// Parses a window whose tokens have these vectors, and returns how many of its tokens have a parse that nothing
    /// after them can change: all of them if the window ends the document, else those before the last sentence that
    /// begins in it (if there is none, 0).
    pub(crate) fn parse(
        &self,
        simd: Width,
        window: Window,
        vectors: &[f32],
        precomputed: &mut Precomputed,
        state: &mut State,
    ) -> usize {
        self.scorer.precompute(simd, vectors, precomputed);
        state.reset(window.seen);
        simd.run(Parse { parser: self, window, precomputed, state })
    }

    /// The best valid move: its class.
    #[inline(always)]
    fn choose(&self, valid: [bool; 5], scores: &[f32]) -> Option<usize> {
        let kinds = self.kinds.iter().zip(valid).filter(|&(_, valid)| valid);
        kinds.fold(None, |so_far, (range, _)| best(scores, range.clone(), so_far)).map(|(class, _)| class)
    }

    fn kind(&self, class: usize) -> usize {
        self.kinds.iter().position(|range| range.contains(&class)).unwrap_or(SHIFT)
    }
}

struct Parse<'a> {
    parser: &'a ArcEager,
    window: Window,
    precomputed: &'a mut Precomputed,
    state: &'a mut State,
}

impl Work for Parse<'_> {
    type Output = usize;

    #[inline(always)]
    fn run<F: MulAdd>(self) -> usize {
        let Parse { parser, window, precomputed, state } = self;
        let whole = window.seen == window.length;
        let mut settled = 0;
        while !state.is_final(window.length) {
            if state.at_sentence() {
                settled = state.next;
            }
            if !whole && state.next + 1 >= window.seen {
                return settled;
            }
            let valid = state.valid(window.length);
            let scores = parser.scorer.score::<F, PLACES>(state.places(window.length), precomputed);
            let Some(class) = parser.choose(valid, scores) else {
                break;
            };
            state.apply(parser.kind(class), parser.labels[class], window.length);
        }
        window.seen
    }
}

impl State {
    fn reset(&mut self, count: usize) {
        fn fill<T: Clone>(list: &mut Vec<T>, value: T, count: usize) {
            list.clear();
            list.resize(count, value);
        }
        fill(&mut self.heads, NONE, count);
        fill(&mut self.labels, 0, count);
        fill(&mut self.breaks, false, count);
        fill(&mut self.unshiftable, false, count);
        fill(&mut self.newest[0], NONE, count);
        fill(&mut self.newest[1], NONE, count);
        fill(&mut self.older, NONE, count);
        self.stack.clear();
        self.returned.clear();
        self.next = 0;
    }

    /// The head of a token; its own at a root.
    pub(crate) fn head(&self, token: usize) -> usize {
        if self.heads[token] == NONE { token } else { self.heads[token] as usize }
    }

    fn is_final(&self, length: usize) -> bool {
        self.stack.is_empty() && self.buffered(length) == 0
    }

    fn buffered(&self, length: usize) -> usize {
        length - self.next + self.returned.len()
    }

    /// Whether all before the next token is parsed and has no tie to it or to what follows.
    fn at_sentence(&self) -> bool {
        self.stack.is_empty()
            && self.returned.is_empty()
            && self.newest[0].get(self.next).is_some_and(|&child| child == NONE)
    }

    /// The `n`th token of the buffer.
    fn buffer(&self, n: usize, length: usize) -> u32 {
        match self.returned.len().checked_sub(n + 1) {
            Some(at) => self.returned[at],
            None => {
                let at = self.next + n - self.returned.len();
                if at < length { at as u32 } else { NONE }
            }
        }
    }

    /// The `n`th token of the stack from its top.
    fn stacked(&self, n: usize) -> u32 {
        self.stack.len().checked_sub(n + 1).map_or(NONE, |at| self.stack[at])
    }

    fn child(&self, side: usize, head: u32) -> u32 {
        if head == NONE { NONE } else { self.newest[side][head as usize] }
    }

    /// The tokens that the network looks at.
    #[inline(always)]
    fn places(&self, length: usize) -> [Option<usize>; PLACES] {
        let (b0, s0) = (self.buffer(0, length), self.stacked(0));
        let places = [
            b0,
            self.buffer(1, length),
            s0,
            self.stacked(1),
            self.stacked(2),
            self.child(0, b0),
            self.child(0, s0),
            self.child(1, s0),
        ];
        places.map(|token| (token != NONE).then_some(token as usize))
    }

    fn breaks_at(&self, token: u32) -> bool {
        self.breaks.get(token as usize).is_some_and(|&at| at)
    }

    /// Which kinds of move are possible.
    #[inline(always)]
    fn valid(&self, length: usize) -> [bool; 5] {
        let buffered = self.buffered(length);
        let (b0, b1) = (self.buffer(0, length), self.buffer(1, length));
        let empty = self.stack.is_empty();
        let breaks = self.breaks_at(b0);
        let arc = !empty && buffered > 0 && !breaks;
        let returned = self.unshiftable.get(b0 as usize).is_some_and(|&at| at);
        let mut valid = [false; 5];
        valid[SHIFT] = empty || (buffered >= 2 && !breaks && !returned);
        valid[REDUCE] = !empty;
        valid[LEFT] = arc;
        valid[RIGHT] = arc;
        valid[BREAK] = buffered >= 2 && b1 == b0 + 1 && !self.breaks_at(b1);
        valid
    }

    fn apply(&mut self, kind: usize, label: Label, length: usize) {
        let (b0, s0) = (self.buffer(0, length), self.stacked(0));
        match kind {
            SHIFT => self.push(),
            REDUCE => {
                self.stack.pop();
                if self.stack.is_empty() || self.heads[s0 as usize] != NONE {
                    return;
                }
                self.unshiftable[s0 as usize] = true;
                self.returned.push(s0);
            }
            LEFT => {
                self.attach(s0, b0, label);
                self.unshiftable[b0 as usize] = false;
                self.stack.pop();
            }
            RIGHT => {
                self.attach(b0, s0, label);
                self.push();
            }
            _ => {
                let b1 = self.buffer(1, length) as usize;
                self.breaks[b1] = true;
            }
        }
    }

    fn push(&mut self) {
        let token = self.returned.pop().unwrap_or_else(|| {
            self.next += 1;
            (self.next - 1) as u32
        });
        self.stack.push(token);
    }

    /// Gives a token a head, in place of the one that it has.
    fn attach(&mut self, child: u32, head: u32, label: Label) {
        let c = child as usize;
        if self.heads[c] != NONE {
            let old = self.heads[c];
            let newest = &mut self.newest[usize::from(old < child)][old as usize];
            // A token that has a head stands on it in the stack: it is the head's newest child.
            if *newest == child {
                *newest = self.older[c];
            }
        }
        let newest = &mut self.newest[usize::from(head < child)][head as usize];
        self.older[c] = std::mem::replace(newest, child);
        self.heads[c] = head;
        self.labels[c] = label;
    }
}
