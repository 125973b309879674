//! A title behind a number without a label, below the line that says who adopted the text:
//! `Resolution adopted by the General Assembly on 18 December 2026` / `81/207. Safe drinking water in schools`.

use super::dates::full_date;
use crate::grammar::classes;
use crate::scan::{Line, LineRole, Page};
use crate::text::{Shape, Span, Token, is_ended};
use crate::tree::PartialDate;
use std::ops::Range;

/// What the two lines say.
pub(super) struct NumberedTitle {
    pub(super) number: Span,
    pub(super) title: Span,
    /// The lines of the title.
    pub(super) lines: Range<usize>,
    pub(super) adopted: Adopted,
}

/// What the line above says.
pub(super) struct Adopted {
    /// Index of the grammar, and the number of the kind of document in it.
    pub(super) kind: (usize, u16),
    pub(super) issuer: Option<Span>,
    pub(super) date: Option<PartialDate>,
}

/// Lines between the two, and lines of the title.
const NEAR: usize = 10;
const MOST: usize = 4;
/// Words between what was done and who did it.
const LEAD: usize = 3;

/// Finds the title before line `upto`.
pub(super) fn find(page: &Page<'_, '_>, upto: usize) -> Option<NumberedTitle> {
    (1..upto).find_map(|index| {
        let line = body(page, index)?;
        let (number, first) = number(page, line)?;
        let adopted = (index.saturating_sub(NEAR)..index).rev().find_map(|above| adopted(page, above))?;
        let more = (index + 1..upto.min(index + MOST)).take_while(|&next| {
            body(page, next).is_some_and(|line| !line.blank_before && !is_ended(page.tokens_of(line)))
        });
        let end = index + 1 + more.count();
        let last = page.lines.get(end - 1)?;
        let title = Span::new(first.span.start(), last.span.end());
        Some(NumberedTitle { number, title, lines: index..end, adopted })
    })
}

fn body<'p>(page: &'p Page<'_, '_>, index: usize) -> Option<&'p Line> {
    page.lines.get(index).filter(|line| line.role == LineRole::Body && line.row.is_none())
}

/// `81/207. Safe …`: the number, and the first word of the title.
fn number<'p>(page: &'p Page<'_, '_>, line: &Line) -> Option<(Span, &'p Token)> {
    let tokens = page.tokens.get(line.tokens.0..line.tokens.1)?;
    let [part, stroke, rest, stop, word, ..] = tokens else { return None };
    let digits = [part, rest].iter().all(|token| token.shape == Shape::Digits);
    let glued = [stroke, rest, stop].iter().all(|token| !token.spaced);
    let fits = digits && glued && stroke.is('/') && stop.is('.') && word.spaced && word.capital;
    fits.then(|| (part.span.cover(rest.span), word))
}

/// `Resolution adopted by the General Assembly` / `on 18 December 2026`.
fn adopted(page: &Page<'_, '_>, index: usize) -> Option<Adopted> {
    let line = body(page, index)?;
    let (length, kind) = page.phrase(line, line.tokens.0, classes::DOCUMENT)?;
    let at = line.tokens.0 + length;
    let (length, _) = page.phrase(line, at, classes::ADOPTED)?;
    let at = at + length;
    // `by the` stands before the body.
    let capital = |at: usize| page.tokens.get(at).filter(|token| token.shape == Shape::Word && token.capital);
    let first = (at..line.tokens.1.min(at + LEAD)).find(|&at| capital(at).is_some());
    let capitals = first.into_iter().flat_map(|first| (first..line.tokens.1).map_while(capital));
    let issuer = capitals.map(|token| token.span).reduce(Span::cover);
    let next = body(page, index + 1).filter(|next| !next.blank_before);
    let whole = next.map_or(line.span, |next| line.span.cover(next.span));
    let date = full_date(page, whole, page.grammar_of(line)?).map(|(_, date)| date);
    Some(Adopted { kind: (line.grammar, kind), issuer, date })
}
