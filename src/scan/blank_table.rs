//! Tables that have lost their layout: but one blank stands between the cells of a row, as some readers of PDF give a page.
//! `No. Metric Units Actual 2026 Target 2032` over `1 Schools with a library % 61.5 80`.
//!
//! The head is cut where the name of a column or its year begins. A row begins with its running number and ends with as many
//! figures as the head has columns of them.

use super::line::{Line, LineRole, Page};
use super::table::{Cells, Grid, cells_apart, is_head, opens_figure};
use crate::grammar::{ClassId, Compiled, classes};
use crate::quantity::Tape;
use crate::text::{Shape, Span, is_space, is_unspaced, whole_number};
use std::ops::Range;

/// Lines of a head or of a row, which a page may be too narrow for.
const MOST_LINES: usize = 4;

/// What a column of such a table holds. Words may stand in no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Index,
    Name,
    Unit,
    Figures,
}

/// Rows below a head that make a table.
const FEWEST_ROWS: usize = 2;

/// Whether line `at` begins with the name of a column of running numbers, as the heads of all tables here do.
pub(super) fn opens(page: &Page<'_, '_>, at: usize) -> bool {
    body(page, at).is_some_and(|line| page.phrase(line, line.tokens.0, classes::TABLE_INDEX).is_some())
}

/// The table whose head begins at line `at`, with the head as its first row.
pub(super) fn grid(page: &Page<'_, '_>, at: usize) -> Option<Grid> {
    let (first, end) = head(page, at)?;
    let grammar = page.grammar_of(first)?;
    let lines: Option<Cells> = (at..end).map(|line| Some(body(page, line)?.span)).collect();
    let columns = columns(page.source, &lines?, grammar)?;
    let holds: Vec<Holds> = columns.iter().map(|&(holds, _)| holds).collect();
    let mut grid: Grid = vec![(at..end, columns.into_iter().map(|(_, name)| name).collect())];
    let (mut next, mut rows) = (end, 0);
    while let Some((last, cells)) = row(page, next, rows + 1, &holds, grammar) {
        rows += 1;
        grid.push((next..last + 1, cells));
        next = last + 1;
        // `II. Culture and sport` over the rows of that field.
        if !begins_row(page, next, rows + 1) && begins_row(page, next + 1, rows + 1) {
            let Some(group) = body(page, next).filter(|line| is_group(page, line)) else { break };
            let mut cells = vec![group.span];
            cells.resize(holds.len(), Span::default());
            grid.push((next..next + 1, cells));
            next += 1;
        }
    }
    (rows >= FEWEST_ROWS).then_some(grid)
}

/// The table whose head begins at line `at`, in a script that has no blanks between words, so that each blank ends a cell:
/// `序号 指标 单位 2030年 属性` over `1 森林覆盖率 % 42 约束性`. The running numbers of its rows tell it from a sentence, and where a
/// row was cut to the width of the page: `2 重点保护植物` / `种类保护率 % 90 预期性`.
pub(super) fn unspaced(page: &Page<'_, '_>, at: usize) -> Option<Grid> {
    const FEWEST_CELLS: usize = 4;
    let first = body(page, at)?;
    let split = |line: &Line| cells_apart(page.source, line, 1);
    let names = split(first);
    let width = names.len();
    let unspaced = first.span.of(page.source).contains(is_unspaced);
    if width < FEWEST_CELLS || !unspaced || !is_head(page, first, &names) {
        return None;
    }
    let counts = |cells: &Cells, row: usize| {
        let number = cells.first().and_then(|cell| whole_number(cell.of(page.source)));
        number.is_some_and(|number| usize::try_from(number) == Ok(row))
    };
    let mut grid: Grid = vec![(at..at + 1, names)];
    // The lines of a row that is not whole yet.
    let mut open: Option<(Range<usize>, Cells)> = None;
    for (index, line) in page.lines.iter().enumerate().skip(at + 1) {
        if line.role == LineRole::Page {
            continue;
        }
        let mut cells = split(line);
        let mut lines = index..index + 1;
        if let Some((above, mut begun)) = open.take() {
            // The word that the end of the line cut apart is one cell.
            if let (Some(last), Some(next)) = (begun.last_mut(), cells.first()) {
                *last = last.cover(*next);
            }
            begun.extend(cells.into_iter().skip(1));
            (lines, cells) = (above.start..index + 1, begun);
        }
        if body(page, index).is_none() || cells.len() > width || !counts(&cells, grid.len()) {
            break;
        }
        if cells.len() == width {
            grid.push((lines, cells));
        } else if lines.len() < MOST_LINES {
            open = Some((lines, cells));
        } else {
            break;
        }
    }
    (grid.len() > FEWEST_ROWS).then_some(grid)
}

