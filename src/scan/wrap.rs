//! Lines that were cut to a width: put together again before anything else looks at them, so that a heading over two
//! lines is one heading, and a word at the start of a line is no marker.

use super::explain::PageWhy;
use super::html;
use super::line::{Line, LineRole, Page, Sheet};
use super::marker::{Opening, is_sure_bullet, opening};
use super::spacing;
use super::unfold::unfold;
use crate::grammar::classes;
use crate::text::{Extent, Shape, Span, Token, is_line_end, is_space, is_unspaced};

/// Wider than any page that is printed; longer lines are whole paragraphs.
const WIDEST: usize = 160;
/// A narrower column is one of a table.
const NARROWEST: usize = 20;
/// Points under points are not set in further.
pub(super) const MOST_INDENT: usize = 16;
/// Characters of a run of words that is a whole document, or as good as one.
const WHOLE: usize = 3000;
/// The same of one that is the half of all; anything shorter is a paragraph.
const SHORTEST_WHOLE: usize = 1000;
/// Characters a line of a text that has hardly any line ends.
const DENSE: usize = 400;
/// Too few lines tell nothing.
const FEWEST: usize = 8;

/// Puts the lines of `page` together that were one before the text was cut to a width.
pub(crate) fn join(page: &mut Page<'_, '_>) {
    spacing::weigh(page);
    if let Some(width) = width(page) {
        *page = join_lines(page, width);
    }
    see_whole(page);
}

/// What `look` sees on the page once its lines are put together; afterwards they are as they were.
pub(crate) fn with_joined<'t, 'g, T>(page: &mut Page<'t, 'g>, look: impl FnOnce(&Page<'t, 'g>) -> T) -> T {
    let weighed = spacing::weigh(page);
    let seen = if let Some(width) = width(page) {
        let mut joined = join_lines(page, width);
        see_whole(&mut joined);
        look(&joined)
    } else {
        // The tokens stay what they are.
        let (lines, dense, whole) = (page.lines.clone(), page.dense, page.whole);
        see_whole(page);
        let seen = look(page);
        (page.lines, page.dense, page.whole) = (lines, dense, whole);
        seen
    };
    if weighed {
        spacing::forget(page);
    }
    seen
}

/// What can be told of the lines once they are put together.
fn see_whole(page: &mut Page<'_, '_>) {
    let runs = page.lines.iter().filter(|line| !line.runs_on).count();
    let length = page.lines.iter().map(|line| line.extent.length()).sum::<usize>();
    page.dense = length > runs * DENSE;
    page.whole = if page.dense { SHORTEST_WHOLE } else { WHOLE.min((length / 2).max(SHORTEST_WHOLE)) };
    unfold(page);
}

