//! From letters on pages to a text: lines, columns in the order of reading, paragraphs, and what stands on every page.

use super::glyphs::Glyph;
use crate::draft::Draft;
use dateline_core::RegionKind;
use std::collections::{BTreeMap, BTreeSet};

/// A line, or the part of one that lies in a column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    text: String,
    left: f64,
    right: f64,
    y: f64,
    size: f64,
    turned: bool,
}

/// The lines of a page in the order of reading.
pub(super) fn lines(glyphs: Vec<Glyph>) -> Vec<Line> {
    let (turned, upright): (Vec<_>, Vec<_>) = glyphs.into_iter().partition(|g| g.turned);
    let mut lines = in_order(joined(runs(upright)));
    lines.extend(runs(turned));
    lines.retain(|line| !line.text.trim().is_empty());
    lines
}

/// Letters that follow on each other on one baseline. Spaces are set where there is room for one.
fn runs(glyphs: Vec<Glyph>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for glyph in glyphs {
        let size = glyph.size;
        if let Some(line) = lines.last_mut() {
            let gap = glyph.x - line.right;
            let same = (glyph.y - line.y).abs() < size.min(line.size) * 0.4 && gap > -size * 0.6 && gap < size * 1.5;
            if same && !glyph.turned || glyph.turned && line.turned {
                if gap > size * 0.17 && !line.text.ends_with(' ') && !glyph.text.starts_with(' ') && !glyph.turned {
                    line.text.push(' ');
                }
                line.text.push_str(&glyph.text);
                line.right = glyph.end.max(line.right);
                line.size = line.size.max(size);
                continue;
            }
        }
        if glyph.text.trim().is_empty() {
            continue;
        }
        lines.push(Line { text: glyph.text, left: glyph.x, right: glyph.end, y: glyph.y, size, turned: glyph.turned });
    }
    lines
}

/// Runs that were drawn apart and stand beside each other as words do.
fn joined(mut runs: Vec<Line>) -> Vec<Line> {
    runs.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.left.total_cmp(&b.left)));
    let mut lines: Vec<Line> = Vec::new();
    for run in runs {
        let beside = |line: &&mut Line| {
            let size = line.size.min(run.size);
            let gap = run.left - line.right;
            (line.y - run.y).abs() < size * 0.4 && gap > -size && gap < size
        };
        // Only the last few can be on this baseline.
        match lines.iter_mut().rev().take(12).find(beside) {
            Some(line) => {
                if run.left - line.right > run.size * 0.17 && !line.text.ends_with(' ') {
                    line.text.push(' ');
                }
                line.text.push_str(&run.text);
                line.right = line.right.max(run.right);
                line.size = line.size.max(run.size);
            }
            None => lines.push(run),
        }
    }
    lines
}

/// The most lines of a page whose columns are looked for.
const LINES: usize = 2000;

/// How many lines a column must have.
const COLUMN: usize = 3;

/// Lines by columns: what runs over a gutter parts the page into bands, and each band is read column by column.
fn in_order(mut lines: Vec<Line>) -> Vec<Line> {
    lines.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.left.total_cmp(&b.left)));
    let Some(gutter) = gutter(&lines) else { return lines };
    let (mut done, mut left, mut right) = (Vec::new(), Vec::new(), Vec::new());
    for line in lines {
        match () {
            () if line.right <= gutter => left.push(line),
            () if line.left >= gutter => right.push(line),
            () => {
                done.extend(in_order(std::mem::take(&mut left)));
                done.extend(in_order(std::mem::take(&mut right)));
                done.push(line);
            }
        }
    }
    done.extend(in_order(left));
    done.extend(in_order(right));
    done
}

