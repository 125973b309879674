//! Which script letters are in, and where a line turns from one script to another.

use super::chars::Traits;
use super::fold::{fold_punctuation, is_space, is_unspaced};

/// A script, as far as languages are told apart by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    /// One that is written without blanks between words.
    Unspaced,
    /// Any other, by the upper byte of its letters: alphabets have blocks of their own.
    Other(u32),
}

impl Script {
    /// The script of a letter.
    pub(crate) fn of(c: char) -> Option<Self> {
        match c {
            _ if !Traits::of(c).is_alphabetic() => None,
            // `Ⅳ`, `ⓐ` and `℃` are in the text of any language.
            '\u{2000}'..'\u{2C00}' => None,
            '\0'..'\u{250}' | '\u{1E00}'..'\u{1F00}' | '\u{FF21}'..'\u{FF5B}' => Some(Self::Latin),
            _ if is_unspaced(c) => Some(Self::Unspaced),
            _ => Some(Self::Other(u32::from(c) >> 8)),
        }
    }

    /// How much of `words` is in it, in letters of an alphabet.
    pub(crate) fn share(self, words: &str) -> usize {
        words.chars().filter(|&c| Self::of(c) == Some(self)).map(says).sum()
    }
}

/// What a letter says, in letters of an alphabet: an ideograph is half a word, as `目标` is `goals`.
pub(crate) fn says(c: char) -> usize {
    let traits = Traits::of(c);
    if traits.is_unspaced() { 3 } else { usize::from(traits.is_alphabetic()) }
}

/// The two sides of a line that is in one script and behind a blank in another, as a sentence and its translation are:
/// `一、目标 Goals`. On a side that is not in Latin letters, names may be.
pub(crate) fn sides(line: &str) -> Option<(&str, &str)> {
    let letters = || line.char_indices().filter_map(|(at, c)| Some((at, Script::of(c)?)));
    let (_, first) = letters().next()?;
    let (change, _) = letters().find(|&(_, script)| script != first)?;
    let (_, last) = letters().next_back()?;
    let (back, _) = letters().rev().find(|&(_, script)| script != last)?;
    // The side that is in one script alone may be the first one or the second.
    let head = line.get(..change)?.rmatch_indices(is_space).next().and_then(|(end, blank)| {
        let letter = line.get(..end)?.rfind(|c| Script::of(c).is_some())?;
        cut(line, letter, end + blank.len()).filter(|(_, right)| is_elsewhere(right, first))
    });
    let tail = line.get(back..)?.find(is_space).and_then(|length| {
        let end = back + length;
        let letter = end + line.get(end..)?.find(|c| Script::of(c).is_some())?;
        cut(line, end, letter).filter(|(left, _)| is_elsewhere(left, last))
    });
    match (head, tail) {
        // `AI技术应用 Application of AI` ends with its translation, and does not begin with one.
        (Some(head), Some(tail)) if first.share(head.0) > last.share(tail.1) => Some(head),
        (head, tail) => tail.or(head),
    }
}

/// Whether `side` is a word at least, and not the number of an item: `III. 目标`.
fn is_side(side: &str) -> bool {
    let marker = side.ends_with(['.', ')']) && !side.contains(is_space);
    !marker && side.chars().map(says).sum::<usize>() > 1
}

/// Whether the words of a script are no part of `side`, but for names in Latin letters.
fn is_elsewhere(side: &str, script: Script) -> bool {
    let own = |c: char| Script::of(c).is_some_and(|known| known != Script::Latin);
    if script == Script::Latin { side.contains(own) } else { script.share(side) == 0 }
}

/// Cuts a line at a blank between two bytes: behind the last sentence or percentage that ends there, else before the figures
/// that stand there.
fn cut(line: &str, from: usize, to: usize) -> Option<(&str, &str)> {
    let gap = line.get(from..to)?;
    let opening = line.split(is_space).next();
    let blanks = || gap.match_indices(is_space).map(|(at, _)| at);
    let stop = blanks().rev().find(|&at| {
        let word = line.get(..from + at).and_then(|before| before.split(is_space).next_back());
        let ends = word.is_some_and(|word| {
            word.ends_with(|c| matches!(fold_punctuation(c), '.' | ';' | ':' | '!' | '?' | '%'))
        });
        // `1. 目标 1. Goals`: the number of an item, which the line begins with too.
        ends && word != opening
    });
    let (left, right) = line.split_at_checked(from + stop.or_else(|| blanks().next())?)?;
    let (left, right) = (left.trim_end_matches(is_space), right.trim_start_matches(is_space));
    (is_side(left) && is_side(right)).then_some((left, right))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sides_of_a_line() {
        for (left, right) in [
            ("一、目标", "Goals"),
            ("Goals", "一、目标"),
            ("1. 目标", "1. Goals"),
            ("I. ЦЕЛИ", "I. GOALS"),
            ("AI技术应用", "Application of AI"),
            ("推广AI 平台。", "Promote AI platforms."),
            ("1. 推广AI和GPS。", "Promote AI and GPS."),
            ("Внедрить GPS для судов.", "Use GPS for ships."),
            ("Promote AI platforms.", "推广AI 平台。"),
            ("增长 12% 。", "Growth by 12%."),
            ("Рост на 12%.", "Growth by 12%."),
            ("Охват до 80%", "The coverage reaches 80%"),
            ("Построить 20 школ", "20 schools are built"),
            ("培训人员", "3,000 people are trained"),
            ("3,000 people are trained", "培训3000人"),
            ("Built by 2027.", "2027年建成。"),
            ("建设港口", "Строительство портов"),
        ] {
            let line = [left, right].join(" ");
            assert_eq!(sides(&line), Some((left, right)), "{line}");
        }
    }

    #[test]
    fn a_blank_may_be_wide() {
        assert_eq!(sides("Goals\u{3000}目标"), Some(("Goals", "目标")));
        assert_eq!(sides("目标\u{3000}Goals"), Some(("目标", "Goals")));
    }

    #[test]
    fn lines_without_sides() {
        for line in [
            "",
            "1. 12%",
            "III. 目标",
            "Ⅲ. Цели",
            "a) Рост",
            "推广AI技术",
            "推广 AI 技术",
            "внедрение AI в школах",
            "A目标",
            "Résumé đường",
        ] {
            assert_eq!(sides(line), None, "{line}");
        }
    }
}
