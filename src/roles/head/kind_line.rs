//! Which lines may name the document: by the kind that they begin or end with, by their capitals, by a number behind it.
//!
//! Nothing is taken from a line here. Where a document begins and where an annex does is told by the same tests.

use super::dates::{LONGEST_LINE, dates, full_date};
use super::lines::{LONGEST, words};
use crate::grammar::{Slot, classes};
use crate::roles::signature::is_house;
use crate::scan::{Line, Page};
use crate::text::{Shape, Span, Token, is_ended};

/// Words in the line that names the kind of document.
const KIND_LINE: usize = 14;

/// `NGHỊ QUYẾT`, `RESOLUTION OF THE POLITBURO`: the kind of document, alone or with its issuer, in capitals.
///
/// Scripts without capitals have it in one line with the title, at its end: 关于……的决议.
pub(in crate::roles) fn is_kind_line(page: &Page<'_, '_>, index: usize) -> bool {
    let Some(line) = page.lines.get(index) else { return false };
    let tokens = page.tokens_of(line);
    if is_unspaced_line(page, line) {
        // `关于印发` / `《……实施方案》` / `的通知`: what is issued is named within the title.
        let within = !line.blank_before
            && matches!(page.tokens_of(line), [open, .., close] if open.is('"') && close.is('"'))
            && index
                .checked_sub(1)
                .is_some_and(|above| holds_title(page, above) && !announces_below(page, above));
        return kind_at_end(page, line).is_some() && !within;
    }
    let named = page.phrase(line, line.tokens.0, classes::DOCUMENT);
    let enacts = tokens.last().is_some_and(|token| token.is(':'));
    named.is_some() && !enacts && tokens.len() <= KIND_LINE && is_shouted_but_number(page, line)
}

/// Upper case, but for the label of a number: `DECISION No. 14/2026`.
fn is_shouted_but_number(page: &Page<'_, '_>, line: &Line) -> bool {
    let mut at = line.tokens.0;
    while let Some(token) = page.tokens.get(at).filter(|_| at < line.tokens.1) {
        match page.phrase(line, at, classes::NUMBER_LABEL).filter(|_| at > line.tokens.0) {
            Some((length, _)) => at += length,
            None if token.shape == Shape::Word && !token.shouted => return false,
            None => at += 1,
        }
    }
    true
}

/// `Order No. 7 of 2026`: the kind with the number, in any case.
pub(super) fn is_numbered_kind(page: &Page<'_, '_>, index: usize) -> bool {
    const LONGEST_LINE: usize = 80;
    let Some(line) = page.lines.get(index).filter(|line| line.extent.length() < LONGEST_LINE) else {
        return false;
    };
    let Some((length, _)) = page.phrase(line, line.tokens.0, classes::DOCUMENT) else { return false };
    let after = line.tokens.0 + length;
    let label = page.phrase(line, after, classes::NUMBER_LABEL).map_or(0, |(length, _)| length);
    let digits = page.tokens.get(after + label).is_some_and(|token| token.shape == Shape::Digits);
    let tokens = page.tokens_of(line);
    let capital = tokens.first().is_some_and(|first| first.capital);
    // `Приказ № 15 от 12 марта 2026 г.`: the full stop is that of the date.
    let dated = page.grammar_of(line).is_some_and(|grammar| {
        dates(page, line.span, grammar).any(|(span, _)| span.end() >= words(page, line).end())
    });
    label > 0 && digits && capital && (dated || !is_ended(tokens))
}

/// `Постановление Правительства Озёрного края от 4 мая 2026 года № 73`: as a register of laws names a document, on a line of
/// its own below or above the title.
pub(super) fn is_cited(page: &Page<'_, '_>, index: usize) -> bool {
    /// Where it was registered may follow: `… № 73. Зарегистрировано в Министерстве юстиции 9 мая 2026 года № 1204`.
    const LONGEST_CITED: usize = 240;
    let Some(line) = page.lines.get(index).filter(|line| line.extent.length() < LONGEST_CITED) else {
        return false;
    };
    let tokens = page.tokens_of(line);
    let capital = tokens.first().is_some_and(|first| first.capital) && !is_ended(tokens);
    let named = capital && page.phrase(line, line.tokens.0, classes::DOCUMENT).is_some();
    let Some(grammar) = page.grammar_of(line).filter(|_| named) else { return false };
    let end = |span: Span| span.end() >= words(page, line).end();
    let tape = page.tape(&[line.span], grammar, LONGEST_LINE);
    let numbers = tape.references.iter().filter(|found| found.get(Slot::Number).is_some());
    let mut numbers = numbers.map(|found| tape.span(found.quote.0, found.quote.1)).peekable();
    let date = full_date(page, line.span, grammar);
    date.is_some_and(|(date, _)| numbers.peek().is_some() && (end(date) || numbers.any(end)))
}