fn join_lines<'t, 'g>(whole: &Page<'t, 'g>, width: usize) -> Page<'t, 'g> {
    let page = whole;
    let lines = &page.lines;
    let listed = lists_lines(page, width);
    let emphasised = emphasised(page);
    let pair = |index: usize| {
        let last = index.checked_sub(1).and_then(|last| page.lines.get(last))?;
        Some((last, page.lines.get(index)?))
    };
    // Of every line: whether it goes on with the one before, and whether nothing says that one was ended by hand.
    let ties: Vec<(bool, bool)> = (0..page.lines.len())
        .map(|index| {
            let Some((last, next)) = pair(index) else { return (false, false) };
            if next.anew || next.sheet == Sheet::Label || last.sheet != next.sheet {
                return (false, false);
            }
            let full = !next.blank_before && is_prose(page, next) && is_full(page, width, last, next);
            let within =
                full && emphasised.get(index) == Some(&true) && (is_prose(page, last) || is_credit(last));
            let full = full && is_prose(page, last);
            (within || goes_on(page, width, last, next, index, listed), full)
        })
        .collect();
    // Beside the tokens of the one there is room for those of the other, and for no more.
    let mut page = Page {
        width: Some(width),
        lines: Vec::with_capacity(lines.len()),
        tokens: Vec::with_capacity(whole.tokens.len()),
        tables: whole.tables.clone(),
        rows: whole.rows.clone(),
        ..*whole
    };
    let mut from = 0;
    let mut run = 0;
    while let Some(first) = lines.get(from) {
        let more = ties.iter().skip(from + 1).take_while(|(joined, _)| *joined).count();
        let last = lines.get(from + more).unwrap_or(first);
        let before = page.lines.len();
        if more > 0 {
            let span = first.span.cover(last.span);
            // `... xã hội *Raise` / `awareness ...*`: a translation on the same line was cut with it.
            let parts = page.parts(span);
            let parts = if parts.len() > 1 { parts } else { vec![(span, first.grammar)] };
            for (place, (part, grammar)) in parts.into_iter().enumerate() {
                page.push(part, grammar, first.blank_before && place == 0, first.level);
            }
            for line in page.lines.get_mut(before..).into_iter().flatten() {
                (line.role, line.page) = (first.role, first.page);
                (line.anew, line.sheet) = (first.anew, first.sheet);
            }
        } else {
            let start = page.tokens.len();
            page.tokens.extend_from_slice(whole.tokens_of(first));
            page.lines.push(Line { tokens: (start, page.tokens.len()), ..first.clone() });
        }
        let runs_on = ties.get(from).is_some_and(|(_, full)| *full);
        if let Some(line) = page.lines.get_mut(before) {
            line.runs_on = runs_on;
        }
        if !runs_on {
            set_run(&mut page, run, before);
            run = before;
        }
        from += more + 1;
    }
    let end = page.lines.len();
    set_run(&mut page, run, end);
    page
}

/// Tells the lines from `from` up to `to` how long they are together.
fn set_run(page: &mut Page<'_, '_>, from: usize, to: usize) {
    let lines = page.lines.get_mut(from..to).unwrap_or_default();
    let length = lines.iter().map(|line| line.extent.length()).sum();
    lines.iter_mut().for_each(|line| line.run = length);
}

/// Whether points without a marker stand on lines of their own that end in semicolons: `build roads;` / `Plant trees;`.
fn lists_lines(page: &Page<'_, '_>, width: usize) -> bool {
    page.lines.windows(2).any(|pair| {
        let [last, next] = pair else { return false };
        let ended = page.tokens_of(last).last().is_some_and(|end| end.is(';'));
        let word =
            page.tokens_of(next).first().is_some_and(|start| start.shape == Shape::Word && start.capital);
        let prose = ended && word && !next.blank_before && is_prose(page, last) && is_prose(page, next);
        prose && !is_full(page, width, last, next)
    })
}

/// Of every line, whether it stands within emphasis that an earlier line of its paragraph opens and a later one closes.
fn emphasised(page: &Page<'_, '_>) -> Vec<bool> {
    let mut within = vec![false; page.lines.len()];
    // The mark, and the line that it stands on.
    let mut open: Option<(&str, usize)> = None;
    for (index, line) in page.lines.iter().enumerate() {
        let words = line.span.of(page.source);
        if line.blank_before || line.level > 0 {
            open = None;
        }
        let Some((mark, from)) = open else {
            open = opened(words).map(|mark| (mark, index));
            continue;
        };
        let closed =
            if mark.len() > 1 { words.matches(mark).count() % 2 == 1 } else { words.ends_with(mark) };
        if closed {
            within.get_mut(from + 1..=index).unwrap_or_default().fill(true);
            open = None;
        }
    }
    within
}

/// The mark of emphasis that a line opens and does not close.
fn opened(words: &str) -> Option<&'static str> {
    for mark in ["**", "__"] {
        if words.matches(mark).count() % 2 == 1 {
            return Some(mark);
        }
    }
    ["*", "_"].into_iter().find(|&mark| {
        let rest = words.strip_prefix(mark);
        rest.is_some_and(|rest| {
            !rest.starts_with(|c: char| is_space(c) || c == '*' || c == '_') && !rest.contains(mark)
        })
    })
}

