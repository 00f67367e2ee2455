//! Runs number work with the widest vectors that the processor has, chosen when a pipeline is loaded.

/// Work that is worth compiling once for each width of vectors. `run` must be `#[inline(always)]`, and so must all that
/// it spends its time in.
pub(crate) trait Work {
    type Output;

    /// Does the work. Multiplies and adds through `F`, whose rounding is the same at every width.
    fn run<F: MulAdd>(self) -> Self::Output;
}

/// How a product is added to a sum.
pub(crate) trait MulAdd {
    /// How many of the widest vectors the processor holds at once.
    const REGISTERS: usize;

    fn mul_add(a: f32, b: f32, sum: f32) -> f32;
}

/// In one rounding, as the processor does it.
struct Fused<const REGISTERS: usize>;

/// In two roundings, where the processor has no such instruction.
struct Separate;

impl<const N: usize> MulAdd for Fused<N> {
    const REGISTERS: usize = N;

    #[inline(always)]
    fn mul_add(a: f32, b: f32, sum: f32) -> f32 {
        a.mul_add(b, sum)
    }
}

impl MulAdd for Separate {
    const REGISTERS: usize = 16;

    #[inline(always)]
    fn mul_add(a: f32, b: f32, sum: f32) -> f32 {
        a * b + sum
    }
}

/// A width of vectors that this processor has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Width {
    #[cfg(target_arch = "x86_64")]
    Avx512,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    Baseline,
}

impl Width {
    /// The widest of this processor.
    pub(crate) fn widest() -> Width {
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("fma") {
                return Width::Avx512;
            }
            if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
                return Width::Avx2;
            }
        }
        Width::Baseline
    }

    /// Does the work at this width.
    #[allow(unsafe_code)]
    pub(crate) fn run<W: Work>(self, work: W) -> W::Output {
        match self {
            // SAFETY: `widest`, the only maker of these values outside tests that check the same, has seen that the
            // processor has the features that the function is compiled for.
            #[cfg(target_arch = "x86_64")]
            Width::Avx512 => unsafe { avx512(work) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Width::Avx2 => unsafe { avx2(work) },
            Width::Baseline => baseline(work),
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx2,fma")]
fn avx512<W: Work>(work: W) -> W::Output {
    work.run::<Fused<32>>()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn avx2<W: Work>(work: W) -> W::Output {
    work.run::<Fused<16>>()
}

fn baseline<W: Work>(work: W) -> W::Output {
    if cfg!(target_arch = "aarch64") { work.run::<Fused<16>>() } else { work.run::<Separate>() }
}
