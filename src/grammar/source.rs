//! Where the entries of a grammar stand in its file. Tables keep one number an entry; lines are counted on demand.

use super::classes as class;
use super::{CHANGES, COMPARATORS, ClassId, Compiled, Keyword, Program};
use crate::reason::GrammarEntry;
use crate::text::LineIndex;
use crate::tree::Decimal;
use std::borrow::Cow;
use std::sync::OnceLock;

/// The file that a grammar was read from.
#[derive(Debug, Default)]
pub(crate) struct Source {
    /// Its name.
    pub(crate) file: Box<str>,
    pub(crate) text: Cow<'static, str>,
    pub(super) lines: OnceLock<LineIndex>,
}

impl Source {
    /// Line and column of a byte, both from 1.
    pub(crate) fn place(&self, at: usize) -> (usize, usize) {
        let place = self.lines.get_or_init(|| LineIndex::new(&self.text)).line_column(&self.text, at);
        (place.line, place.column)
    }

    /// The string or the bare key that stands at a byte, as it is written there.
    fn literal(&self, at: u32) -> &str {
        let rest = self.text.get(at as usize..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        let quote = line.chars().next().filter(|c| matches!(c, '"' | '\''));
        let Some(quote) = quote else {
            return line.split(|c: char| c.is_whitespace() || "=.]".contains(c)).next().unwrap_or_default();
        };
        let mut escaped = false;
        let end = line.char_indices().skip(1).find(|&(_, c)| {
            let ends = c == quote && !escaped;
            // Only strings in double quotes know escapes.
            escaped = quote == '"' && c == '\\' && !escaped;
            ends
        });
        line.get(1..end.map_or(line.len(), |(at, _)| at)).unwrap_or_default()
    }
}

impl Compiled {
    /// The entry of a phrase of the vocabulary.
    pub(crate) fn phrase_entry(&self, class: ClassId, value: u16, at: u32) -> GrammarEntry {
        let name = self.class_names.get(usize::from(class)).map_or("", |name| name);
        self.entry_at(name, at, self.meaning(class, value))
    }

    /// The entry of a pattern of one of the lists.
    pub(crate) fn pattern_entry(&self, list: &str, program: &Program) -> GrammarEntry {
        self.entry_at(list, program.at, None)
    }

    /// The entry of a heading phrase or a hint.
    pub(crate) fn heading_entry(&self, index: u16) -> Option<GrammarEntry> {
        let heading = self.headings.get(usize::from(index))?;
        let list = class::NAMES.get(usize::from(heading.class)).copied().unwrap_or("heading");
        Some(self.entry_at(list, heading.at, self.meaning(class::HEADING, index)))
    }

    /// A keyword of markers, by its number.
    pub(crate) fn keyword(&self, index: u16) -> Option<&Keyword> {
        self.keywords.get(usize::from(index))
    }

    /// The entry of a keyword of markers.
    pub(crate) fn keyword_entry(&self, index: u16) -> Option<GrammarEntry> {
        Some(self.entry_at("keyword", self.keyword(index)?.at, None))
    }

    pub(crate) fn entry_at(&self, class: &str, at: u32, value: Option<String>) -> GrammarEntry {
        let (line, column) = self.source.place(at as usize);
        let text = self.source.literal(at);
        GrammarEntry::new(&self.source.file, self.language, line, column, class, text, value)
    }

    /// What an entry of a class stands for; `None` for lists of which every entry stands for the same.
    pub(crate) fn meaning(&self, class: ClassId, value: u16) -> Option<String> {
        let index = usize::from(value);
        let decimal = |list: &[Decimal]| list.get(index).map(Decimal::to_string);
        let number = |list: &[u32]| list.get(index).map(u32::to_string);
        let name = |list: &[Box<str>]| list.get(index).map(ToString::to_string);
        match class {
            class::BOUND | class::BOUND_AFTER => COMPARATORS.get(index).map(|known| known.as_str().into()),
            class::CHANGE => CHANGES.get(index).map(|known| known.as_str().into()),
            class::UNIT => self.units.get(index).map(|unit| unit.name.to_string()),
            class::NUMBER_WORD => decimal(&self.number_words),
            class::SCALE => decimal(&self.scales),
            class::MONEY_SCALE => decimal(&self.money_scales),
            class::MONTH => number(&self.months),
            class::QUARTER => number(&self.quarters),
            class::NAMED_YEAR => number(&self.named_years),
            class::ORDINAL => number(&self.ordinals),
            class::NUMERAL => number(&self.marker_numerals),
            class::CURRENCY_AREA => self.currencies.get(index).map(ToString::to_string),
            class::DOCUMENT => self.documents.get(index).map(ToString::to_string),
            class::METADATA => name(&self.metadata),
            class::DUTY => self.duties.get(index).map(|duty| duty.as_str().into()),
            class::HEADING | class::HEADING_HINT | class::HEADING_VERB => {
                self.headings.get(index).map(|heading| {
                    let report = if heading.achieved { " (achieved)" } else { "" };
                    format!("{}{report}", heading.kind.as_str())
                })
            }
            _ => None,
        }
    }
}
