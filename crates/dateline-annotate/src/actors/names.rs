//! The places where a text names something: the engine's names, trimmed and mended, and those that it missed.

use super::gazetteer::{CountryWord, Gazetteer, Iso, Known, fold};
use super::titles;
use super::votes::Votes;
use dateline_core::{ActorKind, Dep, Parse, Pos, RegionKind, Report};
use std::collections::HashSet;
use std::ops::Range;

/// A place where a text names something.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// The name itself: no title, no article, no possessive ending.
    pub tokens: Range<usize>,
    /// Where the titles before it start; the name's own start if there are none.
    pub title: usize,
    /// The words as the lists know them: folded, with single spaces.
    pub key: String,
    /// Whether it is an adjective: "European".
    pub adjective: bool,
    /// Whether it stands for something else: a capital for a government.
    pub metonym: bool,
    pub kind: ActorKind,
    pub country: Option<(Iso, CountryWord)>,
    pub known: Option<Known>,
}

impl Name {
    /// The number of words.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token that the others of the name hang on.
    pub(super) fn head(&self, parse: &Parse) -> usize {
        let outside = |i: &usize| !self.tokens.contains(&parse.head(*i)) || parse.head(*i) == *i;
        self.tokens.clone().rev().find(outside).unwrap_or(self.tokens.end - 1)
    }
}

/// What the engine or the words around take a stretch for.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub tokens: Range<usize>,
    pub title: usize,
    pub label: Label,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Person,
    Organisation,
    Place,
    Group,
    /// Capitalised words that the engine takes for no name.
    None,
}

/// Finds the names of a text, in order, without overlap.
pub(super) fn find(report: &Report, parse: &Parse, gazetteer: &Gazetteer) -> Vec<Name> {
    let mut candidates = Vec::new();
    let mut at = 0;
    for entity in parse.entities() {
        let label = match entity.label.as_str() {
            "PERSON" => Label::Person,
            "ORG" | "PRODUCT" => Label::Organisation,
            "GPE" | "LOC" | "FAC" => Label::Place,
            "NORP" => Label::Group,
            _ => continue,
        };
        outside_entities(parse, at..entity.tokens.start, &mut candidates);
        at = entity.tokens.end;
        for piece in pieces(parse, gazetteer, entity.tokens.clone(), label) {
            candidates.extend(trim(parse, gazetteer, piece, label));
        }
    }
    outside_entities(parse, at..parse.len(), &mut candidates);
    again(parse, &mut candidates);
    signatures(parse, &mut candidates);
    cut_headlines(parse, gazetteer, &mut candidates);
    titles::mend(parse, gazetteer, &mut candidates);
    for dateline in report.regions.iter().filter(|r| r.kind == RegionKind::Dateline) {
        place_of_dateline(parse, parse.tokens_in(dateline.span), &mut candidates);
    }
    let votes = Votes::count(parse, gazetteer, &candidates);
    candidates.into_iter().filter_map(|c| votes.decide(parse, gazetteer, c)).collect()
}

/// The words of a run of tokens as the lists know them.
pub(super) fn key(parse: &Parse, tokens: Range<usize>) -> String {
    let mut key = String::new();
    for i in tokens {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&fold(parse.text(i)));
    }
    key
}

/// Whether a token starts with a capital.
pub(super) fn capital(parse: &Parse, i: usize) -> bool {
    parse.text(i).starts_with(char::is_uppercase)
}

/// Runs of capitalised proper nouns that the engine takes for no name.
fn outside_entities(parse: &Parse, tokens: Range<usize>, out: &mut Vec<Candidate>) {
    let mut at = tokens.start;
    while at < tokens.end {
        let part = |i: usize| {
            let named = parse.entity_of(i).is_none_or(|e| matches!(e.label.as_str(), "EVENT" | "WORK_OF_ART" | "LAW"));
            let word = |i: usize| capital(parse, i) && (parse.pos(i) == Pos::Propn || parse.tag(i) == "JJ");
            // "Smith-Jones"
            let joins = parse.tag(i) == "HYPH" && i > at && i + 1 < tokens.end && word(i - 1) && word(i + 1);
            named && (word(i) || joins)
        };
        let end = (at..tokens.end).find(|&i| !part(i) || (i > at && parse.sentence_of(i) != parse.sentence_of(at)));
        let end = end.unwrap_or(tokens.end);
        if end > at {
            out.push(Candidate { tokens: at..end, title: at, label: Label::None });
        }
        at = end.max(at + 1);
    }
}

