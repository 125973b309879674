//! What several tests share: the fixture documents, the corpus, and a compact outline of a tree.

use clausetree::{Grammar, Parsed, Parser, ParserBuilder, Quantity};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The folder of the crate.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every `.txt` below `folder`, sorted.
pub(crate) fn texts(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in
            std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        {
            let path = entry.expect("a folder entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "txt") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A parser with the built-in grammars and those of `grammars/` that are not built in.
pub(crate) fn parser() -> Parser {
    builder().build().expect("no language was set")
}

/// The same before it is built.
pub(crate) fn builder() -> ParserBuilder {
    let known: Vec<_> = Grammar::builtin_languages().collect();
    let folder = root().join("grammars");
    let files =
        std::fs::read_dir(&folder).expect("the grammars").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|extension| extension == "toml")).collect();
    files.sort();
    let mut builder = Parser::builder();
    for path in files {
        let file = std::fs::read_to_string(&path).expect("a grammar in UTF-8");
        let grammar = Grammar::from_toml(&file).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        if !known.contains(&grammar.language()) {
            builder = builder.grammar(grammar);
        }
    }
    builder
}

/// A parser for a language by data alone: its grammar is no part of the program.
pub(crate) fn french() -> Parser {
    parser_of(include_str!("../grammars/fr.toml"))
}

/// A parser with the grammar of `file`, for its language.
pub(crate) fn parser_of(file: &str) -> Parser {
    let grammar = Grammar::from_toml(file).unwrap_or_else(|error| panic!("{error}\n{file}"));
    let language = grammar.language();
    Parser::builder().grammar(grammar).language(language).build().expect("the language is there")
}

/// The file of a language that nobody speaks: what a grammar must have, with `keys` in its first table and `tables` at its
/// end. Without `keys` it has seven lines before `tables`.
pub(crate) fn small_grammar(keys: &str, tables: &str) -> String {
    format!(
        "language = \"xx\"\nname = \"X\"\n{keys}[detect]\nwords = [\"la\"]\n[numbers]\ndecimal = [\".\"]\ngroup = [\",\"]\n{tables}"
    )
}

/// Shares, for the tables of a [`small_grammar`].
pub(crate) const PERCENT: &str = "[[unit]]\nname = \"percent\"\nkind = \"percent\"\nwords = [\"%\"]\n";
/// Years, for the same.
pub(crate) const YEAR: &str = "[[unit]]\nname = \"year\"\nkind = \"duration\"\nwords = [\"year\"]\n";

/// A template with its pattern.
pub(crate) fn template(name: &str, pattern: &str) -> String {
    format!("[[template]]\nname = \"{name}\"\npattern = '{pattern}'\n")
}

/// The fixture documents, with a short name each (`vi/articles`).
pub(crate) fn fixtures() -> Vec<(String, String)> {
    let folder = root().join("fixtures");
    // What broke a fuzz target is no document; see `regressions.rs`.
    let apart = ["regressions", "rounds"].map(|name| folder.join(name));
    let documents =
        texts(&folder).into_iter().filter(|path| !apart.iter().any(|apart| path.starts_with(apart)));
    documents.map(|path| named(&folder, &path)).collect()
}

/// The texts of the rounds, named in the same way: they have answers, but no snapshots.
pub(crate) fn rounds() -> Vec<(String, String)> {
    let folder = root().join("fixtures/rounds");
    texts(&folder).iter().map(|path| named(&folder, path)).collect()
}

/// Both: what holds for every text is asked of the texts of the rounds too.
pub(crate) fn fixtures_and_rounds() -> Vec<(String, String)> {
    fixtures().into_iter().chain(rounds()).collect()
}

/// The name of a text below `folder`, and what it says.
fn named(folder: &Path, path: &Path) -> (String, String) {
    let name = path.strip_prefix(folder).expect("below the folder").with_extension("");
    let text = std::fs::read_to_string(path).expect("a fixture in UTF-8");
    (name.to_string_lossy().replace('\\', "/"), text)
}

/// The fixtures that have an answer file: documents, and no broken texts.
pub(crate) fn documents() -> Vec<(String, String)> {
    let answered = |name: &str| root().join("fixtures").join(format!("{name}.gold.json")).is_file();
    fixtures().into_iter().filter(|(name, _)| answered(name)).collect()
}

/// The folder of the real renditions, where it is there: `CLAUSETREE_CORPUS`, or beside the project.
pub(crate) fn corpus() -> Option<PathBuf> {
    let folder =
        std::env::var_os("CLAUSETREE_CORPUS").map_or_else(|| root().join("../shared/corpus"), PathBuf::from);
    folder.is_dir().then_some(folder)
}

/// One quantity on one line.
pub(crate) fn quantity(quantity: &Quantity<'_>, source: &str) -> String {
    let end = |end: Option<clausetree::Decimal>| end.map_or("-".to_string(), |end| end.to_string());
    let mut line = format!("{} {}", quantity.kind.as_str(), quantity.comparator.as_str());
    let _ = write!(line, " {}..{}", end(quantity.min), end(quantity.max));
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = write!(line, " {name}={value}");
        }
    };
    add("unit", quantity.unit.as_ref().map(ToString::to_string));
    add("per", quantity.per.as_ref().map(|per| format!("{} {}", per.value, per.unit)));
    add("by", quantity.horizon.map(|year| year.to_string()));
    add("iso", quantity.iso8601.as_ref().map(ToString::to_string));
    add("change", quantity.change.map(|change| change.as_str().to_string()));
    add("average", quantity.average.then(String::new));
    add("about", quantity.approximate.then(String::new));
    add("of", quantity.of.as_ref().map(|words| format!("[{words}]")));
    add("counted", quantity.counted.as_ref().map(|words| format!("[{words}]")));
    add("scope", quantity.scope.as_ref().map(|words| format!("[{words}]")));
    add("indicator", quantity.indicator.as_ref().map(|words| format!("[{words}]")));
    let _ = write!(line, " «{}»", quantity.span.of(source).replace('\n', "⏎"));
    line
}

