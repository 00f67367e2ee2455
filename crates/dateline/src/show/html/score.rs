//! The score as a table: a line a claim, a column a report, and in each cell the report's own words.

use super::story::group_word;
use super::{Filter, claim_anchor, gauge, numbers, report_anchor, words_anchor};
use dateline_engine::view::{
    Cell, ColumnKind, Lane, Score, ScoreColumn, Stance, Standing, StoryView, Telling, counted, difference_name,
    difference_words, short_day,
};
use maud::{Markup, html};

/// How many wordings a cell of many reports shows.
const WORDINGS: usize = 3;

/// The table with its key.
pub(super) fn score(story: &StoryView<'_>, score: &Score<'_>, filter: &Filter) -> Markup {
    let name = format!("by{}", story.number);
    html! {
        section.scored {
            div.title {
                h2 { "The score" }
                label.all { input type="radio" name=(format!("show{}", story.number)) value="" data-show checked[filter.shows("")]; " show them all" }
                p.soft { "a line a claim, a column a report, in the order of publication: what each says there, in its own words" }
                fieldset.by {
                    legend.hidden { "How to lay it out" }
                    label { input type="radio" name=(name) value="report" checked; " by report" }
                    label { input type="radio" name=(name) value="speaker"; " by speaker" }
                    label { input type="radio" name=(name) value="day"; " by day" }
                }
            }
            @if score.lanes.is_empty() {
                p.nothing { "No claim here is told by two reports, so far as dateline can see." }
            } @else {
                div.scroll role="region" aria-label="The score" { (table(story, score)) }
                (key())
            }
        }
    }
}

fn table(story: &StoryView<'_>, score: &Score<'_>) -> Markup {
    html! {
        table.score.wide[score.columns.len() > 7] {
            thead {
                tr.days {
                    td {}
                    @for (day, columns) in days(&score.columns) { td.day colspan=(columns) { (day) } }
                    td {}
                }
                tr {
                    th scope="col" { "Claim" }
                    @for column in &score.columns { th scope="col" { (column_head(story, column)) } }
                    th.end scope="col" { "Origins" }
                }
            }
            tbody { @for lane in &score.lanes { (line(story, score, lane)) } }
        }
    }
}

/// The days of the columns, each with how many neighbours it brackets.
fn days(columns: &[ScoreColumn]) -> Vec<(String, usize)> {
    let mut days: Vec<(String, usize)> = Vec::new();
    for column in columns {
        let day = match column.kind {
            ColumnKind::Days(Some((first, last))) if first != last => {
                format!("{} – {}", short_day(first), short_day(last))
            }
            _ => column.day.map_or_else(|| "no date".to_owned(), short_day),
        };
        match days.last_mut() {
            Some((known, count)) if *known == day => *count += 1,
            _ => days.push((day, 1)),
        }
    }
    days
}

fn column_head(story: &StoryView<'_>, column: &ScoreColumn) -> Markup {
    match (&column.kind, column.reports.as_slice()) {
        (ColumnKind::Text(name), reports) => html! { bdi { (name) } " ×" (reports.len()) },
        (_, [ix]) => html! {
            a href=(format!("#{}", report_anchor(*ix))) { b { (story.number_of(*ix)) } " " bdi { (story.outlet(*ix)) } }
        },
        (_, reports) => html! { (counted(reports.len(), "report")) },
    }
}

fn line(story: &StoryView<'_>, score: &Score<'_>, lane: &Lane<'_>) -> Markup {
    let (claim, _) = lane.claims[0];
    html! {
        tr.(standing_word(lane.standing)) data-group=(group_word(lane.standing.group())) data-of=(claim_anchor(story, claim)) {
            th scope="row" {
                a href=(format!("#{}", claim_anchor(story, claim))) { bdi { (lane.words) } }
                small { (relation(lane)) }
            }
            @for (cell, column) in lane.cells.iter().zip(&score.columns) { (self::cell(story, lane, cell, column)) }
            td.end { (gauge(lane.origins)) small { (counted(lane.origins, "origin")) } }
        }
    }
}

