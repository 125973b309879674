//! What a quantity measures, in the words of the text.
//!
//! Before most values stands their subject ("the rate of X reaches 80%"); ranks and some shares are followed by it
//! ("top 3 in X"; "80% of X use Y"). Words that open a clause and words between subject and value come from the
//! grammar.

use super::DenominatorAt;
use super::build::{Found, is_parallel};
use super::matcher::noun_run;
use super::notes::SubjectFrom;
use super::segment::{LOOK_BACK, Segments};
use super::tape::Tape;
use crate::grammar::{ClassId, ClassSet, classes};
use crate::text::Shape;
use crate::tree::QuantityKind;

/// Longest indicator, in tokens: a subject that is longer is half a sentence.
const LONGEST: usize = 60;
/// Most numbers of a list that are followed back to the first, or on to the last.
const LONGEST_LIST: usize = 12;

/// Fills `indicator`, and `of` where the words say "of which".
pub(super) fn assign<'a>(
    tape: &Tape<'a, '_>,
    segments: &Segments,
    horizons: &[(usize, usize)],
    denominators: &[DenominatorAt],
    found: &mut [Found<'a>],
) {
    // Phrases that open a clause without being its subject: by when, and "each year".
    let mut opening: Vec<(usize, usize)> = horizons.to_vec();
    let times = denominators.iter().filter(|denominator| denominator.leads());
    opening.extend(times.map(|denominator| (denominator.from, denominator.to)));
    opening.sort_unstable();
    let opening = opening.as_slice();
    for index in 0..found.len() {
        let Some(subject) = subject(tape, segments, opening, found, index) else { continue };
        let (earlier, rest) = found.split_at_mut(index);
        let Some(item) = rest.first_mut() else { continue };
        let beside = [item.from, item.to].into_iter().any(|at| tape.has(at, classes::OF_WHICH));
        let of_which = subject.of_which || beside;
        if item.quantity.kind == QuantityKind::Percent && item.quantity.of.is_none() && of_which {
            let whole = earlier.last().and_then(|earlier| earlier.quantity.indicator.clone());
            item.quantity.of = whole.map(Into::into);
            item.notes.of_which = true;
        }
        let range = without_horizon(tape, horizons, subject.range);
        item.notes.subject = Some((subject.from, range));
        item.quantity.average |= subject.average;
        item.quantity.indicator = (range.0 < range.1).then(|| tape.words(range.0, range.1));
    }
}

/// "Halve the number of road deaths by 2030": by when is not what is measured. Horizons do not overlap, so their ends are in order.
fn without_horizon(
    tape: &Tape<'_, '_>,
    horizons: &[(usize, usize)],
    (from, mut to): (usize, usize),
) -> (usize, usize) {
    while let Ok(index) = horizons.binary_search_by_key(&to, |&(_, end)| end)
        && let Some(&(start, _)) = horizons.get(index).filter(|&&(start, _)| from < start && start < to)
    {
        to = trimmed_end(tape, from, start);
    }
    (from, to)
}

/// The tokens of an indicator, and what was cut off around them.
#[derive(Default)]
struct Subject {
    range: (usize, usize),
    of_which: bool,
    average: bool,
    from: SubjectFrom,
}

