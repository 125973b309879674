//! How characters compare: one table for width and look-alikes, one key for words.
//!
//! Never NFKC: it would turn `½` into `1⁄2` and `10⁻³` into `10−3`, and so invent numbers.

use super::remembered::remembered;
use std::sync::atomic::AtomicU16;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfc_quick};

/// White space of any kind, line ends and the ideographic blank included.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{200B}'
}

/// What ends a line; `\r\n` is one end of two characters.
pub(crate) fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether one of `letters`, which are lower case and composed, is in `words`, in any case and form of Unicode.
pub(crate) fn has_letter(words: &str, letters: &str) -> bool {
    let known = |c: char| c.to_lowercase().any(|c| letters.contains(c));
    match is_nfc_quick(words.chars()) {
        unicode_normalization::IsNormalized::Yes => words.chars().any(known),
        _ => words.nfc().any(known),
    }
}

/// The spellings of `word` in which one letter has other marks, of those that `letters` have or none: `hiện`, `hien` of
/// `HIÊN`. Ends at the first for which `known` says so.
pub(crate) fn remark(word: &str, letters: &str, mut known: impl FnMut(&str) -> bool) -> bool {
    let mut marks = vec![String::new()];
    for letter in letters.chars() {
        let own: String = letter.nfd().skip(1).collect();
        let each = own.chars().map(String::from).chain([own.clone()]);
        for mark in each.collect::<Vec<_>>() {
            if !marks.contains(&mark) {
                marks.push(mark);
            }
        }
    }
    let word: Vec<char> = word.nfc().flat_map(char::to_lowercase).collect();
    let spelt = |(at, &letter): (usize, &char)| {
        let plain = letter.nfd().next().unwrap_or(letter);
        marks.iter().any(|marks| {
            let mut other = std::iter::once(plain).chain(marks.chars()).nfc();
            let (Some(other), None) = (other.next(), other.next()) else { return false };
            let letter_at = |(place, &letter)| if place == at { other } else { letter };
            other != letter && known(&word.iter().enumerate().map(letter_at).collect::<String>())
        })
    };
    word.iter().enumerate().any(spelt)
}

/// Marks that are not seen and mean nothing here: soft hyphen, joiners, byte order mark, variation selectors.
pub(crate) fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200C}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
}

/// Hyphens and dashes, which scans and web pages use one for another.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FF0D}')
}

/// Characters of scripts that are written without blanks between words; each is a token of its own.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}'      // Thai, Lao
        | '\u{1000}'..='\u{109F}'    // Myanmar
        | '\u{1780}'..='\u{17FF}'    // Khmer
        | '\u{3005}'..='\u{3007}'    // ideographic iteration mark, closing mark, zero
        | '\u{3040}'..='\u{30FF}'    // Hiragana, Katakana
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}') // CJK ideographs
}

/// A punctuation mark as the grammars write it: dashes, quotes and full-width forms become plain ones.
pub(crate) fn fold_punctuation(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => {
            let plain = char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c);
            if plain == '~' { '-' } else { plain }
        }
        '〜' => '-',
        _ if is_dash(c) => '-',
        '。' => '.',
        '“' | '”' | '„' | '«' | '»' | '「' | '」' | '『' | '』' | '《' | '》' => '"',
        '‘' | '’' | 'ʼ' => '\'',
        '〔' | '【' => '[',
        '〕' | '】' => ']',
        '∕' | '⁄' => '/',
        '∶' => ':',
        '﹪' => '%',
        '≧' | '⩾' => '≥',
        '≦' | '⩽' => '≤',
        _ => c,
    }
}

/// What a language adds to the fold of words: endings that are spelt in two ways.
///
/// Vietnamese puts the tone of open syllables on either vowel (`hoá`, `hóa`); the grammar lists such endings.
#[derive(Clone, Debug, Default)]
pub(crate) struct FoldRules {
    /// Ending as it may be found, and the one it is compared as; both folded.
    pub(crate) endings: Vec<(String, String)>,
    /// Letter as it may be found, and the letters it is compared as: `ё` as `е`, `œ` as `oe`; in the order of the letters.
    letters: Vec<(char, String)>,
}

