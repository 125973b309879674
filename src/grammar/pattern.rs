//! Patterns: what a phrase looks like, over words, classes of words and numbers.
//!
//! ```text
//! pattern  = sequence { "|" sequence }
//! sequence = { item [ "?" | "*" ] }
//! item     = word | mark | "<" name [ "=" value { "," value } ] [ ":" slot ] ">"
//!          | "{" name "}" | "(" pattern ")" | "~" | "^" | "$"
//! ```
//!
//! `word*` (no blank before the star) is every word with that stem; `~` says that no blank follows; `^` and `$` say
//! where the quoted part begins and ends; `<back 20 class>` looks back for a phrase without taking anything; `\` makes the next mark a plain one. What the grammar does not say: a
//! repeated item matches at most [`REPEATS`] times, and a pattern has at most [`MOST_STEPS`] steps.

use super::classes;
use super::vocabulary::{ClassId, ClassSet, Key};

/// Most turns of `*`. Document numbers have up to five parts; eight leaves room and bounds the work.
pub(crate) const REPEATS: usize = 8;
/// Most steps of one compiled pattern.
const MOST_STEPS: usize = 4096;
/// Furthest that `<words>`, `<gap>` and `<back>` may look: without a bound a pattern could look over the whole text from
/// every token. The built-in grammars look over 40.
const FURTHEST: usize = 200;
/// Most items of one pattern, those of `{name}` counted at every use: patterns without steps (`a = ""`, `b = "{a}{a}"`,
/// `c = "{b}{b}"`…) would double the time with each name and never come to [`MOST_STEPS`].
const MOST_ITEMS: usize = 4 * MOST_STEPS;
/// Deepest nesting of parentheses and `{name}`; patterns that call each other in a circle end here.
const DEEPEST: usize = 16;

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

/// One step of a compiled pattern.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Key(Key),
    Class {
        class: u16,
        values: Option<Vec<u16>>,
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
    },
    Date,
    /// The nearest phrase of a class before the place, at most so many tokens back and in the same clause.
    Back {
        most: usize,
        class: u16,
        values: Option<Vec<u16>>,
        slot: Slot,
    },
    Capitals,
    Words {
        slot: Slot,
        most: usize,
    },
    Gap {
        most: usize,
    },
    Glued,
    Note(Slot),
    /// Try the first, then the second.
    Split(usize, usize),
    Jump(usize),
    Accept,
}

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

/// A compiled pattern.
#[derive(Clone, Debug, Default)]
pub(crate) struct Program {
    pub(crate) steps: Vec<Step>,
    /// Most tokens before the figure that every match holds (a number, a date, digits); `None` where there is a way
    /// to match without one. Most places of a text have no figure near, and need not be tried at all.
    pub(crate) reach: Option<usize>,
    /// What stands among its first tokens.
    pub(crate) needs: Needs,
    /// Byte of the grammar file at which the pattern stands.
    pub(crate) at: u32,
}

/// What a name between `<` and `>` may stand for, apart from the classes of the grammar.
pub(super) trait Names {
    /// Number of a class, with the values that `=value` keeps; `Err` says what is wrong.
    fn class(&mut self, name: &str, values: &[&str]) -> Result<(u16, Option<Vec<u16>>, Slot), String>;
    /// The pattern behind `{name}`.
    fn pattern(&mut self, name: &str) -> Option<String>;
    fn intern(&mut self, word: &str) -> Vec<Key>;
}

/// Compiles `source`; the error says what is wrong and at which byte of it.
pub(super) fn compile(source: &str, names: &mut impl Names) -> Result<Program, (usize, String)> {
    let mut compiler = Compiler { names, steps: Vec::new(), items: 0 };
    compiler.alternatives(source, 0, 0)?;
    compiler.steps.push(Step::Accept);
    let program = Program { steps: compiler.steps, ..Program::default() };
    if program.may_be_empty() {
        return Err((0, "the pattern matches the empty text; make one part of it required".to_string()));
    }
    Ok(program)
}

struct Compiler<'n, N> {
    names: &'n mut N,
    steps: Vec<Step>,
    /// Items read so far.
    items: usize,
}

type Outcome<T> = Result<T, (usize, String)>;

