//! Which blocks of a page are its article, by what an extractor took, where they stand, and what the markup says.

use super::blocks::{Block, Frame, Layout, Role};
use super::headline;
use super::is_prose;
use super::markup::Sign;
use crate::label::is_date_line;
use crate::lexicon::Lexicon;
use std::collections::{BTreeMap, BTreeSet};

/// What a block is to the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Of its text.
    Inside,
    /// Said by the markup.
    Signed(Sign),
    /// Close before it.
    Above,
    /// In a gap of it, or close after it.
    Beside,
    Away,
}

/// The article of a page by its blocks.
pub(super) struct Article {
    /// What each block is to it.
    pub(super) parts: Vec<Part>,
    /// The block that is its headline.
    pub(super) headline: Option<usize>,
}

/// Finds the article: `taken` is what an extractor took for it, `titles` what the head of the page calls it.
pub(super) fn article(lexicon: &Lexicon, layout: &Layout, taken: &[bool], titles: &[String]) -> Article {
    let said = Said::new(layout, taken);
    let blocks = &layout.blocks;
    let mut signs: Vec<Option<Sign>> = blocks.iter().map(|block| said.around(layout, block)).collect();
    let mut inside: Vec<bool> = taken.iter().zip(&signs).map(|(taken, sign)| *taken && sign.is_none()).collect();
    if !inside.contains(&true) {
        inside = taken.to_vec();
    }
    let headline = headline::find(layout, &signs, titles, body(blocks, &inside));
    // Over the headline stand menus and teasers, unless all stands there.
    let headline = headline.filter(|h| inside[h + 1..].contains(&true));
    inside.iter_mut().take(headline.map_or(0, |h| h + 1)).for_each(|inside| *inside = false);
    clear_head(lexicon, layout, &mut inside);
    add_twins(layout, &signs, &mut inside);
    let main = main(layout, &inside);
    let is_main: Vec<bool> = blocks.iter().map(|b| layout.around(b).any(|frame| frame == main)).collect();
    // What stands beside paragraphs of the article in one box is of it too.
    let boxes = Boxes::new(layout, &inside);
    let (first, last) = ends(&inside, &is_main);
    for (i, block) in blocks.iter().enumerate().skip(headline.map_or(0, |h| h + 1)) {
        let between = first < i && i < last;
        // A heading in the text is no summary, whatever its name.
        if between && signs[i] == Some(Sign::Summary) {
            signs[i] = None;
        }
        let beside = boxes.hold(layout, block);
        let is_told = is_prose(&block.text) && block.linked < 60 && (between || beside);
        let is_crosshead =
            matches!(block.role, Role::Heading(2..)) && !block.is_link() && between && boxes.are_like(layout, block);
        inside[i] |= signs[i].is_none() && is_main[i] && (is_told || is_crosshead);
    }
    let (first, last) = ends(&inside, &is_main);
    // A byline may stand in the bar of the buttons to share.
    for i in headline.map_or(first, |h| h + 1)..first {
        let inner = said.innermost(layout, &blocks[i]).filter(|sign| matches!(sign, Sign::Byline | Sign::Dated));
        signs[i] = inner.or(signs[i]);
    }
    let near = |i: usize| (i + NEAR >= first || headline.is_some_and(|h| h <= i)) && i <= last + NEAR;
    let part = |i: usize| match signs[i] {
        None if inside[i] && (is_main[i] || near(i) && is_prose(&blocks[i].text)) => Part::Inside,
        Some(Sign::Post) if first < i && i < last || taken[i] && near(i) => Part::Signed(Sign::Post),
        Some(Sign::Furniture | Sign::Post) => Part::Away,
        Some(sign) if near(i) => Part::Signed(sign),
        None if near(i) && i < first => Part::Above,
        None if near(i) => Part::Beside,
        _ => Part::Away,
    };
    Article { parts: (0..blocks.len()).map(part).collect(), headline }
}

/// The block before which a quarter of the article stands at most.
fn body(blocks: &[Block], inside: &[bool]) -> usize {
    let long = |i: usize| if inside[i] { blocks[i].text.len() } else { 0 };
    let whole: usize = (0..blocks.len()).map(long).sum();
    let mut above = 0;
    (0..blocks.len())
        .find(|i| {
            above += long(*i);
            above * 4 > whole
        })
        .unwrap_or(0)
}

/// The first and the last block of the article.
fn ends(inside: &[bool], is_main: &[bool]) -> (usize, usize) {
    let reaches = |i: &usize| inside[*i] && is_main[*i];
    let all = 0..inside.len();
    (all.clone().find(reaches).unwrap_or(0), all.rev().find(reaches).unwrap_or(0))
}

/// Adds the paragraphs of boxes that are laid out like the last that an extractor took, as where an advertisement cuts an
/// article in two and it goes no further.
fn add_twins(layout: &Layout, signs: &[Option<Sign>], inside: &mut [bool]) {
    /// How much may stand between.
    const GAP: usize = 6;
    let boxes = Boxes::new(layout, inside);
    let Some(mut last) = inside.iter().rposition(|i| *i) else { return };
    let mut added = Vec::new();
    for (i, block) in layout.blocks.iter().enumerate().skip(last + 1) {
        if i > last + GAP || block.role == Role::Heading(1) {
            break;
        }
        if boxes.are_like(layout, block) && signs[i].is_none() && is_prose(&block.text) && block.linked < 60 {
            added.push(i);
            last = i;
        }
    }
    added.into_iter().for_each(|i| inside[i] = true);
}

