//! A compiled pattern: its steps, and what can be told of it without a text.

use super::needs::{Blur, Needs};
use super::vocabulary::{ClassId, Key};

/// What a part of a match is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    Value,
    To,
    /// A number of a list that shares what stands around it.
    List,
    Per,
    Of,
    Counted,
    /// A measure word, which is what is counted only where no noun is.
    Classifier,
    Scope,
    /// What is measured, where the pattern knows better than the words before the value.
    Indicator,
    /// Words after a unit that say what is measured: "1,250 km of lines".
    Object,
    Bound,
    Change,
    /// A scale that stands with the unit, apart from the value: "(thousand tonnes)".
    Scale,
    Unit,
    PerUnit,
    Approximate,
    Average,
    Day,
    Month,
    Year,
    ToYear,
    Quarter,
    Numerator,
    Denominator,
    Number,
    Kind,
    QuoteStart,
    QuoteEnd,
    None,
}

/// The values of a class that a step takes. Most take any, so the list stands behind a pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Allowed(pub(super) Vec<u16>);

impl Allowed {
    pub(crate) fn has(&self, value: u16) -> bool {
        self.0.contains(&value)
    }
}

/// The number of a step in its pattern.
pub(crate) type StepAt = u32;

/// One step of a compiled pattern. A grammar has a hundred thousand of them, so it is kept small: a word, or the numbers of
/// two steps.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Key(Key),
    Class {
        class: u16,
        values: Option<Box<Allowed>>,
        slot: Slot,
    },
    /// A number; `weak` ones are words such as "one" that mostly do not count.
    Number {
        slot: Slot,
        weak: bool,
        bare: bool,
    },
    /// Digits in a range, or a Roman number.
    Integer {
        slot: Slot,
        low: u32,
        high: u32,
        roman: bool,
        /// Added to what stands there: a calendar counts its years from another one on.
        plus: u32,
    },
    Date,
    /// The nearest phrase of a class before the place, at most so many tokens back and in the same clause.
    Back {
        most: u16,
        class: u16,
        values: Option<Box<Allowed>>,
        slot: Slot,
    },
    Capitals {
        slot: Slot,
    },
    Words {
        slot: Slot,
        most: u16,
    },
    Gap {
        most: u16,
    },
    Glued,
    Note(Slot),
    /// Try the first, then the second.
    Split(StepAt, StepAt),
    Jump(StepAt),
    /// The steps from here to `end` are those of a named pattern that other programs hold as well: what it takes at a
    /// token is worked out once for all of them. Whoever takes no notice of it goes on with the next step.
    Part {
        part: u16,
        end: StepAt,
    },
    Accept,
}

/// A compiled pattern.
#[derive(Clone, Debug, Default)]
pub(crate) struct Program {
    pub(crate) steps: Vec<Step>,
    /// Most tokens before the figure that every match holds (a number, a date, digits); `None` where there is a way
    /// to match without one. Most places of a text have no figure near, and need not be tried at all.
    pub(crate) reach: Option<usize>,
    /// What stands among its first tokens.
    pub(crate) needs: Needs,
    /// For each step what it and those behind it can begin with.
    pub(super) firsts: Vec<Blur>,
    /// A class of which a phrase must stand before the end of every match: it is looked back for.
    pub(super) looks_back: Option<ClassId>,
    /// Every match takes a word or a figure; among nothing but marks (`< < < <`) it need not be tried.
    pub(super) spoken: bool,
    /// What can stand behind the first thing that a match takes: a word, a mark, a phrase or a figure.
    pub(super) after_first: Blur,
    /// The same where that is a figure.
    pub(super) after_figure: Blur,
    /// What can stand behind the bounds, "about" and "on average" that a match begins with; without such words, what it begins with.
    pub(super) past: Blur,
    /// Byte of the grammar file at which the pattern stands.
    pub(crate) at: u32,
}

impl Slot {
    /// The slot as the documentation of the grammar format names it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::To => "to",
            Self::List => "list",
            Self::Per => "per",
            Self::Of => "of",
            Self::Counted => "counted",
            Self::Classifier => "classifier",
            Self::Scope => "scope",
            Self::Indicator => "indicator",
            Self::Object => "object",
            Self::Bound => "bound",
            Self::Change => "change",
            Self::Scale => "scale",
            Self::Unit => "unit",
            Self::PerUnit => "per-unit",
            Self::Approximate => "approximate",
            Self::Average => "average",
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
            Self::ToYear => "to-year",
            Self::Quarter => "quarter",
            Self::Numerator => "numerator",
            Self::Denominator => "denominator",
            Self::Number => "number",
            Self::Kind => "kind",
            Self::QuoteStart => "^",
            Self::QuoteEnd => "$",
            Self::None => "none",
        }
    }
}

impl Program {
    /// The steps a match can begin with; `true` where the pattern may match nothing at all.
    fn entrances(&self) -> (Vec<&Step>, bool) {
        let (mut open, mut seen, mut first, mut empty) =
            (vec![0], vec![false; self.steps.len()], Vec::new(), false);
        while let Some(at) = open.pop() {
            if seen.get(at).copied().unwrap_or(true) {
                continue;
            }
            if let Some(place) = seen.get_mut(at) {
                *place = true;
            }
            match self.steps.get(at) {
                Some(Step::Split(one, other)) => open.extend([*one as usize, *other as usize]),
                Some(Step::Jump(to)) => open.push(*to as usize),
                Some(
                    Step::Glued | Step::Note(_) | Step::Gap { .. } | Step::Back { .. } | Step::Part { .. },
                ) => open.push(at + 1),
                Some(Step::Accept) | None => empty = true,
                Some(step) => first.push(step),
            }
        }
        (first, empty)
    }

    pub(super) fn may_be_empty(&self) -> bool {
        self.entrances().1
    }

    /// The steps a match can begin with.
    pub(crate) fn first(&self) -> Vec<&Step> {
        self.entrances().0
    }

    /// Whether step `step`, or one behind it that takes the first token, may fit what stands at a token.
    pub(crate) fn may_go_on(&self, step: usize, token: Blur) -> bool {
        self.firsts.get(step).is_none_or(|first| first.admits(token))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_small() {
        assert!(size_of::<Step>() <= 16, "{}", size_of::<Step>());
    }
}
