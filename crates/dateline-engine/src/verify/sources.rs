//! Which source each report of an account was made from: told by the hash of its bytes, not by its name.

use super::Fault;
use dateline_core::Annotated;
use dateline_core::json::ReportJson;
use std::collections::{BTreeMap, BTreeSet};

/// The sources of an account.
#[derive(Debug, Default)]
pub(super) struct Sources {
    /// The place of each report's source in the list that was read, by the report's id in the account.
    pub(super) places: BTreeMap<String, usize>,
    /// What is wrong with them.
    pub(super) faults: Vec<Fault>,
    /// The sources that are none of the account's, by id.
    pub(super) others: Vec<String>,
    /// Whether every report of the account was found with the same bytes.
    pub(super) intact: bool,
}

/// Finds the source of each report of an account.
///
/// Where none has its bytes, that of its id stands for it, so that what has changed can be told.
pub(super) fn find(claimed: &[ReportJson], read: &[Annotated]) -> Sources {
    let mut sources = Sources { intact: true, ..Sources::default() };
    let mut used = BTreeSet::new();
    for report in claimed {
        if sources.places.contains_key(&report.id) {
            sources.faults.push(Fault::Twice { place: format!("report {}", report.id) });
            continue;
        }
        let free = || (0..read.len()).filter(|at| !used.contains(at));
        let is_same = |&at: &usize| read[at].report.sha256 == report.sha256;
        let is_named = |&at: &usize| read[at].report.id == report.id;
        let found = free().find(|at| is_same(at) && is_named(at)).or_else(|| free().find(is_same));
        let Some(at) = found.or_else(|| free().find(is_named)) else {
            sources.intact = false;
            sources.faults.push(Fault::Missing { report: report.id.clone() });
            continue;
        };
        used.insert(at);
        sources.places.insert(report.id.clone(), at);
        let source = &read[at].report;
        if !is_same(&at) {
            sources.intact = false;
            sources.faults.push(Fault::Bytes { report: report.id.clone(), from: source.from.clone() });
        } else if source.outlet.is_none() && !is_one_name(&source.id, &report.id) {
            sources.faults.push(Fault::Named { report: report.id.clone(), named: source.id.clone() });
        }
    }
    sources.others = (0..read.len()).filter(|at| !used.contains(at)).map(|at| read[at].report.id.clone()).collect();
    sources
}

/// Whether two ids are the same but for the number that keeps reports of one name apart.
fn is_one_name(a: &str, b: &str) -> bool {
    let numbered = |long: &str, short: &str| {
        let number = long.strip_prefix(short).and_then(|rest| rest.strip_prefix('-'));
        number.is_some_and(|n| n.parse::<usize>().is_ok())
    };
    a == b || numbered(a, b) || numbered(b, a)
}
