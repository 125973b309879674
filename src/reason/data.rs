//! The parts of an explanation.

use super::ReasonCode;
use crate::text::Span;
use crate::tree::{Decimal, Language, NodeKind, PieceRole, Quantity};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// An entry of a grammar file: a phrase of a list, a pattern, a template.
///
/// It prints as `file:line`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GrammarEntry {
    /// Name of the file: `grammars/vi.toml` for a built-in one, else what the caller named it.
    pub file: String,
    /// Language of the grammar.
    pub language: Language,
    /// Line of the file, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The list it stands in: `bound`, `unit`, `heading`, `template`, `mask`, …
    pub class: String,
    /// The entry as it is written in the file.
    pub text: String,
    /// What it stands for, where the list says that: `ge`, `percent`, `objectives`, `1000000`.
    pub value: Option<String>,
}

impl GrammarEntry {
    pub(crate) fn new(
        file: &str,
        language: Language,
        line: usize,
        column: usize,
        class: &str,
        text: &str,
        value: Option<String>,
    ) -> Self {
        let (file, class, text) = (file.to_string(), class.to_string(), text.to_string());
        Self { file, language, line, column, class, text, value }
    }
}

impl fmt::Display for GrammarEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// One decision: what was decided, by which words of the text and by which entries of a grammar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Reason {
    /// What it is about, for programs.
    pub code: ReasonCode,
    /// The same for people.
    pub message: String,
    /// The words of the text that decided, where there are any.
    pub span: Option<Span>,
    /// The entries of grammars that decided.
    pub entries: Vec<GrammarEntry>,
}

impl Reason {
    pub(crate) fn new(code: ReasonCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), span: None, entries: Vec::new() }
    }

    pub(crate) fn at(mut self, span: Span) -> Self {
        self.span = (!span.is_empty()).then_some(span);
        self
    }

    pub(crate) fn by(mut self, entries: impl IntoIterator<Item = GrammarEntry>) -> Self {
        self.entries.extend(entries);
        self
    }
}

/// A piece of the partition at the place, with why it is no other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PieceExplanation {
    /// The bytes.
    pub span: Span,
    /// What they are.
    pub role: PieceRole,
    /// Id of the node they belong to.
    pub node: Option<String>,
    /// Language of the words.
    pub lang: Option<Language>,
    /// Why the line is what it is.
    pub reasons: Vec<Reason>,
}

impl PieceExplanation {
    pub(crate) fn new(span: Span, role: PieceRole, node: Option<&str>, lang: Option<Language>) -> Self {
        Self { span, role, node: node.map(str::to_string), lang, reasons: Vec::new() }
    }
}

/// Something that could be a marker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MarkerExplanation {
    /// The bytes of the marker; a heading without a number has none.
    pub span: Span,
    /// The marker as printed.
    pub label: String,
    /// How it was read: `arabic, plain`, `roman-upper, keyword`, `bullet -`, `heading`.
    pub style: String,
    /// The number it says.
    pub number: Option<u32>,
    /// How much its surroundings speak for it, in tenths of a unit of cost; below zero they speak against it.
    pub weight: i32,
    /// Whether it is a marker of the tree.
    pub chosen: bool,
    /// Its keyword, the heading phrase after it, and why it was chosen or not.
    pub reasons: Vec<Reason>,
}

impl MarkerExplanation {
    pub(crate) fn new(span: Span, label: String, style: String, number: Option<u32>, weight: i32) -> Self {
        Self { span, label, style, number, weight, chosen: false, reasons: Vec::new() }
    }
}

/// A node, with why it is what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct NodeExplanation {
    /// Its typed path.
    pub id: String,
    /// What it is.
    pub kind: NodeKind,
    /// The marker as printed.
    pub label: Option<String>,
    /// Year by the end of which what stands under it holds, its own or that of a heading above.
    pub horizon: Option<u32>,
    /// How its marker was read.
    pub marker: Option<MarkerExplanation>,
    /// Why it is a section or an item, why of this kind, where its horizon comes from.
    pub reasons: Vec<Reason>,
}

impl NodeExplanation {
    pub(crate) fn new(id: &str, kind: NodeKind, label: Option<&str>) -> Self {
        let (id, label) = (id.to_string(), label.map(str::to_string));
        Self { id, kind, label, horizon: None, marker: None, reasons: Vec::new() }
    }
}

