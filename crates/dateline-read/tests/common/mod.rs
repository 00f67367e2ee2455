//! English, read once, and the ways to read that most tests take.

#![allow(dead_code, reason = "each test uses a part of it")]

use dateline_core::Report;
use dateline_language::Language;
use dateline_read::{Input, Options, ReadError, Reader};
use std::sync::LazyLock;

pub(crate) static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(&Language::english()).expect("in form"));

pub(crate) fn read(inputs: impl IntoIterator<Item = Input>) -> impl Iterator<Item = Result<Report, ReadError>> {
    READER.read(inputs)
}

pub(crate) fn read_bytes(from: &str, bytes: &[u8]) -> Vec<Result<Report, ReadError>> {
    READER.read_bytes(from, bytes, &Options::default())
}
