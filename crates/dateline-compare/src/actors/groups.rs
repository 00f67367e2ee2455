//! Groups of items that are one, built by joining two at a time.

/// Disjoint sets of `0..n`. The smallest item of a set is its root.
#[derive(Debug)]
pub(super) struct Groups {
    parent: Vec<usize>,
}

impl Groups {
    pub(super) fn new(n: usize) -> Groups {
        Groups { parent: (0..n).collect() }
    }

    /// The smallest item of the set that holds an item.
    pub(super) fn root(&mut self, item: usize) -> usize {
        let root = self.peek(item);
        let mut at = item;
        while self.parent[at] != root {
            at = std::mem::replace(&mut self.parent[at], root);
        }
        root
    }

    /// As [`Groups::root`], without shortening the way for the next time.
    pub(super) fn peek(&self, mut item: usize) -> usize {
        while self.parent[item] != item {
            item = self.parent[item];
        }
        item
    }

    /// Makes the sets of two items one.
    pub(super) fn union(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
    }
}
