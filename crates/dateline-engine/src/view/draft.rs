//! A checked draft with the reports that it was held against.

use crate::{CheckAnswer, CheckedDraft};
use dateline_core::{Annotated, Checked, Report};

/// A checked draft as it is looked at.
#[derive(Clone, Copy, Debug)]
pub struct DraftView<'a> {
    /// The draft, sentence by sentence.
    pub checked: &'a Checked,
    /// The draft as it was read.
    pub draft: &'a Report,
    /// The reports that its places are in.
    pub reports: &'a [Annotated],
    /// How many of them it was held against.
    pub against: usize,
}

impl CheckAnswer {
    /// The draft as it is looked at.
    pub fn view(&self) -> DraftView<'_> {
        DraftView { checked: &self.checked, draft: &self.draft, reports: &self.reports, against: self.reports.len() }
    }
}

impl CheckedDraft {
    /// The draft as it is looked at, with the reports that it was given.
    pub fn view<'a>(&'a self, reports: &'a [Annotated]) -> DraftView<'a> {
        DraftView { checked: &self.checked, draft: &self.draft, reports, against: self.against }
    }
}
