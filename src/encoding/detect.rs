//! Which encoding bytes are in. See `docs/encodings.md` for the steps and what they rest on.

use super::evidence::Evidence;
use super::read::read;
use super::sample::sample;
use super::{Certainty, Encoding};
use crate::detect;
use crate::error::{Error, ErrorKind};
use crate::grammar::Candidate;
use crate::text::Span;

/// Bytes at the beginning that are looked at for what a sample of lines does not show.
const HEAD: usize = 8 << 10;
/// Characters of UTF-8 beyond ASCII for each place that is not UTF-8: other encodings have such by chance, one in ten.
const UTF8_FOR_BROKEN: usize = 4;
/// Control characters in a thousand bytes that a text can have; pictures and archives have a hundred.
const CONTROLS: usize = 10;
/// Of a thousand words that tell encodings apart this many must be known. Right readings of documents of the genre have
/// 490 and more, wrong ones and noise 160 at most.
const LEAST: usize = 250;
/// Fewer words than this are a matter of chance.
const ENOUGH: usize = 12;
/// The next best reading must have no more than one known word for so many of the best.
const MARGIN: usize = 2;

/// What bytes that are not UTF-8 may be; of equals the first is taken.
const CANDIDATES: [Encoding; 8] = [
    Encoding::Windows1252,
    Encoding::Windows1258,
    Encoding::Windows1251,
    Encoding::Gb18030,
    Encoding::Big5,
    Encoding::Tcvn3,
    Encoding::Vni,
    Encoding::Utf8,
];

/// What characters of well-formed UTF-8 may be.
const IN_UTF8: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf8Tcvn3, Encoding::Utf8Vni];

/// The encoding that is meant by the name `said`: a byte order mark says which UTF-16 it is, and a font encoding may
/// have been stored as UTF-8.
pub(super) fn as_stored(bytes: &[u8], said: Encoding) -> Encoding {
    let in_utf8 = || !bytes.is_ascii() && is_nearly_utf8(bytes);
    match said {
        Encoding::Utf16Le | Encoding::Utf16Be => {
            marked(bytes).filter(|&marked| marked != Encoding::Utf8).unwrap_or(said)
        }
        // Bytes of Vietnamese in these fonts are not UTF-8 by chance: no syllable has two such letters in a row.
        Encoding::Tcvn3 if in_utf8() => Encoding::Utf8Tcvn3,
        Encoding::Vni if in_utf8() => Encoding::Utf8Vni,
        _ => said,
    }
}

/// The encoding that a byte order mark says.
fn marked(bytes: &[u8]) -> Option<Encoding> {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Some(Encoding::Utf8),
        [0xFF, 0xFE, ..] => Some(Encoding::Utf16Le),
        [0xFE, 0xFF, ..] => Some(Encoding::Utf16Be),
        [0x84, 0x31, 0x95, 0x33, ..] => Some(Encoding::Gb18030),
        _ => None,
    }
}

/// The encoding of some bytes and how sure it is, by the steps in `docs/encodings.md`.
pub(super) fn detect(bytes: &[u8], grammars: &[Candidate<'_>]) -> Result<(Encoding, Certainty), Error> {
    let well_formed = std::str::from_utf8(bytes);
    match (marked(bytes), well_formed) {
        (Some(Encoding::Utf8), Ok(_)) | (None, Ok(_)) => {}
        (Some(marked), _) => return Ok((marked, Certainty::Certain)),
        (None, Err(_)) => {}
    }
    if let Some(wide) = without_mark(bytes) {
        return Ok((wide, Certainty::Likely));
    }
    let Err(broken) = well_formed else { return Ok(in_utf8(bytes, grammars)) };
    if is_binary(bytes) {
        return Err(unknown(bytes, broken.valid_up_to(), "it looks like no text at all"));
    }
    if is_nearly_utf8(bytes) {
        let (encoding, certainty) = in_utf8(bytes, grammars);
        return Ok((encoding, certainty.min(Certainty::Likely)));
    }
    let sample = sample(bytes);
    let best = Best::of(&sample, &CANDIDATES, grammars);
    if best.is_sure() {
        Ok((best.encoding, Certainty::Likely))
    } else if best.is_good() && best.evidence.known > 1 {
        Ok((best.encoding, Certainty::Guess))
    } else if is_ascii_language(bytes, grammars) {
        // A quotation mark or a foreign name in a text of plain letters.
        Ok((Encoding::Windows1252, Certainty::Guess))
    } else if best.is_good() {
        Ok((best.encoding, Certainty::Guess))
    } else {
        Err(unknown(bytes, broken.valid_up_to(), "no word speaks for any of the known encodings"))
    }
}

/// UTF-16 without a byte order mark: text has a zero in every tenth unit or more (blanks, digits), always on one side.
fn without_mark(bytes: &[u8]) -> Option<Encoding> {
    let (pairs, _) = bytes.get(..HEAD).unwrap_or(bytes).as_chunks::<2>();
    let first = pairs.iter().filter(|pair| pair[0] == 0).count();
    let second = pairs.iter().filter(|pair| pair[1] == 0).count();
    let many = |zeros: usize| zeros * 10 >= pairs.len() && zeros > 1;
    let few = |zeros: usize| zeros * 100 <= pairs.len();
    match (first, second) {
        _ if many(second) && few(first) => Some(Encoding::Utf16Le),
        _ if many(first) && few(second) => Some(Encoding::Utf16Be),
        _ => None,
    }
}

fn is_binary(bytes: &[u8]) -> bool {
    let is_control = |byte: &&u8| byte.is_ascii_control() && !matches!(byte, b'\t'..=b'\r' | 0x1A | 0x7F);
    bytes.iter().filter(is_control).count() * 1000 > bytes.len() * CONTROLS
}

/// Whether all but a few places are UTF-8, such as a file that was cut within a character.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good >= broken * UTF8_FOR_BROKEN
}

