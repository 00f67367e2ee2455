//! Whether an account holds: its words against its sources, and its labels against what comes of them.
//!
//! Whatever does not resolve is a fault: nothing passes because it could not be checked.

mod fault;
mod labels;
mod sources;
mod words;

pub use fault::{Fault, Wrong};
pub(crate) use words::check as check_words;

use crate::account::Reports;
use crate::inputs::Inputs;
use crate::notice::Tell;
use crate::seal::broken;
use crate::view::{Narrow, Whom};
use crate::{Edits, Engine, EngineError, Settings};
use dateline_annotate::Options;
use dateline_core::json::{AccountJson, MadeJson};
use dateline_core::{Annotated, ReportIx};
use serde_json::Value;
use std::collections::BTreeMap;

/// What is to be checked, against what.
#[derive(Clone, Debug, Default)]
pub struct VerifyRequest {
    /// The account, as JSON.
    pub account: Vec<u8>,
    /// Its sources.
    pub inputs: Inputs,
    /// Whether only the words are checked: an account that another version made has other labels.
    pub words_only: bool,
}

/// What a check of an account came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// How many places hold the words that the account claims.
    pub held: usize,
    /// What does not hold.
    pub faults: Vec<Fault>,
    /// Whether the account was computed again and its labels compared.
    pub labels: bool,
    /// The seal that it has, which fits it if that is no fault.
    pub seal: Option<String>,
    /// The inputs that the account says nothing of, by id.
    pub others: Vec<String>,
}

impl Engine {
    /// Checks an account against its sources, read anew.
    ///
    /// With the version that made it, the account is computed again, and each label that is another is a fault.
    ///
    /// # Errors
    /// If the account is none, a store or the pipeline can not be read, or the account names edits that match nothing.
    /// What does not hold is no error: it is the answer.
    pub fn verify(&self, request: &VerifyRequest, tell: Tell<'_>) -> Result<Verdict, EngineError> {
        let account: AccountJson = serde_json::from_slice(&request.account).map_err(EngineError::NoAccount)?;
        if request.words_only {
            let mut read = Vec::new();
            self.read(&request.inputs, tell, |report| {
                read.push(Annotated { report, ..Annotated::default() });
                Ok::<(), EngineError>(())
            })?;
            return Ok(check(&account, &read).0);
        }
        let made = account.made.clone().unwrap_or_default();
        let other = self.as_made(&made)?;
        let engine = other.as_ref().unwrap_or(self);
        let Reports { reports, settled, tally } = engine.reports(&request.inputs, tell)?;
        let (mut verdict, sources) = check(&account, &reports);
        let this = engine.version()?;
        let by = match &made.pipeline {
            none if none.is_empty() => this.clone(),
            pipeline => format!("dateline {}, {pipeline}", account.dateline),
        };
        if by != this || account.dateline != env!("CARGO_PKG_VERSION") {
            verdict.faults.push(Fault::Version { made: by, this });
            return Ok(verdict);
        }
        if !sources.intact {
            // Other words give other labels: each would be one more line that tells nothing new.
            return Ok(verdict);
        }
        let order: BTreeMap<usize, usize> =
            account.reports.iter().enumerate().filter_map(|(i, r)| Some((*sources.places.get(&r.id)?, i))).collect();
        let settled: Vec<_> = settled
            .into_iter()
            .filter_map(|(ix, settled)| Some((ReportIx(*order.get(&ix.index())? as u32), settled)))
            .collect();
        let mut its: Vec<(usize, Annotated)> =
            reports.into_iter().enumerate().filter_map(|(at, report)| Some((*order.get(&at)?, report))).collect();
        its.sort_by_key(|(i, _)| *i);
        let named = its.into_iter().map(|(i, mut annotated)| {
            annotated.report.id.clone_from(&account.reports[i].id);
            annotated
        });
        let edits = Edits::parse(made.edits.as_deref().unwrap_or_default())?;
        let again = engine.compare(named.collect(), &settled, tally, &edits, tell)?.narrowed(&narrow(&made));
        let layers = account.reports.iter().any(|r| r.sentences.is_some());
        let again = serde_json::to_vec(&again.json(layers)).and_then(|json| serde_json::from_slice::<Value>(&json));
        let claimed = serde_json::from_slice::<Value>(&request.account).map_err(EngineError::NoAccount)?;
        verdict.faults.extend(labels::differences(&claimed, &again.map_err(EngineError::NoAccount)?));
        verdict.labels = true;
        Ok(verdict)
    }

    /// An engine that reads times as the one did that made an account; `None` if this one does.
    fn as_made(&self, made: &MadeJson) -> Result<Option<Engine>, EngineError> {
        let time_mode = match made.time_mode.as_str() {
            "" => return Ok(None),
            name => name.parse().map_err(EngineError::TimeMode)?,
        };
        let settings = || Settings { annotate: Options { time_mode }, ..self.settings.clone() };
        Ok((time_mode != self.settings.annotate.time_mode).then(|| Engine::new(settings())))
    }
}

/// What narrowed an account.
fn narrow(made: &MadeJson) -> Narrow {
    let since = made.since.as_deref().and_then(|day| day.parse().ok());
    Narrow { state: made.state, actor: made.actor.clone().map(Whom::Holding), since, ..Narrow::all() }
}

/// Holds the words of an account against its sources.
fn check(account: &AccountJson, read: &[Annotated]) -> (Verdict, sources::Sources) {
    let mut sources = sources::find(&account.reports, read);
    let by_id = sources.places.iter().map(|(id, &at)| (id.as_str(), &read[at].report)).collect();
    let mut verdict = words::check(account, &by_id);
    verdict.faults.splice(..0, std::mem::take(&mut sources.faults));
    verdict.faults.extend(broken(account));
    verdict.seal = account.seal.as_ref().map(|seal| seal.account.clone());
    verdict.others.clone_from(&sources.others);
    (verdict, sources)
}