pub(super) fn indent(page: &Page<'_, '_>, line: &Line) -> usize {
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
    indent(page, line) + line.extent.columns()
}

pub(super) fn is_prose(page: &Page<'_, '_>, line: &Line) -> bool {
    let gap = line.extent.gaps && {
        let words = behind_marker(line.span.of(page.source));
        words.contains('\t') || words.contains("   ")
    };
    // Lines that are centred or stand on the right are no lines of a paragraph.
    let apart = indent(page, line) > MOST_INDENT;
    line.role == LineRole::Body && line.row.is_none() && !gap && !apart
}

/// `(a)   the share rises`, `2.1.<tab>The Ministry`: the blanks behind a marker set its words in, and no column apart.
fn behind_marker(words: &str) -> &str {
    /// Characters of a marker: `(xviii)`, `12.10.`
    const LONGEST: usize = 8;
    let Some((marker, rest)) = words.split_once(is_space) else { return words };
    let closed = marker.ends_with(['.', ')']) && marker.len() <= LONGEST;
    // `No.     12` is none.
    let within = marker.trim_matches(['(', ')', '.']);
    let number = within.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | 'i' | 'v' | 'x'));
    let named = number || within.chars().count() == 1;
    let bullet = matches!(marker, "-" | "–" | "•" | "*");
    if bullet || (closed && named) { rest.trim_start() } else { words }
}

/// The width that a text was cut to, if it was: many lines are of nearly that length, or many sentences go on where the
/// width was used up, and hardly a line is longer.
pub(super) fn width(page: &Page<'_, '_>) -> Option<usize> {
    /// Sentences that go on in the next line.
    const FEWEST_ENDS: usize = 3;
    // Cells that stand beside each other are no lines that were cut.
    let beside: Vec<bool> = page.lines.windows(2).map(|pair| is_beside(page, pair)).collect();
    let cell = |index: usize| {
        beside.get(index) == Some(&true)
            || index.checked_sub(1).and_then(|last| beside.get(last)) == Some(&true)
    };
    // `<p>One paragraph</p>`: no width ended a line in tags.
    let tagged = |line: &Line| html::is_tagged(line.span.of(page.source));
    let lines = || {
        let lines = page.lines.iter().enumerate();
        lines.filter(|&(index, line)| is_prose(page, line) && !cell(index) && !tagged(line))
    };
    // Where each line ends, and whether it may have been cut there: between words the room that was left proves it, between
    // ideographs only that the sentence goes on.
    let cut = |line: &Line| {
        let tokens = page.tokens_of(line);
        let word = tokens.iter().rev().find(|token| token.shape == Shape::Word);
        is_open(tokens) || !word.is_some_and(|word| word.is_unspaced(page.source))
    };
    let mut ends: Vec<(usize, bool)> = lines().map(|(_, line)| (end_column(page, line), cut(line))).collect();
    ends.sort_unstable();
    let lengths: Vec<usize> = ends.iter().map(|&(end, _)| end).collect();
    // The longest fiftieth may be tables or addresses.
    let most = lengths.get((lengths.len() * 49 / 50).min(lengths.len().saturating_sub(1))).copied()?;
    if lengths.len() < FEWEST {
        return None;
    }
    let fits = |width: usize| (NARROWEST..=WIDEST).contains(&width);
    // Points of one sentence each may be of one length by chance, and the title above them too.
    let many = |width: usize| {
        let full = ends.iter().filter(|&&(end, _)| end * 5 >= width * 4);
        let (full, cut) = full.fold((0, 0), |(full, cuts), &(_, cut)| (full + 1, cuts + usize::from(cut)));
        full * 10 >= ends.len() * 3 && cut * 2 >= full
    };
    let cuts = |width: usize| {
        let (full, others) = cut_ends(page, width);
        full >= FEWEST_ENDS && full > others * 2
    };
    if fits(most) && (many(most) || cuts(most)) {
        return Some(most);
    }
    // One paragraph that was left whole above lines that were cut.
    let next = lengths.get(lengths.len() - 2).copied().filter(|&next| next * 5 < most * 4 && fits(next))?;
    let (full, others) = cut_ends(page, next);
    (full >= FEWEST_ENDS && (many(next) || full >= others)).then_some(next)
}

