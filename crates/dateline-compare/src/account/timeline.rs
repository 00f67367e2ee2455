//! Claims by when they took place.

use dateline_core::{Claim, ClaimId, Moment};
use std::collections::BTreeMap;

/// The claims that have a time in the calendar, by that time; those of one time in the order of the account.
///
/// TIMEX3 values of dates are in order as they are written: years before months before days before parts of days.
pub(super) fn timeline(claims: &[Claim]) -> Vec<Moment> {
    let mut moments: BTreeMap<&str, Vec<ClaimId>> = BTreeMap::new();
    for claim in claims {
        if let Some(when) = claim.time.as_deref().filter(|t| t.starts_with(|c: char| c.is_ascii_digit())) {
            moments.entry(when).or_default().push(claim.id);
        }
    }
    moments.into_iter().map(|(when, claims)| Moment { when: when.to_owned(), claims }).collect()
}
