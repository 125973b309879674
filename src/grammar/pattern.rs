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

use super::program::{Allowed, Program, Slot, Step, StepAt};
use super::vocabulary::Key;
use std::collections::HashMap;
use std::rc::Rc;

/// Most turns of `*`. Document numbers have up to five parts; eight leaves room and bounds the work.
pub(crate) const REPEATS: usize = 8;
/// Most steps of one compiled pattern.
const MOST_STEPS: usize = 4096;
/// Furthest that `<words>`, `<gap>` and `<back>` may look: without a bound a pattern could look over the whole text from
/// every token. The built-in grammars look over 40.
const FURTHEST: u16 = 200;
/// Most items of one pattern, those of `{name}` counted at every use: patterns without steps (`a = ""`, `b = "{a}{a}"`,
/// `c = "{b}{b}"`…) would double the time with each name and never come to [`MOST_STEPS`].
const MOST_ITEMS: usize = 4 * MOST_STEPS;
/// Deepest nesting of parentheses and `{name}`; patterns that call each other in a circle end here.
const DEEPEST: usize = 16;

/// What a name between `<` and `>` may stand for, apart from the classes of the grammar.
pub(super) trait Names {
    /// Number of a class, with the values that `=value` keeps; `Err` says what is wrong.
    fn class(&mut self, name: &str, values: &[&str]) -> Result<(u16, Option<Vec<u16>>, Slot), String>;
    /// The pattern behind `{name}`.
    fn pattern(&mut self, name: &str) -> Option<String>;
    fn intern(&mut self, word: &str) -> Vec<Key>;
}

/// The named patterns that were compiled already.
#[derive(Debug, Default)]
pub(super) struct Parts {
    known: HashMap<String, Rc<Part>>,
}

#[derive(Debug)]
struct Part {
    number: u16,
    /// Its targets count from its first step.
    steps: Vec<Step>,
    items: usize,
}

impl Part {
    /// Fewer steps are taken faster than looked up.
    const WORTH: usize = 6;
}

/// Compiles `source`; the error says what is wrong and at which byte of it.
pub(super) fn compile(
    source: &str,
    names: &mut impl Names,
    parts: &mut Parts,
) -> Result<Program, (usize, String)> {
    let mut compiler = Compiler { names, parts, steps: Vec::new(), items: 0, inside: false };
    compiler.alternatives(source, 0, 0)?;
    compiler.steps.push(Step::Accept);
    // Programs stay as long as the grammar.
    compiler.steps.shrink_to_fit();
    let program = Program { steps: compiler.steps, ..Program::default() };
    if program.may_be_empty() {
        return Err((0, "the pattern matches the empty text; make one part of it required".to_string()));
    }
    Ok(program)
}

