//! `grammar check`: what is wrong with grammar files.

use crate::args::LineFormat;
use crate::{Failure, Outcome};
use clausetree::{Grammar, GrammarFinding, GrammarFindingSeverity};
use std::io::Write;

/// Checks the files, or the built-in grammars where there is none.
pub(crate) fn grammars(
    out: &mut Vec<u8>,
    files: &[String],
    format: LineFormat,
    quiet: bool,
) -> Result<Outcome, Failure> {
    let mut findings: Vec<GrammarFinding> = Vec::new();
    let mut checked = files.len();
    for name in files {
        let file = std::fs::read_to_string(name)
            .map_err(|error| Failure::Message(format!("cannot read the grammar {name}: {error}")))?;
        let found = Grammar::check_toml(name, &file)
            .map_err(|error| Failure::Message(format!("bad grammar {name}: {error}")))?;
        findings.extend(found);
    }
    if files.is_empty() {
        let built_in: Vec<Grammar> = Grammar::builtin_languages().filter_map(Grammar::builtin).collect();
        checked = built_in.len();
        findings.extend(built_in.iter().flat_map(Grammar::check));
    }
    for finding in &findings {
        match format {
            LineFormat::Text => writeln!(out, "{finding}")?,
            LineFormat::Jsonl => {
                serde_json::to_writer(&mut *out, finding)
                    .map_err(|error| Failure::Message(format!("cannot write JSON: {error}")))?;
                out.push(b'\n');
            }
        }
    }
    let of = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let (errors, warnings) = (of(GrammarFindingSeverity::Error), of(GrammarFindingSeverity::Warning));
    if !quiet {
        let plural =
            |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
        // A courtesy: where it cannot be written the result still counts.
        let _ = writeln!(
            std::io::stderr(),
            "{} checked: {}, {}",
            plural(checked, "grammar"),
            plural(errors, "error"),
            plural(warnings, "warning")
        );
    }
    Ok(if errors > 0 { Outcome::DoesNotHold } else { Outcome::Done })
}
