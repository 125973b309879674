//! How characters compare: one table for width and look-alikes, one key for words.
//!
//! Never NFKC: it would turn `½` into `1⁄2` and `10⁻³` into `10−3`, and so invent numbers.

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
        '﹪' => '%',
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
    /// Letter as it may be found, and the letters it is compared as: `ё` as `е`, `œ` as `oe`.
    pub(crate) letters: Vec<(char, String)>,
}

impl FoldRules {
    /// The key a word is compared by: NFC, lower case, ignorable marks dropped, full-width letters plain.
    pub(crate) fn key(&self, word: &str, out: &mut String) {
        out.clear();
        if word.is_ascii() {
            out.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        } else if is_nfc_quick(word.chars()) == unicode_normalization::IsNormalized::Yes {
            lower(word.chars(), out);
        } else {
            // Decomposed first: windows-1258 text writes `ê` with a combining dot below, and only NFC joins them.
            lower(word.nfc(), out);
        }
        if self.letters.iter().any(|(from, _)| out.contains(*from)) {
            let mut folded = String::with_capacity(out.len());
            for c in out.chars() {
                match self.letters.iter().find(|(from, _)| *from == c) {
                    Some((_, to)) => folded.push_str(to),
                    None => folded.push(c),
                }
            }
            *out = folded;
        }
        for (from, to) in &self.endings {
            if out.ends_with(from.as_str()) {
                out.truncate(out.len() - from.len());
                out.push_str(to);
                break;
            }
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
        let rules =
            FoldRules { endings: vec![("oá".into(), "óa".into())], letters: vec![('ё', "е".into())] };
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
    fn letters_that_stand_for_each_other() {
        assert_eq!(key("Трёх"), key("трех"));
    }

    #[test]
    fn fractions_and_superscripts_stay() {
        assert_eq!(key("½"), "½");
        assert_eq!(fold_punctuation('³'), '³');
    }
}
