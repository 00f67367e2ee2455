//! From groups of passages to claims: supports with their origins, the clearest words, state and silence.

use super::differ::differences;
use super::happenings::Happening;
use super::passages::Passages;
use super::sentences::Sentences;
use super::told::{self, Told};
use crate::Lexicon;
use crate::gather::Origins;
use dateline_core::{
    Act, Actor, ActorId, ActorKind, Annotated, By, Claim, ClaimId, ClaimKind, ClaimState, Difference, DifferenceKind,
    Event, MentionKind, OriginId, Pos, ReportIx, SaidBy, Says, Span, Statement, Story, Support, Timex,
};
use std::collections::{BTreeMap, BTreeSet};

/// What claims are made from.
pub(crate) struct Maker<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) story: &'a Story,
    pub(crate) reports: &'a [Annotated],
    pub(crate) sentences: &'a Sentences,
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
    /// The sentence, by its place in the list.
    pub(crate) sentence: usize,
    /// The passage, by its place in the list; `None` for what a sentence tells in passing.
    pub(crate) passage: Option<usize>,
    /// The words that tell it.
    pub(crate) span: Span,
    /// What it tells.
    pub(crate) told: Told<'a>,
    /// The word that names the event, if one does.
    pub(crate) trigger: Option<Span>,
}

impl Teller<'_> {
    /// The report that it stands in.
    pub(crate) fn report(&self, maker: &Maker) -> ReportIx {
        maker.sentences.list[self.sentence].report
    }
}

