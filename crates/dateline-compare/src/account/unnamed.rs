//! The ledger of unnamed sources: how each is described, why it is not named, what rests on it alone.

use crate::Lexicon;
use dateline_core::{
    Annotated, Claim, ClaimId, HouseRule, OriginId, ReportIx, Span, Statement, StatementKind, Story, UnnamedSource,
    Utterance,
};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// The unnamed sources of a story whose claims are in order: those that most claims rest on alone first.
pub(super) fn unnamed(lexicon: &Lexicon, story: &Story, claims: &[Claim], reports: &[Annotated]) -> Vec<UnnamedSource> {
    let mut sources: Vec<Vec<&Utterance>> = Vec::new();
    for utterance in story.utterances.iter().filter(|u| u.speaker.unnamed) {
        // What one report has from a source of one description is from one source, also on two occasions.
        let same = |other: &Utterance| {
            let names = [other, utterance].map(|u| u.speaker.name.to_lowercase());
            let shared = || other.wordings.iter().any(|a| utterance.wordings.iter().any(|b| a.0 == b.0));
            names[0] == names[1] && shared()
        };
        match sources.iter_mut().find(|known| known.iter().any(|u| same(u))) {
            Some(known) => known.push(utterance),
            None => sources.push(vec![utterance]),
        }
    }
    let ledger = Ledger { lexicon, claims, reports };
    let mut entries: Vec<UnnamedSource> = sources.iter().filter_map(|source| ledger.entry(source)).collect();
    entries.sort_by_key(|e| (Reverse(e.alone.len()), Reverse(e.claims.len()), e.claims.first().copied()));
    entries
}

struct Ledger<'a> {
    lexicon: &'a Lexicon,
    claims: &'a [Claim],
    reports: &'a [Annotated],
}

impl Ledger<'_> {
    /// The entry of one source; `None` if no claim that is read rests on it.
    fn entry(&self, source: &[&Utterance]) -> Option<UnnamedSource> {
        let origins: BTreeSet<OriginId> = source.iter().map(|u| u.origin).collect();
        let rests = |c: &&Claim| !c.aside && c.support.iter().any(|s| origins.contains(&s.origin));
        let resting: Vec<&Claim> = self.claims.iter().filter(rests).collect();
        let alone = |c: &&&Claim| c.support.iter().all(|s| origins.contains(&s.origin));
        let ids = |claims: &mut dyn Iterator<Item = &&Claim>| -> Vec<ClaimId> { claims.map(|c| c.id).collect() };
        let statements = || {
            let wordings = source.iter().flat_map(|u| u.wordings.iter().copied());
            wordings.filter_map(|(r, id)| Some((r, self.reports[r.index()].statement(id)?)))
        };
        let claims = ids(&mut resting.iter());
        let only = ids(&mut resting.iter().filter(alone));
        let judges = ids(&mut resting.iter().filter(|c| self.judges(c, &origins)));
        let people = statements().filter_map(|(_, s)| s.source_count).max();
        let reason = statements().find_map(|(r, s)| Some((r, s.anonymity_reason?)));
        let flags = [
            (HouseRule::Opinion, !judges.is_empty()),
            (HouseRule::Reason, reason.is_none()),
            (HouseRule::Alone, !only.is_empty() && people.is_none_or(|n| n < 2)),
        ];
        let entry = UnnamedSource {
            description: source.first()?.speaker.name.clone(),
            utterances: source.iter().map(|u| u.id).collect(),
            reports: statements().map(|(r, _)| r).collect::<BTreeSet<_>>().into_iter().collect(),
            reason,
            people,
            told_to: self.hearers(statements()),
            claims,
            alone: only,
            judges,
            flags: flags.into_iter().filter(|(_, touched)| *touched).map(|(rule, _)| rule).collect(),
        };
        (!entry.claims.is_empty()).then_some(entry)
    }

    /// Whether a source gives a judgement in words of its own, in a place that rests on it.
    fn judges(&self, claim: &Claim, origins: &BTreeSet<OriginId>) -> bool {
        claim.support.iter().filter(|s| origins.contains(&s.origin)).any(|support| {
            let report = &self.reports[support.report.index()];
            let statement = support.statement.and_then(|id| report.statement(id));
            let own = |s: &&Statement| s.kind != StatementKind::Indirect;
            let content = statement.filter(own).into_iter().flat_map(|s| &s.content);
            let told = content.filter_map(|c| c.intersect(support.span));
            told.into_iter().any(|span| self.lexicon.voices.judges(report.report.text.str(span)))
        })
    }

    /// To whom a source spoke, each hearer once.
    fn hearers<'s>(&self, statements: impl Iterator<Item = (ReportIx, &'s Statement)>) -> Vec<(ReportIx, Span)> {
        let words = |(r, span): (ReportIx, Span)| self.reports[r.index()].report.text.str(span).to_lowercase();
        let mut hearers: Vec<(ReportIx, Span)> = Vec::new();
        for hearer in statements.filter_map(|(r, s)| Some((r, s.told_to?))) {
            if hearers.iter().all(|&known| words(known) != words(hearer)) {
                hearers.push(hearer);
            }
        }
        hearers
    }
}
