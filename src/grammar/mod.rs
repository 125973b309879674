//! Grammar files: read, checked, compiled. It knows nothing of documents.
//!
//! All that depends on a language is in such a file; the format is described in `grammars/README.md`.

mod builtin;
mod candidates;
mod check;
mod chosen;
pub(crate) mod classes;
mod compile;
mod entrances;
mod letters;
mod measure;
mod needs;
mod pattern;
mod program;
mod raw;
mod shadow;
mod signs;
mod source;
mod trie;
mod vocabulary;
mod ways;

pub(crate) use candidates::Candidate;
pub(crate) use check::check_file;
pub use check::{GrammarFinding, GrammarFindingKind, GrammarFindingSeverity};
pub(crate) use entrances::{AllGates, Candidates, Entrances, Gates, List, Openings, Surroundings};
pub(crate) use needs::{Blur, Needs};
pub(crate) use pattern::REPEATS;
pub(crate) use program::{Program, Slot, Step};
pub(crate) use source::Source;
pub(crate) use vocabulary::{ClassId, ClassSet, Listed, MODIFIERS, Vocabulary, WordIn};

use crate::error::Error;
use crate::text::Script;
use crate::tree::{Change, Comparator, DutyKind, Language, Name, QuantityKind, QuantityRole, SectionKind};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// The words and patterns of one language, ready for use. Cloning is cheap.
///
/// ```
/// use clausetree::{Grammar, Language};
/// let vietnamese = Grammar::builtin(Language::VI).ok_or("not built in")?;
/// assert_eq!(vietnamese.name(), "Tiếng Việt");
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone)]
pub struct Grammar(pub(crate) Arc<Compiled>);

impl Grammar {
    /// Reads a grammar file.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Grammar`](crate::ErrorKind::Grammar) with line and column, for a file that is no TOML, that has an
    /// unknown key, a pattern that cannot be read (`<numbr>`), or a phrase twice in one list.
    pub fn from_toml(file: &str) -> Result<Self, Error> {
        Self::compiled(Cow::Owned(file.to_string()), None)
    }

    /// The same for a file with a name, which explanations and findings then say; without one they say `xx.toml`
    /// after the language.
    ///
    /// # Errors
    ///
    /// As [`from_toml`](Self::from_toml).
    pub fn from_toml_named(name: &str, file: &str) -> Result<Self, Error> {
        Self::compiled(Cow::Owned(file.to_string()), Some(name))
    }

    fn compiled(file: Cow<'static, str>, name: Option<&str>) -> Result<Self, Error> {
        compile::compile(file, name).map(|compiled| Self(Arc::new(compiled)))
    }

    /// The grammar for `language` that comes with the crate, if there is one; compiled once a process.
    #[must_use]
    pub fn builtin(language: Language) -> Option<Self> {
        builtin::builtin(language).cloned()
    }

    /// The languages that [`builtin`](Self::builtin) knows.
    pub fn builtin_languages() -> impl Iterator<Item = Language> {
        builtin::LANGUAGES.iter().copied()
    }

    /// Language of the texts it is for.
    #[must_use]
    pub fn language(&self) -> Language {
        self.0.language
    }

    /// Name of the language in that language.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The examples that the file carries: text, and what it must give as `kind comparator min max` with `-` for
    /// an end that is not there.
    pub fn examples(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0.examples.iter().map(|example| (example.text.as_str(), example.expect.as_slice()))
    }
}

impl fmt::Debug for Grammar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Grammar").field(&self.0.language).finish()
    }
}

/// A unit by its canonical name.
#[derive(Debug)]
pub(crate) struct Unit {
    pub(crate) name: Name,
    /// The unit that its words are in capitals: `400 MT` are tonnes, `400 Mt` are megatonnes.
    pub(crate) capitals: Option<Name>,
    pub(crate) kind: QuantityKind,
    /// The currencies that its words stand for in documents of other countries: places in [`Compiled::currencies`].
    pub(crate) local: Box<[u16]>,
}

impl Compiled {
    /// The place of a currency by its name.
    pub(crate) fn currency(&self, name: &str) -> Option<u16> {
        let place = self.currencies.iter().position(|known| &**known == name)?;
        u16::try_from(place).ok()
    }
}

/// A phrase pattern with what it says beyond its slots.
#[derive(Debug)]
pub(crate) struct Template {
    pub(crate) name: Box<str>,
    pub(crate) program: Program,
    pub(crate) kind: Option<QuantityKind>,
    pub(crate) comparator: Option<Comparator>,
    pub(crate) change: Option<Change>,
    pub(crate) unit: Option<Name>,
    pub(crate) per: Option<Name>,
    pub(crate) value: Option<crate::tree::Decimal>,
    /// A class of which a phrase must stand before the match, in the same clause.
    pub(crate) subject: Option<ClassId>,
    /// Says a quantity only where wording or section commit to it.
    pub(crate) weak: bool,
    /// What the figure is, whatever stands around it.
    pub(crate) role: Option<QuantityRole>,
    pub(crate) negated: bool,
}

