//! Learns a linear model that chooses among options, always the same from the same choices.

use std::collections::HashMap;
use std::rc::Rc;

/// One choice: the features of each option, and which option is right.
pub(super) struct Choice {
    pub(super) options: Vec<Vec<u32>>,
    pub(super) right: usize,
}

/// The features' names and their numbers, in the order in which they were met.
#[derive(Default)]
pub(super) struct Names {
    names: Vec<Rc<str>>,
    numbers: HashMap<Rc<str>, u32>,
}

impl Names {
    /// The numbers of features, new ones for new names.
    pub(super) fn ids(&mut self, features: Vec<String>) -> Vec<u32> {
        features.into_iter().map(|name| self.id(&name)).collect()
    }

    fn id(&mut self, name: &str) -> u32 {
        if let Some(&id) = self.numbers.get(name) {
            return id;
        }
        let (id, name) = (self.names.len() as u32, Rc::<str>::from(name));
        self.names.push(name.clone());
        self.numbers.insert(name, id);
        id
    }

    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// The names, in the order of their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }
}

/// The step of learning.
const RATE: f32 = 0.15;
/// How much of its gradients over a round a weight must earn to leave zero (L1), so that most features get none.
const SHRINK: f32 = 3.0;
/// Features met less often than this are not learned.
const RARE: u32 = 3;

/// Logistic regression over the options of each choice, by AdaGrad with L1 shrinking, the mean of the later rounds.
pub(super) fn learn(choices: &[Choice], features: usize, rounds: usize) -> Vec<f32> {
    learn_shrinking(choices, features, rounds, SHRINK)
}

/// As [`learn`], with another measure of shrinking: where there is little to learn from, less.
pub(super) fn learn_shrinking(choices: &[Choice], features: usize, rounds: usize, shrink: f32) -> Vec<f32> {
    let mut count = vec![0u32; features];
    for id in choices.iter().flat_map(|c| c.options.iter().flatten()) {
        count[*id as usize] += 1;
    }
    let mut weights = vec![0f32; features];
    let mut squares = vec![1e-3f32; features];
    let mut mean = vec![0f32; features];
    let mut scores = Vec::new();
    for round in 0..rounds {
        for at in shuffled(choices.len(), round as u64) {
            let choice = &choices[at];
            scores.clear();
            scores.extend(choice.options.iter().map(|o| o.iter().map(|&id| weights[id as usize]).sum::<f32>()));
            softmax(&mut scores);
            for (i, option) in choice.options.iter().enumerate() {
                let gradient = scores[i] - if i == choice.right { 1.0 } else { 0.0 };
                if gradient.abs() < 1e-4 {
                    continue;
                }
                for &id in option.iter().filter(|&&id| count[id as usize] >= RARE) {
                    let id = id as usize;
                    squares[id] += gradient * gradient;
                    let rate = RATE / squares[id].sqrt();
                    let moved = weights[id] - rate * gradient;
                    let shrink = rate * shrink / count[id] as f32;
                    weights[id] = moved.signum() * (moved.abs() - shrink).max(0.0);
                }
            }
        }
        if round >= rounds / 2 {
            mean.iter_mut().zip(&weights).for_each(|(m, w)| *m += w / (rounds - rounds / 2) as f32);
        }
    }
    mean
}

fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.iter_mut().for_each(|s| *s = exp(*s - most));
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|s| *s /= sum);
}

/// e to the power of a number that is not above 0, by sums and products alone: the same on every machine.
fn exp(x: f32) -> f32 {
    let mut power = 1.0 + x.max(-20.0) / 1024.0;
    for _ in 0..10 {
        power *= power;
    }
    power
}

/// The numbers below `n` in an order that depends on `seed` alone.
fn shuffled(n: usize, seed: u64) -> Vec<usize> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut order: Vec<usize> = (0..n).collect();
    for i in (1..n).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        order.swap(i, (state % (i as u64 + 1)) as usize);
    }
    order
}
