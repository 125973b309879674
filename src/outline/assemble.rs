//! Gives every line of words to the node whose marker stands before it, and joins the lines of a paragraph.

use super::runs::pair_runs;
use super::search::Accepted;
use crate::grammar::{ClassId, classes};
use crate::scan::{Candidate, Line, LineRole, Page, Sheet, Wrapping, ends_full, physical_lines, renditions};
use crate::text::{Markup, Shape, Span, Spans, Token, fold_punctuation, is_line_end, markup, next_mark};

/// A paragraph: its pieces, one a line unless the line went on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Block {
    pub(crate) pieces: Spans,
    /// Index of the grammar it is read with.
    pub(crate) grammar: usize,
    /// The row of a table that it is, in [`Page::rows`]; its pieces are the cells.
    pub(crate) row: Option<usize>,
    /// How many markers stand before it; blocks with as many have none between them.
    pub(crate) turn: usize,
    /// It is a translation that stands elsewhere: not right behind what it translates.
    pub(crate) apart: bool,
}

impl Block {
    /// Whether one of the marks is the last of the paragraph.
    pub(crate) fn ends_in(&self, source: &str, marks: &[char]) -> bool {
        let last = self.pieces.last().and_then(|piece| piece.of(source).trim_end().chars().next_back());
        last.is_some_and(|last| marks.contains(&fold_punctuation(last)))
    }
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
    /// Where the words begin that would have been more nodes than the limit allows.
    pub(crate) too_many: Option<Span>,
    /// Nodes that it comes to.
    pub(crate) nodes: usize,
}

impl Outline {
    /// The paragraphs under entry `open`, or before the first entry.
    fn blocks(&mut self, open: Option<usize>) -> &mut Vec<Block> {
        match open.and_then(|open| self.entries.get_mut(open)) {
            Some(entry) => &mut entry.blocks,
            None => &mut self.before,
        }
    }

    /// Throws away the candidates that no entry was made of: the others stay until the tree is made.
    pub(crate) fn keep_own(&mut self, candidates: &mut Vec<Candidate>) {
        let mut places = vec![u32::MAX; candidates.len()];
        for &index in self.entries.iter().flat_map(|entry| entry.candidate.iter().chain(&entry.translations))
        {
            places.get_mut(index).into_iter().for_each(|place| *place = 0);
        }
        for (next, place) in (0..).zip(places.iter_mut().filter(|place| **place == 0)) {
            *place = next;
        }
        let mut all = places.iter();
        candidates.retain(|_| all.next().is_some_and(|&place| place != u32::MAX));
        candidates.shrink_to_fit();
        let moved =
            |index: &mut usize| *index = places.get(*index).map_or(usize::MAX, |&place| place as usize);
        for entry in &mut self.entries {
            entry.candidate.iter_mut().for_each(moved);
            entry.translations.iter_mut().for_each(moved);
        }
    }

    /// Adds a block as a node of its own, or to the one before where there are as many as may be.
    fn push(&mut self, open: Option<usize>, block: Block, most: usize) {
        let full = self.nodes >= most;
        let blocks = self.blocks(open);
        // The first words of an entry are its own.
        let own = open.is_some() && blocks.is_empty();
        match blocks.last_mut().filter(|_| full && !own) {
            Some(last) => {
                let from = block.pieces.first().copied();
                last.pieces.extend(block.pieces.iter().copied());
                self.too_many = self.too_many.or(from);
            }
            None => {
                // Most entries have their own words and nothing else.
                if blocks.is_empty() {
                    blocks.reserve_exact(1);
                }
                blocks.push(block);
                self.nodes += usize::from(!own);
            }
        }
    }
}

/// Where words are laid.
#[derive(Clone, Copy)]
struct Place {
    /// The entry that is open.
    open: Option<usize>,
    /// Markers before them, translations among them.
    turn: usize,
    /// Most nodes that there may be.
    most: usize,
}

