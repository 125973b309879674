//! The number of the document, with the date and the place that stand beside it.
//!
//! They are read together, for one line may hold all three, and only once it is known which lines are of the head.

use super::cells::cell_start;
use super::dates::{LONGEST_LINE, dates, is_timed};
use super::kind_line::is_numbered_kind;
use super::lines::Head;
use super::place::{
    place_above, place_after_word, place_before, place_between_commas, place_in_cell, place_of, town_before,
    town_behind,
};
use crate::grammar::{Slot, classes};
use crate::scan::{Line, LineRole, Page, is_point};
use crate::text::{Shape, Span, fold_punctuation, is_unspaced, length, squeeze, without_marks};
use crate::tree::PartialDate;
use std::borrow::Cow;

impl<'a> Head<'a> {
    /// A number in parts on the line of the kind, where no reference of the language's own form was found.
    pub(super) fn plain_number(&mut self, page: &Page<'a, '_>) {
        if self.header.number.is_none() {
            let lines =
                self.roles.iter().filter(|(_, role)| matches!(role, LineRole::Header | LineRole::Title));
            self.header.number =
                lines.filter_map(|&(index, _)| path_number(page, page.lines.get(index)?)).next();
        }
    }

    /// Number, date and place from the lines of the head, or from the first words of a page without one.
    pub(super) fn number_and_date(&mut self, page: &Page<'a, '_>, upto: usize) {
        let head: Vec<usize> = self
            .roles
            .iter()
            .filter(|(_, role)| matches!(role, LineRole::Header | LineRole::Title))
            .map(|&(index, _)| index)
            .collect();
        let mut lines = head.clone();
        lines.sort_unstable();
        // A page without a head names the document in its first words.
        // The grounds name other documents.
        let grounds = |index: usize| {
            self.grounds.contains(&index)
                || page.lines.get(index).is_some_and(|line| {
                    page.phrase(line, line.tokens.0, classes::PREAMBLE).is_some() || enacts(page, line)
                })
        };
        // Nor does a running head say what the document is.
        let words = |index: usize| page.lines.get(index).is_some_and(|line| line.role != LineRole::Page);
        let others = (0..upto).filter(|&index| !head.contains(&index) && words(index));
        lines.extend(others.take(4).filter(|&index| !grounds(index)));
        // What stands beside the kind of document is its number: that of a gazette may stand above.
        let own = lines.iter().position(|&index| head.contains(&index) && is_numbered_kind(page, index));
        // `(Registration No. 2014/003512)` above `No. 14/2026`: so is what stands alone on its line.
        let sole = |&index: &usize| {
            head.contains(&index)
                && page.lines.get(index).is_some_and(|line| page.sole_number(line).is_some())
        };
        let own = own.or_else(|| lines.iter().position(sole));
        if let Some(before) = own.and_then(|own| lines.get_mut(..=own)) {
            before.rotate_right(1);
        }
        for index in lines {
            let Some(line) = page.lines.get(index).filter(|line| !names_gazette(page, line)) else {
                continue;
            };
            let Some(grammar) = page.grammar_of(line) else { continue };
            let in_head = head.contains(&index);
            let tape = page.tape(&[line.span], grammar, LONGEST_LINE);
            // `Приложение № 1 к Указу … № 92`: the number of the annex is not that of the document.
            let annex = page.phrase(line, line.tokens.0, classes::ANNEX).map_or(0, |(length, _)| length);
            let reference = tape.references.iter().find_map(|found| {
                let number = found.get(Slot::Number).filter(|_| annex == 0 || found.quote.0 > annex)?;
                let text = tape.span(number.from, found.quote.1);
                // An article is referred to by a bare number; documents have letters in theirs, or a label before it.
                let labelled = in_head
                    && (number.from.saturating_sub(3)..number.from)
                        .any(|at| tape.has(at, classes::NUMBER_LABEL));
                // Those of `2026&ndash;2031` are of a mark.
                let words = tape.tokens.get(number.from..found.quote.1).unwrap_or_default();
                let mut words = words.iter().filter(|token| !matches!(token.shape, Shape::Punct(_)));
                let lettered = words.any(|word| word.span.of(page.source).chars().any(char::is_alphabetic));
                let point = is_point(&tape, number.from) && !tape.has(found.quote.0, classes::DOCUMENT);
                (labelled || (lettered && !point)).then_some(text)
            });
            if self.header.number.is_none() {
                self.header.number = reference.map(|number| squeeze(number.of(page.source)));
            }
            if !in_head {
                if self.header.date.is_none() || self.header.title.is_none() {
                    self.named_in_words(page, line, &tape);
                }
                continue;
            }
            let place = place_of(page, line).or_else(|| place_in_cell(page, line));
            if let Some(place) = place.filter(|_| self.header.place.is_none()) {
                self.header.place = Some(squeeze(place.of(page.source)));
            }
            let date = dates(page, line.span, grammar)
                .find(|&(span, date)| date.day().is_some() && !is_timed(page, span));
            // `состоявшегося 4 марта 2031 года`: the words of a title may name another day.
            let title = self.roles.contains(&(index, LineRole::Title));
            let sought = self.header.date.is_none() || (self.header.place.is_none() && !title);
            // `Debates : PV 03/03/2031`: the place of another day is not that of the document.
            let own = |&(_, date): &(Span, PartialDate)| self.titled.is_none_or(|known| known == date);
            if let Some((span, date)) = date.filter(|_| sought).filter(own) {
                self.header.date = Some(date);
                let adopted = page.phrase(line, line.tokens.0, classes::ADOPTED).is_some();
                if adopted && self.header.place.is_none() {
                    let above = index.checked_sub(1).filter(|above| head.contains(above));
                    let above = above.and_then(|above| place_above(page, above, index));
                    let place = place_between_commas(page, line, span).or(above);
                    let place = place.or_else(|| place_after_word(page, line, span, true));
                    let place = place.map(|place| place.of(page.source));
                    self.header.place = place.map(squeeze);
                }
                if self.header.place.is_some() || adopted {
                    continue;
                }
                // `No. 12/2026      Dated: Hallem, the 3rd March, 2026`
                let place =
                    place_after_word(page, line, span, false).map(|place| squeeze(place.of(page.source)));
                if place.is_some() {
                    self.header.place = place;
                    continue;
                }
                let cell = place_before(page, Span::new(cell_start(page, line, span.start()), span.start()));
                // `Số 5-CT/TU ngày 12/3/2026`: what stands before the date is the number.
                let within = |at: &usize| page.tokens.get(*at).is_some_and(|token| cell.contains(token.span));
                let mut words = (line.tokens.0..line.tokens.1).filter(within);
                // `Resolution adopted by the Assembly on 20 November 2025`: a body is no place either.
                let says = |at, class| page.phrase(line, at, class).is_some();
                // `Постановление Правительства Озёрного края от 4 мая 2026 года`: nor is what is dated.
                let named = cell.start() <= line.span.start() && says(line.tokens.0, classes::DOCUMENT);
                // `Số: 12/NQ-HĐND Hải Sơn, ngày 9 tháng 7 năm 2026`: one blank sets number and place apart.
                let behind = reference.map_or(line.span.start(), Span::end);
                let town = town_before(page, line, behind, span).or_else(|| town_behind(page, line, span));
                if let Some(town) = town.filter(|_| !named) {
                    self.header.place = Some(squeeze(town.of(page.source)));
                    continue;
                }
                if named || words.any(|at| says(at, classes::NUMBER_LABEL) || says(at, classes::ADOPTED)) {
                    continue;
                }
                let place = squeeze(without_marks(cell.of(page.source), &[',', '*', '_', '(']));
                let named =
                    place.chars().next().is_some_and(|first| first.is_uppercase() || is_unspaced(first));
                // `Дата проведения:` is a label.
                let label = place.chars().next_back().is_some_and(|last| fold_punctuation(last) == ':');
                let named = named && !label;
                self.header.place = (named && length(&place) < 60).then_some(place);
            }
        }
    }
}

