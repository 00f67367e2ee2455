//! The account of inputs, and who is who in their stories. Only this file and `day.rs` call the stages after annotating.

use crate::inputs::Inputs;
use crate::notice::{Notice, Stage, Tell};
use crate::read::Tally;
use crate::store::settled_among;
use crate::view::{Narrow, UNTITLED, View, Whom};
use crate::work::{self, guarded};
use crate::{Engine, EngineError, versions};
use dateline_compare::account::title;
use dateline_compare::actors::Edits;
use dateline_compare::compare::{Reason, explain};
use dateline_compare::gather::Settled;
use dateline_core::json::{AccountJson, MadeJson};
use dateline_core::{Account, Annotated, Claim, ClaimId, ReportIx, Story, StoryAccount};
use dateline_read::{Ids, Problem, ReadError};
use dateline_store::Store;

/// What an account is made from.
#[derive(Clone, Debug, Default)]
pub struct AccountRequest {
    /// The reports.
    pub inputs: Inputs,
    /// What the user says of the actors.
    pub edits: Edits,
}

/// An account and what it was made from.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// The account, with every claim.
    pub account: Account,
    /// The reports; a [`ReportIx`] is a place in this list.
    pub reports: Vec<Annotated>,
    /// What was read.
    pub tally: Tally,
    /// With what it was made.
    pub made: MadeJson,
}

/// The stories of reports, with their actors, and without claims and origins.
#[derive(Clone, Debug, Default)]
pub struct Stories {
    /// The stories, in the order of an account.
    pub stories: Vec<Story>,
    /// The reports; a [`ReportIx`] is a place in this list.
    pub reports: Vec<Annotated>,
    /// What was read.
    pub tally: Tally,
    /// With what they were made.
    pub made: MadeJson,
}

impl Compared {
    /// The same with only the claims that a narrowing keeps, numbered anew. Stories without any stay, so that no report is
    /// lost from sight.
    #[must_use]
    pub fn narrowed(mut self, narrow: &Narrow) -> Compared {
        let stories = View::new(&self.account, &self.reports).stories().map(|s| s.renumbered(narrow)).collect();
        self.account = Account { stories };
        self.made = narrowed(self.made, narrow);
        self
    }

    /// The form that it has outside, with the layers of its reports or without.
    pub fn json(&self, layers: bool) -> AccountJson {
        AccountJson { made: Some(self.made.clone()), ..AccountJson::new(&self.account, &self.reports, layers) }
    }
}

/// With what an account was made that was narrowed.
pub(crate) fn narrowed(made: MadeJson, narrow: &Narrow) -> MadeJson {
    let actor = narrow.actor.as_ref().map(|(Whom::Named(words) | Whom::Holding(words))| words.clone());
    MadeJson { state: narrow.state, actor, since: narrow.since.map(|day| day.to_string()), ..made }
}

/// A claim of a story, and why its places were joined.
#[derive(Clone, Debug)]
pub struct Explained<'a> {
    /// The story.
    pub story: &'a StoryAccount,
    /// The claim.
    pub claim: &'a Claim,
    /// A reason for each pair of its places.
    pub reasons: Vec<Reason>,
}

impl Stories {
    /// The title of a story, or [`UNTITLED`].
    pub fn title(&self, story: &Story) -> String {
        title(story, &self.reports).unwrap_or_else(|| UNTITLED.to_owned())
    }
}

impl Engine {
    /// Reads, annotates, groups and compares: the main job.
    ///
    /// The stories of one store are as they were settled. Of several stores they are not: each has its own numbers.
    ///
    /// # Errors
    /// If a store or the pipeline can not be read, or an edit of the actors matches nothing, or too much.
    pub fn account(&self, request: &AccountRequest, tell: Tell<'_>) -> Result<Compared, EngineError> {
        let Reports { reports, settled, tally } = self.reports(&request.inputs, tell)?;
        self.compare(reports, &settled, tally, &request.edits, tell)
    }

    /// The account of annotated reports.
    pub(crate) fn compare(
        &self,
        reports: Vec<Annotated>,
        settled: &[(ReportIx, Settled)],
        tally: Tally,
        edits: &Edits,
        tell: Tell<'_>,
    ) -> Result<Compared, EngineError> {
        let stories = self.grouped(reports, settled, tally, edits, tell)?;
        let mut account = Account::default();
        self.tell_each(&stories, tell, |story| {
            account.stories.push(story);
            Ok::<(), EngineError>(())
        })?;
        let Stories { reports, tally, made, .. } = stories;
        Ok(Compared { account, reports, tally, made })
    }

