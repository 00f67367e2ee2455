//! What happened: events, who did what to whom, and whether it did.
//!
//! Words that name events come from the parse and the lexicon ([`trigger`]), participants from the tree
//! ([`participants`]), the status from what stands on and above the word ([`status`]), the kind of act from its frame
//! ([`root`]).

mod amount;
mod lexicon;
mod participants;
pub mod root;
mod status;
mod tree;
mod trigger;

use crate::times;
use dateline_core::{
    Actor, ActorId, ActorKind, Amount, Dep, Event, EventId, MentionKind, Parse, Pos, Span, Statement, StatementId,
    TimeExpression, TimeId,
};
pub use lexicon::Lexicon;
use participants::Participants;
use root::Facts;
use trigger::{Kind, Trigger};

/// Finds the events of a report, in the order of the text.
pub fn find(
    lexicon: &Lexicon,
    parse: &Parse,
    actors: &[Actor],
    times: &[TimeExpression],
    statements: &[Statement],
) -> Vec<Event> {
    let rooted = |(event, facts): (Event, Facts)| Event { root: facts.choose(&lexicon.weights), ..event };
    find_without_roots(lexicon, parse, actors, times, statements).into_iter().map(rooted).collect()
}

/// Finds the events of a report without their roots, each with what its root is learned and chosen by.
pub fn find_without_roots(
    lexicon: &Lexicon,
    parse: &Parse,
    actors: &[Actor],
    times: &[TimeExpression],
    statements: &[Statement],
) -> Vec<(Event, Facts)> {
    let layers = Layers::new(parse, actors, times, statements);
    let triggers = parse.sentences().flat_map(|sentence| trigger::triggers(parse, lexicon, sentence));
    triggers.enumerate().map(|(number, trigger)| layers.event(lexicon, number, trigger)).collect()
}

/// The layers that events build on, ready to be asked by place.
pub(crate) struct Layers<'a> {
    parse: &'a Parse,
    actors: &'a [Actor],
    times: &'a [TimeExpression],
    /// Mentions in the order of the text.
    mentions: Vec<(Span, ActorId, MentionKind)>,
    /// Contents of statements in the order of the text.
    contents: Vec<(Span, StatementId)>,
}

