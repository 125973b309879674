//! Which language a text is in, by its frequent words and its letters.

use crate::grammar::{Compiled, classes};
use crate::text::{Shape, Span, Token, tokenize};

/// Bytes of a text that are looked at: enough for a verdict, and no cost on a large file.
const SAMPLE: usize = 40_000;
/// Of a thousand words this many must be frequent words of a language, or have its letters.
const LEAST: usize = 60;

/// How well `text` fits each grammar, in thousandths of its words.
pub(crate) fn scores(text: &str, grammars: &[&Compiled]) -> Vec<usize> {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    grammars.iter().map(|grammar| score(text, Span::new(0, end), grammar)).collect()
}

fn score(text: &str, span: Span, grammar: &Compiled) -> usize {
    let mut tokens: Vec<Token> = Vec::new();
    tokenize(text, span, &grammar.vocabulary, &mut tokens);
    let words = tokens.iter().filter(|token| token.shape == Shape::Word).count();
    let mut hits = 0;
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.shape == Shape::Word) {
        let rest = tokens.get(at..).unwrap_or_default();
        let frequent = grammar.vocabulary.longest(rest, classes::DETECT).is_some();
        let letters =
            !grammar.letters.is_empty() && token.span.of(text).chars().any(|c| grammar.letters.contains(c));
        hits += usize::from(frequent) + usize::from(letters);
    }
    (hits * 1000).checked_div(words).unwrap_or(0)
}

/// The grammar that fits best, if any fits at all.
pub(crate) fn best(scores: &[usize]) -> Option<usize> {
    let best = (0..scores.len()).rev().max_by_key(|&index| scores.get(index))?;
    scores.get(best).is_some_and(|&score| score >= LEAST).then_some(best)
}
