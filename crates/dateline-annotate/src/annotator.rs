//! The way through all layers of a report, in one language.

use crate::{Options, actors, clauses, events, statements, times};
use dateline_core::{Annotated, Parse, Report};
use dateline_language::{Language, TableError};

/// What each layer knows of a language: made once, then asked from any thread.
#[derive(Debug)]
pub struct Annotator {
    /// Of times.
    pub times: times::Grammar,
    /// Of names.
    pub actors: actors::Gazetteer,
    /// Of words that are said.
    pub statements: statements::Lexicon,
    /// Of what happens.
    pub events: events::Lexicon,
    /// Of what a sentence tells piece by piece.
    pub clauses: clauses::Lexicon,
}

impl Annotator {
    /// Reads the tables of a language.
    ///
    /// # Errors
    /// If a line of a table can not be used: it names file, line and fault.
    pub fn new(language: &Language) -> Result<Annotator, TableError> {
        Ok(Annotator {
            times: times::Grammar::new(language)?,
            actors: actors::Gazetteer::new(language)?,
            statements: statements::Lexicon::new(language)?,
            events: events::Lexicon::new(language)?,
            clauses: clauses::Lexicon::new(language)?,
        })
    }

    /// Finds the layers of a report: times, actors, statements, events, clauses, in this order, as each builds on those
    /// before.
    ///
    /// A report without a day of publication takes the one that its text makes certain, if it does, marked as inferred.
    pub fn annotate(&self, mut report: Report, parse: Parse, options: &Options) -> Annotated {
        report.published = report.published.or_else(|| times::publication(&self.times, &report));
        let times = times::find(&self.times, &report, &parse, options.time_mode);
        let actors = actors::find(&self.actors, &report, &parse);
        let statements = statements::find(&self.statements, &report, &parse, &actors, &times);
        let actors = actors::with_speakers(&self.actors, actors, &parse, &statements);
        let events = events::find(&self.events, &parse, &actors, &times, &statements);
        let words = (&self.clauses, &self.events);
        let clauses = clauses::find(words, &report, &parse, &actors, &times, &statements);
        Annotated { report, parse, actors, times, statements, events, clauses }
    }
}
