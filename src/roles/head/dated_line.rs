//! Dates on lines of their own: when it was signed, read out or adopted, and who did so.
//!
//! Such a line says itself what its date is; `number` takes the first date that it finds.

use super::dates::{dates, full_date};
use super::issuer::body_of;
use super::lines::{Head, words};
use super::place::{place_of, town_before};
use crate::grammar::classes;
use crate::roles::signature;
use crate::scan::{Line, LineRole, Page};
use crate::text::{Shape, Span, Token, is_space, squeeze};

/// The name of a body that opens a line and ends at byte `end`.
fn body_up_to<'a>(page: &Page<'a, '_>, line: &Line, end: usize) -> Option<&'a str> {
    let named = (line.tokens.0..line.tokens.1).any(|at| {
        let last =
            page.phrase(line, at, classes::ACTOR).and_then(|(length, _)| page.tokens.get(at + length - 1));
        last.is_some_and(|last| last.span.end() == end)
    });
    named.then(|| Span::new(line.span.start(), end).of(page.source))
}

impl<'a> Head<'a> {
    /// A date alone on its line, and who stands above it: how notices and orders are signed that come before the text.
    pub(super) fn dated_lines(&mut self, page: &Page<'a, '_>, upto: usize) {
        for index in 1..upto {
            let Some(line) = page.lines.get(index) else { continue };
            let title = self.roles.iter().any(|&(known, role)| known == index && role == LineRole::Title);
            let Some(grammar) = page.grammar_of(line).filter(|_| !title) else { continue };
            let words = words(page, line);
            let date = dates(page, line.span, grammar)
                .find(|(span, date)| date.day().is_some() && span.end() == words.end());
            let Some((span, date)) = date else { continue };
            if span.start() != words.start() {
                if town_before(page, line, line.span.start(), span).is_some() && self.is_free(page, index) {
                    self.roles.push((index, LineRole::Header));
                }
                continue;
            }
            self.header.date = self.header.date.or(Some(date));
            if self.is_free(page, index) {
                self.roles.push((index, LineRole::Header));
            }
            // The title above a date is nobody's name.
            let titles = self.roles.iter().filter(|&&(known, role)| role == LineRole::Title && known < index);
            let from = titles.map(|&(known, _)| known + 1).max().unwrap_or(0);
            let Some(signed) = signature::find(page, from, index + 1) else { continue };
            let text = |span: Span| squeeze(span.of(page.source));
            let free: Vec<usize> = signed.lines.clone().filter(|&line| self.is_free(page, line)).collect();
            self.roles.extend(free.into_iter().map(|index| (index, LineRole::Header)));
            self.header.issuer = self.header.issuer.take().or_else(|| signed.body.map(text));
            self.header.signatory = self.header.signatory.take().or_else(|| signed.name.map(text));
            self.header.signatory_title =
                self.header.signatory_title.take().or_else(|| signed.office.map(text));
        }
    }

    /// `——2027年2月3日在县人民代表大会上`, `（2027年2月3日在……）`: below the title of a report, when and where it was read.
    /// It goes before the day of a newspaper above the title, but not before that of a table of facts, which `dated` tells of.
    pub(super) fn subtitle(&mut self, page: &Page<'a, '_>, upto: usize, dated: bool) {
        const HEAD: usize = 8;
        let Some(title) = self.titles().max().filter(|_| !dated) else { return };
        for index in title + 1..upto.min(HEAD) {
            let Some(line) = page.lines.get(index).filter(|_| self.is_free(page, index)) else { continue };
            let Some(grammar) = page.grammar_of(line) else { continue };
            let mark = |token: &Token| token.is('-') || token.is('(') || token.is('*');
            let first = page.tokens_of(line).iter().position(|token| !mark(token));
            let Some(first) = first.filter(|&first| first > 0) else { continue };
            let Some(first) = page.tokens_of(line).get(first).map(|token| token.span.start()) else {
                continue;
            };
            let date = dates(page, line.span, grammar)
                .find(|(span, date)| date.day().is_some() && span.start() == first);
            if let Some((_, date)) = date {
                // What stands beside another date is the place of that: the name of the newspaper.
                if self.header.date.is_some_and(|known| known != date) {
                    self.header.place = None;
                }
                self.header.date = Some(date);
                self.roles.push((index, LineRole::Header));
                self.speaker(page, index + 1);
                return;
            }
            if self.header.date.is_none() && self.imprint(page, index) {
                return;
            }
        }
    }

    /// `云岭省人民政府` / `二〇二六年五月`: below the title on a cover, who issued the document and in which month, where no
    /// day is told.
    pub(super) fn cover(&mut self, page: &Page<'a, '_>, upto: usize) {
        const NEAR: usize = 6;
        let Some(title) = self.titles().max().filter(|_| self.header.date.is_none()) else { return };
        for index in title + 1..upto.min(title + NEAR) {
            let Some(line) = page.lines.get(index).filter(|_| self.is_free(page, index)) else { continue };
            let Some(grammar) = page.grammar_of(line) else { continue };
            let words = words(page, line);
            // `Hallem, June 2031`
            let town = |span: Span| town_before(page, line, line.span.start(), span);
            let month = dates(page, line.span, grammar).find(|&(span, date)| {
                let whole = span == words || (span.end() == words.end() && town(span).is_some());
                date.month().is_some() && whole
            });
            let Some((span, date)) = month else { continue };
            self.header.date = Some(date);
            let place = town(span).map(|place| squeeze(place.of(page.source)));
            self.header.place = self.header.place.take().or(place);
            self.roles.push((index, LineRole::Header));
            let above = (index - 1 > title && self.is_free(page, index - 1)).then_some(index - 1);
            let body = above.and_then(|above| Some((above, body_of(page, page.lines.get(above)?)?)));
            if let Some((above, body)) = body.filter(|_| self.header.issuer.is_none()) {
                self.header.issuer = Some(body);
                self.roles.push((above, LineRole::Header));
            }
            return;
        }
    }

