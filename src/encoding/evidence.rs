//! How much a reading of some bytes speaks for itself: which share of its words the grammars know.

use crate::grammar::{Candidate, Compiled};
use crate::text::{Shape, Span, Token, is_unspaced, tokenize};

/// Words that differ between encodings, and how many of them are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    /// Words of two letters or more, one of them beyond ASCII; in Chinese each character is one.
    pub(super) words: usize,
    /// Those that are known to the grammar which knows most of them.
    pub(super) known: usize,
}

impl Evidence {
    pub(super) fn of(text: &str, grammars: &[Candidate<'_>]) -> Self {
        let found = grammars.iter().filter_map(|grammar| Some(in_grammar(text, grammar.compiled()?)));
        found.max_by_key(|found| found.known).unwrap_or_default()
    }

    /// Known words in a thousand.
    pub(super) fn share(self) -> usize {
        (self.known * 1000).checked_div(self.words).unwrap_or(0)
    }
}

fn in_grammar(text: &str, grammar: &Compiled) -> Evidence {
    let mut tokens: Vec<Token> = Vec::new();
    tokenize(text, Span::new(0, text.len()), &grammar.vocabulary, &mut tokens);
    let is_character = |token: &Token| token.span.of(text).chars().any(is_unspaced);
    let mut found = Evidence::default();
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.shape == Shape::Word) {
        let word = token.span.of(text);
        if word.is_ascii() {
            continue;
        }
        let is_whole = if is_character(token) {
            // `caf閟` is a Western word in the wrong encoding: where there is one such character there are more.
            let beside = |other: Option<usize>| {
                let other = other.and_then(|other| tokens.get(other));
                other.is_some_and(|other| {
                    let touches =
                        other.span.end() == token.span.start() || token.span.end() == other.span.start();
                    touches && is_character(other)
                })
            };
            beside(at.checked_sub(1)) || beside(Some(at + 1))
        } else if word.chars().filter(|c| c.is_alphabetic()).count() > 1 {
            true
        } else {
            // A single letter is a word of too many languages: `и`, `à`, `ở`.
            continue;
        };
        found.words += 1;
        let is_known = token.symbol != Token::UNKNOWN || token.stem != Token::UNKNOWN;
        found.known += usize::from(is_whole && is_known);
    }
    found
}
