//! From pairs of passages to groups: the places of one fact.

/// What decides whether groups join.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Pairs below this log odds join nothing.
    pub(crate) begin: f32,
    /// Two groups join if the mean log odds of the pairs between them reach this.
    pub(crate) join: f32,
    /// They do not if any pair between them is below this.
    pub(crate) worst: f32,
}

/// The log odds of a pair that was not looked at.
pub(crate) const UNSEEN: f32 = -7.0;

/// The log odds of pairs of passages.
#[derive(Clone, Debug, Default)]
pub(crate) struct Odds {
    /// For each passage the others that were looked at, in order.
    rows: Vec<Vec<(usize, f32)>>,
}

impl Odds {
    /// Takes pairs of `count` passages, each once.
    pub(crate) fn new(count: usize, pairs: impl IntoIterator<Item = (usize, usize, f32)>) -> Odds {
        let mut rows = vec![Vec::new(); count];
        for (a, b, odds) in pairs {
            rows[a].push((b, odds));
            rows[b].push((a, odds));
        }
        rows.iter_mut().for_each(|row| row.sort_unstable_by_key(|r| r.0));
        Odds { rows }
    }

    /// What was looked at beside one passage.
    pub(crate) fn row(&self, one: usize) -> &[(usize, f32)] {
        &self.rows[one]
    }

    /// The log odds that two passages tell the same.
    pub(crate) fn between(&self, a: usize, b: usize) -> f32 {
        let row = &self.rows[a];
        row.binary_search_by_key(&b, |r| r.0).map_or(UNSEEN, |i| row[i].1)
    }
}

/// Joins passages into groups, the likeliest pairs first; each passage is in one group, alone if nothing is like it.
///
/// Agglomerative clustering by average link, with a bound on the worst pair: one wrong pair does not chain two groups.
pub(crate) fn groups(count: usize, odds: &Odds, limits: Limits) -> Vec<Vec<usize>> {
    let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
    for a in 0..count {
        pairs.extend(odds.row(a).iter().filter(|&&(b, o)| a < b && o >= limits.begin).map(|&(b, o)| (o, a, b)));
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut group: Vec<usize> = (0..count).collect();
    let mut members: Vec<Vec<usize>> = (0..count).map(|i| vec![i]).collect();
    for (_, a, b) in pairs {
        let (x, y) = (group[a], group[b]);
        if x == y {
            continue;
        }
        let between = members[x].iter().flat_map(|&i| members[y].iter().map(move |&j| odds.between(i, j)));
        let (mut sum, mut number, mut worst) = (0.0, 0.0, f32::INFINITY);
        for odds in between {
            (sum, number, worst) = (sum + odds, number + 1.0, worst.min(odds));
        }
        if sum / number >= limits.join && worst >= limits.worst {
            let joined = std::mem::take(&mut members[y]);
            joined.iter().for_each(|&i| group[i] = x);
            members[x].extend(joined);
        }
    }
    let mut found: Vec<Vec<usize>> = members.into_iter().filter(|g| !g.is_empty()).collect();
    found.iter_mut().for_each(|g| g.sort_unstable());
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::{Limits, Odds, groups};

    fn found(pairs: &[(usize, usize, f32)]) -> Vec<Vec<usize>> {
        groups(4, &Odds::new(4, pairs.iter().copied()), Limits { begin: 0.5, join: 0.0, worst: -4.0 })
    }

    #[test]
    fn one_weak_link_does_not_chain_groups() {
        let chain = [(0, 1, 4.0), (1, 2, 1.5), (2, 3, 4.0), (0, 2, -3.0), (1, 3, -3.0), (0, 3, -3.0)];
        assert_eq!(found(&chain), [vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn what_fits_a_whole_group_joins_it() {
        assert_eq!(found(&[(0, 1, 4.0), (0, 2, 3.0), (1, 2, 0.5)]), [vec![0, 1, 2], vec![3]]);
    }

    #[test]
    fn nothing_alike_stays_alone() {
        assert_eq!(found(&[(0, 1, 0.4)]).len(), 4);
    }
}
