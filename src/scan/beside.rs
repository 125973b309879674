//! Two languages beside each other: a rendition in two columns, a row a line, with a tab or a bar between the cells, or
//! lines of two scripts with nothing between them but a blank.

use super::line::trimmed;
use super::wrap::physical_lines;
use crate::grammar::{Compiled, Vocabulary};
use crate::text::{Span, fold_punctuation, is_space, says, sides};

/// Rows that make columns.
const FEWEST: usize = 3;
/// Rows that are looked at.
const MOST: usize = 300;

/// One row of so many has its right side in brackets, at most.
const BRACKETED: usize = 4;

/// How the two languages of a text stand beside each other on its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Beside {
    /// In columns, of which the left one and the right one are read with these grammars.
    Columns(usize, usize),
    /// In two scripts, with a blank between them.
    Scripts,
}

impl Beside {
    /// How each language of the text has a side of its own, where it has.
    ///
    /// A name, a number or a heading of one word may be of any language; the side it stands on says which.
    pub(super) fn find(source: &str, span: Span, grammars: &[&Compiled]) -> Option<Self> {
        let [first, second] = grammars else { return None };
        let words: [&Vocabulary; 2] = [&first.vocabulary, &second.vocabulary];
        let language = |side: Span| crate::detect::best(side.of(source), &words);
        let lines = || physical_lines(source, span);
        // How many lines have two sides, and how many of them have one language on the left and the other on the right.
        let count = |rows: &mut dyn Iterator<Item = (Span, Span)>| {
            rows.fold((0, 0, 0), |(all, there, back), (left, right)| {
                match (language(left), language(right)) {
                    (Some(0), Some(1)) => (all + 1, there + 1, back),
                    (Some(1), Some(0)) => (all + 1, there, back + 1),
                    _ => (all + 1, there, back),
                }
            })
        };
        let most = |rows: usize, all: usize| rows >= FEWEST && rows * 2 > all;
        if span.of(source).contains(['\t', '|']) {
            let (all, there, back) = count(&mut lines().filter_map(|line| cells(source, line)).take(MOST));
            if most(there, all) {
                return Some(Self::Columns(0, 1));
            } else if most(back, all) {
                return Some(Self::Columns(1, 0));
            }
        }
        if first.script == second.script {
            return None;
        }
        // `Losses fall by a third (потери снижаются на треть)`: where translations stand in brackets, no blank parts the languages.
        let in_brackets = |(_, right): &(Span, Span)| right.of(source).starts_with(['(', '（']);
        let rows: Vec<_> = lines().take(MOST).filter_map(|line| scripts(source, line)).collect();
        let bracketed = rows.iter().filter(|row| in_brackets(row)).count();
        let (all, there, back) = count(&mut rows.into_iter());
        (most(there + back, all) && bracketed * BRACKETED < all).then_some(Self::Scripts)
    }

    /// The sides of a line that has two, each with its grammar.
    pub(super) fn parts(
        self,
        source: &str,
        line: Span,
        grammars: &[&Compiled],
    ) -> Option<[(Span, usize); 2]> {
        match self {
            Self::Columns(first, second) => {
                let (left, right) = cells(source, line)?;
                Some([(left, first), (right, second)])
            }
            Self::Scripts => {
                let (left, right) = scripts(source, line)?;
                Some([
                    (left, in_script(source, left, grammars)?),
                    (right, in_script(source, right, grammars)?),
                ])
            }
        }
    }
}

/// The grammar of words in a script that no other of the grammars has.
pub(super) fn in_script(source: &str, words: Span, grammars: &[&Compiled]) -> Option<usize> {
    let script = |index: usize| grammars.get(index).and_then(|grammar| grammar.script);
    let share = |&index: &usize| script(index).map_or(0, |script| script.share(words.of(source)));
    let best = (0..grammars.len()).max_by_key(share).filter(|best| share(best) > 0)?;
    let script = script(best);
    let alone = grammars.iter().filter(|grammar| grammar.script == script).count() == 1;
    alone.then_some(best)
}

