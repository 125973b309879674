//! What characters are, worked out when a text first asks: a text needs few of them and asks for each again and again.

use std::sync::atomic::{AtomicU16, Ordering};

/// Numbers by place; 0 where nobody asked yet.
pub(crate) type Places = [AtomicU16];

/// The number at `place`, which is worked out where nobody asked for it before. A number of 0 is worked out each time, and
/// so is one behind the last place.
#[inline]
pub(crate) fn remembered(places: &Places, place: usize, work_out: impl FnOnce() -> u16) -> u16 {
    let Some(place) = places.get(place) else { return work_out() };
    match place.load(Ordering::Relaxed) {
        0 => {
            let number = work_out();
            place.store(number, Ordering::Relaxed);
            number
        }
        known => known,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_worked_out_once() {
        let places = [const { AtomicU16::new(0) }; 2];
        assert_eq!(remembered(&places, 1, || 7), 7);
        assert_eq!(remembered(&places, 1, || 8), 7);
        assert_eq!(remembered(&places, 0, || 0), 0);
        assert_eq!(remembered(&places, 0, || 9), 9);
        assert_eq!(remembered(&places, 2, || 5), 5);
        assert_eq!(remembered(&places, 2, || 6), 6, "there is no such place");
    }
}
