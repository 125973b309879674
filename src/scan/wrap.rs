//! Lines that were cut to a width: put together again before anything else looks at them, so that a heading over two
//! lines is one heading, and a word at the start of a line is no marker.

use super::explain::PageWhy;
use super::line::{Line, LineRole, Page};
use super::marker::{Opening, opening};
use crate::grammar::classes;
use crate::text::{Shape, Span, Token, Traits, is_line_end, is_space, is_unspaced, length};

/// Wider than any page that is printed; longer lines are whole paragraphs.
const WIDEST: usize = 160;
/// A narrower column is one of a table.
const NARROWEST: usize = 20;
/// Points under points are not set in further.
const MOST_INDENT: usize = 16;
/// Too few lines tell nothing.
const FEWEST: usize = 8;

/// Puts the lines of `page` together that were one before the text was cut to a width.
pub(crate) fn join(page: &mut Page<'_, '_>) {
    if let Some(joined) = joined(page) {
        *page = joined;
    }
}

/// The page with the lines put together that were one before the text was cut to a width, if it was.
pub(crate) fn joined<'t, 'g>(whole: &Page<'t, 'g>) -> Option<Page<'t, 'g>> {
    let width = width(whole)?;
    let lines = &whole.lines;
    let joined: Vec<bool> = (0..lines.len())
        .map(|index| {
            let pair = index.checked_sub(1).and_then(|last| lines.get(last)).zip(lines.get(index));
            pair.is_some_and(|(last, next)| goes_on(whole, width, last, next, index))
        })
        .collect();
    // Beside the tokens of the one there is room for those of the other, and for no more.
    let mut page = Page {
        width: Some(width),
        lines: Vec::with_capacity(lines.len()),
        tokens: Vec::with_capacity(whole.tokens.len()),
        marks: whole.marks.clone(),
        tables: whole.tables.clone(),
        rows: whole.rows.clone(),
        ..*whole
    };
    let mut from = 0;
    while let Some(first) = lines.get(from) {
        let more = joined.iter().skip(from + 1).take_while(|&&joined| joined).count();
        let last = lines.get(from + more).unwrap_or(first);
        if more > 0 {
            page.push(first.span.cover(last.span), first.grammar, first.blank_before, first.level);
            if let Some(line) = page.lines.last_mut() {
                (line.role, line.page) = (first.role, first.page);
            }
        } else {
            let start = page.tokens.len();
            page.tokens.extend_from_slice(whole.tokens_of(first));
            page.lines.push(Line { tokens: (start, page.tokens.len()), ..first.clone() });
        }
        from += more + 1;
    }
    Some(page)
}

/// Columns that words take: characters of scripts without blanks take two. Marks and digits take one in either width.
fn columns(words: &str) -> usize {
    length(words) + words.chars().filter(|&c| Traits::of(c).is_unspaced()).count()
}

fn indent(page: &Page<'_, '_>, line: &Line) -> usize {
    let before = page.source.get(..line.span.start()).unwrap_or_default();
    before
        .chars()
        .rev()
        .take_while(|&c| is_space(c) && !is_line_end(c))
        .map(|c| if c == '\u{3000}' { 2 } else { 1 })
        .sum()
}

/// The column in which a line ends: its indent counts as well.
fn end_column(page: &Page<'_, '_>, line: &Line) -> usize {
    indent(page, line) + columns(line.span.of(page.source))
}

fn is_prose(page: &Page<'_, '_>, line: &Line) -> bool {
    let words = line.span.of(page.source);
    let gap = words.contains('\t') || words.contains("   ");
    // Lines that are centred or stand on the right are no lines of a paragraph.
    let apart = indent(page, line) > MOST_INDENT;
    line.role == LineRole::Body && line.row.is_none() && !gap && !apart
}

/// The width that a text was cut to, if it was: many lines are of nearly that length, or many sentences go on where the
/// width was used up, and hardly a line is longer.
fn width(page: &Page<'_, '_>) -> Option<usize> {
    /// Sentences that go on in the next line.
    const FEWEST_ENDS: usize = 3;
    let lines = || page.lines.iter().filter(|line| is_prose(page, line));
    let mut lengths: Vec<usize> = lines().map(|line| end_column(page, line)).collect();
    lengths.sort_unstable();
    // The longest fiftieth may be tables or addresses.
    let width = lengths.get((lengths.len() * 49 / 50).min(lengths.len().saturating_sub(1))).copied()?;
    if lengths.len() < FEWEST || !(NARROWEST..=WIDEST).contains(&width) {
        return None;
    }
    let full = lengths.iter().filter(|&&length| length * 5 >= width * 4).count();
    if full * 10 >= lengths.len() * 3 {
        return Some(width);
    }
    let (mut full, mut others) = (0, 0);
    for pair in page.lines.windows(2) {
        let [last, next] = pair else { continue };
        let open = page.tokens_of(last).last().is_some_and(is_open);
        let small = page.tokens_of(next).first().is_some_and(|first| is_small(page, first));
        if open && small && !next.blank_before && is_prose(page, last) && is_prose(page, next) {
            let cut = is_full(page, width, last, next);
            full += usize::from(cut);
            others += usize::from(!cut);
        }
    }
    (full >= FEWEST_ENDS && full > others * 2).then_some(width)
}

