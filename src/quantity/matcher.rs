//! Runs a compiled pattern at a token, keeping what its slots took.

use super::parts::{Parts, Place, Ways};
use super::tape::{PhraseAt, Tape};
use super::tried::Tried;
use crate::effort;
use crate::grammar::{Candidates, ClassId, Program, Slot, Step, classes};
use crate::text::Shape;
use crate::tree::QuantityKind;
use std::cell::Cell;

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

/// Room for a run, one for all texts of a thread.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub(super) candidates: Candidates,
    pub(super) threads: Threads,
}

thread_local! {
    static SCRATCH: Cell<Option<Box<Scratch>>> = const { Cell::new(None) };
}

impl Scratch {
    /// Gives the room of the thread to `work`.
    pub(crate) fn lend<T>(work: impl FnOnce(&mut Self) -> T) -> T {
        let mut scratch = SCRATCH.take().unwrap_or_default();
        let result = work(&mut scratch);
        SCRATCH.set(Some(scratch));
        result
    }
}

/// The ways still to be tried, and what the present one has taken.
#[derive(Debug, Default)]
pub(crate) struct Threads {
    open: Vec<Thread>,
    captures: Vec<Capture>,
    /// What parts took before ways that are still to be tried.
    taken: Vec<Capture>,
    tried: Tried,
    parts: Parts,
}

#[derive(Debug)]
struct Thread {
    step: usize,
    at: usize,
    captures: usize,
    /// The last capture is a run of words that ends here, earlier than it was noted.
    cut: bool,
    /// What a part took before it, in [`Threads::taken`].
    taken: (usize, usize),
}

impl Thread {
    fn new(step: usize, at: usize, captures: usize) -> Self {
        Self { step, at, captures, cut: false, taken: (0, 0) }
    }
}

