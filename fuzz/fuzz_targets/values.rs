#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tsunagi_fuzz::run("values", bytes));