/// Lays the words of the body lines under the accepted markers.
/// `most` is how many nodes there may be.
pub(crate) fn assemble(
    page: &Page<'_, '_>,
    candidates: &[Candidate],
    accepted: &[Accepted],
    most: usize,
) -> Outline {
    let mut outline = Outline::default();
    // Translations are no entries: where the marker at each place of `accepted` went.
    let mut entry_of: Vec<Option<usize>> = Vec::with_capacity(accepted.len());
    let mut markers = accepted
        .iter()
        .filter_map(|accepted| candidates.get(accepted.candidate).map(|candidate| (accepted, candidate)));
    let mut next = markers.next();
    let mut open: Option<usize> = None;
    let mut last: Option<usize> = None;
    // The line before holds translations of some of its clauses.
    let mut rendered = false;
    // The row of two columns that the line stands in goes on with the row above.
    let mut row_joins = false;
    for (index, line) in page.lines.iter().enumerate() {
        if line.role != LineRole::Body {
            continue;
        }
        if let Some(row) = line.row {
            add_row(&mut outline, page, line, row, Place { open, turn: entry_of.len(), most });
            last = None;
            continue;
        }
        let mut from = line.tokens.0;
        let rendition = rendered && opens_in_bracket(page.source, line);
        let mut joins = last.is_some_and(|at| {
            let heading = is_heading(&outline, open, candidates);
            let within = outline.blocks(open).len() > 1;
            page.lines.get(at).is_some_and(|last| {
                if last.grammar != line.grammar {
                    return rendition && !line.blank_before;
                }
                goes_on(page, last, line, at + 1 < index, heading)
                    || breaks_off(page, last, line, at + 1 < index, within)
            })
        });
        if page.in_scripts() {
            let marked = next.map(|(_, candidate)| candidate.line);
            row_joins = match page.is_beside_last(index) {
                // The other side of the row may be a line of the head.
                true => row_joins && last == index.checked_sub(1),
                false => last.is_some() && row_goes_on(page, index, marked),
            };
        }
        joins |= row_joins;
        while let Some((accepted, candidate)) = next.filter(|(_, candidate)| candidate.line == index) {
            if outline.nodes >= most {
                outline.too_many = outline.too_many.or(Some(candidate.span));
                next = None;
                break;
            }
            let place = Place { open, turn: entry_of.len(), most };
            add(&mut outline, page, line, (from, candidate.tokens.0), joins, place);
            let original = accepted.translates.and_then(|place| entry_of.get(place).copied().flatten());
            open = original.or(Some(outline.entries.len()));
            entry_of.push(open);
            match original.and_then(|original| outline.entries.get_mut(original)) {
                Some(entry) => entry.translations.push(accepted.candidate),
                None => {
                    outline.nodes += 1;
                    outline.entries.push(Entry {
                        candidate: Some(accepted.candidate),
                        parent: accepted.parent.and_then(|place| entry_of.get(place).copied().flatten()),
                        restart: accepted.restart,
                        translations: Vec::new(),
                        blocks: Vec::new(),
                    });
                }
            }
            from = candidate.tokens.1;
            joins = false;
            next = markers.next();
        }
        let place = Place { open, turn: entry_of.len(), most };
        rendered = add(&mut outline, page, line, (from, line.tokens.1), joins, place) || (joins && rendered);
        last = Some(index);
    }
    if page.grammars.len() > 1 {
        pair_runs(&mut outline, candidates);
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
        matches!(self.style.wrapping, Wrapping::Heading | Wrapping::LeadIn | Wrapping::Horizon)
    }
}

/// Adds a row of a table, when its first line comes by.
fn add_row(outline: &mut Outline, page: &Page<'_, '_>, line: &Line, index: usize, place: Place) {
    if outline.blocks(place.open).last().is_some_and(|block| block.row == Some(index)) {
        return;
    }
    let cells = page.rows.get(index).map_or(&[][..], |row| &row.cells);
    let pieces = cells.iter().filter(|cell| !cell.is_empty());
    let pieces = pieces.flat_map(|&cell| without_markup(page.source, cell.start(), cell)).collect();
    let block = Block { pieces, grammar: line.grammar, row: Some(index), turn: place.turn, apart: false };
    outline.push(place.open, block, place.most);
}

/// Whether the words of a line stand in brackets from the first on.
fn opens_in_bracket(source: &str, line: &Line) -> bool {
    let before = source.get(..line.span.start()).unwrap_or_default();
    before.ends_with(BRACKETS) || line.span.of(source).starts_with(BRACKETS)
}

const BRACKETS: [char; 2] = ['(', '（'];

