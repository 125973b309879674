//! Quantities as rows: those that the document commits to, or all.

use crate::args::{Format, JsonFormat};
use crate::{Failure, rows, table};
use clausetree::{Decimal, Decoded, Language, Parsed, Quantity, QuantityRole, SectionKind, Target};
use serde::Serialize;

/// The form of the rows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    pub(crate) format: Format,
    /// The rows of several texts follow each other.
    pub(crate) several: bool,
}

#[derive(Serialize)]
pub(crate) struct PerRow<'r> {
    pub(crate) value: Decimal,
    pub(crate) unit: &'r str,
}

#[derive(Serialize)]
pub(crate) struct TargetRow<'r> {
    pub(crate) document: &'r str,
    pub(crate) node: Option<&'r str>,
    lang: &'r str,
    section: Option<&'static str>,
    pub(crate) horizon: Option<u32>,
    pub(crate) indicator: Option<&'r str>,
    pub(crate) kind: &'static str,
    pub(crate) comparator: &'static str,
    pub(crate) min: Option<Decimal>,
    pub(crate) max: Option<Decimal>,
    pub(crate) unit: Option<&'r str>,
    pub(crate) per: Option<PerRow<'r>>,
    of: Option<&'r str>,
    counted: Option<&'r str>,
    scope: Option<&'r str>,
    change: Option<&'static str>,
    average: bool,
    approximate: bool,
    pub(crate) iso8601: Option<&'r str>,
    pub(crate) quote: &'r str,
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
}

impl<'r> TargetRow<'r> {
    fn new(document: &'r str, source: &'r Decoded<'_>, quantity: &'r Quantity<'r>) -> Self {
        Self {
            document,
            node: None,
            lang: "und",
            section: None,
            horizon: quantity.horizon,
            indicator: quantity.indicator.as_deref(),
            kind: quantity.kind.as_str(),
            comparator: quantity.comparator.as_str(),
            min: quantity.min,
            max: quantity.max,
            unit: quantity.unit.as_deref(),
            per: quantity.per.as_ref().map(|per| PerRow { value: per.value, unit: &per.unit }),
            of: quantity.of.as_deref(),
            counted: quantity.counted.as_deref(),
            scope: quantity.scope.as_deref(),
            change: quantity.change.map(clausetree::Change::as_str),
            average: quantity.average,
            approximate: quantity.approximate,
            iso8601: quantity.iso8601.as_deref(),
            quote: source.words(quantity.span),
            start: quantity.span.start(),
            end: quantity.span.end(),
            role: None,
        }
    }

    fn placed(document: &'r str, source: &'r Decoded<'_>, target: &Target<'r, 'r>, lang: &'r str) -> Self {
        let outside = target
            .node
            .id
            .split('.')
            .next()
            .filter(|part| *part == "closing")
            .map_or("preamble", |_| "closing");
        Self {
            node: Some(&target.node.id),
            lang,
            section: Some(target.section.map_or(outside, SectionKind::as_str)),
            ..Self::new(document, source, target.quantity)
        }
    }

    /// The cells of a table, in the order of [`COLUMNS`]; the role after them, where it is told.
    fn cells(&self) -> Vec<String> {
        let text = |text: Option<&str>| text.unwrap_or_default().to_string();
        let number = |number: Option<Decimal>| number.map(|number| number.to_string()).unwrap_or_default();
        let mut cells = vec![
            self.document.to_string(),
            text(self.node),
            self.lang.to_string(),
            text(self.section),
            self.horizon.map(|year| year.to_string()).unwrap_or_default(),
            text(self.indicator),
            self.kind.to_string(),
            self.comparator.to_string(),
            number(self.min),
            number(self.max),
            text(self.unit),
            self.per.as_ref().map(|per| per.value.to_string()).unwrap_or_default(),
            self.per.as_ref().map(|per| per.unit.to_string()).unwrap_or_default(),
            text(self.of),
            text(self.counted),
            text(self.scope),
            text(self.change),
            self.average.to_string(),
            self.approximate.to_string(),
            text(self.iso8601),
            self.quote.to_string(),
            self.start.to_string(),
            self.end.to_string(),
        ];
        cells.extend(self.role.map(str::to_string));
        cells
    }
}

const COLUMNS: [&str; 23] = [
    "document",
    "node",
    "lang",
    "section",
    "horizon",
    "indicator",
    "kind",
    "comparator",
    "min",
    "max",
    "unit",
    "per.value",
    "per.unit",
    "of",
    "counted",
    "scope",
    "change",
    "average",
    "approximate",
    "iso8601",
    "quote",
    "start",
    "end",
];

/// One quantity a line: those committed to, or all with their role.
pub(crate) fn write(
    out: &mut Vec<u8>,
    file: &str,
    source: &Decoded<'_>,
    parsed: &[Parsed<'_>],
    form: Form,
    all: bool,
) -> Result<(), Failure> {
    let names = rows::names(file, parsed.len());
    let mut found: Vec<(&str, Target<'_, '_>, String)> = Vec::new();
    for (parsed, name) in parsed.iter().zip(&names) {
        let kept = |target: &Target<'_, '_>| all || target.quantity.role == QuantityRole::Target;
        let quantities = parsed.resolution().quantities().filter(kept);
        found.extend(quantities.map(|target| (name.as_str(), target, target.lang.to_string())));
    }
    let quantities = found.iter().map(|(name, target, lang)| TargetRow {
        role: all.then(|| target.quantity.role.as_str()),
        ..TargetRow::placed(name, source, target, lang)
    });
    write_rows(out, &quantities.collect::<Vec<_>>(), form)
}

/// The quantities of a fragment, with their role.
pub(crate) fn write_fragment(
    out: &mut Vec<u8>,
    name: &str,
    source: &Decoded<'_>,
    found: &[Quantity<'_>],
    lang: Option<Language>,
    form: Form,
) -> Result<(), Failure> {
    let lang = lang.unwrap_or(Language::UND);
    let quantities = found.iter().map(|quantity| TargetRow {
        lang: lang.as_str(),
        role: Some(quantity.role.as_str()),
        ..TargetRow::new(name, source, quantity)
    });
    write_rows(out, &quantities.collect::<Vec<_>>(), form)
}

fn write_rows(out: &mut Vec<u8>, rows: &[TargetRow<'_>], form: Form) -> Result<(), Failure> {
    match form.format {
        Format::Json => rows::write(out, rows, JsonFormat::Json),
        Format::Jsonl => rows::write(out, rows, JsonFormat::Jsonl),
        Format::Csv => write_csv(out, rows.iter().map(TargetRow::cells)),
        Format::Table => {
            table::write(out, rows, form.several);
            Ok(())
        }
    }
}

/// The first line of a table of comma-separated values; `all` says that roles are told.
pub(crate) fn csv_head(all: bool) -> Result<Vec<u8>, Failure> {
    let mut out = Vec::new();
    let columns = COLUMNS.iter().chain(all.then_some(&"role"));
    write_csv(&mut out, std::iter::once(columns.map(ToString::to_string).collect()))?;
    Ok(out)
}

fn write_csv(out: &mut Vec<u8>, mut rows: impl Iterator<Item = Vec<String>>) -> Result<(), Failure> {
    let mut csv = csv::Writer::from_writer(&mut *out);
    rows.try_for_each(|cells| csv.write_record(cells))
        .map_err(|error| Failure::Message(format!("cannot write CSV: {error}")))?;
    csv.flush()?;
    Ok(())
}