/// `NATIONAL WATER AND SANITATION PLAN`: a line in capitals with the kind somewhere in it.
pub(super) fn is_loud_title(page: &Page<'_, '_>, index: usize) -> bool {
    let Some(line) = page.lines.get(index).filter(|line| line.extent.length() < LONGEST) else {
        return false;
    };
    let named = (line.tokens.0..line.tokens.1).any(|at| page.phrase(line, at, classes::DOCUMENT).is_some());
    named && page.is_shouted(line) && page.tokens_of(line).len() >= 3
}

/// `National Night Train Strategy 2026-2035`: capitalised words that end in the kind, and the years it is for.
pub(super) fn is_named_title(page: &Page<'_, '_>, index: usize) -> bool {
    const LONGEST_TITLE: usize = 100;
    let Some(line) = page.lines.get(index).filter(|line| line.extent.length() < LONGEST_TITLE) else {
        return false;
    };
    let tokens = page.tokens_of(line);
    let capital = |token: &Token| token.shape == Shape::Word && token.capital;
    let year = |token: &Token| token.is_year_long(page.source);
    let of_years = |&at: &usize| {
        tokens.get(at).is_some_and(|token| match token.shape {
            Shape::Digits => year(token),
            Shape::Punct(mark) => matches!(mark, '-' | '(' | ')' | ','),
            // "2026 to 2035"
            Shape::Word => {
                let near = |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(year);
                !token.capital && near(at.checked_sub(1)) && near(at.checked_add(1))
            }
        })
    };
    let end = line.tokens.1 - (0..tokens.len()).rev().take_while(of_years).count();
    let kind = (line.tokens.0 + 1..end)
        .find(|&at| page.phrase(line, at, classes::DOCUMENT).is_some_and(|(length, _)| at + length == end));
    let named = kind.and_then(|at| page.tokens.get(at)).is_some_and(capital);
    let digits = tokens.get(..end - line.tokens.0).unwrap_or_default();
    named && tokens.first().is_some_and(capital) && !digits.iter().any(|token| token.shape == Shape::Digits)
}

/// `LIGHT ON THE QUAYS` / `White Paper on harbours and pilots`: a line in capitals right above the one that says its kind.
pub(super) fn is_subtitled(page: &Page<'_, '_>, index: usize) -> bool {
    const FEWEST: usize = 2;
    let Some(line) = page.lines.get(index).filter(|line| line.extent.length() < LONGEST) else {
        return false;
    };
    let count = page.tokens_of(line).iter().filter(|token| token.shape == Shape::Word).count();
    count >= FEWEST
        && page.is_shouted(line)
        && !is_house(page, line)
        && page.lines.get(index + 1).is_some_and(|next| {
            !next.blank_before
                && !page.is_shouted(next)
                && next.extent.length() < LONGEST
                && page.tokens_of(next).first().is_some_and(|first| first.capital)
                && page.phrase(next, next.tokens.0, classes::DOCUMENT).is_some_and(|(length, _)| {
                    page.phrase(next, next.tokens.0 + length, classes::TITLE).is_some()
                })
                && !is_ended(page.tokens_of(next))
        })
}

/// `Quays Commitment 2027–2034`: words of which no kind is known, and the years they are for.
pub(super) fn is_title_of_years(page: &Page<'_, '_>, index: usize) -> bool {
    const LONGEST_TITLE: usize = 100;
    const FEWEST: usize = 2;
    let Some(line) = page.lines.get(index).filter(|line| line.extent.length() < LONGEST_TITLE) else {
        return false;
    };
    let [name @ .., from, dash, to] = page.tokens_of(line) else { return false };
    let years = dash.is('-') && from.is_year_long(page.source) && to.is_year_long(page.source);
    let word = |token: &Token| token.shape == Shape::Word;
    years
        && name.iter().all(word)
        && name.iter().filter(|word| word.capital).count() >= FEWEST
        && name.first().is_some_and(|first| first.capital)
}

/// `Программа развития области на`: kind and title in one sentence without a full stop, on lines of its own.
pub(super) fn is_title_line(page: &Page<'_, '_>, index: usize) -> bool {
    let Some(line) = page.lines.get(index) else { return false };
    let tokens = page.tokens_of(line);
    let named = page.phrase(line, line.tokens.0, classes::DOCUMENT).is_some();
    let capital = tokens.first().is_some_and(|token| token.capital);
    let apart = index == 0 || line.blank_before;
    let numbered =
        tokens.iter().any(|token| token.shape == Shape::Digits && !token.is_year_long(page.source));
    named
        && capital
        && apart
        && !is_ended(tokens)
        && !numbered
        && (tokens.len() >= 3 || page.goes_on(index))
        && line.extent.length() < LONGEST
}

