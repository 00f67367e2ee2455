//! Which time expression dates a verb or a noun, by the parse.

use dateline_core::{Dep, Parse, Pos, TimeExpression, TimeId, TimeKind, Timex, Vague};
use std::ops::Range;

/// The arcs between a time expression and what it dates: "met on Tuesday", "met Tuesday", "Tuesday's meeting".
const TIME_ARCS: &[Dep] = &[
    Dep::Npadvmod,
    Dep::Advmod,
    Dep::Prep,
    Dep::Pobj,
    Dep::Pcomp,
    Dep::Nmod,
    Dep::Compound,
    Dep::Poss,
    Dep::Amod,
    Dep::Nummod,
    Dep::Tmod,
    Dep::Obl,
];

/// The arcs that end a clause: what stands under them has its own time.
const CLAUSE_ARCS: &[Dep] = &[Dep::Ccomp, Dep::Advcl, Dep::Relcl, Dep::Acl, Dep::Parataxis, Dep::Csubj];

/// No expression further away than this, in tokens, dates a word.
const REACH: usize = 60;

/// The time expression that dates the verb or noun at token `head`, if one does.
///
/// First comes one that hangs on the word itself, then one on a verb that shares its clause (an auxiliary, a verb joined
/// by "and", what is begun or held), then the nearest in the clause. Lengths of time, times that come again, and vague
/// pasts and futures date nothing.
pub fn dating(parse: &Parse, times: &[TimeExpression], head: usize) -> Option<TimeId> {
    let sentence = parse.sentence(parse.sentence_of(head));
    let near = sentence.start.max(head.saturating_sub(REACH))..sentence.end.min(head + REACH);
    let clause = clause_of(parse, head);
    let mut best: Option<(u8, usize, TimeId)> = None;
    for (tokens, time) in within(parse, times, near) {
        let top = top(parse, &tokens);
        let rank = if hangs_on(parse, top, head) {
            0
        } else if governor(parse, top).is_some_and(|g| shares(parse, g, head)) {
            1
        } else if clause_of(parse, top) == clause {
            2
        } else {
            continue;
        };
        let found = (rank, tokens.start.abs_diff(head), time.id);
        if best.is_none_or(|b| found < b) {
            best = Some(found);
        }
    }
    best.map(|(_, _, id)| id)
}

/// The datable expressions of a run of tokens, with their own tokens.
fn within<'a>(
    parse: &'a Parse,
    times: &'a [TimeExpression],
    near: Range<usize>,
) -> impl Iterator<Item = (Range<usize>, &'a TimeExpression)> {
    let span = parse.span_of(near);
    let first = span.map_or(times.len(), |s| times.partition_point(|t| t.span.end() <= s.start()));
    times[first..]
        .iter()
        .take_while(move |t| span.is_some_and(|s| t.span.start() < s.end()))
        .filter(|t| dates(t))
        .map(|t| (parse.tokens_in(t.span), t))
        .filter(|(tokens, _)| !tokens.is_empty())
}

/// Whether an expression says when something was.
fn dates(time: &TimeExpression) -> bool {
    matches!(time.kind, TimeKind::Date | TimeKind::Time)
        && !matches!(time.value, Timex::Vague(Vague::Past | Vague::Future))
}

/// The token of a run whose head stands outside it.
fn top(parse: &Parse, tokens: &Range<usize>) -> usize {
    let leaves = |&i: &usize| parse.head(i) == i || !tokens.contains(&parse.head(i));
    tokens.clone().find(leaves).unwrap_or(tokens.start)
}

/// Whether time arcs alone lead from `from` up to `head`.
fn hangs_on(parse: &Parse, from: usize, head: usize) -> bool {
    let mut at = from;
    while at != head {
        let up = parse.head(at);
        if up == at || !TIME_ARCS.contains(&parse.dep(at)) {
            return false;
        }
        at = up;
    }
    from != head
}

/// The verb that an expression hangs on, through its nouns and prepositions.
fn governor(parse: &Parse, from: usize) -> Option<usize> {
    std::iter::once(from).chain(parse.ancestors(from).take(DEEPEST)).find(|&at| is_verb(parse, at))
}

fn is_verb(parse: &Parse, at: usize) -> bool {
    matches!(parse.pos(at), Pos::Verb | Pos::Aux)
}

/// Whether a verb's time is also that of `head`: its auxiliary, the verb that it is joined to or opens, what it holds.
fn shares(parse: &Parse, verb: usize, head: usize) -> bool {
    let same = |lower: usize, upper: usize| {
        let up = parse.head(lower);
        up == upper
            && (matches!(parse.dep(lower), Dep::Conj | Dep::Xcomp | Dep::Aux | Dep::Auxpass)
                && !has_subject(parse, lower))
    };
    let holds = |verb: usize| {
        parse.head(head) == verb && matches!(parse.dep(head), Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Obj)
    };
    verb == head || same(verb, head) || same(head, verb) || holds(verb)
}