impl<'a> Maker<'a> {
    /// Sets out what claims of a story are made from.
    pub(crate) fn new(
        lexicon: &'a Lexicon,
        story: &'a Story,
        reports: &'a [Annotated],
        sentences: &'a Sentences,
        passages: &'a Passages,
        told: &'a [Option<Told<'a>>],
    ) -> Maker<'a> {
        let members = story.actors.iter().flat_map(|a| a.members.iter().map(|&m| (m, a.id)));
        let origins = Origins::of(lexicon, story, reports);
        Maker { lexicon, story, reports, sentences, passages, told, origins, actors: members.collect() }
    }

    /// What a passage tells.
    pub(crate) fn passage(&self, at: usize) -> Teller<'a> {
        let passage = &self.passages.list[at];
        let report = &self.reports[passage.report.index()];
        let clause = &report.clauses[passage.clause.index()];
        let statement = told::said_in(report, &passage.pieces, &clause.pieces)
            .or_else(|| passage.statement.and_then(|id| report.statement(id)));
        let events = || report.events_in(passage.span).filter(|e| passage.pieces.iter().any(|p| p.contains(e.trigger)));
        let parse = &report.parse;
        let depth = |e: &&Event| parse.tokens_in(e.trigger).map(|t| parse.ancestors(t).count()).min();
        let event = events().find(|e| e.trigger.overlaps(clause.predicate)).or_else(|| events().min_by_key(depth));
        let said = statement.is_some_and(|s| s.act == Act::Speech);
        let kind = if said { ClaimKind::Statement } else { ClaimKind::Event };
        let told = Told { kind, statement, event };
        Teller {
            sentence: passage.sentence,
            passage: Some(at),
            span: passage.span,
            told,
            trigger: Some(event.map_or(clause.predicate, |e| e.trigger)),
        }
    }

    /// What a sentence tells as a whole.
    pub(crate) fn telling(&self, sentence: usize) -> Option<Teller<'a>> {
        let told = self.told[sentence]?;
        let span = self.sentences.list[sentence].span;
        Some(Teller { sentence, passage: None, span, told, trigger: told.event.map(|e| e.trigger) })
    }

    /// What a passage tells of an event that a word of it names; of no event if there is no such word.
    pub(crate) fn naming(&self, sentence: usize, happening: Option<&Happening<'a>>) -> Option<Teller<'a>> {
        let told = Told { event: happening.and_then(|h| h.event), ..self.told[sentence]? };
        let span = self.sentences.list[sentence].span;
        Some(Teller { sentence, passage: None, span, told, trigger: happening.map(|h| h.trigger) })
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
        let mut found = if carriers.len() > 1 { differences(self, tellers) } else { Vec::new() };
        found.retain(|d| kind != ClaimKind::Figure || d.difference.kind == DifferenceKind::Number);
        let mut support: Vec<Support> = tellers.iter().map(|t| self.support(t, by)).collect();
        for (at, words) in found.iter().flat_map(|d| &d.words) {
            support[*at].value.get_or_insert(*words);
        }
        let differences: Vec<Difference> = found.into_iter().map(|d| d.difference).collect();
        mark(&mut support, &differences);
        let time = self.time(tellers, best);
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
            shown: false,
            silent: Vec::new(),
            perhaps: Vec::new(),
            too_early: Vec::new(),
            differences,
            aside: false,
        })
    }

    /// The origin of what a place tells.
    pub(crate) fn origin(&self, teller: &Teller) -> OriginId {
        let passage = &self.sentences.list[teller.sentence];
        self.origins.support(passage.report, teller.span, teller.told.statement).origin
    }

    fn support(&self, teller: &Teller, by: &By) -> Support {
        let sentence = &self.sentences.list[teller.sentence];
        let Told { statement, event, .. } = teller.told;
        // What is thought or shown by a deed, the report tells in its own voice.
        let statement = statement.filter(|s| s.act == Act::Speech);
        let source = self.origins.support(sentence.report, teller.span, statement);
        Support {
            report: sentence.report,
            span: teller.span,
            trigger: teller.trigger,
            value: None,
            speaker: statement.and_then(|s| self.said_by(sentence.report, s)),
            says: Says::States,
            origin: source.origin,
            chain: source.chain,
            statement: statement.map(|s| s.id),
            event: event.map(|e| e.id),
            by: by.clone(),
        }
    }

    /// Who says a statement, by the name that the story has for the actor, or as the report words the source.
    fn said_by(&self, ix: ReportIx, statement: &Statement) -> Option<SaidBy> {
        let report = &self.reports[ix.index()];
        let actor = statement.speaker.and_then(|a| self.actor(ix, a));
        let named = actor.and_then(|a| self.story.actors.get(a.index())).map(|a| a.name.clone());
        let own = statement.speaker.and_then(|a| report.actor(a));
        let named = named.or_else(|| own.map(|a| a.name.clone()));
        // "the agency" that the report never names, "the Finnish government": in its words.
        let nominal = own.is_some_and(|a| by_description(report, a, statement));
        let named = named.filter(|_| !nominal);
        // Without a description, the source is a name; a noun that can not speak has none.
        let written = |span: &Span| report.report.text.str(*span).contains(char::is_uppercase);
        let words =
            || statement.description.or_else(|| statement.source.first().copied().filter(|s| nominal || written(s)));
        let telling = |words: &String| !self.lexicon.words.pronouns.has(&words.to_lowercase());
        let name = named.or_else(|| {
            words().map(|span| report.report.text.str(span).trim_end_matches([':', '.']).to_owned()).filter(telling)
        })?;
        Some(SaidBy { name, unnamed: statement.anonymous, actor })
    }

    /// The place whose words stand best for all: a whole sentence of the usual length that shares most with the others.
    fn clearest(&self, tellers: &[Teller]) -> Option<usize> {
        const SHORT: usize = 7;
        const USUAL: usize = 24;
        let fitness = |t: &Teller| -> f32 {
            let sentence = &self.sentences.list[t.sentence];
            let bag = |t: &Teller| match t.passage {
                Some(at) => &self.passages.list[at].words,
                None => &self.sentences.bags[t.sentence],
            };
            let others = tellers.iter().filter(|o| self.sentences.list[o.sentence].member != sentence.member);
            let (sum, count) = others.fold((0.0, 0.0f32), |(sum, n), o| (sum + bag(t).cosine(bag(o)), n + 1.0));
            let report = &self.reports[sentence.report.index()];
            let words = report.report.text.str(t.span).split_whitespace().count();
            let first = report.parse.tokens_in(t.span).next();
            let named =
                first.is_some_and(|i| !matches!(report.parse.pos(i), Pos::Pron | Pos::Sconj | Pos::Cconj | Pos::Adp));
            let good = (SHORT..=USUAL).contains(&words);
            sum / count.max(1.0) + 0.25 * f32::from(u8::from(named)) + 0.25 * f32::from(u8::from(good))
        };
        let fitness: Vec<f32> = tellers.iter().map(fitness).collect();
        (0..tellers.len()).max_by(|&a, &b| fitness[a].total_cmp(&fitness[b]).then(b.cmp(&a)))
    }

    /// When in the calendar it took place: the time that most places give, the clearest one's before others.
    fn time(&self, tellers: &[Teller], best: usize) -> Option<Timex> {
        let of = |t: &Teller| self.time_of(t).filter(|time| time.is_dated()).cloned();
        of(&tellers[best]).or_else(|| tellers.iter().find_map(of))
    }

    /// The time that a place gives to what it tells.
    pub(crate) fn time_of(&self, teller: &Teller) -> Option<&'a Timex> {
        let report = &self.reports[self.sentences.list[teller.sentence].report.index()];
        let Told { kind, statement, event } = teller.told;
        let of_event = event.and_then(|e| e.time);
        let time = match kind {
            ClaimKind::Statement => statement.and_then(|s| s.time).or(of_event),
            _ => of_event,
        };
        report.time(time?).map(|t| &t.value)
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
            let report = self.sentences.list[teller.sentence].report;
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

/// Whether a source describes an actor that has no name, or a state by its government, so that its words say more than a name.
fn by_description(report: &Annotated, actor: &Actor, statement: &Statement) -> bool {
    let nameless = !actor.name.contains(char::is_uppercase);
    let described = actor.mentions.iter().any(|m| {
        m.kind == MentionKind::Nominal && statement.source.iter().any(|s| s.contains(m.span) || m.span.contains(*s))
    });
    let words = statement.source.first().map_or("", |&s| report.report.text.str(s));
    described && (nameless || actor.kind == ActorKind::Country) && words.contains(' ')
}

/// How supports in so many reports with these differences stand to each other.
fn state(reports: usize, differences: &[Difference]) -> ClaimState {
    let contrary = |d: &Difference| d.kind == DifferenceKind::Polarity && !d.update;
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
                DifferenceKind::Polarity if !difference.update => Says::Contradicts,
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
    maker.reports[maker.sentences.list[passage].report.index()].report.text.str(span)
}
