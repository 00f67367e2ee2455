//! The words that tell of events: rules/en/events read into tables.

use dateline_core::{Root, Status};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The tables of English.
pub(super) static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::read(
        include_str!("../../../../rules/en/events/roots.txt"),
        include_str!("../../../../rules/en/events/verbs.txt"),
        include_str!("../../../../rules/en/events/nouns.txt"),
        include_str!("../../../../rules/en/events/status.txt"),
    )
});

type Words = HashSet<&'static str>;

/// What is known of words before any sentence is seen.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    verbs: HashMap<&'static str, Vec<Entry>>,
    nouns: HashMap<&'static str, Vec<Entry>>,
    happenings: Words,
    kinds: HashMap<&'static str, Words>,
    noun_kinds: HashMap<&'static str, Words>,
    status: HashMap<&'static str, Vec<(&'static str, Status)>>,
    /// Each line of roots.txt with its example.
    #[cfg(test)]
    pub(super) examples: Vec<(Root, &'static str)>,
}

/// One line of roots.txt for one of its words.
#[derive(Clone, Debug)]
struct Entry {
    root: Root,
    object: Vec<&'static str>,
    prep: Vec<&'static str>,
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
        let met = |wanted: &[&str], there: &[&str]| wanted.is_empty() || there.iter().any(|w| wanted.contains(w));
        met(&self.object, &frame.objects)
            && met(&self.prep, &frame.preps)
            && (!self.clause || frame.clause)
            && (!self.not || frame.not)
    }
}

impl Lexicon {
    fn read(roots: &'static str, verbs: &'static str, nouns: &'static str, status: &'static str) -> Lexicon {
        let mut lexicon = Lexicon::default();
        for line in lines(roots) {
            if line.starts_with(' ') {
                #[cfg(test)]
                if let Some(root) = lexicon.examples.last_mut().filter(|e| e.1.is_empty()) {
                    root.1 = line.trim();
                }
                continue;
            }
            lexicon.read_root(line);
        }
        for (kind, words) in lines(verbs).filter_map(|l| l.split_once(':')) {
            lexicon.kinds.entry(kind).or_default().extend(words.split_whitespace());
        }
        for line in lines(nouns) {
            match line.split_once(':') {
                Some((kind, words)) => lexicon.noun_kinds.entry(kind).or_default().extend(words.split_whitespace()),
                None => lexicon.happenings.extend(line.split_whitespace()),
            }
        }
        for (head, words) in lines(status).filter_map(|l| l.split_once(':')) {
            let Some((name, kind)) = head.split_once(' ') else { continue };
            let Some(status) = status_of(name) else { continue };
            lexicon.status.entry(kind).or_default().extend(words.split_whitespace().map(|w| (w, status)));
        }
        lexicon
    }

    fn read_root(&mut self, line: &'static str) {
        let Some((head, words)) = line.split_once(':') else { return };
        let mut parts = head.split_whitespace();
        let Some(root) = parts.next().and_then(Root::named) else { return };
        let table = match parts.next() {
            Some("verb") => &mut self.verbs,
            Some("noun") => &mut self.nouns,
            _ => return,
        };
        let mut entry = Entry { root, object: Vec::new(), prep: Vec::new(), clause: false, not: false };
        for part in parts {
            match part.split_once('=') {
                Some(("object", words)) => entry.object = words.split('|').collect(),
                Some(("prep", words)) => entry.prep = words.split('|').collect(),
                _ => {
                    entry.clause |= part == "clause";
                    entry.not |= part == "not";
                }
            }
        }
        for word in words.split_whitespace() {
            table.entry(word).or_default().push(entry.clone());
        }
        #[cfg(test)]
        self.examples.push((root, ""));
    }

    /// Whether verbs.txt has a verb (with its particle as "carry+out") under a kind.
    pub(super) fn is(&self, kind: &str, verb: &str) -> bool {
        self.kinds.get(kind).is_some_and(|w| w.contains(verb))
    }

    /// Whether nouns.txt has a noun under a kind.
    pub(super) fn is_noun(&self, kind: &str, noun: &str) -> bool {
        self.noun_kinds.get(kind).is_some_and(|w| w.contains(noun))
    }

    /// Whether a noun names a happening.
    pub(super) fn is_happening(&self, noun: &str) -> bool {
        self.happenings.contains(noun) || self.nouns.contains_key(noun)
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
        self.status.get(kind)?.iter().find(|(w, _)| *w == word).map(|&(_, status)| status)
    }
}

/// The root of the entry with the most conditions that holds; of equals, the last.
fn best(entries: &[Entry], frame: &Frame<'_>) -> Option<(Root, bool)> {
    entries.iter().filter(|e| e.holds(frame)).max_by_key(|e| e.conditions()).map(|e| (e.root, !e.object.is_empty()))
}

fn lines(raw: &'static str) -> impl Iterator<Item = &'static str> {
    raw.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#'))
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
    fn every_line_of_the_roots_has_an_example_that_it_decides() {
        let english = Pipeline::english().unwrap();
        let mut worker = english.worker();
        let mut failures = String::new();
        for &(root, example) in &ENGLISH.examples {
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
            let events = find_without_roots(&report, &parse, &[], &[], &[]);
            let found = events.iter().find(|(event, _)| event.trigger == trigger).map(|(_, facts)| facts.lexicon());
            if found != Some(Some(root)) {
                writeln!(failures, "{} expected, {found:?} found: {example}", root.name()).unwrap();
            }
        }
        assert!(failures.is_empty(), "\n{failures}");
    }
}