impl FoldRules {
    /// Rules of `endings`, the longest first, and of `letters`: one letter for one or for two, or a run of them for as many,
    /// each for the one at its place (`萬億` as `万亿`).
    pub(crate) fn new<'t>(
        endings: Vec<(String, String)>,
        letters: impl IntoIterator<Item = (&'t str, String)>,
    ) -> Self {
        let mut all: Vec<(char, String)> = Vec::new();
        for (from, to) in letters {
            let mut run = from.chars();
            match (run.next(), run.next()) {
                (Some(letter), None) => all.push((letter, to)),
                _ => all.extend(from.chars().zip(to.chars().map(String::from))),
            }
        }
        all.sort_by_key(|&(from, _)| from);
        Self { endings, letters: all }
    }

    /// What a letter is compared as, where that is another.
    fn replaced(&self, letter: char) -> Option<&str> {
        let place = self.letters.binary_search_by_key(&letter, |&(from, _)| from).ok()?;
        self.letters.get(place).map(|(_, to)| to.as_str())
    }

    /// The key a word is compared by: NFC, lower case, ignorable marks dropped, full-width letters plain.
    pub(crate) fn key(&self, word: &str, out: &mut String) {
        out.clear();
        let is_ascii = word.is_ascii();
        if is_ascii {
            out.push_str(word);
            out.make_ascii_lowercase();
        } else {
            Self::compose(word, out);
        }
        // They are in order: where the first is none of ASCII, no other is.
        if !is_ascii || self.letters.first().is_some_and(|(letter, _)| letter.is_ascii()) {
            self.replace_letters(out);
        }
        if let Some((from, to)) = self.ending(out) {
            out.truncate(out.len() - from.len());
            out.push_str(to);
        }
    }

    fn compose(word: &str, out: &mut String) {
        out.reserve(word.len());
        for c in word.chars() {
            match Folded::of(c) {
                Folded::Letter(letter) => out.push(letter),
                Folded::Hidden => {}
                Folded::Joined => {
                    // Decomposed first: windows-1258 text writes `ê` with a combining dot below, and only NFC joins them.
                    out.clear();
                    lower(word.nfc(), out);
                    break;
                }
            }
        }
    }

    /// The ending of a word that is compared as another: as it stands, and as it is compared.
    pub(crate) fn ending(&self, folded: &str) -> Option<(&str, &str)> {
        let ending = self.endings.iter().find(|(from, _)| folded.ends_with(from.as_str()));
        ending.map(|(from, to)| (from.as_str(), to.as_str()))
    }

    /// What a character of a word becomes in the [key](Self::key), whatever stands around it; an ending that is spelt in
    /// two ways is another matter.
    pub(crate) fn letter(&self, c: char) -> Folded {
        let folded = Folded::of(c);
        let Folded::Letter(letter) = folded else { return folded };
        self.replaced(letter).map_or(folded, |to| {
            let mut letters = to.chars();
            match (letters.next(), letters.next()) {
                (None, _) => Folded::Hidden,
                (Some(letter), None) => Folded::Letter(letter),
                _ => Folded::Joined,
            }
        })
    }

    fn replace_letters(&self, folded: &mut String) {
        if !folded.chars().any(|letter| self.replaced(letter).is_some()) {
            return;
        }
        let mut letters = String::with_capacity(folded.len());
        for letter in folded.chars() {
            match self.replaced(letter) {
                Some(to) => letters.push_str(to),
                None => letters.push(letter),
            }
        }
        *folded = letters;
    }
}

