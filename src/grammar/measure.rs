//! What can be told of a pattern without a text: each step is worked out from those behind it.

use super::classes;
use super::needs::{Blur, Needs};
use super::program::{Program, Step};
use super::vocabulary::{ClassId, MODIFIERS};
use super::ways::Ways;
use rustc_hash::FxHashMap;

/// What is known of the named parts of a grammar: dozens of patterns begin with the same hundreds of steps.
pub(super) struct Measure<L> {
    /// How many tokens a phrase of a class has at most.
    longest: L,
    parts: FxHashMap<u16, Part>,
    /// The ways through a part that so many tokens may stand before: what stands far behind is no need.
    ways: FxHashMap<(u16, usize), Ways>,
}

/// What does not depend on the place of a part.
struct Part {
    /// Most tokens.
    width: usize,
    /// See [`Program::firsts`]. What follows is left open, for what the part takes is kept for patterns that go on otherwise.
    firsts: Vec<Blur>,
}

/// Steps of a pattern; their targets count from its first step.
struct Stretch<'p> {
    steps: &'p [Step],
    /// The number of the first one.
    from: usize,
}

impl Stretch<'_> {
    /// The place of the step number `step`, or of what follows, if it is that.
    fn place(&self, step: usize) -> usize {
        step.saturating_sub(self.from).min(self.steps.len())
    }
}

impl<L: Fn(ClassId) -> usize> Measure<L> {
    pub(super) fn new(longest: L) -> Self {
        Self { longest, parts: FxHashMap::default(), ways: FxHashMap::default() }
    }

    /// Works out what is known of a pattern.
    pub(super) fn program(&mut self, program: &mut Program) {
        let whole = Stretch { steps: &program.steps, from: 0 };
        let before = self.tokens_before(&whole, 0);
        let ways = self.ways(&whole, &before, Ways::END);
        let mut firsts = Vec::with_capacity(program.steps.len());
        while let Some(step) = program.steps.get(firsts.len()) {
            firsts.extend(ways.get(firsts.len()).map(|ways| ways.first));
            if let Step::Part { part, .. } = step {
                firsts.extend(self.parts.get(part).into_iter().flat_map(|part| &part.firsts));
            }
        }
        program.firsts = firsts;
        let ways = ways.first().copied().unwrap_or(Ways::END);
        program.reach = ways.figure.filter(|_| !ways.bare);
        program.needs = ways.needs;
        program.looks_back = ways.looks.sole();
        program.spoken = ways.spoken;
        program.after_first = ways.after_first;
        program.after_figure = ways.after_figure;
        program.past = ways.past;
    }

    /// The ways through a part, `before` which so many tokens may stand; the steps from `body` on are its own, up to `end`.
    fn part(&mut self, whole: &Stretch<'_>, number: u16, (body, end): (usize, usize), before: usize) -> Ways {
        let before = before.min(Needs::TOKENS);
        if let Some(&known) = self.ways.get(&(number, before)) {
            return known;
        }
        let steps = whole.steps.get(whole.place(body)..whole.place(end)).unwrap_or_default();
        let own = Stretch { steps, from: body };
        let tokens = self.tokens_before(&own, before);
        let ways = self.ways(&own, &tokens, Ways::NOTHING);
        self.parts.entry(number).or_insert_with(|| {
            let first = |ways: &Ways| if ways.open { Blur::ALL } else { ways.first };
            let width = tokens.last().map_or(0, |&tokens| tokens - before);
            Part { width, firsts: ways.iter().take(steps.len()).map(first).collect() }
        });
        let ways = ways.first().copied().unwrap_or(Ways::NOTHING);
        self.ways.insert((number, before), ways);
        ways
    }

