//! The files of `rules/` as parts of the program.

/// A file by its name, and its text.
type File = (&'static str, &'static str);

macro_rules! files {
    ($folder:literal: $($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../rules/", $folder, $name)))),*]
    };
}

/// The lists that are the same in every language.
pub(crate) const EVERY_LANGUAGE: &[File] = files![
    "":
    "languages.txt",
    "places/cities.tsv",
    "places/other.tsv",
    "places/regions.tsv",
    "places/spellings.tsv",
    "places/variants.tsv",
];

/// English.
pub(crate) const ENGLISH: &[File] = files![
    "en/":
    "actors/aliases.tsv",
    "actors/bodies.tsv",
    "actors/countries.tsv",
    "actors/given_names.tsv",
    "actors/honorifics.tsv",
    "actors/kinds.tsv",
    "actors/metonyms.tsv",
    "actors/never.txt",
    "actors/nicknames.tsv",
    "actors/organisation_words.txt",
    "actors/organisations.tsv",
    "actors/people.tsv",
    "actors/things.tsv",
    "actors/small.txt",
    "agencies.txt",
    "check/apart.txt",
    "check/unsure.txt",
    "clauses/bounds.txt",
    "clauses/cuts.tsv",
    "clauses/words.txt",
    "compare/credit.txt",
    "compare/endings.tsv",
    "compare/event.tsv",
    "compare/hides.forest",
    "compare/kin.txt",
    "compare/opinions.txt",
    "compare/matters.forest",
    "compare/same.forest",
    "compare/same.tsv",
    "compare/shades.txt",
    "compare/small.txt",
    "compare/tells.forest",
    "events/nouns.txt",
    "events/root_weights.tsv",
    "events/roots.txt",
    "events/status.txt",
    "events/verbs.txt",
    "events/small.txt",
    "numerals.txt",
    "read/agencies.txt",
    "read/dates.txt",
    "read/exports.txt",
    "read/fields.txt",
    "read/furniture.txt",
    "read/markup.txt",
    "read/months.txt",
    "read/not-people.txt",
    "read/not-places.txt",
    "read/outlets.txt",
    "read/patterns.txt",
    "read/platforms.txt",
    "read/related.txt",
    "read/zones.txt",
    "statements/anonymity.txt",
    "statements/channels.txt",
    "statements/giving.txt",
    "statements/layout.txt",
    "statements/offices.txt",
    "statements/people.txt",
    "statements/platforms.tsv",
    "statements/press.txt",
    "statements/speakers.tsv",
    "statements/telling.txt",
    "statements/thoughts.txt",
    "statements/weights.tsv",
    "statements/small.txt",
    "stories.txt",
    "times/ahead.txt",
    "times/clock.txt",
    "times/dates.txt",
    "times/lengths.txt",
    "times/relative.txt",
    "times/seasons.txt",
    "times/sets.txt",
    "times/small.txt",
    "times/words.txt",
    "word-counts.txt",
];

/// The weights of English.
pub(crate) const ENGLISH_WEIGHTS: &[(&str, &[u8])] =
    &[("compare/meaning.safetensors", include_bytes!("../../../rules/en/compare/meaning.safetensors"))];

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn every_file_of_the_folder_is_built_in() {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../rules/en"));
        let there = crate::Language::load(folder).expect("the folder is there");
        let built_in = crate::Language::english();
        assert_eq!(there.names().collect::<Vec<_>>(), built_in.names().collect::<Vec<_>>());
        assert_eq!(ENGLISH.len() + ENGLISH_WEIGHTS.len() + EVERY_LANGUAGE.len(), built_in.names().count());
    }
}
