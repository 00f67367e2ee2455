//! Where some words stand in the reports, and who says them there.

use super::{View, one_line};
use dateline_compare::check::quoted;
use dateline_core::{Annotated, QuoteFault, ReportIx, Span, Statement};

/// Words that were asked for, as the reports have them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// How they stand in the reports; `None` if they stand so.
    pub fault: Option<QuoteFault>,
    /// Those of the words that no report has there; `None` if they stand so.
    pub differing: Option<String>,
    /// Where the reports have them, or words most like them.
    pub places: Vec<QuotedPlace>,
}

/// A place that has words which were asked for, or words like them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotedPlace {
    /// The report.
    pub report: ReportIx,
    /// The words.
    pub span: Span,
    /// The sentences that they stand in.
    pub sentence: Span,
    /// Who says them: a name, or the words for one who is not named; `None` where the report tells them in its own voice.
    pub speaker: Option<String>,
    /// Whether that source is not named.
    pub unnamed: bool,
    /// Where or how it was said.
    pub channel: Option<String>,
    /// To whom it was told.
    pub told_to: Option<String>,
}

impl View<'_> {
    /// Where the reports have some words, or words most like them; `None` for what holds no word.
    pub fn quotation(self, words: &str) -> Option<Quotation> {
        let found = quoted(words, self.reports)?;
        let differing = found.fault.and_then(|_| words.get(found.differing)).map(one_line);
        let places = found.places.iter().map(|p| self.quoted_place(p.report, p.span)).collect();
        Some(Quotation { fault: found.fault, differing, places })
    }

    fn quoted_place(self, report: ReportIx, span: Span) -> QuotedPlace {
        let annotated = &self.reports[report.index()];
        let text = &annotated.report.text;
        let said = said_at(annotated, span);
        let actor = said.and_then(|s| s.speaker);
        // The name that most reports of the story use, rather than the one in this sentence.
        let known = actor.zip(self.story_with(report)).and_then(|(id, story)| {
            let actors = &story.account.story.actors;
            actors.iter().find(|a| a.members.contains(&(report, id))).map(|a| a.name.as_str())
        });
        let here = || actor.and_then(|id| annotated.actor(id)).map(|a| a.name.as_str());
        let written = || said.and_then(|s| s.description.or_else(|| s.source.first().copied())).map(|s| text.str(s));
        QuotedPlace {
            report,
            span,
            sentence: sentences_of(annotated, span),
            speaker: known.or_else(here).or_else(written).map(one_line),
            unnamed: said.is_some_and(|s| s.anonymous),
            channel: said.and_then(|s| s.channel.as_ref()).map(|c| one_line(c.name(text))),
            told_to: said.and_then(|s| s.told_to).map(|s| one_line(text.str(s))),
        }
    }
}

/// The statement that some words are said in: of several in each other the innermost.
fn said_at(annotated: &Annotated, span: Span) -> Option<&Statement> {
    let length = |s: &Statement| s.content.iter().map(|c| c.len()).sum::<usize>();
    let overlap = |s: &Statement| s.content.iter().filter_map(|c| c.intersect(span)).map(Span::len).sum::<usize>();
    let told = annotated.statements.iter().filter(|s| overlap(s) * 2 > span.len());
    told.min_by_key(|s| length(s))
}

/// The sentences that some words stand in, as one stretch.
fn sentences_of(annotated: &Annotated, span: Span) -> Span {
    let parse = &annotated.parse;
    let own = parse.tokens_in(span).filter_map(|t| parse.span_of(parse.sentence(parse.sentence_of(t))));
    annotated.report.text.trim(own.fold(span, Span::cover))
}
