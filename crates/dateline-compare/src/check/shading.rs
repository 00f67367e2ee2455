//! What a draft denies and the reports do not, or the other way; and what it tells as so and they do not.

use super::case::{Case, Doubt, Rule};
use crate::compare::shades::Shade;
use dateline_core::{Annotated, FindingKind, Pos};

/// A word denies, or makes unsure, what stands so many words behind it.
const REACH: usize = 4;

/// Doubts about what a sentence denies, and how sure it is.
pub(super) fn doubts(case: &Case<'_, '_>) -> Vec<Doubt> {
    let telling = case.telling(0..0);
    let mut found: Vec<Doubt> = Vec::new();
    for of in [Kind::Denial, Kind::Hedge] {
        let own = shaded(case, case.at, of);
        let mut doubts: Vec<Doubt> = Vec::new();
        let told = |w: &&Word| match of {
            // Of "no crime is needed" a report may well tell of a crime.
            Kind::Denial => !w.by_article && (w.verb || w.noun || w.by.is_some()),
            Kind::Hedge => w.verb && !is_said(case, w.token),
        };
        for word in own.iter().filter(told) {
            // The places that have the word, those that shade it as the draft does apart.
            let with = telling.iter().filter(|t| {
                shaded(case, t.sentence, of)
                    .iter()
                    .any(|x| x.family == word.family && x.by.is_some() == word.by.is_some())
            });
            let with = with.map(|t| t.sure).fold(0.0, f32::max);
            // "has no gutters" and "does not have any gutters" are one: what is denied on either side is.
            let contrary = |x: &Word| match word.by {
                Some(_) => !x.beside,
                // "no signs" denies a noun; what else stands before one may deny another word.
                None => x.by.is_some() && !word.beside && (word.verb || x.by_article),
            };
            let other = telling.iter().find_map(|t| {
                let all = shaded(case, t.sentence, of);
                let x = all.iter().find(|x| x.family == word.family && contrary(x))?;
                Some((*t, x.token, x.by))
            });
            let Some((against, token, by)) = other else { continue };
            let (rule, kind) = match (of, word.by.is_some()) {
                (Kind::Denial, true) => (Rule::Denied, FindingKind::Polarity),
                (Kind::Denial, false) => (Rule::NotDenied, FindingKind::Polarity),
                (Kind::Hedge, false) => (Rule::Sure, FindingKind::Certainty),
                // A draft may be more careful than the reports.
                (Kind::Hedge, true) => continue,
            };
            let (_, report) = case.told(against.sentence);
            let parse = &report.parse;
            let says = by.map_or(parse.span(token), |b| parse.span(b).cover(parse.span(token)));
            let own = &case.draft().parse;
            let span = word.by.map_or(own.span(word.token), |b| own.span(b).cover(own.span(word.token)));
            let doubt = case.doubt(rule, kind, span, &against, says);
            doubts.push(Doubt { with, ..doubt });
        }
        // One doubt of a kind is enough: the one that stands firmest.
        doubts.sort_by(|a, b| (b.against - b.with).total_cmp(&(a.against - a.with)));
        found.extend(doubts.into_iter().next());
    }
    found
}

/// Whether a word of the draft is told as what somebody said: the draft does not vouch for it.
fn is_said(case: &Case<'_, '_>, token: usize) -> bool {
    let draft = case.draft();
    let span = draft.parse.span(token);
    draft.statements.iter().any(|s| !s.source.is_empty() && s.content.iter().any(|c| c.contains(span)))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Denial,
    Hedge,
}

/// A word that carries meaning, and what denies it or makes it unsure.
struct Word {
    token: usize,
    family: u32,
    /// Whether it tells that something is or was done.
    verb: bool,
    noun: bool,
    by: Option<usize>,
    /// Whether that is an article: "no".
    by_article: bool,
    /// Whether anything near it shades it, on either side.
    beside: bool,
}

/// The words of a sentence, each with the word that shades it.
fn shaded(case: &Case<'_, '_>, sentence: usize, kind: Kind) -> Vec<Word> {
    let (told, report) = case.told(sentence);
    let parse = &report.parse;
    let lexicon = case.ground.lexicon;
    let shades = |t: usize| {
        let lemma = parse.lemma(t).to_lowercase();
        let of = lexicon.shades.shades(&lemma);
        match kind {
            Kind::Denial => of.contains(&Shade::Denial) || lexicon.unsure.denials.has(&lemma),
            Kind::Hedge => {
                lexicon.unsure.hedges.has(&lemma) || lexicon.unsure.hedges.has(&parse.text(t).to_lowercase())
            }
        }
    };
    let quoted = |t: usize| sentence == case.at && case.is_quoted(parse.span(t));
    // Some deny only what comes right behind, "not", "no"; others all that hangs on them: "refused", "without".
    let reaches = |by: usize, token: usize| {
        let between =
            (by + 1..token).filter(|&t| matches!(parse.pos(t), Pos::Noun | Pos::Verb | Pos::Adj | Pos::Propn)).count();
        match parse.pos(by) {
            Pos::Pron => false,
            Pos::Verb | Pos::Adp | Pos::Sconj => true,
            _ => between == 0 && parse.pos(token) != Pos::Propn,
        }
    };
    let mut found = Vec::new();
    for (i, word) in told.words.iter().enumerate() {
        let Some(word) = word else { continue };
        let token = told.tokens.start + i;
        if quoted(token) || shades(token) {
            continue;
        }
        let from = token.saturating_sub(REACH + 1).max(told.tokens.start);
        let stops = |t: &usize| matches!(parse.text(*t), "," | ";" | ":" | "." | "\"" | "“" | "”");
        let mut before = (from..token).rev().take_while(|t| !stops(t)).filter(|&t| shades(t));
        let by = match kind {
            Kind::Denial => before.find(|&t| reaches(t, token)),
            Kind::Hedge => before.next().or_else(|| worded(case, report, token)),
        };
        let beside = (from..(token + REACH + 1).min(told.tokens.end)).any(shades);
        let finite = parse.morph(token).contains("Tense=Past") || parse.morph(token).contains("VerbForm=Fin");
        found.push(Word {
            token,
            family: case.ground.sentences.family[*word as usize],
            verb: parse.pos(token) == Pos::Verb && finite,
            noun: parse.pos(token) == Pos::Noun,
            by_article: by.is_some_and(|b| parse.pos(b) == Pos::Det),
            by,
            beside: beside || by.is_some(),
        });
    }
    found
}

/// The word of saying that makes what is said a claim: "alleged that …".
fn worded(case: &Case<'_, '_>, report: &Annotated, token: usize) -> Option<usize> {
    let parse = &report.parse;
    let span = parse.span(token);
    let held = report.statements.iter().filter(|s| s.content.iter().any(|c| c.contains(span)));
    let cues = held.flat_map(|s| s.cue.iter()).flat_map(|&c| parse.tokens_in(c));
    let mut claims = cues.filter(|&t| case.ground.lexicon.unsure.claims.has(&parse.lemma(t).to_lowercase()));
    claims.next()
}
