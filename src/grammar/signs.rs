//! What tells the languages of the built-in grammars apart: their frequent words, headings and kinds of document, their
//! letters, and how their words are folded. A whole grammar is a hundred times as much, and most texts need one.
//!
//! `grammars/signs.tsv` holds them, and is made from the grammar files; the test below keeps it the same as they are.

use super::classes;
use super::vocabulary::{Entry, Vocabulary};
use crate::text::FoldRules;
use crate::tree::Language;

const FILE: &str = include_str!("../../grammars/signs.tsv");

/// The classes of phrases that tell a language, by the names that the file has for them.
const CLASSES: [(&str, super::ClassId); 3] =
    [("word", classes::DETECT), ("heading", classes::HEADING), ("document", classes::DOCUMENT)];

/// The signs of a language.
pub(super) fn read(language: Language) -> Vocabulary {
    // Language, kind, and what stands behind a tab after it.
    let own = FILE
        .lines()
        .filter_map(|line| line.strip_prefix(language.as_str())?.strip_prefix('\t')?.split_once('\t'));
    let rows: Vec<(&str, &str)> = own.collect();
    let rows = |kind| rows.iter().filter(move |&&(known, _)| known == kind).map(|&(_, rest)| rest);
    let pairs = |kind| rows(kind).map(|rest| rest.split_once('\t').unwrap_or((rest, "")));
    let endings = pairs("ending").map(|(from, to)| (from.to_string(), to.to_string())).collect();
    let letters = pairs("letter").map(|(from, to)| (from, to.to_string()));
    let mut vocabulary = Vocabulary::new(FoldRules::new(endings, letters));
    for (name, class) in CLASSES {
        for phrase in rows(name) {
            let keys = vocabulary.intern(phrase);
            vocabulary.add(keys, Entry { class, value: 0, at: 0 });
        }
    }
    vocabulary.finish(rows("telling").next().unwrap_or(""));
    vocabulary
}

#[cfg(test)]
mod tests {
    use super::super::builtin::{FILES, LANGUAGES};
    use super::super::raw::{RawGrammar, Str};
    use super::*;

    const HEAD: &str =
        "# Made from the grammar files by `cargo test --lib make_the_signs -- --ignored`: change those.\n";

    fn made() -> String {
        let mut file = HEAD.to_string();
        for (language, text) in LANGUAGES.iter().zip(FILES) {
            let raw: RawGrammar = toml::from_str(text).expect("a grammar");
            let folder = Vocabulary::new(FoldRules::default());
            let mut add = |kind: &str, from: &str, to: &str| {
                file.push_str([language.as_str(), kind, from, to].join("\t").trim_end());
                file.push('\n');
            };
            add("telling", &raw.detect.letters, "");
            // The longest first, as a grammar tries them.
            let mut endings: Vec<(String, String)> =
                raw.fold.endings.iter().map(|(from, to)| (folder.fold(from), folder.fold(to))).collect();
            endings.sort_by_key(|(from, _)| std::cmp::Reverse(from.len()));
            endings.iter().for_each(|(from, to)| add("ending", from, to));
            raw.fold.letters.iter().for_each(|(from, to)| add("letter", from, &folder.fold(to)));
            let mut words = |kind: &str, words: &mut dyn Iterator<Item = &Str>| {
                words.for_each(|words| add(kind, words.get_ref(), ""));
            };
            words("word", &mut raw.detect.words.iter());
            words("heading", &mut raw.section.iter().flat_map(|section| &section.headings));
            words("document", &mut raw.header.kinds.values().flatten());
        }
        file
    }

    #[test]
    fn the_signs_are_those_of_the_grammars() {
        let same = made() == FILE;
        assert!(same, "run `cargo test --lib make_the_signs -- --ignored`, which makes the file anew");
    }

    #[test]
    #[ignore = "writes a file of the sources"]
    fn make_the_signs() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("grammars/signs.tsv");
        std::fs::write(path, made()).expect("the file can be written");
    }
}
