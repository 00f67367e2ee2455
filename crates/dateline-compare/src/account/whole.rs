//! What is shown of a support: its words, with the rest of a quotation that they begin or end in the middle of, as far as it stands
//! in their sentences: a long quotation is several claims, and is not shown whole with each.

use dateline_core::{Annotated, Span, StatementKind, Support};

/// The longest that is shown for one support, in bytes.
const LONGEST: usize = 900;

/// The span to show: that of the support, widened to the quotations that run through its ends, within its sentences.
pub fn whole(annotated: &Annotated, support: &Support) -> Span {
    let text = &annotated.report.text;
    let direct = annotated.statements.iter().filter(|s| s.kind == StatementKind::Direct);
    let parse = &annotated.parse;
    let sentences = parse.tokens_in(support.span).filter_map(|t| parse.span_of(parse.sentence(parse.sentence_of(t))));
    let within = sentences.reduce(Span::cover).unwrap_or(support.span);
    let pieces = direct.flat_map(|s| &s.content).filter_map(|c| c.intersect(within));
    let cut = pieces.filter(|c| c.overlaps(support.span) && !support.span.contains(*c));
    let widened = cut.fold(support.span, Span::cover);
    if widened.len() > LONGEST || text.str(widened).contains("\n\n") { support.span } else { widened }
}
