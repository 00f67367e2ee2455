//! The name of who published a page.

use super::letters;
use crate::lexicon::Lexicon;

/// The name, by the address of the page, what the head gives as the name of the site, the publisher of its linked data,
/// and the page's title.
pub(super) fn name(
    lexicon: &Lexicon,
    url: Option<&str>,
    site: Option<String>,
    publisher: Option<String>,
    title: Option<&str>,
) -> Option<String> {
    let host = url.and_then(host).unwrap_or_default();
    if let Some(known) = lexicon.outlet(host) {
        return Some(known.to_owned());
    }
    // An account's name or an address is no outlet's; neither is the slogan that may follow the name.
    let is_name = |name: &String| !name.starts_with('@') && !name.contains("://");
    let [site, publisher] = [site, publisher].map(|name| name.filter(is_name).map(|n| first_part(&n).to_owned()));
    let is_of_host = |name: &&String| stands_in(lexicon, name, host);
    let own = site.as_ref().filter(is_of_host).or(publisher.as_ref().filter(is_of_host)).cloned();
    own.or(site)
        .or(publisher)
        .or_else(|| last_part(title?).filter(|name| stands_in(lexicon, name, host)).map(str::to_owned))
}

/// The title of a page without the name of its outlet at the end.
pub(super) fn without(title: &str, outlet: Option<&str>) -> String {
    let is_outlet = |part: &str| outlet.is_some_and(|outlet| letters(part) == letters(outlet));
    let bare = last_part(title).filter(|last| is_outlet(last)).and_then(|last| title.strip_suffix(last));
    bare.map_or(title, |bare| bare.trim_end_matches([' ', '|', '-', '–', '—'])).to_owned()
}

/// The host of an address, without `www.`.
fn host(url: &str) -> Option<&str> {
    let host = url.split("://").nth(1)?.split(['/', '?', ':']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}

/// Whether a name stands in the name of a host, whole or without its article.
fn stands_in(lexicon: &Lexicon, name: &str, host: &str) -> bool {
    let (name, host) = (letters(name).to_lowercase(), letters(host).to_lowercase());
    let bare = lexicon.captures("article", &name).and_then(|found| found.get(0)).map_or(0, |article| article.end());
    name.len() >= 4 && (host.contains(&name) || name.len() > bare + 3 && host.contains(&name[bare..]))
}

fn first_part(name: &str) -> &str {
    let part =
        [" | ", " - ", " – ", " — ", ": "].iter().fold(name, |name, mark| name.split(mark).next().unwrap_or(name));
    if part.chars().count() >= 3 { part.trim() } else { name }
}

fn last_part(title: &str) -> Option<&str> {
    [" | ", " - ", " – ", " — "]
        .iter()
        .filter_map(|mark| title.rsplit_once(mark))
        .map(|(_, last)| last.trim())
        .min_by_key(|p| p.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(host: &str, site: &str, publisher: &str, title: &str) -> Option<String> {
        let some = |raw: &str| (!raw.is_empty()).then(|| raw.to_owned());
        name(
            crate::lexicon::english(),
            Some(&format!("https://www.{host}/ferry")),
            some(site),
            some(publisher),
            Some(title),
        )
    }

    #[test]
    fn the_name_that_stands_in_the_address_goes_first() {
        assert_eq!(read("harbourpost.example", "World", "The Harbour Post", "").as_deref(), Some("The Harbour Post"));
        assert_eq!(
            read("harbourpost.example", "Harbour Post - News of the coast", "", "").as_deref(),
            Some("Harbour Post")
        );
        assert_eq!(read("coast.example", "World", "", "").as_deref(), Some("World"));
        assert_eq!(
            read("harbourpost.example", "@post", "", "Ferry sinks - The Harbour Post").as_deref(),
            Some("The Harbour Post")
        );
        assert_eq!(without("Ferry sinks - The Post | The Post", Some("The Post")), "Ferry sinks - The Post");
        assert_eq!(read("harbourpost.example", "https://harbourpost.example", "", "Ferry sinks - at last"), None);
    }
}
