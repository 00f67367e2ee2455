//! Functions of floating-point numbers that give the same bits on every processor.
//!
//! They add, subtract, multiply, divide and take square roots, which IEEE 754 defines to the last bit; they never fuse a
//! product with a sum, and never ask the platform's library. Sums are taken in sixteen lanes, in one order.

// Coefficients stand as their sources print them.
#![allow(clippy::excessive_precision)]

use crate::simd::PANEL as LANES;

/// Added to a number of small size, it pushes the fraction out: what is left in the low bits is the nearest whole number.
const SHIFT: f32 = 12_582_912.0;

/// The greater of two, and the second if they are equal or one is no number.
#[inline(always)]
fn greater(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// The nearest whole number, the even one of two. Holds for sizes up to four million.
#[inline(always)]
pub(crate) fn round(x: f32) -> i32 {
    ((x + SHIFT).to_bits() as i32).wrapping_sub(SHIFT.to_bits() as i32)
}

/// e to the power x, good to seven digits; at its ends for x beyond -87 and 88. After `expf` of Cephes.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    let x = if x < -87.0 { -87.0 } else { x };
    let x = if x > 88.0 { 88.0 } else { x };
    let shifted = x * std::f32::consts::LOG2_E + SHIFT;
    let power = shifted - SHIFT;
    let rest = x - power * 0.693_359_375;
    let rest = rest + power * 2.121_944_4e-4;
    let mut p = 1.987_569_15e-4;
    p = p * rest + 1.398_199_950_7e-3;
    p = p * rest + 8.333_451_907_3e-3;
    p = p * rest + 4.166_579_589_4e-2;
    p = p * rest + 1.666_666_545_9e-1;
    p = p * rest + 5.000_000_120_1e-1;
    let fraction = p * (rest * rest) + rest + 1.0;
    let power = (shifted.to_bits() as i32).wrapping_sub(SHIFT.to_bits() as i32);
    fraction * f32::from_bits((power.wrapping_add(127) as u32) << 23)
}

/// The error function, good to 2e-7. Abramowitz and Stegun, 7.1.26.
#[inline(always)]
pub(crate) fn erf(x: f32) -> f32 {
    let size = x.abs();
    let t = 1.0 / (0.327_591_1 * size + 1.0);
    let mut p = 1.061_405_429;
    p = p * t - 1.453_152_027;
    p = p * t + 1.421_413_741;
    p = p * t - 0.284_496_736;
    p = p * t + 0.254_829_592;
    (1.0 - p * t * exp(-(size * size))).copysign(x)
}

/// The hyperbolic tangent.
#[inline(always)]
pub(crate) fn tanh(x: f32) -> f32 {
    1.0 - 2.0 / (exp(2.0 * x) + 1.0)
}

/// The Gaussian error linear unit, in its exact form.
#[inline(always)]
pub(crate) fn gelu(x: f32) -> f32 {
    0.5 * x * (1.0 + erf(x * std::f32::consts::FRAC_1_SQRT_2))
}

/// The share that a score stands for: `1 / (1 + e^-x)`.
#[must_use]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// The shares that scores of which one is right stand for: they add up to one.
#[must_use]
pub fn softmax(scores: &[f32]) -> Vec<f32> {
    let most = greatest(scores);
    let powers: Vec<f32> = scores.iter().map(|score| exp(score - most)).collect();
    let total = sum(&powers);
    powers.into_iter().map(|power| power / total).collect()
}

/// The cosine of the angle between two vectors of one length; zero if one of them is zero.
#[must_use]
pub fn cosine(a: &[f32], b: &[f32]) -> f32 {
    let size = (dot(a, a) * dot(b, b)).sqrt();
    if size > 0.0 { dot(a, b) / size } else { 0.0 }
}

/// The sum of some numbers.
#[inline(always)]
pub(crate) fn sum(x: &[f32]) -> f32 {
    fold(x, x, |sum, x, _| sum + x)
}

