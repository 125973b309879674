//! Tables of indicators, as they come out of Markdown, of spreadsheets and of page layouts: cells between pipes, between
//! tabs or wide gaps, or one a line. A table has a head that says what its columns hold.

use super::blank_table;
use super::html;
use super::line::{Line, LineRole, Page};
use super::table_head;
use crate::grammar::{ClassId, Compiled, classes};
use crate::quantity::{Tape, horizons, is_yearly, unit_of_caption, unit_of_head};
use crate::text::{Shape, Span, Token, fold_punctuation, is_line_end, is_space, is_unspaced, whole_number};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    /// Running numbers of the rows.
    Index,
    /// What is measured.
    Name,
    /// In what it is measured.
    Unit,
    /// Figures.
    Value(Figures),
    /// When something is due.
    Deadline,
    /// What a measure is to lead to, in words.
    Result,
    /// Anything else.
    Text,
}

/// What the head says of a column of figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Figures {
    /// The year that they are for, with the bytes that say it.
    pub(crate) year: Option<(u32, Span)>,
    /// The head calls them a baseline or results.
    pub(crate) baseline: bool,
    /// The head calls them targets.
    pub(crate) target: bool,
    /// The head says that they are for each year: `年均增速`.
    pub(crate) yearly: bool,
    /// The unit that the head ends with.
    pub(crate) unit: Option<Span>,
}

/// A table of the page.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) columns: Vec<Column>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// Its table, in [`Page::tables`].
    pub(crate) table: usize,
    /// As many as the table has columns, some of them empty.
    pub(crate) cells: Vec<Span>,
    /// It says what the columns hold.
    pub(crate) head: bool,
}

/// The cells of a row.
pub(super) type Cells = Vec<Span>;

/// Rows of the same number of cells, one below the other: the lines of each, and its cells.
pub(super) type Grid = Vec<(std::ops::Range<usize>, Cells)>;

/// What cuts a line into cells, and whether a mark stands between them.
type Split = (fn(&str, &Line) -> Vec<Span>, bool);

pub(super) const BY_TABS: Split = (by_tabs, true);

/// Blanks that may set columns apart: one of full width is as good.
const NEAR_GAP: usize = 2;

/// Finds the tables of a page and marks their lines.
pub(crate) fn find(page: &mut Page<'_, '_>) {
    let mut at = 0;
    let html = html::has_rows(page.source);
    while at < page.lines.len() {
        if let Some(end) = html.then(|| find_html(page, at)).flatten() {
            at = end.max(at + 1);
            continue;
        }
        let named = names_column_in(page, at);
        let flattened = |page: &mut Page<'_, '_>| flattened_in(page, at, named?);
        let grid = grid_at(page, at).or_else(|| flattened(page)).map(|(grid, heads)| {
            let names = names_of_grid(&grid, heads);
            (grid, heads, names)
        });
        let grid = grid.or_else(|| table_head::grid(page, at, named.is_some()));
        let counted = blank_table::opens(page, at);
        let by_blanks = || blank_table::grid(page, at).or_else(|| blank_table::unspaced(page, at));
        let other = counted.then(by_blanks).flatten();
        // A row that a page has cut ends a table whose cells are told by wide gaps: the one that goes on further is right.
        let end = |grid: &Grid| grid.last().map_or(at, |(lines, _)| lines.end);
        let known = grid.as_ref().map_or(at, |(grid, ..)| end(grid));
        let other = other.filter(|other| end(other) > known).map(|other| {
            let names = names_of_grid(&other, 1);
            (other, 1, names)
        });
        let Some((grid, heads, names)) = other.or(grid) else {
            if let Some(grid) = due_rows(page, at) {
                at = grid.last().map_or(at + 1, |(lines, _)| lines.end);
                add(page, vec![Column::Name, Column::Deadline], grid, 0);
                continue;
            }
            let numbered = counted.then(|| blank_table::numbered(page, at)).flatten();
            let end = numbered.as_ref().and_then(|grid| grid.last()).map(|(lines, _)| lines.end);
            if let Some(grid) = numbered {
                add(page, vec![Column::Index, Column::Text], grid, 1);
            }
            at = end.unwrap_or(at + 1);
            continue;
        };
        let end = grid.last().map_or(at + 1, |(lines, _)| lines.end);
        if let Some(columns) = columns(page, &grid, &names, heads) {
            add(page, columns, grid, heads);
        }
        at = end.max(at + 1);
    }
}

/// Finds the HTML table whose first row begins at line `at`, and marks its lines; the line after it.
fn find_html(page: &mut Page<'_, '_>, at: usize) -> Option<usize> {
    /// A letterhead in two columns is no table of the document.
    const FEWEST_ROWS: usize = 2;
    const FEWEST_COLUMNS: usize = 3;
    let first = page.lines.get(at).filter(|line| line.role == LineRole::Body)?;
    let opens = html::has_rows(first.span.of(page.source));
    if !opens {
        return None;
    }
    let (rows, end) = html::rows(page, at);
    let width = rows.first().map_or(0, |row| row.cells.len());
    if rows.len() < 2 || width < 2 {
        return Some(end);
    }
    let mut heads = rows.iter().take_while(|row| row.head).count();
    if heads == 0 {
        let named = page
            .lines
            .get(rows.first()?.lines.start)
            .is_some_and(|line| rows.first().is_some_and(|row| is_head(page, line, &row.cells)));
        heads = usize::from(named);
    }
    // Two rows of heads say together what a column holds: 目标 over 2028 and 2032.
    let name = |column: usize| {
        let parts = rows.iter().take(heads).filter_map(|row| row.spread.get(column)).copied();
        parts.filter(|part| !part.is_empty()).collect::<Cells>()
    };
    let names: Vec<Cells> = (0..if heads > 0 { width } else { 0 }).map(name).collect();
    let grid: Grid = rows.into_iter().map(|row| (row.lines, row.cells)).collect();
    let known = columns(page, &grid, &names, heads);
    // Nothing says what the columns hold, but the tags say where each cell ends.
    let plain = grid.len() >= FEWEST_ROWS && width >= FEWEST_COLUMNS;
    if let Some(columns) = known.or_else(|| plain.then(|| vec![Column::Text; width])) {
        add(page, columns, grid, heads);
    }
    Some(end)
}

