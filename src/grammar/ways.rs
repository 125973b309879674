//! What the ways through some steps of a pattern have in common, whatever stands behind them.

use super::needs::{Blur, Needs};
use super::vocabulary::ClassId;

/// What can be told of all ways through some steps. A way comes to what follows the steps, or ends in a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ways {
    /// Of the ways with a figure, most tokens before the first one.
    pub(super) figure: Option<usize>,
    /// Some way ends in a match without a figure.
    pub(super) bare: bool,
    /// Of the ways that come to what follows without a figure, most tokens.
    pub(super) passing: Option<usize>,
    pub(super) needs: Needs,
    pub(super) looks: Looks,
    /// Every way takes a word or a figure.
    pub(super) spoken: bool,
    /// What the ways can begin with.
    pub(super) first: Blur,
    /// Some way may take nothing, and begin with what follows.
    pub(super) open: bool,
    /// What the ways can go on with behind the bounds and the like that they begin with.
    pub(super) past: Blur,
    /// Some way may take nothing but those.
    pub(super) past_open: bool,
    /// What can stand behind the first thing that a way takes.
    pub(super) after_first: Blur,
    /// Some way takes one thing, and what follows stands behind it.
    pub(super) single: bool,
    /// The same where the first thing is a figure.
    pub(super) after_figure: Blur,
    pub(super) single_figure: bool,
}

/// The class that all ways look back for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Looks {
    /// Some ways look back for this one.
    class: Option<ClassId>,
    /// Some way leaves it to what follows.
    later: bool,
    /// Some way looks back for nothing, or for another class.
    none: bool,
}

impl Looks {
    const LATER: Self = Self { class: None, later: true, none: false };

    fn or(self, other: Self) -> Self {
        let differ = self.class.zip(other.class).is_some_and(|(one, other)| one != other);
        Self {
            class: self.class.or(other.class),
            later: self.later || other.later,
            none: self.none || other.none || differ,
        }
    }

    fn then(self, next: Self) -> Self {
        if self.later { Self { later: false, ..self }.or(next) } else { self }
    }

    /// The class, if every way has it.
    pub(super) fn sole(self) -> Option<ClassId> {
        self.class.filter(|_| !self.none && !self.later)
    }
}

impl Ways {
    /// A step that takes nothing and asks for nothing.
    pub(super) const NOTHING: Self = Self {
        figure: None,
        bare: false,
        passing: Some(0),
        needs: Needs::NONE,
        looks: Looks::LATER,
        spoken: false,
        first: Blur::NONE,
        open: true,
        past: Blur::NONE,
        past_open: true,
        after_first: Blur::NONE,
        single: false,
        after_figure: Blur::NONE,
        single_figure: false,
    };

    /// A match: behind it anything may stand.
    pub(super) const END: Self = Self {
        bare: true,
        passing: None,
        looks: Looks { class: None, later: false, none: true },
        first: Blur::ALL,
        open: false,
        past: Blur::ALL,
        past_open: false,
        after_first: Blur::ALL,
        after_figure: Blur::ALL,
        ..Self::NOTHING
    };

    /// One word, mark or phrase, of at most `tokens` tokens.
    pub(super) fn one(tokens: usize, first: Blur, needs: Needs, spoken: bool) -> Self {
        Self {
            passing: Some(tokens),
            needs,
            spoken,
            first,
            open: false,
            past: first,
            past_open: false,
            single: true,
            ..Self::NOTHING
        }
    }

    /// The same, and it is a bound or the like.
    pub(super) fn modifier(self) -> Self {
        Self { past: Blur::NONE, past_open: true, ..self }
    }

    /// So many words, or fewer.
    pub(super) fn words(tokens: usize, first: Blur, needs: Needs) -> Self {
        Self { after_first: Blur::ALL, single: false, ..Self::one(tokens, first, needs, true) }
    }

    /// So many words, or none.
    pub(super) fn gap(tokens: usize, first: Blur) -> Self {
        Self { passing: Some(tokens), first, past: first, after_first: Blur::ALL, ..Self::NOTHING }
    }

    /// A figure.
    pub(super) fn figure(first: Blur) -> Self {
        Self {
            figure: Some(0),
            passing: None,
            spoken: true,
            first,
            open: false,
            past: first,
            past_open: false,
            single: true,
            single_figure: true,
            ..Self::NOTHING
        }
    }

    /// A step that looks back for a class.
    pub(super) fn back(class: ClassId) -> Self {
        Self { looks: Looks { class: Some(class), later: false, none: false }, ..Self::NOTHING }
    }

    /// Of two ways either may be taken.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            figure: self.figure.max(other.figure),
            bare: self.bare || other.bare,
            passing: self.passing.max(other.passing),
            needs: self.needs.or(other.needs),
            looks: self.looks.or(other.looks),
            spoken: self.spoken && other.spoken,
            first: self.first.join(other.first),
            open: self.open || other.open,
            past: self.past.join(other.past),
            past_open: self.past_open || other.past_open,
            after_first: self.after_first.join(other.after_first),
            single: self.single || other.single,
            after_figure: self.after_figure.join(other.after_figure),
            single_figure: self.single_figure || other.single_figure,
        }
    }

    /// The ways through these steps and then through those behind them.
    pub(super) fn then(self, next: Self) -> Self {
        let when = |is: bool, blur: Blur| if is { blur } else { Blur::NONE };
        let further = |more: Option<usize>| self.passing.zip(more).map(|(tokens, more)| tokens + more);
        Self {
            figure: self.figure.max(further(next.figure)),
            bare: self.bare || (self.passing.is_some() && next.bare),
            passing: further(next.passing),
            needs: next.needs.and(self.needs),
            looks: self.looks.then(next.looks),
            spoken: self.spoken || next.spoken,
            first: self.first.join(when(self.open, next.first)),
            open: self.open && next.open,
            past: self.past.join(when(self.past_open, next.past)),
            past_open: self.past_open && next.past_open,
            after_first: self
                .after_first
                .join(when(self.single, next.first))
                .join(when(self.open, next.after_first)),
            single: (self.single && next.open) || (self.open && next.single),
            after_figure: self
                .after_figure
                .join(when(self.single_figure, next.first))
                .join(when(self.open, next.after_figure)),
            single_figure: (self.single_figure && next.open) || (self.open && next.single_figure),
        }
    }
}
