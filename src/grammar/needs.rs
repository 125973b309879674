//! What must stand near a place for a pattern to match there, in few bits: most places are told by it.

use super::classes;
use super::vocabulary::{ClassId, Key};

/// What every match of a pattern holds among its first tokens: where it does not follow, the pattern need not be tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Needs {
    /// All of these must stand there.
    all: Blur,
    /// One of these must stand there: `половин*` or `четверт*`.
    any: Blur,
}

impl Needs {
    /// How many tokens the first ones are, a number or a date counted as one. What may stand further away is no need:
    /// in a longer stretch of text everything stands somewhere.
    pub(crate) const TOKENS: usize = 16;
    pub(super) const NONE: Self = Self { all: Blur::NONE, any: Blur::NONE };
    /// A word, whichever.
    pub(super) const A_WORD: Self = Self { all: Blur::WORD, any: Blur::NONE };

    pub(super) fn of(one: Blur) -> Self {
        Self { all: one, any: one }
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self { all: self.all.join(other.all), any: self.any.rarer(other.any) }
    }

    pub(super) fn or(self, other: Self) -> Self {
        Self { all: self.all.meet(other.all), any: self.any.either(other.any) }
    }

    /// Whether what stands somewhere is all that is needed.
    pub(crate) fn are_met(self, by: Blur) -> bool {
        by.contains(self.all) && (self.any == Blur::default() || self.any.meets(by))
    }
}

/// A set of words, stems, marks and classes in few bits; many share a place, so it only tells what is not in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Blur(u128);

impl Blur {
    /// Places that words, stems and classes share.
    const SHARED: u32 = 108;
    /// Places that marks share.
    const MARKS: u32 = 15;
    /// The places behind them have a meaning of their own.
    const OWN: u32 = Self::SHARED + Self::MARKS;
    pub(super) const NONE: Self = Self(0);
    /// A word, whichever.
    pub(crate) const WORD: Self = Self(1 << Self::OWN);
    /// A run of digits.
    pub(crate) const DIGITS: Self = Self(2 << Self::OWN);
    /// A number begins here.
    pub(crate) const NUMBER: Self = Self(4 << Self::OWN);
    /// A date begins here.
    pub(crate) const DATE: Self = Self(8 << Self::OWN);
    /// A phrase of the class of units, which follows most numbers.
    const UNIT: Self = Self(16 << Self::OWN);
    /// Whatever may come, the end of the text as well.
    pub(crate) const ALL: Self = Self(u128::MAX);

    fn place(kind: u32, number: u32) -> Self {
        // The upper bits of a product are spread best (Fibonacci hashing).
        let spread = number.wrapping_mul(2).wrapping_add(kind).wrapping_mul(0x9E37_79B1);
        Self(1 << ((spread >> 16) % Self::SHARED))
    }

    /// The set of one word, stem or mark.
    pub(crate) fn of_key(key: Key) -> Self {
        match key {
            Key::Word(symbol) => Self::place(0, u32::from(symbol)),
            Key::Stem(symbol) => Self::place(1, u32::from(symbol)),
            // Few runs of digits are told from others, and all of them stand in numbers.
            Key::Digits(_) => Self::DIGITS,
            // Marks are few as well, and a text of nothing else is to be told by them.
            Key::Mark(c) => Self(1 << (Self::SHARED + u32::from(c) % Self::MARKS)),
        }
    }

    /// The set of one class.
    pub(crate) fn of_class(class: ClassId) -> Self {
        if class == classes::UNIT {
            return Self::UNIT;
        }
        // Classes are few: no two of them share a place but the last ones.
        Self(1 << (u32::from(class) % Self::SHARED))
    }

    pub(crate) fn join(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn meet(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether all of `other` is in it.
    fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// `false` means that nothing of `other` is in it.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The numbers of its places.
    pub(super) fn places(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let place = rest.trailing_zeros() as usize;
            (rest != 0).then(|| {
                rest &= rest - 1;
                place
            })
        })
    }

    /// Whether what stands at a token may be one of this set, which a step can begin with.
    pub(crate) fn admits(self, token: Self) -> bool {
        self.meets(token) || self == Self::ALL
    }

    /// Of two needs the one that fewer things meet; an empty one is none.
    fn rarer(self, other: Self) -> Self {
        let fewer = self.0.count_ones() <= other.0.count_ones();
        let none = Self::default();
        if other == none || (fewer && self != none) { self } else { other }
    }

    /// What one of two ways needs: nothing where one of them needs nothing.
    fn either(self, other: Self) -> Self {
        let none = Self::default();
        if self == none || other == none { none } else { self.join(other) }
    }
}
