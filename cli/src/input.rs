//! Reading the input whole, as bytes and as text.

use crate::Failure;
use clausetree::{Certainty, Decoded, Encoding, Parser};
use std::io::{Read as _, Write as _};

/// The bytes behind `name`; `-` is standard input.
pub(crate) fn read(name: &str) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let outcome = if name == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes).map(drop)
    } else {
        std::fs::read(name).map(|content| bytes = content)
    };
    outcome.map_err(|error| Failure::Message(format!("cannot read {name}: {error}")))?;
    Ok(bytes)
}

/// Their text; tells which encoding was taken where that is not certain.
pub(crate) fn decode<'b>(
    parser: &Parser,
    name: &str,
    bytes: &'b [u8],
    encoding: Option<Encoding>,
    quiet: bool,
) -> Result<Decoded<'b>, Failure> {
    let decoded = parser
        .decode(bytes, encoding)
        .map_err(|error| Failure::Message(format!("cannot read {name}: {error}")))?;
    if decoded.certainty() < Certainty::Certain && !quiet {
        let (encoding, certainty) = (decoded.encoding(), decoded.certainty());
        // A courtesy: where it cannot be written the result still counts.
        let _ = writeln!(
            std::io::stderr(),
            "{name}: read as {encoding} ({certainty}); if that is wrong, say the right one with `--encoding`"
        );
    }
    Ok(decoded)
}
