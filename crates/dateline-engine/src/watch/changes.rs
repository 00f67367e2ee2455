//! What changed in a story: what is told of it now against what was told before.

use super::told::{Quote, Told, ToldClaim, ToldDifference};
use crate::versions::Edit;
use dateline_core::{Change as Shift, ClaimState, DifferenceKind, Status};
use serde::{Deserialize, Serialize};

/// One thing that changed in a story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// When it was seen: RFC 3339, in UTC.
    pub at: String,
    /// The number of the story in its store.
    pub story: u32,
    /// The title of the story, if one of its reports has one.
    pub title: Option<String>,
    /// What changed.
    #[serde(flatten)]
    pub what: What,
}

/// What changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind")]
#[non_exhaustive]
pub enum What {
    /// A story that was not there before.
    #[serde(rename = "new story")]
    Story {
        /// Its reports.
        reports: Vec<String>,
    },
    /// A report has another text than before.
    #[serde(rename = "altered")]
    Altered {
        /// The report.
        report: String,
        /// Where it was read from.
        from: String,
        /// The version before and the one now.
        versions: [u32; 2],
        /// Whether it says itself that something was wrong.
        corrected: bool,
        /// What was done, in the order of the text.
        edits: Vec<Edit>,
    },
    /// Several outlets tell what nobody told before.
    #[serde(rename = "new claim")]
    Claim {
        /// The words that stand for it.
        claim: Quote,
        /// How the outlets stand to each other.
        state: ClaimState,
        /// How many outlets and origins there are.
        outlets: u32,
        /// How many origins.
        origins: u32,
    },
    /// A claim has an origin that it had not.
    #[serde(rename = "new origin")]
    Origin {
        /// The words that stand for the claim.
        claim: Quote,
        /// How many origins it had and has.
        origins: [u32; 2],
        /// The names of those that came.
        from: Vec<String>,
        /// How its supports stood and stand to each other, if that changed with it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        state: Option<[ClaimState; 2]>,
    },
    /// The supports of a claim stand otherwise to each other.
    #[serde(rename = "new state")]
    State {
        /// The words that stand for the claim.
        claim: Quote,
        /// How they stood and stand.
        state: [ClaimState; 2],
    },
    /// What was expected or possible is told to have happened, or to be denied.
    #[serde(rename = "came about")]
    Status {
        /// The words that stand for the claim.
        claim: Quote,
        /// How far it had come, and has.
        status: [Status; 2],
    },
    /// A claim has a value that it had not; of a figure, it moved.
    #[serde(rename = "new value")]
    Value {
        /// The words that stand for the claim.
        claim: Quote,
        /// In what the values differ.
        #[serde(rename = "in")]
        kind: DifferenceKind,
        /// The values that were there.
        before: Vec<String>,
        /// Those that came, each with the words that tell it.
        now: Vec<Valued>,
        /// Whether only time made the difference: the later report knew more.
        update: bool,
    },
    /// An actor holds something else than before.
    #[serde(rename = "position")]
    Position {
        /// The actor.
        actor: String,
        /// On what.
        on: String,
        /// How it stands to the position before.
        change: Shift,
        /// The position before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<Quote>,
        /// The one now.
        now: Quote,
    },
}

impl Change {
    /// The ids of the reports that it names or quotes.
    pub fn reports(&self) -> Vec<&str> {
        match &self.what {
            What::Story { reports } => reports.iter().map(String::as_str).collect(),
            What::Altered { report, .. } => vec![report],
            What::Claim { claim, .. }
            | What::Origin { claim, .. }
            | What::State { claim, .. }
            | What::Status { claim, .. } => vec![&claim.report],
            What::Value { claim, now, .. } => {
                std::iter::once(&claim.report).chain(now.iter().map(|v| &v.quote.report)).map(String::as_str).collect()
            }
            What::Position { before, now, .. } => {
                before.iter().chain([now]).map(|quote| quote.report.as_str()).collect()
            }
        }
    }
}

/// A value and the words that tell it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Valued {
    /// The value.
    pub value: String,
    /// The words.
    pub quote: Quote,
}

/// What changed from one telling of a story to the next, without what only its reports show.
pub(super) fn between(before: &Told, now: &Told) -> Vec<What> {
    let mut changes = Vec::new();
    for claim in &now.claims {
        match same(&before.claims, claim) {
            Some(old) => changes.extend(of_claim(old, claim)),
            None if claim.shown && claim.outlets > 1 => changes.extend(quote(claim).map(|words| What::Claim {
                claim: words,
                state: claim.state,
                outlets: claim.outlets,
                origins: claim.origins,
            })),
            None => {}
        }
    }
    for position in &now.positions {
        let old: Vec<&Quote> = before
            .positions
            .iter()
            .filter(|old| old.actor == position.actor)
            .flat_map(|old| old.held.iter().map(|(_, quote)| quote))
            .collect();
        for (i, (change, quote)) in position.held.iter().enumerate() {
            let is_known = old.iter().any(|old| old.overlaps(quote));
            if matches!(change, Shift::Shifted | Shift::Denied) && !is_known {
                let before = i.checked_sub(1).map(|i| position.held[i].1.clone());
                let (actor, on) = (position.actor.clone(), position.on.clone());
                changes.push(What::Position { actor, on, change: *change, before, now: quote.clone() });
            }
        }
    }
    changes
}

