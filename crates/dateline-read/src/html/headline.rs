//! The headline among the blocks of a page: the one that the page's head names, as readers see it.

use super::blocks::{Block, Layout, Role};
use super::letters;
use super::markup::Sign;
use std::collections::BTreeSet;

/// The block that holds the headline; `titles` is what the head of the page calls it, `body` the first block that is
/// surely of the article.
pub(super) fn find(layout: &Layout, signs: &[Option<Sign>], titles: &[String], body: usize) -> Option<usize> {
    let titles: Vec<Title> = titles.iter().map(|title| Title::new(title)).collect();
    let above = layout.blocks.iter().enumerate().take(body + 1);
    // The bar that follows the reader down the page may say it too.
    let trust = |i: usize| if signs[i] == Some(Sign::Furniture) { 1 } else { 2 };
    let scored = above.map(|(i, block)| (score(block, &titles) * trust(i), i)).filter(|(score, _)| *score > 0);
    scored.max().map(|(_, i)| i)
}

/// Whether a block says the headline again.
pub(super) fn repeats(block: &Block, headline: &Block) -> bool {
    let lengths = block.text.len() < headline.text.len() * 2 && headline.text.len() < block.text.len() * 2;
    lengths && bare(&block.text) == bare(&headline.text)
}

/// The letters of a text, in lower case.
fn bare(text: &str) -> String {
    letters(text).to_lowercase()
}

struct Title {
    letters: String,
    words: BTreeSet<String>,
}

impl Title {
    fn new(raw: &str) -> Title {
        Title { letters: bare(raw), words: words(raw) }
    }
}

fn words(raw: &str) -> BTreeSet<String> {
    raw.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 2).map(str::to_lowercase).collect()
}

/// How surely a block is the headline; 0 if it is none.
fn score(block: &Block, titles: &[Title]) -> usize {
    /// No headline is longer.
    const LONGEST: usize = 300;
    let heading = match block.role {
        Role::Heading(level) => (7 - usize::from(level)) * 3,
        _ => 0,
    };
    if block.text.len() > LONGEST {
        return 0;
    }
    let said = bare(&block.text);
    let own = if heading > 0 { words(&block.text) } else { BTreeSet::new() };
    let likeness = |title: &Title| {
        let shared = own.intersection(&title.words).count();
        match () {
            () if said == title.letters => 30,
            // The name of the outlet follows it in the page's title.
            () if said.len() >= 12 && title.letters.starts_with(&said) && said.len() * 5 >= title.letters.len() * 2 => {
                20
            }
            () if heading > 0 && shared >= 2 && shared * 2 >= own.len() && shared * 2 >= title.words.len() => 10,
            () => 0,
        }
    };
    match titles.iter().map(likeness).max().unwrap_or(0) {
        0 if block.role == Role::Heading(1) && own.len() >= 3 && !block.is_link() => {
            1 + titles.iter().map(|title| own.intersection(&title.words).count()).max().unwrap_or(0)
        }
        0 => 0,
        likeness => likeness + heading,
    }
}
