//! What can be told of a pattern without a text: each step is worked out from those behind it.

use super::classes;
use super::needs::{Blur, Needs};
use super::program::{Program, Step};
use super::vocabulary::{ClassId, Key};
use std::ops::Range;

/// What is known of every way from one step to the end of the pattern.
#[derive(Clone, Copy)]
struct Ahead {
    /// See [`Program::reach`].
    reach: Option<usize>,
    needs: Needs,
    looks_back: Option<ClassId>,
    spoken: bool,
    /// See [`Program::after_first`].
    after_first: Blur,
    /// See [`Program::after_figure`].
    after_figure: Blur,
    /// What the steps can begin with.
    first: Blur,
}

impl Ahead {
    /// Behind the last step anything may stand.
    const END: Self = Self {
        reach: None,
        needs: Needs::NONE,
        looks_back: None,
        spoken: false,
        after_first: Blur::ALL,
        after_figure: Blur::ALL,
        first: Blur::ALL,
    };

    /// Of two ways either may be taken.
    fn or(self, other: Self) -> Self {
        Self {
            reach: self.reach.zip(other.reach).map(|(one, other)| one.max(other)),
            needs: self.needs.or(other.needs),
            looks_back: self.looks_back.filter(|_| self.looks_back == other.looks_back),
            spoken: self.spoken && other.spoken,
            after_first: self.after_first.join(other.after_first),
            after_figure: self.after_figure.join(other.after_figure),
            first: self.first.join(other.first),
        }
    }

    /// A step before it that takes one word, mark or phrase, of at most `tokens` tokens.
    fn behind(self, tokens: usize, first: Blur) -> Self {
        let reach = self.reach.map(|reach| reach + tokens);
        Self { reach, after_first: self.first, after_figure: Blur::default(), first, ..self }
    }

    /// A step before it that takes so many words or fewer.
    fn behind_words(self, tokens: usize, first: Blur) -> Self {
        Self { after_first: Blur::ALL, ..self.behind(tokens, first) }
    }
}

impl Program {
    /// Works out what is known of the pattern; `longest` says how many tokens a phrase of a class has at most.
    pub(super) fn measure(&mut self, longest: impl Fn(ClassId) -> usize) {
        let before = self.tokens_before(&longest);
        // Steps lead forward only.
        let mut ahead = vec![Ahead::END; self.steps.len() + 1];
        for (at, step) in self.steps.iter().enumerate().rev() {
            let from = |step: usize| ahead.get(step).copied().unwrap_or(Ahead::END);
            let next = from(at + 1);
            let need = |need: Needs| {
                let near = before.get(at).is_some_and(|&tokens| tokens < Needs::TOKENS);
                if near { next.needs.and(need) } else { next.needs }
            };
            let first = own_first(step, next.first);
            let found = match step {
                Step::Accept => Ahead::END,
                Step::Split(one, other) => from(*one).or(from(*other)),
                Step::Jump(to) => from(*to),
                Step::Key(key) => {
                    let spoken = next.spoken || !matches!(key, Key::Mark(_));
                    let own = Needs::of(Blur::of_key(*key));
                    let word = matches!(key, Key::Word(_) | Key::Stem(_));
                    let needs = need(if word { own.and(Needs::A_WORD) } else { own });
                    Ahead { needs, spoken, ..next.behind(1, first) }
                }
                Step::Class { class, .. } => {
                    let needs = need(Needs::of(Blur::of_class(*class)));
                    Ahead { needs, ..next.behind(longest(*class), first) }
                }
                Step::Capitals => Ahead { needs: need(Needs::A_WORD), spoken: true, ..next.behind(1, first) },
                Step::Words { most, .. } => {
                    Ahead { needs: need(Needs::A_WORD), spoken: true, ..next.behind_words(*most, first) }
                }
                Step::Number { .. } | Step::Integer { .. } | Step::Date => {
                    let after = next.first;
                    Ahead {
                        reach: Some(0),
                        spoken: true,
                        after_first: after,
                        after_figure: after,
                        first,
                        ..next
                    }
                }
                Step::Gap { most } => {
                    // It may take nothing.
                    let after_figure = next.after_figure;
                    Ahead { after_figure, ..next.behind_words(*most, first) }
                }
                Step::Back { class, .. } => Ahead { looks_back: Some(*class), ..next },
                Step::Glued | Step::Note(_) | Step::Part { .. } => next,
            };
            ahead.get_mut(at).into_iter().for_each(|place| *place = found);
        }
        let whole = ahead.first().copied().unwrap_or(Ahead::END);
        self.reach = whole.reach;
        self.needs = whole.needs;
        self.looks_back = whole.looks_back;
        self.spoken = whole.spoken;
        self.after_first = whole.after_first;
        self.after_figure = whole.after_figure;
        self.firsts = ahead.iter().take(self.steps.len()).map(|ahead| ahead.first).collect();
        self.open_parts();
    }

    /// Most tokens before each step.
    fn tokens_before(&self, longest: impl Fn(ClassId) -> usize) -> Vec<usize> {
        let named = [classes::MONTH, classes::QUARTER].map(&longest).into_iter().max().unwrap_or(0);
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
        before
    }

    /// Leaves what follows a part open to the steps in it, for what it takes is kept for patterns that go on otherwise.
    fn open_parts(&mut self) {
        let parts = self.steps.iter().enumerate().filter_map(|(at, step)| match step {
            Step::Part { end, .. } => Some(at + 1..*end),
            _ => None,
        });
        // The inner ones last.
        for Range { start, end } in parts {
            let steps = self.steps.get(start..end).unwrap_or_default();
            for (at, step) in (start..end).zip(steps).rev() {
                let from = |step: usize| Some(step).filter(|&step| step < end);
                let from = |step| from(step).and_then(|step| self.firsts.get(step).copied());
                let from = |step| from(step).unwrap_or(Blur::ALL);
                let found = match step {
                    Step::Split(one, other) => from(*one).join(from(*other)),
                    Step::Jump(to) => from(*to),
                    step => own_first(step, from(at + 1)),
                };
                self.firsts.get_mut(at).into_iter().for_each(|place| *place = found);
            }
        }
    }
}

/// What a step that leads to the next one can begin with; `next` is what that one can begin with.
fn own_first(step: &Step, next: Blur) -> Blur {
    let class = |class: ClassId| Blur::of_class(class);
    match step {
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
        Step::Gap { .. } => Blur::WORD.join(next),
        Step::Back { .. } | Step::Glued | Step::Note(_) | Step::Part { .. } => next,
        Step::Accept | Step::Split(..) | Step::Jump(_) => Blur::ALL,
    }
}
