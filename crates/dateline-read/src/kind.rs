//! What an input is, told by its first bytes and then by its name's ending.

use crate::decode::utf16_without_mark;
use crate::kind_text;
use crate::lexicon::Lexicon;
use encoding_rs::Encoding;

/// The kinds of input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// What holds the text of one report.
    Text(Form),
    /// What holds others.
    Container(Container),
    /// What a page is made of besides its text, and what it is.
    Part(&'static str),
    /// What is not read: what it is, and what to do.
    Refused(&'static str, &'static str),
}

/// The forms that the text of one report comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Plain,
    Markdown,
    /// A page.
    Html,
    /// A piece of HTML that is the article and nothing else.
    Fragment,
    /// A JSON value: a report, or a line that holds several.
    Json,
    /// An item of a feed, in XML.
    Entry,
    /// A news item of NewsML-G2.
    NewsItem,
    /// A text document of an office program.
    Document,
    Pdf,
}

/// The kinds of container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Container {
    /// One value compressed.
    Gzip,
    Bzip2,
    Zstd,
    Xz,
    Zip,
    Tar,
    /// One JSON value a line.
    JsonLines,
    /// One JSON value, perhaps of many reports.
    Json,
    /// RSS or Atom.
    Feed,
    NewsMl,
    Warc,
    /// Rows whose values are parted by this byte.
    Table(u8),
    Parquet,
    /// An e-mail, or a page saved as one.
    Mail,
    /// Many e-mails.
    Mailbox,
    /// The articles of a press database in one text.
    Export(Database),
}

/// The press databases whose text exports are split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Database {
    Nexis,
    Factiva,
    Europresse,
}

impl Container {
    /// Whether it is only a wrapping of one thing.
    pub(crate) fn is_compression(self) -> bool {
        matches!(self, Container::Gzip | Container::Bzip2 | Container::Zstd | Container::Xz)
    }
}

/// Endings of what is compressed.
pub(crate) const COMPRESSED: [&str; 4] = [".gz", ".bz2", ".zst", ".xz"];

/// Tells the kind of an input from its first bytes and its name.
pub(crate) fn kind(lexicon: &Lexicon, head: &[u8], name: &str) -> Kind {
    if let Some(kind) = by_magic(head) {
        return kind;
    }
    let name = name.to_ascii_lowercase();
    let name = COMPRESSED.iter().find_map(|e| name.strip_suffix(e)).unwrap_or(&name);
    if let Some(kind) = kind_text::by_lines(head, name) {
        return kind;
    }
    if !is_text(head) {
        return Kind::Refused("binary, not text", "convert it to text or HTML first");
    }
    kind_text::kind(lexicon, &String::from_utf8_lossy(head), name)
}

/// What the first bytes alone tell.
fn by_magic(head: &[u8]) -> Option<Kind> {
    use Container::{Bzip2, Gzip, Parquet, Xz, Zip, Zstd};
    const CONTAINERS: [(&[u8], Container); 8] = [
        (b"\x1f\x8b", Gzip),
        (b"BZh", Bzip2),
        (b"\x28\xb5\x2f\xfd", Zstd),
        (b"\xfd7zXZ\0", Xz),
        (b"PK\x03\x04", Zip),
        (b"PK\x05\x06", Zip),
        (b"PAR1", Parquet),
        (b"WARC/", Container::Warc),
    ];
    const AS_TEXT: &str = "convert it to text or HTML first";
    const REFUSED: [(&[u8], &str, &str); 14] = [
        (b"\xd0\xcf\x11\xe0", "an old office document", "save it as .docx, text or HTML first"),
        (b"{\\rtf", "an RTF document", "save it as .docx, text or HTML first"),
        (b"\x89PNG", "an image, not text", AS_TEXT),
        (b"\xff\xd8\xff", "an image, not text", AS_TEXT),
        (b"GIF8", "an image, not text", AS_TEXT),
        (b"RIFF", "a sound, film or image, not text", AS_TEXT),
        (b"ID3", "a sound, not text", AS_TEXT),
        (b"\0\0\x01\0", "an image, not text", AS_TEXT),
        (b"wOF", "a font, not text", AS_TEXT),
        (b"\x7fELF", "a program, not text", AS_TEXT),
        (b"SQLite format 3\0", "a database, not text", "export its texts as CSV or JSON lines first"),
        (b"7z\xbc\xaf\x27\x1c", "an archive of 7-Zip", "unpack it first"),
        (b"Rar!", "an archive of RAR", "unpack it first"),
        (b"ARROW1", "a file of Arrow", "save it as Parquet or CSV first"),
    ];
    let starts = |magic: &[u8]| head.starts_with(magic);
    if let Some((_, container)) = CONTAINERS.iter().find(|(magic, _)| starts(magic)) {
        return Some(Kind::Container(*container));
    }
    // A PDF may have a few bytes before its mark.
    if head[..head.len().min(1024)].windows(5).any(|w| w == b"%PDF-") && !starts(b"From ") {
        return Some(Kind::Text(Form::Pdf)).filter(|_| starts(b"%PDF-") || !is_text(head));
    }
    if let Some((_, what, remedy)) = REFUSED.iter().find(|(magic, ..)| starts(magic)) {
        return Some(Kind::Refused(what, remedy));
    }
    (head.get(257..262) == Some(b"ustar")).then_some(Kind::Container(Container::Tar))
}