/// The table whose head begins at line `at` and whose columns of words cannot be told apart: `TT Nội dung Cơ quan chủ trì` over
/// `1 Xây bến mới Sở Giao thông`. Its rows have a running number, which counts nothing, and all other words as one cell.
pub(super) fn numbered(page: &Page<'_, '_>, at: usize) -> Option<Grid> {
    /// Lines of a row, all of whose words are in one cell.
    const LONGEST_ROW: usize = 8;
    let (first, end) = head(page, at)?;
    let (length, _) = page.phrase(first, first.tokens.0, classes::TABLE_INDEX)?;
    page.phrase(first, first.tokens.0 + length, classes::TABLE_NAME)?;
    let bare = |line: usize, number: usize| begins_row(page, line, number) && !is_marked(page, line);
    let mut starts = Vec::new();
    let mut next = Some(end).filter(|&line| bare(line, 1));
    while let Some(start) = next {
        starts.push(start);
        let mut rest = (start + 1..=start + LONGEST_ROW).take_while(|&line| goes_on(page, line));
        next = rest.find(|&line| bare(line, starts.len() + 1));
    }
    let cells = |from: usize, to: usize| {
        let (first, last) = (body(page, from)?, body(page, to - 1)?);
        let label = page.tokens_of(first).first()?.span;
        let words = Span::new(label.end(), last.span.end()).trimmed(page.source, is_space);
        Some((from..to, vec![label, words]))
    };
    // What goes on below the last of them may be something else.
    let ends = starts.iter().skip(1).copied().chain(starts.last().map(|&last| last + 1));
    let rows = starts.iter().zip(ends).map(|(&from, to)| cells(from, to));
    let grid: Grid = [cells(at, end)].into_iter().chain(rows).collect::<Option<_>>()?;
    (starts.len() >= FEWEST_ROWS).then_some(grid)
}

/// The first line of a head that begins at line `at`, and the line of row 1 below it.
fn head<'p>(page: &'p Page<'_, '_>, at: usize) -> Option<(&'p Line, usize)> {
    let first = body(page, at)?;
    let end = (at + 1..=at + MOST_LINES).find(|&next| begins_row(page, next, 1))?;
    Some((first, end))
}

fn body<'p>(page: &'p Page<'_, '_>, at: usize) -> Option<&'p Line> {
    page.lines.get(at).filter(|line| line.role == LineRole::Body && line.row.is_none())
}

/// Whether line `at` begins with `number` and a word.
fn begins_row(page: &Page<'_, '_>, at: usize, number: usize) -> bool {
    let tokens = body(page, at).map_or(&[][..], |line| page.tokens_of(line));
    let word = |at: usize| tokens.get(at).is_some_and(|next| next.shape == Shape::Word);
    let mark = is_marked(page, at);
    let numbered = tokens.first().and_then(|first| first.integer(page.source));
    numbered.is_some_and(|found| usize::try_from(found) == Ok(number)) && word(1 + usize::from(mark))
}

/// Whether a mark stands behind the first word of line `at`, as behind the number of an item.
fn is_marked(page: &Page<'_, '_>, at: usize) -> bool {
    let second = body(page, at).and_then(|line| page.tokens_of(line).get(1));
    second.is_some_and(|mark| mark.is('.') || mark.is(')'))
}

/// Whether line `at` may be of the row above it, or of the next: none of a new paragraph, item or heading.
fn goes_on(page: &Page<'_, '_>, at: usize) -> bool {
    let plain = |line: &Line| !page.is_apart(line) && !is_marked(page, at) && !page.is_shouted(line);
    body(page, at).is_some_and(plain)
}

/// A few words without a figure.
fn is_group(page: &Page<'_, '_>, line: &Line) -> bool {
    const LONGEST: usize = 80;
    let tokens = page.tokens_of(line);
    let figures = tokens.iter().skip(1).any(|token| token.shape == Shape::Digits);
    let ends = tokens.last().is_some_and(|last| matches!(last.shape, Shape::Punct('.' | ';' | ':')));
    line.extent.length() <= LONGEST && !figures && !ends
}

