//! Reads JSON of every kind.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::read("reports.jsonl", bytes));
