//! E-mails with what is attached to them, and pages that a browser saved as one (MHTML).

use super::{Data, Member, Members, Parent, all};
use crate::draft::Given;
use crate::error::{Problem, ReadError};
use crate::kind::{Form, Kind, kind};
use crate::lexicon::Lexicon;
use crate::source::hexadecimal;
use dateline_core::PublishedBy;
use mail_parser::{HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType};

/// The text of an e-mail, then what is attached to it; or the page that it is.
pub(super) fn parts(bytes: Vec<u8>, parent: Parent) -> Result<Members, ReadError> {
    let message = MessageParser::default().parse(&bytes);
    let message = message.ok_or_else(|| ReadError::damaged(&parent.from, "e-mail", "it has no head"))?;
    if let Some(page) = page(&message) {
        return Ok(all(vec![Ok(whole(&parent, &bytes, page))]));
    }
    let lexicon = &*parent.context.lexicon;
    let mut members = Vec::new();
    let text = text(&message);
    let has_text = text.is_some();
    if let Some((form, text)) = text {
        members.push(Ok(whole(&parent, &bytes, (form, text.into_bytes(), given(lexicon, &message)))));
    }
    for (i, part) in message.attachments().enumerate() {
        let name = part.attachment_name().map_or_else(|| (i + 1).to_string(), str::to_owned);
        if let Some(content) = attached(lexicon, part, &name) {
            members.push(Ok(parent.member(&name, content)));
        }
    }
    match (has_text, members.is_empty()) {
        (false, true) => Err(parent.fault(Problem::NothingIn("an e-mail"))),
        _ => Ok(all(members)),
    }
}

/// The one report that a whole file is.
fn whole(parent: &Parent, bytes: &[u8], (form, text, given): (Form, Vec<u8>, Given)) -> Member {
    let (kind, sha256) = (Some(Kind::Text(form)), Some(hexadecimal(bytes)));
    let given = given.or(parent.given.clone());
    Member { id: parent.id.clone(), kind, sha256, given, ..Member::new(parent.from.clone(), Data::Memory(text)) }
}

/// The page of a file that a browser saved: the first part of HTML, where parts tell their addresses.
fn page(message: &Message) -> Option<(Form, Vec<u8>, Given)> {
    let address = |part: &MessagePart| text_of(part.headers.iter().find(|h| h.name() == "Content-Location")?.value());
    let saved = message.header("Snapshot-Content-Location").and_then(text_of);
    let related = message.content_type().is_some_and(|c| c.subtype() == Some("related"));
    let part = message.parts.iter().find(|p| matches!(p.body, PartType::Html(_)))?;
    let PartType::Html(html) = &part.body else { return None };
    if saved.is_none() && !(related && address(part).is_some()) {
        return None;
    }
    let url = saved.or_else(|| address(part)).filter(|url| url.contains("://"));
    Some((Form::Html, html.as_bytes().to_vec(), Given { url, ..Given::default() }))
}

fn text_of(value: &HeaderValue) -> Option<String> {
    value.as_text().map(|text| text.trim().to_owned())
}

/// The text of an e-mail: its plain form where it has words, else its HTML.
fn text(message: &Message) -> Option<(Form, String)> {
    let mut plain = String::new();
    let mut html = String::new();
    for part in message.text_bodies() {
        if let PartType::Text(text) = &part.body {
            plain.push_str(if plain.is_empty() { "" } else { "\n\n" });
            plain.push_str(text);
        }
    }
    for part in message.html_bodies() {
        if let PartType::Html(text) = &part.body {
            html.push_str(text);
        }
    }
    match () {
        () if !plain.trim().is_empty() => Some((Form::Plain, plain.replace("\r\n", "\n"))),
        () if !html.trim().is_empty() => Some((Form::Fragment, html)),
        () => None,
    }
}

/// What is attached, where it may hold a report: no picture, signature or calendar.
fn attached(lexicon: &Lexicon, part: &MessagePart, name: &str) -> Option<Vec<u8>> {
    let content = match &part.body {
        PartType::Message(message) => message.raw_message().to_vec(),
        PartType::Multipart(_) => return None,
        _ => part.contents().to_vec(),
    };
    let kind = kind(lexicon, &content[..content.len().min(1 << 16)], name);
    let of = part.content_type().and_then(|c| c.subtype()).unwrap_or_default();
    let is_sign = ["calendar", "pkcs7-signature", "pgp-signature", "pgp-keys", "delivery-status", "x-vcard", "vcard"]
        .contains(&of);
    (!matches!(kind, Kind::Refused(..) | Kind::Part(_)) && !is_sign && !content.trim_ascii().is_empty())
        .then_some(content)
}

fn given(lexicon: &Lexicon, message: &Message) -> Given {
    let by = PublishedBy::Metadata;
    let authors = message.from().into_iter().flat_map(|from| from.iter()).filter_map(|a| a.name());
    Given {
        title: message.subject().map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()),
        authors: authors.map(|name| name.trim().to_owned()).filter(|n| !n.is_empty()).collect(),
        published: message.date().and_then(|date| lexicon.dates.machine(&date.to_rfc3339(), by)),
        ..Given::default()
    }
}
