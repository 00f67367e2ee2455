//! Where questions are answered: the account of the reports, once they are read.

use super::answers::{
    Account, Check, Claim, ClaimLine, Counts, Found, FoundStory, Quotation, QuotedPlace, Reason, Sentence, Speaker,
    Stories, StoryLine, Support,
};
use super::ask::{AskAccount, AskCheck, AskClaim, AskQuote, AskSearch, AskStories};
use super::places::{self, MOST_NAMES, name, place, words};
use super::refusal::Refusal;
use crate::show::check::{label, places as shown_places, to_look_at};
use dateline_engine::types::{Annotated, CheckedSentence, Finding, Standing};
use dateline_engine::view::{DraftView, Narrow, Order, Query, Reach, StoryView, View, Whom};
use dateline_engine::{AccountRequest, Against, Compared, Engine, Inputs, Notice, Stage, Tally, Tell, quiet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The longest draft that is taken, in bytes: some fifteen thousand words.
const LONGEST_DRAFT: usize = 100_000;

/// The longest question, in bytes.
const LONGEST_QUESTION: usize = 2_000;

/// How much of each thing an answer lists.
const STORIES: usize = 20;
const CLAIMS: usize = 15;
const SUPPORTS: usize = 12;
const REPORTS: usize = 40;
const FOUND_STORIES: usize = 8;
const SENTENCES: usize = 5;
const QUOTED: usize = 8;
const CHECKED: usize = 25;
const EVIDENCE: usize = 2;

/// Of a draft of so few sentences all are told, also those that stand.
const FEW: usize = 3;

/// How long a question waits for reports that are still being read: less than clients wait for an answer.
const PATIENCE: Duration = Duration::from_secs(25);

/// The engine with the account of its reports.
pub(super) struct Desk {
    engine: Engine,
    state: Mutex<State>,
    changed: Condvar,
    read: AtomicUsize,
}

/// How far the reading of the reports is.
enum State {
    Starting,
    Ready(Arc<Compared>),
    /// There are none, and why.
    Failed(String),
}

impl Desk {
    pub(super) fn new(engine: Engine) -> Desk {
        Desk { engine, state: Mutex::new(State::Starting), changed: Condvar::new(), read: AtomicUsize::new(0) }
    }

    /// Reads the reports; questions wait for it. `None` if there is nothing to answer from.
    pub(super) fn read(&self, request: &AccountRequest, tell: Tell<'_>) -> Option<Tally> {
        let mut annotating = false;
        let account = || {
            self.engine.account(request, &mut |notice| {
                match notice {
                    Notice::Begins(stage) => annotating = stage == Stage::Annotate,
                    Notice::Step if annotating => _ = self.read.fetch_add(1, Ordering::Relaxed),
                    _ => {}
                }
                tell(notice);
            })
        };
        let (state, tally) = match catch_unwind(AssertUnwindSafe(account)) {
            Ok(Ok(compared)) if compared.reports.is_empty() => {
                (State::Failed("nothing could be read from the paths that were given".to_owned()), Some(compared.tally))
            }
            Ok(Ok(compared)) => {
                let tally = compared.tally;
                (State::Ready(Arc::new(compared)), Some(tally))
            }
            Ok(Err(error)) => {
                crate::progress::error(format_args!("{error}"));
                (State::Failed(error.to_string()), None)
            }
            Err(_) => (State::Failed("a fault of dateline ended the reading".to_owned()), None),
        };
        *self.state() = state;
        self.changed.notify_all();
        tally
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives the account to a question, once it is there.
    pub(super) fn with<Out>(&self, answer: impl FnOnce(&Compared) -> Result<Out, Refusal>) -> Result<Out, Refusal> {
        let compared = self.ready()?;
        catch_unwind(AssertUnwindSafe(|| answer(&compared))).unwrap_or(Err(Refusal::Fault))
    }

    fn ready(&self) -> Result<Arc<Compared>, Refusal> {
        let waiting = self.changed.wait_timeout_while(self.state(), PATIENCE, |s| matches!(s, State::Starting));
        let (state, _) = waiting.unwrap_or_else(PoisonError::into_inner);
        match &*state {
            State::Starting => Err(Refusal::Starting(self.read.load(Ordering::Relaxed))),
            State::Failed(why) => Err(Refusal::NoReports(why.clone())),
            State::Ready(compared) => Ok(Arc::clone(compared)),
        }
    }

    pub(super) fn stories(&self, ask: &AskStories) -> Result<Stories, Refusal> {
        self.with(|compared| {
            let briefs = view(compared).briefs(Order::Largest);
            let line = |b: &dateline_engine::view::Brief<'_>| StoryLine {
                story: b.story.number,
                title: name(b.story.title()),
                words: words(&b.words),
                reports: b.summary.reports,
                outlets: b.summary.outlets,
                origins: b.origins,
                from: b.summary.published.map(|(first, _)| first.to_string()),
                to: b.summary.published.map(|(_, last)| last.to_string()),
                unsettled: b.unsettled,
            };
            let stories: Vec<StoryLine> = briefs.iter().skip(ask.from).take(STORIES).map(line).collect();
            let next = next(ask.from, stories.len(), briefs.len());
            Ok(Stories { count: briefs.len(), stories, next })
        })
    }

    pub(super) fn account(&self, ask: &AskAccount) -> Result<Account, Refusal> {
        if let Some(actor) = &ask.actor {
            not_too_long("actor", actor, LONGEST_QUESTION)?;
        }
        self.with(|compared| {
            let story = story(compared, ask.story)?;
            let narrow = Narrow {
                state: ask.state,
                actor: ask.actor.clone().map(Whom::Holding),
                reach: if ask.all { Reach::Whole } else { Reach::Short },
                ..Narrow::default()
            };
            let all = story.claims(&narrow);
            let claims: Vec<ClaimLine> =
                all.iter().skip(ask.from).take(CLAIMS).map(|(_, claim)| claim_line(&compared.reports, claim)).collect();
            let reports = story.reports();
            Ok(Account {
                story: story.number,
                title: name(story.title()),
                reports: reports.iter().take(REPORTS).map(|&ix| places::source(story.report(ix))).collect(),
                more_reports: reports.len().saturating_sub(REPORTS),
                count: all.len(),
                next: next(ask.from, claims.len(), all.len()),
                claims,
            })
        })
    }

    pub(super) fn claim(&self, ask: &AskClaim) -> Result<Claim, Refusal> {
        self.with(|compared| {
            let story = story(compared, ask.story)?;
            let claims = &story.account.claims;
            let Some(claim) = claims.iter().find(|c| c.id.to_string() == ask.claim.trim()) else {
                let asked = ask.claim.chars().take(40).collect();
                return Err(Refusal::NoClaim { story: story.number, asked, count: claims.len() });
            };
            let reports = &compared.reports;
            let support = |s: &dateline_engine::types::Support| Support {
                place: place(reports, s.report, s.span),
                says: s.says,
                speaker: s.speaker.as_ref().map(places::speaker),
                chain: s.chain.iter().take(MOST_NAMES).map(|n| name(n)).collect(),
            };
            let ids = |of: &[dateline_engine::types::ReportIx]| places::ids(reports, of.iter().copied());
            Ok(Claim {
                story: story.number,
                claim: claim.id,
                kind: claim.kind,
                state: claim.state,
                origins: claim.origins,
                outlets: claim.outlets,
                time: claim.time.as_ref().map(ToString::to_string),
                differences: places::differences(reports, claim),
                supports: claim.support.iter().take(SUPPORTS).map(support).collect(),
                more_supports: claim.support.len().saturating_sub(SUPPORTS),
                silent: ids(&claim.silent),
                perhaps: ids(&claim.perhaps),
                too_early: ids(&claim.too_early),
            })
        })
    }

    pub(super) fn search(&self, ask: &AskSearch) -> Result<Found, Refusal> {
        not_too_long("query", &ask.query, LONGEST_QUESTION)?;
        if Query::parse(&ask.query).is_empty() {
            return Err(Refusal::Empty("query"));
        }
        self.with(|compared| {
            let found = view(compared).search(&ask.query);
            let of = |s: &dateline_engine::view::FoundStory<'_>| {
                let claims: Vec<_> =
                    s.story.iter().flat_map(|story| s.claims.iter().map(|&i| story.account.claims[i].id)).collect();
                let sentences = s.sentences.iter().take(SENTENCES);
                FoundStory {
                    story: s.story.map(|story| story.number),
                    title: s.story.map(|story| name(story.title())),
                    sentences: sentences.map(|hit| place(&compared.reports, hit.report, hit.span)).collect(),
                    more: s.sentences.len().saturating_sub(SENTENCES) + claims.len().saturating_sub(MOST_NAMES),
                    claims: claims.into_iter().take(MOST_NAMES).collect(),
                }
            };
            Ok(Found {
                reports: found.reports,
                stories: found.stories.iter().take(FOUND_STORIES).map(of).collect(),
                more_stories: found.stories.len().saturating_sub(FOUND_STORIES),
            })
        })
    }

    pub(super) fn quote(&self, ask: &AskQuote) -> Result<Quotation, Refusal> {
        not_too_long("words", &ask.words, LONGEST_QUESTION)?;
        self.with(|compared| {
            let found = view(compared).quotation(&ask.words).ok_or(Refusal::Empty("words"))?;
            let of = |p: &dateline_engine::view::QuotedPlace| QuotedPlace {
                place: place(&compared.reports, p.report, p.span),
                sentence: words(compared.reports[p.report.index()].report.text.str(p.sentence)),
                speaker: p.speaker.as_ref().map(|s| Speaker { name: name(s), unnamed: p.unnamed }),
                channel: p.channel.as_deref().map(name),
                told_to: p.told_to.as_deref().map(name),
            };
            Ok(Quotation {
                stands: found.fault.is_none(),
                fault: found.fault,
                differing: found.differing.as_deref().map(words),
                places: found.places.iter().take(QUOTED).map(of).collect(),
                more: found.places.len().saturating_sub(QUOTED),
            })
        })
    }

    pub(super) fn check(&self, ask: &AskCheck) -> Result<Check, Refusal> {
        not_too_long("draft", &ask.draft, LONGEST_DRAFT)?;
        if ask.draft.trim().is_empty() {
            return Err(Refusal::Empty("draft"));
        }
        let day = |raw: &String| raw.parse().map_err(|_| Refusal::NoDay(raw.chars().take(40).collect()));
        let against = Against { since: ask.since.as_ref().map(day).transpose()?, outlet: ask.outlet.clone() };
        let draft = Inputs::default().with_bytes(super::super::PASTED, ask.draft.as_str());
        self.with(|compared| {
            let checked = self.engine.check_among(&draft, &against, &compared.reports, &mut quiet)?;
            Ok(checked_draft(checked.view(&compared.reports)))
        })
    }

    /// What a resource holds.
    pub(super) fn resource(&self, uri: &str) -> Result<String, Refusal> {
        self.with(|compared| super::resources::read(uri, &compared.reports))
    }
}