/// Family names of persons where the engine takes them for common nouns: "Trump responded".
fn again(parse: &Parse, candidates: &mut Vec<Candidate>) {
    let persons = candidates.iter().filter(|c| c.label == Label::Person && c.tokens.len() > 1);
    let known: HashSet<&str> = persons.map(|c| parse.text(c.tokens.end - 1)).collect();
    let mut covered = vec![false; parse.len()];
    candidates.iter().for_each(|c| covered[c.tokens.clone()].fill(true));
    let argument = |i: usize| {
        matches!(
            parse.dep(i),
            Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Dative | Dep::Pobj | Dep::Poss | Dep::Conj
        )
    };
    let named = |&i: &usize| !covered[i] && parse.pos(i) == Pos::Noun && argument(i) && known.contains(parse.text(i));
    let found: Vec<usize> = (0..parse.len()).filter(named).collect();
    candidates.extend(found.into_iter().map(|i| Candidate { tokens: i..i + 1, title: i, label: Label::None }));
    candidates.sort_by_key(|c| c.tokens.start);
}

/// Takes the words that open a dateline, up to its first mark, for one place: "PORT MERROW, March 15".
fn place_of_dateline(parse: &Parse, dateline: Range<usize>, candidates: &mut Vec<Candidate>) {
    let word = |&i: &usize| parse.text(i).starts_with(char::is_alphabetic);
    let end = dateline.clone().find(|i| !word(i)).unwrap_or(dateline.end);
    let tokens = dateline.start..end;
    let over = |c: &Candidate| c.tokens.start < tokens.end && tokens.start < c.tokens.end;
    if !tokens.is_empty() && candidates.iter().any(over) && capital(parse, tokens.start) {
        candidates.retain(|c| !over(c));
        candidates.push(Candidate { title: tokens.start, tokens, label: Label::Place });
        candidates.sort_by_key(|c| c.tokens.start);
    }
}

/// Who signs a post, "— Ann Lee (@annlee)", where the engine sees no name.
fn signatures(parse: &Parse, candidates: &mut Vec<Candidate>) {
    const LONGEST: usize = 5;
    for handle in (1..parse.len()).filter(|&i| parse.text(i).starts_with('@') || parse.text(i).starts_with("(@")) {
        let end = if parse.text(handle - 1) == "(" { handle - 1 } else { handle };
        let dash = |i: &usize| matches!(parse.text(*i), "—" | "–" | "--" | "-");
        let Some(dash) = (end.saturating_sub(LONGEST)..end).rev().find(dash) else { continue };
        let tokens = dash + 1..end;
        let over = |c: &Candidate| c.tokens.start < tokens.end && tokens.start < c.tokens.end;
        if tokens.is_empty() || candidates.iter().any(|c| over(c) && c.label != Label::None) {
            continue;
        }
        candidates.retain(|c| !over(c));
        let acronym = tokens.len() == 1 && !parse.text(tokens.start).contains(char::is_lowercase);
        let label = if acronym { Label::Organisation } else { Label::Person };
        candidates.push(Candidate { title: tokens.start, tokens, label });
    }
    candidates.sort_by_key(|c| c.tokens.start);
}

