//! Picks the widest vectors that the processor has, and multiplies tiles of 8-bit integers with them.
//!
//! The one file with unsafe code. It needs two proofs. That an instruction is there: a value of [`Vnni`] or [`Avx2`] is
//! made only in [`Width::run`], for a width that [`Width::available`] has found on this processor. That no pointer leaves
//! its slice: [`Tile::new`] checks the length of each slice against what the loops read.

#![allow(clippy::needless_range_loop, reason = "the numbers of rows and panels are what the kernels are compiled for")]

#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::*;

/// Columns of weights that lie side by side.
pub(crate) const PANEL: usize = 16;
/// Inputs that are multiplied in one step.
pub(crate) const GROUP: usize = 4;
/// The most rows of a tile.
pub(crate) const ROWS: usize = 8;
/// The most panels of a tile.
pub(crate) const PANELS: usize = 3;

/// The weights of one panel for one group of inputs: four for the first column, four for the second, and so on. They fill
/// a line of the cache, so that no load lies across two.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(crate) struct Line(pub(crate) [i8; PANEL * GROUP]);

/// The products of some rows with some panels.
pub(crate) type Sums = [[i32; PANEL * PANELS]; ROWS];

/// A few rows and a few panels that are to be multiplied. No number in them is -128.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tile<'a> {
    input: &'a [i8],
    stride: usize,
    row_sums: &'a [i32],
    lines: &'a [Line],
    groups: usize,
    panels: usize,
}

impl<'a> Tile<'a> {
    /// A tile of a row for each of `row_sums`, which holds the sum of the row's numbers, and of as many panels as there
    /// are in `lines`. Row `r` begins at `input[r * stride]`; a panel has `groups` lines.
    pub(crate) fn new(
        input: &'a [i8],
        stride: usize,
        row_sums: &'a [i32],
        lines: &'a [Line],
        groups: usize,
    ) -> Tile<'a> {
        let rows = row_sums.len();
        let panels = lines.len().checked_div(groups).unwrap_or(0);
        assert!((1..=ROWS).contains(&rows) && (1..=PANELS).contains(&panels), "a tile of {rows} rows, {panels} panels");
        let width = groups * GROUP;
        assert!(stride >= width && input.len() >= width, "the input is short");
        assert!((input.len() - width) / stride >= rows - 1, "the input is short");
        Tile { input, stride, row_sums, lines, groups, panels }
    }
}

/// Work that is worth compiling once for each width of vectors. `run` must be `#[inline(always)]`, and so must all that
/// it spends its time in.
pub(crate) trait Work {
    type Output;

    fn run<V: Vectors>(self, vectors: V) -> Self::Output;
}

/// The vectors of a width. Only this file makes values of them.
pub(crate) trait Vectors: Copy {
    /// Rows and panels of the tiles that fit the registers.
    const TILE: (usize, usize);
    /// Rows of 16 floating-point sums that fit the registers.
    const FLOAT_ROWS: usize;

    /// Writes the products of a tile. All widths give the same: sums of integers are exact.
    fn multiply(self, tile: Tile<'_>, sums: &mut Sums);
}

/// A width of vectors that this processor has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Width(Kind);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    #[cfg(target_arch = "x86_64")]
    Vnni,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    Baseline,
}

