//! What is odd about a text, said beside the tree.

use crate::reason::Trace;
use crate::text::Span;
use crate::tree::Place;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a diagnostic is about. The name as it is printed never changes its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum DiagnosticCode {
    /// Bytes that are no character of the encoding of the input.
    UndecodableBytes,
    /// The text holds nothing but white space.
    EmptyText,
    /// No grammar fits the language of the text.
    UnknownLanguage,
    /// No section was found.
    NoSections,
    /// A section that documents of this kind have is not there.
    MissingSection,
    /// Numbers are missing from a numbering.
    NumberingGap,
    /// A numbering begins again without a new heading above it.
    NumberingRestart,
    /// A number stands twice in one numbering.
    DuplicateNumber,
    /// A section has no heading; its kind was found from its words.
    InferredSection,
    /// A block of a bilingual text has no counterpart in the other language.
    UnpairedTranslation,
    /// A number can be read in two ways; it was read as its language writes numbers.
    AmbiguousNumber,
    /// Digits that are no number of the language; no quantity was read from them.
    UnreadableNumber,
    /// Nesting was deeper than the limit; the rest stays in the last level.
    DepthLimit,
    /// There were more nodes than the limit; the words of the rest stay in the last one.
    NodeLimit,
    /// More diagnostics than the limit.
    TooManyDiagnostics,
}

impl DiagnosticCode {
    /// Every code.
    pub const ALL: [Self; 15] = [
        Self::UndecodableBytes,
        Self::EmptyText,
        Self::UnknownLanguage,
        Self::NoSections,
        Self::MissingSection,
        Self::NumberingGap,
        Self::NumberingRestart,
        Self::DuplicateNumber,
        Self::InferredSection,
        Self::UnpairedTranslation,
        Self::AmbiguousNumber,
        Self::UnreadableNumber,
        Self::DepthLimit,
        Self::NodeLimit,
        Self::TooManyDiagnostics,
    ];

    /// The code as it is printed.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UndecodableBytes => "undecodable-bytes",
            Self::EmptyText => "empty-text",
            Self::UnknownLanguage => "unknown-language",
            Self::NoSections => "no-sections",
            Self::MissingSection => "missing-section",
            Self::NumberingGap => "numbering-gap",
            Self::NumberingRestart => "numbering-restart",
            Self::DuplicateNumber => "duplicate-number",
            Self::InferredSection => "inferred-section",
            Self::UnpairedTranslation => "unpaired-translation",
            Self::AmbiguousNumber => "ambiguous-number",
            Self::UnreadableNumber => "unreadable-number",
            Self::DepthLimit => "depth-limit",
            Self::NodeLimit => "node-limit",
            Self::TooManyDiagnostics => "too-many-diagnostics",
        }
    }

    /// How grave it is.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::AmbiguousNumber | Self::MissingSection => Severity::Info,
            _ => Severity::Warning,
        }
    }
}

impl fmt::Display for DiagnosticCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Severity {
    /// Worth knowing; the tree is most likely right.
    Info,
    /// The tree may be wrong, or the text is damaged, at this place.
    Warning,
}

impl Severity {
    /// The name as it is printed.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
        }
    }
}

/// Something odd about the text: a code for programs, a place, and a message that says what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Diagnostic {
    /// What it is about.
    pub code: DiagnosticCode,
    /// How grave it is.
    pub severity: Severity,
    /// Where.
    pub span: Span,
    /// What was found, and what to do about it.
    pub message: String,
    /// Other places that belong to it, such as the item before a gap.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Span>,
}

impl Diagnostic {
    pub(crate) fn move_spans(&mut self, place: Place<'_>) {
        let Self { code: _, severity: _, span, message: _, related } = self;
        *span = place(*span);
        related.iter_mut().for_each(|span| *span = place(*span));
    }
}

/// Takes diagnostics from the stages, up to a limit; and their reasons, where somebody asks for a place.
#[derive(Debug)]
pub(crate) struct Sink {
    kept: Vec<Diagnostic>,
    limit: usize,
    dropped: usize,
    trace: Option<Box<Trace>>,
}

impl Sink {
    pub(crate) fn new(limit: usize) -> Self {
        Self { kept: Vec::new(), limit, dropped: 0, trace: None }
    }

    /// The same, which takes the reasons for what stands at `place` as well.
    pub(crate) fn tracing(self, place: Option<Span>) -> Self {
        Self { trace: place.map(|place| Box::new(Trace::new(place))), ..self }
    }

    /// Where reasons are written down, if somebody asks for them.
    pub(crate) fn trace(&mut self) -> Option<&mut Trace> {
        self.trace.as_deref_mut()
    }

    /// The same, if somebody asks for what stands at `span`.
    pub(crate) fn trace_at(&mut self, span: Span) -> Option<&mut Trace> {
        self.trace().filter(|trace| trace.touches(span))
    }

    /// Takes the reasons out.
    pub(crate) fn take_trace(&mut self) -> Option<Trace> {
        self.trace.take().map(|trace| *trace)
    }

    pub(crate) fn report(&mut self, code: DiagnosticCode, span: Span, message: impl Into<String>) {
        self.report_with(code, span, message, Vec::new());
    }

    pub(crate) fn report_with(
        &mut self,
        code: DiagnosticCode,
        span: Span,
        message: impl Into<String>,
        related: Vec<Span>,
    ) {
        if self.kept.len() < self.limit {
            let (severity, message) = (code.severity(), message.into());
            self.kept.push(Diagnostic { code, severity, span, message, related });
        } else {
            self.dropped += 1;
        }
    }

    /// The diagnostics in document order.
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        self.kept.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
        if self.dropped > 0 {
            let code = DiagnosticCode::TooManyDiagnostics;
            let message = format!(
                "{} more diagnostics were dropped; raise `Limits::diagnostics` to see them",
                self.dropped
            );
            let (severity, span) = (code.severity(), Span::default());
            self.kept.push(Diagnostic { code, severity, span, message, related: Vec::new() });
        }
        // They are kept as long as the tree, which gives back its room as well.
        for diagnostic in &mut self.kept {
            diagnostic.message.shrink_to_fit();
            diagnostic.related.shrink_to_fit();
        }
        self.kept.shrink_to_fit();
        self.kept
    }
}
