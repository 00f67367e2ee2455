//! What `watch` saw change, on the index and on a story's page: latest first, with a way to the feed.

use super::Site;
use crate::show::changes::{heading, lines};
use dateline_engine::Change;
use dateline_engine::view::{StoryView, View, counted, one_line};
use maud::{Markup, html};

/// How many changes are read before the rest is in the feed alone.
const FIRST: usize = 12;

/// The changes of all stories; nothing where none is known.
pub(super) fn of_all(site: Site<'_>) -> Markup {
    list(site, &site.changes.iter().rev().collect::<Vec<_>>(), false)
}

/// The changes of one story.
pub(super) fn of_story(site: Site<'_>, story: &StoryView<'_>) -> Markup {
    let own = |change: &&Change| story_of(site.view, change) == Some(story.number);
    list(site, &site.changes.iter().rev().filter(own).collect::<Vec<_>>(), true)
}

/// The number of the story that has a report which a change names. Stories are numbered anew in every account.
fn story_of(view: View<'_>, change: &Change) -> Option<usize> {
    let named = change.reports();
    let holds = |story: &StoryView<'_>| {
        story.reports().iter().any(|&ix| named.contains(&view.reports[ix.index()].report.id.as_str()))
    };
    view.stories().find(holds).map(|story| story.number)
}

fn list(site: Site<'_>, changes: &[&Change], one_story: bool) -> Markup {
    html! {
        @if !changes.is_empty() {
            details.more.changes open[!one_story] {
                summary { "What changed " small { (counted(changes.len(), "change")) } }
                ol {
                    @for change in changes.iter().take(FIRST) { li { (self::change(site, change, one_story)) } }
                }
                p.soft {
                    @if changes.len() > FIRST { (changes.len() - FIRST) " earlier ones and " } "new ones: "
                    a href="/changes.atom" { "feed (Atom)" }
                }
            }
        }
    }
}

fn change(site: Site<'_>, change: &Change, one_story: bool) -> Markup {
    let link = story_of(site.view, change).and_then(|n| site.view.story(n)).map(|story| site.story_link(&story));
    html! {
        time datetime=(change.at) { (change.at.replace(['T', 'Z'], " ")) }
        b { (heading(change)) }
        @if !one_story && let Some(title) = &change.title {
            " " @match link { Some(link) => a href=(link) { bdi { (one_line(title)) } }, None => bdi { (one_line(title)) } }
        }
        ul { @for line in lines(change).iter().take(LINES) { li { bdi { (line) } } } }
    }
}

/// How many lines of one change are: of a report that was altered much the first edits.
const LINES: usize = 4;
