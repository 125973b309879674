//! The words and stems of a vocabulary as one trie: what a word is, and the longest stem it begins with, are known when its
//! last letter has been read, and a word that no grammar has is known for one after a few letters.
//!
//! Cells lie in one array, as J. Aoe describes ("An Efficient Digital Search Algorithm by Using a Double-Array Structure",
//! 1989): the cell of a letter behind another stands at the base of that one plus the number of the letter, and says whose
//! it is.

use super::letters::{Letter, Letters};
use crate::text::{FoldRules, Symbol, Token};

/// One cell: a beginning of words.
#[derive(Clone, Copy, Debug)]
struct Cell {
    /// Where the cells of the letters behind it are counted from.
    base: u32,
    /// The cell of the letter before; [`Cell::FREE`] for none.
    parent: u32,
    /// The word that ends here.
    word: Symbol,
    /// The longest stem that ends here or before.
    stem: Symbol,
}

impl Cell {
    const FREE: u32 = u32::MAX;
    const NONE: Self = Self { base: 0, parent: Self::FREE, word: Token::UNKNOWN, stem: Token::UNKNOWN };
}

/// A word or stem that is to be in the trie.
pub(super) struct Spelt<'l> {
    /// Its folded letters.
    pub(super) letters: &'l [Letter],
    /// Its number among the words, or among the stems.
    pub(super) symbol: Symbol,
    pub(super) is_stem: bool,
}

/// What a word is found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) word: Symbol,
    pub(super) stem: Symbol,
    /// It holds a letter that tells the language.
    pub(super) telling: bool,
}

#[derive(Debug)]
pub(super) struct Trie {
    cells: Vec<Cell>,
}

impl Default for Trie {
    fn default() -> Self {
        Self { cells: vec![Cell::NONE] }
    }
}