/// What becomes of a character when a word is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Folded {
    Letter(char),
    /// It is left out.
    Hidden,
    /// It is folded with those around it, or into several letters (`u` with a dot below, `İ`): the word must be folded as
    /// a whole.
    Joined,
}

/// Characters below this are remembered: all alphabets and the marks of all scripts.
const REMEMBERED: usize = 0x3100;
/// How they are folded: a letter as itself, or one of the numbers below, which are no characters.
static FOLDED: [AtomicU16; REMEMBERED] = [const { AtomicU16::new(0) }; REMEMBERED];

impl Folded {
    const HIDDEN: u16 = 0xFFFF;
    const JOINED: u16 = 0xFFFE;

    fn of(c: char) -> Self {
        if c as usize >= REMEMBERED {
            return Self::work_out(c);
        }
        match remembered(&FOLDED, c as usize, || Self::work_out(c).number()) {
            Self::HIDDEN => Self::Hidden,
            number => char::from_u32(u32::from(number))
                .filter(|_| number != Self::JOINED)
                .map_or(Self::Joined, Self::Letter),
        }
    }

    /// A letter of the alphabets is never folded to one beyond two bytes.
    fn number(self) -> u16 {
        match self {
            Self::Letter(letter) => u16::try_from(u32::from(letter)).unwrap_or(Self::JOINED),
            Self::Hidden => Self::HIDDEN,
            Self::Joined => Self::JOINED,
        }
    }

    fn work_out(c: char) -> Self {
        // Ideographs have one form; there are so many that folding each would be felt.
        if matches!(c, '\u{4E00}'..'\u{A000}') {
            return Self::Letter(c);
        }
        let quick = is_nfc_quick(std::iter::once(c)) == unicode_normalization::IsNormalized::Yes;
        if !quick || is_combining_mark(c) {
            return Self::Joined;
        }
        let mut folded = String::new();
        lower(std::iter::once(c), &mut folded);
        let mut letters = folded.chars();
        match (letters.next(), letters.next()) {
            (None, _) => Self::Hidden,
            (Some(letter), None) => Self::Letter(letter),
            _ => Self::Joined,
        }
    }
}

fn lower(chars: impl Iterator<Item = char>, out: &mut String) {
    for c in chars.filter(|&c| !is_ignorable(c)) {
        out.extend(fold_punctuation(c).to_lowercase());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(word: &str) -> String {
        let letters = [("ё", "е".to_string()), ("萬億", "万亿".to_string())];
        let rules = FoldRules::new(vec![("oá".into(), "óa".into())], letters);
        let mut out = String::new();
        rules.key(word, &mut out);
        out
    }

    #[test]
    fn the_same_word_in_four_spellings_has_one_key() {
        let nfd: String = "VỤ".nfd().collect();
        let cp1258 = "Vu\u{323}".to_string();
        assert_eq!(key(&nfd), "vụ");
        assert_eq!(key(&cp1258), "vụ");
        assert_eq!(key("v\u{AD}ụ"), "vụ");
        assert_eq!(key("ＶＵ"), "vu");
    }

    #[test]
    fn tone_placement_folds_at_the_end_of_a_word_only() {
        assert_eq!(key("hoá"), key("hóa"));
        assert_eq!(key("hoán"), "hoán");
    }

    #[test]
    fn what_is_remembered_is_what_was_worked_out() {
        for c in ('\0'..=char::MAX).take(REMEMBERED) {
            assert_eq!(Folded::of(c), Folded::work_out(c), "{c:?}");
            assert_eq!(Folded::of(c), Folded::work_out(c), "{c:?} the second time");
        }
    }

    #[test]
    fn letters_that_stand_for_each_other() {
        assert_eq!(key("Трёх"), key("трех"));
        assert_eq!(key("億萬"), "亿万");
    }

    #[test]
    fn fractions_and_superscripts_stay() {
        assert_eq!(key("½"), "½");
        assert_eq!(fold_punctuation('³'), '³');
    }
}
