//! Parsing and annotating: what stands in each report, found without any other.

use crate::budget::check_parse;
use crate::inputs::{Inputs, Unread};
use crate::notice::{Notice, Stage, Tell};
use crate::read::Tally;
use crate::{Engine, EngineError};
use dateline_core::{Annotated, Report};
use dateline_read::Ids;
use dateline_spacy::{Doc, Worker};

impl Engine {
    /// Reads inputs and runs the language pipeline alone over each text as it stands; each report and its parse go to
    /// `each`, in order.
    ///
    /// # Errors
    /// If a store or the pipeline can not be read, and with the first error of `each`.
    pub fn parse<E: From<EngineError>>(
        &self,
        inputs: &Inputs,
        tell: Tell<'_>,
        mut each: impl FnMut(Report, Doc) -> Result<(), E>,
    ) -> Result<Tally, E> {
        let pipeline = self.pipeline()?;
        tell(Notice::Begins(Stage::Parse));
        let job = || {
            let mut worker = pipeline.worker();
            move |report: Report| {
                let doc = worker.parse(report.text.as_str());
                Ok((report, doc))
            }
        };
        let mut ids = Ids::default();
        let unread = inputs.all(self.reader()?, tell)?;
        let tally = self.each_report(unread, tell, "parsed", job, |_, (mut report, doc)| {
            report.id = ids.unique(report.id);
            each(report, doc)
        })?;
        tell(Notice::Ended(Stage::Parse));
        Ok(tally)
    }

    /// Reads and annotates inputs and gives each report with its layers to `each`, in order.
    ///
    /// What a store holds of a report is not used: it is annotated anew, by this version.
    ///
    /// # Errors
    /// If a store or the pipeline can not be read, and with the first error of `each`.
    pub fn annotate<E: From<EngineError>>(
        &self,
        inputs: &Inputs,
        tell: Tell<'_>,
        mut each: impl FnMut(Annotated) -> Result<(), E>,
    ) -> Result<Tally, E> {
        tell(Notice::Begins(Stage::Annotate));
        let unread = inputs.all(self.reader()?, tell)?;
        let tally =
            self.annotate_each(unread, tell, |annotated| annotated, |id, annotated| each(named(annotated, id)))?;
        tell(Notice::Ended(Stage::Annotate));
        Ok(tally)
    }

    /// Reads and annotates, makes something of each report, on any thread, and gives that to `each`, in order, with an id
    /// that no other report of the call has.
    pub(crate) fn annotate_each<Out: Send, E: From<EngineError>>(
        &self,
        inputs: impl Iterator<Item = Unread> + Send,
        tell: Tell<'_>,
        make: impl Fn(Annotated) -> Out + Sync,
        mut each: impl FnMut(String, Out) -> Result<(), E>,
    ) -> Result<Tally, E> {
        let mut ids = Ids::default();
        self.annotate_as_named(inputs, tell, make, |id, out| each(ids.unique(id), out))
    }

    /// As [`Engine::annotate_each`], with the id that each report brings.
    ///
    /// A report in another language than the pipeline's is annotated like the rest, and told.
    pub(crate) fn annotate_as_named<Out: Send, E: From<EngineError>>(
        &self,
        inputs: impl Iterator<Item = Unread> + Send,
        tell: Tell<'_>,
        make: impl Fn(Annotated) -> Out + Sync,
        mut each: impl FnMut(String, Out) -> Result<(), E>,
    ) -> Result<Tally, E> {
        let (pipeline, annotator, options) = (self.pipeline()?, self.annotator()?, &self.settings.annotate);
        dateline_annotate::check_labels(pipeline).map_err(EngineError::from)?;
        let make = &make;
        let job = || {
            let mut worker: Worker<'_> = pipeline.worker();
            move |report: Report| {
                let parse = dateline_annotate::parse(&report, &mut worker);
                check_parse(parse.len(), parse.sentences())?;
                let (id, language) = (report.id.clone(), report.language.clone());
                Ok(Made { id, language, out: make(annotator.annotate(report, parse, options)) })
            }
        };
        self.each_report(inputs, tell, "parsed and annotated", job, |tell, Made { id, language, out }| {
            if let Some(found) = language.as_deref().filter(|&l| l != pipeline.lang()) {
                tell(Notice::OtherLanguage { id: &id, found, known: pipeline.lang() });
            }
            each(id, out)
        })
    }
}

/// What was made of a report.
struct Made<Out> {
    id: String,
    language: Option<String>,
    out: Out,
}

/// A report under the id that it has in a call.
pub(crate) fn named(mut annotated: Annotated, id: String) -> Annotated {
    annotated.report.id = id;
    annotated
}
