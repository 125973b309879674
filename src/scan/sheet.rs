//! Data sheets, as a programme has them in front (`ПАСПОРТ ПРОГРАММЫ`): rows of two columns, of which the left one is the
//! heading of the right one. They come out of pages with a tab before what the row says, on the line of the label or on the
//! lines below it, or between pipes.

use super::line::{Line, LineRole, Page, Sheet};
use super::table::by_pipes;
use crate::grammar::classes;
use crate::text::{Extent, Shape, Span, is_line_end, is_space};

/// Rows that make a sheet, and labels among them that head sections anywhere.
const FEWEST_ROWS: usize = 3;
const FEWEST_KNOWN: usize = 2;
/// A longer label is a paragraph.
const LONGEST_LABEL: usize = 160;

/// What a line looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cell {
    /// Words that begin at the margin.
    Margin,
    /// Words behind a tab: what a row says.
    Value,
    /// A label and what its row says.
    Both(Span, Span),
    /// No words of the document.
    Furniture,
}

/// Finds the data sheets of a page, puts labels on lines of their own, and marks all their lines.
pub(crate) fn find(page: &mut Page<'_, '_>) {
    // In two languages the columns may be the languages.
    let flat = |line: &Line| line.role == LineRole::Body && line.span.of(page.source).starts_with('|');
    if page.grammars.len() != 1 || !(page.source.contains('\t') || page.lines.iter().any(flat)) {
        return;
    }
    let cells: Vec<Cell> = page.lines.iter().map(|line| cell_of(page.source, line)).collect();
    let mut sheets = Vec::new();
    let mut at = 0;
    while at < cells.len() {
        let rows = rows_from(page, &cells, at);
        let known = rows.iter().filter(|&&(label, _)| is_known(page, &cells, label)).count();
        let end = rows.last().map_or(at + 1, |&(_, end)| end);
        if rows.len() >= FEWEST_ROWS && known >= FEWEST_KNOWN {
            sheets.push(rows);
        }
        at = end;
    }
    if !sheets.is_empty() {
        mark(page, &cells, &sheets);
    }
}

fn cell_of(source: &str, line: &Line) -> Cell {
    if line.role != LineRole::Body {
        return Cell::Furniture;
    }
    if let [label, value] = by_pipes(source, line).as_slice()
        && !value.is_empty()
    {
        return if label.is_empty() { Cell::Value } else { Cell::Both(*label, *value) };
    }
    let before = source.get(..line.span.start()).unwrap_or_default();
    if before.chars().rev().take_while(|&c| is_space(c) && !is_line_end(c)).any(|c| c == '\t') {
        return Cell::Value;
    }
    match line.span.of(source).split_once('\t') {
        Some((label, rest)) if !rest.trim_start().contains('\t') => {
            let cut = line.span.start() + label.len();
            let label = Span::new(line.span.start(), cut).trimmed(source, is_space);
            Cell::Both(label, Span::new(cut, line.span.end()).trimmed(source, is_space))
        }
        _ => Cell::Margin,
    }
}

/// The rows of the sheet that begins at line `at`: the first line of each, and the line after its last.
fn rows_from(page: &Page<'_, '_>, cells: &[Cell], at: usize) -> Vec<(usize, usize)> {
    /// Lines of a label.
    const LINES: usize = 3;
    let cell = |index: usize| cells.get(index).copied();
    let mut rows: Vec<(usize, usize)> = Vec::new();
    let mut start = at;
    loop {
        if !begins_label(page, cells, start) {
            return rows;
        }
        let label = |index: usize| {
            page.lines.get(index).is_some_and(|line| {
                let plain = cell(index) == Some(Cell::Margin) && line.extent.length() <= LONGEST_LABEL;
                let joined = index == start || !line.blank_before;
                plain && joined && line.level == 0
            })
        };
        let lines = (start..start + LINES).take_while(|&index| label(index)).count();
        let mut end = start + lines;
        // The first label is one line: what stands above it is the title of the sheet.
        match cell(end) {
            Some(Cell::Both(label, _))
                if label.len() <= 2 * LONGEST_LABEL && lines <= usize::from(!rows.is_empty()) =>
            {
                end += 1
            }
            Some(Cell::Value) if lines > 0 && (lines == 1 || !rows.is_empty()) => {}
            _ => return rows,
        }
        while matches!(cell(end), Some(Cell::Value | Cell::Furniture)) {
            end += 1;
        }
        rows.push((start, end));
        start = end;
    }
}

