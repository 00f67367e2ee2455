//! The few labels of our own that every face shows, and how words of reports are put on a line.

use dateline_core::{ClaimState, Difference, DifferenceKind, DifferenceValue};

/// What a story is called of which no report has a title.
pub const UNTITLED: &str = "A story without a title";

/// The fixed word for a state.
pub fn state_word(state: ClaimState) -> &'static str {
    match state {
        ClaimState::Agree => "agree",
        ClaimState::Differ => "differ",
        ClaimState::Contradict => "contradict",
        ClaimState::Open => "open",
        ClaimState::Single => "single",
    }
}

/// The fixed word for what reports differ in.
pub fn difference_name(kind: DifferenceKind) -> &'static str {
    match kind {
        DifferenceKind::Number => "number",
        DifferenceKind::Time => "time",
        DifferenceKind::Place => "place",
        DifferenceKind::Actor => "actor",
        DifferenceKind::Wording => "wording",
        DifferenceKind::Polarity => "polarity",
        DifferenceKind::Certainty => "certainty",
        DifferenceKind::Reason => "reason",
        DifferenceKind::Scope => "scope",
    }
}

/// The fixed words for a difference; one that only time made is told as such.
pub fn difference_words(difference: &Difference) -> String {
    let name = difference_name(difference.kind);
    if !difference.update {
        return name.to_owned();
    }
    format!("{name}, brought up to date")
}

/// One of the values that differ, on one line.
pub fn value_words(value: &DifferenceValue) -> String {
    one_line(&value.value)
}

/// A number with its noun: `counted(2, "outlet")` is "2 outlets".
pub fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// Words on one line, each parted from the next by one space.
pub fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words for comparing: lower case, without the signs between them.
pub fn same_words(words: &str) -> String {
    let plain: String = words.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    one_line(&plain).to_lowercase()
}
