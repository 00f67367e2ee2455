//! Reads archives and compressed files.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::read("reports.zip", bytes));
