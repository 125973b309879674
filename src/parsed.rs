//! What a parse gives: the tree, and what is odd about the text.

#[cfg(feature = "encodings")]
use crate::diagnostic::DiagnosticCode;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::{Error, ErrorKind};
use crate::text::Span;
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

    /// The same with every span in tree and diagnostics replaced by what `place` gives for it: for a text that was
    /// cut out of a longer one, or is no copy of its file.
    ///
    /// ```
    /// use clausetree::Span;
    /// let file = "---\ntitle: x\n---\nI. MỤC TIÊU\n- Đạt 80%.\n";
    /// let start = file.find("I.").unwrap_or(0);
    /// let parsed = clausetree::parse(&file[start..])?;
    /// let parsed = parsed.map_spans(|span| Span::new(span.start() + start, span.end() + start));
    /// let target = parsed.resolution().targets().next().ok_or("no target")?;
    /// assert_eq!(target.quantity.span.of(file), "Đạt 80%");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn map_spans(mut self, mut place: impl FnMut(Span) -> Span) -> Self {
        self.resolution.move_spans(&mut place);
        self.diagnostics.iter_mut().for_each(|diagnostic| diagnostic.move_spans(&mut place));
        self
    }

    /// The same with more diagnostics, of those that stand within its bytes.
    #[cfg(feature = "encodings")]
    pub(crate) fn with_diagnostics(mut self, more: &[Diagnostic]) -> Self {
        let whole = self.resolution.span;
        let own = more.iter().filter(|diagnostic| whole.contains(diagnostic.span)).cloned();
        self.diagnostics.extend(own);
        // What was dropped is told last.
        let dropped = |diagnostic: &Diagnostic| diagnostic.code == DiagnosticCode::TooManyDiagnostics;
        self.diagnostics.sort_by_key(|diagnostic| (dropped(diagnostic), diagnostic.span, diagnostic.code));
        self
    }

    /// The same with every string its own, free of the text it was read from.
    #[must_use]
    pub fn into_owned(self) -> Parsed<'static> {
        Parsed { resolution: self.resolution.into_owned(), diagnostics: self.diagnostics }
    }
}
