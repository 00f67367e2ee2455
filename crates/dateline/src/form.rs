//! The forms that the command gives to results, for other faces that show the same.

use crate::plain::{escaped_json, marked};
use crate::show::{self, Show};
use dateline_engine::Doc;
use dateline_engine::types::Report;
use dateline_engine::view::View;
use std::borrow::Cow;

/// An account as the page that `account -o story.html` writes: whole, and without need of a network.
///
/// `all` shows all claims and not only those that matter most, `paths` where reports were read from.
pub fn page(view: View<'_>, all: bool, paths: bool) -> String {
    let page = written(|out| show::html::write(out, view, Show { all, paths }));
    marked(&page).into_owned()
}

/// An account as Markdown.
pub fn markdown(view: View<'_>, all: bool, paths: bool) -> String {
    let words = written(|out| show::markdown::write(out, view, Show { all, paths }));
    crate::plain::shown(&words).into_owned()
}

/// JSON as the command writes it: what would steer a terminal stands as its escape, and every value stays what it was.
///
/// ```
/// assert_eq!(dateline::form::json("[\"a\u{202e}b\"]"), "[\"a\\u202eb\"]");
/// ```
pub fn json(json: &str) -> Cow<'_, str> {
    escaped_json(json)
}

/// A parse as the line of JSON that `parse` writes, with its line break.
pub fn parse_line(report: &Report, doc: &Doc) -> String {
    escaped_json(&show::parse::json_line(report, doc)).into_owned()
}

fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).expect("memory takes what is written to it");
    String::from_utf8(out).expect("words and pages are UTF-8")
}
