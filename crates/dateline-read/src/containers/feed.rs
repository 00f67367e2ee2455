//! Feeds: RSS and Atom. An entry is a report; what the feed says of itself is said of each.

use super::{Data, Member, Members, Parent};
use crate::draft::{Draft, Given};
use crate::error::{Problem, ReadError};
use crate::html;
use crate::kind::{Form, Kind};
use crate::lexicon::Lexicon;
use crate::record::language;
use crate::xml::{self, Element, local};
use dateline_core::PublishedBy;
use quick_xml::events::Event;
use std::ops::Range;

/// The entries of a feed, each with its own bytes.
pub(super) fn entries(bytes: Vec<u8>, parent: Parent) -> Result<Members, ReadError> {
    let text = xml::text(&bytes, parent.charset);
    drop(bytes);
    let (entries, damage) = ranges(&text, &["item", "entry"]);
    if entries.is_empty() && damage.is_none() {
        return Err(parent.fault(Problem::NothingIn("a feed")));
    }
    let head = &text[..entries.first().map_or(text.len(), |first| first.start)];
    let given = of_feed(&parent.context.lexicon, head).or(parent.given.clone());
    let damage = damage.map(|reason| Err(ReadError::damaged(&parent.from, "XML", reason)));
    let members = entries.into_iter().enumerate().map(move |(i, range)| {
        let (id, from) = (format!("{}-{}", parent.id, i + 1), format!("{}#{}", parent.from, i + 1));
        let (kind, given) = (Some(Kind::Text(Form::Entry)), given.clone());
        let data = Data::Memory(text.as_bytes()[range].to_vec());
        Ok(Member { id, kind, given, ..Member::new(from, data) })
    });
    Ok(Box::new(members.chain(damage)))
}

/// Where the outermost elements of some names stand, and what ends the reading before the end.
pub(super) fn ranges(text: &str, names: &[&str]) -> (Vec<Range<usize>>, Option<String>) {
    let mut reader = xml::reader(text);
    let (mut found, mut open, mut start) = (Vec::new(), 0_usize, 0);
    loop {
        let before = reader.buffer_position() as usize;
        match reader.read_event() {
            Ok(Event::Start(tag)) if names.contains(&local(tag.name().into_inner())) => {
                if open == 0 {
                    start = before;
                }
                open += 1;
            }
            Ok(Event::End(tag)) if open > 0 && names.contains(&local(tag.name().into_inner())) => {
                open -= 1;
                if open == 0 {
                    found.push(start..reader.buffer_position() as usize);
                }
            }
            Ok(Event::Eof) if open > 0 => return (found, Some("it ends inside an entry".to_owned())),
            Ok(Event::Eof) => return (found, None),
            Ok(_) => {}
            Err(reason) => return (found, Some(reason.to_string())),
        }
    }
}

/// What a feed says of itself, before its first entry.
fn of_feed(lexicon: &Lexicon, head: &str) -> Given {
    let Some(root) = xml::parse(head) else { return Given::default() };
    let channel = root.elements().find(|e| e.local() == "channel").unwrap_or(&root);
    let outlet = channel.named("title").next().map(|t| plain(lexicon, &t.text()));
    let tag = channel.named("language").next().map(Element::text);
    Given {
        outlet: outlet.filter(|t| !t.is_empty()),
        language: tag.as_deref().or(root.attribute("xml:lang")).and_then(language),
        ..Given::default()
    }
}

/// The draft of one entry; `None` if it holds no words.
pub(crate) fn draft(lexicon: &Lexicon, entry: &str) -> Option<Draft> {
    let element = xml::parse(entry)?;
    let given = given(lexicon, &element);
    let texts = ["content:encoded", "content", "description", "summary"];
    let texts = texts.iter().flat_map(|name| element.named(name));
    let media = element.find("group").into_iter().flat_map(|group| group.named("media:description"));
    let drafted = texts.chain(media).find_map(|holder| body(lexicon, holder, entry));
    // Some feeds hold nothing but headlines.
    let headline = || given.title.clone().map(|text| Draft { text, ..Draft::default() });
    let draft = drafted.or_else(headline)?;
    Some(Draft { given, ..draft })
}

/// The text of an element: of HTML that is escaped in it or that it holds, or as it stands.
fn body(lexicon: &Lexicon, holder: &Element, source: &str) -> Option<Draft> {
    let form = holder.attribute("type").unwrap_or("html");
    if form == "xhtml" {
        return html::fragment(lexicon, &source[holder.inner.clone()]);
    }
    let text = holder.text();
    let plain = form == "text" || !text.contains(['<', '&']);
    match () {
        () if text.trim().is_empty() => None,
        () if plain => Some(Draft { text: text.trim().to_owned(), cleaned: true, ..Draft::default() }),
        () => html::fragment(lexicon, &text),
    }
}

