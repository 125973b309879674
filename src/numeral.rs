//! Numbers: digits with their separators, scale words, number words.
//!
//! ```text
//! number  = digits { scale } | scale | word { [ joiner ] ( word | scale ) }
//! digits  = run { separator run }
//! ```
//!
//! Words and scales come from the grammar. What the grammar does not say: groups have three digits, a value has at
//! most 28 digits, and a smaller number word follows a larger one only into its zeros ("twenty five", not
//! "five twenty").

use crate::combinator::{Cursor, Outcome, digits, phrase, run, token};
use crate::grammar::{ClassId, Compiled, classes};
use crate::text::{Shape, Token};
use crate::tree::Decimal;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map_opt, opt};
use nom::multi::many0;
use nom::sequence::{pair, preceded};

/// A number as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// Length in tokens.
    pub(crate) length: usize,
    pub(crate) value: Decimal,
    /// Product of the scale words at its end: 1000000 for "3 million".
    pub(crate) scale: Decimal,
    /// A scale word alone ("per thousand"); no number by itself.
    pub(crate) bare: bool,
    /// A word that mostly does not count, such as "one".
    pub(crate) weak: bool,
    /// Written with digits.
    pub(crate) digits: bool,
    /// A separator could be read both as decimal point and as group separator.
    pub(crate) ambiguous: bool,
}

/// Reads the number at the start of `tokens`.
pub(crate) fn number(source: &str, tokens: &[Token], grammar: &Compiled) -> Option<Number> {
    let reader = Reader { source, grammar };
    let parser = alt((|at| reader.digits_with_scales(at), |at| reader.words(at)));
    let (length, number) = run(parser, tokens)?;
    Some(Number { length, ..number })
}

struct Reader<'g> {
    source: &'g str,
    grammar: &'g Compiled,
}

/// One element of a number written in words.
#[derive(Clone, Copy)]
enum Part {
    Word(u64),
    Scale(u64),
}

impl Reader<'_> {
    fn listed<'t>(&self, class: ClassId, values: &[u64], cursor: Cursor<'t>) -> Outcome<'t, u64> {
        let known = |tokens: &[Token]| {
            let (length, index) = self.grammar.vocabulary.longest(tokens, class)?;
            Some((length, values.get(usize::from(index)).copied()?))
        };
        phrase(known)(cursor)
    }

    fn scale<'t>(&self, cursor: Cursor<'t>) -> Outcome<'t, u64> {
        self.listed(classes::SCALE, &self.grammar.scales, cursor)
    }

    fn digits_with_scales<'t>(&self, cursor: Cursor<'t>) -> Outcome<'t, Number> {
        let scales = many0(|at| self.scale(at));
        map_opt(pair(|at| self.digits(at), scales), |((value, ambiguous), scales)| {
            let scale =
                scales.iter().try_fold(Decimal::ONE, |product, &scale| product.checked_mul(scale.into()))?;
            let value = value.checked_mul(scale)?;
            Some(Number { length: 0, value, scale, bare: false, weak: false, digits: true, ambiguous })
        })
        .parse(cursor)
    }

    /// Digits with separators, read the way the language writes them.
    fn digits<'t>(&self, cursor: Cursor<'t>) -> Outcome<'t, (Decimal, bool)> {
        let mark = token(|token| matches!(token.shape, Shape::Punct('.' | ',' | '\'')) && !token.spaced);
        let glued = token(|token| token.shape == Shape::Digits && !token.spaced);
        let blank = token(|token| token.shape == Shape::Digits && token.spaced && !token.broken);
        let (mut rest, first) = digits(cursor)?;
        let mut runs = vec![(' ', first.digits(self.source))];
        let mut next = alt((pair(opt(mark), glued), blank.map(|token| (None, token))));
        while let Ok((after, (mark, token))) = next.parse(rest) {
            let separator = match mark.map(|mark| mark.shape) {
                Some(Shape::Punct(c)) => c,
                _ => ' ',
            };
            let run = token.digits(self.source);
            if !self.continues(&runs, separator, &run) {
                break;
            }
            runs.push((separator, run));
            rest = after;
        }
        match self.value_of(&runs) {
            Some(value) => Ok((rest, value)),
            None => Err(nom::Err::Error(crate::combinator::Miss)),
        }
    }

    /// Whether `run` after `separator` belongs to the number, and is not a new one.
    fn continues(&self, runs: &[(char, String)], separator: char, run: &str) -> bool {
        let Some((_, first)) = runs.first() else { return false };
        let grouped = first.len() <= 3 && runs.iter().skip(1).all(|(_, run)| run.len() == 3);
        let used: Vec<char> = runs.iter().skip(1).map(|&(separator, _)| separator).collect();
        let group = self.grammar.group.contains(&separator) && run.len() == 3 && grouped && first != "0";
        match used.last() {
            // A blank is a group separator or none: "2 500" but not "giai đoạn 2 500".
            None => group || separator != ' ',
            // After groups the same separator again, or another one for the fraction: `1.200,5`.
            Some(&last) if last == separator => group,
            Some(_) => separator != ' ' && grouped && used.iter().all(|&known| known != separator),
        }
    }

    fn value_of(&self, runs: &[(char, String)]) -> Option<(Decimal, bool)> {
        let separators: Vec<char> = runs.iter().skip(1).map(|&(separator, _)| separator).collect();
        let last = runs.last()?;
        let grouping = |separator: char| {
            self.grammar.group.contains(&separator) && !self.grammar.decimal.contains(&separator)
        };
        let distinct = separators.iter().any(|&separator| separator != last.0);
        let three = last.1.len() == 3;
        // The last run is a fraction where its separator differs from the one before, or stands alone and is no
        // group separator here, or has not three digits: `0.7` in a Vietnamese text can be nothing else.
        let leading_zero = runs.first().is_some_and(|(_, first)| first == "0");
        let fraction = match separators.len() {
            0 => false,
            1 => !grouping(last.0) || !three || leading_zero,
            _ => distinct,
        };
        let ambiguous = separators.len() == 1 && three && !leading_zero && last.0 != ' ';
        let (whole, rest) = runs.split_at(runs.len() - usize::from(fraction));
        let mut text: String = whole.iter().map(|(_, run)| run.as_str()).collect();
        if let Some((_, run)) = rest.first() {
            text.push('.');
            text.push_str(run);
        }
        Some((text.parse().ok()?, ambiguous))
    }

    fn words<'t>(&self, cursor: Cursor<'t>) -> Outcome<'t, Number> {
        let weak = self.grammar.vocabulary.longest(cursor.tokens, classes::WEAK);
        let word = |at| self.listed(classes::NUMBER_WORD, &self.grammar.number_words, at);
        let part = || alt((word.map(Part::Word), (|at| self.scale(at)).map(Part::Scale)));
        let joiner = |at| {
            let known = |tokens: &[Token]| self.grammar.vocabulary.longest(tokens, classes::JOINER);
            phrase(known)(at)
        };
        let (rest, first) = part().parse(cursor)?;
        let mut sum = Sum::default();
        let start = cursor.tokens.len();
        let mut end = rest;
        if !sum.push(first) {
            return Err(nom::Err::Error(crate::combinator::Miss));
        }
        let bare = matches!(first, Part::Scale(_));
        if !bare {
            let mut more = preceded(opt(joiner), part());
            while let Ok((after, next)) = more.parse(end) {
                if !sum.push(next) {
                    break;
                }
                end = after;
            }
        }
        let length = start - end.tokens.len();
        let Some(value) = sum.total() else { return Err(nom::Err::Error(crate::combinator::Miss)) };
        let weak = weak.is_some_and(|(known, _)| known >= length);
        let number = Number { length, value, scale: sum.scale, bare, weak, digits: false, ambiguous: false };
        Ok((end, number))
    }
}

