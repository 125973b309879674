#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| clausetree_fuzz::run("bytes", data));