/// What the first `heads` rows say of each column.
fn names_of_grid(grid: &Grid, heads: usize) -> Vec<Cells> {
    let row = |place: usize| grid.get(place).filter(|_| place < heads).map_or(&[][..], |(_, cells)| cells);
    names_of(row(0), row(1))
}

/// What the one or two rows of a head say of each column: `План | |` over `2027 | 2030` says `План 2027` and `План 2030`.
pub(super) fn names_of(above: &[Span], below: &[Span]) -> Vec<Cells> {
    let filled = |cells: &[Span], place: usize| cells.get(place).copied().filter(|cell| !cell.is_empty());
    let name = |place: usize| {
        let own = filled(below, place);
        // A name stands over the first of the columns that it is for.
        let spread = || (0..place).rev().find_map(|before| filled(above, before));
        let over = filled(above, place).or_else(|| own.and_then(|_| spread()));
        over.into_iter().chain(own).collect()
    };
    (0..above.len()).map(name).collect()
}

fn add(page: &mut Page<'_, '_>, columns: Vec<Column>, grid: Grid, heads: usize) {
    /// Rows of a head that a new page repeats.
    const MOST_HEADS: usize = 3;
    let table = page.tables.len();
    page.tables.push(Table { columns });
    let source = page.source;
    let words = |cells: &Cells| cells.iter().map(|cell| cell.of(source)).collect::<Vec<_>>();
    let names: Vec<Vec<&str>> = grid.iter().take(heads.min(MOST_HEADS)).map(|row| words(&row.1)).collect();
    for (place, (lines, cells)) in grid.into_iter().enumerate() {
        let row = page.rows.len();
        // A table that goes on over a page has its head again: `No | Indicator | 2027 | 2030`.
        let again =
            names.iter().any(|name| cells.iter().map(|cell| cell.of(source)).eq(name.iter().copied()));
        let head = place < heads || again || is_numbering(source, &cells);
        page.rows.push(Row { table, cells, head });
        for line in page.lines.get_mut(lines).into_iter().flatten() {
            line.row = (line.role == LineRole::Body).then_some(row);
        }
    }
}

/// Rows with cells beside each other that begin at line `at`, and how many of them are their head.
fn grid_at(page: &Page<'_, '_>, at: usize) -> Option<(Grid, usize)> {
    /// Without pipes or tabs, only a block of several rows is a table and no letterhead in two columns.
    const FEWEST_BY_GAPS: usize = 3;
    let found = grid_by(page, at, (by_pipes, true), 2, 2).or_else(|| grid_by(page, at, BY_TABS, 2, 3));
    found.or_else(|| {
        let wide = grid_by(page, at, (by_gaps, false), FEWEST_BY_GAPS, 3);
        // The longest name of a column may leave but two blanks before the next: below a head, they will do where each row
        // ends in a figure or the cells stand below each other, which doubled blanks between words do not make.
        let first = page.lines.get(at)?;
        let rows = wide.as_ref().map_or(0, |(grid, _)| grid.len());
        let head = first.extent.gaps && is_head(page, first, &by_near_gaps(page.source, first));
        let near = || grid_by(page, at, (by_near_gaps, false), FEWEST_BY_GAPS.max(rows + 1), 3);
        let near = head
            .then(near)
            .flatten()
            .filter(|(grid, _)| ends_in_figures(page.source, grid) || is_aligned(page.source, grid));
        near.or(wide)
    })
}

/// The rows from line `at` on, as `split` cuts them into as many cells as the first of them has. `marked` says that a mark
/// stands between the cells, and so the cells that are not there are those at the end.
fn grid_by(
    page: &Page<'_, '_>,
    at: usize,
    (split, marked): Split,
    fewest_rows: usize,
    fewest_cells: usize,
) -> Option<(Grid, usize)> {
    let source = page.source;
    let first = page.lines.get(at).filter(|line| line.role == LineRole::Body)?;
    let mut cells = split(source, first);
    if cells.len() < fewest_cells {
        return None;
    }
    let mut named = None;
    let mut is_named = |cells: &Cells| -> bool { *named.get_or_insert_with(|| is_head(page, first, cells)) };
    let years = years_below(page, at, &cells, split).filter(|_| is_named(&cells));
    let below = years.map(|(line, above, years)| {
        cells = above;
        (line, years)
    });
    let mut grid: Grid = vec![(at..at + 1, cells)];
    let mut next = at + 1;
    let below = below.map(|(line, years)| {
        next = line + 1;
        grid.push((line..next, years));
    });
    let rule = rows_below(page, &mut grid, next, (split, marked), &mut is_named);
    if grid.len() < fewest_rows {
        return None;
    }
    let head =
        rule || grid.first().is_some_and(|(_, names)| is_named(names)) || names_units(page, first, &grid);
    let heads = usize::from(head) + usize::from(below.is_some());
    Some((grid, heads))
}

