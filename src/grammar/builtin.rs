//! The grammars that come with the crate. Each is compiled when it is first asked for, once a process.

use super::{Grammar, Vocabulary};
use crate::tree::Language;
use std::borrow::Cow;
use std::sync::OnceLock;

pub(super) const LANGUAGES: [Language; 4] = [Language::VI, Language::EN, Language::ZH, Language::RU];
pub(super) const FILES: [&str; LANGUAGES.len()] = [
    include_str!("../../grammars/vi.toml"),
    include_str!("../../grammars/en.toml"),
    include_str!("../../grammars/zh.toml"),
    include_str!("../../grammars/ru.toml"),
];

pub(crate) fn builtin(language: Language) -> Option<&'static Grammar> {
    static GRAMMARS: [OnceLock<Option<Grammar>>; LANGUAGES.len()] =
        [const { OnceLock::new() }; LANGUAGES.len()];
    let index = LANGUAGES.iter().position(|&known| known == language)?;
    let (place, file) = (GRAMMARS.get(index)?, FILES.get(index)?);
    // A built-in file that does not compile is caught by the test below; here it counts as not there.
    let name = || format!("grammars/{language}.toml");
    place.get_or_init(|| Grammar::compiled(Cow::Borrowed(file), Some(&name())).ok()).as_ref()
}

/// What tells a language, without its grammar; read once a process.
pub(super) fn signs(language: Language) -> Option<&'static Vocabulary> {
    static SIGNS: [OnceLock<Vocabulary>; LANGUAGES.len()] = [const { OnceLock::new() }; LANGUAGES.len()];
    let index = LANGUAGES.iter().position(|&known| known == language)?;
    SIGNS.get(index).map(|place| place.get_or_init(|| super::signs::read(language)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_compiles_and_names_its_language() {
        for (language, file) in LANGUAGES.iter().zip(FILES) {
            let grammar = Grammar::from_toml(file).unwrap_or_else(|error| panic!("{language}: {error}"));
            assert_eq!(grammar.language(), *language);
        }
    }
}
