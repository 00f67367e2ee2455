//! Figures: the numbers that reports give for one thing.

use super::claims::{Maker, Teller};
use dateline_core::{Amount, By, Claim, ClaimKind, Parse};
use std::collections::BTreeMap;

/// A number that a passage gives for something.
struct Figure {
    passage: usize,
    /// The dictionary form of what is counted, in small letters.
    unit: String,
    /// In thousandths, so that it can be a key.
    value: i64,
}

/// The claims that tell how many or how much: one for each thing counted, joined where the reports give the same number
/// or where passages that tell the same give different ones.
///
/// Lengths of time and numbers without a unit are left out.
pub(crate) fn figures(maker: &Maker, groups: &[Vec<usize>]) -> Vec<Claim> {
    let found = found(maker);
    let mut groups_of: Vec<Vec<usize>> = vec![Vec::new(); maker.passages.list.len()];
    for (number, group) in groups.iter().enumerate() {
        group.iter().for_each(|&p| groups_of[p].push(number));
    }
    let together = |a: usize, b: usize| a == b || groups_of[a].iter().any(|g| groups_of[b].contains(g));
    let mut of_unit: BTreeMap<&str, Vec<Vec<&Figure>>> = BTreeMap::new();
    for figure in &found {
        let groups = of_unit.entry(&figure.unit).or_default();
        // A sum of money alone does not say what it is for.
        let named = figure.unit.starts_with(char::is_alphabetic);
        let same = |f: &&Figure| f.value == figure.value || named && together(f.passage, figure.passage);
        match groups.iter_mut().find(|g| g.iter().all(same)) {
            Some(group) => group.push(figure),
            None => groups.push(vec![figure]),
        }
    }
    let claim = |group: Vec<&Figure>| {
        let mut tellers: Vec<Teller> = group.iter().filter_map(|f| maker.telling(f.passage)).collect();
        tellers.dedup_by_key(|t| t.passage);
        let claim = maker.claim_of(&tellers, &By::Borrowed("compare.figures"))?;
        Some(Claim { kind: ClaimKind::Figure, ..claim })
    };
    of_unit.into_values().flatten().filter_map(claim).collect()
}

/// The numbers of all passages, in order.
fn found(maker: &Maker) -> Vec<Figure> {
    let mut found = Vec::new();
    for (at, passage) in maker.passages.list.iter().enumerate() {
        let report = &maker.reports[passage.report.index()];
        let inside = report.events.iter().filter(|e| passage.span.contains(e.trigger));
        let mut amounts: Vec<&Amount> = inside.flat_map(|e| &e.amounts).collect();
        amounts.sort_by_key(|a| a.span);
        amounts.dedup_by_key(|a| a.span);
        let figure = |a: &Amount| {
            let unit = unit(&report.parse, a)?;
            Some(Figure { passage: at, unit, value: (a.value? * 1000.0) as i64 })
        };
        let before = found.len();
        found.extend(amounts.into_iter().filter_map(figure));
        for token in passage.tokens.clone() {
            let Some((unit, value)) = counted(&report.parse, token) else { continue };
            if !found[before..].iter().any(|f| f.unit == unit) {
                found.push(Figure { passage: at, unit, value });
            }
        }
    }
    found
}

/// The number in digits at a token and what it counts, where no event takes part: "a coalition of 30 countries".
fn counted(parse: &Parse, token: usize) -> Option<(String, i64)> {
    let head = parse.head(token);
    let counts = parse.dep(token) == "nummod" && parse.pos(head) == "NOUN" && !is_time(parse, head);
    let value = parse.text(token).replace(',', "").parse::<u32>().ok().filter(|_| counts)?;
    Some((parse.lemma(head).to_lowercase(), i64::from(value) * 1000))
}

fn is_time(parse: &Parse, token: usize) -> bool {
    parse.entity_of(token).is_some_and(|e| matches!(e.label.as_str(), "DATE" | "TIME"))
}

/// What an amount counts; `None` if that is not told, or is time.
pub(crate) fn unit(parse: &Parse, amount: &Amount) -> Option<String> {
    let token = parse.tokens_in(amount.unit?).next_back()?;
    (!is_time(parse, token)).then(|| parse.lemma(token).to_lowercase())
}