/// Adds the rows from line `next` on to a grid that begins with the names of its columns, if `is_named` says that they are
/// names. Whether a rule stands below the first row.
pub(super) fn rows_below(
    page: &Page<'_, '_>,
    grid: &mut Grid,
    mut next: usize,
    (split, marked): Split,
    is_named: &mut dyn FnMut(&Cells) -> bool,
) -> bool {
    let source = page.source;
    let width = grid.first().map_or(0, |(_, names)| names.len());
    let mut head = false;
    while let Some(line) = page.lines.get(next) {
        if line.role == LineRole::Page {
            // A rule below the head, or the number of a page between two rows.
            head |= grid.len() == 1 && line.span.of(source).contains(['-', '=', '─', '━', '═']);
            next += 1;
            continue;
        }
        if line.role != LineRole::Body {
            break;
        }
        let mut cells = split(source, line);
        let uneven = cells.len() != width && grid.first().is_some_and(|(_, names)| is_named(names));
        if uneven && marked {
            even_out(&mut cells, line, width);
        }
        if uneven && (2..width).contains(&cells.len()) {
            part_figures(source, &mut cells, width);
        }
        if cells.len() == width {
            grid.push((next..next + 1, cells));
            next += 1;
            continue;
        }
        let even = |line: &Line| {
            let mut cells = split(source, line);
            if marked {
                even_out(&mut cells, line, width);
            }
            cells
        };
        let names = grid.first().filter(|_| uneven).map(|(_, names)| names);
        let Some(groups) = names.and_then(|names| groups_at(page, next, &even, names)) else { break };
        next = groups.last().map_or(next, |&group| group) + 1;
        let row = |group: usize| {
            let mut cells: Cells = page.lines.get(group).map(|line| line.span).into_iter().collect();
            cells.resize(width, Span::default());
            (group..group + 1, cells)
        };
        grid.extend(groups.into_iter().map(row));
    }
    head
}

/// The second row of a head behind its line and the first row as it stands over it: `№ | Показатель | Факт | План по годам` over `2024 | 2027 | 2030`, or over `значение |
/// год | 2027 | 2030`. The years stand over the last columns, as many cells as the row of figures below them has; what stands
/// over those is `names`.
fn years_below(
    page: &Page<'_, '_>,
    at: usize,
    names: &Cells,
    split: fn(&str, &Line) -> Cells,
) -> Option<(usize, Cells, Cells)> {
    const FEWEST: usize = 2;
    let row_behind = |line: usize| {
        let mut behind = page.lines.iter().enumerate().skip(line + 1);
        behind.find(|(_, line)| line.role != LineRole::Page).filter(|(_, line)| line.role == LineRole::Body)
    };
    let (index, line) = row_behind(at)?;
    let grammar = page.grammar_of(line)?;
    // Editors leave more tabs at the end of a line than it has cells, or fewer before its first.
    let cells = split(page.source, line);
    let filled = |cell: &Span| !cell.is_empty();
    let first = cells.iter().position(filled)?;
    let last = cells.iter().rposition(filled)?;
    let years = cells.get(first..=last)?;
    let behind = years.iter().rev().take_while(|&&year| is_year(page.source, year, grammar)).count();
    let words = years.get(..years.len() - behind)?;
    if behind < FEWEST || words.iter().any(|cell| cell.of(page.source).contains(char::is_numeric)) {
        return None;
    }
    let figures = split(page.source, row_behind(index)?.1);
    let width = figures.len();
    // Something stands before the first of the years that tells what the rows are of.
    let named = names.len() <= width && years.len() < names.len().max(width) && figures.iter().any(filled);
    let before = if cells.len() == width { first } else { width.checked_sub(years.len())? };
    let held = named && before > 0 && before < names.len();
    held.then(|| {
        let mut row = vec![Span::default(); before];
        row.extend_from_slice(years);
        row.resize(width, Span::default());
        let mut above = names.clone();
        // `Факт | План` without the empty cells behind them: the second is said of the years.
        if cells.len() != width && !words.is_empty() && names.len() == before + 2 {
            above.splice(before + 1..before + 1, vec![Span::default(); words.len() - 1]);
        }
        above.resize(width, Span::default());
        (index, above, row)
    })
}

/// `1 | 2 | 3` below a head numbers its columns.
fn is_numbering(source: &str, cells: &Cells) -> bool {
    const FEWEST: usize = 3;
    cells.len() >= FEWEST
        && (1..).zip(cells).all(|(place, cell)| whole_number(cell.of(source)) == Some(place))
}

/// Whether a cell is a year: `2027`, `2027 год`, `2027年`, `118年` of another calendar.
pub(super) fn is_year(source: &str, cell: Span, grammar: &Compiled) -> bool {
    is_bare_year(cell.of(source)) || {
        let tape = Tape::new(source, &[cell], grammar);
        let date = tape.date_at(0).filter(|date| date.length == tape.tokens.len());
        date.is_some_and(|date| date.date.month().is_none()) || later_year(&tape).is_some()
    }
}

/// `2.1<tab>Roads<tab>by 2030`: editors drop the tabs at the end of a line, and others leave one too many there.
fn even_out(cells: &mut Cells, line: &Line, width: usize) {
    /// Fewer may be a letterhead or a signature.
    const FEWEST: usize = 3;
    let over = cells.get(width..).is_some_and(|over| over.iter().all(|cell| cell.is_empty()));
    if over || (!line.blank_before && (FEWEST..width).contains(&cells.len())) {
        cells.resize(width, Span::default());
    }
}

