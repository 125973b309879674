//! The numerals that count at a marker: figures, Roman numbers, letters, number words.
//!
//! `crate::numeral` reads what a text says of amounts; here `C`, `D` and `L` are letters, a letter may be a digit that was
//! misread, and nothing is longer than a list.

use super::candidate::System;
use super::scanner::Scanner;
use crate::grammar::classes;
use crate::text::{Shape, Token, Traits, letter_of_shape};

/// Longest number of a marker: more than any document has items, less than a year.
pub(super) const MOST: u32 = 300;

impl Scanner<'_, '_, '_> {
    /// The readings of one token as a numeral: `i` is a letter and Roman.
    pub(super) fn numerals(&self, at: usize) -> impl Iterator<Item = (System, u32, usize)> {
        self.token(at).map(|token| self.readings(at, token)).into_iter().flatten().flatten()
    }

    fn readings(&self, at: usize, token: &Token) -> [Option<(System, u32, usize)>; 5] {
        let text = token.span.of(self.page.source);
        let arabic = |number: u32| (System::Arabic, number, at + 1);
        if token.shape != Shape::Word {
            let figure = token.integer(self.page.source).filter(|number| (1..=MOST).contains(number));
            let bar = (System::Words, 1, at + 1);
            return [figure.map(arabic), self.is_misread_bar(at).then_some(bar), None, None, None];
        }
        let case = |upper, lower| if token.capital { upper } else { lower };
        let system = case(System::RomanUpper, System::RomanLower);
        let roman = roman(text).map(|number| (system, number, at + 1));
        let roman = roman.or_else(|| Some((System::RomanUpper, self.misread_roman(at)?, at + 1)));
        let letter =
            self.letter(text).map(|number| (case(System::LetterUpper, System::LetterLower), number, at + 1));
        let misread = misread_digit(text).filter(|_| at == self.line.tokens.0).map(arabic);
        if !self.first_letter_is_unspaced(at) {
            return [roman, letter, misread, None, None];
        }
        let rest = self.page.tokens.get(at..self.line.tokens.1).unwrap_or_default();
        let formal = self.grammar.vocabulary.longest(rest, classes::NUMERAL);
        let formal = formal.and_then(|(length, index)| {
            let number = self.grammar.marker_numerals.get(usize::from(index))?;
            Some((System::Formal, *number, at + length))
        });
        let words = crate::numeral::number(self.page.source, rest, self.grammar);
        let words = words.and_then(|words| Some((words.value.to_u32()?, words.length)));
        let words = words.filter(|(number, _)| (1..=MOST).contains(number));
        let words = words.map(|(number, length)| (System::Words, number, at + length));
        [roman, letter, misread, formal, words]
    }

    /// `Il.`, `IlI.`, `П.`: the Roman number for which a scan has put letters of its shape, in whole only where a line begins.
    pub(super) fn misread_roman(&self, at: usize) -> Option<u32> {
        let token = self.token(at)?;
        let text = token.span.of(self.page.source);
        if !token.capital && !text.starts_with('l') {
            return None;
        }
        let sure = at == self.line.tokens.0 || text.contains(['I', 'V', 'X']);
        roman(&roman_of_shape(text)?).filter(|_| sure)
    }

    /// `（—）全面摸底`: where a line begins a scan has taken a dash for the ideograph of the number one.
    fn is_misread_bar(&self, at: usize) -> bool {
        let is = |at: usize, mark: char| self.token(at).is_some_and(|token| token.is(mark));
        let starts = at.checked_sub(1) == Some(self.line.tokens.0);
        starts && is(at, '-') && is(at - 1, '(') && is(at + 1, ')') && self.first_letter_is_unspaced(at + 2)
    }

    /// The place of a letter in the alphabet that markers use.
    fn letter(&self, text: &str) -> Option<u32> {
        // One letter, with its marks where they are set apart; nothing longer is worth folding.
        if text.chars().filter(|&c| !Traits::of(c).is_hidden()).nth(1).is_some() {
            return None;
        }
        let folded = self.grammar.vocabulary.fold(text);
        let mut chars = folded.chars();
        let (letter, None) = (chars.next()?, chars.next()) else { return None };
        let known = self.grammar.marker_letters.iter().position(|&known| known == letter)?;
        u32::try_from(known + 1).ok()
    }

    /// The place of the letter for which a scan has put the digit of its shape: `6)` between `а)` and `в)`.
    pub(super) fn misread_letter(&self, at: usize) -> Option<u32> {
        let mut digits = self.token(at)?.span.of(self.page.source).chars();
        let (digit, None) = (digits.next()?, digits.next()) else { return None };
        self.letter(letter_of_shape(digit, 'а')?.encode_utf8(&mut [0; 4]))
    }

    /// The number after a dot that stands at once behind digits: `.1` of `2.1`.
    pub(super) fn dotted(&self, at: usize) -> Option<u32> {
        let digits = at.checked_sub(1).and_then(|before| self.token(before))?.shape == Shape::Digits;
        let dot = self.token(at).is_some_and(|token| token.is('.') && !token.spaced);
        let part = self.token(at + 1).filter(|part| dot && digits && !part.spaced)?;
        part.integer(self.page.source).filter(|part| (1..=MOST).contains(part))
    }
}

