//! The text of a page, block by block, as its tags lay it out, and the boxes that hold it.

use super::collapse;
use super::markup::{self, Sign};
use crate::lexicon::Lexicon;
use ego_tree::NodeRef;
use scraper::Html;
use scraper::node::{Element, Node};

/// A paragraph, heading, list item, menu entry or the like: what stands on lines of its own.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    /// Its words, with single spaces; never empty.
    pub(super) text: String,
    pub(super) role: Role,
    /// How many of a hundred of its bytes are links.
    pub(super) linked: usize,
    /// The box that it stands in.
    pub(super) inside: usize,
    /// The time that a tag in it gives.
    pub(super) time: Option<String>,
    /// The words of its links that lead to authors.
    pub(super) people: Vec<String>,
    /// Where its links lead.
    pub(super) links: Vec<String>,
}

/// What the tags say of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A heading, by its level.
    Heading(u8),
    /// The caption of a figure.
    Caption,
    /// An item of a list.
    Item,
    /// Anything else.
    Text,
}

impl Block {
    /// Whether it is a link and nothing else.
    pub(super) fn is_link(&self) -> bool {
        self.linked >= 90
    }
}

/// An element that breaks lines or says what it is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Frame {
    /// The one that it stands in, of a smaller number; the outermost stands in itself.
    pub(super) parent: usize,
    pub(super) sign: Option<Sign>,
    /// Its tag and classes: boxes that share them are laid out alike. Empty without classes.
    pub(super) name: String,
    /// Where what it holds stands on the web, as it says itself.
    pub(super) address: Option<String>,
}

/// The blocks of a page in order, and the boxes around them, outer ones first.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) blocks: Vec<Block>,
    pub(super) frames: Vec<Frame>,
}

/// Tags that a line runs through; so it does through those that HTML does not know.
const BREAKING: [&str; 62] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "picture",
    "plaintext",
    "pre",
    "search",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "video",
    "xmp",
];

/// Tags whose text nobody sees.
const UNSEEN: [&str; 16] = [
    "audio", "canvas", "head", "iframe", "math", "noframes", "noscript", "object", "script", "select", "style", "svg",
    "template", "textarea", "title", "video",
];

/// Tags that stand in a line as a word does.
const WORDS: [&str; 5] = ["button", "img", "input", "label", "output"];

/// Lays a page out, without recursion, as pages may be nested deep.
pub(super) fn layout(lexicon: &Lexicon, page: &Html) -> Layout {
    let mut pen = Pen::default();
    pen.layout.frames.push(Frame { parent: 0, sign: None, name: String::new(), address: None });
    let mut next = page.tree.root().first_child();
    while let Some(node) = next {
        let inside = pen.enter(lexicon, node).then(|| node.first_child()).flatten();
        next = inside.or_else(|| pen.leave_up_to_sibling(node));
    }
    pen.end_block();
    pen.layout
}

#[derive(Default)]
struct Pen {
    layout: Layout,
    /// The block so far, how many bytes of it are links, and the innermost box of all of it.
    text: String,
    linked: usize,
    holds: Option<usize>,
    /// What is open: links, captions, items of lists, the level of a heading, boxes.
    links: usize,
    captions: usize,
    items: usize,
    heading: u8,
    inside: usize,
    /// The sentences that wait for the end of an inset, and the blocks of insets that wait for the end of the sentence.
    waiting: Vec<(String, usize, Option<usize>)>,
    insets: Vec<Block>,
    /// The elements that have a box, from the outermost.
    framed: Vec<ego_tree::NodeId>,
    time: Option<String>,
    people: Vec<String>,
    addresses: Vec<String>,
    /// Whether a link to an author is open, and what it says so far.
    person: Option<String>,
    /// Whether something stood here that keeps words apart.
    seam: bool,
    /// Whether an element in the line ended here, and another began.
    closed: bool,
    opened: bool,
}

