//! The score: a line a claim or question, a column a report, and in each cell the report's own words.

use super::fold::{self, ScoreColumn};
use super::{Stance, Standing, StoryView, same_words};
use dateline_core::{
    Claim, ClaimState, Difference, DifferenceKind, OriginId, Question, RegionKind, ReportIx, Support, Timex,
};
use std::collections::BTreeSet;

/// A story's claims by its reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Score<'a> {
    /// The columns, in the order of publication.
    pub columns: Vec<ScoreColumn>,
    /// The lines: what is not settled first, then in the order of the account.
    pub lanes: Vec<Lane<'a>>,
}

/// A line of the score: one claim, or the claims that answer one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane<'a> {
    /// The claims, each with its place in the story's list.
    pub claims: Vec<(usize, &'a Claim)>,
    /// In what the claims of a question differ that are not joined; `None` for a line of one claim.
    pub apart: Option<DifferenceKind>,
    /// What stands behind it.
    pub standing: Standing,
    /// The clause that it is named by.
    pub words: String,
    /// One cell for each column.
    pub cells: Vec<Cell>,
    /// How many independent origins stand behind it.
    pub origins: usize,
    /// How many outlets carry it.
    pub outlets: usize,
}

/// What the reports of one column say of one line.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// They tell it.
    Told(Vec<Telling>),
    /// They do not; what that means.
    Not(Stance),
}

/// Words that a report of a column tells a line in, or several in the same words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// The claim, by its place in the story's list.
    pub claim: usize,
    /// The support, by its place in the claim's list.
    pub support: usize,
    /// The words.
    pub words: String,
    /// The reports of the column that have these words, in order.
    pub reports: Vec<ReportIx>,
    /// Whether the value is another than the last report before had.
    pub changed: bool,
    /// Which text it is a part of that several reports of the line have: tellings of one number share it.
    pub text: Option<usize>,
    /// Who says it, where the report does not say it in its own voice.
    pub speaker: Option<String>,
    /// Whether that source is not named.
    pub unnamed: bool,
}

/// The claims of a line, and in what they differ that are not joined.
type Grouped<'a> = (Vec<(usize, &'a Claim)>, Option<DifferenceKind>);

/// A support of a line: its claim's place in the story's list, and its own in the claim's.
type At = (usize, usize);

/// Claims with their places in the account.
type Numbered<'a> = Vec<(usize, &'a Claim)>;