/// The tree in a form that can be read line by line: a node a line, its quantities under it, then the diagnostics.
pub(crate) fn compact(parsed: &Parsed<'_>, source: &str) -> String {
    const WORDS: usize = 70;
    let resolution = parsed.resolution();
    let header = &resolution.header;
    let mut out = String::new();
    let languages: Vec<String> = resolution.languages.iter().map(ToString::to_string).collect();
    let _ = writeln!(out, "languages {}", languages.join(" "));
    let fields = [
        ("number", header.number.as_deref()),
        ("kind", header.kind.as_deref()),
        ("issuer", header.issuer.as_deref()),
        ("title", header.title.as_deref()),
        ("place", header.place.as_deref()),
        ("signatory", header.signatory.as_deref()),
        ("signatory_title", header.signatory_title.as_deref()),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            let _ = writeln!(out, "{name}: {value}");
        }
    }
    if let Some(date) = header.date {
        let _ = writeln!(out, "date: {date}");
    }
    for recipient in &header.recipients {
        let _ = writeln!(out, "recipient: {recipient}");
    }
    for (depth, node) in resolution.walk() {
        let indent = "  ".repeat(depth);
        let label = node.label.as_deref().map_or(String::new(), |label| format!(" {label:?}"));
        let _ = write!(out, "{indent}{} {}{label}", node.kind.as_str(), node.id);
        for text in &node.text {
            let mut words: String = text.content.chars().take(WORDS).collect();
            if words.len() < text.content.len() {
                words.push('…');
            }
            let _ = write!(out, " {}: {words}", text.lang);
        }
        out.push('\n');
        for text in &node.text {
            for found in &text.quantities {
                let role = match found.role {
                    clausetree::QuantityRole::Target => "=",
                    clausetree::QuantityRole::Achieved => "✓",
                    _ => "·",
                };
                let _ = writeln!(out, "{indent}    {role} {}", quantity(found, source));
            }
            for reference in &text.references {
                let _ = writeln!(out, "{indent}    → {}", reference.span.of(source).replace('\n', "⏎"));
            }
        }
        for duty in &node.duties {
            let _ = writeln!(
                out,
                "{indent}    @ {} {}",
                duty.actor.as_deref().unwrap_or("-"),
                duty.kind.as_str()
            );
        }
    }
    for furniture in &resolution.furniture {
        let _ = writeln!(out, "furniture {}", furniture.span.of(source).replace('\n', "⏎"));
    }
    for diagnostic in parsed.diagnostics() {
        let place: String = diagnostic.span.of(source).chars().take(30).collect();
        let _ = writeln!(out, "{}: {} «{}»", diagnostic.code, diagnostic.message, place.replace('\n', "⏎"));
    }
    out
}
