//! A report in the making: a text, what came with it, and what its markup says of it.

use dateline_core::{PartKind, Published, RegionKind};
use std::ops::Range;

/// What came with a text rather than in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Given {
    pub(crate) id: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) url: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) published: Option<Published>,
    /// What was given for a date and can not be read as one.
    pub(crate) undated: Option<String>,
    pub(crate) updated: Option<Published>,
    pub(crate) section: Option<String>,
}

impl Given {
    /// What is known, and where that is nothing, what `other` knows.
    pub(crate) fn or(self, other: Given) -> Given {
        Given {
            id: self.id.or(other.id),
            title: self.title.or(other.title),
            outlet: self.outlet.or(other.outlet),
            authors: if self.authors.is_empty() { other.authors } else { self.authors },
            url: self.url.or(other.url),
            language: self.language.or(other.language),
            published: self.published.or(other.published),
            undated: self.undated.or(other.undated),
            updated: self.updated.or(other.updated),
            section: self.section.or(other.section),
        }
    }
}

/// A text before its regions are labelled.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Draft {
    pub(crate) given: Given,
    pub(crate) text: String,
    /// Whether the rest of a page was taken off already, so that only a sure sign makes a line furniture.
    pub(crate) cleaned: bool,
    /// What the markup says of stretches of the text, in order: labels that need no reading.
    pub(crate) marked: Vec<(Range<usize>, RegionKind)>,
    /// What stands in the text as a thing of its own, in order.
    pub(crate) parts: Vec<DraftPart>,
}

/// A part of a text that stands for itself, before the text is made.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DraftPart {
    pub(crate) range: Range<usize>,
    pub(crate) kind: PartKind,
    pub(crate) author: Option<String>,
    pub(crate) time: Option<Published>,
    pub(crate) url: Option<String>,
    pub(crate) channel: Option<String>,
}