impl<N: Names> Compiler<'_, N> {
    fn alternatives(&mut self, source: &str, base: usize, depth: usize) -> Outcome<()> {
        if depth > DEEPEST {
            return Err((base, "patterns are nested too deep, or call each other in a circle".to_string()));
        }
        let parts = split_alternatives(source).map_err(|(at, why)| (base + at, why))?;
        let mut ends = Vec::new();
        for (index, &(at, part)) in parts.iter().enumerate() {
            if index + 1 < parts.len() {
                let split = self.steps.len();
                self.steps.push(Step::Split(split + 1, 0));
                self.sequence(part, base + at, depth)?;
                ends.push(self.steps.len());
                self.steps.push(Step::Jump(0));
                let next = self.steps.len();
                self.patch(split, next);
            } else {
                self.sequence(part, base + at, depth)?;
            }
        }
        let end = self.steps.len();
        ends.into_iter().for_each(|jump| self.patch(jump, end));
        Ok(())
    }

    fn patch(&mut self, step: usize, target: usize) {
        match self.steps.get_mut(step) {
            Some(Step::Split(_, second)) => *second = target,
            Some(Step::Jump(to)) => *to = target,
            _ => {}
        }
    }

    fn sequence(&mut self, source: &str, base: usize, depth: usize) -> Outcome<()> {
        let mut rest = source;
        loop {
            rest = rest.trim_start();
            let at = base + source.len() - rest.len();
            let Some(first) = rest.chars().next() else { return Ok(()) };
            let start = self.steps.len();
            self.items += 1;
            if self.items > MOST_ITEMS {
                return Err((at, format!("the pattern has over {MOST_ITEMS} items; split it up")));
            }
            let length = self.item(rest, first, at, depth)?;
            rest = rest.get(length..).unwrap_or_default();
            if let Some(after) = rest.strip_prefix('?') {
                self.optional(start);
                rest = after;
            } else if let Some(after) = rest.strip_prefix('*') {
                self.repeat(start);
                rest = after;
            }
            if self.steps.len() > MOST_STEPS {
                return Err((at, format!("the pattern has over {MOST_STEPS} steps; split it up")));
            }
        }
    }

    /// Makes the steps from `start` optional, the longer way first.
    fn optional(&mut self, start: usize) {
        self.shift(start, 1);
        let end = self.steps.len() + 1;
        self.steps.insert(start, Step::Split(start + 1, end));
    }

    fn repeat(&mut self, start: usize) {
        let body: Vec<Step> = self.steps.drain(start..).collect();
        let width = body.len() + 1;
        let end = start + width * REPEATS;
        for turn in 0..REPEATS {
            let at = start + turn * width;
            self.steps.push(Step::Split(at + 1, end));
            let from = self.steps.len();
            self.steps.extend(body.iter().cloned());
            let by = from - start;
            self.shift(from, by);
        }
    }

    /// Moves the targets of the steps from `start` on by `by`.
    fn shift(&mut self, start: usize, by: usize) {
        for step in self.steps.iter_mut().skip(start) {
            match step {
                Step::Split(first, second) => {
                    *first += by;
                    *second += by;
                }
                Step::Jump(to) => *to += by,
                _ => {}
            }
        }
    }

    fn item(&mut self, rest: &str, first: char, at: usize, depth: usize) -> Outcome<usize> {
        let closed = |close: char| {
            closing(rest, first, close).ok_or_else(|| (at, format!("`{first}` is never closed by `{close}`")))
        };
        match first {
            '(' => {
                let end = closed(')')?;
                self.alternatives(rest.get(1..end).unwrap_or_default(), at + 1, depth + 1)?;
                Ok(end + 1)
            }
            '{' => {
                let end = closed('}')?;
                let name = rest.get(1..end).unwrap_or_default().trim();
                let inner = self.names.pattern(name);
                let inner =
                    inner.ok_or_else(|| (at, format!("there is no pattern `{name}` under [patterns]")))?;
                // Inside another pattern the place is that of its use.
                self.alternatives(&inner, at, depth + 1)
                    .map_err(|(_, why)| (at, format!("in {{{name}}}: {why}")))?;
                Ok(end + 1)
            }
            '<' => {
                let end = closed('>')?;
                let step = self.named(rest.get(1..end).unwrap_or_default()).map_err(|why| (at, why))?;
                self.steps.push(step);
                Ok(end + 1)
            }
            ')' | '}' | '>' | ']' | '[' => {
                Err((at, format!("`{first}` stands alone; write `\\{first}` for the mark")))
            }
            '?' | '*' => {
                Err((at, format!("`{first}` has nothing before it; write `\\{first}` for the mark")))
            }
            '~' => {
                self.steps.push(Step::Glued);
                Ok(1)
            }
            '^' => {
                self.steps.push(Step::Note(Slot::QuoteStart));
                Ok(1)
            }
            '$' => {
                self.steps.push(Step::Note(Slot::QuoteEnd));
                Ok(1)
            }
            '\\' => {
                let mark = rest.chars().nth(1).ok_or_else(|| (at, "`\\` stands at the end".to_string()))?;
                self.steps.push(Step::Key(Key::Mark(crate::text::fold_punctuation(mark))));
                Ok(1 + mark.len_utf8())
            }
            _ => {
                let special = |c: char| c.is_whitespace() || "(){}<>[]?*~^$\\|".contains(c);
                let mut end = rest.find(special).unwrap_or(rest.len());
                let word = rest.get(..end).unwrap_or_default();
                let next = rest.get(end..).unwrap_or_default();
                // `word*` is a stem; after a mark the star repeats.
                let stem = next.starts_with('*') && word.chars().next_back().is_some_and(char::is_alphabetic);
                end += usize::from(stem);
                let keys = self.names.intern(rest.get(..end).unwrap_or_default());
                self.steps.extend(keys.into_iter().map(Step::Key));
                Ok(end)
            }
        }
    }

    fn named(&mut self, inner: &str) -> Result<Step, String> {
        let (head, slot) =
            inner.split_once(':').map_or((inner, None), |(head, slot)| (head, Some(slot.trim())));
        let (name, values) = head.split_once('=').map_or((head, ""), |(name, values)| (name, values));
        let (name, most) =
            name.trim().split_once(' ').map_or((name.trim(), None), |(name, most)| (name, Some(most)));
        let most = most.map(distance);
        let most = if name == "back" { None } else { most.transpose()? };
        let slot =
            slot.map(|slot| slot_of(slot).ok_or_else(|| format!("there is no slot `{slot}`"))).transpose()?;
        let value = slot.unwrap_or(Slot::Value);
        let integer = |slot, low, high, roman| Ok(Step::Integer { slot, low, high, roman });
        if name == "back" {
            // `<back 20 change=increase>`: how far, then a class as elsewhere.
            let (most, class) =
                rest_of(head).ok_or("`back` needs a number and a class: `<back 20 change>`")?;
            let (class, values) =
                class.split_once('=').map_or((class, ""), |(class, values)| (class, values));
            let values: Vec<&str> =
                values.split(',').map(str::trim).filter(|value| !value.is_empty()).collect();
            let (class, values, usual) = self.names.class(class.trim(), &values)?;
            return Ok(Step::Back { most: distance(most)?, class, values, slot: slot.unwrap_or(usual) });
        }
        match name {
            "n" => Ok(Step::Number { slot: value, weak: false, bare: value == Slot::Per }),
            "number" => Ok(Step::Number { slot: value, weak: true, bare: value == Slot::Per }),
            "digits" => integer(slot.unwrap_or(Slot::None), 0, u32::MAX, false),
            "day" => integer(Slot::Day, 1, 31, false),
            "month" => integer(Slot::Month, 1, 12, false),
            "quarter" => integer(Slot::Quarter, 1, 4, true),
            "year" => integer(slot.unwrap_or(Slot::Year), 1900, 2199, false),
            "date" => Ok(Step::Date),
            "caps" => Ok(Step::Capitals),
            "words" => Ok(Step::Words { slot: slot.unwrap_or(Slot::Counted), most: most.unwrap_or(10) }),
            "gap" => Ok(Step::Gap { most: most.unwrap_or(4) }),
            _ => {
                let values: Vec<&str> =
                    values.split(',').map(str::trim).filter(|value| !value.is_empty()).collect();
                let (class, values, usual) = self.names.class(name, &values)?;
                Ok(Step::Class { class, values, slot: slot.unwrap_or(usual) })
            }
        }
    }
}

