//! A title that names the body, the kind and the day before its subject, as parliaments head what they have adopted:
//! `Harbour Assembly resolution of 4 March 2031 on pilots (2031/17)`.

use super::dates::dates;
use super::kind_line::opens_title;
use super::lines::{Head, LONGEST};
use crate::grammar::classes;
use crate::roles::typed::plain;
use crate::scan::{Line, LineRole, Page};
use crate::text::{Shape, Span, is_ended, squeeze};
use crate::tree::PartialDate;
use std::ops::Range;

/// What the line says.
pub(super) struct BodyTitle {
    /// Index of the grammar, and the number of the kind of document in it.
    kind: (usize, u16),
    issuer: Span,
    date: PartialDate,
    title: Span,
    lines: Range<usize>,
}

/// Lines of the title.
const MOST: usize = 5;

/// Finds the title before line `upto`.
pub(super) fn find(page: &Page<'_, '_>, upto: usize) -> Option<BodyTitle> {
    (0..upto).find_map(|index| {
        let line = body(page, index)?;
        let (kind, issuer, date, first) = named(page, line)?;
        let more = (index + 1..upto.min(index + MOST))
            .take_while(|&next| body(page, next).is_some_and(|line| !line.blank_before));
        let lines = index..index + 1 + more.count();
        let last = page.lines.get(lines.end - 1)?;
        let whole = !is_ended(page.tokens_of(last));
        let title = Span::new(first, last.span.end());
        whole.then_some(BodyTitle { kind: (line.grammar, kind), issuer, date, title, lines })
    })
}

fn body<'p>(page: &'p Page<'_, '_>, index: usize) -> Option<&'p Line> {
    page.lines.get(index).filter(|line| line.role == LineRole::Body && line.row.is_none())
}

/// The kind of document, who issues it, the date, and the byte at which its subject begins.
fn named(page: &Page<'_, '_>, line: &Line) -> Option<(u16, Span, PartialDate, usize)> {
    /// Words of the body.
    const LONGEST_NAME: usize = 6;
    /// Words between the body and the kind: `legislative`.
    const BETWEEN: usize = 2;
    let tokens = page.tokens_of(line);
    let capital = |at: &usize| tokens.get(*at).is_some_and(|word| word.shape == Shape::Word && word.capital);
    let name = (0..LONGEST_NAME).take_while(capital).count();
    let from = line.tokens.0;
    let actor = |at: usize| page.phrase(line, from + at, classes::ACTOR).is_some();
    if name == 0 || !(0..name).any(actor) {
        return None;
    }
    let (at, (length, kind)) = (name..=name + BETWEEN)
        .find_map(|at| Some((at, page.phrase(line, from + at, classes::DOCUMENT)?)))?;
    let behind = tokens.get(at + length)?.span.end();
    let grammar = page.grammar_of(line)?;
    let mut days = dates(page, line.span, grammar).filter(|(_, date)| date.day().is_some());
    let (span, date) = days.find(|(span, _)| span.start() >= behind)?;
    let next = tokens.partition_point(|token| token.span.start() < span.end());
    let subject = tokens.get(next).filter(|_| opens_title(page, line, from + next))?;
    let issuer = tokens.first()?.span.cover(tokens.get(name - 1)?.span);
    // `Council Decision (EU) 2031/4 of 5 May 2031 on …`: nothing else stands before the day.
    let near = page.source.get(behind..span.start())?.trim().is_empty();
    near.then_some((kind, issuer, date, subject.span.start()))
}

impl<'a> Head<'a> {
    /// The title that names the body, and what stands above it.
    pub(super) fn titled_by_body(&mut self, page: &Page<'a, '_>, found: &BodyTitle) {
        let (grammar, kind) = found.kind;
        let kind = page.grammars.get(grammar).and_then(|grammar| grammar.documents.get(usize::from(kind)));
        self.header.kind = kind.map(|kind| kind.to_string().into());
        self.header.issuer = Some(squeeze(found.issuer.of(page.source)));
        self.header.title = Some(plain(page.source, found.title));
        self.header.date = Some(found.date);
        self.titled = Some(found.date);
        let short = |index: &usize| {
            self.is_free(page, *index)
                && page.lines.get(*index).is_some_and(|line| line.extent.length() <= LONGEST)
        };
        let above: Vec<usize> = (0..found.lines.start).filter(short).collect();
        self.roles.extend(above.into_iter().map(|index| (index, LineRole::Header)));
        self.roles.extend(found.lines.clone().map(|index| (index, LineRole::Title)));
    }
}
