//! What a draft has of one speaker and the reports have of another.

use super::case::{Case, Doubt, Rule, Telling};
use super::collate::Collated;
use crate::compare::sentences::Speaker;
use dateline_core::{Act, ActorId, ActorKind, FindingKind, MentionKind, Place, Span, Statement};

/// Who says something in the draft.
struct Said<'s> {
    statement: &'s Statement,
    speaker: ActorId,
    /// The words that name the speaker.
    span: Span,
}

/// Doubts about the speakers of a sentence.
pub(super) fn doubts(case: &Case<'_, '_>, quotes: &[&Collated]) -> Vec<Doubt> {
    let mut found = Vec::new();
    for said in said(case) {
        let own: Vec<&&Collated> = quotes
            .iter()
            .filter(|q| said.statement.content.iter().any(|c| c.overlaps(q.span)) && !q.places.is_empty())
            .collect();
        match own.iter().max_by_key(|q| q.span.len()) {
            Some(quote) => found.extend(quoted(case, &said, quote)),
            None => found.extend(told(case, &said)),
        }
    }
    found
}

/// The statements of a sentence whose speaker it names.
fn said<'s>(case: &Case<'_, 's>) -> Vec<Said<'s>> {
    let draft = case.draft();
    let span = case.sentence().span;
    let of = |statement: &'s Statement| {
        let actor = statement.speaker.and_then(|id| draft.actor(id))?;
        let source = statement.source.iter().copied().find(|s| span.contains(*s))?;
        let named = actor.mentions.iter().any(|m| m.kind == MentionKind::Name && source.contains(m.span));
        let speaker = case.actor(case.ground.draft, actor.id)?;
        (named && statement.act == Act::Speech).then_some(Said { statement, speaker, span: source })
    };
    draft.statements.iter().filter_map(of).collect()
}

/// A doubt about the speaker of a quotation that stands in reports.
fn quoted(case: &Case<'_, '_>, said: &Said<'_>, quote: &Collated) -> Option<Doubt> {
    let mut other: Option<(Place, Span)> = None;
    for place in &quote.places {
        let report = case.ground.reports[place.report.index()];
        let mut of_place = report.statements.iter().filter(|s| s.content.iter().any(|c| c.overlaps(place.span)));
        let statement = of_place.clone().find(|s| s.speaker.is_some()).or_else(|| of_place.next());
        let statement = statement?;
        match statement.speaker.and_then(|id| case.actor(place.report, id)) {
            Some(speaker) if is_other(case, said.speaker, speaker) => {
                let words = statement.source.first().copied().unwrap_or(place.span);
                other = other.or(Some((*place, words)));
            }
            _ => return None,
        }
    }
    let (place, words) = other?;
    let named = case.ground.sentence_at(Place { report: place.report, span: words });
    let sentence = named.or_else(|| case.ground.sentence_at(place))?;
    let against = Telling { sentence, sure: 1.0 };
    let kind = FindingKind::Speaker;
    let mut doubt = case.doubt(Rule::QuoteSpeaker, kind, said.span, &against, words);
    doubt.finding.evidence.extend(quote.places.iter().filter(|p| !case.place(sentence).span.overlaps(p.span)));
    Some(doubt)
}

/// A doubt about the speaker of what is told in the draft's own words.
fn told(case: &Case<'_, '_>, said: &Said<'_>) -> Option<Doubt> {
    let telling = case.telling(case.draft().parse.tokens_in(said.span));
    let speaker = |t: &Telling| case.told(t.sentence).0.speaker.clone();
    let own = |t: &&Telling| {
        speaker(t) == Some(Speaker::Named(said.speaker)) || case.told(t.sentence).0.actors.contains(&said.speaker)
    };
    let with = telling.iter().find(own).map_or(0.0, |t| t.sure);
    let other = |t: &&Telling| matches!(speaker(t), Some(Speaker::Named(a)) if is_other(case, said.speaker, a));
    let against = telling.iter().find(other)?;
    let says = case.told(against.sentence).0.span;
    let doubt = case.doubt(Rule::Speaker, FindingKind::Speaker, said.span, against, says);
    Some(Doubt { with, ..doubt })
}

/// Whether two actors are two persons with names that are not alike.
fn is_other(case: &Case<'_, '_>, a: ActorId, b: ActorId) -> bool {
    let all = &case.ground.story.actors;
    let (a, b) = (&all[a.index()], &all[b.index()]);
    let last = |name: &str| name.split(' ').next_back().unwrap_or(name).to_lowercase();
    let alike = a.names.iter().any(|x| b.names.iter().any(|y| last(x) == last(y)));
    a.id != b.id && a.kind == ActorKind::Person && b.kind == ActorKind::Person && !alike
}
