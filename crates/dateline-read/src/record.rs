//! Reports that come as named values: a row of a table, an object of JSON. What the names mean is data.

use crate::draft::{Draft, Given};
use crate::html;
use crate::kind::Form;
use crate::lexicon::Lexicon;
use dateline_core::PublishedBy;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A value of a record.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'a> {
    One(Cow<'a, str>),
    Many(Vec<Cow<'a, str>>),
}

/// The values of a record by their names, as [`plain`] makes them.
pub(crate) type Record<'a> = BTreeMap<String, Value<'a>>;

/// Why a record is no report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoReport {
    /// No name in it is one of a text.
    NoText,
    /// Its text is empty.
    Empty,
}

/// A name as names are compared: in lower case, letters, digits and dots alone.
pub(crate) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric() || *c == '.').flat_map(char::to_lowercase).collect()
}

/// Whether a name of a table's column is one of ours.
pub(crate) fn is_known(lexicon: &Lexicon, column: &str) -> bool {
    FIELDS.iter().any(|field| lexicon.is_field(field, &plain(column)))
}

const FIELDS: [&str; 10] =
    ["text", "html", "loose", "title", "outlet", "authors", "url", "language", "published", "id"];

/// Whether a name, as [`plain`] makes it, is one of a text.
pub(crate) fn is_text(lexicon: &Lexicon, name: &str) -> bool {
    TEXTS.iter().any(|field| lexicon.is_field(field, name))
}

/// Whether one of the columns is known to hold the text.
pub(crate) fn has_text_column(lexicon: &Lexicon, columns: &[&str]) -> bool {
    columns.iter().any(|column| is_text(lexicon, &plain(column)))
}

const TEXTS: [&str; 3] = ["text", "html", "loose"];

/// The report that a record is: what came with its text, the text, and the form of that.
///
/// `told` is the name of the value that surely holds the text, if the user said so.
pub(crate) fn report<'r>(
    lexicon: &Lexicon,
    record: &'r Record,
    told: Option<&str>,
) -> Result<(Given, Cow<'r, str>, Form), NoReport> {
    let given = given(lexicon, record);
    let (name, text) = find_text(lexicon, record, told, &given).ok_or(NoReport::NoText)?;
    if text.trim().is_empty() {
        return Err(NoReport::Empty);
    }
    // What is called a text is one, and is kept as it stands.
    let form = if name != "text" && looks_like_html(&text) { Form::Fragment } else { Form::Plain };
    Ok((given, text, form))
}

/// The draft of the report that a record is.
pub(crate) fn draft(lexicon: &Lexicon, record: &Record) -> Result<Draft, NoReport> {
    let (given, text, form) = report(lexicon, record, None)?;
    let draft = match form {
        Form::Fragment => html::fragment(lexicon, &text).ok_or(NoReport::Empty)?,
        _ => Draft { text: text.into_owned(), ..Draft::default() },
    };
    Ok(Draft { given, ..draft })
}

/// The value that holds the text; one that is empty only if there is no other.
fn find_text<'r>(
    lexicon: &Lexicon,
    record: &'r Record,
    told: Option<&str>,
    given: &Given,
) -> Option<(String, Cow<'r, str>)> {
    let of = |name: &str| record.get(name).map(|value| (name.to_owned(), value.joined()));
    if let Some(name) = told {
        return of(name);
    }
    let known = given.title.is_some() || given.url.is_some() || given.published.is_some();
    let fields = TEXTS.iter().filter(|field| **field != "loose" || known);
    let mut found = fields.flat_map(|field| lexicon.fields(field)).filter_map(of).peekable();
    let first = found.peek().cloned();
    found.find(|(_, raw)| !raw.trim().is_empty()).or(first)
}

/// Whether a value is HTML rather than a text that happens to hold a sign of it.
fn looks_like_html(raw: &str) -> bool {
    ["</p>", "<br>", "<br/>", "<br />", "</div>", "</a>", "</li>", "</P>", "<BR>"].iter().any(|tag| raw.contains(tag))
}

