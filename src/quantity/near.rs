//! Numbers that gave no quantity, and what comes nearest to reading them.

use super::DenominatorAt;
use super::build::{Found, first_fit, has_subject};
use super::explain::{entry, mask_entry, number_words, reading, template_of};
use super::matcher::{Scratch, run_watched};
use super::tape::{Cover, Mask, Tape};
use crate::grammar::{Template, classes};
use crate::reason::{NumberExplanation, Reason, ReasonCode, Trace, touches};
use crate::text::{Shape, Span, squeeze};

/// Tokens before a number at which a template that takes it may begin: "at least the first 30".
const BEFORE: usize = 5;
/// Templates that are told for a number none fits at.
const NEAREST: usize = 3;

/// Tells the numbers in the clauses of the place that gave no quantity.
pub(super) fn numbers(
    tape: &Tape<'_, '_>,
    found: &[Found<'_>],
    denominators: &[DenominatorAt],
    trace: &mut Trace,
) {
    let place = trace.place();
    let taken = |at: usize| found.iter().any(|item| item.from <= at && at < item.to);
    let mut at = 0;
    while let Some(token) = tape.tokens.get(at) {
        let (clause, clause_end) = tape.segments.clause(at);
        if !touches(place, tape.span(clause, clause_end)) {
            at = clause_end.max(at + 1);
            continue;
        }
        if taken(at) {
            at += 1;
            continue;
        }
        let covers: Vec<&Cover> =
            tape.covers.iter().filter(|cover| cover.from <= at && at < cover.to).collect();
        let unreadable = tape.unreadable.iter().find(|&&(from, to)| from <= at && at < to);
        let number = tape.number_at(at);
        let word = number.filter(|number| number.weak || number.bare);
        if let Some(end) = covers.iter().map(|cover| cover.to).max() {
            let start = covers.iter().map(|cover| cover.from).min().unwrap_or(at);
            if (at..end).any(|at| is_digits(tape, at)) {
                trace.numbers.push(covered(tape, &covers, start, end));
            }
            at = end;
        } else if let Some(&(from, to)) = unreadable {
            let message = format!("no number as {} writes them", tape.grammar.name);
            let reason = Reason::new(ReasonCode::Unreadable, message);
            trace.numbers.push(told(tape, from, to, vec![reason]));
            at = to.max(at + 1);
        } else if let Some(number) = word {
            // Such words stand everywhere ("one", "năm"): they are told only where they are asked for.
            if tape.span(at, at + number.length).contains(place) {
                let known = entry(tape, at, classes::WEAK).map(|(_, entry)| entry);
                let message = "a word that mostly does not count: only `<number>` takes it, not `<n>`";
                let reason = Reason::new(ReasonCode::WeakWord, message).by(known);
                let mut reasons = vec![reason];
                reasons.extend(unread(tape, at, at + number.length));
                trace.numbers.push(told(tape, at, at + number.length, reasons));
            }
            at += 1;
        } else if let Some(number) = number {
            let end = at + number.length;
            let mut reasons: Vec<Reason> = within(tape, denominators, at).into_iter().collect();
            reasons.extend(unread(tape, at, end));
            let mut number = told(tape, at, end, reasons);
            number.reading = tape.number_at(at).map(|number| reading(tape.grammar, number));
            trace.numbers.push(number);
            at = end.max(at + 1);
        } else if token.shape == Shape::Digits {
            let message = format!("no number as {} writes them", tape.grammar.name);
            trace.numbers.push(told(tape, at, at + 1, vec![Reason::new(ReasonCode::Unreadable, message)]));
            at += 1;
        } else {
            at += 1;
        }
    }
}

fn is_digits(tape: &Tape<'_, '_>, at: usize) -> bool {
    tape.tokens.get(at).is_some_and(|token| token.shape == Shape::Digits)
}

fn told(tape: &Tape<'_, '_>, from: usize, to: usize, mut reasons: Vec<Reason>) -> NumberExplanation {
    let span = tape.span(from, to);
    let mut number = NumberExplanation::new(span, &squeeze(span.of(tape.source)));
    // The words of a number in words are entries of the grammar as well.
    if let Some(first) = reasons.first_mut() {
        first.entries.extend(number_words(tape, from, to));
    }
    number.reasons = reasons;
    number
}

/// A number inside of a date, a reference, a mask or a name.
fn covered(tape: &Tape<'_, '_>, covers: &[&Cover], from: usize, to: usize) -> NumberExplanation {
    let mut reasons = Vec::new();
    for cover in covers {
        let span = tape.span(cover.from, cover.to);
        let words = squeeze(span.of(tape.source));
        let (code, what) = match cover.by {
            Mask::Date(_) => (ReasonCode::MaskedDate, "is a date"),
            Mask::Reference(_) => (ReasonCode::MaskedReference, "names a document or an article"),
            Mask::Pattern(_) => (ReasonCode::MaskedPattern, "is no quantity: a `mask` pattern fits"),
            Mask::Name => (ReasonCode::MaskedName, "is part of a name"),
        };
        let entries = mask_entry(tape.grammar, cover.by);
        reasons.push(Reason::new(code, format!("`{words}` {what}")).at(span).by(entries));
        if matches!(cover.by, Mask::Date(_)) {
            reasons.extend(fitting(tape, cover.from));
        }
    }
    let span = tape.span(from, to);
    let mut number = NumberExplanation::new(span, &squeeze(span.of(tape.source)));
    number.reasons = reasons;
    number
}

fn within(tape: &Tape<'_, '_>, denominators: &[DenominatorAt], at: usize) -> Option<Reason> {
    let inside = denominators.iter().find(|inside| inside.from <= at && at < inside.to)?;
    let span = tape.span(inside.from, inside.to);
    let message = format!("`{}` is a denominator", squeeze(span.of(tape.source)));
    let program = tape.grammar.denominators.programs.get(usize::from(inside.program));
    let entry = program.map(|program| tape.grammar.pattern_entry("denominator", program));
    Some(Reason::new(ReasonCode::Denominator, message).at(span).by(entry))
}

/// A template that fits over token `at` although no quantity came of it.
fn fitting(tape: &Tape<'_, '_>, at: usize) -> Option<Reason> {
    let clause = tape.segments.clause(at).0;
    let (template, span) = (at.saturating_sub(BEFORE).max(clause)..=at).find_map(|start| {
        let (template, hit) = first_fit(tape, &tape.segments, start)?;
        // What stands behind `$` is read again.
        (hit.quote.1 > at).then(|| (template, tape.span(start, hit.quote.1)))
    })?;
    let words = squeeze(span.of(tape.source));
    let deadline = template.kind == Some(crate::tree::QuantityKind::Deadline);
    let why = if deadline {
        "but a year that says by when another figure of the clause holds is no deadline of its own"
    } else {
        "but it gives no value here, and keeps other templates from these words"
    };
    let message = format!("the template `{}` fits `{words}`, {why}", template.name);
    Some(reason(tape, ReasonCode::TemplateEmpty, template, message, span))
}

/// Why no template took the number from token `at` up to `end`.
fn unread(tape: &Tape<'_, '_>, at: usize, end: usize) -> Vec<Reason> {
    if let Some(reason) = fitting(tape, at) {
        return vec![reason];
    }
    let clause = tape.segments.clause(at).0;
    let mut lacking: Vec<Reason> = Vec::new();
    // For each template how far it comes, and from where.
    let mut near: Vec<(usize, u16, usize)> = Vec::new();
    let mut scratch = Scratch::default();
    for start in at.saturating_sub(BEFORE).max(clause)..=at {
        tape.candidates(&tape.grammar.template_entrances, start, &mut scratch.candidates);
        for index in scratch.candidates.iter() {
            let Some(template) = tape.grammar.templates.get(usize::from(index)) else { continue };
            let mut furthest = start;
            let threads = &mut scratch.threads;
            let hit = run_watched(tape, &template.program, start, threads, |at| furthest = furthest.max(at));
            if let Some(hit) = hit.filter(|hit| hit.quote.1 > at) {
                if !has_subject(tape, &tape.segments, template, start) && lacking.len() < NEAREST {
                    lacking.push(without_subject(tape, template, tape.span(start, hit.end)));
                }
            } else if furthest >= end {
                match near.iter_mut().find(|(_, known, _)| *known == index) {
                    Some(known) if known.0 < furthest => *known = (furthest, index, start),
                    Some(_) => {}
                    None => near.push((furthest, index, start)),
                }
            }
        }
    }
    near.sort_by_key(|&(furthest, index, _)| (std::cmp::Reverse(furthest), index));
    let mut reasons = vec![Reason::new(ReasonCode::NoTemplate, "no template fits here")];
    reasons.extend(lacking);
    reasons.extend(near.into_iter().take(NEAREST).filter_map(|(furthest, index, start)| {
        let template = tape.grammar.templates.get(usize::from(index))?;
        let span = tape.span(start, furthest);
        let words = squeeze(span.of(tape.source));
        let next = tape.tokens.get(furthest).map(|token| squeeze(token.span.of(tape.source)));
        let next = next.map_or("the end of the text".to_string(), |next| format!("`{next}`"));
        let message = format!("the template `{}` fits `{words}`, and then not {next}", template.name);
        Some(reason(tape, ReasonCode::TemplateNear, template, message, span))
    }));
    reasons
}

fn without_subject(tape: &Tape<'_, '_>, template: &Template, span: Span) -> Reason {
    let class = template.subject.and_then(|class| tape.grammar.class_names.get(usize::from(class)));
    let class = class.map_or("", |name| name);
    let message = format!(
        "the template `{}` would fit, but no word of `{class}` stands before it in the clause (`subject`)",
        template.name
    );
    reason(tape, ReasonCode::TemplateSubject, template, message, span)
}

fn reason(tape: &Tape<'_, '_>, code: ReasonCode, template: &Template, message: String, span: Span) -> Reason {
    Reason::new(code, message).at(span).by([template_of(tape.grammar, template).pattern])
}
