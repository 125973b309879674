//! Numbers: digits with their separators, scale words, number words.
//!
//! ```text
//! number  = digits { scale } | scale | word { [ joiner ] ( word | scale ) }
//! digits  = run { separator run }
//! ```
//!
//! Words and scales come from the grammar, and whether groups above the thousands may have two digits. What the grammar
//! does not say: groups have three digits, a value has at most 28 digits, and a smaller number word follows a larger one
//! only into its zeros ("twenty five", not "five twenty").

use crate::combinator::{Cursor, Miss, Outcome, digits, phrase, run, token};
use crate::grammar::{ClassId, Compiled, classes};
use crate::text::{Shape, Token, blanks};
use crate::tree::{Decimal, QuantityKind};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map_opt, opt};
use nom::multi::{fold_many0, many_m_n};
use nom::sequence::pair;

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

/// Most blanks between two groups of digits: `\r\n` is two.
const WIDEST: usize = 2;

/// Most runs of digits in one number: 28 digits have ten groups.
const LONGEST: usize = 12;

struct Reader<'g> {
    source: &'g str,
    grammar: &'g Compiled,
}

/// One element of a number written in words.
#[derive(Clone, Copy)]
enum Part {
    Word(Decimal),
    Scale(Decimal),
}

impl Reader<'_> {
    fn listed<'t>(&self, class: ClassId, values: &[Decimal], cursor: Cursor<'t>) -> Outcome<'t, Decimal> {
        let known = |tokens: &[Token]| {
            let (length, index) = self.grammar.vocabulary.longest(tokens, class)?;
            Some((length, values.get(usize::from(index)).copied()?))
        };
        phrase(known)(cursor)
    }

    fn scale<'t>(&self, cursor: Cursor<'t>) -> Outcome<'t, Decimal> {
        let (rest, scale) = self.listed(classes::SCALE, &self.grammar.scales, cursor)?;
        // `12千瓦` is 12 kilowatts: where a longer unit begins with the same word, it is no scale.
        let unit =
            self.grammar.vocabulary.longest(cursor.tokens, classes::UNIT).map_or(0, |(length, _)| length);
        if unit > cursor.tokens.len() - rest.tokens.len() {
            Err(nom::Err::Error(Miss))
        } else {
            Ok((rest, scale))
        }
    }

    fn digits_with_scales<'t>(&self, cursor: Cursor<'t>) -> Outcome<'t, Number> {
        let (mut rest, mut number) = self.scaled_digits(cursor)?;
        // "1 million 240 thousand": a smaller scale goes on with the number.
        while number.scale != Decimal::ONE
            && let Ok((after, more)) = self.scaled_digits(rest)
            && more.scale != Decimal::ONE
            && more.value < number.scale
            && let Some(value) = number.value.checked_add(more.value)
        {
            number.value = value;
            number.scale = more.scale;
            rest = after;
        }
        if number.scale != Decimal::ONE
            && let Some((after, value)) = self.below_scale(rest, number)
        {
            number.value = value;
            rest = after;
        }
        Ok((rest, number))
    }

    /// The digits below the last scale, right behind it and as many as it leaves room for: `4万2,000元`, `1万5000人`. A year of a
    /// date is none: `15万2027年`.
    fn below_scale<'t>(&self, cursor: Cursor<'t>, number: Number) -> Option<(Cursor<'t>, Decimal)> {
        cursor.tokens.first().filter(|first| first.shape == Shape::Digits && !first.spaced)?;
        let (rest, (value, _)) = self.digits(cursor).ok()?;
        let full = value < number.scale && value.checked_mul(Decimal::from(10u32))? >= number.scale;
        let unit = self.grammar.vocabulary.longest(rest.tokens, classes::UNIT);
        let unit = unit.and_then(|(_, unit)| self.grammar.units.get(usize::from(unit)));
        let dated = unit.is_some_and(|unit| unit.kind == QuantityKind::Duration);
        Some((rest, number.value.checked_add(value)?)).filter(|_| full && !dated)
    }

    /// Digits and the scale words after them.
    fn scaled_digits<'t>(&self, cursor: Cursor<'t>) -> Outcome<'t, Number> {
        let product = |product: Option<Decimal>, scale| product?.checked_mul(scale);
        let scales = fold_many0(|at| self.scale(at), || Some(Decimal::ONE), product);
        map_opt(pair(|at| self.digits(at), scales), |((value, ambiguous), scale)| {
            let scale = scale?;
            let value = if scale == Decimal::ONE { value } else { value.checked_mul(scale)? };
            Some(Number { length: 0, value, scale, bare: false, weak: false, digits: true, ambiguous })
        })
        .parse(cursor)
    }

    /// Digits with separators, read the way the language writes them.
    fn digits<'t>(&self, cursor: Cursor<'t>) -> Outcome<'t, (Decimal, bool)> {
        let mark = token(|token| matches!(token.shape, Shape::Punct('.' | ',' | '\'')) && !token.spaced);
        let glued = token(|token| token.shape == Shape::Digits && !token.spaced);
        let blank = token(|token| token.shape == Shape::Digits && token.spaced);
        let (mut rest, first) = digits(cursor)?;
        let mut next = alt((pair(opt(mark), glued), blank.map(|token| (None, token))));
        // Most numbers are one run.
        if next.parse(rest).is_err()
            && let Some(value) = first.integer(self.source)
        {
            return Ok((rest, (value.into(), false)));
        }
        if let Some(found) = self.pairs(cursor) {
            return Ok(found);
        }
        let mut runs = vec![(' ', first.digits(self.source))];
        let mut end = first.span.end();
        while runs.len() < LONGEST
            && let Ok((after, (mark, token))) = next.parse(rest)
        {
            let separator = match mark.map(|mark| mark.shape) {
                Some(Shape::Punct(c)) => c,
                _ => ' ',
            };
            // Cells of a table stand further apart than groups of digits; the end of a line may stand between groups.
            let gap = self.source.get(end..token.span.start()).unwrap_or_default();
            if separator == ' ' && !blanks(gap).is_some_and(|blanks| (1..=WIDEST).contains(&blanks)) {
                break;
            }
            let run = token.digits(self.source);
            if !self.continues(&runs, separator, &run) {
                break;
            }
            runs.push((separator, run));
            end = token.span.end();
            rest = after;
        }
        match self.value_of(&runs) {
            Some(value) => Ok((rest, value)),
            None => Err(nom::Err::Error(Miss)),
        }
    }

    /// `1,20,000`, `12,34,567.50`: thousands in a group of three digits, what is above them in groups of two.
    fn pairs<'t>(&self, cursor: Cursor<'t>) -> Option<(Cursor<'t>, (Decimal, bool))> {
        /// Groups behind the first; with fewer it is no number of this kind.
        const FEWEST: usize = 2;
        let mark = |marks: &[char], at: usize| {
            cursor.tokens.get(at).is_some_and(|token| !token.spaced && marks.iter().any(|&c| token.is(c)))
        };
        let run = |at: usize| {
            let token = cursor.tokens.get(at).filter(|token| token.shape == Shape::Digits);
            token.filter(|token| at == 0 || !token.spaced).map(|token| token.digits(self.source))
        };
        let mut text = run(0).filter(|first| self.grammar.pairs && first.len() <= 2)?;
        let (mut groups, mut end, mut last) = (0, 1, 0);
        while let Some(group) = run(end + 1).filter(|_| last != 3 && mark(&self.grammar.group, end)) {
            last = group.len();
            if last != 2 && last != 3 {
                return None;
            }
            text.push_str(&group);
            (groups, end) = (groups + 1, end + 2);
        }
        if groups < FEWEST || last != 3 || text.starts_with('0') {
            return None;
        }
        if let Some(fraction) = run(end + 1).filter(|_| mark(&self.grammar.decimal, end)) {
            text.push('.');
            text.push_str(&fraction);
            end += 2;
        }
        let rest = Cursor { tokens: cursor.tokens.get(end..)? };
        Some((rest, (text.parse().ok()?, false)))
    }

    /// Whether `run` after `separator` belongs to the number, and is not a new one.
    fn continues(&self, runs: &[(char, String)], separator: char, run: &str) -> bool {
        let Some((_, first)) = runs.first() else { return false };
        let grouped = first.len() <= 3 && first != "0" && runs.iter().skip(1).all(|(_, run)| run.len() == 3);
        let group = self.grammar.group.contains(&separator) && run.len() == 3 && grouped;
        // "100 200 300" is three numbers, except where blanks are all that the language groups with.
        let other = self.grammar.group.iter().any(|&known| known != ' ');
        if separator == ' ' && other && first.len() == 3 && run != "000" {
            return false;
        }
        match runs.get(1..).and_then(<[_]>::last) {
            None => group || separator != ' ',
            // The same mark twice can only set groups apart, whatever the language: `1.234.567`.
            Some(&(last, _)) if last == separator => {
                let feet = separator == '\'' && !self.grammar.group.contains(&separator);
                run.len() == 3 && grouped && !feet
            }
            // After groups another mark for the fraction: `1.200,5`.
            Some(_) => {
                separator != ' ' && grouped && runs.iter().skip(1).all(|&(known, _)| known != separator)
            }
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
        let joiner = |at| {
            let known = |tokens: &[Token]| self.grammar.vocabulary.longest(tokens, classes::JOINER);
            phrase(known)(at)
        };
        if let Ok(number) = self.spelt_digits(cursor) {
            return Ok(number);
        }
        let mut first = alt((word.map(Part::Word), (|at| self.scale(at)).map(Part::Scale)));
        let (mut end, first) = first.parse(cursor)?;
        let mut sum = Sum::default();
        if !sum.push(first) {
            return Err(nom::Err::Error(Miss));
        }
        let mut parts = 1;
        loop {
            let (after, _) = opt(joiner).parse(end)?;
            // `十` is a number and a scale: where it cannot be the one it is the other.
            let as_word =
                word(after).ok().filter(|&(_, value)| sum.push(Part::Word(value))).map(|(rest, _)| rest);
            let next = as_word.or_else(|| {
                let (rest, scale) = self.scale(after).ok()?;
                sum.push(Part::Scale(scale)).then_some(rest)
            });
            let Some(next) = next else { break };
            end = next;
            parts += 1;
        }
        let length = cursor.tokens.len() - end.tokens.len();
        let Some(value) = sum.total() else { return Err(nom::Err::Error(Miss)) };
        let weak = weak.is_some_and(|(known, _)| known >= length);
        let bare = matches!(first, Part::Scale(_)) && parts == 1;
        let number = Number { length, value, scale: sum.scale, bare, weak, digits: false, ambiguous: false };
        Ok((end, number))
    }

    /// `二〇二五`: years are written digit by digit.
    fn spelt_digits<'t>(&self, cursor: Cursor<'t>) -> Outcome<'t, Number> {
        const FEWEST: usize = 4;
        const MOST: usize = 8;
        let digit = |at| {
            let (rest, value) = self.listed(classes::NUMBER_WORD, &self.grammar.number_words, at)?;
            match value.to_u32() {
                Some(digit) if digit < 10 => Ok((rest, digit)),
                _ => Err(nom::Err::Error(Miss)),
            }
        };
        let spelt = |digits: Vec<u32>| {
            let text: String = digits.iter().filter_map(|&digit| char::from_digit(digit, 10)).collect();
            let value = text.parse().ok()?;
            let scale = Decimal::ONE;
            Some(Number {
                length: 0,
                value,
                scale,
                bare: false,
                weak: false,
                digits: false,
                ambiguous: false,
            })
        };
        map_opt(many_m_n(FEWEST, MOST, digit), spelt).parse(cursor)
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
                let room = self.parts.last().is_none_or(|&last| zeros(last) > value);
                if room {
                    self.parts.push(value);
                    self.scale = Decimal::ONE;
                }
                room
            }
            Part::Scale(scale) => {
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