/// The columns that a head names, each with its words: a running number, a name, perhaps a unit, and figures. `None` where it
/// names any other column, as words of two columns cannot be told apart.
fn columns(source: &str, lines: &[Span], grammar: &Compiled) -> Option<Vec<(Holds, Span)>> {
    const FEWEST_FIGURES: usize = 2;
    let tape = Tape::new(source, lines, grammar);
    let mut starts: Vec<(Holds, usize)> = Vec::new();
    // Whether the last column has its year already, and what the phrase was that named it.
    let (mut dated, mut named): (bool, Option<(ClassId, usize)>) = (false, None);
    let mut at = 0;
    while at < tape.tokens.len() {
        let last = starts.last().map(|&(holds, _)| holds);
        let date = tape.date_at(at).map(|date| date.length);
        let year = tape.tokens.get(at).is_some_and(|token| token.is_year_long(source)).then_some(1);
        if let Some(length) = date.or(year) {
            // `2021 - 2025` is one period.
            let goes_on = at > 0 && (tape.is(at - 1, '-') || tape.is(at - 1, '/'));
            if !goes_on && (dated || last != Some(Holds::Figures)) {
                starts.push((Holds::Figures, at));
            }
            (dated, named) = (true, None);
            at += length.max(1);
            continue;
        }
        let Some((class, length)) = name_at(&tape, at) else {
            at += 1;
            continue;
        };
        // `Kết quả thực hiện` says the same twice, `Chỉ tiêu, nhiệm vụ` names what one column holds.
        let same = named.is_some_and(|(before, end)| before == class && at <= end + 1);
        let holds = match class {
            classes::TABLE_INDEX => Some(Holds::Index).filter(|_| starts.is_empty()),
            classes::TABLE_UNIT => Some(Holds::Unit),
            classes::TABLE_NAME if last == Some(Holds::Index) => Some(Holds::Name),
            classes::TABLE_NAME | classes::TABLE_TARGET | classes::TABLE_BASELINE => Some(Holds::Figures),
            _ => None,
        };
        if !same {
            starts.push((holds?, at));
            dated = false;
        }
        named = Some((class, at + length));
        at += length;
    }
    let kinds: Vec<Holds> = starts.iter().map(|&(holds, _)| holds).collect();
    let figures = match kinds.as_slice() {
        [Holds::Index, Holds::Name, Holds::Unit, figures @ ..]
        | [Holds::Index, Holds::Name, figures @ ..] => figures,
        _ => return None,
    };
    let known = figures.len() >= FEWEST_FIGURES && figures.iter().all(|&holds| holds == Holds::Figures);
    let ends = starts.iter().skip(1).map(|&(_, at)| at).chain([tape.tokens.len()]);
    known.then(|| starts.iter().zip(ends).map(|(&(holds, from), to)| (holds, tape.span(from, to))).collect())
}

/// The name of a column that begins at a token of a head.
fn name_at(tape: &Tape<'_, '_>, at: usize) -> Option<(ClassId, usize)> {
    let known = [
        classes::TABLE_INDEX,
        classes::TABLE_DEADLINE,
        classes::TABLE_UNIT,
        classes::TABLE_BASELINE,
        classes::TABLE_NAME,
        classes::TABLE_TARGET,
    ];
    let apart = at == 0 || tape.tokens.get(at).is_some_and(|token| token.spaced);
    let found = known.into_iter().filter_map(|class| Some((class, tape.phrase(at, class)?.length)));
    // Of two that are as long the first is taken.
    found.filter(|_| apart).reduce(|best, other| if other.1 > best.1 { other } else { best })
}

