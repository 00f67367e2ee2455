//! Supports of an account and findings of a draft as Web Annotations (W3C), so that other programs can show them on the texts.
//!
//! A target is a text with two selectors, the quoted words and their place. A text is named by its address where it has one, else by
//! the hash of its bytes (RFC 6920); the hash tells in either case which text the places are of.

use super::check::{label, to_look_at};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use dateline_engine::types::{Claim, Finding, Report, Says, Span, Standing, Support};
use dateline_engine::view::{DraftView, StoryView, View, one_line, state_word, web};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// The names of everything in an annotation: the standard's.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// How many characters are quoted on either side of the words.
const BESIDE: usize = 32;

/// Writes an annotation for each support of an account.
pub(crate) fn account(out: &mut impl Write, view: View<'_>) -> io::Result<()> {
    let stories = view.stories().collect::<Vec<_>>();
    let items = stories.iter().flat_map(|story| {
        let claims = story.account.claims.iter().filter(|c| !c.aside);
        claims.flat_map(move |claim| claim.support.iter().map(move |s| of_support(story, claim, s)))
    });
    collection(out, items.collect())
}

/// Writes an annotation for each finding in a draft, and for each sentence of it that no report was seen to tell.
pub(crate) fn draft(out: &mut impl Write, draft: DraftView<'_>) -> io::Result<()> {
    let items = to_look_at(draft).flat_map(|sentence| {
        let open = sentence.standing == Standing::NotFound && sentence.findings.is_empty();
        let open = open
            .then(|| annotation("commenting", &[tag(sentence.standing.name())], &target(draft.draft, sentence.span)));
        sentence.findings.iter().map(|f| of_finding(draft, f)).chain(open)
    });
    collection(out, items.collect())
}

/// A claim is the body of each of its supports, under one name, so that these can be put together again.
fn of_support(story: &StoryView<'_>, claim: &Claim, support: &Support) -> Value {
    let words = story.best(claim);
    let mut bodies = vec![
        json!({
            "id": name(&format!("{}\n{}\n{words}", story.account.story.id, claim.id)),
            "type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": words,
        }),
        tag(state_word(claim.state)),
        tag(match support.says {
            Says::States => "states",
            Says::Differs => "differs",
            Says::Contradicts => "contradicts",
        }),
    ];
    if let Some(said) = &support.speaker {
        bodies.push(json!({ "type": "TextualBody", "purpose": "identifying", "value": one_line(&said.name) }));
    }
    annotation("describing", &bodies, &target(story.report(support.report), support.span))
}

fn of_finding(draft: DraftView<'_>, finding: &Finding) -> Value {
    let mut bodies = vec![
        tag(finding.kind.name()),
        json!({ "type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": label(finding) }),
    ];
    let says = finding.says.iter().filter(|s| !finding.evidence.contains(s));
    for place in says.chain(&finding.evidence) {
        let mut evidence = target(&draft.reports[place.report.index()].report, place.span);
        evidence["purpose"] = json!("linking");
        bodies.push(evidence);
    }
    annotation("commenting", &bodies, &target(draft.draft, finding.span))
}

fn annotation(motivation: &str, bodies: &[Value], target: &Value) -> Value {
    let id = name(&json!([bodies, target]).to_string());
    json!({ "id": id, "type": "Annotation", "motivation": motivation, "body": bodies, "target": target })
}

fn tag(label: &str) -> Value {
    json!({ "type": "TextualBody", "purpose": "tagging", "value": label })
}

/// Words of a text, by what they are and by where they stand.
fn target(report: &Report, span: Span) -> Value {
    let text = report.text.as_str();
    let before: Vec<char> = text[..span.start()].chars().rev().take(BESIDE).collect();
    let after: String = text[span.end()..].chars().take(BESIDE).collect();
    let [start, end] = report.text.points(span);
    let hash = hash_name(&report.sha256);
    json!({
        "type": "SpecificResource",
        "source": web(report.url.as_deref()).unwrap_or(&hash),
        "state": { "type": "TimeState", "cached": hash },
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": &text[span.range()],
                "prefix": before.into_iter().rev().collect::<String>(),
                "suffix": after,
            },
            { "type": "TextPositionSelector", "start": start, "end": end },
        ],
    })
}

/// The bytes of a text by their hash, as RFC 6920 names things.
fn hash_name(sha256: &str) -> String {
    let digits = sha256.as_bytes().chunks(2).map(|two| std::str::from_utf8(two).unwrap_or_default());
    let bytes: Vec<u8> = digits.filter_map(|two| u8::from_str_radix(two, 16).ok()).collect();
    format!("ni:///sha-256;{}", URL_SAFE_NO_PAD.encode(bytes))
}

/// A name that only this content has: the same in every run (UUID of version 8).
fn name(content: &str) -> String {
    let hash = Sha256::digest(content.as_bytes());
    let mut bytes: [u8; 16] = std::array::from_fn(|i| hash[i]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

fn collection(out: &mut impl Write, items: Vec<Value>) -> io::Result<()> {
    let id = name(&json!(items).to_string());
    let page = name(&id);
    let version = format!("dateline {}", env!("CARGO_PKG_VERSION"));
    let all = json!({
        "@context": CONTEXT,
        "id": id,
        "type": "AnnotationCollection",
        "generator": { "id": env!("CARGO_PKG_REPOSITORY"), "type": "Software", "name": version },
        "total": items.len(),
        "first": { "id": page, "type": "AnnotationPage", "startIndex": 0, "items": items },
    });
    serde_json::to_writer_pretty(&mut *out, &all)?;
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::{hash_name, name};

    #[test]
    fn a_text_is_named_by_its_hash_as_the_standard_does() {
        // The example of RFC 6920: "Hello World!".
        let hash = "7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069";
        assert_eq!(hash_name(hash), "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk");
        assert_eq!((name("a").len(), name("a") == name("a"), name("a") == name("b")), (45, true, false));
    }
}
