//! Positions: what each actor is reported to have said on a topic, over time.

use dateline_core::{
    ActorId, Annotated, Change, Claim, ClaimKind, Held, Pos, Position, ReportIx, Status, Story, Support, Timex,
};
use std::collections::{BTreeMap, BTreeSet};

/// The positions of the actors who are reported to have spoken more than once on a topic.
///
/// A topic is a noun of what they said, as the first claim writes it; the nouns that most of an actor's claims hold
/// come first, and a claim is put under one topic only.
pub(super) fn positions(story: &Story, claims: &[Claim], reports: &[Annotated]) -> Vec<Position> {
    let same: BTreeMap<(ReportIx, ActorId), ActorId> =
        story.actors.iter().flat_map(|a| a.members.iter().map(|&m| (m, a.id))).collect();
    let mut said: BTreeMap<ActorId, Vec<&Claim>> = BTreeMap::new();
    for claim in claims.iter().filter(|c| c.kind == ClaimKind::Statement) {
        let speakers: BTreeSet<ActorId> = claim
            .support
            .iter()
            .filter_map(|s| same.get(&(s.report, reports[s.report.index()].statement(s.statement?)?.speaker?)).copied())
            .collect();
        speakers.into_iter().for_each(|a| said.entry(a).or_default().push(claim));
    }
    said.into_iter().flat_map(|(actor, claims)| of_actor(actor, claims, reports)).collect()
}

fn of_actor(actor: ActorId, mut claims: Vec<&Claim>, reports: &[Annotated]) -> Vec<Position> {
    let mut found = Vec::new();
    loop {
        let mut topics: BTreeMap<String, (usize, String)> = BTreeMap::new();
        for claim in &claims {
            for (lemma, word) in nouns(claim, reports) {
                topics.entry(lemma).or_insert((0, word)).0 += 1;
            }
        }
        let most = topics.into_iter().max_by(|a, b| a.1.0.cmp(&b.1.0).then_with(|| b.0.cmp(&a.0)));
        let Some((lemma, (2.., on))) = most else { return found };
        let (mut on_topic, rest): (Vec<&Claim>, Vec<&Claim>) =
            claims.into_iter().partition(|c| nouns(c, reports).contains_key(&lemma));
        on_topic.sort_by_key(|c| (said(c, reports).and_then(|time| time.order()), c.id));
        let mut held: Vec<Held> = Vec::new();
        for (i, claim) in on_topic.iter().enumerate() {
            held.push(Held {
                when: claim.time.clone(),
                claim: claim.id,
                change: change(&on_topic[..i], claim, reports),
            });
        }
        found.push(Position { actor, on, held });
        claims = rest;
    }
}

/// How a claim stands to the latest one before it that says the like; one that says another thing of the topic is a first.
fn change(before: &[&Claim], claim: &Claim, reports: &[Annotated]) -> Change {
    const ALIKE: f32 = 0.4;
    let said = words(claim, reports);
    let alike = |c: &&&Claim| {
        let other = words(c, reports);
        let shared = said.intersection(&other).count() as f32;
        shared > 0.0 && shared >= ALIKE * said.len().min(other.len()) as f32
    };
    match before.iter().rev().find(alike).map(|c| (status(c, reports), status(claim, reports))) {
        None => Change::First,
        Some((Some(Status::Denied), Some(Status::Denied))) => Change::Same,
        Some((_, Some(Status::Denied)) | (Some(Status::Denied), Some(_))) => Change::Denied,
        Some((Some(a), Some(b))) if a != b => Change::Shifted,
        Some(_) => Change::Same,
    }
}

/// The words that carry the meaning of what a claim's clearest support says.
fn words(claim: &Claim, reports: &[Annotated]) -> BTreeSet<String> {
    let Some(best) = claim.support.get(claim.best) else { return BTreeSet::new() };
    let report = &reports[best.report.index()];
    let parse = &report.parse;
    let content = best.statement.and_then(|s| report.statement(s)).map(|s| s.content.as_slice()).unwrap_or_default();
    let tokens = content.iter().filter_map(|c| c.intersect(best.span)).flat_map(|c| parse.tokens_in(c));
    let telling = |&t: &usize| matches!(parse.pos(t), Pos::Noun | Pos::Propn | Pos::Verb | Pos::Adj | Pos::Num);
    tokens.filter(telling).map(|t| parse.lemma(t).to_lowercase()).collect()
}

/// The nouns of what a claim's clearest support says, by dictionary form, as written.
fn nouns(claim: &Claim, reports: &[Annotated]) -> BTreeMap<String, String> {
    let Some(best) = claim.support.get(claim.best) else { return BTreeMap::new() };
    let report = &reports[best.report.index()];
    let parse = &report.parse;
    let content = best.statement.and_then(|s| report.statement(s)).map(|s| s.content.as_slice()).unwrap_or_default();
    let tokens = content.iter().filter_map(|c| c.intersect(best.span)).flat_map(|c| parse.tokens_in(c));
    let noun = |&t: &usize| parse.pos(t) == Pos::Noun && parse.text(t).len() > 3;
    tokens.filter(noun).map(|t| (parse.lemma(t).to_lowercase(), parse.text(t).to_owned())).collect()
}

/// When a claim was said, or else first reported.
fn said(claim: &Claim, reports: &[Annotated]) -> Option<Timex> {
    let published = |s: &Support| reports[s.report.index()].report.published.map(|p| p.date);
    claim.time.clone().or_else(|| claim.support.iter().filter_map(published).min().map(Timex::day))
}

/// How sure a claim's clearest support tells what is said.
fn status(claim: &Claim, reports: &[Annotated]) -> Option<Status> {
    let best = claim.support.get(claim.best)?;
    reports[best.report.index()].event(best.event?).map(|e| e.status)
}
