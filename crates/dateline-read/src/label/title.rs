//! The headline in the text: the one that came with it, or the first line that looks like one.

use crate::lexicon::Lexicon;
use crate::lines::Line;
use dateline_core::RegionKind;
use std::collections::BTreeSet;

/// How many paragraphs from the top a headline may stand.
const FAR: usize = 15;

/// Labels the headline, if the text has it and a body follows.
pub(super) fn find(lexicon: &Lexicon, lines: &mut [Line], given: Option<&str>) {
    if lines.iter().any(|l| l.kind == Some(RegionKind::Title)) {
        return;
    }
    let found = match given {
        Some(title) => written_as(lines, title)
            .or_else(|| looks_like_one(lexicon, lines).filter(|&i| resembles(&lines[i], title)).map(|i| i..i + 1)),
        None => looks_like_one(lexicon, lines).map(|i| i..i + 1),
    };
    let Some(found) = found else { return };
    if lines[found.end..].iter().any(|l| l.kind.is_none()) {
        lines[found].iter_mut().for_each(|l| l.kind = Some(RegionKind::Title));
    }
}

/// The lines near the top that together say the given title.
fn written_as(lines: &[Line], title: &str) -> Option<std::ops::Range<usize>> {
    let title = letters(title);
    let from_here = |start: usize| {
        let mut so_far = String::new();
        for (i, line) in lines.iter().enumerate().skip(start) {
            so_far += &letters(&line.words);
            match () {
                () if so_far == title => return Some(start..i + 1),
                () if !title.starts_with(&so_far) => return None,
                () => {}
            }
        }
        None
    };
    (!title.is_empty()).then(|| (0..lines.len().min(FAR)).find_map(from_here))?
}

/// The first line that has the form of a headline: before all prose, four words or more, open at its end.
fn looks_like_one(lexicon: &Lexicon, lines: &[Line]) -> Option<usize> {
    let head = lines.iter().take(FAR).take_while(|l| !(l.prose && l.kind.is_none()));
    let fits = |l: &Line| {
        l.kind.is_none()
            && (4..=25).contains(&l.count)
            && !l.words.ends_with([':', ',', ';'])
            && !lexicon.has_form("weak-furniture", &l.words)
            && !lexicon.has_form("dateline", &l.words)
    };
    let found = head.enumerate().find(|(_, l)| fits(l)).map(|(i, _)| i)?;
    let longer = |l: &Line| l.prose && l.count > lines[found].count;
    lines[found + 1..].iter().any(longer).then_some(found)
}

/// Whether a line has at least half of the longer words of a title, and not many others.
fn resembles(line: &Line, title: &str) -> bool {
    let words = |raw: &str| -> BTreeSet<String> {
        raw.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 3).map(str::to_lowercase).collect()
    };
    let (line, title) = (words(&line.words), words(title));
    let shared = line.intersection(&title).count();
    shared > 0 && shared * 2 >= title.len() && shared * 3 >= line.len()
}

fn letters(raw: &str) -> String {
    raw.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
