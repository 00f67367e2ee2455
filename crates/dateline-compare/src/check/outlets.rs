//! Outlets that a draft names for what it tells, where another report has it.

use super::case::{Case, Doubt, Rule, Telling};
use super::collate::Collated;
use crate::Lexicon;
use dateline_core::{FindingKind, MentionKind, ReportIx, Span};

/// An outlet that a sentence of a draft names, of which there are reports.
pub(super) struct Named {
    /// The words that name it.
    pub(super) span: Span,
    name: String,
    /// Its reports.
    pub(super) reports: Vec<ReportIx>,
}

impl Named {
    /// Whether a sentence of a report names it too.
    pub(super) fn is_named_in(&self, case: &Case<'_, '_>, sentence: usize) -> bool {
        let (told, report) = case.told(sentence);
        letters(report.report.text.str(told.span)).contains(&letters(bare(case.ground.lexicon, &self.name)))
    }
}

/// The outlets that a sentence names.
pub(super) fn named(case: &Case<'_, '_>) -> Vec<Named> {
    let draft = case.draft();
    let names = case.mentions(case.at).filter(|m| m.kind == MentionKind::Name);
    let mut spans: Vec<Span> = names.map(|m| m.span).collect();
    for entity in case.entities(case.at).filter(|e| e.label == "ORG") {
        let span = draft.parse.span_of(entity.tokens.clone()).filter(|s| case.sentence().span.contains(*s));
        spans.extend(span.filter(|s| !spans.iter().any(|t| t.overlaps(*s))));
    }
    spans.sort_unstable();
    let of = |span: Span| {
        let name = draft.report.text.str(span).to_owned();
        let reports: Vec<ReportIx> = case.ground.outlets_called(&name);
        (!reports.is_empty() && !case.is_quoted(span)).then_some(Named { span, name, reports })
    };
    spans.into_iter().filter_map(of).collect()
}

/// Whether some words are the name of an outlet of any report.
pub(super) fn is_outlet_of_any(case: &Case<'_, '_>, name: &str) -> bool {
    !case.ground.outlets_called(name).is_empty()
}

/// Doubts about the one outlet that a sentence names; where it names several, it is not known what is whose.
pub(super) fn doubts(case: &Case<'_, '_>, quotes: &[&Collated]) -> Vec<Doubt> {
    let all = named(case);
    let [outlet] = all.as_slice() else { return Vec::new() };
    // "told the Times": the words may stand anywhere.
    if case.draft().statements.iter().any(|s| s.told_to.is_some_and(|t| t.overlaps(outlet.span))) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for quote in quotes.iter().filter(|q| q.fault.is_none()) {
        let its = quote.places.iter().any(|p| outlet.reports.contains(&p.report));
        let place = quote.places.first().and_then(|p| case.ground.sentence_at(*p));
        let Some(sentence) = place.filter(|_| !its) else { continue };
        if case.around(sentence).any(|s| outlet.is_named_in(case, s)) {
            continue;
        }
        let against = Telling { sentence, sure: 1.0 };
        let says = quote.places[0].span;
        found.push(case.doubt(Rule::QuoteOutlet, FindingKind::Outlet, outlet.span, &against, says));
    }
    if !found.is_empty() {
        return found;
    }
    let telling = case.telling(case.draft().parse.tokens_in(outlet.span));
    let its = |t: &&Telling| outlet.reports.contains(&case.told(t.sentence).0.report);
    let names = |t: &&Telling| case.around(t.sentence).any(|s| outlet.is_named_in(case, s));
    let with = telling.iter().find(|t| its(t) || names(t)).map_or(0.0, |t| t.sure);
    let with = with.max(case.ground.most_held(case.at, &outlet.reports) * 0.9);
    let against = telling.iter().find(|t| !its(t) && !names(t));
    let doubt = against.map(|t| {
        let says = case.told(t.sentence).0.span;
        case.doubt(Rule::Outlet, FindingKind::Outlet, outlet.span, t, says)
    });
    found.extend(doubt.map(|d| Doubt { with, ..d }));
    found
}

/// Whether a name in a draft is that of an outlet, by what the report has for it: a name, "CNN - Editorial", or a host.
pub(super) fn is_called(lexicon: &Lexicon, name: &str, outlet: &str) -> bool {
    let own = bare(lexicon, name);
    if letters(own).len() < 3 {
        return false;
    }
    let known = lexicon.hosts.iter().find(|(host, _)| outlet.ends_with(&**host));
    if known.is_some_and(|(_, usual)| letters(bare(lexicon, usual)).contains(&letters(own))) {
        return true;
    }
    if outlet.contains('.') && !outlet.contains(' ') {
        return outlet.split('.').any(|label| {
            let label = lexicon
                .words
                .the
                .iter()
                .find_map(|the| label.strip_prefix(the))
                .filter(|l| l.len() > 2)
                .unwrap_or(label);
            forms(own).iter().any(|f| f == label)
        });
    }
    let words = |raw: &str| {
        raw.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (mine, its) = (words(own), words(outlet));
    !mine.is_empty() && mine.iter().all(|w| its.contains(w)) || letters(own) == letters(bare(lexicon, outlet))
}

/// A name without its article.
fn bare<'n>(lexicon: &Lexicon, name: &'n str) -> &'n str {
    let rest = name.split_once(' ').filter(|(first, _)| lexicon.words.the.has(&first.to_lowercase()));
    let name = rest.map_or(name, |(_, rest)| rest);
    lexicon.words.possessive.strip_from_end_of(name).unwrap_or(name)
}

/// A name as hosts write it: in one word, its first words by their first letters or not: "newyorkpost", "nypost".
fn forms(name: &str) -> Vec<String> {
    let words: Vec<String> = name.split_whitespace().map(letters).collect();
    let form = |initials: usize| {
        let (short, long) = words.split_at(initials);
        short.iter().filter_map(|w| w.chars().next()).collect::<String>() + &long.concat()
    };
    (0..=words.len()).map(form).filter(|f| f.len() > 2).collect()
}

fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
