//! The ABC fonts: TCVN 5712:1993, third table, on top of windows-1252.
//!
//! A font with this encoding shows a Vietnamese letter for a code that is something else in windows-1252. Capitals
//! with a tone have no code of their own there but for a few: they are a capital and a tone mark, or, as most people
//! wrote them, a small letter in a font of capitals (`.VnTimeH`), of which the text alone knows nothing.

use super::marks::Marks;
use super::tones::{ACUTE, DOT, GRAVE, HOOK, TILDE, marked};

/// What the codes from 0xA0 to 0xFF show; the tone marks, 0xB0 to 0xB4, are blanks here.
#[rustfmt::skip]
const LETTERS: [char; 96] = [
    '\u{A0}', 'Ă', 'Â', 'Ê', 'Ô', 'Ơ', 'Ư', 'Đ', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư', 'đ', 'Ằ', // 0xA0
    ' ', ' ', ' ', ' ', ' ', 'à', 'ả', 'ã', 'á', 'ạ', 'Ẳ', 'ằ', 'ẳ', 'ẵ', 'ắ', 'Ẵ', // 0xB0
    'Ắ', 'Ầ', 'Ẩ', 'Ẫ', 'Ấ', 'Ề', 'ặ', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'è', 'Ể', 'ẻ', 'ẽ', // 0xC0
    'é', 'ẹ', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'ì', 'ỉ', 'Ễ', 'Ế', 'Ồ', 'ĩ', 'í', 'ị', 'ò', // 0xD0
    'Ổ', 'ỏ', 'õ', 'ó', 'ọ', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'ù', // 0xE0
    'Ỗ', 'ủ', 'ũ', 'ú', 'ụ', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ', 'Ố', // 0xF0
];

/// The codes of the tone marks, as windows-1252 has them.
const TONES: [(char, char); 5] = [('°', GRAVE), ('±', HOOK), ('²', TILDE), ('³', ACUTE), ('´', DOT)];

/// How the fonts write.
pub(super) const MARKS: Marks = Marks { letter, joined, is_mark };

fn is_mark(c: char) -> bool {
    TONES.iter().any(|(code, _)| *code == c)
}

/// The letter that the font shows for a character of windows-1252; the character itself where that is no letter.
///
/// A tone mark that stands on no vowel is the sign that all other fonts show, as in `km²`.
fn letter(c: char) -> char {
    let place = u32::from(c).checked_sub(0xA0).filter(|place| *place < 96);
    let shown = place.and_then(|place| LETTERS.get(place as usize).copied());
    shown.filter(|&shown| shown != ' ').unwrap_or(c)
}

/// The letter that a letter and the character after it make, where that is a tone mark.
fn joined(letter: char, next: char) -> Option<char> {
    let &(_, tone) = TONES.iter().find(|(code, _)| *code == next)?;
    marked(letter, std::iter::once(tone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_letters() {
        for (code, letter_shown) in
            [('¸', 'á'), ('Ö', 'ệ'), ('ÿ', 'Ố'), ('\u{AD}', 'ư'), ('§', 'Đ'), ('®', 'đ')]
        {
            assert_eq!(letter(code), letter_shown);
        }
        for other in ['a', '²', '“', 'ệ', '中', '\u{9F}', '\u{100}'] {
            assert_eq!(letter(other), other);
        }
    }

    #[test]
    fn marks_join_vowels_alone() {
        assert_eq!(joined('A', '³'), Some('Á'));
        assert_eq!(joined('Â', '´'), Some('Ậ'));
        assert_eq!(joined('Ư', '²'), Some('Ữ'));
        assert_eq!((joined('m', '²'), joined('á', '³'), joined('a', 'x')), (None, None, None));
    }
}
