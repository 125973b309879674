//! Runs a compiled pattern at a token, keeping what its slots took.

use super::tape::Tape;
use crate::effort;
use crate::grammar::{ClassId, Program, Slot, Step, classes};
use crate::text::Shape;
use crate::tree::QuantityKind;

/// Most steps one pattern may take at one token, backtracking included: the bound that keeps the work linear in the
/// text however a grammar file is written. The longest built-in match takes some 300.
const FUEL: usize = 4000;

/// What a slot took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Capture {
    pub(crate) slot: Slot,
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// Value of a class entry, or an integer.
    pub(crate) value: u32,
    /// The class of the entry, or [`Capture::NO_CLASS`].
    pub(crate) class: ClassId,
}

impl Capture {
    /// For what is no entry of the vocabulary.
    pub(crate) const NO_CLASS: ClassId = ClassId::MAX;
}

/// A match of a pattern, in tokens.
#[derive(Clone, Debug, Default)]
pub(crate) struct Match {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The part that `^` and `$` cut out; the whole match without them.
    pub(crate) quote: (usize, usize),
    pub(crate) captures: Vec<Capture>,
    /// The pattern, by its number in its list.
    pub(crate) program: u16,
}

impl Match {
    /// The first capture of `slot`.
    pub(crate) fn get(&self, slot: Slot) -> Option<Capture> {
        self.captures.iter().find(|capture| capture.slot == slot).copied()
    }

    /// The number that an integer slot took.
    pub(crate) fn integer(&self, slot: Slot) -> Option<u32> {
        self.get(slot).map(|capture| capture.value)
    }
}

/// Room for a run.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub(super) candidates: Vec<u16>,
    pub(super) threads: Threads,
}

/// The ways still to be tried, and what the present one has taken.
#[derive(Debug, Default)]
pub(crate) struct Threads {
    open: Vec<Thread>,
    captures: Vec<Capture>,
    tried: Tried,
}

/// Places of a pattern that were tried at a token and led nowhere: the same place at the same token will not lead
/// anywhere the second time, whatever the slots have taken on the way. Without it, `< < < < <` before a pattern with
/// several optional bounds is tried in every combination.
#[derive(Debug, Default)]
struct Tried {
    /// Run, step and token, at a slot that follows from step and token; a newer one takes the place of an older one.
    slots: Vec<(u32, usize, usize)>,
    run: u32,
}

impl Tried {
    const SLOTS: usize = 1024;
    /// Steps of a run before places are remembered: most runs end within a few.
    const AFTER: usize = 64;

    fn next_run(&mut self) {
        self.run = self.run.wrapping_add(1);
    }

    /// Whether the place was tried before in this run; notes it.
    fn again(&mut self, step: usize, at: usize) -> bool {
        if self.slots.is_empty() {
            self.slots = vec![(self.run.wrapping_sub(1), 0, 0); Self::SLOTS];
        }
        let place = (step.wrapping_mul(37) ^ at.wrapping_mul(101)) % Self::SLOTS;
        let Some(slot) = self.slots.get_mut(place) else { return false };
        let again = *slot == (self.run, step, at);
        *slot = (self.run, step, at);
        again
    }
}

#[derive(Debug)]
struct Thread {
    step: usize,
    at: usize,
    captures: usize,
    /// The last capture is a run of words that ends here, earlier than it was noted.
    cut: bool,
}

/// Matches `program` with its first token at `start`; the first way that fits wins, longer ways first.
pub(crate) fn run(
    tape: &Tape<'_, '_>,
    program: &Program,
    start: usize,
    scratch: &mut Threads,
) -> Option<Match> {
    run_watched(tape, program, start, scratch, |_| ())
}

