//! Reads feeds and NewsML.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::read("feed.xml", bytes));
