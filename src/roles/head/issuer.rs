//! Who issues the document, where the title or a line near it says so.
//!
//! A letterhead above the title has it as well; that is read with the letterhead.

use super::dates::full_date;
use super::kind_line::opens_title;
use super::lines::Head;
use crate::grammar::classes;
use crate::roles::signature;
use crate::scan::{Line, LineRole, Page};
use crate::text::{Shape, Span, Token, length, squeeze, without_marks};
use std::borrow::Cow;

impl<'a> Head<'a> {
    /// Who issued what a line cites: the words from token `from` up to the date or the number.
    pub(super) fn cited_issuer(&mut self, page: &Page<'a, '_>, line: &Line, from: usize) {
        let Some(grammar) = page.grammar_of(line).filter(|_| self.header.issuer.is_none()) else { return };
        let date = full_date(page, line.span, grammar).map(|(span, _)| span.start());
        let label = |&at: &usize| page.phrase(line, at, classes::NUMBER_LABEL).is_some();
        let label = (from..line.tokens.1).find(label).and_then(|at| page.tokens.get(at));
        let end = label.map(|token| token.span.start()).into_iter().chain(date).min();
        let words = page.tokens.get(from..line.tokens.1).unwrap_or_default();
        let words =
            words.iter().map(|token| token.span).filter(|span| end.is_none_or(|end| span.end() <= end));
        self.header.issuer = words.reduce(Span::cover).map(|span| squeeze(span.of(page.source)));
    }

    /// `国务院关于……的意见`, `海坪省人民政府令`: who issues it stands before what it is about, or before the kind.
    pub(super) fn issuer_in_title(&mut self, page: &Page<'a, '_>, start: usize, at: usize) {
        const LONGEST_NAME: usize = 30;
        let Some(line) = page.lines.get(start) else { return };
        let about =
            (line.tokens.0..line.tokens.1).find(|&at| page.phrase(line, at, classes::TITLE).is_some());
        let kind = || {
            (line.tokens.0..line.tokens.1).rev().find_map(|place| {
                let (length, _) = page.phrase(line, place, classes::DOCUMENT)?;
                (start == at && place + length == line.tokens.1 && length == 1).then_some(place)
            })
        };
        let Some(end) = about.or_else(kind).filter(|&end| end > line.tokens.0 + 1) else { return };
        let first = page.tokens.get(line.tokens.0).map(|token| token.span);
        let last = page.tokens.get(end - 1).map(|token| token.span);
        let Some(span) = first.zip(last).map(|(first, last)| first.cover(last)) else { return };
        if self.header.issuer.is_none() && length(span.of(page.source)) <= LONGEST_NAME {
            self.header.issuer = Some(squeeze(span.of(page.source)));
        }
    }

    /// `海坪市人民政府` / `关于加强渔港建设的意见`: a body on a line of its own right above what it is about, in a script without
    /// capitals.
    pub(super) fn issuer_above(&mut self, page: &Page<'a, '_>, title: usize) {
        const LONGEST_NAME: usize = 30;
        let lines = title.checked_sub(1).and_then(|above| page.lines.get(above)).zip(page.lines.get(title));
        let Some((above, line)) = lines.filter(|_| self.header.issuer.is_none()) else { return };
        let about = page.phrase(line, line.tokens.0, classes::TITLE).is_some() && !line.blank_before;
        let words = page.tokens_of(above).iter().all(|token| token.is_unspaced(page.source));
        let short = length(above.span.of(page.source)) <= LONGEST_NAME;
        let (from, end) = above.tokens;
        let body =
            |at: usize| page.phrase(above, at, classes::ACTOR).is_some_and(|(length, _)| at + length == end);
        if about && words && short && above.role != LineRole::Page && (from..end).any(body) {
            self.header.issuer = Some(squeeze(above.span.of(page.source)));
        }
    }

    /// Short lines in capitals between title and preamble: the issuer again, the word that enacts.
    pub(super) fn rest_of_head(&mut self, page: &Page<'a, '_>, from: usize, upto: usize) {
        for index in from..upto {
            let Some(line) = page.lines.get(index) else { break };
            let free = self.is_free(page, index);
            let enacts =
                page.phrase(line, line.tokens.0, classes::ENACTMENT).is_some() && line.extent.length() < 40;
            if free && (enacts || line.extent.length() < 80) && page.is_shouted(line) {
                self.roles.push((index, LineRole::Header));
                // `GOVERNMENT OF EASTMOOR` below the title.
                if self.header.issuer.is_none() && signature::is_house(page, line) {
                    self.header.issuer = Some(squeeze(line.span.of(page.source)));
                }
                // `THE COUNCIL OF THE UNION,`: who enacts, before the grounds.
                let ends = page.tokens_of(line).last().is_some_and(|last| last.is(','));
                if ends && !enacts && self.header.issuer.is_none() {
                    let article =
                        page.phrase(line, line.tokens.0, classes::ARTICLE).map_or(0, |(length, _)| length);
                    let start = page
                        .tokens
                        .get(line.tokens.0 + article)
                        .map_or(line.span.start(), |t| t.span.start());
                    let words = Span::new(start, line.span.end()).of(page.source);
                    self.header.issuer = Some(squeeze(without_marks(words, &[','])));
                }
            }
        }
    }

