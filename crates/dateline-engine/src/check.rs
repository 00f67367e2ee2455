//! Checking a draft against reports.

use crate::account::Reports;
use crate::inputs::Inputs;
use crate::notice::{Notice, Stage, Tell};
use crate::read::Tally;
use crate::work::guarded;
use crate::{Engine, EngineError};
use dateline_core::{Annotated, Checked, Published, PublishedBy, Report, ReportIx};
use jiff::civil::Date;

/// A draft, and what it is checked against.
#[derive(Clone, Debug, Default)]
pub struct CheckRequest {
    /// The draft: one file, standard input, or bytes in memory.
    pub draft: Inputs,
    /// The reports.
    pub inputs: Inputs,
    /// Which of them it is held against.
    pub against: Against,
}

/// Which reports a draft is held against; what is `None` leaves none out.
#[derive(Clone, Debug, Default)]
pub struct Against {
    /// Only reports that were published on this day or later; those without a day are left out then.
    pub since: Option<Date>,
    /// Only reports of an outlet whose name holds this, capitals aside.
    pub outlet: Option<String>,
}

/// What a check came to, and what it was made from.
#[derive(Clone, Debug, Default)]
pub struct CheckAnswer {
    /// The draft, sentence by sentence.
    pub checked: Checked,
    /// The draft as it was read; its days are counted from the newest report where it has none of its own.
    pub draft: Report,
    /// The reports; a [`ReportIx`] is a place in this list.
    pub reports: Vec<Annotated>,
    /// What was read of the reports.
    pub tally: Tally,
}

/// A draft that was held against reports which are at hand.
#[derive(Clone, Debug, Default)]
pub struct CheckedDraft {
    /// The draft, sentence by sentence; a [`ReportIx`] in it is a place in the list of reports that was given.
    pub checked: Checked,
    /// The draft as it was read, as in [`CheckAnswer::draft`].
    pub draft: Report,
    /// How many reports it was held against.
    pub against: usize,
}

impl Engine {
    /// Holds a draft against reports.
    ///
    /// A draft of several reports, as a feed is, is refused: its parts are no one text.
    ///
    /// # Errors
    /// If the draft can not be read, or a store or the pipeline.
    pub fn check(&self, request: &CheckRequest, tell: Tell<'_>) -> Result<CheckAnswer, EngineError> {
        let Reports { mut reports, tally, .. } = self.reports(&request.inputs, tell)?;
        let draft = self.read_draft(&request.draft, tell)?;
        reports.retain(|r| request.against.takes(&r.report, &draft));
        let CheckedDraft { checked, draft, .. } = self.hold(draft, &Against::default(), &reports, tell)?;
        Ok(CheckAnswer { checked, draft, reports, tally })
    }

    /// Holds a draft against reports that are at hand, as those of an account are.
    ///
    /// # Errors
    /// As [`Engine::check`], and if the draft makes the check fail.
    ///
    /// ```
    /// use dateline_engine::{AccountRequest, Against, Engine, Inputs, quiet};
    /// let engine = Engine::default();
    /// let inputs = Inputs::default().with_bytes("ferry.txt", "The ferry Halden sank on 14 March 1911. Two people died.");
    /// let compared = engine.account(&AccountRequest { inputs, ..AccountRequest::default() }, &mut quiet)?;
    /// let draft = Inputs::default().with_bytes("draft.txt", "The ferry Halden sank on 14 March 1911.");
    /// let checked = engine.check_among(&draft, &Against::default(), &compared.reports, &mut quiet)?;
    /// assert_eq!((checked.checked.findings().count(), checked.against, compared.reports.len()), (0, 1, 1));
    /// # Ok::<(), dateline_engine::EngineError>(())
    /// ```
    pub fn check_among(
        &self,
        draft: &Inputs,
        against: &Against,
        reports: &[Annotated],
        tell: Tell<'_>,
    ) -> Result<CheckedDraft, EngineError> {
        let draft = self.read_draft(draft, tell)?;
        self.hold(draft, against, reports, tell)
    }

    /// Holds a draft against those of some reports that are to be taken.
    fn hold(
        &self,
        draft: Report,
        against: &Against,
        reports: &[Annotated],
        tell: Tell<'_>,
    ) -> Result<CheckedDraft, EngineError> {
        let numbered = reports.iter().enumerate().map(|(i, a)| (ReportIx(i as u32), &a.report));
        let others: Vec<ReportIx> = numbered.filter(|(_, r)| against.takes(r, &draft)).map(|(ix, _)| ix).collect();
        let newest = others.iter().filter_map(|ix| reports[ix.index()].report.published).map(|p| p.date).max();
        let draft = self.annotated_draft(draft, newest, tell)?;
        tell(Notice::Begins(Stage::Compare));
        let lexicon = self.lexicon()?;
        lexicon.load()?;
        let threads = self.threads()?;
        let check = || dateline_compare::check::check(lexicon, &draft, &others, reports);
        let checked = guarded(|| threads.install(check)).ok_or(EngineError::BrokeAtDraft)?;
        tell(Notice::Ended(Stage::Compare));
        Ok(CheckedDraft { checked, draft: draft.report, against: others.len() })
    }

    fn read_draft(&self, inputs: &Inputs, tell: Tell<'_>) -> Result<Report, EngineError> {
        let mut read: Vec<Report> = Vec::new();
        self.read(inputs, tell, |report| {
            read.push(report);
            Ok::<(), EngineError>(())
        })?;
        let count = read.len();
        read.pop().filter(|_| count == 1).ok_or(EngineError::Draft { count })
    }

    /// The draft, annotated like a report.
    fn annotated_draft(
        &self,
        mut report: Report,
        newest: Option<Date>,
        tell: Tell<'_>,
    ) -> Result<Annotated, EngineError> {
        // "On Thursday" in a draft without a day is of the week of the news.
        if report.published.is_none() {
            let inferred = |date| Published { date, time: None, offset: None, by: PublishedBy::Inferred };
            report.published = newest.map(inferred);
        }
        let pipeline = self.pipeline()?;
        if let Some(found) = report.language.as_deref().filter(|&l| l != pipeline.lang()) {
            tell(Notice::OtherLanguage { id: &report.id, found, known: pipeline.lang() });
        }
        let parse = dateline_annotate::parse(&report, &mut pipeline.worker());
        Ok(self.annotator()?.annotate(report, parse, &self.settings.annotate))
    }
}

impl Against {
    /// Whether a draft is to be held against a report. Where it lies among the reports it is not held against itself.
    fn takes(&self, report: &Report, draft: &Report) -> bool {
        let since = self.since.is_none_or(|day| report.published.is_some_and(|p| p.date >= day));
        let holds = |outlet: &str, part: &str| outlet.to_lowercase().contains(&part.to_lowercase());
        let outlet = self.outlet.as_deref().is_none_or(|part| report.outlet.as_deref().is_some_and(|o| holds(o, part)));
        since && outlet && report.from != draft.from
    }
}