/// A part that is being worked out.
struct Inner {
    part: u16,
    /// The step after it.
    end: usize,
    place: Place,
    furthest: usize,
    /// How many threads and captures there were before.
    threads: usize,
    captures: usize,
    /// The run of the whole pattern.
    run: u32,
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
    let Threads { open: threads, captures, taken, tried, parts } = scratch;
    tried.begin();
    threads.clear();
    captures.clear();
    taken.clear();
    threads.push(Thread::new(0, start, 0));
    let mut fuel = FUEL;
    let mut inner: Option<Inner> = None;
    'threads: loop {
        if let Some(done) = inner.take_if(|inner| inner.threads == threads.len()) {
            tried.go_on(done.run);
            if let Some(ways) = parts.finish(done.part, done.place, done.furthest) {
                push_ways(ways, done.end, done.captures, threads, taken, |at| {
                    reached(at);
                    program.may_go_on(done.end, tape.blur(at))
                });
            }
        }
        let Thread { mut step, mut at, captures: kept, cut, taken: more } = threads.pop()?;
        if fuel + Tried::AFTER < FUEL && tried.again(step, at) {
            continue;
        }
        captures.truncate(kept);
        captures.extend_from_slice(taken.get(more.0..more.1).unwrap_or_default());
        if let Some(last) = captures.last_mut().filter(|_| cut) {
            last.to = at;
        }
        loop {
            if let Some(inner) = &mut inner {
                inner.furthest = inner.furthest.max(at);
                if inner.end == step {
                    parts.add(
                        inner.part,
                        inner.place,
                        at,
                        captures.get(inner.captures..).unwrap_or_default(),
                    );
                    continue 'threads;
                }
            }
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
                &Step::Part { part, end } if inner.is_none() => {
                    let end = end as usize;
                    let place = (tape.stamp(), at, at == start);
                    if let Some(ways) = parts.known(part, place) {
                        reached(ways.furthest);
                        push_ways(ways, end, captures.len(), threads, taken, |at| {
                            reached(at);
                            program.may_go_on(end, tape.blur(at))
                        });
                        continue 'threads;
                    }
                    parts.begin(part, place);
                    inner = Some(Inner {
                        part,
                        end,
                        place,
                        furthest: at,
                        threads: threads.len(),
                        captures: captures.len(),
                        run: tried.begin(),
                    });
                }
                Step::Part { .. } => {}
                &Step::Split(first, second) => {
                    let (first, second) = (first as usize, second as usize);
                    let (here, end) = (tape.blur(at), inner.as_ref().map(|inner| inner.end));
                    // What follows a part is not looked at: other patterns go on otherwise.
                    let open = |step: usize| end == Some(step) || program.may_go_on(step, here);
                    step = match (open(first), open(second)) {
                        (true, true) => {
                            threads.push(Thread::new(second, at, captures.len()));
                            first
                        }
                        (true, false) => first,
                        (false, true) => second,
                        (false, false) => continue 'threads,
                    };
                    continue;
                }
                Step::Jump(to) => {
                    step = *to as usize;
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
                    let fits = |value: u16| values.as_ref().is_none_or(|values| values.has(value));
                    let found = tape.phrases_of(at, *class).filter(|phrase| fits(phrase.value));
                    let found = found.filter(|p| {
                        *class != classes::BOUND_AFTER
                            || !(leads_on(tape, at, at + p.length) || begins_kept(tape, at, **p))
                    });
                    let Some(longest) = found.max_by_key(|phrase| phrase.length) else { continue 'threads };
                    let part = || begins_longer_word(tape, at, *longest) || begins_date(tape, at, *longest);
                    if *class == classes::UNIT && part() {
                        continue 'threads;
                    }
                    capture(*slot, at + longest.length, u32::from(longest.value), *class);
                    at += longest.length;
                }
                Step::Number { slot, weak, bare } => {
                    let number = tape.number_at(at).filter(|n| (*weak || !n.weak) && (*bare || !n.bare));
                    let Some(number) = number else { continue 'threads };
                    capture(*slot, at + number.length, 0, none);
                    at += number.length;
                }
                Step::Integer { slot, low, high, roman, plus } => {
                    let found = integer(tape, at, *slot, *roman);
                    let found = found.and_then(|(length, value)| Some((length, value.checked_add(*plus)?)));
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
                Step::Back { class, .. } if !tape.says(*class) => continue 'threads,
                Step::Back { most, class, values, slot } => {
                    // At the end of a clause its own words are meant, not those of the next.
                    let clause = tape.segments.clause(at.saturating_sub(1).max(start)).0;
                    let from = clause.max(at.saturating_sub(usize::from(*most)));
                    let fits = |value: u16| values.as_ref().is_none_or(|values| values.has(value));
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
                Step::Capitals { slot } => {
                    if !token.is_some_and(|token| token.shape == Shape::Word && token.capital) {
                        continue 'threads;
                    }
                    capture(*slot, at + 1, 0, none);
                    at += 1;
                }
                Step::Words { slot, most } => {
                    let longest = noun_run(tape, at, usize::from(*most));
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
                        taken: (0, 0),
                    }));
                    if cut {
                        let to = at + longest;
                        captures.push(Capture { slot: *slot, from: at, to, value: 0, class: none });
                    }
                    at += longest;
                }
                Step::Gap { most } => {
                    for length in (1..=gap_run(tape, at, usize::from(*most))).rev() {
                        threads.push(Thread::new(step + 1, at + length, captures.len()));
                    }
                }
            }
            step += 1;
        }
    }
}