    /// What can be told of the ways from each step on; `after` is what follows the last.
    fn ways(&mut self, stretch: &Stretch<'_>, before: &[usize], after: Ways) -> Vec<Ways> {
        let mut ways = vec![after; stretch.steps.len() + 1];
        let mut parts: Vec<(usize, usize)> = Vec::new();
        for (at, step) in stretch.steps.iter().enumerate() {
            if let Step::Part { end, .. } = step {
                parts.push((at, stretch.place(*end as usize)));
            }
        }
        let mut at = stretch.steps.len();
        // Steps lead forward only.
        while let Some(here) = at.checked_sub(1) {
            let part = parts.pop_if(|&mut (_, end)| end == at);
            at = part.map_or(here, |(start, _)| start);
            let Some(step) = stretch.steps.get(at) else { break };
            let from = |step: usize| ways.get(stretch.place(step)).copied().unwrap_or(after);
            let tokens = before.get(at).copied().unwrap_or(0);
            let found = match step {
                Step::Accept => Ways::END,
                Step::Split(one, other) => from(*one as usize).or(from(*other as usize)),
                Step::Jump(to) => from(*to as usize),
                Step::Part { part, end } => {
                    let end = *end as usize;
                    let next = from(end);
                    self.part(stretch, *part, (stretch.from + at + 1, end), tokens).then(next)
                }
                step => {
                    let own = self.step(step);
                    let far = tokens >= Needs::TOKENS;
                    let own = if far { Ways { needs: Needs::NONE, ..own } } else { own };
                    own.then(ways.get(at + 1).copied().unwrap_or(after))
                }
            };
            ways.get_mut(at).into_iter().for_each(|place| *place = found);
        }
        ways
    }

    /// A step that leads to the next one.
    fn step(&self, step: &Step) -> Ways {
        match step {
            Step::Key(key) => {
                let blur = Blur::of_key(*key);
                let needs = Needs::of(blur);
                let needs = if key.is_word() { needs.and(Needs::A_WORD) } else { needs };
                Ways::one(1, blur, needs, !key.is_mark())
            }
            Step::Class { class, .. } => {
                let blur = Blur::of_class(*class);
                let one = Ways::one((self.longest)(*class), blur, Needs::of(blur), false);
                if MODIFIERS.may_have(*class) { one.modifier() } else { one }
            }
            Step::Capitals { .. } => Ways::one(1, Blur::WORD, Needs::A_WORD, true),
            // Words that are kept together may begin with anything.
            Step::Words { most, .. } => {
                Ways::words(usize::from(*most), Blur::WORD.join(Blur::of_class(classes::KEEP)), Needs::A_WORD)
            }
            Step::Gap { most } => Ways::gap(usize::from(*most), Blur::WORD),
            Step::Number { .. } => Ways::figure(Blur::NUMBER),
            Step::Integer { roman, .. } => {
                let named = Blur::of_class(classes::MONTH).join(Blur::of_class(classes::QUARTER));
                let figure = Ways::figure(Blur::DIGITS.join(Blur::NUMBER).join(named));
                let roman = if *roman { Blur::WORD } else { Blur::NONE };
                let first = figure.first.join(roman);
                Ways { first, past: first, ..figure }
            }
            Step::Date => Ways::figure(Blur::DATE),
            Step::Back { class, .. } => Ways::back(*class),
            Step::Glued
            | Step::Note(_)
            | Step::Part { .. }
            | Step::Accept
            | Step::Split(..)
            | Step::Jump(_) => Ways::NOTHING,
        }
    }

