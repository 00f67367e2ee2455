//! A small dense network on top of the states, such as a classifier.

use crate::{
    error::LoadError,
    math,
    simd::{Vectors, Width, Work},
    weights::Weights,
};

/// One dense step after another, with an activation between two.
#[derive(Debug, Clone)]
pub struct Head {
    steps: Vec<Step>,
    activation: Activation,
    width: Width,
}

/// A matrix and a bias.
#[derive(Debug, Clone)]
struct Step {
    weight: Vec<f32>,
    bias: Vec<f32>,
    inputs: usize,
}

#[derive(Debug, Clone, Copy)]
enum Activation {
    Tanh,
    Relu,
    Gelu,
}

impl Head {
    /// Reads the steps `heads.NAME.0`, `heads.NAME.1` and so on.
    pub(crate) fn load(weights: &Weights<'_>, name: &str, width: Width) -> Result<Head, LoadError> {
        let setting = format!("head.{name}");
        let activation = match weights.setting(&setting)? {
            "tanh" => Activation::Tanh,
            "relu" => Activation::Relu,
            "gelu" => Activation::Gelu,
            other => {
                return Err(LoadError::Setting {
                    name: setting,
                    reason: format!("'{other}' is none of tanh, relu, gelu"),
                });
            }
        };
        let mut steps: Vec<Step> = Vec::new();
        loop {
            let prefix = format!("heads.{name}.{}", steps.len());
            if !steps.is_empty() && !weights.has(&format!("{prefix}.weight")) {
                break;
            }
            let (weight, bias) = (weights.tensor(&format!("{prefix}.weight"))?, format!("{prefix}.bias"));
            let &[outputs, inputs] = weight.shape() else {
                return Err(weight.wrong_shape("outputs × inputs"));
            };
            if steps.last().is_some_and(|before| before.bias.len() != inputs) || inputs == 0 {
                return Err(weight.wrong_shape("as many inputs as the step before has outputs"));
            }
            let bias = weights.floats(&bias, &[outputs])?;
            steps.push(Step { weight: weight.floats()?, bias, inputs });
        }
        Ok(Head { steps, activation, width })
    }

    /// How many numbers it takes.
    #[must_use]
    pub fn inputs(&self) -> usize {
        self.steps[0].inputs
    }

    /// The scores that it gives to a vector. [`sigmoid`](crate::sigmoid) or [`softmax`](crate::softmax) makes shares
    /// of them.
    ///
    /// # Panics
    /// If the vector has not [`inputs`](Head::inputs) numbers.
    #[must_use]
    pub fn scores(&self, vector: &[f32]) -> Vec<f32> {
        assert_eq!(vector.len(), self.inputs(), "a vector of the head's inputs");
        self.width.run(Scores(self, vector))
    }
}

struct Scores<'a>(&'a Head, &'a [f32]);

impl Work for Scores<'_> {
    type Output = Vec<f32>;

    #[inline(always)]
    fn run<V: Vectors>(self, _: V) -> Vec<f32> {
        let Scores(head, vector) = self;
        let mut numbers = vector.to_vec();
        for (n, step) in head.steps.iter().enumerate() {
            if n > 0 {
                for x in &mut numbers {
                    *x = match head.activation {
                        Activation::Tanh => math::tanh(*x),
                        Activation::Relu => {
                            if *x > 0.0 {
                                *x
                            } else {
                                0.0
                            }
                        }
                        Activation::Gelu => math::gelu(*x),
                    };
                }
            }
            let rows = step.weight.chunks_exact(step.inputs).zip(&step.bias);
            numbers = rows.map(|(row, bias)| math::dot(row, &numbers) + bias).collect();
        }
        numbers
    }
}
