//! Writes down which candidates of a place became markers, and why the others did not.

use super::search::{Accepted, is_hopeful};
use crate::reason::{Reason, ReasonCode, Trace};
use crate::scan::{Candidate, Page, explain_marker};

/// Tells the candidates on the lines of the place.
pub(crate) fn markers(page: &Page<'_, '_>, candidates: &[Candidate], chosen: &[Accepted], trace: &mut Trace) {
    for (index, candidate) in candidates.iter().enumerate() {
        let Some(line) = page.lines.get(candidate.line).filter(|line| trace.touches(line.span)) else {
            continue;
        };
        // A text on one line has hundreds of candidates; those far from the place are not asked for.
        const NEAR: usize = 400;
        let place = trace.place();
        let far =
            candidate.span.start() + NEAR < place.start() || candidate.span.start() > place.end() + NEAR;
        if far && line.span.len() > 2 * NEAR {
            continue;
        }
        let mut told = explain_marker(page, candidate);
        let accepted = chosen.iter().find(|accepted| accepted.candidate == index);
        told.chosen = accepted.is_some();
        told.reasons.push(match accepted {
            Some(accepted) if accepted.translates.is_some() => {
                let message = "stands before the translation of the item before it";
                Reason::new(ReasonCode::MarkerTranslates, message)
            }
            Some(_) => {
                let message = "a marker: the whole numbering fits together best with it";
                Reason::new(ReasonCode::MarkerChosen, message)
            }
            None => rejected(candidates, chosen, candidate),
        });
        trace.markers.push(told);
    }
}

fn rejected(candidates: &[Candidate], chosen: &[Accepted], candidate: &Candidate) -> Reason {
    let overlaps = |other: &Candidate| {
        other.line == candidate.line
            && other.tokens.0 <= candidate.tokens.0
            && (candidate.tokens.0 < other.tokens.1 || candidate.tokens.0 == other.tokens.0)
    };
    let mut others = chosen.iter().filter_map(|accepted| candidates.get(accepted.candidate));
    if let Some(other) = others.find(|other| overlaps(other)) {
        return Reason::new(ReasonCode::MarkerOther, "no marker: another reading of this place was chosen")
            .at(other.span);
    }
    if !is_hopeful(candidate) {
        let message =
            format!("no marker: too much around it speaks against one (weight {})", candidate.weight);
        return Reason::new(ReasonCode::MarkerHopeless, message);
    }
    let message = format!(
        "no marker: the whole numbering fits together better without it (weight {})",
        candidate.weight
    );
    Reason::new(ReasonCode::MarkerUnfit, message)
}
