//! Which doubts become findings: from what surety on, chosen on whole stories left out.

use super::case::{Doubt, Rule};
use dateline_core::Finding;

/// The limits of a rule.
struct Limit {
    /// What bears against the draft tells the same thing at least so surely.
    against: f32,
    /// What bears the draft out is at least so much less sure.
    ahead: f32,
}

impl Rule {
    fn limit(self) -> Limit {
        let limit = |against, ahead| Limit { against, ahead };
        match self {
            Rule::NewNumber => limit(0.4, 0.2),
            Rule::OtherNumber => limit(0.6, 0.3),
            Rule::NumberOfOther => limit(0.45, 0.0),
            Rule::OtherTime => limit(0.5, 0.2),
            Rule::NewName => limit(0.45, 0.2),
            Rule::OtherName => limit(0.55, 0.35),
            Rule::Crossed => limit(0.45, 0.25),
            Rule::Apart => limit(0.4, 0.25),
            Rule::Contrary => limit(0.6, 0.25),
            Rule::Denied => limit(0.5, 0.25),
            Rule::NotDenied => limit(0.6, 0.3),
            Rule::Sure => limit(0.6, 0.3),
            Rule::Age | Rule::QuoteSpeaker | Rule::QuoteOutlet => limit(0.0, 0.0),
            Rule::Speaker => limit(0.6, 0.25),
            Rule::Outlet => limit(0.55, 0.25),
        }
    }
}

/// The findings of doubts that are sure enough, one for the same words.
pub(super) fn findings(mut doubts: Vec<Doubt>) -> Vec<Finding> {
    doubts.retain(|d| {
        let limit = d.rule.limit();
        d.against >= limit.against && d.against - d.with >= limit.ahead
    });
    doubts.sort_by_key(|d| (d.rule, d.finding.span));
    let mut found: Vec<Finding> = Vec::new();
    for doubt in doubts {
        if !found.iter().any(|f| f.span.overlaps(doubt.finding.span)) {
            found.push(doubt.finding);
        }
    }
    found
}