impl Trie {
    pub(super) fn new(mut spelt: Vec<Spelt<'_>>) -> Self {
        // The first letters tell most words apart, and numbers are compared faster than rows of them.
        let first = |spelt: &Spelt<'_>| {
            let letters = spelt.letters.iter().map(|letter| letter.number()).chain(std::iter::repeat(0));
            letters.take(4).fold(0u64, |number, letter| number << 16 | u64::from(letter))
        };
        spelt.sort_by_cached_key(first);
        for alike in spelt.chunk_by_mut(|one, other| first(one) == first(other)) {
            alike.sort_unstable_by_key(|spelt| spelt.letters);
        }
        let mut trie = Self::default();
        // No cell stands nearer to the first than its letter's number.
        let letters = spelt.iter().flat_map(|spelt| spelt.letters).map(|letter| letter.number());
        let first = letters.max().unwrap_or(0) as usize + 1;
        let mut free = (first, first);
        // A cell, how many letters lead to it, and the words that begin with them.
        let mut open: Vec<(usize, usize, &[Spelt<'_>])> = vec![(0, 0, &spelt)];
        while let Some((at, depth, spelt)) = open.pop() {
            let ended = spelt.partition_point(|spelt| spelt.letters.len() == depth);
            let (ending, longer) = spelt.split_at_checked(ended).unwrap_or((spelt, &[]));
            for spelt in ending {
                let Some(cell) = trie.cells.get_mut(at) else { continue };
                let place = if spelt.is_stem { &mut cell.stem } else { &mut cell.word };
                *place = spelt.symbol;
            }
            let letter = |spelt: &Spelt<'_>| spelt.letters.get(depth).map_or(0, |letter| letter.number());
            let groups: Vec<(u32, &[Spelt<'_>])> = longer
                .chunk_by(|one, other| letter(one) == letter(other))
                .filter_map(|group| Some((group.first().map(letter)?, group)))
                .collect();
            if groups.is_empty() {
                continue;
            }
            let base = trie.room(&groups, &mut free);
            let stem = trie.cells.get_mut(at).map_or(Token::UNKNOWN, |cell| {
                cell.base = base;
                cell.stem
            });
            for (letter, group) in groups {
                let next = (base + letter) as usize;
                if let Some(cell) = trie.cells.get_mut(next) {
                    (cell.parent, cell.stem) = (u32::try_from(at).unwrap_or(Cell::FREE), stem);
                }
                open.push((next, depth + 1, group));
            }
        }
        trie.cells.shrink_to_fit();
        trie
    }

    /// A base at which the cells of all letters are free. Those below `free.0` are taken; from `free.1` on there is soon
    /// room for several letters.
    fn room(&mut self, groups: &[(u32, &[Spelt<'_>])], free: &mut (usize, usize)) -> u32 {
        /// Cells that are tried before the ones passed over are given up: a few stay empty, and filling the array takes
        /// no longer than its length.
        const TRIES: usize = 64;
        let is_free = |cells: &[Cell], at: usize| cells.get(at).is_none_or(|cell| cell.parent == Cell::FREE);
        while !is_free(&self.cells, free.0) {
            free.0 += 1;
        }
        let lowest = groups.first().map_or(0, |&(letter, _)| letter as usize);
        let highest = groups.last().map_or(0, |&(letter, _)| letter as usize);
        free.1 = free.1.max(free.0);
        let mut first = if groups.len() == 1 { free.0 } else { free.1 };
        let mut tries = 0;
        loop {
            if let Some(base) = first.checked_sub(lowest)
                && groups.iter().all(|&(letter, _)| is_free(&self.cells, base + letter as usize))
            {
                let end = base + highest + 1;
                if self.cells.len() < end {
                    self.cells.resize(end, Cell::NONE);
                }
                if tries > TRIES {
                    free.1 = first;
                }
                return u32::try_from(base).unwrap_or(0);
            }
            (first, tries) = (first + 1, tries + 1);
        }
    }

    /// Reads a word as it stands in a text; `None` where it must be folded as a whole.
    pub(super) fn read(&self, word: &str, letters: &Letters, fold: &FoldRules) -> Option<Found> {
        let (mut at, mut cell, mut telling) = (0, self.cells.first().copied().unwrap_or(Cell::NONE), false);
        let mut chars = word.chars();
        for c in chars.by_ref() {
            let letter = letters.of(c, fold);
            telling |= letter.is_telling();
            match letter.plain() {
                Letter::JOINED => return None,
                Letter::HIDDEN => {}
                letter => {
                    let next = cell.base + letter.number();
                    match self.cells.get(next as usize).filter(|cell| cell.parent == at) {
                        Some(&found) => (at, cell) = (next, found),
                        None => {
                            cell.word = Token::UNKNOWN;
                            break;
                        }
                    }
                }
            }
        }
        // The letters behind one that leads nowhere are read for what they tell.
        for c in chars {
            let letter = letters.of(c, fold);
            telling |= letter.is_telling();
            if letter.plain() == Letter::JOINED {
                return None;
            }
        }
        Some(Found { word: cell.word, stem: cell.stem, telling })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trie(words: &[&str], stems: &[&str]) -> (Trie, Letters) {
        let mut letters = Letters::new("é");
        let mut words_of = |list: &[&str]| -> Vec<Vec<Letter>> {
            list.iter().map(|word| word.chars().filter_map(|c| letters.add(c)).collect()).collect()
        };
        let (words, stems) = (words_of(words), words_of(stems));
        let mut spelt = Vec::new();
        for (list, is_stem) in [(&words, false), (&stems, true)] {
            spelt.extend((0..).zip(list).map(|(symbol, letters)| Spelt { letters, symbol, is_stem }));
        }
        (Trie::new(spelt), letters)
    }

    const NO: Symbol = Token::UNKNOWN;

    #[test]
    fn words_and_the_longest_stems_they_begin_with() {
        let (trie, letters) = trie(&["plan", "plans", "an", "été"], &["pla", "p", "ann"]);
        let read = |word| {
            let found = trie.read(word, &letters, &FoldRules::default());
            found.map(|found| (found.word, found.stem, found.telling))
        };
        assert_eq!(read("plan"), Some((0, 0, false)));
        assert_eq!(read("PLANS"), Some((1, 0, false)));
        assert_eq!(read("plant"), Some((NO, 0, false)));
        assert_eq!(read("pot"), Some((NO, 1, false)));
        assert_eq!(read("pl\u{AD}an"), Some((0, 0, false)));
        assert_eq!(read("anna"), Some((NO, 2, false)));
        assert_eq!(read("Été"), Some((3, NO, true)));
        assert_eq!(read("xé"), Some((NO, NO, true)));
        assert_eq!(read(""), Some((NO, NO, false)));
        assert_eq!(read("ete\u{301}"), None);
    }
}
