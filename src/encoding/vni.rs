//! The VNI fonts for Windows, on top of windows-1252: a vowel, and after it one code for all that stands on it.

use super::marks::Marks;
use super::tones::{ACUTE, BREVE, CIRCUMFLEX, DOT, GRAVE, HOOK, TILDE, marked};

/// Letters with a code of their own; their capitals have the capital's code.
const LETTERS: [(char, char); 7] =
    [('ô', 'ơ'), ('ö', 'ư'), ('ñ', 'đ'), ('æ', 'ỉ'), ('ó', 'ĩ'), ('ò', 'ị'), ('î', 'ỵ')];

/// Vowels that take a tone, a circumflex, a breve.
const TONED: &str = "aeouyơư";
const ROUND: &str = "aeo";
const SHORT: &str = "a";

/// How the fonts write.
pub(super) const MARKS: Marks = Marks { letter, joined, is_mark };

/// Codes of what stands on a vowel, the vowels they follow, and the marks.
const ON_VOWELS: [(char, &str, [Option<char>; 2]); 17] = [
    ('ù', TONED, [Some(ACUTE), None]),
    ('ø', TONED, [Some(GRAVE), None]),
    ('û', TONED, [Some(HOOK), None]),
    ('õ', TONED, [Some(TILDE), None]),
    ('ï', TONED, [Some(DOT), None]),
    ('â', ROUND, [Some(CIRCUMFLEX), None]),
    ('á', ROUND, [Some(CIRCUMFLEX), Some(ACUTE)]),
    ('à', ROUND, [Some(CIRCUMFLEX), Some(GRAVE)]),
    ('å', ROUND, [Some(CIRCUMFLEX), Some(HOOK)]),
    ('ã', ROUND, [Some(CIRCUMFLEX), Some(TILDE)]),
    ('ä', ROUND, [Some(CIRCUMFLEX), Some(DOT)]),
    ('ê', SHORT, [Some(BREVE), None]),
    ('é', SHORT, [Some(BREVE), Some(ACUTE)]),
    ('è', SHORT, [Some(BREVE), Some(GRAVE)]),
    ('ú', SHORT, [Some(BREVE), Some(HOOK)]),
    ('ü', SHORT, [Some(BREVE), Some(TILDE)]),
    ('ë', SHORT, [Some(BREVE), Some(DOT)]),
];

fn is_mark(c: char) -> bool {
    on_vowels(c).is_some()
}

/// The vowels that a mark follows, and what it is; none for what is no mark.
fn on_vowels(mark: char) -> Option<(&'static str, [Option<char>; 2])> {
    let mark = Some(small(mark)).filter(|mark| !mark.is_ascii())?;
    ON_VOWELS.iter().find(|(code, _, _)| *code == mark).map(|&(_, vowels, marks)| (vowels, marks))
}

/// The same letter in lower case, where it is a letter of one character.
fn small(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// The letter that the font shows for a character of windows-1252; the character itself where that is no letter.
///
/// A mark that stands on no vowel is the letter that all other fonts show, as in the name `Düren`.
fn letter(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    let code = small(c);
    let Some(&(_, shown)) = LETTERS.iter().find(|(known, _)| *known == code) else { return c };
    if c.is_uppercase() { shown.to_uppercase().next().unwrap_or(shown) } else { shown }
}

/// The letter that a letter and the character after it make, where that is a mark; the letter has the say over case.
fn joined(letter: char, next: char) -> Option<char> {
    let (vowels, marks) = on_vowels(next)?;
    vowels.contains(small(letter)).then(|| marked(letter, marks.into_iter().flatten())).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_marks() {
        for (vowel, mark, shown) in [
            ('a', 'á', 'ấ'),
            ('A', 'Ë', 'Ặ'),
            ('A', 'ë', 'Ặ'),
            ('e', 'ä', 'ệ'),
            ('y', 'õ', 'ỹ'),
            ('ư', 'ï', 'ự'),
        ] {
            assert_eq!(joined(vowel, mark), Some(shown));
        }
        assert_eq!((letter('ô'), letter('Ñ'), letter('Î'), letter('í')), ('ơ', 'Đ', 'Ỵ', 'í'));
        for (other, mark) in [('i', 'ù'), ('u', 'â'), ('e', 'ê'), ('n', 'ù'), ('ấ', 'ù'), ('a', 'b')] {
            assert_eq!(joined(other, mark), None, "{other}{mark}");
        }
    }
}
