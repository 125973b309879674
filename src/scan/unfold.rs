//! Lines of a document that has lost its line ends: cut again where words begin that stand at the start of a line in any
//! text, so that a heading is no part of the sentence after it, and the foot no part of the last clause.
//!
//! `1. Mục tiêu chung Phát triển …`, `II. TASKS The ministry …`, `… of its term. Nơi nhận: - Ban Bí thư, …`.

use super::explain::PageWhy;
use super::furniture;
use super::line::{Line, LineRole, Page};
use super::marker;
use crate::effort;
use crate::grammar::classes;
use crate::quantity::{Tape, horizons};
use crate::text::{Extent, Shape, Span, Token};

/// Cuts the lines of `page` on which the whole document stands.
pub(super) fn unfold(page: &mut Page<'_, '_>) {
    let whole = |line: &Line| line.run >= page.whole && line.role == LineRole::Body && line.row.is_none();
    let cuts: Vec<Vec<Cut>> = (0..page.lines.len())
        .map(|index| match page.lines.get(index).filter(|line| whole(line)) {
            Some(line) => Folded { page, line, index }.cuts(),
            None => Vec::new(),
        })
        .collect();
    if cuts.iter().all(Vec::is_empty) {
        return;
    }
    let lines = std::mem::take(&mut page.lines);
    for (line, cuts) in lines.into_iter().zip(cuts) {
        let first = cuts.first().filter(|cut| cut.end == line.tokens.0).copied();
        let mut last = first.unwrap_or(Cut { level: line.level, ..Cut::at(line.tokens.0) });
        for cut in cuts.into_iter().skip(usize::from(first.is_some())).chain([Cut::at(line.tokens.1)]) {
            push(page, &line, last, cut.end);
            last = cut;
        }
    }
}

/// Adds the part of `line` from `cut` up to token `end`.
fn push(page: &mut Page<'_, '_>, line: &Line, cut: Cut, end: usize) {
    let tokens = (cut.start, end);
    let first = cut.start == line.tokens.0;
    let words = page.tokens.get(tokens.0..tokens.1).unwrap_or_default();
    let (Some(start), Some(end)) = (words.first(), words.last()) else {
        // A line without words stays.
        if line.tokens.0 == line.tokens.1 {
            page.lines.push(line.clone());
        }
        return;
    };
    // What stands at the ends of the line without being a word stays with it.
    let from = if first { line.span.start() } else { start.span.start() };
    let to = if tokens.1 == line.tokens.1 { line.span.end() } else { end.span.end() };
    let span = Span::new(from, to);
    page.lines.push(Line {
        span,
        tokens,
        extent: Extent::of(span.of(page.source)),
        level: cut.level,
        blank_before: line.blank_before && first,
        runs_on: line.runs_on || !first,
        role: if cut.page.is_some() { LineRole::Page } else { line.role },
        page: cut.page.or(line.page),
        ..line.clone()
    });
}

/// A line ends before token `end`, and the next begins at token `start`; between them stand marks of Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cut {
    end: usize,
    start: usize,
    level: u8,
    /// Why the line that begins here is one of the page: its number, words of a site.
    page: Option<PageWhy>,
}

impl Cut {
    fn at(place: usize) -> Self {
        Self { end: place, start: place, level: 0, page: None }
    }
}

struct Folded<'p, 't, 'g> {
    page: &'p Page<'t, 'g>,
    line: &'p Line,
    index: usize,
}

