//! The figures of tables: a cell has the value, the row says of what, the head of the column by when.

use super::build::{self, Found, Unsaid};
use super::tape::Tape;
use super::{DenominatorAt, Setting, TIMES, denominators, explain, read};
use crate::diagnostic::Sink;
use crate::grammar::{CHANGES, COMPARATORS, Compiled, classes};
use crate::numeral::Number;
use crate::text::{Shape, Span, squeeze};
use crate::tree::{Change, Comparator, Decimal, PartialDate, Quantity, QuantityKind, QuantityRole};
use std::borrow::Cow;

/// What a row says of all its figures.
pub(crate) struct RowHead<'a> {
    /// The words that say what is measured.
    indicator: Option<Cow<'a, str>>,
    /// `（%）` at the end of the name.
    pub(crate) unit: Option<Span>,
    per: Option<Box<crate::tree::Per>>,
    change: Option<Change>,
    average: bool,
}

impl<'a> RowHead<'a> {
    /// Reads the cell with the name of what is measured: `4. Jobless rate, per 1,000 (%)`.
    pub(crate) fn new(source: &'a str, name: Span, grammar: &Compiled) -> Self {
        /// Tokens of what a figure counts.
        const OBJECT: usize = 2;
        let tape = Tape::new(source, &[name], grammar);
        let numbered = match tape.tokens.get(..2) {
            Some([number, mark])
                if number.shape == Shape::Digits && matches!(mark.shape, Shape::Punct('.' | ')' | '、')) =>
            {
                2
            }
            _ => 0,
        };
        let bracket = tape.tokens.len().checked_sub(1).filter(|&last| tape.is(last, ')'));
        let open = bracket.and_then(|last| (numbered..last).rev().find(|&at| tape.is(at, '(')));
        let comma = (numbered..tape.tokens.len()).rev().find(|&at| tape.is(at, ','));
        // The unit stands in brackets or after the last comma, and is nothing but a unit: `(thousand tonnes)`, `（万张）`.
        let unit_of = |from: usize, to: usize| {
            let first = from + tape.phrase(from, classes::SCALE).map_or(0, |scale| scale.length);
            let length = tape.phrase(first, classes::UNIT).map(|phrase| phrase.length);
            let sign =
                tape.tokens.get(from).is_some_and(|token| matches!(token.shape, Shape::Punct('%' | '‰')));
            // What is counted may be no unit of the grammar: a scale says that its noun is one.
            let noun = first > from && to <= first + 1;
            // `（项/年）`: so many of something that is no unit.
            let rate = first + 3 == to
                && tape.is(first + 1, '/')
                && tape.phrase(first + 2, classes::UNIT).is_some_and(|unit| unit.length == 1);
            let ends = |at: usize| {
                // `EUR million`: the scale may follow.
                at == to || at + tape.phrase(at, classes::SCALE).map_or(0, |scale| scale.length) == to
            };
            let known = length.is_some_and(|length| ends(first + length) || tape.is(first + length, '/'))
                || sign
                || rate;
            (known || noun).then(|| tape.span(from, to))
        };
        let bracketed = open.zip(bracket).and_then(|(open, close)| Some((open, unit_of(open + 1, close)?)));
        let trailing = comma.and_then(|comma| Some((comma, unit_of(comma + 1, tape.tokens.len())?)));
        let (end, unit) = match bracketed.or(trailing) {
            // `（县级，%）`: the bracket holds more than the unit, and is not cut in two.
            Some((end, unit)) if open.is_some_and(|open| open < end) => (tape.tokens.len(), Some(unit)),
            Some((end, unit)) => (end, Some(unit)),
            None => (tape.tokens.len(), None),
        };
        let words = squeeze(tape.span(numbered, end).of(source));
        // `Sowing of 40 ha a year`: what is done each year is a figure of the name.
        let own = |denominator: &DenominatorAt| {
            let near = |(at, number): (usize, Number)| {
                let end = at + number.length;
                !number.bare && end < denominator.from && denominator.from <= end + OBJECT
            };
            TIMES.contains(&denominator.per.unit.as_ref()) && tape.numbers().any(near)
        };
        let per = denominators(&tape).into_iter().next().filter(|denominator| !own(denominator));
        let per = per.map(|denominator| Box::new(denominator.per));
        let change = (numbered..end).rev().find_map(|at| tape.phrase(at, classes::CHANGE));
        Self {
            indicator: (!words.is_empty()).then_some(words),
            unit,
            per,
            change: change.and_then(|change| CHANGES.get(usize::from(change.value))).copied(),
            average: (numbered..end).any(|at| tape.has(at, classes::AVERAGE)),
        }
    }
}