/// The boxes that hold paragraphs of the article, two or more, and the names of those that do so together.
struct Boxes<'a> {
    frames: BTreeSet<usize>,
    names: BTreeSet<&'a str>,
}

impl<'a> Boxes<'a> {
    fn new(layout: &'a Layout, inside: &[bool]) -> Boxes<'a> {
        let (mut frames, mut names) = (BTreeMap::<usize, usize>::new(), BTreeMap::<&str, usize>::new());
        let told = layout.blocks.iter().zip(inside).filter(|(block, inside)| **inside && is_prose(&block.text));
        for frame in told.map(|(block, _)| layout.frames[block.inside].parent) {
            *frames.entry(frame).or_default() += 1;
            *names.entry(&layout.frames[frame].name).or_default() += 1;
        }
        names.remove("");
        let frames = frames.into_iter().filter(|(_, n)| *n >= 2).map(|(frame, _)| frame).collect();
        Boxes { frames, names: names.into_iter().filter(|(_, n)| *n >= 2).map(|(name, _)| name).collect() }
    }

    /// Whether a block stands in one of them.
    fn hold(&self, layout: &Layout, block: &Block) -> bool {
        self.frames.contains(&layout.frames[block.inside].parent)
    }

    /// Whether a block stands in one of them, or in one of the same name.
    fn are_like(&self, layout: &Layout, block: &Block) -> bool {
        let holder = layout.frames[block.inside].parent;
        self.frames.contains(&holder) || self.names.contains(layout.frames[holder].name.as_str())
    }
}

/// Takes away what stands over the first paragraph and is a byline or a date.
fn clear_head(lexicon: &Lexicon, layout: &Layout, inside: &mut [bool]) {
    let is_told = |i: &usize| inside[*i] && is_prose(&layout.blocks[*i].text);
    let Some(first) = (0..inside.len()).find(is_told) else { return };
    for (block, inside) in layout.blocks.iter().zip(inside).take(first).filter(|(_, inside)| **inside) {
        let names = || ["by", "byline", "published"].iter().any(|form| lexicon.has_form(form, &block.text));
        *inside = block.people.is_empty() && !names() && !is_date_line(lexicon, &block.text);
    }
}

/// How many blocks before and after the article may be its heading, its byline or its pictures.
const NEAR: usize = 12;

/// The innermost box that holds nearly all of the article.
fn main(layout: &Layout, inside: &[bool]) -> usize {
    const NEARLY: usize = 85;
    let weights = weights(layout, inside);
    let whole = weights[0];
    (0..layout.frames.len()).rev().find(|frame| weights[*frame] * 100 >= whole * NEARLY).unwrap_or(0)
}

/// How many bytes of these blocks each box holds.
fn weights(layout: &Layout, inside: &[bool]) -> Vec<usize> {
    let mut weights = vec![0; layout.frames.len()];
    for (block, _) in layout.blocks.iter().zip(inside).filter(|(_, inside)| **inside) {
        weights[block.inside] += block.text.len();
    }
    // Inner boxes have larger numbers.
    for frame in (1..weights.len()).rev() {
        let weight = weights[frame];
        weights[layout.frames[frame].parent] += weight;
    }
    weights
}

/// What the boxes say of what they hold, where it can be believed.
struct Said(Vec<Option<Sign>>);

impl Said {
    /// What holds much of the article is the article, whatever its names say; so are boxes of one name together.
    fn new(layout: &Layout, taken: &[bool]) -> Said {
        const MUCH: usize = 30;
        let weights = weights(layout, taken);
        let whole = weights[0];
        let mut named: BTreeMap<&str, usize> = BTreeMap::new();
        for (frame, weight) in layout.frames.iter().zip(&weights) {
            *named.entry(&frame.name).or_default() += weight;
        }
        named.remove("");
        let is_heard = |frame: &Frame, weight: usize| {
            let together = named.get(frame.name.as_str()).copied().unwrap_or(0);
            weight.max(together) * 100 < whole * MUCH
        };
        Said(layout.frames.iter().zip(weights).map(|(frame, w)| frame.sign.filter(|_| is_heard(frame, w))).collect())
    }

    /// What the innermost box that says anything says of a block.
    fn innermost(&self, layout: &Layout, block: &Block) -> Option<Sign> {
        layout.around(block).find_map(|frame| self.0[frame])
    }

    /// Furniture around a block says more than what is inside it.
    fn around(&self, layout: &Layout, block: &Block) -> Option<Sign> {
        let mut found = (block.role == Role::Caption).then_some(Sign::Caption);
        for sign in layout.around(block).filter_map(|frame| self.0[frame]) {
            match sign {
                // A post may be wrapped in what holds an advertisement elsewhere.
                Sign::Post => return Some(sign),
                Sign::Furniture | Sign::Inset => return Some(Sign::Furniture),
                _ => found = found.or(Some(sign)),
            }
        }
        found
    }
}
