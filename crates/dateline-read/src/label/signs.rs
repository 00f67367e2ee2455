//! What a line shows by its own form, wherever it stands.

use crate::lexicon::Lexicon;
use crate::lines::Line;
use dateline_core::RegionKind;

/// Lines of these kinds are never longer, in words, but for the captions of a gallery.
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
pub(super) fn apply(lexicon: &Lexicon, lines: &mut [Line]) {
    for line in lines.iter_mut().filter(|l| l.kind.is_none()) {
        // The captions of a gallery may run on in one line.
        if lexicon.has_form("gallery", &line.words) {
            line.kind = Some(RegionKind::Caption);
            continue;
        }
        if line.count > LONGEST {
            continue;
        }
        if lexicon.is_furniture(&line.words) || lexicon.is_related(&line.words) {
            (line.kind, line.sure) = (Some(RegionKind::Furniture), true);
        } else if let Some((form, kind)) = FORMS.iter().find(|(form, _)| lexicon.has_form(form, &line.words)) {
            (line.kind, line.sure) = (Some(*kind), *form == "furniture");
        }
    }
}

/// Whether a line tells when the report was published, and little more.
pub(crate) fn is_date_line(lexicon: &Lexicon, words: &str) -> bool {
    /// The outlet or the agency, and the zone of the clock.
    const OTHER_WORDS: usize = 5;
    let count = |words: &str| words.split(' ').count();
    let Some((date, _)) = lexicon.dates.find(words) else { return false };
    let time = lexicon.dates.find_time(words).map_or(0, |t| count(&words[t]));
    count(words) <= OTHER_WORDS + count(&words[date]) + time
        && !words.ends_with(['.', '!', '?', ':'])
        && !words.contains('@')
        && (count(words) <= 5 || words.contains(['|', ':', '·', ',']) || lexicon.has_form("dated", words))
}
