//! Numeric statements and references of a text, whatever stands around it.
//!
//! A text becomes a [`Tape`] (tokens with phrases, numbers, dates and masks), the templates of the grammar are run
//! where they can begin, and each match is turned into a [`Quantity`](crate::Quantity). Then what lies around it
//! is read: what it measures, by when, and whether the text commits to it.

mod build;
mod cell;
mod explain;
mod horizon;
mod indicator;
mod matcher;
mod near;
mod notes;
mod parts;
mod role;
mod segment;
mod tape;
mod tried;
mod turned;

pub(crate) use cell::{RowHead, read_deadlines, read_figures, unit_of_caption, unit_of_head};
pub(crate) use horizon::{HorizonAt, first_horizons, horizons};
pub(crate) use segment::Segments;
pub(crate) use tape::{Tape, is_idle};

use crate::diagnostic::{DiagnosticCode, Sink};
use crate::grammar::{List, Slot, classes};
use crate::text::{Shape, Span, squeeze, without_marks};
use crate::tree::{Decimal, Duty, Per, Quantity, QuantityKind, QuantityRole, Reference};
use build::{Found, Unsaid};
use notes::PerFrom;

/// What stands around a text and bears on its quantities.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    /// Role of a figure whose own words say nothing else.
    pub(crate) role: QuantityRole,
    /// Year from a heading above, with the bytes that say it.
    pub(crate) horizon: Option<(u32, Span)>,
    /// Year of the document.
    pub(crate) since: Option<u32>,
    /// Year of a month that names none and stands under no year.
    pub(crate) year: Option<u32>,
    /// The currency of the country that the document is of, as the grammar of the text lists them.
    pub(crate) currency: Option<u16>,
    /// The section commits to things: a bare number of them is a commitment too.
    pub(crate) committed: bool,
    /// It tells a plan, by a year that is still to come: words of what was [done](classes::DONE) say what shall be.
    pub(crate) planned: bool,
    /// It is the heading of a section: a date in it says by when what stands below is to be done.
    pub(crate) heading: bool,
}

impl Setting {
    /// A fragment without surroundings: what it says is taken as meant.
    pub(crate) const FRAGMENT: Self = Self {
        role: QuantityRole::Target,
        horizon: None,
        since: None,
        year: None,
        currency: None,
        committed: true,
        planned: false,
        heading: false,
    };
}

/// The quantities of one text, in order.
pub(crate) fn read<'a>(tape: &Tape<'a, '_>, setting: &Setting, sink: &mut Sink) -> Vec<Quantity<'a>> {
    let segments = &tape.segments;
    let passages = horizon::passages(tape, usize::MAX);
    let opening: Vec<(usize, usize)> = passages.iter().map(|passage| (passage.from, passage.to)).collect();
    let mut horizons = passages.iter().filter_map(horizon::Passage::horizon).collect::<Vec<_>>();
    // "of the kind seen in 2017": nothing is to be reached before the document was made.
    let past = |horizon: &HorizonAt| setting.since.is_some_and(|year| horizon.year < year);
    let over: Vec<HorizonAt> = horizons.iter().copied().filter(past).collect();
    horizons.retain(|horizon| !past(horizon));
    let denominators = denominators(tape);
    // `6月底前开工` in a plan of one year; in one of several it may be any.
    let near = |&(year, _): &(u32, Span)| setting.since.is_some_and(|since| year <= since + 1);
    let year = setting.horizon.filter(near).map(|(year, _)| year).or(setting.year);
    let unsaid = Unsaid { year, currency: setting.currency };
    let mut found = build::find(tape, segments, &denominators, unsaid);
    build::share(tape, &mut found);
    build::drop_doubles(tape, &mut found);
    horizon::drop_deadlines(tape, segments, &mut found);
    give_denominators(tape, segments, &denominators, &mut found);
    indicator::assign(tape, segments, &opening, &denominators, &mut found);
    build::before_arrows(tape, &mut found);
    role::assign(tape, &horizons, setting, &mut found);
    horizon::assign(tape, &horizons, setting.horizon, &mut found);
    role::asides(tape, &over, setting, &mut found);
    for item in &mut found {
        if item.quantity.role == QuantityRole::Target && is_index(&item.quantity) {
            item.quantity.kind = QuantityKind::Index;
        }
        if item.quantity.role == QuantityRole::Target && horizon::is_past(tape, &horizons, &over, item) {
            item.quantity.role = QuantityRole::Achieved;
            item.notes.role = role::Because::Past;
        }
    }
    report_ambiguous(tape, &found, sink);
    report_unreadable(tape, sink);
    if let Some(trace) = sink.trace_at(tape.whole()) {
        explain::text(tape, &found, &denominators, trace);
    }
    found.into_iter().map(|found| found.quantity).collect()
}