/// The lines from `at` on that are no rows but say of what the rows below them are: `I. Infrastructure`, `Goal 2. Schools`
/// over `Task 2.1. Buildings`. `names` is the head of the table.
fn groups_at(
    page: &Page<'_, '_>,
    at: usize,
    split: &dyn Fn(&Line) -> Cells,
    names: &Cells,
) -> Option<Vec<usize>> {
    const MOST: usize = 2;
    const LONGEST: usize = 160;
    let words = |cells: &Cells| cells.iter().map(|cell| cell.of(page.source)).collect::<Vec<_>>();
    let mut groups = Vec::new();
    for (index, line) in page.lines.iter().enumerate().skip(at) {
        if line.role == LineRole::Page {
            continue;
        }
        let cells = split(line);
        if line.role == LineRole::Body && cells.len() == names.len() {
            // Another table begins with a head of its own; the same again is that of a new page.
            let other = is_head(page, line, &cells) && words(&cells) != words(names);
            return (!groups.is_empty() && !other).then_some(groups);
        }
        let last = line.span.of(page.source).chars().next_back().map(fold_punctuation);
        let sentence = matches!(last, Some('.' | ':' | ';' | '!' | '?'));
        let caption = page.phrase(line, line.tokens.0, classes::ANNEX).is_some();
        // What stands apart heads what follows, but for the first line of a page.
        let before = index.checked_sub(1).and_then(|before| page.lines.get(before));
        let apart = line.blank_before && before.is_none_or(|before| before.role != LineRole::Page);
        let group = line.role == LineRole::Body
            && cells.len() < 2
            && line.level == 0
            && !sentence
            && !caption
            && !apart
            && !table_head::ends_in_years(page, line)
            && line.extent.length() <= LONGEST
            && groups.len() < MOST;
        if !group {
            return None;
        }
        groups.push(index);
    }
    None
}

/// `数字经济核心产业增加值（%） 7.9   12`: a name that fills its column leaves but one blank before the figure. Cuts such
/// figures off until there are `width` cells.
fn part_figures(source: &str, cells: &mut Cells, width: usize) {
    let figure = |text: &str| {
        text.starts_with(opens_figure)
            && text.contains(char::is_numeric)
            && !text.contains(char::is_alphabetic)
    };
    let mut at = 0;
    while let Some(&cell) = cells.get(at).filter(|_| cells.len() < width) {
        let parts = cell.of(source).rsplit_once(is_space);
        if let Some((name, last)) =
            parts.filter(|(name, last)| figure(last) && name.contains(char::is_alphabetic))
        {
            let (from, to) = (cell.start(), cell.end());
            let parts = [trimmed(source, from, from + name.len()), trimmed(source, to - last.len(), to)];
            cells.splice(at..=at, parts);
        }
        at += 1;
    }
}

/// A figure, or the sign of a bound before it.
pub(super) fn opens_figure(c: char) -> bool {
    c.is_numeric() || matches!(fold_punctuation(c), '-' | '<' | '>' | '≥' | '≤')
}

/// Whether a row says of what those below it are: nothing but its first cell is filled.
pub(crate) fn is_group(cells: &[Span]) -> bool {
    matches!(cells, [first, rest @ ..] if !first.is_empty() && !rest.is_empty() && rest.iter().all(|cell| cell.is_empty()))
}

/// Whether the last cell of each row below the head is a figure.
fn ends_in_figures(source: &str, grid: &Grid) -> bool {
    const LONGEST: usize = 12;
    let figure = |cell: &Span| {
        let text = cell.of(source);
        text.len() <= LONGEST && text.starts_with(opens_figure)
    };
    grid.iter().skip(1).all(|(_, cells)| is_group(cells) || cells.last().is_some_and(figure))
}

/// Whether the cells of each column but the first begin or end below each other.
fn is_aligned(source: &str, grid: &Grid) -> bool {
    // Ideographs are twice as wide as other characters.
    let column = |place: usize| {
        let line = source.get(..place).unwrap_or_default().rsplit(is_line_end).next().unwrap_or_default();
        line.chars().map(|c| if is_unspaced(c) { 2 } else { 1 }).sum::<usize>()
    };
    let width = grid.first().map_or(0, |(_, cells)| cells.len());
    let alike = |place: usize, edge: fn(&Span) -> usize| {
        let rows = grid.iter().filter(|(_, cells)| !is_group(cells));
        let mut edges = rows.filter_map(|(_, cells)| cells.get(place)).map(|cell| column(edge(cell)));
        edges.next().is_none_or(|first| edges.all(|edge| edge == first))
    };
    (1..width).all(|place| alike(place, |cell| cell.start()) || alike(place, |cell| cell.end()))
}

pub(super) fn by_pipes(source: &str, line: &Line) -> Vec<Span> {
    let text = line.span.of(source);
    let inner = text.strip_prefix('|').unwrap_or(text);
    let start = text.len() - inner.len();
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    if !inner.contains('|') {
        return Vec::new();
    }
    cells(source, line.span.start() + start, inner.split('|'))
}

pub(super) fn by_tabs(source: &str, line: &Line) -> Vec<Span> {
    let text = line.span.of(source);
    if line.extent.gaps && text.contains('\t') {
        cells(source, line.span.start(), text.split('\t'))
    } else {
        Vec::new()
    }
}

/// Runs of at least three blanks; in scripts without blanks two set columns apart, or one of full width.
fn by_gaps(source: &str, line: &Line) -> Vec<Span> {
    const GAP: usize = 3;
    let unspaced = line.extent.gaps && line.span.of(source).contains(is_unspaced);
    cells_apart(source, line, if unspaced { NEAR_GAP } else { GAP })
}

/// Runs of at least two blanks.
fn by_near_gaps(source: &str, line: &Line) -> Vec<Span> {
    cells_apart(source, line, NEAR_GAP)
}

