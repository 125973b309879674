//! What characters are, looked up in a table: a text is gone through character by character more than once.

use super::fold::{is_ignorable, is_space, is_unspaced};
use std::sync::LazyLock;
use unicode_normalization::char::is_combining_mark;

/// What a character is, as bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Traits(u8);

/// What a character is for the cutting of a text into tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Letter,
    Ideograph,
    Digit,
    Punct,
    /// White space.
    Space,
    /// Not seen by itself: soft hyphens, marks that combine with the letter before.
    Hidden,
}

impl Traits {
    const SPACE: u8 = 1;
    const IGNORABLE: u8 = 1 << 1;
    const COMBINING: u8 = 1 << 2;
    const DIGIT: u8 = 1 << 3;
    const UNSPACED: u8 = 1 << 4;
    const ALPHABETIC: u8 = 1 << 5;
    const UPPER: u8 = 1 << 6;
    const LOWER: u8 = 1 << 7;

    /// What `c` is.
    pub(crate) fn of(c: char) -> Self {
        let code = c as usize;
        let place = match code {
            ..TABLED => code,
            WIDE_FORMS..0x1_0000 => code - WIDE_FORMS + TABLED,
            // The ideographs in use: most characters of a Chinese text.
            0x4E00..0xA000 => return Self(Self::UNSPACED | Self::ALPHABETIC),
            _ => return Self::work_out(c),
        };
        TABLE.get(place).copied().unwrap_or(Self(0))
    }

    fn work_out(c: char) -> Self {
        let bit = |is: bool, bit: u8| if is { bit } else { 0 };
        Self(
            bit(is_space(c), Self::SPACE)
                | bit(is_ignorable(c), Self::IGNORABLE)
                | bit(is_combining_mark(c), Self::COMBINING)
                | bit(super::digit_value(c).is_some(), Self::DIGIT)
                | bit(is_unspaced(c), Self::UNSPACED)
                | bit(c.is_alphabetic(), Self::ALPHABETIC)
                | bit(c.is_uppercase(), Self::UPPER)
                | bit(c.is_lowercase(), Self::LOWER),
        )
    }

    fn has(self, bits: u8) -> bool {
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

    pub(super) fn class(self) -> Class {
        if self.is_space() {
            Class::Space
        } else if self.is_ignorable() {
            Class::Hidden
        } else if self.has(Self::DIGIT) {
            Class::Digit
        } else if self.is_unspaced() {
            Class::Ideograph
        } else if self.is_combining() {
            Class::Hidden
        } else if self.is_alphabetic() {
            Class::Letter
        } else {
            Class::Punct
        }
    }
}

/// Characters below this are in the table: all alphabets, Latin with Vietnamese and Cyrillic among them, and the marks of
/// all scripts.
const TABLED: usize = 0x3100;
/// From here on stand the full-width forms, in the table as well.
const WIDE_FORMS: usize = 0xFF00;

static TABLE: LazyLock<Box<[Traits]>> = LazyLock::new(|| {
    let codes = (0..TABLED).chain(WIDE_FORMS..0x1_0000);
    let chars = codes.map(|code| u32::try_from(code).ok().and_then(char::from_u32));
    chars.map(|c| c.map_or(Traits(0), Traits::work_out)).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_what_unicode_says() {
        for c in ('\0'..=char::MAX).filter(|&c| u32::from(c) < 0x2_0000 || is_unspaced(c)) {
            assert_eq!(Traits::of(c), Traits::work_out(c), "{c:?}");
        }
    }
}