impl<'a> StoryView<'a> {
    /// The score of some claims: those that several reports tell, or that answer a question with others.
    pub fn score(&self, claims: &[(usize, &'a Claim)]) -> Score<'a> {
        let columns = fold::columns(self);
        let groups = self.grouped(claims);
        let mut lanes: Vec<Lane<'a>> =
            groups.into_iter().map(|(group, apart)| self.lane(group, apart, &columns)).collect();
        lanes.sort_by_key(|lane| lane.standing);
        Score { columns, lanes }
    }

    /// What stands behind each line of a score, in its order.
    pub(super) fn standings(&self, claims: &[(usize, &'a Claim)]) -> Vec<Standing> {
        let standing = |(group, apart): &Grouped<'a>| match apart {
            Some(_) => Standing::Unsettled,
            None => Standing::of(group[0].1),
        };
        let mut standings: Vec<Standing> = self.grouped(claims).iter().map(standing).collect();
        standings.sort_unstable();
        standings
    }

    /// The claims by line: those of a question that is not joined together, and no others of one report.
    fn grouped(&self, claims: &[(usize, &'a Claim)]) -> Vec<Grouped<'a>> {
        let apart = |claim: &Claim| {
            let mut questions = self.account.questions.iter().filter(|q| !q.joined && q.claims.len() > 1);
            questions.find(|q| q.claims.contains(&claim.id))
        };
        let mut groups: Vec<(Numbered<'a>, Option<&Question>)> = Vec::new();
        for &(i, claim) in claims {
            let question = apart(claim);
            match groups.iter_mut().find(|(_, q)| question.is_some() && q.map(|q| q.id) == question.map(|q| q.id)) {
                Some((group, _)) => group.push((i, claim)),
                None => groups.push((vec![(i, claim)], question)),
            }
        }
        groups.retain(|(group, _)| group.len() > 1 || group.iter().any(|(_, c)| c.state != ClaimState::Single));
        let kind = |(group, question): (Vec<(usize, &'a Claim)>, Option<&Question>)| {
            let kind = question.filter(|_| group.len() > 1).map(|q| q.kind);
            (group, kind)
        };
        groups.into_iter().map(kind).collect()
    }

    fn lane(
        &self,
        claims: Vec<(usize, &'a Claim)>,
        apart: Option<DifferenceKind>,
        columns: &[ScoreColumn],
    ) -> Lane<'a> {
        let first = claims[0].1;
        let supports = || claims.iter().flat_map(|(_, c)| &c.support);
        let origins: BTreeSet<OriginId> = supports().map(|s| s.origin).collect();
        let outlets: BTreeSet<&str> = supports().map(|s| self.outlet(s.report)).collect();
        let one = claims.len() == 1;
        Lane {
            apart,
            standing: if apart.is_some() { Standing::Unsettled } else { Standing::of(first) },
            words: self.clause_words(first),
            cells: self.cells(&claims, apart, columns),
            origins: if one { first.origins as usize } else { origins.len() },
            outlets: if one { first.outlets as usize } else { outlets.len() },
            claims,
        }
    }

    fn cells(
        &self,
        claims: &[(usize, &'a Claim)],
        apart: Option<DifferenceKind>,
        columns: &[ScoreColumn],
    ) -> Vec<Cell> {
        let texts = self.texts(claims);
        let mut before: Option<Vec<String>> = None;
        let mut cells = Vec::new();
        for column in columns {
            let mut told: Vec<Telling> = Vec::new();
            let mut here = Vec::new();
            for (report, (claim, k)) in self.places_of(claims, apart, column) {
                let told_claim = &self.account.claims[claim];
                let support = &told_claim.support[k];
                let words = self.answer(told_claim, k, apart);
                let count = self.count(support, apart).and_then(|amount| amount.value).map(|n| n.to_string());
                let value = count.or_else(|| value_of(told_claim, k)).unwrap_or_else(|| same_words(&words));
                let valued = claims.len() > 1 || !told_claim.differences.is_empty();
                let changed = valued && before.as_ref().is_some_and(|b| !b.contains(&value));
                // Of one report each count is told once, in the words of its first claim.
                if apart.is_some() && told.iter().any(|t| t.reports.contains(&report)) && here.contains(&value) {
                    continue;
                }
                here.push(value);
                let telling = Telling {
                    claim,
                    support: k,
                    words,
                    reports: vec![report],
                    changed,
                    text: texts.iter().position(|text| text.contains(&(claim, k))),
                    speaker: support.speaker.as_ref().map(|s| s.name.clone()),
                    unnamed: support.speaker.as_ref().is_some_and(|s| s.unnamed),
                };
                let same = |t: &&mut Telling| {
                    same_words(&t.words) == same_words(&telling.words) && t.unnamed == telling.unnamed
                };
                match told.iter_mut().find(same) {
                    Some(known) if known.reports.contains(&report) => {}
                    Some(known) => known.reports.push(report),
                    None => told.push(telling),
                }
            }
            if !here.is_empty() {
                before = Some(here);
            }
            cells.push(if told.is_empty() { Cell::Not(not_told(claims, column)) } else { Cell::Told(told) });
        }
        cells
    }

    /// The claims by the times that they tell of, in order, each with its place in the story's list.
    pub fn days(&self, claims: &[(usize, &'a Claim)]) -> Vec<(&'a Timex, Vec<(usize, &'a Claim)>)> {
        let moment = |moment: &'a dateline_core::Moment| {
            let told = moment.claims.iter().filter_map(|id| claims.iter().copied().find(|(_, c)| c.id == *id));
            (&moment.when, told.collect::<Vec<_>>())
        };
        self.account.timeline.iter().map(moment).filter(|(_, told)| !told.is_empty()).collect()
    }

    fn point_at(&self, (claim, k): At) -> String {
        self.point(&self.account.claims[claim], k)
    }

    /// The support of a line in a report: of several, one that has what is asked for, the one that differs most, and rather a
    /// sentence than a headline.
    fn place_of(&self, claims: &[(usize, &Claim)], apart: Option<DifferenceKind>, report: ReportIx) -> Option<At> {
        let title = |s: &Support| self.report(report).region_at(s.span.start()) == Some(RegionKind::Title);
        let supports = claims.iter().flat_map(|&(i, c)| c.support.iter().enumerate().map(move |(k, s)| (i, k, s)));
        let here = supports.filter(|(.., s)| s.report == report);
        here.max_by_key(|&(i, k, s)| (self.count(s, apart).is_some(), s.says, !title(s), std::cmp::Reverse((i, k))))
            .map(|(i, k, _)| (i, k))
    }

    /// The places of a line in the reports of a column: one a report, and where its claims are not joined one for each of them.
    fn places_of(
        &self,
        claims: &[(usize, &Claim)],
        apart: Option<DifferenceKind>,
        column: &ScoreColumn,
    ) -> Vec<(ReportIx, At)> {
        let each: Vec<&[(usize, &Claim)]> = if apart.is_some() { claims.chunks(1).collect() } else { vec![claims] };
        let in_report = |&report: &ReportIx| {
            let mut places: Vec<At> = each.iter().filter_map(|claims| self.place_of(claims, apart, report)).collect();
            // Where one has what is asked for, what has it not is no answer beside it.
            let answers = |&(i, k): &At| self.count(&self.account.claims[i].support[k], apart).is_some();
            if places.iter().any(answers) {
                places.retain(answers);
            }
            places.into_iter().map(|at| (report, at)).collect::<Vec<_>>()
        };
        column.reports.iter().flat_map(in_report).collect()
    }

    /// The supports of a line that are one text in several reports.
    fn texts(&self, claims: &[(usize, &'a Claim)]) -> Vec<BTreeSet<At>> {
        let each = claims.iter().flat_map(|&(i, c)| c.support.iter().enumerate().map(move |(k, s)| ((i, k), s)));
        let all: Vec<(At, &Support, String)> = each.map(|(at, s)| (at, s, self.words(s))).collect();
        let mut texts: Vec<BTreeSet<At>> = Vec::new();
        for (n, &(a, one, ref words)) in all.iter().enumerate() {
            for &(b, other, ref others) in &all[n + 1..] {
                let same = one.report != other.report && one.origin == other.origin && words == others;
                let alike = || same_words(&self.point_at(a)) == same_words(&self.point_at(b));
                if !(same || self.one_passage(one, other) && alike()) {
                    continue;
                }
                match texts.iter_mut().find(|t| t.contains(&a) || t.contains(&b)) {
                    Some(text) => text.extend([a, b]),
                    None => texts.push(BTreeSet::from([a, b])),
                }
            }
        }
        texts
    }
}

/// What it means that no report of a column tells a line: what may be comes before what is sure.
fn not_told(claims: &[(usize, &Claim)], column: &ScoreColumn) -> Stance {
    let stances = || column.reports.iter().flat_map(|&r| claims.iter().map(move |(_, c)| Stance::to(c, r)));
    let any = |stance: Stance| stances().any(|s| s == stance);
    let all = |stance: Stance| stances().all(|s| s == stance);
    match () {
        () if any(Stance::Perhaps) => Stance::Perhaps,
        () if any(Stance::Unknown) => Stance::Unknown,
        () if all(Stance::TooEarly) => Stance::TooEarly,
        () => Stance::Silent,
    }
}

/// The value that a support has in what its claim differs in.
fn value_of(claim: &Claim, k: usize) -> Option<String> {
    let details = |d: &&Difference| d.kind != DifferenceKind::Wording;
    let values = claim.differences.iter().find(details).or(claim.differences.first())?;
    values.values.iter().find(|v| v.support.contains(&k)).map(|v| v.value.to_lowercase())
}
