//! The grammars that come with the crate. Each is compiled when it is first asked for, once a process.

use super::{Grammar, Vocabulary};
use crate::tree::Language;
use std::borrow::Cow;
use std::sync::OnceLock;
use std::thread;

pub(super) const LANGUAGES: [Language; 4] = [Language::VI, Language::EN, Language::ZH, Language::RU];
pub(super) const FILES: [&str; LANGUAGES.len()] = [
    include_str!("../../grammars/vi.toml"),
    include_str!("../../grammars/en.toml"),
    include_str!("../../grammars/zh.toml"),
    include_str!("../../grammars/ru.toml"),
];

static GRAMMARS: [OnceLock<Option<Grammar>>; LANGUAGES.len()] = [const { OnceLock::new() }; LANGUAGES.len()];

pub(crate) fn builtin(language: Language) -> Option<&'static Grammar> {
    let index = LANGUAGES.iter().position(|&known| known == language)?;
    let (place, file) = (GRAMMARS.get(index)?, FILES.get(index)?);
    // A built-in file that does not compile is caught by the test below; here it counts as not there.
    let name = || format!("grammars/{language}.toml");
    place.get_or_init(|| Grammar::compiled(Cow::Borrowed(file), Some(&name())).ok()).as_ref()
}

/// Compiles the grammars of `languages` that nobody has asked for yet, each on a processor of its own where there are so many.
/// Where no thread can be had, as in WebAssembly, [`builtin`] does it when it is asked.
pub(super) fn prepare(languages: impl Iterator<Item = Language>) {
    let is_missing = |language: &Language| {
        let index = LANGUAGES.iter().position(|known| known == language);
        index.and_then(|index| GRAMMARS.get(index)).is_some_and(|place| place.get().is_none())
    };
    let missing: Vec<Language> = languages.filter(is_missing).collect();
    let [first, others @ ..] = missing.as_slice() else { return };
    if others.is_empty() {
        return;
    }
    thread::scope(|scope| {
        for &language in others {
            let compile = move || builtin(language).is_some();
            let _started = thread::Builder::new().spawn_scoped(scope, compile);
        }
        builtin(*first);
    });
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
