//! What a parse gives: the tree, and what is odd about the text.

use crate::diagnostic::{Diagnostic, Severity};
use crate::error::{Error, ErrorKind};
use crate::tree::Resolution;
use serde::{Deserialize, Serialize};

/// The tree, and beside it what is odd about the text.
///
/// ```
/// let parsed = clausetree::parse("")?;
/// assert!(parsed.resolution().sections.is_empty());
/// assert_eq!(parsed.diagnostics()[0].code.as_str(), "empty-text");
/// assert!(parsed.into_result().is_err());
/// # Ok::<(), clausetree::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]

pub struct Parsed<'a> {
    resolution: Resolution<'a>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Parsed<'a> {
    pub(crate) fn new(resolution: Resolution<'a>, diagnostics: Vec<Diagnostic>) -> Self {
        Self { resolution, diagnostics }
    }

    /// The tree.
    #[must_use]
    pub fn resolution(&self) -> &Resolution<'a> {
        &self.resolution
    }

    /// The tree, diagnostics dropped.
    #[must_use]
    pub fn into_resolution(self) -> Resolution<'a> {
        self.resolution
    }

    /// What is odd about the text, in text order.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The tree of a text without warnings; what is only worth knowing does not count.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Diagnostics`] with the first warning, for those who want strictness.
    pub fn into_result(self) -> Result<Resolution<'a>, Error> {
        match self.diagnostics.iter().find(|diagnostic| diagnostic.severity >= Severity::Warning) {
            Some(first) => {
                Err(Error::new(ErrorKind::Diagnostics, format!("{}: {}", first.code, first.message)))
            }
            None => Ok(self.resolution),
        }
    }

    /// The same with every string its own, free of the text it was read from.
    #[must_use]
    pub fn into_owned(self) -> Parsed<'static> {
        Parsed { resolution: self.resolution.into_owned(), diagnostics: self.diagnostics }
    }
}
