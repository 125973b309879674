//! Which languages a text is in, by its frequent words and its letters.

use crate::grammar::{Compiled, classes};
use crate::text::{Shape, Span, Token, has_letter, is_line_end, tokenize};

/// Bytes of a line that are looked at: enough for a verdict, and no cost on a text that is one line.
const SAMPLE: usize = 2_000;
/// Lines that are looked at, spread over the text.
const LINES: usize = 300;
/// Of a thousand words this many must be frequent words of a language, or have its letters.
const LEAST: usize = 60;
/// A language is one of the document's where it has this share of the letters, in hundredths: a foreign quotation
/// or a line of credits does not make a text bilingual.
const SHARE: usize = 18;

/// The languages of a text, by index into `grammars`, in the order in which they come up. A stray foreign word
/// changes nothing; one that is no language of any grammar gives none.
pub(crate) fn languages(text: &str, grammars: &[&Compiled]) -> Vec<usize> {
    let lines: Vec<&str> = text
        .split(is_line_end)
        .filter(|line| line.chars().filter(|c| c.is_alphabetic()).nth(1).is_some())
        .collect();
    let step = lines.len().div_ceil(LINES).max(1);
    let mut letters = vec![0usize; grammars.len()];
    let mut order: Vec<usize> = Vec::new();
    let mut all = 0;
    for line in lines.iter().step_by(step) {
        let count = line.chars().filter(|c| c.is_alphabetic()).count();
        all += count;
        let Some(best) = best(line, grammars) else { continue };
        if let Some(place) = letters.get_mut(best) {
            *place += count;
        }
        if !order.contains(&best) {
            order.push(best);
        }
    }
    order.retain(|&index| letters.get(index).is_some_and(|&count| count * 100 >= all * SHARE));
    order
}

/// The grammar that fits a short text best, if one fits better than all others.
pub(crate) fn best(text: &str, grammars: &[&Compiled]) -> Option<usize> {
    let sample = Span::new(0, text.len()).head(text, SAMPLE);
    let scores: Vec<usize> = grammars.iter().map(|grammar| score(text, sample, grammar)).collect();
    let best = (0..scores.len()).max_by_key(|&index| (scores.get(index), std::cmp::Reverse(index)))?;
    let top = scores.get(best).copied().filter(|&score| score >= LEAST)?;
    let alone = scores.iter().filter(|&&score| score == top).count() == 1;
    alone.then_some(best)
}

/// How well a text fits a grammar, in thousandths of its words.
fn score(text: &str, span: Span, grammar: &Compiled) -> usize {
    let mut tokens: Vec<Token> = Vec::new();
    tokenize(text, span, &grammar.vocabulary, &mut tokens);
    let words = tokens.iter().filter(|token| token.shape == Shape::Word).count();
    let (mut hits, mut covered) = (0, 0);
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.shape == Shape::Word) {
        let rest = tokens.get(at..).unwrap_or_default();
        let longest = |class| grammar.vocabulary.longest(rest, class).map_or(0, |(length, _)| length);
        // Headings have no frequent words; being a heading is as good.
        covered = longest(classes::DETECT)
            .max(longest(classes::HEADING))
            .max(longest(classes::DOCUMENT))
            .max(covered);
        let letters = !grammar.letters.is_empty() && has_letter(token.span.of(text), &grammar.letters);
        hits += usize::from(covered > 0) + usize::from(letters);
        covered = covered.saturating_sub(1);
    }
    (hits * 1000).checked_div(words).unwrap_or(0)
}
