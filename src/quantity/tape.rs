//! A text made ready for matching: tokens, the phrases that begin at each, numbers, dates, masks.

use super::matcher::{Match, run};
use super::segment::Segments;
use crate::grammar::{ClassId, Compiled, Patterns, Slot, classes};
use crate::numeral::{Number, number};
use crate::text::{Shape, Span, Token, is_unspaced, tokenize};
use crate::tree::PartialDate;

/// A date in the text, by tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DateAt {
    pub(crate) length: usize,
    pub(crate) date: PartialDate,
}

/// A phrase of the vocabulary that begins at a token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PhraseAt {
    pub(crate) length: usize,
    pub(crate) class: ClassId,
    pub(crate) value: u16,
    /// Byte of the grammar file at which it stands.
    pub(crate) at: u32,
}

/// What keeps numbers out of some tokens; the patterns by their number in their list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mask {
    Date(u16),
    Reference(u16),
    Pattern(u16),
    /// Digits of a name.
    Name,
}

/// Tokens in which no number begins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cover {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) by: Mask,
}

/// One text, ready for matching.
#[derive(Debug)]
pub(crate) struct Tape<'t, 'g> {
    pub(crate) source: &'t str,
    pub(crate) grammar: &'g Compiled,
    pub(crate) tokens: Vec<Token>,
    pub(crate) segments: Segments,
    /// `phrases[starts[i]..starts[i + 1]]` begin at token `i`.
    starts: Vec<u32>,
    phrases: Vec<PhraseAt>,
    numbers: Vec<(u32, Number)>,
    /// Digits that are no number of the language, from one token up to another.
    pub(crate) unreadable: Vec<(usize, usize)>,
    dates: Vec<(u32, DateAt)>,
    /// Tokens that belong to a date, a document number or a name: no number begins there.
    masked: Vec<bool>,
    /// What covers them.
    pub(crate) covers: Vec<Cover>,
    /// Tokens of references, with what the patterns took from them.
    pub(crate) references: Vec<Match>,
}

impl<'t, 'g> Tape<'t, 'g> {
    /// Reads the pieces of `spans` as one text.
    pub(crate) fn new(source: &'t str, spans: &[Span], grammar: &'g Compiled) -> Self {
        let mut tokens = Vec::new();
        for &span in spans {
            tokenize(source, span, &grammar.vocabulary, &mut tokens);
        }
        let mut tape = Self {
            source,
            grammar,
            starts: Vec::with_capacity(tokens.len() + 1),
            phrases: Vec::new(),
            numbers: Vec::new(),
            dates: Vec::new(),
            masked: vec![false; tokens.len()],
            covers: Vec::new(),
            references: Vec::new(),
            unreadable: Vec::new(),
            segments: Segments::default(),
            tokens,
        };
        tape.find_phrases();
        tape.segments = Segments::new(&tape);
        // Numbers come first because masks ask for them (ages: "from 15 years on"), and go where a mask lies.
        tape.find_numbers();
        tape.find_dates();
        tape.find_references();
        tape.find_names();
        let masked = std::mem::take(&mut tape.masked);
        tape.numbers.retain(|&(at, _)| !masked.get(at as usize).copied().unwrap_or(false));
        tape.masked = masked;
        tape
    }

    fn find_phrases(&mut self) {
        for at in 0..self.tokens.len() {
            self.starts.push(u32::try_from(self.phrases.len()).unwrap_or(u32::MAX));
            let phrases = &mut self.phrases;
            self.grammar.vocabulary.phrases(self.tokens.get(at..).unwrap_or_default(), |length, entry| {
                phrases.push(PhraseAt { length, class: entry.class, value: entry.value, at: entry.at });
            });
        }
        self.starts.push(u32::try_from(self.phrases.len()).unwrap_or(u32::MAX));
    }

    /// The phrases that begin at token `at`.
    pub(crate) fn phrases_at(&self, at: usize) -> &[PhraseAt] {
        let range = self.starts.get(at).zip(self.starts.get(at + 1));
        range.and_then(|(&from, &to)| self.phrases.get(from as usize..to as usize)).unwrap_or_default()
    }

    /// Length of the longest phrase of `class` at token `at`.
    pub(crate) fn phrase(&self, at: usize, class: ClassId) -> Option<PhraseAt> {
        self.phrases_at(at)
            .iter()
            .filter(|phrase| phrase.class == class)
            .max_by_key(|phrase| phrase.length)
            .copied()
    }

    /// Whether a phrase of `class` begins at token `at`.
    pub(crate) fn has(&self, at: usize, class: ClassId) -> bool {
        self.phrases_at(at).iter().any(|phrase| phrase.class == class)
    }

    /// Whether token `at` is the inside of a phrase that is one word for the reader: `hiện có` in `thực hiện có`.
    pub(crate) fn is_kept(&self, at: usize) -> bool {
        const LONGEST: usize = 4;
        (at.saturating_sub(LONGEST)..at)
            .any(|start| self.phrase(start, classes::KEEP).is_some_and(|phrase| start + phrase.length > at))
    }