/// Where two columns are parted: hardly a line runs over it, and both sides have lines beside each other.
fn gutter(lines: &[Line]) -> Option<f64> {
    if lines.len() > LINES {
        return None;
    }
    let mut sizes: Vec<f64> = lines.iter().map(|l| l.size).collect();
    sizes.sort_by(f64::total_cmp);
    let size = *sizes.get(sizes.len() / 2)?;
    // A gutter begins where lines end.
    let ends: BTreeSet<i64> = lines.iter().map(|l| (l.right + size * 0.2) as i64).collect();
    let mut best: Option<(usize, f64, f64)> = None;
    for end in ends.into_iter().take(100) {
        let at = end as f64;
        let left: Vec<&Line> = lines.iter().filter(|l| l.right <= at).collect();
        let right: Vec<&Line> = lines.iter().filter(|l| l.left >= at).collect();
        let across = lines.len() - left.len() - right.len();
        if left.len() < COLUMN || right.len() < COLUMN || across * 4 > lines.len() {
            continue;
        }
        let edge = right.iter().map(|l| l.left).fold(f64::INFINITY, f64::min);
        let inner = left.iter().map(|l| l.right).fold(f64::NEG_INFINITY, f64::max);
        let wide = edge - inner;
        let height = |side: &[&Line]| {
            (
                side.iter().map(|l| l.y).fold(f64::NEG_INFINITY, f64::max),
                side.iter().map(|l| l.y).fold(f64::INFINITY, f64::min),
            )
        };
        let ((top, bottom), (other_top, other_bottom)) = (height(&left), height(&right));
        let beside = top.min(other_top) - bottom.max(other_bottom);
        if wide < size * 0.7 || beside < size * 2.0 {
            continue;
        }
        let better = best.is_none_or(|(least, widest, _)| across < least || across == least && wide > widest);
        if better {
            best = Some((across, wide, (inner + edge) / 2.0));
        }
    }
    best.map(|(_, _, at)| at)
}

/// The text of pages: paragraphs with an empty line between, on over the end of a column or a page.
pub(super) fn put_together(pages: Vec<Vec<Line>>) -> Draft {
    let running = running(&pages);
    let words = words(&pages);
    let usual = usual_size(&pages);
    let mut draft = Draft { cleaned: false, ..Draft::default() };
    let mut body: Vec<(String, Option<RegionKind>)> = Vec::new();
    let mut before: Option<Line> = None;
    for page in pages {
        let shape = Shape::new(&page);
        let edges = Edges::new(&page);
        for line in &page {
            let at_edge = edges.has(line);
            let beside = || running.contains(&key(line)) || is_number(line, &page) || is_small(line, usual);
            if line.turned || at_edge && beside() {
                body.push((clean(&line.text), Some(RegionKind::Furniture)));
                continue;
            }
            let goes_on = before.as_ref().is_some_and(|last| shape.goes_on(last, line));
            match body.iter_mut().rev().find(|(_, kind)| kind.is_none()).filter(|_| goes_on) {
                Some((paragraph, _)) => append(paragraph, &line.text, &words),
                None => body.push((clean(&line.text), None)),
            }
            before = Some(line.clone());
        }
    }
    for (paragraph, kind) in body.into_iter().filter(|(p, _)| !p.is_empty()) {
        if !draft.text.is_empty() {
            draft.text.push_str("\n\n");
        }
        let start = draft.text.len();
        draft.text.push_str(&paragraph);
        draft.marked.extend(kind.map(|kind| (start..draft.text.len(), kind)));
    }
    draft
}

/// How a page is set.
struct Shape {
    /// How far baselines lie apart, in sizes of the letters, most of the time.
    leading: f64,
    /// The right edges that full lines end at, by the left edge they begin at.
    right: Vec<(f64, f64)>,
}

impl Shape {
    fn new(lines: &[Line]) -> Shape {
        let near = lines.windows(2).filter(|w| w[0].y > w[1].y && (w[0].left - w[1].left).abs() < w[0].size * 4.0);
        let mut gaps: Vec<f64> = near.map(|w| (w[0].y - w[1].y) / w[1].size).filter(|g| *g < 3.0).collect();
        gaps.sort_by(f64::total_cmp);
        // The lower part, as gaps between paragraphs are wider than those in them.
        let leading = gaps.get(gaps.len() / 3).copied().unwrap_or(1.3);
        Shape { leading, right: lines.iter().take(LINES).map(|l| (l.left, l.right)).collect() }
    }

    /// Whether a line goes on with the paragraph of the one before it.
    fn goes_on(&self, last: &Line, line: &Line) -> bool {
        let size = last.size.max(line.size);
        if (last.size - line.size).abs() > size * 0.12 || last.turned {
            return false;
        }
        let full = self.is_full(last);
        let down = last.y - line.y;
        let below = down > 0.0
            && (last.left - line.left).abs() < size * 30.0
            && line.left < last.right
            && last.left < line.right;
        if !below {
            // At the head of the next column or page: on if the sentence is not at its end.
            let open = !last.text.trim_end().ends_with(['.', '!', '?', ':', '”', '"', '…', '»']);
            return open
                && full
                && line.text.trim_start().chars().next().is_some_and(|c| c.is_lowercase() || c.is_numeric());
        }
        let indented = line.left > last.left + size * 0.8;
        down < size * self.leading * 1.25 && full && !indented
    }

