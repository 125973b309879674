//! What the benches share: the fixture documents, and how they are repeated.
// Each bench uses some of it.
#![allow(dead_code, unused_imports)]

#[path = "../../tests/support.rs"]
mod support;

use clausetree::{Grammar, Parser, ParserBuilder};

pub(crate) use support::{corpus, fixtures, root, texts};

/// Whether each is to be run once only: `cargo bench -- --test`, and `cargo test --benches`, which says nothing.
pub(crate) fn is_test() -> bool {
    let is_given = |flag: &str| std::env::args().any(|argument| argument == flag);
    is_given("--test") || !is_given("--bench")
}

/// `text` again and again, until it has at least `length` bytes.
pub(crate) fn repeated(text: &str, length: usize) -> String {
    text.repeat(length.div_ceil(text.len()))
}

/// What makes a parser for documents in some languages (`vi-en`): the default one where all are built in, so that a
/// grammar that is not costs the others nothing.
pub(crate) fn builder_of(languages: &str) -> ParserBuilder {
    let is_built_in = |language: &str| Grammar::builtin_languages().any(|known| known.as_str() == language);
    if languages.split('-').all(is_built_in) { Parser::builder() } else { support::builder() }
}
