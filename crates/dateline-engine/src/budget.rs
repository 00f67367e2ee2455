//! What one report may ask for. All limits are counts: a limit of time would make the output hang on the machine.

use dateline_core::Report;
use dateline_read::Problem;
use std::ops::Range;

/// The most bytes that the text of one report may have. The longest stories of the news have a fifth of it.
pub(crate) const LONGEST: usize = 2 << 20;

/// The most tokens that are annotated of one report.
const TOKENS: usize = 500_000;

/// The most tokens of one sentence. It bounds what looks at all pairs in a sentence, and how deep its tree is.
const SENTENCE: usize = 20_000;

/// Whether a text is not too long to be worked on.
///
/// # Errors
/// If it is, with the limit.
pub(crate) fn check_text(report: &Report) -> Result<(), Problem> {
    if report.text.as_str().len() > LONGEST { Err(Problem::TooLong(LONGEST)) } else { Ok(()) }
}

/// Whether a parse is not too large to be annotated.
///
/// # Errors
/// If it is, with the limit.
pub(crate) fn check_parse(tokens: usize, sentences: impl Iterator<Item = Range<usize>>) -> Result<(), Problem> {
    if tokens > TOKENS {
        return Err(Problem::Beyond { limit: TOKENS, what: "words and signs" });
    }
    match { sentences }.any(|sentence| sentence.len() > SENTENCE) {
        true => Err(Problem::Beyond { limit: SENTENCE, what: "words and signs in one sentence" }),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_beyond_is_told_with_the_limit() {
        assert!(check_parse(60_000, (0..4).map(|n| n * 15_000..(n + 1) * 15_000)).is_ok());
        let told = |tokens, longest| check_parse(tokens, std::iter::once(0..longest)).unwrap_err().to_string();
        assert!(told(TOKENS + 1, 1).contains("more than 500000 words and signs:"));
        assert!(told(TOKENS, SENTENCE + 1).contains("more than 20000 words and signs in one sentence:"));
    }
}
