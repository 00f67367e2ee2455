//! What a caller may choose about annotating.

use crate::times::TimeMode;

/// What a caller may choose about [annotating](crate::Annotator::annotate); the default suits reports of the news.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What unsaid parts of times are understood against.
    pub time_mode: TimeMode,
}
