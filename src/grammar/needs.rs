//! What must stand near a place for a pattern to match there, in few bits: most places are told by it.

use super::classes;
use super::program::{Program, Step};
use super::vocabulary::{ClassId, Key};
use std::ops::Range;

/// What every match of a pattern holds among its first tokens: where it does not follow, the pattern need not be tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Needs {
    /// All of these must stand there.
    all: Blur,
    /// One of these must stand there: `половин*` or `четверт*`.
    any: Blur,
}

impl Needs {
    /// How many tokens the first ones are, a number or a date counted as one. What may stand further away is no need:
    /// in a longer stretch of text everything stands somewhere.
    pub(crate) const TOKENS: usize = 16;

    fn of(one: Blur) -> Self {
        Self { all: one, any: one }
    }

    fn and(self, other: Self) -> Self {
        Self { all: self.all.join(other.all), any: self.any.rarer(other.any) }
    }

    fn or(self, other: Self) -> Self {
        Self { all: self.all.meet(other.all), any: self.any.either(other.any) }
    }

    /// Whether what stands somewhere is all that is needed.
    pub(crate) fn are_met(self, by: Blur) -> bool {
        by.contains(self.all) && (self.any == Blur::default() || self.any.meets(by))
    }
}

/// A set of words, stems, marks and classes in few bits; many share a place, so it only tells what is not in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Blur(u128);

impl Blur {
    /// Places that are shared; the others have a meaning of their own.
    const SHARED: u32 = 124;
    /// A word, whichever.
    pub(crate) const WORD: Self = Self(1 << Self::SHARED);
    /// A run of digits.
    pub(crate) const DIGITS: Self = Self(2 << Self::SHARED);
    /// A number begins here.
    pub(crate) const NUMBER: Self = Self(4 << Self::SHARED);
    /// A date begins here.
    pub(crate) const DATE: Self = Self(8 << Self::SHARED);
    /// Whatever may come, the end of the text as well.
    const ALL: Self = Self(u128::MAX);

    fn place(kind: u32, number: u32) -> Self {
        // The upper bits of a product are spread best (Fibonacci hashing).
        let spread = number.wrapping_mul(4).wrapping_add(kind).wrapping_mul(0x9E37_79B1);
        Self(1 << ((spread >> 16) % Self::SHARED))
    }