fn view(compared: &Compared) -> View<'_> {
    View::new(&compared.account, &compared.reports)
}

fn story(compared: &Compared, asked: usize) -> Result<StoryView<'_>, Refusal> {
    let count = compared.account.stories.len();
    view(compared).story(asked).ok_or(Refusal::NoStory { asked, count })
}

/// Where the next page begins, if there is one.
fn next(from: usize, listed: usize, count: usize) -> Option<usize> {
    let next = from.saturating_add(listed);
    (listed > 0 && next < count).then_some(next)
}

fn not_too_long(what: &'static str, given: &str, limit: usize) -> Result<(), Refusal> {
    let length = given.len();
    if length > limit { Err(Refusal::TooLong { what, length, limit }) } else { Ok(()) }
}

fn claim_line(reports: &[Annotated], claim: &dateline_engine::types::Claim) -> ClaimLine {
    let best = &claim.support[claim.best];
    ClaimLine {
        claim: claim.id,
        kind: claim.kind,
        state: claim.state,
        origins: claim.origins,
        outlets: claim.outlets,
        time: claim.time.as_ref().map(ToString::to_string),
        place: place(reports, best.report, best.span),
        speaker: best.speaker.as_ref().map(places::speaker),
        differences: places::differences(reports, claim),
    }
}