/// A number in words as it grows: each scale multiplies what stands before it and is smaller.
struct Sum {
    parts: Vec<Decimal>,
    scale: Decimal,
}

impl Default for Sum {
    fn default() -> Self {
        Self { parts: Vec::new(), scale: Decimal::ONE }
    }
}

impl Sum {
    /// Adds a part; `false` where it begins a new number ("five twenty").
    fn push(&mut self, part: Part) -> bool {
        match part {
            Part::Word(value) => {
                let value = Decimal::from(value);
                let room = self.parts.last().is_none_or(|&last| zeros(last) > value);
                if room {
                    self.parts.push(value);
                    self.scale = Decimal::ONE;
                }
                room
            }
            Part::Scale(scale) => {
                let scale = Decimal::from(scale);
                let from = self.parts.iter().rposition(|&part| part >= scale).map_or(0, |at| at + 1);
                // "1.2 vạn tỷ": a larger scale takes all that stands before it.
                let taken: Vec<Decimal> = self.parts.drain(from..).collect();
                let sum = taken.iter().try_fold(Decimal::default(), |sum, &part| sum.checked_add(part));
                let sum = if taken.is_empty() { Some(Decimal::ONE) } else { sum };
                let Some(product) = sum.and_then(|sum| sum.checked_mul(scale)) else { return false };
                if taken.is_empty() && !self.parts.is_empty() {
                    return false;
                }
                self.scale = self.scale.checked_mul(scale).unwrap_or(self.scale);
                self.parts.push(product);
                true
            }
        }
    }

    fn total(&self) -> Option<Decimal> {
        self.parts.iter().try_fold(Decimal::default(), |sum, &part| sum.checked_add(part))
    }
}

/// The largest power of ten that divides a whole number: 20 has room for what is below 10.
fn zeros(value: Decimal) -> Decimal {
    let digits = value.to_string();
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    (0..zeros).try_fold(Decimal::ONE, |power, _| power.checked_mul(10u32.into())).unwrap_or(Decimal::ONE)
}
