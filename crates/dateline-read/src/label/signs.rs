//! What a line shows by its own form, wherever it stands.

use crate::lexicon::{has_form, is_furniture, is_related};
use crate::lines::Line;
use dateline_core::RegionKind;

/// Lines of these kinds are never longer, in words.
const LONGEST: usize = 90;

/// Labels what is told by its own form. The order decides where two forms fit: a credit may name a caption's author.
const FORMS: [(&str, RegionKind); 5] = [
    ("furniture", RegionKind::Furniture),
    ("correction", RegionKind::Correction),
    ("published", RegionKind::Byline),
    ("byline", RegionKind::Byline),
    ("caption", RegionKind::Caption),
];

pub(super) fn apply(lines: &mut [Line]) {
    for line in lines.iter_mut().filter(|l| l.kind.is_none() && l.count <= LONGEST) {
        line.kind = if is_furniture(&line.words) || is_related(&line.words) {
            Some(RegionKind::Furniture)
        } else {
            FORMS.iter().find(|(form, _)| has_form(form, &line.words)).map(|(_, kind)| *kind)
        };
    }
}
