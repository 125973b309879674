//! Reading the input whole, as text.

use crate::Failure;
use std::io::Read as _;

/// The text behind `name`; `-` is standard input.
pub(crate) fn read(name: &str) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let outcome = if name == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes).map(drop)
    } else {
        std::fs::read(name).map(|content| bytes = content)
    };
    outcome.map_err(|error| Failure::Message(format!("cannot read {name}: {error}")))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let byte = error.as_bytes().get(at).copied().unwrap_or_default();
        Failure::Message(format!(
            "{name} is not UTF-8: byte 0x{byte:02X} at offset {at}; convert it first, for instance with `iconv -f ENCODING -t UTF-8`"
        ))
    })
}
