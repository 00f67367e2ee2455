//! The point of a support: the few words of it that a cell of the score holds, and the clause that a line is named by.

use super::{StoryView, one_line};
use dateline_core::{Amount, Annotated, Claim, Clause, DifferenceKind, Pos, Span, Support, Timex};

/// The most words of a point that is no value.
const MOST_WORDS: usize = 9;

/// The fewest that tell something: until then a clause's end does not end it.
const FEWEST_WORDS: usize = 3;

/// Parts of speech that belong to a verb when they stand right before it.
const BEFORE_A_VERB: [Pos; 4] = [Pos::Aux, Pos::Part, Pos::Verb, Pos::Adv];

/// What stands for words that were left out.
pub const OMISSION: &str = " …";

impl StoryView<'_> {
    /// The words of a support that its cell shows: the value that a difference lies in, or what is done.
    pub fn point(&self, claim: &Claim, k: usize) -> String {
        let support = &claim.support[k];
        let annotated = self.annotated(support.report);
        if let Some(value) = self.value_span(claim, k) {
            return one_line(annotated.report.text.str(value));
        }
        // A quotation may be longer than the clause that tells it.
        let mut wordings = claim.differences.iter().filter(|d| d.kind == DifferenceKind::Wording);
        let quotation = wordings.find_map(|d| d.values.iter().find(|v| v.support.contains(&k)));
        quotation.map_or_else(|| self.predicate_words(claim, support), |v| one_line(&v.value))
    }

    /// As [`StoryView::point`], where the support answers a question whose claims are not joined: of a count the number and what
    /// it counts.
    pub(super) fn answer(&self, claim: &Claim, k: usize, apart: Option<DifferenceKind>) -> String {
        match self.count(&claim.support[k], apart) {
            Some(amount) => one_line(self.report(claim.support[k].report).text.str(amount.span)),
            None => self.point(claim, k),
        }
    }

    /// The amount by which a support answers a question of counts; `None` where there is none, or the question is no such one.
    pub(super) fn count(&self, support: &Support, apart: Option<DifferenceKind>) -> Option<Amount> {
        (apart == Some(DifferenceKind::Number)).then(|| amount_at(self.annotated(support.report), support)).flatten()
    }

    /// Where the value of a support stands that a difference of its claim lies in.
    pub fn value_span(&self, claim: &Claim, k: usize) -> Option<Span> {
        let support = &claim.support[k];
        if support.value.is_some() {
            return support.value;
        }
        let annotated = self.annotated(support.report);
        let mut differences = claim.differences.iter().filter(|d| d.kind != DifferenceKind::Certainty);
        differences.find_map(|difference| {
            let value = difference.values.iter().find(|v| v.support.contains(&k))?;
            match difference.kind {
                DifferenceKind::Time => found(annotated, support.span, &value.value)
                    .or_else(|| time_within(annotated, support.span, &value.value)),
                DifferenceKind::Number => found(annotated, support.span, &value.value)
                    .or_else(|| amount_at(annotated, support).map(|a| a.span)),
                _ => found(annotated, support.span, &value.value),
            }
        })
    }

    /// The clause that tells a claim in the words that stand for it, on one line.
    pub fn clause_words(&self, claim: &Claim) -> String {
        let Some(support) = claim.support.get(claim.best) else { return String::new() };
        match self.clause(claim, support) {
            Some(clause) if clause.span.len() < support.span.len() => {
                one_line(self.annotated(support.report).report.text.str(clause.span))
            }
            _ => self.words(support),
        }
    }

    /// The clause of a support that tells its claim: the one with the word that most supports have, else the first.
    fn clause(&self, claim: &Claim, support: &Support) -> Option<&Clause> {
        let annotated = self.annotated(support.report);
        let within = |s: &Support| {
            let (span, clauses) = (self.shown_span(s), &self.annotated(s.report).clauses);
            clauses.iter().filter(move |c| span.contains(c.predicate))
        };
        let told_by = |lemma: &str| {
            let has = |s: &&Support| within(s).any(|c| self.lemma(s, c.predicate).is_some_and(|l| l == lemma));
            claim.support.iter().filter(has).count()
        };
        let named = |c: &Clause| support.trigger.is_some_and(|t| t.overlaps(c.predicate));
        let rank = |c: &Clause| {
            let lemma = self.lemma(support, c.predicate).unwrap_or_default();
            let verb = annotated.parse.tokens_in(c.predicate).any(|t| annotated.parse.pos(t) == Pos::Verb);
            (!is_frame(annotated, c), told_by(lemma), verb, named(c), std::cmp::Reverse(c.predicate.start()))
        };
        within(support).max_by_key(|c| rank(c))
    }

    fn lemma(&self, support: &Support, predicate: Span) -> Option<&str> {
        let parse = &self.annotated(support.report).parse;
        parse.tokens_in(predicate).next().map(|t| parse.lemma(t))
    }

    /// What is done, from the words that belong to the verb on: "is expected to visit Port Merrow …".
    fn predicate_words(&self, claim: &Claim, support: &Support) -> String {
        let annotated = self.annotated(support.report);
        let parse = &annotated.parse;
        let mut tokens = parse.tokens_in(self.shown_span(support));
        while tokens.len() > 1 && matches!(parse.pos(tokens.start), Pos::Punct | Pos::Sym) {
            tokens.start += 1;
        }
        let predicate = self.clause(claim, support).map(|c| c.predicate).or(support.trigger);
        let head = predicate.and_then(|p| parse.tokens_in(p).next()).unwrap_or(tokens.start).max(tokens.start);
        let verb = head < parse.len() && matches!(parse.pos(head), Pos::Verb | Pos::Aux);
        let belongs = |t: usize| verb && BEFORE_A_VERB.contains(&parse.pos(t));
        let before = (tokens.start..head).rev().take_while(|&t| belongs(t)).count();
        let (mut end, mut words) = (head - before, 0);
        let ends = |t: usize| matches!(parse.text(t), "," | "." | ";" | ":" | "?" | "!" | "–" | "—");
        // A comma within a quotation ends nothing: "had a “great, candid discussion”".
        let mut quoted = false;
        while end < tokens.end && words < MOST_WORDS && (words < FEWEST_WORDS || quoted || !ends(end)) {
            quoted = match parse.text(end) {
                "“" | "„" => true,
                "”" => false,
                "\"" => !quoted,
                _ => quoted,
            };
            words += usize::from(parse.pos(end) != Pos::Punct);
            end += 1;
        }
        // Words such as "the" and "of" are not ended with.
        while end > head + 1 && matches!(parse.pos(end - 1), Pos::Det | Pos::Adp | Pos::Part | Pos::Cconj | Pos::Sconj)
        {
            end -= 1;
        }
        let Some(span) = parse.span_of(head - before..end) else { return self.words(support) };
        let cut = end < tokens.end && !ends(end);
        format!("{}{}", one_line(annotated.report.text.str(span)), if cut { OMISSION } else { "" })
    }
}

