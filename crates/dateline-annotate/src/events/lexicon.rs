//! The words that tell of events: the tables of `events/` in a form that is quick to ask.

use crate::statements::model::Weights;
use dateline_core::{Root, Status};
use dateline_language::{Language, Line, Numerals, Table, TableError, Words, word_sets};
use std::collections::HashMap;

/// What is known of words before any sentence is seen.
#[derive(Debug, Default)]
pub struct Lexicon {
    verbs: HashMap<Box<str>, Vec<Entry>>,
    nouns: HashMap<Box<str>, Vec<Entry>>,
    happenings: Words,
    kinds: HashMap<Box<str>, Words>,
    noun_kinds: HashMap<Box<str>, Words>,
    status: HashMap<Box<str>, Vec<(Box<str>, Status)>>,
    /// The weights of the learned part.
    pub(super) weights: Weights,
    pub(super) numerals: Numerals,
    /// The small words of the stage.
    pub(super) words: Small,
    /// Each line of roots.txt with its example.
    #[cfg(test)]
    pub(super) examples: Vec<(Root, String)>,
}

word_sets! {
    /// The sets of `events/small.txt`; what each is for stands there.
    pub(super) struct Small {
        of,
        agent,
        matter,
        towards,
        partner,
        between,
        origin,
        place_prepositions,
        ground_prepositions,
        object_acts,
        on,
        aim_prepositions,
        particles,
        outcome_verbs,
        come_about,
        take,
        place,
        anyone,
        would,
        measure_prepositions,
        hedges,
        no_hedge,
        hedge_of_degree,
        degrees,
        hedge_of_more,
        number_nouns,
        half,
        a,
        and,
        percent,
    }
}

/// One line of roots.txt for one of its words.
#[derive(Clone, Debug)]
struct Entry {
    root: Root,
    object: Words,
    prep: Words,
    clause: bool,
    not: bool,
}

/// What stands around a word, as the conditions of roots.txt ask for it.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame<'a> {
    /// The lemmas of the object, its head last.
    pub(super) objects: Vec<&'a str>,
    /// The lemmas of the prepositions.
    pub(super) preps: Vec<&'a str>,
    /// Whether a clause hangs on the word.
    pub(super) clause: bool,
    /// Whether the word is denied by "not" or "never".
    pub(super) not: bool,
}

impl Entry {
    fn conditions(&self) -> usize {
        usize::from(!self.object.is_empty())
            + usize::from(!self.prep.is_empty())
            + usize::from(self.clause)
            + usize::from(self.not)
    }

    fn holds(&self, frame: &Frame<'_>) -> bool {
        let met = |wanted: &Words, there: &[&str]| wanted.is_empty() || there.iter().any(|w| wanted.has(w));
        met(&self.object, &frame.objects)
            && met(&self.prep, &frame.preps)
            && (!self.clause || frame.clause)
            && (!self.not || frame.not)
    }
}

impl Lexicon {
    /// Reads the tables of a language.
    ///
    /// # Errors
    /// If a line has another form than it should, or a small word stands twice.
    pub fn new(language: &Language) -> Result<Lexicon, TableError> {
        let mut lexicon = Lexicon {
            weights: Weights::read(language.table("events/root_weights.tsv").text(), "root"),
            numerals: Numerals::new(language)?,
            words: Small::read(&language.table("events/small.txt"))?,
            kinds: kinds(language.table("events/verbs.txt")).0,
            ..Lexicon::default()
        };
        (lexicon.noun_kinds, lexicon.happenings) = kinds(language.table("events/nouns.txt"));
        let roots = language.table("events/roots.txt");
        for line in roots.lines() {
            if line.text.starts_with(' ') {
                #[cfg(test)]
                if let Some(root) = lexicon.examples.last_mut().filter(|e| e.1.is_empty()) {
                    root.1 = line.text.trim().to_owned();
                }
                continue;
            }
            lexicon.read_root(roots, line)?;
        }
        let status = language.table("events/status.txt");
        for line in status.lines() {
            let fault = || status.fault(line, "a line is `expected|possible|denied KIND: words`");
            let (head, words) = line.text.split_once(':').ok_or_else(fault)?;
            let (name, kind) = head.split_once(' ').ok_or_else(fault)?;
            let said = status_of(name).ok_or_else(fault)?;
            lexicon.status.entry(kind.into()).or_default().extend(words.split_whitespace().map(|w| (w.into(), said)));
        }
        Ok(lexicon)
    }

