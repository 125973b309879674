//! Whether the text commits to a figure, reports it, or only mentions it.

use super::Setting;
use super::build::Found;
use super::horizon::HorizonAt;
use super::segment::LOOK_BACK;
use super::tape::Tape;
use crate::grammar::classes;
use crate::text::Shape;
use crate::tree::{Comparator, QuantityKind, QuantityRole};

/// What made the role of a figure; tokens are where the deciding words stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Because {
    Template,
    Context(usize),
    ContextAfter(usize),
    Achieved(usize),
    /// Brackets or the label beside it name a column of results.
    Told(usize),
    Commit(usize),
    /// A bare number of things.
    Bare,
    /// Its year was over when the document was made.
    Past,
    /// It stands in brackets with an earlier year.
    Aside,
    /// A date in the heading of a section.
    Heading,
    /// The place in the document.
    #[default]
    Place,
}

/// Gives every quantity its role.
pub(super) fn assign(
    tape: &Tape<'_, '_>,
    horizons: &[HorizonAt],
    setting: &Setting,
    found: &mut [Found<'_>],
) {
    for index in 0..found.len() {
        let (earlier, rest) = found.split_at_mut(index);
        let Some(item) = rest.first_mut() else { continue };
        let report_ends = ahead(tape, horizons, setting, earlier, item);
        (item.quantity.role, item.notes.role) = of(tape, item, setting, horizons, (earlier, report_ends));
    }
}

/// The token up to which words of a report hold no longer: `目前已建成5000个，到2027年达到2万个` says what is there now,
/// and what is to be there by a year.
///
/// That year stands behind a figure that was reached without naming any year of its own: "in 2023, 40% was reached, in
/// 2024 45%" goes on reporting.
fn ahead(
    tape: &Tape<'_, '_>,
    horizons: &[HorizonAt],
    setting: &Setting,
    earlier: &[Found<'_>],
    item: &Found<'_>,
) -> Option<usize> {
    /// "60% by 2027": tokens between a figure and the year behind it.
    const NEAR: usize = 1;
    let sentence = tape.segments.sentence(item.from).0.max(item.from.saturating_sub(LOOK_BACK));
    let reached = earlier
        .iter()
        .rev()
        .take_while(|found| found.from >= sentence)
        .filter(|found| found.quantity.role == QuantityRole::Achieved)
        .last()?;
    let dated = (sentence..reached.from).any(|at| tape.date_at(at).is_some());
    if dated || reached.to > item.from {
        return None;
    }
    let before = horizons.partition_point(|horizon| horizon.from < sentence);
    let next = horizons.get(before).filter(|horizon| horizon.from >= reached.to)?;
    let near = horizons
        .iter()
        .skip(before)
        .take_while(|horizon| horizon.from <= item.to + NEAR)
        .last()
        .filter(|horizon| horizon.to <= item.from || horizon.from >= item.to);
    let named = near.is_some() && next.from <= item.to + NEAR;
    let later = setting.since.is_none_or(|since| next.year > since);
    // "So far 40% has been reached, 60% by 2027": the comma ends what is told.
    let comma = || (reached.to..item.from).rev().find(|&at| tape.is_connector(at));
    let end = if next.from < item.from { Some(next.from) } else { comma() };
    end.filter(|_| named && later)
}

/// A figure in brackets with an earlier year is where the one before them sets out from: "50% by 2030 (in 2024: 41%)".
/// One with a year that was still to come is a step on the way: "97% by 2030 (in 2026 alone: 94%)".
///
/// `over` are the years that were over when the document was made.
pub(super) fn asides(tape: &Tape<'_, '_>, over: &[HorizonAt], setting: &Setting, found: &mut [Found<'_>]) {
    const BRACKET: usize = 12;
    /// "By the end of 2030" between a figure and the brackets.
    const NEAR: usize = 12;
    /// "(41% of all pupils in 2024)": tokens between the figure and its year.
    const AFTER: usize = 4;
    for index in 1..found.len() {
        let (earlier, rest) = found.split_at_mut(index);
        let Some(item) = rest.first_mut().filter(|item| !item.fixed) else { continue };
        let bracket = (item.from.saturating_sub(BRACKET)..item.from)
            .rev()
            .find(|&at| tape.is(at, '(') || tape.is(at, ')'))
            .filter(|&at| tape.is(at, '('));
        let Some(bracket) = bracket else { continue };
        let before = earlier.iter().rev().filter(|found| found.to <= bracket);
        let near = before.clone().next().is_some_and(|main| bracket - main.to <= NEAR);
        // "95% of calls within 20 seconds (2024: 71%)": it is the share that was another.
        let alike = |main: &&Found<'_>| {
            main.quantity.kind == item.quantity.kind && main.quantity.unit == item.quantity.unit
        };
        let Some(main) = before.take(2).find(alike).filter(|_| near) else { continue };
        let inside = item.quantity.horizon_span.zip(tape.tokens.get(bracket));
        let inside = inside.is_some_and(|(span, bracket)| span.start() >= bracket.span.start());
        // "(41% in 2024)": a year that is over is nobody's horizon.
        let past = over
            .get(over.partition_point(|past| past.from < item.to))
            .filter(|past| past.from <= item.to + AFTER && !(item.to..past.from).any(|at| tape.is(at, ')')));
        let year = item.quantity.horizon.filter(|_| inside).or(past.map(|past| past.year));
        let Some(year) = year else { continue };
        let to_come = setting.since.is_some_and(|since| year > since);
        let sets_out = !to_come
            && match main.quantity.horizon {
                Some(reached) => year < reached,
                None => setting.since.is_none_or(|since| year < since),
            };
        if sets_out && item.quantity.role == QuantityRole::Target {
            (item.quantity.role, item.notes.role) = (QuantityRole::Context, Because::Aside);
        }
    }
}

/// The role of `item` in its surroundings, and what made it. Words that report count from `report_ends` on.
///
/// The words of the clause go before the section: "has reached 16%" in a list of objectives is a report, and
/// "strive for 60%" in a report is a commitment.
fn of(
    tape: &Tape<'_, '_>,
    item: &Found<'_>,
    setting: &Setting,
    horizons: &[HorizonAt],
    (earlier, report_ends): (&[Found<'_>], Option<usize>),
) -> (QuantityRole, Because) {
    let usual = setting.role;
    if item.fixed {
        return (item.quantity.role, Because::Template);
    }
    if setting.heading && item.quantity.kind == QuantityKind::Deadline {
        return (QuantityRole::Context, Because::Heading);
    }
    let (from, to) = tape.segments.clause(item.from);
    let from = from.max(item.from.saturating_sub(LOOK_BACK));
    let last = |class| {
        // `预期` commits, `预期寿命` is the expectancy of life.
        let longer = |at: usize| {
            let length = |class| tape.phrase(at, class).map_or(0, |phrase| phrase.length);
            length(classes::KEEP) > length(class)
        };
        // "Against the target of the last plan only 900 were built": a target that is compared with commits to nothing.
        let compared = |at: usize| class == classes::COMMIT && is_compared(tape, at);
        tape.back(class, from, item.quote_from.max(item.from))
            .find(|&at| !tape.is_kept(at) && !longer(at) && !compared(at))
    };
    // `秘书处每两年报告`: the end of a longer word compares nothing.
    let touches = |at: usize| {
        let words = tape.phrase(at, classes::CONTEXT).filter(|_| !tape.is_kept(at));
        words.is_some_and(|words| at + words.length >= item.from)
    };
    if let Some(at) = (item.from.saturating_sub(4).max(from)..item.from).find(|&at| touches(at)) {
        return (QuantityRole::Context, Because::Context(at));
    }
    if item.to < to && tape.has(item.to, classes::CONTEXT_AFTER) {
        return (QuantityRole::Context, Because::ContextAfter(item.to));
    }
    if let Some(at) = told_of_compared(tape, item) {
        return (QuantityRole::Context, Because::Context(at));
    }
    let told = told_in_brackets(tape, item).or_else(|| told_by_label(tape, item));
    if let Some(at) = told.or_else(|| told_of_past(tape, item, setting)) {
        return (QuantityRole::Achieved, Because::Told(at));
    }
    // "If the stock has fallen by a fifth, the council meets within 10 days": nothing has fallen.
    let supposed = |at: usize| tape.back(classes::CONDITION, from, at).next().is_some();
    let reports = |at: usize| {
        !(supposed(at) || (tape.has(at, classes::DONE) && is_planned(tape, horizons, setting, (at, item.to))))
    };
    // "Report what has been done once a year": what is reported on, and not how often.
    let told = |at: usize| {
        item.quantity.kind == QuantityKind::Recurrence
            && tape.back(classes::REVIEWS, from, at).next().is_some()
    };
    let achieved = last(classes::ACHIEVED)
        .filter(|&at| {
            report_ends.is_none_or(|end| at >= end) && !told(at) && !is_of_object(tape, earlier, item, at)
        })
        .filter(|&at| reports(at));
    match (achieved, last(classes::COMMIT)) {
        // "will be attracted": the commitment right before the participle is what counts.
        (Some(achieved), commit) if commit.is_none_or(|commit| commit + 3 <= achieved) => {
            (QuantityRole::Achieved, Because::Achieved(achieved))
        }
        // What stands before the sections, or in a viewpoint, tells of commitments made elsewhere.
        (_, Some(commit)) if usual != QuantityRole::Context => {
            (QuantityRole::Target, Because::Commit(commit))
        }
        (_, Some(commit)) if is_enacted(tape, item, horizons) => {
            (QuantityRole::Target, Because::Commit(commit))
        }
        // A bare number of things is a commitment only where the section makes it one.
        _ if usual == QuantityRole::Target
            && !item.strong
            && !(setting.committed && is_said(tape, item, from)) =>
        {
            (QuantityRole::Context, Because::Bare)
        }
        _ => (usual, Because::Place),
    }
}

/// Whether words of a report at token `at` are said of what the commitment before them counts: `sửa 5 cầu hiện có với chiều dài 900 m`.
/// Right before the figure they are said of it.
fn is_of_object(tape: &Tape<'_, '_>, earlier: &[Found<'_>], item: &Found<'_>, at: usize) -> bool {
    let length = tape.phrase(at, classes::ACHIEVED).map_or(0, |words| words.length);
    let behind = |found: &Found<'_>| found.to == at && found.quantity.role == QuantityRole::Target;
    at + length < item.from && earlier.last().is_some_and(behind)
}

/// Whether token `at` stands within words that compare, and begins none itself.
fn is_compared(tape: &Tape<'_, '_>, at: usize) -> bool {
    /// Words before it: "as against the".
    const LONGEST: usize = 4;
    (at.saturating_sub(LONGEST)..at)
        .any(|start| tape.phrase(start, classes::CONTEXT).is_some_and(|words| start + words.length > at))
}

/// `力争到2027年，入托率不低于16%，制定如下措施。`: the sentence that enacts the document says what it is to reach, and by when. The aim
/// in `根据关于力争到2027年达到16%的要求，制定本方案` is that of another.
fn is_enacted(tape: &Tape<'_, '_>, item: &Found<'_>, horizons: &[HorizonAt]) -> bool {
    let (from, to) = tape.segments.sentence(item.from);
    let dated = horizons.get(..horizons.partition_point(|horizon| horizon.to <= item.from));
    dated.and_then(<[_]>::last).is_some_and(|horizon| horizon.from >= from)
        && !tape.has(item.to, classes::LINK)
        && (item.to..to.min(item.to + LOOK_BACK)).any(|at| tape.has(at, classes::ENACTMENT))
}

/// `К 2030 году построено 24 школы`, `Построено 24 школы к 2030 году.`: done by a year that is still to come. The figure ends
/// before token `to`.
fn is_planned(
    tape: &Tape<'_, '_>,
    horizons: &[HorizonAt],
    setting: &Setting,
    (done, to): (usize, usize),
) -> bool {
    /// Words between the figure and the year that its sentence ends with: "of rivers".
    const NEAR: usize = 2;
    if setting.planned {
        return true;
    }
    let Some(since) = setting.since else { return false };
    let sentence = tape.segments.sentence(done).0;
    let before = horizons.get(..horizons.partition_point(|horizon| horizon.to <= done)).unwrap_or_default();
    let after = horizons.get(horizons.partition_point(|horizon| horizon.from < to));
    let ends =
        |at: usize| tape.tokens.get(at).is_none_or(|mark| matches!(mark.shape, Shape::Punct('.' | ';')));
    let after = after.filter(|horizon| horizon.from <= to + NEAR && ends(horizon.to) && !tape.is(to, ','));
    let clause = tape.segments.clause(done).1;
    after.is_some_and(|horizon| horizon.year > since && horizon.from < clause)
        || before
            .iter()
            .rev()
            .take_while(|horizon| horizon.from >= sentence)
            .any(|horizon| horizon.year > since)
}

/// `Baseline: 28% (2024)`, `Thực hiện 2025: 54%`: the label before the first figure of a sentence names a column of results.
/// Where it begins.
fn told_by_label(tape: &Tape<'_, '_>, item: &Found<'_>) -> Option<usize> {
    /// Tokens of the label behind that name, `value (2024)`, and words among them.
    const LONGEST: usize = 6;
    const WORDS: usize = 2;
    let start = tape.segments.sentence(item.from).0;
    let name = tape.phrase(start, classes::TABLE_BASELINE).filter(|_| !tape.has(start, classes::RESULT))?;
    let rest = start + name.length;
    let mark = (rest..item.from.min(rest + LONGEST)).find(|&at| tape.is(at, ':') || tape.is(at, '='))?;
    let label = tape.tokens.get(rest..mark)?;
    let words = label.iter().filter(|token| token.shape == Shape::Word).count();
    let first = (mark + 1..item.from).all(|at| tape.number_at(at).is_none());
    let planned = (start..mark).any(|at| tape.has(at, classes::TABLE_TARGET));
    (words <= WORDS && first && !planned).then_some(start)
}

/// "To approve the results of 2025: revenue of 40 billion, a profit of 3 billion": results of a year that is over, alone or to be
/// approved, lead in to what was reached. Where the sentence begins.
///
/// "Building on the results of 2025: 12 bridges", "Results of 2025 to be kept: at least 30%" say what is to be reached.
fn told_of_past(tape: &Tape<'_, '_>, item: &Found<'_>, setting: &Setting) -> Option<usize> {
    /// Words before the verb, and behind it: "the"; tokens up to the colon.
    const BESIDE: usize = 1;
    const LONGEST: usize = 16;
    let since = setting.since?;
    if item.quantity.comparator != Comparator::Eq || item.quantity.change.is_some() {
        return None;
    }
    let start = tape.segments.sentence(item.from).0;
    let colon = (start..item.from.min(start + LONGEST)).find(|&at| tape.is(at, ':'))?;
    let approves = |at: usize| tape.phrase(at, classes::ADOPTED).map(|verb| at + verb.length);
    let verb = (start..=start + BESIDE).find_map(approves);
    let first = verb.unwrap_or(start);
    let reports = |at: usize| {
        let heading = tape.phrase(at, classes::HEADING);
        let heading = heading.and_then(|found| tape.grammar.headings.get(usize::from(found.value)));
        tape.has(at, classes::TABLE_BASELINE) || heading.is_some_and(|heading| heading.achieved)
    };
    let head = (first..=first + BESIDE).find(|&at| at < colon && reports(at))?;
    let asks = tape.back(classes::COMMIT, head, item.from).next().is_some();
    let years: Vec<u32> = (head..colon).filter_map(|at| year_at(tape, at)).collect();
    (!asks && !years.is_empty() && years.iter().all(|&year| year < since)).then_some(start)
}

/// The year that stands at a token.
fn year_at(tape: &Tape<'_, '_>, at: usize) -> Option<u32> {
    tape.tokens.get(at).filter(|token| token.is_year_long(tape.source))?.integer(tape.source)
}

/// "25% less than in 2026 (2,316 vessels)": what was there in the year that is only compared with. Where the words of that begin.
fn told_of_compared(tape: &Tape<'_, '_>, item: &Found<'_>) -> Option<usize> {
    /// Words between those of the comparison and the year: "the level of".
    const NEAR: usize = 4;
    /// Words in the brackets before the figure: "in those years".
    const BEFORE: usize = 4;
    let open = (item.from.saturating_sub(BEFORE + 1)..item.from).rev().find(|&at| tape.is(at, '('))?;
    let plain = |at: usize| {
        let word = tape.tokens.get(at).is_some_and(|token| token.shape == Shape::Word);
        word && ![classes::COMMIT, classes::ACHIEVES, classes::BOUND].iter().any(|&class| tape.has(at, class))
    };
    if !(open + 1..item.from).all(plain) {
        return None;
    }
    let first = open.saturating_sub(NEAR + 1);
    let dated = (first..open).find(|&at| tape.date_at(at).is_some_and(|date| at + date.length >= open));
    let year = dated.or_else(|| compared_year(tape, open))?;
    (year.saturating_sub(NEAR)..=year)
        .find(|&at| tape.phrase(at, classes::CONTEXT).is_some_and(|words| at + words.length + NEAR > year))
}

/// The year that stands before a bracket, the first of a period: "than in 2026 (", "with the 2021 - 2025 period (".
fn compared_year(tape: &Tape<'_, '_>, open: usize) -> Option<usize> {
    /// Words behind the year.
    const BEHIND: usize = 1;
    let last = (open.saturating_sub(BEHIND + 1)..open).rev().find(|&at| year_at(tape, at).is_some())?;
    let first = last.checked_sub(2).filter(|&first| year_at(tape, first).is_some() && tape.is(last - 1, '-'));
    Some(first.unwrap_or(last))
}

/// `2025 год (факт) – 54 %`, `54 % (actual)`: brackets that name a column of results say that the figure beside them is one.
/// Where they stand.
fn told_in_brackets(tape: &Tape<'_, '_>, item: &Found<'_>) -> Option<usize> {
    /// Tokens in the brackets: what the column is called, and a year.
    const LONGEST: usize = 6;
    /// Marks between the brackets and the figure.
    const NEAR: usize = 2;
    let year = |at: usize| tape.tokens.get(at).is_some_and(|token| token.is_year_long(tape.source));
    let names = |open: usize, close: usize| {
        // `（2025年实际）`, `(năm 2025: thực hiện)`.
        let dated = open + 1 + tape.date_at(open + 1).map_or(0, |date| date.length);
        let first = dated + usize::from(dated > open + 1 && (tape.is(dated, ',') || tape.is(dated, ':')));
        let words = tape.phrase(first, classes::TABLE_BASELINE)?;
        let rest = first + words.length;
        (rest == close || tape.is(rest, ',') || year(rest) || tape.date_at(rest).is_some())
            .then_some(open + 1)
    };
    let mark = |&at: &usize| tape.is(at, '-') || tape.is(at, ':');
    let marks = (item.from.saturating_sub(NEAR)..item.from).rev().take_while(mark).count();
    let close = (item.from - marks).checked_sub(1).filter(|&at| tape.is(at, ')'));
    let opened = close.and_then(|close| {
        let open = (close.saturating_sub(LONGEST)..close).rev().find(|&at| tape.is(at, '('))?;
        // `базовое значение (2024 год) – 54 %`.
        let named = || {
            let ends = |&at: &usize| {
                tape.phrase(at, classes::TABLE_BASELINE).is_some_and(|words| at + words.length == open)
            };
            (open.saturating_sub(LONGEST)..open).find(ends).filter(|_| (open..close).any(year))
        };
        names(open, close).or_else(named)
    });
    let behind = || {
        // "23% in 2025 (baseline)": nothing but a year stands between.
        let open = (item.to..item.to + LONGEST).find(|&at| tape.is(at, '('))?;
        let marked = (item.to..open).any(|at| tape.is_connector(at) || tape.is(at, ';') || tape.is(at, '.'));
        let close = (open..open + LONGEST).find(|&at| tape.is(at, ')'))?;
        let dated = (item.to..open).any(year);
        let beside = open == item.to || (!marked && dated);
        // "by 90% by 2030 (baseline 2010)": the year is that of what the figure is compared with.
        let compared = (dated || item.quantity.change.is_some()) && (open..close).any(year);
        names(open, close).filter(|_| beside && !compared)
    };
    opened.or_else(behind)
}

/// Whether the words before a bare number of things make it a statement ("build 5 centres", "has 12 zones").
///
/// A small number in the midst of a clause is mostly none: "the 3 regions", "in 2 stages".
fn is_said(tape: &Tape<'_, '_>, item: &Found<'_>, clause: usize) -> bool {
    const LARGE: u32 = 10;
    const LONGEST_DATE: usize = 6;
    /// Words before a date: `к концу`.
    const PREPOSITION: usize = 2;
    let bounded = item.quantity.comparator != Comparator::Eq
        || item.quantity.per.is_some()
        || item.quantity.change.is_some();
    if bounded {
        return true;
    }
    if item.quantity.max.or(item.quantity.min).is_some_and(|value| value >= LARGE.into())
        || item.from == clause
    {
        return true;
    }
    // By when may stand between, with a preposition: "build by 2029 eight centres".
    let date = (item.from.saturating_sub(LONGEST_DATE)..item.from)
        .find(|&at| tape.date_at(at).is_some_and(|date| at + date.length == item.from));
    // A word more may stand between ("attract another 3 companies"); scans leave half a word there.
    let near = match date {
        Some(date) => date.saturating_sub(PREPOSITION)..=date,
        None => item.from.saturating_sub(1)..=item.from,
    };
    let opens = |at: usize| {
        let ends = |class| tape.phrases_of(at, class).any(|phrase| near.contains(&(at + phrase.length)));
        [classes::LEAD, classes::TRAIL, classes::CONNECTOR, classes::COMMIT, classes::DONE]
            .into_iter()
            .any(ends)
    };
    let mark = item
        .from
        .checked_sub(1)
        .and_then(|at| tape.tokens.get(at))
        .is_some_and(|token| token.shape != Shape::Word);
    let start = date.unwrap_or(item.from).saturating_sub(4).max(clause);
    mark || item.quote_from > item.from || (start..item.from).any(opens)
}
