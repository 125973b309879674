//! Which patterns of a list can begin at a token, so that few are tried.

use super::classes;
use super::needs::Needs;
use super::program::{Program, Step};
use super::vocabulary::{ClassId, ClassSet, Key, Vocabulary};
use crate::text::{Shape, Token};
use rustc_hash::FxHashMap;

/// The patterns of a list by what they can begin with.
#[derive(Debug, Default)]
pub(crate) struct Entrances {
    keys: FxHashMap<Key, Vec<u16>>,
    classes: FxHashMap<ClassId, Vec<u16>>,
    digits: Vec<u16>,
    words: Vec<u16>,
    dates: Vec<u16>,
    /// All classes that one begins with.
    any: ClassSet,
    /// For each pattern its [`Program::reach`].
    reach: Vec<Option<usize>>,
    /// For each pattern its [`Program::needs`].
    needs: Vec<Needs>,
}

/// Number of a list of patterns in [`Gates`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List {
    Dates,
    References,
    Masks,
    Denominators,
    Horizons,
    Templates,
}

/// For each token, which lists have a pattern that could begin there: most tokens open none, and this is all that is
/// asked of them.
#[derive(Debug, Default)]
pub(crate) struct Gates {
    words: Vec<u8>,
    stems: Vec<u8>,
    marks: FxHashMap<char, u8>,
    classes: Vec<u8>,
    digits: u8,
    any_word: u8,
    /// Lists with a pattern that begins with a date.
    dates: u8,
}

impl Gates {
    /// The bit of a list.
    pub(crate) fn bit(list: List) -> u8 {
        1 << list as u8
    }

    /// The lists that `entrances` stands for; `far` leaves out the patterns that need a figure within their reach.
    pub(super) fn add(&mut self, list: List, entrances: &Entrances, vocabulary: &Vocabulary, far: bool) {
        let bit = Self::bit(list);
        let opens = |patterns: &Vec<u16>| {
            let bounded = |index: &u16| entrances.reach.get(usize::from(*index)).copied().flatten().is_some();
            patterns.iter().any(|index| !far || !bounded(index))
        };
        self.words.resize(vocabulary.words().max(self.words.len()), 0);
        self.stems.resize(vocabulary.stems().max(self.stems.len()), 0);
        #[expect(clippy::iter_over_hash_type, reason = "bits are joined, in whatever order")]
        for (key, patterns) in &entrances.keys {
            if !opens(patterns) {
                continue;
            }
            let place = match *key {
                Key::Word(symbol) => self.words.get_mut(symbol as usize),
                Key::Stem(symbol) => self.stems.get_mut(symbol as usize),
                Key::Mark(c) => Some(self.marks.entry(c).or_default()),
            };
            place.into_iter().for_each(|place| *place |= bit);
        }
        for (&class, _) in entrances.classes.iter().filter(|(_, patterns)| opens(patterns)) {
            let class = usize::from(class);
            if self.classes.len() <= class {
                self.classes.resize(class + 1, 0);
            }
            self.classes.get_mut(class).into_iter().for_each(|place| *place |= bit);
        }
        self.digits |= if opens(&entrances.digits) { bit } else { 0 };
        self.any_word |= if opens(&entrances.words) { bit } else { 0 };
        self.dates |= if opens(&entrances.dates) { bit } else { 0 };
    }

    /// Lets every stem open what the shorter stems that it begins with open.
    pub(super) fn finish(&mut self, vocabulary: &Vocabulary) {
        for (symbol, shorter) in vocabulary.stems_by_length() {
            let more = self.stems.get(shorter as usize).copied().unwrap_or(0);
            self.stems.get_mut(symbol as usize).into_iter().for_each(|place| *place |= more);
        }
    }

    /// The lists that could have a pattern at a token.
    pub(crate) fn at(&self, token: &Token, phrases: impl Iterator<Item = ClassId>, date: bool) -> u8 {
        let own = match token.shape {
            Shape::Punct(c) => self.marks.get(&c).copied().unwrap_or(0),
            shape => {
                let word = self.words.get(token.symbol as usize).copied().unwrap_or(0);
                let stem = self.stems.get(token.stem as usize).copied().unwrap_or(0);
                word | stem | if shape == Shape::Digits { self.digits } else { self.any_word }
            }
        };
        let classes = phrases.map(|class| self.classes.get(usize::from(class)).copied().unwrap_or(0));
        classes.fold(own, |lists, more| lists | more) | if date { self.dates } else { 0 }
    }
}

