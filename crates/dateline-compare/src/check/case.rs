//! One sentence of a draft with the sentences of reports that may tell it.

use super::ground::{Ground, Mentioned, Near};
use crate::compare::sentences::Sentence;
use dateline_core::{ActorId, Annotated, Entity, Finding, FindingKind, Place, ReportIx, Span};
use std::ops::Range;

/// A sentence of a draft, and what it is held against.
pub(super) struct Case<'c, 'a> {
    pub(super) ground: &'c Ground<'a>,
    /// The sentence, by its place in the list.
    pub(super) at: usize,
    /// The sentences of reports that come near it, the surest first.
    pub(super) near: Vec<Near>,
    /// What is quoted in the draft.
    pub(super) quoted: &'c [Span],
}

/// A sentence of a report, and how surely it tells what one of the draft tells, some words of the draft's aside.
#[derive(Clone, Copy, Debug)]
pub(super) struct Telling {
    /// Its place in the list of sentences.
    pub(super) sentence: usize,
    /// From 0 to 1.
    pub(super) sure: f32,
}

/// Something that may be wrong in a draft.
#[derive(Clone, Debug)]
pub(super) struct Doubt {
    pub(super) finding: Finding,
    /// What found it.
    pub(super) rule: Rule,
    /// How surely what bears against it tells the same thing.
    pub(super) against: f32,
    /// How surely what bears it out tells the same thing; 0 if nothing does.
    pub(super) with: f32,
}

/// What finds something wrong in a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rule {
    /// An age, where the reports give the same person another.
    Age,
    /// A number that no report gives, where they give another of the same thing.
    NewNumber,
    /// A number that the reports give for another thing.
    OtherNumber,
    /// A number that only another outlet gives.
    NumberOfOther,
    /// A time that no report names there, where they name another.
    OtherTime,
    /// A name that no report has.
    NewName,
    /// A name that the reports have elsewhere, where they have another of its kind.
    OtherName,
    /// One act of two actors, with their parts exchanged.
    Crossed,
    /// A word for a value that shuts out the one that the reports have: "north", "south".
    Apart,
    /// A word for the contrary of what the reports have: "for", "against".
    Contrary,
    /// A denial that the reports do not have.
    Denied,
    /// A denial that only the reports have.
    NotDenied,
    /// Told as so what the reports tell as somebody's word, or as what may be.
    Sure,
    /// A quotation of another speaker.
    QuoteSpeaker,
    /// What another speaker said.
    Speaker,
    /// What another outlet tells.
    Outlet,
    /// A quotation that another outlet has.
    QuoteOutlet,
}

impl<'c, 'a> Case<'c, 'a> {
    /// The draft.
    pub(super) fn draft(&self) -> &'a Annotated {
        self.ground.reports[self.ground.draft.index()]
    }

    /// The sentence of the draft.
    pub(super) fn sentence(&self) -> &'c Sentence {
        &self.ground.sentences.list[self.at]
    }

    /// Whether some words of the draft are quoted: these are collated, not read.
    pub(super) fn is_quoted(&self, span: Span) -> bool {
        // They stand in the order of the text, none in another.
        let first = self.quoted.partition_point(|q| q.end() <= span.start());
        self.quoted[first..].iter().take_while(|q| q.start() < span.end()).any(|q| q.overlaps(span))
    }

    /// A sentence by its place in the list, and its report.
    pub(super) fn told(&self, sentence: usize) -> (&'c Sentence, &'a Annotated) {
        let told = &self.ground.sentences.list[sentence];
        (told, self.ground.reports[told.report.index()])
    }

    /// A sentence and those beside it in its report.
    pub(super) fn around(&self, sentence: usize) -> Range<usize> {
        let of_report = &self.ground.sentences.of_report[self.ground.sentences.list[sentence].member];
        sentence.saturating_sub(1).max(of_report.start)..(sentence + 2).min(of_report.end)
    }

    /// The families of the words of the draft's sentence at some tokens.
    pub(super) fn families(&self, sentence: usize, tokens: impl Iterator<Item = usize>) -> Vec<u32> {
        let told = &self.ground.sentences.list[sentence];
        let word = |t: usize| *told.words.get(t.checked_sub(told.tokens.start)?)?;
        tokens.filter_map(word).map(|w| self.ground.sentences.family[w as usize]).collect()
    }

    /// The sentences that come near, judged without some words of the draft, the surest first.
    pub(super) fn telling(&self, without: Range<usize>) -> Vec<Telling> {
        let left_out = self.families(self.at, without);
        let own = &self.ground.kin[self.at];
        let kept: Vec<(u32, f32)> = own.terms().iter().copied().filter(|t| !left_out.contains(&t.0)).collect();
        let weight: f32 = kept.iter().map(|t| t.1).sum();
        let of = |n: &Near| {
            let bag = &self.ground.kin[n.sentence];
            let held = kept.iter().filter(|t| bag.holds(t.0)).map(|t| t.1).sum::<f32>() / weight.max(f32::MIN_POSITIVE);
            Telling { sentence: n.sentence, sure: (held + n.met) / 2.0 }
        };
        let mut all: Vec<Telling> = self.near.iter().map(of).collect();
        all.sort_by(|a, b| b.sure.total_cmp(&a.sure).then(a.sentence.cmp(&b.sentence)));
        all
    }

    /// Who is named in a sentence, in the order of the text.
    pub(super) fn mentions(&self, sentence: usize) -> impl Iterator<Item = &'c Mentioned> {
        let told = &self.ground.sentences.list[sentence];
        self.ground.mentions_in(told.report, told.span)
    }

    /// The engine's names in a sentence.
    pub(super) fn entities(&self, sentence: usize) -> impl Iterator<Item = &'a Entity> {
        let (told, report) = self.told(sentence);
        let begins = |t: usize| report.parse.entity_of(t).filter(|e| e.tokens.start == t);
        told.tokens.clone().filter_map(begins)
    }

    /// The actor across all reports that an actor of a report is.
    pub(super) fn actor(&self, report: ReportIx, id: ActorId) -> Option<ActorId> {
        self.ground.actors.get(&(report, id)).copied()
    }

    /// Where a sentence stands.
    pub(super) fn place(&self, sentence: usize) -> Place {
        let told = &self.ground.sentences.list[sentence];
        Place { report: told.report, span: told.span }
    }

    /// Words of the sentence's report as a place.
    pub(super) fn words(&self, sentence: usize, span: Span) -> Place {
        Place { report: self.ground.sentences.list[sentence].report, span }
    }

    /// A doubt about some words, against which a sentence bears with words of its own.
    pub(super) fn doubt(&self, rule: Rule, kind: FindingKind, span: Span, against: &Telling, says: Span) -> Doubt {
        let finding = Finding {
            kind,
            span,
            quote: None,
            says: Some(self.words(against.sentence, says)),
            evidence: vec![self.place(against.sentence)],
        };
        Doubt { finding, rule, against: against.sure, with: 0.0 }
    }
}
