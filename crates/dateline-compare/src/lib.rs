//! Groups reports into stories, counts the origins behind them, and compares what they tell.
//!
//! Each module is a stage: [`gather`] finds the stories, [`actors`] joins who is who across the reports of one,
//! [`compare`] finds the claims of one, [`account`] puts everything in the order in which it is read. [`run`] is the way
//! through all of them. None fails on any text, and the order of the reports changes nothing but the numbers that count
//! them.

pub mod account;
pub mod actors;
pub mod check;
pub mod compare;
pub mod gather;
mod lexicon;
mod utterances;

pub use lexicon::Lexicon;

use actors::{EditError, Edits};
use dateline_core::{Account, Annotated, ReportIx, Story, StoryAccount};
use gather::Settled;

/// Makes one account of many reports: the whole way from annotated reports to what the user reads.
///
/// A [`ReportIx`] in the account is a place in `reports`.
pub fn run(lexicon: &Lexicon, reports: &[Annotated]) -> Account {
    let stories = with_actors(lexicon, &[], reports);
    account::account(lexicon, with_origins(lexicon, stories, reports), reports)
}

/// As [`run`], with what the user says of the actors, and the stories of some reports settled: see [`gather::group`].
///
/// # Errors
/// If an entry of the edits matches nothing, or several actors of one story.
pub fn run_settled(
    lexicon: &Lexicon,
    settled: &[(ReportIx, Settled)],
    reports: &[Annotated],
    edits: &Edits,
) -> Result<Account, EditError> {
    let stories = with_origins(lexicon, stories(lexicon, settled, reports, edits)?, reports);
    Ok(account::account(lexicon, stories, reports))
}

/// The stories of an account with their actors, in its order, before their reports are compared.
///
/// # Errors
/// As [`run_settled`].
pub fn stories(
    lexicon: &Lexicon,
    settled: &[(ReportIx, Settled)],
    reports: &[Annotated],
    edits: &Edits,
) -> Result<Vec<Story>, EditError> {
    let mut stories = with_actors(lexicon, settled, reports);
    edits.apply(&mut stories, reports)?;
    account::sort(&mut stories, reports);
    Ok(stories)
}

/// The account of one of the [`stories`]: its origins, and what its reports tell.
pub fn tell(lexicon: &Lexicon, mut story: Story, reports: &[Annotated]) -> StoryAccount {
    story.origins = gather::origins(lexicon, &story, reports);
    account::tell(lexicon, story, reports)
}

fn with_actors(lexicon: &Lexicon, settled: &[(ReportIx, Settled)], reports: &[Annotated]) -> Vec<Story> {
    let mut stories = gather::gather(lexicon, settled, reports);
    for story in &mut stories {
        let members: Vec<(ReportIx, &Annotated)> = story.reports.iter().map(|&ix| (ix, &reports[ix.index()])).collect();
        story.actors = actors::join(lexicon, &members);
    }
    stories
}

fn with_origins(lexicon: &Lexicon, mut stories: Vec<Story>, reports: &[Annotated]) -> Vec<Story> {
    for story in &mut stories {
        story.origins = gather::origins(lexicon, story, reports);
    }
    stories
}