/// Cuts what the engine ran together: at commas, at "and" between persons or places, after a possessive.
fn pieces(parse: &Parse, gazetteer: &Gazetteer, tokens: Range<usize>, label: Label) -> Vec<Range<usize>> {
    let words = &gazetteer.words;
    let mut pieces = Vec::new();
    let mut start = tokens.start;
    for i in tokens.clone() {
        let cut = match parse.text(i) {
            "," | ";" | "/" | "(" | ")" => true,
            "&" => label == Label::Person || label == Label::Place,
            word if words.and.has(word) => label == Label::Person || label == Label::Place,
            word if words.owner.has(word) => {
                label == Label::Person || gazetteer.country(&key(parse, start..i)).is_some() || i + 1 == tokens.end
            }
            _ => i > tokens.start && matches!(parse.pos(i), Pos::Verb | Pos::Aux) && !capital(parse, i),
        };
        if cut {
            pieces.push(start..i);
            start = i + 1;
        }
    }
    pieces.push(start..tokens.end);
    pieces.retain(|p| p.start < p.end);
    pieces
}

/// Takes from a name what does not belong to it: articles, marks, lower-case words, titles before a person.
fn trim(parse: &Parse, gazetteer: &Gazetteer, tokens: Range<usize>, label: Label) -> Option<Candidate> {
    let words = &gazetteer.words;
    let letters = |i: usize| parse.text(i).contains(char::is_alphanumeric);
    let mut tokens = tokens;
    while tokens.start < tokens.end {
        let (first, last) = (tokens.start, tokens.end - 1);
        let particle = tokens.len() > 1 && words.name_particles.has(parse.text(first));
        if !(capital(parse, first) || particle || mixed(parse.text(first))) || words.openers.has(parse.text(first)) {
            tokens.start += 1;
        } else if !letters(last)
            || words.owner.has(parse.text(last))
            || parse.pos(last) == Pos::Verb && !capital(parse, last)
        {
            tokens.end -= 1;
        } else {
            break;
        }
    }
    let title = tokens.start;
    let ends_as_organisation = tokens.end > tokens.start && gazetteer.organisation_word(parse.text(tokens.end - 1));
    let is_listed = gazetteer.organisation(&key(parse, tokens.clone())).is_some();
    if label == Label::Person || !(ends_as_organisation || is_listed) {
        while tokens.len() > 1 && is_title(parse, gazetteer, tokens.start, label) {
            tokens.start += 1;
        }
    }
    (tokens.start < tokens.end).then_some(Candidate { title: title.min(tokens.start), tokens, label })
}

/// Cuts what the engine takes for a person's name in a headline, where all words have capitals, to a name known from the
/// rest of the text: "Ann Lee Resigns".
fn cut_headlines(parse: &Parse, gazetteer: &Gazetteer, candidates: &mut [Candidate]) {
    let headline = |c: &Candidate| parse.sentence_of(c.tokens.start) == 0;
    let known: HashSet<String> = candidates
        .iter()
        .filter(|c| c.label == Label::Person && !headline(c))
        .flat_map(|c| [key(parse, c.tokens.clone()), key(parse, c.tokens.end - 1..c.tokens.end)])
        .collect();
    for c in
        candidates.iter_mut().filter(|c| c.tokens.len() > 1 && matches!(c.label, Label::Person | Label::Organisation))
    {
        let organised =
            c.label == Label::Organisation && c.tokens.clone().any(|i| gazetteer.organisation_word(parse.text(i)));
        if !headline(c) || organised || known.contains(&key(parse, c.tokens.clone())) {
            continue;
        }
        let start = c.tokens.start;
        if let Some(end) = (start + 1..c.tokens.end).rev().find(|&end| known.contains(&key(parse, start..end))) {
            c.tokens = start..end;
            c.label = Label::Person;
        }
    }
}

/// "iPhone", "eBay": a capital inside.
fn mixed(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && word.contains(char::is_uppercase)
}

/// Whether a word inside a person's name is a title, a trade, or the country that the person comes from.
fn is_title(parse: &Parse, gazetteer: &Gazetteer, i: usize, label: Label) -> bool {
    let (word, words) = (parse.text(i), &gazetteer.words);
    let adjective = |(iso, what): (Iso, CountryWord)| {
        what == CountryWord::Adjective
            || words.country_before_person.has(iso.as_str()) && !words.never_before_person.has(word)
    };
    let person = label == Label::Person;
    gazetteer.honorific(word).is_some_and(|h| h.sure || person)
        || person
            && (gazetteer.person(&word.to_lowercase()).is_some() || gazetteer.country(word).is_some_and(adjective))
}
