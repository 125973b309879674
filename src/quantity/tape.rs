//! A text made ready for matching: tokens, the phrases that begin at each, numbers, dates, masks.

use super::matcher::{Match, Scratch, run};
use super::segment::Segments;
use crate::effort;
use crate::grammar::{
    Blur, Candidates, ClassId, ClassSet, Compiled, Entrances, Gates, List, MODIFIERS, Needs, Openings,
    Patterns, REPEATS, Slot, Surroundings, Unit, classes,
};
use crate::numeral::{Number, number};
use crate::text::{Shape, Span, Token, is_cut, is_line_end, is_unspaced, squeeze, tokenize_pieces};
use crate::tree::{Decimal, Name, PartialDate, QuantityKind};
use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

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
    /// The year that the document speaks of: that of "this year".
    pub(crate) year: Option<u32>,
    pub(crate) tokens: Vec<Token>,
    pub(crate) segments: Segments,
    /// `phrases[starts[i]..starts[i + 1]]` begin at token `i`.
    starts: Vec<u32>,
    phrases: Vec<PhraseAt>,
    /// For each token the classes of the phrases that begin there.
    classes: Vec<ClassSet>,
    /// For each token what it is, and the classes.
    blurs: Vec<Blur>,
    numbers: Vec<(u32, Number)>,
    /// The number that was asked for last.
    asked: Cell<usize>,
    /// Digits that are no number of the language, from one token up to another.
    pub(crate) unreadable: Vec<(usize, usize)>,
    dates: Vec<(u32, DateAt)>,
    /// Tokens that belong to a date, a document number or a name: no number begins there.
    masked: Vec<bool>,
    /// For each of [`Compiled::looked_back`] the tokens at which its phrases begin.
    places: Vec<Vec<u32>>,
    /// For each token the next one at which a figure begins.
    figures: Vec<u32>,
    /// For each token the length of the number or date that begins there, else 1.
    widths: Vec<u8>,
    /// For each token what stands among the first ones from there on, once somebody asked: the lists are tried one after
    /// the other. What stands nowhere is not known yet.
    firsts: Vec<Cell<Blur>>,
    /// The same of what stands behind it, or behind the number, the date or a phrase that begins there.
    behinds: Vec<Cell<Blur>>,
    /// The token after the last word or digits.
    spoken: usize,
    /// For each token the lists of patterns that it opens.
    gates: Vec<u8>,
    /// Changes whenever a pattern could match otherwise than before; no two tapes of a thread have the same.
    stamp: u64,
    /// What covers them.
    pub(crate) covers: Vec<Cover>,
    /// Tokens of references, with what the patterns took from them.
    pub(crate) references: Vec<Match>,
}

thread_local! {
    static STAMPS: Cell<u64> = const { Cell::new(0) };
}

fn next_stamp() -> u64 {
    STAMPS.set(STAMPS.get() + 1);
    STAMPS.get()
}

/// Whether a text says no figure, no year and no document, which most texts can be told by their words alone: there is no
/// figure in it, and nothing that a pattern without one begins with.
pub(crate) fn is_idle(source: &str, tokens: &[Token], grammar: &Compiled) -> bool {
    !tokens
        .iter()
        .any(|token| grammar.gates.is_rousing(token, &grammar.vocabulary) || is_roman(source, token))
}

/// Whether a word is the number of a quarter or of a part, which dates and references hold.
fn is_roman(source: &str, token: &Token) -> bool {
    token.shouted && matches!(token.span.of(source), "I" | "II" | "III" | "IV")
}

impl<'t, 'g> Tape<'t, 'g> {
    pub(super) fn stamp(&self) -> u64 {
        self.stamp
    }

    /// Reads the pieces of `spans` as one text.
    pub(crate) fn new(source: &'t str, spans: &[Span], grammar: &'g Compiled) -> Self {
        let mut tokens = Vec::new();
        tokenize_pieces(source, spans.iter().copied(), &grammar.vocabulary, &mut tokens);
        Self::of(source, tokens, grammar)
    }