/// Lets the ways that a part can take be tried, the first one first; `open` says where the pattern may go on.
fn push_ways(
    ways: &Ways,
    step: usize,
    captures: usize,
    threads: &mut Vec<Thread>,
    taken: &mut Vec<Capture>,
    mut open: impl FnMut(usize) -> bool,
) {
    for way in ways.all.iter().rev().filter(|way| open(way.end)) {
        let from = taken.len();
        taken.extend_from_slice(ways.captures.get(way.captures.0..way.captures.1).unwrap_or_default());
        threads.push(Thread { taken: (from, taken.len()), ..Thread::new(step, way.end, captures) });
    }
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
        // The year of a date that is spelt out is no number any more, and still one to reach something by: `到二〇三〇年`.
        let number = tape.number_at(at).or_else(|| tape.spelt_in_date(at));
        // `三月九日`: single figures in words are days where nothing but the words around them sets them apart.
        let day = slot == Slot::Day && token.is_unspaced(tape.source);
        let number = number.filter(|number| !number.bare && (day || !number.weak))?;
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
        if length > 0 && is_hyphen(tape, at + length) {
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
        // "40% of in-state sales": a preposition that begins a word is none.
        let least = if is_hyphen(tape, at + length + 1) { 2 } else { 1 };
        let ends = [classes::STOP, classes::CHANGE, classes::BOUND, classes::DETERMINER]
            .iter()
            .any(|&class| tape.phrase(at + length, class).is_some_and(|phrase| phrase.length >= least));
        // "pupils learn a language": the word before "a" is a verb or a preposition.
        // In "2,000 homes a year" it opens a denominator.
        let time = |at: usize| {
            let unit = tape.phrase(at, classes::UNIT).and_then(|unit| tape.unit_of(unit));
            unit.is_some_and(|unit| unit.kind == QuantityKind::Duration)
        };
        let determined = tape.has(at + length + 1, classes::DETERMINER) && !time(at + length + 2);
        let ends = ends || (length > 0 && determined);
        if token.shape != Shape::Word || number || ends || tape.date_at(at + length).is_some() {
            break;
        }
        length += 1;
    }
    let mut end = length.min(most);
    // `на 1 вагоно-км`: a word is not cut at its hyphen.
    if end > 0 && end < length && is_hyphen(tape, at + end - 1) {
        end += 1;
    }
    while end < length && is_hyphen(tape, at + end) {
        end += 2;
    }
    end
}

/// Whether token `at` is a hyphen between two parts of one word.
fn is_hyphen(tape: &Tape<'_, '_>, at: usize) -> bool {
    let glued = |at: usize| tape.tokens.get(at).filter(|token| !token.spaced);
    glued(at).is_some_and(|mark| mark.is('-')) && glued(at + 1).is_some_and(|next| next.shape == Shape::Word)
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

/// Whether a phrase is only the first part of a longer one that is kept whole: `18个多功能厅` are not more than 18.
fn begins_kept(tape: &Tape<'_, '_>, at: usize, phrase: PhraseAt) -> bool {
    tape.phrase(at, classes::KEEP).is_some_and(|kept| kept.length > phrase.length)
}

/// The same of the word of a unit: `30 đồng hồ` is no money, `12 day care centres` no time. What counts people may have more
/// words behind it.
fn begins_longer_word(tape: &Tape<'_, '_>, at: usize, unit: PhraseAt) -> bool {
    begins_kept(tape, at, unit)
        && tape
            .unit_of(unit)
            .is_some_and(|unit| !matches!(unit.kind, QuantityKind::Count | QuantityKind::Percent))
}

/// Whether the word of a unit is the first of a date: `tăng từ 28 năm 2026 lên 35` is no time of 28 years.
fn begins_date(tape: &Tape<'_, '_>, at: usize, unit: PhraseAt) -> bool {
    tape.date_at(at).is_some_and(|date| date.length > unit.length)
}

/// Whether words that may be a bound behind a figure belong to what follows them: "40 schools and over 600 clinics", "5 bridges
/// and more than 20 roads".
fn leads_on(tape: &Tape<'_, '_>, from: usize, to: usize) -> bool {
    // A currency may stand before the number: "and more than EUR 20 million".
    let figure = |at| tape.number_at(at).is_some() || tape.number_at(at + 1).is_some();
    let goes_on = |at| {
        let end = tape.phrase(at, classes::BOUND).map(|bound| at + bound.length);
        end.is_some_and(|end| end > to && figure(end))
    };
    tape.number_at(to).is_some() || (from..to).any(goes_on)
}
