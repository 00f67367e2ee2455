//! What a line shows by its own form, wherever it stands.

use crate::lexicon::{has_form, is_furniture, is_related};
use crate::lines::Line;
use dateline_core::RegionKind;

/// Lines of these kinds are never longer, in words.
const LONGEST: usize = 90;

/// The forms that tell a kind, in the order in which they are tried.
const FORMS: [(&str, RegionKind); 6] = [
    ("furniture", RegionKind::Furniture),
    ("filler", RegionKind::Furniture),
    ("correction", RegionKind::Correction),
    ("published", RegionKind::Byline),
    ("byline", RegionKind::Byline),
    ("caption", RegionKind::Caption),
];

/// Labels what is told by its own form.
pub(super) fn apply(lines: &mut [Line]) {
    for line in lines.iter_mut().filter(|l| l.kind.is_none() && l.count <= LONGEST) {
        if is_furniture(&line.words) || is_related(&line.words) {
            (line.kind, line.sure) = (Some(RegionKind::Furniture), true);
        } else if let Some((form, kind)) = FORMS.iter().find(|(form, _)| has_form(form, &line.words)) {
            (line.kind, line.sure) = (Some(*kind), *form == "furniture");
        }
    }
}