    /// Most tokens before each step, and before what follows; `most` stand before the first.
    fn tokens_before(&mut self, stretch: &Stretch<'_>, most: usize) -> Vec<usize> {
        let mut before = vec![most; stretch.steps.len() + 1];
        let mut at = 0;
        while let Some(step) = stretch.steps.get(at) {
            let here = before.get(at).copied().unwrap_or(0);
            let mut reach = |place: usize, tokens: usize| {
                before.get_mut(place).into_iter().for_each(|place| *place = (*place).max(here + tokens));
            };
            let next = at + 1;
            at = next;
            match step {
                Step::Accept => {}
                Step::Split(one, other) => {
                    reach(stretch.place(*one as usize), 0);
                    reach(stretch.place(*other as usize), 0);
                }
                Step::Jump(to) => reach(stretch.place(*to as usize), 0),
                Step::Part { part, end } => {
                    let end = *end as usize;
                    at = stretch.place(end);
                    let _ways = self.part(stretch, *part, (stretch.from + next, end), here);
                    reach(at, self.parts.get(part).map_or(0, |part| part.width));
                }
                step => reach(next, self.width(step)),
            }
        }
        before
    }

    /// Most tokens that a step takes.
    fn width(&self, step: &Step) -> usize {
        match step {
            Step::Integer { .. } => {
                [classes::MONTH, classes::QUARTER].map(&self.longest).into_iter().fold(1, usize::max)
            }
            Step::Class { class, .. } => (self.longest)(*class),
            Step::Words { most, .. } | Step::Gap { most } => usize::from(*most),
            Step::Key(_) | Step::Capitals { .. } | Step::Number { .. } | Step::Date => 1,
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::Grammar;

    /// A pattern by its named parts, and the same with what stands behind the names: all that is known of them is the same.
    #[test]
    fn a_part_is_what_stands_in_it() {
        const PARTS: [(&str, &str); 4] = [
            ("figure", "over? <number> (<unit> | per cent | in all | of it)"),
            ("lead", "(at least | no fewer than | up to | about)* the? (new | old | own)?"),
            ("back", "(<back 5 connector> | <back 9 connector> no) (one | two | three) <words 3>"),
            ("open", "(a | b | c <number> | <gap 4>)? (d | e f g h)?"),
        ];
        let patterns = [
            "{figure}",
            "{lead} <number> {figure}",
            "x {lead} y {lead}",
            "{open} z {open} <number>",
            "{back} <number> {back} z",
            "<number> {open} (z | {lead} {figure})",
            "z {open} {open} {open} {open} {lead} <number> {figure} {back}",
        ];
        let written_out = |pattern: &str| {
            let name = |pattern: String, (name, part): &(&str, &str)| {
                pattern.replace(&format!("{{{name}}}"), &format!("({part})"))
            };
            PARTS.iter().fold(pattern.to_string(), name)
        };
        let list: Vec<String> =
            patterns.iter().flat_map(|pattern| [(*pattern).to_string(), written_out(pattern)]).collect();
        let parts: String = PARTS.iter().map(|(name, part)| format!("{name} = '{part}'\n")).collect();
        let file = format!(
            "language = \"xx\"\nname = \"X\"\nmask = {list:?}\n[detect]\nwords = [\"la\"]\n[numbers]\ndecimal = [\".\"]\ngroup = [\",\"]\n\
             [vocabulary]\nconnector = [\"and\"]\n[[unit]]\nname = \"meter\"\nkind = \"measure\"\nwords = [\"m\", \"square m\"]\n\
             [patterns]\n{parts}"
        );
        let grammar = Grammar::from_toml(&file).expect("a grammar");
        let programs = &grammar.0.masks.programs;
        assert_eq!(programs.len(), 2 * patterns.len());
        for (pair, pattern) in programs.chunks(2).zip(patterns) {
            let [part, whole] = pair else { panic!("two of each") };
            let holds =
                |program: &Program| program.steps.iter().any(|step| matches!(step, Step::Part { .. }));
            assert!(holds(part) && !holds(whole), "{pattern}");
            let all = |program: &Program| {
                let Program { reach, needs, looks_back, spoken, after_first, after_figure, past, .. } =
                    program;
                (*reach, *needs, *looks_back, *spoken, *after_first, *after_figure, *past, program.firsts[0])
            };
            assert_eq!(all(part), all(whole), "{pattern}");
            assert_eq!(part.firsts.len(), part.steps.len(), "{pattern}");
        }
    }
}
