//! What a heading says about the kind of its section.

use super::kinds::Section;
use crate::grammar::{Compiled, classes};
use crate::scan::{Page, section_led_in};
use crate::text::{Shape, Span, Token, is_ended};
use crate::tree::SectionKind;

/// The kinds that a heading names.
#[derive(Clone, Debug, Default)]
pub(crate) struct HeadingKinds {
    /// Each kind once, in the order of the words.
    pub(crate) kinds: Vec<SectionKind>,
    /// The section reports what has been reached.
    pub(crate) achieved: bool,
    /// All its phrases of the four kinds give way to others of theirs in the document.
    pub(crate) yields: bool,
    /// It stands over viewpoints and objectives together.
    pub(crate) frames: bool,
    /// All its hints give way to a heading that names their kind.
    pub(crate) hint_yields: bool,
    /// Hardly anything but the heading phrase stands there.
    pub(crate) exact: bool,
    /// Where no heading phrase is known: what single words of a short heading point to.
    pub(crate) hinted: Option<Section>,
    /// The phrases or hints that say so, by their numbers in the grammar.
    pub(super) phrases: Vec<u16>,
    /// Which block of its entry it was read from.
    pub(super) block: usize,
    /// The heading is run in: a full stop ends it, and the text follows.
    pub(crate) run_in: bool,
    /// The same with a colon right behind its phrase.
    pub(crate) labelled: bool,
    /// Heading phrases in it.
    pub(super) named: usize,
    /// It begins with its phrase.
    pub(crate) opens: bool,
    /// It ends like a sentence or leads to a list.
    pub(crate) sentence: bool,
    /// It ends with a full stop.
    pub(crate) stopped: bool,
    /// Tokens of the text, up to [`LONGEST`].
    pub(crate) length: usize,
}

/// A longer text is a clause, of which a word says nothing.
const LONGEST_HINTED: usize = 14;

/// Tokens of a heading that opens with a year, or of one where words are not set apart and every character is one.
const LONGEST_DATED: usize = 24;

/// Words behind the phrase of a heading that ends with a full stop, that mark among them: `Контроль за ходом реализации.`
const LONGEST_TAIL: usize = 4;

/// Words looked at: a heading is no longer, and a clause that begins like one is.
const LONGEST: usize = 40;

impl HeadingKinds {
    /// Reads the first words of a node.
    pub(crate) fn of(page: &Page<'_, '_>, pieces: &[Span], grammar: &Compiled) -> Self {
        let mut tokens = page.cut(pieces, grammar, LONGEST);
        // `【主要目标】`
        if let [open, .., close] = tokens.as_slice()
            && open.is('[')
            && close.is(']')
        {
            tokens.pop();
            tokens.remove(0);
        }
        let found = Self::read(page, &tokens, grammar);
        match found.says_nothing() && respell(page.source, &mut tokens, grammar) {
            true => Self::read(page, &tokens, grammar),
            false => found,
        }
    }

