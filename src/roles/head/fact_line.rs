//! Lines of number, date or place around the title: `от 14 мая 2025 г. № 204`.
//!
//! Whatever form the title has, they may stand below it, so they are told apart from it here and read later.

use super::dates::{dates, full_date};
use super::lines::{Head, words};
use super::place::{place_in_cell, place_of};
use crate::grammar::{Slot, classes};
use crate::scan::{Line, LineRole, Page};
use crate::text::{Shape, Span, is_ended, length};

impl<'a> Head<'a> {
    /// A line with number, date or place of issue between the kind and the title: `от 14 мая 2025 г. № 204`.
    pub(super) fn is_fact_line(&self, page: &Page<'a, '_>, line: &Line) -> bool {
        const LONGEST_FACT: usize = 18;
        const FEW_WORDS: usize = 10;
        /// Characters before the date.
        const NEAR: usize = 40;
        let before = |span: Span| length(Span::new(line.span.start(), span.start()).of(page.source));
        let place = page.phrase(line, line.tokens.0, classes::PLACE).is_some();
        // `**No. 7/2031**`
        let marks = page.tokens_of(line).iter().take_while(|token| token.is('*') || token.is('_')).count();
        let number = page.phrase(line, line.tokens.0 + marks, classes::NUMBER_LABEL).is_some();
        let dated = page.grammar_of(line).is_some_and(|grammar| {
            dates(page, line.span, grammar).any(|(span, date)| date.day().is_some() && before(span) < NEAR)
        });
        let titled = page.phrase(line, line.tokens.0, classes::TITLE).is_some();
        // `Passed at the 9th ordinary meeting of the Board, Port Sel, 26 February 2026`
        let adopted = || {
            page.phrase(line, line.tokens.0, classes::ADOPTED).is_some()
                && page
                    .grammar_of(line)
                    .and_then(|grammar| full_date(page, line.span, grammar))
                    .is_some_and(|(date, _)| date.end() >= words(page, line).end())
        };
        // A number has many parts: `No. F-7/88/2031/LX  Hallem, dated 4th March 2031`.
        let words = page.tokens_of(line).iter().filter(|token| token.spaced).count();
        let short = page.tokens_of(line).len() < LONGEST_FACT || (number && dated && words < FEW_WORDS);
        short && (number || is_named_number(page, line) || ((place || dated) && !titled)) || adopted()
    }

    /// Lines below the title that are nothing but a number or a place: `№ Пр-37`, `г. Озёрск`. The motto of a meeting, all in
    /// quotation marks, may stand above them.
    pub(super) fn facts_below(&mut self, page: &Page<'a, '_>, upto: usize) {
        const MOST: usize = 3;
        let Some(title) = self.titles().max() else { return };
        for index in title + 1..upto.min(title + 1 + MOST) {
            let Some(line) = page.lines.get(index).filter(|_| self.is_free(page, index)) else { break };
            if index == title + 1 && is_motto(page, line) {
                continue;
            }
            let (place, words) = (place_of(page, line), words(page, line));
            let end = words.end();
            // `г. Озёрск` and the date in a column of its own, without any number; or the date before it.
            let date = || page.grammar_of(line).and_then(|grammar| full_date(page, line.span, grammar));
            let dated = |place: Span| {
                date().is_some_and(|(date, _)| date.end() >= end && place.end() <= date.start())
            };
            let beside = || {
                let place = place_in_cell(page, line).filter(|place| place.end() == end);
                place.is_some() && date().is_some_and(|(date, _)| date.start() == words.start())
            };
            let place = place.map_or_else(beside, |place| place.end() == end || dated(place));
            if !place && page.sole_number(line).is_none() {
                break;
            }
            self.roles.push((index, LineRole::Header));
        }
    }

    /// Lines of number and date right below the title.
    pub(super) fn loose_facts(&mut self, page: &Page<'a, '_>, from: usize) {
        const MOST: usize = 4;
        for index in from..from + MOST {
            let Some(line) = page.lines.get(index) else { break };
            if self.is_free(page, index) && self.is_fact_line(page, line) {
                self.roles.push((index, LineRole::Header));
            }
        }
    }

    /// `中華民國116年3月9日府水字第1160012345號函頒`: below a title in a script without blanks, a day and a number that begin a line
    /// which is no sentence.
    pub(super) fn imprints(&mut self, page: &Page<'a, '_>, from: usize) {
        const MOST: usize = 4;
        const LONGEST: usize = 40;
        for index in from..from + MOST {
            let Some(line) = page.lines.get(index).filter(|_| self.is_free(page, index)) else { continue };
            let tokens = page.tokens_of(line);
            let Some(grammar) =
                page.grammar_of(line).filter(|_| tokens.len() <= LONGEST && !is_ended(tokens))
            else {
                continue;
            };
            let tape = page.tape(&[line.span], grammar, LONGEST);
            let opens = |at: usize| tape.span(at, at + 1).start() == line.span.start();
            let dated = tape.dates().any(|(at, date)| date.date.day().is_some() && opens(at));
            if dated && tape.references.iter().any(|found| found.get(Slot::Number).is_some()) {
                self.roles.push((index, LineRole::Header));
            }
        }
    }
}

/// `«Чистая вода – дело всех»`: a short line in quotation marks from end to end.
fn is_motto(page: &Page<'_, '_>, line: &Line) -> bool {
    const LONGEST: usize = 100;
    let [open, within @ .., close] = page.tokens_of(line) else { return false };
    let sole = !within.iter().any(|token| token.is('"'));
    open.is('"') && close.is('"') && sole && line.extent.length() <= LONGEST
}

/// `Cabinet Decision No. 31 of 2029`: a document by its number, and nothing else on the line.
fn is_named_number(page: &Page<'_, '_>, line: &Line) -> bool {
    /// Words before the kind: `Cabinet`, `City Council`.
    const BEFORE: usize = 2;
    let token = |at: usize| page.tokens.get(at).filter(|_| at < line.tokens.1);
    let first = line.tokens.0;
    let capital = |at: &usize| token(*at).is_some_and(|word| word.shape == Shape::Word && word.capital);
    let names = (first..=first + BEFORE).take_while(capital);
    let kinds = names.filter_map(|at| Some(at + page.phrase(line, at, classes::DOCUMENT)?.0));
    let labels = kinds.filter_map(|at| Some(at + page.phrase(line, at, classes::NUMBER_LABEL)?.0));
    let digits = |at: &usize| token(*at).is_some_and(|number| number.shape == Shape::Digits);
    labels.filter(digits).any(|number| {
        let rest = page.tokens.get(number + 1..line.tokens.1).unwrap_or_default();
        match rest {
            [] => true,
            [_, year] => year.is_year_long(page.source),
            _ => false,
        }
    })
}
