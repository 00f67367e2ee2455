//! What only looks like a time: verbs, counts, scores, numbers of other things.

use super::grammar::Small;
use super::lex::{DIGITS, Lexeme};
use super::matcher::Match;
use super::slots::{Slot, Slots, UNITS};
use dateline_core::{Dep, Parse, Pos, Text};
use dateline_language::Words;

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
    /// A number with an adjective and what it counts.
    Qualified "qualified",
    /// The word qualifies a noun.
    Adjective "adjective",
    /// The text is a history.
    Narrative "narrative",
    /// Not part of a person's name: "Jan Novak".
    NotName "not-name",
    /// Not "the fall of Troy".
    NoFall "no-fall",
    /// Not the unit of physics.
    NotSecond "not-second",
    /// A unit that a report has one of of its own: "the year", "the week".
    YearOrWeek "year-or-week",
    /// How often, not how long: "twice a week", "$5 a year".
    Rate "rate",
    /// Not a result.
    NotScore "not-score",
}

/// What a check may look at.
pub(super) struct Sight<'a> {
    pub(super) text: &'a Text,
    pub(super) parse: &'a Parse,
    pub(super) words: &'a Small,
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
            Check::NotVerb => !(self.verb(first) || found.slots.has(Slot::Month) && self.walk(first, last)),
            Check::CountsNothing => !self.counts(last),
            Check::AfterDay => self.before.is_some_and(|b| b.has(Slot::Day) && b.has(Slot::Month)),
            Check::AfterYear => self.before.is_some_and(|b| b.has(Slot::Year) && !b.has(Slot::Month)),
            Check::ToldBeforeChrist => self.before_christ && found.slots.get(Slot::Year).is_some_and(|y| y >= 100),
            Check::BareYear => self.bare_year(found),
            Check::Quarter => found.slots.get(Slot::Quarter).is_some_and(|q| (1..=4).contains(&q)),
            Check::NotScore => true,
            Check::NotDay => !found.slots.is(Slot::Unit, UNITS, "day"),
            Check::Measures => self.measures(found),
            Check::Qualified => self.tag(last - 1).is_none_or(|t| t.starts_with("JJ") || t.starts_with("VB")),
            Check::Adjective => {
                self.token(first).is_none_or(|t| self.parse.dep(t) == Dep::Amod && self.parse.head(t) > t)
            }
            // Known only when the whole text is read.
            Check::Narrative => true,
            Check::NotName => !self.name(first),
            Check::NoFall => !(found.slots.get(Slot::Season) == Some(2) && self.falls(first, last)),
            Check::YearOrWeek => {
                let numbered = self.lexemes.get(last + 1).is_some_and(|l| l.sym == DIGITS);
                !numbered && ["year", "week"].iter().any(|unit| found.slots.is(Slot::Unit, UNITS, unit))
            }
            Check::Rate => self.rate(first, last),
            Check::NotSecond => !found.slots.is(Slot::Unit, UNITS, "second"),
        }
    }

    /// Whether a length is one: not "a second ship", "a quarter of the fleet".
    fn measures(&self, found: &Match) -> bool {
        let last = found.lexemes.end - 1;
        let unit = |name| found.slots.is(Slot::Unit, UNITS, name);
        let one = found.slots.get(Slot::Amount) == Some(100);
        if unit("second") && one {
            return self.tag(last).is_some_and(|t| t == "NN");
        }
        if unit("quarter") && (one || found.lexemes.len() == 3 || self.follows(last, &self.words.of)) {
            return false;
        }
        true
    }

    fn verb(&self, at: usize) -> bool {
        self.tag(at).is_some_and(|t| t.starts_with("VB") || t == "MD")
    }

    /// Whether a lone "March" is one that people walk: "the long March to the sea".
    fn walk(&self, first: usize, last: usize) -> bool {
        let Some(token) = self.token(last).filter(|_| self.words.walks.has_in_any_case(self.word(&self.lexemes[last])))
        else {
            return false;
        };
        let own = self.token(first).unwrap_or(token);
        let noun = !matches!(self.parse.dep(token), Dep::Compound | Dep::Nmod | Dep::Amod | Dep::Npadvmod);
        noun && self
            .parse
            .children(token)
            .any(|c| c < own && matches!(self.parse.dep(c), Dep::Det | Dep::Amod | Dep::Compound | Dep::Poss))
    }

    fn rate(&self, first: usize, last: usize) -> bool {
        let counted = first
            .checked_sub(1)
            .map(|at| &self.lexemes[at])
            .is_some_and(|l| l.sym == DIGITS || self.word(l) == "%" || self.words.rates.has(self.word(l)));
        let by_parse = |t: usize| {
            self.parse.dep(t) == Dep::Npadvmod
                && !matches!(
                    self.parse.pos(self.parse.head(t)),
                    Pos::Verb | Pos::Aux | Pos::Adv | Pos::Adp | Pos::Sconj
                )
        };
        counted || self.token(last).is_some_and(by_parse)
    }

    fn name(&self, at: usize) -> bool {
        self.token(at).and_then(|t| self.parse.entity_of(t)).is_some_and(|e| e.label == "PERSON" && e.tokens.len() > 1)
    }

    /// Whether "fall" is what befalls a city: "the fall of Troy", "Troy's fall".
    fn falls(&self, first: usize, last: usize) -> bool {
        let owned = first.checked_sub(1).is_some_and(|at| {
            let word = self.word(&self.lexemes[at]);
            matches!(word, "'" | "’") || self.words.owner.has(word)
        });
        owned || self.follows(last, &self.words.fall_of) || self.is_next(last, "-")
    }

    fn follows(&self, at: usize, words: &Words) -> bool {
        self.lexemes.get(at + 1).is_some_and(|l| words.has(self.word(l)))
    }

    fn is_next(&self, at: usize, mark: &str) -> bool {
        self.lexemes.get(at + 1).is_some_and(|l| self.word(l) == mark)
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
        !(priced || numbered || tied || phone || goes_on || (alone && self.counts(last)))
    }

    /// Whether the number at a lexeme counts what follows: "1,990 people", "25 ships".
    fn counts(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        let head = self.parse.head(token);
        let dep = self.parse.dep(token);
        (dep == Dep::Nummod && head > token && matches!(self.parse.tag(head), "NNS" | "NNPS")) || dep == Dep::Quantmod
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
