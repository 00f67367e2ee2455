//! By which independent ways each claim came, and the story's origins: what its claims rest on, and nothing else.

use super::occasion::Utterances;
use super::saying::{Sayings, repeats};
use crate::gather::Origins;
use dateline_core::{Annotated, Claim, Copy, Origin, OriginId, ReportIx, Statement, Support, Utterance, UtteranceId};
use std::collections::{BTreeMap, BTreeSet};

/// What a support rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Route {
    /// An outlet's own work or an agency's text: an origin of before.
    Own(OriginId),
    /// An utterance, by its place in the list.
    Said(usize),
}

/// What the routes of claims are found from.
pub(super) struct Routes<'a> {
    pub(super) sayings: &'a Sayings,
    pub(super) utterances: &'a Utterances,
    pub(super) reports: &'a [Annotated],
    /// The origins as each report tells them.
    pub(super) origins: &'a Origins<'a>,
}

impl Routes<'_> {
    /// Gives every support its origin, counts those of each claim, and lists what is left: origins and utterances.
    pub(super) fn settle(&self, claims: &mut [Claim]) -> (Vec<Origin>, Vec<Utterance>) {
        let routes: Vec<Vec<Route>> = claims.iter_mut().map(|claim| self.of_claim(claim)).collect();
        let mut copies: BTreeMap<Route, Vec<Copy>> = BTreeMap::new();
        for &copy in self.origins.copies() {
            let route = Route::Own(self.origins.support(copy.of, copy.of_span, None).origin);
            copies.entry(route).or_default().push(copy);
        }
        let mut used: BTreeMap<Route, BTreeSet<ReportIx>> = BTreeMap::new();
        for (claim, routes) in claims.iter().zip(&routes) {
            for (support, route) in claim.support.iter().zip(routes) {
                used.entry(*route).or_default().insert(support.report);
            }
        }
        for (&route, copies) in &copies {
            used.entry(route).or_default().extend(copies.iter().flat_map(|copy| [copy.of, copy.report]));
        }
        let ids: BTreeMap<Route, OriginId> = used.keys().zip(0..).map(|(&route, id)| (route, OriginId(id))).collect();
        for (claim, routes) in claims.iter_mut().zip(&routes) {
            claim.support.iter_mut().zip(routes).for_each(|(support, route)| support.origin = ids[route]);
            claim.origins = routes.iter().collect::<BTreeSet<_>>().len() as u32;
        }
        let origin = |(route, reports): (&Route, &BTreeSet<ReportIx>)| {
            let (kind, name) = match *route {
                Route::Own(id) => {
                    let own = &self.origins.list()[id.index()];
                    (own.kind, own.name.clone())
                }
                Route::Said(at) => {
                    let draft = &self.utterances.list[at];
                    (draft.kind, draft.speaker.name.clone())
                }
            };
            let copies = copies.get(route).cloned().unwrap_or_default();
            Origin { id: ids[route], kind, name, reports: reports.iter().copied().collect(), copies }
        };
        let said = used.keys().filter_map(|route| match *route {
            Route::Said(at) => Some((ids[route], at)),
            Route::Own(_) => None,
        });
        let utterances = said.zip(0..).map(|((origin, at), id)| self.utterance(UtteranceId(id), origin, at));
        (used.iter().map(origin).collect(), utterances.collect())
    }

    /// The routes of a claim's supports, one each.
    fn of_claim(&self, claim: &mut Claim) -> Vec<Route> {
        let said: Vec<Option<usize>> = claim.support.iter().map(|s| self.said(s)).collect();
        let tells: BTreeMap<ReportIx, usize> =
            claim.support.iter().zip(&said).rev().filter_map(|(s, said)| Some((s.report, (*said)?))).collect();
        let reports: BTreeSet<ReportIx> = claim.support.iter().map(|s| s.report).collect();
        // What most of its reports have from someone is not shown to be known to the others by another way.
        let most = (tells.len() * 2 > reports.len()).then(|| most_told(&tells)).flatten();
        let chains: BTreeMap<ReportIx, Vec<String>> = claim
            .support
            .iter()
            .zip(&said)
            .rev()
            .filter(|(_, said)| said.is_some())
            .map(|(s, _)| (s.report, s.chain.clone()))
            .collect();
        let mut routes = Vec::with_capacity(said.len());
        for (support, said) in claim.support.iter_mut().zip(&said) {
            let in_own_voice = || self.origins.support(support.report, support.span, None);
            let route = match said.or_else(|| tells.get(&support.report).copied()) {
                Some(at) => Route::Said(at),
                None => match self.quoted(support, &tells).or_else(|| self.missed(support, &tells)).or(most) {
                    Some(at) => Route::Said(at),
                    None => Route::Own(in_own_voice().origin),
                },
            };
            if said.is_none() {
                support.chain = chains.get(&support.report).cloned().unwrap_or_else(|| in_own_voice().chain);
            }
            routes.push(route);
        }
        routes
    }

    /// The utterance whose words a support tells.
    fn said(&self, support: &Support) -> Option<usize> {
        self.sayings.behind(support, self.reports).map(|saying| self.utterances.at(saying.at))
    }

    /// The utterance of a claim that a support holds the words of without telling where it has them from.
    fn quoted(&self, support: &Support, tells: &BTreeMap<ReportIx, usize>) -> Option<usize> {
        let words = self.reports[support.report.index()].report.text.str(support.span);
        let holds = |at: &usize| {
            let mut wordings = self.utterances.list[*at].wordings.iter();
            wordings.any(|&w| w.0 != support.report && repeats(words, self.sayings.get(w)))
        };
        tells.values().copied().find(holds)
    }

    /// The utterance of a claim that a support tells too, as someone's words, where it is not known whose.
    fn missed(&self, support: &Support, tells: &BTreeMap<ReportIx, usize>) -> Option<usize> {
        Sayings::is_told(support, self.reports).then(|| most_told(tells)).flatten()
    }

    fn utterance(&self, id: UtteranceId, origin: OriginId, at: usize) -> Utterance {
        let draft = &self.utterances.list[at];
        let all = || draft.wordings.iter().map(|&w| self.sayings.get(w));
        let statement = |report: ReportIx, id| self.reports[report.index()].statement(id);
        let with = |told: &dyn Fn(&Statement) -> bool| {
            draft.wordings.iter().copied().find(|&(r, s)| statement(r, s).is_some_and(told))
        };
        Utterance {
            id,
            origin,
            speaker: draft.speaker.clone(),
            channel: with(&|s| s.channel.is_some()),
            hearer: with(&|s| s.told_to.is_some()),
            time: all().find_map(|s| s.time.clone()),
            wordings: draft.wordings.clone(),
        }
    }
}

/// The utterance that most reports have; of several the first.
fn most_told(tells: &BTreeMap<ReportIx, usize>) -> Option<usize> {
    let count = |at: usize| tells.values().filter(|other| **other == at).count();
    tells.values().copied().rev().max_by_key(|&at| count(at))
}
