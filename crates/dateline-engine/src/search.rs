//! Search over inputs; in a store, without reading what can not hold what is asked for.

use crate::account::{AccountRequest, Compared};
use crate::inputs::Inputs;
use crate::notice::{Notice, Tell};
use crate::read::Tally;
use crate::store::settled_among;
use crate::view::Query;
use crate::{Engine, EngineError};
use dateline_compare::actors::as_it_sounds;
use dateline_core::{Annotated, search_words};
use dateline_store::{Store, Words};
use std::collections::BTreeSet;
use std::path::Path;

/// The most reports of which it pays to look at some and not at all: a question that most reports may answer is put to all.
const SHARE: f64 = 0.5;

impl Engine {
    /// The account of the stories that may hold what is asked for, and the question with other spellings of its names, for
    /// [`View::answer`](crate::view::View::answer).
    ///
    /// Of one store only these stories are unpacked and compared; the answers are those that the whole would give.
    ///
    /// # Errors
    /// As [`Engine::account`].
    pub fn search(
        &self,
        request: &AccountRequest,
        typed: &str,
        tell: Tell<'_>,
    ) -> Result<(Compared, Query), EngineError> {
        // What a user says of the actors is of all stories, or an error.
        if let Some(path) = request.inputs.whole_store().filter(|_| request.edits.toml().is_empty()) {
            let store = Store::open_to_read(path)?;
            let query = self.spelled(typed, &store.name_words()?)?;
            let ids = store.ids_holding(&query.needed())?;
            if (ids.len() as f64) < SHARE * store.len()? as f64 {
                return Ok((self.account_among(&store, path, &ids, request, tell)?, query));
            }
        }
        let compared = self.account(request, tell)?;
        let query = self.spelled(typed, &name_words(&compared.reports))?;
        Ok((compared, query))
    }

    /// A question as it was typed, with the other spellings of its names.
    ///
    /// # Errors
    /// If a table of the language can not be used.
    pub fn spelled(&self, typed: &str, names: &BTreeSet<String>) -> Result<Query, EngineError> {
        let lexicon = self.lexicon()?;
        Ok(Query::parse(typed).spelled(names, |word| as_it_sounds(lexicon, word)))
    }

    /// The ids of the reports that may hold what is asked for, where the inputs are one store; none where they are not, or
    /// it can not be read now.
    pub fn may_hold(&self, inputs: &Inputs, query: &Query) -> Option<BTreeSet<String>> {
        let store = Store::open_to_read(inputs.whole_store()?).ok()?;
        store.ids_holding(&query.needed()).ok()
    }

    /// The account of the stories of some reports of a store.
    fn account_among(
        &self,
        store: &Store,
        path: &Path,
        ids: &BTreeSet<String>,
        request: &AccountRequest,
        tell: Tell<'_>,
    ) -> Result<Compared, EngineError> {
        let (stories, alone) = store.stories_of(ids)?;
        let mut reports: Vec<Annotated> = Vec::new();
        for story in stories {
            let (of_story, damaged) = store.of_story(story)?;
            damaged.iter().for_each(|damaged| tell(Notice::Damaged { store: path, id: &damaged.id }));
            reports.extend(of_story.into_iter().map(|(_, report)| report));
        }
        if !alone.is_empty() {
            for (number, id) in store.numbers_and_ids()?.into_iter().filter(|(_, id)| alone.contains(id)) {
                match store.report(number)? {
                    Some(report) => reports.push(report),
                    None => tell(Notice::Damaged { store: path, id: &id }),
                }
            }
        }
        reports.sort_by(|a, b| a.report.id.cmp(&b.report.id));
        let settled = settled_among(store, path, &reports)?;
        // The index answers for those that are not looked at.
        let tally = Tally { read: store.len()?, failed: 0 };
        self.compare(reports, &settled, tally, &request.edits, tell)
    }

    /// The reports of a store that hold all of some words in title or text, by id: whole words, whatever their case and
    /// accents, those of one entry one behind the other. All reports for no words. Only what is found is unpacked.
    ///
    /// # Errors
    /// If the store can not be read.
    pub fn holding(&self, store: &Path, wanted: &[Words], tell: Tell<'_>) -> Result<Vec<Annotated>, EngineError> {
        let (reports, damaged) = Store::open_to_read(store)?.with_words(wanted)?;
        damaged.iter().for_each(|damaged| tell(Notice::Damaged { store, id: &damaged.id }));
        Ok(reports)
    }
}

/// The folded words of all names in reports.
pub fn name_words(reports: &[Annotated]) -> BTreeSet<String> {
    let names = reports.iter().flat_map(|report| &report.actors).map(|actor| actor.name.as_str());
    names.flat_map(search_words).map(|word| word.folded).collect()
}
