//! The user's last word on actors: a TOML file that merges, splits, renames or drops them.

use super::number;
use dateline_core::{ActorId, Annotated, Story, StoryActor};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// What a user wants changed in the actors of stories.
///
/// An actor is named by any name that a report gives it, as written.
///
/// ```
/// use dateline_compare::actors::Edits;
/// let edits = Edits::parse(r#"
///     drop = ["Reader Offers"]          # no actor at all
///     [merge]
///     "Lisbon mayor" = "Ana Prado"      # the left one is the right one
///     [split]
///     "Prado" = ["morning-post"]        # in this report the name is someone else's
///     [rename]
///     "Prado" = "Ana Prado"             # shown by this name
/// "#).expect("well formed");
/// assert!(Edits::parse("[merge]\na = 'b'\nb = 'a'").is_err());
/// # let _ = edits;
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Edits {
    drop: BTreeSet<String>,
    merge: BTreeMap<String, String>,
    split: BTreeMap<String, BTreeSet<String>>,
    rename: BTreeMap<String, String>,
    /// The file that they stand in.
    #[serde(skip)]
    toml: String,
}

/// Why a file of edits cannot be followed.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "each says itself what it is")]
pub enum EditError {
    #[error("the file of actors is not the TOML expected: {0}")]
    Toml(#[from] toml::de::Error),
    #[error("[merge] goes in a circle: {}; take one of these lines out", .0.join(" = "))]
    Cycle(Vec<String>),
    #[error("{section} names {name:?}, but no report names an actor so; `dateline actors` lists the names")]
    Unknown { section: &'static str, name: String },
    #[error("{section} names {name:?}, which is the name of several actors of one story: {}; use a fuller name", .actors.join(", "))]
    Ambiguous { section: &'static str, name: String, actors: Vec<String> },
    #[error("[split] names the report {report:?} for {name:?}, but that report does not name this actor")]
    UnknownReport { name: String, report: String },
}

impl Edits {
    /// Reads a file of edits.
    ///
    /// # Errors
    /// If it is not TOML of this form, or its merges go in a circle.
    pub fn parse(toml: &str) -> Result<Edits, EditError> {
        let edits = Edits { toml: toml.to_owned(), ..toml::from_str(toml)? };
        for start in edits.merge.keys() {
            let mut way = vec![start.clone()];
            while let Some(next) = edits.merge.get(&way[way.len() - 1]) {
                let seen = way.contains(next);
                way.push(next.clone());
                if seen {
                    return Err(EditError::Cycle(way));
                }
            }
        }
        Ok(edits)
    }

    /// The file that they stand in; empty if there was none.
    pub fn toml(&self) -> &str {
        &self.toml
    }

    /// Changes the actors of the stories: splits first, then merges, names and drops.
    ///
    /// # Errors
    /// If an entry matches no actor of any story, or several of one; the stories may then be half changed.
    pub fn apply(&self, stories: &mut [Story], reports: &[Annotated]) -> Result<(), EditError> {
        let mut used: BTreeSet<(&'static str, &str)> = BTreeSet::new();
        let mut split: BTreeSet<(&str, &str)> = BTreeSet::new();
        for story in stories {
            let actors = &mut story.actors;
            for (name, ids) in &self.split {
                let Some(at) = find(actors, "[split]", name)? else { continue };
                used.insert(("[split]", name));
                for id in ids {
                    if take_out(actors, at, reports, id) {
                        split.insert((name, id));
                    }
                }
            }
            for (name, into) in &self.merge {
                let into = self.merged(into);
                let (from, to) = (find(actors, "[merge]", name)?, find(actors, "[merge]", into)?);
                // A name that another story has too is of no use there: both must be in one.
                let (Some(from), Some(to)) = (from, to) else { continue };
                used.extend([("[merge]", name.as_str()), ("[merge]", into)]);
                merge(actors, from, to);
            }
            for (name, new) in &self.rename {
                let Some(at) = find(actors, "[rename]", name)? else { continue };
                used.insert(("[rename]", name));
                actors[at].name.clone_from(new);
            }
            for name in &self.drop {
                let Some(at) = find(actors, "drop", name)? else { continue };
                used.insert(("drop", name));
                actors.remove(at);
            }
            number(actors);
        }
        self.check(&used, &split)
    }

    /// The end of a chain of merges.
    fn merged<'a>(&'a self, mut name: &'a str) -> &'a str {
        while let Some(next) = self.merge.get(name) {
            name = next;
        }
        name
    }

    fn check(&self, used: &BTreeSet<(&'static str, &str)>, split: &BTreeSet<(&str, &str)>) -> Result<(), EditError> {
        let merges = self.merge.iter().flat_map(|(name, into)| [name.as_str(), self.merged(into)]);
        let entries = (self.split.keys().map(|n| ("[split]", n.as_str())))
            .chain(merges.map(|n| ("[merge]", n)))
            .chain(self.rename.keys().map(|n| ("[rename]", n.as_str())))
            .chain(self.drop.iter().map(|n| ("drop", n.as_str())));
        for (section, name) in entries {
            if !used.contains(&(section, name)) {
                return Err(EditError::Unknown { section, name: name.to_owned() });
            }
        }
        for (name, report) in self.split.iter().flat_map(|(name, ids)| ids.iter().map(move |id| (name, id))) {
            if !split.contains(&(name.as_str(), report.as_str())) {
                return Err(EditError::UnknownReport { name: name.clone(), report: report.clone() });
            }
        }
        Ok(())
    }
}

/// The actor that a name means: the one shown by it, else the only one that a report names so.
fn find(actors: &[StoryActor], section: &'static str, name: &str) -> Result<Option<usize>, EditError> {
    let shown: Vec<usize> = (0..actors.len()).filter(|&i| actors[i].name == name).collect();
    let named = || (0..actors.len()).filter(|&i| actors[i].names.iter().any(|n| n == name)).collect();
    let found: Vec<usize> = if shown.is_empty() { named() } else { shown };
    match found[..] {
        [] => Ok(None),
        [one] => Ok(Some(one)),
        _ => {
            let actors = found.iter().map(|&i| actors[i].name.clone()).collect();
            Err(EditError::Ambiguous { section, name: name.to_owned(), actors })
        }
    }
}

/// Makes the members that one report has an actor of their own; whether there were any.
fn take_out(actors: &mut Vec<StoryActor>, at: usize, reports: &[Annotated], id: &str) -> bool {
    let from = |(ix, _): &(dateline_core::ReportIx, ActorId)| {
        reports.get(ix.index()).is_some_and(|report| report.report.id == id)
    };
    let (out, rest): (Vec<_>, Vec<_>) = actors[at].members.iter().copied().partition(from);
    let Some((ix, actor)) = out.first().copied() else { return false };
    let Some(own) = reports.get(ix.index()).and_then(|report| report.actor(actor)) else { return false };
    if rest.is_empty() {
        return true;
    }
    actors[at].members = rest;
    actors.push(StoryActor {
        id: ActorId(0),
        name: own.name.clone(),
        names: vec![own.name.clone()],
        kind: own.kind,
        roles: own.roles.clone(),
        country: own.country.clone(),
        members: out,
    });
    true
}

/// Puts one actor into another.
fn merge(actors: &mut Vec<StoryActor>, from: usize, to: usize) {
    if from == to {
        return;
    }
    let StoryActor { names, roles, country, members, .. } = actors[from].clone();
    let into = &mut actors[to];
    names.into_iter().for_each(|name| {
        if !into.names.contains(&name) {
            into.names.push(name)
        }
    });
    roles.into_iter().for_each(|role| {
        if !into.roles.contains(&role) {
            into.roles.push(role)
        }
    });
    into.country = into.country.take().or(country);
    into.members.extend(members);
    into.members.sort_unstable();
    actors.remove(from);
}
