//! What must stand near a place for a pattern to match there, in few bits: most places are told by it.

use super::classes;
use super::program::{Program, Step};
use super::vocabulary::{ClassId, ClassSet, Key};

/// What every match of a pattern holds among its first tokens: where it does not follow, the pattern need not be tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Needs {
    /// Classes of which a phrase must begin there.
    pub(crate) classes: ClassSet,
    /// Marks that must stand there.
    pub(crate) marks: MarkSet,
    /// A word must stand there, whichever.
    pub(crate) word: bool,
    /// One of these words, marks or phrases must stand there: `половин*` or `четверт*`.
    pub(crate) any: Blur,
}

impl Needs {
    /// How many tokens the first ones are, a number or a date counted as one. What may stand further away is no need:
    /// in a longer stretch of text everything stands somewhere.
    pub(crate) const TOKENS: usize = 16;

    fn and(self, other: Self) -> Self {
        let (classes, marks) = (self.classes.join(other.classes), self.marks.join(other.marks));
        Self { classes, marks, word: self.word || other.word, any: self.any.rarer(other.any) }
    }

    fn or(self, other: Self) -> Self {
        let (classes, marks) = (self.classes.meet(other.classes), self.marks.meet(other.marks));
        Self { classes, marks, word: self.word && other.word, any: self.any.either(other.any) }
    }

    /// Whether what stands somewhere is all that is needed.
    pub(crate) fn are_met(self, by: Self) -> bool {
        by.classes.contains(self.classes)
            && by.marks.contains(self.marks)
            && (by.word || !self.word)
            && (self.any.is_empty() || self.any.meets(by.any))
    }
}

/// A set of words, stems, marks and classes in few bits; many share a place, so it only tells what is not in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Blur(u128);

impl Blur {
    fn place(kind: u32, number: u32) -> Self {
        // The upper bits of a product are spread best (Fibonacci hashing).
        let spread = number.wrapping_mul(4).wrapping_add(kind).wrapping_mul(0x9E37_79B1);
        Self(1 << (spread >> 25))
    }

    /// The set of one word, stem or mark.
    pub(crate) fn of_key(key: Key) -> Self {
        match key {
            Key::Word(symbol) => Self::place(0, symbol),
            Key::Stem(symbol) => Self::place(1, symbol),
            Key::Mark(c) => Self::place(2, u32::from(c)),
        }
    }

    /// The set of one class.
    pub(crate) fn of_class(class: ClassId) -> Self {
        Self::place(3, u32::from(class))
    }

    pub(crate) fn join(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Of two needs the one that fewer things meet; an empty one is none.
    fn rarer(self, other: Self) -> Self {
        let fewer = self.0.count_ones() <= other.0.count_ones();
        if other.is_empty() || (fewer && !self.is_empty()) { self } else { other }
    }

    /// What one of two ways needs: nothing where one of them needs nothing.
    fn either(self, other: Self) -> Self {
        if self.is_empty() || other.is_empty() { Self::default() } else { self.join(other) }
    }
}

/// A set of marks; some share a place, so a mark may seem to be in it that is not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct MarkSet(u64);

impl MarkSet {
    /// The set of one mark.
    pub(crate) fn of(mark: char) -> Self {
        Self(1 << (u32::from(mark) % 64))
    }

    pub(crate) fn join(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn meet(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether all of `other` is in it.
    fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

impl Program {
    /// Works out [`needs`](Self::needs); `longest` says how many tokens a phrase of a class has at most.
    pub(super) fn find_needs(&self, longest: impl Fn(u16) -> usize) -> Needs {
        let named = [classes::MONTH, classes::QUARTER].map(&longest).into_iter().max().unwrap_or(0);
        // Most tokens before each step.
        let mut before = vec![0usize; self.steps.len() + 1];
        for (at, step) in self.steps.iter().enumerate() {
            let here = before.get(at).copied().unwrap_or(0);
            let (next, more) = match step {
                Step::Accept => continue,
                Step::Split(one, other) => ([*one, *other], 0),
                Step::Jump(to) => ([*to, *to], 0),
                step => {
                    let tokens = match step {
                        Step::Integer { .. } => named.max(1),
                        Step::Class { class, .. } => longest(*class),
                        Step::Words { most, .. } | Step::Gap { most } => *most,
                        Step::Back { .. } | Step::Glued | Step::Note(_) | Step::Part { .. } => 0,
                        _ => 1,
                    };
                    ([at + 1, at + 1], tokens)
                }
            };
            for next in next {
                before.get_mut(next).into_iter().for_each(|place| *place = (*place).max(here + more));
            }
        }
        let mut needs = vec![Needs::default(); self.steps.len() + 1];
        for (at, step) in self.steps.iter().enumerate().rev() {
            let from = |step: usize| needs.get(step).copied().unwrap_or_default();
            let near = before.get(at).is_some_and(|&tokens| tokens < Needs::TOKENS);
            let found = match step {
                Step::Accept => Needs::default(),
                Step::Split(one, other) => from(*one).or(from(*other)),
                Step::Jump(to) => from(*to),
                Step::Key(Key::Mark(c)) if near => {
                    let (marks, any) = (MarkSet::of(*c), Blur::of_key(Key::Mark(*c)));
                    from(at + 1).and(Needs { marks, any, ..Needs::default() })
                }
                Step::Class { class, .. } if near => {
                    let (classes, any) = (ClassSet::of(*class), Blur::of_class(*class));
                    from(at + 1).and(Needs { classes, any, ..Needs::default() })
                }
                Step::Key(key @ (Key::Word(_) | Key::Stem(_))) if near => {
                    from(at + 1).and(Needs { word: true, any: Blur::of_key(*key), ..Needs::default() })
                }
                Step::Words { .. } | Step::Capitals if near => {
                    from(at + 1).and(Needs { word: true, ..Needs::default() })
                }
                _ => from(at + 1),
            };
            if let Some(place) = needs.get_mut(at) {
                *place = found;
            }
        }
        needs.first().copied().unwrap_or_default()
    }
}
