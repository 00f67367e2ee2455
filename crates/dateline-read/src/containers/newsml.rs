//! NewsML-G2, in which agencies send: items with their facts, and a text in NITF, XHTML or plain.

use super::{Data, Member, Members, Parent, feed};
use crate::draft::{Draft, Given};
use crate::error::{Problem, ReadError};
use crate::html;
use crate::kind::{Form, Kind};
use crate::lexicon::Lexicon;
use crate::record::language;
use crate::xml::{self, Element};
use dateline_core::PublishedBy;

/// The items of a document or message, each with its own bytes.
pub(super) fn items(bytes: Vec<u8>, parent: Parent) -> Result<Members, ReadError> {
    let text = xml::text(&bytes, parent.charset);
    let (found, damage) = feed::ranges(&text, &["newsItem"]);
    if found.is_empty() && damage.is_none() {
        return Err(parent.fault(Problem::NothingIn("NewsML")));
    }
    let damage = damage.map(|reason| Err(ReadError::damaged(&parent.from, "XML", reason)));
    let members = found.into_iter().enumerate().map(move |(i, range)| {
        let (id, from) = (format!("{}-{}", parent.id, i + 1), format!("{}#{}", parent.from, i + 1));
        let (kind, given) = (Some(Kind::Text(Form::NewsItem)), parent.given.clone());
        Ok(Member { id, kind, given, ..Member::new(from, Data::Memory(text.as_bytes()[range].to_vec())) })
    });
    Ok(Box::new(members.chain(damage)))
}

/// The draft of one item; `None` if it holds no text, as that of a picture.
pub(crate) fn draft(lexicon: &Lexicon, source: &str) -> Option<Draft> {
    let item = xml::parse(source)?;
    let content = item.find("contentSet")?;
    let inner = |e: &Element| html::fragment(lexicon, &source[e.inner.clone()]);
    let body = ["body.content", "body", "inlineXML"].iter().find_map(|name| content.find(name));
    let draft = body.and_then(inner).or_else(|| {
        let data = content.find("inlineData")?;
        let text = data.text();
        let is_html = data.attribute("contenttype").is_some_and(|t| t.contains("html"));
        match () {
            () if text.trim().is_empty() => None,
            () if is_html => html::fragment(lexicon, &text),
            () => Some(Draft { text, cleaned: true, ..Draft::default() }),
        }
    })?;
    Some(Draft { given: given(lexicon, &item), ..draft })
}

fn given(lexicon: &Lexicon, item: &Element) -> Given {
    let text = |e: Option<&Element>| {
        let words = e?.text().split_whitespace().collect::<Vec<_>>().join(" ");
        (!words.is_empty()).then_some(words)
    };
    let meta = item.find("contentMeta");
    let of_content = |name: &str| text(meta.and_then(|m| m.find(name)));
    // A provider is told by a name in it, or by its literal.
    let provider = item.find("provider");
    let outlet = text(provider.and_then(|p| p.find("name")))
        .or_else(|| provider?.attribute("literal").map(str::to_owned))
        .or_else(|| of_content("creditline"));
    let mut creators = Vec::new();
    meta.into_iter().for_each(|m| m.find_all("creator", &mut creators));
    let mut authors: Vec<String> = creators.into_iter().filter_map(|c| text(c.find("name"))).collect();
    if authors.is_empty() {
        let by = of_content("by").or_else(|| text(item.find("contentSet").and_then(|c| c.find("person"))));
        authors.extend(by.map(|by| lexicon.without_lead("export-by", &by).to_owned()));
    }
    let written = ["published", "contentCreated", "firstCreated", "versionCreated"];
    let tag = meta.and_then(|m| m.find("language")).and_then(|l| l.attribute("tag")).or(item.attribute("xml:lang"));
    Given {
        id: None,
        title: of_content("headline").or_else(|| text(item.find("hl1"))),
        outlet,
        authors,
        url: None,
        language: tag.and_then(language),
        updated: None,
        section: None,
        undated: None,
        published: written
            .iter()
            .filter_map(|name| text(item.find(name)))
            .find_map(|raw| lexicon.dates.machine(&raw, PublishedBy::Metadata)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_with_a_text_in_nitf() {
        let item = "<newsItem guid='urn:x' xml:lang='en-GB'><itemMeta><provider literal='x'><name>Isles Press</name></provider>\
            <versionCreated>1912-03-03T08:15:00Z</versionCreated></itemMeta><contentMeta><headline>Ferry sinks</headline>\
            <by>By Ada Finch</by></contentMeta><contentSet><inlineXML><nitf><body><body.head><hedline><hl1>Ferry sinks</hl1>\
            </hedline></body.head><body.content><p>The ferry sank.</p><p>No one was hurt.</p></body.content></body></nitf>\
            </inlineXML></contentSet></newsItem>";
        let draft = draft(crate::lexicon::english(), item).unwrap();
        assert_eq!(draft.text, "The ferry sank.\n\nNo one was hurt.");
        assert_eq!(draft.given.title.as_deref(), Some("Ferry sinks"));
        assert_eq!(draft.given.outlet.as_deref(), Some("Isles Press"));
        assert_eq!(draft.given.authors, ["Ada Finch"]);
        assert_eq!(draft.given.language.as_deref(), Some("en"));
        assert_eq!(draft.given.published.unwrap().to_string(), "1912-03-03T08:15:00+00:00");
    }
}
