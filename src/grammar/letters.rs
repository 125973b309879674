//! Letters as a vocabulary numbers them: all forms of a letter that are compared as one have one number.

use crate::text::{FoldRules, Folded, Places, remembered};
use rustc_hash::FxHashMap;
use std::sync::atomic::AtomicU16;

/// Number of a letter in the words of one vocabulary, with what else is to be known of a character; never 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Letter(u16);

impl Letter {
    /// In no word of the vocabulary.
    pub(super) const FOREIGN: Self = Self(1);
    /// Not seen and left out when words are compared, as the soft hyphen is.
    pub(super) const HIDDEN: Self = Self(2);
    /// Folded with the letters around it or into several ones (`u` with a dot below, `œ`): the whole word must be folded.
    pub(super) const JOINED: Self = Self(3);
    const FIRST: u16 = 4;
    /// Tells the language.
    const TELLING: u16 = 1 << 15;

    /// Without what it tells.
    pub(super) fn plain(self) -> Self {
        Self(self.0 & !Self::TELLING)
    }

    pub(super) fn is_telling(self) -> bool {
        self.0 & Self::TELLING != 0
    }

    /// Its number.
    pub(super) fn number(self) -> u32 {
        u32::from(self.plain().0)
    }
}

/// The numbers of characters, worked out as a text comes to need them.
#[derive(Debug, Default)]
pub(super) struct Letters {
    /// The folded letters of the vocabulary.
    numbers: FxHashMap<char, Letter>,
    /// Letters that tell the language: lower case, composed.
    telling: Box<str>,
    /// By character.
    known: Box<Places>,
}

impl Letters {
    /// Characters below this are remembered: all alphabets and the ideographs in use.
    const REMEMBERED: usize = 0xA000;

    pub(super) fn new(telling: &str) -> Self {
        Self {
            telling: telling.into(),
            known: std::iter::repeat_with(AtomicU16::default).take(Self::REMEMBERED).collect(),
            ..Self::default()
        }
    }

    /// Gives a folded letter a number; `None` where all are given away, which no alphabet comes to.
    pub(super) fn add(&mut self, folded: char) -> Option<Letter> {
        let next = u16::try_from(self.numbers.len()).ok()?.checked_add(Letter::FIRST)?;
        if next >= Letter::TELLING {
            return None;
        }
        Some(*self.numbers.entry(folded).or_insert(Letter(next)))
    }

    /// The number of a character as it stands in a text.
    #[inline]
    pub(super) fn of(&self, c: char, fold: &FoldRules) -> Letter {
        Letter(remembered(&self.known, c as usize, || self.work_out(c, fold).0))
    }

    fn work_out(&self, c: char, fold: &FoldRules) -> Letter {
        match fold.letter(c) {
            Folded::Letter(letter) => self.number(letter, c),
            Folded::Hidden => Letter::HIDDEN,
            Folded::Joined => Letter::JOINED,
        }
    }

    fn number(&self, folded: char, c: char) -> Letter {
        let letter = self.numbers.get(&folded).copied().unwrap_or(Letter::FOREIGN);
        let tells = c.to_lowercase().any(|c| self.telling.contains(c));
        if tells { Letter(letter.0 | Letter::TELLING) } else { letter }
    }
}
