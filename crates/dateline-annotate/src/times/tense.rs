//! Which way a clause looks: the tense of the verb that a time expression hangs on.

use super::grammar::Grammar;
use dateline_core::{Dep, Parse, Pos, Span};

/// Which way a clause looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Present,
    Future,
    /// No verb says.
    Unknown,
}

/// How many verbs up the tree are asked for their tense.
const STEPS: usize = 12;

/// The tense around a span.
pub(super) fn around(grammar: &Grammar, parse: &Parse, span: Span) -> Tense {
    let tokens = parse.tokens_in(span);
    let Some(mut at) = tokens.clone().find(|&i| !tokens.contains(&parse.head(i)) || parse.head(i) == i) else {
        return Tense::Unknown;
    };
    if matches!(parse.dep(at), Dep::Poss | Dep::Compound | Dep::Amod | Dep::Nmod | Dep::Nummod) {
        return Tense::Unknown;
    }
    let mut until = false;
    for _ in 0..STEPS {
        let preposition = if parse.pos(at) == Pos::Adp { parse.lemma(at) } else { "" };
        let tense = of_word(grammar, parse, at, STEPS);
        until |= grammar.words.until.has(preposition) || (grammar.words.by.has(preposition) && tense != Tense::Past);
        let up = parse.head(at);
        if tense != Tense::Unknown || up == at {
            return if until { Tense::Future } else { tense };
        }
        at = up;
    }
    Tense::Unknown
}

/// The tense of one word with its auxiliaries.
fn of_word(grammar: &Grammar, parse: &Parse, at: usize, steps: usize) -> Tense {
    let tag = parse.tag(at);
    if grammar.ahead.has(parse.lemma(at)) && tag != "VBD" {
        return Tense::Future;
    }
    if !tag.starts_with('V') && tag != "MD" {
        return Tense::Unknown;
    }
    let helpers = || parse.children(at).filter(|&c| matches!(parse.dep(c), Dep::Aux | Dep::Auxpass));
    let perfect = helpers().any(|h| grammar.words.have.has(parse.lemma(h)));
    let mut tense = match tag {
        "VBD" | "VBN" => Tense::Past,
        "VBZ" | "VBP" => Tense::Present,
        _ => Tense::Unknown,
    };
    for helper in helpers() {
        match (parse.tag(helper), parse.lemma(helper)) {
            ("MD" | "TO", _) if perfect => return Tense::Past,
            ("MD", modal) if grammar.words.could.has(modal) => tense = Tense::Unknown,
            ("MD", _) => return Tense::Future,
            ("TO", _) => return of_aim(grammar, parse, at, steps),
            ("VBD" | "VBN", _) => tense = Tense::Past,
            ("VBZ" | "VBP", lemma) if grammar.words.have.has(lemma) => tense = Tense::Past,
            ("VBZ" | "VBP", _) if !perfect => tense = Tense::Present,
            _ => {}
        }
    }
    tense
}

/// Which way "to meet" looks: on, unless what aims at it is told as past ("agreed to meet Friday" leaves it open).
fn of_aim(grammar: &Grammar, parse: &Parse, at: usize, steps: usize) -> Tense {
    let up = parse.head(at);
    if up == at || steps == 0 || grammar.ahead.has(parse.lemma(up)) {
        return Tense::Future;
    }
    match of_word(grammar, parse, up, steps - 1) {
        Tense::Past => Tense::Unknown,
        _ => Tense::Future,
    }
}
