//! A text cut into words, digit runs and punctuation, each with its bytes.

use super::fold::{fold_punctuation, is_ignorable, is_space, is_unspaced};
use super::{Markup, Span, markup};
use crate::effort;
use std::sync::LazyLock;
use unicode_normalization::char::is_combining_mark;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Letters with their marks; one character in scripts without blanks.
    Word,
    /// Decimal digits, of any width.
    Digits,
    /// One mark, folded by [`fold_punctuation`].
    Punct(char),
}

/// One token; white space is none, but is remembered as [`Token::spaced`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) span: Span,
    pub(crate) shape: Shape,
    /// White space stands before it.
    pub(crate) spaced: bool,
    /// Its first letter is upper case.
    pub(crate) capital: bool,
    /// All its letters are upper case.
    pub(crate) shouted: bool,
    /// Number of the word in the vocabulary, [`Token::UNKNOWN`] where it has none.
    pub(crate) symbol: u32,
    /// Number of the longest stem of the vocabulary that the word begins with.
    pub(crate) stem: u32,
}

impl Token {
    /// The number of every word that no vocabulary knows.
    pub(crate) const UNKNOWN: u32 = u32::MAX;

    /// Whether this is the mark `c`.
    pub(crate) fn is(&self, c: char) -> bool {
        self.shape == Shape::Punct(c)
    }
}

/// Whether words end like a sentence or lead over to more: `.` `;` `:` `,`.
pub(crate) fn is_ended(tokens: &[Token]) -> bool {
    tokens.last().is_some_and(|last| matches!(last.shape, Shape::Punct('.' | ';' | ':' | ',')))
}

/// Gives words their numbers.
///
/// The work for one word is bounded by the grammar, and most words of a text come again and again, so what is asked for
/// is worth remembering: see [`Vocabulary`](crate::grammar::Vocabulary).
pub(crate) trait Symbols {
    /// The number of `word` and of its longest known stem; [`Token::UNKNOWN`] for none.
    fn symbols(&self, word: &str) -> (u32, u32);
}

/// Cuts the bytes of `span` into tokens and appends them to `out`.
pub(crate) fn tokenize(source: &str, span: Span, symbols: &impl Symbols, out: &mut Vec<Token>) {
    tokenize_up_to(source, span, symbols, usize::MAX, out);
}

/// The same; stops when `out` has `most` tokens.
pub(crate) fn tokenize_up_to(
    source: &str,
    span: Span,
    symbols: &impl Symbols,
    most: usize,
    out: &mut Vec<Token>,
) {
    let base = span.start();
    let content = span.of(source);
    let mut chars = content.char_indices().peekable();
    // A piece after another piece of the same text stands on a new line or page.
    let mut spaced = !out.is_empty();
    while let Some((at, c)) = chars.next().filter(|_| out.len() < most) {
        effort::note(1);
        let class = class_of(c);
        if class == Class::Space {
            spaced = true;
            continue;
        }
        if class == Class::Hidden {
            continue;
        }
        if let Some((length, kind)) = if class == Class::Punct { markup(content, at) } else { None } {
            while chars.next_if(|&(next, _)| next < at + length).is_some() {}
            match kind {
                Markup::Nothing => {}
                Markup::Space => spaced = true,
                Markup::Char(c) => {
                    out.push(Token {
                        span: Span::new(base + at, base + at + length),
                        shape: Shape::Punct(fold_punctuation(c)),
                        spaced,
                        capital: false,
                        shouted: false,
                        symbol: Token::UNKNOWN,
                        stem: Token::UNKNOWN,
                    });
                    spaced = false;
                }
            }
            continue;
        }
        // Letters set apart are a word where they make one that is known.
        let apart = if class == Class::Letter { spaced_letters(content, at) } else { None };
        let apart = apart.map(|(end, word)| (end, symbols.symbols(&word)));
        let apart = apart.filter(|&(_, (symbol, _))| symbol != Token::UNKNOWN);
        let mut end = apart.map_or(at + c.len_utf8(), |(end, _)| end);
        let whole_run = class != Class::Punct && class != Class::Ideograph;
        while let Some(&(next_at, next)) = chars.peek() {
            let next_class = class_of(next);
            let same = next_class == class && whole_run;
            // Marks of scripts without blanks are characters of their own at the start of a word only.
            let mark = class != Class::Punct
                && (next_class == Class::Hidden
                    || (next_class == Class::Ideograph && is_combining_mark(next)));
            if next_at >= end && (apart.is_some() || !(same || mark)) {
                break;
            }
            end = end.max(next_at + next.len_utf8());
            chars.next();
        }
        let word = content.get(at..end).unwrap_or_default();
        let (shape, (symbol, stem)) = match (class, apart) {
            (_, Some((_, known))) => (Shape::Word, known),
            // Digits have a number too where a phrase holds them: `km2`, `CO2`.
            (Class::Digit, _) if word.chars().nth(2).is_none() => (Shape::Digits, symbols.symbols(word)),
            (Class::Digit, _) => (Shape::Digits, (Token::UNKNOWN, Token::UNKNOWN)),
            (Class::Letter | Class::Ideograph, _) => (Shape::Word, symbols.symbols(word)),
            _ => (Shape::Punct(fold_punctuation(c)), (Token::UNKNOWN, Token::UNKNOWN)),
        };
        out.push(Token {
            span: Span::new(base + at, base + end),
            shape,
            spaced,
            capital: c.is_uppercase(),
            shouted: c.is_uppercase() && !word.chars().any(char::is_lowercase),
            symbol,
            stem,
        });
        spaced = false;
    }
}