/// Whether the second of two parts is in the script of another language than the first, and says as much as the clause that it
/// stands behind: `Losses fall by a third (потери снижаются на треть)`. A term is shorter: `учёт воды и тепла (metering)`.
pub(super) fn is_rendition(source: &str, (clause, words): (Span, Span), grammars: &[&Compiled]) -> bool {
    let (Some(first), Some(second)) =
        (in_script(source, clause, grammars), in_script(source, words, grammars))
    else {
        return false;
    };
    let length = |words: &str| words.chars().map(says).sum::<usize>();
    // `17 boilers are replaced (заменяется 17 котлов), two of them this year (из них два в этом году)`
    let clause = clause.of(source).rsplit([')', '）']).next().map_or(0, length);
    first != second && 2 * length(words.of(source)) >= clause
}

/// The parts of words in which clauses with figures are followed by their translations in brackets, each with its grammar:
/// `17 boilers are replaced (заменяется 17 котлов), 4 of them by 2031 (из них 4 к 2031 году)`. `grammar` is that of the words.
pub(crate) fn renditions(
    source: &str,
    words: Span,
    grammar: usize,
    grammars: &[&Compiled],
) -> Vec<(Span, usize)> {
    let text = words.of(source);
    let at = |from: usize, to: usize| Span::new(words.start() + from, words.start() + to);
    // Both say the same figures; a name in brackets says none.
    let counts = |part: Span| part.of(source).contains(char::is_numeric);
    let (mut parts, mut from, mut looked) = (Vec::new(), 0, 0);
    while let Some((open, close)) = bracket(text, looked) {
        looked = close;
        let behind = text.get(close..).and_then(|rest| rest.trim_start_matches(is_space).chars().next());
        let ends = behind.is_none_or(|mark| matches!(fold_punctuation(mark), '.' | ';' | ',' | ':'));
        // The brackets stay: no figure of one clause counts the words of the next.
        let cut = (at(from, open), at(open, close));
        let other = in_script(source, cut.1, grammars);
        if ends && counts(cut.0) && counts(cut.1) && is_rendition(source, cut, grammars) {
            parts.push((cut.0, grammar));
            parts.extend(other.map(|other| (cut.1, other)));
            from = close;
        }
    }
    if parts.is_empty() || at(from, text.len()).of(source).contains(char::is_alphanumeric) {
        parts.push((at(from, text.len()), grammar));
    }
    parts
}

/// Where the next bracket of a text opens, from byte `from` on, and where it is closed: behind its mark.
fn bracket(text: &str, from: usize) -> Option<(usize, usize)> {
    let open = from + text.get(from..)?.find(['(', '（'])?;
    let rest = text.get(open..)?;
    let close = rest.find([')', '）'])?;
    let mark = rest.get(close..)?.chars().next()?;
    Some((open, open + close + mark.len_utf8()))
}

/// The cells of a line that has two, with words in both: `| Mục tiêu | Objectives |`, or a tab between them.
fn cells(source: &str, line: Span) -> Option<(Span, Span)> {
    let text = line.of(source);
    let (mut from, mut to) = (0, text.len());
    let cut = match text.find('\t').filter(|_| !text.starts_with('|')) {
        Some(tab) => tab,
        None => {
            from = usize::from(text.starts_with('|'));
            to -= usize::from(text.len() > from && text.ends_with('|'));
            from + text.get(from..to)?.find('|')?
        }
    };
    let at = |from: usize, to: usize| trimmed(source, Span::new(line.start() + from, line.start() + to));
    let (left, right) = (at(from, cut), at(cut + 1, to));
    let worded = |cell: Span| cell.of(source).contains(char::is_alphabetic);
    (worded(left) && worded(right) && !right.of(source).contains(['\t', '|'])).then_some((left, right))
}

/// The sides of a line in two scripts: `1. 建成港口5个。 Five ports are built.` A name in capitals is none: `建设平台 GIS`.
fn scripts(source: &str, line: Span) -> Option<(Span, Span)> {
    let (left, right) = sides(line.of(source))?;
    const LONGEST_NAME: usize = 4;
    let name = |side: &str| {
        side.len() <= LONGEST_NAME && side.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    };
    if name(left) || name(right) {
        return None;
    }
    let left = Span::new(line.start(), line.start() + left.len());
    Some((left, Span::new(line.end() - right.len(), line.end())))
}
