//! The forms of the answers. All strings in them are words of reports or of the draft, values, or fixed labels.

use dateline_engine::types::{
    ClaimId, ClaimKind, ClaimState, DifferenceKind, FindingKind, QuoteFault, Says, Standing as Verdict,
};
use schemars::JsonSchema;
use serde::Serialize;

/// The stories of the reports, those of most reports first.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Stories {
    /// How many stories there are.
    pub(super) count: usize,
    pub(super) stories: Vec<StoryLine>,
    /// Where the next page begins, if there is one.
    pub(super) next: Option<usize>,
}

/// A story in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct StoryLine {
    /// The number that other tools call it by.
    pub(super) story: usize,
    pub(super) title: String,
    /// The words of a report that tell its main event.
    pub(super) words: String,
    pub(super) reports: usize,
    pub(super) outlets: usize,
    /// Independent origins of the main event.
    pub(super) origins: usize,
    /// The first day of publication.
    pub(super) from: Option<String>,
    /// The last day of publication.
    pub(super) to: Option<String>,
    /// Lines on which reports differ, or that moved.
    pub(super) unsettled: usize,
}

/// What the reports of a story tell, what matters most first.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Account {
    pub(super) story: usize,
    pub(super) title: String,
    pub(super) reports: Vec<Source>,
    /// Reports that are not listed here; every claim names its own.
    pub(super) more_reports: usize,
    /// How many claims there are of those that were asked for.
    pub(super) count: usize,
    pub(super) claims: Vec<ClaimLine>,
    /// Where the next page begins, if there is one.
    pub(super) next: Option<usize>,
}

/// A report.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Source {
    pub(super) report: String,
    pub(super) outlet: Option<String>,
    pub(super) title: Option<String>,
    pub(super) published: Option<String>,
    /// The resource that holds its text.
    pub(super) uri: String,
}

/// A claim in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ClaimLine {
    pub(super) claim: ClaimId,
    pub(super) kind: ClaimKind,
    /// How the reports stand to each other: agree, differ, contradict, open (not sure whether they differ), single (one report).
    pub(super) state: ClaimState,
    /// Independent origins behind it: what counts, rather than outlets.
    pub(super) origins: u32,
    pub(super) outlets: u32,
    /// When it took place, in TIMEX3.
    pub(super) time: Option<String>,
    /// The words that stand for it.
    pub(super) place: Place,
    /// Who says so; null where the report tells it in its own voice.
    pub(super) speaker: Option<Speaker>,
    pub(super) differences: Vec<Difference>,
}

/// Words of a report and where they stand: code points of its text, half-open.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Place {
    pub(super) report: String,
    pub(super) outlet: Option<String>,
    pub(super) published: Option<String>,
    pub(super) start: u32,
    pub(super) end: u32,
    /// The words, on one line; " …" at the end stands for more of them.
    pub(super) words: String,
    /// The resource that holds all of them, and no others.
    pub(super) uri: String,
}

/// Who says something.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Speaker {
    /// A name, or a report's words for a source that it does not name.
    pub(super) name: String,
    /// Whether the source is left unnamed.
    pub(super) unnamed: bool,
}

/// Something in which the reports differ.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Difference {
    #[serde(rename = "in")]
    pub(super) kind: DifferenceKind,
    /// Whether the values can not all be right as of one time.
    pub(super) conflict: bool,
    /// Whether a later report knew more.
    pub(super) update: bool,
    pub(super) values: Vec<Value>,
}

/// One of the values that differ.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Value {
    /// Words of a report.
    pub(super) value: String,
    /// The reports that have it.
    pub(super) reports: Vec<String>,
}

