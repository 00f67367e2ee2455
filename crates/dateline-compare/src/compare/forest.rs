//! A forest of decision trees that was learned: signs in, log odds out.

use dateline_language::{Table, TableError};
use std::collections::HashMap;

/// Trees that each add to the log odds that something holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Forest {
    constant: f64,
    nodes: Vec<Node>,
    /// The root of each tree.
    roots: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
enum Node {
    /// Goes to `low` where the sign is at most `most`, else to `high`.
    Split {
        sign: u32,
        most: f64,
        low: u32,
        high: u32,
    },
    Leaf(f64),
}

impl Forest {
    /// Reads a forest over signs of these names.
    ///
    /// `constant X` comes first, then a line a tree: its nodes in order, the root first, each
    /// `SIGN MOST LOW HIGH` with the numbers of two later nodes or `= X` for a leaf, parted by `;`.
    ///
    /// # Errors
    /// If a line is none of the format, or a sign is not asked for any more.
    pub(crate) fn new(table: &Table<'_>, signs: &[&str]) -> Result<Forest, TableError> {
        let numbers: HashMap<&str, u32> = signs.iter().enumerate().map(|(i, s)| (*s, i as u32)).collect();
        let mut forest = Forest::default();
        for line in table.lines() {
            let wrong = || table.fault(line, "this is no line of a forest");
            let unknown = |sign: &str| {
                table.fault(
                    line,
                    format!("there is no sign {sign:?}: the forest was learned from other signs, learn it again"),
                )
            };
            let line = line.text;
            if let Some(constant) = line.strip_prefix("constant ") {
                forest.constant = constant.parse().map_err(|_| wrong())?;
                continue;
            }
            let first = forest.nodes.len() as u32;
            forest.roots.push(first);
            let count = line.split(';').count() as u32;
            for (at, node) in line.split(';').enumerate() {
                let parts: Vec<&str> = node.split_whitespace().collect();
                let node = match parts.as_slice() {
                    ["=", value] => Node::Leaf(value.parse().map_err(|_| wrong())?),
                    [sign, most, low, high] => {
                        let sign = *numbers.get(sign).ok_or_else(|| unknown(sign))?;
                        // A later node of the same tree, so that every way down ends.
                        let later = |n: &str| n.parse::<u32>().ok().filter(|&n| n > at as u32 && n < count);
                        let (low, high) = (later(low).ok_or_else(wrong)?, later(high).ok_or_else(wrong)?);
                        let most = most.parse().map_err(|_| wrong())?;
                        Node::Split { sign, most, low: first + low, high: first + high }
                    }
                    _ => return Err(wrong()),
                };
                forest.nodes.push(node);
            }
        }
        Ok(forest)
    }

    /// The log odds for these signs.
    pub(crate) fn odds(&self, signs: &[f32]) -> f32 {
        let mut sum = self.constant;
        for &root in &self.roots {
            let mut at = root;
            loop {
                match self.nodes[at as usize] {
                    Node::Leaf(value) => {
                        sum += value;
                        break;
                    }
                    Node::Split { sign, most, low, high } => {
                        let below = signs.get(sign as usize).is_none_or(|&s| f64::from(s) <= most);
                        at = if below { low } else { high };
                    }
                }
            }
        }
        sum as f32
    }
}

#[cfg(test)]
mod tests {
    use super::Forest;
    use dateline_language::{Language, TableError};

    fn read(raw: &str, signs: &[&str]) -> Result<Forest, TableError> {
        Forest::new(&Language::of("xx", [("a.forest", raw)]).table("a.forest"), signs)
    }

    #[test]
    fn trees_add_up() {
        let forest = read("# head\nconstant -1\na 0.5 1 2;= 1;= 3\n= 0.25\n", &["b", "a"]).expect("in form");
        assert_eq!(forest.odds(&[9.0, 0.5]), 0.25);
        assert_eq!(forest.odds(&[0.0, 0.6]), 2.25);
    }

    #[test]
    fn what_is_wrong_is_named() {
        let fault = |raw: &str| read(raw, &["a"]).expect_err("not in form").to_string();
        assert!(fault("gone 1 1 2;= 0;= 0").contains("no sign \"gone\""));
        assert!(fault("constant 0\na 1 0 0").starts_with("a.forest:2: "), "a way without an end");
    }
}
