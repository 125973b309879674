use super::{Language, List, Name, PartialDate, Quantity};
use crate::text::{Span, Spans};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Role of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SectionKind {
    /// How the field is seen; guiding principles.
    Viewpoints,
    /// What is to be reached, by when.
    Objectives,
    /// What will be done.
    Tasks,
    /// Who carries it out.
    Implementation,
    /// Any other section, kept whole; also one heading over sections of several kinds.
    Other,
}

impl SectionKind {
    /// The name as it stands in the JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Viewpoints => "viewpoints",
            Self::Objectives => "objectives",
            Self::Tasks => "tasks",
            Self::Implementation => "implementation",
            Self::Other => "other",
        }
    }
}

/// What a node of the tree is. The five plural names are sections.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NodeKind {
    /// A section of viewpoints.
    Viewpoints,
    /// A section of objectives.
    Objectives,
    /// A section of tasks.
    Tasks,
    /// A section of implementation clauses.
    Implementation,
    /// Any other section.
    Other,
    /// One viewpoint.
    Viewpoint,
    /// A group of objectives under one heading, often with a year: "By 2030".
    Horizon,
    /// One objective.
    Objective,
    /// One task.
    Task,
    /// A point under a task.
    Measure,
    /// Who does which part of carrying the document out.
    ImplementationClause,
    /// A marked clause of any other kind.
    Clause,
    /// Text without a marker.
    Paragraph,
}

impl NodeKind {
    /// The kind of section this is, if it is one.
    #[must_use]
    pub fn section(self) -> Option<SectionKind> {
        match self {
            Self::Viewpoints => Some(SectionKind::Viewpoints),
            Self::Objectives => Some(SectionKind::Objectives),
            Self::Tasks => Some(SectionKind::Tasks),
            Self::Implementation => Some(SectionKind::Implementation),
            Self::Other => Some(SectionKind::Other),
            _ => None,
        }
    }

    /// The name as it stands in the JSON tree.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Viewpoint => "viewpoint",
            Self::Horizon => "horizon",
            Self::Objective => "objective",
            Self::Task => "task",
            Self::Measure => "measure",
            Self::ImplementationClause => "implementation_clause",
            Self::Clause => "clause",
            Self::Paragraph => "paragraph",
            section => section.section().map_or("paragraph", SectionKind::as_str),
        }
    }
}

impl From<SectionKind> for NodeKind {
    fn from(kind: SectionKind) -> Self {
        match kind {
            SectionKind::Viewpoints => Self::Viewpoints,
            SectionKind::Objectives => Self::Objectives,
            SectionKind::Tasks => Self::Tasks,
            SectionKind::Implementation => Self::Implementation,
            SectionKind::Other => Self::Other,
        }
    }
}

/// The text of a node in one language, with what was read in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Text<'a> {
    /// Language of these words.
    pub lang: Language,
    /// Where the pieces stand in the input: more than one where a page break or a line end was joined.
    pub spans: Spans,
    /// The words, white space evened out and pieces joined.
    pub content: Cow<'a, str>,
    /// Numeric statements, in text order.
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    pub quantities: Box<[Quantity<'a>]>,
    /// Other documents and articles that are named.
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    pub references: List<Reference<'a>>,
}

impl<'a> Text<'a> {
    /// One piece of `source` in which nothing was read.
    pub(crate) fn plain(lang: Language, span: Span, source: &'a str) -> Self {
        let content = crate::text::squeeze(span.of(source));
        Self { lang, spans: span.into(), content, quantities: Box::default(), references: List::default() }
    }
}

impl Text<'_> {
    /// The bytes from the first piece to the end of the last.
    #[must_use]
    pub fn span(&self) -> Span {
        match (self.spans.first(), self.spans.last()) {
            (Some(first), Some(last)) => first.cover(*last),
            _ => Span::default(),
        }
    }
}

/// Another document, or a part of one, that the text names. No heading and no quantity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Reference<'a> {
    /// Kind of document by its canonical English name, where the words say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Name>,
    /// Number as printed, such as `29-NQ/TW`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Cow<'a, str>>,
    /// Date that follows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// The bytes that name it.
    pub span: Span,
}

/// What an actor is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DutyKind {
    /// Leads or directs.
    Leads,
    /// Works with the one who leads.
    Coordinates,
    /// Watches, inspects, evaluates.
    Supervises,
    /// Reports.
    Reports,
    /// Guides, informs, mobilises.
    Guides,
    /// Pays, or finds the means.
    Funds,
}

impl DutyKind {
    /// The name as it stands in the JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Leads => "leads",
            Self::Coordinates => "coordinates",
            Self::Supervises => "supervises",
            Self::Reports => "reports",
            Self::Guides => "guides",
            Self::Funds => "funds",
        }
    }
}

/// One duty of an implementation clause: who, and what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Duty<'a> {
    /// Who has it, as printed; absent where the words name nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<Cow<'a, str>>,
    /// What is to be done.
    pub kind: DutyKind,
    /// The words that say the duty.
    pub span: Span,
}

/// A node of the tree: a section, a clause or a paragraph.
///
/// One type for all, because any of them may hold any other in a real document; the typed views
/// ([`Viewpoint`](crate::Viewpoint), [`Task`](crate::Task) and so on) say what each kind offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Node<'a> {
    /// Typed path: `tasks.2.3` is the third point of the second task, in every language.
    pub id: String,
    /// What it is.
    pub kind: NodeKind,
    /// The marker as printed, without its punctuation: `I`, `1.2`, `a`, `-`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Cow<'a, str>>,
    /// The number the marker says, where it says one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// From the first byte of the marker to the end of the last child. In a file or a list that is first all in one
    /// language and then all in another, it is the first one's; where the other's words stand, their own spans say.
    pub span: Span,
    /// Bytes of the marker with its punctuation; a translation may bring its own.
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    pub markers: Spans,
    /// Its own words, a text a language; a heading or a whole clause.
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    pub text: Box<[Text<'a>]>,
    /// Year by the end of which its targets hold, as its own words say ("By 2030").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub horizon: Option<u32>,
    /// Who does what; for implementation clauses.
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    pub duties: List<Duty<'a>>,
    /// What stands under it, in document order.
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    pub children: List<Node<'a>>,
}

impl<'a> Node<'a> {
    /// A node without text.
    #[must_use]
    pub fn new(kind: NodeKind, span: Span) -> Self {
        Self {
            id: String::new(),
            kind,
            label: None,
            number: None,
            span,
            markers: Spans::default(),
            text: Box::default(),
            horizon: None,
            duties: List::default(),
            children: List::default(),
        }
    }

    /// The words in `lang`.
    #[must_use]
    pub fn text_in(&self, lang: Language) -> Option<&Text<'a>> {
        self.text.iter().find(|text| text.lang == lang)
    }

    /// The words of the first language; empty where there are none.
    #[must_use]
    pub fn content(&self) -> &str {
        self.text.first().map_or("", |text| text.content.as_ref())
    }
}
