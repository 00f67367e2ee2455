//! The clauses of a report: each sentence as the smallest stretches that tell one thing, with their parts.
//!
//! The tree says where a sentence can be cut ([`cut`]); a part that is too short to tell something stays with its host.
//! Who takes part, whether it happened, where and when is asked of the layers as for events.

mod cut;
mod lexicon;
mod pieces;
mod quantities;

use crate::events::{self, Layers};
use cut::{Cut, is_mark};
use dateline_core::{
    Actor, Amount, Clause, ClauseId, Dep, Parse, Polarity, Quantity, RegionKind, Report, Span, Statement, StatementId,
    Status, TimeExpression,
};
pub use lexicon::Lexicon;
use std::ops::Range;

/// Finds the clauses of a report, in the order of the text, by what is known of clauses and of events.
pub fn find(
    (lexicon, events): (&Lexicon, &events::Lexicon),
    report: &Report,
    parse: &Parse,
    actors: &[Actor],
    times: &[TimeExpression],
    statements: &[Statement],
) -> Vec<Clause> {
    let finder = Finder {
        parse,
        lexicon,
        events,
        layers: Layers::new(parse, actors, times, statements),
        cues: cues(parse, statements),
    };
    let mut clauses = Vec::new();
    for (number, sentence) in parse.sentences().enumerate() {
        let region = parse.span_of(sentence.clone()).and_then(|s| report.region_at(s.start()));
        if let Some(region @ (RegionKind::Title | RegionKind::Body | RegionKind::Caption)) = region {
            finder.sentence(number, sentence, region, &mut clauses);
        }
    }
    clauses
}

/// The statement whose cue each token is part of.
fn cues(parse: &Parse, statements: &[Statement]) -> Vec<Option<StatementId>> {
    let mut cues = vec![None; parse.len()];
    for statement in statements {
        for token in statement.cue.iter().flat_map(|&cue| parse.tokens_in(cue)) {
            cues[token].get_or_insert(statement.id);
        }
    }
    cues
}

struct Finder<'a> {
    parse: &'a Parse,
    lexicon: &'a Lexicon,
    events: &'a events::Lexicon,
    layers: Layers<'a>,
    cues: Vec<Option<StatementId>>,
}

/// A part of a sentence with its words.
struct Found {
    part: usize,
    tokens: Vec<Range<usize>>,
    pieces: Vec<Span>,
    span: Span,
}

