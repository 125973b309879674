//! Printed targets against the answers.

use crate::answers::{Answers, AskedTarget, is_one_of};
use crate::counts::{Miss, Tally};
use crate::words::plain;
use clausetree::{Decimal, Quantity, Resolution, SectionKind, Target};

/// A printed target, and whether it stands for an answer already: one figure answers one question.
struct Printed<'r> {
    quantity: &'r Quantity<'r>,
    section: &'static str,
    used: bool,
}

impl<'r> Printed<'r> {
    fn new(target: Target<'r, 'r>) -> Self {
        let outside =
            if target.node.id.split('.').next() == Some("closing") { "closing" } else { "preamble" };
        let section = target.section.map_or(outside, SectionKind::as_str);
        Self { quantity: target.quantity, section, used: false }
    }

    fn overlaps(&self, asked: &AskedTarget) -> bool {
        asked.start < self.quantity.span.end() && self.quantity.span.start() < asked.end
    }

    fn answers(&self, asked: &AskedTarget) -> bool {
        self.overlaps(asked) && same_numbers(asked, self.quantity)
    }

    fn say(&self, text: &str) -> String {
        let end = |end: Option<Decimal>| end.map_or("-".to_string(), |end| end.to_string());
        let Quantity { kind, comparator, min, max, span, .. } = self.quantity;
        let words = span.of(text);
        format!("{} {} {}..{} «{words}»", kind.as_str(), comparator.as_str(), end(*min), end(*max))
    }
}

/// Counts the targets of a text.
pub(crate) fn count(answers: &Answers, resolution: &Resolution<'_>, text: &str, tally: &mut Tally) {
    let end = answers.scored_bytes.map_or(usize::MAX, |(_, end)| end);
    let read = resolution.targets().filter(|target| target.quantity.span.start() < end);
    let mut printed: Vec<Printed<'_>> = read.map(Printed::new).collect();
    for asked in answers.targets.iter().filter(|asked| !asked.optional) {
        tally.counts.asked += 1;
        tally.counts.told.asked += usize::from(asked.indicator_has.is_some());
        if let Some(found) = best(asked, &mut printed) {
            found.used = true;
            tally.counts.found += 1;
            compare_indicator(asked, found, tally);
            compare(asked, found, text, tally);
        } else {
            let near = printed.iter().filter(|printed| !printed.used && printed.overlaps(asked));
            let near: Vec<String> = near.map(|printed| printed.say(text)).collect();
            let near = if near.is_empty() { String::new() } else { format!(", printed {}", near.join("; ")) };
            tell(asked, &format!("missed{near}"), tally);
        }
    }
    count_extra(answers, &printed, text, tally);
}

/// Of the printed targets with the numbers of the answer, the one that is most like it; the first of equals.
fn best<'p, 'r>(asked: &AskedTarget, printed: &'p mut [Printed<'r>]) -> Option<&'p mut Printed<'r>> {
    let fitting = printed.iter_mut().filter(|printed| !printed.used && printed.answers(asked));
    fitting.min_by_key(|printed| {
        let kind = printed.quantity.kind.as_str() != asked.kind;
        let comparator = printed.quantity.comparator.as_str() != asked.comparator;
        (kind, comparator, differences(asked, printed).len())
    })
}

/// Whether the numbers are equal. An exact number may stand at either end: "from 5 to 10" answers a row that asks 5.
fn same_numbers(asked: &AskedTarget, quantity: &Quantity<'_>) -> bool {
    let ends = [quantity.min, quantity.max];
    if asked.comparator == "eq" {
        return ends.contains(&asked.min);
    }
    // Where the bound was lost in the text itself (`comparator_any`), the bare number will do.
    let bare = asked.comparator_any.is_some() && ends.contains(&asked.min.or(asked.max));
    bare || ends == [asked.min, asked.max]
}

fn compare_indicator(asked: &AskedTarget, found: &Printed<'_>, tally: &mut Tally) {
    let Some(words) = &asked.indicator_has else { return };
    let printed = found.quantity.indicator.as_deref().unwrap_or_default();
    if plain(printed).contains(&plain(words)) {
        tally.counts.told.right += 1;
    } else {
        tell(asked, &format!("indicator asked «{words}», printed «{printed}»"), tally);
    }
}

fn compare(asked: &AskedTarget, found: &Printed<'_>, text: &str, tally: &mut Tally) {
    let comparator = found.quantity.comparator.as_str();
    let right = is_one_of(comparator, asked.comparator_any.as_ref(), &asked.comparator);
    if found.quantity.kind.as_str() != asked.kind || !right {
        let what = format!("asked {} {}, printed {}", asked.kind, asked.comparator, found.say(text));
        return tell(asked, &what, tally);
    }
    tally.counts.typed += 1;
    let differences = differences(asked, found);
    if differences.is_empty() {
        tally.counts.full += 1;
    } else {
        tell(asked, &format!("differs in {}", differences.join(", ")), tally);
    }
}

/// What is not as the answer has it, apart from numbers, kind and bound. The words of `of`, `counted` and `scope` are
/// not compared, only whether there are any: readers cut them differently.
fn differences(asked: &AskedTarget, printed: &Printed<'_>) -> Vec<&'static str> {
    let quantity = printed.quantity;
    let dated = ["deadline", "recurrence"].contains(&asked.kind.as_str());
    let lacks = |asked: &Option<String>, printed: Option<&str>| {
        asked.is_some() && printed.unwrap_or_default().is_empty()
    };
    let other = |asked: Option<&str>, printed: Option<&str>| asked.is_some() && asked != printed;
    let per = quantity.per.as_ref().map(|per| per.value);
    let change = quantity.change.map(clausetree::Change::as_str);
    [
        ("section", !is_one_of(printed.section, asked.section_any.as_ref(), &asked.section)),
        // A date is its own horizon.
        ("horizon", !dated && asked.horizon != quantity.horizon),
        ("per", asked.per.as_ref().map(|per| per.value) != per),
        ("of", lacks(&asked.of, quantity.of.as_deref())),
        ("counted", lacks(&asked.counted, quantity.counted.as_deref())),
        ("scope", lacks(&asked.scope, quantity.scope.as_deref())),
        ("change", other(asked.change.as_deref(), change)),
        ("iso8601", other(asked.iso8601.as_deref(), quantity.iso8601.as_deref())),
    ]
    .into_iter()
    .filter_map(|(name, differs)| differs.then_some(name))
    .collect()
}

/// What was printed and nobody asked for. A second printing of an answer's own figure is none, nor is anything that
/// touches an optional answer.
fn count_extra(answers: &Answers, printed: &[Printed<'_>], text: &str, tally: &mut Tally) {
    for printed in printed.iter().filter(|printed| !printed.used) {
        let known = |asked: &AskedTarget| {
            if asked.optional { printed.overlaps(asked) } else { printed.answers(asked) }
        };
        if !answers.targets.iter().any(known) {
            tally.counts.extra += 1;
            let (span, what) = (printed.quantity.span, format!("extra {}", printed.say(text)));
            tally.misses.push(Miss::at(span.start(), span.end(), what));
        }
    }
}

fn tell(asked: &AskedTarget, what: &str, tally: &mut Tally) {
    let what = format!("{} «{}»: {what}", asked.id, asked.quote);
    tally.misses.push(Miss::at(asked.start, asked.end, what));
}
