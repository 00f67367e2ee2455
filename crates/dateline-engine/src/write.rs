//! An account as JSON, written story by story, so that no more than one story of it is in memory.

use crate::Stories;
use crate::account::narrowed;
use crate::view::Narrow;
use dateline_core::StoryAccount;
use dateline_core::json::{ReportJson, SealJson, StoryJson};
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// An account that is being written: the same bytes as those of an [`AccountJson`](dateline_core::json::AccountJson).
#[derive(Debug)]
pub struct AccountWriter<'s, W> {
    out: W,
    stories: &'s Stories,
    written: usize,
    /// The hash of what is written, if there is to be a seal.
    own: Option<Sha256>,
}

impl<'s, W: Write> AccountWriter<'s, W> {
    /// Writes what stands before the stories: with what the account is made, and the reports, with their layers or
    /// without.
    ///
    /// # Errors
    /// If it can not be written.
    pub fn new(out: W, stories: &'s Stories, narrow: &Narrow, layers: bool, seal: bool) -> io::Result<Self> {
        let mut writer = AccountWriter { out, stories, written: 0, own: seal.then(Sha256::new) };
        let made = narrowed(stories.made.clone(), narrow);
        let head = format!("{{\"dateline\":\"{}\",\"made\":", env!("CARGO_PKG_VERSION"));
        writer.put(head.as_bytes())?;
        writer.json(&made)?;
        writer.put(b",\"reports\":[")?;
        for (i, annotated) in stories.reports.iter().enumerate() {
            if i > 0 {
                writer.put(b",")?;
            }
            let report =
                if layers { ReportJson::of_annotated(annotated) } else { ReportJson::of_report(&annotated.report) };
            writer.json(&report)?;
        }
        writer.put(b"],\"stories\":[")?;
        Ok(writer)
    }

    /// Writes a story.
    ///
    /// # Errors
    /// If it can not be written.
    pub fn story(&mut self, story: &StoryAccount) -> io::Result<()> {
        if self.written > 0 {
            self.put(b",")?;
        }
        self.written += 1;
        self.json(&StoryJson::new(story, &self.stories.reports))
    }

    /// Writes what stands after the stories, and gives the seal, if there is one.
    ///
    /// # Errors
    /// If it can not be written.
    pub fn finish(mut self) -> io::Result<Option<SealJson>> {
        let Some(mut own) = self.own.take() else {
            self.out.write_all(b"]}")?;
            return Ok(None);
        };
        own.update(b"]}");
        let hashes = self.stories.reports.iter().map(|r| r.report.sha256.as_str());
        let seal = SealJson { sources: sources(hashes), account: hexadecimal(own) };
        self.out.write_all(b"],\"seal\":")?;
        serde_json::to_writer(&mut self.out, &seal)?;
        self.out.write_all(b"}")?;
        Ok(Some(seal))
    }

    fn json(&mut self, value: &impl serde::Serialize) -> io::Result<()> {
        let json = serde_json::to_vec(value)?;
        self.put(&json)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        if let Some(own) = &mut self.own {
            own.update(bytes);
        }
        self.out.write_all(bytes)
    }
}

/// The hash of the hashes of reports.
pub(crate) fn sources<'h>(hashes: impl IntoIterator<Item = &'h str>) -> String {
    let mut sources = Sha256::new();
    for hash in hashes {
        sources.update(hash);
        sources.update("\n");
    }
    hexadecimal(sources)
}

pub(crate) fn hexadecimal(hash: Sha256) -> String {
    hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
}
