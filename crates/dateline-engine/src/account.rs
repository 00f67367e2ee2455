//! The account of inputs, and who is who in their stories. The only file that calls the stages after annotating.

use crate::annotate::named;
use crate::inputs::Inputs;
use crate::notice::{Notice, Stage, Tell};
use crate::read::Tally;
use crate::store::settled_among;
use crate::view::{Narrow, UNTITLED, View};
use crate::{Engine, EngineError, versions};
use dateline_compare::account::title;
use dateline_compare::actors::Edits;
use dateline_compare::compare::{Reason, explain};
use dateline_compare::gather::Settled;
use dateline_core::{Account, Annotated, Claim, ClaimId, ReportIx, Story, StoryAccount};
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
}

impl Compared {
    /// The same with only the claims that a narrowing keeps, numbered anew. Stories without any stay, so that no report is
    /// lost from sight.
    #[must_use]
    pub fn narrowed(self, narrow: &Narrow) -> Compared {
        let stories = View::new(&self.account, &self.reports).stories().map(|s| s.renumbered(narrow)).collect();
        Compared { account: Account { stories }, ..self }
    }
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
        tell(Notice::Begins(Stage::Compare));
        let lexicon = self.lexicon()?;
        lexicon.load()?;
        let run = || dateline_compare::run_settled(lexicon, &settled, &reports, &request.edits);
        let account = self.threads()?.install(run)?;
        tell(Notice::Ended(Stage::Compare));
        Ok(Compared { account, reports, tally })
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
        tell(Notice::Begins(Stage::Compare));
        let lexicon = self.lexicon()?;
        let run = || dateline_compare::stories(lexicon, &settled, &reports, &request.edits);
        let stories = self.threads()?.install(run)?;
        tell(Notice::Ended(Stage::Compare));
        Ok(Stories { stories, reports, tally })
    }

    /// Every report, those of stores first and the rest read and annotated now.
    fn reports(&self, inputs: &Inputs, tell: Tell<'_>) -> Result<Reports, EngineError> {
        tell(Notice::Begins(Stage::Annotate));
        let mut reports = inputs.stored(tell)?;
        let stored = reports.len();
        let mut tally = self.annotate_each(
            inputs.unread(self.reader()?),
            tell,
            |annotated| annotated,
            |id, annotated| {
                if inputs.is_due(&annotated.report) {
                    reports.push(named(annotated, id));
                }
                Ok::<(), EngineError>(())
            },
        )?;
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
struct Reports {
    reports: Vec<Annotated>,
    /// What is settled of them, with their places.
    settled: Vec<(ReportIx, Settled)>,
    tally: Tally,
}
