//! Figures: what each report gives as the number, over time.

use super::StoryView;
use dateline_core::{Amount, Claim, ClaimKind, ReportIx, Support, Timex};

/// A figure and its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure<'a> {
    /// The claim's place in the story's list.
    pub claim: usize,
    /// The claim.
    pub told: &'a Claim,
    /// Its values, earliest first.
    pub values: Vec<FigureValue>,
}

/// One value of a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureValue {
    /// The report that gives it.
    pub report: ReportIx,
    /// The support, by its place in the claim's list.
    pub support: usize,
    /// The amount as written, or else the words of the support.
    pub words: String,
    /// The number, where it could be read.
    pub number: Option<f64>,
    /// The day of the report, or else the time of the claim, if one is known.
    pub when: Option<Timex>,
}

impl<'a> StoryView<'a> {
    /// The figures among some claims.
    pub fn figures(&self, claims: &[(usize, &'a Claim)]) -> Vec<Figure<'a>> {
        let figures = claims.iter().filter(|(_, told)| told.kind == ClaimKind::Figure);
        figures.map(|&(claim, told)| Figure { claim, told, values: self.values(told) }).collect()
    }

    fn values(&self, claim: &Claim) -> Vec<FigureValue> {
        let supports = claim.support.iter().enumerate();
        let mut values: Vec<FigureValue> = supports.map(|(k, support)| self.value(claim, k, support)).collect();
        // What has no time comes last.
        values.sort_by_key(|value| {
            let order = value.when.as_ref().and_then(Timex::order);
            (order.is_none(), order, value.support)
        });
        values
    }

    fn value(&self, claim: &Claim, k: usize, support: &Support) -> FigureValue {
        let report = self.report(support.report);
        let amount = self.amount(support);
        let published = report.published.map(|p| Timex::day(p.date));
        FigureValue {
            report: support.report,
            support: k,
            words: amount.map_or_else(|| self.words(support), |a| report.text.str(a.span).to_owned()),
            number: amount.and_then(|a| a.value),
            when: published.or_else(|| claim.time.clone()),
        }
    }

    /// The amount that a support tells: the one at its trigger, else the first within it.
    fn amount(&self, support: &Support) -> Option<Amount> {
        let all = || self.annotated(support.report).events.iter().flat_map(|e| &e.amounts).copied();
        let at = |span| all().find(move |a| a.span.overlaps(span));
        support.trigger.and_then(at).or_else(|| at(support.span))
    }
}
