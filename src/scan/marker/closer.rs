//! The marks that end a marker: `.`, `)`, `-`, `/`, `、`, and two of them together.
//!
//! Numbers and keywords both end in them.

use super::candidate::Wrapping;
use super::scanner::Scanner;
use crate::text::Shape;

impl Scanner<'_, '_, '_> {
    /// The mark that ends a marker at token `at`, and where the words begin.
    pub(super) fn closer(&self, at: usize) -> Option<(Wrapping, usize)> {
        let token = self.token(at)?;
        let Shape::Punct(mark) = token.shape else { return None };
        let wrapping = match mark {
            '.' | '、' | '/' | ':' | '-' => Wrapping::Plain,
            ')' | '°' | 'º' => Wrapping::Closed,
            _ => return None,
        };
        if token.spaced && mark != '-' && mark != '.' {
            return None;
        }
        // `I.-`, `1.)`: a second mark belongs to the marker as well.
        let second = self.token(at + 1).is_some_and(|next| {
            !next.spaced && matches!(next.shape, Shape::Punct('-' | ')' | '.')) && !next.is(mark)
        });
        // `Article 2. – Objectifs`, `I. – La Région`: so do a full stop and a dash apart.
        let dash = mark == '.' && !second && self.dash_before_capital(at + 1);
        let end = at + 1 + usize::from(second || dash);
        // `57-NQ`, `0.7`, `1/3`: what follows at once is part of the same word. `1.Text` is common all the same.
        let glued = self.token(end).is_some_and(|next| {
            let word =
                next.shape == Shape::Word && (mark == '.' || mark == ')' || mark == '、') && next.capital;
            let plain = self.first_letter_is_unspaced(end)
                || matches!(next.shape, Shape::Punct('"' | '(' | '*'))
                || (mark == '.' && self.is_glued_year(end));
            !next.spaced && !word && !plain && mark != '、'
        });
        (!glued).then_some((wrapping, end))
    }

    /// `1.2027年6月底前`: the year that the words of an item begin with, in a script that sets no blank before it.
    pub(super) fn is_glued_year(&self, at: usize) -> bool {
        self.token(at).is_some_and(|year| year.is_year_long(self.page.source))
            && self.token(at + 1).is_some_and(|next| !next.spaced)
            && self.first_letter_is_unspaced(at + 1)
    }

    /// A dash between blanks, with a capital after it.
    fn dash_before_capital(&self, at: usize) -> bool {
        let starts = at <= self.line.tokens.0 + 4;
        let dash = self.token(at).is_some_and(|token| token.is('-') && token.spaced);
        starts && dash && self.token(at + 1).is_some_and(|next| next.spaced && next.capital)
    }

    /// Where the marks end that may stand behind a keyword and its number.
    pub(super) fn skip_closer(&self, at: usize) -> usize {
        let closes = self
            .token(at)
            .is_some_and(|token| matches!(token.shape, Shape::Punct('.' | ':' | '-' | ')' | '、')));
        let dash = self.token(at).is_some_and(|token| token.is('.')) && self.dash_before_capital(at + 1);
        at + usize::from(closes) + usize::from(dash)
    }
}
