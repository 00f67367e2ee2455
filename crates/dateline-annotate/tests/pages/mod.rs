//! Reads pages of Markdown with the fenced texts that a test runs; the tests of the command share it.

#![allow(clippy::unwrap_used, reason = "a test that can not go on should fail")]

use std::path::Path;

/// A fenced text of a page that opens with ```` ```text HEAD ````.
pub(crate) struct Block {
    /// The file's name.
    pub(crate) page: String,
    /// The line on which the text starts.
    pub(crate) line: usize,
    /// The words after ```` ```text ````.
    pub(crate) head: String,
    /// The text.
    pub(crate) text: String,
}

/// The fenced texts of the pages in a folder, page by page.
pub(crate) fn blocks(folder: impl AsRef<Path>) -> Vec<Block> {
    let mut pages: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    pages.retain(|page| page.extension().is_some_and(|e| e == "md"));
    pages.sort();
    pages.iter().flat_map(|page| of_page(page)).collect()
}

fn of_page(path: &Path) -> Vec<Block> {
    let page = path.file_name().unwrap().to_string_lossy();
    let text = std::fs::read_to_string(path).unwrap();
    let mut blocks = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if let Some(head) = line.strip_prefix("```text ") {
            let body: Vec<&str> = lines.by_ref().map(|(_, l)| l).take_while(|l| *l != "```").collect();
            let (page, head) = (page.to_string(), head.to_owned());
            blocks.push(Block { page, line: number + 1, head, text: body.join("\n") });
        }
    }
    blocks
}
