//! What the benches share: the fixture documents.

// The test module holds more than the benches use.
#[allow(dead_code, unused_imports)]
#[path = "../../tests/support.rs"]
mod support;

pub(crate) use support::fixtures;

/// Whether each is to be run once only: `cargo bench -- --test`.
pub(crate) fn is_test() -> bool {
    std::env::args().any(|argument| argument == "--test")
}

/// `text` again and again, until it has at least `length` bytes.
pub(crate) fn repeated(text: &str, length: usize) -> String {
    text.repeat(length.div_ceil(text.len()))
}