fn subject(
    tape: &Tape<'_, '_>,
    segments: &Segments,
    opening: &[(usize, usize)],
    found: &[Found<'_>],
    index: usize,
) -> Option<Subject> {
    let item = found.get(index)?;
    if let Some(range) = item.indicator {
        return Some(Subject { range, from: SubjectFrom::Slot, ..Subject::default() });
    }
    let clause = segments.clause(item.from);
    let clause = (clause.0.max(item.from.saturating_sub(LOOK_BACK)), clause.1);
    if item.quantity.kind == QuantityKind::Rank
        && let Some(range) = topic_after(tape, opening, found, index, clause.1)
    {
        return Some(Subject { range, from: SubjectFrom::Topic, ..Subject::default() });
    }
    let earlier =
        index.checked_sub(1).and_then(|before| found.get(before)).filter(|before| before.to <= item.from);
    let earlier = earlier.filter(|before| before.to > clause.0);
    // "Trains on time (at most 10 minutes late) reach 88%": what stands in brackets cuts no subject off.
    let bracket = earlier.and_then(|inner| bracket(tape, opening, inner, clause.0, item.from));
    let outer = |open: usize| {
        let before = found.get(..index).unwrap_or_default().iter().rev().take(LONGEST_LIST);
        before.filter(|before| before.to > clause.0).find(|before| before.to <= open)
    };
    let earlier = bracket.map_or(earlier, outer);
    let mut from = clause.0;
    let mut to = bracket.unwrap_or(item.from);
    if let Some(before) = earlier {
        from = before.object.map_or(before.to, |object| object.1.clamp(before.to, item.from));
        // Nothing sets the two apart: "a rate of those employed within 6 months of over 85%"; "from 20% to 35%".
        let apart = (from..item.from).any(|at| tape.is_connector(at) || is_mark(tape, at));
        if !apart {
            from = first_of_chain(tape, found, index, clause.0);
            // 积案三年内压减五分之一: within which time it changes is not what is measured.
            let limit = before.quantity.kind == QuantityKind::Duration
                && before.to == item.from
                && item.quantity.change.is_some();
            to = if before.fixed || limit || before.quantity.kind == item.quantity.kind {
                before.from.max(from)
            } else {
                to
            };
        }
    }
    let cut = before(tape, opening, from, to);
    // Words that the template passed over before what it quotes: `không để … ^ dưới 42%`.
    let cut = if cut.range.0 >= cut.range.1 && item.quote_from > item.from && item.object.is_none() {
        before(tape, opening, item.from, item.quote_from)
    } else {
        cut
    };
    let share = item.quantity.kind == QuantityKind::Percent;
    // "in the regions, connect 32,000 households": a place is not what is measured.
    // "in the capital plan, $15 million for school roofs": nor where a sum is entered.
    let sum = item.quantity.kind == QuantityKind::Money && tape.has(item.to, classes::LINK);
    let aside = cut.range.0 < cut.range.1
        && (tape.has(cut.range.0, classes::ADVERBIAL) || (share && ends_in(tape, cut.range, item.from)))
        && (item.object.is_some_and(|object| object.0 < object.1)
            || (sum && tape.has(cut.range.0, classes::ADVERBIAL)));
    // "the budget, 60% of which for nature-based works": what follows is measured.
    if let Some(which) = tape.phrase(item.to, classes::OF_WHICH).filter(|_| cut.range.0 >= cut.range.1) {
        let from = item.to + which.length;
        let from = from + tape.phrase(from, classes::LINK).map_or(0, |link| link.length);
        let from = starting(opening, from).map_or(from, |(_, end)| end);
        let from = from + usize::from(tape.is(from, '-'));
        let range = (from, predicate_end(tape, found, index, from, clause.1));
        if range.0 < range.1 {
            return Some(Subject { range, from: SubjectFrom::After, ..cut });
        }
    }
    // "each commune has at least 1 house of culture": what is counted, unless a subject reaches the number.
    let counts = item.quantity.kind == QuantityKind::Count && item.quantity.per.is_none() && item.counted;
    let reached = (from.max(item.from.saturating_sub(6))..item.quote_from.max(item.from))
        .any(|at| tape.has(at, classes::ACHIEVES));
    // `против 40%`, `2020年为40%`, `5% 5%`: a preposition, a verb, figures alone measure nothing.
    let says = |at: usize| tape.tokens.get(at).is_some_and(|token| token.shape == Shape::Word);
    let words = (cut.range.0..cut.range.1).any(|at| says(at) && !tape.has(at, classes::STOP));
    let done = is_done_to(tape, item, cut.range);
    let listed = from < item.from && earlier.is_some_and(|before| goes_on(tape, opening, before, from, item));
    if words && !listed && (!counts || reached) && !aside && !done {
        return Some(cut);
    }
    // A list goes on with the subject of its first number.
    if listed
        && item.quantity.kind == QuantityKind::Percent
        && item.quantity.of.is_some()
        && (tape.has(item.from, classes::TRAIL) || tape.has(item.from, classes::ACHIEVES))
    {
        // "doubles, and is a quarter of the supply": the subject goes on.
        let range = before_first(tape, segments, opening, found, index)?;
        if range.0 < range.1 {
            return Some(Subject { range, from: SubjectFrom::List, ..cut });
        }
    }
    // `Hospital beds: more than 320 beds`: the label says more of what is counted.
    if item.quantity.kind == QuantityKind::Count
        && let Some(object) = item.object
        && let Some(range) = label(tape, segments, opening, found, index, clause.0)
        && holds(tape, range, object)
    {
        return Some(Subject { range, ..cut });
    }
    if let Some(object) = item.object {
        let end = predicate_end(tape, found, index, object.1, clause.1);
        let wide = item.quantity.kind == QuantityKind::Percent;
        // `Fishing: 6% of GDP against 4% today`: the label says what is compared.
        let compared = object.1 < end && (object.1..end).all(|at| tape.has(at, classes::STOP));
        if wide
            && compared
            && let Some(range) = label(tape, segments, opening, found, index, clause.0)
        {
            return Some(Subject { range, ..cut });
        }
        let range = (object.0, if wide { end } else { object.1 });
        return Some(Subject { range, from: SubjectFrom::Object, ..cut });
    }
    if listed {
        // Worked out already: the same words again.
        let mut range = before_first(tape, segments, opening, found, index)?;
        // `Доля: 2025 (факт) – 54 %, 2030 – 90 %`: nothing but a year, or the name of a column, stands before the first.
        if range.0 >= range.1 || tape.has(range.0, classes::TABLE_BASELINE) {
            range = label(tape, segments, opening, found, index, clause.0).unwrap_or(range);
        }
        // "The share should rise from 8% in 2026 to 21% by 2030 and to 33% by 2035": what the first is raised from stands there.
        if !(range.0..range.1).any(|at| says(at) && !tape.has(at, classes::STOP)) {
            range = earlier.and_then(|before| before.notes.subject).map_or(range, |(_, subject)| subject);
        }
        return Some(Subject { range, from: SubjectFrom::List, ..cut });
    }
    // `Unemployment rate: below 5%`: the words before the colon say what is measured.
    if item.object.is_none()
        && let Some(range) = label(tape, segments, opening, found, index, clause.0)
    {
        return Some(Subject { range, ..cut });
    }
    if cut.range.0 >= cut.range.1
        && item.quantity.change.is_some()
        && let Some(range) = before_opener(tape, opening, from, item)
    {
        return Some(Subject { range, ..cut });
    }
    // "50% by 2030 (in 2026 – 30%)": a step on the way to the figure before the brackets.
    if let Some(main) = earlier.filter(|main| is_step(tape, opening, main, item))
        && let Some((_, range)) = main.notes.subject
    {
        return Some(Subject { range, from: SubjectFrom::List, ..cut });
    }
    // "80 tonnes, against 60 at present": only prepositions stand before it, and what follows is no subject either.
    if cut.range.0 < cut.range.1 && !words {
        return Some(Subject { range: (item.to, item.to), from: SubjectFrom::After, ..cut });
    }
    // Nor is a year after the value, or the word that links it to a noun: "EUR 5 million by 2030", "500 km of roads".
    let mut first = item.to;
    while first < clause.1 {
        // "EUR 20 million, of which 30% is lent": a part is not what is measured.
        if tape.has(first, classes::OF_WHICH) {
            return Some(Subject { range: (first, first), from: SubjectFrom::After, ..cut });
        }
        // "50% by 2030 (in 2024: 41%)".
        if tape.is(first, '(') && starting(opening, first + 1).is_some() {
            first += 1;
            continue;
        }
        // "A reduction of 20% in court backlogs": what a change is in; `на 20 % увеличить вылов`: what it is.
        let change = item
            .quantity
            .change
            .and_then(|_| tape.phrase(first, classes::ABOUT).or_else(|| tape.phrase(first, classes::CHANGE)));
        let link = tape.phrase(first, classes::LINK).or(change).map(|link| first + link.length);
        match starting(opening, first).map(|(_, end)| end).filter(|&end| end > first).or(link) {
            Some(end) => first = end,
            None if is_mark(tape, first) && first == item.to => first += 1,
            None => break,
        }
    }
    let end = predicate_end(tape, found, index, first, clause.1);
    // `прирост — 2,5 %, за пятилетие — 13 %`: behind a comma the words up to the next figure are those of that one.
    let next = found
        .get(index + 1)
        .filter(|next| next.from < clause.1)
        .map(|next| trimmed_end(tape, first, next.from));
    if tape.is(item.to, ',') && next == Some(end) {
        return Some(Subject { range: (end, end), from: SubjectFrom::After, ..cut });
    }
    let start = (first..end).find(|&at| {
        !is_mark(tape, at) || tape.tokens.get(at).is_some_and(|token| token.is('(') || token.is('"'))
    });
    // "The top 10 with 500 km": a preposition alone measures nothing.
    let named = start.filter(|&start| (start..end).any(|at| !tape.has(at, classes::STOP)));
    Some(Subject { range: (named.unwrap_or(end), end), from: SubjectFrom::After, ..cut })
}

/// "Restoration of 300 km of rivers": one word before the value says what is done, and what is measured follows, both linked
/// alike.
fn is_done_to(tape: &Tape<'_, '_>, item: &Found<'_>, (from, to): (usize, usize)) -> bool {
    let link = |at: usize| tape.has(at, classes::LINK).then(|| tape.tokens.get(at)).flatten();
    let linked = item.from.checked_sub(1).and_then(link).zip(link(item.to));
    let alike = linked.is_some_and(|(before, after)| before.symbol == after.symbol);
    item.quantity.kind == QuantityKind::Measure && from + 1 == to && to + 1 == item.from && alike
}

/// Where the brackets open that hold an earlier quantity of the clause, if nothing but a verb stands between them and token `to`.
fn bracket(
    tape: &Tape<'_, '_>,
    opening: &[(usize, usize)],
    inner: &Found<'_>,
    clause: usize,
    to: usize,
) -> Option<usize> {
    let close = (inner.to..to).take(LONGEST).find(|&at| tape.is(at, ')'))?;
    let open = tape.open_bracket(inner.from.saturating_sub(LONGEST).max(clause)..inner.from)?;
    let said = before(tape, opening, close + 1, to).range;
    (said.0 >= said.1 && open > clause).then_some(open)
}

/// Whether `item` opens brackets right behind `main`, a figure of its kind, with nothing but a year before it.
fn is_step(tape: &Tape<'_, '_>, opening: &[(usize, usize)], main: &Found<'_>, item: &Found<'_>) -> bool {
    let alike = main.quantity.kind == item.quantity.kind && main.quantity.unit == item.quantity.unit;
    // The year of the figure before it may stand between: "50% by 2030 (in 2026 – 30%)".
    let open = starting(opening, main.to).map_or(main.to, |(_, end)| end);
    let year = starting(opening, open + 1).map(|(_, end)| end).filter(|_| tape.is(open, '('));
    alike && year.is_some_and(|end| end <= item.from && (end..item.from).all(|at| is_mark(tape, at)))
}

/// Whether the words of `part` stand in `whole`, in any case.
fn holds(tape: &Tape<'_, '_>, whole: (usize, usize), part: (usize, usize)) -> bool {
    let words = |(from, to): (usize, usize)| {
        let tokens = tape.tokens.get(from..to).unwrap_or_default();
        tokens.iter().map(|token| token.span.of(tape.source).to_lowercase()).collect::<Vec<_>>()
    };
    let (whole, part) = (words(whole), words(part));
    !part.is_empty() && whole.windows(part.len()).any(|some| some == part)
}

/// The words before the colon that a clause of a quantity follows: a label, not a sentence that leads in to a list.
fn label(
    tape: &Tape<'_, '_>,
    segments: &Segments,
    opening: &[(usize, usize)],
    found: &[Found<'_>],
    index: usize,
    clause: usize,
) -> Option<(usize, usize)> {
    const LONGEST_LABEL: usize = 20;
    let mut clause = clause;
    // `Потери тепла: 2025 год – 23 %; 2030 год – 12 %`: years that follow each other are rows under the label.
    for _ in 0..LONGEST_LIST {
        let row = clause > 0 && tape.is(clause - 1, ';') && starting(opening, clause).is_some();
        if !row {
            break;
        }
        clause = segments.clause(clause - 1).0;
    }
    let colon = clause.checked_sub(1).filter(|&at| tape.is(at, ':'))?;
    let start = segments.clause(colon).0;
    let first =
        found.get(..index).unwrap_or_default().partition_point(|before| before.from < colon).checked_sub(1);
    let first = first.and_then(|before| found.get(before)).is_none_or(|before| before.to <= start);
    let range = before(tape, opening, start, colon).range;
    // `Результат: создано 15 км водопровода`: the label of a line measures nothing.
    if tape.phrase(range.0, classes::RESULT).is_some_and(|words| range.0 + words.length == range.1) {
        return None;
    }
    (first && range.0 < range.1 && colon - start <= LONGEST_LABEL).then_some(range)
}

/// The subject of the first quantity of the list that `index` belongs to.
fn before_first(
    tape: &Tape<'_, '_>,
    segments: &Segments,
    opening: &[(usize, usize)],
    found: &[Found<'_>],
    index: usize,
) -> Option<(usize, usize)> {
    let mut first = index;
    while let Some(before) = first.checked_sub(1)
        && let (Some(earlier), Some(item)) = (found.get(before), found.get(first))
        && index - before <= LONGEST_LIST
        && goes_on(tape, opening, earlier, earlier.to.min(item.from), item)
    {
        first = before;
    }
    let item = found.get(first)?;
    let earlier = first.checked_sub(1).and_then(|before| found.get(before)).map_or(0, |before| before.to);
    Some(before(tape, opening, earlier.max(segments.clause(item.from).0), item.from).range)
}

/// Where the words before the quantities begin that nothing sets apart from `index`.
fn first_of_chain(tape: &Tape<'_, '_>, found: &[Found<'_>], index: usize, clause: usize) -> usize {
    let mut first = index;
    while let Some(before) = first.checked_sub(1)
        && let (Some(earlier), Some(item)) = (found.get(before), found.get(first))
        && earlier.to > clause
        && index - before <= LONGEST_LIST
    {
        if (earlier.to.min(item.from)..item.from).any(|at| tape.is_connector(at) || is_mark(tape, at)) {
            return earlier.to;
        }
        first = before;
    }
    clause
}

/// Whether `item` is one of a list that `earlier`, which ends at token `from`, stands in.
fn goes_on(
    tape: &Tape<'_, '_>,
    opening: &[(usize, usize)],
    earlier: &Found<'_>,
    from: usize,
    item: &Found<'_>,
) -> bool {
    let to = item.from;
    // "to 21% by 2030 and to 33% by 2035": the same word stands before both.
    let symbol = |at: usize| tape.tokens.get(at).map(|token| token.symbol);
    let before = to.checked_sub(1).filter(|&at| at > from && tape.has(at, classes::TRAIL));
    // `вдвое – до 47 мг`: by how much, and to what.
    let level = earlier.quantity.kind == QuantityKind::Multiple && from + 1 == to && tape.is(from, '-');
    let parallel = earlier.quantity.kind == item.quantity.kind && is_parallel(tape, (from, to), item);
    if level || parallel {
        return true;
    }
    let same = before.filter(|&at| earlier.from.checked_sub(1).and_then(symbol) == symbol(at));
    joins(tape, opening, from, to) || same.is_some_and(|at| joins(tape, opening, from, at))
}

/// Whether nothing but connectors and years stands there: "by 2026 and" in "30% by 2026 and 50% by 2030".
fn joins(tape: &Tape<'_, '_>, opening: &[(usize, usize)], from: usize, to: usize) -> bool {
    let mut at = from;
    while at < to {
        let phrase = starting(opening, at).map(|(_, end)| end).filter(|&end| end > at && end <= to);
        let aside =
            || aside_in_brackets(tape, opening, at).map(|length| at + length).filter(|&end| end <= to);
        match phrase.or_else(aside) {
            // "down to 7 by 2029, by 2032 - to 6".
            Some(end) => at = if end < to && tape.is(end, '-') { end + 1 } else { end },
            None if tape.is_connector(at) => at += 1,
            None => return false,
        }
    }
    true
}

/// Whether a preposition ends the words of `range`, or stands right behind them: "devices at" before "half of the works".
fn ends_in(tape: &Tape<'_, '_>, range: (usize, usize), to: usize) -> bool {
    (range.1.saturating_sub(2).max(range.0)..to.min(range.1 + 1))
        .any(|at| tape.phrase(at, classes::ADVERBIAL).is_some_and(|phrase| at + phrase.length >= range.1))
}

fn is_mark(tape: &Tape<'_, '_>, at: usize) -> bool {
    tape.tokens.get(at).is_some_and(|token| matches!(token.shape, Shape::Punct(_)))
}

/// What may stand before a subject and is no part of it.
const LEADING: ClassSet = ClassSet::of(&[
    classes::LEAD,
    classes::OPENER,
    classes::FORBID,
    classes::KEEP,
    classes::ARTICLE,
    classes::OF_WHICH,
]);
/// What may stand between a subject and its value, and is no part of it.
const TRAILING: [ClassId; 4] = [classes::TRAIL, classes::APPROXIMATE, classes::CHANGE, classes::OF_WHICH];
/// The same, and what stays part of the subject.
const BEHIND: ClassSet = ClassSet::of(&TRAILING).join(ClassSet::of(&[classes::AVERAGE]));

/// The words from `from` up to `to` without what opens the clause and what leads to the value.
fn before(tape: &Tape<'_, '_>, opening: &[(usize, usize)], from: usize, to: usize) -> Subject {
    let mut from = from.max(to.saturating_sub(LONGEST));
    let mut to = to;
    let (mut of_which, mut average) = (false, false);
    // The last opening word after a comma begins the part that the value belongs to.
    for at in (from..to).rev() {
        let opens = at == from || tape.tokens.get(at - 1).is_some_and(|token| token.is(','));
        // `Tỉ lệ chi cho y tế, trong đó có y tế dự phòng, đạt 3%`: between two commas it is said by the way.
        if opens && at > from && tape.has(at, classes::OF_WHICH) && tape.is(to - 1, ',') && at < to - 1 {
            to = at - 1;
            continue;
        }
        if opens && tape.has(at, classes::OPENER) {
            from = at;
            break;
        }
    }
    from = asked(tape, from, to).unwrap_or(from);
    while from < to {
        let horizon = starting(opening, from).map(|(from, to)| to - from);
        let (lead, which) = if tape.may_have(from, LEADING) { lead(tape, from) } else { (None, None) };
        of_which |= which.is_some();
        let mark = tape
            .tokens
            .get(from)
            .is_some_and(|token| matches!(token.shape, Shape::Punct(c) if !"(\"".contains(c)))
            // `(ngân sách 700 tỷ đồng; vay 500 tỷ đồng)`: the bracket is closed in another clause.
            || (tape.is(from, '(') && !(from..to).any(|at| tape.is(at, ')')));
        let aside = aside_in_brackets(tape, opening, from);
        let step = which
            .max(lead)
            .max(horizon)
            .max(aside)
            .filter(|&step| step > 0)
            .or_else(|| (mark || tape.is_connector(from)).then_some(1));
        let Some(step) = step else { break };
        from += step;
    }
    let mut end = to;
    'trim: while from < end {
        if tape
            .tokens
            .get(end - 1)
            .is_some_and(|token| matches!(token.shape, Shape::Punct(c) if !")\"".contains(c)))
        {
            end -= 1;
            continue;
        }
        // `Восстановить 15 тыс. га торфяников, или 60 % нарушенных`; 惠及 is a word without a blank, and joins nothing.
        let spaced = || tape.tokens.get(end - 1).is_some_and(|token| token.spaced);
        // `mức tiêu thụ cuối cùng`: nor does the end of a longer word.
        if tape.is_connector(end - 1) && spaced() && !tape.is_kept(end - 1) {
            end -= 1;
            continue;
        }
        // `Diện tích nhà ở đạt 32 m2`: the word before the verb belongs to `nhà ở`, "housing".
        // "a rate of 30%": a word that links the value to its subject does so at the end of an expression as well.
        let before_value = end == to && tape.has(end - 1, classes::LINK);
        if (!before_value || tape.has(to, classes::ACHIEVES)) && is_compound(tape, from, end) {
            break;
        }
        for start in (from..end).rev().take(8).filter(|&start| tape.may_have(start, BEHIND)) {
            let fits = |class| tape.phrases_of(start, class).any(|phrase| start + phrase.length == end);
            of_which |= fits(classes::OF_WHICH);
            if TRAILING.into_iter().any(fits) {
                end = start;
                continue 'trim;
            }
            // "average life expectancy": the word is part of the name, and says that the value is an average.
            average |= fits(classes::AVERAGE);
        }
        if let Some(horizon) = last_before(opening, end).filter(|&(start, stop)| stop == end && start >= from)
        {
            end = horizon.0;
            continue;
        }
        break;
    }
    Subject { range: (from.min(to), end.min(to)), of_which, average, from: SubjectFrom::Before }
}

/// Whether the last of the words up to `end` leads to values elsewhere, but is part of a fixed expression here.
fn is_compound(tape: &Tape<'_, '_>, from: usize, end: usize) -> bool {
    const LONGEST: usize = 3;
    let kept = |start| tape.phrases_of(start, classes::KEEP).any(|phrase| start + phrase.length == end);
    end > from
        && tape.has(end - 1, classes::TRAIL)
        && (from.max(end.saturating_sub(LONGEST))..end - 1).any(kept)
}

/// What changes, where only a word that opens a predicate stands between it and the change: "lower the losses of heat, ensuring a
/// cut of at least 12%". What follows a change may be what it is of.
fn before_opener(
    tape: &Tape<'_, '_>,
    opening: &[(usize, usize)],
    from: usize,
    item: &Found<'_>,
) -> Option<(usize, usize)> {
    let said = [classes::LINK, classes::ABOUT].into_iter().any(|class| tape.has(item.to, class));
    let from = from.max(item.from.saturating_sub(LONGEST));
    let comma = (from..item.from).rev().find(|&at| tape.is(at, ','))?;
    let range = before(tape, opening, from, comma).range;
    (!said && tape.has(comma + 1, classes::OPENER) && range.0 < range.1).then_some(range)
}

/// How many tokens lead to a subject from token `at`, and how many of them say that it is a part of the one before.
fn lead(tape: &Tape<'_, '_>, at: usize) -> (Option<usize>, Option<usize>) {
    let length = |class| tape.phrase(at, class).map(|phrase| phrase.length);
    let lead = length(classes::LEAD).max(length(classes::OPENER)).max(length(classes::FORBID));
    // `chi phí` is a noun, although `chi` opens clauses.
    let lead = lead.filter(|_| length(classes::KEEP) <= lead);
    (lead.max(length(classes::ARTICLE)), length(classes::OF_WHICH))
}

/// Where what is asked for begins in words that open by asking somebody: "Invites the development banks to" …
fn asked(tape: &Tape<'_, '_>, from: usize, to: usize) -> Option<usize> {
    /// Tokens that name who is asked.
    const LONGEST: usize = 30;
    let request = tape.phrase(from, classes::REQUEST)?;
    let first = from + request.length;
    let goes_on = |&at: &usize| !tape.is(at, ',') && !tape.is(at, ':');
    (first..to.min(first + LONGEST))
        .take_while(goes_on)
        .filter(|&at| !tape.is_kept(at))
        .find_map(|at| tape.phrase(at, classes::REQUEST_TO).map(|phrase| at + phrase.length))
}

/// What a rank is about: the words after "in", its own or those of the next rank of the list.
fn topic_after(
    tape: &Tape<'_, '_>,
    opening: &[(usize, usize)],
    found: &[Found<'_>],
    index: usize,
    clause_end: usize,
) -> Option<(usize, usize)> {
    for index in index..index + LONGEST_LIST {
        let item = found.get(index)?;
        // "Among the top 15 by 2030 in road safety": by when is not about what.
        let start = starting(opening, item.to).map_or(item.to, |(_, end)| end);
        if let Some(about) = tape.phrase(start, classes::ABOUT) {
            let from = start + about.length;
            return Some((from, predicate_end(tape, found, index, from, clause_end)))
                .filter(|range| range.0 < range.1);
        }
        let next = found.get(index + 1)?;
        let listed = next.quantity.kind == QuantityKind::Rank
            && next.from < clause_end
            && next.from - item.to <= 6
            && (start..next.from).all(|at| !tape.has(at, classes::ABOUT));
        if !listed {
            return None;
        }
    }
    None
}

/// Where the words after a value end: at the clause's end, the next quantity, or a comma that no noun follows.
fn predicate_end(
    tape: &Tape<'_, '_>,
    found: &[Found<'_>],
    index: usize,
    from: usize,
    clause_end: usize,
) -> usize {
    let next = found.get(index + 1).map_or(clause_end, |next| next.from.min(clause_end));
    let end = next.min(from + LONGEST).max(from);
    let mut at = from;
    while at < end {
        let comma = tape.is(at, ',');
        if comma && (tape.has(at + 1, classes::LEAD) || noun_run(tape, at + 1, 1) == 0) {
            break;
        }
        at += 1;
    }
    // "triple the number of apprentices to 15,000": the last word leads to the next figure.
    let leads =
        |end: usize| at == next && next < clause_end && end > from && tape.has(end - 1, classes::LINK);
    let end = trimmed_end(tape, from, at);
    if leads(end) { trimmed_end(tape, from, end - 1) } else { end }
}

/// Where the words of an indicator end, without what joins them to those behind.
fn trimmed_end(tape: &Tape<'_, '_>, from: usize, mut at: usize) -> usize {
    // "in logistics and the top 20": the article belongs to the next figure.
    while at > from && (tape.has(at - 1, classes::CONNECTOR) || tape.has(at - 1, classes::ARTICLE)) {
        at -= 1;
    }
    while at > from
        && tape
            .tokens
            .get(at - 1)
            .is_some_and(|token| matches!(token.shape, Shape::Punct(c) if !")\"".contains(c)))
    {
        at -= 1;
    }
    at
}

/// The opening phrase that begins at token `at`.
fn starting(opening: &[(usize, usize)], at: usize) -> Option<(usize, usize)> {
    let index = opening.binary_search_by_key(&at, |&(from, _)| from).ok()?;
    opening.get(index).copied()
}

/// `(факт)`, `(baseline)`, `(2026)`: brackets that name a column of a table or a year, and measure nothing; how long they are.
fn aside_in_brackets(tape: &Tape<'_, '_>, opening: &[(usize, usize)], at: usize) -> Option<usize> {
    const LONGEST: usize = 6;
    if !tape.is(at, '(') {
        return None;
    }
    if let Some((_, end)) = starting(opening, at + 1).filter(|&(_, end)| tape.is(end, ')')) {
        return Some(end + 1 - at);
    }
    let names =
        [classes::TABLE_BASELINE, classes::TABLE_TARGET].into_iter().any(|class| tape.has(at + 1, class));
    let close = (at..at + LONGEST).find(|&at| tape.is(at, ')')).filter(|_| names)?;
    Some(close + 1 - at)
}

/// The last opening phrase that ends at or before token `at`.
fn last_before(opening: &[(usize, usize)], at: usize) -> Option<(usize, usize)> {
    opening.get(opening.partition_point(|&(_, to)| to <= at).checked_sub(1)?).copied()
}

impl DenominatorAt {
    /// Whether it says how often or for how many, and is no part of a name such as "income per head".
    fn leads(&self) -> bool {
        self.from < self.to && (self.per.value != crate::tree::Decimal::ONE || self.per.unit != "person")
    }
}
