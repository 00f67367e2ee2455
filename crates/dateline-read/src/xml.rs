//! XML as others write it: read into small trees, leniently and without what a document says of entities.

use crate::decode::decode;
use encoding_rs::Encoding;
use quick_xml::Reader;
use quick_xml::escape::{resolve_html5_entity, unescape_with};
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::ops::Range;

/// How deep elements may be nested; nothing that holds news comes near it.
const DEEPEST: usize = 200;

/// An element with what it holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Element {
    /// Its name with its prefix, as written.
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
    /// Where its content stands in the source.
    pub(crate) inner: Range<usize>,
}

/// What an element holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// Its name without its prefix.
    pub(crate) fn local(&self) -> &str {
        local(&self.name)
    }

    /// The elements in it.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The elements in it of a name without a prefix, or with one that is given with it.
    pub(crate) fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        let bare = !name.contains(':');
        self.elements().filter(move |e| e.name == name || bare && e.name.strip_prefix("atom:") == Some(name))
    }

    /// The first element of a name without its prefix, however deep.
    pub(crate) fn find(&self, name: &str) -> Option<&Element> {
        self.elements().find_map(|e| if e.local() == name { Some(e) } else { e.find(name) })
    }

    /// All elements of a name without its prefix, however deep, in order.
    pub(crate) fn find_all<'a>(&'a self, name: &str, found: &mut Vec<&'a Element>) {
        for element in self.elements() {
            if element.local() == name {
                found.push(element);
            }
            element.find_all(name, found);
        }
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// All text in it.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        text
    }

    fn push_text(&self, to: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => to.push_str(text),
                Node::Element(element) => element.push_text(to),
            }
        }
    }
}

/// A name without its prefix.
pub(crate) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// A reader of events that passes over what is not well formed, where it can.
pub(crate) fn reader(source: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(source);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

/// Decodes XML in the encoding that it names.
pub(crate) fn text(bytes: &[u8], charset: Option<&'static Encoding>) -> String {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let declared = || {
        let after = &head[head.find("encoding=")? + "encoding=".len()..head.find("?>")?];
        Encoding::for_label(after.trim_matches(['"', '\'', ' ']).as_bytes())
    };
    decode(bytes, declared().or(charset)).text
}

/// The characters that a reference stands for; as it is written if that is not known.
pub(crate) fn reference(reference: &BytesRef) -> String {
    if let Ok(Some(one)) = reference.resolve_char_ref() {
        return one.to_string();
    }
    let name: &str = reference;
    resolve_html5_entity(name).map_or_else(|| format!("&{name};"), str::to_owned)
}

/// The first element of a source with all that it holds; what follows an error is missing.
///
/// `None` if there is none, or if elements are nested too deep.
pub(crate) fn parse(source: &str) -> Option<Element> {
    let mut reader = reader(source);
    let mut open: Vec<Element> = vec![Element::default()];
    while let Ok(event) = reader.read_event() {
        let at = reader.buffer_position() as usize;
        if open.len() > DEEPEST {
            return None;
        }
        let inside = open.last_mut()?;
        match event {
            Event::Start(tag) => open.push(element(&tag, at)),
            Event::Empty(tag) => inside.children.push(Node::Element(element(&tag, at))),
            Event::Text(text) => push(inside, &text.xml10_content()),
            Event::CData(text) => push(inside, &text.xml10_content()),
            Event::GeneralRef(name) => push(inside, &reference(&name)),
            Event::End(tag) => {
                let before = at.saturating_sub(tag.len() + "</>".len());
                close(&mut open, before);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    while open.len() > 1 {
        close(&mut open, source.len());
    }
    open.pop()?.children.into_iter().find_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    })
}

/// Closes the innermost element, which ends there.
fn close(open: &mut Vec<Element>, end: usize) {
    if open.len() > 1
        && let Some(mut done) = open.pop()
        && let Some(outer) = open.last_mut()
    {
        done.inner.end = end.max(done.inner.start);
        outer.children.push(Node::Element(done));
    }
}

fn push(element: &mut Element, text: &str) {
    match element.children.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        _ => element.children.push(Node::Text(text.to_owned())),
    }
}

/// The value of an attribute; as it is written where a reference in it is not known.
pub(crate) fn unescaped(raw: &str) -> String {
    unescape_with(raw, resolve_html5_entity).map_or_else(|_| raw.to_owned(), |value| value.into_owned())
}

fn element(tag: &BytesStart, at: usize) -> Element {
    let mut all = tag.attributes();
    let attributes =
        all.with_checks(false).flatten().take(64).map(|a| (a.key.as_ref().to_owned(), unescaped(&a.value)));
    let attributes = attributes.collect();
    let name: &str = tag.name().into_inner();
    Element { name: name.to_owned(), attributes, children: Vec::new(), inner: at..at }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_xml_is_read_as_far_as_it_goes() {
        let source = "<item><title>Fish &amp; chips &nbsp;&mdash; R&D</title><link>x</link><content type='a'><p>It <b>sank</b>.</p></content>";
        let item = parse(source).unwrap();
        assert_eq!(item.named("title").next().unwrap().text(), "Fish & chips \u{a0}— R&D");
        let content = item.find("content").unwrap();
        assert_eq!(&source[content.inner.clone()], "<p>It <b>sank</b>.</p>");
        assert_eq!(content.attribute("type"), Some("a"));
    }

    #[test]
    fn what_is_nested_without_end_is_none() {
        assert_eq!(parse(&"<a>".repeat(100_000)), None);
    }
}
