//! The stages apart, for machines that share nothing but the rows of tables: each call takes and gives plain bytes and numbers.
//!
//! A report is annotated by itself and packed; what grouping looks at is a few numbers of it; a story is compared from its
//! packed reports alone. What comes out is what [`Engine::account`] gives for the same stories.

use crate::notice::Tell;
use crate::read::Tally;
use crate::{Engine, EngineError};
use dateline_compare::actors::Edits;
use dateline_compare::gather::{LookedAt, Settled};
use dateline_core::json::Stored;
use dateline_core::{Annotated, ReportIx};
use dateline_read::Ids;

pub use dateline_compare::gather::{Common, Keys, LookedAt as Look};

/// A report that was packed by another version, or is not whole.
#[derive(Debug, thiserror::Error)]
#[error("a packed report can not be read ({0}); annotate it anew")]
pub struct PackError(String);

/// An annotated report as bytes, with its parse.
///
/// # Errors
/// If there is no memory for them.
pub fn pack(annotated: &Annotated) -> Result<Vec<u8>, PackError> {
    serde_json::to_vec(&Stored::new(annotated)).map_err(|why| PackError(why.to_string()))
}

/// The report of some bytes.
///
/// # Errors
/// If they are not those of [`pack`].
pub fn unpack(bytes: &[u8]) -> Result<Annotated, PackError> {
    let stored: Stored = serde_json::from_slice(bytes).map_err(|why| PackError(why.to_string()))?;
    stored.to_annotated().map_err(|why| PackError(why.to_string()))
}

impl Engine {
    /// What grouping looks at in a report.
    ///
    /// # Errors
    /// If a table of the language can not be used.
    pub fn look(&self, annotated: &Annotated) -> Result<Look, EngineError> {
        Ok(LookedAt::new(self.lexicon()?, &annotated.report))
    }

    /// How common each term is among so many reports, of which so many hold each.
    ///
    /// # Errors
    /// As [`Engine::look`].
    pub fn common(
        &self,
        reports: u32,
        holding: impl IntoIterator<Item = (u32, u32)>,
    ) -> Result<Common<'_>, EngineError> {
        Ok(Common::new(self.lexicon()?, reports, holding))
    }

    /// The account of reports that are one story, as it stands among those of [`Engine::account`].
    ///
    /// # Errors
    /// As [`Engine::account`].
    pub fn account_of(&self, mut reports: Vec<Annotated>, tell: Tell<'_>) -> Result<crate::Compared, EngineError> {
        reports.sort_by(|a, b| a.report.id.cmp(&b.report.id));
        let mut ids = Ids::default();
        for annotated in &mut reports {
            annotated.report.id = ids.unique(std::mem::take(&mut annotated.report.id));
        }
        let one: Vec<(ReportIx, Settled)> =
            (0..reports.len()).map(|at| (ReportIx(at as u32), Settled::unknown(0))).collect();
        let tally = Tally { read: reports.len(), failed: 0 };
        self.compare(reports, &one, tally, &Edits::default(), tell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AccountRequest, Inputs, quiet};
    use std::collections::BTreeMap;

    /// The way of a cluster, in one process: pack, look, pair, group each heap, compare each story.
    #[test]
    fn stages_apart_come_to_the_same_account() {
        let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples");
        let engine = Engine::default();
        let inputs = Inputs::from_paths([format!("{examples}/strike"), format!("{examples}/ferry")]);
        let whole =
            engine.account(&AccountRequest { inputs, ..AccountRequest::default() }, &mut quiet).expect("an account");
        let packed: Vec<Vec<u8>> = whole.reports.iter().map(|r| pack(r).expect("memory")).collect();
        let looks: Vec<Look> = whole.reports.iter().map(|r| engine.look(r).expect("the rules")).collect();
        let looks: Vec<Look> = looks.iter().map(|l| Look::from_bytes(&l.to_bytes()).expect("its own bytes")).collect();
        let mut holding: BTreeMap<u32, u32> = BTreeMap::new();
        looks.iter().flat_map(Look::terms).for_each(|term| *holding.entry(term).or_default() += 1);
        let common = engine.common(looks.len() as u32, holding).expect("the rules");
        for story in &whole.account.stories {
            let members = &story.story.reports;
            for pair in members.windows(2) {
                let [a, b] = [&looks[pair[0].index()], &looks[pair[1].index()]];
                let (a_keys, b_keys) = (common.keys(a), common.keys(b));
                assert!(a_keys.terms.iter().any(|(term, _)| b_keys.terms.iter().any(|(other, _)| term == other)));
                assert!(common.alike(a, b).is_some());
            }
            let numbers = common.stories(members.iter().map(|ix| looks[ix.index()].clone()).collect());
            assert!(numbers.iter().all(|number| *number == 0), "{numbers:?}");
            let reports = members.iter().map(|ix| unpack(&packed[ix.index()]).expect("its own bytes")).collect();
            let one = engine.account_of(reports, &mut quiet).expect("an account");
            let of_whole = dateline_core::json::StoryJson::new(story, &whole.reports);
            assert_eq!(one.json(false).stories, [of_whole]);
        }
    }
}