/// The parts of a line between runs of at least `gap` blanks.
pub(super) fn cells_apart(source: &str, line: &Line, gap: usize) -> Vec<Span> {
    if gap > 1 && !line.extent.gaps {
        return Vec::new();
    }
    let text = line.span.of(source);
    let mut found = Vec::new();
    let (mut from, mut blanks, mut end) = (0, 0, 0);
    for (at, c) in text.char_indices() {
        if is_space(c) {
            blanks += if c == '\u{3000}' { NEAR_GAP } else { 1 };
            continue;
        }
        if blanks >= gap {
            found.push(trimmed(source, line.span.start() + from, line.span.start() + end));
            from = at;
        }
        blanks = 0;
        end = at + c.len_utf8();
    }
    found.push(trimmed(source, line.span.start() + from, line.span.end()));
    joined_spread(source, found)
}

/// `指  标    单  位`: a word of two ideographs that is spread out is one cell, where wider gaps stand around it.
fn joined_spread(source: &str, cells: Cells) -> Cells {
    let lone = |cell: Span| {
        let mut letters = cell.of(source).chars();
        letters.next().is_some_and(is_unspaced) && letters.next().is_none()
    };
    let mut joined = Cells::with_capacity(cells.len());
    let mut before: Option<Span> = None;
    let mut rest = cells.iter().copied().peekable();
    while let Some(first) = rest.next() {
        let mut cell = first;
        let pair = rest.peek().copied().filter(|&second| lone(first) && lone(second));
        if let Some(second) = pair {
            let gap = second.start() - first.end();
            let mut behind = rest.clone().skip(1);
            let wider = before.is_none_or(|before: Span| first.start() - before.end() > gap)
                && behind.next().is_none_or(|after| after.start() - second.end() > gap);
            if wider {
                cell = Span::new(first.start(), second.end());
                rest.next();
            }
        }
        before = Some(cell);
        joined.push(cell);
    }
    joined
}

/// The spans of the parts of a line, with a mark of one byte between them.
fn cells<'t>(source: &str, start: usize, parts: impl Iterator<Item = &'t str>) -> Vec<Span> {
    let mut from = start;
    let mut found = Vec::new();
    for part in parts {
        found.push(trimmed(source, from, from + part.len()));
        from += part.len() + 1;
    }
    found
}

pub(super) fn trimmed(source: &str, from: usize, to: usize) -> Span {
    Span::new(from, to).trimmed(source, is_space)
}

/// Whether cells are names of columns: some are known words of a table's head or years, and none is a figure.
pub(super) fn is_head(page: &Page<'_, '_>, line: &Line, cells: &[Span]) -> bool {
    let Some(grammar) = page.grammar_of(line) else { return false };
    let mut known = 0;
    for &cell in cells {
        let tape = Tape::new(page.source, &[cell], grammar);
        match column_of(&tape) {
            Some(_) => known += 1,
            // `Объём, млн руб.` has none: the scale is that of the unit.
            // `Năm` is five, and over a column a year.
            None if matches!(*tape.tokens, [only] if only.shape == Shape::Word) => {}
            None if tape.numbers().any(|(_, number)| !number.bare) => return false,
            None => {}
        }
    }
    known >= 2
}

/// Whether the first of several rows says in what the figures of a column below it are: `Purpose | Limit, thousand t | Share`.
fn names_units(page: &Page<'_, '_>, line: &Line, grid: &Grid) -> bool {
    const FEWEST_ROWS: usize = 3;
    let (Some((_, names)), Some(grammar)) = (grid.first(), page.grammar_of(line)) else { return false };
    let figure =
        |cell: Span| Tape::new(page.source, &[cell], grammar).numbers().any(|(_, number)| !number.bare);
    let below = |place: usize| grid.iter().skip(1).filter_map(move |(_, cells)| cells.get(place));
    let figures = |place: usize| {
        let mut filled = below(place).filter(|cell| !cell.is_empty()).peekable();
        filled.peek().is_some() && filled.all(|cell| is_figure(page.source, *cell, grammar))
    };
    grid.len() >= FEWEST_ROWS
        && !names.iter().any(|&name| figure(name))
        && names.iter().enumerate().skip(1).any(|(place, &name)| {
            unit_of_head(page.source, name, grammar).is_some_and(|unit| unit.start() > name.start())
                && figures(place)
        })
}

/// Characters of the name of a column on a line of its own.
const LONGEST_HEAD: usize = 60;

/// The grammar in which line `at` is nothing but the name of a column that a table may begin with.
fn names_column_in(page: &Page<'_, '_>, at: usize) -> Option<usize> {
    let first = page.lines.get(at).filter(|line| line.extent.length() <= LONGEST_HEAD)?;
    let mut classes = [classes::TABLE_INDEX, classes::TABLE_NAME].into_iter();
    classes.find_map(|class| whole_in(page, first, class))
}

/// A table with one cell a line. In a text in two languages its lines are of that in which the first of them is the name of a
/// column: `STT/No.`
fn flattened_in(page: &mut Page<'_, '_>, at: usize, grammar: usize) -> Option<(Grid, usize)> {
    let (grid, heads) = flattened(page, at, *page.grammars.get(grammar)?)?;
    for index in grid.iter().flat_map(|(lines, _)| lines.clone()) {
        page.lines.get_mut(index)?.grammar = grammar;
    }
    Some((grid, heads))
}

