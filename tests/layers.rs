//! Imports go one way: a module names only modules below it.

use crate::support;

/// The layers, lowest first; modules of one layer do not see each other.
const LAYERS: [&[&str]; 16] = [
    &["effort"],
    &["text", "limits"],
    &["tree", "error"],
    &["reason"],
    &["diagnostic"],
    &["grammar", "parsed"],
    &["combinator"],
    &["numeral", "detect"],
    &["quantity", "encoding"],
    &["scan"],
    &["outline"],
    &["roles"],
    &["parser"],
    &["check", "decode", "explain"],
    &["growth"],
    &["lib"],
];

/// Folders below a module whose files go one way as well, lowest first; `mod.rs` stands above them all.
const FILES: [(&str, &[&str]); 2] = [
    (
        "scan/marker",
        &[
            "candidate",
            "symbol",
            "scanner",
            "closer",
            "heading",
            "numeral",
            "weight",
            "bullet",
            "keyword",
            "numbered",
            "places",
            "filter",
            "front_matter",
        ],
    ),
    (
        "roles/head",
        &[
            "cells",
            "dates",
            "place",
            "numbered_title",
            "lines",
            "kind_line",
            "body_title",
            "fact_line",
            "issuer",
            "metadata",
            "sentences",
            "letterhead",
            "dated_line",
            "number",
            "title",
        ],
    ),
];

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|modules| modules.contains(&module))
}

#[test]
fn imports_go_one_way() {
    let folder = support::root().join("src");
    let mut open = vec![folder.clone()];
    let mut wrong = Vec::new();
    let mut files = 0;
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(
                std::fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("an entry").path()),
            );
            continue;
        }
        files += 1;
        let inner = path.strip_prefix(&folder).expect("below src");
        let first = inner.components().next().expect("a file").as_os_str().to_string_lossy().into_owned();
        let own = first.trim_end_matches(".rs");
        let place = layer(own).unwrap_or_else(|| panic!("{own} stands in no layer: add it to LAYERS"));
        let file = std::fs::read_to_string(&path).expect("a source file");
        for (number, line) in
            file.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"))
        {
            for rest in line.split("crate::").skip(1) {
                let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let used = layer(&name);
                if name != own && own != "lib" && used.is_none_or(|used| used >= place) {
                    wrong.push(format!("{}:{}: {own} names {name}", inner.display(), number + 1));
                }
            }
        }
    }
    assert!(files > 20, "the sources were not found");
    assert!(wrong.is_empty(), "imports that go up or sideways:\n{}", wrong.join("\n"));
}

#[test]
fn files_of_a_folder_go_one_way() {
    let mut wrong = Vec::new();
    for (folder, files) in FILES {
        let path = support::root().join("src").join(folder);
        let entries =
            std::fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("an entry").path());
        for path in entries {
            let own = path.file_stem().expect("a name").to_string_lossy().into_owned();
            if own == "mod" {
                continue;
            }
            let place = |name: &str| files.iter().position(|&file| file == name);
            let at =
                place(&own).unwrap_or_else(|| panic!("{folder}/{own} stands in no order: add it to FILES"));
            let file = std::fs::read_to_string(&path).expect("a source file");
            for line in file.lines().filter_map(|line| line.trim_start().strip_prefix("use super::")) {
                let name: String = line.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if place(&name).is_some_and(|used| used >= at) {
                    wrong.push(format!("{folder}: {own} names {line}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "imports that go up or sideways:\n{}", wrong.join("\n"));
}
