//! The program as a user meets it: exit status, streams, formats.

use assert_cmd::Command;
use std::path::PathBuf;

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../fixtures").join(name)
}

fn clausetree(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("clausetree").expect("the program is built");
    command.args(arguments);
    command
}

/// Runs with the text on standard input: status, output, what was told.
fn run(arguments: &[&str], text: &[u8]) -> (i32, String, String) {
    let output = clausetree(arguments).write_stdin(text).output().expect("the program starts");
    let read = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("an exit status"), read(output.stdout), read(output.stderr))
}

fn lines(text: &str) -> Vec<serde_json::Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

const TEXT: &str = "II- MỤC TIÊU\n1. Đến năm 2030\n- Quy mô kinh tế số đạt tối thiểu 30% GDP.\n";

#[test]
fn the_main_job() {
    let path = fixture("vi/57-nq-tw.txt");
    let output = clausetree(&["parse"]).arg(&path).output().expect("the program starts");
    assert!(output.status.success());
    let tree: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(tree["format"], "clausetree/1");
    assert_eq!(tree["header"]["number"], "57-NQ/TW");
    let kinds: Vec<&str> =
        tree["sections"].as_array().expect("sections").iter().filter_map(|s| s["kind"].as_str()).collect();
    assert_eq!(kinds, ["viewpoints", "objectives", "tasks", "implementation"]);
    // The library reads the program's JSON back.
    let text = std::fs::read_to_string(&path).expect("a fixture");
    let back: clausetree::Resolution<'_> = serde_json::from_slice(&output.stdout).expect("a tree");
    assert_eq!(&back, clausetree::parse(&text).expect("a tree").resolution());
}

#[test]
fn targets_have_every_key() {
    let (status, out, _) = run(&["targets", "-"], TEXT.as_bytes());
    assert_eq!(status, 0);
    let rows = lines(&out);
    let keys: Vec<&str> = rows[0].as_object().expect("an object").keys().map(String::as_str).collect();
    let asked = [
        "document",
        "node",
        "lang",
        "section",
        "horizon",
        "indicator",
        "kind",
        "comparator",
        "min",
        "max",
        "unit",
        "per",
        "of",
        "counted",
        "scope",
        "change",
        "average",
        "approximate",
        "iso8601",
        "quote",
        "start",
        "end",
    ];
    assert_eq!(keys.len(), asked.len(), "{keys:?}");
    assert!(asked.iter().all(|key| keys.contains(key)), "{keys:?}");
    assert_eq!((rows[0]["min"].as_str(), rows[0]["horizon"].as_u64()), (Some("30"), Some(2030)));
    let (start, end) = (rows[0]["start"].as_u64().expect("start"), rows[0]["end"].as_u64().expect("end"));
    let quote = &TEXT[usize::try_from(start).expect("small")..usize::try_from(end).expect("small")];
    assert_eq!(rows[0]["quote"], quote);
}

#[test]
fn targets_as_csv_and_as_a_table() {
    let (status, out, _) = run(&["targets", "-", "--format", "csv"], TEXT.as_bytes());
    assert_eq!(status, 0);
    let mut rows = out.lines();
    assert!(rows.next().expect("a head").starts_with("document,node,lang,section,horizon,indicator,kind"));
    assert!(rows.next().expect("a row").starts_with("-,objectives.1.1,vi,objectives,2030,"));
    let (status, out, _) = run(&["targets", "-", "--format", "table"], TEXT.as_bytes());
    assert_eq!(status, 0);
    assert!(out.contains("≥ 30 percent"), "{out}");
    // Without a target there is still a head, so that readers see the columns.
    let (_, out, _) = run(&["targets", "-", "--format", "csv", "--lang", "vi"], b"");
    assert!(out.starts_with("document,node"), "{out:?}");
}

#[test]
fn spans_cover_every_byte() {
    let (_, out, _) = run(&["spans", "-"], TEXT.as_bytes());
    let mut at = 0;
    for row in lines(&out) {
        assert_eq!(row["start"].as_u64(), Some(at));
        at = row["end"].as_u64().expect("an end");
    }
    assert_eq!(at, TEXT.len() as u64);
}

#[test]
fn several_documents_give_several_trees() {
    let one = std::fs::read_to_string(fixture("vi/articles.txt")).expect("a fixture");
    let two = std::fs::read_to_string(fixture("vi/situation-first.txt")).expect("a fixture");
    let (status, out, _) = run(&["parse", "-", "-q"], format!("{one}\n{two}").as_bytes());
    assert_eq!(status, 0);
    let trees = lines(&out);
    let numbers: Vec<_> =
        trees.iter().map(|tree| tree["header"]["number"].as_str().unwrap_or_default()).collect();
    assert_eq!(numbers, ["1425/QĐ-UBND", "18-NQ/TU"]);
}

#[test]
fn fragments_have_no_structure() {
    let (status, out, _) = run(&["quantities", "-", "--fragment", "--lang", "vi"], "đạt trên 55%".as_bytes());
    assert_eq!(status, 0);
    assert_eq!(lines(&out)[0]["comparator"], "gt");
}

#[test]
fn warnings_go_to_standard_error() {
    let text = "III. NHIỆM VỤ\n1. Xây dựng thể chế của tỉnh\n3. Phát triển hạ tầng\n";
    let (status, out, err) = run(&["outline", "-"], text.as_bytes());
    assert_eq!(status, 0);
    assert!(err.contains("-:3:1: warning[numbering-gap]:"), "{err}");
    assert!(!out.contains("warning"));
    let (_, _, quiet) = run(&["outline", "-", "--quiet"], text.as_bytes());
    assert_eq!(quiet, "");
}

#[test]
fn what_cannot_be_read_is_told_and_ends_with_2() {
    let cases: [(&[&str], &[u8], &str); 6] = [
        (&["parse", "no-such-file.txt"], b"", "no-such-file.txt"),
        (&["parse", "-"], b"abc\xFF\xFEdef", "offset 3"),
        (&["parse", "-", "--lang", "fi"], b"abc", "no grammar for language `fi`"),
        (&["parse", "-", "--grammar", "no-such.toml"], b"abc", "no-such.toml"),
        (&["parse", "-", "--lang", "not a code"], b"abc", "language code"),
        (&["parse"], b"", "FILE"),
    ];
    for (arguments, text, what) in cases {
        let (status, out, err) = run(arguments, text);
        assert_eq!(status, 2, "{arguments:?}: {err}");
        assert_eq!(out, "", "{arguments:?} printed half a result");
        assert!(err.contains(what), "{arguments:?}: {err}");
    }
}

#[test]
fn a_bad_grammar_is_told_with_its_line() {
    let path = std::env::temp_dir().join(format!("clausetree-bad-grammar-{}.toml", std::process::id()));
    std::fs::write(&path, "language = \"xx\"\nname = \"X\"\nspeling = 1\n").expect("a temporary file");
    let (status, out, err) = run(&["parse", "-", "--grammar", &path.to_string_lossy()], b"abc");
    std::fs::remove_file(&path).expect("the temporary file");
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.contains("line 3") && err.contains("speling"), "{err}");
}

#[test]
fn an_empty_text_is_no_error() {
    let (status, out, err) = run(&["parse", "-"], b"");
    assert_eq!(status, 0);
    assert!(err.contains("empty-text"), "{err}");
    let tree: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(tree["sections"].as_array().map(Vec::len), Some(0));
}
