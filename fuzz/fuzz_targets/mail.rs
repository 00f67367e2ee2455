//! Reads letters, mailboxes, pages in letters.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::read("letters.mbox", bytes));