/// UTF-8 is UTF-8; whether its characters are what they look like is another question.
fn in_utf8(bytes: &[u8], grammars: &[Candidate<'_>]) -> (Encoding, Certainty) {
    let sample = sample(bytes);
    let text = String::from_utf8_lossy(&sample);
    let fonts = text.chars().filter(|c| ('\u{A1}'..='\u{FF}').contains(c)).count();
    let others = text.chars().filter(|&c| c > '\u{FF}' && c.is_alphabetic()).count();
    // Vietnamese has more letters above U+00FF than below; texts of a font have none.
    if fonts <= others {
        return (Encoding::Utf8, Certainty::Certain);
    }
    let best = Best::of(&sample, &IN_UTF8, grammars);
    match best.encoding {
        Encoding::Utf8 => (Encoding::Utf8, Certainty::Certain),
        font if best.is_sure() => (font, Certainty::Likely),
        _ if best.is_good() => (Encoding::Utf8, Certainty::Guess),
        _ => (Encoding::Utf8, Certainty::Certain),
    }
}

/// Whether the words of plain letters alone are in a language that is known.
fn is_ascii_language(bytes: &[u8], grammars: &[Candidate<'_>]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let words = head.split(u8::is_ascii_whitespace).filter(|word| word.is_ascii());
    let plain: Vec<&str> = words.filter_map(|word| std::str::from_utf8(word).ok()).collect();
    detect::best(&plain.join(" "), &Candidate::signs(grammars)).is_some()
}

/// The reading with the largest share of known words.
struct Best {
    encoding: Encoding,
    evidence: Evidence,
    /// Share of the next best that is another text.
    next: usize,
}

impl Best {
    fn of(sample: &[u8], candidates: &[Encoding], grammars: &[Candidate<'_>]) -> Self {
        let mut best = Self { encoding: Encoding::Utf8, evidence: Evidence::default(), next: 0 };
        let mut text: Option<String> = None;
        for &encoding in candidates {
            let reading = read(sample, encoding);
            // What two encodings read alike tells nothing of the two.
            if text.as_ref() == Some(&reading.text) {
                continue;
            }
            let mut evidence = Evidence::of(&reading.text, grammars);
            evidence.words += reading.undecodable.len() + reading.strays;
            if text.is_none() || evidence.share() > best.evidence.share() {
                let next = if text.is_none() { 0 } else { best.evidence.share() };
                best = Self { encoding, evidence, next };
                text = Some(reading.text);
            } else {
                best.next = best.next.max(evidence.share());
            }
        }
        best
    }

    fn is_good(&self) -> bool {
        self.evidence.share() >= LEAST
    }

    fn is_sure(&self) -> bool {
        self.is_good() && self.evidence.words >= ENOUGH && self.next * MARGIN <= self.evidence.share()
    }
}

/// Bytes in no known encoding; `at` is the first that is not UTF-8.
fn unknown(bytes: &[u8], at: usize, why: &str) -> Error {
    let byte = super::part(bytes, Span::new(at, at + 1)).first().copied().unwrap_or_default();
    let message = format!(
        "the text is not UTF-8 (byte 0x{byte:02X} at offset {at}), and {why}; say which encoding it is in with `--encoding`"
    );
    Error::new(ErrorKind::Encoding, message)
}
