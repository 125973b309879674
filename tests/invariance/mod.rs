//! What means nothing changes nothing: a document in another form of Unicode, with other line ends, blanks, tones,
//! widths or cases gives the same tree, with its spans where the same bytes stand now.

mod changes;
mod edited;
mod facts;
mod lost;

use crate::support;
use changes::{CHANGES, Change, Document};
use facts::{Facts, differences, facts};
use lost::Lost;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

/// How many of what was compared are not as they were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Differing {
    documents: usize,
    targets: usize,
    nodes: usize,
}

/// The real renditions, named `LANGUAGE/NAME` as well.
fn corpus() -> Option<Vec<(String, String)>> {
    let texts = support::texts(&support::corpus()?);
    let named = texts.into_iter().map(|path| {
        let text = std::fs::read_to_string(&path).expect("a text in UTF-8");
        let name = path.with_extension("");
        let language = name.extension().map_or(String::new(), |code| code.to_string_lossy().into_owned());
        (format!("{language}/{}", name.file_stem().unwrap_or_default().to_string_lossy()), text)
    });
    Some(named.collect())
}

/// Makes the changes in every document, prints what was compared, and holds it against `fixtures/invariance.toml`: what is
/// neither better nor worse than it says is no fault.
fn faults(set: &str, documents: &[(String, String)], names: &[&str]) -> Vec<String> {
    let file = std::fs::read_to_string(support::root().join("fixtures/invariance.toml")).expect("the list");
    let known: BTreeMap<String, BTreeMap<String, Differing>> = toml::from_str(&file).expect("a list in TOML");
    let parser = support::parser();
    let parsed: Vec<_> =
        documents.iter().map(|(_, text)| parser.parse_all(text).expect("text never fails")).collect();
    let mut details = String::new();
    let mut faults = Vec::new();
    println!("{set}: change, documents (differing), targets (differing), nodes (differing)");
    for change in CHANGES.iter().filter(|change| names.contains(&change.name)) {
        let (mut all, mut differing) = (Differing::default(), Differing::default());
        for ((name, text), trees) in documents.iter().zip(&parsed) {
            let language = name.split('/').next().unwrap_or_default();
            let document = Document { text, language, trees };
            let Some((found, told)) = compare(&parser, change, &document) else { continue };
            all.documents += 1;
            all.targets += found.targets.0;
            all.nodes += found.nodes.0;
            differing.documents += usize::from(!told.is_empty());
            differing.targets += found.targets.1;
            differing.nodes += found.nodes.1;
            if !told.is_empty() {
                let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("changed");
                std::fs::create_dir_all(&folder).expect("a folder");
                let file = folder.join(format!("{set}-{}-{}.txt", change.name, name.replace('/', "-")));
                let edited = (change.make)(&document).expect("made before");
                std::fs::write(file, edited.text).expect("the changed text written down");
                let _ = writeln!(
                    details,
                    "== {} {name}: {} targets, {} nodes\n{told}",
                    change.name, found.targets.1, found.nodes.1
                );
            }
        }
        println!(
            "{:20} {:4} ({})  {:5} ({})  {:5} ({})",
            change.name,
            all.documents,
            differing.documents,
            all.targets,
            differing.targets,
            all.nodes,
            differing.nodes
        );
        let expected = known.get(set).and_then(|set| set.get(change.name)).copied().unwrap_or_default();
        if differing != expected {
            faults.push(format!("{set} {}: {differing:?}, and not {expected:?}", change.name));
        }
    }
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("invariance-{set}-{}.txt", names.join("-")));
    std::fs::write(&path, details).expect("the differences written down");
    if !faults.is_empty() {
        faults.push(format!("{} has the differences", path.display()));
    }
    faults
}

/// How many were compared, and how many differ.
struct Found {
    targets: (usize, usize),
    nodes: (usize, usize),
}

