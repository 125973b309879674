//! A grammar file held against itself: its entries, and what its examples give.

use crate::diagnostic::Sink;
use crate::error::Error;
use crate::grammar::{Compiled, Example, Grammar, GrammarFinding, GrammarFindingKind, check_file};
use crate::quantity::{Setting, Tape, read};
use crate::text::Span;
use crate::tree::Decimal;

impl Grammar {
    /// What is wrong with this grammar, in the order of its file: examples that give something else, entries that stand
    /// twice or contradict each other, entries and patterns that can never be used.
    ///
    /// ```
    /// use clausetree::{Grammar, Language};
    /// let english = Grammar::builtin(Language::EN).ok_or("not built in")?;
    /// assert!(english.check().iter().all(|finding| finding.kind.as_str() != "failed-example"));
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn check(&self) -> Vec<GrammarFinding> {
        // What compiles once compiles again.
        Self::check_toml(&self.0.source.file, &self.0.source.text).unwrap_or_default()
    }

    /// The same for a file, also for one that [`from_toml`](Self::from_toml) refuses because a phrase stands twice
    /// in one list: here that is a finding, and the first of the two counts.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Grammar`](crate::ErrorKind::Grammar) with line and column for a file that cannot be read at all.
    ///
    /// ```
    /// let file = r#"
    /// language = "xx"
    /// name = "Example"
    /// [detect]
    /// words = ["la"]
    /// [numbers]
    /// decimal = ["."]
    /// group = [","]
    /// [[bound]]
    /// is = "ge"
    /// before = ["at least"]
    /// [[bound]]
    /// is = "le"
    /// before = ["At  least"]
    /// "#;
    /// let findings = clausetree::Grammar::check_toml("xx.toml", file)?;
    /// assert_eq!(findings[0].to_string(), "xx.toml:14:11: error[ambiguous-entry]: \
    ///     `At  least` is `le` here and `ge` in line 11, both in `bound`; keep one");
    /// # Ok::<(), clausetree::Error>(())
    /// ```
    pub fn check_toml(name: &str, file: &str) -> Result<Vec<GrammarFinding>, Error> {
        let (grammar, mut findings) = check_file(file, Some(name))?;
        findings.extend(grammar.examples.iter().filter_map(|example| failure(&grammar, example)));
        findings.sort_by(|one, other| {
            (one.line, one.column, one.kind, &one.message).cmp(&(
                other.line,
                other.column,
                other.kind,
                &other.message,
            ))
        });
        Ok(findings)
    }
}

/// Runs an example; what differs, if anything does.
fn failure(grammar: &Compiled, example: &Example) -> Option<GrammarFinding> {
    let text = example.text.as_str();
    let tape = Tape::new(text, &[Span::new(0, text.len())], grammar);
    let found = read(&tape, &Setting::FRAGMENT, &mut Sink::new(0));
    let end = |end: Option<Decimal>| end.map_or("-".to_string(), |end| end.to_string());
    let got: Vec<String> = found
        .iter()
        .map(|q| format!("{} {} {} {}", q.kind.as_str(), q.comparator.as_str(), end(q.min), end(q.max)))
        .collect();
    if got == example.expect {
        return None;
    }
    let list = |rows: &[String]| if rows.is_empty() { "nothing".to_string() } else { rows.join("; ") };
    let quotes: Vec<String> = found.iter().map(|q| format!("`{}`", q.span.of(text))).collect();
    let read = if quotes.is_empty() { String::new() } else { format!(" (read from {})", quotes.join(", ")) };
    let message = format!("`{text}` was to give {}, and gives {}{read}", list(&example.expect), list(&got));
    Some(grammar.finding(GrammarFindingKind::FailedExample, example.at, None, message))
}
