//! What only looks like a time: verbs, counts, scores, numbers of other things.

use super::lex::{DIGITS, Lexeme};
use super::matcher::Match;
use super::slots::{Slot, Slots, UNITS};
use dateline_core::{Parse, Text};

macro_rules! checks {
    ($($(#[$doc:meta])* $name:ident $word:literal,)*) => {
        /// A condition of a rule.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Check {
            $($(#[$doc])* $name,)*
        }

        impl Check {
            /// The check that the pattern files call by a name.
            pub(super) fn named(word: &str) -> Option<Check> {
                match word {
                    $($word => Some(Check::$name),)*
                    _ => None,
                }
            }
        }
    };
}

checks! {
    /// The first word is no verb: "May" and "March" are, at times.
    NotVerb "not-verb",
    /// The number does not count the noun after it.
    CountsNothing "counts-nothing",
    /// The expression before tells a day of a month.
    AfterDay "after-day",
    /// The expression before tells a year alone.
    AfterYear "after-year",
    /// The text has told a year before Christ.
    ToldBeforeChrist "told-before-christ",
    /// Four digits are a year, not an amount, a price or a part of a telephone number.
    BareYear "bare-year",
    /// There are four quarters.
    Quarter "quarter",
    /// Not "the day", which is told of any day.
    NotDay "not-day",
    /// A length that someone measures, not an amount of something else.
    Measures "measures",
    /// Not a result.
    NotScore "not-score",
}

/// What a check may look at.
pub(super) struct Sight<'a> {
    pub(super) text: &'a Text,
    pub(super) parse: &'a Parse,
    pub(super) lexemes: &'a [Lexeme],
    pub(super) before: Option<&'a Slots>,
    pub(super) before_christ: bool,
}

impl Sight<'_> {
    /// Whether a match passes a check.
    pub(super) fn passes(&self, check: Check, found: &Match) -> bool {
        let first = found.lexemes.start;
        let last = found.lexemes.end - 1;
        match check {
            Check::NotVerb => !self.tag(first).is_some_and(|t| t.starts_with("VB") || t == "MD"),
            Check::CountsNothing => !self.counts(last),
            Check::AfterDay => self.before.is_some_and(|b| b.has(Slot::Day) && b.has(Slot::Month)),
            Check::AfterYear => self.before.is_some_and(|b| b.has(Slot::Year) && !b.has(Slot::Month)),
            Check::ToldBeforeChrist => self.before_christ,
            Check::BareYear => self.bare_year(found),
            Check::Quarter => found.slots.get(Slot::Quarter).is_some_and(|q| (1..=4).contains(&q)),
            Check::NotDay => !found.slots.is(Slot::Unit, UNITS, "day"),
            Check::Measures => true,
            Check::NotScore => true,
        }
    }

    fn bare_year(&self, found: &Match) -> bool {
        let last = found.lexemes.end - 1;
        let year = self.lexemes[last];
        if year.sym != DIGITS {
            return true;
        }
        let before = |n: usize| last.checked_sub(n).map(|at| &self.lexemes[at]);
        let word = |l: &Lexeme| self.word(l);
        let priced = before(1).is_some_and(|l| matches!(word(l), "$" | "£" | "€" | "#" | "№"));
        let alone = found.lexemes.len() == 1;
        let numbered = alone && before(1).is_some_and(|l| l.sym == DIGITS);
        let tied = alone
            && year.glued
            && before(1)
                .is_some_and(|l| !matches!(word(l), "(" | "\"" | "“" | "‘" | "'" | "’" | "-" | "–" | "—" | "/"));
        let phone = alone && year.glued && before(2).is_some_and(|l| l.sym == DIGITS && l.digits != 4);
        let goes_on = self
            .lexemes
            .get(last + 1)
            .is_some_and(|l| l.glued && (word(l) == "%" || word(l).starts_with(char::is_alphabetic)));
        !(priced || numbered || tied || phone || goes_on || self.counts(last))
    }

    /// Whether the number at a lexeme counts what follows: "1,990 people", "25 ships".
    fn counts(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        let head = self.parse.head(token);
        let dep = self.parse.dep(token);
        (dep == "nummod" && head > token && matches!(self.parse.tag(head), "NNS" | "NNPS")) || matches!(dep, "quantmod")
    }

    fn token(&self, at: usize) -> Option<usize> {
        let lexeme = self.lexemes.get(at)?;
        let span = self.text.span(lexeme.start as usize..lexeme.end as usize)?;
        let tokens = self.parse.tokens_in(span);
        (!tokens.is_empty()).then_some(tokens.start)
    }

    fn tag(&self, at: usize) -> Option<&str> {
        self.token(at).map(|t| self.parse.tag(t))
    }

    fn word(&self, lexeme: &Lexeme) -> &str {
        self.text.as_str().get(lexeme.start as usize..lexeme.end as usize).unwrap_or_default()
    }
}
