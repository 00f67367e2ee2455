//! Whether every span of an account holds the words it claims, and everything that it refers to is there.

use super::{Fault, Verdict, Wrong};
use dateline_core::json::{AccountJson, ClaimJson, ReportJson, StoryJson};
use dateline_core::{Report, Text};
use std::collections::{BTreeMap, BTreeSet};

/// Holds the words of an account against its sources, by the ids that the account gives them.
pub(crate) fn check(account: &AccountJson, sources: &BTreeMap<&str, &Report>) -> Verdict {
    let mut check = Check { sources, verdict: Verdict::default() };
    check.account(account);
    check.verdict
}

/// A check under way.
struct Check<'a> {
    sources: &'a BTreeMap<&'a str, &'a Report>,
    verdict: Verdict,
}

impl Check<'_> {
    fn account(&mut self, account: &AccountJson) {
        for report in &account.reports {
            self.report(report);
        }
        let claimed: BTreeMap<&str, &ReportJson> = account.reports.iter().map(|r| (r.id.as_str(), r)).collect();
        let mut stories = BTreeSet::new();
        for story in &account.stories {
            if !stories.insert(&story.id) {
                self.verdict.faults.push(Fault::Twice { place: format!("story {}", story.id) });
            }
            self.resolve(story, &claimed);
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
        // One that is missing was told when it was looked for.
        let Some(source) = self.sources.get(claimed.id.as_str()) else { return };
        if claimed.to_annotated().is_none() {
            let place = format!("report {}", claimed.id);
            self.verdict.faults.push(Fault::Unresolved { place, what: "a place of its layers", id: "?".to_owned() });
        }
        if source.text.as_str() == claimed.text {
            self.verdict.held += 1;
            return;
        }
        let (at, line) = first_difference(source.text.as_str(), &claimed.text);
        self.verdict.faults.push(Fault::Changed {
            report: claimed.id.clone(),
            from: source.from.clone(),
            at,
            line,
            claimed: excerpt(&claimed.text, at),
            found: excerpt(source.text.as_str(), at),
        });
    }

    fn claim(&mut self, story: &str, claim: &ClaimJson) {
        let here = format!("story {story}, claim {}", claim.id);
        for (number, support) in claim.support.iter().enumerate() {
            let here = format!("{here}, support {}", number + 1);
            self.words(&here, &support.report, [support.start, support.end], Some(&support.text));
            for (name, points) in [("trigger", support.trigger), ("value", support.value)] {
                points.into_iter().for_each(|p| self.words(&format!("{here}, {name}"), &support.report, p, None));
            }
        }
        if !claim.support.iter().any(|s| s.text == claim.text) {
            self.verdict.faults.push(Fault::Text { place: here, text: claim.text.clone() });
        }
    }

    /// That everything which a story refers to is in the account.
    fn resolve(&mut self, story: &StoryJson, claimed: &BTreeMap<&str, &ReportJson>) {
        let here = format!("story {}", story.id);
        let of = |what: &str, id: &dyn std::fmt::Display| format!("{here}, {what} {id}");
        let text = |id: &dyn std::fmt::Display| id.to_string();
        let mut refers: Vec<(String, &'static str, String)> = Vec::new();
        let mut report = |place: &str, ids: &mut dyn Iterator<Item = &String>| {
            refers.extend(ids.map(|id| (place.to_owned(), "report", id.clone())));
        };
        report(&here, &mut story.reports.iter());
        for origin in &story.origins {
            let copies = origin.copies.iter().flat_map(|c| [&c.report, &c.of]);
            report(&of("origin", &origin.id), &mut origin.reports.iter().chain(copies));
        }
        for actor in &story.actors {
            report(&of("actor", &actor.id), &mut actor.members.iter().map(|m| &m.report));
        }
        for claim in &story.claims {
            let others = claim.silent.iter().chain(&claim.perhaps).chain(&claim.too_early);
            report(&of("claim", &claim.id), &mut claim.support.iter().map(|s| &s.report).chain(others));
        }
        for claim in &story.claims {
            let place = of("claim", &claim.id);
            refers.extend(claim.actors.iter().map(|id| (place.clone(), "actor", text(id))));
            for support in &claim.support {
                refers.push((place.clone(), "origin", text(&support.origin)));
                let speaker = support.speaker.as_ref().and_then(|s| s.actor.as_ref());
                refers.extend(speaker.map(|id| (place.clone(), "actor", text(id))));
            }
            let values = claim.differences.iter().flat_map(|d| &d.values).flat_map(|v| &v.support);
            let beyond = values.filter(|&&i| i >= claim.support.len());
            refers.extend(beyond.map(|i| (place.clone(), "support", text(i))));
        }
        let held = story.positions.iter().flat_map(|p| &p.held).map(|h| ("a position", &h.claim));
        let told = story.timeline.iter().flat_map(|m| &m.claims).map(|c| ("its timeline", c));
        let asked = story.questions.iter().flat_map(|q| &q.claims).map(|c| ("a question", c));
        let claims = held.chain(told).chain(asked);
        refers.extend(claims.map(|(what, id)| (format!("{here}, {what}"), "claim", text(id))));

        let known: BTreeSet<(&str, String)> = story
            .claims
            .iter()
            .map(|c| ("claim", text(&c.id)))
            .chain(story.origins.iter().map(|o| ("origin", text(&o.id))))
            .chain(story.actors.iter().map(|a| ("actor", text(&a.id))))
            .chain(claimed.keys().map(|&id| ("report", id.to_owned())))
            .collect();
        let told = story.claims.len() + story.origins.len() + story.actors.len() + claimed.len();
        if known.len() < told {
            self.verdict.faults.push(Fault::Twice { place: format!("{here}: a claim, origin or actor") });
        }
        let refers = refers.into_iter().filter(|(_, what, id)| !known.contains(&(*what, id.clone())));
        let faults = refers.map(|(place, what, id)| Fault::Unresolved { place, what, id });
        self.verdict.faults.extend(faults);
    }

    /// Names, roles and descriptions: each must stand in one of the story's reports, or in what is known of them.
    fn names(&mut self, story: &StoryJson, claimed: &BTreeMap<&str, &ReportJson>) {
        let actors = story.actors.iter().flat_map(|a| std::iter::once(&a.name).chain(&a.names).chain(&a.roles));
        let origins = story.origins.iter().map(|o| &o.name);
        let chains = story.claims.iter().flat_map(|c| &c.support).flat_map(|s| &s.chain);
        let positions = story.positions.iter().flat_map(|p| [&p.actor, &p.on]);
        let speakers = story.claims.iter().flat_map(|c| &c.support).filter_map(|s| s.speaker.as_ref()).map(|s| &s.name);
        // The same few names stand in many chains.
        let mut looked_up: BTreeMap<&str, bool> = BTreeMap::new();
        for words in actors.chain(origins).chain(chains).chain(positions).chain(speakers) {
            let stands = || {
                story.reports.iter().any(|id| {
                    let known = claimed.get(id.as_str()).is_some_and(|r| {
                        let of_report = [&r.outlet, &r.title, &r.place, &r.url].into_iter().flatten().chain([&r.id]);
                        of_report.chain(&r.authors).any(|known| known.contains(words.as_str()))
                    });
                    known || self.sources.get(id.as_str()).is_some_and(|r| holds(r.text.as_str(), words))
                })
            };
            if *looked_up.entry(words.as_str()).or_insert_with(stands) {
                self.verdict.held += 1;
            } else {
                self.verdict.faults.push(Fault::Words { story: story.id.clone(), words: words.clone() });
            }
        }
    }

    /// That the points lie in the report, and hold the words where those are given.
    fn words(&mut self, here: &str, id: &str, points: [u32; 2], words: Option<&str>) {
        let Some(source) = self.sources.get(id) else { return };
        let found = source.text.span_of_points(points).map(|span| source.text.str(span));
        let wrong = match (found, words) {
            (None, _) => Wrong::Outside,
            (Some(""), _) => Wrong::Empty,
            (Some(found), Some(words)) if found != words => {
                Wrong::Other { found: found.to_owned(), claimed: words.to_owned() }
            }
            _ => {
                self.verdict.held += 1;
                return;
            }
        };
        let [start, end] = points;
        let first = source.text.span_of_points([start.min(end), start.min(end)]);
        let line = first.map(|span| line_of(&source.text, span.start()));
        self.verdict.faults.push(Fault::Place {
            place: here.to_owned(),
            report: id.to_owned(),
            start,
            end,
            line,
            wrong,
        });
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
