use super::views::{Horizon, ImplementationClause, Objective, Target, Task, Viewpoint, Walk};
use super::{Duty, Header, Language, Node, NodeKind, Quantity, Reference, Text, Words};
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Why some bytes belong to no node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FurnitureKind {
    /// Page numbers, running heads, rules, credits, navigation.
    Page,
    /// Left-overs of a table of facts about the document that a site put around it.
    Metadata,
    /// Marks of another format (Markdown, HTML) and separators between parts.
    Markup,
}

/// Bytes that are no part of the document's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]

pub struct Furniture {
    /// The bytes.
    pub span: Span,
    /// Why they are none.
    pub kind: FurnitureKind,
}

/// A resolution, plan or strategy as a typed tree.
///
/// It borrows from the text where it can; [`into_owned`](Self::into_owned) cuts that tie. Written as JSON with serde
/// and read back, it is equal to itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Resolution<'a> {
    /// The bytes it was read from: the whole input, unless that holds several documents.
    pub span: Span,
    /// Languages of the text, that of most of the words first.
    pub languages: Vec<Language>,
    /// Number, title, date, signature and so on.
    pub header: Header<'a>,
    /// What stands before the first section.
    pub preamble: Vec<Node<'a>>,
    /// The sections, in document order.
    pub sections: Vec<Node<'a>>,
    /// What stands after the last section and is neither recipients nor signature.
    pub closing: Vec<Node<'a>>,
    /// Bytes that are no words of the document, in document order.
    pub furniture: Vec<Furniture>,
}

impl<'a> Resolution<'a> {
    /// Gives back the room that lists grew into and do not fill: a tree is kept long after it is made, and most lists
    /// in it hold one thing.
    pub(crate) fn shrink(&mut self) {
        for list in [&mut self.preamble, &mut self.sections, &mut self.closing] {
            list.shrink_to_fit();
        }
        self.furniture.shrink_to_fit();
        let mut open: Vec<&mut Node<'a>> = Vec::new();
        open.extend(self.preamble.iter_mut().chain(&mut self.sections).chain(&mut self.closing));
        while let Some(node) = open.pop() {
            node.id.shrink_to_fit();
            node.markers.shrink_to_fit();
            node.duties.shrink_to_fit();
            for text in &mut node.text {
                text.spans.shrink_to_fit();
                text.references.shrink_to_fit();
                let indicators =
                    text.quantities.iter_mut().filter_map(|quantity| quantity.indicator.as_mut());
                for words in indicators.chain([&mut text.content]) {
                    if let Cow::Owned(words) = words {
                        words.shrink_to_fit();
                    }
                }
            }
            node.children.shrink_to_fit();
            open.extend(&mut node.children);
        }
    }

    /// Every node in document order, a parent before its children, with its depth below the top (0).
    ///
    /// The walk keeps its own stack: a deep tree uses up no call stack.
    pub fn walk(&self) -> Walk<'_, 'a> {
        Walk::new([&self.preamble, &self.sections, &self.closing])
    }