impl Width {
    /// All of this processor, the widest first.
    pub(crate) fn available() -> Vec<Width> {
        let mut found = Vec::new();
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512vnni")
            {
                found.push(Width(Kind::Vnni));
            }
            if is_x86_feature_detected!("avx2") {
                found.push(Width(Kind::Avx2));
            }
        }
        found.push(Width(Kind::Baseline));
        found
    }

    /// Does the work at this width.
    #[allow(unsafe_code)]
    pub(crate) fn run<W: Work>(self, work: W) -> W::Output {
        match self.0 {
            // SAFETY: `available`, the only maker of this value, has seen that the processor has these instructions.
            #[cfg(target_arch = "x86_64")]
            Kind::Vnni => unsafe { with_vnni(work) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => unsafe { with_avx2(work) },
            Kind::Baseline => work.run(Baseline(())),
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,avx512f,avx512bw,avx512vnni")]
fn with_vnni<W: Work>(work: W) -> W::Output {
    work.run(Vnni(()))
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn with_avx2<W: Work>(work: W) -> W::Output {
    work.run(Avx2(()))
}

/// Vectors of 512 bits with the instruction that multiplies and adds 64 bytes.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy)]
struct Vnni(());

/// Vectors of 256 bits.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy)]
struct Avx2(());

/// What every processor can do.
#[derive(Clone, Copy)]
struct Baseline(());

/// Does what is compiled for each number of rows.
#[cfg(target_arch = "x86_64")]
macro_rules! by_rows {
    ($rows:expr, $($n:literal)*, $name:ident => $call:expr) => {
        match $rows {
            $($n => {
                const $name: usize = $n;
                $call
            })*
            rows => unreachable!("a tile of {rows} rows"),
        }
    };
}

#[cfg(target_arch = "x86_64")]
impl Vectors for Vnni {
    const TILE: (usize, usize) = (8, 3);
    const FLOAT_ROWS: usize = 8;

    #[allow(unsafe_code)]
    fn multiply(self, tile: Tile<'_>, sums: &mut Sums) {
        by_rows!(tile.row_sums.len(), 1 2 3 4 5 6 7 8, R => {
            // SAFETY: there is a value of `Vnni`, so the processor has the instructions; there are as many rows and panels.
            match tile.panels {
                1 => unsafe { vnni::<R, 1>(&tile, sums) },
                2 => unsafe { vnni::<R, 2>(&tile, sums) },
                _ => unsafe { vnni::<R, 3>(&tile, sums) },
            }
        });
    }
}

/// The instruction takes one side without signs. That is the weights, each raised by 128; the sums begin at what this
/// adds too much, taken away.
#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
unsafe fn vnni<const R: usize, const P: usize>(tile: &Tile<'_>, sums: &mut Sums) {
    let raise = _mm512_set1_epi8(-128);
    let mut held = [[_mm512_setzero_si512(); P]; R];
    for r in 0..R {
        held[r] = [_mm512_set1_epi32(-128 * tile.row_sums[r]); P];
    }
    let (input, lines) = (tile.input.as_ptr(), tile.lines.as_ptr());
    for group in 0..tile.groups {
        let mut weights = [raise; P];
        for p in 0..P {
            // SAFETY: `Tile::new` made `P` of `groups` lines each.
            let line = unsafe { _mm512_load_si512(lines.add(p * tile.groups + group).cast()) };
            weights[p] = _mm512_xor_si512(line, raise);
        }
        for r in 0..R {
            // SAFETY: `Tile::new` has seen that the last row has `groups * GROUP` numbers.
            let four = unsafe { input.add(r * tile.stride + group * GROUP).cast::<i32>().read_unaligned() };
            let four = _mm512_set1_epi32(four);
            for p in 0..P {
                held[r][p] = _mm512_dpbusd_epi32(held[r][p], weights[p], four);
            }
        }
    }
    for r in 0..R {
        for p in 0..P {
            // SAFETY: a row of `Sums` has `PANELS` times 16 numbers, and `P` is not more.
            unsafe { _mm512_storeu_si512(sums[r].as_mut_ptr().add(p * PANEL).cast(), held[r][p]) };
        }
    }
}

#[cfg(target_arch = "x86_64")]
impl Vectors for Avx2 {
    const TILE: (usize, usize) = (4, 1);
    const FLOAT_ROWS: usize = 4;

    #[allow(unsafe_code)]
    fn multiply(self, tile: Tile<'_>, sums: &mut Sums) {
        assert_eq!(tile.panels, 1, "a tile of `TILE` panels");
        // SAFETY: there is a value of `Avx2`, so the processor has the instructions; there are as many rows.
        by_rows!(tile.row_sums.len(), 1 2 3 4, R => unsafe { avx2::<R>(&tile, sums) });
    }
}

/// The instruction takes one side without signs, and holds the sum of two products in 16 bits. So each input gives its
/// sign to the weight; two products of at most 127 times 127 then fit.
#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
#[target_feature(enable = "avx2")]
unsafe fn avx2<const R: usize>(tile: &Tile<'_>, sums: &mut Sums) {
    let ones = _mm256_set1_epi16(1);
    let mut held = [[_mm256_setzero_si256(); 2]; R];
    let (input, lines) = (tile.input.as_ptr(), tile.lines.as_ptr());
    for group in 0..tile.groups {
        // SAFETY: `Tile::new` has seen that there are `groups` lines, of 64 bytes each.
        let weights = unsafe {
            let line = lines.add(group).cast::<__m256i>();
            [_mm256_load_si256(line), _mm256_load_si256(line.add(1))]
        };
        for r in 0..R {
            // SAFETY: `Tile::new` has seen that the last row has `groups * GROUP` numbers.
            let four = unsafe { input.add(r * tile.stride + group * GROUP).cast::<i32>().read_unaligned() };
            let four = _mm256_set1_epi32(four);
            let size = _mm256_abs_epi8(four);
            for h in 0..2 {
                let pairs = _mm256_maddubs_epi16(size, _mm256_sign_epi8(weights[h], four));
                held[r][h] = _mm256_add_epi32(held[r][h], _mm256_madd_epi16(pairs, ones));
            }
        }
    }
    for r in 0..R {
        for h in 0..2 {
            // SAFETY: a row of `Sums` has more than 16 numbers.
            unsafe { _mm256_storeu_si256(sums[r].as_mut_ptr().add(h * 8).cast(), held[r][h]) };
        }
    }
}

impl Vectors for Baseline {
    const TILE: (usize, usize) = (2, 1);
    const FLOAT_ROWS: usize = 2;

    fn multiply(self, tile: Tile<'_>, sums: &mut Sums) {
        assert_eq!(tile.panels, 1, "a tile of `TILE` panels");
        for r in 0..tile.row_sums.len() {
            let mut held = [0i32; PANEL];
            let (row, _) = tile.input[r * tile.stride..][..tile.groups * GROUP].as_chunks::<GROUP>();
            for (four, line) in row.iter().zip(tile.lines) {
                let four = four.map(i32::from);
                let (columns, _) = line.0.as_chunks::<GROUP>();
                for (sum, weights) in held.iter_mut().zip(columns) {
                    *sum += four[0] * i32::from(weights[0])
                        + four[1] * i32::from(weights[1])
                        + four[2] * i32::from(weights[2])
                        + four[3] * i32::from(weights[3]);
                }
            }
            sums[r][..PANEL].copy_from_slice(&held);
        }
    }
}