/// Whether a label may begin on line `index`. In a text whose paragraphs begin with a tab, other lines go on with a sentence:
/// they begin small, or end it.
fn begins_label(page: &Page<'_, '_>, cells: &[Cell], index: usize) -> bool {
    /// Characters of a label in a script without blanks and capitals.
    const LONGEST_UNSPACED: usize = 30;
    let Some(line) = page.lines.get(index) else { return false };
    let words = match cells.get(index) {
        Some(Cell::Both(label, _)) => *label,
        _ => line.span,
    };
    let mut tokens = page.tokens_of(line).iter().filter(|token| words.contains(token.span));
    let Some(first) = tokens.next() else { return false };
    let ended = tokens.next_back().is_some_and(|last| matches!(last.shape, Shape::Punct('.' | ',' | ';')));
    let unspaced = first.is_unspaced(page.source);
    let short = unspaced && words.of(page.source).chars().count() <= LONGEST_UNSPACED;
    !ended && (short || first.capital || (first.shape == Shape::Digits && !unspaced))
}

/// Whether the label that begins on line `index` heads sections anywhere.
fn is_known(page: &Page<'_, '_>, cells: &[Cell], index: usize) -> bool {
    let Some(line) = page.lines.get(index) else { return false };
    let mut at = line.tokens.0;
    if let Some(Cell::Both(label, _)) = cells.get(index) {
        at += page.tokens_of(line).iter().take_while(|token| token.span.end() <= label.start()).count();
    }
    while let Some((length, _)) =
        page.phrase(line, at, classes::HEADING_LEAD).filter(|(length, _)| *length > 0)
    {
        at += length;
    }
    page.phrase(line, at, classes::HEADING).is_some()
}

/// Tells the lines of the sheets what they are; a label and what it says become two lines.
fn mark(page: &mut Page<'_, '_>, cells: &[Cell], sheets: &[Vec<(usize, usize)>]) {
    let mut kinds = vec![Sheet::None; cells.len()];
    let mut anew = vec![false; cells.len()];
    for rows in sheets {
        for &(start, end) in rows {
            for (place, slot) in kinds.iter_mut().enumerate().take(end).skip(start) {
                *slot = match cells.get(place) {
                    Some(Cell::Margin | Cell::Both(..)) if place == start => Sheet::Label,
                    Some(Cell::Margin | Cell::Both(..)) => Sheet::More,
                    _ => Sheet::Value,
                };
            }
        }
        if let Some(next) = rows.last().and_then(|&(_, end)| anew.get_mut(end)) {
            *next = true;
        }
    }
    let lines = std::mem::take(&mut page.lines);
    for (index, line) in lines.into_iter().enumerate() {
        let sheet = kinds.get(index).copied().unwrap_or_default();
        let line = Line { sheet, anew: anew.get(index) == Some(&true), ..line };
        match cells.get(index).filter(|_| sheet != Sheet::None) {
            Some(&Cell::Both(label, value)) => {
                let tokens = page.tokens_of(&line);
                let cut =
                    line.tokens.0 + tokens.iter().take_while(|token| token.span.end() <= label.end()).count();
                let bars = tokens.iter().take_while(|token| token.span.end() <= label.start()).count();
                let rest = tokens.iter().take_while(|token| token.span.end() <= value.start()).count();
                let last = tokens.iter().take_while(|token| token.span.start() < value.end()).count();
                let value_tokens = (line.tokens.0 + rest, line.tokens.0 + last);
                let label_tokens = (line.tokens.0 + bars, cut);
                let part = |span: Span, tokens| {
                    let extent = Extent::of(span.of(page.source));
                    Line { span, tokens, extent, run: extent.length(), ..line.clone() }
                };
                let label = part(label, label_tokens);
                let value = Line {
                    sheet: Sheet::Value,
                    blank_before: false,
                    anew: false,
                    ..part(value, value_tokens)
                };
                page.lines.extend([label, value]);
            }
            _ => page.lines.push(line),
        }
    }
}