    fn read_root(&mut self, table: Table<'_>, line: Line<'_>) -> Result<(), TableError> {
        let fault = || table.fault(line, "a line is `ROOT verb|noun [CONDITION…]: words`");
        let (head, words) = line.text.split_once(':').ok_or_else(fault)?;
        let mut parts = head.split_whitespace();
        let root = parts.next().and_then(Root::named).ok_or_else(fault)?;
        let table = match parts.next() {
            Some("verb") => &mut self.verbs,
            Some("noun") => &mut self.nouns,
            _ => return Err(fault()),
        };
        let mut entry = Entry { root, object: Words::default(), prep: Words::default(), clause: false, not: false };
        for part in parts {
            match part.split_once('=') {
                Some(("object", words)) => entry.object = words.split('|').collect(),
                Some(("prep", words)) => entry.prep = words.split('|').collect(),
                None if part == "clause" => entry.clause = true,
                None if part == "not" => entry.not = true,
                _ => return Err(fault()),
            }
        }
        for word in words.split_whitespace() {
            table.entry(word.into()).or_default().push(entry.clone());
        }
        #[cfg(test)]
        self.examples.push((root, String::new()));
        Ok(())
    }

    /// Whether verbs.txt has a verb (with its particle as "carry+out") under a kind.
    pub(super) fn is(&self, kind: &str, verb: &str) -> bool {
        self.kinds.get(kind).is_some_and(|w| w.has(verb))
    }

    /// Whether nouns.txt has a noun under a kind.
    pub(super) fn is_noun(&self, kind: &str, noun: &str) -> bool {
        self.noun_kinds.get(kind).is_some_and(|w| w.has(noun))
    }

    /// Whether a noun names a happening.
    pub(super) fn is_happening(&self, noun: &str) -> bool {
        self.happenings.has(noun) || self.nouns.contains_key(noun)
    }

    /// Whether a verb stands in roots.txt, under whatever conditions.
    pub(super) fn has_root(&self, verb: &str) -> bool {
        self.verbs.contains_key(verb)
    }

    /// The root of a verb in its frame, and whether its line asks for the object that is there.
    pub(super) fn verb_root(&self, verb: &str, frame: &Frame<'_>) -> Option<(Root, bool)> {
        best(self.verbs.get(verb)?, frame)
    }

    /// The root of a noun in its frame, and whether its line asks for the object that is there.
    pub(super) fn noun_root(&self, noun: &str, frame: &Frame<'_>) -> Option<(Root, bool)> {
        best(self.nouns.get(noun)?, frame)
    }

    /// The status that a word of a kind (as status.txt names them) gives to the event it bears on.
    pub(super) fn status(&self, kind: &str, word: &str) -> Option<Status> {
        self.status.get(kind)?.iter().find(|(w, _)| **w == *word).map(|(_, status)| *status)
    }
}

/// The root of the entry with the most conditions that holds; of equals, the last.
fn best(entries: &[Entry], frame: &Frame<'_>) -> Option<(Root, bool)> {
    entries.iter().filter(|e| e.holds(frame)).max_by_key(|e| e.conditions()).map(|e| (e.root, !e.object.is_empty()))
}

/// The words of lines `KIND: words` by their kind, and those of lines without a kind.
fn kinds(table: Table<'_>) -> (HashMap<Box<str>, Words>, Words) {
    let (mut kinds, mut rest): (HashMap<&str, Vec<&str>>, Vec<&str>) = Default::default();
    for line in table.lines() {
        match line.text.split_once(':') {
            Some((kind, words)) => kinds.entry(kind).or_default().extend(words.split_whitespace()),
            None => rest.extend(line.text.split_whitespace()),
        }
    }
    let kinds = kinds.into_iter().map(|(kind, words)| (kind.into(), words.into_iter().collect()));
    (kinds.collect(), rest.into_iter().collect())
}

fn status_of(name: &str) -> Option<Status> {
    match name {
        "expected" => Some(Status::Expected),
        "possible" => Some(Status::Possible),
        "denied" => Some(Status::Denied),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::find_without_roots;
    use dateline_core::{Region, RegionKind, Report, Text};
    use dateline_spacy::Pipeline;
    use std::fmt::Write;

    #[test]
    fn english_has_every_set() {
        let empty = Lexicon::new(&Language::english()).unwrap().words.empty();
        assert!(empty.is_empty(), "{empty:?}");
    }

    #[test]
    fn every_line_of_the_roots_has_an_example_that_it_decides() {
        let english = Pipeline::english().unwrap();
        let lexicon = Lexicon::new(&Language::english()).unwrap();
        let mut worker = english.worker();
        let mut failures = String::new();
        for (root, example) in &lexicon.examples {
            let word = example.find('[').zip(example.find(']'));
            let Some((start, end)) = word else {
                writeln!(failures, "{} has a line without an example: {example:?}", root.name()).unwrap();
                continue;
            };
            let text = Text::new(example.replace(['[', ']'], ""));
            let regions = vec![Region { span: text.whole(), kind: RegionKind::Body }];
            let trigger = text.span(start..end - 1).unwrap();
            let report = Report { text, regions, ..Report::default() };
            let parse = crate::parse(&report, &mut worker);
            let events = find_without_roots(&lexicon, &parse, &[], &[], &[]);
            let found = events.iter().find(|(event, _)| event.trigger == trigger).map(|(_, facts)| facts.lexicon());
            if found != Some(Some(*root)) {
                writeln!(failures, "{} expected, {found:?} found: {example}", root.name()).unwrap();
            }
        }
        assert!(failures.is_empty(), "\n{failures}");
    }
}
