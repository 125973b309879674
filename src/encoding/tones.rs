//! Vietnamese letters whose tone mark is a code of its own.

use super::marks::Marks;
use unicode_normalization::UnicodeNormalization as _;

pub(super) const GRAVE: char = '\u{300}';
pub(super) const ACUTE: char = '\u{301}';
pub(super) const CIRCUMFLEX: char = '\u{302}';
pub(super) const TILDE: char = '\u{303}';
pub(super) const BREVE: char = '\u{306}';
pub(super) const HOOK: char = '\u{309}';
pub(super) const DOT: char = '\u{323}';

/// The letters that carry a tone.
const VOWELS: &str = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY";

/// The letter that a vowel and its marks make, where Vietnamese has one.
pub(super) fn marked(vowel: char, marks: impl Iterator<Item = char>) -> Option<char> {
    if !VOWELS.contains(vowel) {
        return None;
    }
    let mut letter = std::iter::once(vowel).chain(marks).nfc();
    letter.next().filter(|_| letter.next().is_none())
}

/// Windows-1258: letters of Unicode, and after them a tone mark of Unicode.
pub(super) const MARKS: Marks = Marks { letter: |c| c, joined: toned, is_mark };

fn is_mark(c: char) -> bool {
    matches!(c, GRAVE | ACUTE | TILDE | HOOK | DOT)
}

fn toned(vowel: char, mark: char) -> Option<char> {
    is_mark(mark).then(|| marked(vowel, std::iter::once(mark))).flatten()
}