/// Whether a line ends with the words that enact what stands below: `учитывая …, постановляю:`
fn enacts(page: &Page<'_, '_>, line: &Line) -> bool {
    /// Words of such a phrase.
    const LONGEST: usize = 4;
    let Some(colon) =
        line.tokens.1.checked_sub(1).filter(|&last| page.tokens.get(last).is_some_and(|mark| mark.is(':')))
    else {
        return false;
    };
    (colon.saturating_sub(LONGEST).max(line.tokens.0)..colon)
        .any(|at| page.phrase(line, at, classes::ENACTMENT).is_some_and(|(length, _)| at + length == colon))
}

/// `State Register / Vol. 9, No. 22 / June 8, 2026`: number and date are those of what the document is printed in.
fn names_gazette(page: &Page<'_, '_>, line: &Line) -> bool {
    let has = |at, class| page.phrase(line, at, class).is_some();
    let gazette = (line.tokens.0..line.tokens.1).any(|at| has(at, classes::GAZETTE));
    gazette && !has(line.tokens.0, classes::DOCUMENT)
}

/// A number in parts on a line that names the kind: `COUNCIL DECISION (EU) 2026/114`, `(Cabinet Decision CD/26/117)`.
fn path_number<'a>(page: &Page<'a, '_>, line: &Line) -> Option<Cow<'a, str>> {
    (line.tokens.0..line.tokens.1).find(|&at| page.phrase(line, at, classes::DOCUMENT).is_some())?;
    let part = |at: usize| page.tokens.get(at).filter(|_| at < line.tokens.1);
    // Letters that stand before it without a blank are its first part.
    let before = |mut at: usize| {
        let glued = |at: usize| page.tokens.get(at).is_some_and(|token| !token.spaced);
        let mark = |at: usize| page.tokens.get(at).is_some_and(|mark| mark.is('/') || mark.is('-'));
        let word =
            |at: usize| page.tokens.get(at).is_some_and(|word| word.shape == Shape::Word && word.shouted);
        while at >= line.tokens.0 + 2 && glued(at) && mark(at - 1) && glued(at - 1) && word(at - 2) {
            at -= 2;
        }
        page.tokens.get(at).map_or_else(Span::default, |first| first.span)
    };
    (line.tokens.0..line.tokens.1).find_map(|at| {
        let (first, mark, last) = (part(at)?, part(at + 1)?, part(at + 2)?);
        let path = first.shape == Shape::Digits
            && last.shape == Shape::Digits
            && matches!(mark.shape, Shape::Punct('/' | '-'))
            && !mark.spaced
            && !last.spaced
            // `2025-2032` is a period.
            && !(first.is_year_long(page.source) && last.is_year_long(page.source));
        path.then(|| squeeze(before(at).cover(last.span).of(page.source)))
    })
}