    /// Reads tokens that were cut out with the words of `grammar`.
    pub(crate) fn of(source: &'t str, tokens: Vec<Token>, grammar: &'g Compiled) -> Self {
        let mut tape = Self {
            source,
            grammar,
            year: None,
            starts: Vec::with_capacity(tokens.len() + 1),
            phrases: Vec::new(),
            classes: Vec::with_capacity(tokens.len()),
            blurs: Vec::with_capacity(tokens.len()),
            numbers: Vec::new(),
            asked: Cell::new(0),
            dates: Vec::new(),
            masked: vec![false; tokens.len()],
            covers: Vec::new(),
            references: Vec::new(),
            unreadable: Vec::new(),
            places: vec![Vec::new(); grammar.looked_back.len()],
            figures: Vec::new(),
            widths: Vec::new(),
            firsts: Vec::new(),
            behinds: Vec::new(),
            spoken: tokens
                .iter()
                .rposition(|token| matches!(token.shape, Shape::Word | Shape::Digits))
                .map_or(0, |last| last + 1),
            gates: Vec::new(),
            stamp: next_stamp(),
            segments: Segments::default(),
            tokens,
        };
        tape.find_phrases();
        tape.segments = Segments::new(&tape);
        // Numbers come first because masks ask for them (ages: "from 15 years on"), and go where a mask lies.
        tape.find_numbers();
        tape.find_figures();
        tape.open_gates();
        tape.find_dates();
        // A date may begin with words: "end of 2030".
        if !tape.dates.is_empty() {
            tape.find_figures();
            tape.open_gates();
        }
        tape.find_references();
        tape.find_names();
        let masked = std::mem::take(&mut tape.masked);
        tape.numbers.retain(|&(at, _)| !masked.get(at as usize).copied().unwrap_or(false));
        tape.masked = masked;
        tape.stamp = next_stamp();
        tape
    }

    fn find_phrases(&mut self) {
        for at in 0..self.tokens.len() {
            self.starts.push(u32::try_from(self.phrases.len()).unwrap_or(u32::MAX));
            let (phrases, places) = (&mut self.phrases, &mut self.places);
            let here = u32::try_from(at).unwrap_or(u32::MAX);
            let (mut classes, mut blur) = (ClassSet::default(), Blur::default());
            if let Some(token) = self.tokens.get(at) {
                match token.shape {
                    Shape::Word => blur = Blur::WORD,
                    Shape::Digits => blur = Blur::DIGITS,
                    Shape::Punct(_) => {}
                }
                self.grammar.vocabulary.keys(token, |key| blur = blur.join(Blur::of_key(key)));
            }
            self.grammar.vocabulary.phrases(self.tokens.get(at..).unwrap_or_default(), |length, entry| {
                phrases.push(PhraseAt { length, class: entry.class, value: entry.value, at: entry.at });
                classes.add(entry.class);
                blur = blur.join(Blur::of_class(entry.class));
                let places =
                    self.grammar.looked_back.place(entry.class).and_then(|place| places.get_mut(place));
                places
                    .filter(|places| places.last() != Some(&here))
                    .into_iter()
                    .for_each(|places| places.push(here));
            });
            self.classes.push(classes);
            self.blurs.push(blur);
        }
        self.starts.push(u32::try_from(self.phrases.len()).unwrap_or(u32::MAX));
    }

    /// The phrases that begin at token `at`.
    pub(crate) fn phrases_at(&self, at: usize) -> &[PhraseAt] {
        effort::note(1);
        let range = self.starts.get(at).zip(self.starts.get(at + 1));
        range.and_then(|(&from, &to)| self.phrases.get(from as usize..to as usize)).unwrap_or_default()
    }

    /// The phrases of `class` that begin at token `at`: mostly none, which the classes at the token tell.
    pub(crate) fn phrases_of(&self, at: usize, class: ClassId) -> impl Iterator<Item = &PhraseAt> {
        // Far classes share a place in the set, so it only says what is not there.
        let known = self.classes.get(at).is_some_and(|classes| classes.may_have(class));
        let phrases = if known { self.phrases_at(at) } else { &[] };
        phrases.iter().filter(move |phrase| phrase.class == class)
    }

    /// `false` means that no phrase of one of `classes` begins at token `at`.
    pub(crate) fn may_have(&self, at: usize, classes: ClassSet) -> bool {
        self.classes.get(at).is_some_and(|known| known.meets(classes))
    }

    /// The longest phrase of `class` at token `at`.
    pub(crate) fn phrase(&self, at: usize, class: ClassId) -> Option<PhraseAt> {
        self.phrases_of(at, class).max_by_key(|phrase| phrase.length).copied()
    }

