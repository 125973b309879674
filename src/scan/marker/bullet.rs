//! Marks that may be a bullet, and the dashes, stars and pictures that are none.
//!
//! Which characters can be one, `symbol` says; here the line around them decides.

use super::candidate::{Candidate, Style, System, Wrapping};
use super::scanner::{Scanner, starts_word};
use super::symbol::{circled, is_bullet, is_emoji};
use crate::quantity::Tape;
use crate::scan::{Line, LineRole};
use crate::text::{Shape, Token, is_space};

impl Scanner<'_, '_, '_> {
    /// Adds what the mark at token `at` could be.
    pub(super) fn marked(&self, at: usize, mark: char, found: &mut Vec<Candidate>) {
        let starts = at == self.line.tokens.0;
        match mark {
            // `-------      CỘNG HÒA XÃ HỘI`: a rule beside words.
            _ if self.is_run(at, mark) => {}
            // `——2027年2月3日在县人民代表大会上`: when and where it was read stands below the title.
            '-' if starts && self.is_dated_subtitle(at) => {}
            // `*                    Hà Nội, ngày 5 tháng 3`: the star below the name of a house, the other column beside it.
            '*' if starts && self.is_far_from_next(at) => {}
            _ => {
                if let Some(number) = circled(mark) {
                    let style = Style::new(System::Circled, Wrapping::Plain, 1);
                    self.push(found, at, at + 1, (at, at + 1), style, number, None);
                } else if is_bullet(mark)
                    && (starts || mark != '→')
                    && self.token(at + 1).is_some_and(|next| {
                        next.spaced || if mark == '-' { !starts_word(next) && !next.is('-') } else { true }
                    })
                    || (is_bullet(mark) && starts && self.token(at + 1).is_some())
                    || (starts && is_emoji(mark) && self.is_listed_emoji(mark))
                {
                    let style = Style::new(System::None, Wrapping::Bullet(mark), 0);
                    self.push(found, at, at + 1, (at, at + 1), style, 0, None);
                } else if starts && self.is_symbol_line() {
                    let style = Style::new(System::None, Wrapping::Symbol, 0);
                    self.push(found, at, self.line.tokens.1, (at, self.line.tokens.1), style, 0, None);
                }
            }
        }
    }

    /// Whether a line of the head is a dash and a day, and no list of days.
    fn is_dated_subtitle(&self, at: usize) -> bool {
        const HEAD: usize = 8;
        let (from, to) = self.line.tokens;
        let dash = |at: &usize| self.token(*at).is_some_and(|token| token.is('-'));
        let first = (at..to).find(|at| !dash(at)).and_then(|at| self.token(at));
        let Some(first) = first.filter(|first| self.index < HEAD && first.is_year_long(self.page.source))
        else {
            return false;
        };
        let next = self.page.lines.get(self.index + 1).map(|next| next.tokens.0);
        let listed = next.and_then(|next| self.page.tokens.get(next)).is_some_and(|next| next.is('-'));
        let tape = Tape::new(self.page.source, &[self.line.span], self.grammar);
        from == at
            && !listed
            && tape.dates().any(|(at, date)| {
                date.date.day().is_some() && tape.span(at, at + date.length).start() == first.span.start()
            })
    }

    /// Three of a mark or more without a blank between them; `——` is a bullet.
    fn is_run(&self, at: usize, mark: char) -> bool {
        (at + 1..=at + 2).all(|at| self.token(at).is_some_and(|next| !next.spaced && next.is(mark)))
    }

    /// Whether more blanks follow token `at` than a list has behind its bullets: what follows is another column.
    fn is_far_from_next(&self, at: usize) -> bool {
        const FAR: usize = 10;
        let between = self.token(at).zip(self.token(at + 1));
        let gap = between.and_then(|(mark, next)| self.page.source.get(mark.span.end()..next.span.start()));
        gap.is_some_and(|gap| gap.chars().filter(|&c| is_space(c)).count() >= FAR)
    }

    /// A line of one to three symbols and nothing else: an emoji that stands for a bullet.
    fn is_symbol_line(&self) -> bool {
        let tokens = self.page.tokens_of(self.line);
        let symbol = |token: &Token| {
            let first = token.span.of(self.page.source).chars().next();
            matches!(token.shape, Shape::Punct(_))
                && first.is_some_and(|c| !c.is_ascii() && u32::from(c) >= 0x2190)
        };
        tokens.len() <= 3 && tokens.iter().all(symbol)
    }

    /// Whether words stand behind the picture that the line begins with, and a line near it begins in the same way: `✅ roads;`
    /// below `✅ bridges;`. `🎯 Our goals` is a heading with a picture.
    fn is_listed_emoji(&self, mark: char) -> bool {
        const NEAR: usize = 4;
        let begins = |line: &Line| {
            let tokens = self.page.tokens_of(line);
            tokens.first().is_some_and(|first| first.is(mark)) && tokens.get(1).is_some_and(starts_word)
        };
        let near = self.index.saturating_sub(NEAR)..=self.index + NEAR;
        let mut others = near
            .filter(|&at| at != self.index)
            .filter_map(|at| self.page.lines.get(at))
            .filter(|line| line.role == LineRole::Body);
        begins(self.line) && others.any(begins)
    }
}
