//! The files of a folder and of those in it, in the order of their names.

use crate::Failure;
use crate::input::Source;
use ignore::overrides::{Override, OverrideBuilder};
use ignore::{DirEntry, Walk, WalkBuilder};
use std::path::Path;

/// Ends of the names of texts. A folder holds other files beside them, such as answers, tables and what was made of the
/// texts, of which nonsense would be read.
const TEXTS: [&str; 4] = ["txt", "text", "md", "markdown"];

/// What stands where inputs are looked for.
#[derive(Debug)]
pub(crate) enum Found {
    Text(Source),
    /// A part that cannot be read.
    Trouble(String),
    /// At the end: what was passed over.
    Note(String),
}

/// Globs with the meaning they have in ripgrep, counted from the folder that was named.
pub(crate) fn globs(folder: &Path, globs: &[String]) -> Result<Override, Failure> {
    let mut builder = OverrideBuilder::new(folder);
    let built = globs.iter().try_for_each(|glob| builder.add(glob).map(drop)).and_then(|()| builder.build());
    built.map_err(|error| Failure::Message(format!("bad --glob: {error}")))
}

/// Goes through a folder. Hidden files and folders are passed over, links are not followed; what version control ignores
/// is read all the same, because a folder of data often is.
pub(crate) struct Folder {
    name: String,
    walk: Walk,
    globs: Override,
    texts: usize,
    others: usize,
    links: usize,
    /// Notes to tell after the last file.
    notes: Option<std::vec::IntoIter<String>>,
}

impl Folder {
    pub(crate) fn new(path: &Path, globs: Override) -> Self {
        let passed = globs.clone();
        let walk = WalkBuilder::new(path)
            .standard_filters(false)
            .hidden(true)
            .filter_entry(move |entry| {
                entry.depth() == 0 || !passed.matched(entry.path(), is_folder(entry)).is_ignore()
            })
            .sort_by_file_name(|one, other| one.as_encoded_bytes().cmp(other.as_encoded_bytes()))
            .build();
        let name = path.to_string_lossy().into_owned();
        Self { name, walk, globs, texts: 0, others: 0, links: 0, notes: None }
    }

    /// Whether a file that no glob forbids is one to read.
    fn is_text(&self, path: &Path) -> bool {
        // A name that no glob fits is ignored where there is a glob that names files.
        let said = self.globs.num_whitelists() > 0;
        let end = path.extension().map(|end| end.to_string_lossy().to_ascii_lowercase());
        said || end.is_some_and(|end| TEXTS.contains(&end.as_str()))
    }

    fn notes(&self) -> Vec<String> {
        let files = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
        let mut notes = Vec::new();
        if self.others > 0 {
            notes.push(format!(
                "{}: {} passed over that are no .{}; `--glob` takes others",
                self.name,
                files(self.others, "file"),
                TEXTS.join(", .")
            ));
        }
        if self.links > 0 {
            notes.push(format!(
                "{}: {} not followed; name what they lead to",
                self.name,
                files(self.links, "link")
            ));
        }
        if self.texts == 0 {
            notes.push(format!("{}: there is no text to read in this folder", self.name));
        }
        notes
    }
}

fn is_folder(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_dir())
}

impl Iterator for Folder {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        while let Some(entry) = self.walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => return Some(Found::Trouble(format!("cannot read {error}"))),
            };
            let kind = entry.file_type();
            if kind.is_some_and(|kind| kind.is_symlink()) && entry.depth() > 0 {
                self.links += 1;
            } else if kind.is_some_and(|kind| kind.is_file()) {
                if self.is_text(entry.path()) {
                    self.texts += 1;
                    return Some(Found::Text(Source::found(entry.path())));
                }
                self.others += 1;
            }
        }
        if self.notes.is_none() {
            self.notes = Some(self.notes().into_iter());
        }
        self.notes.as_mut()?.next().map(Found::Note)
    }
}
