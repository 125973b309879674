//! What the benches share: the fixture documents.

use std::path::{Path, PathBuf};

fn texts(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.filter_map(|entry| entry.ok().map(|entry| entry.path())) {
        if path.is_dir() {
            // Findings of the fuzzers are no documents.
            if !path.ends_with("regressions") {
                texts(&path, found);
            }
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            found.push(path);
        }
    }
}

/// The fixture documents by name (`vi/articles.txt`), in order.
pub(crate) fn fixtures() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut paths = Vec::new();
    texts(&folder, &mut paths);
    paths.sort();
    assert!(!paths.is_empty(), "{} holds no text", folder.display());
    let named = paths.into_iter().map(|path| {
        let text = std::fs::read_to_string(&path).expect("a fixture in UTF-8");
        (path.strip_prefix(&folder).expect("below fixtures").display().to_string(), text)
    });
    named.collect()
}

/// Whether each is to be run once only: `cargo bench -- --test`.
pub(crate) fn is_test() -> bool {
    std::env::args().any(|argument| argument == "--test")
}

/// `text` again and again, until it has at least `length` bytes.
pub(crate) fn repeated(text: &str, length: usize) -> String {
    text.repeat(length.div_ceil(text.len()))
}