impl Folded<'_, '_, '_> {
    fn token(&self, at: usize) -> Option<&Token> {
        if at < self.line.tokens.1 { self.page.tokens.get(at) } else { None }
    }

    fn has(&self, at: usize, class: crate::grammar::ClassId) -> Option<usize> {
        self.page.phrase(self.line, at, class).map(|(length, _)| length)
    }

    /// Where the line is cut, in order.
    fn cuts(&self) -> Vec<Cut> {
        // Every token is looked at by each of the rules below.
        const RULES: usize = 6;
        effort::note(RULES * (self.line.tokens.1 - self.line.tokens.0));
        let mut cuts = self.markdown();
        let mut marks = marker::inline(self.page, self.index);
        marks.sort_unstable_by_key(|&(_, end)| end);
        marks.dedup_by_key(|&mut (_, end)| end);
        cuts.extend(marks.iter().filter_map(|&(_, end)| self.heading_end(end)).map(Cut::at));
        // The words of a point are no sentence apart from its marker.
        let apart = |start: &usize| marks.binary_search_by_key(start, |&(_, end)| end).is_err();
        cuts.extend(marks.iter().filter_map(|&(start, _)| self.lead_in(start)).filter(apart).map(Cut::at));
        self.foot(&mut cuts);
        self.enactment(&mut cuts);
        self.pages(&mut cuts);
        self.marked(&mut cuts);
        let (from, to) = self.line.tokens;
        let site = self.site_before();
        if site > from {
            cuts.retain(|cut| cut.end >= site);
            cuts.extend([Cut { page: Some(PageWhy::Credit), ..Cut::at(from) }, Cut::at(site)]);
        }
        self.head(site, &mut cuts);
        self.signed(self.site_after(&mut cuts), &mut cuts);
        cuts.sort_unstable_by_key(|cut| (cut.end, cut.page.is_none()));
        cuts.dedup_by_key(|cut| cut.end);
        cuts.retain(|cut| cut.start < to && (cut.end > from || cut.page.is_some()));
        cuts
    }

    /// Where the words end that a site puts before a text, `Home › Plans | Share | Print this page — …`: the first token of
    /// the text.
    fn site_before(&self) -> usize {
        /// Tokens among which they stand.
        const MOST: usize = 60;
        let (from, to) = self.line.tokens;
        let near = from..to.min(from + MOST);
        let bars = |at: &usize| self.token(*at).is_some_and(|token| token.is('|') && token.spaced);
        let crumb = |at: &usize| furniture::is_crumb(self.page, self.line, *at);
        let last = near.clone().rfind(|at| bars(at) || crumb(at));
        let several = near.clone().filter(crumb).count() >= furniture::FEWEST_CRUMBS;
        let Some(last) = last.filter(|_| several || near.clone().any(|at| self.item_end(at).is_some()))
        else {
            return from;
        };
        let end = self.item_end(last + 1).unwrap_or(last + 1);
        end + usize::from(self.token(end).is_some_and(|dash| dash.is('-') && dash.spaced))
    }

    /// Where a word of a site ends that begins at token `at`, at the edge of the text or beside a bar.
    fn item_end(&self, at: usize) -> Option<usize> {
        let (from, _) = self.line.tokens;
        let edge = at == from
            || at.checked_sub(1).is_some_and(|last| {
                self.token(last).is_some_and(|token| token.is('|'))
                    || furniture::is_crumb(self.page, self.line, last)
            });
        let (length, _) = self.page.phrase(self.line, at, classes::FURNITURE).filter(|_| edge)?;
        Some(at + length)
    }

    /// Cuts off what a site puts after a text, `Last updated: 21/05/2026 | 3 min read | Related: …`; where it begins.
    fn site_after(&self, cuts: &mut Vec<Cut>) -> usize {
        /// Tokens among which they stand.
        const MOST: usize = 60;
        let (from, to) = self.line.tokens;
        let start = (to.saturating_sub(MOST).max(from + 1)..to).find(|&at| {
            let after =
                self.token(at - 1).is_some_and(|last| matches!(last.shape, Shape::Punct('.' | '|' | '!')));
            let capital = self.token(at).is_some_and(|first| {
                first.spaced
                    && (first.capital || first.shape == Shape::Digits || first.is_unspaced(self.page.source))
            });
            after && capital && furniture::is_site(self.page, self.line, (at, to))
        });
        if let Some(start) = start {
            let end = if self.token(start - 1).is_some_and(|last| last.is('|')) { start - 1 } else { start };
            cuts.retain(|cut| cut.end < end);
            cuts.push(Cut { page: Some(PageWhy::Credit), ..Cut::at(end) });
            return end;
        }
        to
    }

    /// The short sentences at the start of a text that name it, `No. 41/2026.`, and say where and when: those up to the last
    /// that does. In scripts without blanks, a blank stands where a line ended.
    fn head(&self, start: usize, cuts: &mut Vec<Cut>) {
        /// Sentences of a head, and tokens of one; longer ones are words of the text.
        const SENTENCES: usize = 6;
        const LONGEST: usize = 32;
        if self.token(start).is_some_and(|first| first.is_unspaced(self.page.source)) {
            let stop = |at: &usize| {
                self.token(*at).is_some_and(|token| token.is('.') || token.is(',') || token.is(';'))
            };
            let end = (start..self.line.tokens.1.min(start + 4 * LONGEST)).find(stop).unwrap_or(start);
            let gaps = (start + 1..end).filter(|&at| {
                let glued =
                    self.token(at - 1).is_some_and(|last| last.is_unspaced(self.page.source) || last.is(':'));
                glued && self.token(at).is_some_and(|token| token.spaced)
            });
            cuts.extend(gaps.take(SENTENCES).map(Cut::at));
            return;
        }
        let (mut at, mut ends, mut last) = (start, Vec::new(), 0);
        while ends.len() < SENTENCES {
            let Some(end) =
                (at..self.line.tokens.1.min(at + LONGEST)).find(|&stop| self.ends_sentence(at, stop))
            else {
                break;
            };
            ends.push(end + 1);
            if self.is_fact(at, end) {
                last = ends.len();
            }
            at = end + 1;
        }
        cuts.extend(ends.into_iter().take(last).map(Cut::at));
    }

    /// Whether a full stop at token `stop` ends the sentence that begins at token `start`: no abbreviation, no initial.
    fn ends_sentence(&self, start: usize, stop: usize) -> bool {
        const LONGEST: usize = 4;
        let place = self.has(stop + 1, classes::PLACE).is_some();
        let opens = self
            .token(stop + 1)
            .is_some_and(|next| next.spaced && (next.capital || place || next.shape == Shape::Digits));
        let within = |at: Option<usize>| at.filter(|&at| at >= start).and_then(|at| self.token(at));
        let (word, before) = (within(stop.checked_sub(1)), within(stop.checked_sub(2)));
        // `№ 14-п.`, `2026 г.`: the letter is part of a number, or stands behind a year.
        let dated = before.is_some_and(|year| year.is_year_long(self.page.source));
        let glued = before.is_some_and(|mark| mark.is('-') || mark.is('/'));
        let initial = word.is_some_and(|word| {
            let letter = word.span.of(self.page.source).chars().nth(1).is_none();
            word.shape == Shape::Word && letter && !dated && !glued
        });
        let short = (stop.saturating_sub(LONGEST).max(start)..stop).any(|at| {
            [classes::ABBREVIATION, classes::NUMBER_LABEL, classes::PLACE]
                .into_iter()
                .any(|class| self.has(at, class).is_some_and(|length| at + length == stop + 1))
        });
        self.token(stop).is_some_and(|token| token.is('.')) && opens && !initial && (dated || glued || !short)
    }

    /// Whether a sentence names the document by its number, or says when it was made.
    fn is_fact(&self, from: usize, to: usize) -> bool {
        let words = self.page.tokens.get(from..to).unwrap_or_default();
        let numbered = (from..to).any(|at| self.has(at, classes::NUMBER_LABEL).is_some())
            && (from..to).any(|at| self.has(at, classes::DOCUMENT).is_some());
        let Some(grammar) = self.page.grammar_of(self.line) else { return false };
        effort::note(words.len());
        let tape = Tape::of(self.page.source, words.to_vec(), grammar);
        let Some((at, date)) = tape.dates().last() else { return numbered };
        // `Hallem, 18 March 2026`: nothing stands before it but a name.
        let name = (from..from + at).all(|at| {
            self.token(at).is_some_and(|token| token.capital || token.shape != Shape::Word)
                || self.has(at, classes::PLACE).is_some()
        });
        numbered || (name && date.date.day().is_some() && at + date.length >= words.len())
    }

    /// The name and office that end a text, after its last sentence: `Ada Lindqvist, Minister of Works.`
    fn signed(&self, end: usize, cuts: &mut Vec<Cut>) {
        /// Tokens of a name with its office.
        const MOST: usize = 14;
        let stop = self.token(end.saturating_sub(1)).is_some_and(|last| last.is('.'));
        let last = end.saturating_sub(usize::from(stop));
        let near = last.saturating_sub(MOST).max(self.line.tokens.0 + 1)..last;
        let start = near.clone().find(|&at| {
            let comma = (at..last).find(|&at| self.token(at).is_some_and(|token| token.is(',')));
            let named = comma.is_some_and(|comma| {
                comma > at + 1
                    && (at..comma)
                        .all(|at| self.token(at).is_some_and(|token| token.capital || token.is('.')))
                    && self.has(comma + 1, classes::OFFICE).is_some()
            });
            named && self.ends_sentence(self.line.tokens.0, at - 1)
        });
        cuts.extend(start.map(Cut::at));
    }

    /// `… of all. ## Guiding principles`: the marks of a heading.
    fn markdown(&self) -> Vec<Cut> {
        const DEEPEST: usize = 6;
        let mut cuts = Vec::new();
        let (mut at, to) = self.line.tokens;
        while at < to {
            let marks = (at..to).take_while(|&at| self.token(at).is_some_and(|token| token.is('#'))).count();
            let apart = self.token(at).is_some_and(|first| first.spaced)
                && (at + 1..at + marks).all(|at| self.token(at).is_some_and(|mark| !mark.spaced))
                && self.token(at + marks).is_some_and(|next| next.spaced);
            if marks > 0 && marks <= DEEPEST && apart {
                let level = u8::try_from(marks).unwrap_or(0);
                cuts.push(Cut { end: at, start: at + marks, level, page: None });
            }
            at += marks.max(1);
        }
        cuts
    }

    /// Where the heading ends that begins at token `at`, after a marker: words in capitals before others, or a heading
    /// that is known, with the years that it names, before a sentence.
    fn heading_end(&self, at: usize) -> Option<usize> {
        self.loud_end(at).or_else(|| self.known_end(at)).filter(|&end| {
            let next = self.token(end);
            next.is_some_and(|next| {
                next.shape == Shape::Word
                    && next.capital
                    && !next.is_loud_word(self.page.source)
                    && next.spaced
            })
        })
    }

    /// Where the sentence begins that says by when and leads to the list whose first marker is at token `at`:
    /// `… of the region. By 2030 the following values are reached: – output …`.
    fn lead_in(&self, at: usize) -> Option<usize> {
        /// Words of such a sentence, at most, and those among which the year stands.
        const MOST: usize = 40;
        const OPENING: usize = 3;
        const NEAR: usize = 16;
        let colon = at.checked_sub(1).filter(|&colon| colon > self.line.tokens.0)?;
        self.token(colon).filter(|colon| colon.is(':'))?;
        effort::note(MOST);
        let before = (colon.saturating_sub(MOST).max(self.line.tokens.0)..colon).rev();
        let mark =
            before.filter(|&at| self.token(at).is_some_and(|token| matches!(token.shape, Shape::Punct(_))));
        // Commas and dashes stand within it.
        let stop = mark.into_iter().find(|&at| {
            self.token(at).is_some_and(|mark| matches!(mark.shape, Shape::Punct('.' | ';' | ':' | '!' | '?')))
        })?;
        let start = stop + 1;
        self.token(start).filter(|first| first.spaced && first.capital)?;
        let words = self.page.tokens.get(start..(start + NEAR).min(colon))?;
        words.iter().find(|token| token.is_year_long(self.page.source))?;
        let tape = Tape::of(self.page.source, words.to_vec(), self.page.grammar_of(self.line)?);
        let early = horizons(&tape).first().is_some_and(|horizon| horizon.from < OPENING);
        (early && self.token(stop).is_some_and(|stop| stop.is('.'))).then_some(start)
    }

    /// Where words in capitals end.
    fn loud_end(&self, at: usize) -> Option<usize> {
        /// Words of a heading, at most.
        const MOST: usize = 60;
        const MARKS: [char; 6] = [',', '-', '&', '/', '(', ')'];
        let mut loud = 0;
        let mut end = at;
        effort::note(1);
        while let Some(token) = self.token(end).filter(|_| end < at + MOST) {
            let word = token.shape == Shape::Word && token.shouted;
            let mark = MARKS.iter().any(|&mark| token.is(mark));
            if !word && !mark && !token.is_year_long(self.page.source) {
                break;
            }
            effort::note(1);
            loud += usize::from(word && token.is_loud_word(self.page.source));
            end += 1;
        }
        // `1. GDP Growth`: one word in capitals is a heading where it is known as one.
        let known = || marker::heading_end(self.page, self.index, at) == Some(end);
        (loud >= 2 || (loud == 1 && known())).then_some(end)
    }

    /// Where a heading ends that the grammar knows, or that says by when.
    fn known_end(&self, at: usize) -> Option<usize> {
        /// Words that are looked at for a year.
        const NEAR: usize = 16;
        self.token(at).filter(|first| first.shape == Shape::Word && first.capital)?;
        let heading = marker::heading_end(self.page, self.index, at);
        let to = (at + NEAR).min(self.line.tokens.1);
        let words = self.page.tokens.get(at..to).unwrap_or_default();
        if !words.iter().any(|token| token.is_year_long(self.page.source)) {
            return heading;
        }
        let grammar = self.page.grammar_of(self.line)?;
        effort::note(words.len());
        let tape = Tape::of(self.page.source, words.to_vec(), grammar);
        /// Words before the year, in a heading that is not known: `Định hướng đến năm 2040`.
        const WORDS: usize = 4;
        let plain = words.iter().take_while(|token| token.shape == Shape::Word).count().min(WORDS);
        let free = if heading.is_none() { plain } else { 0 };
        let mut end = heading.unwrap_or(at);
        for horizon in horizons(&tape) {
            let comma = usize::from(self.token(end).is_some_and(|token| token.is(',')));
            let begins = self.token(at + horizon.from).is_some_and(|first| first.capital && horizon.from > 0);
            // `Mục tiêu chung Đến năm 2030, …`: the sentence begins with the year.
            if !begins && at + horizon.from <= end + comma.max(if end == at { free } else { 0 }) {
                end = end.max(at + horizon.to);
            }
        }
        (end > at).then_some(end)
    }

    /// `— 2 —`: the numbers of pages, which count up.
    fn pages(&self, cuts: &mut Vec<Cut>) {
        let (from, to) = self.line.tokens;
        let dash = |at: usize| self.token(at).is_some_and(|token| token.is('-') && token.spaced);
        let framed = (from..to).filter_map(|at| {
            let number = self.token(at + 1)?.integer(self.page.source)?;
            let other =
                |at: usize| self.token(at).is_none_or(|token| token.shape == Shape::Word || !token.spaced);
            let before = at
                .checked_sub(1)
                .is_none_or(|last| !self.token(last).is_some_and(|t| t.shape == Shape::Digits));
            (dash(at) && dash(at + 2) && before && other(at + 3)).then_some((at, number))
        });
        let framed: Vec<(usize, u32)> = framed.collect();
        let counts = framed.windows(2).all(|pair| matches!(pair, [(_, last), (_, next)] if next > last));
        if framed.len() >= 2 && counts {
            for (at, _) in framed {
                cuts.push(Cut { page: Some(PageWhy::Numbered), ..Cut::at(at) });
                cuts.push(Cut::at(at + 3));
            }
        }
    }

    /// `…, HAS ADOPTED THIS DECISION:`, `… QUYẾT ĐỊNH:`: the words that enact.
    fn enactment(&self, cuts: &mut Vec<Cut>) {
        const MOST: usize = 8;
        let (from, to) = self.line.tokens;
        for at in from..to {
            let loud = self.token(at).is_some_and(|token| token.is_loud_word(self.page.source));
            let Some(length) = self.has(at, classes::ENACTMENT).filter(|_| loud) else { continue };
            let colon = (at + length..to.min(at + length + MOST))
                .find(|&at| self.token(at).is_some_and(|t| t.is(':')));
            let Some(colon) = colon else { continue };
            if (at..colon)
                .all(|at| self.token(at).is_some_and(|token| token.shouted || token.shape != Shape::Word))
            {
                cuts.extend([Cut::at(at), Cut::at(colon + 1)]);
            }
        }
    }

    /// Lines that other formats mark: `<br>`, a number in bold (`**1.1.1** Text`), an emoji or `01` before words.
    fn marked(&self, cuts: &mut Vec<Cut>) {
        let (from, to) = self.line.tokens;
        for at in from + 1..to {
            let (Some(last), Some(token)) = (self.token(at - 1), self.token(at)) else { break };
            let gap = Span::new(last.span.end(), token.span.start()).of(self.page.source);
            let bold = || {
                let path = (at..to).take_while(|&next| {
                    self.token(next).is_some_and(|next_token| {
                        (next_token.shape == Shape::Digits || next_token.is('.'))
                            && (next == at || !next_token.spaced)
                    })
                });
                let end = at + path.count();
                let last = end.checked_sub(1).and_then(|last| self.token(last));
                let after = last.and_then(|last| self.page.source.get(last.span.end()..)).unwrap_or_default();
                end > at + 1 && after.starts_with("**")
            };
            if gap.contains("<br") || (gap.ends_with("**") && token.shape == Shape::Digits && bold()) {
                cuts.push(Cut::at(at));
            }
            if let Some(end) = self.alone(at) {
                cuts.extend([Cut::at(at), Cut::at(end)]);
            }
        }
    }

    /// Where the marker ends that begins at token `at`, if it is one that stands on a line of its own: an emoji, `01`.
    fn alone(&self, at: usize) -> Option<usize> {
        let token = self.token(at).filter(|token| token.spaced)?;
        let symbol = |token: &Token| matches!(token.shape, Shape::Punct(mark) if marker::is_emoji(mark));
        let end = if symbol(token) {
            at + (at..at + 3).take_while(|&at| self.token(at).is_some_and(symbol)).count()
        } else if token.span.of(self.page.source).chars().count() == 2
            && token.integer(self.page.source).is_some_and(|number| number < 10)
        {
            at + 1
        } else {
            return None;
        };
        let next = self.token(end)?;
        (next.spaced && next.capital).then_some(end)
    }

    /// The lines of the foot: recipients with each of them, the signature, the annex after it.
    fn foot(&self, cuts: &mut Vec<Cut>) {
        let (from, to) = self.line.tokens;
        let after_stop = |at: usize| {
            let before = at.checked_sub(1).and_then(|before| self.token(before));
            before.is_some_and(|before| matches!(before.shape, Shape::Punct('.' | ';' | '!')))
        };
        let capital = |at: usize| self.token(at).is_some_and(|token| token.capital);
        let mut recipients = false;
        let mut foot = false;
        for at in from..to {
            let spaced = self.token(at).is_some_and(|token| token.spaced);
            if !spaced {
                continue;
            }
            let colon = |length: usize| self.token(at + length).is_some_and(|token| token.is(':'));
            if capital(at) && self.has(at, classes::RECIPIENTS).is_some_and(colon) {
                cuts.push(Cut::at(at));
                (recipients, foot) = (true, true);
            } else if (after_stop(at) || foot)
                && capital(at)
                && self.has(at, classes::SIGNATURE).is_some()
                && self.loud_end(at).is_some()
            {
                cuts.push(Cut::at(at));
                (recipients, foot) = (false, true);
            } else if recipients && self.token(at).is_some_and(|token| token.is('-')) && capital(at + 1) {
                cuts.push(Cut::at(at));
            } else if foot
                && self.token(at).is_some_and(|token| token.is_loud_word(self.page.source))
                && self.has(at, classes::ANNEX).is_some()
            {
                cuts.push(Cut::at(at));
                cuts.extend(self.loud_end(at).filter(|&end| end > at).map(Cut::at));
                (recipients, foot) = (false, false);
            }
        }
    }
}