/// Adds the tokens of a line from the first of `words` up to the second to the node that is open. Whether translations of its
/// clauses stand among them.
fn add(
    outline: &mut Outline,
    page: &Page<'_, '_>,
    line: &Line,
    (from, to): (usize, usize),
    joins: bool,
    place: Place,
) -> bool {
    let piece = match (page.tokens.get(from), to.checked_sub(1).and_then(|last| page.tokens.get(last))) {
        (Some(first), Some(last)) if from < to => first.span.cover(last.span),
        _ => return false,
    };
    // The line's own end may hold a mark that is no token (a joiner); the words end where the line does.
    let piece = if to == line.tokens.1 { Span::new(piece.start(), line.span.end()) } else { piece };
    let parts = match page.grammars.len() {
        2 => renditions(page.source, piece, line.grammar, page.grammars),
        _ => vec![(piece, line.grammar)],
    };
    // The blocks of the paragraph: those of its renditions stand behind its own.
    let blocks = outline.blocks(place.open);
    let own = |block: &Block| block.row.is_none();
    let near = blocks.len().saturating_sub(RENDERED)..blocks.len();
    let known = near
        .rev()
        .find(|&at| joins && blocks.get(at).is_some_and(|block| own(block) && block.grammar == line.grammar));
    let from = known.unwrap_or(blocks.len());
    let rendered = parts.len() > 1;
    for (part, grammar) in parts {
        let pieces = without_markup(page.source, line.span.start(), part);
        let mut blocks = outline.blocks(place.open).iter_mut().skip(from);
        match blocks.find(|block| block.grammar == grammar) {
            Some(block) => block.pieces.extend(pieces),
            None => {
                let block = Block {
                    pieces: pieces.into_iter().collect(),
                    grammar,
                    row: None,
                    turn: place.turn,
                    apart: false,
                };
                outline.push(place.open, block, place.most);
            }
        }
    }
    rendered
}

/// Blocks of a paragraph that holds its translation.
const RENDERED: usize = 2;

/// Characters: a shorter line was not cut, but ends there: `47th plenary meeting` / `4 November 2027`.
const SHORTEST_CUT: usize = 40;

/// Whether the words of `last` go on in `next`: the line was cut by a page or by a width, not by the author.
fn goes_on(page: &Page<'_, '_>, last: &Line, next: &Line, apart: bool, heading: bool) -> bool {
    let (Some(end), Some(start)) = (page.tokens_of(last).last(), page.tokens_of(next).first()) else {
        return false;
    };
    // The label of a row and what it says are not one sentence.
    if next.sheet == Sheet::Label || (last.sheet != next.sheet && next.sheet != Sheet::More) {
        return false;
    }
    // The bracket around a translation is no part of its line.
    let whole = page.source.get(last.span.end()..).is_some_and(|rest| rest.starts_with([')', '）']));
    let ended = matches!(end.shape, Shape::Punct('.' | '!' | '?' | ';' | ':' | '…' | '"' | ')'));
    let open = !ended && !whole;
    let unspaced = start.is_unspaced(page.source);
    let small = start.shape == Shape::Word && !start.capital && !unspaced;
    // In scripts without blanks and capitals, a comma at the end is all that says so.
    if unspaced && !next.blank_before && !apart && matches!(end.shape, Shape::Punct(',' | '、')) {
        return true;
    }
    if next.blank_before || apart {
        // A page break inside a sentence: nothing ends, and what follows begins small, or goes on after a full line with a
        // figure or in a script without capitals. Where furniture stands between, empty lines around it are the page's own.
        let full = (apart || !next.blank_before) && ends_full(page, last, next);
        let broken = full || (apart && dangles(page, last));
        let figure = start.shape == Shape::Digits;
        return open && if unspaced { apart && broken && !heading } else { small || (figure && broken) };
    }
    if heading && page.is_shouted(last) && page.is_shouted(next) && open && !unspaced {
        return true;
    }
    // `đạt từ` / `88% trở lên`: cut to a width that other lines do not show.
    let cut = last.extent.length() >= SHORTEST_CUT && !heading;
    let figure = || cut && start.shape == Shape::Digits && dangles(page, last);
    // `within 30 days of the signing of this` / `Decision.`
    let name = || cut && start.capital && ends_with(page, last, &JOINS);
    open && (small || figure() || name())
}

/// Whether the row of two columns that begins at line `index` goes on with the row above, as the side says that is in a script
/// with capitals: `于2029年前  Build four libraries` / `建成。  by 2029.` `marked` is the line of the next marker.
fn row_goes_on(page: &Page<'_, '_>, index: usize, marked: Option<usize>) -> bool {
    /// Sides of a row.
    const SIDES: usize = 2;
    let below = index..index + 1 + (1..SIDES).take_while(|at| page.is_beside_last(index + at)).count();
    let Some(last) = index.checked_sub(1) else { return false };
    let above = last
        - (1..SIDES).take_while(|&back| last >= back && page.is_beside_last(last + 1 - back)).count()
        ..index;
    let whole = |line: &Line| line.role == LineRole::Body && line.row.is_none();
    let lines = |at: std::ops::Range<usize>| page.lines.get(at).unwrap_or_default();
    let apart = lines(below.clone()).iter().any(|line| line.blank_before || !whole(line));
    if apart || marked.is_some_and(|line| below.contains(&line)) {
        return false;
    }
    lines(below).iter().any(|next| {
        let last = lines(above.clone()).iter().find(|last| last.grammar == next.grammar && whole(last));
        last.is_some_and(|last| leads_over(page, last, next))
    })
}

