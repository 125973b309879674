//! What a site sets around the words of a page: lists of its other pages, one a line or between bars, and its copyright.

use super::line::{Line, Page};
use crate::grammar::classes;
use crate::text::{Shape, Token};
use std::collections::HashSet;

/// Items that make a list one of pages of a site, at least: one or two may be words of any text.
const FEWEST: usize = 3;

/// The lines of menus: short lines without an empty one between them, at least half of which name pages that every site
/// has. `MENU` / `Home` / `About us` / `Tenders (14)` / `Contact us`
pub(super) fn find(page: &Page<'_, '_>) -> HashSet<usize> {
    let mut found = HashSet::new();
    let mut from = 0;
    while from < page.lines.len() {
        let goes_on = |&index: &usize| {
            page.lines
                .get(index)
                .is_some_and(|line| (index == from || !page.is_apart(line)) && is_short(page, line))
        };
        let end = (from..page.lines.len()).take_while(goes_on).last().map_or(from, |last| last + 1);
        let mut lines = page.lines.get(from..end).unwrap_or_default();
        let item = |line: &Line| is_item(page, line, line.tokens);
        if page.even {
            // No empty line says where the list ends and the head of the text begins.
            lines = lines.get(..lines.iter().rposition(item).map_or(0, |last| last + 1)).unwrap_or_default();
        }
        let items = || lines.iter().filter(|line| item(line)).count();
        if lines.len() >= FEWEST && items() >= FEWEST.max(lines.len().div_ceil(2)) {
            found.extend(from..from + lines.len());
        }
        from = end.max(from + 1);
    }
    found
}

/// Several things with bars between them, at least half of which are a site's:
/// `Skip to main content | A+ A A- | English`, `Published on: 03-08-2026 | Views: 18,203 | Download PDF (2.4 MB)`.
pub(super) fn is_bar(page: &Page<'_, '_>, line: &Line) -> bool {
    const LONGEST: usize = 300;
    let (mut all, mut own) = (0, 0);
    let mut from = line.tokens.0;
    if line.extent.length() > LONGEST || !line.span.of(page.source).contains('|') {
        return false;
    }
    let tokens = page.tokens_of(line);
    let sentence = tokens.last().is_some_and(|last| matches!(last.shape, Shape::Punct('.' | ';')));
    let code = |item: &[Token]| {
        matches!(item, [word] if word.shouted && !word.is_unspaced(page.source))
            && item.iter().all(|word| word.span.of(page.source).chars().count() == 2)
    };
    for item in tokens.split(|token| token.is('|')) {
        let to = from + item.len();
        // Bars at the edges are those of a row of a table.
        if item.is_empty() {
            return false;
        }
        all += 1;
        // `RU | KZ | EN`: the languages that a site has.
        own +=
            usize::from(code(item) || is_item(page, line, (from, to)) || is_labelled(page, line, (from, to)));
        from = to + 1;
    }
    all >= FEWEST && own * 2 >= all && !sentence
}

/// `主办：某县人民政府办公室  网站标识码：3600000000  备案号：……`: labels that only a site has, most of several on one line.
pub(super) fn is_imprint(page: &Page<'_, '_>, line: &Line) -> bool {
    const GAP: &str = "  ";
    const LONGEST: usize = 200;
    if !line.extent.gaps || line.extent.length() > LONGEST {
        return false;
    }
    let (mut all, mut own, mut from) = (0, 0, line.tokens.0);
    for at in line.tokens.0 + 1..=line.tokens.1 {
        let gap = page.tokens.get(at - 1).zip(page.tokens.get(at).filter(|_| at < line.tokens.1));
        let gap = gap.map(|(left, right)| page.source.get(left.span.end()..right.span.start()));
        if gap.is_none_or(|gap| {
            gap.is_some_and(|gap| gap.starts_with([' ', '\u{3000}']) && gap.len() >= GAP.len())
        }) {
            all += 1;
            own += usize::from(is_labelled(page, line, (from, at)));
            from = at;
        }
    }
    own > 1 && own * 2 >= all
}

/// `© Union of Ferries, 1994–2026.`: whose the page is.
pub(super) fn is_owner(tokens: &[Token]) -> bool {
    tokens.first().is_some_and(|first| first.is('©'))
}

/// The same, also behind a word or two: `Copyright © 2026 Government of Eastmoor. Best viewed at 1366 x 768`
pub(super) fn is_copyright(page: &Page<'_, '_>, line: &Line) -> bool {
    const LONGEST: usize = 300;
    let tokens = page.tokens_of(line);
    let opening = tokens.get(..tokens.len().min(3)).unwrap_or_default();
    let mark = opening.iter().position(|token| token.is('©'));
    let year = mark.and_then(|mark| opening.get(mark + 1)).is_some_and(|year| year.is_year_long(page.source));
    is_owner(tokens) || (year && line.extent.length() < LONGEST)
}

/// A line as short as the name of a page, that ends and numbers nothing.
fn is_short(page: &Page<'_, '_>, line: &Line) -> bool {
    const LONGEST: usize = 40;
    const TOKENS: usize = 8;
    let tokens = page.tokens_of(line);
    let open = !tokens.last().is_some_and(|last| matches!(last.shape, Shape::Punct('.' | ';' | ':' | ',')));
    let numbered = tokens.first().is_some_and(|first| first.shape == Shape::Digits);
    line.extent.length() <= LONGEST && tokens.len() <= TOKENS && open && !numbered && line.level == 0
}

/// Whether tokens are nothing but the name of a page of a site, with how much is there in brackets: `• Tenders (14)`.
fn is_item(page: &Page<'_, '_>, line: &Line, (from, to): (usize, usize)) -> bool {
    let token = |at: usize| page.tokens.get(at).filter(|_| at < to);
    let bullet = token(from).is_some_and(|first| matches!(first.shape, Shape::Punct('•' | '-' | '*' | '·')));
    let from = from + usize::from(bullet);
    let named = |class| page.phrase(line, from, class).map(|(length, _)| from + length);
    let ends = |end: usize| {
        end == to || (token(end).is_some_and(|open| open.is('(')) && token(to - 1).is_some_and(|t| t.is(')')))
    };
    // `A+ A A-`: larger and smaller letters; `- 1 -` is the number of a page.
    let letters = || {
        let sign = |at: usize| token(at).is_some_and(|sign| sign.is('+') || sign.is('-'));
        let own = |token: &Token| token.span.len() == 1 && token.shape != Shape::Digits;
        (from..to).any(sign) && (from..to).all(|at| token(at).is_some_and(own))
    };
    [classes::MENU, classes::FURNITURE].into_iter().filter_map(named).any(ends) || letters()
}

/// Whether tokens are a label of a site, with a colon and what it says: `Views: 18,203`.
fn is_labelled(page: &Page<'_, '_>, line: &Line, (from, to): (usize, usize)) -> bool {
    let named = page.phrase(line, from, classes::FURNITURE).map(|(length, _)| from + length);
    named.and_then(|end| page.tokens.get(end).filter(|_| end < to)).is_some_and(|mark| mark.is(':'))
}