    fn read(page: &Page<'_, '_>, tokens: &[Token], grammar: &Compiled) -> Self {
        let words = Words { grammar, tokens };
        let sentence = is_ended(tokens);
        let stopped = tokens.last().is_some_and(|last| last.is('.'));
        let mut found = Self { length: tokens.len(), sentence, stopped, ..Self::default() };
        let (mut at, mut end) = (0, 0);
        while let Some((to, index)) = words.phrase(at) {
            found.add(grammar, index);
            end = to;
            at = words.skip_joiner(end);
            if at == end {
                break;
            }
        }
        let opens = !found.kinds.is_empty();
        found.opens = opens;
        let shouted = tokens.iter().take(3).all(|token| token.shape != Shape::Word || token.shouted);
        // `Определить следующие цели развития:` is a sentence that leads in to a list.
        let leads = tokens.last().is_some_and(|last| last.is(':')) && !shouted;
        // `1. Утвердить прилагаемый план мероприятий.`: so does many a sentence.
        let unspaced = tokens.first().is_some_and(|first| first.is_unspaced(page.source));
        let said = stopped && !shouted && !unspaced && tokens.len() > LONGEST_TAIL;
        // `2027年经济社会发展总体要求和主要目标`: what a year opens is no clause.
        let dated = tokens.first().is_some_and(|first| first.is_year_long(page.source)) && !stopped;
        // `“十五五”时期奋斗目标和2026年主要预期目标`: so is one without a comma where every character is a token.
        let run = tokens.iter().any(|token| token.is_unspaced(page.source))
            && !sentence
            && !tokens.iter().any(|token| matches!(token.shape, Shape::Punct(',' | ':' | ';')));
        let longest = if dated || run { LONGEST_DATED } else { 12 };
        if found.kinds.is_empty() && !leads && !said && (tokens.len() <= longest || shouted) {
            // Many headings end in the word that says their kind.
            let ends = |at: usize| {
                let (length, index) = words.longest(at, classes::HEADING)?;
                // "Carrying out the policy" is no "Policy".
                let whole = grammar.headings.get(usize::from(index)).is_some_and(|heading| heading.whole);
                (!whole && words.counts(at + length, index)).then_some((at + length, index))
            };
            // Of the phrases that end there, the longest: `目标任务`, not `任务`.
            let last = (0..tokens.len()).rev().find_map(ends);
            let whole = |(to, _): (usize, u16)| (0..to).filter_map(ends).find(|&(other, _)| other == to);
            if let Some((to, index)) = last.and_then(whole) {
                found.add(grammar, index);
                end = to;
            }
        }
        let rest = tokens.len().saturating_sub(end).saturating_sub(aside(tokens));
        let colon = tokens.get(end).is_some_and(|token| token.is(':'));
        // `主要目标。到2027年……`: the heading is run in, a full stop ends it.
        let run_in = opens && end <= 12 && tokens.get(end).is_some_and(|token| token.is('.'));
        found.run_in = run_in;
        found.labelled = opens && end <= 12 && colon;
        // `б) реализация потенциала каждого человека;` is an item of a list that begins like a heading.
        let listed = !shouted && tokens.last().is_some_and(|last| last.is(';'));
        // `4. Контроль за исполнением распоряжения возложить на заместителя Губернатора.`: a sentence that begins like one.
        // `4. Контроль оставляю за собой.` is one with few words, and its verb says so.
        let verb = || (end..tokens.len()).any(|at| words.longest(at, classes::HEADING_VERB).is_some());
        let said = stopped && !run_in && !shouted && (rest > LONGEST_TAIL || verb());
        found.exact = !found.kinds.is_empty()
            && !listed
            && !said
            && (run_in || rest <= 8 || (shouted && tokens.len() < LONGEST))
            && !(colon && rest > 1 && !shouted);
        if found.kinds.is_empty() && found.length <= LONGEST_HINTED && !sentence {
            (found.hinted, found.phrases) = words.hint();
            found.hint_yields = found
                .phrases
                .iter()
                .all(|&hint| grammar.headings.get(usize::from(hint)).is_some_and(|heading| heading.yields));
        }
        // `II. The Congress sets these goals:`: a sentence says it with a number before it as well.
        let verb = || section_led_in(grammar, tokens).filter(|_| leads && found.kinds.is_empty());
        if let Some(verb) = verb() {
            found.hinted = grammar.headings.get(usize::from(verb)).map(|heading| Section::of(heading.kind));
            found.phrases.push(verb);
        }
        found
    }

    /// Those of a sentence that leads in to a section, by the verb that says so.
    pub(crate) fn lead_in(page: &Page<'_, '_>, pieces: &[Span], grammar: &Compiled, verb: u16) -> Self {
        let length = page.cut(pieces, grammar, LONGEST).len();
        let mut found = Self { length, sentence: true, exact: true, ..Self::default() };
        found.add(grammar, verb);
        found
    }

    fn add(&mut self, grammar: &Compiled, index: u16) {
        if let Some(heading) = grammar.headings.get(usize::from(index)) {
            // "Findings and purpose" gives way, "Purpose and goals" does not.
            if heading.kind != SectionKind::Other {
                self.yields = heading.yields && (self.yields || self.core().next().is_none());
            }
            if !self.kinds.contains(&heading.kind) {
                self.kinds.push(heading.kind);
            }
            self.frames |= heading.frames;
            // "Achievements and general requirements" is more than a report.
            self.achieved = heading.achieved && (self.achieved || self.named == 0);
            self.named += 1;
            self.phrases.push(index);
        }
    }

    /// No heading phrase and no hint of its grammar stands in it.
    pub(super) fn says_nothing(&self) -> bool {
        self.kinds.is_empty() && self.hinted.is_none()
    }

    /// It ends like a sentence, leads to a list, or is longer than any heading.
    pub(super) fn is_text(&self) -> bool {
        const LONGEST_HEADING: usize = 25;
        self.sentence || self.length > LONGEST_HEADING
    }

