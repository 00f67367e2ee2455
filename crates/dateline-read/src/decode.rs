//! Bytes to text: any encoding, told by its mark, by the page's own words, or by its looks.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded text and how many bytes of it were not valid in its encoding.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) replaced: usize,
    pub(crate) encoding: &'static str,
}

/// Decodes text. A byte order mark is taken off; what follows is kept character for character.
pub(crate) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(&bytes[mark..], encoding);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return decode_as(bytes, encoding);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: text.to_owned(), replaced: 0, encoding: UTF_8.name() },
        Err(_) if is_damaged_utf8(bytes) => decode_as(bytes, UTF_8),
        Err(_) => decode_as(bytes, declared.unwrap_or_else(|| guess(bytes))),
    }
}

/// The encoding that an HTML page names for itself in its first bytes.
pub(crate) fn declared_in_html(bytes: &[u8]) -> Option<&'static Encoding> {
    const FAR: usize = 4096;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(FAR)]).to_ascii_lowercase();
    let after = &head[head.find("charset=")? + "charset=".len()..];
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c))
        .collect();
    // A page that could say so in ASCII is not in UTF-16, whatever it says.
    Encoding::for_label(label.as_bytes()).filter(|e| *e != UTF_16LE && *e != UTF_16BE)
}

/// UTF-16 that lacks its mark: nearly every other byte of Western text is zero.
pub(crate) fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    const LOOK: usize = 4096;
    let head = &bytes[..bytes.len().min(LOOK) & !1];
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    match pairs {
        0 => None,
        _ if odd * 10 > pairs * 7 && even * 10 < pairs => Some(UTF_16LE),
        _ if even * 10 > pairs * 7 && odd * 10 < pairs => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether bytes were UTF-8 once: far more whole characters beyond ASCII than broken ones.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > 4 * broken
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

fn decode_as(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let replaced = if damaged { text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count() } else { 0 };
    Decoded { text: text.into_owned(), replaced, encoding: encoding.name() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn western_bytes_are_told_by_their_looks() {
        let bytes = b"Le caf\xe9 de la gare est ferm\xe9 depuis l'incendie de l'\xe9t\xe9 dernier.";
        assert!(decode(bytes, None).text.contains("café"));
    }

    #[test]
    fn utf16_is_read_with_and_without_its_mark() {
        let with: Vec<u8> = "\u{feff}The ferry sank.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let without: Vec<u8> = "The ferry sank at “dawn”.".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&with, None).text, "The ferry sank.");
        assert_eq!(decode(&without, None).text, "The ferry sank at “dawn”.");
    }

    #[test]
    fn damaged_utf8_is_mended_and_counted() {
        let mut bytes = "“One” and “two” and “three” said Zoë".as_bytes().to_vec();
        bytes.push(0xff);
        let decoded = decode(&bytes, None);
        assert_eq!((decoded.replaced, decoded.encoding), (1, "UTF-8"));
        assert!(decoded.text.starts_with("“One”") && decoded.text.ends_with('\u{fffd}'));
    }

    #[test]
    fn a_page_names_its_encoding() {
        let page =
            b"<meta http-equiv=Content-Type content=\"text/html; charset=windows-1251\"><p>\xcc\xee\xf1\xea\xe2\xe0";
        assert!(decode(page, declared_in_html(page)).text.ends_with("Москва"));
    }
}
