//! Every fixture document in several layouts, and every row of the tables, whole trees: which of them are read otherwise than
//! before a change?
//!
//! The snapshots are there to be read, and so leave things out; in layouts that nobody meant, nobody can say line by line
//! what is right. A change can still not be let touch them unseen: a refactoring touches none, and a mended rule those that
//! it is about. The file keeps a hash a tree, as the trees have megabytes, and one a table: a row asks for what it is about,
//! here is all else that was read of it.
//!
//! ```sh
//! CLAUSETREE_OUTPUTS=before cargo test outputs     # before the change: writes the trees as JSON into a folder
//! CLAUSETREE_OUTPUTS=after cargo test outputs      # after it; then `diff -r before after`
//! CLAUSETREE_OUTPUTS=record cargo test outputs     # keep the hashes
//! ```

use crate::{header, outlines, quantities, support};
use clausetree::Parser;
use serde::Serialize;
use std::fmt::Write as _;
use std::path::Path;

const FILE: &str = "fixtures/outputs.tsv";

/// A layout, by its name.
type Layout = (&'static str, fn(&str) -> String);

const LAYOUTS: [Layout; 4] = [
    ("published", str::to_owned),
    ("one-line", |text| text.replace('\n', " ")),
    ("shuffled", shuffled),
    ("narrow", narrow),
];

/// FNV-1a: the same on every machine and in every release of the compiler, as a hash in a file has to be.
fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}

/// The lines in another order, the same one each time: neither numbering nor heading is where it belongs.
fn shuffled(text: &str) -> String {
    let mut lines: Vec<(u64, &str)> =
        text.lines().enumerate().map(|(n, line)| (hash(format!("{n} {line}").as_bytes()), line)).collect();
    lines.sort_unstable();
    let lines: Vec<&str> = lines.into_iter().map(|(_, line)| line).collect();
    lines.join("\n")
}

/// Wrapped at 32 columns: every sentence of some length has its figures torn from their words.
fn narrow(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let mut column = 0;
        for (n, word) in line.split(' ').enumerate() {
            let width = word.chars().count();
            if n > 0 {
                let ends = column + width > 32;
                out.push(if ends { '\n' } else { ' ' });
                column = if ends { 0 } else { column + 1 };
            }
            out.push_str(word);
            column += width;
        }
        out.push('\n');
    }
    out
}

/// Gives every document in every layout, and every table: its name, the layout, what was read as JSON.
fn read_all(mut give: impl FnMut(&str, &str, &str)) {
    let all = support::parser();
    let rounds = support::rounds().into_iter().map(|(name, text)| (format!("rounds/{name}"), text));
    for (name, text) in support::fixtures().into_iter().chain(rounds) {
        for (layout, change) in LAYOUTS {
            give(&name, layout, &trees(&all, &change(&text)));
        }
    }
    for language in ["en", "fr", "ru", "vi", "zh"] {
        let code = language.parse().expect("a code");
        let parser = support::builder().language(code).build().expect("there is a grammar of it");
        let fragment = |text: &str| json(&parser.quantities(text).expect("the language is set"));
        give(language, "quantities", &rows(&quantities::texts(language), fragment));
        // For French there is no table of others.
        if language != "fr" {
            give(language, "outlines", &rows(&outlines::texts(language), |text| trees(&parser, text)));
            give(language, "headers", &rows(&header::texts(language), |text| trees(&parser, text)));
        }
    }
    for languages in ["vi-en", "zh-en", "ru-en"] {
        give(languages, "outlines", &rows(&outlines::texts(languages), |text| trees(&all, text)));
    }
}

fn trees(parser: &Parser, text: &str) -> String {
    json(&parser.parse_all(text).expect("text never fails"))
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).expect("nothing has a map with other keys than text")
}

/// The rows of a table one after the other, each with what was read of it.
fn rows(texts: &[String], read: impl Fn(&str) -> String) -> String {
    texts.iter().map(|text| format!("{text}\n{}\n", read(text))).collect()
}

#[test]
fn no_tree_changes_unseen() {
    let mode = std::env::var("CLAUSETREE_OUTPUTS").ok();
    let path = support::root().join(FILE);
    let mut now =
        String::from("# Hashes of whole trees, see tests/outputs.rs. Document or table, layout, hash.\n");
    read_all(|name, layout, json| {
        if let Some(folder) = mode.as_deref().filter(|mode| *mode != "record") {
            let file = Path::new(folder).join(format!("{}.{layout}.json", name.replace('/', "-")));
            std::fs::create_dir_all(folder)
                .and_then(|()| std::fs::write(&file, json))
                .expect("a folder to write to");
        }
        let _ = writeln!(now, "{name}\t{layout}\t{:016x}", hash(json.as_bytes()));
    });
    if mode.as_deref() == Some("record") {
        std::fs::write(&path, &now).expect("the file of hashes");
        return;
    }
    let known = std::fs::read_to_string(&path).expect("the file of hashes");
    let changed: Vec<&str> = now.lines().filter(|line| !known.lines().any(|known| known == *line)).collect();
    let gone = known.lines().count() != now.lines().count();
    assert!(
        changed.is_empty() && !gone,
        "{} of {} documents and tables differ from those of {FILE}; its test says how to see in what:\n{}",
        changed.len(),
        now.lines().count() - 1,
        changed.join("\n")
    );
}
