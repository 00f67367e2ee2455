//! Credit lines: where a report says that an agency wrote it, or that an agency was told.

use crate::lexicon::Small;
use dateline_core::{RegionKind, Report, Span};
use dateline_language::{Language, TableError};
use regex::Regex;
use std::collections::HashMap;

/// An agency that a report names as where it has something from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Credit<'a> {
    /// The agency, by its name in `agencies.txt`; as written if it is not known there.
    pub agency: &'a str,
    /// Its name as written.
    pub written: &'a str,
}

/// The agencies, and the patterns by which they are credited: in each pattern the agency is the only group that matches.
#[derive(Debug)]
pub(crate) struct Agencies {
    /// Every name of an agency, with the one it goes by.
    names: HashMap<Box<str>, Box<str>>,
    /// A name alone, which is found much faster than where it stands.
    name: Regex,
    /// At the front of the text.
    front: Option<Regex>,
    /// An agency that the list does not have, in the place of one.
    dateline: Option<Regex>,
    /// In the last lines.
    back: Option<Regex>,
    /// In the middle of a sentence.
    within: Option<Regex>,
    words: Small,
}

impl Agencies {
    /// Reads the agencies of a language, and how they are credited.
    ///
    /// # Errors
    /// If an agency has a name that another has, or a pattern can not be read.
    pub(crate) fn new(language: &Language) -> Result<Agencies, TableError> {
        let table = language.table("agencies.txt");
        let named = table.lines().flat_map(|line| line.text.split(" | ").map(move |name| (line, name)));
        let mut all = table.unique(named)?;
        // Longest first, so that "Thomson Reuters" is not taken for "Reuters".
        all.sort_by(|a, b| regex::escape(b).len().cmp(&regex::escape(a).len()).then_with(|| a.cmp(b)));
        let agency = format!("({})", all.iter().map(|name| regex::escape(name)).collect::<Vec<_>>().join("|"));
        let names = table.lines().flat_map(|line| {
            let first = line.text.split(" | ").next().unwrap_or(line.text);
            line.text.split(" | ").map(move |name| (name.into(), first.into()))
        });
        let credit = language.table("compare/credit.txt");
        let pattern = |name: &str| {
            let found = credit.lines().find_map(|line| {
                let (own, raw) = line.text.split_once(" = ")?;
                (own == name).then_some((line, raw))
            });
            found.map(|(line, raw)| credit.pattern(line, &raw.replace("AGENCY", &agency))).transpose()
        };
        Ok(Agencies {
            names: names.collect(),
            name: Regex::new(&agency).expect("names that are escaped"),
            front: pattern("front")?,
            dateline: pattern("dateline")?,
            back: pattern("back")?,
            within: pattern("within")?,
            words: Small::read(&language.table("compare/small.txt"))?,
        })
    }
}

/// How many bytes at each end of a text are searched for a credit line.
const ENDS: usize = 400;

impl Agencies {
    /// The agency to which a report as a whole is credited: by its outlet, its authors, the first or the last lines.
    ///
    /// None where two agencies are credited: it is not known what is whose.
    pub(crate) fn credited_by<'a>(&'a self, report: &'a Report) -> Option<Credit<'a>> {
        let author = |name: &'a String| {
            let behind = |name: &str| self.words.author_behind.strip_from_end_of(name).map(str::len);
            let mut name = name.as_str();
            while let Some(len) = behind(name) {
                name = &name[..len];
            }
            self.named(name)
        };
        let outlet = report.outlet.as_deref().and_then(|name| self.named(name));
        outlet.or_else(|| report.authors.iter().find_map(author)).or_else(|| self.in_lines_of(report))
    }

    /// The agency that a name stands for: "Reuters", "The Associated Press", "www.reuters.com".
    pub(crate) fn named<'a>(&'a self, name: &'a str) -> Option<Credit<'a>> {
        let written = name.trim();
        let bare = written.strip_prefix("www.").unwrap_or(written);
        let mut bare = self.words.outlet_before.strip_from_start_of(bare).unwrap_or(bare);
        while let Some(rest) = self.words.outlet_behind.strip_from_end_of(bare) {
            bare = rest;
        }
        self.names.get(bare).map(|agency| Credit { agency, written })
    }

    fn in_lines_of<'a>(&'a self, report: &'a Report) -> Option<Credit<'a>> {
        let text = report.text.as_str();
        let front = &text[..text.floor_char_boundary(ENDS)];
        let back = &text[text.ceil_char_boundary(text.len().saturating_sub(ENDS))..];
        let at_front = self.front.as_ref().and_then(|pattern| pattern.captures(front));
        if let Some(found) = at_front.or_else(|| self.in_byline_of(report)) {
            return self.matched(&found);
        }
        if let Some(found) = self.dateline.as_ref()?.captures(front).and_then(|m| m.get(1)) {
            let own = report.outlet.as_deref().is_some_and(|outlet| outlet.contains(found.as_str()));
            return (!own).then_some(Credit { agency: found.as_str(), written: found.as_str() });
        }
        let mut found = self.back.as_ref()?.captures_iter(back).filter_map(|m| self.matched(&m));
        let first = found.next()?;
        found.all(|other| other.agency == first.agency).then_some(first)
    }

    fn in_byline_of<'a>(&self, report: &'a Report) -> Option<regex::Captures<'a>> {
        let lines = report.regions.iter().filter(|r| r.kind == RegionKind::Byline).map(|r| r.span);
        lines.map(|span: Span| report.text.str(span)).find_map(|line| self.front.as_ref()?.captures(line))
    }

    /// The agency that a sentence names as where it has something from.
    pub(crate) fn told_in<'a>(&'a self, sentence: &'a str) -> Option<Credit<'a>> {
        let named = self.name.is_match(sentence);
        named.then(|| self.within.as_ref()?.captures(sentence))?.and_then(|m| self.matched(&m))
    }

    fn matched<'a>(&'a self, found: &regex::Captures<'a>) -> Option<Credit<'a>> {
        self.named(found.iter().skip(1).flatten().next()?.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::Text;
    use std::sync::LazyLock;

    static ENGLISH: LazyLock<Agencies> = LazyLock::new(|| Agencies::new(&Language::english()).expect("in form"));

    fn credited(text: &str) -> Option<String> {
        let report = Report { text: Text::new(text), outlet: Some("Packet".to_owned()), ..Report::default() };
        ENGLISH.credited_by(&report).map(|c| c.agency.to_owned())
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
        let agency = |s| ENGLISH.told_in(s).map(|c| (c.agency, c.written));
        assert_eq!(agency("The quay sank, a sailor told the Associated Press."), Some(("AP", "Associated Press")));
        assert_eq!(agency("AFP reported that the quay sank."), Some(("AFP", "AFP")));
        assert_eq!(agency("She works for Reuters."), None);
    }
}
