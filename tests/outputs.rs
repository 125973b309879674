//! Every fixture document in several layouts, whole trees: which of them are read otherwise than before a change?
//!
//! The snapshots are there to be read, and so leave things out; in layouts that nobody meant, nobody can say line by line
//! what is right. A change can still not be let touch them unseen: a refactoring touches none, and a mended rule those that
//! it is about. The file keeps a hash a tree, as the trees have megabytes.
//!
//! ```sh
//! CLAUSETREE_OUTPUTS=before cargo test outputs     # before the change: writes the trees as JSON into a folder
//! CLAUSETREE_OUTPUTS=after cargo test outputs      # after it; then `diff -r before after`
//! CLAUSETREE_OUTPUTS=record cargo test outputs     # keep the hashes
//! ```

use crate::support;
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

#[test]
fn no_tree_changes_unseen() {
    let mode = std::env::var("CLAUSETREE_OUTPUTS").ok();
    let path = support::root().join(FILE);
    let parser = support::parser();
    let mut now = String::from("# Hashes of whole trees, see tests/outputs.rs. Document, layout, hash.\n");
    for (name, text) in support::fixtures() {
        for (layout, change) in LAYOUTS {
            let text = change(&text);
            let trees = parser.parse_all(&text).expect("text never fails");
            let json =
                serde_json::to_string_pretty(&trees).expect("a tree has no map with other keys than text");
            if let Some(folder) = mode.as_deref().filter(|mode| *mode != "record") {
                let file = Path::new(folder).join(format!("{}.{layout}.json", name.replace('/', "-")));
                std::fs::create_dir_all(folder)
                    .and_then(|()| std::fs::write(&file, &json))
                    .expect("a folder to write to");
            }
            let _ = writeln!(now, "{name}\t{layout}\t{:016x}", hash(json.as_bytes()));
        }
    }
    if mode.as_deref() == Some("record") {
        std::fs::write(&path, &now).expect("the file of hashes");
        return;
    }
    let known = std::fs::read_to_string(&path).expect("the file of hashes");
    let changed: Vec<&str> = now.lines().filter(|line| !known.lines().any(|known| known == *line)).collect();
    let gone = known.lines().count() != now.lines().count();
    assert!(
        changed.is_empty() && !gone,
        "{} of {} trees differ from those of {FILE}; its test says how to see in what:\n{}",
        changed.len(),
        now.lines().count() - 1,
        changed.join("\n")
    );
}
