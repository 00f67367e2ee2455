//! What is shown of a support: its words, with the rest of a quotation that they begin or end in the middle of.

use dateline_core::{Annotated, Span, StatementKind, Support};

/// The longest that is shown for one support, in bytes.
const LONGEST: usize = 900;

/// The span to show: that of the support, widened to the whole of the quotations that run through its ends.
pub fn whole(annotated: &Annotated, support: &Support) -> Span {
    let text = &annotated.report.text;
    let direct = annotated.statements.iter().filter(|s| s.kind == StatementKind::Direct);
    let pieces = direct.flat_map(|s| &s.content);
    let cut = pieces.filter(|c| c.overlaps(support.span) && !support.span.contains(**c));
    let widened = cut.fold(support.span, |all, piece| all.cover(*piece));
    if widened.len() > LONGEST || text.str(widened).contains("\n\n") { support.span } else { widened }
}
