//! The one place where nom is used: parsers over tokens that keep their spans.
//!
//! nom's own text parsers are not used at all: `tag_no_case` panics on `K` (U+212A), `digit1` and `multispace0` know
//! only ASCII, `double` reads `nan`. A [`Cursor`] over tokens has none of these traps, and the length of what was
//! read is the difference of two positions.

use crate::text::{Shape, Token};
use nom::error::{ErrorKind, ParseError};
use nom::{IResult, Input, Parser};

/// The tokens still to be read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'t> {
    pub(crate) tokens: &'t [Token],
}

/// A parser found nothing; where and why is of no interest here.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Miss;

impl ParseError<Cursor<'_>> for Miss {
    fn from_error_kind(_: Cursor<'_>, _: ErrorKind) -> Self {
        Self
    }

    fn append(_: Cursor<'_>, _: ErrorKind, other: Self) -> Self {
        other
    }
}

/// What every parser here returns.
pub(crate) type Outcome<'t, T> = IResult<Cursor<'t>, T, Miss>;

impl<'t> Input for Cursor<'t> {
    type Item = &'t Token;
    type Iter = std::slice::Iter<'t, Token>;
    type IterIndices = std::iter::Enumerate<std::slice::Iter<'t, Token>>;

    fn input_len(&self) -> usize {
        self.tokens.len()
    }

    fn take(&self, index: usize) -> Self {
        Self { tokens: self.tokens.get(..index).unwrap_or(self.tokens) }
    }

    fn take_from(&self, index: usize) -> Self {
        Self { tokens: self.tokens.get(index..).unwrap_or_default() }
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        (self.take_from(index), self.take(index))
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.tokens.iter().position(predicate)
    }

    fn iter_elements(&self) -> Self::Iter {
        self.tokens.iter()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.tokens.iter().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, nom::Needed> {
        if count <= self.tokens.len() { Ok(count) } else { Err(nom::Needed::Unknown) }
    }
}

/// Reads one token that `fits`.
pub(crate) fn token<'t>(fits: impl Fn(&Token) -> bool) -> impl Fn(Cursor<'t>) -> Outcome<'t, &'t Token> {
    move |cursor| match cursor.tokens.split_first() {
        Some((first, rest)) if fits(first) => Ok((Cursor { tokens: rest }, first)),
        _ => Err(nom::Err::Error(Miss)),
    }
}

/// Reads a run of digits.
pub(crate) fn digits(cursor: Cursor<'_>) -> Outcome<'_, &Token> {
    token(|token| token.shape == Shape::Digits)(cursor)
}

/// Reads a phrase: `longest` says how many tokens it has and what it means.
pub(crate) fn phrase<'t, T>(
    longest: impl Fn(&'t [Token]) -> Option<(usize, T)>,
) -> impl Fn(Cursor<'t>) -> Outcome<'t, T> {
    move |cursor| match longest(cursor.tokens) {
        Some((length, value)) if length > 0 => Ok((cursor.take_from(length), value)),
        _ => Err(nom::Err::Error(Miss)),
    }
}

/// Runs `parser` at the start of `tokens`: its value, and how many tokens it read.
pub(crate) fn run<'t, T>(
    mut parser: impl Parser<Cursor<'t>, Output = T, Error = Miss>,
    tokens: &'t [Token],
) -> Option<(usize, T)> {
    let (rest, value) = parser.parse(Cursor { tokens }).ok()?;
    Some((tokens.len() - rest.tokens.len(), value))
}