    /// The kinds of the four core sections that it names.
    pub(crate) fn core(&self) -> impl Iterator<Item = SectionKind> {
        self.kinds.iter().copied().filter(|&kind| kind != SectionKind::Other)
    }
}

/// Mends a heading in capitals of which a scan has spoilt the marks of one letter: `TỔ CHỨC THỰC HIÊN`. The words as they should
/// be make a phrase of several, which a single one may do by chance.
fn respell(source: &str, tokens: &mut [Token], grammar: &Compiled) -> bool {
    const LONGEST: usize = 8;
    let loud = tokens.iter().all(|token| token.shape != Shape::Word || token.shouted);
    if !loud || !(2..=LONGEST).contains(&tokens.len()) {
        return false;
    }
    (0..tokens.len()).any(|at| {
        let Some(token) = tokens.get(at).copied().filter(|token| token.shape == Shape::Word) else {
            return false;
        };
        let mended = grammar.vocabulary.respelt(token.span.of(source), |symbol, stem| {
            if let Some(place) = tokens.get_mut(at) {
                *place = Token { symbol, stem, ..token };
            }
            let phrase = Words { grammar, tokens }.phrase(0);
            phrase.is_some_and(|(end, _)| end > at && end > 1)
        });
        if let Some(place) = tokens.get_mut(at).filter(|_| !mended) {
            *place = token;
        }
        mended
    })
}

/// Tokens of the brackets that a heading ends with: `Цели «дорожной карты» (к 2030 году)`.
fn aside(tokens: &[Token]) -> usize {
    let closes = tokens.last().is_some_and(|last| last.is(')'));
    let open = tokens.iter().rposition(|token| token.is('(')).filter(|_| closes);
    open.map_or(0, |open| tokens.len() - open)
}

/// Whether a token ends the heading before it: the text is run in behind it.
fn ends_heading(token: &Token) -> bool {
    token.is('.') || token.is(':')
}

struct Words<'w> {
    grammar: &'w Compiled,
    tokens: &'w [Token],
}

impl Words<'_> {
    fn longest(&self, at: usize, class: crate::grammar::ClassId) -> Option<(usize, u16)> {
        self.grammar.vocabulary.longest(self.tokens.get(at..)?, class)
    }

    /// The kind that all hints of the words agree on, and the hints by their numbers.
    fn hint(&self) -> (Option<Section>, Vec<u16>) {
        // A hint within a longer one is no other: `保障` of `资金保障`.
        let mut end = 0;
        let hints = (0..self.tokens.len()).filter_map(|at| {
            let (length, index) = self.longest(at, classes::HEADING_HINT).filter(|_| at >= end)?;
            end = at + length;
            Some(index)
        });
        let hints: Vec<u16> = hints.collect();
        let mut kinds = hints
            .iter()
            .filter_map(|&index| self.grammar.headings.get(usize::from(index)))
            .map(|heading| Section { kind: heading.kind, achieved: heading.achieved });
        let first = kinds.next();
        (first.filter(|&first| kinds.all(|other| other == first)), hints)
    }

    /// The heading phrase at token `at`, or after words that do not count: where it ends, and its number.
    fn phrase(&self, at: usize) -> Option<(usize, u16)> {
        [at, self.skip_lead(at)].into_iter().find_map(|start| {
            let (length, index) = self.longest(start, classes::HEADING)?;
            self.counts(start + length, index).then_some((start + length, index))
        })
    }

    /// Whether a heading phrase that ends before token `end` counts there: "Policy." does, "Policy framework" does not.
    fn counts(&self, end: usize, index: u16) -> bool {
        let whole = self.grammar.headings.get(usize::from(index)).is_some_and(|heading| heading.whole);
        !whole || self.tokens.get(end).is_none_or(ends_heading)
    }

    fn skip_lead(&self, at: usize) -> usize {
        let mut at = at;
        while let Some((length, _)) = self.longest(at, classes::HEADING_LEAD) {
            at += length;
        }
        at
    }

    fn skip_joiner(&self, at: usize) -> usize {
        let mut at = at;
        while let Some(token) = self.tokens.get(at) {
            let mark = matches!(token.shape, Shape::Punct(',' | '-' | '/' | '、' | '&'));
            match self.longest(at, classes::CONNECTOR) {
                Some((length, _)) => at += length,
                None if mark => at += 1,
                None => break,
            }
        }
        at
    }
}
