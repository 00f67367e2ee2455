//! Utterances: which statements of a story's claims are one act of saying or one document, and by which independent ways
//! each claim came.
//!
//! Before the reports are compared, a statement's origin is its speaker as its own report tells it. What was joined into
//! claims tells more: two reports that quote the same words quote one utterance, whoever the one of them takes the speaker
//! to be, and whether or not it tells where it has them from.

mod occasion;
mod routes;
mod same;
mod saying;
mod voices;

use crate::Lexicon;
use crate::gather::Origins;
use dateline_core::{Annotated, Claim, Story};
use routes::Routes;
use saying::Sayings;
pub(crate) use voices::Voices;

/// Finds the utterances behind the claims of a story, and counts the origins of each claim anew.
///
/// The story's origins are then what its claims rest on and nothing else: outlets' own work, agencies, utterances and
/// documents. A support's origin is where it most likely has what it tells from; its chain is what its own report tells of
/// the way.
pub(crate) fn settle(lexicon: &Lexicon, story: &mut Story, claims: &mut [Claim], reports: &[Annotated]) {
    let origins = Origins::of(lexicon, story, reports);
    let sayings = Sayings::of(lexicon, story, claims, reports, &origins);
    let groups = same::groups(&sayings, claims);
    let utterances = occasion::utterances(&sayings, &groups);
    let routes = Routes { sayings: &sayings, utterances: &utterances, reports, origins: &origins };
    let (list, utterances) = routes.settle(claims);
    story.origins = list;
    story.utterances = utterances;
}