/// The quantities of a cell of figures. `unit` are the words that say in what it is: the cell of the column of units, or what the
/// name of the row or the head of the column ends with.
pub(crate) fn read_figures<'a>(
    source: &'a str,
    grammar: &Compiled,
    head: &RowHead<'a>,
    cell: Span,
    unit: Option<Span>,
    setting: &Setting,
    sink: &mut Sink,
) -> Vec<Quantity<'a>> {
    /// A longer cell is a text with figures in it.
    const LONGEST: usize = 12;
    let alone = Tape::new(source, &[cell], grammar);
    if alone.tokens.len() > LONGEST {
        return read(&alone, setting, sink);
    }
    let own_unit =
        (0..alone.tokens.len()).any(|at| alone.has(at, classes::UNIT) && alone.number_at(at).is_none());
    let with_unit = unit.filter(|_| !own_unit).map(|unit| {
        // `EUR million` is read as `million EUR`.
        let words = Tape::new(source, &[unit], grammar);
        let known = words.phrase(0, classes::UNIT).map(|known| known.length);
        let scaled =
            known.filter(|&at| at < words.tokens.len() && words.number_at(at).is_some_and(|n| n.bare));
        match scaled {
            Some(at) => {
                let (named, scale) = (words.span(0, at), words.span(at, words.tokens.len()));
                Tape::new(source, &[cell, scale, named], grammar)
            }
            None => Tape::new(source, &[cell, unit], grammar),
        }
    });
    let tape = with_unit.as_ref().unwrap_or(&alone);
    let own = alone.tokens.len();
    let unsaid = Unsaid { currency: setting.currency, ..Unsaid::default() };
    let found = build::find(tape, &tape.segments, &[], unsaid).into_iter().find(|found| found.from < own);
    let told = found.as_ref().filter(|_| sink.trace_at(cell).is_some());
    let told = told.map(|found| explain::quantity(tape, found));
    let quantity = match found {
        Some(found) => {
            // A cell of units says in what it is counted: `hộ` does, `шт.` does not.
            let named = unit.is_some_and(|unit| !is_classifier(source, unit, grammar));
            Some(clamped(&alone, found, own_unit || with_unit.is_none() || named))
        }
        None => {
            let unit = unit.filter(|_| !own_unit);
            let unit = unit.map(|unit| Tape::new(source, &[unit], grammar));
            bare(&alone, unit.as_ref(), setting.currency)
        }
    };
    let Some(mut quantity) = quantity else { return Vec::new() };
    quantity.indicator.clone_from(&head.indicator);
    let fits = match quantity.kind {
        QuantityKind::Count | QuantityKind::Money | QuantityKind::Measure | QuantityKind::Index => true,
        // `Share of those who train every year`: only what grows does so by so much of itself a year.
        QuantityKind::Percent => {
            head.change.is_some() && head.per.as_ref().is_some_and(|per| per.unit == "year")
        }
        _ => false,
    };
    // `0.93` counts nothing, whatever the column of units calls it.
    let whole = [quantity.min, quantity.max].iter().flatten().all(|value| value.to_u32().is_some());
    if quantity.kind == QuantityKind::Count && !whole && quantity.per.is_none() && head.per.is_none() {
        quantity.kind = QuantityKind::Index;
    }
    quantity.per = quantity.per.take().or_else(|| head.per.clone().filter(|_| fits));
    // A measure word alone says at least of what sort the number is: `（处）`.
    if quantity.kind == QuantityKind::Count && quantity.unit.is_none() && quantity.counted.is_none() {
        let measure = unit.filter(|&unit| !own_unit && is_classifier(source, unit, grammar));
        quantity.counted = measure.map(|unit| squeeze(unit.of(source)).into());
    }
    quantity.change = quantity.change.or(head.change.filter(|_| quantity.kind == QuantityKind::Percent));
    quantity.average |= head.average;
    (quantity.horizon, quantity.horizon_span) = setting.horizon.unzip();
    quantity.role = setting.role;
    if let Some(trace) = sink.trace_at(cell) {
        let what = "a number in a column of figures; no template was needed";
        let mut told = told.unwrap_or_else(|| explain::bare_cell(&quantity, what, source));
        if told.template.is_some() {
            explain::cell(&mut told, &quantity, source);
        }
        trace.add_quantity(told);
    }
    vec![quantity]
}

