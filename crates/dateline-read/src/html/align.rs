//! Finds the paragraphs of an extracted article again among the blocks of its page.

use super::blocks::Block;
use super::letters;

/// Which blocks are of the article, and how much of the article they hold.
pub(super) struct Taken {
    /// One for each block.
    pub(super) blocks: Vec<bool>,
    /// The letters of the article, and those of it that were found in blocks.
    letters: usize,
    found: usize,
}

impl Taken {
    /// How many letters of the article were found.
    pub(super) fn found(&self) -> usize {
        self.found
    }

    /// Whether most of the article was found.
    pub(super) fn is_most(&self) -> bool {
        self.found * 2 >= self.letters && self.letters > 0
    }
}

/// A block of fewer letters may stand anywhere, so it is taken only where the article goes on with it.
const TELLING: usize = 25;

/// How many letters ahead a block is looked for, and how many lines are looked for anew: what keeps the work in
/// proportion to the page.
const AHEAD: usize = 60_000;
const ANEW: usize = 200;

/// Walks the blocks along the article. Spaces and marks count for nothing, and neither do the ends of paragraphs: the
/// extractor may set them otherwise than the page does.
pub(super) fn align(blocks: &[Block], article: &[String]) -> Taken {
    let whole: String = article.iter().map(|line| letters(line)).collect();
    let blocks: Vec<String> = blocks.iter().map(|block| letters(&block.text)).collect();
    let mut seen = vec![false; whole.len()];
    let mut taken = vec![false; blocks.len()];
    let mut at = 0;
    for (block, taken) in blocks.iter().zip(&mut taken).filter(|(block, _)| !block.is_empty()) {
        let rest = &whole[at..whole.floor_char_boundary(at + AHEAD)];
        let start = if block.len() >= TELLING { rest.find(block) } else { rest.starts_with(block).then_some(0) };
        let Some(start) = start else { continue };
        *taken = true;
        seen[at + start..at + start + block.len()].fill(true);
        at += start + block.len();
    }
    // What the extractor took only a part of, or in another order.
    let mut end = 0;
    let places = article.iter().map(|line| {
        let start = end;
        end += letters(line).len();
        start..end
    });
    let missed = places.filter(|place| place.len() >= TELLING && seen[place.clone()].contains(&false));
    for place in missed.take(ANEW).collect::<Vec<_>>() {
        if let Some(block) = blocks.iter().position(|block| block.contains(&whole[place.clone()])) {
            taken[block] = true;
            seen[place].fill(true);
        }
    }
    Taken { blocks: taken, letters: whole.len(), found: seen.iter().filter(|s| **s).count() }
}

#[cfg(test)]
mod tests {
    use super::super::blocks::Role;
    use super::*;

    #[test]
    fn a_short_block_is_taken_where_the_article_goes_on_with_it() {
        let block = |text: &str| Block {
            text: text.to_owned(),
            role: Role::Text,
            linked: 0,
            inside: 0,
            time: None,
            people: Vec::new(),
            links: Vec::new(),
        };
        let first = "The ferry sank off the point at dawn, they said.";
        let second = "Nobody was lost, the harbour master told the paper.";
        let blocks = [block("Families"), block(first), block("Families"), block("Share"), block(second)];
        let taken = align(&blocks, &[first.to_owned(), "Families".to_owned(), second.to_owned()]);
        assert_eq!(taken.blocks, [false, true, true, false, true]);
        assert!(taken.is_most());
    }
}
