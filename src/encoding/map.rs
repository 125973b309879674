//! Which bytes of the input each character of the decoded text comes from.
//!
//! Text and input are cut into the same units, mostly a character each. A bit for every byte says whether a unit
//! begins there; how many began before each block of bits is counted. That takes a bit and a sixteenth a byte on
//! either side, whatever the encoding, and a look-up is a binary search over blocks.

/// Words of 64 bits in a block.
const BLOCK: usize = 8;

/// Where the units begin, on one side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Starts {
    words: Vec<u64>,
    /// Units that begin before each block.
    before: Vec<u32>,
    units: usize,
    /// Bytes of all units.
    length: usize,
}

impl Starts {
    /// Adds a unit of `length` bytes, one or more, at the end.
    fn push(&mut self, length: usize) {
        let word = self.length / 64;
        while self.words.len() <= word {
            if self.words.len().is_multiple_of(BLOCK) {
                // Inputs are capped far below 2^32 bytes; see `Limits::input_bytes`.
                self.before.push(u32::try_from(self.units).unwrap_or(u32::MAX));
            }
            self.words.push(0);
        }
        if let Some(bits) = self.words.get_mut(word) {
            *bits |= 1 << (self.length % 64);
        }
        self.units += 1;
        self.length += length;
    }

    /// Number of the unit that byte `at` belongs to; `at` is below `length`.
    fn unit_at(&self, at: usize) -> usize {
        let word = at / 64;
        let block = word / BLOCK;
        let before = self.before.get(block).map_or(0, |&count| count as usize);
        let whole = self.words.get(block * BLOCK..word).unwrap_or_default();
        let last = self.words.get(word).map_or(0, |bits| bits & (u64::MAX >> (63 - at % 64)));
        let within: u32 = whole.iter().chain([&last]).map(|bits| bits.count_ones()).sum();
        (before + within as usize).saturating_sub(1)
    }

    /// Where unit `unit` begins; `unit` is below `units`.
    fn start_of(&self, unit: usize) -> usize {
        let block = self.before.partition_point(|&count| count as usize <= unit).saturating_sub(1);
        let mut left = unit.saturating_sub(self.before.get(block).map_or(0, |&count| count as usize));
        for (word, &bits) in self.words.iter().enumerate().skip(block * BLOCK) {
            let ones = bits.count_ones() as usize;
            if left < ones {
                // The lowest bits are the units that begin earlier.
                let rest = (0..left).fold(bits, |bits, _| bits & (bits - 1));
                return word * 64 + rest.trailing_zeros() as usize;
            }
            left -= ones;
        }
        self.length
    }
}

/// The units on both sides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct OffsetMap {
    text: Starts,
    source: Starts,
}

impl OffsetMap {
    /// Adds a unit of so many bytes of the text and of the source, one or more each.
    pub(super) fn push(&mut self, text: usize, source: usize) {
        self.text.push(text);
        self.source.push(source);
    }

    /// The byte of the source for a byte of the text: that at which its unit begins; the end for the end.
    pub(super) fn source_of(&self, text: usize) -> usize {
        across(&self.text, &self.source, text)
    }

    /// The byte of the text for a byte of the source.
    pub(super) fn text_of(&self, source: usize) -> usize {
        across(&self.source, &self.text, source)
    }
}

fn across(from: &Starts, to: &Starts, at: usize) -> usize {
    if at >= from.length { to.length } else { to.start_of(from.unit_at(at)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_over_many_blocks() {
        // Widths that never fall together with words of 64 bits.
        let units: Vec<(usize, usize)> = (0..5000).map(|n| (1 + n % 3, 1 + n % 7 % 4)).collect();
        let mut map = OffsetMap::default();
        units.iter().for_each(|&(text, source)| map.push(text, source));
        let (mut text, mut source) = (0, 0);
        for &(text_length, source_length) in &units {
            for inside in 0..text_length {
                assert_eq!(map.source_of(text + inside), source);
            }
            for inside in 0..source_length {
                assert_eq!(map.text_of(source + inside), text);
            }
            text += text_length;
            source += source_length;
        }
        assert_eq!((map.source_of(text), map.text_of(source)), (source, text));
        assert_eq!(map.source_of(usize::MAX), source);
    }

    #[test]
    fn an_empty_map() {
        let map = OffsetMap::default();
        assert_eq!((map.source_of(0), map.text_of(7)), (0, 0));
    }

    #[test]
    fn the_map_is_small() {
        let mut map = OffsetMap::default();
        (0..100_000).for_each(|_| map.push(3, 2));
        let bytes = |starts: &Starts| starts.words.len() * 8 + starts.before.len() * 4;
        assert!(bytes(&map.text) + bytes(&map.source) < 500_000 / 7);
    }
}
