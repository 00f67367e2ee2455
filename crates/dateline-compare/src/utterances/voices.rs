//! Who can speak: by what noun a source is called, whether that is people, an office, a body or a document.

use dateline_core::{OriginKind, Parse, Span};
use dateline_language::{Language, TableError, Words};

/// The nouns for what can speak.
#[derive(Debug)]
pub(crate) struct Voices {
    people: Words,
    offices: Words,
    bodies: Words,
    documents: Words,
    /// What makes what is said a judgement.
    opinions: Words,
}

impl Voices {
    /// Reads the nouns of a language.
    ///
    /// # Errors
    /// If a word stands in a table twice.
    pub(crate) fn new(language: &Language) -> Result<Voices, TableError> {
        let words = |name: &str| language.table(name).words();
        let bodies = language.table("actors/bodies.tsv");
        Ok(Voices {
            people: words("statements/people.txt")?,
            offices: words("statements/offices.txt")?,
            bodies: bodies.rows().map(|(_, [noun, _])| noun.trim_end_matches('*')).collect(),
            documents: words("statements/channels.txt")?,
            opinions: words("compare/opinions.txt")?,
        })
    }

    /// What a source is that is called by a noun; `None` where such a thing does not speak: "the insurgency", "the visit".
    pub(super) fn kind_of(&self, noun: &str) -> Option<OriginKind> {
        let noun = noun.to_lowercase();
        let kinds = [
            (&self.people, OriginKind::Unnamed),
            (&self.offices, OriginKind::Office),
            (&self.bodies, OriginKind::Office),
            (&self.documents, OriginKind::Document),
        ];
        kinds.into_iter().find(|(nouns, _)| nouns.has(&noun)).map(|(_, kind)| kind)
    }

    /// Whether words hold a judgement.
    pub(crate) fn judges(&self, words: &str) -> bool {
        let words: Vec<String> = crate::gather::words_of(words).collect();
        let longest = self.opinions.iter().map(|o| o.split(' ').count()).max().unwrap_or(0);
        (1..=longest).any(|n| words.windows(n).any(|run| self.opinions.has(&run.join(" "))))
    }
}

/// The noun that a phrase is about, in its dictionary form: the first of its words that hangs on none of the others.
pub(super) fn noun_of(parse: &Parse, phrase: Span) -> Option<&str> {
    let tokens = parse.tokens_in(phrase);
    let leaves = |&i: &usize| parse.head(i) == i || !tokens.contains(&parse.head(i));
    tokens.clone().find(leaves).map(|i| parse.lemma(i))
}
