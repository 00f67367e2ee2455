//! Who said what: statements by who made them.

use super::StoryView;
use dateline_core::{Claim, ClaimKind};

/// What one speaker said.
#[derive(Clone, Debug, PartialEq)]
pub struct Said<'a> {
    /// The speaker's name in the story, or the words for one who is not named.
    pub speaker: String,
    /// The claims that tell it, each with its place in the story's list.
    pub claims: Vec<(usize, &'a Claim)>,
}

impl<'a> StoryView<'a> {
    /// The statements among some claims by their speakers, in order; those without a speaker are left out.
    pub fn said(&self, claims: &[(usize, &'a Claim)]) -> Vec<Said<'a>> {
        let mut all: Vec<Said<'a>> = Vec::new();
        for &(i, claim) in claims.iter().filter(|(_, c)| c.kind == ClaimKind::Statement) {
            let Some(speaker) = self.speaker(claim) else { continue };
            match all.iter_mut().find(|said| said.speaker == speaker) {
                Some(said) => said.claims.push((i, claim)),
                None => all.push(Said { speaker, claims: vec![(i, claim)] }),
            }
        }
        all
    }

    /// The channels that a statement came through, by name, each once.
    pub fn channels(&self, claim: &Claim) -> Vec<String> {
        let named = claim.support.iter().filter_map(|s| {
            let annotated = self.annotated(s.report);
            let channel = annotated.statement(s.statement?)?.channel.as_ref()?;
            Some(channel.name(&annotated.report.text).to_owned())
        });
        let mut channels: Vec<String> = named.collect();
        channels.sort_unstable();
        channels.dedup();
        channels
    }

    /// The speaker's name in the story, or the description of an unnamed one.
    fn speaker(&self, claim: &Claim) -> Option<String> {
        let support = claim.support.get(claim.best)?;
        let annotated = self.annotated(support.report);
        let statement = annotated.statement(support.statement?)?;
        if let Some(speaker) = statement.speaker {
            let joined = self.account.story.actors.iter().find(|a| a.members.contains(&(support.report, speaker)));
            return joined.map(|a| a.name.clone()).or_else(|| annotated.actor(speaker).map(|a| a.name.clone()));
        }
        let words = statement.description.or(statement.source.first().copied())?;
        Some(annotated.report.text.str(words).to_owned())
    }
}
