//! `verify`: whether every span of an account still holds the words it claims.

use super::inputs::{Inputs, for_each_report};
use crate::Outcome;
use crate::args::{Common, VerifyArgs};
use crate::progress::Progress;
use anyhow::{Context, Result};
use dateline_core::json::{AccountJson, ClaimJson, ReportJson, StoryJson};
use dateline_core::{Report, Text};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write;

/// `dateline verify`.
pub(super) fn run(args: VerifyArgs, common: &Common) -> Result<Outcome> {
    let name = args.account.display();
    let raw = std::fs::read(&args.account).with_context(|| format!("{name}: can not be read"))?;
    let account: AccountJson = serde_json::from_slice(&raw)
        .with_context(|| format!("{name}: is not an account; make one with `dateline account --format json`"))?;
    let progress = Progress::new(common);
    let mut sources: BTreeMap<String, Report> = BTreeMap::new();
    let same = || |report: Report| report;
    for_each_report(
        Inputs::new(&args.paths).all()?,
        common,
        &progress,
        same,
        |r| &mut r.id,
        |report| {
            sources.insert(report.id.clone(), report);
            Ok(())
        },
    )?;
    let mut check = Check { sources: &sources, faults: Vec::new(), held: 0 };
    check.account(&account);
    drop(progress);
    let mut out = anstream::stdout();
    for fault in &check.faults {
        writeln!(out, "{fault}")?;
    }
    let (held, faults) = (check.held, check.faults.len());
    writeln!(
        out,
        "{held} places hold the words that {name} claims, {faults} {}",
        if faults == 1 { "does not" } else { "do not" }
    )?;
    Ok(if faults == 0 { Outcome::Done } else { Outcome::Fault })
}

/// A check under way.
struct Check<'a> {
    sources: &'a BTreeMap<String, Report>,
    faults: Vec<String>,
    held: usize,
}

impl Check<'_> {
    fn account(&mut self, account: &AccountJson) {
        for report in &account.reports {
            self.report(report);
        }
        let claimed: BTreeMap<&str, &ReportJson> = account.reports.iter().map(|r| (r.id.as_str(), r)).collect();
        for story in &account.stories {
            for claim in &story.claims {
                self.claim(&story.id, claim);
            }
            self.names(story, &claimed);
            for copy in story.origins.iter().flat_map(|o| &o.copies) {
                let here = format!("story {}, a copy", story.id);
                self.words(&here, &copy.report, [copy.start, copy.end], None);
                self.words(&here, &copy.of, [copy.of_start, copy.of_end], None);
            }
        }
    }

    /// The report's own text, held against its source.
    fn report(&mut self, claimed: &ReportJson) {
        let Some(source) = self.sources.get(&claimed.id) else {
            self.faults
                .push(format!("report {}: is not among the inputs; name the folder or file that holds it", claimed.id));
            return;
        };
        if source.text.as_str() == claimed.text {
            self.held += 1;
            return;
        }
        let (at, line) = first_difference(source.text.as_str(), &claimed.text);
        self.faults.push(format!(
            "report {}: its text has changed, first at character {at}, line {line} of {}: {:?} is now {:?}",
            claimed.id,
            source.from,
            excerpt(&claimed.text, at),
            excerpt(source.text.as_str(), at),
        ));
    }

    fn claim(&mut self, story: &str, claim: &ClaimJson) {
        let here = format!("story {story}, claim {}", claim.id);
        for (number, support) in claim.support.iter().enumerate() {
            let here = format!("{here}, support {}", number + 1);
            self.words(&here, &support.report, [support.start, support.end], Some(&support.text));
            if let Some(trigger) = support.trigger {
                self.words(&format!("{here}, trigger"), &support.report, trigger, None);
            }
        }
        if !claim.support.iter().any(|s| s.text == claim.text) {
            self.faults.push(format!("{here}: its text {:?} is none of its supports'", claim.text));
        }
    }

    /// Names, roles and descriptions: each must stand in one of the story's reports, or in what is known of them.
    fn names(&mut self, story: &StoryJson, claimed: &BTreeMap<&str, &ReportJson>) {
        let actors = story.actors.iter().flat_map(|a| std::iter::once(&a.name).chain(&a.names).chain(&a.roles));
        let origins = story.origins.iter().map(|o| &o.name);
        let chains = story.claims.iter().flat_map(|c| &c.support).flat_map(|s| &s.chain);
        let positions = story.positions.iter().flat_map(|p| [&p.actor, &p.on]);
        for words in actors.chain(origins).chain(chains).chain(positions) {
            let stands = story.reports.iter().any(|id| {
                let known = claimed.get(id.as_str()).is_some_and(|r| {
                    let of_report = [&r.outlet, &r.title, &r.place, &r.url].into_iter().flatten().chain([&r.id]);
                    of_report.chain(&r.authors).any(|known| known.contains(words.as_str()))
                });
                known || self.sources.get(id).is_some_and(|r| holds(r.text.as_str(), words))
            });
            if stands {
                self.held += 1;
            } else {
                self.faults.push(format!("story {}: the words {words:?} stand in none of its reports", story.id));
            }
        }
    }

    /// That the points lie in the report, and hold the words where those are given.
    fn words(&mut self, here: &str, id: &str, points: [u32; 2], words: Option<&str>) {
        let Some(source) = self.sources.get(id) else { return };
        let found = source.text.span_of_points(points).map(|span| source.text.str(span));
        let fault = match (found, words) {
            (None, _) => " lies outside the text".to_owned(),
            (Some(""), _) => " holds no words".to_owned(),
            (Some(found), Some(words)) if found != words => format!(" holds {found:?}, not {words:?}"),
            _ => {
                self.held += 1;
                return;
            }
        };
        let mut place = String::new();
        let [start, end] = points;
        let _ = write!(place, "{here}: {id} {start}–{end}");
        if let Some(span) = source.text.span_of_points([start.min(end), start.min(end)]) {
            let _ = write!(place, " (line {})", line_of(&source.text, span.start()));
        }
        self.faults.push(place + &fault);
    }
}

/// Whether a text holds words, on one line or broken over several.
fn holds(text: &str, words: &str) -> bool {
    text.contains(words) || {
        let mut words = words.split_whitespace();
        let Some(first) = words.next() else { return false };
        let rest: Vec<&str> = words.collect();
        text.match_indices(first).any(|(at, _)| {
            let mut here = text[at + first.len()..].split_whitespace();
            rest.iter().all(|word| here.next().is_some_and(|found| found.starts_with(word)))
        })
    }
}

/// The first character in which two texts differ, and its line, both counted from where a reader would: 0 and 1.
fn first_difference(a: &str, b: &str) -> (usize, usize) {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b);
    let (mut at, mut line) = (0, 1);
    for (c, _) in same {
        at += 1;
        line += usize::from(c == '\n');
    }
    (at, line)
}

/// A few words of a text around a character.
fn excerpt(text: &str, at: usize) -> String {
    text.chars().skip(at.saturating_sub(20)).take(50).collect()
}

fn line_of(text: &Text, byte: usize) -> usize {
    1 + text.as_str()[..byte].matches('\n').count()
}
