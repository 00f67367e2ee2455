//! Which blocks of a page are its article, by what an extractor took, where they stand, and what the markup says.

use super::align::Taken;
use super::blocks::{Block, Layout, Role};
use super::markup::Sign;
use super::is_prose;

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

/// The part of each block.
pub(super) fn parts(layout: &Layout, taken: &Taken) -> Vec<Part> {
    let said = Said::new(layout, &taken.blocks);
    let signs: Vec<Option<Sign>> = layout.blocks.iter().map(|block| said.of(layout, block)).collect();
    let mut inside: Vec<bool> = taken.blocks.iter().zip(&signs).map(|(taken, sign)| *taken && sign.is_none()).collect();
    if !inside.contains(&true) {
        inside.clone_from(&taken.blocks);
    }
    let main = main(layout, &inside);
    let is_main = |block: &Block| layout.around(block).any(|frame| frame == main);
    let reaches = |i: &usize| inside[*i] && is_main(&layout.blocks[*i]);
    let all = 0..layout.blocks.len();
    let first = all.clone().find(reaches).unwrap_or(0);
    let last = all.clone().rev().find(reaches).unwrap_or(0);
    for i in first..last {
        let block = &layout.blocks[i];
        inside[i] |= signs[i].is_none() && is_main(block) && !block.is_link() && (is_prose(&block.text));
    }
    all.map(|i| match signs[i] {
        _ if inside[i] && is_main(&layout.blocks[i]) => Part::Inside,
        Some(sign) if sign != Sign::Furniture && i + NEAR >= first && i <= last + NEAR => Part::Signed(sign),
        Some(_) => Part::Away,
        None if i < first && i + NEAR >= first => Part::Above,
        None if i > first && i <= last + NEAR => Part::Beside,
        None => Part::Away,
    })
    .collect()
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
    /// What holds much of the article is the article, whatever its names say.
    fn new(layout: &Layout, taken: &[bool]) -> Said {
        const MUCH: usize = 30;
        let weights = weights(layout, taken);
        let whole = weights[0];
        Said(layout.frames.iter().zip(weights).map(|(frame, w)| frame.sign.filter(|_| w * 100 < whole * MUCH)).collect())
    }

    /// Furniture around a block says more than what is inside it.
    fn of(&self, layout: &Layout, block: &Block) -> Option<Sign> {
        let mut found = (block.role == Role::Caption).then_some(Sign::Caption);
        for sign in layout.around(block).filter_map(|frame| self.0[frame]) {
            match sign {
                Sign::Furniture => return Some(sign),
                _ => found = found.or(Some(sign)),
            }
        }
        found
    }
}
