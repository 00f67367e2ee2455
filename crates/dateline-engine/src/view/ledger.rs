//! Who said it: a ledger by speaker, with what they said, through what, to whom, and who carries it.

use super::{StoryView, one_line};
use dateline_core::{Act, Change, Claim, ReportIx, Statement, StatementId, StoryActor, Support, Timex};

/// A speaker with all that it is reported to have said.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker<'a> {
    /// Its name in the story, or the words for one who is not named.
    pub name: String,
    /// The actor of the story that it is, where known.
    pub actor: Option<&'a StoryActor>,
    /// Whether the source is left unnamed.
    pub unnamed: bool,
    /// Why it is not named, as a report gives it.
    pub reason: Option<String>,
    /// What it said, in the order of the account.
    pub said: Vec<SaidLine<'a>>,
    /// What it held on what, over time.
    pub positions: Vec<Stand>,
}

/// One thing that was said.
#[derive(Clone, Debug, PartialEq)]
pub struct SaidLine<'a> {
    /// The claim's place in the story's list.
    pub claim: usize,
    /// The claim.
    pub told: &'a Claim,
    /// The support that has it from this speaker and whose words are shown, by its place in the claim's list.
    pub support: usize,
    /// The words.
    pub words: String,
    /// The others of this speaker in words of their own.
    pub others: Vec<usize>,
    /// Through what it was said: a post, a broadcast, a news conference.
    pub channels: Vec<String>,
    /// To whom it was told, as written.
    pub told_to: Vec<String>,
    /// Whether it is what the speaker is reported to think.
    pub thought: bool,
    /// The reports that have it from this speaker.
    pub reports: Vec<ReportIx>,
}

/// What a speaker held on one topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    /// The topic, in words of a report.
    pub on: String,
    /// When it was held, in which claim, and how that stands to the time before.
    pub held: Vec<(Option<Timex>, usize, Change)>,
}

impl<'a> StoryView<'a> {
    /// The speakers of some claims, those with most to say to most reports first.
    pub fn speakers(&self, claims: &[(usize, &'a Claim)]) -> Vec<Speaker<'a>> {
        let mut speakers: Vec<Speaker<'a>> = Vec::new();
        for &(i, claim) in claims {
            for (k, support) in claim.support.iter().enumerate() {
                let Some(said) = &support.speaker else { continue };
                let actor = said.actor.and_then(|id| self.account.story.actors.get(id.index()));
                let name = actor.map_or_else(|| one_line(&said.name), |a| a.name.clone());
                let same = |s: &&mut Speaker<'a>| match (s.actor, actor) {
                    (Some(a), Some(b)) => a.id == b.id,
                    _ => s.name == name && s.unnamed == said.unnamed,
                };
                let statement = self.statement_of(support);
                let reason = statement.and_then(|s| s.anonymity_reason);
                let reason = reason.map(|span| one_line(self.report(support.report).text.str(span)));
                let speaker = match speakers.iter_mut().find(same) {
                    Some(known) => known,
                    None => {
                        let new = Speaker {
                            name,
                            actor,
                            unnamed: said.unnamed,
                            reason: None,
                            said: vec![],
                            positions: vec![],
                        };
                        speakers.push(new);
                        let last = speakers.len() - 1;
                        &mut speakers[last]
                    }
                };
                speaker.reason = speaker.reason.take().or(reason);
                self.add(speaker, i, claim, k);
            }
        }
        for speaker in &mut speakers {
            speaker.positions = speaker.actor.map(|a| self.stands(a)).unwrap_or_default();
        }
        let weight = |s: &Speaker<'_>| (s.said.iter().map(|l| l.reports.len()).max(), s.said.len());
        speakers.sort_by_key(|s| std::cmp::Reverse(weight(s)));
        speakers
    }

    fn add(&self, speaker: &mut Speaker<'a>, i: usize, claim: &'a Claim, k: usize) {
        let support = &claim.support[k];
        let words = self.words(support);
        if !speaker.said.iter().any(|l| l.claim == i) {
            let line = SaidLine {
                claim: i,
                told: claim,
                support: k,
                words: words.clone(),
                others: Vec::new(),
                channels: Vec::new(),
                told_to: Vec::new(),
                thought: false,
                reports: Vec::new(),
            };
            speaker.said.push(line);
        }
        let Some(line) = speaker.said.iter_mut().find(|l| l.claim == i) else { return };
        let known = |w: &str, line: &SaidLine<'a>| {
            w == line.words || line.others.iter().any(|&o| self.words(&claim.support[o]) == w)
        };
        if !known(&words, line) {
            line.others.push(k);
        }
        if !line.reports.contains(&support.report) {
            line.reports.push(support.report);
        }
        if let Some(statement) = self.statement_of(support) {
            let text = &self.report(support.report).text;
            line.thought = statement.act == Act::Thought;
            let channel = statement.channel.as_ref().map(|c| one_line(c.name(text)));
            push_new(&mut line.channels, channel);
            push_new(&mut line.told_to, statement.told_to.map(|span| one_line(text.str(span))));
        }
    }

    fn statement_of(&self, support: &Support) -> Option<&'a Statement> {
        let id: StatementId = support.statement?;
        self.reports[support.report.index()].statement(id)
    }

    fn stands(&self, actor: &StoryActor) -> Vec<Stand> {
        let of_actor = self.account.positions.iter().filter(|p| p.actor == actor.id);
        let stand = |p: &dateline_core::Position| Stand {
            on: p.on.clone(),
            held: p.held.iter().map(|h| (h.when.clone(), h.claim.index(), h.change)).collect(),
        };
        of_actor.map(stand).collect()
    }

    /// The claims of one report alone, by outlet in order: each with its place in the story's list. What others may tell
    /// too is told apart by [`Claim::perhaps`].
    pub fn only_in(&self, singles: &[(usize, &'a Claim)]) -> Vec<(&'a str, Vec<(usize, &'a Claim)>)> {
        let mut outlets: Vec<(&str, Vec<(usize, &Claim)>)> = Vec::new();
        for &ix in self.reports() {
            let outlet = self.outlet(ix);
            let here = singles.iter().copied().filter(|(_, c)| c.support.first().is_some_and(|s| s.report == ix));
            match outlets.iter_mut().find(|(o, _)| *o == outlet) {
                Some((_, claims)) => claims.extend(here),
                None => outlets.push((outlet, here.collect())),
            }
        }
        outlets.retain(|(_, claims)| !claims.is_empty());
        outlets.iter_mut().for_each(|(_, claims)| claims.sort_by_key(|(i, c)| (!c.perhaps.is_empty(), *i)));
        outlets
    }
}

fn push_new(list: &mut Vec<String>, value: Option<String>) {
    list.extend(value.filter(|v| !v.is_empty() && !list.contains(v)));
}
