//! Which languages a text is in, by its frequent words and its letters.

use crate::grammar::{Vocabulary, WordIn, classes};
use crate::text::{Shape, Span, Symbol, Symbols, Token, Traits, is_line_end, says, sides, tokenize};
use std::cell::RefCell;

/// Bytes of a line that are looked at, at most: no cost on a text that is one line.
const SAMPLE: usize = 2_000;
/// Of the lines of a longer text fewer bytes are looked at, but this many: some thirty words, enough for a verdict.
const GLANCE: usize = 200;
/// Bytes of a text that are looked at, as long as no line has less than a glance.
const BYTES: usize = 12_000;
/// Lines that are looked at, spread over the text.
const LINES: usize = 300;
/// Of a thousand words this many must be frequent words of a language, or have its letters.
const LEAST: usize = 60;
/// A language is one of the document's where it has this share of the letters, in hundredths: a foreign quotation
/// or a line of credits does not make a text bilingual. An ideograph counts as the letters of half a word: a text says the
/// same with a third as many of them.
const SHARE: usize = 18;

/// The languages of a text, by index into `grammars` (the words that tell each of them), in the order in which they come up. A stray foreign word
/// changes nothing; one that is no language of any grammar gives none.
pub(crate) fn languages(text: &str, grammars: &[&Vocabulary]) -> Vec<usize> {
    // In a rendition in two columns each cell is of a language of its own.
    let lines: Vec<&str> = text
        .split(|c| is_line_end(c) || matches!(c, '\t' | '|'))
        .filter(|line| line.chars().filter(|&c| Traits::of(c).is_alphabetic()).nth(1).is_some())
        .collect();
    let step = lines.len().div_ceil(LINES).max(1);
    let sample = (BYTES * step).checked_div(lines.len()).unwrap_or(SAMPLE).clamp(GLANCE, SAMPLE);
    let mut letters = vec![0usize; grammars.len()];
    let mut order: Vec<usize> = Vec::new();
    let mut all = 0;
    let mut judge = Judge::new(grammars);
    for line in spread(&lines, step) {
        // `一、目标 Goals`: each side of the line is in a language of its own.
        let (left, right) = sides(line).map_or((line, None), |(left, right)| (left, Some(right)));
        for part in [left].into_iter().chain(right) {
            let count: usize = part.chars().map(says).sum();
            all += count;
            let Some(best) = judge.best(part, sample) else { continue };
            if let Some(place) = letters.get_mut(best) {
                *place += count;
            }
            if !order.contains(&best) {
                order.push(best);
            }
        }
    }
    order.retain(|&index| letters.get(index).is_some_and(|&count| count * 100 >= all * SHARE));
    order
}

/// The grammar that fits a short text best, if one fits better than all others.
pub(crate) fn best(text: &str, grammars: &[&Vocabulary]) -> Option<usize> {
    Judge::new(grammars).best(text, SAMPLE)
}

/// One of every `step` lines, not always the same one: in a text whose lines are in one language and another in turns,
/// every second line is in one of them.
fn spread<'l>(lines: &'l [&'l str], step: usize) -> impl Iterator<Item = &'l str> {
    // Weyl's sequence: the multiples of an odd number, cut to a width, are spread evenly over it.
    const TURN: u32 = 0x9E37_79B9;
    let mut turn = 0u32;
    lines.chunks(step).filter_map(move |chunk| {
        let place = (u64::from(turn) * chunk.len() as u64) >> 32;
        turn = turn.wrapping_add(TURN);
        chunk.get(usize::try_from(place).unwrap_or(0)).copied()
    })
}

/// Room for the words of a line, and what each grammar says of them: a line is cut into words once, for all grammars.
struct Judge<'g> {
    grammars: &'g [&'g Vocabulary],
    tokens: Vec<Token>,
    known: Known<'g>,
    /// The tokens as one grammar has them.
    own: Vec<Token>,
}

/// For every word that some grammar knows a row of what each says of it; the number of the word is that of its row.
struct Known<'g> {
    grammars: &'g [&'g Vocabulary],
    words: RefCell<Vec<WordIn>>,
}

impl Symbols for Known<'_> {
    fn symbols(&self, word: &str) -> (Symbol, Symbol) {
        let mut words = self.words.borrow_mut();
        let from = words.len();
        words.extend(self.grammars.iter().map(|grammar| grammar.word(word)));
        if words.iter().skip(from).all(|&word| word == WordIn::UNKNOWN) {
            words.truncate(from);
            return (Token::UNKNOWN, Token::UNKNOWN);
        }
        let row = from.checked_div(self.grammars.len()).and_then(|row| Symbol::try_from(row).ok());
        (row.unwrap_or(Token::UNKNOWN), Token::UNKNOWN)
    }
}

impl<'g> Judge<'g> {
    fn new(grammars: &'g [&'g Vocabulary]) -> Self {
        let known = Known { grammars, words: RefCell::default() };
        Self { grammars, tokens: Vec::new(), known, own: Vec::new() }
    }

    fn best(&mut self, text: &str, sample: usize) -> Option<usize> {
        let sample = Span::new(0, text.len()).head(text, sample);
        self.tokens.clear();
        self.known.words.borrow_mut().clear();
        tokenize(text, sample, &self.known, &mut self.tokens);
        let (mut best, mut top, mut alone) = (None, 0, false);
        for index in 0..self.grammars.len() {
            let score = self.score(index);
            if best.is_none() || score > top {
                (best, top, alone) = (Some(index), score, true);
            } else if score == top {
                alone = false;
            }
        }
        best.filter(|_| alone && top >= LEAST)
    }

    /// How well the words fit a grammar, in thousandths of them.
    fn score(&mut self, index: usize) -> usize {
        let Some(grammar) = self.grammars.get(index) else { return 0 };
        let words = self.known.words.borrow();
        let known = |token: &Token| {
            let place = usize::from(token.symbol).checked_mul(self.grammars.len())?.checked_add(index)?;
            words.get(place).copied()
        };
        self.own.clear();
        let (mut hits, mut all, mut covered) = (0usize, 0, 0usize);
        for (at, token) in self.tokens.iter().enumerate().filter(|(_, token)| token.shape == Shape::Word) {
            all += 1;
            let word = known(token).unwrap_or(WordIn::UNKNOWN);
            if word.tells {
                if self.own.is_empty() {
                    self.own.extend(self.tokens.iter().map(|token| {
                        let word = known(token).unwrap_or(WordIn::UNKNOWN);
                        Token { symbol: word.symbol, stem: word.stem, ..*token }
                    }));
                }
                let rest = self.own.get(at..).unwrap_or_default();
                let longest = |class| grammar.longest(rest, class).map_or(0, |(length, _)| length);
                // Headings have no frequent words; being a heading is as good.
                covered = longest(classes::DETECT)
                    .max(longest(classes::HEADING))
                    .max(longest(classes::DOCUMENT))
                    .max(covered);
            }
            hits += usize::from(covered > 0) + usize::from(word.lettered);
            covered = covered.saturating_sub(1);
        }
        (hits * 1000).checked_div(all).unwrap_or(0)
    }
}
