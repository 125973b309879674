//! What a user of the library gets with it, and what of the library a user can name: both are written lists.

use crate::support;
use std::collections::BTreeSet;
use std::process::Command;

/// The first words of the lines of a file, comments left out.
fn first_words(file: &str) -> BTreeSet<String> {
    file.lines()
        .filter(|line| !line.trim_start().starts_with('#'))
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_string)
        .collect()
}

fn read(path: &str) -> String {
    std::fs::read_to_string(support::root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A new dependency of the library is a decision: drop it, or add it to `.ci/allowed-deps` with its reason.
#[test]
fn dependencies_are_those_of_the_list() {
    let cargo = std::env::var_os("CARGO").expect("cargo runs the tests");
    let tree = Command::new(cargo)
        .args(["tree", "--locked", "--offline", "-p", "clausetree", "-e", "normal", "--prefix", "none"])
        .current_dir(support::root())
        .output()
        .expect("cargo can be started");
    assert!(tree.status.success(), "cargo tree: {}", String::from_utf8_lossy(&tree.stderr));
    let mut found = first_words(&String::from_utf8_lossy(&tree.stdout));
    assert!(found.remove("clausetree"), "cargo tree printed no tree");
    let allowed = first_words(&read(".ci/allowed-deps"));
    let new: Vec<_> = found.difference(&allowed).collect();
    assert!(new.is_empty(), "not in .ci/allowed-deps: {new:?}");
    let idle: Vec<_> = allowed.difference(&found).collect();
    assert!(idle.is_empty(), "no longer used, take it off .ci/allowed-deps: {idle:?}");
}

/// The record of the API has signatures too, which only `bash .ci/public-api` can compare; a name that comes or goes
/// shows here, without a tool.
#[test]
fn the_recorded_api_has_the_public_names() {
    let lib = read("src/lib.rs");
    let exported: BTreeSet<String> = lib
        .split("\npub use ")
        .skip(1)
        .filter_map(|rest| rest.split_once(';')?.0.split_once("::"))
        .flat_map(|(_, names)| names.trim_matches(['{', '}']).split(','))
        .map(|name| name.trim().to_string())
        .filter(|name| !name.is_empty())
        .collect();
    assert!(exported.contains("Parser") && exported.contains("parse"), "{exported:?}");
    let record = read("docs/public-api.txt");
    let item = |line: &str| {
        let line = line.strip_prefix("#[non_exhaustive] ").unwrap_or(line);
        let kinds = ["struct", "enum", "fn", "trait", "const", "type"];
        let rest = kinds.iter().find_map(|kind| line.strip_prefix(&format!("pub {kind} clausetree::")))?;
        let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        // `clausetree::Span::new` is of a type, no item of the crate.
        (!rest[name.len()..].starts_with("::")).then_some(name)
    };
    let recorded: BTreeSet<String> = record.lines().filter_map(item).collect();
    assert_eq!(exported, recorded, "docs/public-api.txt is not up to date: bash .ci/public-api update");
}
