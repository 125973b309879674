//! The heads and feet of `fixtures/<language>/headers.toml`, and where one document ends and the next begins.

use crate::tables;
use clausetree::{FurnitureKind, Header, Language, Node, Parsed, Parser};
use serde::Deserialize;
use std::fmt::Write as _;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    /// What `@` on a line of its own stands for.
    body: String,
    /// What `@@` within a line stands for: a whole text on one line.
    #[serde(default)]
    run: String,
    header: Vec<Row>,
    #[serde(default)]
    split: Vec<Split>,
}

/// A text, and all that its header has: a key that is left out must be absent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    about: String,
    text: String,
    number: Option<String>,
    kind: Option<String>,
    issuer: Option<String>,
    title: Option<String>,
    place: Option<String>,
    date: Option<String>,
    signatory: Option<String>,
    signatory_title: Option<String>,
    #[serde(default)]
    recipients: Vec<String>,
    /// The first words of the paragraphs before the sections, and of those after them.
    #[serde(default)]
    preamble: Vec<String>,
    #[serde(default)]
    closing: Vec<String>,
    /// The lines of a table of facts, or of a page's edge.
    #[serde(default)]
    furniture: Vec<String>,
}

/// A file of several documents: the number of each, and who issued and signed it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Split {
    about: String,
    text: String,
    numbers: Vec<String>,
    issuers: Option<Vec<String>>,
    signatories: Option<Vec<String>>,
}

/// The text of a row with the body put in.
fn text(row: &str, table: &Table) -> String {
    let lines = row.lines().map(|line| if line.trim() == "@" { table.body.trim() } else { line });
    (lines.collect::<Vec<_>>().join("\n") + "\n").replace("@@", table.run.trim())
}

/// The texts of the table of one language.
pub(crate) fn texts(language: &str) -> Vec<String> {
    let table: Table = tables::table(&format!("{language}/headers.toml"));
    let rows = table.header.iter().map(|row| &row.text).chain(table.split.iter().map(|row| &row.text));
    rows.map(|row| text(row, &table)).collect()
}

fn outline(nodes: &[Node<'_>]) -> Vec<(String, String)> {
    let mut open: Vec<&Node<'_>> = nodes.iter().rev().collect();
    let mut found = Vec::new();
    while let Some(node) = open.pop() {
        open.extend(node.children.iter().rev());
        found.push((node.id.to_string(), node.content().to_string()));
    }
    found
}

fn lists_differ(name: &str, asked: &[String], found: &[String], out: &mut String) {
    let fits = |(asked, found): (&String, &String)| found.starts_with(asked.as_str());
    if asked.len() != found.len() || !asked.iter().zip(found).all(fits) {
        let _ = writeln!(out, "  {name}: asked {asked:?}, got {found:?}");
    }
}

fn differences(row: &Row, parsed: &Parsed<'_>, source: &str, body: Option<&Parsed<'_>>) -> String {
    let mut out = String::new();
    let resolution = parsed.resolution();
    let header: &Header<'_> = &resolution.header;
    let date = header.date.map(|date| date.to_string());
    let fields = [
        ("number", &row.number, header.number.as_deref()),
        ("kind", &row.kind, header.kind.as_deref()),
        ("issuer", &row.issuer, header.issuer.as_deref()),
        ("title", &row.title, header.title.as_deref()),
        ("place", &row.place, header.place.as_deref()),
        ("date", &row.date, date.as_deref()),
        ("signatory", &row.signatory, header.signatory.as_deref()),
        ("signatory_title", &row.signatory_title, header.signatory_title.as_deref()),
    ];
    for (name, asked, found) in fields {
        if asked.as_deref() != found {
            let _ = writeln!(out, "  {name}: asked {asked:?}, got {found:?}");
        }
    }
    let recipients: Vec<&str> = header.recipients.iter().map(AsRef::as_ref).collect();
    if row.recipients != recipients {
        let _ = writeln!(out, "  recipients: asked {:?}, got {recipients:?}", row.recipients);
    }
    let contents = |nodes: &'_ [Node<'_>]| nodes.iter().map(|n| n.content().to_string()).collect::<Vec<_>>();
    let (preamble, closing) = (contents(&resolution.preamble), contents(&resolution.closing));
    lists_differ("preamble", &row.preamble, &preamble, &mut out);
    lists_differ("closing", &row.closing, &closing, &mut out);
    let lines = resolution.furniture.iter().filter(|furniture| furniture.kind != FurnitureKind::Markup);
    let lines: Vec<String> = lines.map(|furniture| furniture.span.of(source).to_string()).collect();
    lists_differ("furniture", &row.furniture, &lines, &mut out);
    let sections = outline(&resolution.sections);
    if let Some(alone) = body.map(|body| outline(&body.resolution().sections))
        && sections != alone
    {
        let _ = writeln!(out, "  sections: asked {alone:?}, got {sections:?}");
    }
    out
}

fn check(parser: &Parser, folder: &str, least: usize) {
    let table: Table = tables::table(&format!("{folder}/headers.toml"));
    let alone = parser.parse(table.body.trim()).expect("text never fails");
    let mut report = String::new();
    for row in &table.header {
        let text = text(&row.text, &table);
        let parsed = parser.parse(&text).expect("text never fails");
        // A text without `@` has a body of its own.
        let alone = row.text.lines().any(|line| line.trim() == "@").then_some(&alone);
        let differences = differences(row, &parsed, &text, alone);
        if !differences.is_empty() {
            let _ = writeln!(report, "{}\n{differences}", row.about);
        }
    }
    for row in &table.split {
        let text = text(&row.text, &table);
        let documents = parser.parse_all(&text).expect("text never fails");
        let headers = || documents.iter().map(|document| &document.resolution().header);
        // Nothing where a document has none.
        let told = |value: Option<&str>| value.unwrap_or_default().to_string();
        let lists = [
            (Some(&row.numbers), headers().map(|header| told(header.number.as_deref())).collect::<Vec<_>>()),
            (row.issuers.as_ref(), headers().map(|header| told(header.issuer.as_deref())).collect()),
            (row.signatories.as_ref(), headers().map(|header| told(header.signatory.as_deref())).collect()),
        ];
        for (asked, found) in lists {
            if let Some(asked) = asked.filter(|&asked| *asked != found) {
                let _ = writeln!(report, "{}\n  documents: asked {asked:?}, got {found:?}", row.about);
            }
        }
    }
    assert!(report.is_empty(), "{report}");
    assert!(table.header.len() >= least, "{folder}: only {} heads", table.header.len());
}

fn builtin(language: Language, least: usize) {
    let parser = Parser::builder().language(language).build().expect("a built-in language");
    check(&parser, language.as_str(), least);
}

#[test]
fn vietnamese() {
    builtin(Language::VI, 10);
}

#[test]
fn english() {
    builtin(Language::EN, 7);
}

#[test]
fn chinese() {
    builtin(Language::ZH, 5);
}

#[test]
fn russian() {
    builtin(Language::RU, 5);
}
