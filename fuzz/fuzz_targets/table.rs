//! Reads tables of comma-separated values.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::read("rows.csv", bytes));
