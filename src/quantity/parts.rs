//! What the named parts of patterns take at a token: most patterns begin alike, and what one has found the others need
//! not look for again.

use super::matcher::Capture;

/// Where a part is asked for: the stamp of the tape, the token, and whether the pattern begins there.
pub(super) type Place = (u64, usize, bool);

/// For each part of a grammar what it took at the places that were asked for last.
#[derive(Debug, Default)]
pub(super) struct Parts {
    all: Vec<Vec<Ways>>,
}

/// Places of a part that are remembered: a part that may be repeated (`{mod}*`) is asked for at several tokens by every
/// pattern that begins with it, and by those that begin at the next token again.
const PLACES: usize = 32;

/// Where what is known of a place is kept.
fn slot((_, at, begins): Place) -> usize {
    (2 * at + usize::from(begins)) % PLACES
}

/// All ways in which a part fits at a place, as far as they end at different tokens.
#[derive(Debug, Default)]
pub(super) struct Ways {
    place: Option<Place>,
    pub(super) all: Vec<Way>,
    pub(super) captures: Vec<Capture>,
    /// The furthest token that was looked at.
    pub(super) furthest: usize,
}

/// One way; those that come first are tried first.
#[derive(Debug)]
pub(super) struct Way {
    /// The token after it.
    pub(super) end: usize,
    /// What it took, in [`Ways::captures`].
    pub(super) captures: (usize, usize),
}

impl Parts {
    /// The ways of a part, where they were worked out for that place.
    pub(super) fn known(&self, part: u16, place: Place) -> Option<&Ways> {
        let known = self.all.get(usize::from(part)).and_then(|places| places.get(slot(place)));
        known.filter(|ways| ways.place == Some(place))
    }

    fn at(&mut self, part: u16, place: Place) -> Option<&mut Ways> {
        self.all.get_mut(usize::from(part)).and_then(|places| places.get_mut(slot(place)))
    }

    /// Forgets what was kept where a place of a part will be, to work it out.
    pub(super) fn begin(&mut self, part: u16, place: Place) {
        let index = usize::from(part);
        if self.all.len() <= index {
            self.all.resize_with(index + 1, Vec::new);
        }
        if let Some(places) = self.all.get_mut(index).filter(|places| places.is_empty()) {
            places.resize_with(PLACES, Ways::default);
        }
        if let Some(ways) = self.at(part, place) {
            ways.place = None;
            ways.all.clear();
            ways.captures.clear();
        }
    }

    /// Notes a way; a later one that ends at the same token fits nowhere that the first does not.
    pub(super) fn add(&mut self, part: u16, place: Place, end: usize, captures: &[Capture]) {
        let Some(ways) = self.at(part, place) else { return };
        if ways.all.iter().any(|way| way.end == end) {
            return;
        }
        let from = ways.captures.len();
        ways.captures.extend_from_slice(captures);
        ways.all.push(Way { end, captures: (from, ways.captures.len()) });
    }

    /// Closes the list.
    pub(super) fn finish(&mut self, part: u16, place: Place, furthest: usize) -> Option<&Ways> {
        let ways = self.at(part, place)?;
        (ways.place, ways.furthest) = (Some(place), furthest);
        Some(ways)
    }
}