/// Whether a cell of units is nothing but a measure word.
fn is_classifier(source: &str, unit: Span, grammar: &Compiled) -> bool {
    let tape = Tape::new(source, &[unit], grammar);
    tape.phrase(0, classes::CLASSIFIER).is_some_and(|word| word.length == tape.tokens.len())
}

/// The unit that the head of a column ends with: `Volume, thousand tonnes`, `Kinh phí (tỷ đồng)`.
pub(crate) fn unit_of_head(source: &str, name: Span, grammar: &Compiled) -> Option<Span> {
    RowHead::new(source, name, grammar).unit
}

/// The unit that a line above a table gives to all its figures: `3. Costs, EUR million`, `Đơn vị: tỷ đồng`, `（单位：万元）`.
pub(crate) fn unit_of_caption(source: &str, line: Span, grammar: &Compiled) -> Option<Span> {
    let tape = Tape::new(source, &[line], grammar);
    let colon = tape.tokens.last().is_some_and(|last| last.is(':'));
    let end = tape.tokens.len() - usize::from(colon);
    let close = end.checked_sub(1).filter(|&last| tape.is(last, ')'));
    let open = close.and_then(|close| (0..close).rev().find(|&at| tape.is(at, '(')));
    let (from, to) = match open.zip(close) {
        Some((open, close)) => (open + 1, close),
        None => (0, end),
    };
    let said = tape.phrase(from, classes::TABLE_UNIT).map(|word| from + word.length);
    let said = said.map(|at| at + usize::from(tape.is(at, ':')));
    // `villages, households` lists what the table is of; money, a measure or a scale is in what it counts.
    let comma = (0..end).rev().find(|&at| tape.is(at, ',')).filter(|_| open.is_none() && said.is_none());
    let first = said.or(comma.map(|comma| comma + 1)).unwrap_or(from);
    let scale = |at: usize| tape.phrase(at, classes::SCALE).map_or(0, |scale| scale.length);
    let named = first + scale(first);
    let unit = tape.phrase(named, classes::UNIT)?;
    let known = tape.grammar.units.get(usize::from(unit.value))?;
    let counts = matches!(known.kind, QuantityKind::Money | QuantityKind::Measure | QuantityKind::Percent);
    let behind = named + unit.length;
    let behind = behind + if tape.is(behind, '.') && behind < to { 1 } else { 0 };
    let whole = behind == to || behind + scale(behind) == to;
    ((counts || named > first) && whole).then(|| tape.span(first, to))
}

/// A quantity that may have been read with the unit of another cell: what it quotes is in its own. `own` says that what
/// is counted stands there as well: `30 to 36 centres`.
fn clamped<'a>(cell: &Tape<'a, '_>, found: Found<'a>, own: bool) -> Quantity<'a> {
    let span = cell.span(found.quote_from, found.to.min(cell.tokens.len()));
    let mut quantity = found.quantity;
    quantity.counted = quantity.counted.filter(|_| own);
    quantity.span = span;
    quantity
}

