//! Two wordings side by side, with what differs marked inside the words.

use maud::{Markup, html};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The words of `here` with those marked that `there` does not have in this place.
///
/// Words are compared without case and without the signs around them; what is shown is as written.
pub(super) fn marked(here: &str, there: &str) -> Markup {
    let (ours, theirs) = (pieces(here), pieces(there));
    let plain = |pieces: &[&str]| pieces.iter().map(|w| bare(w)).collect::<Vec<_>>();
    let ops = capture_diff_slices(Algorithm::Myers, &plain(&theirs), &plain(&ours));
    html! {
        bdi {
            @for op in ops {
                @match op {
                    DiffOp::Equal { new_index, len, .. } => { (ours[new_index..new_index + len].concat()) }
                    DiffOp::Insert { new_index, new_len, .. } | DiffOp::Replace { new_index, new_len, .. } => {
                        ins { (ours[new_index..new_index + new_len].concat()) }
                    }
                    DiffOp::Delete { .. } => {}
                }
            }
        }
    }
}

/// The words with the white space behind them.
fn pieces(words: &str) -> Vec<&str> {
    words.split_inclusive(char::is_whitespace).collect()
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn only_what_differs_is_marked_and_nothing_is_taken_for_markup() {
        let here = "“the best <b>military</b> options”, she said";
        let there = "The best options, she said";
        assert_eq!(
            marked(here, there).into_string(),
            "<bdi>“the best <ins>&lt;b&gt;military&lt;/b&gt; </ins>options”, she said</bdi>"
        );
    }
}