/// The same; `reached` is told every token that the pattern comes to.
pub(crate) fn run_watched(
    tape: &Tape<'_, '_>,
    program: &Program,
    start: usize,
    scratch: &mut Threads,
    mut reached: impl FnMut(usize),
) -> Option<Match> {
    let Threads { open: threads, captures, tried } = scratch;
    tried.next_run();
    threads.clear();
    captures.clear();
    threads.push(Thread { step: 0, at: start, captures: 0, cut: false });
    let mut fuel = FUEL;
    'threads: while let Some(Thread { mut step, mut at, captures: kept, cut }) = threads.pop() {
        if fuel + Tried::AFTER < FUEL && tried.again(step, at) {
            continue;
        }
        captures.truncate(kept);
        if let Some(last) = captures.last_mut().filter(|_| cut) {
            last.to = at;
        }
        loop {
            effort::note(1);
            fuel = fuel.checked_sub(1)?;
            reached(at);
            let token = tape.tokens.get(at);
            let mut capture = |slot, to, value, class| {
                if slot != Slot::None {
                    captures.push(Capture { slot, from: at, to, value, class });
                }
            };
            let none = Capture::NO_CLASS;
            match program.steps.get(step)? {
                Step::Accept => return Some(finish(start, at, captures.clone())),
                Step::Split(first, second) => {
                    threads.push(Thread { step: *second, at, captures: captures.len(), cut: false });
                    step = *first;
                    continue;
                }
                Step::Jump(to) => {
                    step = *to;
                    continue;
                }
                Step::Note(slot) => capture(*slot, at, 0, none),
                Step::Glued => {
                    if token.is_none_or(|token| token.spaced) {
                        continue 'threads;
                    }
                }
                Step::Key(key) => {
                    if !token.is_some_and(|token| tape.grammar.vocabulary.fits(token, *key)) {
                        continue 'threads;
                    }
                    at += 1;
                }
                Step::Class { class, values, slot } => {
                    let fits = |value: u16| values.as_ref().is_none_or(|values| values.contains(&value));
                    let found = tape.phrases_at(at).iter().filter(|p| p.class == *class && fits(p.value));
                    // "40 schools and over 600 clinics": a bound before a number belongs to that number.
                    let found = found.filter(|p| {
                        *class != classes::BOUND_AFTER || tape.number_at(at + p.length).is_none()
                    });
                    let Some(longest) = found.max_by_key(|phrase| phrase.length) else { continue 'threads };
                    capture(*slot, at + longest.length, u32::from(longest.value), *class);
                    at += longest.length;
                }
                Step::Number { slot, weak, bare } => {
                    let number = tape.number_at(at).filter(|n| (*weak || !n.weak) && (*bare || !n.bare));
                    let Some(number) = number else { continue 'threads };
                    capture(*slot, at + number.length, 0, none);
                    at += number.length;
                }
                Step::Integer { slot, low, high, roman } => {
                    let found = integer(tape, at, *slot, *roman);
                    let found = found.filter(|(_, value)| (low..=high).contains(&value));
                    let Some((length, value)) = found else { continue 'threads };
                    capture(*slot, at + length, value, none);
                    at += length;
                }
                Step::Date => {
                    let Some(date) = tape.date_at(at) else { continue 'threads };
                    capture(Slot::Year, at + date.length, date.date.year(), none);
                    at += date.length;
                }
                Step::Back { most, class, values, slot } => {
                    // At the end of a clause its own words are meant, not those of the next.
                    let clause = tape.segments.clause(at.saturating_sub(1).max(start)).0;
                    let from = clause.max(at.saturating_sub(*most));
                    let fits = |value: u16| values.as_ref().is_none_or(|values| values.contains(&value));
                    let barrier = tape.back(classes::BARRIER, from, at).next();
                    let open = barrier.map_or(from, |barrier| barrier + 1);
                    let nearest = tape.back(*class, open, at).find_map(|place| {
                        let phrase = tape.phrase(place, *class).filter(|_| !tape.is_kept(place))?;
                        (place + phrase.length <= at && fits(phrase.value)).then_some((place, phrase))
                    });
                    let Some((place, phrase)) = nearest else { continue 'threads };
                    if *slot != Slot::None {
                        let (to, value) = (place + phrase.length, u32::from(phrase.value));
                        captures.push(Capture { slot: *slot, from: place, to, value, class: *class });
                    }
                }
                Step::Capitals => {
                    if !token.is_some_and(|token| token.shape == Shape::Word && token.capital) {
                        continue 'threads;
                    }
                    at += 1;
                }
                Step::Words { slot, most } => {
                    let longest = noun_run(tape, at, *most);
                    if longest == 0 {
                        continue 'threads;
                    }
                    // Longest first; each shorter length is a thread of its own.
                    let cut = *slot != Slot::None;
                    let kept = captures.len() + usize::from(cut);
                    threads.extend((1..longest).map(|n| Thread {
                        step: step + 1,
                        at: at + n,
                        captures: kept,
                        cut,
                    }));
                    if cut {
                        let to = at + longest;
                        captures.push(Capture { slot: *slot, from: at, to, value: 0, class: none });
                    }
                    at += longest;
                }
                Step::Gap { most } => {
                    for length in (1..=gap_run(tape, at, *most)).rev() {
                        threads.push(Thread {
                            step: step + 1,
                            at: at + length,
                            captures: captures.len(),
                            cut: false,
                        });
                    }
                }
            }
            step += 1;
        }
    }
    None
}

fn finish(start: usize, end: usize, captures: Vec<Capture>) -> Match {
    let note = |slot| captures.iter().rfind(|capture| capture.slot == slot).map(|capture| capture.from);
    let quote = (note(Slot::QuoteStart).unwrap_or(start), note(Slot::QuoteEnd).unwrap_or(end));
    Match { start, end, quote, captures, program: 0 }
}

/// A whole number of a date: digits, a Roman quarter, the name of a month, a number in words; its length and value.
fn integer(tape: &Tape<'_, '_>, at: usize, slot: Slot, roman: bool) -> Option<(usize, u32)> {
    let token = tape.tokens.get(at)?;
    if token.shape == Shape::Digits {
        // `3 002` is a number in groups, and no third of February.
        let short =
            !matches!(slot, Slot::Day | Slot::Month) || token.span.of(tape.source).chars().count() <= 2;
        return token.integer(tape.source).filter(|_| short).map(|value| (1, value));
    }
    let named = |class, values: &[u32]| {
        let phrase = tape.phrase(at, class)?;
        Some((phrase.length, values.get(usize::from(phrase.value)).copied()?))
    };
    let name = match slot {
        Slot::Month => named(classes::MONTH, &tape.grammar.months),
        Slot::Quarter => named(classes::QUARTER, &tape.grammar.quarters),
        _ => None,
    };
    let numeral = || {
        let number = tape.number_at(at).filter(|number| !number.bare && !number.weak)?;
        Some((number.length, number.value.to_u32()?))
    };
    let quarter = || match token.span.of(tape.source) {
        "I" => Some((1, 1)),
        "II" => Some((1, 2)),
        "III" => Some((1, 3)),
        "IV" => Some((1, 4)),
        _ => None,
    };
    name.or_else(|| quarter().filter(|_| roman)).or_else(numeral)
}

/// Length of the noun phrase at token `at`: words up to a stop word, a number or a mark.
pub(crate) fn noun_run(tape: &Tape<'_, '_>, at: usize, most: usize) -> usize {
    let mut length = 0;
    while length < most {
        let Some(token) = tape.tokens.get(at + length) else { break };
        // A hyphen without blanks is part of a word; a conjunction within a list of nouns is too.
        let hyphen = token.is('-')
            && !token.spaced
            && tape.tokens.get(at + length + 1).is_some_and(|next| !next.spaced && next.shape == Shape::Word);
        if length > 0 && hyphen {
            length += 2;
            continue;
        }
        if let Some(kept) = tape.phrase(at + length, classes::KEEP) {
            length += kept.length;
            continue;
        }
        let number = tape.number_at(at + length).is_some_and(|number| !number.weak);
        // "science and technology" is one phrase; "and 40 schools" is not.
        if let Some(joiner) = tape.phrase(at + length, classes::CONNECTOR) {
            let next = at + length + joiner.length;
            let joined = length > 0
                && next < at + most
                && tape.tokens.get(next).is_some_and(|next| next.shape == Shape::Word)
                && ![
                    classes::STOP,
                    classes::CHANGE,
                    classes::BOUND,
                    classes::CONNECTOR,
                    classes::LEAD,
                    classes::OF_WHICH,
                ]
                .iter()
                .any(|&class| tape.has(next, class))
                && tape.number_at(next).is_none()
                && tape.date_at(next).is_none();
            if !joined {
                break;
            }
            length += joiner.length;
            continue;
        }
        let ends = [classes::STOP, classes::CHANGE, classes::BOUND, classes::DETERMINER]
            .iter()
            .any(|&class| tape.has(at + length, class));
        // "pupils learn a language": the word before "a" is a verb or a preposition.
        // In "2,000 homes a year" it opens a denominator.
        let time = |at: usize| {
            let unit = tape
                .phrase(at, classes::UNIT)
                .and_then(|unit| tape.grammar.units.get(usize::from(unit.value)));
            unit.is_some_and(|unit| unit.kind == QuantityKind::Duration)
        };
        let determined = tape.has(at + length + 1, classes::DETERMINER) && !time(at + length + 2);
        let ends = ends || (length > 0 && determined);
        if token.shape != Shape::Word || number || ends || tape.date_at(at + length).is_some() {
            break;
        }
        length += 1;
    }
    length.min(most)
}

/// Length of the run of words at `at` that a gap may pass over: no marks, no numbers.
fn gap_run(tape: &Tape<'_, '_>, at: usize, most: usize) -> usize {
    (0..most)
        .take_while(|offset| {
            let token = tape.tokens.get(at + offset);
            token.is_some_and(|token| token.shape == Shape::Word) && tape.number_at(at + offset).is_none()
        })
        .count()
}
