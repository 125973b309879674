//! The words that turn a bound round: "must not, at any time, exceed 60%" is at most 60%.

use super::matcher::Match;
use super::tape::Tape;
use crate::grammar::{Slot, classes};
use crate::text::Shape;
use crate::tree::QuantityKind;

/// What turns a bound round.
#[derive(Clone, Copy, Debug)]
pub(super) struct Turned {
    /// The tokens of the word that negates or forbids.
    pub(super) words: (usize, usize),
    /// Nothing but an inserted phrase stands between it and the bound: it is shown with the bound.
    pub(super) beside: bool,
}

/// The words that turn round the bound of a match.
///
/// A mere "not" does so right before the bound: further away it may belong to the subject ("children not vaccinated").
/// What forbids may stand further away, but only before shares and growth. Of other quantities the bound may be an
/// attribute of what must not happen: "no child under 6 years must be left behind". Either may have a phrase between
/// marks right behind it.
pub(super) fn turned(tape: &Tape<'_, '_>, hit: &Match, kind: QuantityKind) -> Option<Turned> {
    const FURTHEST: usize = 30;
    let bound = hit.get(Slot::Bound)?;
    // A bound may follow its number: `không còn xã nào có từ 15% trở lên`.
    let first = hit.get(Slot::Value).map_or(bound.from, |value| value.from.min(bound.from));
    let start = tape.segments.clause(first).0.max(first.saturating_sub(FURTHEST));
    let open = (start..first)
        .rev()
        .find(|&at| {
            tape.tokens.get(at).is_some_and(|token| match token.shape {
                Shape::Punct(mark) => mark != '\'' || token.spaced,
                _ => false,
            })
        })
        .map_or(start, |mark| mark + 1);
    let reaches = |at: usize, class| Some(at + tape.phrase(at, class)?.length).filter(|&to| to <= first);
    // "must not exceed": a verb, not an attribute of what must not happen.
    let exceeds = tape.has(bound.from, classes::EXCEED);
    // `ни один … не ниже`: a bound that is negated itself says already what is meant.
    let negated = (bound.from..bound.to).any(|at| tape.has(at, classes::NEGATION));
    let far = kind == QuantityKind::Percent || exceeds;
    let mut words = None;
    for at in (open..first).rev() {
        if let Some(to) = reaches(at, classes::NEGATION).filter(|&to| to == first && to == bound.from) {
            words = Some((at, to));
        } else if let Some(to) = reaches(at, classes::FORBID).filter(|_| words.is_none() && !negated) {
            words = Some((at, to)).filter(|_| to == bound.from || far);
        }
    }
    if let Some(words) = words {
        return Some(Turned { words, beside: words.1 == hit.quote.0 });
    }
    if negated || bound.from != first && !far {
        return None;
    }
    over_insertion(tape, start, open, first, far)
}

/// The word that negates or forbids behind which an inserted phrase stands; `open` is the token behind its last mark.
///
/// Both marks of the phrase are asked for, and the word stands right before the first: in "waste must not be burnt,
/// and recycling must exceed 60%" the comma ends what is forbidden.
fn over_insertion(tape: &Tape<'_, '_>, start: usize, open: usize, first: usize, far: bool) -> Option<Turned> {
    /// "At any time, in any district,"
    const LONGEST_CHAIN: usize = 3;
    // "Must not, in any case, be more than": only what leads to a value may stand between.
    let beside = (open..first)
        .all(|at| (tape.has(at, classes::TRAIL) || tape.has(at, classes::EXCEED)) && !tape.is_connector(at));
    // 势头得到遏制，贷款余额较快增长，不良率低于3%: where commas set clauses apart, a phrase between two is one of them,
    // unless the value follows at once: 不得，在任何情况下，超过60%.
    let mut close = open.checked_sub(1).filter(|&mark| beside || !tape.has(mark, classes::BARRIER))?;
    for inserted in 0..LONGEST_CHAIN {
        let mark = opening_of(tape, start, close)?;
        let ends = |class| {
            let ends = |&at: &usize| tape.phrase(at, class).is_some_and(|phrase| at + phrase.length == mark);
            (start..mark).find(ends)
        };
        // "Debt should, in no case, exceed 40%": the phrase itself forbids.
        let whole = tape.phrase(mark + 1, classes::FORBID).filter(|phrase| mark + 1 + phrase.length == close);
        if whole.is_some() && beside && inserted == 0 {
            return Some(Turned { words: (mark + 1, close), beside: true });
        }
        // "Poor or not, as the case may be, over 5 km": a word of two that are left open negates nothing.
        let open = |at: usize| at + 1 == mark && at > start && tape.has(at - 1, classes::CONNECTOR);
        let negation = ends(classes::NEGATION).filter(|&at| beside && !open(at));
        let forbid = || ends(classes::FORBID).filter(|_| beside || (far && inserted == 0));
        if let Some(at) = negation.or_else(forbid) {
            // A figure between would be quoted twice, and a longer chain may hold the subject: `Нельзя, чтобы доля,
            // даже зимой, превышала`.
            let alone = inserted == 0 && (mark..first).all(|at| tape.number_at(at).is_none());
            return Some(Turned { words: (at, mark), beside: beside && alone });
        }
        if !beside || !tape.is(mark, ',') {
            return None;
        }
        close = mark;
    }
    None
}

/// The mark that opens what the mark at `close` ends: a bracket, a comma, a dash between blanks.
fn opening_of(tape: &Tape<'_, '_>, start: usize, close: usize) -> Option<usize> {
    let dash = |at: usize| {
        tape.is(at, '-') && [at, at + 1].iter().all(|&at| tape.tokens.get(at).is_some_and(|t| t.spaced))
    };
    let fits = |at: &usize| match tape.tokens.get(close).map(|token| token.shape) {
        Some(Shape::Punct(')')) => tape.is(*at, '('),
        Some(Shape::Punct(',')) => tape.is(*at, ','),
        Some(Shape::Punct('-')) => dash(close) && dash(*at),
        _ => false,
    };
    (start..close).rev().find(fits)
}
