//! A document before it is printed: numbers that choose. All shrink towards zero, which is the first of every list,
//! and lists shrink by dropping what is in them.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;

/// A choice from a list of any length.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pick(pub(super) u16);

impl Pick {
    /// The chosen one; `None` of an empty list.
    pub(super) fn of<T>(self, list: &[T]) -> Option<&T> {
        list.get(usize::from(self.0).checked_rem(list.len())?)
    }
}

#[derive(Clone, Debug)]
pub(super) struct Document {
    pub(super) header: Option<Header>,
    /// A section of each kind of [`KINDS`], in the order of the genre.
    pub(super) sections: Vec<Option<Section>>,
}

/// Kinds of sections in the order in which documents have them. A report on the past comes first.
pub(super) const KINDS: [&str; 5] = ["other", "viewpoints", "objectives", "tasks", "implementation"];

#[derive(Clone, Debug)]
pub(super) struct Header {
    pub(super) kind: Pick,
    pub(super) number: Pick,
    pub(super) issuer: Pick,
    pub(super) title: Pick,
    pub(super) date: Date,
    pub(super) lines: Pick,
}

#[derive(Clone, Debug)]
pub(super) struct Section {
    pub(super) heading: Pick,
    /// The year that the heading names.
    pub(super) year: Option<Pick>,
    pub(super) intro: Option<Pick>,
    pub(super) items: Vec<Item>,
}

#[derive(Clone, Debug)]
pub(super) struct Item {
    /// What it says where it is no heading over others.
    pub(super) statements: Vec<Statement>,
    /// Its heading where it is one.
    pub(super) topic: Pick,
    /// In a section of objectives its heading says by when.
    pub(super) horizon: Option<Pick>,
    pub(super) children: Vec<Item>,
}

#[derive(Clone, Debug)]
pub(super) struct Statement {
    /// A sentence with a figure, not one without.
    pub(super) figured: bool,
    pub(super) frame: Pick,
    pub(super) reference: Option<Pick>,
    pub(super) by: Option<(Pick, Pick)>,
    pub(super) figure: Figure,
    pub(super) date: Date,
    /// Whether a full stop stands before it, where another sentence does.
    pub(super) apart: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Figure {
    pub(super) value: u32,
    pub(super) spelling: Pick,
    pub(super) variant: Pick,
    pub(super) bound: Option<(bool, Pick)>,
    pub(super) range: Option<(Pick, u32)>,
    pub(super) unit: Pick,
    pub(super) word: Pick,
}

#[derive(Clone, Debug)]
pub(super) struct Date {
    pub(super) form: Pick,
    pub(super) year: Pick,
    pub(super) month: Pick,
    pub(super) day: Pick,
}

fn pick() -> impl Strategy<Value = Pick> {
    (0u16..720).prop_map(Pick)
}

fn date() -> impl Strategy<Value = Date> {
    (pick(), pick(), pick(), pick()).prop_map(|(form, year, month, day)| Date { form, year, month, day })
}

fn figure() -> impl Strategy<Value = Figure> {
    let bound = weighted(0.5, (any::<bool>(), pick()));
    (1u32..10_000, pick(), pick(), bound, weighted(0.2, (pick(), 1u32..40)), pick(), pick()).prop_map(
        |(value, spelling, variant, bound, range, unit, word)| Figure {
            value,
            spelling,
            variant,
            bound,
            range,
            unit,
            word,
        },
    )
}

fn statement() -> impl Strategy<Value = Statement> {
    let by = weighted(0.2, (pick(), pick()));
    (prop::bool::weighted(0.7), pick(), weighted(0.1, pick()), by, figure(), date(), any::<bool>()).prop_map(
        |(figured, frame, reference, by, figure, date, apart)| Statement {
            figured,
            frame,
            reference,
            by,
            figure,
            date,
            apart,
        },
    )
}

/// Items with what stands under them, down to `depth` levels.
fn items(depth: u32, most: usize) -> BoxedStrategy<Vec<Item>> {
    let children = if depth == 0 {
        Just(Vec::new()).boxed()
    } else {
        prop_oneof![2 => Just(Vec::new()).boxed(), 1 => items(depth - 1, 3)].boxed()
    };
    let horizon = weighted(0.6, pick());
    let item = (vec(statement(), 1..3), pick(), horizon, children)
        .prop_map(|(statements, topic, horizon, children)| Item { statements, topic, horizon, children });
    vec(item, 1..=most).boxed()
}

fn section() -> impl Strategy<Value = Section> {
    (pick(), weighted(0.15, pick()), weighted(0.15, pick()), items(2, 4))
        .prop_map(|(heading, year, intro, items)| Section { heading, year, intro, items })
}

/// Any document with a section of one kind at least.
pub(super) fn document() -> impl Strategy<Value = Document> {
    let header = (pick(), pick(), pick(), pick(), date(), pick()).prop_map(
        |(kind, number, issuer, title, date, lines)| Header { kind, number, issuer, title, date, lines },
    );
    let sections = vec(weighted(0.6, section()), KINDS.len()..=KINDS.len());
    (weighted(0.3, header), sections)
        .prop_map(|(header, sections)| Document { header, sections })
        .prop_filter("a section", |document| document.sections.iter().any(Option::is_some))
}