struct Compiler<'n, N> {
    names: &'n mut N,
    parts: &'n mut Parts,
    steps: Vec<Step>,
    /// Items read so far.
    items: usize,
    /// The steps are those of a named pattern.
    inside: bool,
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
                self.steps.push(Step::Split(step_at(split + 1), 0));
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
            Some(Step::Split(_, second)) => *second = step_at(target),
            Some(Step::Jump(to)) => *to = step_at(target),
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
        self.steps.insert(start, Step::Split(step_at(start + 1), step_at(end)));
    }

    fn repeat(&mut self, start: usize) {
        let body: Vec<Step> = self.steps.drain(start..).collect();
        let width = body.len() + 1;
        let end = start + width * REPEATS;
        for turn in 0..REPEATS {
            let at = start + turn * width;
            self.steps.push(Step::Split(step_at(at + 1), step_at(end)));
            let from = self.steps.len();
            self.steps.extend(body.iter().cloned());
            let by = from - start;
            self.shift(from, by);
        }
    }

    /// Moves the targets of the steps from `start` on by `by`.
    fn shift(&mut self, start: usize, by: usize) {
        let by = step_at(by);
        for step in self.steps.iter_mut().skip(start) {
            match step {
                Step::Split(first, second) => {
                    *first += by;
                    *second += by;
                }
                Step::Jump(to) | Step::Part { end: to, .. } => *to += by,
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
                // Inside another pattern the place is that of its use.
                let part = self.part(name, at, depth + 1)?;
                self.items += part.items;
                let from = self.steps.len();
                if !self.inside && part.steps.len() >= Part::WORTH {
                    self.steps.push(Step::Part { part: part.number, end: step_at(part.steps.len() + 1) });
                    self.shift(from, from);
                }
                let from = self.steps.len();
                self.steps.extend(part.steps.iter().cloned());
                self.shift(from, from);
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

    /// The pattern behind `{name}`, compiled once.
    fn part(&mut self, name: &str, at: usize, depth: usize) -> Outcome<Rc<Part>> {
        if let Some(known) = self.parts.known.get(name) {
            return Ok(Rc::clone(known));
        }
        let source = self.names.pattern(name);
        let source = source.ok_or_else(|| (at, format!("there is no pattern `{name}` under [patterns]")))?;
        let (outer, items, inside) = (std::mem::take(&mut self.steps), self.items, self.inside);
        (self.items, self.inside) = (0, true);
        let compiled = self.alternatives(&source, at, depth);
        let part = (std::mem::replace(&mut self.steps, outer), self.items);
        (self.items, self.inside) = (items, inside);
        compiled.map_err(|(_, why)| (at, format!("in {{{name}}}: {why}")))?;
        let number = u16::try_from(self.parts.known.len()).unwrap_or(u16::MAX);
        let part = Rc::new(Part { number, steps: part.0, items: part.1 });
        self.parts.known.insert(name.to_string(), Rc::clone(&part));
        Ok(part)
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
        let integer = |slot, low, high, roman| Ok(Step::Integer { slot, low, high, roman, plus: 0 });
        // `<year+1911>`: a year of a calendar that begins later. `<year+1911 101>` is printed as 101 at least: without the name
        // of its calendar `24年5月1日` is none of it.
        if let Some(plus) = name.strip_prefix("year+") {
            let plus: u32 = plus.parse().map_err(|_| format!("`{plus}` is no number of years"))?;
            let least = most.map_or(0, |least| plus.saturating_add(u32::from(least)));
            let slot = slot.unwrap_or(Slot::Year);
            return Ok(Step::Integer { slot, low: YEARS.0.max(least), high: YEARS.1, roman: false, plus });
        }
        if name == "back" {
            // `<back 20 change=increase>`: how far, then a class as elsewhere.
            let (most, class) =
                rest_of(head).ok_or("`back` needs a number and a class: `<back 20 change>`")?;
            let (class, values) =
                class.split_once('=').map_or((class, ""), |(class, values)| (class, values));
            let values: Vec<&str> =
                values.split(',').map(str::trim).filter(|value| !value.is_empty()).collect();
            let (class, values, usual) = self.names.class(class.trim(), &values)?;
            return Ok(Step::Back {
                most: distance(most)?,
                class,
                values: allowed(values),
                slot: slot.unwrap_or(usual),
            });
        }
        match name {
            "n" => Ok(Step::Number { slot: value, weak: false, bare: value == Slot::Per }),
            "number" => {
                Ok(Step::Number { slot: value, weak: true, bare: matches!(value, Slot::Per | Slot::Scale) })
            }
            "digits" => integer(slot.unwrap_or(Slot::None), 0, u32::MAX, false),
            "day" => integer(Slot::Day, 1, 31, false),
            "month" => integer(Slot::Month, 1, 12, false),
            "quarter" => integer(Slot::Quarter, 1, 4, true),
            "year" => integer(slot.unwrap_or(Slot::Year), YEARS.0, YEARS.1, false),
            "date" => Ok(Step::Date),
            "caps" => Ok(Step::Capitals { slot: slot.unwrap_or(Slot::None) }),
            "words" => Ok(Step::Words { slot: slot.unwrap_or(Slot::Counted), most: most.unwrap_or(10) }),
            "gap" => Ok(Step::Gap { most: most.unwrap_or(4) }),
            _ => {
                let values: Vec<&str> =
                    values.split(',').map(str::trim).filter(|value| !value.is_empty()).collect();
                let (class, values, usual) = self.names.class(name, &values)?;
                Ok(Step::Class { class, values: allowed(values), slot: slot.unwrap_or(usual) })
            }
        }
    }
}

/// The number of a step; a pattern has at most [`MOST_STEPS`].
fn step_at(step: usize) -> StepAt {
    StepAt::try_from(step).unwrap_or(StepAt::MAX)
}

fn allowed(values: Option<Vec<u16>>) -> Option<Box<Allowed>> {
    values.map(|values| Box::new(Allowed(values)))
}

/// Years of documents.
const YEARS: (u32, u32) = (1900, 2199);

/// The number and the class after `back`.
fn rest_of(head: &str) -> Option<(&str, &str)> {
    let (most, class) = head.trim().strip_prefix("back")?.trim().split_once(' ')?;
    Some((most, class.trim()))
}

/// How far a pattern may look, in tokens.
fn distance(most: &str) -> Result<u16, String> {
    let most = most.trim();
    most.parse()
        .ok()
        .filter(|most| *most <= FURTHEST)
        .ok_or_else(|| format!("`{most}` is no number of words up to {FURTHEST}"))
}

fn slot_of(name: &str) -> Option<Slot> {
    Some(match name {
        "value" => Slot::Value,
        "to" => Slot::To,
        "list" => Slot::List,
        "change" => Slot::Change,
        "scale" => Slot::Scale,
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