/// The number and the class after `back`.
fn rest_of(head: &str) -> Option<(&str, &str)> {
    let (most, class) = head.trim().strip_prefix("back")?.trim().split_once(' ')?;
    Some((most, class.trim()))
}

/// How far a pattern may look, in tokens.
fn distance(most: &str) -> Result<usize, String> {
    let most = most.trim();
    most.parse()
        .ok()
        .filter(|most| *most <= FURTHEST)
        .ok_or_else(|| format!("`{most}` is no number of words up to {FURTHEST}"))
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

fn slot_of(name: &str) -> Option<Slot> {
    Some(match name {
        "value" => Slot::Value,
        "to" => Slot::To,
        "list" => Slot::List,
        "change" => Slot::Change,
        "unit" => Slot::Unit,
        "bound" => Slot::Bound,
        "per" => Slot::Per,
        "per-unit" => Slot::PerUnit,
        "of" => Slot::Of,
        "counted" => Slot::Counted,
        "classifier" => Slot::Classifier,
        "scope" => Slot::Scope,
        "indicator" => Slot::Indicator,
        "object" => Slot::Object,
        "approximate" => Slot::Approximate,
        "average" => Slot::Average,
        "to-year" => Slot::ToYear,
        "numerator" => Slot::Numerator,
        "denominator" => Slot::Denominator,
        "number" => Slot::Number,
        "kind" => Slot::Kind,
        "none" => Slot::None,
        _ => return None,
    })
}

/// Byte of the mark that closes the one at the start of `rest`.
fn closing(rest: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0usize;
    let mut chars = rest.char_indices();
    while let Some((at, c)) = chars.next() {
        if c == '\\' {
            chars.next();
        } else if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// Cuts at the bars that stand outside of parentheses.
fn split_alternatives(source: &str) -> Result<Vec<(usize, &str)>, (usize, String)> {
    let (mut parts, mut from, mut depth) = (Vec::new(), 0, 0usize);
    let mut chars = source.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1).ok_or_else(|| (at, "`)` closes nothing".to_string()))?,
            '|' if depth == 0 => {
                parts.push((from, source.get(from..at).unwrap_or_default()));
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push((from, source.get(from..).unwrap_or_default()));
    Ok(parts)
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
                Some(Step::Split(one, other)) => open.extend([*one, *other]),
                Some(Step::Jump(to)) => open.push(*to),
                Some(Step::Glued | Step::Note(_) | Step::Gap { .. } | Step::Back { .. }) => open.push(at + 1),
                Some(Step::Accept) | None => empty = true,
                Some(step) => first.push(step),
            }
        }
        (first, empty)
    }

    fn may_be_empty(&self) -> bool {
        self.entrances().1
    }

    /// The steps a match can begin with.
    pub(crate) fn first(&self) -> Vec<&Step> {
        self.entrances().0
    }

    /// Works out [`reach`](Self::reach); `longest` says how many tokens a phrase of a class has at most.
    pub(super) fn measure(&mut self, longest: impl Fn(u16) -> usize) {
        // Steps lead forward only, so each is worked out from those behind it.
        let mut reach: Vec<Option<usize>> = vec![None; self.steps.len() + 1];
        for (at, step) in self.steps.iter().enumerate().rev() {
            let from = |step: usize| reach.get(step).copied().flatten();
            let after = |tokens: usize| from(at + 1).map(|more| more + tokens);
            let found = match step {
                Step::Number { .. } | Step::Integer { .. } | Step::Date => Some(0),
                Step::Accept => None,
                Step::Split(one, other) => from(*one).zip(from(*other)).map(|(one, other)| one.max(other)),
                Step::Jump(to) => from(*to),
                Step::Key(_) | Step::Capitals => after(1),
                Step::Class { class, .. } => after(longest(*class)),
                Step::Words { most, .. } | Step::Gap { most } => after(*most),
                Step::Back { .. } | Step::Glued | Step::Note(_) => after(0),
            };
            if let Some(place) = reach.get_mut(at) {
                *place = found;
            }
        }
        self.reach = reach.first().copied().flatten();
        self.needs = self.find_needs(longest);
    }

    fn find_needs(&self, longest: impl Fn(u16) -> usize) -> Needs {
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
                        Step::Back { .. } | Step::Glued | Step::Note(_) => 0,
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
