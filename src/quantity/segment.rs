//! Sentences and clauses of a text, by tokens.

use super::tape::Tape;
use crate::grammar::{ClassId, classes};
use crate::text::Shape;

/// Tokens that are looked at before a quantity for what governs it. A clause of the genre has up to some 120; a
/// text without any stop must not cost its square.
pub(super) const LOOK_BACK: usize = 150;

/// Where sentences (`. ! ?`) and clauses (also `; :`) begin.
#[derive(Debug, Default)]
pub(crate) struct Segments {
    sentences: Vec<usize>,
    clauses: Vec<usize>,
    end: usize,
}

impl Segments {
    pub(crate) fn new(tape: &Tape<'_, '_>) -> Self {
        let mut segments = Self { sentences: vec![0], clauses: vec![0], end: tape.tokens.len() };
        for (at, token) in tape.tokens.iter().enumerate() {
            let Shape::Punct(mark) = token.shape else { continue };
            let sentence = match mark {
                '.' | '…' => ends_sentence(tape, at),
                '!' | '?' => true,
                _ => false,
            };
            if sentence {
                segments.sentences.push(at + 1);
            }
            if sentence
                || mark == ';'
                || (mark == ':' && tape.tokens.get(at + 1).is_none_or(|next| next.spaced))
            {
                segments.clauses.push(at + 1);
            }
        }
        segments
    }

    /// Tokens of the sentence around token `at`.
    pub(crate) fn sentence(&self, at: usize) -> (usize, usize) {
        around(&self.sentences, at, self.end)
    }

    /// Tokens of the clause around token `at`.
    pub(crate) fn clause(&self, at: usize) -> (usize, usize) {
        around(&self.clauses, at, self.end)
    }
}

fn around(starts: &[usize], at: usize, end: usize) -> (usize, usize) {
    let next = starts.partition_point(|&start| start <= at);
    (starts.get(next.saturating_sub(1)).copied().unwrap_or(0), starts.get(next).copied().unwrap_or(end))
}

/// Whether the full stop at token `at` ends a sentence: not `TP. Hồ Chí Minh`, `0.7`, `т.е.`.
fn ends_sentence(tape: &Tape<'_, '_>, at: usize) -> bool {
    let Some(next) = tape.tokens.get(at + 1) else { return true };
    let mark = tape.tokens.get(at).map(|token| token.span.of(tape.source)).unwrap_or_default();
    let ideographic = next.is_unspaced(tape.source);
    if mark == "。" || ideographic {
        return true;
    }
    let abbreviation = (at.saturating_sub(4)..at).any(|start| {
        // The first stop of `sq. ft.` ends nothing either.
        tape.phrase(start, classes::ABBREVIATION).is_some_and(|phrase| start + phrase.length >= at)
    });
    next.spaced && (!abbreviation || is_figure_before_opening(tape, at))
}

/// Whether the stop at token `at` abbreviates the unit of a figure, and the next word has its capital only because it begins a
/// sentence: `60 млн руб. В прошлом году`, but not `в 2024 г. Москва`.
fn is_figure_before_opening(tape: &Tape<'_, '_>, at: usize) -> bool {
    /// "60 тыс. кв. м."
    const UNIT: usize = 6;
    const OPENS: [ClassId; 7] = [
        classes::STOP,
        classes::ADVERBIAL,
        classes::LEAD,
        classes::OPENER,
        classes::CONNECTOR,
        classes::DETERMINER,
        classes::ARTICLE,
    ];
    let opens = tape.tokens.get(at + 1).is_some_and(|next| next.capital)
        && OPENS.iter().any(|&class| tape.has(at + 1, class));
    let unit = (at.saturating_sub(UNIT)..at).any(|start| {
        let ends = |length: usize| (at..=at + 1).contains(&(start + length));
        let figure = start.checked_sub(1).is_some_and(|before| {
            tape.has(before, classes::SCALE)
                || tape.tokens.get(before).is_some_and(|token| token.shape == Shape::Digits)
                || (tape.is(before, '.') && before > 0 && tape.has(before - 1, classes::SCALE))
        });
        figure
            && [classes::UNIT, classes::ABBREVIATION]
                .iter()
                .any(|&class| tape.phrase(start, class).is_some_and(|phrase| ends(phrase.length)))
    });
    opens && unit
}
