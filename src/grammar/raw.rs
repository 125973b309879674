//! The grammar file as it is written: a mirror for serde, with the place of every word and pattern.
//!
//! Unknown keys are refused: a misspelt key would otherwise be a rule that silently never fires.

use crate::tree::{Change, Comparator, DutyKind, QuantityKind, QuantityRole, SectionKind};
use serde::Deserialize;
use std::collections::BTreeMap;

pub(super) type Str = toml::Spanned<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGrammar {
    pub(super) language: Str,
    pub(super) name: String,
    pub(super) detect: RawDetect,
    #[serde(default)]
    pub(super) fold: RawFold,
    #[serde(default)]
    pub(super) abbreviations: Vec<Str>,
    pub(super) numbers: RawNumbers,
    #[serde(default)]
    pub(super) markers: RawMarkers,
    #[serde(default)]
    pub(super) section: Vec<RawSection>,
    #[serde(default)]
    pub(super) header: RawHeader,
    #[serde(default)]
    pub(super) closing: RawClosing,
    #[serde(default)]
    pub(super) furniture: RawFurniture,
    #[serde(default)]
    pub(super) table: RawTable,
    #[serde(default)]
    pub(super) vocabulary: BTreeMap<String, Vec<Str>>,
    #[serde(default)]
    pub(super) bound: Vec<RawBound>,
    #[serde(default)]
    pub(super) change: Vec<RawChange>,
    #[serde(default)]
    pub(super) unit: Vec<RawUnit>,
    #[serde(default)]
    pub(super) duty: Vec<RawDuty>,
    #[serde(default)]
    pub(super) patterns: BTreeMap<String, Str>,
    #[serde(default)]
    pub(super) mask: Vec<Str>,
    #[serde(default)]
    pub(super) reference: Vec<Str>,
    #[serde(default)]
    pub(super) date: Vec<Str>,
    #[serde(default)]
    pub(super) horizon: Vec<Str>,
    #[serde(default)]
    pub(super) denominator: Vec<Str>,
    #[serde(default)]
    pub(super) calendar: RawCalendar,
    #[serde(default)]
    pub(super) template: Vec<RawTemplate>,
    #[serde(default)]
    pub(super) example: Vec<RawExample>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDetect {
    /// Frequent short words that the other languages lack.
    pub(super) words: Vec<Str>,
    /// Letters that are hardly used by other languages of the script.
    #[serde(default)]
    pub(super) letters: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawFold {
    /// Endings that are spelt in two ways.
    pub(super) endings: BTreeMap<String, String>,
    /// Letters that stand for each other anywhere: `ё` and `е`.
    pub(super) letters: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawNumbers {
    pub(super) decimal: Vec<String>,
    pub(super) group: Vec<String>,
    #[serde(default)]
    pub(super) pairs: bool,
    #[serde(default)]
    pub(super) words: BTreeMap<Str, RawValue>,
    #[serde(default)]
    pub(super) scales: BTreeMap<Str, u64>,
    #[serde(default, rename = "money-scales")]
    pub(super) money_scales: BTreeMap<Str, u64>,
    #[serde(default)]
    pub(super) joiners: Vec<Str>,
    #[serde(default)]
    pub(super) weak: Vec<Str>,
}

/// A whole number, or a decimal as text: `"1.5"`.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum RawValue {
    Whole(u64),
    Decimal(String),
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawCalendar {
    pub(super) months: BTreeMap<Str, u32>,
    pub(super) quarters: BTreeMap<Str, u32>,
    /// Years after the one that the document speaks of.
    pub(super) years: BTreeMap<Str, u32>,
    /// How many years later another calendar begins.
    pub(super) later: u32,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawMarkers {
    pub(super) letters: String,
    pub(super) keywords: Vec<RawKeyword>,
    pub(super) ordinals: BTreeMap<Str, u32>,
    pub(super) numerals: BTreeMap<Str, u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawKeyword {
    pub(super) before: Option<Str>,
    /// Other ways to write `before`: `Sec. 2` goes on from `Section 1`.
    #[serde(default)]
    pub(super) short: Vec<Str>,
    pub(super) after: Option<Str>,
    /// It names an item, not a part of the document.
    #[serde(default)]
    pub(super) item: bool,
    /// What a section under it is, where its heading says nothing.
    #[serde(default)]
    pub(super) section: Option<SectionKind>,
    /// Its number has a meeting or a year beside it: `MIN 31/03`.
    #[serde(default)]
    pub(super) paired: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSection {
    pub(super) kind: SectionKind,
    #[serde(default)]
    pub(super) achieved: bool,
    /// Its headings count only where they are all that a heading says.
    #[serde(default)]
    pub(super) whole: bool,
    /// Its headings give way to others of the same kind in the document.
    #[serde(default)]
    pub(super) yields: bool,
    /// Its headings stand before the numbered parts, and hold none.
    #[serde(default)]
    pub(super) front: bool,
    /// Its headings stand over viewpoints and objectives together.
    #[serde(default)]
    pub(super) frames: bool,
    #[serde(default)]
    pub(super) headings: Vec<Str>,
    #[serde(default)]
    pub(super) hints: Vec<Str>,
    /// Verbs of a sentence that leads in to it: "The Congress calls upon the government to:".
    #[serde(default)]
    pub(super) verbs: Vec<Str>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawHeader {
    pub(super) kinds: BTreeMap<String, Vec<Str>>,
    pub(super) issuer: Vec<Str>,
    pub(super) title: Vec<Str>,
    pub(super) place: Vec<Str>,
    pub(super) number: Vec<Str>,
    pub(super) preamble: Vec<Str>,
    pub(super) recital: Vec<Str>,
    pub(super) enactment: Vec<Str>,
    pub(super) letterhead: Vec<Str>,
    pub(super) gazette: Vec<Str>,
    pub(super) adopted: Vec<Str>,
    pub(super) addressees: Vec<Str>,
    pub(super) subject: Vec<Str>,
    pub(super) grounds: Vec<Str>,
    pub(super) metadata: BTreeMap<String, Vec<Str>>,
    /// Countries and regions by the unit of their money.
    pub(super) currencies: BTreeMap<String, Vec<Str>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawClosing {
    pub(super) recipients: Vec<Str>,
    pub(super) addressed: Vec<Str>,
    pub(super) signature: Vec<Str>,
    pub(super) titles: Vec<Str>,
    pub(super) statements: Vec<Str>,
    pub(super) unsigned: Vec<Str>,
    pub(super) record: Vec<Str>,
    pub(super) attest: Vec<Str>,
    pub(super) contact: Vec<Str>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawFurniture {
    pub(super) lines: Vec<Str>,
    pub(super) page: Vec<Str>,
    pub(super) annex: Vec<Str>,
    pub(super) attached: Vec<Str>,
    pub(super) related: Vec<Str>,
    pub(super) menu: Vec<Str>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawTable {
    pub(super) index: Vec<Str>,
    pub(super) name: Vec<Str>,
    pub(super) unit: Vec<Str>,
    pub(super) baseline: Vec<Str>,
    pub(super) target: Vec<Str>,
    pub(super) deadline: Vec<Str>,
    pub(super) result: Vec<Str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBound {
    pub(super) is: Comparator,
    #[serde(default)]
    pub(super) before: Vec<Str>,
    #[serde(default)]
    pub(super) after: Vec<Str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawChange {
    pub(super) is: Change,
    pub(super) words: Vec<Str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawUnit {
    pub(super) name: String,
    pub(super) capitals: Option<String>,
    pub(super) kind: QuantityKind,
    pub(super) words: Vec<Str>,
    /// What these words mean in a document of the countries of `[header.currencies]`.
    #[serde(default)]
    pub(super) local: Vec<Str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDuty {
    pub(super) is: DutyKind,
    pub(super) words: Vec<Str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTemplate {
    pub(super) name: Str,
    pub(super) pattern: Str,
    pub(super) kind: Option<QuantityKind>,
    pub(super) comparator: Option<Comparator>,
    pub(super) change: Option<Change>,
    pub(super) unit: Option<String>,
    pub(super) per: Option<String>,
    pub(super) value: Option<String>,
    /// A class of which a phrase must stand before the match, in the same clause.
    pub(super) subject: Option<Str>,
    #[serde(default)]
    pub(super) weak: bool,
    pub(super) role: Option<QuantityRole>,
    #[serde(default)]
    pub(super) negated: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawExample {
    pub(super) text: Str,
    pub(super) expect: Vec<String>,
}
