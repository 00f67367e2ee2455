//! Makes trees of the parser's arcs: the reach of each token's dependents, sentence starts, and arcs that cross.

use crate::labels::{Label, Table};

/// What joins, in a label of the parser, a relation and the relation of the token that it is to be lifted to.
pub(crate) const LIFTED: &str = "||";
/// How often the reach of tokens is widened at most where arcs cross: as in spaCy.
const MAX_ROUNDS: usize = 11;

/// A dependency tree in the making, of one or more sentences.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(crate) heads: Vec<usize>,
    pub(crate) labels: Vec<Label>,
    pub(crate) starts: Vec<bool>,
    reach: Vec<(usize, usize)>,
}

/// For each label that the parser gives, what it means of an arc that crosses others: the relation itself, and that of
/// the token below the head which is the true one.
#[derive(Debug)]
pub(crate) struct Lifted {
    by_label: Vec<Option<(Label, Label)>>,
    root: Label,
}

impl Lifted {
    pub(crate) fn new(deps: &mut Table) -> Lifted {
        let root = deps.add("ROOT");
        let names: Vec<String> = deps.names().map(str::to_owned).collect();
        let parts = |name: &String| name.split_once(LIFTED).map(|(label, head)| (deps.add(label), deps.add(head)));
        Lifted { by_label: names.iter().map(parts).collect(), root }
    }
}

impl Tree {
    /// Finishes the tree of `heads` and `labels`: labels the roots, puts lifted arcs back where they belong (after Nivre
    /// and Nilsson 2005) and finds where sentences begin.
    pub(crate) fn finish(&mut self, lifted: &Lifted, is_space: impl Fn(usize) -> bool) {
        for (i, (head, label)) in self.heads.iter().zip(&mut self.labels).enumerate() {
            if *head == i {
                *label = lifted.root;
            }
        }
        self.measure();
        let mut moved = false;
        for token in 0..self.heads.len() {
            if let Some((label, below)) = lifted.by_label.get(usize::from(self.labels[token])).copied().flatten() {
                self.heads[token] = self.true_head(token, below, &is_space);
                self.labels[token] = label;
                moved = true;
            }
        }
        if moved {
            self.measure();
        }
        self.starts.clear();
        self.starts.resize(self.heads.len(), false);
        for i in 0..self.heads.len() {
            if self.heads[i] == i {
                self.starts[self.reach[i].0] = true;
            }
        }
    }

    /// The first token with that relation below a token's head, breadth first from the left; the head if there is none.
    fn true_head(&self, token: usize, relation: Label, is_space: &impl Fn(usize) -> bool) -> usize {
        let mut queue = vec![self.heads[token]];
        // A tree has no more levels than tokens; the bound is for arcs that go round.
        for _ in 0..self.heads.len() {
            let mut below = Vec::new();
            for &parent in &queue {
                let (from, to) = self.reach[parent];
                for child in (from..=to).filter(|&child| child != parent && self.heads[child] == parent) {
                    if is_space(child) || child == token {
                        continue;
                    }
                    if self.labels[child] == relation {
                        return child;
                    }
                    below.push(child);
                }
            }
            if below.is_empty() {
                break;
            }
            queue = below;
        }
        self.heads[token]
    }

    /// Finds how far each token's dependents reach on both sides.
    fn measure(&mut self) {
        let count = self.heads.len();
        self.reach.clear();
        self.reach.extend((0..count).map(|i| (i, i)));
        for _ in 0..=MAX_ROUNDS {
            let widen = |reach: &mut Vec<(usize, usize)>, i: usize, head: usize| {
                let (from, to) = reach[i];
                reach[head] = (reach[head].0.min(from), reach[head].1.max(to));
            };
            (0..count).for_each(|i| widen(&mut self.reach, i, self.heads[i]));
            (0..count).rev().for_each(|i| widen(&mut self.reach, i, self.heads[i]));
            if self.heads_are_in_sentences() {
                break;
            }
        }
    }

    fn heads_are_in_sentences(&mut self) -> bool {
        let count = self.heads.len();
        self.starts.clear();
        self.starts.resize(count, false);
        for i in 0..count {
            if self.heads[i] == i {
                self.starts[self.reach[i].0] = true;
            }
        }
        let mut start = 0;
        for end in 1..count {
            if self.starts[end] || end == count - 1 {
                // As spaCy has it, the last token's own head is not looked at.
                if self.heads[start..end].iter().any(|&head| head < start || head > end) {
                    return false;
                }
                start = end;
            }
        }
        true
    }
}