    /// Whether a line runs to the right edge of its column.
    fn is_full(&self, line: &Line) -> bool {
        let column = self.right.iter().filter(|(left, right)| *left < line.right && line.left < *right);
        let edge = column.filter(|(left, _)| (left - line.left).abs() < line.size * 6.0).map(|(_, right)| *right);
        let edge = edge.fold(line.right, f64::max);
        edge - line.right < (edge - line.left) * 0.25
    }
}

/// Puts a line after the others of its paragraph.
fn append(paragraph: &mut String, line: &str, words: &BTreeSet<String>) {
    let line = clean(line);
    let soft = paragraph.ends_with('\u{ad}');
    let hard = paragraph.ends_with('-') && line.starts_with(char::is_lowercase);
    if soft || hard {
        let word = |c: char| !(c.is_alphanumeric() || c == '-' || c == '’');
        let first = paragraph.trim_end_matches(['-', '\u{ad}']).rsplit(word).next().unwrap_or_default().to_lowercase();
        let second = line.split(word).next().unwrap_or_default().to_lowercase();
        // The hyphen is the word's own unless the document writes the word without it.
        if soft || words.contains(&format!("{first}{second}")) {
            paragraph.pop();
        }
    } else {
        paragraph.push(' ');
    }
    paragraph.push_str(&line);
}

/// The words that stand within lines.
fn words(pages: &[Vec<Line>]) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for line in pages.iter().flatten() {
        let parts = line.text.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '’'));
        words.extend(parts.filter(|w| w.len() > 3).map(str::to_lowercase));
    }
    words
}

/// How many lines at the head and at the foot of a page may belong to the page rather than to the text.
const EDGE: usize = 3;

/// The lines that stand on three pages or more, but for their numbers: running heads and feet.
fn running(pages: &[Vec<Line>]) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages {
        let edges = Edges::new(page);
        let edge = page.iter().filter(|line| edges.has(line));
        let keys: BTreeSet<String> = edge.map(key).collect();
        for key in keys {
            *counts.entry(key).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, count)| *count >= 3).map(|(key, _)| key).collect()
}

/// Where the head and the foot of a page begin.
struct Edges {
    head: f64,
    foot: f64,
}

impl Edges {
    fn new(page: &[Line]) -> Edges {
        let mut heights: Vec<f64> = page.iter().map(|line| line.y).collect();
        heights.sort_by(f64::total_cmp);
        let foot = heights.get(EDGE - 1).copied().unwrap_or(f64::INFINITY);
        let head = heights.iter().rev().nth(EDGE - 1).copied().unwrap_or(f64::NEG_INFINITY);
        Edges { head, foot }
    }

    /// Whether hardly a line stands above it, or below it.
    fn has(&self, line: &Line) -> bool {
        line.y >= self.head || line.y <= self.foot
    }
}

/// A line without its digits, and its height: a running head stands at one.
fn key(line: &Line) -> String {
    let words: String = line.text.chars().filter(|c| !c.is_ascii_digit()).collect();
    format!("{} {}", (line.y / 2.0).round(), words.trim())
}

/// Whether a line is a page's number, "4", "– 4 –" or "4/9", well apart from the text.
fn is_number(line: &Line, page: &[Line]) -> bool {
    let text = line.text.trim();
    let is_number =
        text.len() < 12 && text.contains(|c: char| c.is_ascii_digit()) && !text.contains(char::is_alphabetic);
    // What stands beside it, as a running head does, stands as far from the text as it does.
    let beside_or_far = |other: &Line| {
        let down = (other.y - line.y).abs();
        down < line.size * 0.4 || down > line.size * 2.0
    };
    is_number && page.len() > 1 && page.iter().all(beside_or_far)
}

/// Whether a line is set much smaller than the text, and is no prose as a note is.
fn is_small(line: &Line, usual: f64) -> bool {
    line.size < usual * 0.8 && line.text.split_whitespace().count() < 16 && !line.text.trim_end().ends_with('.')
}

/// The size in which most letters are set.
fn usual_size(pages: &[Vec<Line>]) -> f64 {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for line in pages.iter().flatten() {
        *counts.entry((line.size * 10.0) as i64).or_default() += line.text.len();
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(0.0, |(size, _)| size as f64 / 10.0)
}

/// A line with single spaces, and with the letters of what is set as one sign.
fn clean(line: &str) -> String {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let ligatures = [('ﬀ', "ff"), ('ﬁ', "fi"), ('ﬂ', "fl"), ('ﬃ', "ffi"), ('ﬄ', "ffl"), ('ﬅ', "st"), ('ﬆ', "st")];
    ligatures.iter().fold(line, |line, (sign, letters)| line.replace(*sign, letters))
}