/// Whether bytes look like text in some encoding.
fn is_text(head: &[u8]) -> bool {
    if Encoding::for_bom(head).is_some() || utf16_without_mark(head).is_some() {
        return true;
    }
    let odd = head.iter().filter(|b| matches!(**b, 0..=8 | 14..=26 | 28..=31)).count();
    !head.contains(&0) && odd * 20 <= head.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::english;

    fn kind(head: &[u8], name: &str) -> Kind {
        super::kind(english(), head, name)
    }

    const PLAIN: Kind = Kind::Text(Form::Plain);
    const MARKDOWN: Kind = Kind::Text(Form::Markdown);
    const JSON: Kind = Kind::Container(Container::Json);
    const LINES: Kind = Kind::Container(Container::JsonLines);

    #[test]
    fn content_goes_before_the_ending() {
        assert_eq!(kind(b"<!DOCTYPE html><html>", "a.txt"), Kind::Text(Form::Html));
        assert_eq!(kind(b"{\"text\":\"a\"}\n{\"text\":", "a.txt"), LINES);
        assert_eq!(kind(b"{\n  \"text\": \"a\"\n}", "a"), JSON);
        assert_eq!(kind(b"{\"text\": \"a\"}\n", "a"), JSON);
        assert_eq!(kind(b"{\"text\": \"a\"}\n", "a.jsonl"), LINES);
        assert_eq!(kind(b"{\"text\": \"a\"}\n", "a.jsonl.zst"), LINES);
        assert_eq!(kind(b"[{\"text\": \"a\"}]", "a"), JSON);
        assert_eq!(kind(b"[UPDATED] A ferry sank.", "a"), PLAIN);
        assert_eq!(kind(b"---\ntitle: A\n---\nA ferry sank.", "a.txt"), MARKDOWN);
        assert_eq!(kind(b"A ferry sank.", "a.html"), PLAIN);
        assert_eq!(kind(b"# Ferry", "a.md"), MARKDOWN);
        assert_eq!(kind(b"{broken\n{\"text\":\"a\"}", "a"), LINES);
        assert_eq!(kind(b"{sic} he wrote.\nMore.", "a"), PLAIN);
    }

    #[test]
    fn what_lies_beside_a_saved_page_is_no_news() {
        let script = b"!function(){var a=1;window.ferry=function(b){return a+b;};}();";
        assert_eq!(kind(script, "a.js"), Kind::Part("a script"));
        assert_eq!(kind(script, "a"), Kind::Part("a script or a style sheet"));
        assert_eq!(
            kind(b"/* The Harbour Post */\nbody{color:red;}\np{margin:0;}", "a.css"),
            Kind::Part("a style sheet")
        );
        assert_eq!(kind(b"<svg viewBox='0 0 1 1'><path/></svg>", "a.svg"), Kind::Part("a drawing"));
        assert_eq!(kind(b"A ferry sank; nobody was lost; the owners {sic} were sorry.", "a.txt"), PLAIN);
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert_eq!(kind(b"%PDF-1.7 ...", "a.txt"), Kind::Text(Form::Pdf));
        assert!(matches!(kind(b"\x00\x01\x02\x03\xff\xfe", "a.txt"), Kind::Refused("binary, not text", _)));
        assert_eq!(kind(b"T\0h\0e\0 \0f\0e\0r\0r\0y\0", "a.txt"), PLAIN);
    }

    #[test]
    fn containers_are_told_by_their_first_bytes() {
        let of = |head: &[u8]| kind(head, "a");
        assert_eq!(of(b"WARC/1.0\r\nWARC-Type: response"), Kind::Container(Container::Warc));
        assert_eq!(of(b"<?xml version='1.0'?>\n<rss version='2.0'>"), Kind::Container(Container::Feed));
        assert_eq!(of(b"<feed xmlns='http://www.w3.org/2005/Atom'>"), Kind::Container(Container::Feed));
        assert_eq!(of(b"title,text,date\nFerry,It sank.,1912-03-03"), Kind::Container(Container::Table(b',')));
        assert_eq!(of(b"From: Ada\nTo: Bob\nMIME-Version: 1.0\n\nIt sank."), Kind::Container(Container::Mail));
        assert!(matches!(of(b"<?xml version='1.0'?><urlset xmlns='x'>"), Kind::Refused(..)));
    }

    #[test]
    fn a_text_that_looks_a_little_like_a_container_is_a_text() {
        let of = |head: &[u8]| kind(head, "a.txt");
        assert_eq!(of(b"From: the harbour office\n\nThe ferry sank."), PLAIN);
        assert_eq!(of(b"From dawn to dusk they searched.\n\nThe ferry sank."), PLAIN);
        assert_eq!(of(b"The ferry, the tug, the text\nall sank."), PLAIN);
        assert_eq!(of(b"< 20 people were aboard."), PLAIN);
    }
}
