//! Linear models: a weight for each named feature, kept as sorted text, summed in whole numbers.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Where features are put: a sum of weights when a report is read, a list of names when a model learns.
pub trait Features {
    /// Adds the feature of this name and values: `name=value|value`.
    fn put(&mut self, name: &str, values: &[&str]);
}

/// The names of features, for learning.
impl Features for Vec<String> {
    fn put(&mut self, name: &str, values: &[&str]) {
        self.push(format!("{name}={}", values.join("|")));
    }
}

/// A model's weights, by the hash of the feature's name.
#[derive(Debug, Default)]
pub struct Weights {
    by_hash: HashMap<u64, i32, BuildHasherDefault<AsIs>>,
}

impl Weights {
    /// The weights that a data file gives to one model: lines of `model<TAB>feature<TAB>weight`.
    pub fn read(file: &str, model: &str) -> Weights {
        let line = |line: &str| {
            let mut fields = line.split('\t');
            let (name, feature, weight) = (fields.next()?, fields.next()?, fields.next()?);
            let mut state = Fnv::default();
            state.take(feature);
            Some((state.0, weight.parse().ok()?)).filter(|_| name == model)
        };
        Weights { by_hash: file.lines().filter_map(line).collect() }
    }

    /// The weight of one feature by its whole name.
    pub fn weight(&self, feature: &[&str]) -> Option<i32> {
        let mut state = Fnv::default();
        feature.iter().for_each(|p| state.take(p));
        self.by_hash.get(&state.0).copied()
    }

    /// The sum of the weights of the features that `describe` puts, in thousandths.
    pub fn score(&self, describe: impl FnOnce(&mut Sum<'_>)) -> i32 {
        let mut sum = Sum { weights: self, sum: 0 };
        describe(&mut sum);
        sum.sum
    }
}

/// A sum of weights under way.
#[derive(Debug)]
pub struct Sum<'a> {
    weights: &'a Weights,
    sum: i32,
}

impl Features for Sum<'_> {
    fn put(&mut self, name: &str, values: &[&str]) {
        let mut state = Fnv::default();
        state.take(name);
        state.take("=");
        for (i, value) in values.iter().enumerate() {
            if i > 0 {
                state.take("|");
            }
            state.take(value);
        }
        self.sum += self.weights.by_hash.get(&state.0).copied().unwrap_or(0);
    }
}

/// FNV-1a: the same on every machine, and quick on short names.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn take(&mut self, words: &str) {
        for byte in words.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// The keys are hashes already.
#[derive(Default)]
struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 << 8) | u64::from(byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        // Hash tables look at the top bits too, which FNV leaves poor for short names.
        self.0 = key ^ key.rotate_left(29);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_sums_agree() {
        let describe = |f: &mut dyn Features| {
            f.put("cue", &["say", "VERB"]);
            f.put("bias", &[]);
        };
        let mut names = Vec::new();
        describe(&mut names);
        assert_eq!(names, ["cue=say|VERB", "bias="]);
        let weights = Weights::read("m\tcue=say|VERB\t250\nm\tbias=\t-50\nother\tbias=\t9\n", "m");
        assert_eq!(weights.score(|f| describe(f)), 200);
    }
}
