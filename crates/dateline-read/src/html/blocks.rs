//! The text of a page, block by block, as its tags lay it out.

use super::collapse;
use dom_query::{Document, NodeRef};

/// A paragraph, heading, list item, menu entry or the like: what stands on lines of its own.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    /// Its words, with single spaces; never empty.
    pub(super) text: String,
    pub(super) role: Role,
}

/// What the tags say of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A heading of the first level.
    Heading,
    /// The caption of a figure.
    Caption,
    /// A link and nothing else.
    Link,
    /// Anything else.
    Text,
}

/// Tags that a line runs through.
const INLINE: [&str; 27] = [
    "a", "abbr", "b", "bdi", "big", "cite", "code", "data", "del", "em", "font", "i", "ins", "kbd", "label", "mark",
    "q", "s", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var",
];

/// Tags whose text nobody sees.
const UNSEEN: [&str; 10] =
    ["head", "iframe", "math", "noscript", "object", "script", "style", "svg", "template", "textarea"];

/// The blocks of a page in order, without recursion, as pages may be nested deep.
pub(super) fn blocks(document: &Document) -> Vec<Block> {
    let mut page = Page::default();
    let root = document.root();
    let mut next = root.first_child();
    while let Some(node) = next {
        let inside = page.enter(&node).then(|| node.first_child()).flatten();
        next = inside.or_else(|| page.leave_up_to_sibling(node));
    }
    page.end_block();
    page.blocks
}

#[derive(Default)]
struct Page {
    blocks: Vec<Block>,
    /// The block so far, and how many bytes of it are links.
    text: String,
    linked: usize,
    headings: usize,
    captions: usize,
    links: usize,
}

impl Page {
    /// Takes a node; whether its children are to be seen.
    fn enter(&mut self, node: &NodeRef) -> bool {
        if node.is_text() {
            let text = node.text();
            self.text.push_str(&text);
            self.linked += if self.links > 0 { text.trim().len() } else { 0 };
            return false;
        }
        let Some(name) = node.node_name() else { return true };
        if UNSEEN.contains(&&*name) {
            return false;
        }
        self.at_edge(&name);
        self.count(node, &name, 1);
        true
    }

    /// Leaves nodes until one has a sibling after it, and gives that.
    fn leave_up_to_sibling<'a>(&mut self, mut node: NodeRef<'a>) -> Option<NodeRef<'a>> {
        loop {
            if let Some(name) = node.node_name().filter(|n| !UNSEEN.contains(&&**n)) {
                self.at_edge(&name);
                self.count(&node, &name, -1);
            }
            if let Some(sibling) = node.next_sibling() {
                return Some(sibling);
            }
            node = node.parent()?;
        }
    }

    fn at_edge(&mut self, name: &str) {
        if !INLINE.contains(&name) {
            self.end_block();
        }
    }

    fn count(&mut self, node: &NodeRef, name: &str, step: isize) {
        let is_caption = || node.attr("class").is_some_and(|c| c.split_whitespace().any(|c| c.contains("caption")));
        let counter = match name {
            "a" => &mut self.links,
            "h1" => &mut self.headings,
            "figcaption" => &mut self.captions,
            _ if is_caption() => &mut self.captions,
            _ => return,
        };
        *counter = counter.saturating_add_signed(step);
    }

    fn end_block(&mut self) {
        let text = collapse(&std::mem::take(&mut self.text));
        let linked = std::mem::take(&mut self.linked);
        let role = match () {
            () if text.is_empty() => return,
            () if self.headings > 0 => Role::Heading,
            () if self.captions > 0 => Role::Caption,
            () if linked * 10 >= text.len() * 9 => Role::Link,
            () => Role::Text,
        };
        self.blocks.push(Block { text, role });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_what_stands_on_lines_of_its_own() {
        let page = "<head><title>No</title></head><nav><a href=/>Home</a></nav><h1>A <em>ferry</em></h1>\
                    <p>It <b>sank</b>\n at dawn.<br>So they say.</p><figcaption>The quay</figcaption><script>no</script>";
        let blocks = blocks(&Document::from(page));
        let seen: Vec<_> = blocks.iter().map(|b| (b.text.as_str(), b.role)).collect();
        assert_eq!(
            seen,
            [
                ("Home", Role::Link),
                ("A ferry", Role::Heading),
                ("It sank at dawn.", Role::Text),
                ("So they say.", Role::Text),
                ("The quay", Role::Caption),
            ]
        );
    }
}
