//! A text, and the way back to the bytes it was written in.

use super::Encoding;
use super::map::OffsetMap;
use crate::diagnostic::Diagnostic;
use crate::parsed::Parsed;
use crate::text::Span;
use std::borrow::Cow;
use std::fmt;

/// How sure it is that bytes are in an encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Certainty {
    /// It fits best, and the text is too short or too odd to say more. Another one may be right.
    Guess,
    /// The words of the text are known ones in this encoding, and in no other.
    Likely,
    /// A byte order mark says it, or all bytes are well-formed UTF-8, or the caller said it.
    Certain,
}

impl Certainty {
    /// The name as it is printed.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Guess => "guess",
            Self::Likely => "likely",
            Self::Certain => "certain",
        }
    }
}

impl fmt::Display for Certainty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text of some bytes, with what is needed to say where in those bytes it stands.
///
/// The parser reads [`text`](Self::text), and its spans count bytes of that. [`relocate`](Self::relocate) makes them
/// count bytes of the input. For UTF-8 both are the same, and the text is borrowed.
///
/// ```
/// use clausetree::{Certainty, Encoding, Parser};
/// let bytes = b"II. MUC TIEU\n- \xA7\xB9t t\xE8i thi\xD3u 30% GDP.\n"; // of an ABC font
/// let parser = Parser::builder().language(clausetree::Language::VI).build()?;
/// let decoded = parser.decode(bytes, Some(Encoding::Tcvn3))?;
/// assert_eq!(decoded.certainty(), Certainty::Certain); // said by the caller
/// let parsed = decoded.relocate(parser.parse(decoded.text())?);
/// let quantity = parsed.resolution().targets().next().ok_or("no target")?.quantity;
/// assert_eq!(&bytes[quantity.span.start()..quantity.span.end()], b"t\xE8i thi\xD3u 30% GDP");
/// assert_eq!(decoded.words(quantity.span), "tối thiểu 30% GDP");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) encoding: Encoding,
    pub(super) certainty: Certainty,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// None where the text is the input itself.
    pub(super) map: Option<OffsetMap>,
}

impl Decoded<'_> {
    /// The text. A byte order mark is part of it, so that no byte is lost; the parser passes over it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The encoding it was read in.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// How sure that is.
    #[must_use]
    pub fn certainty(&self) -> Certainty {
        self.certainty
    }

    /// Where bytes are no characters of the encoding; spans count bytes of the input. Each such place is one or more
    /// U+FFFD in the text.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The bytes of the input that a span of the text stands for.
    ///
    /// An offset inside of a character, or of a letter and its marks that are one character of the text, is moved to
    /// where that begins; one at or past the end is the end. So neighbours stay neighbours.
    #[must_use]
    pub fn original(&self, span: Span) -> Span {
        match &self.map {
            Some(map) => Span::new(map.source_of(span.start()), map.source_of(span.end())),
            None => span,
        }
    }

    /// The span of the text that bytes of the input stand for: the way back from [`original`](Self::original).
    #[must_use]
    pub fn of_original(&self, span: Span) -> Span {
        match &self.map {
            Some(map) => Span::new(map.text_of(span.start()), map.text_of(span.end())),
            None => span,
        }
    }

    /// The words that bytes of the input stand for.
    #[must_use]
    pub fn words(&self, original: Span) -> &str {
        self.of_original(original).of(&self.text)
    }

    /// A tree of this text, or of a part of it, with all its spans counted in bytes of the input, and with the
    /// [`diagnostics`](Self::diagnostics) that lie within it, in text order.
    #[must_use]
    pub fn relocate<'t>(&self, parsed: Parsed<'t>) -> Parsed<'t> {
        let parsed = if self.map.is_some() { parsed.map_spans(|span| self.original(span)) } else { parsed };
        parsed.with_diagnostics(&self.diagnostics)
    }
}
