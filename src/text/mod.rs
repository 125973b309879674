//! Bytes, spans, folds and tokens: what every other module reads the source through.
//!
//! The source is never rewritten. Words are compared by a folded key that is worked out beside the text, so a
//! span always counts bytes of the input as it was given.

mod fold;
mod lines;
mod markup;
mod span;
mod token;

pub(crate) use fold::{FoldRules, fold_punctuation, is_ignorable, is_space, is_unspaced};
pub use lines::{LineColumn, LineIndex};
pub(crate) use markup::{Markup, markup};
pub use span::Span;
pub(crate) use token::{Shape, Symbols, Token, is_ended, tokenize};

/// The words of `content` with every run of white space as one blank, ignorable marks dropped.
///
/// This is for reading (labels, quotes in messages, printed indicators); spans stay beside it.
pub(crate) fn squeeze(content: &str) -> std::borrow::Cow<'_, str> {
    let trimmed = content.trim_matches(|c: char| is_space(c) || is_ignorable(c));
    let mut blank = false;
    let clean = trimmed.chars().all(|c| {
        let doubled = c == ' ' && blank;
        blank = c == ' ';
        !doubled && !is_ignorable(c) && (c == ' ' || !is_space(c))
    });
    if clean {
        return trimmed.into();
    }
    let mut out = String::with_capacity(trimmed.len());
    for c in trimmed.chars().filter(|&c| !is_ignorable(c)) {
        if !is_space(c) {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.into()
}
