//! `actors`: who is who in each story, to write a file of edits from.

use super::{engine, outcome, request};
use crate::Outcome;
use crate::args::{ActorsArgs, Common, Format};
use crate::plain::shown_on_a_line as line;
use crate::progress::Progress;
use anyhow::{Result, bail};
use dateline_engine::Stories;
use dateline_engine::types::{Annotated, StoryActor};
use std::io::{self, Write};

/// `dateline actors`.
pub(super) fn run(args: ActorsArgs, common: &Common) -> Result<Outcome> {
    if args.output.format_or(Format::Text)? != Format::Text {
        bail!("actors are listed as text; `account --format json` has them as JSON");
    }
    let mut out = args.output.open(Format::Text)?;
    let progress = Progress::new(common);
    let engine = engine(common, Some(&args.compared.language));
    let stories = engine.stories(&request(&args.compared)?, &mut |notice| progress.hear(notice))?;
    write(&mut out, &stories)?;
    out.finish()?;
    Ok(outcome(stories.tally, &progress, common))
}

/// An actor a paragraph: its name, then its other names, its roles, its reports.
fn write(out: &mut impl Write, all: &Stories) -> io::Result<()> {
    for story in &all.stories {
        writeln!(out, "# {}\n", line(&all.title(story)))?;
        for actor in &story.actors {
            write_actor(out, actor, &all.reports)?;
        }
    }
    Ok(())
}

fn write_actor(out: &mut impl Write, actor: &StoryActor, reports: &[Annotated]) -> io::Result<()> {
    write!(out, "{} ({}", line(&actor.name), actor.kind.name())?;
    actor.country.iter().try_for_each(|country| write!(out, ", {country}"))?;
    writeln!(out, ")")?;
    let others: Vec<&str> = actor.names.iter().map(String::as_str).filter(|&name| name != actor.name).collect();
    let roles: Vec<&str> = actor.roles.iter().map(String::as_str).collect();
    let mut ids: Vec<&str> =
        actor.members.iter().filter_map(|(ix, _)| reports.get(ix.index())).map(|r| r.report.id.as_str()).collect();
    ids.dedup();
    for (head, words) in [("also", others), ("roles", roles), ("reports", ids)] {
        if !words.is_empty() {
            writeln!(out, "  {head}: {}", line(&words.join("; ")))?;
        }
    }
    writeln!(out)
}
