//! Notes at the foot of a page: below a short rule, lines that begin with numbers to which the words above refer.
//!
//! `… in the villages,1 and the share grew.2` / `_______________` / `1  See the report of the survey, p. 46.`

use super::explain::PageWhy;
use super::line::{Line, LineRole, Page};
use crate::text::{Shape, Token, length};
use std::collections::HashSet;

/// Lines above the rule among which the code of the printer stands.
const NEAR: usize = 3;
/// Lines of one note, at most.
const LONGEST: usize = 6;

/// Marks the notes as lines of the page, for they interrupt the words.
pub(super) fn find(page: &mut Page<'_, '_>) {
    let notes = notes(page);
    for index in notes {
        if let Some(line) = page.lines.get_mut(index) {
            line.role = LineRole::Page;
            line.page = line.page.or(Some(PageWhy::Footnote));
        }
    }
}

fn notes(page: &Page<'_, '_>) -> Vec<usize> {
    let mut found = Vec::new();
    let is_rule = |line: &Line| line.page == Some(PageWhy::Rule);
    if !page.lines.iter().any(is_rule) {
        return found;
    }
    // Numbers that the words refer to, as far as the page was read.
    let mut named: HashSet<u32> = HashSet::new();
    let mut below: Option<u32> = None;
    let (mut lines, mut ended) = (0, false);
    for (index, line) in page.lines.iter().enumerate() {
        if is_rule(line) {
            (below, lines) = (Some(0), 0);
            continue;
        }
        let stopped = page.tokens_of(line).last().is_some_and(|last| last.is('.'));
        let before = std::mem::replace(&mut ended, stopped);
        match below.map(|last| (last, note_number(page, line))) {
            Some((last, Some(number))) if named.contains(&number) && (last == 0 || number == last + 1) => {
                (below, lines) = (Some(number), 0);
                // `26-24871 (E)  130127`: what the printer noted stands between the words and the rule.
                if last == 0 {
                    let above = page.lines.get(..index.saturating_sub(1)).unwrap_or_default();
                    let code = above
                        .iter()
                        .enumerate()
                        .rev()
                        .take(NEAR)
                        .find(|(_, line)| line.role == LineRole::Body);
                    found.extend(code.filter(|(_, line)| is_code(page, line)).map(|(above, _)| above));
                }
                found.push(index);
                continue;
            }
            // The note goes on.
            Some((last, _)) if last > 0 && !line.blank_before && !before && lines < LONGEST => {
                lines += 1;
                found.push(index);
                continue;
            }
            _ => below = None,
        }
        named.extend(references(page, line));
    }
    found
}

/// The number that opens a note, `1  See …`: no mark stands behind it, as behind that of an item.
fn note_number(page: &Page<'_, '_>, line: &Line) -> Option<u32> {
    let tokens = page.tokens_of(line);
    let number = tokens.first().filter(|first| first.shape == Shape::Digits)?.integer(page.source)?;
    let next = tokens.get(1)?;
    let opens = next.shape == Shape::Word && (next.capital || !next.spaced) || next.is('"');
    (opens && tokens.len() > 2 && line.role == LineRole::Body).then_some(number)
}

/// Figures, marks and single letters, several figures among them.
fn is_code(page: &Page<'_, '_>, line: &Line) -> bool {
    let tokens = page.tokens_of(line);
    let letter = |token: &Token| token.capital && length(token.span.of(page.source)) == 1;
    tokens.iter().all(|token| token.shape != Shape::Word || letter(token))
        && tokens.iter().filter(|token| token.shape == Shape::Digits).count() > 1
        && line.role == LineRole::Body
}

/// The numbers that stand close behind a word or the mark after it: `members,1`, `members1`.
fn references(page: &Page<'_, '_>, line: &Line) -> Vec<u32> {
    /// Letters of a word to which one refers.
    const SHORTEST: usize = 3;
    let tokens = page.tokens_of(line);
    // `CO2`, `A1`, `3.1` refer to nothing.
    let word = |at: usize| {
        tokens.get(at).is_some_and(|word| {
            word.shape == Shape::Word && !word.shouted && length(word.span.of(page.source)) >= SHORTEST
        })
    };
    let glued = (1..tokens.len()).filter_map(|at| {
        let number = tokens.get(at).filter(|number| number.shape == Shape::Digits && !number.spaced)?;
        let before = tokens.get(at - 1)?;
        let mark = matches!(before.shape, Shape::Punct(',' | '.' | ';' | ')' | '"')) && !before.spaced;
        let refers = word(at - 1) || (mark && at > 1 && word(at - 2));
        number.integer(page.source).filter(|_| refers)
    });
    glued.collect()
}