fn checked_draft(draft: DraftView<'_>) -> Check {
    let all = &draft.checked.sentences;
    let count = |standing| all.iter().filter(|s| s.standing == standing).count();
    let shown: Vec<&CheckedSentence> =
        if all.len() <= FEW { all.iter().collect() } else { to_look_at(draft).collect() };
    Check {
        refused: all.iter().any(|s| !s.findings.is_empty()),
        against: draft.against,
        counts: Counts {
            supported: count(Standing::Supported),
            differs: count(Standing::Differs),
            not_found: count(Standing::NotFound),
            nothing_to_check: count(Standing::Nothing),
        },
        sentences: shown.iter().take(CHECKED).map(|s| sentence(draft, s)).collect(),
        more: shown.len().saturating_sub(CHECKED),
    }
}

fn sentence(draft: DraftView<'_>, sentence: &CheckedSentence) -> Sentence {
    let text = &draft.draft.text;
    let [start, end] = text.points(sentence.span);
    // The evidence of findings stands with these.
    let evidence = sentence.evidence.iter().filter(|_| sentence.findings.is_empty()).take(EVIDENCE);
    Sentence {
        start,
        end,
        words: words(text.str(sentence.span)),
        verdict: sentence.standing,
        refused: !sentence.findings.is_empty(),
        reasons: sentence.findings.iter().take(MOST_NAMES).map(|f| reason(draft, f)).collect(),
        evidence: evidence.map(|p| place(draft.reports, p.report, p.span)).collect(),
    }
}

fn reason(draft: DraftView<'_>, finding: &Finding) -> Reason {
    let text = &draft.draft.text;
    let [start, end] = text.points(finding.span);
    Reason {
        kind: finding.kind,
        reason: label(finding).to_owned(),
        start,
        end,
        words: words(text.str(finding.span)),
        reports_say: shown_places(finding)
            .iter()
            .take(EVIDENCE)
            .map(|p| place(draft.reports, p.report, p.span))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn pages_follow_each_other_and_end() {
        assert_eq!((next(0, 20, 50), next(40, 10, 50), next(60, 0, 50)), (Some(20), None, None));
    }
}