fn has_subject(parse: &Parse, verb: usize) -> bool {
    parse.child(verb, &[Dep::Nsubj, Dep::Nsubjpass, Dep::Expl]).is_some()
}

/// How many heads above a token are looked at; no sentence of news is deeper.
const DEEPEST: usize = 64;

/// The word that heads the clause of a token.
fn clause_of(parse: &Parse, from: usize) -> usize {
    let ends = |at: usize| {
        parse.head(at) == at
            || CLAUSE_ARCS.contains(&parse.dep(at))
            || (parse.dep(at) == Dep::Conj && is_verb(parse, at) && has_subject(parse, at))
    };
    std::iter::once(from).chain(parse.ancestors(from).take(DEEPEST)).find(|&at| ends(at)).unwrap_or(from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::{ParseBuilder, Text, Word};

    /// A parse from lines of "word pos dep head", the head counted from 1.
    fn parse(words: &[(&'static str, Pos, Dep, usize)]) -> Parse {
        let raw = words.iter().map(|w| w.0).collect::<Vec<_>>().join(" ");
        let text = Text::new(raw);
        let mut builder = ParseBuilder::new(&text);
        let mut at = 0;
        for (i, &(word, pos, dep, head)) in words.iter().enumerate() {
            let span = text.span(at..at + word.len()).unwrap();
            builder
                .token(span, Word { lemma: word, pos, dep, head: head - 1, sentence_start: i == 0, ..Word::default() });
            at += word.len() + 1;
        }
        builder.finish()
    }

    fn time(parse: &Parse, id: u32, tokens: Range<usize>) -> TimeExpression {
        TimeExpression {
            id: TimeId(id),
            span: parse.span_of(tokens).unwrap(),
            kind: TimeKind::Date,
            value: "1912-04-15".parse().unwrap(),
            modifier: None,
            begin: None,
            end: None,
            anchor: None,
            by: "test".into(),
        }
    }

    #[test]
    fn a_time_dates_the_verb_that_it_hangs_on() {
        let parse = parse(&[
            ("Officials", Pos::Noun, Dep::Nsubj, 2),
            ("said", Pos::Verb, Dep::Root, 2),
            ("Monday", Pos::Propn, Dep::Npadvmod, 2),
            ("they", Pos::Pron, Dep::Nsubj, 5),
            ("met", Pos::Verb, Dep::Ccomp, 2),
            ("on", Pos::Adp, Dep::Prep, 5),
            ("Sunday", Pos::Propn, Dep::Pobj, 6),
        ]);
        let times = [time(&parse, 0, 2..3), time(&parse, 1, 6..7)];
        assert_eq!(dating(&parse, &times, 1), Some(TimeId(0)));
        assert_eq!(dating(&parse, &times, 4), Some(TimeId(1)));
        assert_eq!(dating(&parse, &times[..1], 4), None, "the time of the telling is not that of the told");
    }

    #[test]
    fn a_verb_shares_the_time_of_the_verb_it_is_joined_to() {
        let parse = parse(&[
            ("They", Pos::Pron, Dep::Nsubj, 2),
            ("met", Pos::Verb, Dep::Root, 2),
            ("and", Pos::Cconj, Dep::Cc, 2),
            ("signed", Pos::Verb, Dep::Conj, 2),
            ("it", Pos::Pron, Dep::Dobj, 4),
            ("Sunday", Pos::Propn, Dep::Npadvmod, 4),
        ]);
        assert_eq!(dating(&parse, &[time(&parse, 0, 5..6)], 1), Some(TimeId(0)));
    }

    #[test]
    fn a_noun_takes_its_own_time_before_that_of_its_verb() {
        let parse = parse(&[
            ("Tuesday", Pos::Propn, Dep::Poss, 3),
            ("'s", Pos::Part, Dep::Case, 1),
            ("talks", Pos::Noun, Dep::Nsubj, 4),
            ("failed", Pos::Verb, Dep::Root, 4),
            ("Friday", Pos::Propn, Dep::Npadvmod, 4),
        ]);
        let times = [time(&parse, 0, 0..1), time(&parse, 1, 4..5)];
        assert_eq!(dating(&parse, &times, 2), Some(TimeId(0)));
        assert_eq!(dating(&parse, &times, 3), Some(TimeId(1)));
        assert_eq!(dating(&parse, &times[1..], 2), Some(TimeId(1)));
    }
}