/// The claim that was told before and shares most places with one, the first of several.
fn same<'t>(before: &'t [ToldClaim], claim: &ToldClaim) -> Option<&'t ToldClaim> {
    let shared = |old: &ToldClaim| old.support.iter().filter(|s| claim.support.iter().any(|t| s.overlaps(t))).count();
    let scored = before.iter().map(|old| (shared(old), old)).filter(|(shared, _)| *shared > 0);
    scored.rev().max_by_key(|(shared, _)| *shared).map(|(_, old)| old)
}

fn quote(claim: &ToldClaim) -> Option<Quote> {
    claim.support.get(claim.best).or(claim.support.first()).cloned()
}

fn of_claim(old: &ToldClaim, new: &ToldClaim) -> Vec<What> {
    let Some(words) = quote(new) else { return Vec::new() };
    let mut changes = Vec::new();
    let state = (old.state != new.state).then_some([old.state, new.state]);
    if new.origins > old.origins {
        let from = new.from.iter().filter(|name| !old.from.contains(name)).cloned().collect();
        changes.push(What::Origin { claim: words.clone(), origins: [old.origins, new.origins], from, state });
    } else if let Some(state) = state {
        changes.push(What::State { claim: words.clone(), state });
    }
    let mut came_about = false;
    if let (Some(was @ (Status::Expected | Status::Possible)), Some(is @ (Status::Happened | Status::Denied))) =
        (old.status, new.status)
    {
        changes.push(What::Status { claim: words.clone(), status: [was, is] });
        came_about = true;
    }
    // That it came about is told; the words for how sure it was would tell it twice.
    let is_told = |d: &&ToldDifference| d.kind == DifferenceKind::Certainty && came_about;
    let differences = new.differences.iter().filter(|d| !is_told(d));
    changes.extend(differences.filter_map(|difference| new_value(old, new, difference, &words)));
    changes
}

/// The values of a difference that no place told which was there before.
fn new_value(old: &ToldClaim, new: &ToldClaim, difference: &ToldDifference, words: &Quote) -> Option<What> {
    let was_told = |at: &usize| new.support.get(*at).is_some_and(|s| old.support.iter().any(|o| o.overlaps(s)));
    let known = old.differences.iter().filter(|d| d.kind == difference.kind).flat_map(|d| &d.values);
    let known: Vec<&String> = known.map(|(value, _)| value).collect();
    let (before, now): (Vec<_>, Vec<_>) =
        difference.values.iter().partition(|(value, support)| support.iter().any(was_told) || known.contains(&value));
    let valued = |(value, support): &(String, Vec<usize>)| {
        Some(Valued { value: value.clone(), quote: new.support.get(*support.first()?)?.clone() })
    };
    let now: Vec<Valued> = now.into_iter().filter_map(valued).collect();
    (!now.is_empty()).then(|| What::Value {
        claim: words.clone(),
        kind: difference.kind,
        before: before.into_iter().map(|(value, _)| value.clone()).collect(),
        now,
        update: difference.update,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote(report: &str, start: u32, words: &str) -> Quote {
        Quote { report: report.into(), version: 1, start, end: start + words.len() as u32, words: words.into() }
    }

    fn claim(support: Vec<Quote>, state: ClaimState, from: &[&str]) -> ToldClaim {
        ToldClaim {
            best: 0,
            state,
            shown: true,
            outlets: from.len() as u32,
            origins: from.len() as u32,
            status: None,
            from: from.iter().map(|name| (*name).to_owned()).collect(),
            support,
            differences: Vec::new(),
        }
    }

    fn told(claims: Vec<ToldClaim>) -> Told {
        Told { claims, ..Told::default() }
    }

    #[test]
    fn a_second_origin_and_a_figure_that_moved_are_told() {
        let two = || quote("courier", 40, "Two people died");
        let before = told(vec![claim(vec![two()], ClaimState::Single, &["Courier"])]);
        let mut both =
            claim(vec![two(), quote("packet", 9, "Three people died")], ClaimState::Differ, &["Courier", "Packet"]);
        both.differences.push(ToldDifference {
            kind: DifferenceKind::Number,
            update: true,
            values: vec![("Two".into(), vec![0]), ("Three".into(), vec![1])],
        });
        let now = told(vec![both]);
        let changes = between(&before, &now);
        assert_eq!(
            changes[0],
            What::Origin {
                claim: two(),
                origins: [1, 2],
                from: vec!["Packet".into()],
                state: Some([ClaimState::Single, ClaimState::Differ]),
            }
        );
        let [_, What::Value { before: was, now: is, update: true, .. }] = &changes[..] else { panic!("{changes:?}") };
        assert_eq!((was.as_slice(), is[0].value.as_str()), (&["Two".to_owned()][..], "Three"));
        assert_eq!(between(&now, &now), []);
    }

    #[test]
    fn what_was_expected_and_then_happened_came_about() {
        let talks = || quote("courier", 0, "The council is to meet");
        let with = |status, state| ToldClaim { status: Some(status), ..claim(vec![talks()], state, &["C"]) };
        let before = told(vec![with(Status::Expected, ClaimState::Open)]);
        let changes = between(&before, &told(vec![with(Status::Happened, ClaimState::Contradict)]));
        assert_eq!(
            changes,
            [
                What::State { claim: talks(), state: [ClaimState::Open, ClaimState::Contradict] },
                What::Status { claim: talks(), status: [Status::Expected, Status::Happened] },
            ]
        );
    }

    #[test]
    fn what_a_removed_report_told_is_told_no_more() {
        let both = vec![quote("courier", 0, "It sank"), quote("packet", 5, "It sank")];
        let left = told(vec![claim(both, ClaimState::Agree, &["C", "P"])]).without("courier");
        assert_eq!(left.claims[0].support, [quote("packet", 5, "It sank")]);
    }
}
