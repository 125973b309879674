//! A site's table of facts above the document: a label and a value, on one line or two.
//!
//! It is read before all else: what stands above it, and the lines it takes, are no letterhead.

use super::dates::{dates, full_date};
use super::lines::Head;
use super::place::place_between_commas;
use crate::grammar::{Compiled, classes};
use crate::scan::{Line, LineRole, Page};
use crate::text::{Span, is_space, squeeze};

impl<'a> Head<'a> {
    /// A site's table of facts: a label alone on its line, the value on the next; or both with a colon.
    pub(super) fn metadata(&mut self, page: &Page<'a, '_>, upto: usize) {
        let mut index = 0;
        while index < upto {
            let Some(line) = page.lines.get(index) else { break };
            let tokens = page.tokens_of(line);
            // `**Decision No:** 12`, `**Decision No**: 12`
            let marks = |from: usize| {
                let marks = tokens.iter().skip(from).take_while(|token| token.is('*') || token.is('_'));
                from + marks.count()
            };
            let start = marks(0);
            let label = page.phrase(line, line.tokens.0 + start, classes::METADATA);
            let Some((length, which)) = label.filter(|_| line.role == LineRole::Body) else {
                index += 1;
                continue;
            };
            let mark = |at: usize| tokens.get(at).is_some_and(|token| token.is(':'));
            let end = marks(start + length);
            // The colon may be part of the label: `Title:` is one, and `Title` none.
            let colon = mark(end) || mark(start + length - 1);
            let value_from = if colon { marks(end + usize::from(mark(end))) } else { start + length };
            let (value, end) = if tokens.len() > value_from && colon {
                let from = tokens.get(value_from).map_or(line.span.end(), |token| token.span.start());
                (Some(Span::new(from, line.span.end())), index + 1)
            } else if tokens.len() == value_from && start == 0 {
                let next = page.lines.get(index + 1).filter(|next| index + 1 < upto && !next.blank_before);
                (next.map(|next| next.span), index + 1 + usize::from(next.is_some()))
            } else {
                index += 1;
                continue;
            };
            if let Some(grammar) = page.grammar_of(line) {
                let same_line = value.is_some_and(|value| value.end() == line.span.end());
                let next = if same_line { next_facts(page, line) } else { Vec::new() };
                let until = next.first().map(|&(label, ..)| label);
                let first =
                    value.map(|value| (which, Span::new(value.start(), until.unwrap_or(value.end()))));
                for (which, value) in
                    first.into_iter().chain(next.into_iter().map(|(_, which, value)| (which, value)))
                {
                    let value = value.trimmed(page.source, is_space);
                    if let Some(name) = grammar.metadata.get(usize::from(which)) {
                        self.fact(page, line, name, value, grammar);
                    }
                }
            }
            self.roles.extend((index..end).map(|index| (index, LineRole::Metadata)));
            index = end;
        }
        // What stands above such a table is the site's own heading.
        if let Some(first) = self.roles.first().map(|&(index, _)| index) {
            self.roles.extend((0..first).map(|index| (index, LineRole::Metadata)));
        }
    }

    fn fact(&mut self, page: &Page<'a, '_>, line: &Line, name: &str, value: Span, grammar: &Compiled) {
        let text = squeeze(value.of(page.source));
        match name {
            "number" => self.header.number = Some(text),
            "date" => self.header.date = dates(page, value, grammar).next().map(|(_, date)| date),
            "title" => self.header.title = Some(text),
            // `Meeting: 12th meeting, Hallem, 4 March 2026`
            "meeting" => {
                let held = full_date(page, value, grammar);
                self.header.date = self.header.date.or(held.map(|(_, date)| date));
                let place = held.and_then(|(date, _)| place_between_commas(page, line, date));
                self.header.place =
                    self.header.place.take().or(place.map(|place| squeeze(place.of(page.source))));
            }
            "issuer" => self.header.issuer = Some(text),
            "signatory" => self.header.signatory = Some(text),
            _ => {}
        }
    }
}

/// The facts after the first of a line that sets several side by side, `发文机关：…  成文日期：…`: the byte at which the label
/// begins, which label it is, and the value.
fn next_facts(page: &Page<'_, '_>, line: &Line) -> Vec<(usize, u16, Span)> {
    let mut found: Vec<(usize, u16, Span)> = Vec::new();
    for at in line.tokens.0 + 1..line.tokens.1 {
        let Some((length, which)) = page.phrase(line, at, classes::METADATA) else { continue };
        let token = |at: usize| page.tokens.get(at).filter(|_| at < line.tokens.1);
        let (Some(label), Some(colon)) = (token(at), token(at + length)) else { continue };
        if !colon.is(':') || !label.spaced {
            continue;
        }
        if let Some((_, _, before)) = found.last_mut() {
            *before = Span::new(before.start(), label.span.start());
        }
        found.push((label.span.start(), which, Span::new(colon.span.end(), line.span.end())));
    }
    found
}