/// A table with one cell a line: the names of its columns below each other, then row after row.
///
/// Rows are told by a column of running numbers, by one of units, by one of due dates, or by figures below the years of the head.
fn flattened(page: &Page<'_, '_>, at: usize, grammar: &Compiled) -> Option<(Grid, usize)> {
    const MOST_COLUMNS: usize = 9;
    const FEWEST_COLUMNS: usize = 3;
    let first = page
        .lines
        .get(at)
        .filter(|line| line.role == LineRole::Body && line.extent.length() <= LONGEST_HEAD)?;
    let body: Vec<usize> = (at..page.lines.len())
        .filter(|&index| page.lines.get(index).is_some_and(|line| line.role == LineRole::Body))
        .take_while(|&index| page.lines.get(index).is_some_and(|line| line.row.is_none()))
        .take(MOST_COLUMNS * 60)
        .collect();
    let line = |place: usize| body.get(place).and_then(|&index| page.lines.get(index));
    let number = |place: usize| match line(place).map(|line| page.tokens_of(line)) {
        Some([token]) | Some([token, _]) => token.integer(page.source),
        _ => None,
    };
    let unit = |place: usize| {
        line(place).is_some_and(|line| {
            let tape = Tape::new(page.source, &[line.span], grammar);
            tape.phrase(0, classes::UNIT).is_some_and(|phrase| phrase.length == tape.tokens.len())
        })
    };
    // `Waste collected (t) 41 36` / `30` is a row that was cut to a width.
    let named = |place: usize| {
        line(place).is_some_and(|line| {
            let ends = page.tokens_of(line).last().is_some_and(|last| last.shape == Shape::Digits);
            !ends && opens_with_word(page.source, line.span, grammar)
        })
    };
    let figure =
        |place: usize| line(place).is_some_and(|line| is_one_figure(page.source, line.span, grammar));
    let indexed = is_whole(page, first, classes::TABLE_INDEX);
    let heads = (0..MOST_COLUMNS)
        .take_while(|&place| line(place).is_some_and(|line| line.extent.length() <= LONGEST_HEAD));
    let unit_column = heads.clone().find(|&place| {
        line(place)
            .is_some_and(|line| Tape::new(page.source, &[line.span], grammar).has(0, classes::TABLE_UNIT))
    });
    // `Indicator` / `2027` / `2030` / `Households with meters` / `54` / `70`; lines of a table that was cut to a width have
    // several years: `(actual) 2028 2031`.
    let dated = |place: &usize| {
        line(*place).is_some_and(|line| {
            let tape = Tape::new(page.source, &[line.span], grammar);
            let digits = tape.tokens.iter().filter(|token| token.shape == Shape::Digits).count();
            digits == 1 && matches!(column_of(&tape), Some(Column::Value(Figures { year: Some(_), .. })))
        })
    };
    let years: Vec<usize> = if indexed { Vec::new() } else { heads.clone().filter(dated).collect() };
    let measured = |start: usize, width: usize| {
        const FEWEST_YEARS: usize = 2;
        let mut within = years.iter().take_while(|&&column| column < width);
        let several = within.clone().count() >= FEWEST_YEARS;
        several && named(start) && within.all(|&column| figure(start + column))
    };
    // `Action` / `Due` / `Who` / `Open 3 depots` / `15.05.2029` / `The Ministry`
    let due_column = heads
        .clone()
        .filter(|_| !indexed)
        .find(|&place| line(place).is_some_and(|line| is_whole(page, line, classes::TABLE_DEADLINE)));
    let due = |start: usize, width: usize| {
        let column = due_column.filter(|&column| column > 0 && column < width);
        let words = line(start).filter(|line| opens_with_word(page.source, line.span, grammar));
        let dated = column.and_then(|column| line(start + column));
        words.is_some() && dated.is_some_and(|line| is_due_date(page.source, line.span, grammar))
    };
    // Whether row number `row` of `width` cells begins at a place.
    let begins = |row: usize, start: usize, width: usize| match (indexed, unit_column) {
        (true, _) => number(start) == u32::try_from(row).ok(),
        (false, Some(column)) => unit(start + column) || measured(start, width),
        (false, None) => measured(start, width) || due(start, width),
    };
    let width = (FEWEST_COLUMNS..=heads.count()).find(|&width| {
        let within = indexed || unit_column.is_none_or(|column| column < width);
        within && (1..=2).all(|row| begins(row, row * width, width))
    })?;
    let mut grid: Grid = Vec::new();
    for row in 0..body.len() / width {
        let start = row * width;
        let lines = body.get(start..start + width)?;
        if row > 0 && !begins(row, start, width) {
            break;
        }
        let cells = lines.iter().filter_map(|&index| page.lines.get(index)).map(|line| line.span).collect();
        grid.push((*lines.first()?..lines.last()? + 1, cells));
    }
    Some((grid, 1))
}

/// Rows of two cells from line `at` on that need no head: what is to be done, with figures, and the day by which it is.
fn due_rows(page: &Page<'_, '_>, at: usize) -> Option<Grid> {
    const FEWEST: usize = 2;
    /// Rows of which one has a figure: a sheet of signatures and days has none, however long it is.
    const NEAR: usize = 8;
    let pair = |index: usize| {
        let open = |line: &&Line| line.extent.gaps && line.role == LineRole::Body && line.row.is_none();
        let line = page.lines.get(index).filter(open)?;
        let grammar = page.grammar_of(line)?;
        let [words, day] = by_tabs(page.source, line).try_into().ok()?;
        // `Duration<tab>2027`, `Approved by<tab>12.03.2027`: what is due has a day, and a figure says of some of it how much.
        let due = !is_bare_year(day.of(page.source)) && is_due_date(page.source, day, grammar);
        let named = due && opens_with_word(page.source, words, grammar);
        let numbers = |tape: Tape<'_, '_>| tape.numbers().any(|(_, number)| !number.bare);
        named.then(|| (vec![words, day], numbers(Tape::new(page.source, &[words], grammar))))
    };
    let near: Vec<bool> = (at..at + NEAR).map_while(pair).map(|(_, figures)| figures).collect();
    if near.len() < FEWEST || !near.contains(&true) {
        return None;
    }
    let rows = (at..).map_while(pair).map(|(cells, _)| cells);
    Some((at..).zip(rows).map(|(line, cells)| (line..line + 1, cells)).collect())
}

