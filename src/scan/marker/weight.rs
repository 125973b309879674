//! How much the surroundings of a candidate speak for it, in tenths of a unit of cost.
//!
//! What a marker looks like, the other files say; what its capital, its place in the line and the words before it are worth
//! is weighed here alone.

use super::candidate::{Candidate, Style, System, Wrapping};
use super::numeral::misread_digit;
use super::scanner::Scanner;
use super::symbol::is_bullet;
use crate::grammar::classes;
use crate::text::{Shape, Span, Token};

impl Scanner<'_, '_, '_> {
    /// Adds the candidate of tokens `from` to `to`, weighed.
    #[expect(clippy::too_many_arguments, reason = "the parts of a candidate, each found by another rule")]
    pub(super) fn push(
        &self,
        found: &mut Vec<Candidate>,
        from: usize,
        to: usize,
        label: (usize, usize),
        style: Style,
        number: u32,
        parent: Option<u32>,
    ) {
        let span = |from: usize, to: usize| match (
            self.token(from),
            to.checked_sub(1).and_then(|last| self.token(last)),
        ) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        };
        let starts = from == self.line.tokens.0;
        let style = Style { level: if starts { self.line.level } else { 0 }, ..style };
        let heading = if self.weighs { self.heading_at(to).map(|(heading, _)| heading) } else { None };
        let shouted = self.weighs && self.shouted(to);
        let weight = if self.weighs { self.weight(from, to, style, number, heading, shouted) } else { 0 };
        // `A.  whereas …`: grounds hold none of what is resolved below them.
        let front = self.weighs && self.page.phrase(self.line, to, classes::RECITAL).is_some();
        found.push(Candidate {
            style,
            number,
            parent,
            line: self.index,
            grammar: self.line.grammar,
            tokens: (from, to),
            span: span(from, to),
            label: span(label.0, label.1),
            weight,
            heading,
            shouted,
            front,
            leads: false,
            part: 0,
        });
    }

    /// How much the surroundings speak for a marker, in tenths.
    fn weight(
        &self,
        from: usize,
        to: usize,
        style: Style,
        number: u32,
        heading: Option<u16>,
        shouted: bool,
    ) -> i32 {
        let starts = from == self.line.tokens.0;
        let next = self.token(to);
        let unspaced = self.first_letter_is_unspaced(to);
        let capital = next.is_some_and(|next| next.capital || next.is('"') || next.is('*')) || unspaced;
        let bullet = matches!(style.wrapping, Wrapping::Bullet(_));
        let keyword = style.wrapping.is_keyword();
        // `as follows: a) roads; b) bridges; - dams`
        let closed = matches!(style.wrapping, Wrapping::Closed | Wrapping::Parentheses);
        let item = bullet || closed || style.depth > 1;
        let run_in = !starts && !self.is_whole() && self.is_run_in(from, style);
        let listed = run_in || (item && self.is_whole() && self.is_listed(from));
        let first = self.run_in == Some(from) && number == 1 && closed;
        let mut weight = match () {
            () if starts => 45,
            () if first || run_in => 25,
            () => self.inline(from, to),
        };
        weight += match next {
            None if starts => -5,
            None => -60,
            Some(_) if capital => 10,
            Some(next) if next.shape == Shape::Digits => -15,
            Some(_) if bullet && starts => 0,
            Some(_) if starts => -15,
            Some(_) if listed => 0,
            Some(_)
                if self.is_whole() && (style.wrapping == Wrapping::Closed || self.is_sole_bullet(from)) =>
            {
                5
            }
            Some(_) if closed && self.is_whole() => -10,
            Some(_) => -25,
        };
        if heading.is_some() {
            weight += if shouted || keyword { 50 } else { 15 };
        }
        if style.level > 0 {
            weight += 30;
        }
        // A letter is a digit, and a comma a full stop, only where one is missing.
        let comma = to.checked_sub(1).and_then(|last| self.token(last)).is_some_and(|last| last.is(','));
        let letter = style.system == System::Arabic
            && self.token(from).is_some_and(|first| misread_digit(first.span.of(self.page.source)).is_some());
        let roman = style.system == System::RomanUpper && self.misread_roman(from).is_some();
        if (letter || roman || comma) && !keyword {
            weight -= 20;
        }
        if number > 40 && !keyword {
            weight -= 15;
        }
        if style.wrapping == Wrapping::Bare && next.is_none() {
            let zero = self.token(from).is_some_and(|token| token.digits(self.page.source).starts_with('0'));
            let roman = style.system == System::RomanUpper;
            weight += match (zero, roman) {
                (true, _) => 10,
                (false, true) => -15,
                (false, false) => -40,
            };
        }
        if self
            .page
            .phrase(self.line, from, classes::ABBREVIATION)
            .is_some_and(|(length, _)| from + length >= to)
        {
            // `г. Озёрск`, `TP. Huế`: a letter and a full stop are an abbreviation as well.
            weight -= 40;
        }
        if keyword && !starts {
            // `theo khoản 2 Điều 5`: inline, a keyword is nearly always a reference.
            let whole = self.is_whole() && capital;
            weight -= match () {
                () if shouted => 20,
                () if whole && self.after_mark(from, &[';', ':', '.']) => 0,
                () if whole => 15,
                () => 45,
            };
        } else if keyword && !capital && next.is_some() {
            weight -= 20;
        }
        weight
    }

    /// Whether the words before token `at` end, or lead to a list: `roads; and (b) bridges`, `By 2035- (A) not`.
    fn is_listed(&self, at: usize) -> bool {
        self.after_mark(at, &[';', ':', '.']) || self.after_lead(at) || self.is_joined(at)
    }

    /// Whether a marker within a paragraph is one of several that stand there: `as follows: - roads; - bridges`, `5.1. The fund
    /// is small. 5.2. The council reports.`
    fn is_run_in(&self, at: usize, style: Style) -> bool {
        match style.wrapping {
            Wrapping::Bullet(mark) => self.is_bulleted(at, mark),
            Wrapping::Plain if style.depth > 1 => self.is_numbered_on(at),
            _ => false,
        }
    }

    /// Whether a bullet between blanks stands behind a colon or a semicolon, and the next or the last one near it as well.
    fn is_bulleted(&self, at: usize, mark: char) -> bool {
        /// Tokens of a point.
        const NEAR: usize = 60;
        let bullet = |at: usize| {
            let apart = |at: usize| self.token(at).is_some_and(|token| token.spaced);
            self.token(at).is_some_and(|token| token.is(mark)) && apart(at) && apart(at + 1)
        };
        let listed = |&at: &usize| bullet(at) && self.after_mark(at, &[';', ':']);
        let next = || (at + 1..at + NEAR).find(listed).is_some_and(|next| self.after_mark(next, &[';']));
        let last = || (at.saturating_sub(NEAR).max(self.line.tokens.0)..at).any(|last| listed(&last));
        listed(&at) && (last() || next())
    }

    /// Whether `5.2.` stands behind the end of a sentence on a line that opens with `5.1.`; "in accordance with p. 5.2." is none.
    fn is_numbered_on(&self, at: usize) -> bool {
        let sentence = self.after_mark(at, &['.', ';'])
            && at
                .checked_sub(2)
                .is_none_or(|before| self.page.phrase(self.line, before, classes::ABBREVIATION).is_none());
        let last = |at: usize| self.path(at).0.split_last().map(|(&last, above)| (last, above.to_vec()));
        let opening = || last(self.line.tokens.0).zip(last(at));
        sentence && opening().is_some_and(|((first, above), (number, own))| above == own && number > first)
    }

    /// Whether the word that joins the last point to the others stands before token `at`: `roads; and (b) bridges`.
    fn is_joined(&self, at: usize) -> bool {
        let before = at.saturating_sub(2).max(self.line.tokens.0)..at;
        let joins = |&start: &usize| {
            let phrase = self.page.phrase(self.line, start, classes::CONNECTOR);
            phrase.is_some_and(|(length, _)| start + length == at)
        };
        before.filter(joins).any(|start| self.after_mark(start, &[';', ',']))
    }

    /// Whether token `at` is a bullet that is nothing else in a sentence; a dash or a star may be.
    fn is_sole_bullet(&self, at: usize) -> bool {
        let bullet = |token: &Token| matches!(token.shape, Shape::Punct(mark) if is_bullet(mark) && !matches!(mark, '-' | '*' | '→' | '·'));
        let apart = self.token(at).is_some_and(|token| token.spaced && bullet(token));
        apart && self.token(at + 1).is_some_and(|next| next.spaced && next.shape == Shape::Word)
    }

    /// Whether a dash that closes up to the word before leads to token `at`: `By 2035- (A)`.
    fn after_lead(&self, at: usize) -> bool {
        let dash =
            at.checked_sub(1).filter(|&before| before > self.line.tokens.0).and_then(|at| self.token(at));
        dash.is_some_and(|dash| dash.is('-') && !dash.spaced)
            && self.token(at).is_some_and(|token| token.spaced)
    }

    /// Whether token `at` stands in parentheses that began a few words before: `(далее — Программа)`.
    fn is_in_parentheses(&self, at: usize) -> bool {
        const NEAR: usize = 6;
        let before = (at.saturating_sub(NEAR).max(self.line.tokens.0)..at).rev();
        let mark = before.filter_map(|at| self.token(at)).find(|token| token.is('(') || token.is(')'));
        mark.is_some_and(|mark| mark.is('('))
    }

    fn is_slashed_letter(&self, at: usize) -> bool {
        let letter = self.token(at).is_some_and(|token| token.shape == Shape::Word && !token.capital);
        let slash = self.token(at + 1).is_some_and(|mark| mark.is('/') && !mark.spaced);
        letter && slash && self.token(at + 2).is_some_and(|next| next.spaced && next.capital)
    }

    /// The weight of a place inside a line: the longer the line, the likelier it holds whole sections.
    fn inline(&self, at: usize, to: usize) -> i32 {
        const SEVERAL_ITEMS: usize = 1000;
        let before = at.checked_sub(1).and_then(|before| self.token(before));
        let mut weight = match self.line.run {
            _ if self.is_whole() => 5,
            SEVERAL_ITEMS.. => -20,
            _ if self.page.dense => -20,
            _ => -35,
        };
        weight += match before.map(|token| token.shape) {
            _ if self.is_whole() && (self.after_lead(at) || self.is_joined(at)) => 20,
            _ if self.is_whole() && self.is_in_parentheses(at) => -40,
            Some(Shape::Word) if self.is_whole() && self.is_sole_bullet(at) => 10,
            // `system a/ Complete`, `by 2030 a/ Economy`: no word of a sentence looks like that.
            Some(Shape::Word | Shape::Digits) if self.is_slashed_letter(at) => 10,
            Some(Shape::Punct('.' | ';' | ':' | '!' | '?' | '…')) => 20,
            Some(Shape::Punct(')' | '"')) => 0,
            Some(Shape::Punct(_)) => -40,
            // `By 2030 - Potential`: a dash before a capital begins a point, before a digit it is a range.
            Some(Shape::Digits) if self.token(at + 1).is_some_and(|next| next.capital) => -5,
            Some(Shape::Digits) => -15,
            Some(Shape::Word) => {
                // `II. SITUATION 1) After five years`: after a heading in capitals, or one that is known, the first item begins.
                let headed = before.is_some_and(|token| token.is_loud_word(self.page.source))
                    || (self.is_whole() && self.ends_heading(at));
                // One letter is no word in capitals: `I. GOALS 1. A safe street`.
                let sentence =
                    self.token(to).is_some_and(|next| next.capital && !next.is_loud_word(self.page.source));
                if headed && sentence {
                    return weight + 15;
                }
                // `Hà Nội - Hải Phòng`: a dash between names is none; "đổi số - Các cấp" may be one.
                if before.is_some_and(|token| token.capital && !token.shouted) { -15 } else { -5 }
            }
            None => 0,
        };
        weight
    }

    /// Whether the words between a marker and token `at` are a heading that is known: `II. Principles 4. The`.
    fn ends_heading(&self, at: usize) -> bool {
        /// Tokens of such a heading.
        const LONGEST: usize = 8;
        let first = at.saturating_sub(LONGEST).max(self.line.tokens.0 + 2);
        let mark = |at: usize| {
            self.token(at).is_some_and(|mark| matches!(mark.shape, Shape::Punct('.' | ')' | '-' | '/')))
        };
        let Some(start) = (first..at).rev().find(|&start| mark(start - 1)) else { return false };
        let known = self.heading_at(start).is_some_and(|(_, end)| end == at);
        // `Target 1.2` is a marker itself.
        let keyword = self.page.phrase(self.line, start, classes::MARKER_BEFORE);
        known
            && self.numerals(start - 2).next().is_some()
            && keyword.is_none_or(|(length, _)| start + length < at)
    }
}
