//! Makes copies of reports as outlets make them: cut, put in another order, lightly edited, with a new lead.

use dateline_core::{Report, Text};
use std::ops::Range;

/// A report made from another, and which of its passages stand where in that one.
pub(crate) struct Variant {
    /// The report that was made.
    pub(crate) report: Report,
    /// The passages that it has from the other: the bytes here and there.
    pub(crate) passages: Vec<(Range<usize>, Range<usize>)>,
}

/// Numbers that look random, the same for the same seed (SplitMix64).
pub(crate) struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let n = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let n = (n ^ (n >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        n ^ (n >> 31)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// True this many times in a hundred.
    fn percent(&mut self, times: usize) -> bool {
        self.below(100) < times
    }
}

/// A copy of `report`: a lead of two sentences of `other`, then the passages that are left of it.
///
/// A third of the passages is cut, in half of the copies they change places, and a tenth of the words is changed, left
/// out or doubled by another.
pub(crate) fn variant(id: &str, report: &Report, other: &Report, random: &mut Random) -> Variant {
    let mut passages = passages(report.text.as_str(), random);
    if passages.len() > 1 {
        passages.retain(|_| !random.percent(33));
    }
    if random.percent(50) {
        for last in (1..passages.len()).rev() {
            passages.swap(last, random.below(last + 1));
        }
    }
    let strange: Vec<&str> = other.text.as_str().split_whitespace().collect();
    let mut text = sentences(other.text.as_str()).take(2).map(|s| &other.text.as_str()[s]).collect::<String>();
    let mut kept = Vec::new();
    for there in passages {
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        for word in report.text.as_str()[there.clone()].split_inclusive(char::is_whitespace) {
            let another = strange.get(random.below(strange.len())).copied().unwrap_or("so");
            match random.below(30) {
                0 => text.extend([another, " "]),
                1 => {}
                2 => text.extend([another, " ", word]),
                _ => text.push_str(word),
            }
        }
        kept.push((start..text.len(), there));
    }
    let made = Report {
        id: id.to_owned(),
        title: report.title.clone(),
        outlet: Some(format!("outlet-{}", random.below(500))),
        published: report.published,
        text: Text::new(text),
        ..Report::default()
    };
    Variant { report: made, passages: kept }
}

/// A text in passages of two to four sentences.
fn passages(text: &str, random: &mut Random) -> Vec<Range<usize>> {
    let mut list: Vec<Range<usize>> = Vec::new();
    let mut left = 0;
    for sentence in sentences(text) {
        match list.last_mut().filter(|_| left > 0) {
            Some(passage) => passage.end = sentence.end,
            None => {
                left = 2 + random.below(3);
                list.push(sentence);
            }
        }
        left -= 1;
    }
    list
}

/// The sentences of a text, roughly: each ends behind a full stop and a space, or with the line.
fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let end = [". ", ".” ", ".\" ", "\n"].iter().filter_map(|mark| Some(rest.find(mark)? + mark.len())).min();
        let sentence = start..start + end.unwrap_or(rest.len());
        start = sentence.end;
        Some(sentence)
    })
}
