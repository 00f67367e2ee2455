//! Whether every span of an account still holds the words it claims.

use crate::inputs::Inputs;
use crate::notice::Tell;
use crate::{Engine, EngineError};
use dateline_core::json::{AccountJson, ClaimJson, ReportJson, StoryJson};
use dateline_core::{Report, Text};
use std::collections::BTreeMap;

/// What a check of an account came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// How many places hold the words that the account claims.
    pub held: usize,
    /// What does not hold.
    pub faults: Vec<Fault>,
}

/// Something that an account claims and that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// A report of the account is not there to be compared.
    #[error("report {report}: is not among the inputs; name the folder or file that holds it")]
    Missing {
        /// Its id.
        report: String,
    },
    /// A report has another text than the account has of it.
    #[error(
        "report {report}: its text has changed, first at character {at}, line {line} of {from}: {claimed:?} is now {found:?}"
    )]
    Changed {
        /// Its id.
        report: String,
        /// Where it was read from.
        from: String,
        /// The first character that differs, in code points.
        at: usize,
        /// The line that it is on, from 1.
        line: usize,
        /// A few words around it, as the account has them.
        claimed: String,
        /// The same, as the report has them.
        found: String,
    },
    /// A place in a report does not hold what the account says.
    #[error("{place}: {report} {start}–{end}{}{wrong}", line.map(|n| format!(" (line {n})")).unwrap_or_default())]
    Place {
        /// What of the account claims it.
        place: String,
        /// The report's id.
        report: String,
        /// Where the place begins, in code points.
        start: u32,
        /// Where it ends.
        end: u32,
        /// The line that it begins on, from 1, where it lies in the text.
        line: Option<usize>,
        /// What is wrong with it.
        wrong: Wrong,
    },
    /// The words that stand for a claim are not those of one of its supports.
    #[error("{place}: its text {text:?} is none of its supports'")]
    Text {
        /// The claim.
        place: String,
        /// Its words.
        text: String,
    },
    /// Words that the account shows stand in none of the reports that it was made from.
    #[error("story {story}: the words {words:?} stand in none of its reports")]
    Words {
        /// The story's id.
        story: String,
        /// The words.
        words: String,
    },
}

/// What is wrong with a place in a report.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// It is not in the text.
    #[error(" lies outside the text")]
    Outside,
    /// There is nothing in it.
    #[error(" holds no words")]
    Empty,
    /// Other words stand there.
    #[error(" holds {found:?}, not {claimed:?}")]
    Other {
        /// What stands there.
        found: String,
        /// What the account says stands there.
        claimed: String,
    },
}

impl Engine {
    /// Checks an account against its reports, read anew.
    ///
    /// # Errors
    /// If a store can not be read. What does not hold is no error: it is the answer.
    pub fn verify(&self, account: &AccountJson, inputs: &Inputs, tell: Tell<'_>) -> Result<Verdict, EngineError> {
        let mut sources: BTreeMap<String, Report> = BTreeMap::new();
        self.read(inputs, tell, |report| {
            sources.insert(report.id.clone(), report);
            Ok::<(), EngineError>(())
        })?;
        let mut check = Check { sources: &sources, verdict: Verdict::default() };
        check.account(account);
        Ok(check.verdict)
    }
}

/// A check under way.
struct Check<'a> {
    sources: &'a BTreeMap<String, Report>,
    verdict: Verdict,
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
            self.verdict.faults.push(Fault::Missing { report: claimed.id.clone() });
            return;
        };
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
            if let Some(trigger) = support.trigger {
                self.words(&format!("{here}, trigger"), &support.report, trigger, None);
            }
        }
        if !claim.support.iter().any(|s| s.text == claim.text) {
            self.verdict.faults.push(Fault::Text { place: here, text: claim.text.clone() });
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
