//! Remembers the numbers of the words that were asked for lately, so that a word that comes again is not folded again.

use super::vocabulary::{Vocabulary, WordIn};
use rustc_hash::FxHasher;
use std::cell::RefCell;
use std::hash::Hasher as _;

thread_local! {
    static KNOWN: RefCell<Memo> = const { RefCell::new(Memo { slots: Vec::new() }) };
}

/// What a vocabulary says of a word.
pub(super) fn get(vocabulary: &Vocabulary, word: &str) -> WordIn {
    KNOWN.with_borrow_mut(|memo| memo.get(vocabulary, word))
}

/// Its size is fixed (448 KiB a thread), and a word that falls on the place of another takes it: nothing grows with the
/// text.
struct Memo {
    slots: Vec<Known>,
}

/// A word as it stands in a text, with what some vocabularies say of it.
#[derive(Clone, Copy)]
struct Known {
    word: [u8; Known::LONGEST],
    length: u8,
    /// The next vocabulary takes this place.
    next: u8,
    /// By the number of the vocabulary; 0 for none.
    of: [(u32, WordIn); Known::VOCABULARIES],
}

impl Known {
    /// Bytes of a word that is remembered; longer ones are rare.
    const LONGEST: usize = 30;
    /// As many grammars come with the crate.
    const VOCABULARIES: usize = 5;
    const NONE: Self =
        Self { word: [0; Self::LONGEST], length: 0, next: 0, of: [(0, WordIn::UNKNOWN); Self::VOCABULARIES] };
}

impl Memo {
    const SLOTS: usize = 4096;

    fn get(&mut self, vocabulary: &Vocabulary, word: &str) -> WordIn {
        let Some(length) =
            u8::try_from(word.len()).ok().filter(|&length| usize::from(length) <= Known::LONGEST)
        else {
            return vocabulary.look_up(word);
        };
        if self.slots.is_empty() {
            self.slots = vec![Known::NONE; Self::SLOTS];
        }
        let mut hasher = FxHasher::default();
        hasher.write(word.as_bytes());
        let place = usize::try_from(hasher.finish() % Self::SLOTS as u64).unwrap_or(0);
        let Some(slot) = self.slots.get_mut(place) else { return vocabulary.look_up(word) };
        let same = slot.length == length && slot.word.get(..word.len()) == Some(word.as_bytes());
        if !same {
            *slot = Known { length, ..Known::NONE };
            if let Some(bytes) = slot.word.get_mut(..word.len()) {
                bytes.copy_from_slice(word.as_bytes());
            }
        }
        if let Some(&(_, known)) = slot.of.iter().find(|&&(id, _)| id == vocabulary.id()) {
            return known;
        }
        let known = vocabulary.look_up(word);
        let next = usize::from(slot.next) % Known::VOCABULARIES;
        slot.next = u8::try_from(next + 1).unwrap_or(0);
        slot.of.get_mut(next).into_iter().for_each(|place| *place = (vocabulary.id(), known));
        known
    }
}
