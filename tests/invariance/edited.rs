//! A text that was changed, with the way from every place of the original to its place in the changed text.

use clausetree::Span;
use std::ops::Range;

/// A changed text and its map of offsets.
#[derive(Debug, Default)]
pub(super) struct Edited {
    pub(super) text: String,
    /// In order, without gap: bytes of the original, and what stands for them. What was put in has no bytes there.
    pieces: Vec<Piece>,
    /// The change that was made before this one.
    before: Option<Box<Edited>>,
}

#[derive(Debug)]
struct Piece {
    old: Range<usize>,
    new: Range<usize>,
    /// The bytes are the same, so that every place within has its counterpart.
    same: bool,
}

impl Edited {
    /// Goes on with `old` bytes of the original, for which `words` stand.
    pub(super) fn replace(&mut self, original: &str, old: Range<usize>, words: &str) {
        let from = self.text.len();
        self.text.push_str(words);
        let same = original.get(old.clone()) == Some(words);
        let new = from..self.text.len();
        match self.pieces.last_mut() {
            Some(last)
                if same
                    && last.same
                    && !old.is_empty()
                    && last.old.end == old.start
                    && last.new.end == from =>
            {
                last.old.end = old.end;
                last.new.end = new.end;
            }
            _ => self.pieces.push(Piece { old, new, same }),
        }
    }

    /// Puts `words` in before byte `at` of the original.
    pub(super) fn insert(&mut self, at: usize, words: &str) {
        let from = self.text.len();
        self.text.push_str(words);
        self.pieces.push(Piece { old: at..at, new: from..self.text.len(), same: false });
    }

    /// The text changed character by character: `change` gives what stands for one, or `None` to keep it.
    pub(super) fn by_character(
        original: &str,
        mut change: impl FnMut(usize, char) -> Option<String>,
    ) -> Self {
        let mut edited = Self::default();
        for (at, c) in original.char_indices() {
            let old = at..at + c.len_utf8();
            let words = change(at, c).unwrap_or_else(|| c.to_string());
            edited.replace(original, old, &words);
        }
        edited
    }

    /// The change of what `before` made of the original.
    pub(super) fn after(self, before: Self) -> Self {
        Self { before: Some(Box::new(before)), ..self }
    }

    /// Where the character that begins at byte `at` of the original begins now.
    pub(super) fn start(&self, at: usize) -> usize {
        let at = self.before.as_ref().map_or(at, |before| before.start(at));
        let after = self.pieces.partition_point(|piece| piece.old.end <= at);
        let piece = self.pieces[after..].iter().find(|piece| !piece.old.is_empty());
        match piece {
            Some(piece) if piece.same => piece.new.start + (at - piece.old.start),
            Some(piece) => piece.new.start,
            None => self.text.len(),
        }
    }

    /// Where the character that ends at byte `at` of the original ends now.
    pub(super) fn end(&self, at: usize) -> usize {
        let at = self.before.as_ref().map_or(at, |before| before.end(at));
        let before = self.pieces.partition_point(|piece| piece.old.start < at);
        let piece = self.pieces[..before].iter().rev().find(|piece| !piece.old.is_empty());
        match piece {
            Some(piece) if piece.same => piece.new.start + (at - piece.old.start),
            Some(piece) => piece.new.end,
            None => 0,
        }
    }

    /// Where the bytes of `span` stand now.
    pub(super) fn span(&self, span: Span) -> Span {
        if span == Span::default() {
            // The document as a whole: it begins with the text, whatever was put in there.
            return span;
        }
        if span.is_empty() {
            let at = self.start(span.start());
            return Span::new(at, at);
        }
        Span::new(self.start(span.start()), self.end(span.end()))
    }
}

#[test]
fn places_are_found_again() {
    let text = "a bc\nd";
    let mut edited = Edited::default();
    edited.insert(0, "\u{FEFF}");
    edited.replace(text, 0..1, "a");
    edited.replace(text, 1..2, "  ");
    edited.replace(text, 2..3, "b");
    edited.insert(3, "\u{AD}");
    edited.replace(text, 3..4, "c");
    edited.insert(4, " ");
    edited.replace(text, 4..6, "\nd");
    assert_eq!(edited.text, "\u{FEFF}a  b\u{AD}c \nd");
    let at = |start, end| edited.span(Span::new(start, end)).of(&edited.text).to_string();
    assert_eq!(at(0, 1), "a");
    assert_eq!(at(2, 4), "b\u{AD}c");
    assert_eq!(at(3, 4), "c");
    assert_eq!(at(0, 6), "a  b\u{AD}c \nd");
    assert_eq!(at(5, 6), "d");
}
