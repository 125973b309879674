//! What characters are, looked up in a table: a text is gone through character by character more than once.

use super::fold::{is_ignorable, is_space, is_unspaced};
use super::remembered::remembered;
use std::sync::atomic::AtomicU16;
use unicode_normalization::char::is_combining_mark;

/// What a character is, as bits; the upper ones are the number of its [`Class`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Traits(u16);

/// What a character is for the cutting of a text into tokens; no number is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Letter = 1,
    Ideograph = 2,
    Digit = 3,
    Punct = 4,
    /// White space.
    Space = 5,
    /// Not seen by itself: soft hyphens, marks that combine with the letter before.
    Hidden = 6,
}

impl Traits {
    const SPACE: u16 = 1;
    const IGNORABLE: u16 = 1 << 1;
    const COMBINING: u16 = 1 << 2;
    const DIGIT: u16 = 1 << 3;
    const UNSPACED: u16 = 1 << 4;
    const ALPHABETIC: u16 = 1 << 5;
    const UPPER: u16 = 1 << 6;
    const LOWER: u16 = 1 << 7;
    const CLASS: u32 = 8;

    /// What `c` is.
    #[inline]
    pub(crate) fn of(c: char) -> Self {
        if (c as usize) < TABLED {
            Self(remembered(&TABLE, c as usize, || Self::work_out(c).0))
        } else {
            Self::beyond(c)
        }
    }

    /// The same for a character that is not in the table.
    fn beyond(c: char) -> Self {
        match c {
            // The ideographs in use: most characters of a Chinese text.
            '\u{4E00}'..'\u{A000}' => Self(Self::UNSPACED | Self::ALPHABETIC).with_class(),
            FULL_WIDTH.. => Self(remembered(&WIDE, c as usize - FULL_WIDTH as usize, || Self::work_out(c).0)),
            _ => Self::work_out(c),
        }
    }

    fn work_out(c: char) -> Self {
        let bit = |is: bool, bit: u16| if is { bit } else { 0 };
        let traits = Self(
            bit(is_space(c), Self::SPACE)
                | bit(is_ignorable(c), Self::IGNORABLE)
                | bit(is_combining_mark(c), Self::COMBINING)
                | bit(super::digit_value(c).is_some(), Self::DIGIT)
                | bit(is_unspaced(c), Self::UNSPACED)
                | bit(c.is_alphabetic(), Self::ALPHABETIC)
                | bit(c.is_uppercase(), Self::UPPER)
                | bit(c.is_lowercase(), Self::LOWER),
        );
        traits.with_class()
    }

    /// The same with the number of the class, which is worked out from the other bits.
    const fn with_class(self) -> Self {
        let class = if self.has(Self::SPACE) {
            Class::Space
        } else if self.has(Self::IGNORABLE) {
            Class::Hidden
        } else if self.has(Self::DIGIT) {
            Class::Digit
        } else if self.has(Self::UNSPACED) {
            Class::Ideograph
        } else if self.has(Self::COMBINING) {
            Class::Hidden
        } else if self.has(Self::ALPHABETIC) {
            Class::Letter
        } else {
            Class::Punct
        };
        Self(self.0 | (class as u16) << Self::CLASS)
    }

    const fn has(self, bits: u16) -> bool {
        self.0 & bits != 0
    }

    pub(crate) fn is_space(self) -> bool {
        self.has(Self::SPACE)
    }

    pub(crate) fn is_ignorable(self) -> bool {
        self.has(Self::IGNORABLE)
    }

    pub(crate) fn is_combining(self) -> bool {
        self.has(Self::COMBINING)
    }

    pub(crate) fn is_unspaced(self) -> bool {
        self.has(Self::UNSPACED)
    }

    pub(crate) fn is_alphabetic(self) -> bool {
        self.has(Self::ALPHABETIC)
    }

    pub(crate) fn is_uppercase(self) -> bool {
        self.has(Self::UPPER)
    }

    pub(crate) fn is_lowercase(self) -> bool {
        self.has(Self::LOWER)
    }

    /// Not seen by itself: it is passed over, or belongs to the letter before.
    pub(crate) fn is_hidden(self) -> bool {
        self.has(Self::IGNORABLE | Self::COMBINING)
    }

    pub(super) fn class(self) -> Class {
        match self.0 >> Self::CLASS {
            1 => Class::Letter,
            2 => Class::Ideograph,
            3 => Class::Digit,
            4 => Class::Punct,
            5 => Class::Space,
            _ => Class::Hidden,
        }
    }
}

/// Characters below this are in the table: all alphabets, Latin with Vietnamese and Cyrillic among them, and the marks of
/// all scripts.
const TABLED: usize = 0x3100;

static TABLE: [AtomicU16; TABLED] = [const { AtomicU16::new(0) }; TABLED];

/// The first of the full-width forms, the marks of a Chinese text.
const FULL_WIDTH: char = '\u{FF00}';
static WIDE: [AtomicU16; 0x100] = [const { AtomicU16::new(0) }; 0x100];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_what_unicode_says() {
        for c in ('\0'..=char::MAX).filter(|&c| u32::from(c) < 0x2_0000 || is_unspaced(c)) {
            assert_eq!(Traits::of(c), Traits::work_out(c), "{c:?}");
            assert_eq!(Traits::of(c), Traits::of(c), "{c:?} the second time");
        }
    }
}
