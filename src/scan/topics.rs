//! Headings that say a topic: nothing in their words tells them from a title or a caption, so it is the page that does.
//! Declarations of summits and assemblies are so laid out, their paragraphs numbered on from one topic to the next.

use super::marker::{self, Candidate, System, Wrapping};
use super::{Line, LineRole, Page};
use crate::text::Shape;
use std::ops::Range;

/// So many lines of this kind are no chance.
const FEWEST: usize = 3;
/// Tokens of such a line; twice as many in a script without blanks.
const LONGEST: usize = 12;

/// Adds the headings by topic to the candidates of a page: short lines below a blank one, each right above a number. A page
/// on which the words of a line say what it heads, or parts are named, has its sections already.
pub(super) fn add(page: &Page<'_, '_>, title: &Range<usize>, found: &mut Vec<Candidate>) {
    // `6. Finance ministers shall report.`: a sentence may begin with what a heading is called.
    let heads = |candidate: &Candidate| {
        let sentence = page.lines.get(candidate.line).is_some_and(|line| ends_sentence(page, line));
        candidate.style.wrapping.is_keyword() || (candidate.heading.is_some() && !sentence)
    };
    if found.iter().any(heads) {
        return;
    }
    let opens = |candidate: &&Candidate| {
        let style = candidate.style;
        page.lines.get(candidate.line).is_some_and(|line| line.tokens.0 == candidate.tokens.0)
            && (style.system, style.wrapping, style.depth) == (System::Arabic, Wrapping::Plain, 1)
    };
    let above = found.iter().filter(opens).filter_map(|candidate| candidate.line.checked_sub(1));
    let marked = |index: &usize| found.binary_search_by_key(index, |candidate| candidate.line).is_ok();
    let mut topics: Vec<usize> =
        above.filter(|index| !title.contains(index) && !marked(index) && is_topic(page, *index)).collect();
    topics.dedup();
    if topics.len() >= FEWEST {
        found.extend(topics.into_iter().filter_map(|index| marker::heading_of(page, index)));
        found.sort_by_key(|candidate| candidate.line);
    }
}

/// Whether a line is short, stands apart behind a sentence, and is none itself. Above the first number a title would not
/// have a sentence before it.
fn is_topic(page: &Page<'_, '_>, index: usize) -> bool {
    let line = |index: usize| page.lines.get(index).filter(|line| line.role == LineRole::Body);
    let Some((line, before)) = line(index).zip(index.checked_sub(1).and_then(line)) else { return false };
    let tokens = page.tokens_of(line);
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
    let unspaced = first.is_unspaced(page.source);
    let longest = if unspaced { 2 * LONGEST } else { LONGEST };
    let words = |mark: Shape| matches!(mark, Shape::Word | Shape::Punct(',' | '-' | '、' | '\''));
    line.row.is_none()
        && line.blank_before
        && tokens.len() <= longest
        && (first.capital || unspaced)
        && last.shape == Shape::Word
        && tokens.iter().all(|token| words(token.shape))
        && ends_sentence(page, before)
}

fn ends_sentence(page: &Page<'_, '_>, line: &Line) -> bool {
    let last = page.tokens_of(line).last();
    last.is_some_and(|last| matches!(last.shape, Shape::Punct('.' | ';' | ':' | '!')))
}
