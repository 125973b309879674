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

const GRAMMAR: &str = "language = \"xx\"\nname = \"X\"\n[detect]\nwords = [\"la\"]\n[numbers]\ndecimal = [\".\"]\ngroup = [\",\"]\n\
[[unit]]\nname = \"percent\"\nkind = \"percent\"\nwords = [\"%\"]\n[[template]]\nname = \"percent\"\npattern = \"<n> <unit>\"\n";

/// Runs with a grammar file of this content, whose name takes the place of `GRAMMAR`.
fn with_grammar(test: &str, content: &str, arguments: &[&str], text: &[u8]) -> (i32, String, String, String) {
    let path = std::env::temp_dir().join(format!("clausetree-{test}-{}.toml", std::process::id()));
    std::fs::write(&path, content).expect("a temporary file");
    let name = path.to_string_lossy().into_owned();
    let arguments: Vec<&str> = arguments
        .iter()
        .map(|&argument| if argument == "GRAMMAR" { name.as_str() } else { argument })
        .collect();
    let (status, out, err) = run(&arguments, text);
    std::fs::remove_file(&path).expect("the temporary file");
    (status, out, err, name)
}

#[test]
fn the_built_in_grammars_pass_their_check() {
    let (status, out, err) = run(&["grammar", "check"], b"");
    assert_eq!(status, 0, "{out}{err}");
    assert!(!out.contains("error["), "{out}");
    let count = clausetree::Grammar::builtin_languages().count();
    assert!(err.contains(&format!("{count} grammars checked: 0 errors")), "{err}");
}

#[test]
fn a_grammar_is_checked() {
    let (status, out, err, _) = with_grammar("good", GRAMMAR, &["grammar", "check", "GRAMMAR"], b"");
    assert_eq!((status, out.as_str()), (0, ""), "{err}");
    let failing = format!("{GRAMMAR}[[example]]\ntext = \"5% la\"\nexpect = []\n");
    let (status, out, err, name) = with_grammar("failing", &failing, &["grammar", "check", "GRAMMAR"], b"");
    assert_eq!(status, 1);
    let asked = format!(
        "{name}:16:8: error[failed-example]: `5% la` was to give nothing, and gives percent eq 5 5 (read from `5%`)\n"
    );
    assert_eq!(out, asked);
    assert!(err.contains("1 grammar checked: 1 error, 0 warnings"), "{err}");
    let (status, out, err, name) =
        with_grammar("jsonl", &failing, &["grammar", "check", "-q", "GRAMMAR", "--format", "jsonl"], b"");
    assert_eq!((status, err.as_str()), (1, ""));
    let rows = lines(&out);
    let keys: Vec<&str> = rows[0].as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, ["column", "file", "kind", "line", "message", "related", "severity"]);
    assert_eq!((rows[0]["file"].as_str(), rows[0]["line"].as_u64()), (Some(name.as_str()), Some(16)));
    let warned = format!("{GRAMMAR}[patterns]\nidle = \"la\"\n");
    let (status, out, _, _) = with_grammar("warned", &warned, &["grammar", "check", "GRAMMAR"], b"");
    assert_eq!(status, 0);
    assert!(out.contains(":16:8: warning[unused-pattern]"), "{out}");
}

#[test]
fn a_grammar_that_cannot_be_read_ends_with_2() {
    let bad = GRAMMAR.replace("<unit>", "<unt>");
    let (status, out, err, _) = with_grammar("unreadable", &bad, &["grammar", "check", "GRAMMAR"], b"");
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.contains("line 14, column 16") && err.contains("`unt`"), "{err}");
    let (status, _, err) = run(&["grammar", "check", "no-such.toml"], b"");
    assert_eq!(status, 2);
    assert!(err.contains("no-such.toml"), "{err}");
}

#[test]
fn a_place_is_explained() {
    let at = TEXT.find("30%").expect("a figure").to_string();
    let (status, out, err) = run(&["explain", "-", "--at", &at], TEXT.as_bytes());
    assert_eq!((status, err.as_str()), (0, ""));
    for what in [
        "-:3:35: bytes 82 to 83",
        "text of objectives.1.1, vi",
        "node objectives: objectives, marker `II`",
        "node objectives.1: horizon, marker `1`, by 2030",
        "quantity `tối thiểu 30% GDP`: percent ge 30 -, target, by 2030",
        "  template `percent`  grammars/vi.toml:",
        "<bound> took `tối thiểu`",
        "bound: `tối thiểu` = ge",
        "2030: `Đến năm 2030` above it says so",
    ] {
        assert!(out.contains(what), "{what:?} is not in\n{out}");
    }
    let (status, out, _) = run(&["explain", "-", "--line", "3", "--format", "json"], TEXT.as_bytes());
    assert_eq!(status, 0);
    let told: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let keys: Vec<&str> = told.as_object().expect("an object").keys().map(String::as_str).collect();
    let asked =
        ["column", "diagnostics", "line", "markers", "nodes", "numbers", "pieces", "quantities", "span"];
    assert_eq!(keys, asked);
    assert_eq!(told["quantities"][0]["template"]["name"], "percent");
    assert_eq!(told["nodes"][2]["id"], "objectives.1.1");
    let back: clausetree::Explanation = serde_json::from_str(&out).expect("an explanation");
    assert_eq!(back.quantities.len(), 1);
}

#[test]
fn an_explanation_names_the_grammar_of_the_caller() {
    let document = ["explain", "-", "--line", "1", "--lang", "xx", "--grammar", "GRAMMAR"];
    let fragment = ["explain", "-", "--fragment", "--at", "0", "--lang", "xx", "--grammar", "GRAMMAR"];
    for (arguments, nodes) in [(&document[..], true), (&fragment[..], false)] {
        let (status, out, _, name) = with_grammar("explain", GRAMMAR, arguments, b"5% la\n");
        assert_eq!(status, 0);
        assert!(out.contains(&format!("template `percent`  {name}:14")), "{out}");
        assert_eq!(out.contains("node "), nodes, "{out}");
    }
}

#[test]
fn a_place_that_is_not_there_ends_with_2() {
    let length = TEXT.len().to_string();
    let cases: [(&[&str], &str); 5] = [
        (&["explain", "-", "--at", &length], "there is no byte"),
        (&["explain", "-", "--line", "4"], "there is no line 4: the text has 3"),
        (&["explain", "-", "--line", "0"], "there is no line 0"),
        (&["explain", "-"], "--at"),
        (&["explain", "-", "--at", "1", "--line", "1"], "cannot be used with"),
    ];
    for (arguments, what) in cases {
        let (status, out, err) = run(arguments, TEXT.as_bytes());
        assert_eq!((status, out.as_str()), (2, ""), "{arguments:?}: {err}");
        assert!(err.contains(what), "{arguments:?}: {err}");
    }
}