impl Finder<'_> {
    /// Adds the clauses of a sentence.
    fn sentence(&self, number: usize, sentence: Range<usize>, region: RegionKind, clauses: &mut Vec<Clause>) {
        let first = sentence.start;
        let cut = cut::cut(self.parse, self.lexicon, sentence.clone(), |i| self.cues[i].is_some());
        let found = self.with_words(&cut, sentence);
        let mut ids = vec![None; cut.parts.len()];
        for (i, f) in found.iter().enumerate() {
            ids[f.part] = Some(ClauseId((clauses.len() + i) as u32));
        }
        for f in found {
            let part = cut.parts[f.part];
            let mut hosts = std::iter::successors(part.host, |&h| cut.parts[h].host).filter(|&h| ids[h].is_some());
            let host = hosts.next();
            let depth = u32::from(host.is_some()) + hosts.count() as u32;
            let predicate = self.predicate(part.top, |i| cut.part_of[i - first] == f.part);
            let told = self.layers.told(self.events, predicate);
            let denied = told.status == Status::Denied || self.parse.child(predicate, &[Dep::Neg]).is_some();
            clauses.push(Clause {
                id: ClauseId(clauses.len() as u32),
                span: f.span,
                pieces: f.pieces,
                sentence: number as u32,
                region,
                kind: part.kind,
                host: host.and_then(|h| ids[h]),
                depth,
                predicate: told.trigger,
                sources: told.sources,
                targets: told.targets,
                source_spans: told.source_spans,
                target_spans: told.target_spans,
                polarity: if denied { Polarity::Negative } else { Polarity::Positive },
                status: told.status,
                place: told.place,
                time: told.time,
                quantities: self.quantities(&f.tokens),
                statement: told.statement,
                says: f.tokens.iter().cloned().flatten().find_map(|i| self.cues[i]),
                by: "clauses.tree".into(),
            });
        }
    }

    /// The parts that hold words, in the order of the text.
    fn with_words(&self, cut: &Cut, sentence: Range<usize>) -> Vec<Found> {
        let opening = sentence.clone().find(|&i| !is_mark(self.parse, i)).unwrap_or(sentence.start);
        let mut runs: Vec<Vec<Range<usize>>> = vec![Vec::new(); cut.parts.len()];
        for (i, &part) in sentence.zip(&cut.part_of) {
            match runs[part].last_mut() {
                Some(run) if run.end == i => run.end = i + 1,
                _ => runs[part].push(i..i + 1),
            }
        }
        let mut found: Vec<Found> = Vec::new();
        for (part, tokens) in runs.into_iter().enumerate() {
            let pieces = pieces::pieces(self.parse, &tokens, opening);
            if let Some(span) = pieces.iter().copied().reduce(Span::cover) {
                found.push(Found { part, tokens, pieces, span });
            }
        }
        found.sort_by_key(|f| (f.span.start(), std::cmp::Reverse(f.span.end())));
        found
    }

    /// The word that a part hangs on: of a saying with what is said in it what is said, of a preposition its object.
    fn predicate(&self, top: usize, is_own: impl Fn(usize) -> bool) -> usize {
        let parse = self.parse;
        let below = |&at: &usize| {
            let inner = match parse.dep(at) {
                _ if self.cues[at].is_some() => &[Dep::Ccomp][..],
                Dep::Prep => &[Dep::Pobj, Dep::Pcomp],
                _ => return None,
            };
            parse.child(at, inner).filter(|&c| is_own(c))
        };
        std::iter::successors(Some(top), below).last().unwrap_or(top)
    }

    /// The quantities of a part; of two readings of one number the one with what it counts.
    fn quantities(&self, tokens: &[Range<usize>]) -> Vec<Quantity> {
        let parse = self.parse;
        let numbers = tokens.iter().cloned().flatten().filter(|&i| parse.tag(i) == "CD");
        let heads = numbers.map(|i| if parse.dep(i) == Dep::Nummod { parse.head(i) } else { i });
        let amounts = self.layers.amounts(self.events, heads);
        let is_within = |a: &Amount| amounts.iter().any(|b| b.span != a.span && b.span.contains(a.span));
        let whole = amounts.iter().filter(|a| !is_within(a));
        let whole = whole.map(|&amount| quantities::quantity(parse, self.lexicon, amount));
        let vague = tokens.iter().cloned().flatten().filter_map(|i| {
            let unit = self.layers.counted_by(self.events, i)?;
            Some(quantities::vague(parse.span(i), unit))
        });
        let mut found: Vec<Quantity> = whole.chain(vague).collect();
        found.sort_by_key(|q| q.amount.span);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::{ParseBuilder, Pos, Region, Text, Word};
    use dateline_language::Language;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static ENGLISH: LazyLock<(Lexicon, events::Lexicon)> = LazyLock::new(|| {
        let english = Language::english();
        (Lexicon::new(&english).expect("in form"), events::Lexicon::new(&english).expect("in form"))
    });

    const DEPS: [Dep; 12] = [
        Dep::Nsubj,
        Dep::Dobj,
        Dep::Conj,
        Dep::Cc,
        Dep::Relcl,
        Dep::Acl,
        Dep::Advcl,
        Dep::Ccomp,
        Dep::Punct,
        Dep::Appos,
        Dep::Parataxis,
        Dep::Npadvmod,
    ];
    const WORDS: [(&str, &str, Pos); 6] = [
        ("sank", "VBD", Pos::Verb),
        ("ship", "NN", Pos::Noun),
        (",", ",", Pos::Punct),
        ("“", "``", Pos::Punct),
        ("than", "IN", Pos::Sconj),
        ("15", "CD", Pos::Num),
    ];

    proptest! {
        /// Whatever tree the engine makes of a text, each word is in one clause, and hosts stand above in one sentence.
        #[test]
        fn each_word_is_in_one_clause(words in prop::collection::vec((0usize..6, 0usize..12, 0usize..60), 0..60)) {
            let raw: String = words.iter().map(|w| format!("{} ", WORDS[w.0].0)).collect();
            let text = Text::new(raw.as_str());
            let mut builder = ParseBuilder::new(&text);
            let mut at = 0;
            for (i, &(word, dep, head)) in words.iter().enumerate() {
                let (raw, tag, pos) = WORDS[word];
                let span = text.span(at..at + raw.len()).expect("a word of the text");
                at += raw.len() + 1;
                builder.token(span, Word { lemma: raw, tag, pos, dep: DEPS[dep], morph: "", head, sentence_start: i % 40 == 0 });
            }
            let regions = vec![Region { span: text.whole(), kind: RegionKind::Body }];
            let report = Report { text: text.clone(), regions, ..Report::default() };
            let parse = builder.finish();
            let clauses = find((&ENGLISH.0, &ENGLISH.1), &report, &parse, &[], &[], &[]);
            for i in 0..parse.len() {
                let holds = |c: &&Clause| c.pieces.iter().any(|p| p.contains(parse.span(i)));
                let joins = is_mark(&parse, i) || parse.dep(i) == Dep::Cc;
                let holding = clauses.iter().filter(holds).count();
                prop_assert!(holding == 1 || joins && holding == 0);
            }
            for clause in &clauses {
                let host = clause.host.map(|h| &clauses[h.index()]);
                prop_assert!(host.is_none_or(|h| h.sentence == clause.sentence && h.depth + 1 == clause.depth));
            }
        }
    }
}
