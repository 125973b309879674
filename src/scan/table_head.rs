//! Tables whose head is no row like those below it. A page that joins cells over several rows or columns comes out with the
//! names of the columns below each other, or on one line with strokes between them, and the years below or behind those:
//! `№` / `Показатель` / `Период` / `2027<tab>2028` over `1<tab>Доля дворов с водой<tab>61<tab>70`.
//!
//! The years stand over the last columns. What stands before them names the columns before, and what is left of that is said of
//! all the years.

use super::line::{Line, LineRole, Page};
use super::table::{
    BY_TABS, Cells, Grid, by_tabs, is_bare_year, is_figure, is_year, names_column, names_of, rows_below,
    trimmed,
};
use crate::grammar::classes;
use crate::text::{Span, fold_punctuation, is_ended, is_space};

/// Lines of a head.
const MOST_LINES: usize = 14;
/// Years that make a head of a line.
const FEWEST_YEARS: usize = 2;

/// The table whose head begins at line `at`, how many of its rows are that head, and the names of its columns. `named` tells
/// whether the line is the name of one and nothing else.
pub(super) fn grid(page: &Page<'_, '_>, at: usize, named: bool) -> Option<(Grid, usize, Vec<Cells>)> {
    let first = page.lines.get(at).filter(|line| named || ends_in_year(page, line))?;
    name_line(page, at)?;
    let grammar = page.grammar_of(first)?;
    let year = |cell: &Span| is_year(page.source, *cell, grammar);
    // The names, how many of them stand right before the years on a line of cells, and the line of the first row.
    let (mut names, mut sub, mut next) = (Cells::new(), 0, at);
    let mut said = Cells::new();
    while let Some(line) = name_line(page, next).filter(|_| next < at + MOST_LINES) {
        let cells = names_on(page.source, line);
        sub = cells.iter().filter(|cell| !cell.is_empty() && !year(cell)).count();
        let row = line.span.of(page.source).contains('\t');
        sub *= usize::from(row);
        let cells = cells.into_iter().filter(|cell| !cell.is_empty());
        if row {
            said.extend(cells.clone())
        } else {
            said.push(line.span)
        }
        names.extend(cells);
        next += 1;
    }
    let years = names.split_off(names.len() - names.iter().rev().take_while(|cell| year(cell)).count());
    let below = names.split_off(names.len() - sub.min(names.len()));
    let row = page.lines.get(next).filter(|line| line.role == LineRole::Body)?;
    let cells = by_tabs(page.source, row);
    let before = cells.len().checked_sub(years.len() + below.len())?;
    let (above, over) = names.split_at_checked(before).filter(|_| years.len() >= FEWEST_YEARS)?;
    let (text, figures) = cells.split_at_checked(cells.len() - years.len())?;
    let figure = |cell: &Span| cell.is_empty() || is_figure(page.source, *cell, grammar);
    let told = text.iter().any(|cell| cell.of(page.source).contains(char::is_alphabetic));
    if !told || over.len() > 1 + usize::from(!below.is_empty()) || !figures.iter().all(figure) {
        return None;
    }
    // `Базовое значение` / `Период` over `значение<tab>год<tab>2027<tab>2028`: the first is said of the cells before the years.
    let mut upper = above.to_vec();
    upper.extend(over.first().filter(|_| !below.is_empty()));
    upper.resize(before + below.len(), Span::default());
    // A name is said of all columns up to the next: where none stands over the years, they are names of their own.
    let mut lower = vec![Span::default(); before];
    lower.extend(&below);
    match over.get(usize::from(!below.is_empty())) {
        Some(name) => {
            upper.push(*name);
            lower.extend(years);
        }
        None => upper.extend(years),
    }
    upper.resize(cells.len(), Span::default());
    lower.resize(cells.len(), Span::default());
    let names = names_of(&upper, &lower);
    let mut grid: Grid = vec![(at..next, upper)];
    rows_below(page, &mut grid, next, BY_TABS, &mut |_| true);
    // All that the lines of the head say is text, in their order.
    if let Some((_, head)) = grid.first_mut() {
        *head = said;
    }
    Some((grid, 1, names))
}

/// Line `index`, if it may be of a head: a few words without a mark at their end, or a row of cells that ends in a year.
fn name_line<'p>(page: &'p Page<'_, '_>, index: usize) -> Option<&'p Line> {
    const LONGEST: usize = 160;
    let line = page.lines.get(index).filter(|line| line.role == LineRole::Body && line.row.is_none())?;
    // `No.`, `Ед. изм.`
    let ended = || is_ended(page.tokens_of(line)) && !names_column(page, line) && !names_unit(page, line);
    let short = line.extent.length() <= LONGEST && line.level == 0 && !ended();
    let row = line.span.of(page.source).contains('\t');
    (short && (!row || ends_in_year(page, line))).then_some(line)
}

fn names_unit(page: &Page<'_, '_>, line: &Line) -> bool {
    page.phrase(line, line.tokens.0, classes::TABLE_UNIT).is_some()
}

fn ends_in_year(page: &Page<'_, '_>, line: &Line) -> bool {
    page.tokens_of(line).last().is_some_and(|last| last.is_year_long(page.source))
}

/// Whether a line is the head of a table by itself: `Источник / 2027 / 2028`.
pub(super) fn ends_in_years(page: &Page<'_, '_>, line: &Line) -> bool {
    ends_in_year(page, line) && {
        let names = names_on(page.source, line);
        names.iter().rev().take_while(|cell| is_bare_year(cell.of(page.source))).count() >= FEWEST_YEARS
    }
}

/// The names that a line of a head holds: between tabs, else between strokes, and the years at its end.
fn names_on(source: &str, line: &Line) -> Cells {
    let text = line.span.of(source);
    if text.contains('\t') {
        return by_tabs(source, line);
    }
    let mut cells = Cells::new();
    let mut from = 0;
    let blank = |c: Option<char>| c.is_some_and(is_space);
    let strokes = text.char_indices().filter(|&(_, c)| fold_punctuation(c) == '/');
    let strokes = strokes.map(|(stroke, c)| (stroke, stroke + c.len_utf8())).filter(|&(stroke, end)| {
        let around = text.get(..stroke).zip(text.get(end..));
        around
            .is_some_and(|(before, behind)| blank(before.chars().next_back()) && blank(behind.chars().next()))
    });
    for (to, next) in strokes.chain([(text.len(), text.len())]) {
        cells.push(trimmed(source, line.span.start() + from, line.span.start() + to));
        from = next;
    }
    // `Источник 2027 2028`: nothing but blanks sets them apart.
    let Some(mut rest) = cells.pop() else { return cells };
    let mut years = Cells::new();
    while let Some((words, last)) = rest.of(source).rsplit_once(is_space)
        && is_bare_year(last)
    {
        years.push(Span::new(rest.end() - last.len(), rest.end()));
        rest = trimmed(source, rest.start(), rest.start() + words.len());
    }
    cells.push(rest);
    cells.extend(years.into_iter().rev());
    cells
}