/// Whether the sentence of `last` is open, and `next` begins small, or with what the last word leads over to.
fn leads_over(page: &Page<'_, '_>, last: &Line, next: &Line) -> bool {
    let (Some(end), Some(start)) = (page.tokens_of(last).last(), page.tokens_of(next).first()) else {
        return false;
    };
    let open = !matches!(end.shape, Shape::Punct('.' | '!' | '?' | ';' | ':' | '…' | ')'));
    open && !start.is_unspaced(page.source) && (start.is_small_word(page.source) || dangles(page, last))
}

/// Words that stand before another one.
const JOINS: [ClassId; 3] = [classes::CONNECTOR, classes::DETERMINER, classes::LINK];

/// Whether a line ends with words that lead over to a figure or to the next item: `not more than`, `不超过`, `và`, or with the
/// month of a date whose year is not there: `before 31 December`.
fn dangles(page: &Page<'_, '_>, line: &Line) -> bool {
    const LEADS: [ClassId; 5] =
        [classes::BOUND, classes::TRAIL, classes::APPROXIMATE, classes::ACHIEVES, classes::MONTH];
    ends_with(page, line, &LEADS) || ends_with(page, line, &JOINS)
}

/// Whether the last words of a line are a phrase of one of the classes.
fn ends_with(page: &Page<'_, '_>, line: &Line, leads: &[ClassId]) -> bool {
    /// Tokens of such a phrase, at most.
    const LONGEST: usize = 6;
    let (from, to) = line.tokens;
    (to.saturating_sub(LONGEST).max(from)..to).any(|at| {
        leads.iter().any(|&class| page.phrase(line, at, class).is_some_and(|(length, _)| at + length == to))
    })
}

/// Whether `last` breaks off within a sentence of a script without blanks, wherever its line was cut: a sentence or clause
/// ends in it, and another begins. `within` says that it is no line with a marker, which may be a heading.
fn breaks_off(page: &Page<'_, '_>, last: &Line, next: &Line, apart: bool, within: bool) -> bool {
    /// A shorter line with a comma may be a heading: `节水优先，量水而行`.
    const SHORTEST: usize = 20;
    let (tokens, start) = (page.tokens_of(last), page.tokens_of(next).first());
    let (Some(end), Some(start)) = (tokens.last(), start) else { return false };
    let unspaced = |token: &Token| token.shape == Shape::Word && token.is_unspaced(page.source);
    if apart || next.blank_before || !unspaced(end) || !(unspaced(start) || start.shape == Shape::Digits) {
        return false;
    }
    let holds = |marks: &[char]| tokens.iter().any(|token| marks.iter().any(|&mark| token.is(mark)));
    // `全市粮食总产量达到186.4万吨`: a point among digits is no full stop.
    let stop = |token: &Token| token.is('.') && token.span.of(page.source) == "。";
    tokens.iter().any(stop) || holds(&[';']) || (within && holds(&[',']) && last.extent.length() >= SHORTEST)
}

/// The parts of a piece between tags, emphasis marks and the like. Emphasis that ends in it may have begun before it, after
/// byte `line`: `*By 2030:*`, whose first star is no word.
pub(crate) fn without_markup(source: &str, line: usize, piece: Span) -> Vec<Span> {
    let line = Span::new(line, piece.end());
    let text = line.of(source);
    let mut parts = Vec::new();
    let mut from = piece.start() - line.start();
    let mut at = from;
    let mut keep = |from: usize, to: usize| {
        if text.get(from..to).is_some_and(|part| !part.trim().is_empty()) {
            let part = Span::new(line.start() + from, line.start() + to);
            // One line stays as it is: a blank before a mark of emphasis is part of the words.
            if part.of(source).contains(is_line_end) {
                parts.extend(physical_lines(source, part));
            } else {
                parts.push(part);
            }
        }
    };
    while let Some(mark) = next_mark(text, at) {
        at = match markup(text, mark) {
            Some((length, Markup::Nothing | Markup::Space)) => {
                keep(from, mark);
                from = mark + length;
                from
            }
            _ => mark + 1,
        };
    }
    keep(from, text.len());
    parts
}
