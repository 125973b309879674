//! The example `accuracy`: that it counts what it says. A measure that is never wrong in a test proves nothing, so its
//! counts are compared with counts made by hand.

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Runs the example as a user does: by cargo, so that it is never an old build.
fn accuracy(arguments: &[&str]) -> Output {
    let own = std::env::current_exe().expect("this test is a program");
    // Tests are in `TARGET/PROFILE/deps`.
    let target = own.ancestors().nth(3).expect("the target folder");
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command.args(["run", "--quiet", "--frozen", "--example", "accuracy", "--target-dir"]).arg(target);
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    command.arg("--").args(arguments).output().expect("cargo starts")
}

fn printed(arguments: &[&str]) -> String {
    let output = accuracy(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn report(arguments: &[&str]) -> Value {
    let mut arguments = arguments.to_vec();
    arguments.extend(["--format", "json"]);
    serde_json::from_str(&printed(&arguments)).expect("JSON")
}

/// A folder with one text and its answers; gone when the test ends.
struct Toy(PathBuf);

impl Toy {
    fn new(name: &str, text: &str, answers: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("clausetree-accuracy-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        std::fs::write(folder.join("toy.txt"), text).expect("a temporary file");
        std::fs::write(folder.join("toy.gold.json"), answers).expect("a temporary file");
        Self(folder)
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("a path in UTF-8")
    }
}

impl Drop for Toy {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const TEXT: &str = "\
Số: 7-NQ/TU
NGHỊ QUYẾT

II- MỤC TIÊU
1. Đến năm 2030
- Quy mô kinh tế số đạt tối thiểu 30% GDP.
- Số hộ dùng nước sạch đạt tối thiểu 90%.
- Tỉ lệ lao động qua đào tạo đạt tối thiểu 70%.
- Phát triển nhanh và bền vững.
- Tỉ lệ đô thị hoá đạt trên 50%.
- Tỉ lệ che phủ rừng đạt 42%.
- Tỉ lệ hộ nghèo dưới 3%.
";

/// Where the words stand.
fn place(quote: &str) -> (usize, usize) {
    let start = TEXT.find(quote).expect("words of the text");
    (start, start + quote.len())
}

/// An answer of kind `percent` with a lower end, with the other keys that are given.
fn asked(quote: &str, comparator: &str, min: &str, more: &Value) -> Value {
    let (start, end) = place(quote);
    let mut target = json!({
        "id": "x", "lang": "vi", "section": "objectives", "horizon": 2030, "kind": "percent",
        "comparator": comparator, "min": min, "max": null, "quote": quote, "start": start, "end": end,
    });
    let keys = more.as_object().expect("keys").clone();
    target.as_object_mut().expect("keys").extend(keys);
    target
}

fn answers() -> Value {
    json!({
        "document": "toy.txt",
        "languages": ["vi"],
        "header": { "number": "7-NQ/TU", "date": "2026-01-05" },
        "outline": [
            { "kind": "objectives", "label": "II", "items": [
                { "number": 1, "starts": "Đến năm 2030", "points": 7 } ] },
            { "kind": "tasks", "label": "III", "items": [
                { "number": 1, "starts": "Hoàn thiện thể chế", "points": 2 } ] },
        ],
        "targets": [
            // Right in all.
            asked("tối thiểu 30% GDP", "ge", "30", &json!({ "of": "GDP", "indicator_has": "kinh tế số" })),
            // Found with another bound.
            asked("tối thiểu 90%", "gt", "90", &json!({})),
            // Found and typed; another year, and another thing measured.
            asked("tối thiểu 70%", "ge", "70", &json!({ "horizon": 2045, "indicator_has": "thất nghiệp" })),
            // There is nothing to be found.
            asked("Phát triển nhanh", "ge", "5", &json!({})),
            // Not asked, whether it is printed or not.
            asked("đạt 42%", "ge", "42", &json!({ "optional": true })),
            // 50% and 3% have no answer: two in excess.
        ],
        "other_quantities": [],
        "not_quantities": ["7-NQ/TU"],
    })
}

#[test]
fn counts_are_those_made_by_hand() {
    let toy = Toy::new("counts", TEXT, &answers().to_string());
    let report = report(&[toy.path()]);
    let expected = json!({
        "texts": 1, "asked": 4, "found": 3, "typed": 2, "full": 1, "extra": 2,
        "told": { "right": 1, "asked": 2 },
        // A section, the number of its items and its item; the same again for the section that is not there.
        "outline": { "right": 3, "asked": 6 },
        "points": { "right": 1, "asked": 2 },
        "header": { "right": 1, "asked": 2 },
    });
    assert_eq!(report["folders"][0]["counts"], expected, "{report:#}");
    assert_eq!(report["total"], expected);
}

#[test]
fn the_table_has_shares_and_the_list_has_places() {
    let toy = Toy::new("table", TEXT, &answers().to_string());
    let out = printed(&[toy.path(), "--corpus", toy.path(), "-v"]);
    // Five printed targets count (three found, two in excess), four are asked.
    let row = "| 1 | 4 | 60.0 / 75.0 | 40.0 / 50.0 | 25.0 | 1 / 2 | 3 / 6 | 1 / 2 |\n";
    assert!(out.contains(&format!("| `{}` {row}", toy.path())), "{out}");
    assert!(out.contains(&format!("| `corpus` {row}")), "{out}");
    assert!(out.contains("| total | 2 | 8 | 60.0 / 75.0 | 40.0 / 50.0 | 25.0 | 2 / 4 | 6 / 12 | 2 / 4 |\n"));
    for (quote, what) in [
        ("tối thiểu 90%", "asked percent gt, printed percent ge"),
        ("tối thiểu 70%", "differs in horizon"),
        ("tối thiểu 70%", "indicator asked «thất nghiệp»"),
        ("Phát triển nhanh", "missed"),
        ("trên 50%", "extra percent gt"),
        ("dưới 3%", "extra percent lt"),
    ] {
        let (start, end) = place(quote);
        let listed = |line: &str| line.contains(&format!("/toy.txt:{start}..{end}`")) && line.contains(what);
        assert!(out.lines().any(listed), "{quote}, {what}: {out}");
    }
    assert!(!out.contains("42%") && !out.contains("30% GDP"), "what is right or optional is listed: {out}");
}

#[test]
fn every_folder_of_fixtures_is_counted() {
    let report = report(&[]);
    let folders = report["folders"].as_array().expect("folders");
    let names: Vec<&str> = folders.iter().filter_map(|folder| folder["folder"].as_str()).collect();
    // French has no built-in grammar: its figures are there only if its file was loaded.
    for name in ["fixtures/en", "fixtures/fr", "fixtures/ru", "fixtures/vi", "fixtures/vi-en", "fixtures/zh"]
    {
        assert!(names.contains(&name), "{name} is not among {names:?}");
    }
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for folder in folders {
        let count = |key: &str| folder["counts"][key].as_u64().expect("a count");
        let name = folder["folder"].as_str().expect("a name");
        let files =
            std::fs::read_dir(fixtures.join(name)).expect("a folder").map(|entry| entry.expect("a file"));
        let answers = files.filter(|file| file.file_name().to_string_lossy().ends_with(".gold.json")).count();
        assert_eq!(count("texts"), answers as u64, "{name}");
        assert!(count("asked") >= count("found") && count("found") >= count("typed"), "{name}");
        assert!(count("typed") >= count("full") && count("full") > 0, "{name}");
    }
    let sum: u64 = folders.iter().filter_map(|folder| folder["counts"]["asked"].as_u64()).sum();
    assert_eq!(report["total"]["asked"].as_u64(), Some(sum));
}

#[test]
fn what_cannot_be_read_ends_with_2() {
    let toy = Toy::new("bad", TEXT, "{ \"document\": 7 }");
    for (folder, what) in
        [("no-such-folder", "no-such-folder"), (toy.path(), "toy.gold.json"), ("src", "src")]
    {
        let output = accuracy(&[folder]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{folder}: {told}");
        assert!(output.stdout.is_empty() && told.contains(what), "{folder}: {told}");
    }
}