impl<'a> Layers<'a> {
    /// The layers of a report, in order of place.
    pub(crate) fn new(
        parse: &'a Parse,
        actors: &'a [Actor],
        times: &'a [TimeExpression],
        statements: &'a [Statement],
    ) -> Layers<'a> {
        let mut mentions: Vec<_> =
            actors.iter().flat_map(|a| a.mentions.iter().map(|m| (m.span, a.id, m.kind))).collect();
        mentions.sort_by_key(|&(span, id, _)| (span, id));
        let mut contents: Vec<_> = statements.iter().flat_map(|s| s.content.iter().map(|&c| (c, s.id))).collect();
        contents.sort();
        Layers { parse, actors, times, mentions, contents }
    }

    fn event(&self, lexicon: &Lexicon, number: usize, trigger: Trigger) -> (Event, Facts) {
        let found = participants::participants(self.parse, lexicon, trigger);
        let facts = Facts::of(self.parse, lexicon, trigger, &found);
        let counted =
            found.sources.iter().chain(&found.targets).flat_map(|&head| amount::counted(self.parse, lexicon, head));
        let amounts = self.amounts(lexicon, counted.chain(amount::measures(self.parse, lexicon, trigger.word)));
        (Event { id: EventId(number as u32), amounts, ..self.told_of(lexicon, trigger, &found) }, facts)
    }

    /// What is told by a verb or a noun, whether or not it names an event: who takes part, whether, where, when. Without amounts.
    pub(crate) fn told(&self, lexicon: &Lexicon, word: usize) -> Event {
        let kind = if tree::is_noun(self.parse, word) { Kind::Noun } else { Kind::Verb };
        let trigger = Trigger { word, kind };
        self.told_of(lexicon, trigger, &participants::participants(self.parse, lexicon, trigger))
    }

    /// The amounts in the noun phrases with these heads.
    pub(crate) fn amounts(&self, lexicon: &Lexicon, heads: impl Iterator<Item = usize>) -> Vec<Amount> {
        amount::amounts(self.parse, lexicon, heads)
    }

    /// The noun that a noun of numbers counts: of "dozens of sailors" the sailors.
    pub(crate) fn counted_by(&self, lexicon: &Lexicon, token: usize) -> Option<Span> {
        amount::counted_by(self.parse, lexicon, token)
    }

    fn told_of(&self, lexicon: &Lexicon, trigger: Trigger, found: &Participants) -> Event {
        let parse = self.parse;
        let (status, cue) = status::status(parse, lexicon, trigger);
        let by = match trigger.kind {
            Kind::Verb | Kind::Carrier => "events.verb",
            Kind::Noun | Kind::Occurring { .. } => "events.noun",
            Kind::Carried { .. } => "events.carried-noun",
            Kind::Outcome { .. } => "events.outcome",
        };
        Event {
            id: EventId(0),
            trigger: parse.span(trigger.word),
            root: None,
            status,
            status_cue: cue.map(|i| parse.span(i)),
            sources: self.actors_at(&found.sources),
            targets: self.actors_at(&found.targets),
            source_spans: self.spans(&found.sources),
            target_spans: self.spans(&found.targets),
            place: self.place(lexicon, trigger),
            time: self.time(trigger),
            amounts: Vec::new(),
            statement: self.statement(parse.span(trigger.word)),
            by: by.into(),
        }
    }

    fn spans(&self, heads: &[usize]) -> Vec<Span> {
        let named = |&head: &usize| std::iter::once(tree::phrase(self.parse, head)).chain(self.name_before(head));
        heads.iter().flat_map(named).collect()
    }

    /// The words before a pronoun, in its sentence, that name the same actor.
    fn name_before(&self, head: usize) -> Option<Span> {
        if self.parse.pos(head) != Pos::Pron {
            return None;
        }
        let (at, actor) = (self.parse.span(head), self.actor_at(head)?);
        let sentence = self.parse.span_of(self.parse.sentence(self.parse.sentence_of(head)))?;
        let end = self.mentions.partition_point(|m| m.0.start() < at.start());
        let here = self.mentions[..end].iter().rev().take_while(|m| m.0.start() >= sentence.start());
        here.filter(|m| m.1 == actor && m.2 != MentionKind::Pronoun).map(|m| m.0).next()
    }

    /// The actors whose mentions lie at these heads.
    fn actors_at(&self, heads: &[usize]) -> Vec<ActorId> {
        let mut found = Vec::new();
        for actor in heads.iter().filter_map(|&head| self.actor_of(head)) {
            if !found.contains(&actor) {
                found.push(actor);
            }
        }
        found
    }

    /// The actor at a head or, for "Norland troops" and "Sundish officials", the one named before it.
    fn actor_of(&self, head: usize) -> Option<ActorId> {
        let before =
            |&c: &usize| c < head && matches!(self.parse.dep(c), Dep::Compound | Dep::Amod | Dep::Nmod | Dep::Poss);
        self.actor_at(head).or_else(|| {
            let common = self.parse.pos(head) == Pos::Noun;
            self.parse.children(head).filter(before).filter(|_| common).find_map(|c| self.actor_at(c))
        })
    }

    /// The actor of the shortest mention that holds a token.
    fn actor_at(&self, token: usize) -> Option<ActorId> {
        let span = self.parse.span(token);
        let end = self.mentions.partition_point(|m| m.0.start() <= span.start());
        // A mention that holds the token starts not far before it.
        let near = &self.mentions[end.saturating_sub(16)..end];
        near.iter().filter(|m| m.0.contains(span)).min_by_key(|m| (m.0.len(), m.1)).map(|m| m.1)
    }

    /// The actor, a place or country, that stands after "in", "at" or "near" beside the event.
    fn place(&self, lexicon: &Lexicon, trigger: Trigger) -> Option<ActorId> {
        let verb = match trigger.kind {
            Kind::Carried { verb } | Kind::Occurring { verb } | Kind::Outcome { verb } => Some(verb),
            _ => None,
        };
        let near = [Some(trigger.word), verb, self.parse.child(verb.unwrap_or(trigger.word), &[Dep::Dobj])];
        near.into_iter()
            .flatten()
            .flat_map(|word| tree::prep_objects(self.parse, word))
            .filter(|&(prep, _)| lexicon.words.place_prepositions.has(self.parse.lemma(prep)))
            .filter_map(|(_, object)| self.actor_at(object))
            .find(|&id| {
                let kind = self.actors.get(id.index()).map(|a| a.kind);
                matches!(kind, Some(ActorKind::Place | ActorKind::Country))
            })
    }

    /// The time expression that dates the event, by its own word or by the verb that carries it.
    fn time(&self, trigger: Trigger) -> Option<TimeId> {
        let own = times::dating(self.parse, self.times, trigger.word);
        own.or_else(|| match trigger.kind {
            Kind::Carried { verb } | Kind::Occurring { verb } | Kind::Outcome { verb } => {
                times::dating(self.parse, self.times, verb)
            }
            _ => None,
        })
    }

    /// The innermost statement whose content holds a span.
    fn statement(&self, span: Span) -> Option<StatementId> {
        let end = self.contents.partition_point(|c| c.0.start() <= span.start());
        let holding = self.contents[..end].iter().filter(|c| c.0.contains(span));
        holding.min_by_key(|c| (c.0.len(), c.1)).map(|c| c.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::{ParseBuilder, Text, Word};
    use dateline_language::Language;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&Language::english()).expect("in form"));

    const DEPS: [Dep; 16] = [
        Dep::Nsubj,
        Dep::Dobj,
        Dep::Conj,
        Dep::Xcomp,
        Dep::Relcl,
        Dep::Acl,
        Dep::Prep,
        Dep::Pobj,
        Dep::Pcomp,
        Dep::Advcl,
        Dep::Nsubjpass,
        Dep::Ccomp,
        Dep::Aux,
        Dep::Neg,
        Dep::Agent,
        Dep::Root,
    ];
    const WORDS: [&str; 8] = ["attack", "hold", "talk", "Norland", "with", "agree", "15", "take"];
    const TAGS: [(&str, Pos); 6] = [
        ("VBD", Pos::Verb),
        ("VBN", Pos::Verb),
        ("NN", Pos::Noun),
        ("NNP", Pos::Propn),
        ("IN", Pos::Adp),
        ("CD", Pos::Num),
    ];

    proptest! {
        /// Whatever tree the engine makes of a text, right or wrong, events are found without failing.
        #[test]
        fn no_tree_makes_it_fail(right: bool, words in prop::collection::vec((0usize..8, 0usize..6, 0usize..16, 0usize..30), 0..30)) {
            let raw: String = words.iter().map(|w| format!("{} ", WORDS[w.0])).collect();
            let text = Text::new(raw.as_str());
            let mut builder = ParseBuilder::new(&text);
            let mut at = 0;
            for (i, &(word, tag, dep, head)) in words.iter().enumerate() {
                let span = text.span(at..at + WORDS[word].len()).expect("a word of the text");
                at += WORDS[word].len() + 1;
                let (tag, pos) = TAGS[tag];
                let head = if right { i + head } else { i.saturating_sub(head) };
                let word = Word { lemma: WORDS[word], tag, pos, dep: DEPS[dep], morph: "", head, sentence_start: i % 11 == 0 };
                builder.token(span, word);
            }
            let events = find(&ENGLISH, &builder.finish(), &[], &[], &[]);
            prop_assert!(events.windows(2).all(|w| w[0].trigger <= w[1].trigger));
        }
    }
}
