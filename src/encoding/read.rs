//! Bytes to text, unit by unit, each with the bytes it comes from.

use super::map::OffsetMap;
use super::marks::Marks;
use super::{Encoding, tcvn3, tones, vni};
use crate::text::Span;

/// What stands for bytes that are no character.
const UNDECODABLE: char = char::REPLACEMENT_CHARACTER;

/// A text that is not the input itself.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) text: String,
    pub(super) map: OffsetMap,
    /// Bytes of the input that are no character, neighbours put together.
    pub(super) undecodable: Vec<Span>,
    /// Marks that stand on no letter: in the right encoding there are hardly any.
    pub(super) strays: usize,
    /// Bytes of the input that were read.
    at: usize,
}

impl Read {
    fn new(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), ..Self::default() }
    }

    /// Adds what `length` bytes of the input stand for.
    fn push(&mut self, length: usize, text: &str) {
        self.text.push_str(text);
        self.map.push(text.len(), length);
        self.at += length;
    }

    fn push_char(&mut self, length: usize, c: char) {
        self.push(length, c.encode_utf8(&mut [0; 4]));
    }

    fn push_undecodable(&mut self, length: usize) {
        let bad = Span::new(self.at, self.at + length);
        match self.undecodable.last_mut() {
            Some(last) if last.end() == self.at => *last = last.cover(bad),
            _ => self.undecodable.push(bad),
        }
        self.push_char(length, UNDECODABLE);
    }
}

/// Reads bytes in a given encoding, whatever they are.
pub(super) fn read(bytes: &[u8], encoding: Encoding) -> Read {
    match encoding {
        Encoding::Utf8 => letters(bytes, utf8(bytes), &Marks::NONE),
        Encoding::Utf16Le => utf16(bytes, u16::from_le_bytes),
        Encoding::Utf16Be => utf16(bytes, u16::from_be_bytes),
        Encoding::Windows1252 => single(bytes, encoding_rs::WINDOWS_1252, &Marks::NONE),
        Encoding::Windows1251 => single(bytes, encoding_rs::WINDOWS_1251, &Marks::NONE),
        Encoding::Windows1258 => single(bytes, encoding_rs::WINDOWS_1258, &tones::MARKS),
        Encoding::Tcvn3 => single(bytes, encoding_rs::WINDOWS_1252, &tcvn3::MARKS),
        Encoding::Vni => single(bytes, encoding_rs::WINDOWS_1252, &vni::MARKS),
        Encoding::Utf8Tcvn3 => letters(bytes, utf8(bytes), &tcvn3::MARKS),
        Encoding::Utf8Vni => letters(bytes, utf8(bytes), &vni::MARKS),
        Encoding::Gb18030 => several(bytes, encoding_rs::GB18030),
        Encoding::Big5 => several(bytes, encoding_rs::BIG5),
    }
}

/// Bytes, and the character they are, if any.
type Unit = (usize, Option<char>);

/// The characters of UTF-8; bytes that are none come as the longest beginnings of characters, as usual.
fn utf8(bytes: &[u8]) -> impl Iterator<Item = Unit> {
    bytes.utf8_chunks().flat_map(|chunk| {
        let bad = Some(chunk.invalid().len()).filter(|&length| length > 0);
        chunk.valid().chars().map(|c| (c.len_utf8(), Some(c))).chain(bad.map(|length| (length, None)))
    })
}

/// An encoding of one byte a character.
fn single(bytes: &[u8], encoding: &'static encoding_rs::Encoding, marks: &Marks) -> Read {
    // The Encoding Standard gives C1 controls for the codes that windows-125x leave open; here they are nothing.
    let open = |c: char| ('\u{80}'..'\u{A0}').contains(&c);
    let table: Vec<Option<char>> =
        (0..=u8::MAX).map(|byte| character(&[byte], encoding).filter(|&c| !open(c))).collect();
    let units = bytes.iter().map(|&byte| (1, table.get(usize::from(byte)).copied().flatten()));
    letters(bytes, units, marks)
}

/// Units one after the other, each as it is shown, and put together with the next where that is a mark on it.
fn letters(bytes: &[u8], units: impl Iterator<Item = Unit>, marks: &Marks) -> Read {
    let mut read = Read::new(bytes.len());
    let mut units = units.peekable();
    while let Some((length, c)) = units.next() {
        let Some(code) = c else {
            read.push_undecodable(length);
            continue;
        };
        let c = (marks.letter)(code);
        let mark = units.peek().and_then(|&(more, next)| Some((more, (marks.joined)(c, next?)?)));
        match mark {
            Some((more, letter)) => {
                units.next();
                read.push_char(length + more, letter);
            }
            None => {
                read.strays += usize::from((marks.is_mark)(code));
                read.push_char(length, c);
            }
        }
    }
    read
}

/// UTF-16; a surrogate without its partner and a last odd byte are no characters.
fn utf16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> Read {
    let mut read = Read::new(bytes.len());
    let (pairs, odd) = bytes.as_chunks::<2>();
    for c in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        match c {
            Ok(c) => read.push_char(c.len_utf16() * 2, c),
            Err(_) => read.push_undecodable(2),
        }
    }
    if !odd.is_empty() {
        read.push_undecodable(odd.len());
    }
    read
}

/// The one character that bytes are.
fn character(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> Option<char> {
    let mut buffer = [0; 16];
    let text = decoded(bytes, encoding, &mut buffer)?;
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// What all of the bytes are, if they are something.
fn decoded<'b>(
    bytes: &[u8],
    encoding: &'static encoding_rs::Encoding,
    buffer: &'b mut [u8; 16],
) -> Option<&'b str> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (result, read, written) = decoder.decode_to_utf8_without_replacement(bytes, buffer, true);
    let whole = result == encoding_rs::DecoderResult::InputEmpty && read == bytes.len();
    let text = buffer.get(..written).and_then(|text| std::str::from_utf8(text).ok())?;
    (whole && !text.is_empty()).then_some(text)
}

/// An encoding of one, two or four bytes a character: GB 18030, and Big5, some of whose codes are two characters.
fn several(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> Read {
    let mut read = Read::new(bytes.len());
    let mut buffer = [0; 16];
    let has_four = encoding == encoding_rs::GB18030;
    while let Some(rest) = bytes.get(read.at..) {
        let length = match rest {
            [] => break,
            [byte, ..] if byte.is_ascii() => 1,
            [0x80 | 0xFF, ..] => 1,
            [_, b'0'..=b'9', ..] if has_four => 4,
            _ => 2,
        };
        match rest.get(..length).and_then(|code| decoded(code, encoding, &mut buffer)) {
            Some(text) => read.push(length, text),
            None => read.push_undecodable(undecodable(rest, has_four)),
        }
    }
    read
}

/// Bytes that are given up at once, as the Encoding Standard has it: a lead byte never swallows an ASCII byte, but for
/// the digits of a code of four bytes that is well-formed and nothing, or cut off by the end.
fn undecodable(rest: &[u8], has_four: bool) -> usize {
    match rest {
        [0x80 | 0xFF, ..] => 1,
        [_, b'0'..=b'9', 0x81..=0xFE, b'0'..=b'9', ..] if has_four => 4,
        [_, b'0'..=b'9', 0x81..=0xFE] if has_four => 3,
        [_, b'0'..=b'9'] if has_four => 2,
        [_, trail, ..] if !trail.is_ascii() => 2,
        _ => 1,
    }
}