impl Pen {
    /// Takes a node; whether its children are to be seen.
    fn enter(&mut self, lexicon: &Lexicon, node: NodeRef<'_, Node>) -> bool {
        match node.value() {
            Node::Text(text) => {
                self.write(text);
                false
            }
            Node::Element(element) if UNSEEN.contains(&element.name()) => {
                self.seam = true;
                false
            }
            Node::Element(element) => {
                let breaks = BREAKING.contains(&element.name());
                if breaks {
                    self.end_block();
                }
                let sign = markup::sign(lexicon, element);
                if breaks || sign.is_some() {
                    self.layout.frames.push(Frame {
                        parent: self.inside,
                        sign,
                        name: name(element),
                        address: markup::address(element),
                    });
                    self.inside = self.layout.frames.len() - 1;
                    self.framed.push(node.id());
                }
                if sign == Some(Sign::Inset) && !breaks {
                    self.waiting.push((
                        std::mem::take(&mut self.text),
                        std::mem::take(&mut self.linked),
                        self.holds.take(),
                    ));
                }
                self.count(element, 1);
                true
            }
            _ => true,
        }
    }

    /// Leaves nodes until one has a sibling after it, and gives that.
    fn leave_up_to_sibling<'a>(&mut self, mut node: NodeRef<'a, Node>) -> Option<NodeRef<'a, Node>> {
        loop {
            if let Node::Element(element) = node.value()
                && !UNSEEN.contains(&element.name())
            {
                let breaks = BREAKING.contains(&element.name());
                if breaks {
                    self.end_block();
                }
                if self.framed.pop_if(|framed| *framed == node.id()).is_some() {
                    self.close_box(breaks);
                }
                self.count(element, -1);
            }
            if let Some(sibling) = node.next_sibling() {
                return Some(sibling);
            }
            node = node.parent()?;
        }
    }

    /// Leaves a box; after an inset, the sentence goes on.
    fn close_box(&mut self, breaks: bool) {
        if self.layout.frames[self.inside].sign == Some(Sign::Inset) && !breaks {
            self.end_block();
            (self.text, self.linked, self.holds) = self.waiting.pop().unwrap_or_default();
        }
        self.inside = self.layout.frames[self.inside].parent;
    }

    fn write(&mut self, text: &str) {
        let words = text.trim();
        if !words.is_empty() {
            let touches = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let (before, after) = (self.text.chars().next_back(), text.chars().next());
            // Two spans that only the style keeps apart: "1912" and "9:05", "Jane Roe" and "Harbour Post".
            let is_join = |(before, after): (char, char)| {
                before.is_ascii_digit() && after.is_ascii_digit() || before.is_lowercase() && after.is_uppercase()
            };
            let styled = self.closed && self.opened && before.zip(after).is_some_and(is_join);
            if styled || self.seam && touches(before) && touches(after) {
                self.text.push(' ');
            }
            if let Some(person) = &mut self.person {
                person.push_str(text);
            }
            self.linked += if self.links > 0 { words.len() } else { 0 };
            self.holds = Some(self.holds.map_or(self.inside, |held| self.layout.shared(held, self.inside)));
        }
        (self.seam, self.closed, self.opened) = (false, false, false);
        self.text.push_str(text);
    }

    fn count(&mut self, element: &Element, step: isize) {
        let name = element.name();
        // The tags of a page's own are boxes as often as words.
        self.seam |= WORDS.contains(&name) || name.contains('-');
        self.opened |= step > 0 && self.closed;
        self.closed |= step < 0;
        if step > 0 && name == "time" {
            self.time = self.time.take().or(element.attr("datetime").map(str::to_owned));
        }
        if step > 0 && name == "a" {
            self.addresses.extend(element.attr("href").filter(|href| href.contains("://")).map(str::to_owned));
        }
        if markup::is_author(element) {
            self.people.extend(self.person.take());
            self.person = (step > 0).then(String::new);
        }
        let counter = match name {
            "a" => &mut self.links,
            "li" => &mut self.items,
            "figcaption" => &mut self.captions,
            _ => {
                if let Some(level) = level(name) {
                    self.heading = if step > 0 { level } else { 0 };
                }
                return;
            }
        };
        *counter = counter.saturating_add_signed(step);
    }

    fn end_block(&mut self) {
        let text = collapse(&std::mem::take(&mut self.text));
        let (linked, inside) = (std::mem::take(&mut self.linked), self.holds.take().unwrap_or(self.inside));
        if text.is_empty() {
            return self.place_insets();
        }
        let role = match () {
            () if self.heading > 0 => Role::Heading(self.heading),
            () if self.captions > 0 => Role::Caption,
            () if self.items > 0 => Role::Item,
            () => Role::Text,
        };
        let linked = linked * 100 / text.len();
        self.people.extend(self.person.as_mut().map(std::mem::take));
        let (time, people) = (self.time.take(), std::mem::take(&mut self.people));
        let links = std::mem::take(&mut self.addresses);
        let block = Block { text, role, linked, inside, time, people, links };
        if self.waiting.is_empty() {
            self.layout.blocks.push(block)
        } else {
            self.insets.push(block)
        }
        self.place_insets();
    }

    fn place_insets(&mut self) {
        if self.waiting.is_empty() {
            self.layout.blocks.append(&mut self.insets);
        }
    }
}

