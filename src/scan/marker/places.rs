//! Where on a line a marker could stand, and what could begin at each place.
//!
//! Each form of a marker is read in a file of its own; this one alone knows all forms, and is the way in for a line.

use super::candidate::{Candidate, Wrapping};
use super::scanner::Scanner;
use crate::scan::{Line, Page};
use crate::text::{Shape, Token};

/// All that could be a marker on line `index`; `headed` where the line is the heading of a marker that
/// stands alone above it.
pub(super) fn line_candidates(
    page: &Page<'_, '_>,
    index: usize,
    line: &Line,
    headed: bool,
    found: &mut Vec<Candidate>,
) {
    let Some(mut scanner) = Scanner::new(page, line, index) else { return };
    let from = line.tokens.0;
    scanner.run_in = scanner.run_in_end();
    let start = found.len();
    scanner.places(found);
    let marked = found.get(start..).unwrap_or_default().iter().any(|candidate| candidate.tokens.0 == from);
    if !marked && !headed {
        let mut own = Vec::new();
        scanner.heading(start == 0, &mut own);
        found.splice(start..start, own);
    }
}

/// The tokens of all that could be a marker on line `index`, whatever speaks for it.
pub(in crate::scan) fn inline(page: &Page<'_, '_>, index: usize) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    if let Some(scanner) = page.lines.get(index).and_then(|line| Scanner::new(page, line, index)) {
        let mut scanner = Scanner { weighs: false, ..scanner };
        scanner.run_in = scanner.run_in_end();
        scanner.places(&mut found);
    }
    found.iter().map(|candidate| candidate.tokens).collect()
}

/// A heading without a number, of the whole line `index`.
pub(in crate::scan) fn heading_of(page: &Page<'_, '_>, index: usize) -> Option<Candidate> {
    let line = page.lines.get(index)?;
    Some(Scanner::new(page, line, index)?.unmarked(Wrapping::Heading, 40))
}

/// Where the heading phrase ends that begins at token `at` of line `index`.
pub(in crate::scan) fn heading_end(page: &Page<'_, '_>, index: usize, at: usize) -> Option<usize> {
    let line = page.lines.get(index)?;
    Scanner::new(page, line, index)?.heading_at(at).map(|(_, end)| end)
}

/// What could begin at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scan) enum Opening {
    /// A marker that ends before this token of the page.
    Marker(usize),
    /// A heading without one.
    Heading,
}

/// What could begin at the start of line `index`.
pub(in crate::scan) fn opening(page: &Page<'_, '_>, index: usize) -> Option<Opening> {
    let line = page.lines.get(index)?;
    let scanner = Scanner { weighs: false, ..Scanner::new(page, line, index)? };
    let mut found = Vec::new();
    scanner.at(line.tokens.0, &mut found);
    if let Some(end) = found.iter().map(|candidate| candidate.tokens.1).max() {
        return Some(Opening::Marker(end));
    }
    scanner.heading(false, &mut found);
    (!found.is_empty()).then_some(Opening::Heading)
}

impl Scanner<'_, '_, '_> {
    /// All that could be a marker on the line.
    fn places(&self, found: &mut Vec<Candidate>) {
        let (from, to) = self.line.tokens;
        let mut at = from;
        while at < to {
            let before = found.len();
            // Inline, a marker is set off by white space, or by a sentence end in scripts without blanks.
            let starts = at == from;
            let behind = self.run_in == Some(at);
            let spaced = self.page.tokens.get(at).is_some_and(|token| token.spaced);
            let apart = starts || behind || spaced || self.after_stop(at);
            if apart {
                self.at(at, found);
            }
            let sure = |candidate: &&Candidate| starts || !candidate.style.wrapping.is_keyword();
            let found = found.get(before..).unwrap_or_default();
            let longest = found.iter().filter(sure).map(|candidate| candidate.tokens.1).max();
            // After a marker at the line's start another may follow at once: `1. a)`, `- 1.`. Inline a keyword is doubtful
            // (`II- GOAL 1. By 2030`), so what it holds is looked at as well.
            at = longest.filter(|&end| end > at).unwrap_or(at + 1);
        }
    }

    fn after_stop(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|&before| before >= self.line.tokens.0);
        let stop = |token: &Token| matches!(token.shape, Shape::Punct('.' | ';' | ':' | '!' | '?'));
        let Some(before) = before.filter(|&before| self.token(before).is_some_and(stop)) else {
            return false;
        };
        // `3.5`, `8:30`: no stop.
        let digits = |at: usize| self.token(at).is_some_and(|token| token.shape == Shape::Digits);
        let within = before.checked_sub(1).is_some_and(digits) && digits(at);
        let near = before.saturating_sub(3).max(self.line.tokens.0)..at + 4;
        !within && near.into_iter().any(|at| self.first_letter_is_unspaced(at))
    }

    /// Where the text begins behind the keyword and the heading that open the line: `Sec. 4. Actions.`, `第四条　重点任务。`.
    fn run_in_end(&self) -> Option<usize> {
        const MARKS: usize = 3;
        let (end, ..) = self.keyword(self.line.tokens.0)?;
        let (_, heading) = self.heading_at(end)?;
        let mark = |at: &usize| {
            self.token(*at).is_some_and(|token| matches!(token.shape, Shape::Punct('.' | ':' | '-')))
        };
        let marks = (heading..heading + MARKS).take_while(mark).count();
        (marks > 0).then_some(heading + marks)
    }

    /// Adds what could be a marker at token `at`.
    fn at(&self, at: usize, found: &mut Vec<Candidate>) {
        let Some(token) = self.token(at) else { return };
        if self.keyworded(at, found) {
            return;
        }
        match token.shape {
            Shape::Punct('(') => self.parenthesised(at, found),
            Shape::Punct(mark) => self.marked(at, mark, found),
            Shape::Word | Shape::Digits => self.numbered(at, found),
        }
    }
}