/// The sum of the squares of what numbers are from their mean.
#[inline(always)]
pub(crate) fn squares(x: &[f32], mean: f32) -> f32 {
    fold(x, x, |sum, x, _| sum + (x - mean) * (x - mean))
}

/// The sum of the products of two vectors' numbers.
#[inline(always)]
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
    fold(a, b, |sum, a, b| sum + a * b)
}

#[inline(always)]
fn fold(a: &[f32], b: &[f32], add: impl Fn(f32, f32, f32) -> f32) -> f32 {
    let mut lanes = [0.0; LANES];
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<LANES>(), b.as_chunks::<LANES>());
    for (a, b) in a.iter().zip(b) {
        for lane in 0..LANES {
            lanes[lane] = add(lanes[lane], a[lane], b[lane]);
        }
    }
    for ((lane, &a), &b) in lanes.iter_mut().zip(a_rest).zip(b_rest) {
        *lane = add(*lane, a, b);
    }
    halve(lanes, |a, b| a + b)
}

/// The greatest of some numbers.
#[inline(always)]
pub(crate) fn greatest(x: &[f32]) -> f32 {
    most(x, f32::NEG_INFINITY, |x| x)
}

/// The greatest size of some numbers, signs aside.
#[inline(always)]
pub(crate) fn greatest_size(x: &[f32]) -> f32 {
    most(x, 0.0, f32::abs)
}

#[inline(always)]
fn most(x: &[f32], least: f32, measure: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [least; LANES];
    let (chunks, rest) = x.as_chunks::<LANES>();
    for chunk in chunks {
        for lane in 0..LANES {
            lanes[lane] = greater(measure(chunk[lane]), lanes[lane]);
        }
    }
    for (lane, &x) in lanes.iter_mut().zip(rest) {
        *lane = greater(measure(x), *lane);
    }
    halve(lanes, greater)
}

#[inline(always)]
fn halve(mut lanes: [f32; LANES], join: impl Fn(f32, f32) -> f32) -> f32 {
    let mut half = LANES / 2;
    while half > 0 {
        for lane in 0..half {
            lanes[lane] = join(lanes[lane], lanes[lane + half]);
        }
        half /= 2;
    }
    lanes[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers() -> impl Iterator<Item = f32> {
        (-4000..=4000).map(|n| n as f32 / 300.0)
    }

    #[test]
    fn exp_is_near_the_exact_one() {
        for x in numbers() {
            let exact = f64::from(x).exp();
            assert!((f64::from(exp(x)) / exact - 1.0).abs() < 3e-7, "{x}");
        }
        assert!(exp(-1e9) < 1e-37 && exp(1e9) > 1e38);
    }

    #[test]
    fn tanh_and_gelu_are_near_the_exact_ones() {
        // Of the error function, some values from tables.
        for (x, exact) in [(0.0, 0.0), (0.5, 0.520_499_9), (1.0, 0.842_700_8), (2.0, 0.995_322_3), (-1.0, -0.842_700_8)]
        {
            assert!((erf(x) - exact).abs() < 3e-7, "{x}");
        }
        for x in numbers() {
            assert!((f64::from(tanh(x)) - f64::from(x).tanh()).abs() < 1e-6, "{x}");
        }
        assert!((gelu(1.0) - 0.841_344_7).abs() < 1e-6);
    }

    #[test]
    fn rounds_to_the_nearest_and_to_even() {
        let cases = [(0.5, 0), (1.5, 2), (2.5, 2), (-0.5, 0), (-1.5, -2), (126.6, 127), (-126.6, -127), (0.49, 0)];
        for (x, whole) in cases {
            assert_eq!(round(x), whole, "{x}");
        }
    }

    #[test]
    fn shares_add_up_to_one() {
        let shares = softmax(&[1.0, 2.0, 3.0]);
        assert!((sum(&shares) - 1.0).abs() < 1e-6 && shares[0] < shares[2]);
        assert!((sigmoid(0.0) - 0.5).abs() < 1e-7);
        assert!((cosine(&[1.0, 0.0], &[1.0, 1.0]) - 0.5f32.sqrt()).abs() < 1e-6);
    }
}
