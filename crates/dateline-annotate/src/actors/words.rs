//! The small words that the search for actors asks for.

use dateline_language::word_sets;

word_sets! {
    /// The sets of `actors/small.txt`; what each is for stands there.
    pub(super) struct Small {
        definite,
        the,
        and,
        of,
        agent,
        according,
        according_to,
        telling,
        government_after,
        capitals,
        openers,
        name_particles,
        owner,
        name_joins,
        name_article,
        legal_forms,
        generations,
        no_title_alone,
        polite,
        country_before_person,
        never_before_person,
        former,
        former_or_late,
        copulas,
        government,
        unnamed,
        leader,
        heads,
        public,
        place_prepositions,
        open_prepositions,
        place_verbs,
        he,
        she,
        it,
        they,
        i,
        we,
        not_we,
        reflexive_ends,
        empty_it_verbs,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_has_every_set() {
        let english = dateline_language::Language::english();
        let words = Small::read(&english.table("actors/small.txt")).expect("in form");
        assert!(words.empty().is_empty(), "{:?}", words.empty());
    }
}