fn given(lexicon: &Lexicon, entry: &Element) -> Given {
    let text = |name: &str| entry.named(name).map(|e| e.text().trim().to_owned()).find(|t| !t.is_empty());
    let first = |names: &[&str]| names.iter().find_map(|name| text(name));
    let link = entry.named("link").find(|l| l.attribute("rel").is_none_or(|rel| rel == "alternate"));
    let link = link.map(|l| l.attribute("href").map_or_else(|| l.text(), str::to_owned).trim().to_owned());
    let guid = entry.named("guid").filter(|g| g.attribute("isPermaLink") != Some("false")).map(Element::text).next();
    let source = entry.named("source").next();
    let source = source.map(|s| s.named("title").next().map_or_else(|| s.text(), Element::text).trim().to_owned());
    let dates =
        ["pubDate", "published", "dc:date", "dcterms:issued", "issued", "updated", "dcterms:modified", "modified"];
    let mut dated = dates.iter().filter_map(|name| text(name)).peekable();
    Given {
        id: None,
        title: first(&["title", "media:title"]).map(|t| plain(lexicon, &t)).filter(|t| !t.is_empty()),
        outlet: source.filter(|s| !s.is_empty()),
        authors: authors(lexicon, entry),
        url: [text("feedburner:origLink"), link, guid].into_iter().flatten().find(|url| url.contains("://")),
        updated: None,
        section: None,
        language: text("dc:language").as_deref().or(entry.attribute("xml:lang")).and_then(language),
        undated: dated.peek().cloned(),
        published: dated.find_map(|raw| lexicon.dates.machine(&raw, PublishedBy::Metadata)),
    }
}

/// The names of who wrote an entry; an address alone is none.
fn authors(lexicon: &Lexicon, entry: &Element) -> Vec<String> {
    let creators = entry.named("dc:creator").map(Element::text);
    let people = entry.named("author").map(|a| match a.elements().next() {
        Some(_) => a.named("name").next().map(Element::text).unwrap_or_default(),
        // RSS writes "ada@packet.example (Ada Finch)".
        None => match a.text().split_once('(') {
            Some((address, name)) if address.contains('@') => name.trim_end().trim_end_matches(')').to_owned(),
            _ => a.text(),
        },
    });
    let mut names: Vec<String> = Vec::new();
    for name in creators.chain(people) {
        let name = plain(lexicon, &name);
        if !name.is_empty() && !name.contains('@') && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// A line that may hold HTML, as its reader sees it.
fn plain(lexicon: &Lexicon, raw: &str) -> String {
    let text = raw.contains(['<', '&']).then(|| html::fragment(lexicon, raw)).flatten();
    text.map_or_else(|| raw.to_owned(), |d| d.text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::english;

    #[test]
    fn an_entry_of_rss_says_what_is_known_of_it() {
        let entry = "<item><title>Ferry &amp;amp; tug sink</title><link>https://packet.example/1</link>\
            <dc:creator><![CDATA[Ada Finch]]></dc:creator><pubDate>Sun, 03 Mar 1912 08:15:00 GMT</pubDate>\
            <description>Short.</description><content:encoded><![CDATA[<p>The ferry sank.</p><p>So did the tug.</p>]]>\
            </content:encoded></item>";
        let draft = draft(english(), entry).unwrap();
        assert_eq!(draft.text, "The ferry sank.\n\nSo did the tug.");
        assert_eq!(draft.given.title.as_deref(), Some("Ferry & tug sink"));
        assert_eq!(draft.given.authors, ["Ada Finch"]);
        assert_eq!(draft.given.url.as_deref(), Some("https://packet.example/1"));
        assert_eq!(draft.given.published.unwrap().to_string(), "1912-03-03T08:15:00+00:00");
    }

    #[test]
    fn an_entry_of_atom_may_hold_its_text_in_three_ways() {
        let entry = |content: &str| {
            let entry = format!(
                "<entry><title>A</title><link rel='self' href='https://a.example/x'/><link href='https://a.example/1'/>\
                 <author><name>Ada Finch</name><email>a@b.example</email></author>{content}</entry>"
            );
            draft(english(), &entry).unwrap()
        };
        assert_eq!(entry("<content type='xhtml'><div><p>It sank.</p></div></content>").text, "It sank.");
        assert_eq!(entry("<content type='html'>&lt;p&gt;It sank.&lt;/p&gt;</content>").text, "It sank.");
        assert_eq!(entry("<summary type='text'>It &lt;sank&gt;.</summary>").text, "It <sank>.");
        assert_eq!(entry("").text, "A");
        assert_eq!(entry("").given.url.as_deref(), Some("https://a.example/1"));
    }
}
