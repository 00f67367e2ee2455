//! Credit lines: where a report says that an agency wrote it, or that an agency was told.

use dateline_core::{RegionKind, Report, Span};
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// An agency that a report names as where it has something from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Credit<'a> {
    /// The agency, by its name in `rules/en/agencies.txt`; as written if it is not known there.
    pub agency: &'a str,
    /// Its name as written.
    pub written: &'a str,
}

/// Every name of an agency, with the one it goes by.
static AGENCIES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../../../rules/en/agencies.txt").lines().filter(|line| !line.starts_with('#'));
    let names = lines.filter_map(|line| line.split(" | ").next().map(|name| (name, line)));
    names.flat_map(|(name, line)| line.split(" | ").map(move |other| (other, name))).collect()
});

/// The patterns of a credit; the agency is their only group that matches.
struct Patterns {
    /// A name alone, which is found much faster than where it stands.
    name: Regex,
    /// "LONDON (Reuters) -", "RAMALLAH, West Bank, Jan 1 (AP) —", "Xinhua | Updated: …" at the front of the text.
    front: Regex,
    /// "PORT MERROW, March 15 (Isles Press) —": an agency that the list does not have, in the place of one.
    dateline: Regex,
    /// "— Reuters", "(AP)", "AP - AFP", "Copyright 1998 The Associated Press." in the last lines.
    back: Regex,
    /// "told Reuters", "Reuters reported", "according to the AFP news agency", in the middle of a sentence.
    within: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    // The names as the list has them, longest first, so that "Thomson Reuters" is not taken for "Reuters".
    let lines = include_str!("../../../../rules/en/agencies.txt").lines().filter(|line| !line.starts_with('#'));
    let mut names: Vec<String> = lines.flat_map(|line| line.split(" | ").map(regex::escape)).collect();
    names.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    let agency = format!("({})", names.join("|"));
    let name = Regex::new(&agency).expect("a list of names");
    let build = |pattern: &str| Regex::new(&pattern.replace("AGENCY", &agency)).expect("a pattern of this file");
    Patterns {
        name,
        front: build(
            r"(?m)^[^()\n]{0,80}\((?:The )?AGENCY\) ?[-–—]|^AGENCY(?: \||$)|^(?:By|From|Source:) AGENCY\b|\(AGENCY\)$",
        ),
        dateline: build(
            r"(?m)^\p{Lu}[\p{Lu}'’.-]+(?: [\p{Lu}'’.-]+){0,4}(?:,[^()\n]{0,60})? \((?:The )?(\p{Lu}[\p{L}.]+(?: \p{Lu}[\p{L}.]+){0,3})\) ?[-–—]",
        ),
        back: build(
            r"(?m)^[-–—(\[ ]*(?:With |Source: |From |[a-z]{2,3}(?:/[a-z]{2,3})* \()?AGENCY[)\].]*$|[.!?”] [-–—] ?AGENCY$|[.!?”] ?\(AGENCY\)$|^(?:©|\(c\)|Copyright)[^\n]{0,12}? AGENCY\b",
        ),
        within: build(
            r"\b(?:told|tells|telling|according to|cited by|quoted by|reported by|seen by|obtained by|interview with|statement to) (?:the )?(?:state |news agency |state news agency )?AGENCY\b|\bAGENCY(?: news agency)? (?:has )?(?:reported|reports|said|says|quoted|cited|learned)\b",
        ),
    }
});

/// How many bytes at each end of a text are searched for a credit line.
const ENDS: usize = 400;

