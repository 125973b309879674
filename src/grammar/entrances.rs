//! Which patterns of a list can begin at a token, so that few are tried.

use super::classes;
use super::pattern::{Program, Step};
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
