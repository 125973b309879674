//! Reads the texts and answers of a folder and counts.

use crate::answers::Answers;
use crate::counts::{Counts, Miss, Tally};
use crate::{header, outline, root, targets};
use clausetree::{Grammar, Parser, Resolution};
use serde::Serialize;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A folder with its counts.
#[derive(Debug, Serialize)]
pub(crate) struct Folder {
    pub(crate) folder: String,
    pub(crate) counts: Counts,
    pub(crate) documents: Vec<Document>,
}

/// A document with its counts.
#[derive(Debug, Serialize)]
pub(crate) struct Document {
    pub(crate) document: String,
    pub(crate) counts: Counts,
    pub(crate) misses: Vec<Miss>,
}

/// Counts every text of the folder that has an answer file.
pub(crate) fn folder(label: String, path: &Path) -> Result<Folder, String> {
    let files = answer_files(path)?;
    if files.is_empty() {
        return Err(format!("no answer file (NAME.gold.json) in {}", path.display()));
    }
    let parser = parser(path)?;
    let mut folder = Folder { folder: label, counts: Counts::default(), documents: Vec::new() };
    for file in files {
        if let Some(document) = document(&parser, &file)? {
            folder.counts += document.counts;
            folder.documents.push(document);
        }
    }
    Ok(folder)
}

/// The answer files of a folder, sorted.
pub(crate) fn answer_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut files = entries(folder)?;
    files.retain(|path| path.to_string_lossy().ends_with(".gold.json"));
    Ok(files)
}

/// What is in a folder, sorted: the order of a folder is no order.
pub(crate) fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let told = |error: std::io::Error| format!("cannot read {}: {error}", folder.display());
    let entries = std::fs::read_dir(folder).map_err(told)?;
    let mut paths =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>().map_err(told)?;
    paths.sort();
    Ok(paths)
}

/// The built-in parser; for a folder named after another language, with the grammar file of that language.
fn parser(folder: &Path) -> Result<Parser, String> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let file = root().join("grammars").join(format!("{name}.toml"));
    let builtin = Grammar::builtin_languages().any(|language| language.as_str() == name);
    let mut builder = Parser::builder();
    if !builtin && file.is_file() {
        let told = |error: clausetree::Error| format!("{}: {error}", file.display());
        builder = builder.grammar(Grammar::from_toml(&read(&file)?).map_err(told)?);
    }
    builder.build().map_err(|error| error.to_string())
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// Counts one text; `None` where only its answers are there, as for texts that may not be passed on.
fn document(parser: &Parser, file: &Path) -> Result<Option<Document>, String> {
    let answers: Answers =
        serde_json::from_str(&read(file)?).map_err(|error| format!("{}: {error}", file.display()))?;
    let path = file.with_file_name(&answers.document);
    if !path.exists() {
        // A courtesy: where it cannot be written, the column of texts still says how many were read.
        let _ = writeln!(std::io::stderr(), "accuracy: {} is not there, passed over", path.display());
        return Ok(None);
    }
    let text = read(&path)?;
    let mut tally = Tally::default();
    tally.counts.texts = 1;
    let resolution = resolution(parser, &path, &text, &mut tally)?;
    targets::count(&answers, &resolution, &text, &mut tally);
    outline::count(&answers, &resolution, &mut tally);
    header::count(&answers, &resolution, &mut tally)?;
    Ok(Some(Document { document: answers.document, counts: tally.counts, misses: tally.misses }))
}

/// The tree of the text. An answer file is of one document: a text that falls into several counts as not read.
fn resolution<'t>(
    parser: &Parser,
    path: &Path,
    text: &'t str,
    tally: &mut Tally,
) -> Result<Resolution<'t>, String> {
    let parsed = parser.parse_all(text).map_err(|error| format!("{}: {error}", path.display()))?;
    match <[_; 1]>::try_from(parsed) {
        Ok([parsed]) => Ok(parsed.into_resolution()),
        Err(parsed) => {
            tally.misses.push(Miss::nowhere(format!("read as {} documents", parsed.len())));
            Ok(Resolution::default())
        }
    }
}