/// Whether a cell says by when, and nothing else: `30.11.2027`, `to the end of 2028`, `2029`.
fn is_due_date(source: &str, cell: Span, grammar: &Compiled) -> bool {
    /// `не позднее 1 сентября 2027 года`
    const LONGEST: usize = 8;
    let tape = Tape::new(source, &[cell], grammar);
    let dated = tape.dates().next().is_some() || is_bare_year(cell.of(source));
    dated && tape.tokens.len() <= LONGEST && tape.numbers().next().is_none()
}

/// Whether a line is nothing but the name of a column that a table may begin with.
pub(super) fn names_column(page: &Page<'_, '_>, line: &Line) -> bool {
    is_whole(page, line, classes::TABLE_INDEX) || is_whole(page, line, classes::TABLE_NAME)
}

/// Whether a line is a phrase of `class` and nothing else.
fn is_whole(page: &Page<'_, '_>, line: &Line, class: ClassId) -> bool {
    whole_in(page, line, class).is_some()
}

/// The grammar in which a line is a phrase of `class` and nothing else, but for its translation behind a stroke: `STT/No.`
fn whole_in(page: &Page<'_, '_>, line: &Line, class: ClassId) -> Option<usize> {
    let (length, grammar) = page.phrase_in_any(line, line.tokens.0, class)?;
    let tokens = page.tokens_of(line);
    let several = page.grammars.len() > 1;
    let own = tokens.iter().take_while(|token| !(several && token.is('/')));
    let words = own.filter(|token| !matches!(token.shape, Shape::Punct(_))).count();
    (words > 0 && length >= words).then_some(grammar)
}

/// What the head of a column says; `None` where it says nothing that is known.
fn column_of(tape: &Tape<'_, '_>) -> Option<Column> {
    /// `S. No.` has four.
    const LONGEST_INDEX: usize = 4;
    let has = |class| (0..tape.tokens.len()).any(|at| tape.has(at, class));
    let year = year_of(tape);
    let figures = Figures {
        year,
        baseline: has(classes::TABLE_BASELINE),
        target: has(classes::TABLE_TARGET),
        ..Figures::default()
    };
    // "Target 2030" holds figures; "Target" alone may stand over the names of what is to be reached.
    if tape.tokens.is_empty() {
        None
    } else if tape.has(0, classes::TABLE_INDEX) && tape.tokens.len() <= LONGEST_INDEX {
        Some(Column::Index)
    } else if has(classes::TABLE_DEADLINE) {
        Some(Column::Deadline)
    } else if tape.has(0, classes::TABLE_UNIT) {
        Some(Column::Unit)
    } else if year.is_some() || figures.baseline {
        Some(Column::Value(figures))
    } else if has(classes::TABLE_NAME) {
        Some(Column::Name)
    } else if figures.target {
        Some(Column::Value(figures))
    } else {
        None
    }
}

/// The year that a cell names, with the bytes that say it.
pub(crate) fn year_of(tape: &Tape<'_, '_>) -> Option<(u32, Span)> {
    let horizon = horizons(tape).last().map(|horizon| (horizon.year, horizon.span));
    let date = tape.dates().last().map(|(at, date)| (date.date.year(), tape.span(at, at + date.length)));
    let bare = |token: &&Token| token.is_year_long(tape.source);
    let digits = tape.tokens.iter().rfind(bare);
    let digits = digits.and_then(|token| Some((token.integer(tape.source)?, token.span)));
    horizon.or(date).or(digits).or_else(|| later_year(tape)).filter(|(year, _)| (1900..2200).contains(year))
}

/// A cell that is a year of the calendar that begins later, with three figures: `118年`. In a sentence it may be a time.
fn later_year(tape: &Tape<'_, '_>) -> Option<(u32, Span)> {
    /// No column is of a time as long.
    const FIRST: u32 = 101;
    let first = tape.tokens.first().filter(|_| tape.grammar.later > 0)?;
    let unit = tape.phrase(1, classes::UNIT).filter(|unit| 1 + unit.length == tape.tokens.len())?;
    let year = first.integer(tape.source).filter(|&year| (FIRST..=999).contains(&year))?;
    let years = tape.unit_of(unit)?.name == *"year";
    Some((year + tape.grammar.later, tape.whole())).filter(|_| years)
}

