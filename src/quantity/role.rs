//! Whether the text commits to a figure, reports it, or only mentions it.

use super::Setting;
use super::build::Found;
use super::segment::{LOOK_BACK, Segments};
use super::tape::Tape;
use crate::grammar::classes;
use crate::text::Shape;
use crate::tree::{Comparator, QuantityRole};

/// What made the role of a figure; tokens are where the deciding words stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Because {
    Template,
    Context(usize),
    ContextAfter(usize),
    Achieved(usize),
    Commit(usize),
    /// A bare number of things.
    Bare,
    /// Its year was over when the document was made.
    Past,
    /// The place in the document.
    #[default]
    Place,
}

/// The role of `item` in its surroundings, and what made it.
///
/// The words of the clause go before the section: "has reached 16%" in a list of objectives is a report, and
/// "strive for 60%" in a report is a commitment.
pub(super) fn of(
    tape: &Tape<'_, '_>,
    segments: &Segments,
    item: &Found<'_>,
    setting: &Setting,
) -> (QuantityRole, Because) {
    let usual = setting.role;
    if item.fixed {
        return (item.quantity.role, Because::Template);
    }
    let (from, to) = segments.clause(item.from);
    let from = from.max(item.from.saturating_sub(LOOK_BACK));
    let last = |class| {
        // `预期` commits, `预期寿命` is the expectancy of life.
        let longer = |at: usize| {
            let length = |class| tape.phrase(at, class).map_or(0, |phrase| phrase.length);
            length(classes::KEEP) > length(class)
        };
        tape.back(class, from, item.quote_from.max(item.from)).find(|&at| !tape.is_kept(at) && !longer(at))
    };
    let touches =
        |at: usize| tape.phrase(at, classes::CONTEXT).is_some_and(|phrase| at + phrase.length >= item.from);
    if let Some(at) = (item.from.saturating_sub(4).max(from)..item.from).find(|&at| touches(at)) {
        return (QuantityRole::Context, Because::Context(at));
    }
    if item.to < to && tape.has(item.to, classes::CONTEXT_AFTER) {
        return (QuantityRole::Context, Because::ContextAfter(item.to));
    }
    match (last(classes::ACHIEVED), last(classes::COMMIT)) {
        // "will be attracted": the commitment right before the participle is what counts.
        (Some(achieved), commit) if commit.is_none_or(|commit| commit + 3 <= achieved) => {
            (QuantityRole::Achieved, Because::Achieved(achieved))
        }
        // What stands before the sections, or in a viewpoint, tells of commitments made elsewhere.
        (_, Some(commit)) if usual != QuantityRole::Context => {
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

/// Whether the words before a bare number of things make it a statement ("build 5 centres", "has 12 zones").
///
/// A small number in the midst of a clause is mostly none: "the 3 regions", "in 2 stages".
fn is_said(tape: &Tape<'_, '_>, item: &Found<'_>, clause: usize) -> bool {
    const LARGE: u32 = 10;
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
    // A word more may stand between ("attract another 3 companies"); scans leave half a word there.
    let near = item.from.saturating_sub(1)..=item.from;
    let opens = |at: usize| {
        let ends = |class| {
            tape.phrases_at(at)
                .iter()
                .any(|phrase| phrase.class == class && near.contains(&(at + phrase.length)))
        };
        [classes::LEAD, classes::TRAIL, classes::CONNECTOR, classes::COMMIT].into_iter().any(ends)
    };
    let mark = item
        .from
        .checked_sub(1)
        .and_then(|at| tape.tokens.get(at))
        .is_some_and(|token| token.shape != Shape::Word);
    mark || item.quote_from > item.from || (item.from.saturating_sub(4).max(clause)..item.from).any(opens)
}
