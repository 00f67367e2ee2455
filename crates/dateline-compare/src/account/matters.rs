//! How much a claim matters to a reader, as learned from readings of editors.

use crate::Lexicon;
use crate::compare::RANK;

/// How much a claim with these signs matters: higher is more.
pub(super) fn importance(lexicon: &Lexicon, signs: &[f32; RANK.len()]) -> f32 {
    lexicon.matters.odds(signs)
}