/// Compares the trees before and after a change; the second part tells the differences.
fn compare(parser: &clausetree::Parser, change: &Change, document: &Document<'_>) -> Option<(Found, String)> {
    let edited = (change.make)(document)?;
    let trees = parser.parse_all(&edited.text).expect("text never fails");
    let lost = change.flat.then(|| Lost::new(document.text, document.trees, &edited));
    let lost = lost.as_ref();
    let before = facts(document.text, document.trees, lost, &|span| edited.span(span), &change.undo);
    let after = facts(&edited.text, &trees, lost, &|span| span, &change.undo);
    let mut told = String::new();
    let mut tell = |expected: &[String], actual: &[String]| {
        let (missing, more) = differences(expected, actual);
        for line in &missing {
            let _ = writeln!(told, "  - {line}");
        }
        for line in &more {
            let _ = writeln!(told, "  + {line}");
        }
        missing.len().max(more.len())
    };
    tell(&before.others, &after.others);
    let nodes = tell(&before.nodes, &after.nodes);
    let targets = tell(&before.quantities, &after.quantities);
    let _ = write!(told, "{}", moved(&before, &after, &edited.text));
    let found = Found { targets: (before.quantities.len(), targets), nodes: (before.nodes.len(), nodes) };
    Some((found, told))
}

/// Runs of letters and digits that belong to something else now.
fn moved(before: &Facts, after: &Facts, text: &str) -> String {
    let owners: HashMap<usize, &str> = after.owners.iter().map(|(at, owner)| (*at, owner.as_str())).collect();
    let mut told = String::new();
    let mut last = None;
    for (at, expected) in &before.owners {
        let actual = owners.get(at).copied().unwrap_or("nothing");
        if actual == expected {
            last = None;
            continue;
        }
        if last != Some((expected.as_str(), actual)) {
            let words: String = text[*at..].chars().take(40).collect();
            let _ = writeln!(told, "  ! {expected} is {actual} at {at}: {words:?}");
        }
        last = Some((expected.as_str(), actual));
    }
    told
}

macro_rules! tests {
    ($($name:ident: $($change:literal)*;)*) => {$(
        #[test]
        fn $name() {
            let mut found = faults("fixtures", &support::documents(), &[$($change),*]);
            found.extend(faults("rounds", &support::rounds(), &[$($change),*]));
            match corpus() {
                Some(documents) => found.extend(faults("corpus", &documents, &[$($change),*])),
                None => println!("skipped: no corpus; set CLAUSETREE_CORPUS to its folder"),
            }
            assert!(found.is_empty(), "{}", found.join("\n"));
        }
    )*};
}

tests! {
    unicode: "nfd" "bom" "soft-hyphens";
    line_ends: "crlf" "cr";
    empty_lines: "empty-lines" "double-spaced";
    blanks: "no-break-spaces" "doubled-spaces" "trailing-spaces";
    spellings: "old-tones" "new-tones" "full-width" "upper-case-headings";
    wrapping: "wrap-at-60" "wrap-at-60-double-spaced" "one-line";
}

/// A converter that leaves out empty lines and puts one after every line: in lines that were cut to a width it says no more
/// than the line end. Documents whose paragraphs stand on a line each are left out, by cutting all to a width: there such a
/// text is one in which every paragraph stands apart, and short headings in free words are told by that.
#[test]
fn evenly_spaced() {
    let parser = support::parser();
    let tight = |documents: Vec<(String, String)>| -> Vec<(String, String)> {
        let lines = |(name, text): (String, String)| {
            let trees = parser.parse_all(&text).expect("text never fails");
            let language = name.split('/').next().unwrap_or_default();
            let lines = changes::tight(&Document { text: &text, language, trees: &trees })?;
            Some((name, lines))
        };
        documents.into_iter().filter_map(lines).collect()
    };
    let mut found = faults("tight-fixtures", &tight(support::documents()), &["double-spaced"]);
    found.extend(faults("tight-rounds", &tight(support::rounds()), &["double-spaced"]));
    match corpus() {
        Some(documents) => found.extend(faults("tight-corpus", &tight(documents), &["double-spaced"])),
        None => println!("skipped: no corpus; set CLAUSETREE_CORPUS to its folder"),
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_change_is_tested() {
    assert!(!support::documents().is_empty(), "the fixtures are missing");
    let source = include_str!("mod.rs");
    for change in &CHANGES {
        assert!(source.contains(&format!("{:?}", change.name)), "{} is in no test", change.name);
    }
}
