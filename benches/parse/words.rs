//! The words that the yardsticks look for: those of the grammars, in every language alike.

use crate::common;
use std::collections::HashSet;
use std::path::PathBuf;
use toml::Value;

/// How many words there are for all languages together.
pub(crate) const WORDS: usize = 500;

/// [`WORDS`] words, as many of each grammar file, from its whole length.
pub(crate) fn words() -> Vec<String> {
    let files = grammars();
    let each = WORDS / files.len();
    let mut chosen = Vec::new();
    for path in &files {
        let file = std::fs::read_to_string(path).expect("a grammar in UTF-8");
        let grammar: Value =
            toml::from_str(&file).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let words = plain_words(&grammar);
        assert!(words.len() >= each, "{}: {} words are too few", path.display(), words.len());
        chosen.extend((0..each).map(|index| words[index * words.len() / each].to_string()));
    }
    chosen
}

fn grammars() -> Vec<PathBuf> {
    let folder = std::fs::read_dir(common::root().join("grammars")).expect("the grammars");
    let mut files: Vec<PathBuf> = folder.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    files
}

/// The strings of all lists that are words and no patterns, once each. Words of the format itself ("percent" as a kind)
/// stand in no list.
fn plain_words(grammar: &Value) -> Vec<&str> {
    // A letter or two are found in every word.
    let is_word = |text: &str| text.len() > 2 && text.chars().all(|c| c.is_alphabetic() || c == ' ');
    let mut known = HashSet::new();
    let mut words = Vec::new();
    let mut open = vec![grammar];
    while let Some(value) = open.pop() {
        match value {
            Value::Table(table) => open.extend(table.values().rev()),
            Value::Array(list) => {
                let texts = list.iter().filter_map(Value::as_str);
                words.extend(texts.filter(|text| is_word(text) && known.insert(*text)));
                open.extend(list.iter().filter(|value| !value.is_str()).rev());
            }
            _ => {}
        }
    }
    words
}
