//! Bytes, spans, folds and tokens: what every other module reads the source through.
//!
//! The source is never rewritten. Words are compared by a folded key that is worked out beside the text, so a
//! span always counts bytes of the input as it was given.

mod chars;
mod fold;
mod lines;
mod markup;
mod remembered;
mod script;
mod span;
mod spans;
mod token;

pub(crate) use chars::Traits;
pub(crate) use fold::{
    FoldRules, Folded, fold_punctuation, has_letter, is_ignorable, is_line_end, is_space, is_unspaced, remark,
};
pub use lines::{LineColumn, LineIndex};
pub(crate) use markup::{Markup, Tag, blanks, markup, next_mark, sets_apart};
pub(crate) use remembered::{Places, remembered};
pub(crate) use script::{Script, says, sides};
pub use span::Span;
pub use spans::Spans;
pub(crate) use token::{
    Shape, Symbol, Symbols, Token, digit_value, is_ended, letter_of_shape, mend_breaks, tokenize,
    tokenize_pieces, tokenize_up_to, whole_number,
};

/// How much room words take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Extent {
    /// Characters that are seen: a letter with its marks is one, and so is a run of white space. Neither the form of
    /// Unicode nor doubled blanks make a line longer.
    length: u32,
    /// Characters of scripts without blanks between words, which are twice as wide as others.
    wide: u32,
    /// Somewhere white space is wider than one blank.
    pub(crate) gaps: bool,
}

impl Extent {
    pub(crate) fn of(words: &str) -> Self {
        let (mut extent, mut blank) = (Self::default(), false);
        for c in words.chars() {
            let traits = Traits::of(c);
            let space = traits.is_space();
            extent.gaps |= space && (blank || c == '\t' || c == '\u{3000}');
            extent.length += u32::from(if space { !blank } else { !traits.is_hidden() });
            extent.wide += u32::from(traits.is_unspaced());
            blank = if traits.is_ignorable() { blank } else { space };
        }
        extent
    }

    /// Characters that are seen.
    pub(crate) fn length(self) -> usize {
        self.length as usize
    }

    /// Columns that the words take. Marks and digits take one in either width.
    pub(crate) fn columns(self) -> usize {
        self.length() + self.wide as usize
    }
}

/// [Length](Extent::length) of words.
pub(crate) fn length(words: &str) -> usize {
    Extent::of(words).length()
}

/// `words` without white space and the given marks at both ends; full-width forms of the marks count as well.
pub(crate) fn without_marks<'t>(words: &'t str, marks: &[char]) -> &'t str {
    words.trim_matches(|c| is_space(c) || is_ignorable(c) || marks.contains(&fold_punctuation(c)))
}

/// Whether a line end between `words` and `next` stands where no blank would: in a script without blanks, and after the
/// hyphen of a word that goes on.
pub(crate) fn is_cut(words: &str, next: char) -> bool {
    let mut back = words.chars().rev();
    let last = back.next();
    let hyphen = last.is_some_and(|last| fold_punctuation(last) == '-');
    let unspaced = last.is_some_and(is_unspaced) && is_unspaced(next);
    // The letter before it may be written in two: `й` as `и` and a breve.
    let mut letter = || back.find(|&c| !Traits::of(c).is_combining()).is_some_and(char::is_alphabetic);
    unspaced || (hyphen && next.is_lowercase() && letter())
}

/// The words of `content` with every run of white space as one blank, ignorable marks dropped.
///
/// Where a line was cut within a word there is none: `low-` / `carbon`.
/// This is for reading (labels, quotes in messages, printed indicators); spans stay beside it.
pub(crate) fn squeeze(content: &str) -> std::borrow::Cow<'_, str> {
    let trimmed = content.trim_matches(|c: char| is_space(c) || is_ignorable(c));
    let mut blank = false;
    let clean = trimmed.chars().all(|c| {
        let doubled = c == ' ' && blank;
        blank = c == ' ';
        if c.is_ascii() {
            return !doubled && !matches!(c, '\t'..='\r');
        }
        let traits = Traits::of(c);
        !traits.is_ignorable() && !traits.is_space()
    });
    if clean {
        return trimmed.into();
    }
    let mut out = String::with_capacity(trimmed.len());
    // White space since the last character, and whether a line ends in it.
    let mut gap: Option<bool> = None;
    for c in trimmed.chars().filter(|&c| !is_ignorable(c)) {
        if is_space(c) {
            gap = Some(gap.unwrap_or(false) || is_line_end(c));
            continue;
        }
        if let Some(ended) = gap.take()
            && !(ended && is_cut(&out, c))
        {
            out.push(' ');
        }
        out.push(c);
    }
    out.into()
}
