//! The part of the input that detection looks at.

use crate::text::Span;

/// Bytes that detection looks at, about: some hundreds of words are enough, and the cost stays the same however long
/// the input is.
const SAMPLE: usize = 8 << 10;
/// Bytes of a piece, about; pieces are spread over the input, because one part of it may be in another language.
const PIECE: usize = 400;

/// Whether a character may be cut before this byte in every encoding that keeps ASCII: no second byte is below `0`.
fn is_edge(byte: u8) -> bool {
    byte < b'0'
}

/// The input cut into pieces of whole characters. A stretch without a blank or a mark counts up to its first bytes.
fn pieces(bytes: &[u8]) -> impl Iterator<Item = Span> {
    let edge_from = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        rest.iter().position(|&byte| is_edge(byte)).map_or(bytes.len(), |at| from + at)
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        if at >= bytes.len() {
            return None;
        }
        let end = edge_from((at + PIECE).min(bytes.len()));
        let piece = Span::new(at, end.min(at + 2 * PIECE));
        at = end;
        Some(piece)
    })
}

/// Pieces of the input that hold more than ASCII, one a line: what tells encodings apart.
pub(super) fn sample(bytes: &[u8]) -> Vec<u8> {
    let telling = || pieces(bytes).map(|piece| super::part(bytes, piece)).filter(|piece| !piece.is_ascii());
    let all: usize = telling().map(<[u8]>::len).sum();
    let step = all.div_ceil(SAMPLE).max(1);
    telling().step_by(step).fold(Vec::new(), |mut sample, piece| {
        sample.extend_from_slice(piece);
        sample.push(b'\n');
        sample
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_cover_all_but_endless_stretches() {
        let text = "một hai ba ".repeat(1000);
        let spans: Vec<Span> = pieces(text.as_bytes()).collect();
        assert!(spans.windows(2).all(|pair| pair[0].end() == pair[1].start()));
        assert_eq!(spans.last().map(|last| last.end()), Some(text.len()));
        let endless = vec![0xB0; 10_000];
        assert_eq!(pieces(&endless).collect::<Vec<_>>(), [Span::new(0, 2 * PIECE)]);
    }

    #[test]
    fn the_sample_is_bounded_and_spread() {
        let mut text = "a\n".repeat(100_000);
        text.push_str(&"đầu ".repeat(100_000));
        text.push_str("cuối");
        let sample = sample(text.as_bytes());
        assert!(sample.len() < 2 * SAMPLE, "{}", sample.len());
        assert!(!sample.starts_with(b"a\na\na"));
        assert_eq!(super::sample(b"plain"), b"");
    }
}
