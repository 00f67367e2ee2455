//! Who: the actors of a report and every place that names them.

mod bodies;
mod cluster;
mod draft;
mod gazetteer;
mod metonyms;
mod names;
mod nominals;
mod pronouns;
mod roles;
mod salience;
mod speakers;
mod titles;
mod votes;
mod words;

use dateline_core::{Actor, Parse, RegionKind, Report, Statement};
use draft::Draft;
pub use gazetteer::Gazetteer;
use names::Name;
use salience::Memory;

/// Finds the actors of a report.
pub fn find(gazetteer: &Gazetteer, report: &Report, parse: &Parse) -> Vec<Actor> {
    let mut names = names::find(report, parse, gazetteer);
    metonyms::mark(parse, gazetteer, &mut names);
    let clusters = cluster::join(parse, gazetteer, &names);
    let mut draft = Draft::new(parse, &names, clusters);
    roles::add(parse, gazetteer, &names, &mut draft);
    refer_back(report, parse, gazetteer, &names, &mut draft);
    bodies::add(parse, gazetteer, &names, &mut draft);
    draft.finish(parse, &gazetteer.words, &names)
}

/// Reads the text once more from its start and finds whom descriptions and pronouns mean.
fn refer_back(report: &Report, parse: &Parse, gazetteer: &Gazetteer, names: &[Name], draft: &mut Draft) {
    let mut memory = Memory::default();
    let aside = aside(report, parse, names);
    let main = nominals::main_company(&gazetteer.words, names, draft);
    for (token, aside) in aside.into_iter().enumerate() {
        if draft.at(token).is_none() {
            nominals::resolve(parse, gazetteer, names, &memory, draft, main, token);
            pronouns::resolve(parse, &gazetteer.words, &memory, draft, token);
        }
        if !aside {
            memory.read(parse, gazetteer, draft, token);
        }
    }
}

/// Which tokens the article's own sentences do not refer back to: those under pictures, and the lines that end in who took
/// one ("… on the quay. AFP/Ann Lee").
fn aside(report: &Report, parse: &Parse, names: &[Name]) -> Vec<bool> {
    let mut aside = vec![false; parse.len()];
    let kinds = [RegionKind::Caption, RegionKind::Byline, RegionKind::Furniture];
    for region in report.regions.iter().filter(|r| kinds.contains(&r.kind)) {
        aside[parse.tokens_in(region.span)].fill(true);
    }
    let text = report.text.as_str();
    let slash = |i: usize| parse.text(i).ends_with('/');
    for name in names.iter().filter(|n| n.tokens.start.checked_sub(1).is_some_and(slash)) {
        let (start, end) = (parse.span(name.tokens.start).start(), parse.span(name.tokens.end - 1).end());
        if text[end..].trim_start_matches([' ', ')', '.']).starts_with('\n') {
            let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
            let first = (0..name.tokens.start).rev().take_while(|&i| parse.span(i).start() >= line).last();
            aside[first.unwrap_or(name.tokens.start)..name.tokens.end].fill(true);
        }
    }
    aside
}

/// Adds what only statements tell: "I" and "we" inside a quotation are its speaker.
pub fn with_speakers(gazetteer: &Gazetteer, actors: Vec<Actor>, parse: &Parse, statements: &[Statement]) -> Vec<Actor> {
    speakers::add(actors, parse, &gazetteer.words, statements)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::{Dep, ParseBuilder, Pos, Text, Word};
    use dateline_language::Language;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static ENGLISH: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::new(&Language::english()).expect("in form"));

    /// A parse of words with whatever tags, tree and names.
    fn parse(words: &[(&str, usize, usize, usize)]) -> Parse {
        const TAGS: [(&str, Pos, Dep); 8] = [
            ("NNP", Pos::Propn, Dep::Nsubj),
            ("NN", Pos::Noun, Dep::Appos),
            ("PRP", Pos::Pron, Dep::Nsubj),
            ("DT", Pos::Det, Dep::Det),
            ("VBD", Pos::Verb, Dep::Root),
            ("JJ", Pos::Adj, Dep::Amod),
            ("CC", Pos::Cconj, Dep::Cc),
            ("WP", Pos::Pron, Dep::Relcl),
        ];
        const LABELS: [&str; 5] = ["", "PERSON", "ORG", "GPE", "NORP"];
        let text = Text::new(words.iter().map(|(word, ..)| *word).collect::<Vec<_>>().join(" "));
        let mut builder = ParseBuilder::new(&text);
        let mut at = 0;
        for (i, &(word, tag, head, label)) in words.iter().enumerate() {
            let (tag, pos, dep) = TAGS[tag % TAGS.len()];
            let span = text.span(at..at + word.len()).expect("a word of the text");
            let lemma = word.to_lowercase();
            let start = label == 7 || i % 30 == 0;
            let head = head % words.len();
            builder.token(span, Word { lemma: &lemma, tag, pos, dep, morph: "", head, sentence_start: start });
            if let Some(label) = LABELS.get(label).filter(|label| !label.is_empty()) {
                builder.entity(i..i + 1, label);
            }
            at += word.len() + 1;
        }
        builder.finish()
    }

    proptest! {
        #[test]
        fn nothing_panics_and_every_mention_is_in_order(
            words in prop::collection::vec(
                (
                    prop::sample::select(vec![
                        "Ann", "Lee", "the", "company", "IAEA", "(", ")", "he", "who", "Jr.", "Moscow", "said", "'s", "and",
                        "Зоя", "东京", "U.S.", "President", "government", "of", "it", "“", "\u{301}",
                    ]),
                    0usize..8, 0usize..60, 0usize..8,
                ),
                0..60,
            ),
        ) {
            let actors = find(&ENGLISH, &Report::default(), &parse(&words));
            for (i, actor) in actors.iter().enumerate() {
                prop_assert_eq!(actor.id.index(), i);
                prop_assert!(!actor.mentions.is_empty() && !actor.name.is_empty());
                prop_assert!(actor.mentions.is_sorted_by_key(|m| m.span));
            }
        }
    }

    #[test]
    fn five_thousand_names_of_one_family_are_all_found() {
        let given: Vec<String> = (0..5000).map(|i| format!("Name{i}")).collect();
        let words: Vec<_> =
            given.iter().flat_map(|g| [(g.as_str(), 0, 1, 1), ("said", 4, 1, 7), ("Lee", 0, 1, 1)]).collect();
        let parse = parse(&words);
        let actors = find(&ENGLISH, &Report::default(), &parse);
        assert!(!actors.is_empty());
    }
}