    /// `县长　周岭南` below that line: who read it.
    fn speaker(&mut self, page: &Page<'a, '_>, index: usize) {
        let signed = signature::signed(page, index).filter(|_| self.is_free(page, index));
        let Some((office, name)) = signed.filter(|_| self.header.signatory.is_none()) else { return };
        self.header.signatory = Some(squeeze(name.of(page.source)));
        self.header.signatory_title = Some(squeeze(office.of(page.source)));
        self.roles.push((index, LineRole::Header));
    }

    /// `（云岭省人民政府　2026年2月）`: a body and a date, which may have no day, alone in brackets below the title.
    fn imprint(&mut self, page: &Page<'a, '_>, index: usize) -> bool {
        let Some(line) = page.lines.get(index) else { return false };
        let [open, .., last, close] = page.tokens_of(line) else { return false };
        let Some(grammar) = page.grammar_of(line).filter(|_| open.is('(') && close.is(')')) else {
            return false;
        };
        let found = dates(page, line.span, grammar).find(|(span, _)| span.end() == last.span.end());
        let dated = found.filter(|(_, date)| date.month().is_some());
        let Some((span, date)) = dated else { return false };
        let body = Span::new(open.span.end(), span.start()).trimmed(page.source, is_space);
        let body = body.of(page.source).trim_end_matches(['，', '、', ',']);
        let named = (line.tokens.0..line.tokens.1).any(|at| page.phrase(line, at, classes::ACTOR).is_some());
        if !named || body.is_empty() {
            return false;
        }
        self.header.date = Some(date);
        self.header.issuer = self.header.issuer.take().or_else(|| Some(squeeze(body)));
        self.roles.push((index, LineRole::Header));
        true
    }

    /// The date of adoption goes before others: `Introduced September 23, 2025` / `Adopted October 14, 2025`.
    pub(super) fn adopted(&mut self, page: &Page<'a, '_>, upto: usize) {
        const LONGEST_LINE: usize = 160;
        for index in 0..upto {
            // `Published on: 03-08-2026 | Views: 18,203` is when a site did.
            let told = |line: &&Line| line.extent.length() <= LONGEST_LINE && line.role != LineRole::Page;
            // `(2) Letter of the Law Department, dated 9 May 2025`: the grounds name other documents.
            let told = |line: &&Line| told(line) && !self.grounds.contains(&index);
            let Some(line) = page.lines.get(index).filter(told) else { continue };
            let Some(grammar) = page.grammar_of(line) else { continue };
            let at =
                (line.tokens.0..line.tokens.1).find(|&at| page.phrase(line, at, classes::ADOPTED).is_some());
            let Some(at) = at else { continue };
            let opens = page
                .tokens
                .get(line.tokens.0..at)
                .is_some_and(|before| before.iter().all(|token| matches!(token.shape, Shape::Punct(_))));
            // Scripts without blanks say it after the date, in brackets.
            let bracketed = page.tokens_of(line).first().is_some_and(|first| first.is('('));
            // `**Resolution 7** – *adopted on 3 May 2026*`
            let mark = |token: &Token| matches!(token.shape, Shape::Punct(_));
            let first = page.tokens_of(line).iter().take_while(|token| mark(token)).count();
            let kind = page.phrase(line, line.tokens.0 + first, classes::DOCUMENT).is_some();
            let behind =
                kind && at.checked_sub(1).and_then(|before| page.tokens.get(before)).is_some_and(mark);
            let date = full_date(page, line.span, grammar);
            // `2026年3月3日县人民代表大会通过`: the whole line is a day and what was done on it.
            let ends = page
                .phrase(line, at, classes::ADOPTED)
                .is_some_and(|(length, _)| at + length == line.tokens.1);
            let day = ends && date.is_some_and(|(span, _)| span.start() == line.span.start());
            // `海坪县政府2027年3月9日府渔字第12号函颁`: a body, the day and what it did.
            let body = date.filter(|_| ends).and_then(|(span, _)| body_up_to(page, line, span.start()));
            if let Some((_, date)) = date.filter(|_| opens || bracketed || behind || day || body.is_some()) {
                self.header.issuer = self.header.issuer.take().or_else(|| body.map(|body| squeeze(body)));
                self.header.date = Some(date);
                if (day || body.is_some()) && self.is_free(page, index) {
                    self.roles.push((index, LineRole::Header));
                }
                // `Adopted at Hallem, 18 March 2026`
                let place = self.header.place.take().or_else(|| {
                    place_of(page, line).filter(|_| opens).map(|place| squeeze(place.of(page.source)))
                });
                self.header.place = place;
                let closed = page.tokens_of(line).last().is_some_and(|last| last.is(')'));
                if bracketed && closed && self.is_free(page, index) {
                    self.roles.push((index, LineRole::Header));
                }
                return;
            }
        }
    }
}