/// A number that no template knows: without a unit (`0.70`, `>7`), or with one that no template takes there (`73` of years,
/// `5以上` of 万张). `unit` is the cell that says in what it is counted.
fn bare<'a>(cell: &Tape<'a, '_>, unit: Option<&Tape<'a, '_>>, currency: Option<u16>) -> Option<Quantity<'a>> {
    let (at, number) = cell.numbers().find(|(_, number)| !number.bare)?;
    let bound = |at: usize, class| cell.phrase(at, class).map(|phrase| (phrase.length, phrase.value));
    let before = (0..at).find_map(|from| {
        let (length, value) = bound(from, classes::BOUND)?;
        (from + length == at).then_some((from, value))
    });
    let end = at + number.length;
    let after = bound(end, classes::BOUND_AFTER);
    let to = cell
        .tokens
        .get(end)
        .filter(|mark| mark.is('-'))
        .and_then(|_| Some((end + 1, cell.number_at(end + 1)?)));
    let value = before.map(|(_, value)| value).or(after.map(|(_, value)| value));
    let bound = value.and_then(|value| COMPARATORS.get(usize::from(value))).copied();
    let comparator = if to.is_some() { Comparator::Range } else { bound.unwrap_or(Comparator::Eq) };
    // `thousand t`, `EUR million`
    let scale_at = |at: usize| unit.and_then(|unit| unit.number_at(at)).filter(|scale| scale.bare);
    let behind =
        || unit.and_then(|unit| unit.phrase(0, classes::UNIT)).and_then(|unit| scale_at(unit.length));
    let (leads, follows) = match scale_at(0) {
        Some(scale) => (Some(scale), None),
        None => (None, behind()),
    };
    let scale = leads.or(follows);
    let scaled = |value: Decimal| scale.and_then(|scale| value.checked_mul(scale.value)).unwrap_or(value);
    let (low, high) = (scaled(number.value), scaled(to.map_or(number.value, |(_, to)| to.value)));
    // `56743-2015` is the number of a standard.
    if low > high {
        return None;
    }
    let (min, max) = build::ends(comparator, low, high);
    let from = before.map_or(at, |(from, _)| from);
    let end = to.map_or(end + after.map_or(0, |(length, _)| length), |(at, to)| at + to.length);
    // Without a unit, whole numbers count and others are points of an index.
    let whole = [low, high].iter().all(|value| value.to_u32().is_some());
    let kind = if whole { QuantityKind::Count } else { QuantityKind::Index };
    let first = leads.map_or(0, |scale| scale.length);
    // `час.` is `час` cut short.
    let all = |unit: &Tape<'_, '_>| {
        let last = unit.tokens.len().saturating_sub(1);
        if last > first && unit.is(last, '.') { last } else { unit.tokens.len() }
    };
    let named = unit.and_then(|unit| {
        let phrase = unit.phrase(first, classes::UNIT)?;
        let known = unit.grammar.units.get(usize::from(phrase.value))?;
        let end = first + phrase.length + follows.map_or(0, |scale| scale.length);
        let name = unit.unit_name(known, (first, first + phrase.length), currency);
        (end >= all(unit)).then_some((known.kind, name))
    });
    let kind = named.map_or(kind, |(kind, _)| kind);
    let measure = |unit: &Tape<'_, '_>| unit.has(first, classes::CLASSIFIER);
    let counted = unit.filter(|unit| kind == QuantityKind::Count && !measure(unit));
    let counted = counted.filter(|unit| first < unit.tokens.len());
    let counted = counted.map(|unit| unit.words(first, unit.tokens.len()).into());
    let unit = named.map(|(_, name)| name.clone());
    Some(Quantity { min, max, unit, counted, ..plain(kind, comparator, cell.span(from, end)) })
}

