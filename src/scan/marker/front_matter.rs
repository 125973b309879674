//! Lines above the first section that open nothing of their own: the title, what an annex belongs to, what an order rests on.
//!
//! They are left out before any candidate is looked for, and the head of the document is read from the same lines.

use super::places::{Opening, opening};
use crate::grammar::classes;
use crate::scan::{Line, LineRole, Page};
use crate::text::Shape;
use std::ops::Range;

/// `Приложение № 1` / `к Указу Главы Республики`: above all others, the line says what the text is attached to.
pub(super) fn is_letterhead_of_annex(page: &Page<'_, '_>, index: usize, line: &Line) -> bool {
    const LINES: usize = 4;
    index < LINES
        && page.lines.iter().take(index).all(|above| above.role != LineRole::Body)
        && page.phrase(line, line.tokens.0, classes::ANNEX).is_some()
}

/// `Read:- 1. G.O. No. 7` / `2. Note of the Director`: the documents that an order rests on, above its first section.
pub(crate) fn grounds(page: &Page<'_, '_>) -> Range<usize> {
    const LINES: usize = 40;
    let opens = |line: &Line| {
        let (length, _) = page.phrase(line, line.tokens.0, classes::GROUNDS)?;
        // `Read:-`, `READ.-`
        let [mark, next, ..] = page.tokens_of(line).get(length..)? else { return None };
        (mark.is(':') || (mark.is('.') && next.is('-') && !next.spaced)).then_some(())
    };
    // `Ref: ABC/12/2026` names this document.
    let opens = |line: &Line| opens(line).is_some() && page.sole_number(line).is_none();
    let first = page.lines.iter().take(LINES).position(|line| line.role == LineRole::Body && opens(line));
    // `References: 1. …` behind the text is a section of its own.
    let numbered = |line: &Line| matches!(page.tokens_of(line), [number, mark, ..] if number.shape == Shape::Digits && (mark.is('.') || mark.is(')')));
    let above = |first: &usize| !page.lines.iter().take(*first).any(numbered);
    let Some(first) = first.filter(above) else { return 0..0 };
    let more = page.lines.iter().skip(first + 1).take(LINES).take_while(|line| !line.blank_before).count();
    first..first + 1 + more
}

/// The lines of the title of a Markdown text: its one heading of the highest level, or the headings at its top that
/// follow each other without any text between them.
pub(crate) fn title_lines(page: &Page<'_, '_>) -> Range<usize> {
    /// Characters of all lines of a letterhead, and of a heading.
    const LETTERHEAD: usize = 400;
    const LETTERHEAD_LINES: usize = 8;
    const LONGEST: usize = 200;
    /// Headings of a title: a text of nothing but headings is no title, and must not be looked through for its end.
    const MOST: usize = 12;
    // The title of an annex was found already.
    let headings =
        || page.lines.iter().enumerate().filter(|(_, line)| line.level > 0 && line.role != LineRole::Title);
    let Some((first, line)) = headings().next() else { return 0..0 };
    // A heading that has lost its line end holds the text after it.
    let heading = |line: &Line| line.level > 0 && line.extent.length() < LONGEST;
    // Before the title there is at most a letterhead, however many lines it takes.
    let before: usize = page.lines.iter().take(first).map(|line| line.extent.length()).sum();
    // `# Regional plan` / `## 1. Objectives`: what names a section belongs to the title no more; nor does what begins to count.
    let first_level = line.level;
    let names = |index: usize, line: &Line| match opening(page, index) {
        Some(Opening::Marker(end)) => {
            line.level > first_level || page.phrase(line, end, classes::HEADING).is_some()
        }
        _ => page.phrase(line, line.tokens.0, classes::HEADING).is_some(),
    };
    let below = page.lines.iter().enumerate().skip(first + 1);
    let below = below.take_while(|&(index, line)| heading(line) && !names(index, line));
    let run = if heading(line) { 1 + below.take(MOST).count() } else { 0 };
    let alone = headings().skip(1).all(|(_, other)| other.level > line.level);
    let more = headings().nth(run).is_some();
    if let Some(title) = below_body(page, first).filter(|_| alone) {
        return first..title + 1;
    }
    if first < LETTERHEAD_LINES && before < LETTERHEAD && (2..=MOST).contains(&run) && more {
        first..first + run
    } else if alone && (headings().nth(1).is_some() || says_about(page, line)) {
        first..first + 1
    } else {
        0..0
    }
}

/// `# О развитии портов`: a heading that says what a document is about, and heads no section.
fn says_about(page: &Page<'_, '_>, line: &Line) -> bool {
    let says = |class| page.phrase(line, line.tokens.0, class).is_some();
    says(classes::TITLE) && !says(classes::HEADING)
}

/// The heading with the title, below line `first`, a heading with nothing but the name of the body, or of the kind of
/// document: it names a document, and is the only one of its level above the sections; or it opens with "on".
fn below_body(page: &Page<'_, '_>, first: usize) -> Option<usize> {
    const BETWEEN: usize = 3;
    /// Tokens of a kind of document and a number, and of no title.
    const SHORT: usize = 4;
    let kind = |line: &Line| {
        (line.tokens.0..line.tokens.1).any(|at| page.phrase(line, at, classes::DOCUMENT).is_some())
    };
    let body = page.lines.get(first)?;
    let mut below = page.lines.iter().enumerate().skip(first + 1).filter(|(_, line)| line.level > 0);
    let (index, title) = below.next().filter(|&(index, _)| index <= first + 1 + BETWEEN)?;
    let named = page.phrase(title, title.tokens.0, classes::HEADING).is_some();
    let marked = matches!(opening(page, index), Some(Opening::Marker(_)));
    // `# Постановление XI съезда` / `## О программе действий`: the kind stands above what it is about.
    let opens = |line: &Line, class| page.phrase(line, line.tokens.0, class).is_some();
    if opens(body, classes::DOCUMENT) {
        // `# РЕШЕНИЕ РАЙОННОГО СОВЕТА ДЕПУТАТОВ`: who decides stands there in capitals, and may have a longer name.
        let says = |at: usize| page.phrase(body, at, classes::TITLE).is_some();
        let issued = page.is_shouted(body) && !(body.tokens.0..body.tokens.1).any(says);
        let short = (page.tokens_of(body).len() <= SHORT || issued) && page.tokens_of(title).len() > SHORT;
        let about = short && title.level > body.level && opens(title, classes::TITLE);
        // `## О дорогах` / `## О мостах` are its parts.
        let mut sole = || below.all(|(_, next)| next.level != title.level || !opens(next, classes::TITLE));
        return (about && sole()).then_some(index);
    }
    if kind(body) {
        return None;
    }
    let sole = below.next().is_some_and(|(_, next)| next.level > title.level)
        && below.all(|(_, next)| next.level > title.level);
    (title.level > body.level && kind(title) && !named && !marked && sole).then_some(index)
}
