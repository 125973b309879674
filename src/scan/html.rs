//! Tables of HTML, as pages of the net are saved: each row a line, several rows on one, or each cell on its own.

use super::line::{Line, LineRole, Page};
use super::table::Cells;
use crate::effort;
use crate::text::{Span, Tag, is_space};
use std::ops::Range;

/// A row of such a table.
#[derive(Debug)]
pub(super) struct HtmlRow {
    pub(super) lines: Range<usize>,
    /// What stands in each column. A cell over several columns is in the first of them, one over several rows in the first
    /// of those.
    pub(super) cells: Cells,
    /// The same, with such a cell in all its columns.
    pub(super) spread: Cells,
    /// All its cells are heads.
    pub(super) head: bool,
}

/// Whether a text could hold such a table.
pub(super) fn has_rows(text: &str) -> bool {
    text.contains("<tr") || text.contains("<TR")
}

/// The byte at which the next row of a table begins in a line, after its first byte.
pub(super) fn next_row(line: &str) -> Option<usize> {
    let mut starts = line.match_indices('<').map(|(at, _)| at).filter(|&at| at > 0);
    starts.find(|&at| {
        let tag = line.get(at..at + 4).filter(|tag| tag.is_char_boundary(3));
        tag.and_then(|_| Tag::at(line.get(at..)?)).is_some_and(|tag| !tag.closing && tag.is("tr"))
    })
}

/// Columns of a table, at most; a `colspan` of thousands is none that a reader sees.
const MOST_COLUMNS: usize = 64;

/// Lines of one row, at most: each cell on one with its tags, and a few paragraphs in one of them.
const MOST_LINES: usize = 200;

/// The rows of the table whose first row begins at line `at`, as many as have the same number of columns, and the line after
/// them.
pub(super) fn rows(page: &Page<'_, '_>, at: usize) -> (Vec<HtmlRow>, usize) {
    let mut reader =
        Reader { source: page.source, rows: Vec::new(), row: None, cell: None, below: Vec::new() };
    let mut end = at;
    for (index, line) in page.lines.iter().enumerate().skip(at) {
        if line.role != LineRole::Body || !reader.line(line, index) {
            break;
        }
        end = index + 1;
        // What comes next belongs to another table.
        if !reader.is_even() {
            reader.row = None;
            break;
        }
    }
    reader.end_row();
    let last = reader.rows.last().map_or(end, |row| row.lines.end);
    let width = reader.rows.first().map_or(0, |row| row.cells.len());
    match reader.rows.pop_if(|row| row.cells.len() != width) {
        // The next table may begin with it.
        Some(other) => (reader.rows, other.lines.start),
        None => (reader.rows, last),
    }
}

/// Whether a line begins with a tag.
pub(super) fn is_tagged(line: &str) -> bool {
    Tag::at(line).is_some()
}

/// Whether a line is a cell of such a table, or the first of its lines.
pub(super) fn is_cell(line: &str) -> bool {
    Tag::at(line).is_some_and(|tag| tag.is("td") || tag.is("th") || tag.is("tr"))
}

/// A row that is open.
#[derive(Debug)]
struct Open {
    row: HtmlRow,
    heads: usize,
}

struct Reader<'t> {
    source: &'t str,
    rows: Vec<HtmlRow>,
    row: Option<Open>,
    /// The cell that is open: its first byte, and its columns and rows.
    cell: Option<(usize, usize, usize)>,
    /// For each column how many rows more the cell above takes.
    below: Vec<usize>,
}

