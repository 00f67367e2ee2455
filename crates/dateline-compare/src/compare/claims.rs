//! From groups of passages to claims: supports with their origins, the clearest words, state and silence.

use super::differ::differences;
use super::happenings::Happening;
use super::known::silence;
use super::passages::Passages;
use super::told::Told;
use crate::Lexicon;
use crate::gather::Origins;
use dateline_core::{
    ActorId, Annotated, By, Claim, ClaimId, ClaimKind, ClaimState, Difference, DifferenceKind, OriginId, ReportIx,
    Says, Span, Statement, Story, Support,
};
use std::collections::{BTreeMap, BTreeSet};

/// What claims are made from.
pub(crate) struct Maker<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) story: &'a Story,
    pub(crate) reports: &'a [Annotated],
    pub(crate) passages: &'a Passages,
    /// What each passage tells; `None` for one that tells nothing.
    pub(crate) told: &'a [Option<Told<'a>>],
    pub(crate) origins: Origins<'a>,
    /// The actor of the story that an actor of a report is.
    pub(crate) actors: BTreeMap<(ReportIx, ActorId), ActorId>,
}

/// One place that tells a claim: a passage, and the event of it that is meant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Teller<'a> {
    /// The passage, by its place in the list.
    pub(crate) passage: usize,
    /// What it tells.
    pub(crate) told: Told<'a>,
    /// The word that names the event, if one does.
    pub(crate) trigger: Option<Span>,
}

impl Teller<'_> {
    /// The report that it stands in.
    pub(crate) fn report(&self, maker: &Maker) -> ReportIx {
        maker.passages.list[self.passage].report
    }
}

