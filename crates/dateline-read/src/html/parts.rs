//! What stands in an article as a thing of its own: entries of a live page, posts of others, the summary, crossheads.

use super::article::Part;
use super::blocks::{Block, Layout, Role};
use super::linked_data::Entry;
use super::markup::Sign;
use super::{is_clock, is_prose, letters};
use crate::draft::DraftPart;
use crate::lexicon::Lexicon;
use crate::people;
use dateline_core::{PartKind, Published, PublishedBy};
use std::collections::BTreeMap;
use std::ops::Range;

/// A page whose article is known, and where each block stands in its text.
pub(super) struct Page<'p> {
    pub(super) lexicon: &'p Lexicon,
    pub(super) layout: &'p Layout,
    pub(super) parts: &'p [Part],
    pub(super) headline: Option<usize>,
    pub(super) places: &'p [Range<usize>],
}

/// Fewer entries than these are no live page.
const FEWEST: usize = 3;

impl Page<'_> {
    /// All of them, by where they begin, those that hold others first. `told` is what the page's data tells of entries, `day`
    /// the day of all of them, where that is certain.
    pub(super) fn parts(&self, told: &[Entry], day: Option<Published>) -> Vec<DraftPart> {
        let mut found = self.told_entries(told);
        if found.len() < FEWEST {
            found = self.boxed_entries(day);
        }
        found.extend(self.posts());
        found.extend(self.headings());
        found.sort_by_key(|part| (part.range.start, std::cmp::Reverse(part.range.end)));
        found
    }

    /// A part from one block up to another.
    fn part(&self, blocks: Range<usize>, kind: PartKind) -> DraftPart {
        let range = self.places[blocks.start].start..self.places[blocks.end - 1].end;
        DraftPart { range, kind, author: None, time: None, url: None, channel: None }
    }

    fn is_inside(&self, block: usize) -> bool {
        matches!(self.parts[block], Part::Inside | Part::Signed(Sign::Post))
    }

    /// The summary under the headline, and the headings between paragraphs.
    fn headings(&self) -> impl Iterator<Item = DraftPart> {
        let kind = |i: usize| match (self.parts[i], self.layout.blocks[i].role) {
            _ if self.headline == Some(i) => None,
            (Part::Signed(Sign::Summary), _) => Some(PartKind::Summary),
            (Part::Inside, Role::Heading(2..)) if !self.layout.blocks[i].is_link() => Some(PartKind::Crosshead),
            _ => None,
        };
        (0..self.parts.len()).filter_map(move |i| Some(self.part(i..i + 1, kind(i)?)))
    }

    /// The posts: what stands in one box that says so.
    fn posts(&self) -> Vec<DraftPart> {
        let mut posts: Vec<(usize, Range<usize>)> = Vec::new();
        for (i, block) in self.layout.blocks.iter().enumerate() {
            if self.parts[i] != Part::Signed(Sign::Post) {
                continue;
            }
            let signed = self.layout.around(block).filter(|f| self.layout.frames[*f].sign == Some(Sign::Post));
            let Some(outermost) = signed.last() else { continue };
            match posts.last_mut() {
                Some((frame, blocks)) if *frame == outermost => blocks.end = i + 1,
                _ => posts.push((outermost, i..i + 1)),
            }
        }
        posts.into_iter().map(|(frame, blocks)| self.post(frame, blocks)).collect()
    }

    /// A post, by its signature ("— Jane Roe (@roe) March 3, 1912") and its links.
    fn post(&self, frame: usize, blocks: Range<usize>) -> DraftPart {
        let told = &self.layout.blocks[blocks.clone()];
        let signature = told.iter().rev().find_map(|block| {
            let found = self.lexicon.captures("post-signature", &block.text)?;
            let name = found.name("name")?.as_str().trim().to_owned();
            Some((name, self.lexicon.dates.whole(&block.text[found.get(0)?.end()..], PublishedBy::Metadata)))
        });
        let (author, dated) = signature.map_or((None, None), |(name, dated)| (Some(name), dated));
        let marked = told.iter().filter_map(|block| block.time.as_deref()).next_back();
        let time = marked.and_then(|raw| self.lexicon.dates.machine(raw, PublishedBy::Metadata)).or(dated);
        let known = |url: &&String| self.lexicon.platform(url).is_some();
        let own = self.layout.frames[frame].address.as_ref();
        // The last link of a post leads to it; those before it are of its text.
        let url = own.or_else(|| told.iter().rev().find_map(|block| block.links.iter().rev().find(known)));
        let channel = url.and_then(|url| self.lexicon.platform(url)).map(str::to_owned);
        DraftPart { author, time, url: url.cloned(), channel, ..self.part(blocks, PartKind::Post) }
    }

    /// The entries that the data of the page tells, each from the block that it opens with to the next.
    fn told_entries(&self, told: &[Entry]) -> Vec<DraftPart> {
        /// As much as tells one entry from the others.
        const ENOUGH: usize = 60;
        let blocks: Vec<String> = self.layout.blocks.iter().map(|block| letters(&block.text)).collect();
        let opening = |entry: &Entry| {
            entry.opens.iter().map(|text| letters(text)).filter(|text| text.len() > 8).find_map(|text| {
                let head = &text[..text.floor_char_boundary(ENOUGH)];
                (0..blocks.len()).find(|&i| !blocks[i].is_empty() && self.is_inside(i) && blocks[i].starts_with(head))
            })
        };
        let mut starts: Vec<(usize, &Entry)> = told.iter().filter_map(|entry| Some((opening(entry)?, entry))).collect();
        starts.sort_by_key(|(start, _)| *start);
        starts.dedup_by_key(|(start, _)| *start);
        let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([self.parts.len()]).collect::<Vec<_>>();
        let entry = |(&(start, entry), end): (&(usize, &Entry), usize)| {
            let last = (start..end).rev().find(|&i| self.is_inside(i))?;
            let time = entry.published.as_deref();
            Some(DraftPart {
                author: entry.author.iter().flat_map(|name| people::names(self.lexicon, name, None)).next(),
                time: time.and_then(|raw| self.lexicon.dates.machine(raw, PublishedBy::Metadata)),
                url: entry.url.clone(),
                ..self.part(start..last + 1, PartKind::Entry)
            })
        };
        starts.iter().zip(ends).filter_map(entry).collect()
    }

    /// The entries that stand in boxes laid out alike, each with a time at its head; none if most of the article stands
    /// elsewhere.
    fn boxed_entries(&self, day: Option<Published>) -> Vec<DraftPart> {
        /// How far down an entry may tell its time.
        const HEAD: usize = 4;
        let mut boxes: BTreeMap<usize, Range<usize>> = BTreeMap::new();
        for (i, block) in self.layout.blocks.iter().enumerate() {
            for frame in self.layout.around(block).filter(|f| *f != 0) {
                boxes.entry(frame).and_modify(|blocks| blocks.end = i + 1).or_insert(i..i + 1);
            }
        }
        let mut named: BTreeMap<(&str, usize), Vec<Range<usize>>> = BTreeMap::new();
        for (frame, blocks) in boxes {
            let told = blocks.clone().filter(|&i| self.is_inside(i) && is_prose(&self.layout.blocks[i].text)).count();
            let timed = blocks.clone().take(HEAD).any(|i| self.tells_time(&self.layout.blocks[i]));
            let laid_out = &self.layout.frames[frame];
            if told > 0 && timed && !laid_out.name.is_empty() {
                named.entry((&laid_out.name, laid_out.parent)).or_default().push(blocks);
            }
        }
        let weight = |blocks: Range<usize>| -> usize {
            blocks.filter(|&i| self.is_inside(i)).map(|i| self.layout.blocks[i].text.len()).sum()
        };
        let whole = weight(0..self.parts.len());
        let groups = named.into_values().filter(|boxes| boxes.len() >= FEWEST);
        let best = groups.max_by_key(|boxes| boxes.iter().map(|blocks| weight(blocks.clone())).sum::<usize>());
        let boxes = best.filter(|boxes| boxes.iter().map(|b| weight(b.clone())).sum::<usize>() * 2 > whole);
        boxes.unwrap_or_default().into_iter().map(|blocks| self.boxed_entry(blocks, HEAD, day)).collect()
    }

    /// Whether a block tells a time, as the head of an entry does.
    fn tells_time(&self, block: &Block) -> bool {
        block.time.is_some() || is_clock(self.lexicon, &block.text)
    }

    fn boxed_entry(&self, blocks: Range<usize>, head: usize, day: Option<Published>) -> DraftPart {
        let dates = &self.lexicon.dates;
        let told = &self.layout.blocks[blocks.clone()];
        let head = &told[..told.len().min(head)];
        let marked = head.iter().filter_map(|block| block.time.as_deref());
        let marked = marked.filter_map(|raw| dates.machine(raw, PublishedBy::Metadata)).next();
        let shown = || head.iter().find_map(|block| dates.whole(&block.text, PublishedBy::Metadata));
        let clocked = || {
            let clock = head.iter().filter(|block| is_clock(self.lexicon, &block.text));
            let (time, offset) = clock.filter_map(|block| dates.time(&block.text)).next()?;
            day.map(|day| Published { time: Some(time), offset: offset.or(day.offset), ..day })
        };
        let linked = head.iter().flat_map(|block| &block.people);
        let lines = head.iter().map(|block| &block.text).filter(|text| self.lexicon.has_form("by", text));
        let author = linked.chain(lines).flat_map(|raw| people::names(self.lexicon, raw, None)).next();
        DraftPart { author, time: marked.or_else(shown).or_else(clocked), ..self.part(blocks, PartKind::Entry) }
    }
}
