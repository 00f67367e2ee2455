//! The texts of reports as resources: `dateline://report/ID` is a whole text, `dateline://report/ID/START-END` a part of it.

use super::refusal::Refusal;
use crate::plain::visible;
use dateline_engine::types::{Annotated, Report};
use rmcp::model::{Resource, ResourceTemplate};

/// What every resource begins with.
const REPORT: &str = "dateline://report/";

/// The most characters of a text that are given at once.
pub(super) const MOST_CHARACTERS: usize = 40_000;

/// How many resources are listed at once.
pub(super) const PAGE: usize = 100;

/// The resource that holds the text of a report.
pub(super) fn of_report(report: &Report) -> String {
    // What may stand in a part of a path as it is, RFC 3986.
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    let coded = report.id.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") });
    REPORT.chars().map(String::from).chain(coded).collect()
}

/// The resource that holds some words of a report, by their code points.
pub(super) fn of_words(report: &Report, [start, end]: [u32; 2]) -> String {
    format!("{}/{start}-{end}", of_report(report))
}

/// A report as a list of resources shows it.
pub(super) fn listed(report: &Report) -> Resource {
    let known = [report.outlet.clone(), report.published.map(|p| p.to_string())].into_iter().flatten();
    let mut one = Resource::new(of_report(report), visible(&report.id))
        .with_mime_type("text/plain")
        .with_size(report.text.len() as u64);
    if let Some(title) = &report.title {
        one = one.with_title(visible(title));
    }
    let known: Vec<String> = known.map(|k| visible(&k).into_owned()).collect();
    if known.is_empty() { one } else { one.with_description(known.join(", ")) }
}

/// How resources are named.
pub(super) fn templates() -> Vec<ResourceTemplate> {
    let text = |name: &str, template: &str| ResourceTemplate::new(template, name).with_mime_type("text/plain");
    vec![
        text("report", "dateline://report/{report}").with_description("The text of a report."),
        text("words", "dateline://report/{report}/{start}-{end}")
            .with_description("A part of the text of a report, by code points, half-open."),
    ]
}

/// What a resource holds. A mark stands for a character that steers or hides, so that each has its place.
pub(super) fn read(uri: &str, reports: &[Annotated]) -> Result<String, Refusal> {
    let missing = || Refusal::NoResource(uri.chars().take(200).collect());
    let rest = uri.strip_prefix(REPORT).ok_or_else(missing)?;
    let (id, part) = match rest.split_once('/') {
        Some((id, part)) => (id, Some(points(part).ok_or_else(missing)?)),
        None => (rest, None),
    };
    let id = decoded(id).ok_or_else(missing)?;
    let report = &reports.iter().find(|a| a.report.id == id).ok_or_else(missing)?.report;
    let text = &report.text;
    let span = match part {
        Some(points) => text.span_of_points(points).ok_or_else(missing)?,
        None => text.whole(),
    };
    let length = text.str(span).chars().count();
    if length > MOST_CHARACTERS {
        return Err(Refusal::LongResource { uri: of_report(report), length, limit: MOST_CHARACTERS });
    }
    Ok(visible(text.str(span)).into_owned())
}

fn points(part: &str) -> Option<[u32; 2]> {
    let (start, end) = part.split_once('-')?;
    Some([start.parse().ok()?, end.parse().ok()?])
}

/// A part of an address without its percent signs.
fn decoded(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let (high, low) = (char::from(rest.next()?).to_digit(16)?, char::from(rest.next()?).to_digit(16)?);
                u8::try_from(high * 16 + low).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::{MOST_CHARACTERS, of_report, of_words, read};
    use dateline_engine::types::{Annotated, Report, Text};

    fn reports() -> Vec<Annotated> {
        let of = |id: &str, text: &str| {
            let report = Report { id: id.into(), text: Text::new(text), ..Report::default() };
            Annotated { report, ..Annotated::default() }
        };
        let long = "a".repeat(MOST_CHARACTERS + 1);
        vec![of("a/b ü%", "The fog\u{202e} Ö lifted.\u{e0041}"), of("long", &long)]
    }

    #[test]
    fn an_address_leads_back_to_the_very_words() {
        let all = reports();
        let report = &all[0].report;
        assert_eq!(of_report(report), "dateline://report/a%2Fb%20%C3%BC%25");
        assert_eq!(read(&of_words(report, [9, 17]), &all).expect("it is there"), "Ö lifted");
        assert_eq!(read(&of_report(report), &all).expect("it is there"), "The fog\u{fffd} Ö lifted.\u{fffd}");
    }

    #[test]
    fn what_is_not_there_is_refused_with_what_to_do() {
        let all = reports();
        for uri in [
            "",
            "file:///etc/passwd",
            "dateline://report/",
            "dateline://report/%",
            "dateline://report/long/5-4",
            "dateline://report/long/0-99999999",
            "dateline://report/../long",
            "dateline://report/long/0-1/2",
        ] {
            assert!(read(uri, &all).is_err(), "{uri}");
        }
        let refusal = read("dateline://report/long", &all).expect_err("it is long").to_string();
        assert!(refusal.ends_with("read it in parts, as dateline://report/long/0-40000"), "{refusal}");
        assert_eq!(read("dateline://report/long/0-40000", &all).expect("a part").len(), 40_000);
    }
}