/// Whether all that a clause tells is that something was said: its predicate is the word for saying.
pub(super) fn is_frame(annotated: &Annotated, clause: &Clause) -> bool {
    let says = clause.says.and_then(|id| annotated.statement(id));
    says.is_some_and(|s| s.cue.iter().any(|cue| cue.overlaps(clause.predicate)))
}

/// Where words stand within a span, whatever their case.
fn found(annotated: &Annotated, span: Span, words: &str) -> Option<Span> {
    let text = &annotated.report.text;
    let (here, wanted) = (text.str(span), words.trim_end_matches([',', '.']));
    let at = here.find(wanted).or_else(|| {
        // Only where lower case has the same bytes do places in it lead back to the text.
        let (small, wanted) = (here.to_lowercase(), wanted.to_lowercase());
        (small.len() == here.len()).then(|| small.find(&wanted)).flatten()
    })?;
    text.within(span, at..at + wanted.len()).filter(|s| !s.is_empty())
}

fn time_within(annotated: &Annotated, span: Span, value: &str) -> Option<Span> {
    let value: Timex = value.parse().ok()?;
    annotated.times.iter().find(|t| span.contains(t.span) && t.value == value).map(|t| t.span)
}

/// The amount that a support tells: the one of the event at its trigger, else the first within it.
fn amount_at(annotated: &Annotated, support: &Support) -> Option<Amount> {
    let of_clauses = || annotated.clauses.iter().flat_map(|c| &c.quantities).map(|q| q.amount);
    let all = || annotated.events.iter().flat_map(|e| &e.amounts).copied().chain(of_clauses());
    let at = |span| all().find(move |a| a.span.overlaps(span));
    support.trigger.and_then(at).or_else(|| at(support.span))
}
