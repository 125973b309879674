//! The grammars that a text may be read with: what tells their languages, and the whole grammar once it is needed.

use super::builtin::{LANGUAGES, builtin, prepare, signs};
use super::{Compiled, Grammar, Vocabulary};
use crate::tree::Language;

/// One of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate<'p> {
    pub(crate) language: Language,
    /// A grammar of the caller; a built-in one is looked up when it is asked for.
    own: Option<&'p Grammar>,
}

impl<'p> Candidate<'p> {
    /// `own` and the built-in grammars of the other languages, in this order.
    pub(crate) fn all(own: &'p [Grammar]) -> Vec<Self> {
        let known = |language| own.iter().any(|grammar| grammar.language() == language);
        let builtin = LANGUAGES.into_iter().filter(|&language| !known(language));
        let builtin = builtin.map(|language| Self { language, own: None });
        own.iter().map(|own| Self { language: own.language(), own: Some(own) }).chain(builtin).collect()
    }

    /// What tells the languages of `all`.
    pub(crate) fn signs(all: &[Self]) -> Vec<&'p Vocabulary> {
        all.iter().filter_map(|candidate| candidate.own_signs()).collect()
    }

    /// The words that tell its language, among others.
    fn own_signs(self) -> Option<&'p Vocabulary> {
        match self.own {
            Some(own) => Some(&own.0.vocabulary),
            None => signs(self.language),
        }
    }

    /// The whole grammars of those of `all` that `chosen` numbers.
    pub(crate) fn compile(all: &[Self], chosen: &[usize]) -> Vec<&'p Compiled> {
        let chosen = || chosen.iter().filter_map(|&index| all.get(index));
        prepare(chosen().filter(|candidate| candidate.own.is_none()).map(|candidate| candidate.language));
        chosen().filter_map(|candidate| candidate.compiled()).collect()
    }

    /// The whole grammar.
    pub(crate) fn compiled(self) -> Option<&'p Compiled> {
        self.own.or_else(|| builtin(self.language)).map(|grammar| &*grammar.0)
    }
}