impl Credit<'_> {
    /// The agency to which a report as a whole is credited: by its outlet, its authors, the first or the last lines.
    ///
    /// None where two agencies are credited: it is not known what is whose.
    pub(crate) fn of_report(report: &Report) -> Option<Credit<'_>> {
        let outlet = report.outlet.as_deref().and_then(Credit::of_name);
        let author = report.authors.iter().find_map(|a| Credit::of_name(a.trim_end_matches(" Staff")));
        outlet.or(author).or_else(|| Credit::of_lines(report))
    }

    /// The agency that a name stands for: "Reuters", "The Associated Press", "www.reuters.com".
    pub(crate) fn of_name(name: &str) -> Option<Credit<'_>> {
        let written = name.trim();
        let bare = written.strip_prefix("www.").unwrap_or(written);
        let bare = bare.strip_prefix("the ").unwrap_or(bare).trim_end_matches(" news agency");
        AGENCIES.get(bare).map(|agency| Credit { agency, written })
    }

    fn of_lines(report: &Report) -> Option<Credit<'_>> {
        let text = report.text.as_str();
        let front = &text[..text.floor_char_boundary(ENDS)];
        let back = &text[text.ceil_char_boundary(text.len().saturating_sub(ENDS))..];
        if let Some(found) = PATTERNS.front.captures(front).or_else(|| byline(report)) {
            return Credit::of_match(&found);
        }
        if let Some(found) = PATTERNS.dateline.captures(front).and_then(|m| m.get(1)) {
            let own = report.outlet.as_deref().is_some_and(|outlet| outlet.contains(found.as_str()));
            return (!own).then_some(Credit { agency: found.as_str(), written: found.as_str() });
        }
        let mut found = PATTERNS.back.captures_iter(back).filter_map(|m| Credit::of_match(&m));
        let first = found.next()?;
        found.all(|other| other.agency == first.agency).then_some(first)
    }

    /// The agencies that a sentence names as where it has something from, in order.
    pub(crate) fn in_sentence(sentence: &str) -> Option<Credit<'_>> {
        let named = PATTERNS.name.is_match(sentence);
        named.then(|| PATTERNS.within.captures(sentence))?.and_then(|m| Credit::of_match(&m))
    }

    fn of_match<'a>(found: &regex::Captures<'a>) -> Option<Credit<'a>> {
        Credit::of_name(found.iter().skip(1).flatten().next()?.as_str())
    }
}

fn byline(report: &Report) -> Option<regex::Captures<'_>> {
    let lines = report.regions.iter().filter(|r| r.kind == RegionKind::Byline).map(|r| r.span);
    lines.map(|span: Span| report.text.str(span)).find_map(|line| PATTERNS.front.captures(line))
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::Text;

    fn credited(text: &str) -> Option<String> {
        let report = Report { text: Text::new(text), outlet: Some("Packet".to_owned()), ..Report::default() };
        Credit::of_report(&report).map(|c| c.agency.to_owned())
    }

    #[test]
    fn credit_lines_name_the_agency_of_a_report() {
        assert_eq!(credited("LISBON (Reuters) - The quay sank.").as_deref(), Some("Reuters"));
        assert_eq!(credited("MESSINA, Sicily, Dec 29 (AP) — Sailors dug.").as_deref(), Some("AP"));
        assert_eq!(credited("Xinhua | Updated: 1999-01-02\nThe quay sank.").as_deref(), Some("Xinhua"));
        assert_eq!(credited("The quay sank.\n— AFP").as_deref(), Some("AFP"));
        assert_eq!(credited("The quay sank. (AFP)").as_deref(), Some("AFP"));
        assert_eq!(
            credited("The quay sank.\nCopyright 1999 The Associated Press. All rights reserved.").as_deref(),
            Some("AP")
        );
    }

    #[test]
    fn an_agency_that_the_list_does_not_have_stands_in_the_dateline() {
        assert_eq!(
            credited("PORT MERROW, March 15, 1926 (Isles Press) — The quay sank.").as_deref(),
            Some("Isles Press")
        );
        assert_eq!(credited("PORT MERROW (Packet) - The quay sank."), None, "the outlet's own");
        assert_eq!(credited("The Coast Line (Limited) - its ships are old."), None);
    }

    #[test]
    fn pictures_and_passing_mentions_credit_nothing() {
        assert_eq!(credited("A quay in ruins. (AP Photo/Pool)\nThe quay sank."), None);
        assert_eq!(credited("The quay sank, witnesses told Reuters, and the wave came."), None);
        assert_eq!(credited("The quay sank.\nAP - AFP"), None, "it is not known what is whose");
    }

    #[test]
    fn sentences_name_the_agency_that_was_told() {
        let agency = |s| Credit::in_sentence(s).map(|c| (c.agency, c.written));
        assert_eq!(agency("The quay sank, a sailor told the Associated Press."), Some(("AP", "Associated Press")));
        assert_eq!(agency("AFP reported that the quay sank."), Some(("AFP", "AFP")));
        assert_eq!(agency("She works for Reuters."), None);
    }
}
