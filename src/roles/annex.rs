//! What a document approves, behind its signature: the letterhead that says by what, its title, and a numbering of its own.
//!
//! `УТВЕРЖДЁН` / `распоряжением Правительства области` / `от 3 февраля 2026 г. № 57-рп` / `ПЛАН МЕРОПРИЯТИЙ`; `KẾ HOẠCH` /
//! `(Ban hành kèm theo Quyết định số …)`; `附件` / `……实施方案`.

use super::foot::{is_annex, is_annex_of};
use super::head::{full_date, is_kind_line, starts_title};
use crate::grammar::classes;
use crate::scan::{Line, LineRole, Page};
use crate::text::is_ended;

/// Lines of its letterhead, and of its title.
const LETTERHEAD: usize = 8;
const TITLE: usize = 5;
/// A longer line is a sentence.
const LONGEST: usize = 160;

/// Marks the letterheads and titles of what stands behind the signature, and says that a part of the document begins there.
pub(crate) fn find(page: &mut Page<'_, '_>) {
    let opens = |line: &Line| {
        let bracket = page.tokens_of(line).first().is_some_and(|first| first.is('('));
        page.phrase(line, line.tokens.0, classes::ANNEX).is_some()
            || page.phrase(line, line.tokens.0 + usize::from(bracket), classes::ATTACHED).is_some()
    };
    if !page.lines.iter().any(opens) {
        return;
    }
    // Above all others stands the head of the document itself.
    let mut named = false;
    let mut at = 0;
    while at < page.lines.len() {
        let block = if named { block_at(page, at) } else { None };
        let Some((letterhead, end)) = block else {
            named = named || (is_free(page, at) && is_kind_line(page, at)) || is_signed(page, at);
            at += 1;
            continue;
        };
        for (place, line) in page.lines.iter_mut().enumerate().take(end).skip(at) {
            line.anew = place == at;
            line.role = if place < letterhead { LineRole::Header } else { LineRole::Title };
        }
        at = end;
    }
}

fn is_free(page: &Page<'_, '_>, index: usize) -> bool {
    page.lines.get(index).is_some_and(|line| {
        line.role == LineRole::Body && line.row.is_none() && line.extent.length() < LONGEST
    })
}

/// The foot of what stands above was found on the line.
fn is_signed(page: &Page<'_, '_>, index: usize) -> bool {
    page.lines.get(index).is_some_and(|line| line.role == LineRole::Header)
}

/// Where the letterhead that begins at line `at` ends, and where the title does.
fn block_at(page: &Page<'_, '_>, at: usize) -> Option<(usize, usize)> {
    if !is_free(page, at) || !is_annex(page, at) {
        return None;
    }
    if is_kind_line(page, at) {
        return title_end(page, at).map(|end| (at, end));
    }
    let line = |index: usize| page.lines.get(index).filter(|_| is_free(page, index));
    let goes_on = |index: usize| line(index).is_some_and(|line| !line.blank_before);
    let dated = |index: usize| line(index).is_some_and(|line| is_dated(page, line));
    let told =
        (at..at + LETTERHEAD).take_while(|&index| index == at || goes_on(index)).find(|&index| dated(index));
    let end = match told {
        // The number may stand below the date.
        Some(last) => {
            let numbered =
                goes_on(last + 1) && line(last + 1).is_some_and(|line| page.sole_number(line).is_some());
            last + 1 + usize::from(numbered)
        }
        None => at + 1,
    };
    let attached = (at..end).any(|index| {
        line(index).is_some_and(|line| {
            let opens = |class| page.phrase(line, line.tokens.0, class).is_some();
            opens(classes::ATTACHED)
                || (index > at && opens(classes::DOCUMENT))
                || (index == at && is_annex_of(page, line))
        })
    });
    match title_end(page, end) {
        Some(title) => Some((end, title)),
        // `Приложение` / `к постановлению Правительства области` / `от 5 марта 2026 г. № 12`, and a table at once.
        None => (told.is_some() && attached).then_some((end, end)),
    }
}

/// Where the title ends whose kind of document stands on line `at`.
fn title_end(page: &Page<'_, '_>, at: usize) -> Option<usize> {
    // `# ПРОГРАММА развития портов`: what Markdown sets as a heading needs no capitals.
    let marked = page
        .lines
        .get(at)
        .is_some_and(|line| line.level > 0 && page.phrase(line, line.tokens.0, classes::DOCUMENT).is_some());
    if !is_free(page, at) || !(marked || is_kind_line(page, at)) {
        return None;
    }
    let belongs = |&index: &usize| {
        is_free(page, index) && page.lines.get(index).is_some_and(|line| is_of_title(page, index, line))
    };
    let mut below = (at + 1..at + TITLE).take_while(|&index| is_free(page, index));
    // `KẾ HOẠCH` / `Cấp nước sạch` / `(Ban hành kèm theo Quyết định số …)`: the title ends with what it is attached to.
    let attached = below.find(|&index| {
        page.lines.get(index).is_some_and(|line| {
            let bracket = page.tokens_of(line).first().is_some_and(|first| first.is('('));
            bracket && page.phrase(line, line.tokens.0 + 1, classes::ATTACHED).is_some()
        })
    });
    let own = at + 1 + (at + 1..at + TITLE).take_while(belongs).count();
    Some(attached.map_or(own, |attached| own.max(attached + 1)))
}

/// A line below the kind of document: in capitals or quotation marks, or with words that open a title.
fn is_of_title(page: &Page<'_, '_>, index: usize, line: &Line) -> bool {
    let tokens = page.tokens_of(line);
    let Some(first) = tokens.first() else { return false };
    let small = first.is_small_word(page.source) && !line.blank_before;
    let heading = page.phrase(line, line.tokens.0, classes::HEADING).is_some();
    let shouted = page.is_shouted(line) && !line.blank_before && !heading;
    (small || shouted || first.is('"') || starts_title(page, index)) && !is_ended(tokens)
}

fn is_dated(page: &Page<'_, '_>, line: &Line) -> bool {
    let Some(grammar) = page.grammar_of(line) else { return false };
    full_date(page, line.span, grammar).is_some()
}