    /// The set of one word, stem or mark.
    pub(crate) fn of_key(key: Key) -> Self {
        match key {
            Key::Word(symbol) => Self::place(0, u32::from(symbol)),
            Key::Stem(symbol) => Self::place(1, u32::from(symbol)),
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

    fn meet(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether all of `other` is in it.
    fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// `false` means that nothing of `other` is in it.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether what stands at a token may be one of this set, which a step can begin with.
    pub(crate) fn admits(self, token: Self) -> bool {
        self.meets(token) || self == Self::ALL
    }

    /// Of two needs the one that fewer things meet; an empty one is none.
    fn rarer(self, other: Self) -> Self {
        let fewer = self.0.count_ones() <= other.0.count_ones();
        let none = Self::default();
        if other == none || (fewer && self != none) { self } else { other }
    }

    /// What one of two ways needs: nothing where one of them needs nothing.
    fn either(self, other: Self) -> Self {
        let none = Self::default();
        if self == none || other == none { none } else { self.join(other) }
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
                Step::Key(key) if near => {
                    let word = if matches!(key, Key::Mark(_)) { Blur::default() } else { Blur::WORD };
                    let own = Needs::of(Blur::of_key(*key));
                    from(at + 1).and(own).and(Needs { all: word, any: Blur::default() })
                }
                Step::Class { class, .. } if near => from(at + 1).and(Needs::of(Blur::of_class(*class))),
                Step::Words { .. } | Step::Capitals if near => {
                    from(at + 1).and(Needs { all: Blur::WORD, any: Blur::default() })
                }
                _ => from(at + 1),
            };
            if let Some(place) = needs.get_mut(at) {
                *place = found;
            }
        }
        needs.first().copied().unwrap_or_default()
    }

    /// Works out [`looks_back`](Self::looks_back): a class that every way through the pattern looks back for.
    pub(super) fn find_look_back(&self) -> Option<ClassId> {
        let mut classes: Vec<Option<ClassId>> = vec![None; self.steps.len() + 1];
        for (at, step) in self.steps.iter().enumerate().rev() {
            let from = |step: usize| classes.get(step).copied().flatten();
            let found = match step {
                Step::Back { class, .. } => Some(*class),
                Step::Split(one, other) => from(*one).filter(|_| from(*one) == from(*other)),
                Step::Jump(to) => from(*to),
                Step::Accept => None,
                _ => from(at + 1),
            };
            classes.get_mut(at).into_iter().for_each(|place| *place = found);
        }
        classes.first().copied().flatten()
    }

    /// Works out [`spoken`](Self::spoken): whether every way through the pattern takes a word or a figure.
    pub(super) fn find_spoken(&self) -> bool {
        let mut spoken = vec![false; self.steps.len() + 1];
        for (at, step) in self.steps.iter().enumerate().rev() {
            let from = |step: usize| spoken.get(step).copied().unwrap_or(false);
            let found = match step {
                Step::Key(Key::Mark(_)) => from(at + 1),
                Step::Key(_) | Step::Words { .. } | Step::Capitals => true,
                Step::Number { .. } | Step::Integer { .. } | Step::Date => true,
                Step::Split(one, other) => from(*one) && from(*other),
                Step::Jump(to) => from(*to),
                Step::Accept => false,
                _ => from(at + 1),
            };
            spoken.get_mut(at).into_iter().for_each(|place| *place = found);
        }
        spoken.first().copied().unwrap_or(false)
    }

    /// Works out [`firsts`](Self::firsts) and [`after_figure`](Self::after_figure).
    pub(super) fn find_firsts(&mut self) {
        let mut firsts = vec![Blur::ALL; self.steps.len()];
        self.add_firsts(0..self.steps.len(), &mut firsts);
        self.after_figure = self.find_after_figure(&firsts);
        // What follows a part is left open to the steps in it, for what it takes is kept for patterns that go on otherwise.
        for (at, step) in self.steps.iter().enumerate() {
            if let Step::Part { end, .. } = step {
                self.add_firsts(at + 1..*end, &mut firsts);
            }
        }
        self.firsts = firsts;
    }

    /// What can stand behind the first token where that is a figure; `firsts` says what each step can begin with.
    fn find_after_figure(&self, firsts: &[Blur]) -> Blur {
        let mut after = vec![Blur::ALL; self.steps.len() + 1];
        for (at, step) in self.steps.iter().enumerate().rev() {
            let from = |step: usize| after.get(step).copied().unwrap_or(Blur::ALL);
            let found = match step {
                Step::Number { .. } | Step::Integer { .. } | Step::Date => {
                    firsts.get(at + 1).copied().unwrap_or(Blur::ALL)
                }
                // These take no figure.
                Step::Key(_) | Step::Class { .. } | Step::Capitals | Step::Words { .. } => Blur::default(),
                Step::Split(one, other) => from(*one).join(from(*other)),
                Step::Jump(to) => from(*to),
                Step::Gap { .. } | Step::Back { .. } | Step::Glued | Step::Note(_) | Step::Part { .. } => {
                    from(at + 1)
                }
                Step::Accept => Blur::ALL,
            };
            after.get_mut(at).into_iter().for_each(|place| *place = found);
        }
        after.first().copied().unwrap_or(Blur::ALL)
    }

    /// Works out those of some steps, whatever follows them.
    fn add_firsts(&self, steps: Range<usize>, firsts: &mut [Blur]) {
        // Steps lead forward only.
        for (at, step) in self.steps.iter().enumerate().take(steps.end).skip(steps.start).rev() {
            let own = |step: &usize| *step < steps.end;
            let from = |step: usize| Some(step).filter(own).and_then(|step| firsts.get(step).copied());
            let from = |step: usize| from(step).unwrap_or(Blur::ALL);
            let class = |class: ClassId| Blur::of_class(class);
            let found = match step {
                Step::Key(key) => Blur::of_key(*key),
                Step::Class { class: own, .. } => class(*own),
                Step::Number { .. } => Blur::NUMBER,
                Step::Integer { roman, .. } => {
                    let named = class(classes::MONTH).join(class(classes::QUARTER));
                    let roman = if *roman { Blur::WORD } else { Blur::default() };
                    Blur::DIGITS.join(Blur::NUMBER).join(named).join(roman)
                }
                Step::Date => Blur::DATE,
                Step::Capitals => Blur::WORD,
                // Words that are kept together may begin with anything.
                Step::Words { .. } => Blur::WORD.join(class(classes::KEEP)),
                Step::Gap { .. } => Blur::WORD.join(from(at + 1)),
                Step::Split(one, other) => from(*one).join(from(*other)),
                Step::Jump(to) => from(*to),
                Step::Back { .. } | Step::Glued | Step::Note(_) | Step::Part { .. } => from(at + 1),
                Step::Accept => Blur::ALL,
            };
            firsts.get_mut(at).into_iter().for_each(|place| *place = found);
        }
    }
}
