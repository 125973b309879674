//! Markers that are a number and its punctuation: `1.`, `IV-`, `a)`, `2.1.`, `01`, `(3)`.
//!
//! They are the most common form and the easiest to mistake for a figure, so most of what is said here is what is none.

use super::candidate::{Candidate, Style, System, Wrapping};
use super::numeral::{MOST, misread_digit};
use super::scanner::Scanner;
use crate::grammar::classes;
use crate::scan::Line;
use crate::text::{Shape, Token, length};

impl Scanner<'_, '_, '_> {
    /// `(1)`, `(a)`, `(一)`: the bracket stands at token `at`.
    pub(super) fn parenthesised(&self, at: usize, found: &mut Vec<Candidate>) {
        for (system, number, after) in self.numerals(at + 1) {
            if self.token(after).is_some_and(|token| token.is(')')) || self.is_misread_bracket(at, after) {
                let style = Style::new(system, Wrapping::Parentheses, 1);
                self.push(found, at, after + 1, (at + 1, after), style, number, None);
            }
        }
    }

    /// `（二〉`, `(2]`: where a line begins a scan has taken another bracket for the one that closes.
    fn is_misread_bracket(&self, open: usize, at: usize) -> bool {
        let bracket = |token: &Token| matches!(token.shape, Shape::Punct('〉' | '>' | ']' | '}' | '"'));
        open == self.line.tokens.0 && self.token(at).is_some_and(|token| !token.spaced && bracket(token))
    }

    /// `1.`, `IV-`, `a)`, `2.1.`, `01`.
    pub(super) fn numbered(&self, at: usize, found: &mut Vec<Candidate>) {
        let misread = || at == self.line.tokens.0 && self.is_dotted(at) && self.component(at).is_some();
        if self.token(at).is_some_and(|token| token.shape == Shape::Digits) || misread() {
            self.arabic(at, found);
            return;
        }
        if at == self.line.tokens.0 && self.is_dotted(at) && !self.is_glued_year(at + 2) {
            self.lettered(at, found);
            return;
        }
        for (system, number, after) in self.numerals(at) {
            let rest = self.page.tokens.get(after..self.line.tokens.1).unwrap_or_default();
            let suffix = self.grammar.vocabulary.longest(rest, classes::MARKER_AFTER);
            let alone = |keyword: u16| self.grammar.keyword(keyword).is_some_and(|keyword| !keyword.starts);
            if let Some((length, keyword)) =
                suffix.filter(|&(_, keyword)| alone(keyword) && at == self.line.tokens.0)
            {
                let style = Style::new(system, Wrapping::Suffix(keyword), 1);
                self.push(found, at, after + length, (at, after + length), style, number, None);
                continue;
            }
            let alone =
                system == System::RomanUpper && at == self.line.tokens.0 && after == self.line.tokens.1;
            if alone && self.line.blank_before {
                // A Roman number on a line of its own, the heading below it.
                let style = Style::new(system, Wrapping::Bare, 1);
                self.push(found, at, after, (at, after), style, number, None);
                continue;
            }
            let Some((wrapping, end)) = self.closer(after) else { continue };
            if system == System::LetterUpper && self.is_initialed(at) {
                continue;
            }
            // `hành vi - Lồng ghép`: within a line a dash apart is none of a small numeral.
            let small = matches!(system, System::LetterLower | System::RomanLower) && at > self.line.tokens.0;
            if small && self.is_whole() && self.token(after).is_some_and(|mark| mark.is('-') && mark.spaced) {
                continue;
            }
            let style = Style::new(system, wrapping, 1);
            self.push(found, at, end, (at, after), style, number, None);
        }
    }

    /// Whether a line is a name with two initials or more before it: `А.Д. Лугов`, `T. R. N. Hale,`.
    fn is_initialed(&self, at: usize) -> bool {
        let one = |token: &Token| token.capital && length(token.span.of(self.page.source)) == 1;
        let initial = |pair: &&[Token]| matches!(pair, [letter, mark] if one(letter) && mark.is('.'));
        let tokens = self.page.tokens_of(self.line);
        let initials = tokens.chunks_exact(2).take_while(initial).count();
        let name = tokens.get(initials * 2..).unwrap_or_default();
        at == self.line.tokens.0
            && initials > 1
            && matches!(name, [word] | [word, _] if word.capital && word.shape == Shape::Word)
            && name.get(1).is_none_or(|comma| comma.is(','))
    }

    fn arabic(&self, at: usize, found: &mut Vec<Candidate>) {
        /// Candidates that may stand between two points of a list: a dash, a number at the start of a line.
        const NEAR: usize = 12;
        let starts = at == self.line.tokens.0;
        let (path, end) = self.path(at);
        let Some(&number) = path.last() else { return };
        if path.iter().any(|&part| part > MOST) {
            return;
        }
        if let &[number, 0] = path.as_slice()
            && number > 0
        {
            self.rounded(at, end, number, found);
            return;
        }
        if number == 0 {
            return;
        }
        let depth = u8::try_from(path.len()).unwrap_or(u8::MAX);
        let parent = path.len().checked_sub(2).and_then(|before| path.get(before)).copied();
        if let Some((wrapping, after)) = self.closer(end) {
            let style = Style::new(System::Arabic, wrapping, depth);
            self.push(found, at, after, (at, end), style, number, parent);
            if starts
                && depth == 1
                && let Some(letter) = self.misread_letter(at)
            {
                // Behind `а)` the digit may be the letter of its shape; elsewhere nothing says so.
                let style = Style::new(System::LetterLower, wrapping, depth);
                let alike = |last: Style| last.system == style.system && last.wrapping == style.wrapping;
                let before = |last: &Candidate| alike(last.style) && last.number + 1 == letter;
                if found.iter().rev().take(NEAR).any(before) {
                    self.push(found, at, after, (at, end), style, letter, None);
                }
            }
        } else if depth == 1 && self.is_misread_stop(at, end) {
            let style = Style::new(System::Arabic, Wrapping::Plain, depth);
            self.push(found, at, end + 1, (at, end), style, number, parent);
        } else if starts && end == self.line.tokens.1 && depth == 1 {
            let style = Style::new(System::Arabic, Wrapping::Bare, depth);
            self.push(found, at, end, (at, end), style, number, parent);
        } else if (starts || self.is_whole())
            && depth > 1
            && self.token(end).is_some_and(|next| {
                next.spaced
                    && next.shape == Shape::Word
                    && (next.capital || self.first_letter_is_unspaced(end) || self.counts_on(at, end, &path))
            })
        {
            // `1.1 Text`, without a closing mark; `99.1 kilometres` goes on with the line before.
            let style = Style::new(System::Arabic, Wrapping::Plain, depth);
            self.push(found, at, end, (at, end), style, number, parent);
        } else if starts && (self.heads_line(end) || self.is_padded(at, end)) {
            // `3  Our objectives`
            let style = Style::new(System::Arabic, Wrapping::Bare, depth);
            self.push(found, at, end, (at, end), style, number, parent);
        }
    }

    /// `01 渔港改造工程：新建……` near `02 ……`: a zero before a single digit and a blank behind it make no figure before ideographs,
    /// where the number before or after begins a line near it.
    fn is_padded(&self, at: usize, end: usize) -> bool {
        const LENGTH: usize = 2;
        /// Lines looked over on either side: those of two long items.
        const NEAR: usize = 8;
        let padded = |number: &Token| {
            let digits = number.digits(self.page.source);
            number.integer(self.page.source).filter(|_| digits.len() == LENGTH && digits.starts_with('0'))
        };
        let Some(number) = self.token(at).and_then(padded) else { return false };
        let beside = |line: &Line| {
            let other = self.page.tokens_of(line).first().and_then(padded);
            other.is_some_and(|other| other.abs_diff(number) == 1)
        };
        let near = self.index.saturating_sub(NEAR)..(self.index + NEAR + 1).min(self.page.lines.len());
        let quoted = usize::from(self.token(end).is_some_and(|next| next.is('"')));
        self.token(end).is_some_and(|next| next.spaced)
            && self.first_letter_is_unspaced(end + quoted)
            && self.page.lines.get(near).is_some_and(|lines| lines.iter().any(beside))
    }

    /// `3.2 lower the fees;` between `3.1` and `3.3`: the line above has ended, and one near begins with the number before or
    /// after. A scale or a unit makes `3.2 million`, `3.2 tonnes` a figure wherever it stands.
    fn counts_on(&self, at: usize, end: usize, path: &[u32]) -> bool {
        /// Lines looked over on either side: those of two long items.
        const NEAR: usize = 8;
        let Some((&number, above)) = path.split_last() else { return false };
        let starts = at == self.line.tokens.0;
        let rest = self.page.tokens.get(end..self.line.tokens.1).unwrap_or_default();
        let vocabulary = &self.grammar.vocabulary;
        let counts =
            || [classes::UNIT, classes::SCALE].iter().any(|&class| vocabulary.longest(rest, class).is_some());
        let beside = |line: &Line| {
            let parts = self.page.tokens_of(line).chunks(2).take(path.len());
            let mut parts = parts.map(|part| part.first().and_then(|part| part.integer(self.page.source)));
            let below = above.iter().all(|&part| parts.next() == Some(Some(part)));
            below && parts.next().flatten().is_some_and(|other| other.abs_diff(number) == 1)
        };
        starts && self.has_ended_above() && !counts() && {
            let near = self.index.saturating_sub(NEAR)..(self.index + NEAR + 1).min(self.page.lines.len());
            self.page.lines.get(near).is_some_and(|lines| lines.iter().any(beside))
        }
    }

    /// `A.1 Roads`, `II.3. Bridges`: a number in parts below a capital letter or a Roman number, which may be either.
    fn lettered(&self, at: usize, found: &mut Vec<Candidate>) {
        let (path, end) = self.path(at + 2);
        let Some((&number, above)) = path.split_last() else { return };
        let capital = |next: &Token| {
            next.spaced && next.shape == Shape::Word && (next.capital || next.is_unspaced(self.page.source))
        };
        let to = match self.closer(end) {
            Some((_, after)) => after,
            None if self.token(end).is_some_and(capital) => end,
            None => return,
        };
        if path.iter().any(|&part| part == 0 || part > MOST) {
            return;
        }
        let depth = u8::try_from(path.len() + 1).unwrap_or(u8::MAX);
        for (system, first, _) in self.numerals(at) {
            if matches!(system, System::LetterUpper | System::RomanUpper) {
                let parent = above.last().copied().unwrap_or(first);
                let style = Style::new(System::Arabic, Wrapping::Plain, depth);
                self.push(found, at, to, (at, end), style, number, Some(parent));
            }
        }
    }

    /// The components of the number at token `at`, 2 and 1 of `2.1`, and where it ends.
    pub(super) fn path(&self, at: usize) -> (Vec<u32>, usize) {
        let mut path = Vec::new();
        let mut end = at;
        while let Some(number) = self.component(end).filter(|_| path.is_empty() || !self.is_spaced(end)) {
            path.push(number);
            let dotted = self.is_dotted(end) && !self.is_glued_year(end + 2);
            end += if dotted { 2 } else { 1 };
            if !dotted || path.len() > 5 {
                break;
            }
        }
        (path, end)
    }

    /// One component of a number; in `1.З.` and `З.2.` a letter stands for the digit of its shape.
    fn component(&self, at: usize) -> Option<u32> {
        let token = self.token(at)?;
        let misread = || {
            let part = self.is_dotted(at) || (at.checked_sub(2).is_some_and(|last| self.is_dotted(last)));
            let digit = misread_digit(token.span.of(self.page.source)).filter(|_| part);
            // `1.б.` stands behind `1.а.`
            digit.filter(|&digit| digit == 3)
        };
        token.integer(self.page.source).or_else(misread)
    }

    /// Whether a full stop and another component follow token `at` at once.
    fn is_dotted(&self, at: usize) -> bool {
        let digit = |token: &Token| {
            token.shape == Shape::Digits || misread_digit(token.span.of(self.page.source)) == Some(3)
        };
        self.token(at + 1).is_some_and(|dot| dot.is('.') && !dot.spaced)
            && self.token(at + 2).is_some_and(|next| !next.spaced && digit(next))
    }

    fn is_spaced(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.spaced)
    }

    /// `2.0 OBJECTIVES` above `2.1` or `(1)`: a chapter in the manner of decimal numbers, and nothing but a heading.
    /// `By then the river port handles` / `2.0 Mt of ore` is none, nor is `Windows 2.0`.
    fn rounded(&self, at: usize, end: usize, number: u32, found: &mut Vec<Candidate>) {
        const LONGEST: usize = 16;
        let (from, to) = self.line.tokens;
        let after = self.closer(end).map_or(end, |(_, after)| after);
        let word =
            self.token(after).is_some_and(|next| next.spaced && next.shape == Shape::Word && next.capital);
        let ended =
            self.token(to - 1).is_some_and(|last| matches!(last.shape, Shape::Punct('.' | ';' | ',')));
        // A figure too may begin a line that was cut to a width.
        let whole = self.has_ended_above();
        let known = self.heading_at(after).is_some() || self.shouted(after);
        let apart = whole || known || self.line.blank_before || self.line.level > 0;
        if at == from && word && !ended && apart && to - after <= LONGEST {
            let style = Style::new(System::Arabic, Wrapping::Plain, 1);
            self.push(found, at, after, (at, end), style, number, None);
        }
    }

    /// Whether the sentence of the line above has ended.
    fn has_ended_above(&self) -> bool {
        let above = self.index.checked_sub(1).and_then(|above| self.page.lines.get(above));
        above
            .and_then(|line| self.page.tokens_of(line).last())
            .is_none_or(|last| matches!(last.shape, Shape::Punct('.' | ';' | ':' | '!' | '?')))
    }

    /// `3, Build the quay` between `2.` and `4.`: a scan has taken a comma for the full stop. `12, Quay Street` and the figures
    /// of a sentence that goes on are none: the sentence above has ended, and the number is that of a list.
    fn is_misread_stop(&self, at: usize, end: usize) -> bool {
        let comma = self.token(end).is_some_and(|mark| mark.is(',') && !mark.spaced);
        let word = |next: &Token| {
            next.shape == Shape::Word && ((next.spaced && next.capital) || next.is_unspaced(self.page.source))
        };
        at == self.line.tokens.0 && comma && self.token(end + 1).is_some_and(word) && self.has_ended_above()
    }

    /// Whether the words from token `at` on are a short heading, apart from the lines around it or in capitals.
    fn heads_line(&self, at: usize) -> bool {
        const LONGEST: usize = 10;
        let (_, to) = self.line.tokens;
        let first =
            self.token(at).is_some_and(|first| first.spaced && first.shape == Shape::Word && first.capital);
        let ended = self
            .token(to - 1)
            .is_some_and(|last| matches!(last.shape, Shape::Punct(mark) if mark != '?' && mark != ')'));
        let digits = (at..to).any(|at| self.token(at).is_some_and(|token| token.shape == Shape::Digits));
        let apart = || self.line.blank_before || self.page.is_shouted(self.line);
        // A single word must be known: `1 INTRODUCTION`.
        let named = || to > at + 1 || self.heading_at(at).is_some_and(|(_, end)| end == to);
        first && !ended && !digits && to - at <= LONGEST && to > at && named() && apart()
    }
}