impl<'a> Maker<'a> {
    /// Sets out what claims of a story are made from.
    pub(crate) fn new(
        lexicon: &'a Lexicon,
        story: &'a Story,
        reports: &'a [Annotated],
        passages: &'a Passages,
        told: &'a [Option<Told<'a>>],
    ) -> Maker<'a> {
        let members = story.actors.iter().flat_map(|a| a.members.iter().map(|&m| (m, a.id)));
        let origins = Origins::of(lexicon, story, reports);
        Maker { lexicon, story, reports, passages, told, origins, actors: members.collect() }
    }

    /// What a passage tells as a whole.
    pub(crate) fn telling(&self, passage: usize) -> Option<Teller<'a>> {
        let told = self.told[passage]?;
        Some(Teller { passage, told, trigger: told.event.map(|e| e.trigger) })
    }

    /// What a passage tells of an event that a word of it names; of no event if there is no such word.
    pub(crate) fn naming(&self, passage: usize, happening: Option<&Happening<'a>>) -> Option<Teller<'a>> {
        let told = Told { event: happening.and_then(|h| h.event), ..self.told[passage]? };
        Some(Teller { passage, told, trigger: happening.map(|h| h.trigger) })
    }

    /// The claim that some places tell, of a kind or of the one that most places have; `None` if there are none.
    ///
    /// A figure differs in its number only: what else its places tell is for other claims.
    pub(crate) fn claim_of(&self, tellers: &[Teller<'a>], kind: Option<ClaimKind>, by: &By) -> Option<Claim> {
        let best = self.clearest(tellers)?;
        let said = tellers.iter().filter(|t| t.told.kind == ClaimKind::Statement).count();
        let most = if said * 2 > tellers.len() { ClaimKind::Statement } else { ClaimKind::Event };
        let kind = kind.unwrap_or(most);
        let carriers: BTreeSet<ReportIx> = tellers.iter().map(|t| t.report(self)).collect();
        let carriers: Vec<ReportIx> = carriers.into_iter().collect();
        // One report does not differ from itself, and most claims are told by one.
        let mut differences = if carriers.len() > 1 { differences(self, tellers) } else { Vec::new() };
        differences.retain(|d| kind != ClaimKind::Figure || d.kind == DifferenceKind::Number);
        let mut support: Vec<Support> = tellers.iter().map(|t| self.support(t, by)).collect();
        mark(&mut support, &differences);
        let time = self.time(tellers, best);
        let silence = silence(self.story, self.reports, &carriers, time.as_deref());
        Some(Claim {
            id: ClaimId(0),
            kind,
            best,
            state: state(carriers.len(), &differences),
            outlets: self.outlets(&carriers),
            origins: support.iter().map(|s| s.origin).collect::<BTreeSet<_>>().len() as u32,
            time,
            actors: self.actors_of(tellers),
            support,
            silent: silence.silent,
            too_early: silence.too_early,
            differences,
            repeats: None,
        })
    }

    /// The origin of what a place tells.
    pub(crate) fn origin(&self, teller: &Teller) -> OriginId {
        let passage = &self.passages.list[teller.passage];
        self.origins.support(passage.report, passage.span, teller.told.statement).origin
    }

    fn support(&self, teller: &Teller, by: &By) -> Support {
        let passage = &self.passages.list[teller.passage];
        let Told { statement, event, .. } = teller.told;
        let source = self.origins.support(passage.report, passage.span, statement);
        Support {
            report: passage.report,
            span: passage.span,
            trigger: teller.trigger,
            says: Says::States,
            origin: source.origin,
            chain: source.chain,
            statement: statement.map(|s| s.id),
            event: event.map(|e| e.id),
            by: by.clone(),
        }
    }

    /// The place whose words stand best for all: a whole sentence of the usual length that shares most with the others.
    fn clearest(&self, tellers: &[Teller]) -> Option<usize> {
        const USUAL: usize = 45;
        let fitness = |t: &Teller| -> f32 {
            let passage = &self.passages.list[t.passage];
            let shared: f32 = tellers
                .iter()
                .map(|other| &self.passages.list[other.passage])
                .filter(|other| other.member != passage.member)
                .map(|other| super::similar::cosine(passage, other))
                .sum();
            let parse = &self.reports[passage.report.index()].parse;
            let whole = parse.text(passage.tokens.end - 1).ends_with(['.', '!', '?', '"', '”', '’', '\'']);
            let named = parse.pos(passage.tokens.start) != "PRON";
            let short = passage.tokens.len() <= USUAL;
            shared + 0.5 * f32::from(u8::from(whole) + u8::from(named) + u8::from(short))
        };
        let fitness: Vec<f32> = tellers.iter().map(fitness).collect();
        (0..tellers.len()).max_by(|&a, &b| fitness[a].total_cmp(&fitness[b]).then(b.cmp(&a)))
    }

    /// When in the calendar it took place: the time that most places give, the clearest one's before others.
    fn time(&self, tellers: &[Teller], best: usize) -> Option<String> {
        let of =
            |t: &Teller| self.time_of(t).filter(|v| v.starts_with(|c: char| c.is_ascii_digit())).map(str::to_owned);
        of(&tellers[best]).or_else(|| tellers.iter().find_map(of))
    }

    /// The TIMEX3 value of the time that a place gives to what it tells.
    pub(crate) fn time_of(&self, teller: &Teller) -> Option<&'a str> {
        let report = &self.reports[self.passages.list[teller.passage].report.index()];
        let Told { kind, statement, event } = teller.told;
        let of_event = event.and_then(|e| e.time);
        let time = match kind {
            ClaimKind::Statement => statement.and_then(|s| s.time).or(of_event),
            _ => of_event,
        };
        report.time(time?).map(|t| t.value.as_str())
    }

    /// The report that a place stands in.
    pub(crate) fn report(&self, teller: &Teller) -> &'a Annotated {
        &self.reports[teller.report(self).index()]
    }

    /// The actor of the story behind one of a report.
    pub(crate) fn actor(&self, report: ReportIx, actor: ActorId) -> Option<ActorId> {
        self.actors.get(&(report, actor)).copied()
    }

    fn outlets(&self, carriers: &[ReportIx]) -> u32 {
        let name = |ix: &ReportIx| {
            let report = &self.reports[ix.index()].report;
            report.outlet.as_deref().unwrap_or(&report.id)
        };
        carriers.iter().map(name).collect::<BTreeSet<_>>().len() as u32
    }

    /// Who speaks, does or has it done, those that most places name first.
    fn actors_of(&self, tellers: &[Teller]) -> Vec<ActorId> {
        let mut counts: BTreeMap<ActorId, usize> = BTreeMap::new();
        for teller in tellers {
            let report = self.passages.list[teller.passage].report;
            let speaker = teller.told.statement.and_then(|s: &Statement| s.speaker);
            let event = teller.told.event;
            let taking_part = event.into_iter().flat_map(|e| e.sources.iter().chain(&e.targets).copied());
            let named: BTreeSet<ActorId> =
                speaker.into_iter().chain(taking_part).filter_map(|a| self.actor(report, a)).collect();
            named.into_iter().for_each(|a| *counts.entry(a).or_default() += 1);
        }
        let mut actors: Vec<(usize, ActorId)> = counts.into_iter().map(|(a, n)| (n, a)).collect();
        actors.sort_by_key(|&(n, a)| (std::cmp::Reverse(n), a));
        actors.into_iter().map(|(_, a)| a).collect()
    }
}

/// How supports in so many reports with these differences stand to each other.
fn state(reports: usize, differences: &[Difference]) -> ClaimState {
    let contrary = |d: &Difference| d.kind == DifferenceKind::Polarity && !d.progress;
    match differences {
        _ if reports < 2 => ClaimState::Single,
        [] => ClaimState::Agree,
        found if found.iter().any(contrary) => ClaimState::Contradict,
        _ => ClaimState::Differ,
    }
}

/// Tells each support how it stands to the claim: the value that most supports have is the claim's.
fn mark(support: &mut [Support], differences: &[Difference]) {
    for difference in differences {
        let most = difference.values.iter().map(|v| v.support.len()).max().unwrap_or(0);
        let main = difference.values.iter().position(|v| v.support.len() == most);
        for (_, value) in difference.values.iter().enumerate().filter(|(i, _)| Some(*i) != main) {
            let says = match difference.kind {
                DifferenceKind::Polarity if !difference.progress => Says::Contradicts,
                _ => Says::Differs,
            };
            for &s in &value.support {
                support[s].says = support[s].says.max(says);
            }
        }
    }
}

/// The words of a span of the report that holds a passage.
pub(crate) fn words<'a>(maker: &Maker<'a>, passage: usize, span: Span) -> &'a str {
    maker.reports[maker.passages.list[passage].report.index()].report.text.str(span)
}
