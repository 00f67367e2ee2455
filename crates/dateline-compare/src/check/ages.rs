//! Ages behind names in a draft, "Brandt, 43, said", against every age that the reports give the same person.

use super::case::{Case, Doubt, Rule, Telling};
use dateline_core::{ActorId, Annotated, FindingKind, MentionKind, Place, ReportIx, Span};

/// The oldest that anybody is.
const OLDEST: u32 = 120;

/// Doubts about the ages of a sentence.
pub(super) fn doubts(case: &Case<'_, '_>) -> Vec<Doubt> {
    let draft = case.ground.draft;
    let mut found = Vec::new();
    for name in case.mentions(case.at).filter(|m| m.kind == MentionKind::Name) {
        let Some((age, span)) = age_behind(case.draft(), name.span).filter(|(_, s)| !case.is_quoted(*s)) else {
            continue;
        };
        let told = case.actor(draft, name.actor).map(|id| told(case, id)).unwrap_or_default();
        // Of reports on both sides of a birthday either may be followed.
        if told.iter().any(|(other, _)| *other == age) {
            continue;
        }
        let first = told.first().and_then(|(_, place)| Some((case.ground.sentence_at(*place)?, place.span)));
        let Some((sentence, says)) = first else { continue };
        found.push(case.doubt(Rule::Age, FindingKind::Number, span, &Telling { sentence, sure: 1.0 }, says));
    }
    found
}

/// Every age that the reports give somebody.
fn told(case: &Case<'_, '_>, id: ActorId) -> Vec<(u32, Place)> {
    let actor = case.ground.story.actors.get(id.index());
    let members = actor.into_iter().flat_map(|a| a.members.iter().filter(|m| m.0 != case.ground.draft));
    let of = |&(report, id): &(ReportIx, ActorId)| {
        let ages = ages(case.ground.reports[report.index()], id).into_iter();
        ages.map(move |(age, span)| (age, Place { report, span }))
    };
    members.flat_map(of).collect()
}

/// The ages that a report puts behind the names of somebody.
fn ages(annotated: &Annotated, id: ActorId) -> Vec<(u32, Span)> {
    let actor = annotated.actor(id);
    let names = actor.into_iter().flat_map(|a| a.mentions.iter().filter(|m| m.kind == MentionKind::Name));
    names.filter_map(|m| age_behind(annotated, m.span)).collect()
}

/// The age behind a name: a figure between commas, as in "Mr. Brandt, 43, said".
fn age_behind(annotated: &Annotated, name: Span) -> Option<(u32, Span)> {
    let parse = &annotated.parse;
    let comma = parse.tokens_in(name).end;
    let (age, after) = (comma + 1, comma + 2);
    let sign = |t: usize| t < parse.len() && matches!(parse.text(t), "," | "." | ")" | ";");
    if !(sign(comma) && parse.text(comma) == "," && sign(after)) {
        return None;
    }
    let years: u32 = parse.text(age).parse().ok().filter(|y| (1..=OLDEST).contains(y))?;
    Some((years, parse.span(age)))
}
