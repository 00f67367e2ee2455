//! Which reports of a store hold some words, without reading the others.

use crate::notice::{Notice, Tell};
use crate::{Engine, EngineError};
use dateline_core::Annotated;
use dateline_store::{Store, Words};
use std::path::Path;

impl Engine {
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
