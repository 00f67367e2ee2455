//! What a line is by where it stands: above the article, in a gap of it, or below it.

use super::signs::is_date_line;
use crate::lexicon::Lexicon;
use crate::lines::Line;
use dateline_core::RegionKind;

const FURNITURE: Option<RegionKind> = Some(RegionKind::Furniture);

/// Above the article: menus over the headline, and the lines that date it.
pub(super) fn head(lexicon: &Lexicon, lines: &mut [Line]) {
    let end = lines.iter().position(|l| l.prose && l.kind.is_none()).unwrap_or(0);
    date_lines(lexicon, &mut lines[..end], |_| true);
    let Some(title) = lines[..end].iter().position(|l| l.kind == Some(RegionKind::Title)) else { return };
    // Short lines over the headline are a menu if one of them surely is.
    if lines[..title].iter().any(|l| l.sure) {
        for line in lines[..title].iter_mut().filter(|l| l.kind.is_none() && l.is_label()) {
            line.kind = FURNITURE;
        }
    }
    spread(lexicon, &mut lines[..end]);
}

/// In the article: weak signs beside sure ones, and the links under a heading such as "More:".
pub(super) fn middle(lexicon: &Lexicon, lines: &mut [Line]) {
    let end = article_end(lines);
    spread(lexicon, &mut lines[..end]);
    for heading in 0..end {
        if !(lines[heading].sure && lexicon.is_related(&lines[heading].words)) {
            continue;
        }
        let links = lines[heading + 1..end].iter().take_while(|l| l.kind.is_none() && l.is_label()).count();
        // One line alone may as well be the next crosshead; so may a short one that is the last.
        let links = heading + 1..heading + 1 + links;
        if links.len() >= 2 {
            let last_is_crosshead = lines[links.end - 1].count <= 4;
            for line in &mut lines[links.start..links.end - usize::from(last_is_crosshead)] {
                line.kind = FURNITURE;
            }
        }
    }
}

/// Below the article: what is no prose is furniture after a heading over other reports, or among sure furniture.
pub(super) fn tail(lexicon: &Lexicon, lines: &mut [Line], cleaned: bool) {
    let end = end_without_author(lexicon, lines);
    let tail = &mut lines[end..];
    let above_furniture = tail.iter().position(|l| l.sure).unwrap_or(tail.len());
    // A bare date down here may be that of another report.
    date_lines(lexicon, &mut tail[..above_furniture], |l| lexicon.has_form("dated", &l.words));
    let sure = tail.iter().filter(|l| l.sure).count();
    let (mut above, mut under_heading) = (0, false);
    for line in tail.iter_mut() {
        above += usize::from(line.sure);
        under_heading |= line.sure && lexicon.is_related(&line.words);
        let among = !cleaned && line.kind.is_none() && line.is_label() && (above > 0 || sure >= 2);
        let beside_others = under_heading && matches!(line.kind, None | Some(RegionKind::Caption));
        if among || beside_others {
            line.kind = FURNITURE;
        }
    }
}

/// The place after the last line of the article, with what it tells of its author at the end labelled.
fn end_without_author(lexicon: &Lexicon, lines: &mut [Line]) -> usize {
    /// A line or two of the author, one of where to write.
    const MOST: usize = 3;
    for _ in 0..MOST {
        let end = article_end(lines);
        let is_last = !lines[..end.saturating_sub(1)].iter().any(|l| l.prose && l.kind.is_none());
        match lines[..end].last_mut().filter(|line| !is_last && lexicon.has_form("bio", &line.words)) {
            Some(line) => line.kind = Some(RegionKind::Byline),
            None => break,
        }
    }
    article_end(lines)
}

/// The place after the last line that is surely of the article.
fn article_end(lines: &[Line]) -> usize {
    lines.iter().rposition(|l| l.prose && l.kind.is_none()).map_or(0, |last| last + 1)
}

/// Takes weak signs of furniture for sure ones where a sure one stands beside them.
fn spread(lexicon: &Lexicon, lines: &mut [Line]) {
    let sure = |lines: &[Line], i: usize| lines.get(i).is_some_and(|l| l.sure);
    let order: Vec<usize> = (0..lines.len()).chain((0..lines.len()).rev()).collect();
    for i in order {
        let beside = sure(lines, i + 1) || i.checked_sub(1).is_some_and(|before| sure(lines, before));
        if beside && lines[i].kind.is_none() && lexicon.has_form("weak-furniture", &lines[i].words) {
            (lines[i].kind, lines[i].sure) = (FURNITURE, true);
        }
    }
}

/// Labels the lines that date the report, of those that fit.
fn date_lines(lexicon: &Lexicon, lines: &mut [Line], fits: impl Fn(&Line) -> bool) {
    for line in lines.iter_mut().filter(|l| l.kind.is_none() && is_date_line(lexicon, &l.words) && fits(l)) {
        line.kind = Some(RegionKind::Byline);
    }
}