/// Whether `line` ends where the width that the text was cut to was used up.
pub(crate) fn ends_full(page: &Page<'_, '_>, line: &Line, next: &Line) -> bool {
    page.width.is_some_and(|width| is_full(page, width, line, next))
}

/// Whether the width was used up: the first word of the next line had no room.
fn is_full(page: &Page<'_, '_>, width: usize, line: &Line, next: &Line) -> bool {
    /// Blanks that were doubled stand in the width, and are counted once here.
    const BLANKS: usize = 2;
    let open = page.tokens_of(line).last().is_some_and(is_open);
    let listed = page.tokens_of(line).last().is_some_and(|last| last.is(';'));
    let figure = page.tokens_of(next).first().is_some_and(|first| first.shape == Shape::Digits);
    let unspaced = line.span.of(page.source).contains(is_unspaced);
    let first = next.span.of(page.source).split(is_space).next().map_or(0, columns).min(width / 3) + 1;
    let (first, slack) = match open {
        // Between ideographs lines are cut by eye: not before a mark, not within a name.
        // After a semicolon the next point of a list may begin.
        false if unspaced && listed => (width / 6, 0),
        _ if unspaced => (width / 3, 0),
        true if figure => (first, width / 4),
        // Lines that were cut by hand are of several lengths; where a sentence has ended that proves nothing.
        true => (first, width / 16),
        false => (first, BLANKS),
    };
    end_column(page, line) + first + slack > width
}

/// Whether the sentence is not at its end.
fn is_open(last: &Token) -> bool {
    !matches!(last.shape, Shape::Punct('.' | '!' | '?' | ';' | ':' | '…'))
}

fn is_small(page: &Page<'_, '_>, first: &Token) -> bool {
    first.shape == Shape::Word && !first.capital && !first.is_unspaced(page.source)
}

/// Whether line `next`, the one at `index`, goes on with `last`.
fn goes_on(page: &Page<'_, '_>, width: usize, last: &Line, next: &Line, index: usize) -> bool {
    let (Some(end), Some(start)) = (page.tokens_of(last).last(), page.tokens_of(next).first()) else {
        return false;
    };
    if next.blank_before || next.level > 0 {
        return false;
    }
    // A few words of the other language, or none but figures, look like no language; a translation begins a sentence.
    let small = is_small(page, start) || start.shape == Shape::Digits;
    if last.grammar != next.grammar && !(small && is_open(end)) {
        return false;
    }
    // `Над материалом работали: редакция, отдел` / `переводов`: a line that was put around the words goes on as well.
    let credit = last.page == Some(PageWhy::Credit) && is_small(page, start);
    if !(is_prose(page, last) || credit) || !is_prose(page, next) || !is_full(page, width, last, next) {
        return false;
    }
    let open = is_open(end);
    let unspaced = start.is_unspaced(page.source);
    match opening(page, index) {
        Some(Opening::Marker(after)) => {
            // `giai đoạn 2026` / `- 2030`, `доля` / `– не менее 90 %`, `theo` / `Điều 2 Quyết định này`: a dash of the sentence, where
            // no words begin after it; a reference, which has no mark at its end.
            let word = page.tokens.get(after).filter(|_| after < next.tokens.1);
            let begins = word.is_some_and(|word| word.capital || word.is_unspaced(page.source));
            let marked = after.checked_sub(1).and_then(|last| page.tokens.get(last));
            return open && !(begins && marked.is_some_and(|mark| matches!(mark.shape, Shape::Punct(_))));
        }
        // A line in the midst of a paragraph is full itself.
        Some(Opening::Heading) if !open => {
            let more = page.lines.get(index + 1).filter(|more| !more.blank_before);
            return more.is_some_and(|more| is_full(page, width, next, more));
        }
        _ => {}
    }
    if is_small(page, start) {
        return true;
    }
    let opens = |line: &Line, class| page.phrase(line, line.tokens.0, class).is_some();
    if !unspaced {
        // A heading in capitals above the words, or below them.
        let words =
            |line: &Line| page.tokens_of(line).iter().filter(|token| token.shape == Shape::Word).count();
        let (above, below) = (page.is_shouted(last), page.is_shouted(next));
        let loud = start.shouted || start.shape != Shape::Word;
        if (above && !loud) || (!above && below && words(next) > 1) {
            return false;
        }
        // `Приложение к постановлению Правительства` / `Озёрного края от 14 мая 2025 г.`: the heading of an annex.
        if opens(last, classes::ANNEX) {
            return false;
        }
    }
    let foot =
        [classes::RECIPIENTS, classes::SIGNATURE, classes::UNSIGNED, classes::STATEMENT, classes::ANNEX];
    let listed = end.is(';') && (unspaced || start.shape == Shape::Digits);
    open || listed || ((end.is('.') || end.is(':')) && !foot.into_iter().any(|class| opens(next, class)))
}

/// The parts of a piece that stand on lines of their own, without the white space around them.
pub(crate) fn physical_lines(source: &str, piece: Span) -> impl Iterator<Item = Span> {
    let mut from = piece.start();
    let parts = piece.of(source).split_inclusive(is_line_end).map(move |part| {
        let span = Span::new(from, from + part.len());
        from = span.end();
        span.trimmed(source, is_space)
    });
    parts.filter(|part| !part.is_empty())
}
