//! Two languages beside each other: a rendition in two columns, a row a line, with a tab or a bar between the cells.

use super::line::trimmed;
use super::wrap::physical_lines;
use crate::grammar::{Compiled, Vocabulary};
use crate::text::Span;

/// Rows that make columns.
const FEWEST: usize = 3;
/// Rows that are looked at.
const MOST: usize = 300;

/// The grammars of the left and the right column, where each language of the text has a column of its own.
///
/// A name, a number or a heading of one word may be of any language; the column it stands in says which.
pub(super) fn columns(source: &str, span: Span, grammars: &[&Compiled]) -> Option<(usize, usize)> {
    let [first, second] = grammars else { return None };
    if !span.of(source).contains(['\t', '|']) {
        return None;
    }
    let words: [&Vocabulary; 2] = [&first.vocabulary, &second.vocabulary];
    let language = |cell: Span| crate::detect::best(cell.of(source), &words);
    let rows = physical_lines(source, span).filter_map(|line| cells(source, line));
    let (mut all, mut there, mut back) = (0, 0, 0);
    for (left, right) in rows.take(MOST) {
        all += 1;
        match (language(left), language(right)) {
            (Some(0), Some(1)) => there += 1,
            (Some(1), Some(0)) => back += 1,
            _ => {}
        }
    }
    let most = |rows: usize| rows >= FEWEST && rows * 2 > all;
    if most(there) {
        Some((0, 1))
    } else if most(back) {
        Some((1, 0))
    } else {
        None
    }
}

/// The cells of a line that has two, with words in both: `| Mục tiêu | Objectives |`, or a tab between them.
pub(super) fn cells(source: &str, line: Span) -> Option<(Span, Span)> {
    let text = line.of(source);
    let (mut from, mut to) = (0, text.len());
    let cut = match text.find('\t').filter(|_| !text.starts_with('|')) {
        Some(tab) => tab,
        None => {
            from = usize::from(text.starts_with('|'));
            to -= usize::from(text.len() > from && text.ends_with('|'));
            from + text.get(from..to)?.find('|')?
        }
    };
    let at = |from: usize, to: usize| trimmed(source, Span::new(line.start() + from, line.start() + to));
    let (left, right) = (at(from, cut), at(cut + 1, to));
    let worded = |cell: Span| cell.of(source).contains(char::is_alphabetic);
    (worded(left) && worded(right) && !right.of(source).contains(['\t', '|'])).then_some((left, right))
}
