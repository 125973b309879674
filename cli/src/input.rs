//! One text: its name, its bytes, its characters.

use crate::Failure;
use clausetree::{Certainty, Decoded, Encoding, Error, Limits};
use std::fs::File;
use std::io::{Read as _, Write};
use std::path::{Path, PathBuf};

/// Standard input, where it stands for a file.
pub(crate) const STDIN: &str = "-";

/// A text to read.
#[derive(Debug)]
pub(crate) struct Source {
    path: PathBuf,
    /// It stood in a folder; nobody said that it is a text.
    pub(crate) found: bool,
}

impl Source {
    /// A file, or standard input for `-`.
    pub(crate) fn named(path: &Path) -> Self {
        Self { path: path.to_path_buf(), found: false }
    }

    pub(crate) fn found(path: &Path) -> Self {
        Self { path: path.to_path_buf(), found: true }
    }

    /// As messages and rows call it.
    pub(crate) fn name(&self) -> String {
        self.path.to_string_lossy().into_owned()
    }

    /// All bytes. What is longer than a text may be is not read to its end, which it may not have.
    pub(crate) fn read(&self) -> Result<Vec<u8>, Failure> {
        let most = Limits::INPUT_BYTES;
        let failure = |error| Failure::Message(format!("cannot read {}: {error}", self.name()));
        let bytes = self.read_to(most as u64 + 1).map_err(failure)?;
        if bytes.len() > most {
            let message = format!("cannot read {}: it has more than {most} bytes, the limit", self.name());
            return Err(Failure::Message(message));
        }
        Ok(bytes)
    }

    fn read_to(&self, most: u64) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        if self.path == Path::new(STDIN) {
            std::io::stdin().lock().take(most).read_to_end(&mut bytes)?;
        } else {
            let file = File::open(&self.path)?;
            let length = file.metadata()?.len().min(most);
            // The end is found by reading one more.
            bytes.reserve(usize::try_from(length).unwrap_or_default() + 1);
            file.take(most).read_to_end(&mut bytes)?;
        }
        Ok(bytes)
    }
}

/// A text, where there is one; tells which encoding was taken where that is not certain, unless `quiet`.
pub(crate) fn accepted<'b>(
    decoded: Result<Decoded<'b>, Error>,
    name: &str,
    err: &mut impl Write,
    quiet: bool,
) -> Result<Decoded<'b>, Failure> {
    let decoded = decoded.map_err(|error| Failure::Message(format!("cannot read {name}: {error}")))?;
    if decoded.certainty() < Certainty::Certain && !quiet {
        let (encoding, certainty) = (decoded.encoding(), decoded.certainty());
        // A courtesy: where it cannot be written the result still counts.
        let _ = writeln!(
            err,
            "{name}: read as {encoding} ({certainty}); if that is wrong, say the right one with `--encoding`"
        );
    }
    Ok(decoded)
}

/// Whether bytes are no text: in encodings other than UTF-16 none has a zero.
pub(crate) fn is_binary(bytes: &[u8], decoded: Option<&Decoded<'_>>) -> bool {
    let wide = |decoded: &Decoded<'_>| matches!(decoded.encoding(), Encoding::Utf16Le | Encoding::Utf16Be);
    bytes.contains(&0) && !decoded.is_some_and(wide)
}
