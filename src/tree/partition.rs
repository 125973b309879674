use super::{FurnitureKind, Node, NodeKind, Resolution};
use crate::text::Span;
use crate::tree::Language;
use serde::{Deserialize, Serialize};

/// What a piece of the input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PieceRole {
    /// Words of a clause or a paragraph.
    Text,
    /// Words of a section's heading, or the title.
    Heading,
    /// A marker: `I-`, `1.`, a bullet.
    Marker,
    /// Letterhead, number, recipients, signature.
    Header,
    /// Page numbers, running heads, credits.
    Furniture,
    /// Facts about the document that a site put around it.
    Metadata,
    /// Marks of another format.
    Markup,
    /// White space.
    Space,
}

/// A piece of the input that belongs to exactly one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Piece<'t> {
    /// The bytes.
    pub span: Span,
    /// What they are.
    pub role: PieceRole,
    /// Id of the node they belong to.
    pub node: Option<&'t str>,
    /// Language of the words.
    pub lang: Option<Language>,
}

impl Resolution<'_> {
    /// The input cut into pieces, without gap or overlap: nothing is lost, and this shows it.
    ///
    /// ```
    /// let text = "I. MỤC TIÊU\n- Đạt 80%.\n";
    /// let parsed = clausetree::parse(text)?;
    /// let pieces = parsed.resolution().partition();
    /// assert_eq!(pieces.iter().map(|piece| piece.span.of(text)).collect::<String>(), text);
    /// # Ok::<(), clausetree::Error>(())
    /// ```
    #[must_use]
    pub fn partition(&self) -> Vec<Piece<'_>> {
        let mut pieces = Vec::new();
        for (_, node) in self.walk() {
            node_pieces(node, &mut pieces);
        }
        pieces.extend(self.furniture.iter().map(|furniture| Piece {
            span: furniture.span,
            role: match furniture.kind {
                FurnitureKind::Page => PieceRole::Furniture,
                FurnitureKind::Metadata => PieceRole::Metadata,
                FurnitureKind::Markup => PieceRole::Markup,
            },
            node: None,
            lang: None,
        }));
        pieces.extend(self.header.pieces.iter().map(|piece| Piece {
            span: piece.span,
            role: if piece.title { PieceRole::Heading } else { PieceRole::Header },
            node: None,
            lang: None,
        }));
        pieces.sort_by_key(|piece| piece.span);
        let mut whole = Vec::with_capacity(pieces.len() * 2 + 1);
        let (mut at, length) = (self.span.start(), self.span.end());
        let space = |start, end| Piece {
            span: Span::new(start, end),
            role: PieceRole::Space,
            node: None,
            lang: None,
        };
        for piece in pieces.into_iter().filter(|piece| !piece.span.is_empty()) {
            if piece.span.start() > at {
                whole.push(space(at, piece.span.start()));
            }
            at = piece.span.end();
            whole.push(piece);
        }
        if at < length {
            whole.push(space(at, length));
        }
        whole
    }
}

impl Resolution<'_> {
    /// What lies between the pieces, in text order: nearly always white space.
    pub(crate) fn gaps(&self) -> Vec<Span> {
        // Spans alone, for the whole tree is in memory as well.
        let mut taken: Vec<Span> = Vec::new();
        for (_, node) in self.walk() {
            taken.extend(&node.markers);
            node.text.iter().for_each(|text| taken.extend(&text.spans));
        }
        taken.extend(self.furniture.iter().map(|furniture| furniture.span));
        taken.extend(self.header.pieces.iter().map(|piece| piece.span));
        taken.retain(|span| !span.is_empty());
        taken.sort_unstable();
        let mut at = self.span.start();
        // In place: each piece becomes the gap before it.
        for span in &mut taken {
            let gap = Span::new(at, span.start());
            at = span.end();
            *span = gap;
        }
        taken.push(Span::new(at, self.span.end()));
        taken.retain(|gap| !gap.is_empty());
        taken
    }
}

fn node_pieces<'t>(node: &'t Node<'_>, pieces: &mut Vec<Piece<'t>>) {
    let id = Some(node.id.as_str());
    let heading = node.kind.section().is_some() || node.kind == NodeKind::Horizon;
    let role = if heading { PieceRole::Heading } else { PieceRole::Text };
    let marker = |&span| Piece { span, role: PieceRole::Marker, node: id, lang: None };
    pieces.extend(node.markers.iter().map(marker));
    for text in &node.text {
        pieces.extend(text.spans.iter().map(|&span| Piece { span, role, node: id, lang: Some(text.lang) }));
    }
}
