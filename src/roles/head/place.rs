//! The place that a line of a head or a foot names: after the word for it, or before the date.

use super::cells::gaps;
use super::dates::dates;
use crate::grammar::classes;
use crate::scan::{Line, Page};
use crate::text::{Shape, Span, Token, length, tokenize};

/// The cell without the words that only lead over to a place or from it to the date: `Done at Hanoi,`, `Hà Nội, ngày`.
///
/// The words of every language count: a line of two columns is read with the words of one of them.
pub(super) fn place_before(page: &Page<'_, '_>, cell: Span) -> Span {
    let (mut from, mut to) = (cell.start(), cell.end());
    for grammar in page.grammars {
        let mut tokens = Vec::new();
        tokenize(page.source, cell, &grammar.vocabulary, &mut tokens);
        let lead = |at: usize| {
            let (length, _) = grammar.vocabulary.longest(tokens.get(at..)?, classes::PLACE)?;
            Some(tokens.get(at)?.span.cover(tokens.get(at + length - 1)?.span))
        };
        if let Some(first) = lead(0) {
            from = first.end();
        }
        let last = (0..tokens.len()).find_map(|at| {
            lead(at).filter(|found| Some(found.end()) == tokens.last().map(|token| token.span.end()))
        });
        if let Some(last) = last {
            to = last.start();
        }
    }
    Span::new(from, to.max(from))
}

/// The place that a line names after the word for it, or before its date: `г. Озёрск`, `Done at Hallem, 18 March 2026`.
pub(in crate::roles) fn place_of(page: &Page<'_, '_>, line: &Line) -> Option<Span> {
    place_at(page, line, line.tokens.0)
}

/// The place that a cell of a line names: `от 14 мая 2025 г. № 204          г. Озёрск`.
pub(super) fn place_in_cell(page: &Page<'_, '_>, line: &Line) -> Option<Span> {
    gaps(page, line).find_map(|gap| {
        let within = page.tokens_of(line).partition_point(|token| token.span.start() < gap.end());
        place_at(page, line, line.tokens.0 + within)
    })
}

/// The place that is named from token `at` of a line on.
fn place_at(page: &Page<'_, '_>, line: &Line, at: usize) -> Option<Span> {
    const LONGEST_NAME: usize = 5;
    let (length, _) = page.phrase(line, at, classes::PLACE)?;
    let rest = page.tokens.get(at + length..line.tokens.1).unwrap_or_default();
    // `МОСКВА`: the town itself is known, and stands alone. `г.` is but a word for one.
    if let [town] = page.tokens_of(line)
        && town.shape == Shape::Word
        && town.shouted
    {
        return Some(town.span);
    }
    // `Ростов-на-Дону`: hyphens and what they join belong to the name.
    let joined = |at: usize| {
        let part = |at: usize| rest.get(at).filter(|part| !part.spaced);
        let hyphen = part(at).is_some_and(|mark| mark.is('-'))
            && part(at + 1).is_some_and(|next| next.shape == Shape::Word);
        let behind = at.checked_sub(1).and_then(part).is_some_and(|mark| mark.is('-'));
        hyphen || (behind && part(at).is_some())
    };
    let name = (0..rest.len())
        .take_while(|&at| {
            let capital = rest.get(at).is_some_and(|token| token.shape == Shape::Word && token.capital);
            capital || (at > 0 && joined(at))
        })
        .count();
    // `Done at Corrin City this 2nd day of June, 2026`: the date may follow without a mark.
    let dated = |next: &Token| {
        let grammar = page.grammar_of(line);
        grammar.is_some_and(|grammar| {
            dates(page, line.span, grammar).any(|(span, _)| span.start() == next.span.start())
        })
    };
    let ends = rest
        .get(name)
        .is_none_or(|next| matches!(next.shape, Shape::Punct(',' | '.') | Shape::Digits) || dated(next));
    let (first, last) = (rest.first()?, rest.get(name.checked_sub(1)?)?);
    (name <= LONGEST_NAME && ends).then(|| first.span.cover(last.span))
}

/// `Passed at the 9th meeting of the Board, Port Sel, 26 February 2026`: the name between two commas before the date.
pub(super) fn place_between_commas(page: &Page<'_, '_>, line: &Line, date: Span) -> Option<Span> {
    const LONGEST_NAME: usize = 4;
    let tokens = page.tokens_of(line);
    let end = tokens.iter().position(|token| token.span.start() >= date.start())?.checked_sub(1)?;
    let comma = tokens.get(..end)?.iter().rposition(|token| token.is(','))?;
    let name = tokens
        .get(comma + 1..end)
        .filter(|name| tokens.get(end).is_some_and(|mark| mark.is(',')) && name.len() <= LONGEST_NAME)?;
    let capital = name.iter().all(|token| token.shape == Shape::Word && token.capital);
    let body = (comma + 1..end).any(|at| page.phrase(line, line.tokens.0 + at, classes::ACTOR).is_some());
    let (first, last) = (name.first()?, name.last()?);
    (capital && !body).then(|| first.span.cover(last.span))
}

