//! Reports into a store, and each new one into its story; and what keeps a store in order.

use crate::inputs::{Inputs, Unread};
use crate::notice::{Notice, Stage, Tell};
use crate::read::Tally;
use crate::{Engine, EngineError};
use dateline_compare::gather::{LookedAt, Settled, join_looked_at, without};
use dateline_core::{Annotated, Published, Report, ReportIx};
use dateline_store::{Put, Row, Seen, Store};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

/// How many reports are taken up at once where only what grouping looks at is kept of them.
const AT_ONCE: usize = 128;

/// What is to be added, and where.
#[derive(Clone, Debug, Default)]
pub struct AddRequest {
    /// The store; made if it is not there.
    pub store: PathBuf,
    /// The reports.
    pub inputs: Inputs,
}

/// What became of reports that were added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AddAnswer {
    /// How many are new.
    pub new: usize,
    /// How many are new versions of reports that were there.
    pub versions: usize,
    /// How many were there damaged or with layers of an earlier dateline, which are replaced.
    pub renewed: usize,
    /// How many were there already.
    pub known: usize,
    /// What was read.
    pub tally: Tally,
}

/// What grouping needs of a report that came in, by its id in the store.
type Looks = HashMap<String, (DateKey, LookedAt)>;

/// What reports are settled by: those without a date last, then by day, time and id.
type DateKey = (bool, Option<jiff::civil::Date>, Option<jiff::civil::Time>);

impl Engine {
    /// Adds reports to a store and settles their stories.
    ///
    /// Each report is put there by itself as soon as it is annotated: whatever ends the call, those are kept, and the next
    /// call goes on from there. What the store has, with layers of this version, is not even read.
    ///
    /// # Errors
    /// If a store or the pipeline can not be read, or the store can not be written or is written to by another.
    pub fn add(&self, request: &AddRequest, tell: Tell<'_>) -> Result<AddAnswer, EngineError> {
        let mut store = self.open(&request.store, "dateline add", tell)?;
        self.add_to(&mut store, &request.store, &request.inputs, tell)
    }

    /// As [`Engine::add`], to a store that is open.
    pub(crate) fn add_to(
        &self,
        store: &mut Store,
        path: &Path,
        inputs: &Inputs,
        tell: Tell<'_>,
    ) -> Result<AddAnswer, EngineError> {
        let made_by = self.version()?;
        let lexicon = self.lexicon()?;
        let look = store.known(&made_by)?;
        tell(Notice::Begins(Stage::Add));
        let mut answer = AddAnswer::default();
        let mut same = 0;
        let count = &mut same;
        let unread = inputs.all(self.reader()?, tell)?.filter(move |unread| {
            let there = matches!(unread, Unread::Source(Ok(source)) if look.has(source.sha256(), &source.from));
            *count += usize::from(there);
            !there
        });
        let mut looks = Looks::new();
        let make = |annotated: Annotated| {
            let report = &annotated.report;
            (date_key(report.published), LookedAt::new(lexicon, report), Row::new(&annotated))
        };
        let each = |_, (key, look, row): (DateKey, LookedAt, Row)| -> Result<(), EngineError> {
            let seen = Seen { at: self.now().as_millisecond(), made_by: &made_by };
            match store.put(&row, seen)? {
                Put::New(id) => {
                    answer.new += 1;
                    looks.insert(id, (key, look));
                }
                Put::Version(_) => answer.versions += 1,
                Put::Renewed => answer.renewed += 1,
                Put::Known => answer.known += 1,
            }
            Ok(())
        };
        let tally = self.annotate_each(unread, tell, make, each);
        let added = answer.new + answer.versions + answer.renewed;
        let stopped = |why: EngineError| match why {
            EngineError::Store(_) => EngineError::Stopped { added, why: Box::new(why) },
            why => why,
        };
        let tally = tally.map_err(stopped)?;
        self.settle(store, path, looks).map_err(stopped)?;
        answer.tally = Tally { read: tally.read + same, ..tally };
        answer.known += same;
        tell(Notice::Ended(Stage::Add));
        Ok(answer)
    }

