//! Markers that name what they number: `Điều 3.`, `Phần thứ nhất`, `第五条`, `Objectif 2.1`.
//!
//! The word says what is counted, and the number may be one that counts nowhere else, so they are read apart from bare numbers.

use super::candidate::{Candidate, Style, System, Wrapping};
use super::numeral::{MOST, misread_digit};
use super::scanner::Scanner;
use crate::grammar::classes;
use crate::text::Shape;

/// What a marker counts.
#[derive(Clone, Copy)]
pub(super) struct Numeral {
    number: u32,
    /// The part before it: 2 of `2.1`.
    parent: Option<u32>,
    system: System,
}

impl Scanner<'_, '_, '_> {
    /// Adds the keyword with its number at token `at`; whether there is one.
    pub(super) fn keyworded(&self, at: usize, found: &mut Vec<Candidate>) -> bool {
        let Some((end, Numeral { number, parent, system }, keyword)) = self.keyword(at) else { return false };
        let item = self.grammar.keyword(keyword).is_some_and(|keyword| keyword.item);
        let wrapping = if item { Wrapping::Named(keyword) } else { Wrapping::Keyword(keyword) };
        let depth = if parent.is_some() { 2 } else { 1 };
        self.push(found, at, end, (at, end), Style::new(system, wrapping, depth), number, parent);
        // `Раздел З.` between `Раздел 2.` and `Раздел 4.`
        let letter = matches!(system, System::LetterUpper | System::LetterLower);
        let digit = (at..end)
            .filter(|_| letter)
            .filter_map(|at| self.token(at))
            .find_map(|token| misread_digit(token.span.of(self.page.source)));
        if let Some(digit) = digit {
            let style = Style::new(System::Arabic, wrapping, depth);
            self.push(found, at, end, (at, end), style, digit, parent);
        }
        true
    }

    /// `31/03` of `MIN 31/03:` is the third item of a meeting, `3/2026` that of a year: the number that counts, and the end.
    fn paired(&self, number: u32, at: usize) -> Option<(u32, usize)> {
        let slash = self.token(at).filter(|slash| slash.is('/') && !slash.spaced)?;
        let second =
            self.token(at + 1).filter(|part| !part.spaced && slash.span.end() == part.span.start())?;
        let part = second.integer(self.page.source)?;
        let counts = if second.is_year_long(self.page.source) { number } else { part };
        (1..=MOST).contains(&counts).then_some((counts, at + 2))
    }

    /// `Điều 3.`, `Phần thứ nhất`, `第五条`: end, number, system and keyword.
    pub(super) fn keyword(&self, at: usize) -> Option<(usize, Numeral, u16)> {
        let rest = |from: usize| self.page.tokens.get(from..self.line.tokens.1).unwrap_or_default();
        let words = &self.grammar.vocabulary;
        let (length, keyword) = words.longest(rest(at), classes::MARKER_BEFORE)?;
        // `§` has no capital.
        let first = self.token(at)?;
        let capital = first.capital || first.shape != Shape::Word || self.first_letter_is_unspaced(at);
        let from = at + length;
        let ordinal = words.longest(rest(from), classes::ORDINAL);
        let ordinal = ordinal.and_then(|(length, index)| {
            Some((System::Words, self.grammar.ordinals.get(usize::from(index)).copied()?, from + length))
        });
        let numeral = ordinal.or_else(|| self.numerals(from).next());
        let (system, mut number, mut end) = numeral.filter(|_| capital)?;
        // `ЦЕЛЬ И ЗАДАЧИ`: "and", and no ninth letter; the words go on as a heading.
        let heading = self.heading_at(at).map(|(_, end)| end);
        if heading.is_some_and(|heading| heading > end) {
            return None;
        }
        // `Book a meeting`, `Part v of the plan`: an article, and a number within a sentence.
        let small = matches!(system, System::LetterLower | System::RomanLower);
        if small && self.token(end).is_some_and(|next| next.spaced && next.is_small_word(self.page.source)) {
            return None;
        }
        // `PART I-A]   Hallem, May 5, 2026   [No. 12`: where in a gazette the page stands.
        const EDGE: usize = 10;
        let bracket =
            (end..end + EDGE).filter_map(|at| self.token(at)).find(|token| token.is('[') || token.is(']'));
        if bracket.is_some_and(|bracket| bracket.is(']')) {
            return None;
        }
        // `Objectif 2.1`: the last part counts.
        let mut parent = None;
        while let Some(part) = self.dotted(end) {
            (parent, number) = (Some(number), part);
            end += 2;
        }
        if self.grammar.keyword(keyword).is_some_and(|keyword| keyword.paired) {
            (number, end) = self.paired(number, end)?;
        }
        // `III. MỤC TIÊU 1. Đến năm 2030`, all on one line: the number begins an item below the heading.
        let starts = at == self.line.tokens.0;
        if !starts && heading.is_some() && self.token(end).is_some_and(|mark| mark.is('.')) {
            return None;
        }
        let numeral = Numeral { number, parent, system };
        if self.grammar.keyword(keyword).is_some_and(|keyword| keyword.ends) {
            // `第五条`: several keywords share the word before; the word after tells them apart.
            let (length, which) = words.longest(rest(end), classes::MARKER_AFTER)?;
            end += length;
            return Some((self.skip_closer(end), numeral, which));
        }
        Some((self.skip_closer(end), numeral, keyword))
    }
}