/// The digit for which a scan, or who typed the text, has put a letter of its shape: `З.` between `2.` and `4.`
pub(in crate::scan) fn misread_digit(text: &str) -> Option<u32> {
    match text {
        "l" => Some(1),
        "З" => Some(3),
        "б" => Some(6),
        _ => None,
    }
}

/// The letters of a Roman number that look like those of `text`; nothing where all are its own.
fn roman_of_shape(text: &str) -> Option<String> {
    /// In bytes: letters of another alphabet have two.
    const LONGEST: usize = 14;
    let shape = |letter: char| match letter {
        'I' | 'l' | 'І' => Some("I"),
        'V' | 'У' => Some("V"),
        'X' | 'Х' => Some("X"),
        'П' => Some("II"),
        'Ш' => Some("III"),
        _ => None,
    };
    // Every word of a text is asked.
    if text.len() > LONGEST || !text.chars().all(|letter| shape(letter).is_some()) {
        return None;
    }
    let read: String = text.chars().filter_map(shape).collect();
    (read != text).then_some(read)
}

/// A Roman number in one case, up to 39; `C`, `D`, `M` and `L` are letters here.
fn roman(text: &str) -> Option<u32> {
    const LONGEST: usize = 7;
    if text.len() > LONGEST
        || !text.bytes().all(|byte| matches!(byte.to_ascii_uppercase(), b'I' | b'V' | b'X'))
    {
        return None;
    }
    let upper = text.to_ascii_uppercase();
    let same_case = text == upper || text == text.to_ascii_lowercase();
    if !same_case || text.is_empty() {
        return None;
    }
    let tens = upper.bytes().take_while(|&byte| byte == b'X').count();
    let rest = upper.get(tens..)?;
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let ones = ones.iter().position(|&known| known == rest)?;
    u32::try_from(tens * 10 + ones).ok().filter(|&number| tens <= 3 && number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numbers() {
        assert_eq!(roman("IV"), Some(4));
        assert_eq!(roman("xiv"), Some(14));
        assert_eq!(roman("iV"), None);
        assert_eq!(roman("IIII"), None);
        assert_eq!(roman("C"), None);
        assert_eq!(roman("XIXI"), None);
    }

    #[test]
    fn letters_of_the_shape_of_roman_numbers() {
        let read = |text| roman_of_shape(text).and_then(|read| roman(&read));
        assert_eq!(read("IlI"), Some(3));
        assert_eq!(read("lV"), Some(4));
        assert_eq!(read("Ш"), Some(3));
        assert_eq!(read("УП"), Some(7));
        assert_eq!(read("IV"), None);
        assert_eq!(read("Ill"), Some(3));
        assert_eq!(read("lVl"), None);
        assert_eq!(read("Al"), None);
    }
}
