//! Answer files, as `fixtures/README.md` describes them. Keys that nothing here looks at are left unread.

use clausetree::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value};

/// What a careful reader finds in a text.
#[derive(Debug, Deserialize)]
pub(crate) struct Answers {
    pub(crate) document: String,
    pub(crate) header: Map<String, Value>,
    pub(crate) outline: Vec<AskedSection>,
    pub(crate) targets: Vec<AskedTarget>,
    /// The part of the text that was read for targets, where it was not the whole.
    pub(crate) scored_bytes: Option<(usize, usize)>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct AskedSection {
    pub(crate) kind: String,
    pub(crate) kind_any: Option<Vec<String>>,
    pub(crate) label: Option<String>,
    pub(crate) items: Vec<AskedItem>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct AskedItem {
    pub(crate) number: Option<u32>,
    pub(crate) starts: String,
    pub(crate) starts_en: Option<String>,
    pub(crate) points: Option<usize>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct AskedTarget {
    pub(crate) id: String,
    pub(crate) section: String,
    pub(crate) section_any: Option<Vec<String>>,
    pub(crate) horizon: Option<u32>,
    pub(crate) kind: String,
    pub(crate) comparator: String,
    pub(crate) comparator_any: Option<Vec<String>>,
    pub(crate) min: Option<Decimal>,
    pub(crate) max: Option<Decimal>,
    pub(crate) per: Option<AskedPer>,
    pub(crate) of: Option<String>,
    pub(crate) counted: Option<String>,
    pub(crate) scope: Option<String>,
    pub(crate) change: Option<String>,
    pub(crate) iso8601: Option<String>,
    pub(crate) indicator_has: Option<String>,
    #[serde(default)]
    pub(crate) optional: bool,
    pub(crate) quote: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

#[derive(Debug, Deserialize)]
pub(crate) struct AskedPer {
    pub(crate) value: Decimal,
}

/// Whether `given` is the answer, or one of the answers that are right too where there is such a list.
pub(crate) fn is_one_of(given: &str, any: Option<&Vec<String>>, answer: &str) -> bool {
    any.map_or(given == answer, |any| any.iter().any(|right| right == given))
}