fn report_ambiguous(tape: &Tape<'_, '_>, found: &[Found<'_>], sink: &mut Sink) {
    let mut found = found.iter().peekable();
    for (at, number) in tape.numbers() {
        while found.next_if(|found| found.to <= at).is_some() {}
        if number.ambiguous && found.peek().is_some_and(|found| found.from <= at) {
            let span = tape.span(at, at + number.length);
            let message = format!(
                "`{}` was read as {}, as {} writes numbers; check the source if a decimal point was meant",
                span.of(tape.source),
                number.value,
                tape.grammar.name
            );
            sink.report(DiagnosticCode::AmbiguousNumber, span, message);
        }
    }
}

/// `12,34,56`, `1.5e6`: a value may be lost here, and the reader of the source must know.
fn report_unreadable(tape: &Tape<'_, '_>, sink: &mut Sink) {
    for &(from, to) in &tape.unreadable {
        // `31.12.2026`, `от 31.12.2026`, `01.01.2026 – 31.12.2026` are dates, and nothing is lost.
        if tape.is_in_date(from) || tape.is_in_date(to.saturating_sub(1)) {
            continue;
        }
        let span = tape.span(from, to);
        let message = format!(
            "`{}` is no number as {} writes them; no quantity was read from it",
            span.of(tape.source),
            tape.grammar.name
        );
        sink.report(DiagnosticCode::UnreadableNumber, span, message);
    }
}

/// A denominator that stands apart from the value: "each year ... 2,000 workers", 每千人口……3.6人.
pub(crate) struct DenominatorAt {
    from: usize,
    to: usize,
    /// Words before it say that it is one, `số người chết trên 100.000 dân`: it goes before the templates.
    led: bool,
    per: Per,
    /// The pattern, by its number in the list.
    program: u16,
}

fn denominators(tape: &Tape<'_, '_>) -> Vec<DenominatorAt> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tape.tokens.len() {
        let hit = tape.longest(List::Denominators, at);
        match hit.and_then(|hit| Some((build::per_of(tape, None, &hit)?, hit.quote, hit.program))) {
            Some((per, (from, to), program)) => {
                found.push(DenominatorAt { from, to, led: from > at, per, program });
                at = to.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

/// Whether words say that figures are for each year: `年均增速`, "per year".
pub(crate) fn is_yearly(tape: &Tape<'_, '_>) -> bool {
    denominators(tape)
        .first()
        .is_some_and(|found| found.per.unit == "year" && found.per.value == Decimal::ONE)
}

/// `точность прогноза – не ниже 0,85`: a fraction of nothing that is named counts nothing.
fn is_index(quantity: &Quantity<'_>) -> bool {
    let named = quantity.unit.is_some() || quantity.counted.is_some() || quantity.per.is_some();
    let part = |value: &Decimal| value.is_part();
    quantity.kind == QuantityKind::Count && !named && [quantity.min, quantity.max].iter().flatten().any(part)
}

/// Units of denominators that say how often.
const TIMES: [&str; 5] = ["year", "month", "week", "day", "quarter"];

/// Gives a value without a denominator of its own the one that stands before it in its clause, or ends the label of that:
/// `Beds per 10,000 people: 41`.
fn give_denominators(
    tape: &Tape<'_, '_>,
    segments: &Segments,
    denominators: &[DenominatorAt],
    found: &mut [Found<'_>],
) {
    let mut previous = 0;
    for item in found.iter_mut() {
        let from = segments.clause(item.from).0.max(previous);
        let barrier = (from..item.from).rev().find(|&at| tape.has(at, classes::BARRIER));
        let from = barrier.unwrap_or(from);
        let last = denominators.partition_point(|denominator| denominator.to <= item.from).checked_sub(1);
        let label = from.checked_sub(1).filter(|&colon| tape.is(colon, ':'));
        let ends = |denominator: &DenominatorAt| {
            Some(denominator.to) == label && denominator.per.value != Decimal::ONE
        };
        let near = |denominator: &&DenominatorAt| denominator.from >= from || ends(denominator);
        let before = last.and_then(|last| denominators.get(last)).filter(near);
        // 人均绿地由14平方米增加到15.5平方米: what it began with leaves the denominator to what it grows to.
        if !item.fixed {
            previous = item.to;
        }
        let fits = |per: &Per| match item.quantity.kind {
            QuantityKind::Count | QuantityKind::Money | QuantityKind::Measure => true,
            QuantityKind::Percent => item.quantity.change.is_some() && TIMES.contains(&per.unit.as_ref()),
            // `每周练习不低于3小时`: hours of every day.
            QuantityKind::Duration => {
                let hours = item.quantity.unit.as_deref();
                matches!(hours, Some("hour" | "minute")) && matches!(per.unit.as_ref(), "day" | "week")
            }
            _ => false,
        };
        if let Some(denominator) = before.filter(|before| item.quantity.per.is_none() && fits(&before.per)) {
            item.quantity.per = Some(Box::new(denominator.per.clone()));
            item.notes.per = PerFrom::Apart((denominator.from, denominator.to), denominator.program);
        }
    }
    build::carry_denominators(tape, found);
}

/// The documents and articles that the text names.
pub(crate) fn references<'a>(tape: &Tape<'a, '_>) -> Vec<Reference<'a>> {
    let mut references = Vec::new();
    for found in &tape.references {
        let number = found.get(Slot::Number);
        let number = number.map(|number| squeeze(tape.span(number.from, found.quote.1).of(tape.source)));
        let kind = found.get(Slot::Kind).and_then(|kind| tape.grammar.documents.get(kind.value as usize));
        // A date that follows at once is the date of the document.
        let date = tape.date_behind(found.end).map(|(_, date)| date.date);
        references.push(Reference {
            kind: kind.cloned(),
            number,
            date,
            span: tape.span(found.quote.0, found.quote.1),
        });
    }
    references
}

/// Where the name of a body ends: before a number, or a comma that no other body follows.
fn actor_end(tape: &Tape<'_, '_>, start: usize, duty: usize) -> usize {
    let ends = |&at: &usize| {
        let comma = tape.tokens.get(at).is_some_and(|token| token.is(','));
        tape.has(at, classes::COMMIT)
            || tape.number_at(at).is_some()
            || tape.date_at(at).is_some()
            || (comma && !tape.has(at + 1, classes::ACTOR))
    };
    let mut end = (start + 1..duty).find(ends).unwrap_or(duty);
    let loose = [classes::STOP, classes::CONNECTOR, classes::BOUND];
    while end > start + 1 && loose.iter().any(|&class| tape.has(end - 1, class)) {
        end -= 1;
    }
    end
}

/// Where the name of a body begins whose word for a body stands at token `known`: "Harbour Office". Words with a capital
/// before it that no vocabulary knows are part of it, but for the first of the sentence: `Giao Sở Y tế` begins with a verb.
fn name_start(tape: &Tape<'_, '_>, sentence: usize, known: usize) -> usize {
    let name = |at: usize| {
        tape.tokens.get(at).is_some_and(|token| token.shape == Shape::Word && token.capital)
            && tape.phrases_at(at).is_empty()
    };
    (sentence + 1..known).rev().take_while(|&at| name(at)).last().unwrap_or(known)
}

/// Who does what, as the duty words of the text say it.
pub(crate) fn duties<'a>(tape: &Tape<'a, '_>) -> Vec<Duty<'a>> {
    /// A subject longer than this is no name of a body.
    const LONGEST_ACTOR: usize = 30;
    const UNKNOWN_ACTOR: usize = 12;
    let segments = &tape.segments;
    let mut duties: Vec<Duty<'a>> = Vec::new();
    let (mut actor, mut actor_sentence, mut at) = (None, usize::MAX, 0);
    while at < tape.tokens.len() {
        // `Department of Finance`: a capital in the midst of a sentence is part of a name, no verb.
        let name = |at: usize| {
            let first = at == 0 || segments.sentence(at).0 == at;
            !first && tape.tokens.get(at).is_some_and(|token| token.capital && !token.shouted)
        };
        let Some(duty) = tape.phrase(at, classes::DUTY).filter(|_| !name(at)) else {
            at += 1;
            continue;
        };
        let sentence = segments.sentence(at).0;
        if actor_sentence != sentence {
            actor_sentence = sentence;
            let known = (sentence..at).find(|&token| tape.has(token, classes::ACTOR));
            let start = known.map_or(sentence, |known| name_start(tape, sentence, known));
            // An unknown body is named at the start of the sentence, in few words, none of them a number.
            let capital = tape.tokens.get(start).is_some_and(|token| token.capital);
            let plain =
                capital && at - start <= UNKNOWN_ACTOR && !(start..at).any(|at| tape.number_at(at).is_some());
            let named = at > start && at - start <= LONGEST_ACTOR && (known.is_some() || plain);
            let end = actor_end(tape, start, at);
            actor = named.then(|| tape.span(start, end)).filter(|span| !span.is_empty());
        }
        if let Some(&kind) = tape.grammar.duties.get(usize::from(duty.value)) {
            let name = actor.map(|span| squeeze(without_marks(span.of(tape.source), &[','])));
            duties.push(Duty { actor: name, kind, span: tape.span(at, at + duty.length) });
        }
        at += duty.length;
    }
    duties
}
