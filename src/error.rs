//! What can go wrong through the caller's doing. A text never fails: see [`Diagnostic`](crate::Diagnostic).

use std::fmt;

/// What kind of mistake an [`Error`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The bytes are in no encoding that is known here, or in none that their words speak for; see `decode`.
    Encoding,
    /// A grammar file is wrong: not TOML, an unknown key, a pattern that cannot be read, a word twice.
    Grammar,
    /// The input is longer than [`Limits::input_bytes`](crate::Limits::input_bytes).
    InputTooLong,
    /// A place that a text does not have; see [`Parser::explain`](crate::Parser::explain).
    Place,
    /// There is no grammar for the language that was asked for.
    UnknownLanguage,
    /// A text was to be free of problems and is not; see [`Parsed::into_result`](crate::Parsed::into_result).
    Diagnostics,
}

/// A mistake of the caller: a bad grammar file, an input over the limit, a language without a grammar.
///
/// Its message is for people and may change; [`kind`](Self::kind) is for programs.
///
/// ```
/// let error = clausetree::Grammar::from_toml("language = 7").unwrap_err();
/// assert_eq!(error.kind(), clausetree::ErrorKind::Grammar);
/// assert!(error.to_string().contains("line 1"));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    message: Box<str>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into().into_boxed_str() }
    }

    /// What kind of mistake it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error").field("kind", &self.kind).field("message", &self.message).finish()
    }
}

impl std::error::Error for Error {}