/// A word set in spaced letters, `Р Е Ш Е Н И Е`: where it ends, and the word. The letters stand alone, one blank apart.
fn spaced_letters(content: &str, at: usize) -> Option<(usize, String)> {
    const FEWEST: usize = 4;
    /// A longer row of letters is no word; looking on would cost the square of its length.
    const MOST: usize = 24;
    // Nearly all letters are followed by another.
    let mut rest = content.get(at..)?.chars();
    if rest.next().is_none() || rest.next().is_none_or(|next| class_of(next) == Class::Letter) {
        return None;
    }
    let before = content.get(..at)?.chars().next_back();
    if before.is_some_and(|c| !is_space(c) && class_of(c) != Class::Punct) {
        return None;
    }
    let mut word = String::new();
    let mut end = at;
    let mut rest = content.get(at..)?.chars().peekable();
    let (mut letters, mut offset) = (0, at);
    while let Some(letter) = rest.next_if(|&c| class_of(c) == Class::Letter) {
        effort::note(1);
        offset += letter.len_utf8();
        let before = word.len();
        word.push(letter);
        while let Some(mark) = rest.next_if(|&c| is_combining_mark(c)) {
            offset += mark.len_utf8();
            word.push(mark);
        }
        // The next letter would glue: this one is the first of an ordinary word.
        if rest.peek().is_some_and(|&c| class_of(c) == Class::Letter) {
            word.truncate(before);
            break;
        }
        letters += 1;
        if letters > MOST {
            return None;
        }
        end = offset;
        // Doubled blanks are between letters as well; a wider gap is between words.
        let mut blanks = 0;
        while let Some(blank) = rest.next_if(|&c| c == ' ' || c == '\u{A0}') {
            offset += blank.len_utf8();
            blanks += 1;
        }
        if !(1..=2).contains(&blanks) {
            break;
        }
    }
    (letters >= FEWEST).then_some((end, word))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Ideograph,
    Digit,
    Punct,
    /// White space.
    Space,
    /// Not seen by itself: soft hyphens, marks that combine with the letter before.
    Hidden,
}

/// Characters whose class is looked up: those of all alphabets, Latin with Vietnamese and Cyrillic among them.
const ALPHABETS: usize = 0x2000;

fn class_of(c: char) -> Class {
    static TABLE: LazyLock<Box<[Class]>> = LazyLock::new(|| {
        (0..ALPHABETS)
            .map(|code| u32::try_from(code).ok().and_then(char::from_u32))
            .map(|c| c.map_or(Class::Punct, work_out_class))
            .collect()
    });
    match TABLE.get(c as usize) {
        Some(&class) => class,
        None => work_out_class(c),
    }
}

fn work_out_class(c: char) -> Class {
    if is_space(c) {
        Class::Space
    } else if is_ignorable(c) {
        Class::Hidden
    } else if digit_value(c).is_some() {
        Class::Digit
    } else if is_unspaced(c) {
        Class::Ideograph
    } else if is_combining_mark(c) {
        Class::Hidden
    } else if c.is_alphabetic() {
        Class::Letter
    } else {
        Class::Punct
    }
}

/// The value of a decimal digit: ASCII, full-width, or of the other scripts a grammar may be written for.
pub(crate) fn digit_value(c: char) -> Option<u32> {
    // First digit of each run of ten decimal digits in Unicode that a supported script could use.
    const ZEROS: [u32; 11] = [0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xED0, 0x1040, 0x17E0, 0x1810, 0xFF10];
    let code = u32::from(c);
    ZEROS.iter().find(|&&zero| (zero..zero + 10).contains(&code)).map(|zero| code - zero)
}

impl Token {
    /// The digits of a [`Shape::Digits`] token as plain ones.
    pub(crate) fn digits(&self, source: &str) -> String {
        self.span.of(source).chars().filter_map(digit_value).filter_map(|d| char::from_digit(d, 10)).collect()
    }

    /// Whether these are digits, as many as a year has.
    pub(crate) fn is_year_long(&self, source: &str) -> bool {
        self.shape == Shape::Digits && self.span.of(source).chars().count() == 4
    }

    /// Whether it is of a script without blanks between words.
    pub(crate) fn is_unspaced(&self, source: &str) -> bool {
        self.span.of(source).chars().next().is_some_and(is_unspaced)
    }

    /// Whether this is a word in capitals of more than one letter.
    pub(crate) fn is_loud_word(&self, source: &str) -> bool {
        self.shouted && super::length(self.span.of(source)) > 1
    }

    /// The value of a short run of digits; `None` for other tokens and runs of over nine digits.
    pub(crate) fn integer(&self, source: &str) -> Option<u32> {
        if self.shape != Shape::Digits {
            return None;
        }
        let digits = self.digits(source);
        if digits.len() > 9 { None } else { digits.parse().ok() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Nothing;
    impl Symbols for Nothing {
        fn symbols(&self, _: &str) -> (u32, u32) {
            (Token::UNKNOWN, Token::UNKNOWN)
        }
    }

    fn cut(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        tokenize(text, Span::new(0, text.len()), &Nothing, &mut out);
        out.iter().map(|t| t.span.of(text).to_string()).collect()
    }

    #[test]
    fn words_digits_and_marks() {
        assert_eq!(cut("trên 0,7 (HDI)"), ["trên", "0", ",", "7", "(", "HDI", ")"]);
        assert_eq!(cut("每万人12人"), ["每", "万", "人", "12", "人"]);
        assert_eq!(cut("5G"), ["5", "G"]);
        assert_eq!(cut("０．７以上"), ["０", "．", "７", "以", "上"]);
    }

    #[test]
    fn marks_stay_with_their_letter() {
        assert_eq!(cut("vu\u{323} a"), ["vu\u{323}", "a"]);
        assert_eq!(cut("con\u{AD}struct"), ["con\u{AD}struct"]);
    }
}
