//! What stands behind a claim: several origins that tell the same, values that differ or moved, or one origin.

use dateline_core::{Claim, ClaimState, DifferenceKind};

/// What a reader may make of a claim, those to look at first first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Its reports differ, and time alone does not tell why.
    Unsettled,
    /// A later report knew more.
    Moved,
    /// Two origins or more tell the same.
    Held,
    /// Two origins or more tell it; whether they differ in a detail is not sure.
    Open,
    /// One quotation in several wordings.
    Wording,
    /// One origin is behind it, however many reports carry it.
    OneOrigin,
}

/// The three groups that a story's claims are told in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Two origins or more, and no difference found.
    Several,
    /// Not settled, or moved.
    Unsettled,
    /// One origin behind it.
    OneOrigin,
}

impl Group {
    /// All of them, in the order in which they are told.
    pub const ALL: [Group; 3] = [Group::Several, Group::Unsettled, Group::OneOrigin];
}

impl Standing {
    /// What stands behind a claim.
    pub fn of(claim: &Claim) -> Standing {
        let told = |kind: fn(DifferenceKind) -> bool| claim.differences.iter().filter(move |d| kind(d.kind));
        let mut details = told(|kind| kind != DifferenceKind::Wording);
        if claim.state == ClaimState::Contradict || details.clone().any(|d| d.conflict || !d.update) {
            return Standing::Unsettled;
        }
        if details.next().is_some() {
            return Standing::Moved;
        }
        if told(|kind| kind == DifferenceKind::Wording).next().is_some() {
            return Standing::Wording;
        }
        match claim.state {
            ClaimState::Differ => Standing::Unsettled,
            ClaimState::Agree if claim.origins > 1 => Standing::Held,
            ClaimState::Open if claim.origins > 1 => Standing::Open,
            _ => Standing::OneOrigin,
        }
    }

    /// The group that it is told in.
    pub fn group(self) -> Group {
        match self {
            Standing::Held | Standing::Open => Group::Several,
            Standing::Unsettled | Standing::Moved | Standing::Wording => Group::Unsettled,
            Standing::OneOrigin => Group::OneOrigin,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Group, Standing};
    use crate::view::tests::claim;
    use dateline_core::{ClaimState, Difference, DifferenceKind};

    fn differing(kind: DifferenceKind, update: bool) -> Standing {
        let mut told = claim(ClaimState::Differ, 2);
        told.differences = vec![Difference { kind, values: Vec::new(), conflict: false, update }];
        Standing::of(&told)
    }

    #[test]
    fn one_text_in_many_papers_is_one_origin() {
        assert_eq!(Standing::of(&claim(ClaimState::Agree, 1)), Standing::OneOrigin);
        assert_eq!(Standing::of(&claim(ClaimState::Agree, 2)), Standing::Held);
        assert_eq!(Standing::of(&claim(ClaimState::Open, 2)), Standing::Open);
    }

    #[test]
    fn a_toll_that_rose_has_moved_and_two_tolls_at_once_are_not_settled() {
        assert_eq!(differing(DifferenceKind::Number, true), Standing::Moved);
        assert_eq!(differing(DifferenceKind::Number, false), Standing::Unsettled);
        assert_eq!(differing(DifferenceKind::Wording, false), Standing::Wording);
        assert_eq!(differing(DifferenceKind::Wording, false).group(), Group::Unsettled);
        assert_eq!(Standing::of(&claim(ClaimState::Contradict, 2)), Standing::Unsettled);
    }
}
