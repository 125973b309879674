//! Texts that are not UTF-8: which encoding they are in, their text, and the way back to their bytes.
//!
//! The tables of the Encoding Standard come from `encoding_rs`; those of the two Vietnamese font encodings are here.
//! The text is a new one, so spans of it are moved back to the input by a map; all else of the crate reads the text.

mod decoded;
mod detect;
mod evidence;
mod map;
mod marks;
mod name;
mod read;
mod sample;
mod tcvn3;
mod tones;
mod vni;

pub use decoded::{Certainty, Decoded};
pub use name::{Encoding, ParseEncodingError};

use crate::diagnostic::{DiagnosticCode, Sink};
use crate::error::Error;
use crate::grammar::Candidate;
use crate::text::Span;
use std::borrow::Cow;

/// Bytes that a message about undecodable ones prints.
const PRINTED: usize = 4;

/// Reads bytes in `encoding`, or in the one that they fit best; `most` is the limit of diagnostics.
pub(crate) fn decode<'a>(
    bytes: &'a [u8],
    encoding: Option<Encoding>,
    grammars: &[Candidate<'_>],
    most: usize,
) -> Result<Decoded<'a>, Error> {
    let (encoding, certainty) = match encoding {
        Some(said) => (detect::as_stored(bytes, said), Certainty::Certain),
        None => detect::detect(bytes, grammars)?,
    };
    if let (Encoding::Utf8, Ok(text)) = (encoding, std::str::from_utf8(bytes)) {
        return Ok(Decoded {
            text: Cow::Borrowed(text),
            encoding,
            certainty,
            diagnostics: Vec::new(),
            map: None,
        });
    }
    let read = read::read(bytes, encoding);
    let mut sink = Sink::new(most);
    for &span in &read.undecodable {
        let message = undecodable(part(bytes, span), encoding);
        sink.report(DiagnosticCode::UndecodableBytes, span, message);
    }
    let (text, diagnostics) = (Cow::Owned(read.text), sink.finish());
    Ok(Decoded { text, encoding, certainty, diagnostics, map: Some(read.map) })
}

/// What to tell about bytes that are no character.
fn undecodable(bytes: &[u8], encoding: Encoding) -> String {
    let mut printed: Vec<String> = bytes.iter().take(PRINTED).map(|byte| format!("0x{byte:02X}")).collect();
    if bytes.len() > PRINTED {
        printed.push(format!("and {} more", bytes.len() - PRINTED));
    }
    let (noun, verb) = if bytes.len() == 1 { ("byte", "is") } else { ("bytes", "are") };
    format!(
        "the {noun} {} {verb} no character of {encoding}; compare with the source, or say the right encoding with `--encoding`",
        printed.join(" ")
    )
}

/// The bytes of a span.
fn part(bytes: &[u8], span: Span) -> &[u8] {
    bytes.get(span.start()..span.end()).unwrap_or_default()
}
