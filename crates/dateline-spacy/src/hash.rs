//! The two hashes that spaCy's models are trained with: of strings to ids, and of ids to rows of embedding tables.

use std::{collections::BTreeMap, sync::LazyLock};

/// The seed of spaCy's string store.
const STRING_SEED: u64 = 1;

/// The id of a string in spaCy's string store: 0 of the empty string, the number of a symbol, else a hash.
pub(crate) fn string_id(text: &str) -> u64 {
    static SYMBOLS: LazyLock<BTreeMap<&str, u64>> = LazyLock::new(|| {
        let lines = include_str!("../data/symbols.txt").lines();
        lines.filter_map(|line| line.split_once(' ')).filter_map(|(name, id)| Some((name, id.parse().ok()?))).collect()
    });
    if text.is_empty() {
        return 0;
    }
    SYMBOLS.get(text).copied().unwrap_or_else(|| string_hash(text))
}

/// MurmurHash64A of a string's UTF-8.
fn string_hash(text: &str) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mix = |k: u64| {
        let k = k.wrapping_mul(M);
        (k ^ (k >> 47)).wrapping_mul(M)
    };
    let bytes = text.as_bytes();
    let mut h = STRING_SEED ^ (bytes.len() as u64).wrapping_mul(M);
    let (chunks, tail) = bytes.as_chunks::<8>();
    for chunk in chunks {
        h = (h ^ mix(u64::from_le_bytes(*chunk))).wrapping_mul(M);
    }
    if !tail.is_empty() {
        let mut last = [0; 8];
        last[..tail.len()].copy_from_slice(tail);
        h = (h ^ u64::from_le_bytes(last)).wrapping_mul(M);
    }
    h = (h ^ (h >> 47)).wrapping_mul(M);
    h ^ (h >> 47)
}

/// The four numbers, each to be taken modulo a table's length, whose rows are summed for an id: MurmurHash3 x64_128 of
/// its eight bytes.
pub(crate) fn row_keys(id: u64, seed: u32) -> [u32; 4] {
    let seed = u64::from(seed);
    let mix = |h: u64| {
        let h = (h ^ (h >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        let h = (h ^ (h >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        h ^ (h >> 33)
    };
    let k = id.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    let h1 = (k ^ seed ^ 8).wrapping_add(seed ^ 8);
    let h2 = (seed ^ 8).wrapping_add(h1);
    let (h1, h2) = (mix(h1), mix(h2));
    let h1 = h1.wrapping_add(h2);
    let h2 = h2.wrapping_add(h1);
    [h1 as u32, (h1 >> 32) as u32, h2 as u32, (h2 >> 32) as u32]
}

#[cfg(test)]
mod tests {
    use super::*;

    // From spaCy 3.8: `spacy.strings.hash_string(s)`.
    #[test]
    fn strings_have_spacys_ids() {
        assert_eq!(string_id(""), 0);
        assert_eq!(string_id("X"), 101);
        assert_eq!(string_id("coffee"), 3197928453018144401);
        assert_eq!(string_id("because"), 16950148841647037698);
    }

    // From thinc 8.3: `NumpyOps().hash(ids, seed)`.
    #[test]
    fn ids_have_thincs_rows() {
        assert_eq!(row_keys(1, 8), [1161550108, 2247783286, 1742325162, 1224191281]);
        assert_eq!(row_keys(3197928453018144401, 9), [3581658541, 416209217, 2576290491, 1186911353]);
        assert_eq!(row_keys(9223372036854788153, 13), [1136948465, 1828963507, 2758664719, 2714318255]);
        assert_eq!(row_keys(0, 8), [0; 4]);
    }
}