    /// Compares what the reports of each story tell, and gives its account to `each`, in order, as it is ready.
    ///
    /// A story that makes the comparing fail is told, and comes without claims.
    ///
    /// # Errors
    /// If a table of the language can not be used, and with the first error of `each`.
    pub fn tell_each<E: From<EngineError>>(
        &self,
        stories: &Stories,
        tell: Tell<'_>,
        mut each: impl FnMut(StoryAccount) -> Result<(), E>,
    ) -> Result<(), E> {
        tell(Notice::Begins(Stage::Compare));
        let lexicon = self.lexicon()?;
        lexicon.load().map_err(EngineError::from)?;
        let reports = &stories.reports;
        let threads = self.threads()?;
        let job = || {
            |story: Story| {
                let told = guarded(|| threads.install(|| dateline_compare::tell(lexicon, story.clone(), reports)));
                told.ok_or(Box::new(story))
            }
        };
        work::in_order(stories.stories.iter().cloned(), self.jobs(), job, |told| {
            let told = told.unwrap_or_else(|story| {
                let title = title(&story, reports);
                let ids = story.reports.iter().map(|ix| reports[ix.index()].report.id.as_str()).collect::<Vec<_>>();
                let from = ids.join(", ");
                tell(Notice::Unread(&ReadError { from, problem: Problem::Broke("compared") }));
                StoryAccount { title, story: *story, ..StoryAccount::default() }
            });
            each(told)
        })?;
        tell(Notice::Ended(Stage::Compare));
        Ok(())
    }

    /// What an account is made with, beside its reports.
    pub(crate) fn made(&self, edits: &Edits) -> Result<MadeJson, EngineError> {
        let pipeline = self.pipeline()?;
        Ok(MadeJson {
            pipeline: format!("{} {}", pipeline.name(), pipeline.version()),
            time_mode: self.settings.annotate.time_mode.to_string(),
            edits: Some(edits.toml()).filter(|toml| !toml.is_empty()).map(str::to_owned),
            ..MadeJson::default()
        })
    }

    /// Why the places of a claim were joined: of each story that has a claim of this id.
    ///
    /// # Errors
    /// If a table of the language can not be used.
    pub fn explain<'a>(&self, compared: &'a Compared, id: ClaimId) -> Result<Vec<Explained<'a>>, EngineError> {
        let lexicon = self.lexicon()?;
        lexicon.load()?;
        let with_claim =
            compared.account.stories.iter().filter_map(|s| Some((s, s.claims.iter().find(|c| c.id == id)?)));
        let explained = with_claim.map(|(story, claim)| {
            let reasons = explain(lexicon, &story.story, &compared.reports, claim);
            Explained { story, claim, reasons }
        });
        Ok(explained.collect())
    }

    /// Reads, annotates and groups, and finds who is who in each story, without comparing what the reports tell.
    ///
    /// # Errors
    /// As [`Engine::account`].
    pub fn stories(&self, request: &AccountRequest, tell: Tell<'_>) -> Result<Stories, EngineError> {
        let Reports { reports, settled, tally } = self.reports(&request.inputs, tell)?;
        self.grouped(reports, &settled, tally, &request.edits, tell)
    }

    /// The stories of annotated reports, with their actors.
    fn grouped(
        &self,
        mut reports: Vec<Annotated>,
        settled: &[(ReportIx, Settled)],
        tally: Tally,
        edits: &Edits,
        tell: Tell<'_>,
    ) -> Result<Stories, EngineError> {
        tell(Notice::Begins(Stage::Gather));
        let lexicon = self.lexicon()?;
        let run = || dateline_compare::stories(lexicon, settled, &reports, edits);
        let mut stories = self.threads()?.install(run)?;
        self.infer_days(&mut stories, &mut reports)?;
        tell(Notice::Ended(Stage::Gather));
        Ok(Stories { stories, reports, tally, made: self.made(edits)? })
    }

    /// Every report, those of stores as they are and the rest read and annotated now: by id, whatever order they were
    /// named in.
    ///
    /// A file that is named twice is one report, and so are the versions of one.
    pub(crate) fn reports(&self, inputs: &Inputs, tell: Tell<'_>) -> Result<Reports, EngineError> {
        tell(Notice::Begins(Stage::Annotate));
        let mut all: Vec<(bool, Annotated)> = inputs.stored(tell)?.into_iter().map(|report| (false, report)).collect();
        let stored = all.len();
        let mut tally = self.annotate_as_named(
            inputs.unread(self.reader()?),
            tell,
            |annotated| annotated,
            |_, annotated| {
                if inputs.is_due(&annotated.report) {
                    all.push((true, annotated));
                }
                Ok::<(), EngineError>(())
            },
        )?;
        // Those of a store keep their ids.
        all.sort_by_cached_key(|(read, Annotated { report, .. })| {
            (report.id.clone(), *read, report.sha256.clone(), report.from.clone())
        });
        let mut ids = Ids::default();
        let mut reports: Vec<Annotated> = Vec::with_capacity(all.len());
        for (_, mut annotated) in all {
            annotated.report.id = ids.unique(annotated.report.id);
            reports.push(annotated);
        }
        tally.read = reports.len();
        if reports.len() > stored {
            reports = versions::current(reports, tell);
        }
        let known = match inputs.only_store() {
            Some(path) => settled_among(&Store::open_to_read(path)?, path, &reports)?,
            None => Vec::new(),
        };
        tell(Notice::Ended(Stage::Annotate));
        Ok(Reports { reports, settled: known, tally })
    }
}

/// The annotated reports of a call.
pub(crate) struct Reports {
    pub(crate) reports: Vec<Annotated>,
    /// What is settled of them, with their places.
    pub(crate) settled: Vec<(ReportIx, Settled)>,
    pub(crate) tally: Tally,
}
