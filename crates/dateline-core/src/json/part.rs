//! A part of a report as JSON, and back.

use crate::{Part, PartKind, Published, PublishedBy, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A part that stands for itself: `text[start..end]` in code points. A field that is not known is absent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are those of Part")]
pub struct PartJson {
    pub start: u32,
    pub end: u32,
    pub kind: PartKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
}

impl PartJson {
    /// A part of a text.
    pub(super) fn new(text: &Text, part: &Part) -> PartJson {
        let [start, end] = text.points(part.span);
        let Part { kind, author, time, url, channel, .. } = part.clone();
        PartJson { start, end, kind, author, time: time.map(|time| time.to_string()), url, channel }
    }

    /// The part of this JSON; `None` if an offset leaves the text.
    pub(super) fn to_part(&self, text: &Text) -> Option<Part> {
        let time = self.time.as_deref().and_then(|raw| Published::parse(raw, PublishedBy::Metadata));
        let (author, url, channel) = (self.author.clone(), self.url.clone(), self.channel.clone());
        Some(Part { author, time, url, channel, ..Part::new(text.span_of_points([self.start, self.end])?, self.kind) })
    }
}