pub(super) fn is_unspaced_line(page: &Page<'_, '_>, line: &Line) -> bool {
    let words = page.tokens_of(line).iter().filter(|token| token.shape == Shape::Word);
    let unspaced = |token: &Token| token.is_unspaced(page.source);
    let (all, without) =
        words.fold((0, 0), |(all, without), token| (all + 1, without + usize::from(unspaced(token))));
    without * 2 > all
}

pub(in crate::roles) fn starts_title(page: &Page<'_, '_>, index: usize) -> bool {
    page.lines.get(index).is_some_and(|line| {
        // `«О развитии портов»`
        let quoted = page.tokens_of(line).first().is_some_and(|first| first.is('"'));
        page.phrase(line, line.tokens.0 + usize::from(quoted), classes::TITLE).is_some()
    })
}

/// Words that open a title anywhere in a line that is no sentence: `海坪省人民政府关于……`.
pub(super) fn holds_title(page: &Page<'_, '_>, index: usize) -> bool {
    page.lines.get(index).is_some_and(|line| {
        let mut places = line.tokens.0..line.tokens.1;
        !is_ended(page.tokens_of(line)) && places.any(|at| page.phrase(line, at, classes::TITLE).is_some())
    })
}

/// Where the word stands that says what a body issues, `海坪市政府印发《渔港管理意见》`, and the quotation mark of the title behind it.
/// A title that says so itself, `关于印发《……》`, names another document.
pub(super) fn announced(page: &Page<'_, '_>, line: &Line) -> Option<(usize, usize)> {
    let (from, end) = line.tokens;
    let quote = |at: usize| page.tokens.get(at).is_some_and(|token| token.is('"'));
    let last = end.checked_sub(1).filter(|&last| quote(last))?;
    let issued = |at: usize| {
        let (length, _) = page.phrase(line, at, classes::ADOPTED)?;
        Some((at, at + length)).filter(|&(_, open)| quote(open) && open + 1 < last)
    };
    let (at, open) = (from + 1..last).find_map(issued)?;
    (from..at).all(|at| page.phrase(line, at, classes::TITLE).is_none()).then_some((at, open))
}

/// Where that word stands at the end of a line whose title is on the next one: `海坪市政府印发` / `《渔港管理意见》`.
pub(super) fn announces(page: &Page<'_, '_>, line: &Line) -> Option<usize> {
    let (from, end) = line.tokens;
    let ends =
        |&at: &usize| page.phrase(line, at, classes::ADOPTED).is_some_and(|(length, _)| at + length == end);
    let at = (from + 1..end).rev().take(4).find(ends)?;
    (from..at).all(|at| page.phrase(line, at, classes::TITLE).is_none()).then_some(at)
}

fn announces_below(page: &Page<'_, '_>, above: usize) -> bool {
    page.lines.get(above).is_some_and(|line| announces(page, line).is_some())
}

/// The kind of document that ends a line, brackets behind it aside (`……行动计划（2026—2028年）`): its number in the grammar.
pub(super) fn kind_at_end(page: &Page<'_, '_>, line: &Line) -> Option<u16> {
    const LONGEST_TITLE: usize = 80;
    /// Tokens in the brackets.
    const BRACKETS: usize = 12;
    if line.extent.length() > LONGEST_TITLE {
        return None;
    }
    let (from, end) = line.tokens;
    let is = |at: usize, mark: char| page.tokens.get(at).is_some_and(|token| token.is(mark));
    let closed = end > from && is(end - 1, ')');
    let open = closed.then(|| (from..end).rev().take(BRACKETS).find(|&at| is(at, '('))).flatten();
    let end = open.unwrap_or(end);
    // `《……发展蓝图》`: a title that is quoted as a whole.
    let quoted = end > from + 1 && is(end - 1, '"') && (is(from, '"') || announced(page, line).is_some());
    let end = end - usize::from(quoted);
    // `发展规划纲要` ends in `纲要` too: the longest says it.
    let ends = |at: usize| {
        let (length, kind) = page.phrase(line, at, classes::DOCUMENT)?;
        (at + length == end).then_some(kind)
    };
    (from..end).rev().take(8).filter_map(ends).next_back()
}

/// Whether the words at token `at` say what a document is about: `on clean water`, and not `on 4 November 2025`.
pub(super) fn opens_title(page: &Page<'_, '_>, line: &Line, at: usize) -> bool {
    let Some((length, _)) = page.phrase(line, at, classes::TITLE) else { return false };
    let start = page.tokens.get(at + length).map(|next| next.span.start());
    let grammar = page.grammar_of(line);
    !grammar
        .is_some_and(|grammar| dates(page, line.span, grammar).any(|(date, _)| Some(date.start()) == start))
}
