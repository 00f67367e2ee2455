//! Which way a clause looks: the tense of the verb that a time expression hangs on.

use dateline_core::{Parse, Span};

/// Which way a clause looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Present,
    Future,
    /// No verb says.
    Unknown,
}

/// Words that look ahead whatever their own tense: "was scheduled for May".
const AHEAD: &[&str] = &[
    "schedule",
    "expect",
    "plan",
    "due",
    "propose",
    "slate",
    "set",
    "intend",
    "upcoming",
    "forthcoming",
    "expire",
    "mature",
    "forecast",
    "predict",
    "hope",
];

/// The tense around a span.
pub(super) fn around(parse: &Parse, span: Span) -> Tense {
    let tokens = parse.tokens_in(span);
    let Some(mut at) = tokens.clone().find(|&i| !tokens.contains(&parse.head(i)) || parse.head(i) == i) else {
        return Tense::Unknown;
    };
    for _ in 0..12 {
        let tense = of_word(parse, at);
        let up = parse.head(at);
        if tense != Tense::Unknown || up == at {
            return tense;
        }
        at = up;
    }
    Tense::Unknown
}

/// The tense of one word with its auxiliaries.
fn of_word(parse: &Parse, at: usize) -> Tense {
    let helpers = || parse.children(at).filter(|&c| matches!(parse.dep(c), "aux" | "auxpass"));
    if AHEAD.contains(&parse.lemma(at)) && parse.tag(at) != "VBD" {
        return Tense::Future;
    }
    if !parse.tag(at).starts_with('V') && parse.tag(at) != "MD" {
        return Tense::Unknown;
    }
    let mut tense = Tense::Unknown;
    for helper in helpers() {
        match (parse.tag(helper), parse.lemma(helper)) {
            ("MD", "will" | "wo" | "'ll" | "shall" | "may" | "can" | "must" | "should" | "’ll") => {
                return Tense::Future;
            }
            ("MD", _) => return if helpers().any(|h| parse.lemma(h) == "have") { Tense::Past } else { Tense::Future },
            ("TO", _) => return if helpers().any(|h| parse.lemma(h) == "have") { Tense::Past } else { Tense::Future },
            ("VBD" | "VBN", _) => tense = Tense::Past,
            ("VBZ" | "VBP", "have") => tense = Tense::Past,
            ("VBZ" | "VBP", _) if tense == Tense::Unknown => {
                let passive = parse.tag(at) == "VBN" && parse.dep(helper) == "auxpass";
                tense = if passive { Tense::Unknown } else { Tense::Present };
            }
            _ => {}
        }
    }
    match (tense, parse.tag(at)) {
        (Tense::Unknown, "VBD") => Tense::Past,
        (Tense::Unknown, "VBZ" | "VBP") => Tense::Present,
        (Tense::Unknown, "VBN") if matches!(parse.dep(at), "acl" | "amod") => Tense::Past,
        (tense, _) => tense,
    }
}
