//! Checking a draft against reports.

use crate::account::Reports;
use crate::inputs::Inputs;
use crate::notice::{Notice, Stage, Tell};
use crate::read::Tally;
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

impl Engine {
    /// Holds a draft against reports.
    ///
    /// A draft of several reports, as a feed is, is refused: its parts are no one text.
    ///
    /// # Errors
    /// If the draft can not be read, or a store or the pipeline.
    pub fn check(&self, request: &CheckRequest, tell: Tell<'_>) -> Result<CheckAnswer, EngineError> {
        let Reports { mut reports, tally, .. } = self.reports(&request.inputs, tell)?;
        reports.retain(|r| request.takes(&r.report));
        let draft = self.draft(&request.draft, &reports, tell)?;
        // Where the draft lies among the reports it is not held against itself.
        reports.retain(|r| r.report.from != draft.report.from);
        tell(Notice::Begins(Stage::Compare));
        let lexicon = self.lexicon()?;
        lexicon.load()?;
        let at = ReportIx(reports.len() as u32);
        reports.push(draft);
        let checked = self.threads()?.install(|| dateline_compare::check::check(lexicon, at, &reports));
        tell(Notice::Ended(Stage::Compare));
        let draft = reports.pop().map(|a| a.report).unwrap_or_default();
        Ok(CheckAnswer { checked, draft, reports, tally })
    }

    /// The draft, annotated like a report.
    fn draft(&self, inputs: &Inputs, reports: &[Annotated], tell: Tell<'_>) -> Result<Annotated, EngineError> {
        let mut read: Vec<Report> = Vec::new();
        self.read(inputs, tell, |report| {
            read.push(report);
            Ok::<(), EngineError>(())
        })?;
        let count = read.len();
        let Some(mut report) = read.pop().filter(|_| count == 1) else {
            return Err(EngineError::Draft { count });
        };
        // "On Thursday" in a draft without a day is of the week of the news.
        let newest = reports.iter().filter_map(|r| r.report.published).map(|p| p.date).max();
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

impl CheckRequest {
    /// Whether the draft is to be held against a report.
    fn takes(&self, report: &Report) -> bool {
        let since = self.since.is_none_or(|day| report.published.is_some_and(|p| p.date >= day));
        let holds = |outlet: &str, part: &str| outlet.to_lowercase().contains(&part.to_lowercase());
        since && self.outlet.as_deref().is_none_or(|part| report.outlet.as_deref().is_some_and(|o| holds(o, part)))
    }
}
