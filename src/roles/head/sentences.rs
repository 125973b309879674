//! A head that is told in sentences, or in the first words of a text: there are no lines of a letterhead to go by.

use super::dates::full_date;
use super::kind_line::opens_title;
use super::lines::{Head, LONGEST};
use super::place::{place_before, place_of};
use crate::grammar::{Slot, classes};
use crate::quantity::Tape;
use crate::scan::{Line, LineRole, Page};
use crate::text::{Span, length, squeeze, without_marks};

impl<'a> Head<'a> {
    /// Short sentences that name the document, where the head and the text stood on one line: `Clean rivers: a plan.`
    /// `Council Resolution No. 14/2026.` `Hallem, 18 March 2026.`
    pub(super) fn sentences(&mut self, page: &Page<'a, '_>, upto: usize) {
        let first = (0..upto).find(|&index| self.is_free(page, index)).unwrap_or(upto);
        let stops = |index: usize| {
            let (line, next) = (page.lines.get(index)?, page.lines.get(index + 1)?);
            let gap = page.source.get(line.span.end()..next.span.start())?;
            let ended = page.tokens_of(line).last().is_some_and(|last| last.is('.'));
            let short = line.role == LineRole::Body && line.extent.length() <= LONGEST;
            (ended && short && !gap.contains(crate::text::is_line_end)).then_some(line)
        };
        let lines: Vec<(usize, &Line)> =
            (first..upto).map_while(|index| Some((index, stops(index)?))).collect();
        for &(index, line) in &lines {
            let Some(grammar) = page.grammar_of(line) else { continue };
            let words = without_marks(line.span.of(page.source), &['.']);
            let kind = (line.tokens.0..line.tokens.1)
                .find_map(|at| page.phrase(line, at, classes::DOCUMENT).map(|(_, kind)| (at, kind)));
            let named = kind.and_then(|(_, kind)| grammar.documents.get(usize::from(kind)));
            let label = (line.tokens.0..line.tokens.1)
                .find_map(|at| page.phrase(line, at, classes::NUMBER_LABEL).map(|(length, _)| at + length));
            let dated = full_date(page, line.span, grammar);
            let number = label.zip(kind).and_then(|(label, (at, _))| {
                let from = page.tokens.get(label).filter(|_| label > at)?;
                let to = (label + 1..line.tokens.1)
                    .find(|&at| page.tokens.get(at).is_none_or(|token| token.spaced))
                    .unwrap_or(line.tokens.1);
                let to = page.tokens.get(to.checked_sub(1)?)?;
                let number = Span::new(from.span.start(), to.span.end()).of(page.source);
                Some(squeeze(without_marks(number, &['.', ','])))
            });
            let numbered = number.is_some();
            if numbered && self.header.number.is_none() {
                self.header.number = number;
                self.header.kind = named.map(|kind| kind.to_string().into()).or(self.header.kind.take());
            }
            if let Some((span, date)) = dated {
                self.header.date = self.header.date.or(Some(date));
                let place = place_of(page, line)
                    .unwrap_or_else(|| place_before(page, Span::new(line.span.start(), span.start())));
                let place = squeeze(without_marks(place.of(page.source), &[',']));
                let words = place.split(' ').all(|word| word.starts_with(char::is_uppercase));
                if !numbered && words && self.header.place.is_none() {
                    self.header.place = Some(place);
                }
            }
            // `Resolution No. 14/2026 on clean water.`
            let about = (line.tokens.0..line.tokens.1).find(|&at| numbered && opens_title(page, line, at));
            if let Some(first) = about.and_then(|at| page.tokens.get(at))
                && self.header.title.is_none()
            {
                let about = Span::new(first.span.start(), line.span.end()).of(page.source);
                self.header.title = Some(squeeze(without_marks(about, &['.'])));
            }
            let title = !numbered && dated.is_none();
            if title && self.header.title.is_none() {
                self.header.title = Some(squeeze(words));
                let named = named.map(|kind| kind.to_string().into());
                self.header.kind = self.header.kind.take().or(named);
            }
            self.roles.push((index, if title { LineRole::Title } else { LineRole::Header }));
        }
    }

    /// A page without a head names the document in its first sentences: "Resolution No. 57 on breakthroughs in …".
    pub(super) fn named_in_words(&mut self, page: &Page<'a, '_>, line: &Line, tape: &Tape<'a, '_>) {
        const NEAR: usize = 12;
        let Some(found) = tape.references.iter().find(|found| found.get(Slot::Number).is_some()) else {
            return;
        };
        let around = (found.start.saturating_sub(8)..found.end + 4).find_map(|at| tape.date_at(at));
        self.header.date = self.header.date.or(around.map(|at| at.date).filter(|date| date.day().is_some()));
        let kind = found.get(Slot::Kind).and_then(|kind| tape.grammar.documents.get(kind.value as usize));
        if self.header.kind.is_none() {
            self.header.kind = kind.map(|kind| kind.to_string().into());
        }
        // `Meeting No. 7 of 2025, held on 4 November 2025` says no subject.
        let opens = |at: usize| {
            tape.phrase(at, classes::TITLE).is_some_and(|title| tape.date_at(at + title.length).is_none())
        };
        let titled = (found.end..found.end + NEAR).find(|&at| opens(at));
        if let Some(start) = titled.filter(|_| self.header.title.is_none()) {
            let end = tape.segments.clause(start).1.min(tape.tokens.len());
            let mut title = tape.span(start, end).of(page.source);
            title = without_marks(title, &['.', ';', ':']);
            self.header.title = (line.extent.length() > length(title)).then(|| squeeze(title));
        }
    }
}
