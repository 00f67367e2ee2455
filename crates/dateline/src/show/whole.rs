//! What is shown of a support: its words, with the rest of a quotation that they begin or end in the middle of.

use dateline_core::{Annotated, Span, StatementKind, Support};

/// The longest that is shown for one support, in bytes.
const LONGEST: usize = 900;

/// The span to show: that of the support, widened to the whole of the quotations that run through its ends.
pub(super) fn span(annotated: &Annotated, support: &Support) -> Span {
    let text = &annotated.report.text;
    let direct = annotated.statements.iter().filter(|s| s.kind == StatementKind::Direct);
    let pieces = direct.flat_map(|s| &s.content);
    let cut = pieces.filter(|c| c.overlaps(support.span) && !support.span.contains(**c));
    let whole = cut.fold(support.span, |whole, piece| whole.cover(*piece));
    if whole.len() > LONGEST || text.str(whole).contains("\n\n") { support.span } else { whole }
}

/// The words to show, on one line.
pub(super) fn words(annotated: &Annotated, support: &Support) -> String {
    super::outline::one_line(annotated.report.text.str(span(annotated, support)))
}
