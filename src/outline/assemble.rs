//! Gives every line of words to the node whose marker stands before it, and joins the lines of a paragraph.

use super::search::Accepted;
use crate::scan::{Candidate, Line, LineRole, Page, Wrap, Wrapping};
use crate::text::{Markup, Shape, Span, is_unspaced, markup};

/// A paragraph: its pieces, one a line unless the line went on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Block {
    pub(crate) pieces: Vec<Span>,
    /// Index of the grammar it is read with.
    pub(crate) grammar: usize,
    /// The row of a table that it is, in [`Page::rows`]; its pieces are the cells.
    pub(crate) row: Option<usize>,
}

/// A marker with the words that follow it.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Index of the candidate; `None` for a section that was inferred.
    pub(crate) candidate: Option<usize>,
    pub(crate) parent: Option<usize>,
    pub(crate) restart: bool,
    /// Markers of its translations.
    pub(crate) translations: Vec<usize>,
    /// Its own words, then the paragraphs without a marker after them.
    pub(crate) blocks: Vec<Block>,
}

/// The outline: what stands before the first marker, and the markers in text order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outline {
    pub(crate) before: Vec<Block>,
    pub(crate) entries: Vec<Entry>,
}

/// Lays the words of the body lines under the accepted markers.
pub(crate) fn assemble(page: &Page<'_, '_>, candidates: &[Candidate], accepted: &[Accepted]) -> Outline {
    let wrap = Wrap::of(page);
    let mut outline = Outline::default();
    // Translations are no entries: where the marker at each place of `accepted` went.
    let mut entry_of: Vec<Option<usize>> = Vec::with_capacity(accepted.len());
    let mut markers = accepted
        .iter()
        .filter_map(|accepted| candidates.get(accepted.candidate).map(|candidate| (accepted, candidate)));
    let mut next = markers.next();
    let mut open: Option<usize> = None;
    let mut last: Option<usize> = None;
    for (index, line) in page.lines.iter().enumerate() {
        if line.role != LineRole::Body {
            continue;
        }
        if let Some(row) = line.row {
            add_row(&mut outline, open, page, line, row);
            last = None;
            continue;
        }
        let mut from = line.tokens.0;
        let mut joins = last.is_some_and(|at| {
            let heading = is_heading(&outline, open, candidates);
            page.lines.get(at).is_some_and(|last| {
                last.grammar == line.grammar && goes_on(page, &wrap, last, line, at + 1 < index, heading)
            })
        });
        while let Some((accepted, candidate)) = next.filter(|(_, candidate)| candidate.line == index) {
            add(&mut outline, open, page, line, from, candidate.tokens.0, joins);
            let original = accepted.translates.and_then(|place| entry_of.get(place).copied().flatten());
            open = original.or(Some(outline.entries.len()));
            entry_of.push(open);
            match original.and_then(|original| outline.entries.get_mut(original)) {
                Some(entry) => entry.translations.push(accepted.candidate),
                None => outline.entries.push(Entry {
                    candidate: Some(accepted.candidate),
                    parent: accepted.parent.and_then(|place| entry_of.get(place).copied().flatten()),
                    restart: accepted.restart,
                    translations: Vec::new(),
                    blocks: Vec::new(),
                }),
            }
            from = candidate.tokens.1;
            joins = false;
            next = markers.next();
        }
        add(&mut outline, open, page, line, from, line.tokens.1, joins);
        last = Some(index);
    }
    outline
}

fn is_heading(outline: &Outline, open: Option<usize>, candidates: &[Candidate]) -> bool {
    let last = open.and_then(|open| outline.entries.get(open)).filter(|entry| entry.blocks.len() <= 1);
    last.and_then(|entry| candidates.get(entry.candidate?))
        .is_some_and(|c| c.heading.is_some() || c.wrapping_is_heading())
}

impl Candidate {
    fn wrapping_is_heading(&self) -> bool {
        matches!(self.style.wrapping, Wrapping::Heading | Wrapping::Horizon)
    }
}