/// Row number `number`, which begins at line `at`: its last line and its cells.
fn row(
    page: &Page<'_, '_>,
    at: usize,
    number: usize,
    holds: &[Holds],
    grammar: &Compiled,
) -> Option<(usize, Cells)> {
    if !begins_row(page, at, number) {
        return None;
    }
    let source = page.source;
    let wanted = holds.iter().filter(|&&holds| holds == Holds::Figures).count();
    let first = body(page, at)?;
    let own = |line: usize| line == at || (goes_on(page, line) && !begins_row(page, line, number + 1));
    let mut lines =
        (at..at + MOST_LINES).take_while(|&line| own(line)).map_while(|line| Some((line, body(page, line)?)));
    let mut ends = lines.by_ref().map(|(index, line)| (index, figures_at_end(source, line.span)));
    let (mut last, (mut figures, rest)) = ends.find(|(_, (figures, _))| !figures.is_empty())?;
    // `… % 34.2` / `42`: the page was too narrow for all of them.
    for (index, line) in lines.take_while(|(_, line)| line.span.of(source).starts_with(opens_figure)) {
        let (more, from) = figures_at_end(source, line.span);
        if figures.len() + more.len() > wanted || from > line.span.start() {
            break;
        }
        (last, figures) = (index, [figures, more].concat());
    }
    if figures.len() != wanted {
        return None;
    }
    // The number and its mark: `1`, `1.`.
    let label = first
        .span
        .of(source)
        .find(is_space)
        .map_or(first.span, |end| Span::new(first.span.start(), first.span.start() + end));
    let words = Span::new(label.end(), rest.max(label.end())).trimmed(source, is_space);
    let unit = if holds.contains(&Holds::Unit) { unit_at_end(source, words, grammar) } else { words.end() };
    let mut cells = vec![label, Span::new(words.start(), unit).trimmed(source, is_space)];
    if holds.contains(&Holds::Unit) {
        cells.push(Span::new(unit, words.end()));
    }
    cells.extend(figures);
    cells.get(1).is_some_and(|name| !name.is_empty()).then_some((last, cells))
}

/// The figures that a line ends with, from the first, and the byte at which the words before them end.
fn figures_at_end(source: &str, line: Span) -> (Cells, usize) {
    let text = line.of(source);
    let mut found = Cells::new();
    let mut end = text.len();
    while let Some(last) =
        text.get(..end).map(|rest| rest.trim_end_matches(is_space)).filter(|rest| !rest.is_empty())
    {
        let from = last.rmatch_indices(is_space).next().map_or(0, |(at, blank)| at + blank.len());
        let word = last.get(from..).unwrap_or_default();
        let figure = word.starts_with(opens_figure)
            && word.contains(char::is_numeric)
            && !word.contains(char::is_alphabetic);
        let span = Span::new(line.start() + from, line.start() + last.len());
        match found.last_mut() {
            // `≥ 96`: the sign of a bound stands before its figure.
            Some(next) if matches!(word, "<" | ">" | "≤" | "≥") => *next = span.cover(*next),
            _ if figure => found.push(span),
            _ => break,
        }
        end = from;
    }
    found.reverse();
    (found, line.start() + text.get(..end).unwrap_or_default().trim_end_matches(is_space).len())
}

/// The byte at which the unit begins that ends some words: `… triệu USD`, `… người/1.000 dân`; their end where none does.
fn unit_at_end(source: &str, words: Span, grammar: &Compiled) -> usize {
    /// Tokens behind a stroke.
    const PER: usize = 6;
    /// Tokens of a noun that is no unit of the grammar.
    const NOUN: usize = 2;
    /// Tokens of a unit.
    const LONGEST: usize = 10;
    let tape = Tape::new(source, &[words], grammar);
    let length = tape.tokens.len();
    let is_unit = |from: usize| {
        let scales = (from..length).take_while(|&at| tape.has(at, classes::SCALE)).count();
        // `nghìn TOE` is a unit that begins with a scale.
        let ends = [from, from + scales].map(|at| Some(at + tape.phrase(at, classes::UNIT)?.length));
        let whole = |end: usize| end == length || (tape.is(end, '/') && length - end <= PER);
        // `nghìn lượt khách`: a scale says that the noun behind it is a unit; `tỷ lệ nghèo` is no scale.
        let noun = scales > 0 && tape.phrase(from, classes::UNIT).is_none() && length - from - scales <= NOUN;
        noun || ends.into_iter().flatten().any(whole)
    };
    let apart = |at: &usize| *at > 0 && tape.tokens.get(*at).is_some_and(|token| token.spaced);
    let found = (length.saturating_sub(LONGEST)..length).filter(apart).find(|&at| is_unit(at));
    found.and_then(|at| tape.tokens.get(at)).map_or(words.end(), |token| token.span.start())
}
