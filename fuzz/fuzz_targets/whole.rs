//! The whole way: two texts to an account.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dateline_fuzz::account(bytes));