impl Layout {
    /// The innermost box that holds both.
    pub(super) fn shared(&self, mut one: usize, mut other: usize) -> usize {
        while one != other {
            if one > other {
                one = self.frames[one].parent;
            } else {
                other = self.frames[other].parent;
            }
        }
        one
    }

    /// The boxes around a block, from the innermost.
    pub(super) fn around(&self, block: &Block) -> impl Iterator<Item = usize> {
        let up = |inner: &usize| (*inner != 0).then(|| self.frames[*inner].parent);
        std::iter::successors(Some(block.inside), up)
    }
}

fn name(element: &Element) -> String {
    element.attr("class").map(|class| format!("{} {class}", element.name())).unwrap_or_default()
}

fn level(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::english;

    fn seen(page: &str) -> Vec<(String, Role)> {
        layout(english(), &Html::parse_document(page)).blocks.into_iter().map(|b| (b.text, b.role)).collect()
    }

    #[test]
    fn a_block_is_what_stands_on_lines_of_its_own() {
        let page = "<head><title>No</title></head><nav><a href=/>Home</a></nav><h1>A <em>ferry</em></h1>\
                    <p>It <b>sank</b>\n at dawn.<br>So they say.</p><figcaption>The quay</figcaption><script>no</script>";
        let expected = [
            ("Home", Role::Text),
            ("A ferry", Role::Heading(1)),
            ("It sank at dawn.", Role::Text),
            ("So they say.", Role::Text),
            ("The quay", Role::Caption),
        ];
        assert_eq!(seen(page), expected.map(|(text, role)| (text.to_owned(), role)));
    }

    #[test]
    fn a_sentence_runs_through_pictures_buttons_and_tags_of_the_pages_own() {
        let page = "<p>The <x-term>ferry</x-term>, <img src=a.png>sank <button>at</button> dawn.</p>";
        assert_eq!(seen(page), [("The ferry, sank at dawn.".to_owned(), Role::Text)]);
        let bar = "<div><button>Save</button><button>Share</button><x-like>Like</x-like></div>";
        assert_eq!(seen(bar), [("Save Share Like".to_owned(), Role::Text)]);
    }

    #[test]
    fn what_opens_over_a_word_is_not_of_its_sentence() {
        let page =
            "<p>The owner, Jane Roe<span class=tooltip-content>Jane Roe<p>More of her</p></span>, sold the ferry.</p>";
        let texts: Vec<_> = seen(page).into_iter().map(|(text, _)| text).collect();
        assert_eq!(texts[0], "The owner, Jane Roe");
        let page =
            "<p>The owner, Jane Roe<span class=tooltip-content>Jane Roe <a>More of her</a></span>, sold the ferry.</p>";
        let texts: Vec<_> = seen(page).into_iter().map(|(text, _)| text).collect();
        assert_eq!(texts, ["The owner, Jane Roe, sold the ferry.", "Jane Roe More of her"]);
    }

    #[test]
    fn a_block_stands_in_the_innermost_box_of_all_of_it() {
        let page = "<div class=share><p><span class=byline>Jane</span> Roe</p></div>";
        let layout = layout(english(), &Html::parse_document(page));
        let signs: Vec<_> = layout.around(&layout.blocks[0]).filter_map(|f| layout.frames[f].sign).collect();
        assert_eq!(signs, [Sign::Furniture]);
    }
}