    fn of_kind(&self, kind: NodeKind) -> impl Iterator<Item = &Node<'a>> {
        self.walk().map(|(_, node)| node).filter(move |node| node.kind == kind)
    }

    /// The viewpoints of all sections.
    pub fn viewpoints(&self) -> impl Iterator<Item = Viewpoint<'_, 'a>> {
        self.of_kind(NodeKind::Viewpoint).map(Viewpoint)
    }

    /// The groups of objectives that have a heading of their own, "By 2030".
    pub fn horizons(&self) -> impl Iterator<Item = Horizon<'_, 'a>> {
        self.of_kind(NodeKind::Horizon).map(Horizon)
    }

    /// The marked objectives of all sections, those under a horizon included.
    ///
    /// Text without a marker is [`NodeKind::Paragraph`] wherever it stands; what it commits to is among
    /// [`targets`](Self::targets).
    pub fn objectives(&self) -> impl Iterator<Item = Objective<'_, 'a>> {
        self.of_kind(NodeKind::Objective).map(Objective)
    }

    /// The tasks of all sections.
    pub fn tasks(&self) -> impl Iterator<Item = Task<'_, 'a>> {
        self.of_kind(NodeKind::Task).map(Task)
    }

    /// The clauses that say who carries the document out.
    pub fn implementation_clauses(&self) -> impl Iterator<Item = ImplementationClause<'_, 'a>> {
        self.of_kind(NodeKind::ImplementationClause).map(ImplementationClause)
    }

    /// Every quantity that the document commits to, with the node it stands in, in document order.
    ///
    /// ```
    /// let parsed = clausetree::parse("II- MỤC TIÊU\n1. Đến năm 2030\n- Kinh tế số đạt tối thiểu 30% GDP.\n")?;
    /// let target = parsed.resolution().targets().next().ok_or("no target")?;
    /// assert_eq!(target.node.id, "objectives.1.1");
    /// assert_eq!(target.quantity.horizon, Some(2030));
    /// assert_eq!(target.quantity.min.map(|min| min.to_string()).as_deref(), Some("30"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn targets(&self) -> impl Iterator<Item = Target<'_, 'a>> {
        self.quantities().filter(|found| found.quantity.role == super::QuantityRole::Target)
    }

    /// Every quantity, whatever its role.
    pub fn quantities(&self) -> impl Iterator<Item = Target<'_, 'a>> {
        // Kind of the section around each level of the walk.
        let mut around: Vec<Option<super::SectionKind>> = Vec::new();
        self.walk().flat_map(move |(depth, node)| {
            around.truncate(depth);
            let place = node.kind.section().or(around.last().copied().flatten());
            around.push(place);
            node.text.iter().flat_map(move |text| {
                let lang = text.lang;
                text.quantities.iter().map(move |quantity| Target { node, quantity, lang, section: place })
            })
        })
    }

    /// The same tree with every string its own, free of the text it was read from.
    #[must_use]
    pub fn into_owned(self) -> Resolution<'static> {
        Resolution {
            span: self.span,
            languages: self.languages,
            header: Header {
                number: self.header.number.map(own),
                kind: self.header.kind.map(own),
                issuer: self.header.issuer.map(own),
                title: self.header.title.map(own),
                place: self.header.place.map(own),
                date: self.header.date,
                signatory: self.header.signatory.map(own),
                signatory_title: self.header.signatory_title.map(own),
                recipients: self.header.recipients.into_iter().map(own).collect(),
                pieces: self.header.pieces,
            },
            preamble: self.preamble.into_iter().map(Node::into_owned).collect(),
            sections: self.sections.into_iter().map(Node::into_owned).collect(),
            closing: self.closing.into_iter().map(Node::into_owned).collect(),
            furniture: self.furniture,
        }
    }
}

fn own(text: Cow<'_, str>) -> Cow<'static, str> {
    Cow::Owned(text.into_owned())
}

impl Node<'_> {
    /// The same node with every string its own. Recursion is bounded by the depth limit of the parser.
    #[must_use]
    pub fn into_owned(self) -> Node<'static> {
        Node {
            id: self.id,
            kind: self.kind,
            label: self.label.map(own),
            number: self.number,
            span: self.span,
            markers: self.markers,
            text: self.text.into_iter().map(Text::into_owned).collect(),
            horizon: self.horizon,
            duties: self.duties.into_iter().map(Duty::into_owned).collect(),
            children: self.children.into_iter().map(Node::into_owned).collect(),
        }
    }
}

impl Text<'_> {
    /// The same text with every string its own.
    #[must_use]
    pub fn into_owned(self) -> Text<'static> {
        Text {
            lang: self.lang,
            spans: self.spans,
            content: own(self.content),
            quantities: self.quantities.into_iter().map(Quantity::into_owned).collect(),
            references: self.references.into_iter().map(Reference::into_owned).collect(),
        }
    }
}

impl Duty<'_> {
    fn into_owned(self) -> Duty<'static> {
        Duty { actor: self.actor.map(own), kind: self.kind, span: self.span }
    }
}

impl Reference<'_> {
    fn into_owned(self) -> Reference<'static> {
        Reference { kind: self.kind, number: self.number.map(own), date: self.date, span: self.span }
    }
}

impl Quantity<'_> {
    /// The same quantity with every string its own.
    #[must_use]
    pub fn into_owned(self) -> Quantity<'static> {
        Quantity {
            kind: self.kind,
            comparator: self.comparator,
            min: self.min,
            max: self.max,
            unit: self.unit,
            per: self.per,
            of: self.of.map(Words::into_owned),
            counted: self.counted.map(Words::into_owned),
            scope: self.scope.map(Words::into_owned),
            change: self.change,
            average: self.average,
            approximate: self.approximate,
            iso8601: self.iso8601.map(Words::into_owned),
            indicator: self.indicator.map(own),
            horizon: self.horizon,
            horizon_span: self.horizon_span,
            role: self.role,
            span: self.span,
        }
    }
}
