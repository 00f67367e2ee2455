//! The ledger of unnamed sources, for the terminal and as Markdown.

use super::markdown::escaped;
use dateline_engine::types::{ClaimId, HouseRule, InferredDay, ReportIx, Span, UnnamedSource};
use dateline_engine::view::{StoryView, View, counted, one_line};
use std::io::{self, Write};

/// What is told where no report says why a source is not named.
pub(crate) const NO_REASON: &str = "no reason given";

/// What the days of a story that are inferred rest on, a line each.
pub(crate) fn day_lines(story: &StoryView<'_>) -> Vec<String> {
    let words = |ix: ReportIx, span| one_line(story.report(ix).text.str(span));
    let line = |day: &InferredDay| {
        let same = day.rests_on.iter().map(|t| {
            let (here, there) = (words(day.report, t.here), words(t.other, t.there));
            format!("“{here}” is “{there}” in [{}]", story.number_of(t.other))
        });
        let same: Vec<String> = same.collect();
        format!("[{}] has no date: it is inferred, as {}", story.number_of(day.report), same.join("; "))
    };
    story.account.story.days.iter().map(line).collect()
}

/// An unnamed source in one line.
pub(crate) fn unnamed_line(story: &StoryView<'_>, source: &UnnamedSource) -> String {
    let numbers: String = source.reports.iter().map(|&r| format!("[{}]", story.number_of(r))).collect();
    let words = |&(ix, span): &(ReportIx, Span)| one_line(story.report(ix).text.str(span));
    let mut parts = vec![format!("{} {numbers}", one_line(&source.description))];
    parts.extend(source.people.map(|n| counted(n as usize, "source")));
    if !source.told_to.is_empty() {
        parts.push(format!("to {}", source.told_to.iter().map(words).collect::<Vec<_>>().join(", ")));
    }
    parts.push(source.reason.as_ref().map_or(NO_REASON.to_owned(), |r| format!("not named: {}", words(r))));
    if !source.alone.is_empty() {
        parts.push(format!("alone behind {}", counted(source.alone.len(), "claim")));
    }
    if !source.judges.is_empty() {
        parts.push(format!("an opinion in {}", counted(source.judges.len(), "claim")));
    }
    parts.join(" · ")
}

/// Writes the ledger for the terminal.
pub(crate) fn text(out: &mut impl Write, view: View<'_>) -> io::Result<()> {
    write(out, view, &Form { title: "", source: "\n", line: "  ", claim: "    ", escape: str::to_owned })
}

/// Writes the ledger as Markdown.
pub(crate) fn markdown(out: &mut impl Write, view: View<'_>) -> io::Result<()> {
    write(out, view, &Form { title: "# ", source: "\n## ", line: "- ", claim: "  - ", escape: escaped })
}

/// What lines begin with, and how words of reports are made safe.
struct Form {
    title: &'static str,
    source: &'static str,
    line: &'static str,
    claim: &'static str,
    escape: fn(&str) -> String,
}

fn write(out: &mut impl Write, view: View<'_>, form: &Form) -> io::Result<()> {
    for (number, story) in view.stories().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        let plain = |words: &str| (form.escape)(&without_marks(words));
        let sources = &story.account.unnamed;
        writeln!(out, "{}{}", form.title, plain(story.title()))?;
        writeln!(out, "{} · {}", counted(story.reports().len(), "report"), counted(sources.len(), "unnamed source"))?;
        for source in sources {
            let heading = |r: &ReportIx| format!("[{}] {}", story.number_of(*r), story.outlet(*r));
            let reports: Vec<String> = source.reports.iter().map(heading).collect();
            writeln!(out, "{}{} — {}", form.source, plain(&source.description), plain(&reports.join(", ")))?;
            if form.line == "- " {
                writeln!(out)?;
            }
            for line in facts(&story, source) {
                writeln!(out, "{}{}", form.line, plain(&line))?;
            }
            for (head, claims) in [("alone behind", &source.alone), ("with others behind", &shared(source))] {
                if !claims.is_empty() {
                    writeln!(out, "{}{head} {}:", form.line, counted(claims.len(), "claim"))?;
                }
                for line in claims.iter().filter_map(|&id| claim(&story, source, id)) {
                    writeln!(out, "{}{}", form.claim, plain(&line))?;
                }
            }
        }
    }
    Ok(())
}

/// What is known of a source, and which rules it touches.
fn facts(story: &StoryView<'_>, source: &UnnamedSource) -> Vec<String> {
    let words = |&(ix, span): &(ReportIx, Span)| {
        format!("“{}” [{}]", one_line(story.report(ix).text.str(span)), story.number_of(ix))
    };
    let mut lines = Vec::new();
    lines.push(source.reason.as_ref().map_or(NO_REASON.to_owned(), |r| format!("not named: {}", words(r))));
    lines.extend(source.people.map(|n| format!("people: {n}")));
    if !source.told_to.is_empty() {
        lines.push(format!("spoke to: {}", source.told_to.iter().map(words).collect::<Vec<_>>().join(", ")));
    }
    let rules: Vec<&str> = source.flags.iter().map(|&rule| rule_words(rule)).collect();
    if !rules.is_empty() {
        lines.push(format!("⚑ {}", rules.join(" · ")));
    }
    lines
}

/// A rule of most houses that is touched, as a fixed label.
pub(crate) fn rule_words(rule: HouseRule) -> &'static str {
    match rule {
        HouseRule::Opinion => "an opinion from a source that is not named",
        HouseRule::Reason => "no reason given why it is not named",
        HouseRule::Alone => "one source that is not named, alone behind a claim",
    }
}

/// The claims that a source is behind together with others.
fn shared(source: &UnnamedSource) -> Vec<ClaimId> {
    source.claims.iter().copied().filter(|c| !source.alone.contains(c)).collect()
}

/// A claim in the words of a place that has it from a source, with the place.
fn claim(story: &StoryView<'_>, source: &UnnamedSource, id: ClaimId) -> Option<String> {
    let claim = story.account.claims.get(id.index())?;
    let utterances = &story.account.story.utterances;
    let own = |o| utterances.iter().any(|u| u.origin == o && source.utterances.contains(&u.id));
    let at = claim.support.iter().position(|s| s.statement.is_some() && own(s.origin));
    let support = &claim.support[at.or_else(|| claim.support.iter().position(|s| own(s.origin)))?];
    let opinion = if source.judges.contains(&id) { " ⚑ opinion" } else { "" };
    let words = one_line(story.report(support.report).text.str(support.span));
    let place = story.place(support);
    Some(format!("[{}]:{} {words}{opinion}", place.number, place.line))
}

/// Words without characters that would steer a terminal.
fn without_marks(words: &str) -> String {
    words.chars().filter(|c| !c.is_control()).collect()
}
