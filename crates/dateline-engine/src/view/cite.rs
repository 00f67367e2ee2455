//! Words of a report as they go into a text: prose with attribution, a footnote, a link to the words.

use super::{StoryView, one_line};
use dateline_core::{Report, Support};

/// The longest words that a link names whole; of longer ones it names both ends. In words.
const WHOLE: usize = 12;

/// How many words of each end a link names.
const END: usize = 5;

impl StoryView<'_> {
    /// A support as a sentence that needs no edit: who reports it, from whom, when, and the words in quotation marks.
    pub fn prose(&self, support: &Support) -> String {
        let report = self.report(support.report);
        let outlet = self.outlet(support.report);
        let day = report.published.map(|p| format!(" on {}", p.date.strftime("%-d %B %Y"))).unwrap_or_default();
        let agency = support.chain.iter().rev().skip(1).find(|name| {
            let wire = |o: &dateline_core::Origin| o.kind == dateline_core::OriginKind::Wire && &o.name == *name;
            self.account.story.origins.iter().any(wire)
        });
        let agency = agency.map(|name| format!(", from {},", one_line(name))).unwrap_or_default();
        format!("{}{agency} reported{day}: {}", one_line(outlet), quoted(&self.words(support)))
    }

    /// The address of the very words of a support, where its report has an address (a text fragment).
    pub fn link_to_words(&self, support: &Support) -> Option<String> {
        let url = web(self.report(support.report).url.as_deref())?;
        let words = self.words(support);
        let words: Vec<&str> = words.split_whitespace().collect();
        let page = url.split('#').next().unwrap_or(url);
        let part = |words: &[&str]| encoded(&words.join(" "));
        let text = if words.len() <= WHOLE {
            part(&words)
        } else {
            format!("{},{}", part(&words[..END]), part(&words[words.len() - END..]))
        };
        Some(format!("{page}#:~:text={text}"))
    }
}

/// Words of a report as a sentence that needs no edit: who reports them, when, and the words in quotation marks.
pub fn reported(outlet: &str, report: &Report, words: &str) -> String {
    let day = report.published.map(|p| format!(" on {}", p.date.strftime("%-d %B %Y"))).unwrap_or_default();
    format!("{} reported{day}: {}", one_line(outlet), quoted(words))
}

/// A report as a footnote: author, headline, outlet, date, address; what is not known is left out.
pub fn footnote(outlet: &str, report: &Report) -> String {
    let authors = Some(report.authors.join(", ")).filter(|a| !a.is_empty());
    let title = report.title.as_deref().map(|t| quoted(&one_line(t)));
    let day = report.published.map(|p| p.date.strftime("%-d %B %Y").to_string());
    let parts = [authors, title, Some(one_line(outlet)), day, web(report.url.as_deref()).map(str::to_owned)];
    format!("{}.", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// An address that a browser may be sent to.
pub fn web(url: Option<&str>) -> Option<&str> {
    url.filter(|u| u.starts_with("https://") || u.starts_with("http://"))
}

/// Words in double quotation marks, those within them a level down and up.
///
/// ```
/// use dateline_engine::view::quoted;
/// assert_eq!(quoted("“We heard her,” she said"), "“‘We heard her,’ she said”");
/// ```
pub fn quoted(words: &str) -> String {
    let mut out = String::from("“");
    let mut open = false;
    for c in words.chars() {
        match c {
            '“' => out.push('‘'),
            '”' => out.push('’'),
            '"' => {
                out.push(if open { '’' } else { '‘' });
                open = !open;
            }
            c => out.push(c),
        }
    }
    out.push('”');
    out
}

/// Percent-encodes what a text fragment can not hold as it is; a hyphen means something there.
fn encoded(words: &str) -> String {
    let keep = |b: u8| b.is_ascii_alphanumeric() || b"._~".contains(&b);
    words.bytes().map(|b| if keep(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn straight_marks_take_turns() {
        assert_eq!(quoted(r#""We heard her," she said. "Twice.""#), "“‘We heard her,’ she said. ‘Twice.’”");
    }
}