/// What a section heading stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heading {
    pub(crate) kind: SectionKind,
    /// The section reports what has been reached.
    pub(crate) achieved: bool,
    /// It counts only where it is all that a heading says.
    pub(crate) whole: bool,
    /// It gives way to others of its kind in the document.
    pub(crate) yields: bool,
    /// It stands before the numbered parts, and holds none of them.
    pub(crate) front: bool,
    /// It stands over viewpoints and objectives together, which need no headings of their own there.
    pub(crate) frames: bool,
    /// Of a phrase, of a hint, which only points to the kind, or of a verb that leads in to the section.
    pub(crate) class: ClassId,
    /// Byte of the file at which the phrase stands.
    pub(crate) at: u32,
}

/// An example that the file carries.
#[derive(Debug)]
pub(crate) struct Example {
    pub(crate) text: String,
    pub(crate) expect: Vec<String>,
    /// Byte of the file at which its text stands.
    pub(crate) at: u32,
}

/// A list of patterns with the table of what they begin with.
#[derive(Debug, Default)]
pub(crate) struct Patterns {
    pub(crate) programs: Vec<Program>,
    pub(crate) entrances: Entrances,
}

/// Words around the number of a marker.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keyword {
    /// A word stands before the number; `一是` has none.
    pub(crate) starts: bool,
    /// A word follows it: `第五条`.
    pub(crate) ends: bool,
    /// It names an item, such as `Goal 1`, and no part of the document, such as `Chapter 1`.
    pub(crate) item: bool,
    /// What a section under it is, where its heading says nothing: `Goal 1: Safe roads`.
    pub(crate) section: Option<SectionKind>,
    /// Its number has a meeting or a year beside it, `MIN 31/03`, and without one it is none.
    pub(crate) paired: bool,
    /// Byte of the file at which it stands.
    pub(crate) at: u32,
}

#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) source: Source,
    /// The name of every class, by number.
    pub(crate) class_names: Vec<Box<str>>,
    pub(crate) language: Language,
    pub(crate) name: Box<str>,
    pub(crate) letters: Box<str>,
    /// The script of its frequent words.
    pub(crate) script: Option<Script>,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) units: Vec<Unit>,
    pub(crate) number_words: Vec<crate::tree::Decimal>,
    pub(crate) scales: Vec<crate::tree::Decimal>,
    pub(crate) money_scales: Vec<crate::tree::Decimal>,
    pub(crate) months: Vec<u32>,
    pub(crate) quarters: Vec<u32>,
    /// Of each phrase the years after the one that the document speaks of.
    pub(crate) named_years: Vec<u32>,
    /// How many years later another calendar begins.
    pub(crate) later: u32,
    pub(crate) decimal: Vec<char>,
    pub(crate) group: Vec<char>,
    /// Groups above the thousands may have two digits: `12,34,567`.
    pub(crate) pairs: bool,
    pub(crate) marker_letters: Vec<char>,
    pub(crate) keywords: Vec<Keyword>,
    pub(crate) ordinals: Vec<u32>,
    pub(crate) marker_numerals: Vec<u32>,
    pub(crate) headings: Vec<Heading>,
    pub(crate) documents: Vec<Name>,
    /// The units that the head of a document may tell by its country.
    pub(crate) currencies: Vec<Name>,
    pub(crate) metadata: Vec<Box<str>>,
    pub(crate) duties: Vec<DutyKind>,
    pub(crate) masks: Patterns,
    pub(crate) references: Patterns,
    pub(crate) dates: Patterns,
    pub(crate) horizons: Patterns,
    pub(crate) denominators: Patterns,
    pub(crate) templates: Vec<Template>,
    pub(crate) template_entrances: Entrances,
    /// Classes that are looked back for: those of `<back …>` and of `subject`, what ends such a look, and what says whether a
    /// figure was reached or is to be.
    pub(crate) looked_back: Listed,
    /// Where any of the lists above has a pattern that could begin.
    pub(crate) gates: AllGates,
    pub(crate) examples: Vec<Example>,
}

/// The comparators in the order in which `bound` entries number them.
pub(crate) const COMPARATORS: [Comparator; 6] =
    [Comparator::Eq, Comparator::Ge, Comparator::Gt, Comparator::Le, Comparator::Lt, Comparator::Range];
/// The changes in the order in which `change` entries number them.
pub(crate) const CHANGES: [Change; 2] = [Change::Increase, Change::Decrease];
