//! Parts of a document that count by themselves: what a decision approves does not go on with the numbering of its points.

use super::search::{Accepted, Chosen, search};
use crate::scan::Candidate;

/// Chooses the markers of every part by itself; `depth` is the deepest nesting.
pub(crate) fn search_parts(candidates: &[Candidate], depth: usize) -> Chosen {
    let mut whole = Chosen { markers: Vec::new(), too_deep: None };
    let mut from = 0;
    for part in candidates.chunk_by(|one, next| one.part == next.part) {
        let chosen = search(part, depth);
        if part.len() == candidates.len() {
            return chosen;
        }
        let before = whole.markers.len();
        whole.too_deep = whole.too_deep.or(chosen.too_deep.map(|index| from + index));
        whole.markers.extend(chosen.markers.into_iter().map(|marker| Accepted {
            candidate: from + marker.candidate,
            parent: marker.parent.map(|place| before + place),
            translates: marker.translates.map(|place| before + place),
            ..marker
        }));
        from += part.len();
    }
    whole
}
