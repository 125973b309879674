//! The cells of a line of two columns, as letterheads are laid out.
//!
//! The foot of a document is laid out in the same way, and is read with the same gaps.

use crate::scan::{Line, Page};
use crate::text::{Markup, Span, markup};

/// Letterheads are laid out in two columns: where a wide gap or a tab stands, another cell begins.
fn is_gap(text: &str) -> bool {
    const FEWEST_BLANKS: usize = 3;
    // `&nbsp;` is a blank as well.
    let entities =
        text.match_indices('&').filter(|&(at, _)| matches!(markup(text, at), Some((_, Markup::Space))));
    let blanks = text.chars().filter(|&c| c == ' ' || c == '\u{A0}').count();
    text.contains('\t') || blanks + entities.count() >= FEWEST_BLANKS
}

/// The gaps between the cells of a line: where the one ends and the next begins.
pub(in crate::roles) fn gaps(page: &Page<'_, '_>, line: &Line) -> impl DoubleEndedIterator<Item = Span> {
    page.tokens_of(line).windows(2).filter_map(|pair| {
        let (left, right) = (pair.first()?, pair.last()?);
        let gap = Span::new(left.span.end(), right.span.start());
        is_gap(gap.of(page.source)).then_some(gap)
    })
}

pub(super) fn first_cell(page: &Page<'_, '_>, line: &Line) -> Span {
    let end = gaps(page, line).next().map_or(line.span.end(), Span::start);
    Span::new(line.span.start(), end)
}

pub(super) fn cell_start(page: &Page<'_, '_>, line: &Line, before: usize) -> usize {
    gaps(page, line).map(Span::end).rfind(|&start| start <= before).unwrap_or(line.span.start())
}