/// The gates of a grammar.
#[derive(Debug, Default)]
pub(crate) struct AllGates {
    near: Gates,
    far: Gates,
    /// Longest reach of any pattern.
    reach: usize,
}

impl AllGates {
    pub(super) fn new<'e>(
        lists: impl IntoIterator<Item = (List, &'e Entrances)>,
        vocabulary: &Vocabulary,
    ) -> Self {
        let mut gates = Self::default();
        for (list, entrances) in lists {
            gates.near.add(list, entrances, vocabulary, false);
            gates.far.add(list, entrances, vocabulary, true);
            gates.reach = gates.reach.max(entrances.reach.iter().copied().flatten().max().unwrap_or(0));
        }
        gates.near.finish(vocabulary);
        gates.far.finish(vocabulary);
        gates
    }

    /// The gates for a token from which the next figure is so many tokens away.
    pub(crate) fn for_figure(&self, away: usize) -> &Gates {
        if away <= self.reach { &self.near } else { &self.far }
    }
}

/// What stands at a token, as far as a pattern can begin with it.
pub(crate) struct Openings<'t, P> {
    pub(crate) token: &'t Token,
    /// The classes of the phrases that begin here.
    pub(crate) phrases: P,
    /// A date begins here.
    pub(crate) date: bool,
    /// Tokens to the next figure; `usize::MAX` where none follows.
    pub(crate) figure: usize,
}

impl Entrances {
    pub(super) fn new<'p>(programs: impl Iterator<Item = &'p Program>) -> Self {
        let mut table = Self::default();
        for (index, program) in (0u16..).zip(programs) {
            table.reach.push(program.reach);
            table.needs.push(program.needs);
            for step in program.first() {
                let list = match step {
                    Step::Key(key) => table.keys.entry(*key).or_default(),
                    Step::Class { class, .. } => table.class(*class),
                    Step::Number { .. } => {
                        table.digits.push(index);
                        table.class(classes::NUMBER_WORD).push(index);
                        table.class(classes::SCALE)
                    }
                    Step::Integer { roman, .. } => {
                        if *roman {
                            table.words.push(index);
                        }
                        for class in [classes::MONTH, classes::QUARTER, classes::NUMBER_WORD] {
                            table.class(class).push(index);
                        }
                        &mut table.digits
                    }
                    Step::Date => &mut table.dates,
                    _ => &mut table.words,
                };
                if list.last() != Some(&index) {
                    list.push(index);
                }
            }
        }
        table
    }

    fn class(&mut self, class: ClassId) -> &mut Vec<u16> {
        self.any.add(class);
        self.classes.entry(class).or_default()
    }

    /// What a pattern needs.
    pub(crate) fn needs(&self, index: u16) -> Needs {
        self.needs.get(usize::from(index)).copied().unwrap_or_default()
    }

    /// The patterns that could begin at a token, in the order of the file.
    pub(crate) fn at(
        &self,
        vocabulary: &Vocabulary,
        openings: Openings<'_, impl Iterator<Item = ClassId>>,
        found: &mut Vec<u16>,
    ) {
        let Openings { token, phrases, date, figure } = openings;
        found.clear();
        let mut add = |list: Option<&Vec<u16>>| {
            let near = |index: &&u16| {
                let reach = self.reach.get(usize::from(**index)).copied().flatten();
                reach.is_none_or(|reach| figure <= reach)
            };
            found.extend(list.into_iter().flatten().filter(near));
        };
        if !self.keys.is_empty() {
            vocabulary.keys(token, |key| add(self.keys.get(&key)));
        }
        for class in phrases.filter(|&class| self.any.may_have(class)) {
            add(self.classes.get(&class));
        }
        match token.shape {
            Shape::Digits => add(Some(&self.digits)),
            Shape::Word => add(Some(&self.words)),
            Shape::Punct(_) => {}
        }
        if date {
            add(Some(&self.dates));
        }
        if found.len() > 1 {
            found.sort_unstable();
            found.dedup();
        }
    }
}
