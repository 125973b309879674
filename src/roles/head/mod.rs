//! The head of a document: letterhead, number, place and date, kind, issuer, title.
//!
//! [`find`] alone knows the order in which the parts are read: each takes its lines from those that are left.

mod body_title;
mod cells;
mod dated_line;
mod dates;
mod fact_line;
mod issuer;
mod kind_line;
mod letterhead;
mod lines;
mod metadata;
mod number;
mod numbered_title;
mod place;
mod sentences;
mod title;

pub(super) use cells::gaps;
pub(super) use dates::{dates, full_date};
pub(super) use kind_line::{is_kind_line, starts_title};
pub(super) use place::place_of;

use crate::scan::{Page, grounds, title_lines};
use crate::tree::Header;
use kind_line::{
    holds_title, is_cited, is_loud_title, is_named_title, is_numbered_kind, is_subtitled, is_title_line,
    is_title_of_years, is_unspaced_line,
};
use lines::Head;
use title::{subject_line, title_begins};

/// Lines in which a head is looked for: the menu of a site may stand above it, and a list without numbers goes on for ever.
const MOST_LINES: usize = 1000;

/// Reads the lines before `upto` and marks those that belong to the head; what is left is the preamble.
pub(crate) fn find<'a>(page: &mut Page<'a, '_>, upto: usize) -> Header<'a> {
    let upto = upto.min(MOST_LINES);
    let mut head =
        Head { header: Header::default(), roles: Vec::new(), titled: None, grounds: grounds(page) };
    head.metadata(page, upto);
    let told = head.header.title.take();
    let dated = head.header.date.is_some();
    head.sentences(page, upto);
    let named = |index: usize| is_kind_line(page, index) || page.split_kind(index).is_some();
    let kinds: Vec<usize> = (0..upto).filter(|&index| head.is_free(page, index) && named(index)).collect();
    // Of several lines that end in a kind of document, the title says what it is about.
    let titled = |&&index: &&usize| {
        holds_title(page, index) && page.lines.get(index).is_some_and(|line| is_unspaced_line(page, line))
    };
    let kind_line = kinds.iter().find(titled).or(kinds.first()).copied();
    let first = |test: fn(&Page<'_, '_>, usize) -> bool| {
        (0..upto).find(|&index| head.is_free(page, index) && test(page, index))
    };
    let marked = title_lines(page);
    let kind_line = kind_line
        .or_else(|| first(is_numbered_kind).filter(|_| marked.is_empty()))
        .or_else(|| first(is_cited).filter(|_| marked.is_empty()))
        .or_else(|| first(is_title_line).filter(|_| marked.is_empty()))
        .or_else(|| first(is_loud_title).filter(|_| marked.is_empty()))
        .or_else(|| first(is_named_title).filter(|_| marked.is_empty()))
        .or_else(|| first(is_subtitled).filter(|_| marked.is_empty()))
        .or_else(|| first(is_title_of_years).filter(|_| marked.is_empty()));
    let titled = || kind_line.is_none().then(|| body_title::find(page, upto)).flatten();
    match (numbered_title::find(page, upto), kind_line) {
        (Some(found), _) => head.numbered(page, &found),
        (None, None) if let Some(found) = titled() => head.titled_by_body(page, &found),
        (None, None) if !marked.is_empty() && marked.end <= upto => head.marked_title(page, marked),
        (None, Some(at)) => {
            head.letterhead(page, title_begins(page, at));
            // What the document rests on is no part of its title.
            let below = if head.grounds.is_empty() { upto } else { upto.min(head.grounds.start) };
            head.title_block(page, at, below);
        }
        (None, None) => match subject_line(page, upto) {
            Some(at) => head.head_of_letter(page, at),
            None => head.loose_lines(page, upto),
        },
    }
    head.dated_lines(page, upto);
    head.number_and_date(page, upto);
    head.plain_number(page);
    head.adopted(page, upto);
    head.subtitle(page, upto, dated);
    head.cover(page, upto);
    head.addressees(page, upto);
    head.subject(page, upto);
    head.told_title(told);
    for (index, role) in head.roles {
        if let Some(line) = page.lines.get_mut(index) {
            line.role = role;
        }
    }
    head.header
}
