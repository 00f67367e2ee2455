//! What the names in a page's markup say of an element: its tag, classes, id, role.

use crate::lexicon::Lexicon;
use scraper::node::Element;

/// What an element is by its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Menus, appeals, links to other reports, comments.
    Furniture,
    /// The words under a picture.
    Caption,
    /// Who wrote it.
    Byline,
    /// When it was published, with whatever stands beside that.
    Dated,
    /// The summary under a headline.
    Summary,
    /// A post of somebody that the page shows.
    Post,
    /// What opens over a word of a sentence when it is pointed at: not of the sentence.
    Inset,
}

/// What an element says it is.
pub(super) fn sign(lexicon: &Lexicon, element: &Element) -> Option<Sign> {
    if is_hidden(element) {
        return Some(Sign::Furniture);
    }
    match element.name() {
        "nav" | "aside" | "footer" | "form" | "dialog" | "menu" => return Some(Sign::Furniture),
        "figcaption" => return Some(Sign::Caption),
        "body" | "html" => return None,
        _ => {}
    }
    let names = ["class", "id", "role", "itemprop", "data-testid", "data-component", "rel"];
    let said = |name: &&str| element.attr(name).and_then(|names| lexicon.markup(names));
    let kind = names.iter().find_map(said)?;
    match kind {
        "furniture" => Some(Sign::Furniture),
        "caption" => Some(Sign::Caption),
        "byline" => Some(Sign::Byline),
        "dated" => Some(Sign::Dated),
        "summary" => Some(Sign::Summary),
        "post" => Some(Sign::Post),
        "inset" => Some(Sign::Inset),
        _ => None,
    }
}

/// Whether an element says that it names an author.
pub(super) fn is_author(element: &Element) -> bool {
    let leads = |address: &str| ["/author/", "/authors/"].iter().any(|part| address.contains(part));
    element.attr("rel").is_some_and(|rel| rel.split(' ').any(|word| word == "author"))
        || element.attr("itemprop") == Some("author")
        || element.name() == "a" && element.attr("href").is_some_and(leads)
}

/// Where what an element holds stands on the web, if it says so: as posts that are set into pages do.
pub(super) fn address(element: &Element) -> Option<String> {
    let names = ["data-instgrm-permalink", "data-href", "cite", "data-telegram-post"];
    let (name, raw) = names.iter().find_map(|name| Some((*name, element.attr(name)?)))?;
    match raw.contains("://") {
        true => Some(raw.to_owned()),
        false => (name == "data-telegram-post").then(|| format!("https://t.me/{raw}")),
    }
}

/// Whether an element is kept from the eye by its own attributes.
fn is_hidden(element: &Element) -> bool {
    let hides = |style: &str| {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        style.contains("display:none") || style.contains("visibility:hidden")
    };
    element.attr("hidden").is_some() || element.attr("style").is_some_and(hides)
}
