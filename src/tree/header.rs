use super::PartialDate;
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What the head and the foot of a document say about it. A field the text does not have is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Header<'a> {
    /// Document number as printed, such as `57-NQ/TW`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Cow<'a, str>>,
    /// Kind of document by its canonical English name: `resolution`, `decision`, `plan`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Cow<'a, str>>,
    /// Body that issued it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<Cow<'a, str>>,
    /// Title, without the kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Cow<'a, str>>,
    /// Place of issue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Cow<'a, str>>,
    /// Date of issue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// Who signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signatory: Option<Cow<'a, str>>,
    /// Office of the one who signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signatory_title: Option<Cow<'a, str>>,
    /// To whom it is sent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<Cow<'a, str>>,
    /// The lines of head and foot, in document order: they belong to no node.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pieces: Vec<HeaderPiece>,
}

/// A line of the letterhead, title block, recipients or signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]

pub struct HeaderPiece {
    /// The bytes.
    pub span: Span,
    /// Whether it is the title or the name of the kind of document.
    pub title: bool,
}
