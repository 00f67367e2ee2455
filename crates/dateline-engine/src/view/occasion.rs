//! On which occasion an utterance was made, in words of its reports.

use super::StoryView;
use dateline_core::{OriginId, Utterance};

impl StoryView<'_> {
    /// Where and to whom the utterance behind an origin was said: "on X, to Reuters" in words of the reports and of the
    /// platform; `None` where the origin is no utterance, or no report tells.
    pub fn occasion(&self, origin: OriginId) -> Option<String> {
        let utterance = self.account.story.utterances.iter().find(|u| u.origin == origin)?;
        let parts: Vec<String> = self.channel(utterance).into_iter().chain(self.hearer(utterance)).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    fn channel(&self, utterance: &Utterance) -> Option<String> {
        let (report, statement) = utterance.channel?;
        let annotated = self.annotated(report);
        let channel = annotated.statement(statement)?.channel.as_ref()?;
        Some(format!("through {}", channel.name(&annotated.report.text)))
    }

    fn hearer(&self, utterance: &Utterance) -> Option<String> {
        let (report, statement) = utterance.hearer?;
        let annotated = self.annotated(report);
        Some(format!("to {}", annotated.report.text.str(annotated.statement(statement)?.told_to?)))
    }
}
