//! From pairs that tell the same to groups: what one claim holds together.

use std::collections::BTreeMap;

/// The log odds of the pairs that were looked at.
pub(crate) struct Odds {
    rows: Vec<Vec<(usize, f32)>>,
    /// What a pair counts that was not looked at; none counts less.
    least: f32,
}

impl Odds {
    /// Takes the pairs of `count` things.
    pub(crate) fn new(count: usize, least: f32, pairs: impl Iterator<Item = ((usize, usize), f32)>) -> Odds {
        let mut rows = vec![Vec::new(); count];
        for ((a, b), odds) in pairs {
            rows[a].push((b, odds));
            rows[b].push((a, odds));
        }
        rows.iter_mut().for_each(|row| row.sort_by_key(|r| r.0));
        Odds { rows, least }
    }

    /// What was looked at of one thing: the others with their log odds, in order.
    pub(crate) fn row(&self, one: usize) -> &[(usize, f32)] {
        &self.rows[one]
    }

    /// The pairs that were looked at with their log odds, each once.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = ((usize, usize), f32)> {
        let of = |(a, row): (usize, &Vec<(usize, f32)>)| row.iter().map(move |&(b, o)| ((a, b), o)).collect::<Vec<_>>();
        self.rows.iter().enumerate().flat_map(of).filter(|((a, b), _)| a < b)
    }

    /// The log odds of a pair.
    pub(crate) fn between(&self, a: usize, b: usize) -> f32 {
        let row = &self.rows[a];
        row.binary_search_by_key(&b, |r| r.0).map_or(self.least, |i| row[i].1)
    }

    /// The mean log odds of one thing with those of a group that are of other reports; `None` if there are none.
    fn mean(&self, one: usize, group: &[usize], apart: &impl Fn(usize, usize) -> bool) -> Option<f32> {
        let odds: Vec<f32> = group.iter().filter(|&&g| apart(one, g)).map(|&g| self.between(one, g)).collect();
        (!odds.is_empty()).then(|| odds.iter().sum::<f32>() / odds.len() as f32)
    }
}

/// Joins things into groups, the likeliest pairs first; a thing may be in more than one group.
///
/// A pair at or above `begin` that no group holds yet goes to the group of one of the two that the other fits on
/// average (`join` or more), else it begins a group. So one wrong pair does not chain two groups together, and the
/// opening sentence of a report can be in the groups of each thing that it tells. `apart` says whether two things are
/// of different reports: only such pairs count. Two things of one report are in one group only if they are `akin`.
pub(crate) fn join(
    odds: &Odds,
    (begin, join): (f32, f32),
    apart: impl Fn(usize, usize) -> bool,
    akin: impl Fn(usize, usize) -> bool,
) -> Vec<Vec<usize>> {
    let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
    for (a, row) in odds.rows.iter().enumerate() {
        pairs.extend(row.iter().filter(|&&(b, o)| a < b && o >= begin && apart(a, b)).map(|&(b, o)| (o, a, b)));
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (_, a, b) in pairs {
        let (in_a, in_b) = (of.get(&a).cloned().unwrap_or_default(), of.get(&b).cloned().unwrap_or_default());
        if in_a.iter().any(|g| in_b.contains(g)) {
            continue;
        }
        let fit = |one: usize, group: usize| {
            if groups[group].iter().any(|&g| !apart(one, g) && !akin(one, g)) {
                return None;
            }
            odds.mean(one, &groups[group], &apart).filter(|&m| m >= join).map(|m| (m, one, group))
        };
        let into_a = in_a.iter().filter_map(|&g| fit(b, g));
        let best =
            into_a.chain(in_b.iter().filter_map(|&g| fit(a, g))).max_by(|x, y| x.0.total_cmp(&y.0).then(y.2.cmp(&x.2)));
        match best {
            Some((_, one, group)) => {
                groups[group].push(one);
                of.entry(one).or_default().push(group);
            }
            None => {
                for one in [a, b] {
                    of.entry(one).or_default().push(groups.len());
                }
                groups.push(vec![a, b]);
            }
        }
    }
    groups.iter_mut().for_each(|g| g.sort_unstable());
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(pairs: &[(usize, usize, f32)]) -> Vec<Vec<usize>> {
        let odds = Odds::new(6, -6.0, pairs.iter().map(|&(a, b, o)| ((a, b), o)));
        join(&odds, (1.0, 0.0), |a, b| a != b, |_, _| true)
    }

    #[test]
    fn one_weak_link_does_not_chain_groups() {
        let chain = groups(&[(0, 1, 4.0), (1, 2, 1.5), (2, 3, 4.0), (0, 2, -3.0), (1, 3, -3.0), (0, 3, -3.0)]);
        assert_eq!(chain, [vec![0, 1], vec![2, 3], vec![1, 2]]);
    }

    #[test]
    fn what_fits_a_whole_group_joins_it() {
        assert_eq!(groups(&[(0, 1, 4.0), (0, 2, 3.0), (1, 2, 0.5)]), [vec![0, 1, 2]]);
    }

    #[test]
    fn nothing_alike_gives_no_group() {
        assert!(groups(&[(0, 1, 0.5)]).is_empty());
    }
}
