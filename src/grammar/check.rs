//! What is wrong with a grammar file although it can be read: entries that stand twice, contradict each other, or can
//! never be used. What the examples give is found above, where texts are read.

use super::compile::{Leftovers, compile_all};
use super::{ClassId, Compiled, classes, shadow};
use crate::error::Error;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a finding is about. The name as it is printed never changes its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum GrammarFindingKind {
    /// An example of the file gives something else than it says.
    FailedExample,
    /// The same words twice in one list, with the same meaning.
    DuplicateEntry,
    /// The same words twice in one list, with different meanings.
    AmbiguousEntry,
    /// A phrase that says nothing new: a stem of its list covers it, and means the same.
    ShadowedEntry,
    /// A pattern that can never win, because one before it fits wherever it fits.
    ShadowedPattern,
    /// A list of words that nothing asks for.
    UnusedClass,
    /// A pattern under `[patterns]` that no other names.
    UnusedPattern,
}

impl GrammarFindingKind {
    /// The name as it is printed.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FailedExample => "failed-example",
            Self::DuplicateEntry => "duplicate-entry",
            Self::AmbiguousEntry => "ambiguous-entry",
            Self::ShadowedEntry => "shadowed-entry",
            Self::ShadowedPattern => "shadowed-pattern",
            Self::UnusedClass => "unused-class",
            Self::UnusedPattern => "unused-pattern",
        }
    }

    /// How grave it is.
    #[must_use]
    pub fn severity(self) -> GrammarFindingSeverity {
        match self {
            Self::FailedExample | Self::DuplicateEntry | Self::AmbiguousEntry => {
                GrammarFindingSeverity::Error
            }
            _ => GrammarFindingSeverity::Warning,
        }
    }
}

impl fmt::Display for GrammarFindingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum GrammarFindingSeverity {
    /// The grammar can be used; the entry is of no use.
    Warning,
    /// The grammar does not do what it says, or cannot be used.
    Error,
}

impl GrammarFindingSeverity {
    /// The name as it is printed.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Something wrong in a grammar file, with its place.
///
/// It prints as `file:line:column: severity[kind]: message`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GrammarFinding {
    /// Name of the file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// How grave it is.
    pub severity: GrammarFindingSeverity,
    /// What it is about.
    pub kind: GrammarFindingKind,
    /// What was found, and what to do about it.
    pub message: String,
    /// Line of the other entry that it is about, where there is one.
    pub related: Option<usize>,
}

impl fmt::Display for GrammarFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, kind, message, .. } = self;
        write!(f, "{file}:{line}:{column}: {}[{kind}]: {message}", self.severity.as_str())
    }
}

impl Compiled {
    /// A finding at a byte of the file; `related` is the byte of the other entry.
    pub(crate) fn finding(
        &self,
        kind: GrammarFindingKind,
        at: u32,
        related: Option<u32>,
        message: String,
    ) -> GrammarFinding {
        let (line, column) = self.source.place(at as usize);
        let related = related.map(|at| self.source.place(at as usize).0);
        let (file, severity) = (self.source.file.to_string(), kind.severity());
        GrammarFinding { file, line, column, severity, kind, message, related }
    }

    fn class_name(&self, class: ClassId) -> &str {
        self.class_names.get(usize::from(class)).map_or("", |name| name)
    }

    fn line(&self, at: u32) -> usize {
        self.source.place(at as usize).0
    }
}

/// Compiles a file as far as it can be, and tells what is wrong with its entries.
pub(crate) fn check_file(file: &str, name: Option<&str>) -> Result<(Compiled, Vec<GrammarFinding>), Error> {
    let (grammar, leftovers) = compile_all(file, name)?;
    let mut findings = clashes(&grammar, &leftovers);
    findings.extend(covered(&grammar));
    findings.extend(unused(&grammar, &leftovers));
    findings.extend(shadow::find(&grammar));
    Ok((grammar, findings))
}

fn clashes(grammar: &Compiled, leftovers: &Leftovers) -> Vec<GrammarFinding> {
    let findings = leftovers.clashes.iter().map(|clash| {
        let (again, known, words) = (clash.again, clash.known, &clash.words);
        let class = grammar.class_name(again.class);
        let line = grammar.line(known.at);
        let meanings = [known, again].map(|entry| grammar.meaning(entry.class, entry.value));
        let (kind, message) = match meanings {
            [Some(one), Some(other)] if one != other => (
                GrammarFindingKind::AmbiguousEntry,
                format!(
                    "`{words}` is `{other}` here and `{one}` in line {line}, both in `{class}`; keep one"
                ),
            ),
            _ => (
                GrammarFindingKind::DuplicateEntry,
                format!("`{words}` stands in `{class}` already, in line {line} (after folding); remove one"),
            ),
        };
        grammar.finding(kind, again.at, Some(known.at), message)
    });
    findings.collect()
}

/// Phrases that a stem of their list covers word by word, with the same meaning.
fn covered(grammar: &Compiled) -> Vec<GrammarFinding> {
    let mut findings = Vec::new();
    grammar.vocabulary.covered(|own, other| {
        if grammar.meaning(own.class, own.value) == grammar.meaning(other.class, other.value) {
            let written = |at: u32| grammar.entry_at("", at, None).text;
            let message = format!(
                "`{}` says nothing that `{}` in line {} does not say for `{}`; remove it",
                written(own.at),
                written(other.at),
                grammar.line(other.at),
                grammar.class_name(own.class)
            );
            let kind = GrammarFindingKind::ShadowedEntry;
            findings.push(grammar.finding(kind, own.at, Some(other.at), message));
        }
    });
    findings
}

fn unused(grammar: &Compiled, leftovers: &Leftovers) -> Vec<GrammarFinding> {
    let engine = classes::NAMES.len();
    let mut findings = Vec::new();
    for (class, name) in (0..).zip(&grammar.class_names) {
        if usize::from(class) < engine || leftovers.used_classes.contains(&class) {
            continue;
        }
        if let Some(at) = grammar.vocabulary.first_of(class) {
            let message = format!(
                "no pattern names `<{name}>`, and it is no class that the engine asks for; check its name, or remove it"
            );
            findings.push(grammar.finding(GrammarFindingKind::UnusedClass, at, None, message));
        }
    }
    for (name, at) in &leftovers.patterns {
        if !leftovers.used_patterns.contains(name) {
            let message = format!("nothing names the pattern `{{{name}}}`; use it, or remove it");
            let at = u32::try_from(*at).unwrap_or(u32::MAX);
            findings.push(grammar.finding(GrammarFindingKind::UnusedPattern, at, None, message));
        }
    }
    findings
}