/// `Approved by Cabinet at St. Hallem's, 11 March 2026`, `Dated: Hallem, the 3rd March, 2026`: the name before the comma before the
/// date, behind the word for a place, where the line opens with what was `adopted`, or for the day.
pub(super) fn place_after_word(page: &Page<'_, '_>, line: &Line, date: Span, adopted: bool) -> Option<Span> {
    const LONGEST_NAME: usize = 6;
    let (from, to) = line.tokens;
    let tokens = page.tokens.get(from..to)?;
    let comma = tokens.iter().position(|token| token.span.start() >= date.start())?.checked_sub(1)?;
    tokens.get(comma).filter(|mark| mark.is(','))?;
    let says = |at: usize, class| page.phrase(line, from + at, class).map(|(length, _)| at + length);
    let first = (comma.saturating_sub(LONGEST_NAME)..comma).find(|&first| {
        let colon = first.checked_sub(1).filter(|&colon| tokens.get(colon).is_some_and(|mark| mark.is(':')));
        (0..first).any(|at| {
            (adopted && says(at, classes::PLACE) == Some(first))
                || colon.is_some_and(|colon| says(at, classes::ADOPTED) == Some(colon))
        })
    })?;
    let name = tokens.get(first..comma)?;
    let part = |token: &Token| match token.shape {
        Shape::Word => token.capital || !token.spaced,
        Shape::Punct(mark) => matches!(mark, '.' | '-' | '\''),
        _ => false,
    };
    let body = (first..comma).any(|at| says(at, classes::ACTOR).is_some());
    let (head, last) = (name.first()?, name.last()?);
    (head.capital && !body && name.iter().all(part)).then(|| head.span.cover(last.span))
}

/// `Lake House, Hallem - 110 001` right above `Dated: the 3rd March, 2026`: the town behind the house.
pub(super) fn place_above(page: &Page<'_, '_>, above: usize, index: usize) -> Option<Span> {
    const LONGEST_NAME: usize = 3;
    let (line, next) = (page.lines.get(above)?, page.lines.get(index)?);
    let tokens = page.tokens_of(line);
    let comma = tokens.iter().rposition(|token| token.is(','))?;
    let word = |token: &&Token| token.shape == Shape::Word;
    let capital = tokens.iter().filter(word).all(|token| token.capital);
    let body = (line.tokens.0..line.tokens.1).any(|at| page.phrase(line, at, classes::ACTOR).is_some());
    let name = tokens.get(comma + 1..)?;
    let (name, rest) = name.split_at(name.iter().take_while(word).count());
    // The number of its post office.
    let code = rest.iter().all(|token| token.is('-') || token.shape == Shape::Digits);
    let (first, last) = (name.first()?, name.last()?);
    let whole = capital && code && !body && !next.blank_before && comma > 0 && name.len() <= LONGEST_NAME;
    whole.then(|| first.span.cover(last.span))
}

/// `Thursday, 4 March 2027 - Hallem`: the name behind a dash behind the date, and nothing else on the line.
pub(super) fn town_behind(page: &Page<'_, '_>, line: &Line, date: Span) -> Option<Span> {
    const LONGEST_NAME: usize = 4;
    let tokens = page.tokens_of(line);
    let opens = tokens.first().is_some_and(|first| first.span.start() == date.start());
    let behind = tokens.partition_point(|token| token.span.start() < date.end());
    let (dash, name) = tokens.get(behind..)?.split_first()?;
    let told =
        |class| (behind..tokens.len()).any(|at| page.phrase(line, line.tokens.0 + at, class).is_some());
    let named = (1..=LONGEST_NAME).contains(&name.len())
        && is_name_of_town(page, name)
        && ![classes::ACTOR, classes::OFFICE, classes::DOCUMENT].into_iter().any(told);
    let (first, last) = (name.first()?, name.last()?);
    (opens && dash.is('-') && dash.spaced && first.spaced && named).then(|| first.span.cover(last.span))
}

/// Words with a capital, or a small one between two of them: `Port of Hallem`.
fn is_name_of_town(page: &Page<'_, '_>, name: &[Token]) -> bool {
    /// Characters of the small word.
    const SHORT: usize = 3;
    let capital = |token: &Token| token.shape == Shape::Word && token.capital;
    let within = |at: usize| at > 0 && at + 1 < name.len();
    name.iter().enumerate().all(|(at, token)| {
        capital(token)
            || (within(at) && token.is_small_word(page.source) && length(token.span.of(page.source)) <= SHORT)
    })
}

/// `Hallem, 4 March 2027`: nothing but a name and a comma between byte `from` of a line and its date.
pub(super) fn town_before(page: &Page<'_, '_>, line: &Line, from: usize, date: Span) -> Option<Span> {
    const LONGEST_NAME: usize = 4;
    let tokens = page.tokens_of(line);
    let within = |byte: usize| tokens.partition_point(|token| token.span.start() < byte);
    let (first, end) = (within(from), within(date.start()));
    // `**No. 7/2031**   Hallem, …`
    let marks = tokens.get(first..end)?.iter().take_while(|token| token.is('*') || token.is('_'));
    let first = first + marks.count();
    // `Hallem, dated the 4th March 2031`
    let dated = |&at: &usize| {
        let adopted = page.phrase(line, line.tokens.0 + at, classes::ADOPTED);
        adopted.is_some_and(|(length, _)| at + length == end)
    };
    let end = (first..end).find(dated).unwrap_or(end);
    let [name @ .., comma] = tokens.get(first..end)? else { return None };
    let told = |class| (first..end).any(|at| page.phrase(line, line.tokens.0 + at, class).is_some());
    let named = (1..=LONGEST_NAME).contains(&name.len())
        && comma.is(',')
        && is_name_of_town(page, name)
        && ![classes::ADOPTED, classes::ACTOR, classes::OFFICE, classes::DOCUMENT].into_iter().any(told);
    let (head, last) = (name.first()?, name.last()?);
    named.then(|| head.span.cover(last.span))
}
