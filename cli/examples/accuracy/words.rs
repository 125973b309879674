//! Comparison of words as a reader compares them.

use unicode_normalization::UnicodeNormalization as _;

/// The words in one form: composed, in small letters, with single blanks.
pub(crate) fn plain(text: &str) -> String {
    let small: String = text.nfc().flat_map(char::to_lowercase).collect();
    small.split_whitespace().collect::<Vec<_>>().join(" ")
}
