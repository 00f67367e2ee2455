//! From the tokens of a clause to its pieces: runs without the marks and joining words at their edges.

use super::cut::is_mark;
use dateline_core::{Dep, Parse, Span};
use std::ops::Range;

/// The pieces of runs of tokens; a run of marks alone has none.
///
/// `opening` is the first word of the sentence: a joining word there belongs to what it opens ("But the crew …").
pub(super) fn pieces(parse: &Parse, runs: &[Range<usize>], opening: usize) -> Vec<Span> {
    runs.iter().filter_map(|run| parse.span_of(trimmed(parse, run.clone(), opening))).collect()
}

fn trimmed(parse: &Parse, mut run: Range<usize>, opening: usize) -> Range<usize> {
    let joins = |i: usize| parse.dep(i) == Dep::Cc && i != opening;
    let is_edge = |run: &Range<usize>, i: usize| joins(i) || is_mark(parse, i) && !has_partner(parse, run, i);
    while !run.is_empty() {
        if is_edge(&run, run.end - 1) {
            run.end -= 1;
        } else if is_edge(&run, run.start) {
            run.start += 1;
        } else {
            break;
        }
    }
    run
}

/// Whether a quotation mark or bracket at an edge of a run has the mark that it goes with in the run.
fn has_partner(parse: &Parse, run: &Range<usize>, i: usize) -> bool {
    const PAIRS: [[&str; 2]; 6] = [["“", "”"], ["‘", "’"], ["(", ")"], ["[", "]"], ["``", "''"], ["«", "»"]];
    let mark = parse.text(i);
    if matches!(mark, "\"" | "'") {
        return run.clone().filter(|&t| parse.text(t) == mark && is_mark(parse, t)).count() % 2 == 0;
    }
    let partner = PAIRS.iter().find_map(|&[open, close]| match mark {
        m if m == open => Some(close),
        m if m == close => Some(open),
        _ => None,
    });
    partner.is_some_and(|partner| run.clone().any(|t| parse.text(t) == partner))
}
