//! Many texts at a time: order, messages, exit status, which files of a folder are read.

use assert_cmd::cargo::cargo_bin;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const TEXT: &str = "II- MỤC TIÊU\n1. Đến năm 2030\n- Quy mô kinh tế số đạt tối thiểu 30% GDP.\n";

/// A folder of the test's own, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("clausetree-batch-{test}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    fn with(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let file = self.0.join(name);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, bytes).expect("a file");
        self
    }

    /// Runs in the folder, with a text on standard input: status, output, what was told.
    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        run_in(&self.0, arguments, TEXT)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn run_in(folder: &Path, arguments: &[&str], text: &str) -> (i32, String, String) {
    let mut command = assert_cmd::Command::new(cargo_bin("clausetree"));
    let output = command.current_dir(folder).args(arguments).write_stdin(text).output();
    let output = output.expect("the program starts");
    let read = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("an exit status"), read(output.stdout), read(output.stderr))
}

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../fixtures")
}

fn rows(out: &str) -> Vec<serde_json::Value> {
    out.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

fn read(fixture: &str) -> String {
    std::fs::read_to_string(fixtures().join(fixture)).expect("a fixture")
}

/// The documents of an output of JSON lines, each once for every run of its rows.
fn documents(out: &str) -> Vec<String> {
    let named = rows(out).into_iter().map(|row| row["document"].as_str().expect("a document").to_string());
    let mut documents: Vec<String> = named.collect();
    documents.dedup();
    documents
}

#[test]
fn results_come_in_the_order_of_the_inputs() {
    let folder = Folder::new("order")
        .with("z.txt", TEXT)
        .with("docs/b.txt", TEXT)
        .with("docs/a.md", TEXT)
        .with("docs/B.TXT", TEXT)
        .with("docs/a/late.txt", TEXT)
        .with("docs/é.txt", TEXT);
    let asked = ["z.txt", "docs/B.TXT", "docs/a/late.txt", "docs/a.md", "docs/b.txt", "docs/é.txt", "-"];
    let asked = asked.map(|name| name.replace('/', std::path::MAIN_SEPARATOR_STR));
    for verb in ["targets", "quantities", "outline", "spans", "parse"] {
        for jobs in ["-j1", "-j4"] {
            let (status, out, err) = folder.run(&[verb, "z.txt", "docs", "-", jobs]);
            assert_eq!((status, err.as_str()), (0, ""));
            assert_eq!(documents(&out), asked, "{verb} {jobs}");
        }
    }
}

#[test]
fn any_number_of_jobs_writes_the_same() {
    let cases: [&[&str]; 11] = [
        &["targets"],
        &["targets", "--format", "csv"],
        &["targets", "--format", "table"],
        &["targets", "--format", "json"],
        &["quantities", "--format", "csv"],
        &["quantities", "--fragment"],
        &["outline"],
        &["outline", "--format", "json"],
        &["spans"],
        &["spans", "--format", "json"],
        &["parse"],
    ];
    for case in cases {
        let of = |jobs: &str| run_in(&fixtures(), &[case, &["vi", "zh", "fr", jobs]].concat(), "");
        let one = of("-j1");
        // French is not built in: its fragments are told not to be read, in their place.
        assert_eq!(one.0, if case.contains(&"--fragment") { 2 } else { 0 });
        assert!(one.1.len() > 10_000 && one.2.lines().count() > 3, "{case:?}: {}", one.2);
        for jobs in ["-j2", "-j7"] {
            assert!(of(jobs) == one, "{case:?} {jobs}");
        }
    }
}

/// What is told of one text does not depend on the others.
#[test]
fn rows_are_those_of_each_text_alone() {
    for verb in ["targets", "quantities", "outline"] {
        let (_, together, _) = run_in(&fixtures(), &[verb, "-q", "ru", "vi-en"], "");
        let mut alone = String::new();
        for document in documents(&together) {
            let file = document.split('#').next().expect("a name");
            if !alone.contains(&format!("\"{file}")) {
                alone += &run_in(&fixtures(), &[verb, "-q", file], "").1;
            }
        }
        assert!(together == alone, "{verb}");
    }
}

#[test]
fn every_record_names_its_document() {
    let two = format!("{}\n{}", read("vi/articles.txt"), read("vi/situation-first.txt"));
    let folder = Folder::new("names").with("one.txt", TEXT).with("two.txt", two);
    let asked = ["one.txt", "two.txt#1", "two.txt#2"];
    for verb in ["targets", "quantities", "outline", "spans", "parse"] {
        let (_, out, _) = folder.run(&[verb, "-q", "one.txt", "two.txt"]);
        assert_eq!(documents(&out), asked, "{verb}");
    }
    // Trees are one a line whatever the format, and read back as trees.
    let (_, out, _) = folder.run(&["parse", "-q", "--format", "json", "one.txt", "two.txt"]);
    for line in out.lines() {
        assert!(line.starts_with("{\"format\":\"clausetree/1\",\"document\":\""), "{line}");
        let _: clausetree::Resolution<'_> = serde_json::from_str(line).expect("a tree");
    }
    // One text names itself where it always did.
    let (_, out, _) = folder.run(&["parse", "one.txt", "--format", "jsonl"]);
    assert_eq!(rows(&out)[0].get("document"), None);
    let (_, out, _) = folder.run(&["spans", "one.txt"]);
    assert_eq!(rows(&out)[0].get("document"), None);
}

#[test]
fn lists_and_tables_are_one() {
    let folder = Folder::new("frames").with("a.txt", TEXT).with("b.txt", "no target\n").with("c.txt", TEXT);
    let (_, out, _) = folder.run(&["targets", "-q", ".", "--format", "json"]);
    let list: Vec<serde_json::Value> = serde_json::from_str(&out).expect("one list");
    assert_eq!(list.len(), 2);
    assert!(out.starts_with("[\n  {\n    \"document\"") && out.ends_with("\n  }\n]\n"), "{out}");
    assert!(out.contains("\n  },\n  {\n"), "{out}");
    let (_, out, _) = folder.run(&["targets", "-q", ".", "--format", "csv"]);
    let heads: Vec<bool> = out.lines().map(|line| line.starts_with("document,")).collect();
    assert_eq!(heads, [true, false, false]);
    let (_, out, _) = folder.run(&["targets", "-q", ".", "--format", "table"]);
    let lines: Vec<&str> = out.lines().collect();
    assert!(lines[0].starts_with("NODE"), "{out}");
    let named = |name: &str| format!(".{}{name}", std::path::MAIN_SEPARATOR);
    assert_eq!(
        (lines[1], lines[2], lines[4], lines[5]),
        ("", &*named("a.txt"), "", &*named("c.txt")),
        "{out}"
    );
    let column = |line: &str| line.find("percent").or_else(|| line.find("KIND"));
    assert!(column(lines[0]).is_some() && column(lines[0]) == column(lines[3]), "{out}");
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_read() {
    let folder =
        Folder::new("unreadable").with("a.txt", TEXT).with("bad.txt", b"\xE9\xE8\xE7").with("c.txt", TEXT);
    for jobs in ["-j1", "-j3"] {
        let (status, out, err) = folder.run(&["targets", jobs, "a.txt", "missing.txt", "bad.txt", "c.txt"]);
        assert_eq!(status, 2, "{err}");
        assert_eq!(documents(&out), ["a.txt", "c.txt"]);
        let told: Vec<&str> = err.lines().collect();
        assert_eq!(told.len(), 2, "{err}");
        assert!(told[0].starts_with("clausetree: cannot read missing.txt: "), "{err}");
        assert!(
            told[1].starts_with("clausetree: cannot read bad.txt: ") && told[1].contains("offset 0"),
            "{err}"
        );
        // What went wrong is told all the same.
        assert_eq!(folder.run(&["targets", "-q", jobs, "a.txt", "missing.txt", "bad.txt", "c.txt"]).2, err);
    }
    // So it is of a folder.
    let (status, out, err) = folder.run(&["targets", "."]);
    assert_eq!((status, rows(&out).len()), (2, 2), "{err}");
    // Where nothing could be read there is no head and no list either.
    for format in ["json", "csv", "table"] {
        let (status, out, _) = folder.run(&["targets", "missing.txt", "bad.txt", "--format", format]);
        assert_eq!((status, out.as_str()), (2, ""));
    }
    let (_, out, _) = folder.run(&["targets", "missing.txt", "c.txt", "--format", "json"]);
    assert_eq!(serde_json::from_str::<Vec<serde_json::Value>>(&out).expect("one list").len(), 1);
}

#[cfg(unix)]
#[test]
fn what_has_no_end_is_not_read_to_it() {
    let (status, out, err) = run_in(&fixtures(), &["targets", "/dev/zero", "vi/57-nq-tw.txt"], "");
    assert_eq!(status, 2);
    assert!(err.contains("cannot read /dev/zero: it has more than 67108864 bytes"), "{err}");
    assert_eq!(documents(&out), ["vi/57-nq-tw.txt"]);
}

#[test]
fn files_of_a_folder() {
    let folder = Folder::new("files")
        .with("docs/a.txt", TEXT)
        .with("docs/table.html", TEXT)
        .with("docs/old/b.Txt", TEXT)
        .with("docs/old/answer.json", "{}")
        .with("docs/.hidden.txt", TEXT)
        .with("docs/.git/c.txt", TEXT)
        // A folder of data is often left out of version control.
        .with("docs/.gitignore", "*.txt\n")
        .with(".gitignore", "docs\n");
    let read = |arguments: &[&str]| {
        let (status, out, err) = folder.run(&[&["targets"], arguments].concat());
        assert_eq!(status, 0, "{err}");
        (documents(&out).join(" ").replace('\\', "/"), err.replace('\\', "/"))
    };
    let (found, told) = read(&["docs"]);
    assert_eq!(found, "docs/a.txt docs/old/b.Txt");
    let note = "docs: 2 files passed over that are no .txt, .text, .md, .markdown; `--glob` takes others\n";
    assert_eq!(told, note);
    assert_eq!(read(&["docs", "--quiet"]).1, "");
    // A glob names all that is to be read, one with `!` what is not; both count from the folder.
    for (globs, asked) in [
        (&["*.html"][..], "docs/table.html"),
        (&["*.html", "old/*.Txt"], "docs/old/b.Txt docs/table.html"),
        (&["!old"], "docs/a.txt"),
        (&["*.txt", "!a.*"], ""),
        (&["*", "!*.json"], "docs/a.txt docs/old/b.Txt docs/table.html"),
        (&["/a.*"], "docs/a.txt"),
    ] {
        let globs: Vec<&str> = globs.iter().flat_map(|glob| ["--glob", glob]).collect();
        let (found, told) = read(&[&["docs"], &globs[..]].concat());
        assert_eq!(found, asked, "{globs:?}");
        assert_eq!(told.contains("there is no text to read"), asked.is_empty(), "{told}");
    }
    // What is named is read, whatever its name and the globs.
    let named = ["docs/.hidden.txt", "docs/table.html", "docs/.git", "--glob", "!*.html"];
    assert_eq!(read(&named).0, "docs/.hidden.txt docs/table.html docs/.git/c.txt");
    let (status, out, err) = folder.run(&["targets", "docs", "--glob", "a{b"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.starts_with("clausetree: bad --glob: "), "{err}");
}

#[test]
fn bytes_that_are_no_text_are_passed_over_in_folders() {
    let wide: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let folder = Folder::new("binary")
        .with("docs/a.txt", TEXT)
        .with("docs/picture.txt", b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\x02")
        .with("docs/data.txt", [TEXT.as_bytes(), b"\0\0\x01"].concat())
        .with("docs/wide.txt", [b"\xFF\xFE", &wide[..]].concat());
    let (status, out, err) = folder.run(&["targets", "docs"]);
    assert_eq!(status, 0, "{err}");
    let sep = std::path::MAIN_SEPARATOR;
    assert_eq!(documents(&out), [format!("docs{sep}a.txt"), format!("docs{sep}wide.txt")]);
    let told: Vec<&str> = err.lines().collect();
    let passed = |name: &str| format!("docs{sep}{name}: passed over, it has bytes of zero");
    assert!(told.len() == 2 && told[0].starts_with(&passed("data.txt")), "{err}");
    assert!(told[1].starts_with(&passed("picture.txt")), "{err}");
    // Named, they are read; and the picture cannot be.
    let (status, out, err) = folder.run(&["targets", "docs/data.txt", "docs/picture.txt"]);
    assert_eq!((status, documents(&out)), (2, vec!["docs/data.txt".to_string()]), "{err}");
}

#[test]
fn a_folder_without_texts_is_no_error() {
    let folder = Folder::new("empty");
    std::fs::create_dir(folder.0.join("none")).expect("a folder");
    for (format, asked) in [("jsonl", ""), ("json", "[]\n")] {
        let (status, out, err) = folder.run(&["targets", "none", "--format", format]);
        assert_eq!((status, out.as_str()), (0, asked));
        assert_eq!(err, "none: there is no text to read in this folder\n");
    }
    let (_, out, _) = folder.run(&["targets", "none", "--format", "csv"]);
    assert!(out.starts_with("document,node") && out.lines().count() == 1, "{out}");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_told() {
    let folder = Folder::new("links").with("docs/a.txt", TEXT).with("far.txt", TEXT);
    std::os::unix::fs::symlink("../far.txt", folder.0.join("docs/b.txt")).expect("a link");
    std::os::unix::fs::symlink("..", folder.0.join("docs/up")).expect("a link");
    let (status, out, err) = folder.run(&["targets", "docs"]);
    assert_eq!((status, documents(&out)), (0, vec!["docs/a.txt".to_string()]));
    assert_eq!(err, "docs: 2 links not followed; name what they lead to\n");
    // One that is named is followed, as a file and as a folder.
    let (_, out, _) = folder.run(&["targets", "docs/b.txt", "docs/up/docs"]);
    assert_eq!(documents(&out), ["docs/b.txt", "docs/up/docs/a.txt"]);
}

#[test]
fn wrong_use_ends_with_2() {
    let folder = Folder::new("use").with("a.txt", TEXT);
    let cases: [(&[&str], &str); 5] = [
        (&["targets", "-", "a.txt", "-"], "standard input (`-`) can be read once"),
        (&["targets", "a.txt", "-j0"], "0 is not in 1..=1024"),
        (&["explain", "a.txt", "b.txt", "--line", "1"], "unexpected argument"),
        (&["targets", ".", "--lang", "fi"], "no grammar for language `fi`"),
        (&["targets"], "FILE"),
    ];
    for (arguments, what) in cases {
        let (status, out, err) = folder.run(arguments);
        assert_eq!((status, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(what), "{arguments:?}: {err}");
    }
}

/// The reader goes after one line: the program ends soon and says nothing, however much there was to read.
#[test]
fn a_closed_pipe_ends_it() {
    let mut folder = Folder::new("pipe");
    let text = read("vi/57-nq-tw.txt");
    for number in 0..400 {
        folder = folder.with(&format!("docs/{number:04}.txt"), &text);
    }
    for jobs in ["-j1", "-j2"] {
        let mut program = Command::new(cargo_bin("clausetree"))
            .args(["targets", jobs, "docs", "-"])
            .current_dir(&folder.0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut first = String::new();
        let mut output = BufReader::new(program.stdout.take().expect("its output"));
        output.read_line(&mut first).expect("a line");
        assert!(first.contains("0000.txt"), "{first}");
        drop(output);
        // What stands last is never asked for: standard input is open until the program has ended.
        let mut input = program.stdin.take().expect("its input");
        let ended = program.wait_with_output().expect("it ends");
        assert!(ended.status.success() && ended.stderr.is_empty(), "{:?}", ended.status);
        assert!(input.write_all(b"text").is_err(), "nobody reads any more");
    }
}
