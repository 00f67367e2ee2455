//! Who: the actors of a report and every place that names them.

mod cluster;
mod draft;
mod gazetteer;
mod metonyms;
mod names;
mod nominals;
mod pronouns;
mod roles;
mod salience;
mod speakers;

use dateline_core::{Actor, Parse, Report, Statement};
use draft::Draft;
use gazetteer::Gazetteer;
use names::Name;
use salience::Memory;

/// Finds the actors of a report.
pub fn find(_report: &Report, parse: &Parse) -> Vec<Actor> {
    let gazetteer = gazetteer::gazetteer();
    let mut names = names::find(parse, gazetteer);
    metonyms::mark(parse, gazetteer, &mut names);
    let clusters = cluster::join(parse, gazetteer, &names);
    let mut draft = Draft::new(parse, &names, clusters);
    roles::add(parse, gazetteer, &names, &mut draft);
    refer_back(parse, gazetteer, &names, &mut draft);
    draft.finish(parse, &names)
}

/// Reads the text once more from its start and finds whom descriptions and pronouns mean.
fn refer_back(parse: &Parse, gazetteer: &Gazetteer, names: &[Name], draft: &mut Draft) {
    let mut memory = Memory::default();
    for token in 0..parse.len() {
        if draft.at(token).is_none() {
            nominals::resolve(parse, gazetteer, names, &memory, draft, token);
            pronouns::resolve(parse, &memory, draft, token);
        }
        memory.read(parse, draft, token);
    }
}

/// Adds what only statements tell: "I" and "we" inside a quotation are its speaker.
pub fn with_speakers(actors: Vec<Actor>, parse: &Parse, statements: &[Statement]) -> Vec<Actor> {
    speakers::add(actors, parse, statements)
}
