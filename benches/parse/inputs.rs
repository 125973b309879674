//! The texts that are measured: fixtures by language, and the corpus where it is there.

use crate::common;
use clausetree::{Language, Parser};

/// Length of a text that is repeated.
pub(crate) const REPEATED: usize = 4 << 20;

/// Documents of a language, and the parser that reads them.
pub(crate) struct Group {
    /// Folder of the fixtures, or the name of a document of the corpus.
    pub(crate) name: String,
    pub(crate) parser: Parser,
    /// The same with the language said; none for bilingual ones.
    pub(crate) told: Option<Parser>,
    pub(crate) documents: Vec<(String, String)>,
}

impl Group {
    fn new(name: String, languages: &str, documents: Vec<(String, String)>) -> Self {
        let language: Option<Language> = languages.parse().ok().filter(|_| !languages.contains('-'));
        let builder = || common::builder_of(languages);
        let told = language.map(|language| builder().language(language).build().expect("it has a grammar"));
        let parser = builder().build().expect("no language was set");
        Self { name, parser, told, documents }
    }

    /// All documents of the group: each by itself, and as one long text; as they are, and without line ends.
    pub(crate) fn together(&self) -> [Load; 4] {
        let texts: Vec<String> = self.documents.iter().map(|(_, text)| text.clone()).collect();
        let lines: Vec<String> = texts.iter().map(|text| one_line(text)).collect();
        let long_text = vec![long(&texts.join("\n"))];
        let long_line = vec![long(&(lines.join(" ") + " "))];
        let name = &self.name;
        [
            Load { name: format!("{name}, each"), texts },
            Load { name: format!("{name}, repeated"), texts: long_text },
            Load { name: format!("{name}, each one line"), texts: lines },
            Load { name: format!("{name}, one line, repeated"), texts: long_line },
        ]
    }

    /// One document at a time, as it is and repeated.
    pub(crate) fn apart(&self) -> impl Iterator<Item = Load> {
        self.documents.iter().flat_map(|(name, text)| {
            let one = Load { name: name.clone(), texts: vec![text.clone()] };
            [one, Load { name: format!("{name}, repeated"), texts: vec![long(text)] }]
        })
    }
}

/// Texts that are read one after the other.
pub(crate) struct Load {
    pub(crate) name: String,
    pub(crate) texts: Vec<String>,
}

impl Load {
    pub(crate) fn bytes(&self) -> usize {
        self.texts.iter().map(String::len).sum()
    }
}

fn long(text: &str) -> String {
    common::repeated(text, if common::is_test() { 2 * text.len() } else { REPEATED })
}

/// A document as it comes out of some web pages: all of it in one line.
fn one_line(text: &str) -> String {
    text.replace("\r\n", " ").replace(['\n', '\r'], " ")
}

/// The fixtures, a group a folder.
pub(crate) fn fixtures() -> Vec<Group> {
    let mut groups: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for (name, text) in common::fixtures() {
        let folder = name.split('/').next().unwrap_or_default().to_string();
        match groups.last_mut().filter(|group| group.0 == folder) {
            Some(group) => group.1.push((name, text)),
            None => groups.push((folder, vec![(name, text)])),
        }
    }
    let groups = groups
        .into_iter()
        .map(|(folder, documents)| Group::new(folder.clone(), &folder, shortest(documents)));
    groups.collect()
}

/// Where each is run once only, one of each language is enough.
fn shortest(mut documents: Vec<(String, String)>) -> Vec<(String, String)> {
    if common::is_test() {
        documents.sort_by_key(|(_, text)| text.len());
        documents.truncate(1);
    }
    documents
}

/// The documents of the corpus, each a group: `NAME.LANGUAGE.txt`. None where there is no corpus.
pub(crate) fn corpus() -> Option<Vec<Group>> {
    let group = |path: &std::path::PathBuf| {
        let text =
            std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let languages = stem.rsplit('.').next().unwrap_or_default().to_string();
        let name = format!("corpus {stem}");
        Group::new(name.clone(), &languages, vec![(name, text)])
    };
    let groups: Vec<Group> = common::texts(&common::corpus()?).iter().map(group).collect();
    (!groups.is_empty()).then_some(groups)
}