    /// Opens a store to write to; what was damaged in one of an earlier shape is told.
    pub(crate) fn open(&self, path: &Path, command: &str, tell: Tell<'_>) -> Result<Store, EngineError> {
        let now = self.now();
        let holder = format!("{command}, since {}", now.strftime("%Y-%m-%d %H:%M:%S UTC"));
        let store = Store::open(path, &holder, now.as_millisecond())?;
        store.damaged_before().iter().for_each(|id| tell(Notice::Damaged { store: path, id }));
        Ok(store)
    }

    /// Settles the stories of the reports that have none yet: they join those that are there, which stay as they are. What
    /// grouping keeps of reports that have a new version is brought up to it; their stories stay.
    fn settle(&self, store: &mut Store, path: &Path, mut looks: Looks) -> Result<(), EngineError> {
        let lexicon = self.lexicon()?;
        for row in store.outdated()? {
            let Some(seen) = row.seen.as_deref() else { continue };
            let settled = Settled::from_bytes(seen).ok_or_else(|| EngineError::Settled { path: path.to_owned() })?;
            if let Some(annotated) = store.report(row.report)? {
                let settled = settled.with(LookedAt::new(lexicon, &annotated.report));
                store.resettle(row.report, row.story, &settled.to_bytes())?;
            }
        }
        let new = store.unsettled()?;
        if new.is_empty() {
            return Ok(());
        }
        let mut looked: Vec<(DateKey, String, i64, LookedAt)> = Vec::with_capacity(new.len());
        for some in new.chunks(AT_ONCE) {
            let mut to_look_at = Vec::new();
            for &(number, ref id) in some {
                match looks.remove(id) {
                    Some((key, look)) => looked.push((key, id.clone(), number, look)),
                    None => to_look_at.extend(store.report(number)?.map(|annotated| (number, annotated.report))),
                }
            }
            let look = |(number, report): (i64, Report)| {
                let look = LookedAt::new(lexicon, &report);
                (date_key(report.published), report.id, number, look)
            };
            looked.par_extend(to_look_at.into_par_iter().map(look));
        }
        looked.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        let known = settled_of(store, path)?.into_iter().map(|(_, settled)| settled).collect::<Vec<_>>();
        let (numbers, looks): (Vec<i64>, Vec<LookedAt>) = looked.into_iter().map(|(_, _, n, look)| (n, look)).unzip();
        let joined = self.threads()?.install(|| join_looked_at(lexicon, &known, looks));
        drop(known);
        let rows = numbers.into_iter().zip(joined).map(|(number, settled)| (number, settled.story, settled.to_bytes()));
        Ok(store.settle(rows)?)
    }
}

fn date_key(published: Option<Published>) -> DateKey {
    published.map_or((true, None, None), |p| (false, Some(p.date), p.time))
}

/// What is settled of the reports of a store, with their ids, in the order in which it was; what is damaged is left out.
pub(crate) fn settled_of(store: &Store, path: &Path) -> Result<Vec<(String, Settled)>, EngineError> {
    let (mut ids, mut all, mut gone) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (at, row) in store.settled()?.into_iter().enumerate() {
        match row.seen.as_deref().map(Settled::from_bytes) {
            Some(Some(settled)) => {
                all.push(settled);
                ids.push(row.id);
            }
            Some(None) => return Err(EngineError::Settled { path: path.to_owned() }),
            None => {
                all.push(Settled::unknown(row.story));
                gone.insert(at);
            }
        }
    }
    Ok(ids.into_iter().zip(without(all, &gone)).collect())
}

/// What is settled of those of a store's reports that are there, with their places among them.
pub(crate) fn settled_among(
    store: &Store,
    path: &Path,
    reports: &[Annotated],
) -> Result<Vec<(ReportIx, Settled)>, EngineError> {
    let places: HashMap<&str, u32> =
        reports.iter().enumerate().map(|(at, r)| (r.report.id.as_str(), at as u32)).collect();
    let (ids, all): (Vec<String>, Vec<Settled>) = settled_of(store, path)?.into_iter().unzip();
    let gone: BTreeSet<usize> =
        ids.iter().enumerate().filter(|(_, id)| !places.contains_key(id.as_str())).map(|(at, _)| at).collect();
    let there = ids.iter().filter_map(|id| places.get(id.as_str()));
    Ok(there.map(|&at| ReportIx(at)).zip(without(all, &gone)).collect())
}
