//! A line that is looked through for markers, and the tests of its tokens.
//!
//! The readers of all forms of markers share them, so none of those has them.

use crate::grammar::Compiled;
use crate::scan::{Line, Page};
use crate::text::{Shape, Token};

pub(super) struct Scanner<'p, 't, 'g> {
    pub(super) page: &'p Page<'t, 'g>,
    pub(super) grammar: &'p Compiled,
    pub(super) line: &'p Line,
    pub(super) index: usize,
    /// The token behind the run-in heading that the line begins with, `Sec. 4. Actions.`: its first item may stand there.
    pub(super) run_in: Option<usize>,
    /// Somebody asks what speaks for a candidate, and not only where it stands.
    pub(super) weighs: bool,
}

impl<'p, 't, 'g> Scanner<'p, 't, 'g> {
    /// For line `index`, unless no grammar reads it.
    pub(super) fn new(page: &'p Page<'t, 'g>, line: &'p Line, index: usize) -> Option<Self> {
        Some(Self { page, grammar: page.grammar_of(line)?, line, index, run_in: None, weighs: true })
    }

    pub(super) fn token(&self, at: usize) -> Option<&Token> {
        if at < self.line.tokens.1 { self.page.tokens.get(at) } else { None }
    }

    pub(super) fn first_letter_is_unspaced(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.is_unspaced(self.page.source))
    }

    /// Whether the whole document stands on the line.
    pub(super) fn is_whole(&self) -> bool {
        self.line.run >= self.page.whole
    }

    /// Whether one of `marks` stands before token `at`.
    pub(super) fn after_mark(&self, at: usize, marks: &[char]) -> bool {
        let before = at.checked_sub(1).filter(|&before| before >= self.line.tokens.0);
        before
            .and_then(|before| self.token(before))
            .is_some_and(|token| marks.iter().any(|&mark| token.is(mark)))
    }

    /// Whether the line is in capitals, in a script that has them.
    pub(super) fn is_loud(&self) -> bool {
        !self.first_letter_is_unspaced(self.line.tokens.0) && self.page.is_shouted(self.line)
    }

    /// Whether the first words after a marker are upper case.
    pub(super) fn shouted(&self, at: usize) -> bool {
        /// Marks and digits that may stand before the first words: `1. (2026) "NEW` …. A line of nothing but numbers must
        /// not be looked through from each of them.
        const NEAR: usize = 12;
        let mut words = (at..self.line.tokens.1.min(at + NEAR))
            .filter_map(|at| self.token(at))
            .filter(|t| t.shape == Shape::Word)
            .take(2);
        let first = words.next().is_some_and(|word| word.is_loud_word(self.page.source));
        first && words.next().is_none_or(|word| word.shouted)
    }
}

pub(super) fn starts_word(token: &Token) -> bool {
    token.shape == Shape::Word
}
