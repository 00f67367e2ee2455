//! Claims for the tests of views.

use dateline_core::{Claim, ClaimId, ClaimKind, ClaimState};

/// A claim of a state with so many origins and nothing else.
pub(super) fn claim(state: ClaimState, origins: u32) -> Claim {
    Claim {
        id: ClaimId(0),
        kind: ClaimKind::Event,
        best: 0,
        state,
        outlets: 2,
        origins,
        time: None,
        actors: Vec::new(),
        support: Vec::new(),
        shown: true,
        silent: Vec::new(),
        perhaps: Vec::new(),
        too_early: Vec::new(),
        differences: Vec::new(),
        aside: false,
    }
}
