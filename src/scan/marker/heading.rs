//! Headings: the phrases of the grammar by which one is known, and the lines that head a section without any number.
//!
//! Such a line is told by its words and by what stands around it, never by a marker, so nothing here counts.

use super::candidate::{Candidate, Style, System, Wrapping};
use super::scanner::Scanner;
use crate::grammar::classes;
use crate::quantity::{Tape, horizons};
use crate::scan::lead_in::{lead_in, resolved};
use crate::scan::{Line, Sheet};
use crate::text::{Shape, Span};

impl Scanner<'_, '_, '_> {
    /// A line whose words alone say that it heads a section; `first` where nothing above it could be a marker.
    pub(super) fn heading(&self, first: bool, found: &mut Vec<Candidate>) {
        const LONGEST: usize = 14;
        /// Lines among which the kind of document may stand: `ПАСПОРТ` / `национального проекта` heads no section.
        const HEAD: usize = 20;
        let (from, to) = self.line.tokens;
        // A line of tags alone has no words.
        if from == to {
            return;
        }
        if self.line.level > 0 {
            // Markdown says that it is a heading.
            let heading = self.heading_at(from).map(|(heading, _)| heading).or_else(|| self.hint());
            let loud = self.is_loud();
            let unmarked = self.unmarked(Wrapping::Heading, 60);
            found.push(Candidate { heading, shouted: loud, ..unmarked });
            return;
        }
        if self.line.sheet == Sheet::Label {
            let heading = self.heading_at(from).map(|(heading, _)| heading).or_else(|| self.hint());
            let loud = self.is_loud();
            let unmarked = self.unmarked(Wrapping::Heading, 60);
            found.push(Candidate { heading, shouted: loud, ..unmarked });
            return;
        }
        if self.is_title() || self.line.sheet == Sheet::More {
            return;
        }
        if self.index < HEAD && (self.page.split_kind(self.index).is_some() || self.is_kind_of_all()) {
            return;
        }
        if self.leads_in(found) {
            return;
        }
        let Some((heading, end)) = self.heading_at(from) else {
            self.hinted(first, found);
            self.horizon(found);
            return;
        };
        let words = to - from;
        let covered = (end - from) * 5 >= words * 3;
        let ends = self.token(to - 1).is_some_and(|last| matches!(last.shape, Shape::Punct('.' | ';' | ',')));
        let letters = !self.first_letter_is_unspaced(from);
        let limit = if letters { LONGEST } else { LONGEST * 2 };
        if words > limit || ends || (letters && !self.token(from).is_some_and(|token| token.capital)) {
            return;
        }
        let loud = self.is_loud();
        if !covered {
            // `Что должно быть достигнуто к 2030 году`, in capitals or not, heads a part of a section.
            let before = found.len();
            self.horizon(found);
            if found.len() > before {
                // Where no section is open it heads one: `MỤC TIÊU TỔNG QUÁT ĐẾN NĂM 2030`.
                let unmarked = self.unmarked(Wrapping::Heading, -5);
                found.push(Candidate { heading: Some(heading), shouted: loud, ..unmarked });
                return;
            }
            if !loud {
                return;
            }
        }
        let weight = if self.line.blank_before { 40 } else { 30 };
        let unmarked = self.unmarked(Wrapping::Heading, weight);
        let front = self.grammar.headings.get(usize::from(heading)).is_some_and(|heading| heading.front);
        found.push(Candidate { heading: Some(heading), shouted: loud, front, ..unmarked });
    }

    /// Adds a sentence that leads in to a section, on a line of its own.
    fn leads_in(&self, found: &mut Vec<Candidate>) -> bool {
        let tokens = self.page.tokens_of(self.line);
        let apart = self.line.blank_before
            || self.page.lines.get(self.index + 1).is_some_and(|next| next.blank_before);
        let Some(heading) = lead_in(self.grammar, tokens).filter(|_| apart) else { return false };
        let unmarked = self.unmarked(Wrapping::LeadIn, 40);
        found.push(Candidate { heading: Some(heading), ..unmarked });
        true
    }

    /// `KẾ HOẠCH` / `Về các nhiệm vụ trọng tâm`: below the kind of document stands its title, whatever it names.
    fn is_title(&self) -> bool {
        const ABOVE: usize = 4;
        let is_kind = |line: &Line| {
            let kind = self.page.phrase(line, line.tokens.0, classes::DOCUMENT);
            kind.is_some() && self.page.is_shouted(line)
        };
        let above = self.page.lines.get(self.index.saturating_sub(ABOVE)..self.index);
        self.page.phrase(self.line, self.line.tokens.0, classes::TITLE).is_some()
            && above.is_some_and(|lines| lines.iter().any(is_kind))
    }

    /// `ПЛАН МЕРОПРИЯТИЙ` / `по развитию портов` above `I. Общие положения` and `II. Цели`: what could head tasks is the kind of
    /// the document where sections with numbers follow.
    fn is_kind_of_all(&self) -> bool {
        const LINES: usize = 400;
        const FEWEST: usize = 2;
        let page = self.page;
        if page.phrase(self.line, self.line.tokens.0, classes::DOCUMENT).is_none() {
            return false;
        }
        if !page.is_shouted(self.line) && !page.goes_on(self.index) {
            return false;
        }
        let section = |line: &&Line| match page.tokens_of(line) {
            [number, mark, ..] => {
                const LONGEST: usize = 8;
                number.span.len() <= LONGEST
                    && matches!(mark.shape, Shape::Punct('.' | ')' | '、'))
                    && page.phrase(line, line.tokens.0 + 2, classes::HEADING).is_some()
            }
            _ => false,
        };
        page.lines.iter().skip(self.index + 1).take(LINES).filter(section).take(FEWEST).count() == FEWEST
    }

    /// A short line that stands apart, with a word in it that points to a kind of section: `Where we want to be`.
    fn hinted(&self, first: bool, found: &mut Vec<Candidate>) {
        const LONGEST: usize = 9;
        let (from, to) = self.line.tokens;
        let apart = self.line.blank_before
            && self.page.lines.get(self.index + 1).is_some_and(|next| next.blank_before);
        let ended =
            self.token(to - 1).is_some_and(|last| matches!(last.shape, Shape::Punct(mark) if mark != '?'));
        let unspaced = self.first_letter_is_unspaced(from);
        let capital = unspaced || self.token(from).is_some_and(|first| first.capital);
        let longest = if unspaced { LONGEST * 2 } else { LONGEST };
        if !apart || ended || !capital || to - from > longest || to - from < 2 {
            return;
        }
        // `ACTION PLAN` and `CLIMATE ACTION PLAN 2027-2035` above all else name the document, though they could head tasks further
        // down.
        if first && self.names_document() {
            return;
        }
        // `Table 2. Indicators and targets` right above its rows: what a table is called heads no section.
        let below = self.page.lines.get(self.index + 1);
        if self.page.phrase(self.line, from, classes::ANNEX).is_some()
            && below.is_some_and(|below| below.row.is_some())
        {
            return;
        }
        if let Some(hint) = self.hint() {
            let loud = self.is_loud();
            let unmarked = self.unmarked(Wrapping::Heading, 20);
            found.push(Candidate { heading: Some(hint), shouted: loud, ..unmarked });
        } else if let Some(verb) = resolved(self.grammar, self.page.tokens_of(self.line)) {
            // `The Congress calls upon`, without a colon.
            found.push(Candidate { heading: Some(verb), ..self.unmarked(Wrapping::LeadIn, 20) });
        }
    }

    /// Whether the line ends in a kind of document, years behind it aside.
    fn names_document(&self) -> bool {
        let (from, to) = self.line.tokens;
        let year = |at: usize| {
            self.token(at).is_some_and(|token| match token.shape {
                Shape::Digits => token.is_year_long(self.page.source),
                Shape::Punct(mark) => matches!(mark, '-' | '(' | ')' | ','),
                _ => false,
            })
        };
        let end = (from..to).rev().find(|&at| !year(at)).map_or(from, |last| last + 1);
        (from..end).any(|at| {
            let kind = self.page.phrase(self.line, at, classes::DOCUMENT);
            kind.is_some_and(|(length, _)| at + length == end)
        })
    }

    /// The first hint in the line, by number in the grammar.
    fn hint(&self) -> Option<u16> {
        let (from, to) = self.line.tokens;
        (from..to).find_map(|at| self.page.phrase(self.line, at, classes::HEADING_HINT)).map(|(_, hint)| hint)
    }

    /// A short line without a full stop, in which nothing but a year is a number, and which says by when.
    fn horizon(&self, found: &mut Vec<Candidate>) {
        const LONGEST: usize = 14;
        let (from, to) = self.line.tokens;
        let last = self.token(to - 1).is_some_and(|last| matches!(last.shape, Shape::Word | Shape::Digits));
        let first = self.token(from).is_some_and(|first| first.capital || first.shape == Shape::Digits)
            || self.first_letter_is_unspaced(from);
        let years = self.page.tokens_of(self.line).iter().filter(|token| token.shape == Shape::Digits);
        let years = years.map(|token| token.is_year_long(self.page.source)).collect::<Vec<_>>();
        if to - from > LONGEST || !last || !first || years.is_empty() || years.contains(&false) {
            return;
        }
        // The line before must be whole: a wrapped sentence can end in a year as well.
        let before = self.index.checked_sub(1).and_then(|before| self.page.lines.get(before));
        let ended = before
            .and_then(|line| self.page.tokens_of(line).last())
            .is_none_or(|last| matches!(last.shape, Shape::Punct('.' | ';' | ':' | '!')));
        if !ended && !self.line.blank_before {
            return;
        }
        let tape = Tape::new(self.page.source, &[self.line.span], self.grammar);
        if horizons(&tape).is_empty() {
            return;
        }
        found.push(self.unmarked(Wrapping::Horizon, 20));
    }

    /// A heading without a number: it stands before the first word of the line, and has no bytes of its own.
    pub(super) fn unmarked(&self, wrapping: Wrapping, weight: i32) -> Candidate {
        let (from, to) = self.line.tokens;
        Candidate {
            style: Style { system: System::None, wrapping, depth: 0, level: self.line.level },
            number: 0,
            parent: None,
            line: self.index,
            grammar: self.line.grammar,
            tokens: (from, from),
            span: Span::new(self.line.span.start(), self.line.span.start()),
            label: Span::default(),
            weight,
            heading: None,
            shouted: false,
            front: false,
            leads: wrapping == Wrapping::Heading
                && self.token(to.saturating_sub(1)).is_some_and(|last| last.is(':')),
            part: 0,
        }
    }

    /// The heading phrase at token `at`, opening words such as "the main" passed over: its number, and where it and
    /// those joined to it ("goals and vision") end.
    pub(super) fn heading_at(&self, at: usize) -> Option<(u16, usize)> {
        let skip = |from: usize, class| {
            let mut at = from;
            while let Some((length, _)) = self.page.phrase(self.line, at, class).filter(|_| at < from + 6) {
                at += length;
            }
            at
        };
        let start = skip(at, classes::HEADING_LEAD);
        let (heading, mut end) = [start, at].into_iter().find_map(|start| {
            let (length, value) = self.page.phrase(self.line, start, classes::HEADING)?;
            self.counts(value, start + length).then_some((value, start + length))
        })?;
        loop {
            let mark = self
                .token(end)
                .is_some_and(|token| matches!(token.shape, Shape::Punct(',' | '、' | '/' | '&')));
            let joined = skip(end + usize::from(mark), classes::CONNECTOR);
            let next = skip(joined, classes::HEADING_LEAD);
            match self.page.phrase(self.line, next, classes::HEADING).filter(|_| joined > end) {
                Some((length, _)) => end = next + length,
                None => return Some((heading, end)),
            }
        }
    }

    /// Whether a heading phrase counts that ends before token `end`: some do only where the heading ends as well.
    fn counts(&self, phrase: u16, end: usize) -> bool {
        let whole = self.grammar.headings.get(usize::from(phrase)).is_some_and(|heading| heading.whole);
        !whole || self.token(end).is_none_or(|token| token.is('.') || token.is(':'))
    }
}
