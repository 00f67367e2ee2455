//! The claims of a story: what its reports tell, and how they stand to each other.

use dateline_core::{Annotated, Claim, Story};

/// Finds the claims of a story, each with every place that tells it.
///
/// The story's actors are joined and its origins found; see [`crate::gather::Origins`] for the origin of a support.
pub fn compare(_story: &Story, _reports: &[Annotated]) -> Vec<Claim> {
    Vec::new()
}