/// A template of a grammar that fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TemplateExplanation {
    /// Its name.
    pub name: String,
    /// Its pattern, with the line of the file.
    pub pattern: GrammarEntry,
    /// What it says by itself: `kind`, `comparator`, `weak` and so on, as in the file.
    pub sets: BTreeMap<String, String>,
}

impl TemplateExplanation {
    pub(crate) fn new(name: &str, pattern: GrammarEntry, sets: BTreeMap<String, String>) -> Self {
        Self { name: name.to_string(), pattern, sets }
    }
}

/// How a number was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct NumberReading {
    /// Its value, scale words multiplied out.
    pub value: Decimal,
    /// Product of the scale words at its end.
    pub scale: Decimal,
    /// Written with digits, not in words.
    pub digits: bool,
    /// A separator could be read both as decimal point and as group separator.
    pub ambiguous: bool,
    /// The marks that stand before a fraction in this language.
    pub decimal: String,
    /// The marks that stand between groups of digits in this language.
    pub group: String,
}

impl NumberReading {
    pub(crate) fn new(value: Decimal, scale: Decimal, digits: bool, ambiguous: bool) -> Self {
        Self { value, scale, digits, ambiguous, decimal: String::new(), group: String::new() }
    }
}

/// What a slot of a template took from the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SlotExplanation {
    /// The slot, as `grammars/README.md` names it.
    pub slot: String,
    /// The bytes it took.
    pub span: Span,
    /// The words it took.
    pub words: String,
    /// The number it was read as.
    pub number: Option<NumberReading>,
    /// The entries of the grammar that know the words.
    pub entries: Vec<GrammarEntry>,
}

impl SlotExplanation {
    pub(crate) fn new(slot: &str, span: Span, words: &str) -> Self {
        let (slot, words) = (slot.to_string(), words.to_string());
        Self { slot, span, words, number: None, entries: Vec::new() }
    }
}

/// A quantity, with how it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct QuantityExplanation {
    /// The quantity as it stands in the tree.
    pub quantity: Quantity<'static>,
    /// The words it was read from.
    pub quote: String,
    /// The template that matched; absent for some cells of tables.
    pub template: Option<TemplateExplanation>,
    /// What its slots took.
    pub slots: Vec<SlotExplanation>,
    /// Where kind, bound, role, indicator, denominator and horizon come from.
    pub reasons: Vec<Reason>,
}

impl QuantityExplanation {
    pub(crate) fn new(quantity: &Quantity<'_>, source: &str) -> Self {
        let quote = crate::text::squeeze(quantity.span.of(source)).into_owned();
        let quantity = quantity.clone().into_owned();
        Self { quantity, quote, template: None, slots: Vec::new(), reasons: Vec::new() }
    }

    /// Every entry of a grammar that it names.
    ///
    /// ```
    /// let text = "II- MỤC TIÊU\n1. Đạt ít nhất 80%.\n";
    /// let found = clausetree::Parser::default().explain(text, text.find("ít").unwrap_or(0))?;
    /// let entries: Vec<&str> = found.quantities[0].entries().map(|entry| entry.class.as_str()).collect();
    /// assert!(entries.contains(&"template") && entries.contains(&"bound"));
    /// # Ok::<(), clausetree::Error>(())
    /// ```
    pub fn entries(&self) -> impl Iterator<Item = &GrammarEntry> {
        let template = self.template.iter().map(|template| &template.pattern);
        let slots = self.slots.iter().flat_map(|slot| &slot.entries);
        template.chain(slots).chain(self.reasons.iter().flat_map(|reason| &reason.entries))
    }
}

/// A number that is no quantity, with why not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct NumberExplanation {
    /// The bytes of the number, or of what covers it.
    pub span: Span,
    /// The words.
    pub words: String,
    /// How the number was read, where it was.
    pub reading: Option<NumberReading>,
    /// Why it gave no quantity.
    pub reasons: Vec<Reason>,
}

impl NumberExplanation {
    pub(crate) fn new(span: Span, words: &str) -> Self {
        Self { span, words: words.to_string(), reading: None, reasons: Vec::new() }
    }
}
