//! `actors`: who is who in each story, to write a file of edits from.

use super::inputs::{Inputs, annotate_each};
use crate::Outcome;
use crate::args::{ActorsArgs, Common, Format};
use crate::progress::Progress;
use anyhow::{Context, Result, bail};
use dateline_compare::actors::Edits;
use dateline_core::{Account, ActorKind, Annotated, StoryActor};
use std::io::{self, Write};
use std::path::Path;

/// `dateline actors`.
pub(super) fn run(args: ActorsArgs, common: &Common) -> Result<Outcome> {
    if args.output.format_or(Format::Text) != Format::Text {
        bail!("actors are listed as text; `account --format json` has them as JSON");
    }
    let edits = edits(args.actors.as_deref())?;
    let mut out = args.output.open()?;
    let mut progress = Progress::new(common);
    let inputs = Inputs::new(&args.paths);
    let mut reports = inputs.stored()?;
    progress.stage("reading");
    let mut tally = annotate_each(inputs.unread(), &args.language, common, &progress, |annotated| {
        reports.push(annotated);
        Ok(())
    })?;
    tally.read = reports.len();
    progress.ended("read and annotate");
    let account = dateline_compare::run_edited(&reports, &edits)?;
    write(&mut out, &account, &reports)?;
    out.finish()?;
    Ok(tally.outcome(common))
}

/// The edits of a file; none if there is no file.
pub(super) fn edits(file: Option<&Path>) -> Result<Edits> {
    let Some(file) = file else { return Ok(Edits::default()) };
    let toml = std::fs::read_to_string(file).with_context(|| format!("{} can not be read", file.display()))?;
    Edits::parse(&toml).with_context(|| file.display().to_string())
}

/// An actor a paragraph: its name, then its other names, its roles, its reports.
fn write(out: &mut impl Write, account: &Account, reports: &[Annotated]) -> io::Result<()> {
    for story in &account.stories {
        writeln!(out, "# {}\n", story.title.as_deref().unwrap_or(&story.story.id))?;
        for actor in &story.story.actors {
            write_actor(out, actor, reports)?;
        }
    }
    Ok(())
}

fn write_actor(out: &mut impl Write, actor: &StoryActor, reports: &[Annotated]) -> io::Result<()> {
    write!(out, "{} ({}", actor.name, kind(actor.kind))?;
    actor.country.iter().try_for_each(|country| write!(out, ", {country}"))?;
    writeln!(out, ")")?;
    let others: Vec<&str> = actor.names.iter().map(String::as_str).filter(|&name| name != actor.name).collect();
    let roles: Vec<&str> = actor.roles.iter().map(String::as_str).collect();
    let mut ids: Vec<&str> =
        actor.members.iter().filter_map(|(ix, _)| reports.get(ix.index())).map(|r| r.report.id.as_str()).collect();
    ids.dedup();
    for (head, words) in [("also", others), ("roles", roles), ("reports", ids)] {
        if !words.is_empty() {
            writeln!(out, "  {head}: {}", words.join("; "))?;
        }
    }
    writeln!(out)
}

fn kind(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "person",
        ActorKind::Organisation => "organisation",
        ActorKind::Country => "country",
        ActorKind::Place => "place",
        ActorKind::Group => "group",
        ActorKind::Office => "office",
    }
}