/// A quantity of which nothing is known but these.
fn plain<'a>(kind: QuantityKind, comparator: Comparator, span: Span) -> Quantity<'a> {
    Quantity {
        kind,
        comparator,
        min: None,
        max: None,
        unit: None,
        per: None,
        of: None,
        counted: None,
        scope: None,
        change: None,
        average: false,
        approximate: false,
        iso8601: None,
        indicator: None,
        horizon: None,
        horizon_span: None,
        role: QuantityRole::Target,
        span,
    }
}

/// A year that is the whole cell.
fn bare_year(cell: &Tape<'_, '_>) -> Option<(usize, PartialDate, Span)> {
    let [year] = cell.tokens.as_slice() else { return None };
    let date =
        PartialDate::new(year.integer(cell.source).filter(|_| year.is_year_long(cell.source))?, None, None)?;
    Some((0, date, year.span))
}

/// The dates of a cell of due dates.
pub(crate) fn read_deadlines<'a>(
    source: &'a str,
    grammar: &Compiled,
    head: &RowHead<'a>,
    cell: Span,
    setting: &Setting,
    sink: &mut Sink,
) -> Vec<Quantity<'a>> {
    let tape = Tape::new(source, &[cell], grammar);
    let dated = tape.dates().last().map(|(at, date)| (at, date.date, tape.span(at, at + date.length)));
    let Some((at, date, span)) = dated.or_else(|| bare_year(&tape)) else {
        return read_often(&tape, 0, head, setting, sink).into_iter().collect();
    };
    let year = Decimal::from(date.year());
    let quantity = Quantity {
        max: Some(year),
        iso8601: Some(date.to_string().into()),
        indicator: head.indicator.clone(),
        horizon: Some(date.year()),
        horizon_span: Some(span),
        role: setting.role,
        ..plain(QuantityKind::Deadline, Comparator::Le, span)
    };
    if let Some(trace) = sink.trace_at(cell) {
        let what = "the date in a column of due dates";
        let mut told = explain::bare_cell(&quantity, what, source);
        let by = explain::covering(&tape, at);
        told.reasons.first_mut().into_iter().for_each(|reason| reason.entries.extend(by.iter().cloned()));
        trace.add_quantity(told);
    }
    // `15 May 2027, then every year`: the first time, and how often after it.
    let behind = tape.tokens.partition_point(|token| token.span.start() < span.end());
    let often = read_often(&tape, behind, head, setting, sink);
    std::iter::once(quantity).chain(often).collect()
}

/// How often something is done, in a cell of due dates that from token `first` on names no day: `ежегодно`, `every quarter`, `每年`.
fn read_often<'a>(
    tape: &Tape<'a, '_>,
    first: usize,
    head: &RowHead<'a>,
    setting: &Setting,
    sink: &mut Sink,
) -> Option<Quantity<'a>> {
    /// A longer cell says more than how often.
    const LONGEST: usize = 6;
    if tape.tokens.len().saturating_sub(first) > LONGEST {
        return None;
    }
    let often = denominators(tape).into_iter().find(|often| often.from >= first)?;
    let (value, unit) = match often.per.unit.as_ref() {
        "quarter" => (often.per.value.checked_mul(Decimal::from(3u32))?, "month".into()),
        _ => (often.per.value, often.per.unit.clone()),
    };
    let period = build::period(value, &unit)?;
    let quantity = Quantity {
        min: Some(value),
        max: Some(value),
        unit: Some(unit),
        iso8601: Some(period.into()),
        indicator: head.indicator.clone(),
        role: setting.role,
        ..plain(QuantityKind::Recurrence, Comparator::Eq, tape.span(often.from, often.to))
    };
    if let Some(trace) = sink.trace_at(quantity.span) {
        trace.add_quantity(explain::bare_cell(
            &quantity,
            "how often, where a due date is asked for",
            tape.source,
        ));
    }
    Some(quantity)
}