    /// `DECISION No 2031/04 OF THE HARBOUR BOARD`: the issuer behind the number, which ends before token `at`. A letterhead has
    /// the house of which it is a part.
    pub(super) fn issuer_behind_number(&mut self, page: &Page<'a, '_>, line: &Line, at: usize) {
        let Some((length, _)) = page.phrase(line, at, classes::ISSUER) else { return };
        let Some(end) = loud_end(page, line, at) else { return };
        let words = page.tokens.get(at + length..end).unwrap_or_default();
        let body = words.iter().map(|word| word.span).reduce(Span::cover);
        if let Some(body) = body.filter(|_| words.len() > 1) {
            self.header.issuer = Some(squeeze(body.of(page.source)));
        }
    }

    /// `Opinions of the Harbour Council on pilots`: who issues it, at token `at` behind the kind, up to what it is about. It goes before
    /// the heading of a site.
    pub(super) fn issuer_before_title(&mut self, page: &Page<'a, '_>, line: &Line, at: usize) {
        const LONGEST_NAME: usize = 14;
        let Some((length, _)) = page.phrase(line, at, classes::ISSUER) else { return };
        let first = at + length;
        let has = |at: usize, class| page.phrase(line, at, class).is_some();
        let last = line.tokens.1.min(first + LONGEST_NAME);
        let Some(end) = (first..last).find(|&at| opens_title(page, line, at)) else { return };
        let words = page.tokens.get(first..end).unwrap_or_default();
        let capital = words.first().is_some_and(|first| first.capital);
        let plain = words.iter().all(|word| word.shape == Shape::Word);
        let body = (first..end).any(|at| has(at, classes::ACTOR));
        let span = words.iter().map(|word| word.span).reduce(Span::cover);
        if let Some(span) = span.filter(|_| capital && plain && body && !page.is_shouted(line)) {
            self.header.issuer = Some(squeeze(span.of(page.source)));
        }
    }

    /// `CỦA BỘ CHÍNH TRỊ` at token `at` of a line: the issuer.
    pub(super) fn issuer_after(&mut self, page: &Page<'a, '_>, line: &Line, at: usize) -> bool {
        let Some((length, _)) = page.phrase(line, at, classes::ISSUER) else { return false };
        let Some(first) = page.tokens.get(at + length).filter(|_| at + length < line.tokens.1) else {
            return false;
        };
        if !page.is_shouted(line) {
            return false;
        }
        let span = Span::new(first.span.start(), line.span.end());
        self.header.issuer = Some(squeeze(span.of(page.source)));
        true
    }
}

/// Where the words in capitals end that stand from token `at` on, where nothing but the date follows.
fn loud_end(page: &Page<'_, '_>, line: &Line, at: usize) -> Option<usize> {
    let words = page.tokens.get(at..line.tokens.1)?;
    let loud = |word: &&Token| match word.shape {
        Shape::Word => word.shouted,
        Shape::Punct(_) => true,
        Shape::Digits => false,
    };
    let end = at + words.iter().take_while(loud).count();
    let last = page.tokens.get(end.checked_sub(1)?)?;
    // `ORDER No. 7 OF MAY 4, 2026`
    let date = page.grammar_of(line).and_then(|grammar| full_date(page, line.span, grammar));
    let dated = date.is_some_and(|(date, _)| date.start() >= last.span.end());
    (dated || (date.is_none() && end == line.tokens.1)).then_some(end)
}

/// The body that a heading names above that of the title, in the first of two languages: `Town Council – Conseil municipal`.
pub(super) fn body_of<'a>(page: &Page<'a, '_>, line: &Line) -> Option<Cow<'a, str>> {
    let dash = page.tokens_of(line).iter().position(|token| token.is('-') && token.spaced);
    let end = dash.map_or(line.tokens.1, |dash| line.tokens.0 + dash);
    let names = (line.tokens.0..end).any(|at| page.phrase(line, at, classes::ACTOR).is_some());
    let (first, last) = (page.tokens.get(line.tokens.0)?, page.tokens.get(end.checked_sub(1)?)?);
    names.then(|| squeeze(first.span.cover(last.span).of(page.source)))
}

/// `Hallem Town Council: Clean Quays Plan`: the body that a title opens with, and nothing but its name.
pub(super) fn body_before_colon<'a>(page: &Page<'a, '_>, line: &Line) -> Option<Cow<'a, str>> {
    const LONGEST_NAME: usize = 8;
    let tokens = page.tokens_of(line);
    let name = tokens.get(..tokens.iter().position(|token| token.is(':'))?)?;
    let capital = name.iter().all(|token| token.shape == Shape::Word && token.capital);
    let end = line.tokens.0 + name.len();
    let names = (line.tokens.0..end).any(|at| page.phrase(line, at, classes::ACTOR).is_some());
    let kind = (line.tokens.0..end).any(|at| page.phrase(line, at, classes::DOCUMENT).is_some());
    let (first, last) = (name.first()?, name.last()?);
    (capital && names && !kind && name.len() <= LONGEST_NAME)
        .then(|| squeeze(first.span.cover(last.span).of(page.source)))
}
