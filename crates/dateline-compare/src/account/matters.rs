//! How much a claim matters to a reader, as learned from readings of editors.

use crate::compare::{Forest, RANK, built_in};
use std::sync::LazyLock;

static MATTERS: LazyLock<Forest> =
    LazyLock::new(|| built_in(include_str!("../../../../rules/en/compare/matters.forest"), RANK));

/// How much a claim with these signs matters: higher is more.
pub(super) fn importance(signs: &[f32; RANK.len()]) -> f32 {
    MATTERS.odds(signs)
}
