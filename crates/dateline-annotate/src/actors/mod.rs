//! Who: the actors of a report and every place that names them.

mod cluster;
mod draft;
mod gazetteer;
mod names;
mod roles;

use dateline_core::{Actor, Parse, Report, Statement};

/// Finds the actors of a report.
pub fn find(_report: &Report, parse: &Parse) -> Vec<Actor> {
    let gazetteer = gazetteer::gazetteer();
    let names = names::find(parse, gazetteer);
    let clusters = cluster::join(parse, gazetteer, &names);
    let mut draft = draft::Draft::new(parse, &names, clusters);
    roles::add(parse, gazetteer, &names, &mut draft);
    draft.finish(parse, &names)
}

/// Adds what only statements tell: "I" and "we" inside a quotation are its speaker.
pub fn with_speakers(actors: Vec<Actor>, _parse: &Parse, _statements: &[Statement]) -> Vec<Actor> {
    actors
}