pub(super) fn standing_word(standing: Standing) -> &'static str {
    match standing {
        Standing::Unsettled => "differ",
        Standing::Moved => "moved",
        Standing::Held => "held",
        Standing::Open => "open",
        Standing::Wording => "wording",
        Standing::OneOrigin => "one",
    }
}

/// What a line's reports have to do with each other, in fixed words.
pub(crate) fn relation(lane: &Lane<'_>) -> String {
    let claim = lane.claims[0].1;
    if let Some(kind) = lane.apart {
        return format!("same kind of {}, not joined", difference_name(kind));
    }
    match lane.standing {
        Standing::Unsettled | Standing::Moved if !claim.differences.is_empty() => {
            claim.differences.iter().map(difference_words).collect::<Vec<_>>().join("; ")
        }
        Standing::Unsettled | Standing::Moved => "they differ".to_owned(),
        Standing::Held => "the same".to_owned(),
        Standing::Open => "told by several, details open".to_owned(),
        Standing::Wording => "one quotation, in other words".to_owned(),
        Standing::OneOrigin => "one origin".to_owned(),
    }
}

fn cell(story: &StoryView<'_>, lane: &Lane<'_>, cell: &Cell, column: &ScoreColumn) -> Markup {
    match cell {
        Cell::Told(told) => {
            let copied = told.iter().any(|t| t.text.is_some()) && lane.outlets > 1;
            html! {
                td.told.copied[copied] data-n=(column_numbers(story, column)) {
                    @for telling in told.iter().take(WORDINGS) { (self::telling(story, telling, column, copied)) }
                    @if told.len() > WORDINGS { small { (told.len() - WORDINGS) " more wordings" } }
                }
            }
        }
        Cell::Not(Stance::TooEarly) => html! { td.early { span.hidden { "came out before it could be known" } } },
        Cell::Not(Stance::Silent) => {
            html! { td.not title="could have told it, does not" { span aria-hidden="true" { "–" } span.hidden { "silent" } } }
        }
        Cell::Not(Stance::Perhaps) => {
            html! { td.not title="may tell it" { span aria-hidden="true" { "?" } span.hidden { "may tell it" } } }
        }
        Cell::Not(_) => html! { td.not title="not surely told" { span.hidden { "not surely told" } } },
    }
}

fn telling(story: &StoryView<'_>, telling: &Telling, column: &ScoreColumn, copied: bool) -> Markup {
    let many = column.reports.len() > 1;
    html! {
        a.cell.changed[telling.changed].unnamed[telling.unnamed] href=(format!("#{}", words_anchor(story, telling.claim, telling.support))) {
            q { bdi { (telling.words) } }
            @if copied { span.hidden { " one text, copied" } }
            @if telling.changed { span.hidden { " changed" } }
            @if let Some(speaker) = &telling.speaker { small { bdi { (speaker) } @if telling.unnamed { span.hidden { ", not named" } } } }
        }
        @if many { @if telling.reports.len() > 3 { small { (counted(telling.reports.len(), "report")) } } @else { (numbers(story, &telling.reports)) } }
    }
}

fn key() -> Markup {
    html! {
        p.key {
            span { i.bar {} " one text, copied" }
            span { q.changed { "changed" } " since the report before" }
            span { q.unnamed { "source not named" } }
            span { "– could have told it, does not" }
            span { "? may tell it" }
            span { "blank: came out before it could be known" }
            span { i.dot {} " an independent origin" }
        }
    }
}

/// The numbers of a column's reports, as a card shows them where there are no columns.
fn column_numbers(story: &StoryView<'_>, column: &ScoreColumn) -> String {
    match column.reports.as_slice() {
        [ix] => format!("[{}]", story.number_of(*ix)),
        reports => counted(reports.len(), "report"),
    }
}
