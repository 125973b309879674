//! What encodings of letters and marks have in common.

/// How the characters of an encoding become letters.
pub(super) struct Marks {
    /// The letter that is meant by a character; the character itself where that is what is meant.
    pub(super) letter: fn(char) -> char,
    /// The letter that a letter and the character after it make, where that is a mark on it.
    pub(super) joined: fn(char, char) -> Option<char>,
    /// Whether a character should stand on a letter.
    pub(super) is_mark: fn(char) -> bool,
}

impl Marks {
    /// Every character is what it is.
    pub(super) const NONE: Self = Self { letter: |c| c, joined: |_, _| None, is_mark: |_| false };
}
