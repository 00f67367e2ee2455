//! Claims by when they took place.

use dateline_core::{Claim, ClaimId, Moment, Order, Timex};

/// The claims that have a time in the calendar, by that time; those of one time in the order of the account.
pub(super) fn timeline(claims: &[Claim]) -> Vec<Moment> {
    let mut all: Vec<(Order, &Timex, ClaimId)> = Vec::new();
    for claim in claims {
        if let Some(when) = &claim.time {
            all.extend(when.order().map(|order| (order, when, claim.id)));
        }
    }
    all.sort_by_key(|(order, ..)| *order);
    let moment = |same: &[(Order, &Timex, ClaimId)]| {
        let claims = same.iter().map(|(.., id)| *id).collect();
        same.first().map(|(_, when, _)| Moment { when: (*when).clone(), claims })
    };
    all.chunk_by(|a, b| a.0 == b.0).filter_map(moment).collect()
}
