//! Read-only views: the walk over all nodes, and what each kind of node offers.

use super::{Duty, Language, Node, NodeKind, Quantity, QuantityKind, SectionKind};

/// All nodes in document order with their depth; see [`Resolution::walk`](super::Resolution::walk).
#[derive(Clone, Debug)]
pub struct Walk<'t, 'a> {
    stack: Vec<(usize, &'t Node<'a>)>,
}

impl<'t, 'a> Walk<'t, 'a> {
    pub(super) fn new(parts: [&'t Vec<Node<'a>>; 3]) -> Self {
        Self {
            stack: parts.into_iter().rev().flat_map(|part| part.iter().rev().map(|node| (0, node))).collect(),
        }
    }

    fn under(node: &'t Node<'a>) -> Self {
        Self { stack: node.children.iter().rev().map(|node| (1, node)).collect() }
    }
}

impl<'t, 'a> Iterator for Walk<'t, 'a> {
    type Item = (usize, &'t Node<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let (depth, node) = self.stack.pop()?;
        self.stack.extend(node.children.iter().rev().map(|child| (depth + 1, child)));
        Some((depth, node))
    }
}

/// A quantity the document commits to, in its place.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Target<'t, 'a> {
    /// The node whose words say it.
    pub node: &'t Node<'a>,
    /// The quantity itself.
    pub quantity: &'t Quantity<'a>,
    /// Language of the words.
    pub lang: Language,
    /// Kind of the section around it; `None` in preamble and closing.
    pub section: Option<SectionKind>,
}

macro_rules! view {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name<'t, 'a>(pub(super) &'t Node<'a>);

        impl<'t, 'a> $name<'t, 'a> {
            /// The node behind the view: id, label, spans and words in every language.
            #[must_use]
            pub fn node(&self) -> &'t Node<'a> {
                self.0
            }
        }
    };
}

view! {
    /// A viewpoint.
    Viewpoint
}
view! {
    /// A group of objectives with a heading, such as "By 2030".
    Horizon
}
view! {
    /// An objective.
    Objective
}
view! {
    /// A task.
    Task
}
view! {
    /// A clause that says who carries out what.
    ImplementationClause
}

impl<'t, 'a> Horizon<'t, 'a> {
    /// Year by the end of which the objectives hold, where the heading says one.
    #[must_use]
    pub fn year(&self) -> Option<u32> {
        self.0.horizon
    }

    /// The objectives under this heading.
    pub fn objectives(&self) -> impl Iterator<Item = Objective<'t, 'a>> {
        below(self.0, NodeKind::Objective).map(Objective)
    }
}

impl<'t, 'a> Task<'t, 'a> {
    /// The points under this task.
    pub fn measures(&self) -> impl Iterator<Item = &'t Node<'a>> {
        below(self.0, NodeKind::Measure)
    }
}

impl<'t, 'a> ImplementationClause<'t, 'a> {
    /// Who does what.
    #[must_use]
    pub fn duties(&self) -> &'t [Duty<'a>] {
        &self.0.duties
    }

    /// The actors named, in text order, each once.
    #[must_use]
    pub fn actors(&self) -> Vec<&'t str> {
        let mut actors: Vec<&str> = self.0.duties.iter().filter_map(|duty| duty.actor.as_deref()).collect();
        actors.dedup();
        actors
    }

    /// The date up to which something in the clause is to be done.
    #[must_use]
    pub fn deadline(&self) -> Option<&'t Quantity<'a>> {
        self.first(QuantityKind::Deadline)
    }

    /// What comes again, such as a report every six months.
    #[must_use]
    pub fn recurrence(&self) -> Option<&'t Quantity<'a>> {
        self.first(QuantityKind::Recurrence)
    }

    fn first(&self, kind: QuantityKind) -> Option<&'t Quantity<'a>> {
        self.0.text.iter().flat_map(|text| &text.quantities).find(|quantity| quantity.kind == kind)
    }
}

fn below<'t, 'a>(node: &'t Node<'a>, kind: NodeKind) -> impl Iterator<Item = &'t Node<'a>> {
    Walk::under(node).map(|(_, node)| node).filter(move |node| node.kind == kind)
}