/// A claim with every place that tells it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Claim {
    pub(super) story: usize,
    pub(super) claim: ClaimId,
    pub(super) kind: ClaimKind,
    /// How the reports stand to each other: agree, differ, contradict, open (not sure whether they differ), single (one report).
    pub(super) state: ClaimState,
    /// Independent origins behind it: what counts, rather than outlets.
    pub(super) origins: u32,
    pub(super) outlets: u32,
    /// When it took place, in TIMEX3.
    pub(super) time: Option<String>,
    pub(super) differences: Vec<Difference>,
    pub(super) supports: Vec<Support>,
    /// Supports that are not listed here.
    pub(super) more_supports: usize,
    /// Reports that could have told it and surely do not.
    pub(super) silent: Vec<String>,
    /// Reports that may tell it, in words that are not surely the same thing.
    pub(super) perhaps: Vec<String>,
    /// Reports that came out before it could be known.
    pub(super) too_early: Vec<String>,
}

/// A place that tells a claim.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Support {
    pub(super) place: Place,
    /// How it stands to the claim.
    pub(super) says: Says,
    /// Who says so; null where the report tells it in its own voice.
    pub(super) speaker: Option<Speaker>,
    /// Who told whom, from the origin to the outlet.
    pub(super) chain: Vec<String>,
}

/// Where the reports hold what was asked for.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Found {
    /// How many reports hold it.
    pub(super) reports: usize,
    pub(super) stories: Vec<FoundStory>,
    /// Stories that are not listed here.
    pub(super) more_stories: usize,
}

/// What was found of one story.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct FoundStory {
    /// Its number; null for reports of no story.
    pub(super) story: Option<usize>,
    pub(super) title: Option<String>,
    /// Claims whose words hold it.
    pub(super) claims: Vec<ClaimId>,
    /// Sentences that hold it.
    pub(super) sentences: Vec<Place>,
    /// Sentences and claims that are not listed here.
    pub(super) more: usize,
}

/// Whether somebody is reported to have said some words.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Quotation {
    /// Whether they stand so in a report, but for punctuation, capitals, brackets and fair ellipsis.
    pub(super) stands: bool,
    /// How they stand if not so: otherwise (in other words), joined (from pieces that stand apart), nowhere.
    pub(super) fault: Option<QuoteFault>,
    /// Those of the words that no report has there.
    pub(super) differing: Option<String>,
    /// Where the reports have them, or words most like them.
    pub(super) places: Vec<QuotedPlace>,
    /// Places that are not listed here.
    pub(super) more: usize,
}

/// A place that has the words, or words like them.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct QuotedPlace {
    pub(super) place: Place,
    /// The whole sentence.
    pub(super) sentence: String,
    /// Who says them; null where the report has them in its own voice.
    pub(super) speaker: Option<Speaker>,
    /// Where or how it was said.
    pub(super) channel: Option<String>,
    pub(super) told_to: Option<String>,
}

/// A draft held against the reports.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Check {
    /// Whether any sentence is refused: do not publish these as they stand.
    pub(super) refused: bool,
    /// How many reports it was held against.
    pub(super) against: usize,
    pub(super) counts: Counts,
    /// The sentences to look at, in the order of the draft; of three or fewer all.
    pub(super) sentences: Vec<Sentence>,
    /// Sentences to look at that are not listed here.
    pub(super) more: usize,
}

/// How many sentences stand how.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Counts {
    pub(super) supported: usize,
    pub(super) differs: usize,
    /// No report was seen to tell it; that is no verdict on its truth.
    pub(super) not_found: usize,
    pub(super) nothing_to_check: usize,
}

/// A sentence of the draft: `start` and `end` are code points of the draft.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Sentence {
    pub(super) start: u32,
    pub(super) end: u32,
    /// The draft's own words.
    pub(super) words: String,
    pub(super) verdict: Verdict,
    /// Whether it is refused: a report tells it otherwise, or a quotation stands in none.
    pub(super) refused: bool,
    pub(super) reasons: Vec<Reason>,
    /// Where the reports tell it.
    pub(super) evidence: Vec<Place>,
}

/// Why a sentence is refused: `start` and `end` are code points of the draft.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Reason {
    pub(super) kind: FindingKind,
    /// A fixed label: "the reports have another number".
    pub(super) reason: String,
    pub(super) start: u32,
    pub(super) end: u32,
    /// The draft's words that are at fault.
    pub(super) words: String,
    /// The reports' own words, and what they tell.
    pub(super) reports_say: Vec<Place>,
}