/// What the columns hold: by their heads, else by what stands in them. `None` where nothing says that it is a table.
///
/// `names` are the pieces of the head of each column, and the first `heads` rows hold them.
fn columns(page: &Page<'_, '_>, grid: &Grid, names: &[Cells], heads: usize) -> Option<Vec<Column>> {
    let (lines, _) = grid.first()?;
    let (_, cells) = grid.last()?;
    let line = page.lines.get(lines.start)?;
    let grammar = page.grammar_of(line)?;
    let name = |place: usize| names.get(place).map_or(&[][..], Vec::as_slice);
    let tapes: Vec<Tape<'_, '_>> =
        (0..cells.len()).map(|place| Tape::new(page.source, name(place), grammar)).collect();
    let mut columns: Vec<Option<Column>> = tapes.iter().map(column_of).collect();
    let known = columns.iter().flatten().count();
    let rows = || grid.iter().skip(heads).filter(|(_, cells)| !is_numbering(page.source, cells));
    if known == 0 && (heads == 0 || rows().count() < 2) {
        return None;
    }
    let mut named = false;
    let mut aimed = false;
    // What is called a target or a name and holds words is a name; what holds nothing but figures is a value.
    for (place, (column, head)) in columns.iter_mut().zip(&tapes).enumerate() {
        let filled = || rows().filter_map(|(_, cells)| cells.get(place)).filter(|cell| !cell.is_empty());
        let figures = filled().filter(|cell| is_figure(page.source, **cell, grammar)).count();
        let mostly = figures > 0 && figures * 2 >= filled().count();
        let told = || filled().filter(|cell| opens_with_word(page.source, **cell, grammar)).count();
        // `Kết quả` is what was reached, `Kết quả dự kiến` what is to be.
        let words = |class| head.phrase(0, class).map_or(0, |phrase| phrase.length);
        let open = matches!(column, None | Some(Column::Value(Figures { year: None, .. })));
        let result =
            open && words(classes::RESULT) > words(classes::TABLE_BASELINE) && told() * 2 > filled().count();
        // `Baseline | Year | 2030`, `Базовое значение | Год`: years are no figures of what is measured.
        let dated = || filled().count() > 1 && filled().all(|cell| is_bare_year(cell.of(page.source)));
        // `Target | By`, `Target year`: by when it is to be reached.
        let target = matches!(column, Some(Column::Name | Column::Value(Figures { year: None, .. })))
            && (0..head.tokens.len()).any(|at| head.has(at, classes::TABLE_TARGET));
        let open = open || *column == Some(Column::Name);
        *column = match *column {
            _ if result => Some(Column::Result),
            _ if open && (aimed || target) && place > 0 && dated() => Some(Column::Deadline),
            None | Some(Column::Name | Column::Value(Figures { year: None, target: false, .. }))
                if mostly && place > 0 && dated() =>
            {
                Some(Column::Text)
            }
            Some(Column::Value(figures)) if !mostly && figures.year.is_none() => None,
            // `Repair at least 60 km of pipes` in the first column of names is no figure.
            Some(Column::Name) if !named && told() * 2 > filled().count() => Some(Column::Name),
            // "Target" names what is to be reached, or over figures by how much.
            Some(Column::Name) | None if mostly && place > 0 => {
                Some(Column::Value(Figures { target, ..Figures::default() }))
            }
            other => other,
        };
        named |= *column == Some(Column::Name);
        aimed = match *column {
            Some(Column::Value(figures)) => figures.target && figures.year.is_none(),
            _ => aimed,
        };
        if let Some(Column::Value(figures)) = column {
            figures.yearly = is_yearly(head);
            figures.unit = name(place).last().and_then(|&name| unit_of_head(page.source, name, grammar));
            // `Costs, EUR million` over `2027 | 2030` says it of both.
            let above = || name(place).first().and_then(|&name| unit_of_caption(page.source, name, grammar));
            figures.unit = figures.unit.or_else(above);
        }
    }
    let bare = |column: &Option<Column>| matches!(column, Some(Column::Value(Figures { unit: None, .. })));
    if columns.iter().any(bare) && !columns.contains(&Some(Column::Unit)) {
        // `Budget, EUR million | 2027 | 2030`: what the rows are of says it too.
        let named = columns.iter().zip(names).find(|(column, _)| matches!(column, None | Some(Column::Name)));
        let named = named.and_then(|(_, pieces)| pieces.first());
        let named = named.and_then(|&name| unit_of_caption(page.source, name, grammar));
        let above = named.or_else(|| unit_above(page, lines.start, grammar));
        for column in &mut columns {
            if let Some(Column::Value(figures)) = column {
                figures.unit = figures.unit.or(above);
            }
        }
    }
    if !columns.contains(&Some(Column::Name)) {
        let first = columns.iter().position(Option::is_none);
        if let Some(column) = first.and_then(|place| columns.get_mut(place)) {
            *column = Some(Column::Name);
        }
    }
    Some(columns.into_iter().map(|column| column.unwrap_or(Column::Text)).collect())
}

/// The unit that the lines right above a table at line `at` end with: `3. Costs, EUR million`, above `Table 2` as well.
fn unit_above(page: &Page<'_, '_>, at: usize, grammar: &Compiled) -> Option<Span> {
    const LINES: usize = 2;
    /// A longer line is no caption.
    const LONGEST: usize = 240;
    let above = page.lines.get(..at)?.iter().rev().filter(|line| line.role == LineRole::Body).take(LINES);
    let captions = above.take_while(|line| line.row.is_none() && line.extent.length() <= LONGEST);
    captions.filter_map(|line| unit_of_caption(page.source, line.span, grammar)).next()
}

/// Whether a cell is a year and nothing else.
pub(crate) fn is_bare_year(cell: &str) -> bool {
    whole_number(cell).is_some_and(|year| (1900..2200).contains(&year)) && cell.chars().count() == 4
}

/// `Обучено 900 педагогов` and not `900`, `не менее 900`.
fn opens_with_word(source: &str, cell: Span, grammar: &Compiled) -> bool {
    let tape = Tape::new(source, &[cell], grammar);
    let word = tape.tokens.first().is_some_and(|first| first.shape == Shape::Word);
    let bound = [classes::BOUND, classes::APPROXIMATE].into_iter().any(|class| tape.has(0, class));
    word && !bound && tape.number_at(0).is_none()
}

/// A figure and no other beside it.
fn is_one_figure(source: &str, cell: Span, grammar: &Compiled) -> bool {
    is_figure(source, cell, grammar) && Tape::new(source, &[cell], grammar).numbers().count() <= 1
}

/// A few words with a number among the first of them.
pub(super) fn is_figure(source: &str, cell: Span, grammar: &Compiled) -> bool {
    const LONGEST: usize = 12;
    const FIRST: usize = 4;
    let tape = Tape::new(source, &[cell], grammar);
    // `Tỷ lệ` begins with a scale word: no figure.
    let near = tape.numbers().find(|(_, number)| !number.bare).is_some_and(|(at, _)| at < FIRST);
    let none = matches!(cell.of(source), "-" | "–" | "—" | "…" | "..." | "x" | "n/a" | "N/A");
    none || (near && tape.tokens.len() <= LONGEST)
}