impl Reader<'_> {
    /// Reads the tags of a line; `false` where it is none of the table.
    fn line(&mut self, line: &Line, index: usize) -> bool {
        let text = line.span.of(self.source);
        let (mut at, mut told) = (0, false);
        while let Some(next) = text.get(at..).and_then(|rest| rest.find('<')) {
            let from = at + next;
            let Some(tag) = text.get(from..).and_then(Tag::at) else {
                at = from + 1;
                continue;
            };
            effort::note(1);
            at = from + tag.length;
            let here = line.span.start() + from;
            if tag.is("table") && (tag.closing || self.rows.is_empty() == self.row.is_none()) {
                if self.cell.is_some() {
                    self.row.iter_mut().for_each(|open| open.row.lines.end = index + 1);
                }
                self.end_cell(here);
                self.end_row();
                return false;
            } else if tag.is("tr") {
                self.end_cell(here);
                if tag.closing {
                    self.row.iter_mut().for_each(|open| open.row.lines.end = index + 1);
                }
                self.end_row();
                if !tag.closing {
                    let row = HtmlRow {
                        lines: index..index + 1,
                        cells: Vec::new(),
                        spread: Vec::new(),
                        head: false,
                    };
                    self.row = Some(Open { row, heads: 0 });
                }
                told = true;
            } else if tag.is("td") || tag.is("th") {
                self.end_cell(here);
                if !tag.closing {
                    self.row.iter_mut().for_each(|open| open.heads += usize::from(tag.is("th")));
                    let count = |name| number(tag.attributes, name).unwrap_or(1).clamp(1, MOST_COLUMNS);
                    self.cell = Some((line.span.start() + at, count("colspan"), count("rowspan")));
                }
                told = true;
            } else if ["tbody", "thead", "tfoot"].iter().any(|name| tag.is(name)) {
                told = true;
            }
        }
        if let Some(open) = &mut self.row {
            open.row.lines.end = index + 1;
            // Outside of its cells a row has no words.
            let within = told || self.cell.is_some() || line.tokens.0 == line.tokens.1;
            if within && open.row.lines.len() <= MOST_LINES {
                return true;
            }
            self.row = None;
            return false;
        }
        // Between rows there is nothing but tags.
        told
    }

    /// Whether the last row has as many columns as the first.
    fn is_even(&self) -> bool {
        let width = |row: Option<&HtmlRow>| row.map(|row| row.cells.len());
        width(self.rows.first()) == width(self.rows.last())
    }

    fn end_cell(&mut self, end: usize) {
        let Some((start, columns, rows)) = self.cell.take() else { return };
        let Some(open) = &mut self.row else { return };
        let span = Span::new(start, end).trimmed(self.source, is_space);
        fill(&mut self.below, &mut open.row);
        for column in 0..columns {
            if open.row.cells.len() >= MOST_COLUMNS {
                return;
            }
            let place = open.row.cells.len();
            open.row.cells.push(if column == 0 { span } else { Span::default() });
            open.row.spread.push(span);
            if self.below.len() <= place {
                self.below.resize(place + 1, 0);
            }
            self.below.get_mut(place).into_iter().for_each(|below| *below = rows - 1);
        }
    }

    fn end_row(&mut self) {
        let Some(mut open) = self.row.take() else { return };
        self.cell = None;
        fill(&mut self.below, &mut open.row);
        let filled = open.row.cells.iter().filter(|cell| !cell.is_empty()).count();
        open.row.head = open.heads > 0 && open.heads >= filled;
        if !open.row.cells.is_empty() {
            self.rows.push(open.row);
        }
    }
}

/// Fills the columns that a cell of a row above takes, from the end of the row on.
fn fill(below: &mut [usize], row: &mut HtmlRow) {
    while let Some(rows) = below.get_mut(row.cells.len()).filter(|rows| **rows > 0) {
        *rows -= 1;
        row.cells.push(Span::default());
        row.spread.push(Span::default());
    }
}

/// The number that an attribute of a tag has: ` colspan="3"`.
fn number(attributes: &str, name: &str) -> Option<usize> {
    let at = attributes.to_ascii_lowercase().find(name)?;
    let rest = attributes
        .get(at + name.len()..)?
        .trim_start_matches(|c| c == '=' || c == '"' || c == '\'' || is_space(c));
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    rest.get(..digits)?.parse().ok()
}