    /// Whether token `at` is the mark `c`.
    pub(crate) fn is(&self, at: usize, c: char) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(c))
    }

    /// Whether token `at` only joins the items of a list: a comma, a word such as "and".
    pub(crate) fn is_connector(&self, at: usize) -> bool {
        self.is(at, ',') || self.is(at, '、') || self.has(at, classes::CONNECTOR)
    }

    /// The number that begins at token `at`.
    pub(crate) fn number_at(&self, at: usize) -> Option<Number> {
        let at = u32::try_from(at).ok()?;
        let index = self.numbers.binary_search_by_key(&at, |&(start, _)| start).ok()?;
        self.numbers.get(index).map(|&(_, number)| number)
    }

    /// Every number with its first token.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = (usize, Number)> {
        self.numbers.iter().map(|&(at, number)| (at as usize, number))
    }

    /// The date that begins at token `at`.
    pub(crate) fn date_at(&self, at: usize) -> Option<DateAt> {
        let at = u32::try_from(at).ok()?;
        let index = self.dates.binary_search_by_key(&at, |&(start, _)| start).ok()?;
        self.dates.get(index).map(|&(_, date)| date)
    }

    /// Every date with its first token.
    pub(crate) fn dates(&self) -> impl Iterator<Item = (usize, DateAt)> {
        self.dates.iter().map(|&(at, date)| (at as usize, date))
    }

    pub(crate) fn is_masked(&self, at: usize) -> bool {
        self.masked.get(at).copied().unwrap_or(false)
    }

    /// The bytes of the tokens from `from` up to `to`.
    pub(crate) fn span(&self, from: usize, to: usize) -> Span {
        match (self.tokens.get(from), to.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if from < to => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// The bytes from its first token to its last.
    pub(crate) fn whole(&self) -> Span {
        self.span(0, self.tokens.len())
    }

    fn cover(&mut self, from: usize, to: usize, by: Mask) {
        self.covers.push(Cover { from, to, by });
        self.mask(from, to);
    }

    fn mask(&mut self, from: usize, to: usize) {
        if let Some(tokens) = self.masked.get_mut(from..to) {
            tokens.fill(true);
        }
    }

    /// The longest match of any of `patterns` at token `at`.
    pub(crate) fn longest(&self, patterns: &Patterns, at: usize) -> Option<Match> {
        let mut best: Option<Match> = None;
        for index in self.candidates(&patterns.entrances, at) {
            let Some(program) = patterns.programs.get(usize::from(index)) else { continue };
            if let Some(found) = run(self, program, at)
                && best.as_ref().is_none_or(|known| found.end > known.end)
            {
                best = Some(Match { program: index, ..found });
            }
        }
        best
    }

    /// The programs that could begin at token `at`, in the order of the file.
    pub(crate) fn candidates(&self, entrances: &crate::grammar::Entrances, at: usize) -> Vec<u16> {
        let mut found: Vec<u16> = Vec::new();
        let Some(token) = self.tokens.get(at) else { return found };
        self.grammar
            .vocabulary
            .keys(token, |key| found.extend(entrances.keys.get(&key).into_iter().flatten()));
        for phrase in self.phrases_at(at) {
            found.extend(entrances.classes.get(&phrase.class).into_iter().flatten());
        }
        match token.shape {
            Shape::Digits => found.extend(&entrances.digits),
            Shape::Word => found.extend(&entrances.words),
            Shape::Punct(_) => {}
        }
        if !entrances.dates.is_empty() && self.date_at(at).is_some() {
            found.extend(&entrances.dates);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn find_dates(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() {
            let found = self.longest(&self.grammar.dates, at);
            let found = found.and_then(|found| Some((self.date_of(&found)?, found.quote, found.program)));
            let Some((date, (from, to), program)) = found.filter(|(_, (from, to), _)| from < to) else {
                at += 1;
                continue;
            };
            self.dates.push((u32::try_from(from).unwrap_or(u32::MAX), DateAt { length: to - from, date }));
            self.cover(from, to, Mask::Date(program));
            at = to;
        }
    }

    fn date_of(&self, found: &Match) -> Option<PartialDate> {
        let month =
            found.integer(Slot::Month).or_else(|| found.integer(Slot::Quarter).map(|quarter| quarter * 3));
        PartialDate::new(found.integer(Slot::Year)?, month, found.integer(Slot::Day))
    }

    fn find_references(&mut self) {
        for patterns in [&self.grammar.references, &self.grammar.masks] {
            let reference = std::ptr::eq(patterns, &raw const self.grammar.references);
            let mut at = 0;
            while at < self.tokens.len() {
                let Some(found) = self.longest(patterns, at) else {
                    at += 1;
                    continue;
                };
                let end = found.end.max(at + 1);
                let mask = if reference { Mask::Reference } else { Mask::Pattern };
                self.cover(found.quote.0, found.quote.1, mask(found.program));
                at = end;
                if reference {
                    self.references.push(found);
                }
            }
        }
    }

    /// Masks digits that are part of a name: `5G`, `CO2`, `COVID-19`, `PM2.5`.
    fn find_names(&mut self) {
        let letters = |token: &Token| {
            let first = token.span.of(self.source).chars().next();
            token.shape == Shape::Word && first.is_some_and(|c| !is_unspaced(c))
        };
        let mut names = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            if token.shape != Shape::Digits || self.is_masked(at) {
                continue;
            }
            let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
            if !token.spaced && before.is_some_and(letters) && !self.is_masked(at - 1) {
                names.push(at);
            }
            let glued_name = at.checked_sub(2).and_then(|name| self.tokens.get(name)).zip(before);
            if let Some((name, dash)) = glued_name
                && dash.is('-')
                && !dash.spaced
                && !token.spaced
                && name.is_loud_word(self.source)
                && letters(name)
                && self.phrases_at(at - 2).is_empty()
            {
                names.push(at);
            }
            // `5G`, `4IR`: letters that follow at once and are no unit.
            let after = self.tokens.get(at + 1);
            // Units are compared without case: `5G` is no weight, `4K` no temperature.
            let generation = after.is_some_and(|after| matches!(after.span.of(self.source), "G" | "K" | "D"));
            let unit = self
                .phrases_at(at + 1)
                .iter()
                .any(|phrase| phrase.class == classes::UNIT && !(generation && phrase.length == 1));
            if after.is_some_and(|after| !after.spaced && letters(after) && after.capital) && !unit {
                names.push(at);
            }
        }
        for at in names {
            let mut end = at + 1;
            while let (Some(mark), Some(more)) = (self.tokens.get(end), self.tokens.get(end + 1))
                && matches!(mark.shape, Shape::Punct('.' | ','))
                && more.shape == Shape::Digits
                && !mark.spaced
                && !more.spaced
            {
                end += 2;
            }
            self.cover(at, end, Mask::Name);
        }
    }

    /// Where the digits and marks end that stand at token `at` without a blank between them.
    fn run_end(&self, at: usize) -> usize {
        let mut end = at;
        while let Some(token) = self.tokens.get(end) {
            let part = match token.shape {
                Shape::Digits => true,
                Shape::Punct('.' | ',' | '\'') => {
                    self.tokens.get(end + 1).is_some_and(|next| next.shape == Shape::Digits && !next.spaced)
                }
                _ => false,
            };
            if !part || (end > at && token.spaced) {
                break;
            }
            end += 1;
        }
        end
    }

    /// The end of a number that cannot be read whole: more digits follow at once, an exponent, or a minus sign stands
    /// before it.
    fn unreadable(&self, at: usize, found: Number) -> Option<usize> {
        if !found.digits {
            return None;
        }
        let end = at + found.length;
        let glued = |at: usize| self.tokens.get(at).filter(|token| !token.spaced);
        let whole = self.run_end(at);
        if whole > end && found.scale == crate::tree::Decimal::ONE {
            return Some(whole);
        }
        let power = glued(end).is_some_and(|mark| mark.is('^'))
            || glued(end).is_some_and(|mark| matches!(mark.span.of(self.source), "e" | "E"))
                && glued(end + 1).is_some_and(|next| next.shape == Shape::Digits);
        if power {
            return Some(self.run_end(end + 1).max(end + 1));
        }
        let sign = at.checked_sub(1).and_then(|before| self.tokens.get(before)).filter(|mark| mark.is('-'));
        let spaced = self.tokens.get(at).is_some_and(|token| token.spaced);
        let before = at.checked_sub(2).and_then(|before| self.tokens.get(before));
        // `40 -50` is a range that lost a blank.
        let range = before.is_some_and(|token| matches!(token.shape, Shape::Digits | Shape::Punct('%')));
        let negative = sign.is_some_and(|sign| (sign.spaced || at == 1) && !spaced) && !range;
        negative.then_some(end)
    }

    fn find_numbers(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() {
            let shape = self.tokens.get(at).map(|token| token.shape);
            let candidate = match shape {
                Some(Shape::Digits) => true,
                Some(Shape::Word) => self.has(at, classes::NUMBER_WORD) || self.has(at, classes::SCALE),
                _ => false,
            };
            let rest = self.tokens.get(at..).unwrap_or_default();
            let found = if candidate { number(self.source, rest, self.grammar) } else { None };
            if let Some(end) = found.and_then(|found| self.unreadable(at, found)) {
                // `12,34,567`, `1.5e6`, `-5`: better nothing than the wrong end of a number.
                self.mask(at, end);
                let sign = at
                    .checked_sub(1)
                    .filter(|&before| self.tokens.get(before).is_some_and(|mark| mark.is('-')));
                self.unreadable.push((sign.unwrap_or(at), end));
                at = end;
                continue;
            }
            let Some(found) = found else {
                // A mark before digits is no part of their run: `，30日内`.
                let digits = shape == Some(Shape::Digits);
                at = if digits { self.run_end(at).max(at + 1) } else { at + 1 };
                continue;
            };
            self.numbers.push((u32::try_from(at).unwrap_or(u32::MAX), found));
            // A word that mostly does not count may still be the first of a longer phrase.
            at += if found.weak || found.bare { 1 } else { found.length };
        }
    }
}
