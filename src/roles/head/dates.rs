//! The dates of a piece of the text, whatever it says of them.
//!
//! Facts, titles, places and feet are told by the dates beside them, so this stands below them all.

use crate::grammar::Compiled;
use crate::scan::Page;
use crate::text::{Span, is_space};
use crate::tree::PartialDate;

/// Tokens of a line that are read for numbers and dates: no line of a head is longer, a text that is one line is.
pub(super) const LONGEST_LINE: usize = 400;

/// The dates in a piece of the text.
pub(in crate::roles) fn dates(
    page: &Page<'_, '_>,
    span: Span,
    grammar: &Compiled,
) -> impl Iterator<Item = (Span, PartialDate)> {
    let tape = page.tape(&[span], grammar, LONGEST_LINE);
    let dates: Vec<_> = tape.dates().map(|(at, date)| (tape.span(at, at + date.length), date.date)).collect();
    dates.into_iter()
}

/// The first date of `span` that names a day.
pub(in crate::roles) fn full_date(
    page: &Page<'_, '_>,
    span: Span,
    grammar: &Compiled,
) -> Option<(Span, PartialDate)> {
    dates(page, span, grammar).find(|(_, date)| date.day().is_some())
}

/// Whether a clock stands behind a date, `2026-04-02 18:30`: that is when a page was put on the net.
pub(super) fn is_timed(page: &Page<'_, '_>, date: Span) -> bool {
    let rest = page.source.get(date.end()..).unwrap_or_default();
    let rest = rest.trim_start_matches(|c| is_space(c) || c == ',');
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let hour = digits(rest);
    let minute = rest.get(hour..).and_then(|rest| rest.strip_prefix([':', '：']));
    (1..=2).contains(&hour) && minute.is_some_and(|minute| digits(minute) == 2)
}