/// What the values say of the report.
fn given(lexicon: &Lexicon, record: &Record) -> Given {
    let all = |field: &'static str| {
        lexicon.fields(field).filter_map(|name| record.get(name)).map(Value::joined).filter(|v| !v.trim().is_empty())
    };
    let one = |field| all(field).next().map(|v| v.trim().to_owned());
    let outlet = all("outlet").find(|v| !v.contains("://")).map(|v| v.trim().to_owned());
    let named = lexicon.fields("authors").filter_map(|name| record.get(name)).map(Value::names);
    let authors: Vec<String> = named.into_iter().find(|names| !names.is_empty()).unwrap_or_default();
    Given {
        id: one("id"),
        title: one("title").map(|t| unescaped(lexicon, &t)),
        outlet,
        authors,
        url: all("url").map(|v| v.trim().to_owned()).find(|v| v.contains("://")),
        language: all("language").find_map(|l| language(&l)),
        updated: all("updated").find_map(|raw| lexicon.dates.machine(&raw, PublishedBy::Given)),
        section: one("section"),
        undated: one("published"),
        published: all("published").find_map(|raw| lexicon.dates.machine(&raw, PublishedBy::Given)),
    }
}

/// The two letters of a language's tag.
pub(crate) fn language(tag: &str) -> Option<String> {
    let first = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    (first.len() == 2 && first.bytes().all(|b| b.is_ascii_lowercase())).then_some(first)
}

/// A title without the tags and references of HTML that interfaces leave in it.
fn unescaped(lexicon: &Lexicon, title: &str) -> String {
    let is_html = title.contains("&#") || title.contains("&amp;") || looks_like_html(title);
    let text = is_html.then(|| html::fragment(lexicon, title)).flatten().map(|d| d.text);
    text.unwrap_or_else(|| title.to_owned())
}

impl Value<'_> {
    /// The value as one text.
    pub(crate) fn joined(&self) -> Cow<'_, str> {
        match self {
            Value::One(one) => Cow::Borrowed(one),
            Value::Many(many) => Cow::Owned(many.join("\n\n")),
        }
    }

    /// The value as names; one text may hold several, with semicolons between or as a list of Python's.
    fn names(&self) -> Vec<String> {
        match self {
            Value::Many(many) => many.iter().flat_map(|one| names(one)).collect(),
            Value::One(one) => names(one),
        }
    }
}

/// The names in a value that may hold several.
pub(crate) fn names(raw: &str) -> Vec<String> {
    let list = raw.trim().strip_prefix('[').and_then(|o| o.strip_suffix(']'));
    let parts: Vec<&str> = list.map_or_else(|| raw.split(';').collect(), |list| list.split(',').collect());
    let clean = |name: &str| name.trim().trim_matches(['\'', '"']).trim().to_owned();
    parts.into_iter().map(clean).filter(|n| !n.is_empty() && !n.contains("://")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::english;

    fn record<'a>(pairs: &[(&str, &'a str)]) -> Record<'a> {
        pairs.iter().map(|(name, value)| (plain(name), Value::One(Cow::Borrowed(*value)))).collect()
    }

    #[test]
    fn names_are_known_however_they_are_written() {
        let made = draft(
            english(),
            &record(&[
                ("Full Text", "It sank."),
                ("publishedAt", "1912-03-03T08:15:00Z"),
                ("Source Name", "The Packet"),
            ]),
        )
        .unwrap();
        assert_eq!((made.text.as_str(), made.given.outlet.as_deref()), ("It sank.", Some("The Packet")));
        assert_eq!(made.given.published.unwrap().to_string(), "1912-03-03T08:15:00+00:00");
    }

    #[test]
    fn a_loose_name_holds_a_text_only_beside_what_a_report_has() {
        assert_eq!(draft(english(), &record(&[("description", "A parser.")])), Err(NoReport::NoText));
        assert!(draft(english(), &record(&[("description", "It sank."), ("title", "Ferry")])).is_ok());
    }

    #[test]
    fn an_address_is_no_outlet_and_authors_may_be_several() {
        let made = draft(
            english(),
            &record(&[("text", "It sank."), ("source", "https://packet.example/1"), ("author", "Ada Finch; Bo Gull")]),
        )
        .unwrap();
        assert_eq!(made.given.outlet, None);
        assert_eq!(made.given.authors, ["Ada Finch", "Bo Gull"]);
    }
}