/// How many sentences go on in the next line where `width` was used up, and how many where it was not.
fn cut_ends(page: &Page<'_, '_>, width: usize) -> (usize, usize) {
    let (mut full, mut others) = (0, 0);
    for pair in page.lines.windows(2) {
        let [last, next] = pair else { continue };
        let open = is_open(page.tokens_of(last));
        let small = page.tokens_of(next).first().is_some_and(|first| is_small(page, first));
        if open && small && !next.blank_before && is_prose(page, last) && is_prose(page, next) {
            let cut = is_full(page, width, last, next);
            full += usize::from(cut);
            others += usize::from(!cut);
        }
    }
    (full, others)
}

/// Whether no line end stands between two lines: they are parts of one.
pub(super) fn is_beside(page: &Page<'_, '_>, pair: &[Line]) -> bool {
    let [left, right] = pair else { return false };
    let between = page.source.get(left.span.end()..right.span.start());
    between.is_some_and(|between| !between.contains(is_line_end))
}

/// Whether `line` ends where the width that the text was cut to was used up.
pub(crate) fn ends_full(page: &Page<'_, '_>, line: &Line, next: &Line) -> bool {
    page.width.is_some_and(|width| is_full(page, width, line, next))
}

/// Whether the width was used up: the first word of the next line had no room.
fn is_full(page: &Page<'_, '_>, width: usize, line: &Line, next: &Line) -> bool {
    /// Blanks that were doubled stand in the width, and are counted once here.
    const BLANKS: usize = 2;
    let open = is_open(page.tokens_of(line)) || is_cut_at_abbreviation(page, line, next);
    let listed = page.tokens_of(line).last().is_some_and(|last| last.is(';'));
    let figure = page.tokens_of(next).first().is_some_and(|first| first.shape == Shape::Digits);
    let unspaced = line.span.of(page.source).contains(is_unspaced);
    let first = next.span.of(page.source).split(is_space).next().map_or(0, |word| Extent::of(word).columns());
    let first = first.min(width / 3) + 1;
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

/// Whether `line` ends within a sentence, where the width was used up, and `next`, the line at `index`, goes on with it.
pub(super) fn ends_within(page: &Page<'_, '_>, width: usize, line: &Line, next: &Line, index: usize) -> bool {
    let (Some(end), Some(start)) = (page.tokens_of(line).last(), page.tokens_of(next).first()) else {
        return false;
    };
    let prose = !next.blank_before && is_prose(page, line) && is_prose(page, next);
    // Between ideographs a width is used up to the last one, or to the one before a mark.
    let unspaced = end.is_unspaced(page.source) && start.is_unspaced(page.source);
    let full = if unspaced {
        end_column(page, line) + width / 16 + 4 > width
    } else {
        is_small(page, start) && is_full(page, width, line, next)
    };
    prose
        && full
        && is_open(page.tokens_of(line))
        && !matches!(opening(page, index), Some(Opening::Marker(_)))
}

/// Whether the sentence of a line that is not empty is not at its end.
fn is_open(line: &[Token]) -> bool {
    // `shall be reached, namely:-`: the dash is of the colon, and cuts no word apart.
    let lead = matches!(line, [.., mark, dash] if mark.is(':') && dash.is('-') && !dash.spaced);
    let ended = |last: &Token| matches!(last.shape, Shape::Punct('.' | '!' | '?' | ';' | ':' | '…'));
    !lead && line.last().is_some_and(|last| !ended(last))
}

/// `не менее 40 куб.` / `м в час`: the full stop of an abbreviation ends nothing where the next line begins small.
fn is_cut_at_abbreviation(page: &Page<'_, '_>, line: &Line, next: &Line) -> bool {
    let Some(word) = line.tokens.1.checked_sub(2).filter(|&word| word >= line.tokens.0) else { return false };
    let stopped = page.tokens_of(line).last().is_some_and(|last| last.is('.'));
    let small = page.tokens_of(next).first().is_some_and(|first| is_small(page, first));
    let known = || {
        page.phrase(line, word, classes::ABBREVIATION)
            .is_some_and(|(length, _)| word + length == line.tokens.1)
    };
    stopped && small && known()
}

fn is_small(page: &Page<'_, '_>, first: &Token) -> bool {
    first.shape == Shape::Word && !first.capital && !first.is_unspaced(page.source)
}

fn is_credit(line: &Line) -> bool {
    line.page == Some(PageWhy::Credit)
}

/// Whether a line is bold from its first word to its last.
fn is_set_off(words: &str) -> bool {
    ["**", "__"].iter().any(|mark| {
        let within = words.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
        within.is_some_and(|within| !within.is_empty() && !within.contains(mark))
    })
}

/// Whether a line ends in the word that a number of a document stands behind: `постановлением №`.
fn ends_in_label(page: &Page<'_, '_>, line: &Line) -> bool {
    /// Tokens of such a word: `No.`
    const LONGEST: usize = 2;
    let end = line.tokens.1;
    let from = end.saturating_sub(LONGEST).max(line.tokens.0);
    (from..end)
        .any(|at| page.phrase(line, at, classes::NUMBER_LABEL).is_some_and(|(length, _)| at + length == end))
}

/// Whether a line is an address of the net, or what is left of one that was cut.
fn is_address(page: &Page<'_, '_>, line: &Line) -> bool {
    let words = line.span.of(page.source);
    words.contains('/') && !words.contains(is_space)
}

/// Whether `next` begins with the number of `last` and `.1` behind it: `2. Responsibilities for implementation` / `2.1 The Ministry`.
fn is_first_below(page: &Page<'_, '_>, last: &Line, next: &Line) -> bool {
    let numbers = |line: &Line| -> Vec<u32> {
        let tokens = page.tokens_of(line).iter().enumerate();
        let number = tokens.take_while(|(at, token)| match token.shape {
            Shape::Digits => at % 2 == 0,
            Shape::Punct('.') => at % 2 == 1 && !token.spaced,
            _ => false,
        });
        number.filter_map(|(_, token)| token.integer(page.source)).collect()
    };
    matches!(numbers(next).as_slice(), [above @ .., 1] if !above.is_empty() && above == numbers(last))
}

/// Whether line `next`, the one at `index`, goes on with `last`.
///
/// `listed` says that lines which end in semicolons are points.
fn goes_on(page: &Page<'_, '_>, width: usize, last: &Line, next: &Line, index: usize, listed: bool) -> bool {
    let (Some(end), Some(start)) = (page.tokens_of(last).last(), page.tokens_of(next).first()) else {
        return false;
    };
    if next.blank_before || next.level > 0 {
        return false;
    }
    if is_credit(last) && is_address(page, next) && end_column(page, last) + next.extent.columns() >= width {
        return true;
    }
    // `снижен до 65` / `%.`: the sign of a figure begins nothing, however much room there was above.
    let sign = matches!(start.shape, Shape::Punct('%' | '‰')) && end.shape == Shape::Digits;
    if sign && is_prose(page, last) && is_prose(page, next) {
        return true;
    }
    // A few words of the other language, or none but figures, look like no language; a translation begins a sentence.
    let small = is_small(page, start) || start.shape == Shape::Digits;
    if last.grammar != next.grammar && !(small && is_open(page.tokens_of(last))) {
        return false;
    }
    // `Над материалом работали: редакция, отдел` / `переводов`: a line that was put around the words goes on as well.
    let credit = is_credit(last) && is_small(page, start);
    // `**II. Organisation**`: what is set off from the words is whole.
    if is_set_off(last.span.of(page.source)) {
        return false;
    }
    // `от 3 марта` / `2025 г. № 112-р`: a line of a letterhead that was cut goes on at the margin.
    let apart = last.role == LineRole::Body
        && small
        && is_open(page.tokens_of(last))
        && indent(page, last) > MOST_INDENT;
    let before = is_prose(page, last) || credit || (apart && indent(page, next) == 0);
    if !before || !is_prose(page, next) || !is_full(page, width, last, next) {
        return false;
    }
    let open = is_open(page.tokens_of(last)) || is_cut_at_abbreviation(page, last, next);
    let unspaced = start.is_unspaced(page.source);
    // `……扶持办法` / `澄新规〔2026〕3号`: the number of a document below its title.
    if unspaced && page.sole_number(next).is_some() {
        return false;
    }
    match opening(page, index) {
        // `• провести обучение ежегодно` / `• снизить текучесть`: points that end in no mark.
        Some(Opening::Marker(_)) if matches!(start.shape, Shape::Punct(mark) if is_sure_bullet(mark)) => {
            return false;
        }
        Some(Opening::Marker(after)) => {
            // `giai đoạn 2026` / `- 2030`, `доля` / `– не менее 90 %`, `theo` / `Điều 2 Quyết định này`: a dash of the sentence, where
            // no words begin after it; a reference, which has no mark at its end.
            let word = page.tokens.get(after).filter(|_| after < next.tokens.1);
            let begins = word.is_some_and(|word| word.capital || word.is_unspaced(page.source));
            let marked = after.checked_sub(1).and_then(|last| page.tokens.get(last));
            // `(c) dwellings shall be permitted; and` / `(d) the index shall be raised`
            let listed = joins_items(page, last) && marked.is_some_and(|mark| mark.is(')'));
            // `в соответствии с постановлением №` / `29. Взаимодействие`: the number that the label asks for.
            let parted = begins && marked.is_some_and(|mark| matches!(mark.shape, Shape::Punct(_)));
            let parted = parted || (begins && is_first_below(page, last, next));
            return open && !listed && (!parted || ends_in_label(page, last));
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
        // `(R&D).` is none.
        if (above && !loud) || (!above && below && words(next) > 1 && start.shape == Shape::Word) {
            return false;
        }
        // `Приложение к постановлению Правительства` / `Озёрного края от 14 мая 2025 г.`: the heading of an annex.
        if opens(last, classes::ANNEX) {
            return false;
        }
    }
    let foot =
        [classes::RECIPIENTS, classes::SIGNATURE, classes::UNSIGNED, classes::STATEMENT, classes::ANNEX];
    let semicolon = end.is(';') && (unspaced || start.shape == Shape::Digits || !listed);
    open || semicolon || ((end.is('.') || end.is(':')) && !foot.into_iter().any(|class| opens(next, class)))
}

/// Whether a line ends in the word that joins the last item of a list to the others, behind a mark: `…; and`.
fn joins_items(page: &Page<'_, '_>, line: &Line) -> bool {
    /// Tokens of such a word.
    const LONGEST: usize = 2;
    let (from, to) = line.tokens;
    (1..=LONGEST).filter_map(|length| to.checked_sub(length)).filter(|&at| at > from).any(|at| {
        let joins = page.phrase(line, at, classes::CONNECTOR).is_some_and(|(length, _)| at + length == to);
        joins && page.tokens.get(at - 1).is_some_and(|mark| mark.is(';') || mark.is(','))
    })
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
