//! Runs the patterns over a text: at each word the patterns that can start there, the longest match wins.

use super::lex::{Lexeme, UNKNOWN};
use super::pattern::{Patterns, Step};
use super::slots::Slots;
use std::ops::Range;

/// A match of a rule.
#[derive(Clone, Debug)]
pub(super) struct Match {
    /// The rule's number.
    pub(super) rule: usize,
    /// The lexemes of the expression.
    pub(super) lexemes: Range<usize>,
    /// What was read.
    pub(super) slots: Slots,
}

/// A match in the making: the place after all that was read, the expression in it, its slots.
#[derive(Clone, Copy)]
struct State {
    at: usize,
    open: usize,
    close: usize,
    slots: Slots,
}

impl Patterns {
    /// The longest match that starts at `at`; of equals, that of the rule told first. `before` is the expression that
    /// ends just there, if one does; `accept` has the last word on a match.
    pub(super) fn match_at(
        &self,
        text: &[Lexeme],
        at: usize,
        before: Option<&Slots>,
        mut accept: impl FnMut(&Match) -> bool,
    ) -> Option<Match> {
        let sym = text[at].sym;
        if sym == UNKNOWN {
            return None;
        }
        let mut best: Option<(usize, usize, Match)> = None;
        for &number in self.triggers.get(sym as usize)? {
            let rule = &self.rules[number as usize];
            if rule.goes_on && before.is_none() {
                continue;
            }
            let mut found: Option<State> = None;
            for &start in &rule.starts {
                self.run(text, start, State { at, open: at, close: at, slots: Slots::EMPTY }, &mut found);
            }
            let Some(state) = found else { continue };
            if best.as_ref().is_some_and(|b| (b.0, b.1) >= (state.close, state.at)) {
                continue;
            }
            let mut slots = state.slots;
            rule.says.iter().for_each(|&(slot, value)| slots.set(slot, value));
            if let (true, Some(before)) = (rule.goes_on, before) {
                slots = slots.over(before);
            }
            let found = Match { rule: number as usize, lexemes: state.open..state.close, slots };
            if accept(&found) {
                best = Some((state.close, state.at, found));
            }
        }
        best.map(|(_, _, found)| found)
    }

    fn run(&self, text: &[Lexeme], mut step: usize, mut state: State, best: &mut Option<State>) {
        loop {
            match &self.steps[step] {
                Step::Word(sym) => match text.get(state.at) {
                    Some(l) if l.sym == *sym => state.at += 1,
                    _ => return,
                },
                Step::AnyWord => match text.get(state.at) {
                    Some(l) if l.letters => state.at += 1,
                    _ => return,
                },
                Step::Glue => match text.get(state.at) {
                    Some(l) if l.glued => {}
                    _ => return,
                },
                Step::Number(kind, slot) => match self.numerals.at(*kind, text, state.at) {
                    Some((value, after)) => {
                        state.slots.set(*slot, value);
                        state.at = after;
                    }
                    None => return,
                },
                Step::Term(table, slot) => {
                    for (after, term) in self.tables[*table].at(text, state.at) {
                        let mut next = State { at: after, ..state };
                        match (slot, term.says.first()) {
                            (Some(slot), Some(&(_, value))) => next.slots.set(*slot, value),
                            _ => term.says.iter().for_each(|&(slot, value)| next.slots.set(slot, value)),
                        }
                        self.run(text, step + 1, next, best);
                    }
                    return;
                }
                Step::Open => state.open = state.at,
                Step::Close => state.close = state.at,
                Step::Split(a, b) if a == b => {}
                Step::Split(a, b) => {
                    self.run(text, *a, state, best);
                    step = *b;
                    continue;
                }
                Step::Jump(to) => {
                    step = *to;
                    continue;
                }
                Step::Done => {
                    if best.is_none_or(|b| (state.close, state.at) > (b.close, b.at)) && state.close > state.open {
                        *best = Some(state);
                    }
                    return;
                }
            }
            step += 1;
        }
    }
}
