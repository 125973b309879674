//! The tables of quantities: `fixtures/<language>/quantities.toml`, a text a row and what it must give.

use crate::{support, tables};
use clausetree::{Language, Parser, Quantity, QuantityRole};
use serde::Deserialize;
use std::fmt::Write as _;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    quantity: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    text: String,
    /// What is not asked must be absent.
    #[serde(default)]
    whole: bool,
    expect: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    kind: String,
    comparator: String,
    min: Option<String>,
    max: Option<String>,
    unit: Option<String>,
    per: Option<ExpectedPer>,
    of: Option<String>,
    counted: Option<String>,
    scope: Option<String>,
    change: Option<String>,
    average: Option<bool>,
    approximate: Option<bool>,
    iso8601: Option<String>,
    quote: Option<String>,
    role: Option<String>,
    /// Empty where the words name nothing.
    indicator: Option<String>,
    /// 0 where the words name no year.
    horizon: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedPer {
    value: String,
    unit: String,
}

/// What differs between a row's answer and what was read; empty where they agree.
fn differences(row: &Row, expected: &Expected, found: &Quantity<'_>) -> Vec<String> {
    let (text, whole) = (row.text.as_str(), row.whole);
    let mut out = Vec::new();
    let mut check = |name: &str, asked: Option<&str>, got: Option<&str>| {
        if (asked.is_some() || whole) && asked != got {
            out.push(format!("{name}: asked {asked:?}, got {got:?}"));
        }
    };
    check("kind", Some(&expected.kind), Some(found.kind.as_str()));
    check("comparator", Some(&expected.comparator), Some(found.comparator.as_str()));
    check(
        "min",
        Some(expected.min.as_deref().unwrap_or("-")),
        Some(&found.min.map_or("-".into(), |v| v.to_string())),
    );
    check(
        "max",
        Some(expected.max.as_deref().unwrap_or("-")),
        Some(&found.max.map_or("-".into(), |v| v.to_string())),
    );
    check("unit", expected.unit.as_deref(), found.unit.as_deref());
    check("of", expected.of.as_deref(), found.of.as_deref());
    check("counted", expected.counted.as_deref(), found.counted.as_deref());
    check("scope", expected.scope.as_deref(), found.scope.as_deref());
    check("change", expected.change.as_deref(), found.change.map(|change| change.as_str()));
    check("iso8601", expected.iso8601.as_deref(), found.iso8601.as_deref());
    let quote = found.span.of(text);
    check("quote", expected.quote.as_deref().or(Some(quote)), Some(quote));
    check("role", Some(expected.role.as_deref().unwrap_or("target")), Some(found.role.as_str()));
    let flag = |flag: bool| if flag { "true" } else { "false" };
    check(
        "average",
        Some(flag(expected.average.unwrap_or(!whole && found.average))),
        Some(flag(found.average)),
    );
    let approximate = expected.approximate.unwrap_or(!whole && found.approximate);
    check("approximate", Some(flag(approximate)), Some(flag(found.approximate)));
    let per = expected.per.as_ref().map(|per| format!("{} {}", per.value, per.unit));
    let got = found.per.as_ref().map(|per| format!("{} {}", per.value, per.unit));
    check("per", per.as_deref(), got.as_deref());
    let indicator = expected.indicator.as_deref().map(|words| Some(words).filter(|words| !words.is_empty()));
    if let Some(asked) = indicator.filter(|asked| *asked != found.indicator.as_deref()) {
        out.push(format!("indicator: asked {asked:?}, got {:?}", found.indicator));
    }
    let horizon = expected.horizon.map(|year| Some(year).filter(|&year| year > 0));
    if let Some(asked) = horizon.filter(|asked| *asked != found.horizon) {
        out.push(format!("horizon: asked {asked:?}, got {:?}", found.horizon));
    }
    out
}

/// The texts of the table of one language.
pub(crate) fn texts(language: &str) -> Vec<String> {
    let table: Table = tables::table(&format!("{language}/quantities.toml"));
    table.quantity.into_iter().map(|row| row.text).collect()
}

/// Reads the table of one language; returns rows, and a report of those that differ.
fn run(parser: &Parser, language: Language) -> (usize, usize, String) {
    let table: Table = tables::table(&format!("{language}/quantities.toml"));
    let (mut report, mut wrong) = (String::new(), 0);
    for row in &table.quantity {
        let found = parser.quantities(&row.text).expect("the language was set");
        // Figures of another role are asked only where the row names them.
        let named = row.expect.iter().any(|expected| expected.role.is_some());
        let found: Vec<_> = found.iter().filter(|q| named || q.role == QuantityRole::Target).collect();
        let mut lines = Vec::new();
        if found.len() != row.expect.len() {
            lines.push(format!("asked {} quantities, got {}", row.expect.len(), found.len()));
            for quantity in &found {
                let (kind, comparator) = (quantity.kind.as_str(), quantity.comparator.as_str());
                let (min, max) = (quantity.min, quantity.max);
                let ends = [min, max].map(|end| end.map_or("-".to_string(), |end| end.to_string()));
                lines.push(format!(
                    "  got {kind} {comparator} {} «{}»",
                    ends.join(" "),
                    quantity.span.of(&row.text)
                ));
            }
        }
        for (expected, found) in row.expect.iter().zip(&found) {
            lines.extend(differences(row, expected, found));
        }
        if !lines.is_empty() {
            wrong += 1;
            let _ = writeln!(report, "{}\n    {}", row.text, lines.join("\n    "));
        }
    }
    (table.quantity.len(), wrong, report)
}

fn check(parser: &Parser, language: Language, least: usize) {
    let (rows, wrong, report) = run(parser, language);
    assert!(rows >= least, "{language}: only {rows} rows");
    assert!(wrong == 0, "{language}: {wrong} of {rows} rows differ:\n{report}");
}

fn builtin(language: Language) {
    let parser = Parser::builder().language(language).build().expect("a built-in language");
    check(&parser, language, 150);
}

#[test]
fn vietnamese() {
    builtin(Language::VI);
}

#[test]
fn english() {
    builtin(Language::EN);
}

#[test]
fn chinese() {
    builtin(Language::ZH);
}

#[test]
fn russian() {
    builtin(Language::RU);
}

#[test]
fn french() {
    check(&support::french(), "fr".parse().expect("a code"), 60);
}
