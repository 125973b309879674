//! Rows of JSON, whatever is in them.

use crate::Failure;
use crate::args::JsonFormat;
use serde::Serialize;

/// Writes rows as lines of JSON, or as elements of a list that [`Frame::List`](crate::frame::Frame::List) goes around.
pub(crate) fn write<T: Serialize>(out: &mut Vec<u8>, rows: &[T], format: JsonFormat) -> Result<(), Failure> {
    let failure = |error| Failure::Message(format!("cannot write JSON: {error}"));
    match format {
        JsonFormat::Jsonl => {
            for row in rows {
                serde_json::to_writer(&mut *out, row).map_err(failure)?;
                out.push(b'\n');
            }
        }
        JsonFormat::Json => {
            let list = serde_json::to_vec_pretty(rows).map_err(failure)?;
            let elements = list.strip_prefix(b"[").and_then(|list| list.strip_suffix(b"]"));
            out.extend_from_slice(elements.unwrap_or(&list).trim_ascii_end());
        }
    }
    Ok(())
}

/// Names of the documents of a file: its own, with their numbers where it holds several.
pub(crate) fn names(file: &str, count: usize) -> Vec<String> {
    (1..=count).map(|number| if count == 1 { file.to_string() } else { format!("{file}#{number}") }).collect()
}
