//! A report in the form of a row: packed, with the number by which damage is seen. Making one is work for any thread.

use crate::identity::{address, given_id, leaf, place, words_number};
use dateline_core::json::Stored;
use dateline_core::{Annotated, Report, search_words};
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use std::io::{Read, Write};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// A report with its layers, ready to be put into a store.
#[derive(Clone, Debug)]
pub struct Row {
    /// The report without its text's layers, for what must be compared.
    pub(crate) report: Report,
    pub(crate) words: i64,
    pub(crate) bytes: i64,
    pub(crate) address: Option<String>,
    pub(crate) given: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) layers: Vec<u8>,
    /// The folded words of its title, text, actors' names and outlet.
    pub(crate) found_by: [String; 4],
}

impl Row {
    /// Packs a report.
    pub fn new(annotated: &Annotated) -> Row {
        let report = annotated.report.clone();
        let names: Vec<&str> = annotated.actors.iter().map(|actor| actor.name.as_str()).collect();
        let outlet = report.outlet.as_deref().unwrap_or(&report.id);
        Row {
            words: words_number(&report) as i64,
            bytes: bytes_number(&report.sha256, &report.from),
            address: report.url.as_deref().and_then(address),
            given: given_id(&report).map(str::to_owned),
            place: place(&report.from),
            layers: pack(annotated),
            found_by: [
                folded(report.title.as_deref().unwrap_or_default()),
                folded(report.text.as_str()),
                folded(&names.join("\n")),
                folded(outlet),
            ],
            report,
        }
    }
}

/// The words of a text as search sees them, parted by spaces.
fn folded(text: &str) -> String {
    let words: Vec<String> = search_words(text).into_iter().map(|word| word.folded).collect();
    words.join(" ")
}

/// The number that stands for bytes under the name that they lay at.
pub(crate) fn bytes_number(sha256: &str, from: &str) -> i64 {
    xxh3_64(format!("{sha256} {}", leaf(from)).as_bytes()) as i64
}

/// The number by which damage to what belongs together is seen.
pub(crate) fn guard(parts: &[&[u8]]) -> i64 {
    let mut hash = Xxh3::new();
    for part in parts {
        hash.update(&(part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.digest() as i64
}

pub(crate) fn pack(annotated: &Annotated) -> Vec<u8> {
    zipped(&serde_json::to_vec(&Stored::new(annotated)).expect("the layers have no map with odd keys"))
}

pub(crate) fn unpack(id: &str, layers: &[u8]) -> Option<Annotated> {
    let stored: Stored = serde_json::from_slice(&unzipped(layers)?).ok()?;
    let mut annotated = stored.to_annotated().ok()?;
    annotated.report.id = id.to_owned();
    Some(annotated)
}

/// Bytes in less room.
pub(crate) fn zipped(bytes: &[u8]) -> Vec<u8> {
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
    zlib.write_all(bytes).and_then(|()| zlib.finish()).expect("writing to memory does not fail")
}

/// What [`zipped`] was given; `None` if it is damaged.
pub(crate) fn unzipped(bytes: &[u8]) -> Option<Vec<u8>> {
    // As a whole, since a reader is read byte by byte.
    let mut plain = Vec::new();
    ZlibDecoder::new(bytes).read_to_end(&mut plain).ok()?;
    Some(plain)
}