    /// The unit that a phrase of the class of units stands for.
    pub(crate) fn unit_of(&self, phrase: PhraseAt) -> Option<&'g Unit> {
        self.grammar.units.get(usize::from(phrase.value))
    }

    /// The name of a unit: that of the money of the country that the document is of, `CAD` for a `$` in one of Canada, or by the
    /// capitals of the words that say it.
    pub(crate) fn unit_name(
        &self,
        unit: &'g Unit,
        (from, to): (usize, usize),
        currency: Option<u16>,
    ) -> &'g Name {
        let local = currency.filter(|currency| unit.local.contains(currency));
        if let Some(local) = local.and_then(|place| self.grammar.currencies.get(usize::from(place))) {
            return local;
        }
        let words = self.tokens.get(from..to);
        let loud = words.is_some_and(|words| words.iter().all(|word| word.shouted));
        unit.capitals.as_ref().filter(|_| loud).unwrap_or(&unit.name)
    }

    /// Whether a phrase of `class` begins at token `at`.
    pub(crate) fn has(&self, at: usize, class: ClassId) -> bool {
        self.phrases_of(at, class).next().is_some()
    }

    /// Whether a phrase of `class`, which is looked back for, stands anywhere in the text.
    pub(crate) fn says(&self, class: ClassId) -> bool {
        let places = self.grammar.looked_back.place(class).and_then(|place| self.places.get(place));
        places.is_none_or(|places| !places.is_empty())
    }

    /// The tokens from `to` back to `from` at which a phrase of `class` begins, the nearest first.
    pub(crate) fn back(&self, class: ClassId, from: usize, to: usize) -> impl Iterator<Item = usize> {
        let place = self.grammar.looked_back.place(class);
        let places = place.and_then(|place| self.places.get(place)).map_or(&[][..], Vec::as_slice);
        let end = places.partition_point(|&place| (place as usize) < to);
        let places = places.get(..end).unwrap_or_default();
        let places = places.iter().rev().inspect(|_| effort::note(1)).map(|&place| place as usize);
        places.take_while(move |&place| place >= from)
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

    /// The last bracket that opens among tokens and is not closed there.
    pub(crate) fn open_bracket(&self, tokens: Range<usize>) -> Option<usize> {
        let mark = tokens.rev().find(|&at| self.is(at, '(') || self.is(at, ')'));
        mark.filter(|&mark| self.is(mark, '('))
    }

    /// Whether token `at` only joins the items of a list: a comma, a word such as "and".
    pub(crate) fn is_connector(&self, at: usize) -> bool {
        self.is(at, ',') || self.is(at, '、') || self.has(at, classes::CONNECTOR)
    }

    /// The number that begins at token `at`.
    pub(crate) fn number_at(&self, at: usize) -> Option<Number> {
        if !self.blur(at).meets(Blur::NUMBER) {
            return None;
        }
        let at = u32::try_from(at).ok()?;
        // Patterns ask for the same number again and again, and then for the next one.
        let asked = self.asked.get();
        let is_here = |&index: &usize| self.numbers.get(index).is_some_and(|&(start, _)| start == at);
        let index = [asked, asked + 1].into_iter().find(is_here);
        let index = index.or_else(|| self.numbers.binary_search_by_key(&at, |&(start, _)| start).ok())?;
        self.asked.set(index);
        self.numbers.get(index).map(|&(_, number)| number)
    }

    /// The number in words that begins at token `at` within a date.
    pub(super) fn spelt_in_date(&self, at: usize) -> Option<Number> {
        if !self.is_masked(at) || !self.has(at, classes::NUMBER_WORD) {
            return None;
        }
        let behind = self.dates.partition_point(|&(start, _)| start as usize <= at);
        let &(start, date) = behind.checked_sub(1).and_then(|last| self.dates.get(last))?;
        if at >= start as usize + date.length {
            return None;
        }
        number(self.source, self.tokens.get(at..)?, self.grammar)
    }

    /// Every number with its first token.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = (usize, Number)> {
        self.numbers.iter().map(|&(at, number)| (at as usize, number))
    }

    /// The date that begins at token `at`.
    pub(crate) fn date_at(&self, at: usize) -> Option<DateAt> {
        if !self.blur(at).meets(Blur::DATE) {
            return None;
        }
        let at = u32::try_from(at).ok()?;
        let index = self.dates.binary_search_by_key(&at, |&(start, _)| start).ok()?;
        self.dates.get(index).map(|&(_, date)| date)
    }

    /// The date that follows what ends at token `end`, such as the name of a document, and its first token.
    pub(crate) fn date_behind(&self, end: usize) -> Option<(usize, DateAt)> {
        /// "No 12 of the".
        const NEAR: usize = 3;
        (end..end + NEAR).find_map(|at| Some((at, self.date_at(at)?)))
    }

    /// Every date with its first token.
    pub(crate) fn dates(&self) -> impl Iterator<Item = (usize, DateAt)> {
        self.dates.iter().map(|&(at, date)| (at as usize, date))
    }

    pub(crate) fn is_masked(&self, at: usize) -> bool {
        self.masked.get(at).copied().unwrap_or(false)
    }

    /// Whether token `at` is the scale of a number that a mask lies over: `15万头以上的企业` says nothing of `万头以上`.
    pub(super) fn is_masked_scale(&self, at: usize) -> bool {
        self.is_masked(at)
            && self.tokens.get(at).is_some_and(|token| !token.spaced)
            && at
                .checked_sub(1)
                .and_then(|before| self.tokens.get(before))
                .is_some_and(|digits| digits.shape == Shape::Digits)
            && self.has(at, classes::SCALE)
    }

    /// The bytes of the tokens from `from` up to `to`.
    pub(crate) fn span(&self, from: usize, to: usize) -> Span {
        match (self.tokens.get(from), to.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if from < to => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// The words of the tokens from `from` up to `to`, as they are read: without the lines of a page that stand between two of
    /// them.
    pub(crate) fn words(&self, from: usize, to: usize) -> Cow<'t, str> {
        let tokens = self.tokens.get(from..to).unwrap_or_default();
        // A line of a page is longer than what mostly stands between two words.
        let wide = |left: &Token, right: &Token| right.span.start() > left.span.end() + 1;
        let gap = |left: &Token, right: &Token| {
            let gap = wide(left, right).then(|| self.source.get(left.span.end()..right.span.start()));
            gap.flatten()
        };
        let passes = |pair: &&[Token]| {
            let gap = pair.first().zip(pair.last()).and_then(|(left, right)| gap(left, right));
            gap.is_some_and(|gap| gap.contains(is_line_end) && gap.contains(char::is_alphanumeric))
        };
        let mut start = self.span(from, to).start();
        let mut words = String::new();
        for pair in tokens.windows(2).filter(passes) {
            let (Some(left), Some(right)) = (pair.first(), pair.last()) else { continue };
            words.push_str(&squeeze(Span::new(start, left.span.end()).of(self.source)));
            start = right.span.start();
            let next = right.span.of(self.source).chars().next();
            if !next.is_some_and(|next| is_cut(&words, next)) {
                words.push(' ');
            }
        }
        if words.is_empty() {
            return squeeze(self.span(from, to).of(self.source));
        }
        words.push_str(&squeeze(Span::new(start, self.span(from, to).end()).of(self.source)));
        words.into()
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

    /// Whether a pattern of `list` could begin at token `at`.
    pub(crate) fn opens(&self, list: List, at: usize) -> bool {
        self.gates.get(at).is_some_and(|gates| gates & Gates::bit(list) != 0)
    }

    /// The longest match of any of `patterns` at token `at`.
    pub(crate) fn longest(&self, list: List, at: usize) -> Option<Match> {
        if !self.opens(list, at) {
            return None;
        }
        let patterns = self.patterns(list)?;
        let mut best: Option<Match> = None;
        Scratch::lend(|scratch| {
            let Scratch { candidates, threads } = scratch;
            for index in self.promising(&patterns.entrances, at, candidates) {
                let Some(program) = patterns.programs.get(usize::from(index)) else { continue };
                if let Some(found) = run(self, program, at, threads)
                    && best.as_ref().is_none_or(|known| found.end > known.end)
                {
                    best = Some(Match { program: index, ..found });
                }
            }
        });
        best
    }

    fn patterns(&self, list: List) -> Option<&'g Patterns> {
        let grammar = self.grammar;
        match list {
            List::Dates => Some(&grammar.dates),
            List::References => Some(&grammar.references),
            List::Masks => Some(&grammar.masks),
            List::Denominators => Some(&grammar.denominators),
            List::Horizons => Some(&grammar.horizons),
            List::Templates => None,
        }
    }

    /// Works out for each token which lists could have a pattern there.
    fn open_gates(&mut self) {
        let gates = |(at, token): (usize, &Token)| {
            let phrases = self.phrases_at(at).iter().map(|phrase| phrase.class);
            self.grammar.gates.for_figure(self.figure_after(at)).at(
                token,
                phrases,
                self.date_at(at).is_some(),
                || self.behind(at),
            )
        };
        self.gates = self.tokens.iter().enumerate().map(gates).collect();
        self.close_long_runs();
    }

    /// Lets no template begin in `> > > > > > > > > > > > 80%` before the last words of the run that a pattern can take: all that
    /// begin with such words would be tried in vain at every one of them.
    fn close_long_runs(&mut self) {
        let modifiers = self.classes.iter().filter(|classes| classes.meets(MODIFIERS));
        if modifiers.take(REPEATS + 1).count() <= REPEATS {
            return;
        }
        let mut runs = vec![0; self.tokens.len()];
        for at in (0..self.tokens.len()).rev() {
            let Some(length) = self.modifier(at) else { continue };
            let run = runs.get(at + length).map_or(1, |run| run + 1);
            runs.get_mut(at).into_iter().for_each(|place| *place = run);
            if run > REPEATS {
                self.gates.get_mut(at).into_iter().for_each(|gate| *gate &= !Gates::bit(List::Templates));
            }
        }
    }

    /// Tokens from `at` to the next figure; `usize::MAX` where none follows.
    fn figure_after(&self, at: usize) -> usize {
        let next = self.figures.get(at).copied().filter(|&next| next != u32::MAX);
        next.map_or(usize::MAX, |next| (next as usize).saturating_sub(at))
    }

    /// The programs that could begin at token `at`, in the order of the file.
    pub(crate) fn candidates(&self, entrances: &Entrances, at: usize, found: &mut Candidates) {
        let Some(token) = self.tokens.get(at) else { return found.clear() };
        let phrases = self.phrases_at(at).iter().map(|phrase| (phrase.class, phrase.value));
        let figure = self.figure_after(at);
        let openings = Openings { token, phrases, date: self.date_at(at).is_some(), figure };
        entrances.at(&self.grammar.vocabulary, openings, found);
    }

    /// The same, but for those that need words or marks which do not follow.
    pub(super) fn promising<'c>(
        &'c self,
        entrances: &'c Entrances,
        at: usize,
        candidates: &'c mut Candidates,
    ) -> impl Iterator<Item = u16> {
        self.candidates(entrances, at, candidates);
        if !candidates.is_empty() {
            entrances.keep_going_on(candidates, self.behind(at));
        }
        let there = if candidates.is_empty() { Blur::default() } else { self.first_of(at) };
        let modifies = !candidates.is_empty() && self.may_have(at, MODIFIERS);
        let past = if modifies { self.past(at) } else { Blur::ALL };
        let place = Surroundings { there, past, spoken: at < self.spoken };
        entrances.fitting(candidates, place, |class| self.says(class))
    }

    /// Tokens of the longest bound or the like that begins at token `at`.
    fn modifier(&self, at: usize) -> Option<usize> {
        if !self.may_have(at, MODIFIERS) {
            return None;
        }
        let modifier = |phrase: &&PhraseAt| MODIFIERS.may_have(phrase.class);
        self.phrases_at(at).iter().filter(modifier).map(|phrase| phrase.length).max()
    }

    /// What stands in the run of bounds and the like that begins at token `at`, and behind it: whatever a pattern takes of it, it
    /// goes on there.
    fn past(&self, at: usize) -> Blur {
        /// Tokens of such a run that are looked at.
        const MOST: usize = 24;
        let (mut past, mut here, mut end) = (Blur::default(), at, at);
        while here <= end {
            if here > at + MOST {
                return Blur::ALL;
            }
            past = past.join(self.blur(here));
            end = end.max(here + self.modifier(here).unwrap_or(0));
            here += 1;
        }
        past
    }

    /// What stands behind token `at`, or behind the number, the date or a phrase that begins there.
    fn behind(&self, at: usize) -> Blur {
        let known = self.behinds.get(at);
        if let Some(known) = known.map(Cell::get).filter(|&known| known != Blur::default()) {
            return known;
        }
        let number = self.number_at(at).map(|number| number.length);
        let date = self.date_at(at).map(|date| date.length);
        let phrases = self.phrases_at(at).iter().map(|phrase| phrase.length);
        let lengths = phrases.chain(number).chain(date);
        let behind = lengths.fold(self.blur(at + 1), |behind, length| behind.join(self.blur(at + length)));
        known.into_iter().for_each(|place| place.set(behind));
        behind
    }

    /// What stands among the first tokens from `at`; see [`Needs`].
    fn first_of(&self, at: usize) -> Blur {
        /// A number may be read from its second word on ("one hundred" as "hundred").
        const SLACK: usize = 4;
        let known = self.firsts.get(at);
        if let Some(known) = known.map(Cell::get).filter(|&known| known != Blur::default()) {
            return known;
        }
        let mut there = Blur::default();
        let mut count = Needs::TOKENS + SLACK;
        let mut inside = 0;
        for (&blur, &width) in self.blurs.iter().zip(&self.widths).skip(at) {
            effort::note(1);
            there = there.join(blur);
            if inside == 0 {
                if count == 0 {
                    break;
                }
                count -= 1;
                inside = width;
            }
            inside -= 1;
        }
        known.into_iter().for_each(|place| place.set(there));
        there
    }

    /// What stands at token `at`; nothing behind the last.
    pub(super) fn blur(&self, at: usize) -> Blur {
        self.blurs.get(at).copied().unwrap_or_default()
    }

    /// Notes for each token where the next figure stands: digits, a number, a date, or what a date may hold.
    fn find_figures(&mut self) {
        for &(at, _) in &self.numbers {
            self.blurs.get_mut(at as usize).into_iter().for_each(|blur| *blur = blur.join(Blur::NUMBER));
        }
        let roman = |token: &Token| is_roman(self.source, token);
        let word = |at: usize| [classes::MONTH, classes::QUARTER].iter().any(|&class| self.has(at, class));
        let mut widths = vec![1u8; self.tokens.len()];
        let mut wide = |at: u32, length: usize| {
            let width = u8::try_from(length.max(1)).unwrap_or(u8::MAX);
            widths.get_mut(at as usize).into_iter().for_each(|known| *known = width.max(*known));
        };
        self.numbers.iter().for_each(|&(at, number)| wide(at, number.length));
        self.dates.iter().for_each(|&(at, date)| wide(at, date.length));
        let (mut numbers, mut dates) =
            (self.numbers.iter().rev().peekable(), self.dates.iter().rev().peekable());
        let mut next = u32::MAX;
        let mut figures = vec![u32::MAX; self.tokens.len()];
        for (at, (token, place)) in self.tokens.iter().zip(&mut figures).enumerate().rev() {
            let here = u32::try_from(at).unwrap_or(u32::MAX);
            let number = numbers.next_if(|&&(number, _)| number == here).is_some();
            let date = dates.next_if(|&&(date, _)| date == here).is_some();
            if number || date || token.shape == Shape::Digits || roman(token) || word(at) {
                next = here;
            }
            *place = next;
        }
        (self.figures, self.widths) = (figures, widths);
        for known in [&mut self.firsts, &mut self.behinds] {
            known.clear();
            known.resize(self.tokens.len(), Cell::default());
        }
    }

    fn find_dates(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() {
            let found = self.longest(List::Dates, at);
            let found = found.and_then(|found| Some((self.date_of(&found)?, found.quote, found.program)));
            let Some((date, (from, to), program)) = found.filter(|(_, (from, to), _)| from < to) else {
                at += 1;
                continue;
            };
            self.stamp = next_stamp();
            self.blurs.get_mut(from).into_iter().for_each(|blur| *blur = blur.join(Blur::DATE));
            self.dates.push((u32::try_from(from).unwrap_or(u32::MAX), DateAt { length: to - from, date }));
            self.cover(from, to, Mask::Date(program));
            at = to;
        }
    }

    /// Whether token `at` belongs to a date.
    pub(super) fn is_in_date(&self, at: usize) -> bool {
        let behind = self.dates.partition_point(|&(from, _)| from as usize <= at);
        let last = behind.checked_sub(1).and_then(|last| self.dates.get(last));
        last.is_some_and(|&(from, date)| at < from as usize + date.length)
    }

    fn date_of(&self, found: &Match) -> Option<PartialDate> {
        let month =
            found.integer(Slot::Month).or_else(|| found.integer(Slot::Quarter).map(|quarter| quarter * 3));
        PartialDate::new(found.integer(Slot::Year)?, month, found.integer(Slot::Day))
    }

    fn find_references(&mut self) {
        for list in [List::References, List::Masks] {
            let reference = list == List::References;
            let mut at = 0;
            while at < self.tokens.len() {
                // `水表 40 万只`: the tail of a longer word names no document. Nor does that of a date: `3月9日府水字第116号`.
                let dated = || at > 0 && self.is_masked(at) && self.is_masked(at - 1);
                let tail = reference && (self.is_kept(at) || dated());
                let found = self.longest(list, at).filter(|_| !tail);
                let Some(found) = found else {
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
            let glued = !token.spaced && before.is_some_and(letters) && !self.is_masked(at - 1);
            if glued && !self.is_currency(at - 1) {
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
            // `$350K`: the letter is a part of the number.
            let counted = || {
                let next = self.numbers.partition_point(|&(start, _)| start as usize <= at);
                let number = next.checked_sub(1).and_then(|last| self.numbers.get(last));
                number.is_some_and(|&(start, number)| start as usize + number.length > at + 1)
            };
            if after.is_some_and(|after| !after.spaced && letters(after) && after.capital)
                && !unit
                && !counted()
            {
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

    /// Whether the word at token `at` is the sign or the code of a currency: `Rs500`, `USD40 million`. The name of one is no
    /// sign, and makes names: `Euro6`.
    fn is_currency(&self, at: usize) -> bool {
        const LONGEST: usize = 3;
        let short = self.tokens.get(at).is_some_and(|token| token.capital && token.span.len() <= LONGEST);
        let money = |unit: &Unit| unit.kind == QuantityKind::Money;
        short
            && self
                .phrases_of(at, classes::UNIT)
                .any(|&phrase| phrase.length == 1 && self.unit_of(phrase).is_some_and(money))
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
        if whole > end && found.scale == Decimal::ONE {
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

    /// A number with a letter for its scale behind it, and a currency before it: `£4.2m`, `£4-6m`. Elsewhere it is a unit.
    fn shortened(&self, at: usize, found: Number) -> Option<Number> {
        /// Tokens of a currency before a figure: `US$`.
        const LONGEST: usize = 3;
        let letter = at + found.length;
        let scale = self.phrase(letter, classes::MONEY_SCALE).filter(|scale| scale.length == 1)?;
        let glued = |at: usize| {
            self.tokens
                .get(at)
                .is_some_and(|token| !token.spaced && matches!(token.shape, Shape::Word | Shape::Digits))
        };
        if !found.digits || found.scale != Decimal::ONE || !glued(letter) || glued(letter + 1) {
            return None;
        }
        let ends = |&(start, number): &(u32, Number)| (start as usize, start as usize + number.length);
        let before = self.numbers.last().map(ends).filter(|&(_, end)| end + 1 == at && self.is(end, '-'));
        let from = before.map_or(at, |(start, _)| start);
        let is_money =
            |unit: &PhraseAt| self.unit_of(*unit).is_some_and(|unit| unit.kind == QuantityKind::Money);
        let currency = (from.saturating_sub(LONGEST)..from).any(|start| {
            self.phrases_of(start, classes::UNIT).any(|unit| start + unit.length == from && is_money(unit))
        });
        let scale = self.grammar.money_scales.get(usize::from(scale.value)).filter(|_| currency)?;
        let value = found.value.checked_mul(*scale)?;
        Some(Number { length: found.length + 1, value, scale: *scale, ..found })
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
                // `12,34,56`, `1.5e6`, `-5`: better nothing than the wrong end of a number.
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
            let found = self.shortened(at, found).unwrap_or(found);
            self.numbers.push((u32::try_from(at).unwrap_or(u32::MAX), found));
            // A word that mostly does not count may still be the first of a longer phrase.
            at += if found.weak || found.bare { 1 } else { found.length };
        }
    }
}
