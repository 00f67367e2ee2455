//! Events as rows of a table, one an event, with the columns that event data is used with.

use dateline_core::{ActorId, Annotated, Event, Grain, Root, Span, Status, Timex};

/// One event. What is not known is `None`, or empty in lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRow {
    /// The event's name within the run: the report's id and its own.
    event: String,
    /// When it was, as far as the report tells: an ISO 8601 day, week, month or year.
    date: Option<String>,
    /// Who did it; several are parted by "; ".
    source: String,
    /// Their countries, ISO 3166 alpha-3, as many as there are sources; empty where unknown.
    source_country: String,
    target: String,
    target_country: String,
    /// PLOVER's root.
    root: Option<Root>,
    /// happened, expected, possible or denied.
    status: Status,
    place: Option<String>,
    /// Who tells it, where it is told inside a statement.
    told_by: Option<String>,
    report: String,
    outlet: Option<String>,
    /// When the report was published.
    published: Option<String>,
    /// The word that names the event, in code points of the report's text.
    start: u32,
    end: u32,
    /// The sentence around it, as written.
    text: String,
}

/// A column: its name, and what a row has in it.
#[derive(Clone, Copy, Debug)]
pub enum Column {
    /// Words.
    Text(&'static str, fn(&EventRow) -> Option<&str>),
    /// A whole number.
    Number(&'static str, fn(&EventRow) -> Option<u32>),
}

impl Column {
    /// Its name.
    pub fn name(&self) -> &'static str {
        match self {
            Column::Text(name, _) | Column::Number(name, _) => name,
        }
    }
}

/// The columns, in order.
pub const COLUMNS: [Column; 17] = [
    Column::Text("event", |row| Some(&row.event)),
    Column::Text("date", |row| row.date.as_deref()),
    Column::Text("source", |row| filled(&row.source)),
    Column::Text("source_country", |row| filled(&row.source_country)),
    Column::Text("target", |row| filled(&row.target)),
    Column::Text("target_country", |row| filled(&row.target_country)),
    Column::Text("root", |row| row.root.map(Root::name)),
    Column::Number("quad_class", |row| row.root.map(quad_class)),
    Column::Text("status", |row| Some(row.status.name())),
    Column::Text("place", |row| row.place.as_deref()),
    Column::Text("told_by", |row| row.told_by.as_deref()),
    Column::Text("report", |row| Some(&row.report)),
    Column::Text("outlet", |row| row.outlet.as_deref()),
    Column::Text("published", |row| row.published.as_deref()),
    Column::Number("start", |row| Some(row.start)),
    Column::Number("end", |row| Some(row.end)),
    Column::Text("text", |row| Some(&row.text)),
];

fn filled(text: &str) -> Option<&str> {
    Some(text).filter(|t| !t.is_empty())
}

/// The rows of a report's events.
pub fn event_rows(annotated: &Annotated) -> impl Iterator<Item = EventRow> + '_ {
    annotated.events.iter().map(|event| row(annotated, event))
}

fn row(annotated: &Annotated, event: &Event) -> EventRow {
    let report = &annotated.report;
    let [start, end] = report.text.points(event.trigger);
    let name = |id: ActorId| annotated.actor(id).map(|a| a.name.clone());
    let told_by = event.statement.and_then(|id| annotated.statement(id)).and_then(|s| s.speaker).and_then(name);
    EventRow {
        event: format!("{}/{}", report.id, event.id),
        date: event.time.and_then(|id| annotated.time(id)).and_then(|t| date(&t.value)),
        source: list(annotated, &event.sources, |a| Some(&a.name)),
        source_country: list(annotated, &event.sources, |a| a.country.as_ref()),
        target: list(annotated, &event.targets, |a| Some(&a.name)),
        target_country: list(annotated, &event.targets, |a| a.country.as_ref()),
        root: event.root,
        status: event.status,
        place: event.place.and_then(name),
        told_by,
        report: report.id.clone(),
        outlet: report.outlet.clone(),
        published: report.published.map(|p| p.date.to_string()),
        start,
        end,
        text: sentence(annotated, event.trigger).to_owned(),
    }
}

/// Something of each actor, parted by "; ".
fn list<'a>(
    annotated: &'a Annotated,
    ids: &[ActorId],
    part: impl Fn(&'a dateline_core::Actor) -> Option<&'a String>,
) -> String {
    let all: Vec<&str> =
        ids.iter().filter_map(|&id| annotated.actor(id)).map(|a| part(a).map_or("", String::as_str)).collect();
    if all.iter().all(|one| one.is_empty()) { String::new() } else { all.join("; ") }
}

/// The year, or what of it, that a time lies in; `None` where that is not known: "2025-08-19TEV" gives "2025-08-19".
fn date(time: &Timex) -> Option<String> {
    let point = time.point().filter(|p| p.grain() >= Grain::Year && p.year() > Some(0))?;
    Some(point.to_string())
}

fn sentence(annotated: &Annotated, trigger: Span) -> &str {
    let parse = &annotated.parse;
    let tokens = parse.tokens_in(trigger);
    let span = tokens.into_iter().next().and_then(|i| parse.span_of(parse.sentence(parse.sentence_of(i))));
    annotated.report.text.str(span.unwrap_or(trigger))
}

/// PLOVER's quad class: 1 and 2 verbal and material cooperation, 3 and 4 verbal and material conflict.
fn quad_class(root: Root) -> u32 {
    match root {
        Root::Agree | Root::Consult | Root::Support => 1,
        Root::Cooperate | Root::Aid | Root::Yield => 2,
        Root::Request | Root::Accuse | Root::Reject | Root::Threaten => 3,
        Root::Protest | Root::Sanction | Root::Mobilize | Root::Coerce | Root::Assault => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn only_the_calendar_is_a_date() {
        let date = |raw: &str| date(&raw.parse().unwrap());
        assert_eq!(date("1911-12-14TEV").as_deref(), Some("1911-12-14"));
        assert_eq!(date("1911-W50").as_deref(), Some("1911-W50"));
        assert_eq!(date("191"), None);
        assert_eq!(date("XXXX-12"), None);
        assert_eq!(date("PAST_REF"), None);
    }
}