/// Adds a row of a table, when its first line comes by.
fn add_row(outline: &mut Outline, open: Option<usize>, page: &Page<'_, '_>, line: &Line, index: usize) {
    let blocks = match open.and_then(|open| outline.entries.get_mut(open)) {
        Some(entry) => &mut entry.blocks,
        None => &mut outline.before,
    };
    if blocks.last().is_some_and(|block| block.row == Some(index)) {
        return;
    }
    let cells = page.rows.get(index).map_or(&[][..], |row| &row.cells);
    let pieces = cells.iter().filter(|cell| !cell.is_empty());
    let pieces = pieces.flat_map(|&cell| without_markup(page.source, cell)).collect();
    blocks.push(Block { pieces, grammar: line.grammar, row: Some(index) });
}

/// Adds the tokens from `from` up to `to` of a line to the node that is open.
fn add(
    outline: &mut Outline,
    open: Option<usize>,
    page: &Page<'_, '_>,
    line: &Line,
    from: usize,
    to: usize,
    joins: bool,
) {
    let piece = match (page.tokens.get(from), to.checked_sub(1).and_then(|last| page.tokens.get(last))) {
        (Some(first), Some(last)) if from < to => first.span.cover(last.span),
        _ => return,
    };
    // The line's own end may hold a mark that is no token (a joiner); the words end where the line does.
    let piece = if to == line.tokens.1 { Span::new(piece.start(), line.span.end()) } else { piece };
    let blocks = match open.and_then(|open| outline.entries.get_mut(open)) {
        Some(entry) => &mut entry.blocks,
        None => &mut outline.before,
    };
    match blocks.last_mut().filter(|block| joins && block.grammar == line.grammar) {
        Some(block) => block.pieces.extend(without_markup(page.source, piece)),
        None => blocks.push(Block {
            pieces: without_markup(page.source, piece),
            grammar: line.grammar,
            row: None,
        }),
    }
}

/// Whether the words of `last` go on in `next`: the line was cut by a page or by a width, not by the author.
fn goes_on(page: &Page<'_, '_>, wrap: &Wrap, last: &Line, next: &Line, apart: bool, heading: bool) -> bool {
    let (Some(end), Some(start)) = (page.tokens_of(last).last(), page.tokens_of(next).first()) else {
        return false;
    };
    let open = !matches!(end.shape, Shape::Punct('.' | '!' | '?' | ';' | ':' | '…' | '"' | ')'));
    let unspaced = start.span.of(page.source).chars().next().is_some_and(is_unspaced);
    let small = start.shape == Shape::Word && !start.capital && !unspaced;
    // In scripts without blanks and capitals, a comma at the end is all that says so.
    if unspaced && !next.blank_before && !apart && matches!(end.shape, Shape::Punct(',' | '、')) {
        return true;
    }
    if next.blank_before || apart {
        // A page break inside a sentence: nothing ends, and what follows begins small, or with a figure after a full line.
        let figure = !next.blank_before && start.shape == Shape::Digits && wrap.is_full(page, last, next);
        return open && (small || figure) && !unspaced;
    }
    if heading && page.is_shouted(last) && page.is_shouted(next) && open && !unspaced {
        return true;
    }
    if wrap.is_full(page, last, next) {
        return !heading || small || !page.is_shouted(last);
    }
    open && (small || (wrap.width.is_some() && !heading && start.shape == Shape::Digits))
}

/// The parts of a piece between tags, emphasis marks and the like.
fn without_markup(source: &str, piece: Span) -> Vec<Span> {
    let text = piece.of(source);
    let mut parts = Vec::new();
    let (mut from, mut at) = (0, 0);
    let mut keep = |from: usize, to: usize| {
        if text.get(from..to).is_some_and(|part| !part.trim().is_empty()) {
            parts.push(Span::new(piece.start() + from, piece.start() + to));
        }
    };
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        match markup(text, at) {
            Some((length, Markup::Nothing | Markup::Space)) => {
                keep(from, at);
                at += length;
                from = at;
            }
            _ => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    keep(from, text.len());
    parts
}
