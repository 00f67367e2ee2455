//! What a clause asserts: who did what to whom, and whether it is denied.

use super::claims::Maker;
use crate::Lexicon;
use dateline_core::{ActorId, Annotated, Event, Parse, Pos, ReportIx, Status};
use std::collections::BTreeSet;

/// Who or what takes part in an event: the actors of the story that its words name, or else the nouns themselves.
#[derive(Clone, Debug, Default)]
pub(crate) struct Party {
    actors: BTreeSet<ActorId>,
    nouns: BTreeSet<String>,
}

impl Party {
    /// The party that the noun at a token names; an empty one for a pronoun of whom nothing is known.
    fn of(maker: &Maker, ix: ReportIx, token: usize) -> Party {
        let report = &maker.reports[ix.index()];
        let parse = &report.parse;
        let span = parse.span(token);
        let named = report.actors.iter().filter(|a| a.mentions.iter().any(|m| m.span.contains(span)));
        let actors = named.filter_map(|a| maker.actor(ix, a.id)).collect();
        // A name is known by its last word, a common noun also by the nouns that go before it.
        let before = parse.modifiers(token).filter(|_| parse.pos(token) == Pos::Noun);
        let nouns = before.chain([token]).filter(|&t| matches!(parse.pos(t), Pos::Noun | Pos::Propn | Pos::Num));
        Party { actors, nouns: nouns.map(|t| parse.lemma(t).to_lowercase()).collect() }
    }

    /// Whether the two are surely the same.
    pub(crate) fn is(&self, other: &Party) -> bool {
        match self.actors.is_empty() || other.actors.is_empty() {
            true => !self.nouns.is_disjoint(&other.nouns),
            false => !self.actors.is_disjoint(&other.actors),
        }
    }
}

/// A clause that tells an event, with those who take part in it.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    /// The family of its verb.
    verb: String,
    /// Who does it.
    agent: Option<Party>,
    /// To whom it is done.
    patient: Option<Party>,
    /// What follows its prepositions, each with its preposition: "to the owners".
    around: Vec<(String, Party)>,
    /// The families of the verbs that complete it: "refused to *pay*".
    complements: BTreeSet<String>,
}

impl Clause {
    /// The clause of which the word at a token is the verb or, for a noun, which its parties take part in.
    pub(crate) fn of(maker: &Maker, ix: ReportIx, token: usize) -> Clause {
        let parse = &maker.reports[ix.index()].parse;
        let party = |t: usize| Party::of(maker, ix, t);
        let (subject, object) = (parse.subject(token).map(party), parse.object(token).map(party));
        let around = parse.around(token).map(|(p, t)| (parse.lemma(p).to_lowercase(), party(t))).collect();
        let passive = parse.is_passive(token);
        let (agent, patient) = if passive { (parse.agent(token).map(party), subject) } else { (subject, object) };
        let complements = parse.complements(token).map(|c| word(maker.lexicon, parse, c)).collect();
        Clause { verb: word(maker.lexicon, parse, token), agent, patient, around, complements }
    }

    /// Whether the two tell of one event as far as those who take part in it tell: one is the same, none is another.
    pub(crate) fn shares_parties(&self, other: &Clause) -> bool {
        let same = |a: &Option<Party>, b: &Option<Party>| Some(a.as_ref()?.is(b.as_ref()?));
        let found = [same(&self.agent, &other.agent), same(&self.patient, &other.patient)];
        found.contains(&Some(true)) && !found.contains(&Some(false))
    }

    /// Whether the two assert the same of the same: one verb, one doer, one object, and nothing beside that differs.
    pub(crate) fn is_same(&self, other: &Clause) -> bool {
        let whole = |a: &Option<Party>, b: &Option<Party>| match (a, b) {
            (Some(a), Some(b)) => a.is(b),
            (a, b) => a.is_none() && b.is_none(),
        };
        let other_side = |(preposition, party): &(String, Party)| {
            let mut same = other.around.iter().filter(|(p, _)| p == preposition).peekable();
            same.peek().is_some() && !same.any(|(_, p)| p.is(party))
        };
        self.verb == other.verb
            && self.complements == other.complements
            && self.shares_parties(other)
            && whole(&self.patient, &other.patient)
            && !self.around.iter().any(other_side)
    }
}

/// The family of the word at a token.
fn word(lexicon: &Lexicon, parse: &Parse, token: usize) -> String {
    lexicon.kin.family(&parse.lemma(token).to_lowercase()).to_owned()
}

/// Whether the sentence of a token is told as so: it asks nothing, and nothing above the token or with it makes it a
/// plan, a condition or a thought.
pub(crate) fn is_asserted(lexicon: &Lexicon, parse: &Parse, token: usize) -> bool {
    let words = &lexicon.words;
    let asks = parse.sentence(parse.sentence_of(token)).any(|t| parse.text(t) == "?");
    let open = |t: usize| {
        parse.children(t).any(|c| {
            let lower = parse.text(c).to_lowercase();
            parse.is_helper(c) && (words.modals.has(&lower) || words.modals.has(parse.lemma(c)))
                || parse.is_by_verb(c) && words.conditions.has(&lower)
        })
    };
    let infinitive = parse.children(token).any(|c| parse.is_helper(c) && words.infinitive.has(parse.lemma(c)));
    !asks && !infinitive && !open(token) && !parse.ancestors(token).any(open)
}

/// Whether an event that the verb at a token names is told as not so; `None` if it is not told for sure, or only as not so
/// until then: "had not", "not yet", "not only".
pub(crate) fn is_denied(lexicon: &Lexicon, report: &Annotated, event: &Event, token: usize) -> Option<bool> {
    let (parse, words) = (&report.parse, &lexicon.words);
    let lower = |t: usize| parse.text(t).to_lowercase();
    let own: Vec<usize> = parse.children(token).collect();
    let sure = matches!(event.status, Status::Happened | Status::Denied) && parse.pos(token) == Pos::Verb;
    let limited = own.iter().any(|&c| words.had.has(&lower(c)) || words.until.has(&lower(c)));
    if !sure || limited || !is_asserted(lexicon, parse, token) {
        return None;
    }
    let not = own.iter().filter(|&&c| parse.is_negation(c) || words.not.has(&lower(c)));
    let no = own.iter().filter(|&&c| parse.children(c).any(|d| words.no.has(&lower(d))));
    match (not.count() + no.count(), event.status) {
        (0, Status::Denied) => Some(true),
        (0, _) => Some(false),
        (1, _) => Some(true),
        _ => None,
    }
}
